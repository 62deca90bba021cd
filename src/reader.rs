//! An article's tokens as the rules of dates, numbers and figures read them: by word, list and value.
//!
//! [`Words`] looks every token up once, for all stages; a [`Reader`] is one sentence of it.

use crate::fnv;
use crate::lexicon::{Lexicon, List, Lists};
use crate::vocabulary::{self, Vocabulary};
use crate::{Span, Token, TokenKind};

/// The longest word that is looked up, in bytes: no word of these rules is longer.
const LONGEST: usize = 24;

/// The longest phrase that is looked up, in bytes.
const PHRASE: usize = 48;

/// What is known of each token of an article.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    vocabulary: &'a Vocabulary<'a>,
    /// By number of the word: the hash of its small letters.
    hashes: Vec<u64>,
    facts: Vec<Facts>,
    lexicon: &'a Lexicon,
}

/// What is known of a word without the full stop of an abbreviation.
#[derive(Debug, Clone, Copy)]
struct Facts {
    /// The lists that hold it in small letters; none of a number.
    lists: Lists,
    /// Its bytes, 255 at most.
    length: u8,
    /// Its first byte, small.
    first: u8,
}

impl<'a> Words<'a> {
    /// Looks every word of the vocabulary up.
    pub(crate) fn read(
        text: &'a str,
        tokens: &'a [Token],
        vocabulary: &'a Vocabulary<'a>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let words = vocabulary.words();
        let hashes = words.iter().map(|word| fnv::small_word(word.written)).collect();
        let known: Vec<Facts> = words.iter().map(|word| Facts::read(word, lexicon)).collect();
        let facts = tokens.iter().zip(vocabulary.numbers()).map(|(token, &number)| {
            let facts = known.get(number as usize).copied().unwrap_or(Facts::NONE);
            let is_number = token.kind == TokenKind::Number;
            Facts { lists: if is_number { Lists::NONE } else { facts.lists }, ..facts }
        });
        Self { text, tokens, vocabulary, hashes, facts: facts.collect(), lexicon }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    pub(crate) fn tokens(&self) -> &'a [Token] {
        self.tokens
    }

    /// The hash of a token in small letters: [`fnv::small_word`].
    pub(crate) fn hash(&self, at: usize) -> u64 {
        let number = self.vocabulary.numbers().get(at);
        number.and_then(|&number| self.hashes.get(number as usize)).copied().unwrap_or_default()
    }

    /// The lists that hold a whole token in small letters: [`Lexicon::lists_small`].
    pub(crate) fn lists(&self, at: usize) -> Lists {
        self.vocabulary.at(at).lists_small
    }

    /// A reader of each sentence in turn.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = Reader<'_>> {
        let mut facts = &*self.facts;
        self.tokens.chunk_by(|a, b| a.sentence == b.sentence).map(move |tokens| {
            let (own, rest) = facts.split_at(tokens.len());
            facts = rest;
            Reader { text: self.text, tokens, facts: own, lexicon: self.lexicon }
        })
    }
}

/// Words in small letters, each shorter than 16 bytes, with what nine in ten others are told from them by.
pub(crate) struct OneOf<const N: usize> {
    words: [&'static str; N],
    /// By length: the first letters of the words that have it, a bit each.
    letters: [u32; 16],
}

impl<const N: usize> OneOf<N> {
    #[expect(clippy::indexing_slicing, reason = "what is out of bounds does not compile")]
    pub(crate) const fn new(words: [&'static str; N]) -> Self {
        let mut letters = [0; 16];
        let mut at = 0;
        while at < N {
            let word = words[at].as_bytes();
            letters[word.len()] |= 1 << (word[0] % 32);
            at += 1;
        }
        Self { words, letters }
    }
}

impl Facts {
    const NONE: Self = Self { lists: Lists::NONE, length: 0, first: 0 };

    fn read(known: &vocabulary::Word, lexicon: &Lexicon) -> Self {
        let word = bare(known.written);
        let lists = if word.len() > LONGEST {
            Lists::NONE
        } else if word.is_ascii() && word.len() == known.written.len() {
            known.lists_small
        } else {
            // As written but for the case: `lists_small` takes a curly apostrophe for a straight one.
            lexicon.of(fnv::small_word(word))
        };
        let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
        Self { lists, length: word.len().min(u8::MAX as usize) as u8, first }
    }
}

/// A sentence, token by token. Positions are counted within the sentence; one past the end reads as
/// nothing.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    facts: &'a [Facts],
    lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn sentence(&self) -> u32 {
        self.tokens.first().map_or(0, |t| t.sentence)
    }

    /// As written, without the full stop of an abbreviation.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| bare(t.span.of(self.text)))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// True if the word is one of `words`, in any case.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        let Some(facts) = self.facts.get(at) else { return false };
        let alike = |w: &&&str| {
            w.len() == usize::from(facts.length)
                && w.bytes().next().unwrap_or_default().to_ascii_lowercase() == facts.first
        };
        words.iter().filter(alike).any(|w| w.eq_ignore_ascii_case(self.word(at)))
    }

    /// The same of many words of which most texts have few.
    pub(crate) fn is_one<const N: usize>(&self, at: usize, words: &OneOf<N>) -> bool {
        let Some(facts) = self.facts.get(at) else { return false };
        let letters = words.letters.get(usize::from(facts.length)).copied().unwrap_or(0);
        letters >> (facts.first % 32) & 1 == 1 && self.is(at, &words.words)
    }

    pub(crate) fn in_list(&self, at: usize, list: List) -> bool {
        self.facts.get(at).is_some_and(|facts| facts.lists.has(list))
    }

    /// The lists that hold the word in small letters.
    pub(crate) fn lists(&self, at: usize) -> Lists {
        self.facts.get(at).map_or(Lists::NONE, |facts| facts.lists)
    }

    /// The lists that hold the tokens `from..to` in small letters.
    pub(crate) fn phrase(&self, from: usize, to: usize) -> Lists {
        if to == from + 1 {
            return self.lists(from);
        }
        let words = self.span(from, to).of(self.text);
        if words.len() > PHRASE { Lists::NONE } else { self.lexicon.lists_small(words) }
    }

    /// True if the word stands in `list` exactly as written.
    pub(crate) fn listed(&self, at: usize, list: List) -> bool {
        self.lexicon.has(list, self.word(at))
    }

    /// The tokens `from..to` in small letters, parted by blanks, without the digits that they begin with.
    pub(crate) fn letters(&self, from: usize, to: usize) -> String {
        let mut letters = String::new();
        for at in from..to {
            let word = self.word(at);
            let word = word.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
            if !letters.is_empty() {
                letters.push(' ');
            }
            letters.extend(word.chars().flat_map(char::to_lowercase));
        }
        letters
    }

    /// True if these letters, a part of a token, stand in `list`.
    pub(crate) fn letters_in_list(&self, letters: &str, list: List) -> bool {
        letters.len() <= LONGEST && self.lexicon.has(list, &letters.to_lowercase())
    }

    /// True if the word begins with a capital.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// True if nothing stands between this token and the next.
    pub(crate) fn glued(&self, at: usize) -> bool {
        let ends = |i: usize| self.tokens.get(i).map(|t| (t.span.start, t.span.end));
        matches!((ends(at), ends(at + 1)), (Some((_, end)), Some((start, _))) if end == start)
    }

    /// A hyphen or dash with nothing on either side, as in `two-day`.
    pub(crate) fn hyphen(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "‐" | "‑" | "–" | "—")
            && at.checked_sub(1).is_some_and(|before| self.glued(before))
            && self.glued(at)
    }

    /// The first token that begins at byte `start` or behind it.
    pub(crate) fn at(&self, start: u32) -> usize {
        self.tokens.partition_point(|t| t.span.start < start)
    }

    /// One past the last token that begins before byte `end`, from token `at` on.
    pub(crate) fn past(&self, at: usize, end: u32) -> usize {
        let behind = self.tokens.get(at..).unwrap_or_default();
        at + behind.partition_point(|t| t.span.start < end).max(1)
    }

    /// The digits of a number token, if it is nothing but digits.
    pub(crate) fn digits(&self, at: usize) -> Option<&'a str> {
        let word = self.word(at);
        let plain =
            self.kind(at) == Some(TokenKind::Number) && word.bytes().all(|b| b.is_ascii_digit());
        plain.then_some(word)
    }

    /// From the first byte of token `from` to the last of token `to - 1`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        let first = self.tokens.get(from).map(|t| t.span).unwrap_or_default();
        to.checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(first, |t| first.cover(t.span))
    }
}

/// A word without the full stop of an abbreviation.
fn bare(word: &str) -> &str {
    word.strip_suffix('.').filter(|w| !w.is_empty()).unwrap_or(word)
}
