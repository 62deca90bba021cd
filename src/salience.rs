//! How much the article is about each sentence and entity.
//!
//! In: everything before. Out: 0–1 for each.

use crate::{Article, Entity, Mention, Salience, Sentence};

/// Scores sentences and entities.
pub(crate) fn score(
    _article: &Article,
    sentences: &[Sentence],
    mentions: &[Mention],
    entities: &[Entity],
) -> Salience {
    let total = mentions.len().max(1) as f32;
    Salience {
        sentences: (0..sentences.len()).map(|i| 1.0 / (i + 1) as f32).collect(),
        entities: entities.iter().map(|e| e.mentions.len() as f32 / total).collect(),
    }
}
