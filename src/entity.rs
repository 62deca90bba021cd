//! Entities: who and what the mentions name.
//!
//! In: mentions. Out: entities in the order of their first mention; each mention is in exactly one.
//!
//! 1. *Same name*: mentions that differ in case, a possessive, `the`, full stops or quotes only —
//!    `EZEILANI` in a headline is `Ezeilani`, `Deir ez-Zor` is `Deir Ezzor`. A people is never its country.
//! 2. *Fuller name of a person*: `Ahmed H. Rashid`, `A. Rashid` and `Envoy Ahmed Rashid` are `Ahmed Rashid`, and so is `Ahmed
//!    Rasheed Karimi` `Ahmed Rashid Karimi`: one letter of a long word may be another.
//! 3. *Short name of a person*: the end of exactly one fuller name, or else its first word — `Rashid`,
//!    `al-Masri`, `Ahmed`. With two Rashids in the article, a bare `Rashid` stays apart, but for where only one of them
//!    was named before, or the others only once (`entity/shared.rs`).
//! 4. *Acronym*: beside its long form in brackets, or the initials of exactly one body.
//! 5. *Short name of a body*: the beginning of exactly one longer name, or its end of two words or
//!    more, or of one that says what it is — `Boeing` is `Boeing Co`, `Interior Ministry` is `Kenyan Interior Ministry`, and so is
//!    `the Ministry`.
//! 6. *Country before a body*: `Syria's Interior Ministry` is the `Syrian Interior Ministry`.
//! 7. *Countries by all their names*: `the United States`, `America` and `U.S.`
//! 8. *Storms by their names*: `Ada`, `Hurricane Ada` and `Tropical Storm Ada`.
//!
//! A wrong merge is worse than a missed one: whatever has two candidates stays apart.
//!
//! Does not: follow pronouns and descriptions (`the minister`); join countries and their peoples.

mod name;
mod shared;

use crate::fnv::{self, Numbering};
use crate::lexicon::{self, Lexicon};
use crate::order;
use crate::place::gazetteer::Gazetteer;
use crate::{Entity, Kind, Mention, Model, Span, mention};
use name::Name;
use shared::Shared;
use std::collections::BTreeMap;

/// Groups the mentions of one thing.
pub(crate) fn resolve(text: &str, mentions: &[Mention], model: &Model) -> Vec<Entity> {
    let mut drafts = drafts(text, mentions);
    let mut owner = Owners::new(drafts.len());
    join_fuller_persons(&drafts, &mut owner, &model.lexicon);
    join_misspelt_persons(&drafts, &mut owner);
    join_short_persons(text, mentions, &mut drafts, &mut owner, &model.lexicon);
    join_countries(&drafts, &mut owner, &model.gazetteer);
    join_acronyms(text, mentions, &drafts, &mut owner);
    join_bodies_of_countries(&drafts, &mut owner, &model.gazetteer);
    join_short_bodies(&drafts, &mut owner, &model.lexicon);
    join_storms(&drafts, &mut owner);
    entities(text, mentions, &mut drafts, &mut owner)
}

/// The mentions of one written name.
struct Draft {
    name: Name,
    kind: Kind,
    mentions: Vec<u32>,
}

/// Rule 1.
fn drafts(text: &str, mentions: &[Mention]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut known: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let mut spelt: BTreeMap<(bool, String), usize> = BTreeMap::new();
    // Most names are written more than once: their normal form is made of the first.
    let mut written = Numbering::new(mentions.len());
    let mut draft_of: Vec<usize> = Vec::new();
    for (id, mention) in mentions.iter().enumerate() {
        let words = mention.span.of(text);
        let is_group = mention.kind == Kind::Group;
        let number = written.number(fnv::hash(words.bytes().chain([u8::from(is_group)])));
        if let Some(draft) = draft_of.get(number as usize).and_then(|&at| drafts.get_mut(at)) {
            draft.mentions.push(id as u32);
            continue;
        }
        let name = Name::new(words);
        let at = *known
            .entry((is_group, name.key()))
            .or_insert_with(|| *spelt.entry((is_group, name.folded())).or_insert(drafts.len()));
        draft_of.push(at);
        match drafts.get_mut(at) {
            Some(draft) => draft.mentions.push(id as u32),
            None => drafts.push(Draft { name, kind: mention.kind, mentions: vec![id as u32] }),
        }
    }
    for draft in &mut drafts {
        draft.kind = vote(mentions, &draft.mentions);
    }
    drafts
}

/// The kind with the most sureness behind it; the first of equals.
fn vote(mentions: &[Mention], ids: &[u32]) -> Kind {
    let mut votes: BTreeMap<Kind, f32> = BTreeMap::new();
    for mention in ids.iter().filter_map(|&id| mentions.get(id as usize)) {
        *votes.entry(mention.kind).or_default() += mention.score;
    }
    let best = votes.iter().rev().max_by(|(_, a), (_, b)| a.total_cmp(b));
    best.map_or(Kind::Person, |(&kind, _)| kind)
}

/// Rule 2.
fn join_fuller_persons(drafts: &[Draft], owner: &mut Owners, lexicon: &Lexicon) {
    let mut full: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (id, first, last) in persons(drafts).filter(|(_, first, _)| !name::is_initial(first)) {
        let known = *full.entry((first, last)).or_insert(id);
        owner.join(known, id);
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
                lexicon.lists(first).or(lexicon.lists_small(first)).has_any(&titles)
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

/// Rule 2, of names that differ by a letter.
fn join_misspelt_persons(drafts: &[Draft], owner: &mut Owners) {
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
fn join_short_persons(
    text: &str,
    mentions: &[Mention],
    drafts: &mut [Draft],
    owner: &mut Owners,
    lexicon: &Lexicon,
) {
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
        let key = draft.name.key();
        let bearers = ends.get(&key).map_or(&[][..], Vec::as_slice);
        let mut only = Only::None;
        bearers.iter().for_each(|&bearer| only.add(owner.of(bearer)));
        match (only, begins.get(&key)) {
            (Only::One(whole), _) | (Only::None, Some(&Only::One(whole))) => owner.join(whole, id),
            (Only::Many, _) => {
                let page = Shared { text, mentions, lexicon };
                page.join(id, bearers, drafts, owner);
            }
            _ => {}
        }
    }
}

/// Rule 7.
fn join_countries(drafts: &[Draft], owner: &mut Owners, gazetteer: &Gazetteer) {
    let mut known: BTreeMap<[u8; 2], usize> = BTreeMap::new();
    let lands = |kind: Kind| matches!(kind, Kind::Location | Kind::Organization);
    for (id, draft) in drafts.iter().enumerate().filter(|(_, d)| lands(d.kind)) {
        if let Some(code) = gazetteer.land(&draft.name.key()) {
            owner.join(*known.entry(code).or_insert(id), id);
        }
    }
}

/// Rule 4.
fn join_acronyms(text: &str, mentions: &[Mention], drafts: &[Draft], owner: &mut Owners) {
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

/// Rule 5.
fn join_short_bodies(drafts: &[Draft], owner: &mut Owners, lexicon: &Lexicon) {
    let mut begins: BTreeMap<String, Only> = BTreeMap::new();
    let mut ends: BTreeMap<String, Only> = BTreeMap::new();
    let bodies = || {
        let wanted = |kind: Kind| matches!(kind, Kind::Organization | Kind::Facility);
        drafts.iter().enumerate().filter(move |(_, d)| wanted(d.kind))
    };
    for (id, draft) in bodies() {
        let whole = owner.of(id);
        // A square may have a hall.
        let building = draft.kind == Kind::Facility;
        // `Senate Republicans` are people of the Senate, not the Senate.
        let people = draft.name.last().is_some_and(|last| {
            lexicon.lists(last).has_any(&[lexicon::CAMPS, lexicon::DEMONYMS, lexicon::PEOPLES])
        });
        for begin in draft.name.begins().filter(|_| !people && !building) {
            begins.entry(begin).or_default().add(whole);
        }
        for end in draft.name.inner_ends() {
            ends.entry(end).or_default().add(whole);
        }
    }
    for (id, draft) in bodies() {
        let key = draft.name.key();
        // `the Senate` is the `Orrland Senate`; of other names the last word is too little.
        let told = draft.name.words().len() >= 2
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
fn join_storms(drafts: &[Draft], owner: &mut Owners) {
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

/// Rule 6.
fn join_bodies_of_countries(drafts: &[Draft], owner: &mut Owners, gazetteer: &Gazetteer) {
    let mut known: BTreeMap<([u8; 2], &[String]), usize> = BTreeMap::new();
    for (id, draft) in drafts.iter().enumerate().filter(|(_, d)| d.kind == Kind::Organization) {
        if let Some((country, rest @ [_, ..])) = draft.name.words().split_first()
            && let Some(code) = gazetteer.country(country)
        {
            owner.join(*known.entry((code, rest)).or_insert(id), id);
        }
    }
}

/// True for what has acronyms.
fn is_body(kind: Kind) -> bool {
    matches!(kind, Kind::Organization | Kind::Event | Kind::Law | Kind::Location)
}

/// The drafts that belong together, as entities.
fn entities(
    text: &str,
    mentions: &[Mention],
    drafts: &mut [Draft],
    owner: &mut Owners,
) -> Vec<Entity> {
    let mut groups: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for (id, draft) in drafts.iter_mut().enumerate() {
        groups.entry(owner.of(id)).or_default().append(&mut draft.mentions);
    }
    let mut entities: Vec<Entity> = groups
        .into_values()
        // All mentions of a shared name may have gone to who bears it.
        .filter(|ids| !ids.is_empty())
        .map(|mut ids| {
            ids.sort_unstable();
            let span = |id: &u32| mentions.get(*id as usize).map(|m| m.span);
            let spans: Vec<Span> = ids.iter().filter_map(span).collect();
            Entity { name: name::fullest(text, &spans), kind: vote(mentions, &ids), mentions: ids }
        })
        .collect();
    order::by(&mut entities, |entity| order::maybe(entity.mentions.first().map(|&id| id.into())));
    entities
}

/// Candidates, as far as it matters: none, one, or too many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Only {
    #[default]
    None,
    One(usize),
    Many,
}

impl Only {
    fn add(&mut self, id: usize) {
        *self = match *self {
            Self::None => Self::One(id),
            Self::One(known) if known == id => Self::One(id),
            Self::One(_) | Self::Many => Self::Many,
        };
    }
}

/// Which drafts are joined (disjoint sets; Tarjan 1975, path halving).
struct Owners(Vec<usize>);

impl Owners {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first draft of the set that `id` is in.
    fn of(&mut self, mut id: usize) -> usize {
        loop {
            let parent = self.0.get(id).copied().unwrap_or(id);
            if parent == id {
                return id;
            }
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.0.get_mut(id) {
                *slot = above;
            }
            id = above;
        }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` has its mentions in brackets with the letter of their kind: `[P:Ada Orr] met [P:Orr].`
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let mut text = String::new();
        let mut mentions = Vec::new();
        for part in marked.split('[') {
            let Some((mention, rest)) = part.split_once(']') else {
                text.push_str(part);
                continue;
            };
            let (kind, words) = mention.split_once(':').unwrap();
            let kind = match kind {
                "P" => Kind::Person,
                "O" => Kind::Organization,
                "G" => Kind::Group,
                _ => Kind::Location,
            };
            let span = Span::new(text.len(), text.len() + words.len());
            mentions.push(Mention { span, sentence: 0, kind, score: 0.9, why: "test" });
            text.push_str(words);
            text.push_str(rest);
        }
        let found: Vec<String> = resolve(&text, &mentions, Model::shared())
            .iter()
            .map(|e| {
                let all = e.mentions.iter().map(|&m| mentions[m as usize].span.of(&text));
                format!("{}: {}", e.name, all.collect::<Vec<_>>().join(", "))
            })
            .collect();
        assert_eq!(expected, found);
    }

    #[test]
    fn a_family_name_is_the_one_person_who_bears_it() {
        check("[P:Ada Orr] came. [P:Orr] left.", &["Ada Orr: Ada Orr, Orr"]);
        check("[P:Orr] wins: [P:Ada Orr] came.", &["Ada Orr: Orr, Ada Orr"]);
    }

    #[test]
    fn two_bearers_of_a_family_name_leave_it_apart() {
        check(
            "[P:Ada Orr] and [P:Ben Orr] came. [P:Orr] left, [P:Ben] stayed.",
            &["Ada Orr: Ada Orr", "Ben Orr: Ben Orr, Ben", "Orr: Orr"],
        );
    }

    #[test]
    fn particles_belong_to_the_family_name() {
        check("[P:Omar al-Masri] and [P:al-Masri]", &["Omar al-Masri: Omar al-Masri, al-Masri"]);
        check(
            "[P:Jan van der Berg] and [P:Van der Berg]",
            &["Jan van der Berg: Jan van der Berg, Van der Berg"],
        );
    }

    #[test]
    fn initials_and_middle_names_do_not_part_a_person() {
        check(
            "[P:J. Orr] and [P:Jane Q. Orr] and [P:Jane Orr] and [P:Orr]",
            &["Jane Q. Orr: J. Orr, Jane Q. Orr, Jane Orr, Orr"],
        );
    }

    #[test]
    fn a_title_inside_does_not_part_a_person() {
        check(
            "[P:Envoy Ada Orr], [P:Ada Orr] and [P:Orr]",
            &["Envoy Ada Orr: Envoy Ada Orr, Ada Orr, Orr"],
        );
    }

    #[test]
    fn capitals_of_a_headline_and_possessives_are_the_same_name() {
        check("[P:ORR] WINS\n[P:Ada Orr]’s day", &["Ada Orr: ORR, Ada Orr"]);
    }

    #[test]
    fn an_acronym_in_brackets_is_its_long_form() {
        check(
            "[O:Lake Fishers Union] ([O:LFU]) said. [O:LFU] and [O:L.F.U.]",
            &["Lake Fishers Union: Lake Fishers Union, LFU, LFU, L.F.U."],
        );
        check(
            "[O:the Bank of Ruritania] and [O:BoR]",
            &["Bank of Ruritania: the Bank of Ruritania, BoR"],
        );
    }

    #[test]
    fn brackets_alone_make_no_acronym() {
        check("[P:Ada Orr] ([O:Greens])", &["Ada Orr: Ada Orr", "Greens: Greens"]);
    }

    #[test]
    fn a_people_is_not_its_country() {
        check("[L:Swiss] [G:Swiss]", &["Swiss: Swiss", "Swiss: Swiss"]);
    }

    #[test]
    fn what_a_body_belongs_to_is_not_that_body() {
        check(
            "[O:Rovers of the Lake League], the [O:Lake League] and the [O:Rovers]",
            &[
                "Rovers of the Lake League: Rovers of the Lake League, Rovers",
                "Lake League: Lake League",
            ],
        );
        check(
            "[O:Senate Republicans] and the [O:Senate]",
            &["Senate Republicans: Senate Republicans", "Senate: Senate"],
        );
    }

    #[test]
    fn a_body_of_a_country_is_one_however_the_country_is_said() {
        check(
            "[O:Syria’s Interior Ministry], the [O:Syrian Interior Ministry] and the [O:Interior Ministry]",
            &[
                "Syrian Interior Ministry: Syria’s Interior Ministry, Syrian Interior Ministry, Interior Ministry",
            ],
        );
        check(
            "[O:Kenya Airways] and [O:British Airways]",
            &["Kenya Airways: Kenya Airways", "British Airways: British Airways"],
        );
    }

    #[test]
    fn bodies_are_shortened_at_either_end() {
        check(
            "[O:Kenyan Interior Ministry], the [O:Interior Ministry], [O:Orr Shipping Ltd] and [O:Orr Shipping]",
            &[
                "Kenyan Interior Ministry: Kenyan Interior Ministry, Interior Ministry",
                "Orr Shipping Ltd: Orr Shipping Ltd, Orr Shipping",
            ],
        );
    }

    #[test]
    fn a_shared_name_is_whom_the_article_is_about() {
        check(
            "[P:Ada Orr] came. [P:Orr] left. [P:Ben Orr] came. [P:Orr] left.",
            &["Ada Orr: Ada Orr, Orr", "Ben Orr: Ben Orr", "Orr: Orr"],
        );
        check(
            "[P:Ada Orr] and [P:Ben Orr], [P:Ada Orr], [P:Ada Orr]. [P:Orr] left, Mr. [P:Orr] stayed.",
            &["Ada Orr: Ada Orr, Ada Orr, Ada Orr, Orr", "Ben Orr: Ben Orr", "Orr: Orr"],
        );
        check(
            "[P:Ada Orr Vela] and [P:Ben Orr Vela]. [P:Orr Vela] left.",
            &["Ada Orr Vela: Ada Orr Vela", "Ben Orr Vela: Ben Orr Vela", "Orr Vela: Orr Vela"],
        );
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        check("[L:Deir ez-Zor] and [L:Deir Ezzor]", &["Deir ez-Zor: Deir ez-Zor, Deir Ezzor"]);
        check(
            "[P:Ada Wilkens] and [P:Ada Wilkins], [P:Daniel Orr] and [P:Daniela Orr]",
            &[
                "Ada Wilkens: Ada Wilkens, Ada Wilkins",
                "Daniel Orr: Daniel Orr",
                "Daniela Orr: Daniela Orr",
            ],
        );
    }

    #[test]
    fn a_country_is_one_by_all_its_names() {
        check(
            "[L:the United States], [L:America], [L:U.S.] and [L:Kenya]",
            &["United States: the United States, America, U.S.", "Kenya: Kenya"],
        );
    }

    #[test]
    fn letters_in_brackets_stand_for_a_body() {
        check("[O:Orrland Airlines] ([O:OLA])", &["Orrland Airlines: Orrland Airlines, OLA"]);
        check("[L:San Orr] ([O:SOX])", &["San Orr: San Orr", "SOX: SOX"]);
    }
}
