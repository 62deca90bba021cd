//! See `types/topic.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::TopicLine`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Topic {
    #[serde(rename = "topic")]
    name: Code,
    code: String,
    score: Score,
    spans: Vec<Span>,
    why: Code,
}

impl Topic {
    pub(super) fn new(line: &core::TopicLine, offsets: &Offsets) -> Self {
        Self {
            name: Code(line.topic.name()),
            code: line.topic.code(),
            score: Score::new(line.score),
            spans: line.spans.iter().map(|&s| Span::new(s, offsets)).collect(),
            why: Code(line.why),
        }
    }
}
