//! Entities: who and what the mentions name.
//!
//! In: mentions. Out: entities in the order of their first mention; each mention is in exactly one.

use crate::{Entity, Mention, Model};
use std::collections::BTreeMap;

/// Groups the mentions of one name and kind.
pub(crate) fn resolve(text: &str, mentions: &[Mention], _model: &Model) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut known = BTreeMap::new();
    for (id, mention) in mentions.iter().enumerate() {
        let name = mention.span.of(text);
        let entity = *known.entry((name, mention.kind)).or_insert_with(|| {
            entities.push(Entity { name: name.to_owned(), kind: mention.kind, mentions: vec![] });
            entities.len() - 1
        });
        if let Some(entity) = entities.get_mut(entity) {
            entity.mentions.push(id as u32);
        }
    }
    entities
}
