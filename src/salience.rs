//! How much the article is about each sentence and entity.
//!
//! In: the parts, sentences, tokens, mentions and entities. Out: 0–1 for each.
//!
//! 1. An *entity* gains by being named often, by being named in headline or standfirst, early in the body,
//!    and across the text (`salience/entity.rs`).
//! 2. A *sentence* gains by its place, the article's recurring words, whom it brings in, and figures; it
//!    loses by being long, very short, or quoting (`salience/sentence.rs`). Outside the prose it has none.
//!
//! Recurring words rather than links between sentences: on news, graph methods lose to the opening of the
//! article (`model/README.md`).

mod entity;
pub mod sentence;

use crate::content::Content;
use crate::reader::Words;
use crate::{Article, BlockKind, Entity, Mention, Salience, Sentence};

/// Scores sentences and entities.
pub(crate) fn score(
    words: &Words,
    content: &Content,
    article: &Article,
    sentences: &[Sentence],
    mentions: &[Mention],
    entities: &[Entity],
) -> Salience {
    let kinds = kinds(article, sentences);
    Salience {
        sentences: sentence::all(words, content, &kinds, mentions, entities)
            .iter()
            .map(|features| features.as_ref().map_or(0.0, sentence::salience))
            .collect(),
        entities: entity::score(&kinds, mentions, entities),
    }
}

/// The kind of the block of each sentence.
pub fn kinds(article: &Article, sentences: &[Sentence]) -> Vec<BlockKind> {
    let kind = |s: &Sentence| article.blocks.get(s.block as usize).map(|b| b.kind);
    sentences.iter().map(|s| kind(s).unwrap_or(BlockKind::Paragraph)).collect()
}
