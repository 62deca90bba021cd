//! What is known of words, kept with the model from one text to the next.
//!
//! News is written in few words: most that stand in an article stood in one before it. A memory holds so many words and no
//! more; a word has two places, and whoever comes first stays, for common words come early. What is kept is the same
//! value that would be made again, so that no result depends on what was read before.

use std::sync::OnceLock;

/// Words that are kept at most.
const PLACES: usize = 1 << PLACE_BITS;

const PLACE_BITS: u32 = 13;

/// A value with what it is made of, once it has come.
type Place<K, V> = OnceLock<Box<(K, V)>>;

/// Values by what they are made of.
#[derive(Debug)]
pub(crate) struct Memory<K, V> {
    places: Box<[Place<K, V>]>,
}

impl<K: PartialEq + Copy, V: Default> Memory<K, V> {
    /// Of nothing.
    pub(crate) fn new() -> Self {
        Self { places: (0..PLACES).map(|_| OnceLock::new()).collect() }
    }

    /// What is kept of `key`, which has this hash, or is kept from now on; none if others have its places.
    pub(crate) fn of(&self, hash: u32, key: &K) -> Option<&V> {
        let places = [hash >> (32 - PLACE_BITS), hash & (PLACES as u32 - 1)];
        places.into_iter().find_map(|place| {
            let place = self.places.get(place as usize)?;
            let (other, value) = &**place.get_or_init(|| Box::new((*key, V::default())));
            (other == key).then_some(value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stay_and_nobody_is_taken_for_another() {
        let memory = Memory::<u64, OnceLock<u64>>::new();
        let hash = |n: u64| (n as u32).wrapping_mul(0x9e37_79b9);
        let mut kept = 0;
        for round in 0..2 {
            let mut now = 0;
            for n in 0..3 * PLACES as u64 {
                if let Some(value) = memory.of(hash(n), &n) {
                    assert_eq!(n, *value.get_or_init(|| n));
                    now += 1;
                }
            }
            assert!(now > PLACES / 2 && now <= PLACES);
            assert!(round == 0 || now == kept, "who is kept stays");
            kept = now;
        }
    }
}
