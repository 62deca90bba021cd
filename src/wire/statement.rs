//! See `types/statement.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Statement`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Statement {
    content: Vec<Span>,
    cue: Option<Span>,
    source: Option<Span>,
    speaker: Option<u32>,
    sentence: u32,
    kind: Code,
    grade: Code,
    standing: Code,
    within: Option<u32>,
    score: Score,
    why: Code,
}

impl Statement {
    pub(super) fn new(s: &core::Statement, offsets: &Offsets) -> Self {
        let span = |span| Span::new(span, offsets);
        Self {
            content: s.content.iter().map(|&part| span(part)).collect(),
            cue: s.cue.map(span),
            source: s.source.map(span),
            speaker: s.speaker,
            sentence: s.sentence,
            kind: Code(s.kind.name()),
            grade: Code(s.grade.name()),
            standing: Code(s.standing.name()),
            within: s.within,
            score: Score::new(s.score),
            why: Code(s.why),
        }
    }
}
