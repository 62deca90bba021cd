//! The analysis as the exporters see it: of its JSON, the fields that they write. What is missing reads
//! as empty, so that an analysis of an older version still exports.

use serde::Deserialize;

/// `[start, end)` in the unit of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Analysis {
    pub(crate) version: String,
    pub(crate) notices: Vec<Notice>,
    pub(crate) article: Article,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) timexes: Vec<Found>,
    pub(crate) quantities: Vec<Found>,
    pub(crate) mentions: Vec<Found>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) places: Vec<Place>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) events: Vec<Event>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) summary: Summary,
    pub(crate) reading: Reading,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Notice {
    pub(crate) message: String,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Article {
    pub(crate) title: Option<Span>,
    pub(crate) byline: Option<Byline>,
    pub(crate) published: Option<Published>,
    pub(crate) updated: Option<Published>,
    pub(crate) standfirst: Option<Span>,
    pub(crate) dateline: Option<Dateline>,
    pub(crate) outlet: Option<Span>,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Byline {
    pub(crate) authors: Vec<Span>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Published {
    pub(crate) date: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Dateline {
    pub(crate) place: Option<Span>,
    pub(crate) outlet: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Block {
    pub(crate) span: Span,
    pub(crate) kind: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Sentence {
    pub(crate) span: Span,
}

/// A mention, a time expression or a quantity.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) entity: Option<u32>,
    /// Of a time expression in the words of TIMEX3; a quantity has an object here, which is not written.
    #[serde(default)]
    pub(crate) value: Option<serde_json::Value>,
    #[serde(default)]
    pub(crate) score: f64,
    #[serde(default)]
    pub(crate) why: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Entity {
    pub(crate) name: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) mentions: Vec<u32>,
    #[serde(default)]
    pub(crate) salience: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Place {
    pub(crate) entity: u32,
    #[serde(default)]
    pub(crate) mentions: Vec<u32>,
    pub(crate) relation: String,
    pub(crate) site: Option<Site>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Site {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) country: Option<String>,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
}

/// Who says what; without a source it is nobody's in particular.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Statement {
    pub(crate) content: Vec<Span>,
    pub(crate) source: Option<Span>,
    pub(crate) speaker: Option<u32>,
    /// `said`, `unsaid` or `supposed`; of older files nothing.
    pub(crate) standing: String,
    /// Number of the statement in whose words it is told.
    pub(crate) within: Option<usize>,
}

/// Who did what to whom, as one clause tells it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Event {
    pub(crate) trigger: Span,
    pub(crate) sentence: u32,
    pub(crate) kind: String,
    pub(crate) modality: String,
    #[serde(default)]
    pub(crate) actors: Vec<Participant>,
    #[serde(default)]
    pub(crate) targets: Vec<Participant>,
    #[serde(default)]
    pub(crate) instrument: Option<Span>,
    #[serde(default)]
    pub(crate) place: Option<u32>,
    #[serde(default)]
    pub(crate) timex: Option<u32>,
    /// The first telling of the same event.
    #[serde(default)]
    pub(crate) same_as: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Participant {
    pub(crate) span: Span,
    #[serde(default)]
    pub(crate) entity: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Topic {
    pub(crate) topic: String,
}

#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Summary {
    pub(crate) lines: Vec<Line>,
    pub(crate) chosen: usize,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Line {
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(crate) struct Reading {
    pub(crate) words: u32,
    pub(crate) seconds: u32,
    pub(crate) language: Option<String>,
}
