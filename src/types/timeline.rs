//! What happened when, in calendar order.

use super::Why;
use crate::Span;
use jiff::civil::Date;

/// One date and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineLine {
    /// Where it stands in time.
    pub placement: Placement,
    /// TIMEX3 value of the date: `2025-12-13`, `2025-12`, `2024-Q3`; none for lines without a date.
    pub value: Option<String>,
    /// The first day that the value covers.
    pub first: Option<Date>,
    /// The last day that the value covers.
    pub last: Option<Date>,
    /// What is dated so, in text order; never empty.
    pub moments: Vec<Moment>,
    /// True if two expressions that do not lean on each other lead to this date: `Saturday` and `one day after`.
    pub agreement: bool,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// One sentence that says what happened at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The words to show: the sentence without its dateline.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// Index of the time expression.
    pub timex: u32,
    /// The word for what happened, if one stands by the date: `attack`, `killed`.
    pub event: Option<Span>,
}

/// Where a line stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Placement {
    /// Before the article, no date told: `previously`.
    Earlier,
    /// At a date.
    Dated,
    /// After the article, no date told: `in the coming weeks`.
    Later,
}

impl Placement {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Earlier => "earlier",
            Self::Dated => "dated",
            Self::Later => "later",
        }
    }
}
