//! Clauses that tell of a speaker: `officials, who warned that it was shut`.

use super::find::Found;
use super::view::{Joint, Unit, View};
use crate::Tag;
use std::ops::Range;

/// Settles what is said in the clause that tells of a source: of `according to officials, who warned that it was shut, the
/// road …`, the warning ends with that clause, and `who` are the officials.
pub(super) fn settle(view: &View, unit: &Unit, found: &mut Vec<Found>) {
    let sources: Vec<Range<usize>> = found.iter().filter_map(|f| f.source.clone()).collect();
    for statement in found.iter_mut() {
        if let Some(outer) = sources.iter().find(|source| source.contains(&statement.cue)) {
            for part in &mut statement.parts {
                part.end = part.end.min(outer.end).max(part.start);
            }
            statement.parts.retain(|part| !part.is_empty());
        }
        let alone = |source: &&Range<usize>| source.len() == 1 && view.here(source.start).relative;
        if let Some(who) = statement.source.as_ref().filter(alone) {
            statement.source = antecedent(view, unit, who.start).or(Some(who.clone()));
        }
    }
    found.retain(|statement| !statement.parts.is_empty());
}

/// Tokens of the longest phrase that `who` stands for: `two officials at the Ministry of Mines`.
const TOLD_OF: usize = 12;

/// What a relative pronoun stands for: the phrase before it.
fn antecedent(view: &View, unit: &Unit, who: usize) -> Option<Range<usize>> {
    let part = |at: usize| view.part(&unit.tokens, at, 0);
    let comma = |at: usize| view.here(at).joint == Joint::Comma;
    let end = if comma(who.checked_sub(1)?) { who - 1 } else { who };
    let held = |&at: &usize| {
        let kinds = [Tag::Noun, Tag::Name, Tag::Adjective, Tag::Determiner, Tag::Number];
        let joins = matches!(part(at), Some(Tag::Preposition | Tag::Particle));
        joins || view.name(at) != 0 || part(at).is_some_and(|tag| kinds.contains(&tag))
    };
    let first = (unit.tokens.start..end).rev().take(TOLD_OF).take_while(held).last()?;
    let joins = |&at: &usize| matches!(part(at), Some(Tag::Preposition | Tag::Particle));
    let first = (first..end).find(|at| !joins(at))?;
    Some(first..end)
}
