//! What the text tells of each entity: sex, number, and words that describe it.

use super::scene::Scene;
use crate::lexicon::{self, List};
use crate::{Kind, TokenKind};

/// Mentions of an entity that are looked at: the first ones introduce it.
const MENTIONS: usize = 12;

/// Words before a name, and behind its comma or verb, that may describe it.
const BEFORE: usize = 6;
const BEHIND: usize = 8;

/// The sex that names, titles and descriptions tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sex {
    /// Nothing tells it, or both are told.
    #[default]
    Unknown,
    /// A man.
    Male,
    /// A woman.
    Female,
}

/// What is known of an entity.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    /// As titles and descriptions tell, or else the first name.
    pub(super) sex: Sex,
    /// True for peoples, families and what ends like several.
    pub(super) plural: bool,
    /// Hashes of the words of its names.
    pub(super) names: Vec<u32>,
    /// Hashes of the words that name what it is: the last of a name, the one before `of`.
    pub(super) heads: Vec<u32>,
    /// Hashes of the words beside its names.
    pub(super) words: Vec<u32>,
    /// What its names head or are: country, city, acronym; as bits of [`TYPES`].
    pub(super) types: u32,
}

/// Lists that tell what a name is.
const TYPES: [List; 8] = [
    lexicon::COUNTRIES,
    lexicon::CAPITALS,
    lexicon::ORG_HEADS,
    lexicon::ORG_SUFFIXES,
    lexicon::PLACE_HEADS,
    lexicon::FACILITY_HEADS,
    lexicon::OUTLETS,
    lexicon::DEMONYMS,
];

/// Votes for a sex.
#[derive(Default)]
struct Votes {
    male: u32,
    female: u32,
}

impl Votes {
    fn hear(&mut self, male: bool, female: bool) {
        self.male += u32::from(male && !female);
        self.female += u32::from(female && !male);
    }

    fn sex(&self) -> Sex {
        match (self.male, self.female) {
            (0, 0) => Sex::Unknown,
            (m, f) if m > 2 * f => Sex::Male,
            (m, f) if f > 2 * m => Sex::Female,
            _ => Sex::Unknown,
        }
    }
}

/// Reads what stands in and beside the names of an entity.
pub(super) fn read(scene: &Scene, entity: usize) -> Profile {
    let mut profile = Profile::default();
    let Some(known) = scene.entities.get(entity) else { return profile };
    let mut told = Votes::default();
    for &mention in known.mentions.iter().take(MENTIONS) {
        let range = scene.mention_tokens(mention);
        for at in range.clone() {
            profile.names.push(scene.lower(at));
        }
        let of = range.clone().position(|at| scene.word(at) == "of");
        let head = of.map_or(range.end, |of| range.start + of).saturating_sub(1);
        if known.kind != Kind::Person && range.len() > 1 && range.contains(&head) {
            profile.heads.push(scene.lower(head));
        }
        if let Some(last) = range.clone().next_back() {
            let lists = scene.lists(last).or(scene.lists_of(&known.name));
            for (bit, &list) in TYPES.iter().enumerate() {
                profile.types |= u32::from(lists.has(list)) << bit;
            }
        }
        before(scene, range.start, &mut profile, &mut told);
        behind(scene, range.end, &mut profile, &mut told);
    }
    profile.names.sort_unstable();
    profile.names.dedup();
    profile.words.sort_unstable();
    profile.words.dedup();
    profile.sex = told.sex();
    if known.kind == Kind::Person && profile.sex == Sex::Unknown {
        let mut by_name = Votes::default();
        let first = known.name.split(|c: char| c.is_whitespace() || c == '-').next().unwrap_or("");
        if first.len() < known.name.len() {
            let lists = scene.lists_of(first);
            by_name
                .hear(lists.has(lexicon::GIVEN_NAMES_MALE), lists.has(lexicon::GIVEN_NAMES_FEMALE));
        }
        profile.sex = by_name.sex();
    }
    profile.plural = known.kind == Kind::Group && known.name.ends_with('s')
        || known.kind == Kind::Organization && known.name.ends_with('s');
    profile
}

/// The title and the description that end where a name begins.
fn before(scene: &Scene, start: usize, profile: &mut Profile, told: &mut Votes) {
    for at in (start.saturating_sub(BEFORE)..start).rev() {
        if scene.sentence(at) != scene.sentence(start) {
            return;
        }
        let Some(token) = scene.tokens.get(at) else { return };
        if token.kind == TokenKind::Punct && scene.is_hyphen(at) {
            continue;
        }
        let small = scene.lists_small(at);
        if token.kind != TokenKind::Word || small.has(lexicon::FUNCTION_WORDS) {
            return;
        }
        let exact = scene.lists(at);
        if at + 1 == start {
            told.hear(
                exact.has(lexicon::PERSON_TITLES_MALE),
                exact.has(lexicon::PERSON_TITLES_FEMALE),
            );
        }
        told.hear(
            small.has(lexicon::REFERENCE_HEADS_MAN),
            small.has(lexicon::REFERENCE_HEADS_WOMAN),
        );
        profile.words.push(scene.lower(at));
    }
}

/// `, the chief prosecutor`, `, a 34-year-old mother`, `is the head`.
fn behind(scene: &Scene, end: usize, profile: &mut Profile, told: &mut Votes) {
    let opens = scene.word(end);
    if !matches!(opens, "," | "is" | "was" | "became" | "(" | "–" | "—" | "-" | "as") {
        return;
    }
    let first = scene.word(end + 1);
    let role = scene.lists_small(end + 1).has(lexicon::ROLES);
    if !(role
        || matches!(first, "a" | "an" | "the" | "The" | "its" | "his" | "her" | "their" | "who"))
    {
        return;
    }
    for at in end + 1..end + 1 + BEHIND {
        if scene.sentence(at) != scene.sentence(end) {
            return;
        }
        let word = scene.word(at);
        if matches!(word, "," | ")" | "." | ";" | ":" | "–" | "—") {
            return;
        }
        let small = scene.lists_small(at);
        if at > end + 1 && matches!(word, "who" | "which" | "that" | "and" | "in" | "at" | "of") {
            return;
        }
        if small.has(lexicon::FUNCTION_WORDS) {
            continue;
        }
        told.hear(
            small.has(lexicon::REFERENCE_HEADS_MAN),
            small.has(lexicon::REFERENCE_HEADS_WOMAN),
        );
        profile.words.push(scene.lower(at));
    }
}
