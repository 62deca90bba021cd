//! References that are names themselves.

use super::scene::Scene;
use crate::lexicon;
use crate::{Kind, Reference, ReferenceKind};
use std::collections::BTreeMap;

impl Scene<'_> {
    /// Words in capitals that are a whole name of an entity and were not marked.
    pub(super) fn missed_names(&self) -> Vec<Reference> {
        let mut known: BTreeMap<&str, Option<u32>> = BTreeMap::new();
        for (id, mention) in self.mentions.iter().enumerate() {
            let Some(entity) = self.entity_of(id as u32) else { continue };
            let name = mention.span.of(self.text);
            let first = name.chars().next();
            if name.len() < 3 || !first.is_some_and(|c| c.is_uppercase() || c.is_numeric()) {
                continue;
            }
            let slot = known.entry(name).or_insert(Some(entity));
            if *slot != Some(entity) {
                *slot = None;
            }
        }
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let word = token.span.of(self.text);
            if self.mention_at(at).is_some()
                || self.is_part_of_name(at)
                || !word.starts_with(char::is_uppercase)
                || !self.is_read(at)
                || self.lists_small(at).has(lexicon::FUNCTION_WORDS)
            {
                continue;
            }
            if let Some(&Some(entity)) = known.get(word) {
                found.push(Reference {
                    span: token.span,
                    sentence: token.sentence,
                    entity: Some(entity),
                    kind: ReferenceKind::Name,
                    candidates: Vec::new(),
                    score: 0.8,
                    why: "reference/name",
                });
            }
        }
        found
    }

    /// True for a word of a longer name: `Air` in `Air Berlin 7`, `Orr` in `Orr-led`.
    fn is_part_of_name(&self, at: usize) -> bool {
        let part = |other: usize| {
            self.sentence(other) == self.sentence(at)
                && (self.is_hyphen(other)
                    || self.word(other).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                        && !self.lists_small(other).has(lexicon::FUNCTION_WORDS))
        };
        part(at + 1) || at.checked_sub(1).is_some_and(part)
    }

    /// Mentions of a family name that several people of the article bear.
    pub(super) fn shared_names(&self) -> Vec<Reference> {
        let mut bearers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (id, entity) in self.entities.iter().enumerate() {
            if entity.kind == Kind::Person
                && let Some((_, family)) = entity.name.rsplit_once(char::is_whitespace)
            {
                bearers.entry(family).or_default().push(id as u32);
            }
        }
        let mut found = Vec::new();
        for entity in self.entities.iter().filter(|e| e.kind == Kind::Person) {
            let Some(bearers) = bearers.get(&*entity.name).filter(|b| b.len() > 1) else {
                continue;
            };
            for mention in entity.mentions.iter().filter_map(|&m| self.mentions.get(m as usize)) {
                found.push(Reference {
                    span: mention.span,
                    sentence: mention.sentence,
                    entity: None,
                    kind: ReferenceKind::Name,
                    candidates: bearers.iter().copied().take(5).collect(),
                    score: 0.5,
                    why: "reference/shared",
                });
            }
        }
        found
    }
}
