//! What the article is about, by the topics that newsrooms file under.
//!
//! In: tokens. Out: up to three of the 17 top topics of the IPTC, likeliest first, each with the words that speak
//! most for it.
//!
//! `topic/words`: a multinomial logistic regression over the words and their clusters, logarithms of their counts
//! scaled to length one. Does not: tell subtopics, or guess; an article that fits no topic well gets none.

use crate::fnv::Numbering;
use crate::mention::chain::exp;
use crate::mention::hash::key;
use crate::order;
use crate::rows::Rows;
use crate::vocabulary::Vocabulary;
use crate::{Model, Span, Token, TokenKind, Topic, TopicLine};

/// The weights, a row a feature.
pub type Weights = Rows<{ Topic::ALL.len() }, { Topic::ALL.len() }>;

/// Sums of weights, one a topic.
pub type Sums = [f32; Topic::ALL.len()];

/// What one step of the rounded weights is worth: `--step` of `cargo xtask train topics`.
const STEP: f32 = 1.5;

/// Chance below which a topic is not told: six of seven first topics above it are right on dev, and five of six articles
/// get one that is.
const SURE: f32 = 0.3;

/// Topics that are told at most.
const MOST: usize = 3;

/// Words that are shown for a topic at most.
const WORDS: usize = 5;

/// Values of features that occur once, twice and so on: one and the logarithm of the count, in sixteenths.
const LEVELS: [u32; 9] = [0, 16, 27, 34, 38, 42, 45, 47, 49];

/// A different word of the article.
#[derive(Debug, Clone, Copy)]
struct Word {
    features: [u32; 3],
    /// How often it stands.
    count: u32,
    /// Where it first stands.
    span: Span,
}

/// Features of an article, in the order of their numbers, with values scaled to length one.
pub fn features(tokens: &[Token], vocabulary: &Vocabulary) -> Vec<(u32, f32)> {
    scaled(&words(tokens, vocabulary))
}

/// The feature that every article has.
pub fn constant() -> u32 {
    key(3, 0, 0)
}

/// The chance of each topic.
pub fn chances(sums: &Sums) -> Sums {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let powers = sums.map(|sum| exp(sum - most));
    let all: f32 = powers.iter().sum();
    powers.map(|power| power / all)
}

/// Tells what the article is about.
pub(crate) fn tell(tokens: &[Token], vocabulary: &Vocabulary, model: &Model) -> Vec<TopicLine> {
    let Some(weights) = &model.topics else { return Vec::new() };
    let words = words(tokens, vocabulary);
    if words.is_empty() {
        return Vec::new();
    }
    let features = scaled(&words);
    let mut sums = Sums::default();
    let mut add = |feature: u32, value: f32| {
        for (sum, &weight) in sums.iter_mut().zip(weights.of(feature).into_iter().flatten()) {
            *sum += f32::from(weight) * value * STEP;
        }
    };
    add(constant(), 1.0);
    for &(feature, value) in &features {
        add(feature, value);
    }
    let chances = chances(&sums);
    let mut order: Vec<usize> = (0..Topic::ALL.len()).collect();
    let chance = |place: usize| chances.get(place).copied().unwrap_or_default();
    order::by(&mut order, |&place| order::falling(chance(place)));
    let likely = order.into_iter().take(MOST).filter(|&place| chance(place) >= SURE);
    let lines = likely.filter_map(|place| {
        let spans = evidence(&words, place, weights);
        let topic = *Topic::ALL.get(place)?;
        (!spans.is_empty()).then(|| TopicLine {
            topic,
            score: chance(place),
            spans,
            why: "topic/words",
        })
    });
    lines.collect()
}

/// The words that speak most for a topic, each where it first stands, in text order.
fn evidence(words: &[Word], topic: usize, weights: &Weights) -> Vec<Span> {
    let weight = |feature: u32| {
        weights.of(feature).and_then(|row| row.get(topic)).map_or(0, |&w| i32::from(w))
    };
    let mut best: Vec<(u32, i32, Span)> = Vec::new();
    for word in words {
        let sum: i32 = word.features.iter().map(|&feature| weight(feature)).sum();
        if sum > 0 {
            best.push((word.features[0], sum, word.span));
        }
    }
    // A word that stands in several places counts where it first stands.
    order::by(&mut best, |&(feature, _, span)| u128::from(feature) << 32 | u128::from(span.start));
    best.dedup_by_key(|&mut (feature, ..)| feature);
    // Only sums above none are here.
    order::by(&mut best, |&(_, sum, span)| {
        u128::from(u32::MAX - sum.unsigned_abs()) << 32 | u128::from(span.start)
    });
    best.truncate(WORDS);
    let mut spans: Vec<Span> = best.into_iter().map(|(.., span)| span).collect();
    order::by(&mut spans, |span| span.start.into());
    spans
}

/// The different words of letters, in the order in which they first stand.
fn words(tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Word> {
    // By number in the vocabulary: one more than the place among the words.
    let mut places = vec![0; vocabulary.words().len()];
    let mut words: Vec<Word> = Vec::with_capacity(places.len());
    let letters =
        tokens.iter().zip(vocabulary.numbers()).filter(|(t, _)| t.kind == TokenKind::Word);
    for (token, &number) in letters {
        let Some(place) = places.get_mut(number as usize) else { continue };
        if let Some(word) = usize::checked_sub(*place, 1).and_then(|at| words.get_mut(at)) {
            word.count += 1;
            continue;
        }
        let Some(form) = vocabulary.words().get(number as usize).map(|word| word.form) else {
            continue;
        };
        let features = [
            key(0, form.lower, 0),
            key(1, u32::from(form.cluster.fine), 0),
            key(2, u32::from(form.cluster.medium), 0),
        ];
        words.push(Word { features, count: 1, span: token.span });
        *place = words.len();
    }
    words
}

/// Counts, levels and scales.
fn scaled(words: &[Word]) -> Vec<(u32, f32)> {
    let mut numbering = Numbering::new(words.len());
    let mut all: Vec<(u32, u32)> = Vec::with_capacity(words.len() * 2);
    for word in words {
        for feature in word.features {
            let number = numbering.number(feature.into()) as usize;
            match all.get_mut(number) {
                Some((_, count)) => *count += word.count,
                None => all.push((feature, word.count)),
            }
        }
    }
    let level =
        |count: u32| LEVELS.get(count as usize).or(LEVELS.last()).copied().unwrap_or_default();
    let squares = all.iter().map(|&(_, count)| level(count).pow(2)).fold(0, u32::saturating_add);
    let length = (f64::from(squares).sqrt() as f32).max(1.0);
    all.into_iter().map(|(feature, count)| (feature, level(count) as f32 / length)).collect()
}
