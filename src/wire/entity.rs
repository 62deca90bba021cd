//! See `types/entity.rs`.

use super::{Score, core};
use serde::Serialize;

/// See [`core::Entity`]; it knows its salience here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Entity {
    name: String,
    kind: &'static str,
    mentions: Vec<u32>,
    salience: Score,
}

impl Entity {
    pub(super) fn all(analysis: &core::Analysis) -> Vec<Self> {
        let entities = analysis.entities.iter().zip(&analysis.salience.entities);
        entities
            .map(|(e, &salience)| Self {
                name: e.name.clone(),
                kind: e.kind.name(),
                mentions: e.mentions.clone(),
                salience: Score::new(salience),
            })
            .collect()
    }
}
