//! Hashes of 64 bits for tables that are looked up and never walked: FNV-1a (Fowler, Noll, Vo) with a finish.

/// A hash of some bytes.
pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mut hash = Bytes::new();
    bytes.into_iter().for_each(|byte| hash.add(byte));
    hash.value()
}

/// The FNV-1a of some bytes as it is, without a finish: what a model file ends with.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = Bytes::new();
    bytes.iter().for_each(|&byte| hash.add(byte));
    hash.0
}

/// A hash in the making.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bytes(u64);

impl Bytes {
    /// Of no bytes.
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes one byte more in.
    pub(crate) fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }

    /// The hash of the bytes so far.
    pub(crate) fn value(self) -> u64 {
        // The upper bits of FNV are mixed badly for short words.
        let mixed = (self.0 ^ self.0 >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
        mixed ^ mixed >> 32
    }
}

/// A hash of characters in small letters.
pub(crate) fn small(letters: impl Iterator<Item = char>) -> u64 {
    let mut buffer = [0; 4];
    let mut bytes = Bytes::new();
    for c in letters.flat_map(char::to_lowercase) {
        c.encode_utf8(&mut buffer).bytes().for_each(|byte| bytes.add(byte));
    }
    bytes.value()
}

/// A number for each of many words, by their hashes: open addressing, a quarter to a half full. A word that is not there is
/// taken for one that is once in 2^48 times as many look-ups as there are words in one place.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// The upper 48 bits are those of the hash, the lower 16 the number and one; 0 is free.
    slots: Vec<u64>,
}

/// Bits of a slot that hold the number.
const NUMBER: u64 = 0xffff;

impl Numbers {
    /// Of words by their hashes; the first number of a word counts.
    pub(crate) fn new(words: &[(u64, u16)]) -> Self {
        let mut slots = vec![0; (words.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for &(hash, number) in words {
            let Some(value) = number.checked_add(1) else { continue };
            let mut at = hash as usize & mask;
            let taken = |&slot: &u64| slot != 0 && slot & !NUMBER != hash & !NUMBER;
            while slots.get(at).is_some_and(taken) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = slots.get_mut(at).filter(|slot| **slot == 0) {
                *slot = hash & !NUMBER | u64::from(value);
            }
        }
        Self { slots }
    }

    /// The number of a word by its hash.
    pub(crate) fn get(&self, hash: u64) -> Option<u16> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at)?;
            if slot == 0 {
                return None;
            }
            if slot & !NUMBER == hash & !NUMBER {
                return ((slot & NUMBER) as u16).checked_sub(1);
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_numbers_and_others_none() {
        let words: Vec<String> = (0..10_000).map(|n| format!("word{n}")).collect();
        let hashes: Vec<(u64, u16)> =
            words.iter().zip(0..).map(|(word, n)| (hash(word.bytes()), n)).collect();
        let numbers = Numbers::new(&hashes);
        for &(hash, number) in &hashes {
            assert_eq!(Some(number), numbers.get(hash));
        }
        assert!((0..10_000).all(|n| numbers.get(hash(format!("other{n}").bytes())).is_none()));
        assert_eq!(None, Numbers::default().get(7));
    }
}
