//! What people are and where they belong.

use super::Why;
use crate::Span;

/// One thing that the text says someone is: `U.S. Special Envoy for Syria`, `34`, `Labour`.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Index of the entity.
    pub entity: u32,
    /// What sort of thing.
    pub kind: RoleKind,
    /// The words that say it: title, age, nationality or membership.
    pub title: Span,
    /// When it holds.
    pub tense: RoleTense,
    /// Index of the body that it is held in.
    pub organization: Option<u32>,
    /// Index of the place or people that it is held for.
    pub place: Option<u32>,
    /// The words that prove it, name included.
    pub evidence: Span,
    /// True if the body or the place was concluded, not stated beside the title.
    pub inferred: bool,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What sort of thing someone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RoleKind {
    /// Office, occupation or rank: `prime minister`, `Sgt.`, `baker`.
    Office,
    /// `34`, `34-year-old`.
    Age,
    /// `Kenyan`.
    Nationality,
    /// Of a party, team, company, with no office told: `(Labour)`, `of Oxfam`.
    Member,
}

impl RoleKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Age => "age",
            Self::Nationality => "nationality",
            Self::Member => "member",
        }
    }
}

/// When a role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RoleTense {
    /// As far as the words tell, now.
    Current,
    /// `former`, `ex-`, `late`.
    Former,
    /// `acting`, `interim`.
    Acting,
    /// `-elect`, `incoming`, `designate`.
    Coming,
}

impl RoleTense {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Former => "former",
            Self::Acting => "acting",
            Self::Coming => "coming",
        }
    }
}
