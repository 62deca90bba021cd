//! What the tagger looks at.

use crate::mention::cluster::Cluster;
use crate::mention::hash::key;
use crate::vocabulary::{self, Vocabulary};
use crate::{Tag, Token};

/// One token as the features see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Word {
    /// Hash in small letters; 0 outside of the sentence.
    lower: u32,
    cluster: Cluster,
    /// Hashes of the last three and two characters.
    ending: [u32; 2],
    /// Capitals, digits, what kind of token.
    shape: u32,
}

/// The number of what stands outside of a sentence.
pub(super) const OUTSIDE: usize = 0;

/// The tokens of a text as the features see them.
#[derive(Debug)]
pub struct Words {
    /// [`OUTSIDE`] first.
    distinct: Vec<Word>,
    /// By token: the number of its word.
    numbers: Vec<u32>,
}

/// The two tags before a token of the same sentence, as numbers from 1; 0 before its start.
#[derive(Debug, Clone, Copy)]
pub struct Before(u32, u32);

/// The tags before token `at`.
pub fn before(tokens: &[Token], tags: &[Tag], at: usize) -> Before {
    let sentence = tokens.get(at).map(|t| t.sentence);
    let tag = |back: usize| -> u32 {
        let Some(place) = at.checked_sub(back) else { return 0 };
        if tokens.get(place).map(|t| t.sentence) != sentence {
            return 0;
        }
        tags.get(place).map_or(0, |&tag| tag as u32 + 1)
    };
    Before(tag(1), tag(2))
}

impl Words {
    /// Reads all tokens of a text.
    pub fn read(tokens: &[Token], vocabulary: &Vocabulary) -> Self {
        let distinct: Vec<(Word, Case)> = vocabulary.words().iter().map(Word::read).collect();
        let mut words = Self { distinct: vec![Word::default()], numbers: Vec::new() };
        words.distinct.reserve(distinct.len());
        words.numbers.reserve(tokens.len());
        // By word: the number under which it stood last, which is another if it was used in another way.
        let mut latest = vec![0; distinct.len()];
        let mut last = None;
        for (token, &number) in tokens.iter().zip(vocabulary.numbers()) {
            let first = last != Some(token.sentence);
            last = Some(token.sentence);
            let (word, case) = distinct.get(number as usize).copied().unwrap_or_default();
            let case = match case {
                Case::Small => 0,
                Case::Capitals => 1,
                Case::Capital if first => 2,
                Case::Capital => 3,
            };
            let word = Word { shape: 1 + case + 4 * token.kind as u32, ..word };
            let mut own = latest.get(number as usize).copied().unwrap_or(0);
            if words.distinct.get(own as usize).is_none_or(|known| known.shape != word.shape) {
                own = words.distinct.len() as u32;
                words.distinct.push(word);
                if let Some(latest) = latest.get_mut(number as usize) {
                    *latest = own;
                }
            }
            words.numbers.push(own);
        }
        words
    }

    /// The number of the word of token `at`.
    pub(super) fn number(&self, at: usize) -> Option<usize> {
        self.numbers.get(at).map(|&number| number as usize)
    }

    /// All different ones; [`OUTSIDE`] first.
    pub(super) fn distinct(&self) -> &[Word] {
        &self.distinct
    }

    /// Each feature of token `at`, given the tags before it.
    pub fn each(&self, tokens: &[Token], at: usize, before: Before, mut see: impl FnMut(u32)) {
        let near = self.near(tokens, at);
        self.word(near.word).own(&mut see);
        self.word(near.last).as_last(&mut see);
        self.word(near.next).as_next(&mut see);
        self.together(&near, before, see);
    }

    /// The numbers of the words around token `at` in its sentence.
    pub(super) fn near(&self, tokens: &[Token], at: usize) -> Near {
        let sentence = tokens.get(at).map(|t| t.sentence);
        let near = |place: Option<usize>| -> usize {
            let inside = place.filter(|&p| tokens.get(p).map(|t| t.sentence) == sentence);
            inside.and_then(|p| self.number(p)).unwrap_or(OUTSIDE)
        };
        Near {
            last: near(at.checked_sub(1)),
            word: near(Some(at)),
            next: near(at.checked_add(1)),
            after: near(at.checked_add(2)),
        }
    }

    fn word(&self, number: usize) -> Word {
        self.distinct.get(number).copied().unwrap_or_default()
    }

    /// The features that look at more than one word.
    pub(super) fn together(&self, near: &Near, before: Before, mut see: impl FnMut(u32)) {
        let (word, next, after) =
            (self.word(near.word), self.word(near.next), self.word(near.after));
        let Before(one, other) = before;
        let both = one * 16 + other;
        let fine = u32::from(word.cluster.fine);
        see(key(6, word.shape, one));
        see(key(7, both, 0));
        see(key(8, both, u32::from(word.cluster.coarse)));
        see(key(9, word.lower, one));
        see(key(10, word.ending[0], one));
        see(key(12, u32::from(next.cluster.medium), one));
        see(key(15, fine, u32::from(next.cluster.coarse)));
        see(key(16, u32::from(after.cluster.coarse), u32::from(next.cluster.wide)));
        see(key(17, word.lower, u32::from(next.cluster.wide)));
    }
}

/// The numbers of a token's word and of those around it.
#[derive(Debug)]
pub(super) struct Near {
    pub(super) last: usize,
    pub(super) word: usize,
    pub(super) next: usize,
    after: usize,
}

/// How a word uses capitals.
#[derive(Debug, Clone, Copy, Default)]
enum Case {
    /// Its first letter is small.
    #[default]
    Small,
    /// Its first letter alone, as far as the second tells.
    Capital,
    /// Its first two letters.
    Capitals,
}

impl Word {
    /// A hash of all.
    pub(super) fn hash(&self) -> u32 {
        key(0, self.lower, self.shape)
    }

    /// The features of the token that is this word.
    pub(super) fn own(&self, see: &mut impl FnMut(u32)) {
        let [three, two] = self.ending;
        see(key(0, 0, 0));
        see(key(1, self.lower, 0));
        see(key(2, u32::from(self.cluster.fine), 0));
        see(key(3, u32::from(self.cluster.medium), self.shape));
        see(key(4, three, 0));
        see(key(5, two, self.shape));
    }

    /// Those of the token in front of it.
    pub(super) fn as_next(&self, see: &mut impl FnMut(u32)) {
        see(key(11, self.lower, 0));
        see(key(13, self.ending[1], self.shape));
    }

    /// That of the token behind it.
    pub(super) fn as_last(&self, see: &mut impl FnMut(u32)) {
        see(key(14, self.lower, 0));
    }

    /// What is the same wherever a word stands.
    fn read(word: &vocabulary::Word) -> (Self, Case) {
        let mut letters = word.written.chars().filter(|c| c.is_alphabetic());
        let capital = letters.next().is_some_and(char::is_uppercase);
        let more = letters.next().is_some_and(char::is_uppercase);
        let case = match (capital, more) {
            (false, _) => Case::Small,
            (true, true) => Case::Capitals,
            (true, false) => Case::Capital,
        };
        let ending = [3, 2].map(|length| word.form.ending(length));
        (Self { lower: word.form.lower, cluster: word.form.cluster, ending, shape: 0 }, case)
    }
}
