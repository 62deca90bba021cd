//! Which events are told again.

use super::Context;
use crate::{Event, Modality, Participant};

/// Kinds whose events may be one: an ambush is an attack, in which people are killed.
const FAMILIES: [&[&str]; 4] = [
    &["attack", "kill", "injure", "damage", "die"],
    &["arrest", "court"],
    &["accident", "disaster", "die", "damage", "injure"],
    &["agree", "meet"],
];

/// Events back to which one may be the same.
const BACK: usize = 40;

/// Sets `same_as` of each event that an earlier one tells: both share somebody who takes part, or the day and the
/// place, and nothing that both say differs.
pub(super) fn join(context: &Context, events: &mut [Event]) {
    for at in 1..events.len() {
        let Some((known, rest)) = events.split_at_mut_checked(at) else { return };
        let Some(event) = rest.first_mut() else { return };
        let same = known
            .iter()
            .enumerate()
            .rev()
            .take(BACK)
            .find(|(_, other)| is_same(context, other, event));
        event.same_as = same.map(|(id, other)| other.same_as.unwrap_or(id as u32));
    }
}

fn is_same(context: &Context, a: &Event, b: &Event) -> bool {
    let related =
        a.kind == b.kind || FAMILIES.iter().any(|f| f.contains(&a.kind) && f.contains(&b.kind));
    let happened = |event: &Event| matches!(event.modality, Modality::Happened | Modality::Alleged);
    if !related || happened(a) != happened(b) {
        return false;
    }
    let value = |event: &Event| {
        event.timex.and_then(|id| context.timexes.get(id as usize)).and_then(|t| t.value.as_deref())
    };
    let place = |event: &Event| {
        let mention = event.place.and_then(|id| context.mentions.get(id as usize));
        mention.map(|m| m.span.of(context.text))
    };
    let day = |value: &str| value.get(..10).unwrap_or(value).to_owned();
    let apart = |x: Option<&str>, y: Option<&str>| matches!((x, y), (Some(x), Some(y)) if x != y);
    let (x, y) = (value(a).map(day), value(b).map(day));
    if apart(x.as_deref(), y.as_deref()) || apart(place(a), place(b)) {
        return false;
    }
    let shares = |x: &[Participant], y: &[Participant]| {
        x.iter().any(|p| y.iter().any(|q| is_one(context.text, p, q)))
    };
    let (targets, actors) = (shares(&a.targets, &b.targets), shares(&a.actors, &b.actors));
    let differ =
        |x: &[Participant], y: &[Participant]| !x.is_empty() && !y.is_empty() && !shares(x, y);
    if differ(&a.targets, &b.targets) && a.kind == b.kind || differ(&a.actors, &b.actors) {
        return false;
    }
    let there = x.is_some() && x == y && place(a).is_some() && place(a) == place(b);
    targets || actors && a.kind == b.kind || there
}

/// True if two phrases mean one: the same entity, or the same words.
fn is_one(text: &str, a: &Participant, b: &Participant) -> bool {
    match (a.entity, b.entity) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.span.of(text).eq_ignore_ascii_case(b.span.of(text)),
        _ => false,
    }
}
