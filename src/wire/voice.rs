//! See `types/voice.rs`.

use super::{Code, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::LoadedWord`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct LoadedWord {
    span: Span,
    kind: Code,
    statement: Option<u32>,
}

impl LoadedWord {
    pub(super) fn new(word: &core::LoadedWord, offsets: &Offsets) -> Self {
        Self {
            span: Span::new(word.span, offsets),
            kind: Code(word.kind.name()),
            statement: word.statement,
        }
    }
}
