//! Parts of speech: what work each token does in its sentence.
//!
//! In: tokens, names. Out: a [`Tag`] for each token. From left to right, each token gets the tag with the largest sum of
//! learned weights: of the word, its cluster, its ending and shape, its neighbours, and the two tags before it
//! (Ratnaparkhi 1996; the averaged perceptron of Collins 2002). Does not: look back, or weigh whole sequences.

pub mod feature;

use crate::draft::Parts;
use crate::memory::Memory;
use crate::rows::Rows;
use crate::vocabulary::Vocabulary;
use crate::{Kind, Mention, Model, Tag, Token};
use feature::{OUTSIDE, Word, Words};
use std::iter::once;
use std::sync::OnceLock;

/// Weights in a row: one for each tag, and one to fill it up.
pub const ROW: usize = 16;

/// More than the features of a token that look at several words.
const FEATURES: usize = 16;

/// The weights of the tagger, a row a feature.
pub type Weights = Rows<{ Tag::ALL.len() }, ROW>;

/// The sums of one token: of some 20 weights of 8 bits.
#[derive(Debug, Clone, Copy, Default)]
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

    fn add_sums(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, other)| *sum += other);
    }

    /// Of what a word says alone.
    fn of(weights: &Weights, each: impl FnOnce(&mut dyn FnMut(u32))) -> Self {
        let mut sums = Self::default();
        each(&mut |feature| sums.add(weights, feature));
        sums
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

/// What a word says alone: half of all features.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Told {
    /// Of itself.
    own: Sums,
    /// Of the token in front of it.
    next: Sums,
    /// Of the token behind it.
    last: Sums,
}

/// What is kept of words from earlier texts.
pub(crate) type Kept = Memory<Word, OnceLock<Told>>;

impl Told {
    fn read(word: &Word, weights: &Weights) -> Self {
        Self {
            own: Sums::of(weights, |mut see| word.own(&mut see)),
            next: Sums::of(weights, |mut see| word.as_next(&mut see)),
            last: Sums::of(weights, |mut see| word.as_last(&mut see)),
        }
    }
}

/// The tags of a sentence, with its text, on which alone they depend.
#[derive(Debug)]
pub(crate) struct Tagged {
    text: String,
    tags: Vec<Tag>,
}

/// Tags every token.
pub fn assign(
    tokens: &[Token],
    vocabulary: &Vocabulary,
    mentions: &[Mention],
    model: &Model,
) -> Vec<Tag> {
    reassign("", tokens, vocabulary, mentions, model, &mut Parts::default())
}

/// The same, but for sentences that are as they were in the version that `draft` has.
pub(crate) fn reassign(
    text: &str,
    tokens: &[Token],
    vocabulary: &Vocabulary,
    mentions: &[Mention],
    model: &Model,
    draft: &mut Parts<Tagged>,
) -> Vec<Tag> {
    let Some(weights) = &model.tags else { return vec![Tag::Other; tokens.len()] };
    let words = Words::read(tokens, vocabulary);
    let mut told = vec![Told::default(); words.distinct().len()];
    let mut asked = vec![false; told.len()];
    let mut tags = Vec::with_capacity(tokens.len());
    let sentences = || tokens.chunk_by(|a, b| a.sentence == b.sentence);
    let count = if draft.keeps() { sentences().count() } else { 0 };
    for (number, sentence) in sentences().enumerate() {
        let ([opens, .., closes] | [opens @ closes]) = sentence else { continue };
        let own = if draft.keeps() { opens.span.cover(closes.span).of(text) } else { "" };
        if let Some(kept) = draft.again(number, count, |kept| kept.text == own) {
            tags.extend(&kept.tags);
            continue;
        }
        let first = tags.len();
        let range = first..first + sentence.len();
        for number in once(OUTSIDE).chain(range.clone().filter_map(|at| words.number(at))) {
            if asked.get(number).is_none_or(|&asked| asked) {
                continue;
            }
            asked.get_mut(number).into_iter().for_each(|asked| *asked = true);
            if let Some((told, word)) = told.get_mut(number).zip(words.distinct().get(number)) {
                *told = match model.tagged.of(word.hash(), word) {
                    Some(kept) => *kept.get_or_init(|| Told::read(word, weights)),
                    None => Told::read(word, weights),
                };
            }
        }
        for at in range {
            let before = feature::before(tokens, &tags, at);
            let near = words.near(tokens, at);
            let mut look = weights.look::<FEATURES>();
            words.together(&near, before, |feature| look.see(feature));
            let mut sums = Sums::default();
            look.found().for_each(|row| sums.add_row(row));
            if let Some(told) = told.get(near.word) {
                sums.add_sums(&told.own);
            }
            if let Some(told) = told.get(near.next) {
                sums.add_sums(&told.next);
            }
            if let Some(told) = told.get(near.last) {
                sums.add_sums(&told.last);
            }
            tags.push(sums.best());
        }
        let read = tags.get(first..).unwrap_or_default();
        draft.keep(|| Tagged { text: own.to_owned(), tags: read.to_vec() });
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
