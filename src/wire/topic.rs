//! See `types/topic.rs`.

use super::{Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::TopicLine`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Topic {
    #[serde(rename = "topic")]
    name: &'static str,
    code: String,
    score: Score,
    spans: Vec<Span>,
    why: &'static str,
}

impl Topic {
    pub(super) fn new(line: &core::TopicLine, offsets: &Offsets) -> Self {
        Self {
            name: line.topic.name(),
            code: line.topic.code(),
            score: Score::new(line.score),
            spans: line.spans.iter().map(|&s| Span::new(s, offsets)).collect(),
            why: line.why,
        }
    }
}
