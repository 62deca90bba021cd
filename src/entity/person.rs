//! People: rules 2 and 3 of `entity.rs`.

use super::name::{self, Name};
use super::shared::Page;
use super::{Draft, Only, Owners};
use crate::{Kind, lexicon};
use std::collections::BTreeMap;

/// Rule 2.
pub(super) fn join_fuller(page: &Page, drafts: &[Draft], owner: &mut Owners) {
    let mut full: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (id, first, last) in full_names(page, drafts) {
        let known = *full.entry((first, last)).or_insert(id);
        let words = |id: usize| drafts.get(id).map(|draft| draft.name.words().len());
        // `Ada B. Orr is a daughter of Ada Orr`.
        if words(known) == words(id) || !page.is_namesake(drafts.get(id)) {
            owner.join(known, id);
        }
    }
    for (&(first, last), &id) in &full {
        // `Orr Ada`, where the family name stands first.
        if let Some(&other) = full.get(&(last, first)) {
            owner.join(id, other);
        }
    }
    // A title that was taken for a part of the name: what is behind it is a full name elsewhere. Two names without a title that
    // end alike are two people with one family name of two words.
    let known: BTreeMap<String, usize> =
        persons(drafts).filter_map(|(id, ..)| Some((drafts.get(id)?.name.key(), id))).collect();
    let mut plain: BTreeMap<usize, Only> = BTreeMap::new();
    for (id, ..) in persons(drafts) {
        let Some(name) = drafts.get(id).map(|draft| &draft.name) else { continue };
        if let Some(&inner) = name.ends().find_map(|end| known.get(&end)) {
            let title = name.first().is_some_and(|first| {
                let titles = [lexicon::PERSON_TITLES, lexicon::ROLES];
                page.lexicon.lists(first).or(page.lexicon.lists_small(first)).has_any(&titles)
            });
            if title {
                owner.join(inner, id);
            } else {
                plain.entry(inner).or_default().add(id);
            }
        }
    }
    for (inner, only) in plain {
        if let Only::One(id) = only {
            owner.join(inner, id);
        }
    }
    let mut by_initial: BTreeMap<(char, &str), Only> = BTreeMap::new();
    for (&(first, last), &id) in &full {
        for initial in first.chars().take(1) {
            by_initial.entry((initial, last)).or_default().add(owner.of(id));
        }
    }
    for (id, first, last) in persons(drafts).filter(|(_, first, _)| name::is_initial(first)) {
        let initial = first.chars().next().unwrap_or_default();
        if let Some(Only::One(known)) = by_initial.get(&(initial, last)) {
            owner.join(*known, id);
        }
    }
}

/// Persons of two words or more: draft, first and last word.
fn persons(drafts: &[Draft]) -> impl Iterator<Item = (usize, &str, &str)> {
    drafts.iter().enumerate().filter(|(_, d)| d.kind == Kind::Person).filter_map(|(id, d)| {
        let (first, rest) = d.name.words().split_first()?;
        Some((id, first.as_str(), rest.last()?.as_str()))
    })
}

/// Persons of two words or more by the words that tell them apart: `Ada Orr` of `Envoy Ada B. Orr CBE`.
fn full_names<'a>(
    page: &Page,
    drafts: &'a [Draft],
) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
    let named = persons(drafts).filter(|(_, first, _)| !name::is_initial(first));
    named.map(|(id, first, last)| {
        let Some(name) = drafts.get(id).map(|draft| &draft.name) else { return (id, first, last) };
        let words = name.words();
        let title = name.first().is_some_and(|word| page.lexicon.has(lexicon::PERSON_TITLES, word));
        let (from, to) = (usize::from(title), usize::from(name.ends_with_letters()));
        let own = words.get(from..words.len().saturating_sub(to)).unwrap_or_default();
        let [first, .., last] = own else { return (id, first, last) };
        (id, first, last)
    })
}

/// Rule 2, of names that differ by a letter.
pub(super) fn join_misspelt(drafts: &[Draft], owner: &mut Owners) {
    let mut known: BTreeMap<u64, usize> = BTreeMap::new();
    for (id, ..) in persons(drafts) {
        let name = drafts.get(id).map(|draft| &draft.name);
        let fits = |name: &&Name| (2..=4).contains(&name.words().len()) && !name.is_list();
        for spelling in name.filter(fits).map(Name::spellings).unwrap_or_default() {
            owner.join(*known.entry(spelling).or_insert(id), id);
        }
    }
}

/// Rule 3.
pub(super) fn join_short(page: &Page, drafts: &mut [Draft], owner: &mut Owners) {
    let mut ends: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut begins: BTreeMap<String, Only> = BTreeMap::new();
    for (id, first, _) in persons(drafts) {
        let whole = owner.of(id);
        let Some(name) = drafts.get(id).map(|d| &d.name).filter(|name| !name.is_list()) else {
            continue;
        };
        for end in name.ends() {
            ends.entry(end).or_default().push(id);
        }
        begins.entry(first.to_owned()).or_default().add(whole);
    }
    for id in 0..drafts.len() {
        let Some(draft) = drafts.get(id).filter(|d| d.kind == Kind::Person) else { continue };
        if draft.name.words().len() == 1 && page.is_thing(draft) {
            continue;
        }
        let key = draft.name.key();
        let bearers = ends.get(&key).map_or(&[][..], Vec::as_slice);
        let mut only = Only::None;
        bearers.iter().for_each(|&bearer| only.add(owner.of(bearer)));
        match (only, begins.get(&key)) {
            (Only::One(whole), _) | (Only::None, Some(&Only::One(whole))) => {
                page.join_only(id, whole, drafts, owner);
            }
            (Only::Many, _) => page.join(id, bearers, drafts, owner),
            _ => {}
        }
    }
}
