//! Entities: who and what the mentions name.
//!
//! In: mentions. Out: entities in the order of their first mention; each mention is in exactly one.
//!
//! 1. *Same name*: mentions that differ in case, a possessive, `the`, full stops or quotes only —
//!    `EZEILANI` in a headline is `Ezeilani`, `Deir ez-Zor` is `Deir Ezzor`. A people is never its country.
//! 2. *Fuller name of a person*: `Ahmed H. Rashid`, `A. Rashid`, `Rashid Ahmed`, `Ahmed Rashid OBE` and `Envoy Ahmed Rashid` are
//!    `Ahmed Rashid`, and so is `Ahmed Rasheed Karimi` `Ahmed Rashid Karimi`: one letter of a long word may be another. Not a
//!    parent or child of the same name: `Ahmed H. Rashid, a son of Ahmed Rashid`.
//! 3. *Short name of a person*: the end of exactly one fuller name, or else its first word — `Rashid`,
//!    `al-Masri`, `Ahmed`. With two Rashids in the article, a bare `Rashid` stays apart, but for where only one of them
//!    was named before, or the others only once (`entity/shared.rs`). Not against a title: `Mrs. Rashid` is not `Mr. Ahmed Rashid`.
//! 4. *Acronym*: beside its long form in brackets, or the initials of exactly one body.
//! 5. *Short name of a body*: the beginning of exactly one longer name, or its end of two words or
//!    more, or of one that says what it is or is a plural — `Boeing` is `Boeing Co`, `Interior Ministry` is `Kenyan Interior
//!    Ministry`, and so is `the Ministry`; `Herons` is `Orr City Herons`.
//! 6. *Country before a body*: `Syria's Interior Ministry` is the `Syrian Interior Ministry`.
//! 7. *Countries by all their names*: `the United States`, `America` and `U.S.`
//! 8. *Storms by their names*: `Ada`, `Hurricane Ada` and `Tropical Storm Ada`.
//!
//! A wrong merge is worse than a missed one: whatever has two candidates stays apart.
//!
//! Does not: follow pronouns and descriptions (`the minister`); join countries and their peoples.

mod body;
mod name;
mod person;
mod shared;

use crate::fnv::{self, Numbering};
use crate::order;
use crate::{Entity, Kind, Mention, Model, Span};
use name::Name;
use shared::Page;
use std::collections::BTreeMap;

/// Groups the mentions of one thing.
pub(crate) fn resolve(text: &str, mentions: &[Mention], model: &Model) -> Vec<Entity> {
    let mut drafts = drafts(text, mentions);
    let mut owner = Owners::new(drafts.len());
    let page = Page { text, mentions, lexicon: &model.lexicon };
    person::join_fuller(&page, &drafts, &mut owner);
    person::join_misspelt(&drafts, &mut owner);
    person::join_short(&page, &mut drafts, &mut owner);
    body::join_countries(&drafts, &mut owner, &model.gazetteer);
    body::join_acronyms(text, mentions, &drafts, &mut owner);
    body::join_of_countries(&drafts, &mut owner, &model.gazetteer);
    body::join_short(&drafts, &mut owner, &model.lexicon);
    body::join_storms(&drafts, &mut owner);
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
    fn who_opens_the_article_in_full_bears_the_name() {
        check(
            "[P:Ada Orr]. [P:Ada Mary Orr] is a daughter of [P:Ben Orr]. [P:Orr] left.",
            &["Ada Mary Orr: Ada Orr, Ada Mary Orr, Orr", "Ben Orr: Ben Orr"],
        );
    }

    #[test]
    fn titles_and_relatives_speak_against_a_name() {
        check(
            "Mr. [P:Ben Orr] came. Mr. [P:Orr] left, Mrs. [P:Orr] stayed.",
            &["Ben Orr: Ben Orr, Orr", "Orr: Orr"],
        );
        check(
            "[P:Ben Carl Orr], a son of [P:Ben Orr], left.",
            &["Ben Carl Orr: Ben Carl Orr", "Ben Orr: Ben Orr"],
        );
        check(
            "[P:Senator Ben Orr] and [P:Senator Ada Orr]",
            &["Senator Ben Orr: Senator Ben Orr", "Senator Ada Orr: Senator Ada Orr"],
        );
    }

    #[test]
    fn who_holds_an_office_bears_the_name_behind_it() {
        check(
            "First Lady [P:Ada Orr] came. President [P:Orr] left. President [P:Ben Orr] stayed.",
            &["Ada Orr: Ada Orr", "Ben Orr: Orr, Ben Orr"],
        );
        check(
            "First lady [P:Ada Orr] came. President [P:Orr] left. [P:Ben Orr] stayed.",
            &["Ada Orr: Ada Orr", "Orr: Orr", "Ben Orr: Ben Orr"],
        );
    }

    #[test]
    fn a_name_that_things_bear_is_nobody() {
        check(
            "[P:Ben Orr] left. Mix me a [P:Orr], please. Your [P:Orr] drink is here. A [P:Orr]!",
            &["Ben Orr: Ben Orr", "Orr: Orr, Orr, Orr"],
        );
        check(
            "[P:Ben Orr] left with a [P:Orr] supporter and a [P:Orr] hat.",
            &["Ben Orr: Ben Orr, Orr, Orr"],
        );
    }

    #[test]
    fn names_are_one_in_either_order_and_with_letters_behind() {
        check(
            "[P:Vela Ada], [P:Ada Vela], [P:Ada Mary Vela CBE]",
            &["Ada Mary Vela CBE: Vela Ada, Ada Vela, Ada Mary Vela CBE"],
        );
    }

    #[test]
    fn teams_and_bodies_of_countries_are_one_by_their_short_names() {
        check(
            "[O:Orr City Herons] beat the [O:Herons].",
            &["Orr City Herons: Orr City Herons, Herons"],
        );
        check(
            "[O:U.S. Congress] and [O:United States Congress]",
            &["United States Congress: U.S. Congress, United States Congress"],
        );
        check(
            "[O:Senate Republicans] and [O:Republicans]",
            &["Senate Republicans: Senate Republicans", "Republicans: Republicans"],
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
