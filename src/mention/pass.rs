//! One reading of a text with the weights: scores of all tokens, and the names that follow from them.

use super::chain::{self, Lattice, Row};
use super::crf::{Crf, Scores};
use super::feature::{self, REACH};
use super::label::{self, ENDS, K, LABELS, OUTSIDE};
use super::page::{Page, Sequence};
use std::ops::Range;

/// A name that was found.
#[derive(Debug, Clone)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Number of its kind.
    pub kind: usize,
    /// By kind: probability that just these tokens are a name of it.
    pub sure: [f32; K],
}

/// A token that is surely in no name parts the search for the best labelling.
const SURELY_OUTSIDE: f32 = 0.98;

/// Names of the sequences of a text; buffers are used again.
#[derive(Debug, Default)]
pub struct Reader {
    lattice: Lattice,
    factors: Vec<Row>,
}

impl Reader {
    /// Reads one sequence; `scores` are those of its tokens.
    pub fn read(&mut self, sequence: &Sequence, scores: &[Scores], crf: &Crf) -> Vec<Name> {
        self.factors.clear();
        self.factors.extend(scores.iter().map(|scores| crf.factors(scores)));
        self.lattice.fill(&self.factors, &crf.transitions);
        let mut names = Vec::new();
        let outside = |t: usize| {
            self.lattice.marginals(t).get(OUTSIDE).is_some_and(|&share| share > SURELY_OUTSIDE)
        };
        let mut first = 0;
        while first < scores.len() {
            if outside(first) {
                first += 1;
                continue;
            }
            let last = (first..scores.len()).find(|&t| outside(t)).unwrap_or(scores.len());
            let part = scores.get(first..last).unwrap_or_default();
            let labels = chain::best(part.iter(), &crf.steps, first == 0, last == scores.len());
            for (tokens, kind) in spans(&labels) {
                let (opens, closes) = (first + tokens.start, first + tokens.end - 1);
                let sure = self.lattice.name(opens, closes, &self.factors, &crf.transitions);
                let base = sequence.tokens.start;
                names.push(Name { tokens: base + opens..base + closes + 1, kind, sure });
            }
            first = last;
        }
        names
    }

    /// Probability of each label at token `t` of the sequence that was read last.
    pub fn marginals(&self, t: usize) -> Row {
        self.lattice.marginals(t)
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
    /// By form and offset: where its sum stands in `sums`, plus one.
    places: Vec<[u32; OFFSETS]>,
    /// Sums that were made: most words of a text stand in it more than once.
    sums: Vec<Scores>,
    /// By group: the same.
    groups: Vec<u32>,
}

const OFFSETS: usize = 2 * REACH as usize + 1;

/// Sums that are kept at a time: 10 MB of them.
const KEPT: usize = 1 << 17;

impl<'a> Scorer<'a> {
    /// For the tokens of a text.
    pub fn new(page: &'a Page, crf: &'a Crf) -> Self {
        Self {
            page,
            crf,
            places: vec![[0; OFFSETS]; page.forms.len()],
            sums: Vec::with_capacity(page.forms.len().min(KEPT)),
            groups: vec![0; page.groups.len()],
        }
    }

    /// The scores of token `at`.
    pub fn scores(&mut self, sequence: &Sequence, at: usize) -> Scores {
        let mut scores = [0; LABELS];
        let (crf, page) = (self.crf, self.page);
        if self.sums.len() + OFFSETS + 1 > KEPT {
            self.sums.clear();
            self.places.fill([0; OFFSETS]);
            self.groups.fill(0);
        }
        for (slot, offset) in (-REACH..=REACH).enumerate() {
            let number = page.form_at(&sequence.tokens, at, offset);
            let Some(place) = self.places.get_mut(number).and_then(|p| p.get_mut(slot)) else {
                continue;
            };
            add(&mut self.sums, place, &mut scores, |sum| {
                feature::of_form(page.form(number), offset, &mut |f| crf.add(f, sum));
            });
        }
        feature::of_place(page, sequence, at, &crf.selection, &mut |f| crf.add(f, &mut scores));
        if page.case(at).is_capital() {
            let number = page.group(page.form_at(&sequence.tokens, at, 0));
            if let (Some(place), Some(group)) =
                (self.groups.get_mut(number), page.groups.get(number))
            {
                add(&mut self.sums, place, &mut scores, |sum| {
                    feature::of_group(page, group, &mut |f| crf.add(f, sum));
                });
            }
        }
        scores
    }
}

/// Adds a sum that is kept at `place`, or made now.
fn add(
    sums: &mut Vec<Scores>,
    place: &mut u32,
    scores: &mut Scores,
    make: impl FnOnce(&mut Scores),
) {
    if *place == 0 {
        let mut sum = [0; LABELS];
        make(&mut sum);
        sums.push(sum);
        *place = sums.len() as u32;
    }
    if let Some(sum) = sums.get(*place as usize - 1) {
        for (score, add) in scores.iter_mut().zip(sum) {
            *score = score.saturating_add(*add);
        }
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
