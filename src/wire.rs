//! The analysis as it leaves the crate: one shape for the page, the command line and every export.
//!
//! In: an [`crate::Analysis`] and the [`Unit`] that the receiver counts in. Out: plain values that
//! `serde` writes. It is friendlier than the core: a mention knows its entity, an entity its salience,
//! and scores are rounded so that the native and the WebAssembly build write the same bytes.
//!
//! One file a topic, as in `types`; each type there has one `new`, from the core's value of the same name.

mod article;
mod comparison;
mod entity;
mod event;
mod figure;
mod keyphrase;
mod mention;
mod place;
mod quantity;
mod reference;
mod role;
mod sourcing;
mod statement;
mod summary;
mod timeline;
mod timex;
mod token;
mod topic;
mod voice;

use crate::offsets::{Offsets, Unit};
use crate::types as core;
use article::Article;
pub use comparison::Comparison;
use entity::Entity;
use event::{Answers, Event};
use figure::{Check, Figure};
use keyphrase::Keyphrase;
use mention::Mention;
use place::Place;
use quantity::Quantity;
use reference::Reference;
use serde::{Serialize, Serializer};
use sourcing::Sourcing;
use statement::Statement;
use summary::Summary;
use timeline::TimelineLine;
use timex::Timex;
use token::Sentence;
use topic::Topic;
use voice::LoadedWord;

/// A 0–1 value in thousandths; whole numbers are written without a fraction, as JavaScript does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Score(u32);

impl Score {
    fn new(score: f32) -> Self {
        Self((f64::from(score.clamp(0.0, 1.0)) * 1000.0).round() as u32)
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            serializer.serialize_u32(self.0 / 1000)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 1000.0)
        }
    }
}

/// One of few fixed words: a kind, the code of a rule. It is told as the variant of an enumeration is, which JavaScript gets
/// once and not letter by letter each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Code(&'static str);

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("Code", 0, self.0)
    }
}

/// Half-open range in the receiver's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn new(span: crate::Span, offsets: &Offsets) -> Self {
        Self { start: offsets.at(span.start), end: offsets.at(span.end) }
    }
}

/// See [`core::Analysis`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    version: &'static str,
    notices: Vec<Notice>,
    article: Article,
    sentences: Vec<Sentence>,
    timexes: Vec<Timex>,
    quantities: Vec<Quantity>,
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    references: Vec<Reference>,
    places: Vec<Place>,
    statements: Vec<Statement>,
    events: Vec<Event>,
    answers: Vec<Answers>,
    voice: Vec<LoadedWord>,
    sourcing: Sourcing,
    figures: Vec<Figure>,
    checks: Vec<Check>,
    timeline: Vec<TimelineLine>,
    topics: Vec<Topic>,
    keyphrases: Vec<Keyphrase>,
    summary: Summary,
    reading: Reading,
}

/// See [`core::Notice`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Notice {
    code: Code,
    message: String,
}

/// See [`core::Reading`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Reading {
    words: u32,
    seconds: u32,
    language: Option<String>,
    /// In whole years.
    grade: Option<u32>,
}

impl Analysis {
    /// Converts every span of `analysis`, which was made from `text`, to `unit`.
    pub fn new(text: &str, analysis: &core::Analysis, unit: Unit) -> Self {
        let offsets = &Offsets::new(text, unit);
        let notices = analysis.notices.iter();
        let reading = &analysis.reading;
        Self {
            version: env!("CARGO_PKG_VERSION"),
            notices: notices
                .map(|n| Notice { code: Code(n.code), message: n.message.clone() })
                .collect(),
            article: Article::new(&analysis.article, offsets),
            sentences: analysis.sentences.iter().map(|s| Sentence::new(s, offsets)).collect(),
            timexes: analysis.timexes.iter().map(|t| Timex::new(t, offsets)).collect(),
            quantities: analysis.quantities.iter().map(|q| Quantity::new(q, offsets)).collect(),
            mentions: Mention::all(analysis, offsets),
            entities: Entity::all(text, analysis, offsets),
            references: analysis.references.iter().map(|r| Reference::new(r, offsets)).collect(),
            places: analysis.places.iter().map(Place::new).collect(),
            statements: analysis.statements.iter().map(|s| Statement::new(s, offsets)).collect(),
            events: analysis.events.iter().map(|e| Event::new(e, offsets)).collect(),
            answers: analysis.answers.iter().map(|a| Answers::new(a, offsets)).collect(),
            voice: analysis.voice.iter().map(|w| LoadedWord::new(w, offsets)).collect(),
            sourcing: Sourcing::new(&analysis.sourcing, offsets),
            figures: analysis.figures.iter().map(|f| Figure::new(f, offsets)).collect(),
            checks: analysis.checks.iter().map(Check::new).collect(),
            timeline: analysis.timeline.iter().map(|l| TimelineLine::new(l, offsets)).collect(),
            topics: analysis.topics.iter().map(|t| Topic::new(t, offsets)).collect(),
            keyphrases: analysis.keyphrases.iter().map(|k| Keyphrase::new(k, offsets)).collect(),
            summary: Summary::new(&analysis.summary, offsets),
            reading: Reading {
                words: reading.words,
                seconds: reading.seconds,
                language: reading.language.clone(),
                grade: reading.grade.map(|grade| grade.round() as u32),
            },
        }
    }
}
