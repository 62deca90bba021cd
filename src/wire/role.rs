//! See `types/role.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Role`]; it belongs to its entity here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Role {
    kind: Code,
    title: Span,
    tense: Code,
    organization: Option<u32>,
    place: Option<u32>,
    evidence: Span,
    inferred: bool,
    score: Score,
    why: Code,
}

impl Role {
    pub(super) fn new(r: &core::Role, offsets: &Offsets) -> Self {
        Self {
            kind: Code(r.kind.name()),
            title: Span::new(r.title, offsets),
            tense: Code(r.tense.name()),
            organization: r.organization,
            place: r.place,
            evidence: Span::new(r.evidence, offsets),
            inferred: r.inferred,
            score: Score::new(r.score),
            why: Code(r.why),
        }
    }
}
