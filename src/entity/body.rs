//! Countries, bodies and storms: rules 4 to 8 of `entity.rs`.

use super::{Draft, Only, Owners};
use crate::lexicon::{self, Lexicon};
use crate::place::gazetteer::Gazetteer;
use crate::{Kind, Mention, mention};
use std::collections::BTreeMap;

/// Rule 7.
pub(super) fn join_countries(drafts: &[Draft], owner: &mut Owners, gazetteer: &Gazetteer) {
    let mut known: BTreeMap<[u8; 2], usize> = BTreeMap::new();
    let lands = |kind: Kind| matches!(kind, Kind::Location | Kind::Organization);
    for (id, draft) in drafts.iter().enumerate().filter(|(_, d)| lands(d.kind)) {
        if let Some(code) = gazetteer.land(&draft.name.key()) {
            owner.join(*known.entry(code).or_insert(id), id);
        }
    }
}

/// Rule 4.
pub(super) fn join_acronyms(
    text: &str,
    mentions: &[Mention],
    drafts: &[Draft],
    owner: &mut Owners,
) {
    let mut draft_of: BTreeMap<u32, usize> = BTreeMap::new();
    let mut long: BTreeMap<String, Only> = BTreeMap::new();
    for (id, draft) in drafts.iter().enumerate() {
        draft_of.extend(draft.mentions.iter().map(|&mention| (mention, id)));
        if is_body(draft.kind) {
            for initials in draft.name.initials() {
                long.entry(initials).or_default().add(owner.of(id));
            }
        }
    }
    for (at, pair) in mentions.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if !in_brackets(text, a, b) {
            continue;
        }
        if let (Some(&a), Some(&b)) = (draft_of.get(&(at as u32)), draft_of.get(&(at as u32 + 1)))
            && let (Some(x), Some(y)) = (drafts.get(a), drafts.get(b))
            && (x.name.abbreviates(&y.name)
                || y.name.abbreviates(&x.name)
                || x.kind != Kind::Location && is_body(x.kind) && y.name.shortens(&x.name))
        {
            owner.join(a, b);
        }
    }
    for (id, draft) in drafts.iter().enumerate().filter(|(_, d)| is_body(d.kind)) {
        if let Some(Only::One(whole)) = draft.name.acronym().and_then(|a| long.get(a)) {
            owner.join(*whole, id);
        }
    }
}

/// True if `b` stands in brackets right behind `a`.
fn in_brackets(text: &str, a: &Mention, b: &Mention) -> bool {
    let between = text.get(a.span.end as usize..b.span.start as usize).unwrap_or("");
    let behind = text.get(b.span.end as usize..).unwrap_or("");
    between.trim_matches(|c: char| c.is_whitespace() || "\"'“”‘’".contains(c)) == "("
        && behind.trim_start_matches(['"', '\'', '”', '’']).starts_with(')')
}

/// Rule 6.
pub(super) fn join_of_countries(drafts: &[Draft], owner: &mut Owners, gazetteer: &Gazetteer) {
    let mut known: BTreeMap<([u8; 2], &[String]), usize> = BTreeMap::new();
    for (id, draft) in drafts.iter().enumerate().filter(|(_, d)| d.kind == Kind::Organization) {
        let words = draft.name.words();
        // `Syrian Interior Ministry`, `United States Congress`.
        let split = [1, 2].into_iter().find_map(|length| {
            let (country, rest) = words.split_at_checked(length).filter(|s| !s.1.is_empty())?;
            Some((gazetteer.country(&country.join(" "))?, rest))
        });
        if let Some((code, rest)) = split {
            owner.join(*known.entry((code, rest)).or_insert(id), id);
        }
    }
}

/// Rule 5.
pub(super) fn join_short(drafts: &[Draft], owner: &mut Owners, lexicon: &Lexicon) {
    let mut begins: BTreeMap<String, Only> = BTreeMap::new();
    let mut ends: BTreeMap<String, Only> = BTreeMap::new();
    let bodies = || {
        let wanted = |kind: Kind| matches!(kind, Kind::Organization | Kind::Facility);
        drafts.iter().enumerate().filter(move |(_, d)| wanted(d.kind))
    };
    // `Senate Republicans` are people of the Senate, not the Senate, and not all of their camp.
    let is_people = |draft: &Draft| {
        let people = [lexicon::CAMPS, lexicon::DEMONYMS, lexicon::PEOPLES];
        draft.name.last().is_some_and(|last| lexicon.lists(last).has_any(&people))
    };
    for (id, draft) in bodies() {
        let whole = owner.of(id);
        // A square may have a hall.
        let building = draft.kind == Kind::Facility;
        let people = is_people(draft);
        for begin in draft.name.begins().filter(|_| !people && !building) {
            begins.entry(begin).or_default().add(whole);
        }
        for end in draft.name.inner_ends() {
            ends.entry(end).or_default().add(whole);
        }
    }
    for (id, draft) in bodies() {
        let key = draft.name.key();
        // `the Senate` is the `Orrland Senate`, and so is a team by its plural; of other names the last word is too little.
        let plural = key.ends_with('s') && !key.ends_with("ss") && !is_people(draft);
        let told = draft.name.words().len() >= 2
            || plural
            || lexicon.lists_small(&key).has(lexicon::REFERENCE_HEADS_BODY);
        let by_end = ends.get(&key).filter(|_| told);
        let found = match (begins.get(&key), by_end) {
            (Some(Only::One(whole)), None) | (None, Some(Only::One(whole))) => Some(*whole),
            _ => None,
        };
        if let Some(whole) = found {
            owner.join(whole, id);
        }
    }
}

/// Rule 8.
pub(super) fn join_storms(drafts: &[Draft], owner: &mut Owners) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let events = || drafts.iter().enumerate().filter(|(_, draft)| draft.kind == Kind::Event);
    for (id, draft) in events() {
        if let [.., storm, name] = draft.name.words()
            && mention::STORMS.contains(&storm.as_str())
        {
            owner.join(*known.entry(name).or_insert(id), id);
        }
    }
    for (id, draft) in events() {
        if let [name] = draft.name.words()
            && let Some(&storm) = known.get(name.as_str())
        {
            owner.join(storm, id);
        }
    }
}

/// True for what has acronyms.
fn is_body(kind: Kind) -> bool {
    matches!(kind, Kind::Organization | Kind::Event | Kind::Law | Kind::Location)
}
