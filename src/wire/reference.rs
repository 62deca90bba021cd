//! See `types/reference.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Reference`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Reference {
    span: Span,
    sentence: u32,
    kind: Code,
    entity: Option<u32>,
    candidates: Vec<u32>,
    score: Score,
    why: Code,
}

impl Reference {
    pub(super) fn new(r: &core::Reference, offsets: &Offsets) -> Self {
        Self {
            span: Span::new(r.span, offsets),
            sentence: r.sentence,
            kind: Code(r.kind.name()),
            entity: r.entity,
            candidates: r.candidates.clone(),
            score: Score::new(r.score),
            why: Code(r.why),
        }
    }
}
