//! Which word lists a phrase stands in: all of `model/lexicon/` as one finite-state map.
//!
//! Keys are written as in the lists, case included, words parted by one blank; the value is the number of
//! a set of lists. The model has them as: the count of sets (32 bits, little-endian) and the sets (128 bits
//! each: one for each list, by the order of the constants); the count of phrases, the numbers of their
//! sets (all low bytes, then all high ones) and the phrases, front-coded (`src/front.rs`); the map is built on
//! loading. Each list is a constant here, named after its file:
//! `person-titles.txt` is [`PERSON_TITLES`]; a second column in a file makes a list of its own,
//! `abbreviations.txt` with `month` is [`ABBREVIATIONS_MONTH`].

use crate::fnv::{self, Numbers};
use crate::front;
use fst::raw::{CompiledAddr, Output};

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
    /// The sets that occur; a value of the map is the place of one here.
    sets: Vec<Lists>,
    map: fst::Map<Vec<u8>>,
    /// The same for single words, which are asked for all the time.
    words: Numbers,
}

/// A place in the map while a phrase is spelled out, word by word.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    node: CompiledAddr,
    output: Output,
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
        let mut map = fst::MapBuilder::memory();
        let mut numbers = low.iter().zip(high);
        let mut words = Vec::with_capacity(count);
        front::spell_out(rest, count, |phrase| {
            let (&low, &high) = numbers.next()?;
            let number = u16::from_le_bytes([low, high]);
            if !phrase.contains(&b' ') {
                words.push((fnv::hash(phrase.iter().copied()), number));
            }
            map.insert(phrase, number.into()).ok()
        })?;
        let map = map.into_map();
        Some(Self { sets, map, words: Numbers::new(&words) })
    }

    /// The lists that hold `phrase` exactly as written.
    pub fn lists(&self, phrase: &str) -> Lists {
        let bytes = phrase.as_bytes();
        if bytes.contains(&b' ') {
            return self.map.get(phrase).map_or(Lists::NONE, |number| self.set(number));
        }
        self.word(fnv::hash(bytes.iter().copied()))
    }

    fn word(&self, hash: u64) -> Lists {
        self.words.get(hash).map_or(Lists::NONE, |number| self.set(number.into()))
    }

    fn set(&self, number: u64) -> Lists {
        usize::try_from(number).ok().and_then(|at| self.sets.get(at)).copied().unwrap_or_default()
    }

    /// True if `list` holds `phrase` exactly as written.
    pub fn has(&self, list: List, phrase: &str) -> bool {
        self.lists(phrase).has(list)
    }

    /// Begins to spell a phrase.
    pub fn walk(&self) -> Walk {
        let fst = self.map.as_fst();
        Walk { node: fst.root().addr(), output: Output::zero() }
    }

    /// Spells on; `None` if no phrase goes on like this.
    pub fn step(&self, walk: Walk, letters: &str) -> Option<Walk> {
        let fst = self.map.as_fst();
        letters.bytes().try_fold(walk, |walk, byte| {
            let node = fst.node(walk.node);
            let transition = node.transition(node.find_input(byte)?);
            Some(Walk { node: transition.addr, output: walk.output.cat(transition.out) })
        })
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
            return self.word(fnv::hash(bytes.iter().map(u8::to_ascii_lowercase)));
        }
        let end = phrase.chars().try_fold(self.walk(), |walk, c| self.step_small(walk, c));
        end.map_or(Lists::NONE, |walk| self.lists_at(walk))
    }

    /// The lists that hold what was spelled so far.
    pub fn lists_at(&self, walk: Walk) -> Lists {
        let node = self.map.as_fst().node(walk.node);
        if node.is_final() {
            self.set(walk.output.cat(node.final_output()).value())
        } else {
            Lists::NONE
        }
    }
}
