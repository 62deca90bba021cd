//! Scores of candidates.

use super::key;
use crate::bytes::{Reader, put_varint};

/// Steps of a weight in one unit of log-odds, in training.
pub const STEPS: f32 = 8.0;

/// Two candidates whose scores differ by less are both shown and neither is chosen; in steps. Chosen on
/// the training articles: below it the first is right in hardly more than half of the cases.
const TIE: i32 = 1;

/// Lead over the next choice, in steps, at which the sureness is three quarters; the curve was fitted by
/// eye to the shares of right choices on the training articles.
const HALF_LEAD: f32 = 10.0;

/// The weights of features.
#[derive(Debug)]
pub struct Ranker {
    /// By hashed place: number (upper bits) and weight of a feature; 0 is free.
    slots: Vec<u32>,
}

/// Bits of a weight in a slot.
const WEIGHT_BITS: u32 = 8;

/// Slots for each feature, at least: a feature without a weight mostly meets a free one.
const SPARSE: usize = 3;

impl Ranker {
    /// Reads the section `references.weights` of a model: for each feature, by its number, the step from
    /// the number before (LEB128) and the weight (i8).
    pub fn load(bytes: &[u8]) -> Option<Self> {
        let mut rest = Reader { bytes };
        let mut weights: Vec<(u32, i8)> = Vec::with_capacity(bytes.len() / 2);
        let mut number = 0_u32;
        while !rest.bytes.is_empty() {
            number = number.checked_add(rest.varint()?)?;
            weights.push((number, i8::from_le_bytes([rest.u8()?])));
        }
        Some(Self { slots: slots(&weights) })
    }

    /// What [`Ranker::load`] reads.
    pub fn store(weights: &[(u32, i8)]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(weights.len() * 3);
        let mut last = 0;
        for &(number, weight) in weights {
            put_varint(&mut bytes, number - last);
            last = number;
            bytes.extend(weight.to_le_bytes());
        }
        bytes
    }

    /// The sum of the weights of some features, in steps.
    pub fn score(&self, features: &[u32]) -> i32 {
        features.iter().map(|&feature| i32::from(self.weight(feature))).sum()
    }

    fn weight(&self, feature: u32) -> i8 {
        let mut at = home(feature, self.slots.len());
        while let Some(&slot) = self.slots.get(at).filter(|&&slot| slot != 0) {
            if slot >> WEIGHT_BITS == feature {
                return (slot as u8).cast_signed();
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        0
    }
}

/// Weights by hashed place; of two of one number, only training knows such, the first counts.
fn slots(weights: &[(u32, i8)]) -> Vec<u32> {
    let mut slots = vec![0; (weights.len() * SPARSE).next_power_of_two()];
    for &(number, weight) in weights.iter().filter(|(number, _)| number >> key::BITS == 0) {
        let mut at = home(number, slots.len());
        while slots.get(at).is_some_and(|&slot| slot != 0) {
            at = (at + 1) & (slots.len() - 1);
        }
        if let Some(slot) = slots.get_mut(at).filter(|_| weight != 0) {
            *slot = number << WEIGHT_BITS | u32::from(weight.cast_unsigned());
        }
    }
    slots
}

/// Where the look for a number begins: numbers are hashes, their upper bits are as good as any.
fn home(number: u32, slots: usize) -> usize {
    ((u64::from(number) * slots as u64) >> key::BITS) as usize
}

/// What the scores say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// Number of the best choice.
    pub best: Option<usize>,
    /// Number of the next one.
    pub rival: Option<usize>,
    /// True if the two are about as good.
    pub tied: bool,
    /// Sureness of the best.
    pub score: f32,
}

/// Compares choices; of equals the first is better.
pub fn decide(scores: &[i32]) -> Decision {
    let better = |skip: Option<usize>| {
        let others = scores.iter().enumerate().filter(|&(at, _)| Some(at) != skip);
        others.fold(None, |best: Option<(usize, i32)>, (at, &score)| match best {
            Some((_, known)) if known >= score => best,
            _ => Some((at, score)),
        })
    };
    let best = better(None);
    let rival = better(best.map(|(at, _)| at));
    let lead = match (best, rival) {
        (Some((_, a)), Some((_, b))) => a.saturating_sub(b),
        _ => 0,
    };
    let share = lead as f32 / (lead as f32 + HALF_LEAD);
    Decision {
        best: best.map(|(at, _)| at),
        rival: rival.map(|(at, _)| at),
        tied: lead < TIE,
        score: 0.5 + share / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_weights_are_refused() {
        assert!(Ranker::load(&[1]).is_none());
        assert!(Ranker::load(&[0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 1]).is_none());
        assert!(Ranker::load(&[]).is_some());
    }

    #[test]
    fn the_best_wins_and_equals_tie() {
        let decision = decide(&[3, 30, 5]);
        assert_eq!((Some(1), Some(2), false), (decision.best, decision.rival, decision.tied));
        assert!(decide(&[7, 7]).tied);
        assert_eq!(None, decide(&[]).best);
    }
}
