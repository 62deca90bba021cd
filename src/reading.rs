//! Facts about the text as something to read.
//!
//! In: the text and its tokens. Out: words, time, language.
//!
//! 1. Words are counted as people count them: `ISIS-affiliated`, `Syria’s` and `US$5m` are one each; a
//!    dash parts words, a hyphen does not. Addresses and handles count.
//! 2. The time is that of silent reading.
//! 3. The language is told only if the guess is clear (`src/language.rs`).
//!
//! Does not: tell languages apart inside a text.

use crate::chars;
use crate::{Model, Reading, Token, TokenKind};

/// Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019, a meta-analysis of 190
/// studies).
const WORDS_PER_MINUTE: u64 = 238;

/// Counts words and guesses the language.
pub(crate) fn measure(text: &str, tokens: &[Token], model: &Model) -> Reading {
    let words = words(text, tokens);
    Reading {
        words: words as u32,
        seconds: (words * 60 / WORDS_PER_MINUTE) as u32,
        language: model.languages.guess(text, tokens).map(str::to_owned),
    }
}

fn words(text: &str, tokens: &[Token]) -> u64 {
    let mut words = 0;
    let mut end = 0;
    // A word was counted, and but for joining signs nothing stands behind it.
    let mut inside = false;
    let mut joined = false;
    for token in tokens {
        if token.span.start > end {
            (inside, joined) = (false, false);
        }
        end = token.span.end;
        let first = token.span.of(text).chars().next().unwrap_or(' ');
        match token.kind {
            // The possessive.
            TokenKind::Word if chars::is_apostrophe(first) => {}
            TokenKind::Punct => {
                joined = inside
                    && (chars::is_hyphen(first) && token.span.len() == first.len_utf8()
                        || chars::is_apostrophe(first)
                        || first == '/');
                inside = joined;
            }
            TokenKind::Symbol => joined = inside,
            TokenKind::Word | TokenKind::Number | TokenKind::Url | TokenKind::Handle => {
                words += u64::from(!joined);
                (inside, joined) = (true, false);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sentence, Span, token};

    #[track_caller]
    fn check_words(text: &str, expected: u64) {
        let span = Span::new(0, text.len());
        let tokens = token::scan(text, &[Sentence { span, body: span, block: 0 }]);
        assert_eq!(expected, words(text, &tokens), "{text}");
    }

    #[test]
    fn words_are_counted_as_people_count_them() {
        check_words("Syria’s ISIS-affiliated men took US$5m.", 5);
        check_words("He left—she stayed -- and 12% won 3/4.", 8);
        check_words("See https://example.org/a-b, @jo and #tag!", 5);
    }
}
