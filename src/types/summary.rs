//! The article in a few of its own sentences.

use super::Why;
use crate::Span;

/// The article in a few of its own sentences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// The best first, up to a third of the sentences of the text: any prefix is a summary.
    pub lines: Vec<SummaryLine>,
    /// How many of them the caller asked for.
    pub chosen: u32,
}

/// One sentence of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryLine {
    /// Index of the sentence.
    pub sentence: u32,
    /// The words to show: the sentence without its dateline.
    pub span: Span,
    /// How much of the article it carries, 0–1.
    pub score: f32,
    /// The rule.
    pub why: Why,
}
