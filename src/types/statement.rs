//! Who says what.

use super::Why;
use crate::Span;

/// What somebody says, thinks or wants, by the words of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The parts of what is said in text order, quotation marks included; never empty.
    pub content: Vec<Span>,
    /// The words that report it: `said`, `according to`.
    pub cue: Option<Span>,
    /// The words that name who says it.
    pub source: Option<Span>,
    /// Index of the entity that says it, if the source is one.
    pub speaker: Option<u32>,
    /// Index of the sentence in which it begins.
    pub sentence: u32,
    /// How much of it is in quotation marks.
    pub kind: StatementKind,
    /// What the cue says about it.
    pub grade: Grade,
    /// Whether it was said.
    pub standing: Standing,
    /// Index of the statement in whose words it is told: speech inside speech.
    pub within: Option<u32>,
    /// Sureness that it is one.
    pub score: f32,
    /// The rule by which the speaker was found.
    pub why: Why,
}

/// How much of a statement is in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatementKind {
    /// All of it, or nine words in ten.
    Direct,
    /// Some of it.
    Mixed,
    /// Nothing.
    Indirect,
}

/// What a cue says about the words that it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// `said`, `added`: nothing.
    Neutral,
    /// `insisted`, `warned`: the speaker is firm.
    Assertive,
    /// `claimed`, `reportedly`: it may not be so.
    Doubting,
    /// `promised`, `vowed`: the speaker will see to it.
    Promising,
    /// `accused`, `slammed`: against somebody.
    Accusing,
    /// `denied`, `rejected`: it is not so.
    Denying,
    /// `admitted`, `conceded`: against the speaker's own interest.
    Conceding,
}

/// Whether a statement was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// It was.
    Said,
    /// It was not: `did not say whether`, `refused to confirm that`.
    Unsaid,
    /// Under a condition, later or perhaps: `if she says that`, `is expected to announce`.
    Supposed,
}

impl Standing {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Unsaid => "unsaid",
            Self::Supposed => "supposed",
        }
    }
}

impl StatementKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

impl Grade {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Assertive => "assertive",
            Self::Doubting => "doubting",
            Self::Promising => "promising",
            Self::Accusing => "accusing",
            Self::Denying => "denying",
            Self::Conceding => "conceding",
        }
    }
}
