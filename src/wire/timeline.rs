//! See `types/timeline.rs`.

use super::{Code, Score, Span, core};
use crate::day;
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::TimelineLine`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct TimelineLine {
    placement: Code,
    value: Option<String>,
    first: Option<String>,
    last: Option<String>,
    moments: Vec<Moment>,
    agreement: bool,
    score: Score,
    why: Code,
}

/// See [`core::Moment`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Moment {
    span: Span,
    sentence: u32,
    timex: u32,
    event: Option<Span>,
}

impl TimelineLine {
    pub(super) fn new(line: &core::TimelineLine, offsets: &Offsets) -> Self {
        let span = |s| Span::new(s, offsets);
        let moment = |m: &core::Moment| Moment {
            span: span(m.span),
            sentence: m.sentence,
            timex: m.timex,
            event: m.event.map(span),
        };
        Self {
            placement: Code(line.placement.name()),
            value: line.value.clone(),
            first: line.first.map(day::written),
            last: line.last.map(day::written),
            moments: line.moments.iter().map(moment).collect(),
            agreement: line.agreement,
            score: Score::new(line.score),
            why: Code(line.why),
        }
    }
}
