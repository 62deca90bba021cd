//! What the tagger looks at.

use crate::mention::cluster::Cluster;
use crate::mention::hash::key;
use crate::vocabulary::{self, Vocabulary};
use crate::{Tag, Token};

/// One token as the features see it.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// Hash in small letters; 0 outside of the sentence.
    lower: u32,
    cluster: Cluster,
    /// Hashes of the last three and two characters.
    ending: [u32; 2],
    /// Capitals, digits, what kind of token.
    shape: u32,
}

/// The tokens of a text as the features see them.
#[derive(Debug)]
pub struct Words(Vec<Word>);

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
        let mut last = None;
        let words = tokens.iter().zip(vocabulary.numbers()).map(|(token, &number)| {
            let first = last != Some(token.sentence);
            last = Some(token.sentence);
            let (word, case) = distinct.get(number as usize).copied().unwrap_or_default();
            let case = match case {
                Case::Small => 0,
                Case::Capitals => 1,
                Case::Capital if first => 2,
                Case::Capital => 3,
            };
            Word { shape: 1 + case + 4 * token.kind as u32, ..word }
        });
        Self(words.collect())
    }

    /// Each feature of token `at`, given the tags before it.
    pub fn each(&self, tokens: &[Token], at: usize, before: Before, mut see: impl FnMut(u32)) {
        let sentence = tokens.get(at).map(|t| t.sentence);
        let near = |place: Option<usize>| -> Word {
            let inside = place.filter(|&p| tokens.get(p).map(|t| t.sentence) == sentence);
            inside.and_then(|p| self.0.get(p)).copied().unwrap_or_default()
        };
        let (word, last, next) = (near(Some(at)), near(at.checked_sub(1)), near(at.checked_add(1)));
        let after = near(at.checked_add(2));
        let [three, two] = word.ending;
        let Before(one, other) = before;
        let both = one * 16 + other;
        let fine = u32::from(word.cluster.fine);
        let mut number = 0;
        let mut put = |a: u32, b: u32| {
            see(key(number, a, b));
            number += 1;
        };
        put(0, 0);
        put(word.lower, 0);
        put(fine, 0);
        put(u32::from(word.cluster.medium), word.shape);
        put(three, 0);
        put(two, word.shape);
        put(word.shape, one);
        put(both, 0);
        put(both, u32::from(word.cluster.coarse));
        put(word.lower, one);
        put(three, one);
        put(next.lower, 0);
        put(u32::from(next.cluster.medium), one);
        put(next.ending[1], next.shape);
        put(last.lower, 0);
        put(fine, u32::from(next.cluster.coarse));
        put(u32::from(after.cluster.coarse), u32::from(next.cluster.wide));
        put(word.lower, u32::from(next.cluster.wide));
    }
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
