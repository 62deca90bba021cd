//! Which of many places are filled: a bit a place, and how many are filled before it (Jacobson 1989).
//!
//! Tables of hashed features are mostly empty. Weights are kept without the empty places, and a feature that has none
//! costs one look at a bit, which stays in the nearest cache where the whole table would not.

/// Bits of a word.
const BITS: usize = 64;

/// The filled places.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filled {
    bits: Vec<u64>,
    /// By word: filled places before it.
    before: Vec<u32>,
}

impl Filled {
    /// Of `size` places.
    pub(crate) fn new(size: usize, places: impl Iterator<Item = usize>) -> Self {
        let mut bits = vec![0_u64; size.div_ceil(BITS)];
        for place in places {
            if let Some(word) = bits.get_mut(place / BITS) {
                *word |= 1 << (place % BITS);
            }
        }
        let before = bits.iter().scan(0, |sum, word| {
            let before = *sum;
            *sum += word.count_ones();
            Some(before)
        });
        Self { before: before.collect(), bits }
    }

    /// The number of a place among the filled ones; none if it is empty.
    #[inline]
    pub(crate) fn number(&self, place: usize) -> Option<usize> {
        let word = *self.bits.get(place / BITS)?;
        let bit = 1 << (place % BITS);
        if word & bit == 0 {
            return None;
        }
        let before = *self.before.get(place / BITS)?;
        Some((before + (word & (bit - 1)).count_ones()) as usize)
    }

    /// The filled places, ascending.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.bits.iter().enumerate().flat_map(|(at, &word)| {
            (0..BITS).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * BITS + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_places_are_numbered_in_order() {
        let places = [0, 1, 63, 64, 200, 255];
        let filled = Filled::new(256, places.into_iter());
        assert!(filled.places().eq(places));
        for (number, place) in places.into_iter().enumerate() {
            assert_eq!(Some(number), filled.number(place));
        }
        assert_eq!(None, filled.number(2));
        assert_eq!(None, filled.number(9_999));
    }
}
