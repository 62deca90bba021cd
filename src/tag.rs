//! Parts of speech: what work each token does in its sentence.
//!
//! In: tokens, names. Out: a [`Tag`] for each token. From left to right, each token gets the tag with the largest sum of
//! learned weights: of the word, its cluster, its ending and shape, its neighbours, and the two tags before it
//! (Ratnaparkhi 1996; the averaged perceptron of Collins 2002). Does not: look back, or weigh whole sequences.

pub mod feature;
pub mod weights;

use crate::{Kind, Mention, Model, Tag, Token};
use feature::Words;

/// Tags every token.
pub(crate) fn assign(
    text: &str,
    tokens: &[Token],
    mentions: &[Mention],
    model: &Model,
) -> Vec<Tag> {
    let Some(weights) = &model.tags else { return vec![Tag::Other; tokens.len()] };
    let words = Words::read(text, tokens, &model.clusters);
    let mut tags = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let before = feature::before(tokens, &tags, at);
        let mut sums = weights::Sums::default();
        words.each(tokens, at, before, |feature| weights.add(feature, &mut sums));
        tags.push(sums.best());
    }
    settle(&mut tags, tokens, mentions);
    tags
}

/// A verb inside a name is none: `Massa`, `Will`.
fn settle(tags: &mut [Tag], tokens: &[Token], mentions: &[Mention]) {
    let mut at = 0;
    for mention in mentions.iter().filter(|m| m.kind != Kind::Group) {
        while tokens.get(at).is_some_and(|t| t.span.end <= mention.span.start) {
            at += 1;
        }
        while tokens.get(at).is_some_and(|t| t.span.start < mention.span.end) {
            if let Some(tag) = tags.get_mut(at).filter(|t| matches!(t, Tag::Verb | Tag::Auxiliary))
            {
                *tag = Tag::Name;
            }
            at += 1;
        }
    }
}
