//! Tokens.
//!
//! In: sentences. Out: tokens in text order.

use crate::{Sentence, Span, Token, TokenKind};
use unicode_segmentation::UnicodeSegmentation;

/// Cuts every sentence into tokens.
pub(crate) fn scan(text: &str, sentences: &[Sentence]) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (sentence, part) in sentences.iter().enumerate() {
        let base = part.span.start as usize;
        for (at, word) in part.span.of(text).split_word_bound_indices() {
            let kind = match word.chars().next() {
                Some(c) if c.is_alphabetic() => TokenKind::Word,
                Some(c) if c.is_numeric() => TokenKind::Number,
                Some(c) if c.is_whitespace() => continue,
                _ => TokenKind::Punct,
            };
            let span = Span::new(base + at, base + at + word.len());
            tokens.push(Token { span, sentence: sentence as u32, kind });
        }
    }
    tokens
}
