//! Who gets to speak, and how much.

use super::Why;
use crate::Span;

/// Whom the article lets speak. Signals with their evidence, never a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sourcing {
    /// Sources, those with the most words first.
    pub sources: Vec<Source>,
    /// Sentences of prose.
    pub sentences: u32,
    /// Words of prose.
    pub words: u32,
    /// Indices of the sentences of prose in which nobody is reported: the article's own voice.
    pub own_voice: Vec<u32>,
    /// Indices of people and bodies that the article names often and that are not heard.
    pub unheard: Vec<u32>,
}

/// One source with all that it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Index of the entity; none for `officials`, and where no source is told.
    pub speaker: Option<u32>,
    /// The words that first name it; none where no source is told.
    pub span: Option<Span>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// The words that say what kind it is: `ministry`, `residents`.
    pub evidence: Option<Span>,
    /// Indices of its statements, in text order; never empty.
    pub statements: Vec<u32>,
    /// Sentences of prose that report it.
    pub sentences: u32,
    /// Words of what it says.
    pub words: u32,
    /// The rule by which the kind was told.
    pub why: Why,
}

/// What kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// Government, parliament, party, court, police.
    Official,
    /// Armies and armed groups.
    Military,
    /// Companies and who runs them.
    Company,
    /// Science, medicine, law, analysis.
    Expert,
    /// Charities, unions, churches, activists.
    Ngo,
    /// Who was there, or lives with it.
    Eyewitness,
    /// Other media.
    Media,
    /// Reports, studies, filings.
    Document,
    /// Nothing tells.
    Unknown,
}

impl SourceKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Military => "military",
            Self::Company => "company",
            Self::Expert => "expert",
            Self::Ngo => "ngo",
            Self::Eyewitness => "eyewitness",
            Self::Media => "media",
            Self::Document => "document",
            Self::Unknown => "unknown",
        }
    }
}
