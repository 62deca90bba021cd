//! What the first reading of a text says about a word elsewhere: features of the second reading.
//!
//! A name seen clearly once decides its unclear mentions. For each capitalised word the first reading
//! gives the labels of its other places, and for each phrase the kinds of its other places; a few thousand
//! weights, trained on first readings of documents that the first weights had not seen, add to the
//! scores of the first reading.

use super::chain::Row;
use super::crf::Scores;
use super::hash::key;
use super::label::{K, LABELS, OUTSIDE};
use super::page::{Page, Sequence, Style};
use super::pass::Name;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest name that is looked for elsewhere, in tokens.
const LONGEST: usize = 8;

/// Shares of a label under this are not worth a feature.
const FAINT: f32 = 0.08;

/// The first reading of a text.
#[derive(Debug, Default)]
pub struct Echo {
    /// By token: scores of the first reading.
    pub scores: Vec<Scores>,
    /// The names of the first reading, in text order.
    pub names: Vec<Name>,
    /// By group: sum of the label probabilities over its places with a capital in prose.
    sums: Vec<Option<Box<(Row, f32)>>>,
    /// Tokens that `sums` holds, with what they gave.
    own: Vec<(u32, Row)>,
    /// By hash of a name: sums of the probabilities of its kinds, and how often it was found.
    phrases: BTreeMap<u64, ([f32; K], f32)>,
}

/// Where a token stands in a phrase that is a name elsewhere.
#[derive(Debug, Clone, Copy)]
struct Place {
    position: u32,
    kinds: [f32; K],
    count: f32,
}

impl Echo {
    /// For a text of so many groups.
    pub fn new(page: &Page) -> Self {
        Self { sums: vec![None; page.groups.len()], ..Self::default() }
    }

    /// True if the probabilities of a token are of use to another.
    pub fn wants(page: &Page, at: usize) -> bool {
        page.case(at).is_capital()
            && page.form_of.get(at).is_some_and(|&form| {
                page.groups.get(page.group(form as usize)).is_some_and(|g| g.capital > 1)
            })
    }

    /// Takes in the names and probabilities of one sequence.
    pub fn hear(
        &mut self,
        page: &Page,
        sequence: &Sequence,
        names: Vec<Name>,
        marginals: impl Fn(usize) -> Row,
    ) {
        if sequence.style == Style::Prose {
            for at in sequence.tokens.clone().filter(|&at| Self::wants(page, at)) {
                let row = marginals(at - sequence.tokens.start);
                let group = page.form_of.get(at).map_or(0, |&form| page.group(form as usize));
                if let Some(slot) = self.sums.get_mut(group) {
                    let sum = slot.get_or_insert_with(|| Box::new(([0.0; LABELS], 0.0)));
                    for (sum, share) in sum.0.iter_mut().zip(&row) {
                        *sum += share;
                    }
                    sum.1 += 1.0;
                }
                self.own.push((at as u32, row));
            }
            for name in &names {
                if let Some(hash) = phrase(page, &name.tokens) {
                    let entry = self.phrases.entry(hash).or_insert(([0.0; K], 0.0));
                    for (sum, sure) in entry.0.iter_mut().zip(name.sure) {
                        *sum += sure;
                    }
                    entry.1 += 1.0;
                }
            }
        }
        self.names.extend(names);
    }

    /// Features of the tokens of a sequence, as numbers of tokens and features; none if the text says
    /// nothing else about them.
    pub fn features(&self, page: &Page, sequence: &Sequence) -> Vec<(usize, u32)> {
        let mut features = Vec::new();
        let range = &sequence.tokens;
        let mut places: Vec<Option<Place>> = vec![None; range.len()];
        for at in range.clone().filter(|&at| page.case(at).is_capital()) {
            self.place(page, sequence, at, &mut places);
        }
        let others: Vec<Option<(Row, f32)>> =
            range.clone().map(|at| self.others(page, sequence, at)).collect();
        for (index, at) in range.clone().enumerate() {
            let mut two = |template, a: usize, b: usize| {
                features.push((at, key(template, a as u32, b as u32)));
            };
            if let Some((row, count)) = others.get(index).and_then(Option::as_ref) {
                for (label, &share) in row.iter().enumerate() {
                    if share > FAINT {
                        two(100, label, bucket(share) * 4 + many(*count));
                    }
                }
                two(101, top(row), many(*count));
            }
            for (template, beside) in [(103, index.wrapping_sub(1)), (104, index + 1)] {
                if let Some(Some((row, _))) = others.get(beside) {
                    two(template, top(row), usize::from(page.case(at).is_capital()));
                }
            }
            if let Some(Some(place)) = places.get(index) {
                let total: f32 = place.kinds.iter().sum::<f32>().max(1e-6);
                for (kind, &sum) in place.kinds.iter().enumerate() {
                    if sum > FAINT * total {
                        let at = kind * 4 + place.position as usize;
                        let sure = bucket(sum / place.count.max(1.0));
                        two(105, at, (bucket(sum / total) * 5 + sure) * 4 + many(place.count));
                    }
                }
            }
        }
        features
    }

    /// Mean label probabilities of the other places of the word at `at`, and their number.
    fn others(&self, page: &Page, sequence: &Sequence, at: usize) -> Option<(Row, f32)> {
        if !page.case(at).is_capital() {
            return None;
        }
        let group = page.form_of.get(at).map(|&form| page.group(form as usize))?;
        let (mut row, mut count) = **self.sums.get(group)?.as_ref()?;
        if sequence.style == Style::Prose
            && let Ok(own) = self.own.binary_search_by_key(&(at as u32), |&(at, _)| at)
        {
            let (_, own) = self.own.get(own)?;
            for (sum, own) in row.iter_mut().zip(own) {
                *sum -= own;
            }
            count -= 1.0;
        }
        if count < 0.5 {
            return None;
        }
        for sum in &mut row {
            *sum /= count;
        }
        Some((row, count))
    }

    /// Notes the longest phrase from `at` on that is a name elsewhere.
    fn place(&self, page: &Page, sequence: &Sequence, at: usize, places: &mut [Option<Place>]) {
        let offset = at - sequence.tokens.start;
        if places.get(offset).is_none_or(Option::is_some) {
            return;
        }
        for length in (1..=LONGEST.min(sequence.tokens.end - at)).rev() {
            let tokens = at..at + length;
            let Some((mut kinds, mut count)) =
                phrase(page, &tokens).and_then(|hash| self.phrases.get(&hash)).copied()
            else {
                continue;
            };
            if sequence.style == Style::Prose {
                let first = self.names.partition_point(|name| name.tokens.start < at);
                if let Some(own) = self.names.get(first).filter(|own| own.tokens == tokens) {
                    for (sum, own) in kinds.iter_mut().zip(own.sure) {
                        *sum = (*sum - own).max(0.0);
                    }
                    count -= 1.0;
                }
            }
            if count < 0.5 {
                continue;
            }
            for (index, slot) in places.iter_mut().skip(offset).take(length).enumerate() {
                let position = match (index, index + 1 == length) {
                    (0, true) => 0,
                    (0, false) => 1,
                    (_, true) => 2,
                    (_, false) => 3,
                };
                *slot = Some(Place { position, kinds, count });
            }
            return;
        }
    }
}

/// Hash of the words of a name, whatever their case; none for a long one.
fn phrase(page: &Page, tokens: &Range<usize>) -> Option<u64> {
    if tokens.len() > LONGEST {
        return None;
    }
    let forms = page.form_of.get(tokens.clone())?;
    Some(forms.iter().fold(tokens.len() as u64, |hash, &form| {
        (hash ^ u64::from(page.form(form as usize).lower))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(23)
    }))
}

/// The likeliest label.
fn top(row: &Row) -> usize {
    let mut best = OUTSIDE;
    for (label, share) in row.iter().enumerate() {
        if row.get(best).is_none_or(|top| share > top) {
            best = label;
        }
    }
    best
}

fn bucket(share: f32) -> usize {
    [0.3, 0.6, 0.85, 0.97].iter().filter(|&&edge| share > edge).count()
}

fn many(count: f32) -> usize {
    [1.5, 2.5, 4.5].iter().filter(|&&edge| count > edge).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fall_into_five_steps() {
        assert_eq!([0, 1, 2, 3, 4], [0.1, 0.4, 0.7, 0.9, 0.99].map(bucket));
        assert_eq!([0, 1, 2, 3], [1.0, 2.0, 3.0, 9.0].map(many));
    }

    #[test]
    fn the_likeliest_label_is_outside_when_nothing_is_known() {
        let mut row = [0.0; LABELS];
        assert_eq!(OUTSIDE, top(&row));
        row[2] = 0.6;
        assert_eq!(2, top(&row));
    }
}
