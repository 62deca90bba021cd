//! The analysis as it leaves the crate: one shape for the page, the command line and every export.
//!
//! In: an [`crate::Analysis`] and the [`Unit`] that the receiver counts in. Out: plain values that
//! `serde` writes. It is friendlier than the core: a mention knows its entity, an entity its salience,
//! and scores are rounded so that the native and the WebAssembly build write the same bytes.

use crate::offsets::{Offsets, Unit};
use crate::types as core;
use serde::{Serialize, Serializer};

/// A 0–1 value in thousandths; whole numbers are written without a fraction, as JavaScript does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score(u32);

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

/// Half-open range in the receiver's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    start: u32,
    end: u32,
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
    summary: Summary,
    reading: Reading,
}

/// See [`core::Notice`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    code: &'static str,
    message: String,
}

/// See [`core::Article`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    title: Option<Span>,
    byline: Option<Byline>,
    published: Option<Published>,
    updated: Option<Published>,
    standfirst: Option<Span>,
    dateline: Option<Dateline>,
    outlet: Option<Span>,
    blocks: Vec<Block>,
}

/// See [`core::Byline`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Byline {
    span: Span,
    authors: Vec<Span>,
}

/// See [`core::Published`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    span: Span,
    date: String,
}

/// See [`core::Dateline`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dateline {
    span: Span,
    place: Option<Span>,
    outlet: Option<Span>,
}

/// See [`core::Block`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    span: Span,
    kind: &'static str,
}

/// See [`core::Sentence`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    span: Span,
    body: Span,
    block: u32,
}

/// See [`core::Timex`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timex {
    span: Span,
    sentence: u32,
    kind: &'static str,
    value: Option<String>,
    anchor: Option<Anchor>,
    score: Score,
    why: &'static str,
}

/// See [`core::Anchor`]: `"published"`, or an index.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
enum Anchor {
    Published(&'static str),
    Timex(u32),
}

/// See [`core::Quantity`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quantity {
    span: Span,
    sentence: u32,
    kind: &'static str,
    score: Score,
    why: &'static str,
}

/// See [`core::Mention`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mention {
    span: Span,
    sentence: u32,
    kind: &'static str,
    entity: u32,
    score: Score,
    why: &'static str,
}

/// See [`core::Entity`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entity {
    name: String,
    kind: &'static str,
    mentions: Vec<u32>,
    salience: Score,
}

/// See [`core::Summary`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    lines: Vec<SummaryLine>,
    chosen: u32,
}

/// See [`core::SummaryLine`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SummaryLine {
    sentence: u32,
    span: Span,
    score: Score,
    why: &'static str,
}

/// See [`core::Reading`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    words: u32,
    seconds: u32,
    language: Option<String>,
}

impl Analysis {
    /// Converts every span of `analysis`, which was made from `text`, to `unit`.
    pub fn new(text: &str, analysis: &core::Analysis, unit: Unit) -> Self {
        let offsets = Offsets::new(text, unit);
        let span = |s: crate::Span| Span { start: offsets.at(s.start), end: offsets.at(s.end) };
        let mut entity_of = vec![0; analysis.mentions.len()];
        for (id, entity) in analysis.entities.iter().enumerate() {
            for &mention in &entity.mentions {
                if let Some(slot) = entity_of.get_mut(mention as usize) {
                    *slot = id as u32;
                }
            }
        }
        Self {
            version: env!("CARGO_PKG_VERSION"),
            notices: analysis
                .notices
                .iter()
                .map(|n| Notice { code: n.code, message: n.message.clone() })
                .collect(),
            article: article(&analysis.article, &span),
            sentences: analysis
                .sentences
                .iter()
                .map(|s| Sentence { span: span(s.span), body: span(s.body), block: s.block })
                .collect(),
            timexes: analysis
                .timexes
                .iter()
                .map(|t| Timex {
                    span: span(t.span),
                    sentence: t.sentence,
                    kind: t.kind.name(),
                    value: t.value.clone(),
                    anchor: t.anchor.map(|anchor| match anchor {
                        core::Anchor::Published => Anchor::Published("published"),
                        core::Anchor::Timex(id) => Anchor::Timex(id),
                    }),
                    score: Score::new(t.score),
                    why: t.why,
                })
                .collect(),
            quantities: analysis
                .quantities
                .iter()
                .map(|q| Quantity {
                    span: span(q.span),
                    sentence: q.sentence,
                    kind: q.kind.name(),
                    score: Score::new(q.score),
                    why: q.why,
                })
                .collect(),
            mentions: analysis
                .mentions
                .iter()
                .zip(entity_of)
                .map(|(m, entity)| Mention {
                    span: span(m.span),
                    sentence: m.sentence,
                    kind: m.kind.name(),
                    entity,
                    score: Score::new(m.score),
                    why: m.why,
                })
                .collect(),
            entities: analysis
                .entities
                .iter()
                .zip(&analysis.salience.entities)
                .map(|(e, &salience)| Entity {
                    name: e.name.clone(),
                    kind: e.kind.name(),
                    mentions: e.mentions.clone(),
                    salience: Score::new(salience),
                })
                .collect(),
            summary: Summary {
                lines: analysis
                    .summary
                    .lines
                    .iter()
                    .map(|l| SummaryLine {
                        sentence: l.sentence,
                        span: span(l.span),
                        score: Score::new(l.score),
                        why: l.why,
                    })
                    .collect(),
                chosen: analysis.summary.chosen,
            },
            reading: Reading {
                words: analysis.reading.words,
                seconds: analysis.reading.seconds,
                language: analysis.reading.language.clone(),
            },
        }
    }
}

fn article(article: &core::Article, span: &impl Fn(crate::Span) -> Span) -> Article {
    let published =
        |p: &core::Published| Published { span: span(p.span), date: p.date.to_string() };
    Article {
        title: article.title.map(span),
        byline: article.byline.as_ref().map(|b| Byline {
            span: span(b.span),
            authors: b.authors.iter().map(|&a| span(a)).collect(),
        }),
        published: article.published.as_ref().map(published),
        updated: article.updated.as_ref().map(published),
        standfirst: article.standfirst.map(span),
        dateline: article.dateline.as_ref().map(|d| Dateline {
            span: span(d.span),
            place: d.place.map(span),
            outlet: d.outlet.map(span),
        }),
        outlet: article.outlet.map(span),
        blocks: article
            .blocks
            .iter()
            .map(|b| Block { span: span(b.span), kind: b.kind.name() })
            .collect(),
    }
}
