//! How sure each word is a cue: by itself, among its neighbours, and among the other cues of its unit.

use super::feature::{self, Around, level};
use super::view::{Joint, Unit, View};
use super::weights::{Question, Weights};

/// Lowest score of a word alone, as a logit, for it to be asked among its neighbours.
///
/// A quarter of the tokens are asked; at -6.5 nearly all were. Of 3,838 articles 70 statements of 16,000 are others for it, on
/// polnear dev F1 is 69.9 and 67.5 (found, said) for 70.0 and 67.4.
pub const WORD_FLOOR: f32 = -5.0;

/// Logit of a token that is no cue at all.
pub const NEVER: f32 = -20.0;

/// How sure the words of a text are cues.
#[derive(Debug)]
pub struct Cues<'a> {
    view: &'a View,
    weights: &'a Weights,
    /// By distinct word, how likely it reports; not a number before one of its units was read.
    pub alone: Vec<f32>,
    /// By token, as logits: the same among its neighbours; [`NEVER`] before its unit was read.
    pub first: Vec<f32>,
    /// By token, as logits: the same among the other cues.
    pub logits: Vec<f32>,
}

/// Reads all units of a text.
pub fn cues<'a>(view: &'a View, weights: &'a Weights) -> Cues<'a> {
    let mut cues = Cues::new(view, weights);
    view.units.iter().for_each(|unit| cues.read(unit));
    cues
}

impl<'a> Cues<'a> {
    /// Of a text of which no unit was read yet.
    pub(super) fn new(view: &'a View, weights: &'a Weights) -> Self {
        let never = vec![NEVER; view.word_of.len()];
        let alone = vec![f32::NAN; view.words.len()];
        Self { view, weights, alone, first: never.clone(), logits: never }
    }

    /// Reads a unit.
    pub(super) fn read(&mut self, unit: &Unit) {
        let (view, weights) = (self.view, self.weights);
        for at in unit.tokens.clone() {
            let word = self.word(at);
            if word <= WORD_FLOOR {
                continue;
            }
            let mut ask = weights.ask(Question::Cue);
            feature::of_cue(view, unit, at, &mut |f| ask.see(f));
            if let Some(first) = self.first.get_mut(at) {
                *first = word + weights.log(ask.sum());
            }
        }
        let (first, logits) = (&self.first, &mut self.logits);
        around(view, unit, first, |at, around| {
            let mut ask = weights.ask(Question::Again);
            feature::of_again(view, at, around, &mut |f| ask.see(f));
            if let (Some(logit), Some(&first)) = (logits.get_mut(at), first.get(at)) {
                *logit = first + weights.log(ask.sum());
            }
        });
    }

    /// How likely the word of a token reports, whatever stands around it.
    fn word(&mut self, at: usize) -> f32 {
        let number = self.view.word_of.get(at).map_or(usize::MAX, |&n| n as usize);
        let (Some(score), Some(word)) = (self.alone.get_mut(number), self.view.words.get(number))
        else {
            return NEVER;
        };
        if score.is_nan() {
            let mut ask = self.weights.ask(Question::Word);
            feature::of_word(word, &mut |f| ask.see(f));
            *score = self.weights.log(ask.sum());
        }
        *score
    }
}

/// Logit from which a token counts as a possible cue for those around it.
const POSSIBLE: f32 = -4.0;

/// Tells `each` possible cue of a unit what stands around it.
pub fn around(view: &View, unit: &Unit, first: &[f32], mut each: impl FnMut(usize, &Around)) {
    let logit = |at: usize| first.get(at).copied().unwrap_or(NEVER);
    let possible: Vec<usize> = unit.tokens.clone().filter(|&at| logit(at) > POSSIBLE).collect();
    // The surest so far from either end; a farther one loses to a nearer one that is as sure.
    let mut before: Vec<Option<usize>> = Vec::with_capacity(possible.len());
    let mut best: Option<usize> = None;
    for &at in &possible {
        before.push(best);
        if best.is_none_or(|b| logit(b) <= logit(at) || at - b > 12) {
            best = Some(at);
        }
    }
    let mut behind: Vec<Option<usize>> = vec![None; possible.len()];
    best = None;
    for (slot, &at) in behind.iter_mut().zip(&possible).rev() {
        *slot = best;
        if best.is_none_or(|b| logit(b) <= logit(at) || b - at > 12) {
            best = Some(at);
        }
    }
    for ((&at, before), behind) in possible.iter().zip(before).zip(behind) {
        let near = |other: Option<usize>| {
            other.map_or((0, 0), |o| (level(logit(o)).max(1), o.abs_diff(at) as u32))
        };
        let between = before.map_or(at..at, |b| b.max(at.saturating_sub(16)) + 1..at);
        let has = |joint| between.clone().any(|i| view.here(i).joint == joint);
        let found = Around {
            before: near(before),
            behind: near(behind),
            that: has(Joint::That),
            comma: has(Joint::Comma),
            own: level(logit(at)),
        };
        each(at, &found);
    }
}
