//! Facts about the text as something to read.
//!
//! In: tokens. Out: words, time, language.

use crate::{Model, Reading, Token, TokenKind};

/// Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019, a meta-analysis of 190
/// studies).
const WORDS_PER_MINUTE: u64 = 238;

/// Counts words and guesses the language.
pub(crate) fn measure(text: &str, tokens: &[Token], model: &Model) -> Reading {
    let words =
        tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)).count();
    Reading {
        words: words as u32,
        seconds: (words as u64 * 60 / WORDS_PER_MINUTE) as u32,
        language: model.languages.guess(text, tokens).map(str::to_owned),
    }
}
