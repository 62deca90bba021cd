//! Numbers with what they measure.

use super::Why;
use crate::Span;

/// A number with what it measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands, unit or counted noun included, words of approximation outside.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it measures.
    pub kind: QuantityKind,
    /// How much; none if the words tell no number at all.
    pub value: Option<Interval>,
    /// The words that widen the number: `at least`, `nearly`.
    pub modifier: Option<Span>,
    /// ISO 4217 code of money, `%` or `pp` (percentage points) of shares, UCUM code of measures, `a` of ages; none
    /// of counts.
    pub unit: Option<String>,
    /// The words for what is counted: `young Kenyan soldiers`; behind the span in `five of the six insurers`.
    pub counted: Option<Span>,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// A number as far as the words tell it: both ends belong to it, a missing end is open.
///
/// `at least 17` is 17 and more, `more than 17` too: readers count people in whole ones, and news means
/// the same by both. `about 300` keeps 300 at both ends and says so in its precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The least that it may be.
    pub low: Option<f64>,
    /// The most that it may be.
    pub high: Option<f64>,
    /// How the words tell it.
    pub precision: Precision,
}

impl Interval {
    /// A number told exactly.
    pub fn exact(value: f64) -> Self {
        Self { low: Some(value), high: Some(value), precision: Precision::Exact }
    }

    /// The number to show or add when only one is wanted: the low end, or the high one of `up to 40`.
    pub fn number(self) -> Option<f64> {
        self.low.or(self.high)
    }

    /// True if some number lies in both.
    pub fn meets(self, other: Interval) -> bool {
        let below = |high: Option<f64>, low: Option<f64>| matches!((high, low), (Some(high), Some(low)) if high < low);
        !below(self.high, other.low) && !below(other.high, self.low)
    }
}

/// How words tell a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// `17`.
    Exact,
    /// `about 300`, `nearly 300`.
    About,
    /// `at least 17`, `more than 17`.
    AtLeast,
    /// `up to 40`, `fewer than 40`.
    AtMost,
    /// `2,000 to 3,000`, `between 5 and 7`.
    Range,
    /// `dozens`, `several`: more than one at least, and no end told.
    Vague,
}

impl Precision {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Range => "range",
            Self::Vague => "vague",
        }
    }
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
    /// `34-year-old`, `aged 34`: the years lived.
    Age,
    /// `2-1`, `52-48`: the two sides of a match or a vote; the ends of the value are the sides.
    Score,
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
            Self::Age => "age",
            Self::Score => "score",
        }
    }
}
