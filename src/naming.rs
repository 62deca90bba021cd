//! Which tokens name what: mentions, their tokens and their entities, each from the other.

use crate::{Entity, Mention, Token};
use std::ops::Range;

/// No mention.
const NONE: u32 = u32::MAX;

/// Where the names of a text stand.
#[derive(Debug)]
pub(crate) struct Naming {
    /// Tokens of each mention: the first, one past the last.
    ranges: Vec<(u32, u32)>,
    /// Mention of each token.
    mention_at: Vec<u32>,
    /// Entity of each mention.
    entity_of: Vec<u32>,
}

impl Naming {
    pub(crate) fn new(tokens: &[Token], mentions: &[Mention], entities: &[Entity]) -> Self {
        let mut ranges = Vec::with_capacity(mentions.len());
        let mut mention_at = vec![NONE; tokens.len()];
        let mut at = 0;
        for (id, mention) in mentions.iter().enumerate() {
            while tokens.get(at).is_some_and(|t| t.span.end <= mention.span.start) {
                at += 1;
            }
            let first = at;
            while tokens.get(at).is_some_and(|t| t.span.start < mention.span.end) {
                if let Some(slot) = mention_at.get_mut(at) {
                    *slot = id as u32;
                }
                at += 1;
            }
            ranges.push((first as u32, at as u32));
        }
        let mut entity_of = vec![0; mentions.len()];
        for (id, entity) in entities.iter().enumerate() {
            for &mention in &entity.mentions {
                if let Some(slot) = entity_of.get_mut(mention as usize) {
                    *slot = id as u32;
                }
            }
        }
        Self { ranges, mention_at, entity_of }
    }

    /// The mention that a token is part of.
    pub(crate) fn mention_at(&self, token: usize) -> Option<u32> {
        self.mention_at.get(token).copied().filter(|&id| id != NONE)
    }

    /// The tokens of a mention.
    pub(crate) fn tokens(&self, mention: u32) -> Range<usize> {
        self.ranges.get(mention as usize).map_or(0..0, |&(a, b)| a as usize..b as usize)
    }

    /// The entity of a mention.
    pub(crate) fn entity_of(&self, mention: u32) -> Option<u32> {
        self.entity_of.get(mention as usize).copied()
    }
}
