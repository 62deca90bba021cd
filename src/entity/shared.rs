//! A family name alone that several people of the article bear: whom it means.
//!
//! 1. Before a second bearer is named, the first: `Ada Orr came. Orr said …`.
//! 2. Then the one that the article is about, if the others are named by their full name only once: `her father, Ben Orr`.
//!    Of the mentions of such names in the training articles of coreference 59 of 63 are rightly joined by 1 and 2.
//! 3. Not against a title: `Mrs. Orr` is not Ben.
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

pub(super) struct Shared<'a> {
    pub(super) text: &'a str,
    pub(super) mentions: &'a [Mention],
    pub(super) lexicon: &'a Lexicon,
}

/// One who bears the name.
struct Bearer {
    draft: usize,
    /// The first of the full names.
    first: u32,
    /// Full names.
    count: usize,
    /// As the titles and the first name tell.
    sex: Option<bool>,
}

impl Shared<'_> {
    /// Joins mentions of the bare name `id` with who is meant.
    pub(super) fn join(
        &self,
        id: usize,
        drafts_of: &[usize],
        drafts: &mut [Draft],
        owner: &mut Owners,
    ) {
        let mut bearers: Vec<Bearer> = Vec::new();
        for &draft in drafts_of.iter().filter(|&&draft| draft != id) {
            let whole = owner.of(draft);
            let Some(full) = drafts.get(draft) else { continue };
            let first = full.mentions.first().copied().unwrap_or(u32::MAX);
            let sex = self.sex(full);
            match bearers.iter_mut().find(|bearer| bearer.draft == whole) {
                Some(known) => {
                    known.first = known.first.min(first);
                    known.count += full.mentions.len();
                    known.sex = known.sex.or(sex);
                }
                None => {
                    bearers.push(Bearer { draft: whole, first, count: full.mentions.len(), sex });
                }
            }
        }
        order::by(&mut bearers, |bearer| bearer.first.into());
        let [one, two, ..] = bearers.as_slice() else { return };
        let often = bearers.iter().filter(|bearer| bearer.count > 1).count() == 1;
        let main = bearers.iter().find(|bearer| often && bearer.count >= OFTEN);
        let meant = |mention: u32| {
            let bearer = if mention > one.first && mention < two.first { Some(one) } else { main }?;
            let told = self.title(mention);
            (told.is_none() || told == bearer.sex).then_some(bearer.draft)
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

    /// True for a man, by the titles before full names or by the first name.
    fn sex(&self, full: &Draft) -> Option<bool> {
        let titles = full.mentions.iter().find_map(|&mention| self.title(mention));
        titles.or_else(|| {
            let mention = self.mentions.get(*full.mentions.first()? as usize)?;
            let first = mention.span.of(self.text).split_whitespace().next()?;
            let lists = self.lexicon.lists(first);
            told(lists.has(lexicon::GIVEN_NAMES_MALE), lists.has(lexicon::GIVEN_NAMES_FEMALE))
        })
    }

    /// True for a man, false for a woman, if the title before a mention tells.
    fn title(&self, mention: u32) -> Option<bool> {
        let mention = self.mentions.get(mention as usize).filter(|m| m.kind == Kind::Person)?;
        let before = self.text.get(..mention.span.start as usize)?;
        let (end, _) = before.char_indices().next_back().filter(|(_, c)| c.is_whitespace())?;
        let letters = before.get(..end)?.char_indices().rev().take(TITLE);
        let (start, _) = letters.take_while(|(_, c)| !c.is_whitespace()).last()?;
        let title = before.get(start..end)?;
        let lists = self.lexicon.lists(title).or(self.lexicon.lists(title.trim_end_matches('.')));
        told(lists.has(lexicon::PERSON_TITLES_MALE), lists.has(lexicon::PERSON_TITLES_FEMALE))
    }
}

/// True for a man, false for a woman, if just one is told.
fn told(male: bool, female: bool) -> Option<bool> {
    (male != female).then_some(male)
}
