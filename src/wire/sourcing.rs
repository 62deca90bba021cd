//! See `types/sourcing.rs`.

use super::{Code, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Sourcing`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Sourcing {
    sources: Vec<Source>,
    sentences: u32,
    words: u32,
    #[serde(rename = "ownVoice")]
    own_voice: Vec<u32>,
    unheard: Vec<u32>,
}

/// See [`core::Source`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Source {
    speaker: Option<u32>,
    span: Option<Span>,
    kind: Code,
    evidence: Option<Span>,
    statements: Vec<u32>,
    sentences: u32,
    words: u32,
    why: Code,
}

impl Sourcing {
    pub(super) fn new(sourcing: &core::Sourcing, offsets: &Offsets) -> Self {
        let sources = sourcing.sources.iter().map(|s| Source {
            speaker: s.speaker,
            span: s.span.map(|span| Span::new(span, offsets)),
            kind: Code(s.kind.name()),
            evidence: s.evidence.map(|span| Span::new(span, offsets)),
            statements: s.statements.clone(),
            sentences: s.sentences,
            words: s.words,
            why: Code(s.why),
        });
        Self {
            sources: sources.collect(),
            sentences: sourcing.sentences,
            words: sourcing.words,
            own_voice: sourcing.own_voice.clone(),
            unheard: sourcing.unheard.clone(),
        }
    }
}
