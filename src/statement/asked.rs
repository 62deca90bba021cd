//! What was asked of a unit, kept with all that the answer depends on: the words of the unit and of its edges, the names,
//! the parts of speech and the quotations there.

use super::find::Found;
use super::view::{Unit, View};
use crate::draft::Parts;
use crate::{Tag, Token};
use std::ops::Range;

/// Tokens next to a unit that questions about it look at.
const EDGE: usize = 2;

/// What the cues of a unit introduce, before it is settled.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Of the unit and its edges.
    text: String,
    on: On,
    /// Their tokens are counted from the first of the unit.
    found: Vec<Found>,
}

/// What an answer depends on beside the text. Tokens are counted from the first of the unit.
#[derive(Debug, PartialEq)]
struct On {
    /// Tokens in front of the unit, in it, and behind it.
    tokens: [usize; 3],
    heading: bool,
    names: Vec<u8>,
    tags: Vec<Tag>,
    /// First and last token of each quotation, and whether it was left open.
    quotations: Vec<(isize, isize, bool)>,
}

/// A text whose units were asked in an earlier version of it.
#[derive(Debug)]
pub(super) struct Again<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) parts: &'a mut Parts<Asked>,
}

impl Again<'_> {
    /// What the cues of unit `number` introduce: as it was in the last version, or from `ask`.
    pub(super) fn found(
        &mut self,
        view: &View,
        number: usize,
        unit: &Unit,
        ask: impl FnOnce() -> Vec<Found>,
    ) -> Vec<Found> {
        if !self.parts.keeps() {
            return ask();
        }
        let (first, last) = (unit.tokens.start, unit.tokens.end);
        let range = first.saturating_sub(EDGE)..(last + EDGE).min(self.tokens.len());
        let tokens = self.tokens.get(range.clone()).unwrap_or_default();
        let ends = tokens.first().zip(tokens.last());
        let text = ends.map_or("", |(first, last)| first.span.cover(last.span).of(self.text));
        let on = On::read(view, unit, &range);
        let same = |kept: &Asked| kept.text == text && kept.on == on;
        if let Some(kept) = self.parts.again(number, view.units.len(), same) {
            return kept.found.iter().map(|found| found.moved(number, |at| at + first)).collect();
        }
        let found = ask();
        self.parts.keep(|| Asked {
            text: text.to_owned(),
            on,
            found: found.iter().map(|found| found.moved(0, |at| at - first)).collect(),
        });
        found
    }
}

impl On {
    fn read(view: &View, unit: &Unit, range: &Range<usize>) -> Self {
        let (first, last) = (unit.tokens.start, unit.tokens.end);
        let mut quotations = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let Some(quotation) = view.quotation(at) else {
                at += 1;
                continue;
            };
            let from = |at: usize| at.cast_signed() - first.cast_signed();
            quotations.push((from(quotation.first), from(quotation.last), quotation.open));
            at = quotation.last.max(at) + 1;
        }
        Self {
            tokens: [first - range.start, last - first, range.end - last],
            heading: unit.heading,
            names: part(&view.name_of, range),
            tags: part(&view.tags, range),
            quotations,
        }
    }
}

fn part<T: Clone>(of: &[T], range: &Range<usize>) -> Vec<T> {
    of.get(range.clone()).unwrap_or_default().to_vec()
}
