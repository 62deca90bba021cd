//! Hashes of 64 bits for tables that are looked up and never walked: FNV-1a (Fowler, Noll, Vo) with a finish.

/// A hash of some bytes.
pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mut hash = Bytes::new();
    bytes.into_iter().for_each(|byte| hash.add(byte));
    hash.value()
}

/// What a model file has of the bytes behind it: FNV-1a over eight bytes at a time, the last ones filled up with zeros, and
/// over their number. A byte at a time took an eighth of the time of loading.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = Bytes::new();
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
    words.iter().chain([&last]).for_each(|&word| hash.add_word(u64::from_le_bytes(word)));
    hash.add_word(bytes.len() as u64);
    hash.value()
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
        self.add_word(byte.into());
    }

    /// Takes eight bytes more in at once.
    fn add_word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x100_0000_01b3);
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

/// The same of a word.
pub(crate) fn small_word(word: &str) -> u64 {
    if word.is_ascii() {
        return hash(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    small(word.chars())
}

/// Numbers for hashes in the order in which they first come: open addressing, half full at most.
#[derive(Debug)]
pub(crate) struct Numbering {
    /// A hash and its number, which is [`FREE`] in a free slot.
    slots: Vec<(u64, u32)>,
    count: u32,
}

/// Different things for which room is made at most before any is read. A long text says new things in the same words:
/// room for what half of the tokens of 10 MB might need would be 130 MB, and WebAssembly gives no memory back.
pub(crate) const ROOM: usize = 8192;

/// No number.
const FREE: u32 = u32::MAX;

impl Numbering {
    /// For about so many hashes, and any number more.
    pub(crate) fn new(expected: usize) -> Self {
        let slots = (expected.min(ROOM) * 2).next_power_of_two().max(64);
        Self { slots: vec![(0, FREE); slots], count: 0 }
    }

    /// How many hashes have a number.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// The number of a hash; the next one if it is new.
    pub(crate) fn number(&mut self, hash: u64) -> u32 {
        self.number_where(hash, |_| true)
    }

    /// The number of the thing with this hash for which `same` holds; the next one if it is new.
    pub(crate) fn number_where(&mut self, hash: u64, same: impl Fn(u32) -> bool) -> u32 {
        if self.count as usize * 2 >= self.slots.len() {
            let larger = vec![(0, FREE); self.slots.len() * 2];
            for (hash, number) in std::mem::replace(&mut self.slots, larger) {
                if number != FREE
                    && let Some(slot) = self.slot(hash, |_| false)
                {
                    *slot = (hash, number);
                }
            }
        }
        let next = self.count;
        let Some(slot) = self.slot(hash, same) else { return next };
        if slot.1 != FREE {
            return slot.1;
        }
        *slot = (hash, next);
        self.count += 1;
        next
    }

    /// The number of the thing with this hash for which `same` holds, if it has one.
    pub(crate) fn find(&self, hash: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        let &(_, number) = self.slots.get(self.place(hash, same))?;
        (number != FREE).then_some(number)
    }

    /// Where a thing stands or is to stand.
    fn slot(&mut self, hash: u64, same: impl Fn(u32) -> bool) -> Option<&mut (u64, u32)> {
        let at = self.place(hash, same);
        self.slots.get_mut(at)
    }

    fn place(&self, hash: u64, same: impl Fn(u32) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self
            .slots
            .get(at)
            .is_some_and(|&(other, number)| number != FREE && !(other == hash && same(number)))
        {
            at = (at + 1) & mask;
        }
        at
    }
}

/// A number for each of many words, by their hashes: open addressing, a quarter to a half full. A word that is not there is
/// taken for one that is once in 2^48 times as many look-ups as there are words in one place.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// The upper 48 bits are those of the hash, the lower 16 the number and one; 0 is free.
    slots: Vec<u64>,
    /// A bit for each of [`SHADOWS`] times as many places, set where a word is: most words that are asked for are not there,
    /// and this stays in a nearer cache than the slots.
    shadows: Vec<u64>,
}

/// Bits in the shadows for each slot: one asked for in vain meets a set bit once in eight to sixteen times.
const SHADOWS: usize = 4;

/// The word of 64 shadows, of so many, and the bit in it that a hash has.
fn shadow(hash: u64, words: usize) -> (usize, u64) {
    ((hash >> 32) as usize & words.wrapping_sub(1), 1 << (hash >> 26 & 63))
}

/// Bits of a slot that hold the number.
const NUMBER: u64 = 0xffff;

impl Numbers {
    /// Of words by their hashes; the first number of a word counts.
    pub(crate) fn new(words: &[(u64, u16)]) -> Self {
        let mut slots = vec![0; (words.len() * 2).next_power_of_two()];
        let mut shadows = vec![0; (slots.len() * SHADOWS).div_ceil(64)];
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
            let (word, bit) = shadow(hash, shadows.len());
            if let Some(word) = shadows.get_mut(word) {
                *word |= bit;
            }
        }
        Self { slots, shadows }
    }

    /// The number of a word by its hash.
    pub(crate) fn get(&self, hash: u64) -> Option<u16> {
        let (word, bit) = shadow(hash, self.shadows.len());
        if self.shadows.get(word).is_none_or(|word| word & bit == 0) {
            return None;
        }
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
    fn hashes_are_numbered_as_they_come() {
        let mut numbering = Numbering::new(1);
        for round in 0..2 {
            for n in 0..1_000_u32 {
                assert_eq!(n, numbering.number(small_word(&format!("Word{n}"))), "round {round}");
            }
        }
        assert_eq!(1_000, numbering.count());
    }

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
