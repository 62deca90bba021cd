//! See `types/timex.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Timex`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Timex {
    span: Span,
    sentence: u32,
    kind: Code,
    value: Option<String>,
    anchor: Option<Anchor>,
    score: Score,
    why: Code,
}

/// See [`core::Anchor`]: `"published"`, or an index.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
enum Anchor {
    Published(&'static str),
    Timex(u32),
}

impl Timex {
    pub(super) fn new(t: &core::Timex, offsets: &Offsets) -> Self {
        Self {
            span: Span::new(t.span, offsets),
            sentence: t.sentence,
            kind: Code(t.kind.name()),
            value: t.value.clone(),
            anchor: t.anchor.map(|anchor| match anchor {
                core::Anchor::Published => Anchor::Published("published"),
                core::Anchor::Timex(id) => Anchor::Timex(id),
            }),
            score: Score::new(t.score),
            why: Code(t.why),
        }
    }
}
