//! One reading of a text with the weights: scores of all tokens, and the names that follow from them.

use super::chain::{self, Lattice, Row};
use super::crf::{Crf, FormSums, Look, OFFSETS, Scores, Sum};
use super::feature::{self, REACH};
use super::label::{self, ENDS, K, OUTSIDE};
use super::page::{Page, Sequence};
use std::ops::Range;

/// A name that was found.
#[derive(Debug, Clone)]
pub struct Name {
    /// Its tokens, counted from the first of its sequence or of the text.
    pub tokens: Range<usize>,
    /// Number of its kind.
    pub kind: usize,
    /// Probability that just these tokens are a name of this kind.
    pub sure: f32,
    /// The same for each kind.
    pub shares: [f32; K],
}

impl Name {
    /// With its tokens so many farther back.
    pub(crate) fn behind(&self, first: usize) -> Self {
        Self { tokens: first + self.tokens.start..first + self.tokens.end, ..self.clone() }
    }
}

/// A token that is in no name with this probability parts the search for the best labelling.
const SURELY_OUTSIDE: f32 = 0.98;

/// Names of the sequences of a text; buffers are used again.
#[derive(Debug, Default)]
pub struct Reader {
    lattice: Lattice,
    factors: Vec<Row>,
    names: Vec<Name>,
}

impl Reader {
    /// The names of one sequence, their tokens counted from its first; `scores` are those of its tokens.
    ///
    /// Only what lies between tokens that are beyond doubt in no name ([`Crf::beyond_doubt`]) is read.
    pub fn read(&mut self, scores: &[Scores], crf: &Crf) -> &[Name] {
        self.names.clear();
        let mut first = 0;
        for (at, own) in scores.iter().enumerate() {
            let ends = crf.beyond_doubt(own);
            if ends || at + 1 == scores.len() {
                let last = if ends { at } else { at + 1 };
                if first < last {
                    self.part(first..last, scores, crf);
                }
                first = at + 1;
            }
        }
        &self.names
    }

    fn part(&mut self, part: Range<usize>, scores: &[Scores], crf: &Crf) {
        let (opens, closes) = (part.start == 0, part.end == scores.len());
        let scores = scores.get(part.clone()).unwrap_or_default();
        self.factors.clear();
        self.factors.extend(scores.iter().map(|scores| crf.factors(scores)));
        self.lattice.fill(&self.factors, &crf.transitions, opens, closes);
        let outside = |t: usize| self.lattice.outside(t) > SURELY_OUTSIDE;
        let base = part.start;
        let mut first = 0;
        while first < scores.len() {
            if outside(first) {
                first += 1;
                continue;
            }
            let last = (first..scores.len()).find(|&t| outside(t)).unwrap_or(scores.len());
            let between = scores.get(first..last).unwrap_or_default();
            let opens = opens && first == 0;
            let closes = closes && last == scores.len();
            let labels = chain::best(between.iter(), &crf.steps, opens, closes);
            for (tokens, kind) in spans(&labels) {
                let (from, to) = (first + tokens.start, first + tokens.end - 1);
                let mut shares = [0.0; K];
                for (other, share) in shares.iter_mut().enumerate() {
                    *share = self.lattice.name(from, to, other, &self.factors, &crf.transitions);
                }
                let sure = shares.get(kind).copied().unwrap_or(0.0);
                self.names.push(Name { tokens: base + from..base + to + 1, kind, sure, shares });
            }
            first = last;
        }
    }
}

/// Tokens and kind of each name of a labelling.
fn spans(labels: &[u8]) -> Vec<(Range<usize>, usize)> {
    let mut spans = Vec::new();
    let mut first = 0;
    for (at, &label) in labels.iter().enumerate() {
        let label = usize::from(label);
        if label < K {
            first = at;
        } else if label != OUTSIDE && ENDS.contains(&label) {
            let alone = label <= 2 * K;
            let kind = label - if alone { label::single(0) } else { label::end(0) };
            spans.push((if alone { at } else { first }..at + 1, kind));
        }
    }
    spans
}

/// Adds up the weights of a text's features.
#[derive(Debug)]
pub struct Scorer<'a> {
    page: &'a Page,
    crf: &'a Crf,
    look: Look<'a>,
    /// By form: what is kept of it from earlier texts.
    kept: Vec<Option<&'a FormSums>>,
    /// By form and offset: where its sum stands in `sums`, plus one.
    places: Vec<[u32; OFFSETS]>,
    /// Sums that were made: most words of a text stand in it more than once.
    sums: Vec<Sum>,
    /// By group: the same.
    groups: Vec<u32>,
}

/// Sums that are kept at a time: 11 MB of them.
const KEPT: usize = 1 << 17;

impl<'a> Scorer<'a> {
    /// For the tokens of a text.
    pub fn new(page: &'a Page, crf: &'a Crf) -> Self {
        Self {
            page,
            crf,
            look: crf.look(),
            kept: page.forms.iter().map(|form| crf.remembered(form)).collect(),
            places: vec![[0; OFFSETS]; page.forms.len()],
            sums: Vec::with_capacity(page.forms.len().min(KEPT)),
            groups: vec![0; page.groups.len()],
        }
    }

    /// The scores of token `at`.
    ///
    /// Most tokens of a text are words in small letters, numbers and marks that no name is near. They are
    /// done with as soon as that is clear: because nothing around them has a capital, or because the word
    /// alone, or the words around it each on their own, speak clearly enough against a name (`said`, a
    /// comma).
    pub fn scores(&mut self, sequence: &Sequence, at: usize) -> Scores {
        let mut sum = Sum::default();
        let (crf, page) = (self.crf, self.page);
        if self.sums.len() + OFFSETS + 1 > KEPT {
            self.sums.clear();
            self.places.fill([0; OFFSETS]);
            self.groups.fill(0);
        }
        if page.far_from_capitals(sequence, at) {
            return crf.outside();
        }
        self.form(sequence, at, 0, &mut sum);
        let case = page.case(at);
        if case.is_plain() && crf.far_from_names(&sum.scores()) {
            return crf.outside();
        }
        for offset in (-REACH..=REACH).filter(|&offset| offset != 0) {
            self.form(sequence, at, offset, &mut sum);
        }
        if case.is_plain() && crf.far_from_names(&sum.scores()) {
            return crf.outside();
        }
        let look = &mut self.look;
        feature::of_place(page, sequence, at, &crf.selection, &mut |f| look.see(f));
        sum.add(&look.sum());
        if case.is_capital() {
            self.group(sequence, at, &mut sum);
        }
        sum.scores()
    }

    /// What the other places of its words with a capital say about a sequence.
    pub fn told(&mut self, sequence: &Sequence) -> Vec<Sum> {
        let page = self.page;
        let capitals = sequence.tokens.clone().filter(|&at| page.case(at).is_capital());
        capitals
            .map(|at| {
                let mut sum = Sum::default();
                self.group(sequence, at, &mut sum);
                sum
            })
            .collect()
    }

    /// Adds what the other places of the word say.
    fn group(&mut self, sequence: &Sequence, at: usize, sum: &mut Sum) {
        let (look, page) = (&mut self.look, self.page);
        let number = page.group(page.form_at(&sequence.tokens, at, 0));
        if let (Some(place), Some(group)) = (self.groups.get_mut(number), page.groups.get(number)) {
            add(&mut self.sums, place, sum, || {
                feature::of_group(page, group, &mut |f| look.see(f));
                look.sum()
            });
        }
    }

    /// Adds what the word at an offset says.
    fn form(&mut self, sequence: &Sequence, at: usize, offset: isize, sum: &mut Sum) {
        let (look, page) = (&mut self.look, self.page);
        let number = page.form_at(&sequence.tokens, at, offset);
        let slot = (offset + REACH) as usize;
        if let Some(kept) = self.kept.get(number).copied().flatten().and_then(|k| k.get(slot)) {
            sum.add(kept.get_or_init(|| of_form(page, number, offset, look)));
            return;
        }
        if let Some(place) = self.places.get_mut(number).and_then(|p| p.get_mut(slot)) {
            add(&mut self.sums, place, sum, || of_form(page, number, offset, look));
        }
    }
}

/// The sum of what a form says at an offset: once in the module, for the features are many.
#[inline(never)]
fn of_form(page: &Page, number: usize, offset: isize, look: &mut Look) -> Sum {
    feature::of_form(page.form(number), offset, &mut |f| look.see(f));
    look.sum()
}

/// Adds a sum that is kept at `place`, or made now.
fn add(sums: &mut Vec<Sum>, place: &mut u32, sum: &mut Sum, make: impl FnOnce() -> Sum) {
    if *place == 0 {
        sums.push(make());
        *place = sums.len() as u32;
    }
    if let Some(own) = sums.get(*place as usize - 1) {
        sum.add(own);
    }
}

#[cfg(test)]
mod tests {
    use super::super::label::{begin, end, inside, single};
    use super::*;

    #[test]
    fn names_are_read_off_the_labels() {
        let labels =
            [OUTSIDE, begin(1), inside(1), end(1), single(2), single(0), OUTSIDE].map(|l| l as u8);
        assert_eq!(vec![(1..4, 1), (4..5, 2), (5..6, 0)], spans(&labels));
    }
}
