//! Sums of weights, one for each label, four to a machine word.
//!
//! A word is its four numbers as one sum of powers of 2^16, signs included: a number below zero borrows from the next and
//! reading gives it back. So one addition adds four weights at once, in registers of any kind, WebAssembly's too, and
//! exactly, as long as each sum fits into 16 bits: 258 features with the largest weight would not.

use super::label::LABELS;

/// Scores of the labels of one token, in steps of [`super::crf::Crf::step`].
pub type Scores = [i16; LABELS];

/// Numbers in a word.
const LANES: usize = 4;

/// Bits of a number.
const WIDTH: usize = 16;

/// The lowest number in each lane: lifts all of them above zero, where none borrows.
const LOWEST: u64 = 0x8000_8000_8000_8000;

/// One sum for each label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum([u64; LABELS.div_ceil(LANES)]);

impl Sum {
    /// Adds the sums of all labels.
    #[inline]
    pub fn add(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word = word.wrapping_add(*other);
        }
    }

    /// Adds to one label.
    #[inline]
    pub fn add_one(&mut self, label: u8, weight: i8) {
        let label = usize::from(label);
        if let Some(word) = self.0.get_mut(label / LANES) {
            let lane = i64::from(weight).cast_unsigned() << (label % LANES * WIDTH);
            *word = word.wrapping_add(lane);
        }
    }

    /// As plain numbers.
    pub fn scores(&self) -> Scores {
        let mut scores = [0; LABELS];
        for (scores, word) in scores.chunks_mut(LANES).zip(self.0) {
            let word = word.wrapping_add(LOWEST) ^ LOWEST;
            for (lane, score) in scores.iter_mut().enumerate() {
                *score = (word >> (lane * WIDTH)) as i16;
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_label_keeps_its_own_sum() {
        let (mut sum, mut plain) = (Sum::default(), [0_i16; LABELS]);
        for n in 0..10_000_u32 {
            let label = n.wrapping_mul(0x9e37_79b9) >> 16;
            let (label, weight) = (label as usize % LABELS, ((n % 255) as u8).cast_signed());
            sum.add_one(label as u8, weight);
            plain[label] += i16::from(weight);
        }
        assert_eq!(plain, sum.scores());
        let twice = plain.map(|score| score * 2);
        let once = sum;
        sum.add(&once);
        assert_eq!(twice, sum.scores());
    }
}
