//! Figures: how many were killed, hurt, arrested, pledged, and who says so.

use super::{Interval, Why};
use crate::Span;

/// One statement of how many people or how much money something happened to.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number and who or what is counted: `two American soldiers`, `a translator`.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What happened to them.
    pub effect: Effect,
    /// The words that say what happened: `killing`, `death toll`.
    pub cue: Span,
    /// How many or how much; 0 for `no one`.
    pub value: Interval,
    /// ISO 4217 code of money, UCUM code of a measure; none of people and things.
    pub unit: Option<String>,
    /// The words for who or what is counted: `American soldiers`; none if they are not told.
    pub who: Option<Span>,
    /// Index of the quantity that holds the number; none for `a translator`.
    pub quantity: Option<u32>,
    /// True for the side that did it: `the assailant was killed`.
    pub attacker: bool,
    /// Index of the figure that this one is a part of: `17 people, including 4 children`.
    pub part_of: Option<u32>,
    /// The words of the stretch of time that it sums up, if it is no figure of one event: `in the last 10 years`,
    /// `since 1985`, `civil war`.
    pub over: Option<Span>,
    /// True if it replaces an earlier figure: `raised the toll to 45`.
    pub update: bool,
    /// Who reported it.
    pub source: FigureSource,
    /// True if no other source of the article gives a figure for the same thing.
    pub single_source: bool,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// Who reported a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FigureSource {
    /// The words for the source: `the ministry`; none for the article's own voice.
    pub span: Option<Span>,
    /// Index of the entity that the source is, if it has a name.
    pub entity: Option<u32>,
    /// Index of the statement that the figure stands in.
    pub statement: Option<u32>,
    /// True if the source is not named beside the figure but goes on from the sentence before.
    pub carried: bool,
}

/// What happened to those who are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Dead, whatever the cause.
    Killed,
    /// Hurt.
    Wounded,
    /// Killed or hurt, not told apart: `casualties`.
    Casualties,
    /// Not found.
    Missing,
    /// Held, jailed.
    Detained,
    /// Arrested.
    Arrested,
    /// Taken by others than the state.
    Kidnapped,
    /// Driven from home.
    Displaced,
    /// Taken to safety.
    Evacuated,
    /// Saved.
    Rescued,
    /// Ill with something that spreads, or tested positive.
    Infected,
    /// In hospital.
    Hospitalized,
    /// Jobs lost.
    LaidOff,
    /// Buildings and things destroyed.
    Destroyed,
    /// Money lost, or damage done.
    Lost,
    /// Money given or promised.
    Pledged,
    /// Money to be paid as a punishment.
    Fined,
    /// Votes cast.
    Voted,
}

impl Effect {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Casualties => "casualties",
            Self::Missing => "missing",
            Self::Detained => "detained",
            Self::Arrested => "arrested",
            Self::Kidnapped => "kidnapped",
            Self::Displaced => "displaced",
            Self::Evacuated => "evacuated",
            Self::Rescued => "rescued",
            Self::Infected => "infected",
            Self::Hospitalized => "hospitalized",
            Self::LaidOff => "laid_off",
            Self::Destroyed => "destroyed",
            Self::Lost => "lost",
            Self::Pledged => "pledged",
            Self::Fined => "fined",
            Self::Voted => "voted",
        }
    }
}

/// Figures for the same thing, set side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What happened to those who are counted.
    pub effect: Effect,
    /// How the accounts stand to each other.
    pub relation: CheckRelation,
    /// Two at least, in text order.
    pub accounts: Vec<Account>,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What one source or sentence says of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Indices of figures; several add up: two soldiers and one interpreter.
    pub figures: Vec<u32>,
    /// Their sum.
    pub value: Interval,
}

/// How accounts of the same thing stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CheckRelation {
    /// They say the same.
    Agreement,
    /// They cannot both be right, or one is exact where the other says more.
    Conflict,
    /// The later replaces the earlier.
    Update,
}

impl CheckRelation {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Conflict => "conflict",
            Self::Update => "update",
        }
    }
}
