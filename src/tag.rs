//! Parts of speech: what work each token does in its sentence.
//!
//! In: tokens, names. Out: a [`Tag`] for each token. From left to right, each token gets the tag with the largest sum of
//! learned weights: of the word, its cluster, its ending and shape, its neighbours, and the two tags before it
//! (Ratnaparkhi 1996; the averaged perceptron of Collins 2002). Does not: look back, or weigh whole sequences.

pub mod feature;

use crate::rows::Rows;
use crate::vocabulary::Vocabulary;
use crate::{Kind, Mention, Model, Tag, Token};
use feature::Words;

/// Weights in a row: one for each tag, and one to fill it up.
pub const ROW: usize = 16;

/// More than the features of a token.
const FEATURES: usize = 32;

/// The weights of the tagger, a row a feature.
pub type Weights = Rows<{ Tag::ALL.len() }, ROW>;

/// The sums of one token: of some 20 weights of 8 bits.
#[derive(Debug, Default)]
pub struct Sums([i16; ROW]);

impl Sums {
    /// Adds the weights of a feature.
    pub fn add(&mut self, weights: &Weights, feature: u32) {
        if let Some(row) = weights.of(feature) {
            self.add_row(row);
        }
    }

    fn add_row(&mut self, row: &[i8; ROW]) {
        for (sum, &weight) in self.0.iter_mut().zip(row) {
            *sum += i16::from(weight);
        }
    }

    /// The tag with the largest sum; of equals the first.
    pub fn best(&self) -> Tag {
        let sums = Tag::ALL.iter().zip(self.0);
        let best = sums.fold(None, |best: Option<(Tag, i16)>, (&tag, sum)| match best {
            Some((_, most)) if most >= sum => best,
            _ => Some((tag, sum)),
        });
        best.map(|(tag, _)| tag).unwrap_or_default()
    }
}

/// Tags every token.
pub fn assign(
    tokens: &[Token],
    vocabulary: &Vocabulary,
    mentions: &[Mention],
    model: &Model,
) -> Vec<Tag> {
    let Some(weights) = &model.tags else { return vec![Tag::Other; tokens.len()] };
    let words = Words::read(tokens, vocabulary);
    let mut tags = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let before = feature::before(tokens, &tags, at);
        let mut look = weights.look::<FEATURES>();
        words.each(tokens, at, before, |feature| look.see(feature));
        let mut sums = Sums::default();
        look.found().for_each(|row| sums.add_row(row));
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
