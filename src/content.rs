//! Which words of a text carry meaning, sentence by sentence.
//!
//! Words are compared without their endings, by their first [`STEM`] letters in lower case, so that
//! `minister` and `ministers` are one. Words of grammar (`model/lexicon/function-words.txt`), numbers and
//! words of fewer than [`SHORTEST`] letters carry none.

use crate::fnv::{self, Numbering};
use crate::reader::Words;
use crate::{TokenKind, lexicon};

/// Letters by which words are compared.
const STEM: usize = 6;

/// Letters of a word that may carry meaning, at least.
const SHORTEST: usize = 3;

/// Tokens of a text for each different meaningful word in it, about.
const TOKENS_PER_WORD: usize = 3;

/// The meaningful words of a text.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// Numbers of the different words of each sentence, ascending, sentence after sentence.
    words: Vec<u32>,
    /// By sentence: where its words end among all, and those of the next begin.
    ends: Vec<usize>,
    /// Different words in the text; their numbers are below it.
    count: usize,
}

impl Content {
    /// Reads the tokens of `sentences` sentences.
    pub(crate) fn read(words: &Words, sentences: usize) -> Self {
        let tokens = words.tokens();
        let mut numbers = Numbering::new(tokens.len() / TOKENS_PER_WORD);
        let mut all = Vec::with_capacity(tokens.len() / TOKENS_PER_WORD);
        let mut ends = Vec::with_capacity(sentences);
        let mut own = Vec::new();
        let mut next = 0;
        for id in 0..sentences {
            own.clear();
            while let Some(token) = tokens.get(next).filter(|t| t.sentence as usize <= id) {
                if token.kind == TokenKind::Word {
                    own.extend(stem(words, next).map(|stem| numbers.number(stem)));
                }
                next += 1;
            }
            own.sort_unstable();
            own.dedup();
            all.extend_from_slice(&own);
            ends.push(all.len());
        }
        Self { words: all, ends, count: numbers.count() as usize }
    }

    /// Numbers of the different words of a sentence, ascending.
    pub(crate) fn words(&self, sentence: usize) -> &[u32] {
        let start = sentence.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(sentence).copied().unwrap_or_default();
        self.words.get(start.copied().unwrap_or_default()..end).unwrap_or_default()
    }

    /// Different words in the text.
    pub(crate) fn count(&self) -> usize {
        self.count
    }
}

/// The hash of a word by which it is compared; none if it carries no meaning.
fn stem(words: &Words, at: usize) -> Option<u64> {
    let word = words.tokens().get(at)?.span.of(words.text());
    // A short word is its own stem.
    if word.is_ascii() && word.len() <= STEM {
        let long = word.len() >= SHORTEST;
        return (long && !words.lists(at).has(lexicon::FUNCTION_WORDS)).then(|| words.hash(at));
    }
    let long = word.chars().nth(SHORTEST - 1).is_some();
    let carries = long && !words.lists(at).has(lexicon::FUNCTION_WORDS);
    carries.then(|| {
        if word.is_ascii() {
            fnv::hash(word.bytes().take(STEM).map(|byte| byte.to_ascii_lowercase()))
        } else {
            fnv::small(word.chars().take(STEM))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;
    use crate::{Model, Options, analyze};

    #[test]
    fn words_of_grammar_carry_no_meaning_and_endings_do_not_count() {
        let text = "The minister was in Accra. Ministers of Accra were there.";
        let model = Model::shared();
        let analysis = analyze(text, model, &Options::default());
        let tokens = &analysis.tokens;
        let vocabulary = Vocabulary::read(text, tokens, &model.lexicon, &model.clusters);
        let words = Words::read(text, tokens, &vocabulary, &model.lexicon);
        let content = Content::read(&words, analysis.sentences.len());
        assert_eq!(content.words(0), content.words(1));
        assert_eq!(2, content.count());
    }
}
