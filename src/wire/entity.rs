//! See `types/entity.rs`.

use super::role::Role;
use super::{Code, Score, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Entity`]; it knows its other names, references, roles and salience here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Entity {
    name: String,
    kind: Code,
    aliases: Vec<String>,
    mentions: Vec<u32>,
    references: Vec<u32>,
    roles: Vec<Role>,
    salience: Score,
}

impl Entity {
    pub(super) fn all(text: &str, analysis: &core::Analysis, offsets: &Offsets) -> Vec<Self> {
        let entities = analysis.entities.iter().zip(&analysis.salience.entities);
        let mut all: Vec<Self> = entities
            .map(|(e, &salience)| Self {
                name: e.name.clone(),
                kind: Code(e.kind.name()),
                aliases: aliases(text, analysis, e),
                mentions: e.mentions.clone(),
                references: Vec::new(),
                roles: Vec::new(),
                salience: Score::new(salience),
            })
            .collect();
        for (id, reference) in analysis.references.iter().enumerate() {
            let owner = reference.entity.and_then(|entity| all.get_mut(entity as usize));
            owner.into_iter().for_each(|entity| entity.references.push(id as u32));
        }
        for role in &analysis.roles {
            if let Some(entity) = all.get_mut(role.entity as usize) {
                entity.roles.push(Role::new(role, offsets));
            }
        }
        all
    }
}

/// The names of an entity other than the one to show, each once, in the order of the text.
fn aliases(text: &str, analysis: &core::Analysis, entity: &core::Entity) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::from([entity.name.as_str()]);
    let mentions = entity.mentions.iter().filter_map(|&id| analysis.mentions.get(id as usize));
    let words = mentions.map(|mention| mention.span.of(text)).filter(|&words| seen.insert(words));
    words.map(str::to_owned).collect()
}
