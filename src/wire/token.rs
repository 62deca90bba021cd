//! See `types/token.rs`; tokens do not leave the crate.

use super::{Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Sentence`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Sentence {
    span: Span,
    body: Span,
    block: u32,
}

impl Sentence {
    pub(super) fn new(s: &core::Sentence, offsets: &Offsets) -> Self {
        Self { span: Span::new(s.span, offsets), body: Span::new(s.body, offsets), block: s.block }
    }
}
