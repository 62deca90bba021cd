//! Names.
//!
//! In: sentences and tokens. Out: mentions in text order; they do not overlap.

use crate::{Article, Kind, Mention, Model, Sentence, Span, Token, TokenKind};

/// Finds the names of people, organisations, places and other things.
pub(crate) fn find(
    text: &str,
    _article: &Article,
    _sentences: &[Sentence],
    tokens: &[Token],
    _model: &Model,
) -> Vec<Mention> {
    let capital =
        |t: &&Token| t.kind == TokenKind::Word && t.span.of(text).starts_with(char::is_uppercase);
    tokens
        .iter()
        .filter(capital)
        .map(|t| Mention {
            span: Span::new(t.span.start as usize, t.span.end as usize),
            sentence: t.sentence,
            kind: Kind::Person,
            score: 0.1,
            why: "mention/capital",
        })
        .collect()
}
