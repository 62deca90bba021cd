//! How much the article is about each sentence and entity.
//!
//! In: the parts, sentences, tokens, mentions and entities. Out: 0–1 for each.
//!
//! An entity's salience adds how often it is named (half of it reached at [`HALF_COUNT`] mentions), whether
//! headline or standfirst name it, how early it comes in the body, and how far its mentions are spread.
//!
//! A sentence's salience adds its place, the share of the article's recurring words in it, the words that it
//! shares with the headline, and the salience of whom it names; sentences outside the prose have none.
//! Recurring words rather than links between sentences: on news, graph methods lose to the opening of the
//! article (`model/README.md`), so place weighs most.

use crate::{Article, BlockKind, Entity, Mention, Salience, Sentence, Token, TokenKind};
use std::collections::BTreeMap;

/// Mentions at which the frequency part of an entity's salience is a half.
const HALF_COUNT: f32 = 3.0;

/// Parts of an entity's salience: frequency, headline, earliness, spread. They add up to 1.
const ENTITY: [f32; 4] = [0.45, 0.25, 0.2, 0.1];

/// Parts of a sentence's salience: place, recurring words, headline, entities. They add up to 1.
/// Chosen on the train part of the summaries for ROUGE-1 of three sentences.
const SENTENCE: [f32; 4] = [0.6, 0.2, 0.1, 0.1];

/// Sentences after which the place counts a half.
const HALF_PLACE: f32 = 4.0;

/// Letters from which on a word carries meaning of its own: shorter ones are mostly grammar.
const LONG_WORD: usize = 4;

/// Letters by which words are compared, so that `minister` and `ministers` are one.
const STEM: usize = 6;

/// Words in a sentence that reads well in a summary, from and to; outside it counts less.
const LENGTH: (usize, usize) = (8, 45);

/// Scores sentences and entities.
pub(crate) fn score(
    text: &str,
    article: &Article,
    sentences: &[Sentence],
    tokens: &[Token],
    mentions: &[Mention],
    entities: &[Entity],
) -> Salience {
    let kinds: Vec<BlockKind> = sentences
        .iter()
        .map(|s| article.blocks.get(s.block as usize).map_or(BlockKind::Paragraph, |b| b.kind))
        .collect();
    let entities = of_entities(&kinds, mentions, entities);
    let sentences = of_sentences(text, &kinds, tokens, mentions, &entities);
    Salience { sentences, entities: entities.scores }
}

/// Salience of the entities, and whose mentions are whose.
struct Entities {
    scores: Vec<f32>,
    owner: Vec<usize>,
}

fn of_entities(kinds: &[BlockKind], mentions: &[Mention], entities: &[Entity]) -> Entities {
    let sentences = kinds.len().max(1) as f32;
    let mut owner = vec![0; mentions.len()];
    let mut scores = Vec::with_capacity(entities.len());
    for (id, entity) in entities.iter().enumerate() {
        let mut headline = false;
        let mut count = 0.0;
        let (mut first, mut last) = (None, 0.0);
        for &mention in &entity.mentions {
            let Some(sentence) = mentions.get(mention as usize).map(|m| m.sentence) else {
                continue;
            };
            if let Some(slot) = owner.get_mut(mention as usize) {
                *slot = id;
            }
            match kinds.get(sentence as usize) {
                Some(BlockKind::Title | BlockKind::Standfirst) => headline = true,
                // Who wrote it and what else there is to read is not what it is about.
                Some(
                    BlockKind::Byline
                    | BlockKind::Meta
                    | BlockKind::Boilerplate
                    | BlockKind::Caption,
                ) => {
                    continue;
                }
                _ => {}
            }
            count += 1.0;
            first.get_or_insert(sentence as f32);
            last = sentence as f32;
        }
        let earliness = first.map_or(0.0, |first| 1.0 - first / sentences);
        let spread = first.map_or(0.0, |first| (last - first) / sentences);
        let parts =
            [count / (count + HALF_COUNT), f32::from(u8::from(headline)), earliness, spread];
        scores.push(parts.iter().zip(ENTITY).map(|(part, weight)| part * weight).sum());
    }
    Entities { scores, owner }
}

fn of_sentences(
    text: &str,
    kinds: &[BlockKind],
    tokens: &[Token],
    mentions: &[Mention],
    entities: &Entities,
) -> Vec<f32> {
    let words = Words::of(text, kinds, tokens);
    let mut named = vec![0.0_f32; kinds.len()];
    for (mention, &owner) in mentions.iter().zip(&entities.owner) {
        if let Some(slot) = named.get_mut(mention.sentence as usize) {
            *slot = slot.max(entities.scores.get(owner).copied().unwrap_or(0.0));
        }
    }
    let mut place = 0.0;
    kinds
        .iter()
        .enumerate()
        .map(|(id, kind)| {
            if !kind.is_prose() {
                return 0.0;
            }
            let parts = [
                HALF_PLACE / (HALF_PLACE + place),
                words.recurring(id),
                words.headline(id),
                named.get(id).copied().unwrap_or(0.0),
            ];
            place += 1.0;
            let sum: f32 = parts.iter().zip(SENTENCE).map(|(part, weight)| part * weight).sum();
            sum * words.fitness(id)
        })
        .collect()
}

/// The meaningful words of each sentence.
struct Words {
    /// By sentence: numbers of its different words.
    of_sentence: Vec<Vec<usize>>,
    /// By sentence: all its words, short ones too.
    lengths: Vec<usize>,
    /// By word: in how many sentences of prose it stands.
    counts: Vec<f32>,
    /// By word: whether the headline has it.
    in_headline: Vec<bool>,
}

impl Words {
    fn of(text: &str, kinds: &[BlockKind], tokens: &[Token]) -> Self {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut of_sentence = vec![Vec::new(); kinds.len()];
        let mut lengths = vec![0; kinds.len()];
        for token in tokens.iter().filter(|t| t.kind == TokenKind::Word) {
            let at = token.sentence as usize;
            if let Some(length) = lengths.get_mut(at) {
                *length += 1;
            }
            let word = token.span.of(text);
            if word.chars().nth(LONG_WORD - 1).is_some() {
                let stem: String = word.chars().take(STEM).flat_map(char::to_lowercase).collect();
                let next = numbers.len();
                let number = *numbers.entry(stem).or_insert(next);
                of_sentence.get_mut(at).into_iter().for_each(|words| words.push(number));
            }
        }
        let mut counts = vec![0.0; numbers.len()];
        let mut in_headline = vec![false; numbers.len()];
        for (words, kind) in of_sentence.iter_mut().zip(kinds) {
            words.sort_unstable();
            words.dedup();
            for &mut word in words {
                if kind.is_prose() {
                    counts.get_mut(word).into_iter().for_each(|count| *count += 1.0);
                } else if *kind == BlockKind::Title {
                    in_headline.get_mut(word).into_iter().for_each(|seen| *seen = true);
                }
            }
        }
        Self { of_sentence, lengths, counts, in_headline }
    }

    fn words(&self, sentence: usize) -> &[usize] {
        self.of_sentence.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// Mean share of other sentences' use of the words of this one, 0–1.
    fn recurring(&self, sentence: usize) -> f32 {
        let words = self.words(sentence);
        let count = |&word: &usize| self.counts.get(word).map_or(0.0, |&n| (n - 1.0) / (n + 2.0));
        words.iter().map(count).sum::<f32>() / words.len().max(1) as f32
    }

    /// Share of the headline's words that this sentence has.
    fn headline(&self, sentence: usize) -> f32 {
        let all = self.in_headline.iter().filter(|&&seen| seen).count().max(1) as f32;
        let shared =
            self.words(sentence).iter().filter(|&&w| self.in_headline.get(w) == Some(&true));
        shared.count() as f32 / all
    }

    /// 1 for a sentence of a good length, less for shorter and longer ones.
    fn fitness(&self, sentence: usize) -> f32 {
        let length = self.lengths.get(sentence).copied().unwrap_or(0);
        let (short, long) = LENGTH;
        (length as f32 / short as f32).min(long as f32 / length.max(1) as f32).min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Span};

    fn mention(sentence: u32) -> Mention {
        Mention { span: Span::new(0, 1), sentence, kind: Kind::Person, score: 1.0, why: "test" }
    }

    fn entity(mentions: Vec<u32>) -> Entity {
        Entity { name: "x".into(), kind: Kind::Person, mentions }
    }

    #[test]
    fn whom_the_headline_names_comes_first() {
        let kinds = [BlockKind::Title, BlockKind::Paragraph, BlockKind::Paragraph];
        let mentions = [mention(0), mention(1), mention(2)];
        let found = of_entities(&kinds, &mentions, &[entity(vec![1]), entity(vec![0, 2])]);
        assert!(found.scores[1] > found.scores[0], "{:?}", found.scores);
    }

    #[test]
    fn the_author_is_not_what_the_article_is_about() {
        let kinds = [BlockKind::Byline, BlockKind::Paragraph];
        let found = of_entities(&kinds, &[mention(0)], &[entity(vec![0])]);
        assert_eq!(vec![0.0], found.scores);
    }

    #[test]
    fn the_parts_add_up_to_one() {
        for parts in [ENTITY, SENTENCE] {
            assert!((parts.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
    }
}
