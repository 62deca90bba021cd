//! Words that mean an entity without being one of its mentions.

use super::Why;
use crate::Span;

/// `he`, `the ministry`, a family name that two people bear: words that mean an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// The words; a description with its article: `the 34-year-old`.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// Who or what is meant; none if several fit as well.
    pub entity: Option<u32>,
    /// What words they are.
    pub kind: ReferenceKind,
    /// Other entities that fit, the best first.
    pub candidates: Vec<u32>,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What words refer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// `he`, `its`, `I` in someone's words.
    Pronoun,
    /// `the ministry`, `the 34-year-old`.
    Description,
    /// A name that several bear: a mention of its own, too.
    Name,
}

impl ReferenceKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pronoun => "pronoun",
            Self::Description => "description",
            Self::Name => "name",
        }
    }
}
