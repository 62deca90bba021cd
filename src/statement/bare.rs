//! Statements that need no verb of speech that is known: hearsay by an adverb (`will reportedly close`), words with their
//! author behind a dash (`“Never again” — Ada Orr`), and a quotation that opens a sentence, whoever is next to it
//! (`“Never again,” he went on`): that one is never lost. All are too rare in the data to be learned.

use super::find::Found;
use super::view::{Joint, Unit, View};
use crate::mention::hash;
use crate::order;
use crate::{Grade, Tag};
use std::ops::Range;

/// Sureness of hearsay.
const HEARSAY: f32 = 1.0;

/// Sureness of an author behind a dash.
const SIGNED: f32 = 2.0;

/// Tokens of the longest author behind a dash: `Ada Orr, mayor of the town since 2019`.
const AUTHOR: usize = 10;

/// Sureness of a quotation with whoever is next to it.
const LED: f32 = 0.5;

/// Tokens of the shortest quotation that says something, with its marks: `“Go now,”`.
const SAYING: usize = 4;

/// Tokens between a quotation and the cue: `”, Judge Ada Orr of the high court told`.
const BEHIND: usize = 10;

/// Adds the bare statements of a unit to those that were found.
pub(super) fn add(view: &View, unit: &Unit, number: usize, found: &mut Vec<Found>) {
    let told = |found: &[Found], at: usize| found.iter().any(|f| f.cue == at || f.holds(at));
    for cue in unit.tokens.clone() {
        let Some(parts) = hearsay(view, unit, cue) else { continue };
        found.retain(|other| other.cue != cue);
        if !told(found, cue) {
            found.push(Found { unit: number, cue, logit: HEARSAY, source: None, parts });
        }
    }
    if let Some((cue, author)) = signed(view, unit).filter(|_| !told(found, unit.tokens.start)) {
        let quotation = unit.tokens.start..cue;
        let parts = std::iter::once(quotation).collect();
        found.push(Found { unit: number, cue, logit: SIGNED, source: Some(author), parts });
    }
    lead(view, unit, number, found);
    order::by(found, |statement| statement.cue as u128);
}

/// Gives a quotation that opens a unit, and is in no statement, to the cue behind it.
fn lead(view: &View, unit: &Unit, number: usize, found: &mut Vec<Found>) {
    let begin = unit.tokens.start;
    let Some(quotation) = view.quotation(begin).filter(|q| q.first == begin && !q.open) else {
        return;
    };
    let behind = quotation.last + 1;
    // `“Never again,” …` and `“Never again”, …`; `“Pulp Fiction” is …` says nothing.
    let comma = |at: usize| view.here(at).joint == Joint::Comma;
    let marked = comma(behind) || comma(quotation.last.saturating_sub(1));
    if !marked || behind < begin + SAYING || found.iter().any(|f| f.holds(begin)) {
        return;
    }
    let spoken = |at: &usize| view.here(*at).joint != Joint::Stop && view.quotation(*at).is_none();
    let reach = behind..unit.tokens.end.min(behind + BEHIND);
    let Some(cue) = reach.take_while(spoken).find(|&at| view.is_verb(at)) else { return };
    // Others of the unit that nobody says: `“Never,” he went on, “again”`.
    let mut quoted: Vec<Range<usize>> = Vec::new();
    for at in unit.tokens.clone() {
        let Some(part) = view.quotation(at).filter(|q| q.first == at) else { continue };
        if !found.iter().any(|f| f.cue != cue && f.holds(at)) {
            quoted.push(part.first..part.last + 1);
        }
    }
    if let Some(other) = found.iter_mut().find(|f| f.cue == cue) {
        other.parts = quoted;
        return;
    }
    let first = if comma(behind) { behind + 1 } else { behind };
    let speaks = view.begins_name(first) || view.tags.get(first) == Some(&Tag::Pronoun);
    if speaks && first < cue {
        let source = Some(first..cue);
        found.push(Found { unit: number, cue, logit: LED, source, parts: quoted });
    }
}

/// The clause that an adverb of doubt beside a verb calls hearsay.
fn hearsay(view: &View, unit: &Unit, at: usize) -> Option<Vec<Range<usize>>> {
    let part = |at: usize| view.part(&unit.tokens, at, 0);
    let doubts = super::grade(view.here(at).grade) == Grade::Doubting;
    let verb = |at: usize| matches!(part(at), Some(Tag::Verb | Tag::Auxiliary));
    let beside = verb(at + 1) || at.checked_sub(1).is_some_and(verb);
    if !doubts || part(at) != Some(Tag::Adverb) || !beside || view.quotation(at).is_some() {
        return None;
    }
    let joint = |at: &usize| view.here(*at).joint;
    let border = |at: &usize| matches!(joint(at), Joint::Stop | Joint::Link | Joint::That);
    let left = (unit.tokens.start..at).rev().find(border);
    // `the man, who reportedly fled, was found`: the clause of `who` ends with a comma.
    let inner = left.is_some_and(|left| joint(&left) == Joint::Link);
    let ends = |at: &usize| border(at) || inner && joint(at) == Joint::Comma;
    let right = (at + 1..unit.tokens.end).find(ends).unwrap_or(unit.tokens.end);
    let trim = |range: Range<usize>| {
        let word = |at: &usize| joint(at) == Joint::None;
        let first = range.clone().find(word)?;
        Some(first..range.clone().rev().find(word)? + 1)
    };
    let start = left.map_or(unit.tokens.start, |left| left + 1);
    Some(trim(start..at).into_iter().chain(trim(at + 1..right)).collect())
}

/// The dash behind a quotation that opens a unit, and the author who fills the rest of it.
fn signed(view: &View, unit: &Unit) -> Option<(usize, Range<usize>)> {
    let quotation = view.quotation(unit.tokens.start)?;
    let dash = quotation.last + 1;
    let dashes = ["—", "–", "--", "-", "―"].map(hash::lower);
    let end = unit.tokens.clone().rev().find(|&at| view.here(at).joint != Joint::Stop)? + 1;
    let fits = !quotation.open
        && quotation.first == unit.tokens.start
        && dashes.contains(&view.here(dash).lower)
        && view.begins_name(dash + 1)
        && (dash + 2..=dash + 1 + AUTHOR).contains(&end)
        && (dash + 1..end).all(|at| !view.is_verb(at));
    fits.then_some((dash, dash + 1..end))
}
