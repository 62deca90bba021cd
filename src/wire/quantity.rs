//! See `types/quantity.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::{Serialize, Serializer};

/// See [`core::Quantity`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Quantity {
    span: Span,
    sentence: u32,
    kind: Code,
    value: Option<Interval>,
    modifier: Option<Span>,
    unit: Option<String>,
    counted: Option<Span>,
    score: Score,
    why: Code,
}

/// See [`core::Interval`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Interval {
    low: Option<Number>,
    high: Option<Number>,
    precision: Code,
}

/// A number; whole ones are written without a fraction, as JavaScript does.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Number(f64);

/// The largest whole number that JavaScript tells from its neighbours.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= LARGEST_WHOLE {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl Interval {
    pub(super) fn new(interval: core::Interval) -> Self {
        Self {
            low: interval.low.map(Number),
            high: interval.high.map(Number),
            precision: Code(interval.precision.name()),
        }
    }
}

impl Quantity {
    pub(super) fn new(q: &core::Quantity, offsets: &Offsets) -> Self {
        Self {
            span: Span::new(q.span, offsets),
            sentence: q.sentence,
            kind: Code(q.kind.name()),
            value: q.value.map(Interval::new),
            modifier: q.modifier.map(|s| Span::new(s, offsets)),
            unit: q.unit.clone(),
            counted: q.counted.map(|s| Span::new(s, offsets)),
            score: Score::new(q.score),
            why: Code(q.why),
        }
    }
}
