//! See `types/quantity.rs`.

use super::{Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Quantity`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Quantity {
    span: Span,
    sentence: u32,
    kind: &'static str,
    score: Score,
    why: &'static str,
}

impl Quantity {
    pub(super) fn new(q: &core::Quantity, offsets: &Offsets) -> Self {
        Self {
            span: Span::new(q.span, offsets),
            sentence: q.sentence,
            kind: q.kind.name(),
            score: Score::new(q.score),
            why: q.why,
        }
    }
}
