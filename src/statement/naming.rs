//! What somebody calls a thing, or sees it as, and whose a claim is: words that the tagger meets too seldom in its data to know them.

use super::find::Found;
use super::view::{Joint, Unit, View};
use crate::Tag;
use crate::mention::hash;
use crate::order;
use std::ops::Range;

/// Tokens between a verb of framing and its `as`: `described the vote in the north as a farce`.
const FRAMED: usize = 10;

/// Sureness of a verb of framing with its `as`.
const FRAMING: f32 = 1.0;

/// Makes cues of verbs that say what somebody sees something as, and of nouns with an owner and `that`.
pub(super) fn frames(view: &View, unit: &Unit, logits: &mut [f32]) {
    let cues = |&at: &usize| is_frame(view, unit, at) || is_claim(view, unit, at);
    for cue in unit.tokens.clone().filter(cues) {
        if let Some(logit) = logits.get_mut(cue) {
            *logit = logit.max(FRAMING);
        }
    }
}

/// Whether a token is a verb of framing with its `as`; `was described by critics as` is somebody else's.
pub(super) fn is_frame(view: &View, unit: &Unit, verb: usize) -> bool {
    if !view.here(verb).framing {
        return false;
    }
    let [end, by] = ["as", "by"].map(hash::lower);
    let reach = verb + 1..unit.tokens.end.min(verb + 2 + FRAMED);
    let inside = |&at: &usize| {
        let word = view.here(at);
        !matches!(word.joint, Joint::Stop | Joint::Comma) && word.lower != by
    };
    reach.take_while(inside).skip(1).any(|at| view.here(at).lower == end)
}

/// Whether a token is a noun that reports, with its owner and `that`: `her claim that`.
pub(super) fn is_claim(view: &View, unit: &Unit, noun: usize) -> bool {
    let word = view.here(noun);
    word.grade != 0
        && view.word(&unit.tokens, noun, 1).joint == Joint::That
        && owner(view, unit, noun).is_some()
}

/// Words between an owner and the noun: `his repeated claim`.
const QUALITIES: usize = 2;

/// Tokens of the longest owner without a name: `the local miners’`.
const OWNING: usize = 4;

/// Whose a noun that reports is: `his claim that`, `Ada Orr’s claim that`.
pub(super) fn owner(view: &View, unit: &Unit, noun: usize) -> Option<Range<usize>> {
    let part = |at: usize| view.part(&unit.tokens, at, 0);
    if part(noun) != Some(Tag::Noun) {
        return None;
    }
    let from = unit.tokens.start.max(noun.saturating_sub(QUALITIES + 1));
    let plain = |at: &usize| matches!(part(*at), Some(Tag::Adjective | Tag::Noun));
    let at = (from..noun).rev().find(|at| !plain(at))?;
    if view.here(at).owner {
        return Some(at..at + 1);
    }
    let marks = ["'s", "’s", "'", "’"].map(hash::lower);
    let last = at.checked_sub(1).filter(|_| marks.contains(&view.here(at).lower))?;
    let name = (unit.tokens.start..=last).rev().take_while(|&at| view.name(at) != 0);
    if let Some(first) = name.last() {
        return Some(first..last + 1);
    }
    // `the union’s claim`.
    let held = |at: &usize| matches!(part(*at), Some(Tag::Determiner | Tag::Adjective | Tag::Noun));
    let first = (unit.tokens.start..=last).rev().take(OWNING).take_while(held).last()?;
    Some(first..last + 1)
}

/// Tokens of the longest source between `what` and its verb: `what the ministry’s spokesman called`.
const CALLER: usize = 6;

/// Tokens between the verb and the quotation: `described as a “…”`.
const NAMING: usize = 3;

/// Sureness of a fragment: marks, source and verb stand there.
const FRAGMENT: f32 = 2.0;

/// Adds the words that are quoted as somebody's name for a thing: `what he called “young heroes”`. The tagger sees
/// few of them in its data.
pub(super) fn fragments(view: &View, unit: &Unit, number: usize, found: &mut Vec<Found>) {
    let what = ["what", "which"].map(hash::lower);
    for at in unit.tokens.clone().filter(|&at| what.contains(&view.here(at).lower)) {
        let plain = |i: &usize| view.here(*i).joint == Joint::None && view.quotation(*i).is_none();
        let Some(cue) = (at + 2..unit.tokens.end.min(at + 2 + CALLER))
            .take_while(plain)
            .find(|&i| view.here(i).grade != 0)
        else {
            continue;
        };
        let quotation = (cue + 1..unit.tokens.end.min(cue + 2 + NAMING))
            .find_map(|i| view.quotation(i).filter(|q| q.first == i));
        let Some(quotation) = quotation.filter(|_| plain(&(at + 1))) else { continue };
        found.retain(|other| other.cue != cue);
        found.push(Found {
            unit: number,
            cue,
            logit: FRAGMENT,
            source: Some(at + 1..cue),
            parts: std::iter::once(quotation.first..quotation.last + 1).collect(),
        });
    }
    order::by(found, |statement| statement.cue as u128);
}
