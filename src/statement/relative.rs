//! Clauses that tell of a speaker: `officials, who warned that it was shut`.

use super::find::Found;
use super::view::{Joint, Unit, View};
use crate::Tag;
use std::ops::Range;

/// Settles what is said in the clause that tells of a source: of `according to officials, who warned that it was shut, the
/// road …`, the warning ends with that clause, and `who` are the officials.
pub(super) fn settle(view: &View, unit: &Unit, found: &mut Vec<Found>) {
    let sources: Vec<Range<usize>> = found.iter().filter_map(|f| f.source.clone()).collect();
    let verbs: Vec<(usize, Range<usize>)> =
        found.iter().filter_map(|f| Some((f.cue, f.source.clone()?))).collect();
    for statement in found.iter_mut() {
        let alone = |source: &&Range<usize>| source.len() == 1 && view.here(source.start).relative;
        if let Some(who) = statement.source.as_ref().filter(alone).cloned() {
            // `Ada Orr, who denied that it was shut, said …`: the verb of the one before `who` ends what he denied.
            let main = verbs.iter().find(|(cue, source)| {
                *cue > statement.cue && source.end <= who.start && view.quotation(*cue).is_none()
            });
            if let Some((verb, _)) = main {
                stop(view, statement, *verb);
            }
            statement.source = antecedent(view, unit, who.start).or(Some(who));
        }
        if let Some(outer) = sources.iter().find(|source| source.contains(&statement.cue)) {
            for part in &mut statement.parts {
                part.end = part.end.min(outer.end).max(part.start);
            }
            statement.parts.retain(|part| !part.is_empty());
        }
    }
    found.retain(|statement| !statement.parts.is_empty());
}

/// Ends what is said before a verb that is another's, and before the comma in front of it.
fn stop(view: &View, statement: &mut Found, verb: usize) {
    for part in statement.parts.iter_mut().filter(|part| part.contains(&verb)) {
        let word = |at: &usize| view.here(*at).joint == Joint::None;
        let last = (part.start..verb).rev().find(word);
        part.end = last.map_or(part.start, |last| last + 1);
    }
    statement.parts.retain(|part| !part.is_empty() && part.start < verb);
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
