//! Verbs in the passive: of `the club was reported to have lost $2 million`, the club says nothing.

use super::view::{Joint, Unit, View};
use crate::Tag;
use crate::mention::hash;
use std::ops::Range;

/// Adverbs between an auxiliary and its verb: `was also widely reported`.
const ADVERBS: usize = 2;

/// Tokens of the longest phrase behind `by`: `by the Human Rights Commission of the north`.
const AGENT: usize = 10;

/// The forms of `be`.
const FORMS: [&str; 8] = ["is", "are", "was", "were", "be", "been", "’s", "’re"];

/// Who speaks by `verb` if `source` was taken for it: that, but for a verb in the passive, of which it is the subject, the
/// phrase behind `by` or nobody. What is `convinced` or `quoted` is its subject still.
pub(super) fn source(
    view: &View,
    unit: &Unit,
    verb: usize,
    source: Range<usize>,
) -> Option<Range<usize>> {
    let part = |at: usize| view.part(&unit.tokens, at, 0);
    let word = view.here(verb);
    let participle = part(verb) == Some(Tag::Verb) && !word.going && word.grade != 0 && !word.mind;
    if !participle || source.end > verb {
        return Some(source);
    }
    let adverb = |&at: &usize| part(at) == Some(Tag::Adverb);
    let skipped = (source.end..verb).rev().take(ADVERBS).take_while(adverb).count();
    let auxiliary = (verb - skipped).checked_sub(1).filter(|&at| at >= source.end);
    let form = auxiliary.map(|at| view.here(at).lower);
    if !form.is_some_and(|form| FORMS.map(hash::lower).contains(&form)) {
        return Some(source);
    }
    let by = view.here(verb + 1).lower == hash::lower("by");
    let held = |&at: &usize| {
        let plain = !view.is_verb(at) && view.here(at).joint == Joint::None;
        plain && view.quotation(at).is_none()
    };
    let reach = verb + 2..unit.tokens.end.min(verb + 2 + AGENT);
    let agent = verb + 2..verb + 2 + reach.take_while(held).count();
    (by && !agent.is_empty()).then_some(agent)
}
