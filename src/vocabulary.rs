//! Vocabulary: the distinct words of a text, each looked up once for all stages.
//!
//! In: tokens. Out: the number of each token's word, and what is known of each word wherever it stands. News has two
//! tokens for each distinct word and a dozen stages that ask about them: `vocabulary.at(token)` costs an index where
//! hashing the letters, walking the lexicon or allocating small letters would cost a hundred times as much.

use crate::Token;
use crate::fnv::{self, Numbering, ROOM};
use crate::lexicon::{Lexicon, Lists};
use crate::mention::cluster::Clusters;
use crate::mention::form::Form;
use std::borrow::Cow;

/// A distinct word, as written.
#[derive(Debug, Clone, Default)]
pub struct Word<'a> {
    /// As written.
    pub written: &'a str,
    /// In small letters.
    pub small: Cow<'a, str>,
    /// Its hashes, shape and cluster.
    pub form: Form,
    /// The lists that hold it as written.
    pub lists: Lists,
    /// The lists that hold it in small letters, as [`Lexicon::lists_small`] tells.
    pub lists_small: Lists,
}

/// The distinct words of a text, in the order of their first places.
#[derive(Debug)]
pub struct Vocabulary<'a> {
    words: Vec<Word<'a>>,
    /// By token: the number of its word.
    numbers: Vec<u32>,
    /// What stands behind the last token.
    nothing: Word<'a>,
}

impl<'a> Vocabulary<'a> {
    /// Reads the tokens of a text.
    pub fn read(text: &'a str, tokens: &[Token], lexicon: &Lexicon, clusters: &Clusters) -> Self {
        let expected = tokens.len() / 2;
        let mut words: Vec<Word> = Vec::with_capacity(expected.min(ROOM));
        let mut numbering = Numbering::new(expected);
        let numbers = tokens.iter().map(|token| {
            let written = token.span.of(text);
            let known = |number: u32| words.get(number as usize).map(|word| word.written);
            let hash = fnv::hash(written.bytes());
            let number = numbering.number_where(hash, |other| known(other) == Some(written));
            if number as usize == words.len() {
                words.push(Word { written, ..Word::default() });
            }
            number
        });
        let numbers = numbers.collect();
        // One kind of look-up after the other: those of many words wait for memory at once.
        words.iter_mut().for_each(|word| word.form = Form::read(word.written));
        words.iter_mut().for_each(|word| word.form.cluster = clusters.of(word.form.lower));
        words.iter_mut().for_each(|word| word.lists = lexicon.lists(word.written));
        words.iter_mut().for_each(|word| word.read_small(lexicon));
        Self { words, numbers, nothing: Word { form: Form::read(""), ..Word::default() } }
    }

    /// The distinct words.
    pub fn words(&self) -> &[Word<'a>] {
        &self.words
    }

    /// By token: the number of its word.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The word of a token; an empty one behind the last.
    pub fn at(&self, token: usize) -> &Word<'a> {
        let number = self.numbers.get(token).copied().unwrap_or(u32::MAX);
        self.words.get(number as usize).unwrap_or(&self.nothing)
    }
}

impl Word<'_> {
    /// Sets what depends on small letters.
    fn read_small(&mut self, lexicon: &Lexicon) {
        if self.written.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            (self.small, self.lists_small) = (self.written.into(), self.lists);
        } else {
            self.small = self.written.to_lowercase().into();
            self.lists_small = lexicon.lists_small(self.written);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, Options, analyze, lexicon};

    #[test]
    fn every_token_finds_its_word() {
        let model = Model::shared();
        let text = (0..500)
            .fold(String::new(), |text, n| text + &format!("Word{n} said word{n}’s İ SAID. "));
        let tokens = analyze(&text, model, &Options::default()).tokens;
        let vocabulary = Vocabulary::read(&text, &tokens, &model.lexicon, &model.clusters);
        for (at, token) in tokens.iter().enumerate() {
            let (word, written) = (vocabulary.at(at), token.span.of(&text));
            assert_eq!(written, word.written);
            assert_eq!(written.to_lowercase(), word.small);
            assert_eq!(model.lexicon.lists(written), word.lists);
            assert_eq!(model.lexicon.lists_small(written), word.lists_small);
        }
        assert!(vocabulary.at(5).lists_small.has(lexicon::SPEECH_VERBS));
        assert_eq!("", vocabulary.at(tokens.len()).written);
    }
}
