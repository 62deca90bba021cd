//! Which word lists a phrase stands in: all of `model/lexicon/` as one table of hashes.
//!
//! Keys are written as in the lists, case included, words parted by one blank; the value is the number of
//! a set of lists. The model has them as: the count of sets (32 bits, little-endian) and the sets (128 bits
//! each: one for each list, by the order of the constants); the count of phrases, the numbers of their
//! sets (all low bytes, then all high ones) and the phrases, front-coded (`src/front.rs`). The table is built
//! on loading, in a quarter of the time that a finite-state map of the same phrases takes, and is quicker to
//! ask. Each list is a constant here, named after its file: `person-titles.txt` is [`PERSON_TITLES`]; a
//! second column in a file makes a list of its own, `abbreviations.txt` with `month` is
//! [`ABBREVIATIONS_MONTH`].

use crate::fnv::{self, Numbers};
use crate::front;

include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// Bytes of a set of lists in the model.
const SET: usize = size_of::<u128>();

/// One word list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List(u8);

/// Some word lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Lists(u128);

impl Lists {
    /// In no list.
    pub const NONE: Self = Self(0);

    /// True if `list` is among them.
    pub const fn has(self, list: List) -> bool {
        self.0 >> list.0 & 1 == 1
    }

    /// True if one of `lists` is among them.
    pub fn has_any(self, lists: &[List]) -> bool {
        lists.iter().any(|&list| self.has(list))
    }

    /// In any of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The lists themselves, to ask with [`Lists::meets`] for any of them at once.
    pub const fn of(mut lists: &[List]) -> Self {
        let mut bits = 0;
        while let [first, rest @ ..] = lists {
            bits |= 1 << first.0;
            lists = rest;
        }
        Self(bits)
    }

    /// True if one is among both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// As bits, by the order of the list constants.
    pub const fn bits(self) -> u128 {
        self.0
    }
}

/// The word lists.
#[derive(Debug)]
pub struct Lexicon {
    /// The sets that occur; the number of a phrase is the place of one here.
    sets: Vec<Lists>,
    phrases: Numbers,
    /// What stands before a blank in a phrase, the blank included.
    openings: Numbers,
    /// Bytes of the longest phrase.
    longest: u32,
}

/// A phrase while it is spelled out.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    hash: fnv::Bytes,
    length: u32,
}

impl Lexicon {
    pub(crate) fn load(bytes: &[u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk::<4>()?;
        let length = (u32::from_le_bytes(*count) as usize).checked_mul(SET)?;
        let (sets, rest) = rest.split_at_checked(length)?;
        let sets = sets
            .chunks_exact(SET)
            .filter_map(|set| set.try_into().ok())
            .map(|set| Lists(u128::from_le_bytes(set)))
            .collect();
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (low, rest) = rest.split_at_checked(count)?;
        let (high, rest) = rest.split_at_checked(count)?;
        let mut numbers = low.iter().zip(high);
        let (mut phrases, mut openings) = (Vec::with_capacity(count), Vec::new());
        let mut longest = 0;
        front::spell_out(rest, count, |phrase| {
            let (&low, &high) = numbers.next()?;
            let mut hash = fnv::Bytes::new();
            for &byte in phrase {
                hash.add(byte);
                if byte == b' ' {
                    openings.push((hash.value(), 0));
                }
            }
            phrases.push((hash.value(), u16::from_le_bytes([low, high])));
            longest = longest.max(phrase.len() as u32);
            Some(())
        })?;
        let (phrases, openings) = (Numbers::new(&phrases), Numbers::new(&openings));
        Some(Self { sets, phrases, openings, longest })
    }

    /// The lists that hold `phrase` exactly as written.
    pub fn lists(&self, phrase: &str) -> Lists {
        self.of(fnv::hash(phrase.bytes()))
    }

    /// The lists that hold the phrase with this hash ([`fnv::hash`]).
    pub(crate) fn of(&self, hash: u64) -> Lists {
        let number = self.phrases.get(hash).map(usize::from);
        number.and_then(|at| self.sets.get(at)).copied().unwrap_or_default()
    }

    /// True if `list` holds `phrase` exactly as written.
    pub fn has(&self, list: List, phrase: &str) -> bool {
        self.lists(phrase).has(list)
    }

    /// Begins to spell a phrase.
    pub fn walk(&self) -> Walk {
        Walk { hash: fnv::Bytes::new(), length: 0 }
    }

    /// Spells on; `None` if no phrase goes on like this, which is told at the end of each word.
    pub fn step(&self, mut walk: Walk, letters: &str) -> Option<Walk> {
        walk.length += letters.len() as u32;
        if walk.length > self.longest {
            return None;
        }
        for byte in letters.bytes() {
            walk.hash.add(byte);
            if byte == b' ' {
                self.openings.get(walk.hash.value())?;
            }
        }
        Some(walk)
    }

    /// Spells a word without a blank on.
    pub(crate) fn step_word(
        &self,
        mut walk: Walk,
        bytes: impl ExactSizeIterator<Item = u8>,
    ) -> Option<Walk> {
        walk.length = walk.length.saturating_add(bytes.len() as u32);
        if walk.length > self.longest {
            return None;
        }
        bytes.for_each(|byte| walk.hash.add(byte));
        Some(walk)
    }

    /// Spells one character on as lists in small letters write it: small, with plain blanks and
    /// apostrophes.
    pub fn step_small(&self, walk: Walk, c: char) -> Option<Walk> {
        let mut buffer = [0; 4];
        match c {
            '\u{a0}' => self.step(walk, " "),
            '’' => self.step(walk, "'"),
            _ if c.is_ascii() => self.step(walk, c.to_ascii_lowercase().encode_utf8(&mut buffer)),
            _ => c
                .to_lowercase()
                .try_fold(walk, |walk, c| self.step(walk, c.encode_utf8(&mut buffer))),
        }
    }

    /// The lists that hold `phrase` in small letters.
    pub fn lists_small(&self, phrase: &str) -> Lists {
        let bytes = phrase.as_bytes();
        if bytes.iter().all(|byte| byte.is_ascii() && *byte != b' ') {
            return self.of(fnv::hash(bytes.iter().map(u8::to_ascii_lowercase)));
        }
        let end = phrase.chars().try_fold(self.walk(), |walk, c| self.step_small(walk, c));
        end.map_or(Lists::NONE, |walk| self.lists_at(walk))
    }

    /// The lists that hold what was spelled so far.
    pub fn lists_at(&self, walk: Walk) -> Lists {
        self.of(walk.hash.value())
    }
}
