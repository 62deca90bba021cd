//! Sources that stand with another word of reporting: `the chief said, adding that it was over`, and words that report
//! nothing but are part of a source: `court documents indicate`.

use super::find::Found;
use super::view::{Joint, View};
use crate::Tag;
use crate::mention::hash;
use std::ops::Range;

/// [`View::name`] of a person.
const PERSON: u32 = 1;

/// Most tokens from a word of reporting to the participle that goes on with it: `said on late Saturday, adding`.
const GOES_ON: usize = 5;

/// Puts them right in the statements of a unit, which come in the order of their cues.
pub(super) fn settle(view: &View, found: &mut Vec<Found>) {
    for at in (1..found.len()).rev() {
        let Some([before, own]) = found.get_mut(at - 1..=at) else { continue };
        if goes_on(view, before.cue, own.cue) && before.source.is_some() {
            own.source.clone_from(&before.source);
        }
        let noun = view.tags.get(before.cue) == Some(&Tag::Noun);
        if noun && own.cue == before.cue + 1 && view.is_verb(own.cue) {
            let start = before.source.as_ref().filter(|source| source.end == before.cue);
            own.source = Some(start.map_or(before.cue, |source| source.start)..own.cue);
            found.remove(at - 1);
        }
    }
}

/// True for `said`, `adding` of `he said, adding that`: nothing but when stands between, and a comma.
fn goes_on(view: &View, before: usize, cue: usize) -> bool {
    let comma = cue.checked_sub(1).filter(|&comma| comma > before && cue - before <= GOES_ON);
    comma.is_some_and(|comma| {
        view.here(cue).going
            && view.here(comma).joint == Joint::Comma
            && view.is_verb(cue)
            && (before + 1..comma).all(|at| view.here(at).when)
    })
}

/// True if a part behind a cue is nothing but when it was said: of `it rains, Ada Orr said on Saturday`, `on Saturday`.
pub(super) fn is_when(view: &View, part: &Range<usize>) -> bool {
    part.len() < GOES_ON && part.clone().all(|at| view.here(at).when)
}

/// The source of a clause that `and` joins to one with a subject of its own, which was taken for it: of `Ada Orr was sent
/// off, and her coach, Jon Hale, said`, `her coach, Jon Hale,`.
pub(super) fn of_last_clause(view: &View, source: Range<usize>, cue: usize) -> Range<usize> {
    let joining = ["and", "but", "while"].map(hash::lower);
    let joins = |&at: &usize| joining.contains(&view.here(at).lower);
    let Some(joint) = (source.end..cue).rev().find(joins) else { return source };
    let between = joint + 1..cue;
    let verb = |mut range: Range<usize>| range.any(|at| view.is_verb(at));
    let opens =
        matches!(view.tags.get(joint + 1), Some(Tag::Determiner | Tag::Pronoun | Tag::Name));
    let plain = between
        .clone()
        .all(|at| view.quotation(at).is_none() && view.tags.get(at) != Some(&Tag::Preposition));
    let named = between.clone().any(|at| view.begins_name(at) && view.name(at) == PERSON);
    // Nothing but the name and its comma may stand next to the cue.
    let last = (between.clone()).rev().find(|&at| view.here(at).joint == Joint::None);
    let touches = last.is_some_and(|last| view.name(last) == PERSON);
    let own = opens && plain && named && touches && !verb(between.clone());
    if own && verb(source.end..joint) { between } else { source }
}
