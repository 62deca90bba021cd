//! Sentences and tokens.

use crate::Span;

/// One sentence; headings, list lines and captions are sentences of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// From the first character to the last, white space at the ends cut.
    pub span: Span,
    /// The same without a dateline or date glued to its front.
    pub body: Span,
    /// Index of its block.
    pub block: u32,
}

/// A word, number, sign or other smallest part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and full stops of abbreviations: `U.S.`, `O’Neill`.
    Word,
    /// Begins with a digit or is one: `3.5`, `1,200`, `14th`, `10:30`.
    Number,
    /// Punctuation, one mark or one run of full stops or dashes.
    Punct,
    /// Currency, mathematical and other signs, emoji.
    Symbol,
    /// A web or mail address.
    Url,
    /// `@name` or `#topic`.
    Handle,
}
