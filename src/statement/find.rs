//! From weights to statements: cues, and for each its source and the parts of its content.

use super::asked::Again;
use super::bare;
use super::border;
use super::cue::{Cues, NEVER};
use super::feature::{self, Known, Link};
use super::naming::{fragments, frames, is_claim, is_frame, owner};
use super::passive;
use super::relative;
use super::settle;
use super::sources;
use super::view::{Joint, Unit, View};
use super::walk::{Step, walk};
use super::weights::{Question, Weights};
use crate::Tag;
use std::ops::Range;

/// Most places where a source may begin, before and behind its cue.
const SOURCE_REACH: [usize; 2] = [40, 16];

/// Most places between the borders of a source.
const SOURCE_LENGTH: u32 = 36;

/// Most places next to its cue where the content of one side may have its near border: 3 of 22,000 were farther away.
const NEAR_REACH: usize = 24;

/// What one cue introduces.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Index of the unit of the cue.
    pub unit: usize,
    /// Token of the cue.
    pub cue: usize,
    /// Sureness as a logit.
    pub logit: f32,
    /// Tokens of the source.
    pub source: Option<Range<usize>>,
    /// Tokens of the parts of the content, in text order.
    pub parts: Vec<Range<usize>>,
}

impl Found {
    /// The same as statement of another unit, its tokens counted anew.
    pub(super) fn moved(&self, unit: usize, to: impl Fn(usize) -> usize) -> Self {
        let range = |range: &Range<usize>| to(range.start)..to(range.end);
        Self {
            unit,
            cue: to(self.cue),
            logit: self.logit,
            source: self.source.as_ref().map(range),
            parts: self.parts.iter().map(range).collect(),
        }
    }

    /// Whether a token is in the content.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.parts.iter().any(|part| part.contains(&at))
    }
}

/// The two ways from a cue.
#[derive(Debug, Default)]
pub struct Ways {
    /// To the left, the nearest place first.
    pub left: Vec<Step>,
    /// To the right.
    pub right: Vec<Step>,
}

impl Ways {
    /// Looks both ways from `cue`.
    pub fn look(&mut self, view: &View, range: &Range<usize>, cue: usize, logits: &[f32]) {
        let is_cue = |at: usize| logits.get(at).is_some_and(|&logit| logit > -0.5);
        walk(view, range, cue, false, is_cue, &mut self.left);
        walk(view, range, cue, true, is_cue, &mut self.right);
    }

    /// Where a source may begin.
    pub fn source_starts(&self) -> impl Iterator<Item = &Step> {
        let [left, right] = SOURCE_REACH;
        self.left.iter().take(left).chain(self.right.iter().take(right))
    }

    /// Where a source that begins at `start` may end.
    pub fn source_ends(&self, cue: usize, start: &Step) -> impl Iterator<Item = &Step> {
        let right = start.at > cue;
        let way = if right { &self.right } else { &self.left };
        let start = *start;
        way.iter().filter(move |step| {
            step.at >= start.at && step.steps.abs_diff(start.steps) <= SOURCE_LENGTH
        })
    }

    /// Where the content of one side may have its near border.
    pub fn near(&self, right: bool, known: &Known) -> impl Iterator<Item = &Step> {
        let source = known.source.clone();
        let free = move |s: &&Step| !source.as_ref().is_some_and(|r| r.contains(&s.at));
        self.way(right).iter().filter(free).take(NEAR_REACH)
    }

    /// Where the content of one side with the near border `near` may have its far one.
    pub fn far(&self, right: bool, known: &Known, near: &Step) -> impl Iterator<Item = &Step> {
        let source = known.source.clone();
        let near = *near;
        self.way(right)
            .iter()
            .skip_while(move |s| s.steps < near.steps)
            .take_while(move |s| !source.as_ref().is_some_and(|r| r.contains(&s.at)))
    }

    fn way(&self, right: bool) -> &[Step] {
        if right { &self.right } else { &self.left }
    }
}

/// Reads the statement of one cue: its source and the content in its unit.
pub struct Asker<'a> {
    /// The text.
    pub view: &'a View,
    /// The weights.
    pub weights: &'a Weights,
    /// By token: logits of cues.
    pub logits: &'a [f32],
    /// Reused.
    pub ways: &'a mut Ways,
}

impl Asker<'_> {
    /// The statement of `cue`.
    pub fn ask(&mut self, number: usize, unit: &Unit, cue: usize) -> Found {
        self.ways.look(self.view, &unit.tokens, cue, self.logits);
        let mut known = Known { cue, ..Known::default() };
        let start =
            self.best(Question::SourceStart, unit, &known, self.ways.source_starts(), true, true);
        if let Some(start) = start {
            known.other = Some(start);
            let ends = self.ways.source_ends(cue, &start);
            let end = self.best(Question::SourceEnd, unit, &known, ends, false, false);
            let source = end.and_then(|end| self.head(start.at..end.at + 1, cue));
            known.source = source.map(|source| sources::of_last_clause(self.view, source, cue));
            known.other = None;
        }
        // `A court rejected her claim that …`: she claims it.
        let owned = owner(self.view, unit, cue).filter(|_| is_claim(self.view, unit, cue));
        known.source = owned.or(known.source).or_else(|| owner(self.view, unit, cue));
        known.source =
            known.source.and_then(|source| passive::source(self.view, unit, cue, source));
        let mut left = self.side(false, unit, &mut known, true);
        known.content.clone_from(&left);
        let framed = is_frame(self.view, unit, cue);
        let mut right = self.side(true, unit, &mut known, !framed);
        // `It rains, Ada Orr said Saturday.`
        right = right.filter(|right| !sources::is_when(self.view, right));
        if left.is_none() && right.as_ref().is_none_or(|right| self.is_hearer(cue, right)) {
            let told = self.side(false, unit, &mut known, false);
            if let Some(told) = told.filter(|told| self.leads(told, known.source.as_ref())) {
                (left, right) = (Some(told), None);
            }
        }
        let mut parts: Vec<Range<usize>> = left.into_iter().chain(right).collect();
        let source = known.source.map(|source| self.whole(source, &mut parts));
        let logit = self.logits.get(cue).copied().unwrap_or(NEVER);
        Found { unit: number, cue, logit, source, parts }
    }

    /// A source with the clause that tells of it, which was taken for what it says: of `according to officials, who
    /// asked for silence, the road is shut`, all to the second comma.
    fn whole(&self, source: Range<usize>, parts: &mut [Range<usize>]) -> Range<usize> {
        let comma = |at: usize| self.view.here(at).joint == Joint::Comma;
        let tells = |part: &&mut Range<usize>| {
            part.start == source.end + 1 && comma(source.end) && self.view.here(part.start).relative
        };
        let Some(part) = parts.iter_mut().find(tells) else { return source };
        let verb = |mut range: Range<usize>| range.any(|at| self.view.is_verb(at));
        let ends = |&at: &usize| comma(at) && verb(part.start..at) && verb(at + 1..part.end);
        let Some(end) = part.clone().find(ends) else { return source };
        part.start = end + 1;
        source.start..end
    }

    /// A source without what another cue reports in front of its own: of `The ministry added that Syria`,
    /// `Syria`.
    fn head(&self, source: Range<usize>, cue: usize) -> Option<Range<usize>> {
        let reports = |&at: &usize| {
            at != cue
                && self.logits.get(at).is_some_and(|&logit| logit > SURE)
                && self.view.quotation(at).is_none()
        };
        // `The road will open if Ana Duarte says`: the condition is not of her name.
        let condition = source.clone().rev().find(|&at| self.view.here(at).condition);
        let source = match condition {
            Some(at) if source.start < at && at + 1 < source.end => at + 1..source.end,
            _ => source,
        };
        let source = self.own_clause(source);
        // `No one can say`: the verb's group is no part of who speaks.
        let helps = |&at: &usize| self.view.tags.get(at) != Some(&Tag::Auxiliary);
        let end = source.clone().rev().find(helps)? + 1;
        let source = source.start..end;
        let Some(other) = source.clone().rev().find(reports) else { return Some(source) };
        let rest = other + 1..source.end;
        let start = rest.clone().find(|&at| self.view.here(at).joint == Joint::None)?;
        Some(start..source.end)
    }

    /// A source without the clause that it goes on from: of `The talks ended as the Lomé Port Authority`, what is
    /// behind `as`.
    fn own_clause(&self, source: Range<usize>) -> Range<usize> {
        let parts = |&at: &usize| {
            let verb = |mut range: Range<usize>| range.any(|at| self.view.is_verb(at));
            self.view.here(at).clause
                && self.view.quotation(at).is_none()
                && verb(source.start..at)
                && !verb(at + 1..source.end)
                && (at + 1..source.end).any(|at| self.view.begins_name(at))
        };
        let at = source.clone().rev().find(parts);
        at.map_or(source.start, |at| at + 1)..source.end
    }

    /// Whether a part behind `cue` is who was told rather than what: of `it rains, she told reporters`, `reporters`.
    fn is_hearer(&self, cue: usize, part: &Range<usize>) -> bool {
        let plain = |at: usize| !self.view.is_verb(at) && self.view.quotation(at).is_none();
        self.view.here(cue).hearer && part.clone().all(plain)
    }

    /// Whether a part is a clause that a comma parts from the source behind it.
    fn leads(&self, part: &Range<usize>, source: Option<&Range<usize>>) -> bool {
        let comma = source.is_some_and(|source| {
            part.end + 1 == source.start && self.view.here(part.end).joint == Joint::Comma
        });
        comma && part.clone().any(|at| self.view.is_verb(at))
    }

    /// The content on one side; `may_lack` lets it be none.
    fn side(
        &self,
        right: bool,
        unit: &Unit,
        known: &mut Known,
        may_lack: bool,
    ) -> Option<Range<usize>> {
        let [near, far] = if right {
            [Question::RightStart, Question::RightEnd]
        } else {
            [Question::LeftEnd, Question::LeftStart]
        };
        known.other = None;
        let first = self.best(near, unit, known, self.ways.near(right, known), right, may_lack)?;
        known.other = Some(first);
        let steps = self.ways.far(right, known, &first);
        let second = self.best(far, unit, known, steps, !right, false);
        known.other = None;
        let second = second.unwrap_or(first);
        Some(first.at.min(second.at)..first.at.max(second.at) + 1)
    }

    /// The best of `steps` by the table of `question`; none if that is better still.
    fn best<'s>(
        &self,
        question: Question,
        unit: &Unit,
        known: &Known,
        steps: impl Iterator<Item = &'s Step>,
        starts: bool,
        may_lack: bool,
    ) -> Option<Step> {
        let weights = self.weights;
        let out = if starts { -1 } else { 1 };
        let mut best: Option<(i32, Step)> = None;
        for step in steps {
            if !border::may_be(self.view, &unit.tokens, question, step.at, out) {
                continue;
            }
            let mut ask = weights.ask(question);
            feature::of_border(self.view, unit, known, step, starts, &mut |f| ask.see(f));
            let sum = ask.sum();
            if best.is_none_or(|(top, _)| sum > top) {
                best = Some((sum, *step));
            }
        }
        if may_lack {
            let mut ask = weights.ask(question);
            feature::of_none(self.view, unit, known, &mut |f| ask.see(f));
            let none = ask.sum();
            best = best.filter(|&(top, _)| top > none);
        }
        best.map(|(_, step)| step)
    }
}

impl std::fmt::Debug for Asker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asker").finish_non_exhaustive()
    }
}

/// Logit from which a token is a cue.
pub const SURE: f32 = -0.4;

/// Logit from which words without a source or quotation marks are a statement; 0.5 of -0.4 to 1: dev articles have 1.1
/// points more precision for 0.8 of recall.
const SOURCELESS: f32 = 0.5;

/// All statements of a text, in the order of their cues.
pub(super) fn statements(view: &View, weights: &Weights, mut again: Again) -> Vec<Found> {
    let mut cues = Cues::new(view, weights);
    let mut all = Vec::new();
    let mut ways = Ways::default();
    for (number, unit) in view.units.iter().enumerate() {
        let mut found = again.found(view, number, unit, || {
            cues.read(unit);
            frames(view, unit, &mut cues.logits);
            let mut asker = Asker { view, weights, logits: &cues.logits, ways: &mut ways };
            let logit = |cue: &usize| cues.logits.get(*cue).copied().unwrap_or(NEVER);
            let sure = unit.tokens.clone().filter(|cue| logit(cue) > SURE);
            sure.map(|cue| asker.ask(number, unit, cue)).collect()
        });
        fragments(view, unit, number, &mut found);
        settle::within(view, &mut found);
        relative::settle(view, unit, &mut found);
        bare::add(view, unit, number, &mut found);
        settle::once(&mut found);
        sources::settle(view, &mut found);
        all.extend(found);
    }
    join(view, weights, &mut all);
    settle::open(view, &mut all);
    all.retain(|statement| {
        let quoted = |part: &Range<usize>| view.quotation(part.start).is_some();
        let parts = &statement.parts;
        let told = statement.source.is_some() || statement.logit > SOURCELESS;
        // `Asked if he would go, …`: nobody says what a unit opens to ask.
        let unit = view.units.get(statement.unit);
        let opens = unit.is_some_and(|unit| unit.tokens.start == statement.cue);
        let asks = opens && statement.source.is_none();
        !parts.is_empty()
            && (told && !asks || parts.iter().any(quoted))
            && !settle::is_object(view, statement)
    });
    all
}

/// Units that a statement may skip before it goes on.
const GAP: usize = 1;

/// Gives quotations without a cue to the statement that they go on with.
fn join(view: &View, weights: &Weights, all: &mut [Found]) {
    let mut current: Option<usize> = None;
    let mut next = 0;
    let mut last_unit = 0;
    for (number, unit) in view.units.iter().enumerate() {
        let first = next;
        while all.get(next).is_some_and(|s| s.unit == number) {
            next += 1;
        }
        if let Some(statement) = current.and_then(|i| all.get_mut(i))
            && number - last_unit <= GAP
            && let Some(part) = continuation(view, unit, statement)
        {
            let link = link(view, statement, number - last_unit, next > first);
            let mut ask = weights.ask(Question::Join);
            if let Some(last) = view.units.get(last_unit) {
                feature::of_join(view, unit, last, &link, &mut |f| ask.see(f));
            }
            if ask.sum() > 0 {
                statement.parts.push(part);
                last_unit = number;
            }
        }
        if next > first {
            current = Some(next - 1);
            last_unit = number;
        }
    }
}

/// What of `unit` would go on with `statement`: the quotation that it begins with.
pub fn continuation(view: &View, unit: &Unit, statement: &Found) -> Option<Range<usize>> {
    match view.quotation(unit.tokens.start) {
        Some(quotation) if quotation.first == unit.tokens.start => {
            Some(quotation.first..quotation.last + 1)
        }
        _ if statement.parts.is_empty() => Some(unit.tokens.clone()),
        _ => None,
    }
}

/// What the join asks about a statement.
pub fn link(view: &View, statement: &Found, distance: usize, cued: bool) -> Link {
    let last = statement.parts.last();
    let quotation = last.and_then(|p| view.quotation(p.end - 1));
    Link {
        empty: last.is_none(),
        quoted: quotation.is_some(),
        left: statement.parts.first().is_some_and(|p| p.start < statement.cue),
        open: quotation.is_some_and(|q| q.open),
        cued,
        pronoun: statement
            .source
            .as_ref()
            .is_some_and(|s| s.len() == 1 && !view.here(s.start).capital),
        cue: view.here(statement.cue).lower,
        parts: statement.parts.len() as u32,
        distance: distance as u32,
    }
}
