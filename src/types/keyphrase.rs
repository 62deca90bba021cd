//! The phrases that say what an article is about.

use super::Why;
use crate::Span;

/// One phrase that says what the article is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyphrase {
    /// Every place where it stands, singular or plural, in text order; never empty.
    pub spans: Vec<Span>,
    /// How well it says what the article is about, 0–1.
    pub score: f32,
    /// The rule.
    pub why: Why,
}
