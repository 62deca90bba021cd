//! Numbers with what they measure.

use super::Why;
use crate::Span;

/// A number with what it measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands, unit included.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it measures.
    pub kind: QuantityKind,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuantityKind {
    /// `$5 million`, `Rs 136.50`.
    Money,
    /// `12%`, `three percentage points`.
    Percent,
    /// `two soldiers`, `dozens of people`: people and things.
    Count,
    /// `5 km`, `30 tonnes`.
    Measure,
    /// `second`, `14th`.
    Ordinal,
}

impl QuantityKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Measure => "measure",
            Self::Ordinal => "ordinal",
        }
    }
}
