//! Words that judge.

use crate::Span;

/// A word or phrase that judges, frightens, belittles or presses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadedWord {
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub kind: Load,
    /// Index of the innermost statement in whose content it stands; none if it is the writer's own word.
    pub statement: Option<u32>,
}

/// What a word does beside telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Load {
    /// `heroic`, `landmark`.
    Praise,
    /// `brutal`, `regime`.
    Blame,
    /// `catastrophic`, `mayhem`.
    Alarm,
    /// `so-called`, `laughable`.
    Scorn,
    /// `utterly`, `of course`.
    Stress,
}

impl Load {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Praise, Self::Blame, Self::Alarm, Self::Scorn, Self::Stress];

    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Praise => "praise",
            Self::Blame => "blame",
            Self::Alarm => "alarm",
            Self::Scorn => "scorn",
            Self::Stress => "stress",
        }
    }
}
