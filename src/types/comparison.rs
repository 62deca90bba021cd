//! Articles on one story, side by side.

use super::{CheckRelation, Effect, Kind};
use jiff::civil::Date;

/// What articles on one story share, and where they differ. Lists with an entry an article hold indices into the
/// vectors of that article's analysis.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Who and what more than one article names, those that most name first.
    pub actors: Vec<SharedActor>,
    /// What happened to how many, by effect and unit; every figure that is no part of another.
    pub figures: Vec<FigureRow>,
    /// Days that more than one article dates something to, and those that one alone does, in calendar order.
    pub dates: Vec<DateRow>,
    /// What more than one article tells.
    pub events: Vec<SharedEvent>,
    /// Whom one article alone lets speak, by article.
    pub only_here: Vec<Vec<u32>>,
    /// What became of the sentences of the first article in the second, if there are two and they are versions of one.
    pub changes: Option<Changes>,
}

/// Someone or something that more than one article names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedActor {
    /// The fullest of the names.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Indices of entities, by article.
    pub entities: Vec<Vec<u32>>,
}

/// Figures for one effect.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureRow {
    /// What happened to those who are counted.
    pub effect: Effect,
    /// ISO 4217 code of money, UCUM code of a measure; none of people and things.
    pub unit: Option<String>,
    /// Indices of figures, by article.
    pub figures: Vec<Vec<u32>>,
    /// How the articles stand to each other; none if one alone has figures.
    pub relation: Option<CheckRelation>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateRow {
    /// Which one.
    pub date: Date,
    /// Indices of time expressions, by article.
    pub timexes: Vec<Vec<u32>>,
}

/// Something that more than one article tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedEvent {
    /// What kind of thing.
    pub kind: &'static str,
    /// Indices of events, by article; first tellings only.
    pub events: Vec<Vec<u32>>,
}

/// What became of the sentences of an article in a later version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Sentences of the first that the second has not.
    pub removed: Vec<u32>,
    /// Sentences of the second that the first has not.
    pub added: Vec<u32>,
    /// Sentences of the first and what they became in the second.
    pub reworded: Vec<(u32, u32)>,
}
