//! See `types/keyphrase.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Keyphrase`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Keyphrase {
    spans: Vec<Span>,
    score: Score,
    why: Code,
}

impl Keyphrase {
    pub(super) fn new(phrase: &core::Keyphrase, offsets: &Offsets) -> Self {
        Self {
            spans: phrase.spans.iter().map(|&s| Span::new(s, offsets)).collect(),
            score: Score::new(phrase.score),
            why: Code(phrase.why),
        }
    }
}
