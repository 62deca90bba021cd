//! How much of the article each sentence carries.
//!
//! A weighted sum of a few features. The weights are fitted by ridge regression (`cargo xtask train
//! summary`) to what a sentence adds to three-sentence summaries: the mean of the sum of ROUGE-1 and ROUGE-2 of a
//! sentence together with each pair of the article's first sentences.

use crate::content::Content;
use crate::reader::Words;
use crate::vocabulary::Vocabulary;
use crate::{BlockKind, Entity, Mention, Model, Token, TokenKind};

/// What is known of a sentence, as numbers; in the order of [`NAMES`].
pub type Features = [f32; 9];

/// What each feature measures; all are about 0–1.
pub const NAMES: [&str; 9] = [
    "sum of how far its words recur in other sentences and the headline",
    "mean of the same",
    "words",
    "words that it has too few",
    "figures",
    "entities that it is the first to name",
    "quotation marks",
    "nearness to the opening",
    "place, from first to last sentence",
];

/// Weights of the features: `cargo xtask train summary`.
const WEIGHTS: Features =
    [0.1358, 0.0379, -0.0446, -0.0261, 0.0135, 0.0041, -0.0048, 0.0325, -0.0185];

/// Weighted sums of the least and the most that a sentence carries: fewer than one in a hundred sentences of
/// the training articles lies outside.
const RANGE: (f32, f32) = (-0.05, 0.09);

/// What is added to the first sentence of the prose: readers expect the lead, and ROUGE-1 of the training articles falls by 0.07
/// with it.
const LEAD: f32 = 0.03;

/// Words beyond which a sentence gets no longer, and the unit of length.
const LENGTH: (f32, f32) = (60.0, 30.0);

/// Words below which a sentence is short.
const SHORT: f32 = 10.0;

/// Figures and new entities beyond which more do not count.
const SEVERAL: f32 = 3.0;

/// Sentences after which nearness to the opening is a half.
const HALF_PLACE: f32 = 4.0;

/// Occurrences that a word gains by standing in the headline.
const HEADLINE: f32 = 2.0;

/// Salience from features, 0–1.
pub(super) fn salience(features: &Features) -> f32 {
    let sum: f32 = features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum();
    let [.., place] = features;
    let sum = if *place == 0.0 { sum + LEAD } else { sum };
    ((sum - RANGE.0) / (RANGE.1 - RANGE.0)).clamp(0.0, 1.0)
}

/// Features of each sentence; none for what is no prose. `kinds` by sentence.
pub fn features(
    text: &str,
    kinds: &[BlockKind],
    tokens: &[Token],
    mentions: &[Mention],
    entities: &[Entity],
    model: &Model,
) -> Vec<Option<Features>> {
    let vocabulary = Vocabulary::read(text, tokens, &model.lexicon, &model.clusters);
    let words = Words::read(text, tokens, &vocabulary, &model.lexicon);
    all(&words, &Content::read(&words, kinds.len()), kinds, mentions, entities)
}

/// The same of what is read already.
pub(super) fn all(
    words: &Words,
    content: &Content,
    kinds: &[BlockKind],
    mentions: &[Mention],
    entities: &[Entity],
) -> Vec<Option<Features>> {
    let recurrence = recurrence(kinds, content);
    let shapes = shapes(words.text(), kinds.len(), words.tokens());
    let new = new_entities(kinds, mentions, entities);
    let prose = kinds.iter().filter(|kind| kind.is_prose()).count().max(1) as f32;
    let mut place = 0.0;
    let of_one = |(id, kind): (usize, &BlockKind)| {
        if !kind.is_prose() {
            return None;
        }
        let words = content.words(id);
        let recurs = |&word: &u32| recurrence.get(word as usize).copied().unwrap_or(0.0);
        let sum: f32 = words.iter().map(recurs).sum();
        let shape = shapes.get(id).copied().unwrap_or_default();
        let new = new.get(id).copied().unwrap_or(0.0);
        let features = [
            sum / 10.0,
            sum / words.len().max(1) as f32,
            shape.words.min(LENGTH.0) / LENGTH.1,
            (SHORT - shape.words).max(0.0) / SHORT,
            shape.figures.min(SEVERAL) / SEVERAL,
            new.min(SEVERAL) / SEVERAL,
            if shape.quotes { 1.0 } else { 0.0 },
            HALF_PLACE / (HALF_PLACE + place),
            place / prose,
        ];
        place += 1.0;
        Some(features)
    };
    kinds.iter().enumerate().map(of_one).collect()
}

/// By word: how far it recurs, 0 for a word of one sentence, rising to 1.
fn recurrence(kinds: &[BlockKind], content: &Content) -> Vec<f32> {
    let mut counts = vec![0.0_f32; content.count()];
    for (id, kind) in kinds.iter().enumerate() {
        let gain = match kind {
            BlockKind::Title => HEADLINE,
            kind if kind.is_prose() => 1.0,
            _ => continue,
        };
        for &word in content.words(id) {
            if let Some(count) = counts.get_mut(word as usize) {
                *count += gain;
            }
        }
    }
    for count in &mut counts {
        *count = (*count - 1.0).max(0.0) / (*count + 2.0);
    }
    counts
}

/// What the tokens of a sentence look like.
#[derive(Debug, Clone, Copy, Default)]
struct Shape {
    /// Words and figures.
    words: f32,
    figures: f32,
    quotes: bool,
}

fn shapes(text: &str, sentences: usize, tokens: &[Token]) -> Vec<Shape> {
    let mut shapes = vec![Shape::default(); sentences];
    for token in tokens {
        let Some(shape) = shapes.get_mut(token.sentence as usize) else { continue };
        match token.kind {
            TokenKind::Number => {
                shape.words += 1.0;
                shape.figures += 1.0;
            }
            TokenKind::Word => shape.words += 1.0,
            _ => shape.quotes |= matches!(token.span.of(text), "\"" | "“" | "”"),
        }
    }
    shapes
}

/// By sentence: how many entities the prose names there first.
fn new_entities(kinds: &[BlockKind], mentions: &[Mention], entities: &[Entity]) -> Vec<f32> {
    let mut new = vec![0.0; kinds.len()];
    let prose = |&sentence: &u32| kinds.get(sentence as usize).is_some_and(|k| k.is_prose());
    for entity in entities {
        let sentences = entity.mentions.iter().filter_map(|&id| mentions.get(id as usize));
        let first = sentences.map(|m| m.sentence).find(prose);
        if let Some(count) = first.and_then(|first| new.get_mut(first as usize)) {
            *count += 1.0;
        }
    }
    new
}
