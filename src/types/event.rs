//! Events: who did what to whom.

use super::Why;
use crate::Span;

/// One telling of something that happened, or may, or did not.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The words that say what happened: `attacked`, `opened fire`, `ambush`.
    pub trigger: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What kind of thing: `attack`, `agree`, `accident`; the kinds of `model/events.tsv`.
    pub kind: &'static str,
    /// Root category of the PLOVER scheme of political events: `ASSAULT`; none if it has none.
    pub root: Option<&'static str>,
    /// Who did it; several in a list or where they did it together.
    pub actors: Vec<Participant>,
    /// Whom or what it was done to, or happened to.
    pub targets: Vec<Participant>,
    /// What it was done with.
    pub instrument: Option<Span>,
    /// Index of the mention of where.
    pub place: Option<u32>,
    /// Index of the time expression of when.
    pub timex: Option<u32>,
    /// Whether it happened, by the words around it.
    pub modality: Modality,
    /// Index of the statement that tells it; none in the article's own voice.
    pub statement: Option<u32>,
    /// Index of the first telling of the same event, if this is not it.
    pub same_as: Option<u32>,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// Somebody or something that takes part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participant {
    /// The words, without what follows a preposition other than `of`.
    pub span: Span,
    /// Index of the entity that they mean, if it has a name.
    pub entity: Option<u32>,
    /// True for people: a person, a nationality, `three soldiers`.
    pub human: bool,
}

/// Whether an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modality {
    /// Told as a fact, by the article or by whoever is quoted.
    Happened,
    /// Is to happen: `will sign`, `plans to sign`.
    Planned,
    /// May happen: `could strike`, `if they strike`.
    Possible,
    /// Said of somebody who is accused or suspected: `allegedly shot`.
    Alleged,
    /// Did not happen: `did not sign`, `denied attacking`.
    Denied,
}

impl Modality {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Planned => "planned",
            Self::Possible => "possible",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
        }
    }
}

/// The five Ws and one H of one main event; what the article does not say stays empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Who did it, or to whom it happened.
    pub who: Option<Span>,
    /// What happened.
    pub what: Option<Span>,
    /// When.
    pub when: Option<Span>,
    /// Where.
    pub place: Option<Span>,
    /// Why.
    pub why: Option<Span>,
    /// How.
    pub how: Option<Span>,
}
