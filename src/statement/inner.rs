//! Speech inside a quotation: of `“The minister told me that the bridge was safe,” said Ada Orr`, what the minister told.
//!
//! The words of a quotation are read as a text of their own, in which the outer marks are none and the inner ones are
//! the marks of quotations.

use super::asked::Again;
use super::find::{self, Found};
use super::marks;
use super::settle::NESTED;
use super::view::{Unit, View};
use super::weights::Weights;
use crate::Token;
use std::ops::Range;

/// Tokens of the shortest quotation in which somebody else may speak, with its marks: `“He says no.”`.
const SHORTEST: usize = 6;

/// Logit from which a verb of speech inside a quotation is one: what is taken for speech beneath [`NESTED`] is mostly
/// knowing and wishing, which other verbs tell.
const SPOKEN: f32 = 0.5;

/// The text as it is from within those quotations of `view` that are read for speech; none if there are none.
pub(super) fn view(view: &View, text: &str, tokens: &[Token]) -> Option<View> {
    let mut units: Vec<Unit> = Vec::new();
    let mut insides: Vec<Range<usize>> = Vec::new();
    for unit in &view.units {
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            let Some(quotation) = view.quotation(at) else {
                at += 1;
                continue;
            };
            let last = quotation.last.min(unit.tokens.end - 1);
            let inside = at + 1..if quotation.open { last + 1 } else { last };
            if at == quotation.first && last - at >= SHORTEST && reports(view, inside.clone()) {
                sentences(tokens, unit, inside.clone(), &mut units);
                insides.push(inside);
            }
            at = last + 1;
        }
    }
    (!units.is_empty()).then(|| view.with(units, marks::pair(text, tokens, &insides)))
}

/// Whether words of a range report by themselves, whatever stands around them.
fn reports(view: &View, mut range: Range<usize>) -> bool {
    range.any(|at| view.here(at).grade != 0)
}

/// Adds the sentences of a quotation as units.
fn sentences(tokens: &[Token], unit: &Unit, inside: Range<usize>, units: &mut Vec<Unit>) {
    let mut start = inside.start;
    let of = tokens.get(inside).unwrap_or_default();
    for sentence in of.chunk_by(|a, b| a.sentence == b.sentence) {
        let tokens = start..start + sentence.len();
        start = tokens.end;
        units.push(Unit { tokens, first: false, ..unit.clone() });
    }
}

/// What others say in the quotations: `inner` is the text as [`view`] gives it.
pub(super) fn statements(inner: &View, weights: &Weights, again: Again) -> Vec<Found> {
    let mut found = find::statements(inner, weights, again);
    // Who speaks in the quotation is its speaker: `I said` is no speech of another's.
    let other = |found: &Found| {
        let least = if inner.here(found.cue).speaks { SPOKEN } else { NESTED };
        found.source.as_ref().is_some_and(|source| {
            found.logit > least
                && source.clone().all(|at| !inner.here(at).talker)
                && inner.here(found.cue).grade != 0
        })
    };
    found.retain(other);
    found
}
