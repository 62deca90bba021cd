//! Time expressions.

use super::Why;
use crate::Span;

/// A time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value, ISO 8601 with `X` for what is not told: `2024-05-06`, `2024-W19`, `P2W`, `PRESENT_REF`.
    pub value: Option<String>,
    /// What the value was counted from; none if the words tell it all.
    pub anchor: Option<Anchor>,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What a date is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// An earlier time expression, by its index.
    Timex(u32),
}

/// The types of TIMEX3 (ISO 24617-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimexKind {
    /// A calendar point of a day or longer: `Monday`, `March 2024`.
    Date,
    /// A point shorter than a day: `3:14 PM`, `Friday night`.
    Time,
    /// A length: `two weeks`.
    Duration,
    /// A recurrence: `every Tuesday`.
    Set,
}

impl TimexKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }
}
