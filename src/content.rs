//! Which words of a text carry meaning, sentence by sentence.
//!
//! Words are compared without their endings, by their first [`STEM`] letters in lower case, so that
//! `minister` and `ministers` are one. Words of grammar (`model/lexicon/function-words.txt`), numbers and
//! words of fewer than [`SHORTEST`] letters carry none.

use crate::fnv;
use crate::{Model, Token, TokenKind, lexicon};
use std::collections::BTreeMap;

/// Letters by which words are compared.
const STEM: usize = 6;

/// Letters of a word that may carry meaning, at least.
const SHORTEST: usize = 3;

/// The meaningful words of a text.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// By sentence: numbers of its different words, ascending.
    of_sentence: Vec<Vec<u32>>,
    /// Different words in the text; their numbers are below it.
    count: usize,
}

impl Content {
    /// Reads the tokens of `sentences` sentences.
    pub(crate) fn read(text: &str, sentences: usize, tokens: &[Token], model: &Model) -> Self {
        let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
        let mut of_sentence = vec![Vec::new(); sentences];
        for token in tokens.iter().filter(|t| t.kind == TokenKind::Word) {
            let word = token.span.of(text);
            let long = word.chars().nth(SHORTEST - 1).is_some();
            if !long || model.lexicon.lists_small(word).has(lexicon::FUNCTION_WORDS) {
                continue;
            }
            let stem = fnv::small(word.chars().take(STEM));
            let next = numbers.len() as u32;
            let number = *numbers.entry(stem).or_insert(next);
            if let Some(words) = of_sentence.get_mut(token.sentence as usize) {
                words.push(number);
            }
        }
        for words in &mut of_sentence {
            words.sort_unstable();
            words.dedup();
        }
        Self { of_sentence, count: numbers.len() }
    }

    /// Numbers of the different words of a sentence, ascending.
    pub(crate) fn words(&self, sentence: usize) -> &[u32] {
        self.of_sentence.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// Different words in the text.
    pub(crate) fn count(&self) -> usize {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze};

    #[test]
    fn words_of_grammar_carry_no_meaning_and_endings_do_not_count() {
        let text = "The minister was in Accra. Ministers of Accra were there.";
        let model = Model::shared();
        let analysis = analyze(text, model, &Options::default());
        let content = Content::read(text, analysis.sentences.len(), &analysis.tokens, model);
        assert_eq!(content.words(0), content.words(1));
        assert_eq!(2, content.count());
    }
}
