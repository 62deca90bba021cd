//! See `types/mention.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Mention`]; it knows its entity here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Mention {
    span: Span,
    sentence: u32,
    kind: Code,
    entity: u32,
    score: Score,
    why: Code,
}

impl Mention {
    pub(super) fn all(analysis: &core::Analysis, offsets: &Offsets) -> Vec<Self> {
        let mut entity_of = vec![0; analysis.mentions.len()];
        for (id, entity) in analysis.entities.iter().enumerate() {
            for &mention in &entity.mentions {
                if let Some(slot) = entity_of.get_mut(mention as usize) {
                    *slot = id as u32;
                }
            }
        }
        let mentions = analysis.mentions.iter().zip(entity_of);
        mentions
            .map(|(m, entity)| Self {
                span: Span::new(m.span, offsets),
                sentence: m.sentence,
                kind: Code(m.kind.name()),
                entity,
                score: Score::new(m.score),
                why: Code(m.why),
            })
            .collect()
    }
}
