//! Trains the attribution of statements.
//!
//! Every question has a table of its own. Cues come first, each token an example; then the borders of
//! sources and contents, each a choice among the places on the way from an annotated cue; then what goes on.

use crate::Result;
use crate::data;
use crate::score::statements as score;
use nutgraf::mention::chain::exp;
use nutgraf::statement::cue;
use nutgraf::statement::feature::{self, Known};
use nutgraf::statement::find::{self, Found, Ways};
use nutgraf::statement::view::View;
use nutgraf::statement::walk::Step;
use nutgraf::statement::weights::{PLACE_BITS, Question, Weights};
use nutgraf::{Model, Options, Token};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

/// How to train.
#[derive(clap::Args, Debug)]
pub(crate) struct Settings {
    /// Annotated articles: one JSON object a line.
    #[arg(long)]
    data: PathBuf,
    /// Where to write the weights.
    #[arg(long, default_value = "model/weights/statements.bin")]
    out: PathBuf,
    /// Articles to score on afterwards.
    #[arg(long)]
    score: Vec<PathBuf>,
    /// Passes over the data.
    #[arg(long, default_value_t = 8)]
    epochs: u32,
    /// Size of the first steps.
    #[arg(long, default_value_t = 0.06)]
    rate: f32,
    /// L1 penalty: what the gradients of a feature must add up to before it gets a weight.
    #[arg(long, default_value_t = 11.0)]
    l1: f32,
    /// L2 penalty.
    #[arg(long, default_value_t = 1.0)]
    l2: f32,
    /// Size of one step of the rounded weights.
    #[arg(long, default_value_t = 0.08)]
    step: f32,
}

#[derive(Deserialize)]
struct Document {
    text: String,
    quotes: Vec<Annotated>,
}

#[derive(Deserialize)]
struct Annotated {
    content: Vec<(u32, u32)>,
    cue: Vec<(u32, u32)>,
    speaker: Vec<(u32, u32)>,
}

/// An annotated statement in tokens.
#[derive(Debug)]
struct Gold {
    unit: usize,
    cue: usize,
    source: Option<Range<usize>>,
    parts: Vec<Range<usize>>,
}

struct Page {
    view: View,
    golds: Vec<Gold>,
}

/// Trains and writes.
pub(crate) fn statements(settings: &Settings) -> Result<()> {
    let model = Model::builtin();
    let documents: Vec<Document> = data::read(&settings.data)?;
    let mut pages: Vec<(Page, Vec<Raw>)> =
        documents.par_iter().map(|document| page(document, &model)).collect();
    heads(&mut pages);
    let mut pages: Vec<Page> = pages.into_iter().map(|(page, _)| page).collect();
    let golds: usize = pages.iter().map(|p| p.golds.len()).sum();
    eprintln!("{} articles, {golds} statements", pages.len());
    pages.iter_mut().for_each(|p| p.golds.sort_by_key(|g| g.cue));

    let mut tables: Tables = BTreeMap::new();
    let fit = |question: Question| Fit::new(settings, question);
    let weights = cues(settings, &pages, &mut tables);

    // Borders.
    let logits: Vec<Vec<f32>> =
        pages.par_iter().map(|page| cue::cues(&page.view, &weights).logits).collect();
    let mut choices: BTreeMap<Question, Vec<Choice>> = BTreeMap::new();
    for (page, logits) in pages.iter().zip(&logits) {
        for gold in &page.golds {
            borders(page, gold, logits, &mut choices);
        }
    }
    let border = [
        Question::SourceStart,
        Question::SourceEnd,
        Question::LeftEnd,
        Question::LeftStart,
        Question::RightStart,
        Question::RightEnd,
    ];
    let learned: Vec<(Question, Table)> = border
        .into_par_iter()
        .map(|question| (question, fit(question).one_of(&choices[&question])))
        .collect();
    for (question, table) in learned {
        eprintln!("{question:?}: {} choices", choices[&question].len());
        tables.insert(question, table);
    }
    drop(choices);

    // What goes on.
    let mut join = Vec::new();
    for page in &pages {
        joins(page, &mut join);
    }
    eprintln!("join: {} of {}", join.iter().filter(|e| e.right).count(), join.len());
    tables.insert(Question::Join, fit(Question::Join).yes_no(&join));
    let weights = assemble(settings, &tables).write();
    std::fs::write(&settings.out, &weights)?;
    let model = model.with_statements(&weights)?;
    for path in &settings.score {
        eprintln!("{}", path.display());
        score::report(&data::read::<score::Document>(path)?, &model);
    }
    Ok(())
}

/// Learns what reports: the word alone, then with its neighbours on top of that, then with its rivals.
fn cues(settings: &Settings, pages: &[Page], tables: &mut Tables) -> Weights {
    let fit = |question: Question| Fit::new(settings, question);
    tables.insert(Question::Word, fit(Question::Word).yes_no(&word_examples(pages)));
    let weights = assemble(settings, tables);
    let cue = cue_examples(pages, &weights);
    // What the second look learns from must be as unsure as it will be on a new text.
    let half = |part: usize| {
        let mut of = Vec::new();
        let mut at = 0;
        for (number, page) in pages.iter().enumerate() {
            let alone = cue::cues(&page.view, &weights).alone;
            for at_token in page.view.units.iter().flat_map(|unit| unit.tokens.clone()) {
                if alone[page.view.word_of[at_token] as usize] > cue::WORD_FLOOR {
                    if number % 2 == part {
                        of.push(at);
                    }
                    at += 1;
                }
            }
        }
        of
    };
    let (whole, halves) = rayon::join(
        || fit(Question::Cue).yes_no(&cue),
        || {
            [0, 1].map(|part| {
                let of: Vec<&Example> = half(part).into_iter().map(|i| &cue[i]).collect();
                fit(Question::Cue).yes_no_of(&of)
            })
        },
    );
    tables.insert(Question::Cue, whole);
    let again = again_examples(settings, pages, tables, &halves);
    tables.insert(Question::Again, fit(Question::Again).yes_no(&again));
    assemble(settings, tables)
}

fn word_examples(pages: &[Page]) -> Vec<Example> {
    let mut word = Vec::new();
    for page in pages {
        let is = labels(page);
        for (at, &number) in page.view.word_of.iter().enumerate() {
            let mut example = Example { right: is[at], given: 0.0, features: Vec::new() };
            feature::of_word(&page.view.words[number as usize], &mut |f| example.features.push(f));
            word.push(example);
        }
    }
    word
}

fn cue_examples(pages: &[Page], weights: &Weights) -> Vec<Example> {
    let mut cue = Vec::new();
    let (mut lost, mut kept, mut all) = (0, 0, 0);
    for page in pages {
        let is = labels(page);
        let alone = cue::cues(&page.view, weights).alone;
        for unit in &page.view.units {
            for at in unit.tokens.clone() {
                let given = alone[page.view.word_of[at] as usize];
                all += 1;
                if given <= cue::WORD_FLOOR {
                    lost += usize::from(is[at]);
                    continue;
                }
                kept += 1;
                let mut example = Example { right: is[at], given, features: Vec::new() };
                feature::of_cue(&page.view, unit, at, &mut |f| example.features.push(f));
                cue.push(example);
            }
        }
    }
    eprintln!("floor: {lost} cues lost, {kept} of {all} tokens kept");
    cue
}

fn again_examples(
    settings: &Settings,
    pages: &[Page],
    tables: &Tables,
    halves: &[Table; 2],
) -> Vec<Example> {
    let mut again = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let is = labels(page);
        let mut other = tables.clone();
        other.insert(Question::Cue, halves[1 - number % 2].clone());
        let other = assemble(settings, &other);
        let first = cue::cues(&page.view, &other).first;
        for unit in &page.view.units {
            cue::around(&page.view, unit, &first, |at, around| {
                let mut example = Example { right: is[at], given: first[at], features: Vec::new() };
                feature::of_again(&page.view, at, around, &mut |f| example.features.push(f));
                again.push(example);
            });
        }
    }
    again
}

/// Weights by place, those of nothing left out.
type Table = Vec<(u32, f32)>;

type Tables = BTreeMap<Question, Table>;

/// All tables in one, rounded.
fn assemble(settings: &Settings, tables: &Tables) -> Weights {
    let mut sums = vec![0.0_f32; 1 << PLACE_BITS];
    for &(place, weight) in Question::ALL.iter().filter_map(|q| tables.get(q)).flatten() {
        sums[place as usize] += weight;
    }
    let step = settings.step;
    let cells = sums.iter().map(|w| (w / step).round().clamp(-127.0, 127.0) as i8);
    Weights::new(step, cells.collect())
}

type Raw = (Range<usize>, Vec<Range<usize>>, Option<Range<usize>>);

fn page(document: &Document, model: &Model) -> (Page, Vec<Raw>) {
    let text = &document.text;
    let analysis = nutgraf::analyze(text, model, &Options::default());
    let view = View::of(text, &analysis, model);
    let bytes: Vec<u32> =
        text.char_indices().map(|(i, _)| i as u32).chain([text.len() as u32]).collect();
    let range = |&(start, end): &(u32, u32)| -> Option<Range<usize>> {
        let (start, end) = (bytes[start as usize], bytes[end as usize]);
        let tokens: &[Token] = &analysis.tokens;
        let first = tokens.partition_point(|t| t.span.end <= start);
        let last = tokens.partition_point(|t| t.span.start < end);
        (first < last).then_some(first..last)
    };
    let raws = document
        .quotes
        .iter()
        .filter_map(|q| {
            let cue = q.cue.first().and_then(range)?;
            let parts: Vec<_> = q.content.iter().filter_map(range).collect();
            let source = q.speaker.first().and_then(range);
            (!parts.is_empty()).then_some((cue, parts, source))
        })
        .collect();
    (Page { view, golds: Vec::new() }, raws)
}

/// Finds the word of each cue that reports: the one that most often does.
fn heads(pages: &mut [(Page, Vec<Raw>)]) {
    let mut all: BTreeMap<u32, f32> = BTreeMap::new();
    let mut cues: BTreeMap<u32, f32> = BTreeMap::new();
    for (page, raws) in pages.iter() {
        for at in 0..page.view.word_of.len() {
            *all.entry(page.view.here(at).lower).or_default() += 1.0;
        }
        for (cue, _, _) in raws {
            for at in cue.clone() {
                *cues.entry(page.view.here(at).lower).or_default() += 1.0 / cue.len() as f32;
            }
        }
    }
    for (page, raws) in pages {
        for (cue, parts, source) in raws.drain(..) {
            let share = |at: usize| {
                let lower = page.view.here(at).lower;
                cues.get(&lower).copied().unwrap_or(0.0) / (all[&lower] + 3.0)
            };
            let head = cue.clone().rev().max_by(|&a, &b| share(a).total_cmp(&share(b)));
            let Some(head) = head else { continue };
            let unit = page.view.units.partition_point(|u| u.tokens.end <= head);
            if page.view.units.get(unit).is_some_and(|u| u.tokens.contains(&head)) {
                page.golds.push(Gold { unit, cue: head, source, parts });
            }
        }
    }
}

fn labels(page: &Page) -> Vec<bool> {
    let mut is = vec![false; page.view.word_of.len()];
    page.golds.iter().for_each(|gold| is[gold.cue] = true);
    is
}

/// A token inside a quotation as its nearest end, if that is near.
fn snap(view: &View, at: usize, cue: usize) -> usize {
    match view.quotation(at) {
        Some(q) if view.quotation_of[at] != view.quotation_of[cue] => {
            if at - q.first <= 2 {
                q.first
            } else if q.last - at <= 2 {
                q.last
            } else {
                at
            }
        }
        _ => at,
    }
}

/// The choices that one annotated statement asks for.
fn borders(page: &Page, gold: &Gold, logits: &[f32], out: &mut BTreeMap<Question, Vec<Choice>>) {
    let view = &page.view;
    let unit = &view.units[gold.unit];
    let mut ways = Ways::default();
    ways.look(view, &unit.tokens, gold.cue, logits);
    let mut known = Known { cue: gold.cue, ..Known::default() };
    let source = gold
        .source
        .clone()
        .filter(|s| unit.tokens.contains(&s.start) && unit.tokens.contains(&(s.end - 1)));
    let mut add = |question,
                   known: &Known,
                   steps: Vec<Step>,
                   starts: bool,
                   none: bool,
                   right: Option<usize>| {
        let mut choice = Choice::default();
        for step in &steps {
            choice.option(|emit| {
                feature::of_border(view, unit, known, step, starts, &mut |f| emit(f));
            });
        }
        if none {
            choice.option(|emit| feature::of_none(view, unit, known, &mut |f| emit(f)));
        }
        let right = match right {
            Some(at) => steps.iter().position(|s| s.at == at),
            None => none.then_some(steps.len()),
        };
        if let Some(right) = right {
            choice.right = right;
            out.entry(question).or_default().push(choice);
            return right.checked_sub(0).and_then(|r| steps.get(r).copied());
        }
        None
    };
    let steps: Vec<Step> = ways.source_starts().copied().collect();
    let start =
        add(Question::SourceStart, &known, steps, true, true, source.as_ref().map(|s| s.start));
    if let (Some(start), Some(source)) = (start, &source) {
        known.other = Some(start);
        let steps: Vec<Step> = ways.source_ends(gold.cue, &start).copied().collect();
        add(Question::SourceEnd, &known, steps, false, false, Some(source.end - 1));
        known.other = None;
    }
    known.source = source;
    for right in [false, true] {
        let mine: Vec<&Range<usize>> = gold
            .parts
            .iter()
            .filter(|p| unit.tokens.contains(&p.start) && unit.tokens.contains(&(p.end - 1)))
            .filter(|p| if right { p.start > gold.cue } else { p.end <= gold.cue })
            .collect();
        let part = match (mine.first(), mine.last()) {
            (Some(first), Some(last)) => {
                let start = snap(view, first.start, gold.cue);
                let end = snap(view, last.end - 1, gold.cue);
                Some(start..end + 1)
            }
            _ => None,
        };
        let [near, far] = if right {
            [Question::RightStart, Question::RightEnd]
        } else {
            [Question::LeftEnd, Question::LeftStart]
        };
        let steps: Vec<Step> = ways.near(right, &known).copied().collect();
        let ends =
            part.as_ref().map(|p| if right { [p.start, p.end - 1] } else { [p.end - 1, p.start] });
        let first = add(near, &known, steps, right, true, ends.map(|e| e[0]));
        if let (Some(first), Some(ends)) = (first, ends) {
            known.other = Some(first);
            let steps: Vec<Step> = ways.far(right, &known, &first).copied().collect();
            add(far, &known, steps, !right, false, Some(ends[1]));
            known.other = None;
        }
        if !right {
            known.content = part;
        }
    }
}

/// The questions whether a unit goes on with the statement before.
fn joins(page: &Page, out: &mut Vec<Example>) {
    let view = &page.view;
    let mut current: Option<(usize, Found)> = None;
    let mut next = 0;
    let mut last_unit = 0;
    for (number, unit) in view.units.iter().enumerate() {
        let first = next;
        while page.golds.get(next).is_some_and(|g| g.unit == number) {
            next += 1;
        }
        if let Some((gold, statement)) = &mut current
            && number - last_unit <= 1
            && let Some(part) = find::continuation(view, unit, statement)
        {
            let right = page.golds[*gold]
                .parts
                .iter()
                .any(|p| p.start < part.end && part.start < p.end && p.start + 3 > part.start);
            let link = find::link(view, statement, number - last_unit, next > first);
            let mut example = Example { right, given: 0.0, features: Vec::new() };
            feature::of_join(view, unit, &view.units[last_unit], &link, &mut |f| {
                example.features.push(f);
            });
            out.push(example);
            if right {
                statement.parts.push(part);
                last_unit = number;
            }
        }
        if next > first {
            let gold = &page.golds[next - 1];
            let parts =
                gold.parts.iter().filter(|p| unit.tokens.contains(&p.start)).cloned().collect();
            let statement = Found {
                unit: number,
                cue: gold.cue,
                logit: 0.0,
                source: gold.source.clone(),
                parts,
            };
            current = Some((next - 1, statement));
            last_unit = number;
        }
    }
}

/// A yes or no with what is already known, as a logit.
struct Example {
    right: bool,
    given: f32,
    features: Vec<u32>,
}

/// One of several.
#[derive(Default)]
struct Choice {
    features: Vec<u32>,
    /// Where the features of each option end.
    ends: Vec<u32>,
    right: usize,
}

impl Choice {
    fn option(&mut self, emit: impl FnOnce(&mut dyn FnMut(u32))) {
        let features = &mut self.features;
        emit(&mut |f| features.push(f));
        self.ends.push(self.features.len() as u32);
    }
}

/// A table in training, by stochastic gradients that leave most weights at nothing (FTRL-Proximal).
struct Fit<'a> {
    settings: &'a Settings,
    question: Question,
    cells: Vec<Cell>,
}

/// One weight in training.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: f32,
    sum: f32,
    squares: f32,
}

impl<'a> Fit<'a> {
    fn new(settings: &'a Settings, question: Question) -> Self {
        Self { settings, question, cells: vec![Cell::default(); 1 << PLACE_BITS] }
    }

    fn sum(&self, features: &[u32]) -> f32 {
        features.iter().map(|&f| self.cells[self.question.place(f)].weight).sum()
    }

    fn learn(&mut self, features: &[u32], gradient: f32) {
        let Settings { rate, l1, l2, .. } = *self.settings;
        let square = gradient * gradient;
        for &feature in features {
            let cell = &mut self.cells[self.question.place(feature)];
            let root = (cell.squares + square).sqrt();
            cell.sum += gradient - (root - cell.squares.sqrt()) / rate * cell.weight;
            cell.squares += square;
            cell.weight = if cell.sum.abs() <= l1 {
                0.0
            } else {
                (cell.sum.signum() * l1 - cell.sum) / ((1.0 + root) / rate + l2)
            };
        }
    }

    fn yes_no(self, examples: &[Example]) -> Table {
        self.yes_no_of(&examples.iter().collect::<Vec<_>>())
    }

    fn yes_no_of(mut self, examples: &[&Example]) -> Table {
        let mut order: Vec<u32> = (0..examples.len() as u32).collect();
        let mut random = super::fit::Random(7);
        for _ in 0..self.settings.epochs {
            random.shuffle(&mut order);
            for &i in &order {
                let example = examples[i as usize];
                let logit = example.given + self.sum(&example.features);
                let gradient = 1.0 / (1.0 + exp(-logit)) - f32::from(u8::from(example.right));
                if gradient.abs() > 0.003 {
                    self.learn(&example.features, gradient);
                }
            }
        }
        self.table()
    }

    fn one_of(mut self, choices: &[Choice]) -> Table {
        let mut order: Vec<u32> = (0..choices.len() as u32).collect();
        let mut random = super::fit::Random(7);
        for epoch in 0..self.settings.epochs {
            random.shuffle(&mut order);
            let mut hits = 0;
            for &i in &order {
                let choice = &choices[i as usize];
                let parts = |n: usize| {
                    let first = n.checked_sub(1).map_or(0, |b| choice.ends[b] as usize);
                    &choice.features[first..choice.ends[n] as usize]
                };
                let sums: Vec<f32> = (0..choice.ends.len()).map(|n| self.sum(parts(n))).collect();
                let top = sums.iter().copied().fold(f32::MIN, f32::max);
                hits += usize::from(sums[choice.right] >= top);
                let all: f32 = sums.iter().map(|s| exp(s - top)).sum();
                for (n, sum) in sums.iter().enumerate() {
                    let gradient = exp(sum - top) / all - f32::from(u8::from(n == choice.right));
                    if gradient.abs() > 0.003 {
                        self.learn(parts(n), gradient);
                    }
                }
            }
            if epoch + 1 == self.settings.epochs {
                eprintln!(
                    "  {:.1} % right in training",
                    100.0 * hits as f32 / choices.len() as f32
                );
            }
        }
        self.table()
    }

    fn table(self) -> Table {
        let filled = self.cells.iter().zip(0..).filter(|(cell, _)| cell.weight != 0.0);
        filled.map(|(cell, place)| (place, cell.weight)).collect()
    }
}
