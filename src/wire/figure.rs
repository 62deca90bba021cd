//! See `types/figure.rs`.

use super::quantity::Interval;
use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Figure`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Figure {
    span: Span,
    sentence: u32,
    effect: Code,
    cue: Span,
    value: Interval,
    unit: Option<String>,
    who: Option<Span>,
    quantity: Option<u32>,
    attacker: bool,
    #[serde(rename = "partOf")]
    part_of: Option<u32>,
    over: Option<Span>,
    update: bool,
    source: Source,
    #[serde(rename = "singleSource")]
    single_source: bool,
    score: Score,
    why: Code,
}

/// See [`core::FigureSource`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Source {
    span: Option<Span>,
    entity: Option<u32>,
    statement: Option<u32>,
    carried: bool,
}

/// See [`core::Check`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Check {
    effect: Code,
    relation: Code,
    accounts: Vec<Account>,
    score: Score,
    why: Code,
}

/// See [`core::Account`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Account {
    figures: Vec<u32>,
    value: Interval,
}

impl Figure {
    pub(super) fn new(f: &core::Figure, offsets: &Offsets) -> Self {
        let span = |s| Span::new(s, offsets);
        Self {
            span: span(f.span),
            sentence: f.sentence,
            effect: Code(f.effect.name()),
            cue: span(f.cue),
            value: Interval::new(f.value),
            unit: f.unit.clone(),
            who: f.who.map(span),
            quantity: f.quantity,
            attacker: f.attacker,
            part_of: f.part_of,
            over: f.over.map(span),
            update: f.update,
            source: Source {
                span: f.source.span.map(span),
                entity: f.source.entity,
                statement: f.source.statement,
                carried: f.source.carried,
            },
            single_source: f.single_source,
            score: Score::new(f.score),
            why: Code(f.why),
        }
    }
}

impl Check {
    pub(super) fn new(check: &core::Check) -> Self {
        let account = |a: &core::Account| Account {
            figures: a.figures.clone(),
            value: Interval::new(a.value),
        };
        Self {
            effect: Code(check.effect.name()),
            relation: Code(check.relation.name()),
            accounts: check.accounts.iter().map(account).collect(),
            score: Score::new(check.score),
            why: Code(check.why),
        }
    }
}
