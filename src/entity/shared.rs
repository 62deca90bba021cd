//! A family name alone that several people of the article bear: whom it means.
//!
//! 1. Before a second bearer is named, the first: `Ada Orr came. Orr said …`.
//! 2. Then the one that the article is about, if the others are named by their full name only once: `her father, Ben Orr`.
//!    Of the mentions of such names in the training articles of coreference 59 of 63 are rightly joined by 1 and 2.
//!    So is the first one that the article names, if it names that one in full twice: so biographies begin.
//! 3. Not against a title: `Mrs. Orr` is not Ben, and `President Orr` is the one who is told to be president by his full name.
//! 4. Nobody, where the article makes a thing of the name again and again: `mix me an Orr`, `my Orr was sweet`.
//!
//! All others stay apart.

use super::{Draft, Owners};
use crate::lexicon::{self, Lexicon};
use crate::order;
use crate::{Kind, Mention};

/// Full names, at least, of whom the article is about.
const OFTEN: usize = 3;

/// The longest title that is read, in letters.
const TITLE: usize = 16;

/// Times, at least, that a name stands as that of a thing.
const THING: usize = 2;

/// What stands before a thing that bears somebody's name, and before hardly any person.
const BEFORE_THING: [&str; 4] = ["my", "My", "your", "Your"];

/// The text around names.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
    pub(super) lexicon: &'a Lexicon,
}

/// One who bears the name.
struct Bearer<'a> {
    draft: usize,
    /// The first of the full names.
    first: u32,
    /// Full names.
    count: usize,
    /// As the titles and the first name tell.
    sex: Option<bool>,
    /// As the word before a full name tells: `President`.
    office: Option<&'a str>,
}

impl Page<'_> {
    /// Joins mentions of the bare name `id` with who is meant.
    pub(super) fn join(
        &self,
        id: usize,
        drafts_of: &[usize],
        drafts: &mut [Draft],
        owner: &mut Owners,
    ) {
        let mut bearers: Vec<Bearer<'_>> = Vec::new();
        for &draft in drafts_of.iter().filter(|&&draft| draft != id) {
            let whole = owner.of(draft);
            let Some(full) = drafts.get(draft) else { continue };
            let first = full.mentions.first().copied().unwrap_or(u32::MAX);
            let sex = self.sex(full);
            let office = full.mentions.iter().find_map(|&mention| self.office(mention));
            if let Some(known) = bearers.iter_mut().find(|bearer| bearer.draft == whole) {
                known.first = known.first.min(first);
                known.count += full.mentions.len();
                known.sex = known.sex.or(sex);
                known.office = known.office.or(office);
            } else {
                let count = full.mentions.len();
                bearers.push(Bearer { draft: whole, first, count, sex, office });
            }
        }
        order::by(&mut bearers, |bearer| bearer.first.into());
        let [one, two, ..] = bearers.as_slice() else { return };
        let often = bearers.iter().filter(|bearer| bearer.count > 1).count() == 1;
        let opens = |bearer: &Bearer<'_>| bearer.count > 1 && self.is_first(bearer.first);
        let main = bearers.iter().find(|bearer| often && (bearer.count >= OFTEN || opens(bearer)));
        let meant = |mention: u32| {
            let office = self.office(mention);
            let told_so = |bearer: &&Bearer<'_>| match (office, bearer.office) {
                (Some(office), Some(of)) => is_same(office, of),
                _ => false,
            };
            let mut same = bearers.iter().filter(told_so);
            if let (Some(bearer), None) = (same.next(), same.next()) {
                return Some(bearer.draft);
            }
            let bearer = if mention > one.first && mention < two.first { Some(one) } else { main }?;
            let told = self.title(mention);
            // `First Lady Ada Orr` is not `President Orr`.
            let other = office.is_some() && bearer.office.is_some();
            (!other && (told.is_none() || told == bearer.sex)).then_some(bearer.draft)
        };
        let Some(bare) = drafts.get_mut(id) else { return };
        let mut joined: Vec<(usize, Vec<u32>)> = Vec::new();
        bare.mentions.retain(|&mention| {
            let Some(draft) = meant(mention) else { return true };
            match joined.iter_mut().find(|(known, _)| *known == draft) {
                Some((_, mentions)) => mentions.push(mention),
                None => joined.push((draft, vec![mention])),
            }
            false
        });
        for (draft, mut more) in joined {
            if let Some(full) = drafts.get_mut(draft) {
                full.mentions.append(&mut more);
            }
        }
    }

    /// Joins the bare name `id` with the only one who bears it, but for mentions whose title speaks against it: `Mrs. Orr` is
    /// not Ben.
    pub(super) fn join_only(
        &self,
        id: usize,
        whole: usize,
        drafts: &mut [Draft],
        owner: &mut Owners,
    ) {
        // First names tell too little: `Lindsey` and `Hillary` are both.
        let sex = drafts.get(whole).and_then(|full| self.titled(full));
        let against = |&mention: &u32| {
            sex.is_some_and(|sex| self.title(mention).is_some_and(|told| told != sex))
        };
        let Some(bare) = drafts.get_mut(id) else { return };
        if !bare.mentions.iter().any(against) {
            owner.join(whole, id);
            return;
        }
        let (apart, joined) = bare.mentions.iter().partition(|mention| against(mention));
        bare.mentions = apart;
        let more: Vec<u32> = joined;
        if let Some(full) = drafts.get_mut(whole) {
            full.mentions.extend(more);
        }
    }

    /// True if the article makes a thing of a name.
    #[inline(never)]
    pub(super) fn is_thing(&self, name: &Draft) -> bool {
        let thing = |&&mention: &&u32| {
            let Some(mention) = self.mentions.get(mention as usize) else { return false };
            let (start, end) = (mention.span.start as usize, mention.span.end as usize);
            let before = self.text.get(..start).unwrap_or_default().trim_end();
            let behind = self.text.get(end..).unwrap_or_default().trim_start_matches(' ');
            // `a Trump supporter` is no thing of that name.
            let next = behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let word = last_word(before);
            let one = matches!(word, "a" | "an")
                && (next.is_empty() || self.lexicon.lists_small(next).has(lexicon::FUNCTION_WORDS));
            one || BEFORE_THING.contains(&word)
        };
        name.mentions.len() >= THING && name.mentions.iter().filter(thing).count() >= THING
    }

    /// True if no other person is named before.
    fn is_first(&self, mention: u32) -> bool {
        let mut before = self.mentions.iter().take(mention as usize);
        before.all(|mention| mention.kind != Kind::Person)
    }

    /// True if a name is told first as that of a parent or a child, who may have the same: `a son of Ben Orr`, `her father,
    /// Ben Orr`.
    pub(super) fn is_namesake(&self, draft: Option<&Draft>) -> bool {
        let first = draft.and_then(|draft| draft.mentions.first());
        let Some(mention) = first.and_then(|&id| self.mentions.get(id as usize)) else {
            return false;
        };
        let before = self.text.get(..mention.span.start as usize).unwrap_or_default().trim_end();
        let before = before.strip_suffix(',').or(before.strip_suffix(" of")).unwrap_or(before);
        let kin = last_word(before);
        let kin = kin.strip_prefix("grand").unwrap_or(kin);
        matches!(kin, "father" | "mother" | "son" | "daughter")
    }

    /// The last word of the office that stands before a mention: `President` Orr.
    #[inline(never)]
    fn office(&self, mention: u32) -> Option<&str> {
        let mention = self.mentions.get(mention as usize).filter(|m| m.kind == Kind::Person)?;
        let before = self.text.get(..mention.span.start as usize)?;
        let before = before.strip_suffix(char::is_whitespace)?;
        let title = last_word(before);
        if let Some(first) = before.strip_suffix("lady").or(before.strip_suffix("Lady"))
            && last_word(first.trim_end()).eq_ignore_ascii_case("first")
        {
            return Some("Lady");
        }
        let small = self.lexicon.lists_small(title.trim_end_matches('.'));
        let exact = self.lexicon.lists(title);
        let sexed = [lexicon::PERSON_TITLES_MALE, lexicon::PERSON_TITLES_FEMALE];
        let office = title.starts_with(char::is_uppercase)
            && (exact.has(lexicon::PERSON_TITLES) || small.has(lexicon::ROLES))
            && !self.lexicon.has(lexicon::ROLE_WORDS_HONORIFIC, title)
            && !exact.has_any(&sexed);
        office.then_some(title)
    }

    /// True for a man, by the titles before full names or in them.
    fn titled(&self, full: &Draft) -> Option<bool> {
        let before = full.mentions.iter().find_map(|&mention| self.title(mention));
        before.or_else(|| {
            let lists = self.lexicon.lists(self.first_word(full)?);
            told(lists.has(lexicon::PERSON_TITLES_MALE), lists.has(lexicon::PERSON_TITLES_FEMALE))
        })
    }

    /// True for a man, by the titles or by the first name.
    fn sex(&self, full: &Draft) -> Option<bool> {
        self.titled(full).or_else(|| {
            let lists = self.lexicon.lists(self.first_word(full)?);
            told(lists.has(lexicon::GIVEN_NAMES_MALE), lists.has(lexicon::GIVEN_NAMES_FEMALE))
        })
    }

    /// The first word of a name of several.
    fn first_word(&self, full: &Draft) -> Option<&str> {
        let mention = self.mentions.get(*full.mentions.first()? as usize)?;
        Some(mention.span.of(self.text).split_once(char::is_whitespace)?.0)
    }

    /// True for a man, false for a woman, if the title before a mention tells.
    fn title(&self, mention: u32) -> Option<bool> {
        let mention = self.mentions.get(mention as usize).filter(|m| m.kind == Kind::Person)?;
        let before = self.text.get(..mention.span.start as usize)?;
        let title = last_word(before.strip_suffix(char::is_whitespace)?);
        let lists = self.lexicon.lists(title).or(self.lexicon.lists(title.trim_end_matches('.')));
        told(lists.has(lexicon::PERSON_TITLES_MALE), lists.has(lexicon::PERSON_TITLES_FEMALE))
    }
}

/// True for words of one office: `Senator`, `Sen.`
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    a == b || short.len() >= 3 && long.starts_with(short)
}

/// The word that ends a text, if it is no longer than a title.
fn last_word(text: &str) -> &str {
    let letters = text.char_indices().rev().take(TITLE);
    let first = letters.take_while(|(_, c)| !c.is_whitespace()).last();
    first.and_then(|(start, _)| text.get(start..)).unwrap_or_default()
}

/// True for a man, false for a woman, if just one is told.
fn told(male: bool, female: bool) -> Option<bool> {
    (male != female).then_some(male)
}
