//! Which of many places are filled: a bit a place, and how many are filled before it (Jacobson 1989).
//!
//! Tables of hashed features are mostly empty. Weights are kept without the empty places, and a feature that has none
//! costs one look at a bit, which stays in the nearest cache where the whole table would not.

/// Bits of a word.
const BITS: usize = 64;

/// The filled places of `WORDS * 64`.
#[derive(Debug, Clone)]
pub(crate) struct Filled<const WORDS: usize> {
    bits: Box<[u64; WORDS]>,
    /// By word: filled places before it.
    before: Box<[u32; WORDS]>,
}

impl<const WORDS: usize> Filled<WORDS> {
    /// Of the filled places.
    pub(crate) fn new(places: impl Iterator<Item = usize>) -> Self {
        let mut bits = zeros::<u64, WORDS>();
        for place in places {
            if let Some(word) = bits.get_mut(place / BITS) {
                *word |= 1 << (place % BITS);
            }
        }
        let mut before = zeros::<u32, WORDS>();
        let mut sum = 0;
        for (word, before) in bits.iter().zip(before.iter_mut()) {
            *before = sum;
            sum += word.count_ones();
        }
        Self { bits, before }
    }

    /// 1 if a place is filled, 0 if not.
    #[inline]
    fn bit(&self, place: usize) -> usize {
        // The remainder spares the check whether there is such a word.
        self.bits.get(place / BITS % WORDS).map_or(0, |word| word >> (place % BITS) & 1) as usize
    }

    /// The number of a place among the filled ones; none if it is empty.
    #[inline]
    pub(crate) fn number(&self, place: usize) -> Option<usize> {
        let word = *self.bits.get(place / BITS % WORDS)?;
        let bit = 1 << (place % BITS);
        if word & bit == 0 {
            return None;
        }
        let before = *self.before.get(place / BITS % WORDS)?;
        Some((before + (word & (bit - 1)).count_ones()) as usize)
    }

    /// The filled places, ascending.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.bits.iter().enumerate().flat_map(|(at, &word)| {
            (0..BITS).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * BITS + bit)
        })
    }
}

/// Zeros that were never on the stack.
#[expect(clippy::unnecessary_box_returns, reason = "half a megabyte is too much for the stack")]
fn zeros<T: Clone + Default, const N: usize>() -> Box<[T; N]> {
    let zeros: Result<Box<[T; N]>, _> = vec![T::default(); N].into_boxed_slice().try_into();
    zeros.ok().expect("just made with this length")
}

/// Filled ones of up to `N` places that are asked for together.
///
/// Whether a hashed feature has a weight cannot be foreseen: a branch for each is guessed wrong every third time and holds
/// up all looks behind it. Here none is taken before the last place was looked at.
#[derive(Debug)]
pub(crate) struct Hits<'a, const WORDS: usize, const N: usize> {
    filled: &'a Filled<WORDS>,
    places: [u32; N],
    count: usize,
}

impl<'a, const WORDS: usize, const N: usize> Hits<'a, WORDS, N> {
    /// None yet.
    #[inline]
    pub(crate) fn new(filled: &'a Filled<WORDS>) -> Self {
        Self { filled, places: [0; N], count: 0 }
    }

    /// Looks at one place more; those behind `N` filled ones are lost.
    #[inline]
    pub(crate) fn see(&mut self, place: usize) {
        debug_assert!(self.count < N, "more features than there is room for");
        if let Some(next) = self.places.get_mut(self.count % N) {
            *next = place as u32;
        }
        self.count += self.filled.bit(place);
    }

    /// The numbers of those that are filled.
    #[inline]
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        let places = self.places.get(..self.count).unwrap_or(&self.places);
        places.iter().filter_map(|&place| self.filled.number(place as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_places_are_numbered_in_order() {
        let places = [0, 1, 63, 64, 200, 255];
        let filled = Filled::<4>::new(places.into_iter());
        assert!(filled.places().eq(places));
        for (number, place) in places.into_iter().enumerate() {
            assert_eq!(Some(number), filled.number(place));
        }
        let mut hits = Hits::<4, 8>::new(&filled);
        (0..=64).for_each(|place| hits.see(place));
        assert!(hits.numbers().eq(0..4));
        assert_eq!(None, filled.number(2));
    }
}
