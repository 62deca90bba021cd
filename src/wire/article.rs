//! See `types/article.rs`.

use super::{Code, Span, core};
use crate::day;
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Article`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Article {
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
struct Byline {
    span: Span,
    authors: Vec<Span>,
}

/// See [`core::Published`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Published {
    span: Span,
    date: String,
}

/// See [`core::Dateline`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Dateline {
    span: Span,
    place: Option<Span>,
    outlet: Option<Span>,
}

/// See [`core::Block`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Block {
    span: Span,
    kind: Code,
}

impl Article {
    pub(super) fn new(article: &core::Article, offsets: &Offsets) -> Self {
        let span = |s| Span::new(s, offsets);
        let published =
            |p: &core::Published| Published { span: span(p.span), date: day::written(p.date) };
        Self {
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
                .map(|b| Block { span: span(b.span), kind: Code(b.kind.name()) })
                .collect(),
        }
    }
}
