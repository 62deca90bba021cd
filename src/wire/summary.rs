//! See `types/summary.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Summary`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Summary {
    lines: Vec<SummaryLine>,
    chosen: u32,
}

/// See [`core::SummaryLine`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SummaryLine {
    sentence: u32,
    span: Span,
    score: Score,
    why: Code,
}

impl Summary {
    pub(super) fn new(summary: &core::Summary, offsets: &Offsets) -> Self {
        let lines = summary.lines.iter();
        Self {
            lines: lines
                .map(|l| SummaryLine {
                    sentence: l.sentence,
                    span: Span::new(l.span, offsets),
                    score: Score::new(l.score),
                    why: Code(l.why),
                })
                .collect(),
            chosen: summary.chosen,
        }
    }
}
