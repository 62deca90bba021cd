//! A range coder: numbers in as many bits as they are surprising, given what came before in like places.
//!
//! The coder of LZMA (Igor Pavlov, public domain), with odds that are learned by counting. It packs labels and weights of
//! the recogniser of names, where what a number may be depends on its neighbours and a general compressor, which sees
//! a string of bytes, needs a seventh more.

/// How likely a bit is 0, learned from the bits seen so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Odds {
    /// Of 65,536.
    zero: u16,
    /// How many bits were seen, up to [`LATE`].
    seen: u16,
}

/// From so many bits on each one counts the same as the last.
const LATE: u16 = 250;

impl Odds {
    const EVEN: Self = Self { zero: 1 << 15, seen: 0 };

    /// Of 65,536; never so small that a bit cannot be told.
    fn zero(self) -> u32 {
        u32::from(self.zero).clamp(64, (1 << 16) - 64)
    }

    /// The mean of the bits seen, with half a one and half a zero before them.
    fn learn(&mut self, one: bool) {
        let weight = 2 * u32::from(self.seen) + 4;
        if one {
            self.zero -= (2 * u32::from(self.zero) / weight) as u16;
        } else {
            self.zero += (2 * u32::from(u16::MAX - self.zero) / weight) as u16;
        }
        self.seen = (self.seen + 1).min(LATE);
    }
}

/// The odds of numbers of some bits in some contexts.
#[derive(Debug)]
pub(crate) struct Table {
    bits: u32,
    odds: Vec<Odds>,
}

impl Table {
    pub(crate) fn new(bits: u32, contexts: usize) -> Self {
        Self { bits, odds: vec![Odds::EVEN; contexts << bits] }
    }

    /// The odds of the bits of one context, by the bits before with a one in front.
    fn context(&mut self, context: usize) -> &mut [Odds] {
        let first = context << self.bits;
        self.odds.get_mut(first..first + (1 << self.bits)).unwrap_or_default()
    }
}

/// The range is widened below this.
const NARROW: u32 = 1 << 24;

/// Writes numbers.
#[derive(Debug)]
pub(crate) struct Encoder {
    low: u64,
    range: u32,
    /// The last byte, which a carry may still change, and how many of 255 stand behind it.
    last: u8,
    pending: usize,
    first: bool,
    out: Vec<u8>,
}

impl Encoder {
    pub(crate) fn new() -> Self {
        Self { low: 0, range: u32::MAX, last: 0, pending: 0, first: true, out: Vec::new() }
    }

    /// One number below two to the power of the table's bits.
    pub(crate) fn put(&mut self, table: &mut Table, context: usize, value: u32) {
        let bits = table.bits;
        let odds = table.context(context);
        let mut node = 1;
        for bit in (0..bits).rev() {
            let one = value >> bit & 1 == 1;
            let Some(odds) = odds.get_mut(node) else { return };
            let bound = (self.range >> 16) * odds.zero();
            if one {
                self.low += u64::from(bound);
                self.range -= bound;
            } else {
                self.range = bound;
            }
            odds.learn(one);
            node = node << 1 | usize::from(one);
            while self.range < NARROW {
                self.range <<= 8;
                self.shift();
            }
        }
    }

    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if carry == 1 || self.low < 0xff00_0000 {
            if !self.first {
                self.out.push(self.last.wrapping_add(carry));
            }
            self.first = false;
            self.out.extend(std::iter::repeat_n(0xff_u8.wrapping_add(carry), self.pending));
            self.pending = 0;
            self.last = (self.low >> 24) as u8;
        } else {
            self.pending += 1;
        }
        self.low = self.low << 8 & 0xffff_ffff;
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.out
    }
}

/// Reads numbers; from damaged bytes any numbers, but never beyond their bits.
#[derive(Debug)]
pub(crate) struct Decoder<'a> {
    code: u32,
    range: u32,
    rest: std::slice::Iter<'a, u8>,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut decoder = Self { code: 0, range: u32::MAX, rest: bytes.iter() };
        for _ in 0..4 {
            decoder.shift();
        }
        decoder
    }

    fn shift(&mut self) {
        self.code = self.code << 8 | u32::from(self.rest.next().copied().unwrap_or(0));
    }

    pub(crate) fn take(&mut self, table: &mut Table, context: usize) -> u32 {
        let bits = table.bits;
        let odds = table.context(context);
        let mut node = 1;
        for _ in 0..bits {
            let Some(odds) = odds.get_mut(node) else { return 0 };
            let bound = (self.range >> 16) * odds.zero();
            let one = self.code >= bound;
            if one {
                self.code -= bound;
                self.range -= bound;
            } else {
                self.range = bound;
            }
            odds.learn(one);
            node = node << 1 | usize::from(one);
            while self.range < NARROW {
                self.range <<= 8;
                self.shift();
            }
        }
        (node - (1 << bits)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of 7 bits in two contexts, mostly small, with runs of the largest.
    fn numbers() -> Vec<(usize, u32)> {
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 16
        };
        (0..20_000)
            .map(|at| match at % 1000 {
                0..40 => (0, 127),
                _ => ((next() & 1) as usize, next() & next() & next() & 127),
            })
            .collect()
    }

    #[test]
    fn what_was_put_is_read_again_in_less_room() {
        let mut encoder = Encoder::new();
        let mut table = Table::new(7, 2);
        numbers().into_iter().for_each(|(context, value)| encoder.put(&mut table, context, value));
        let bytes = encoder.finish();
        assert!(bytes.len() < 20_000 * 5 / 8, "{}", bytes.len());
        let mut decoder = Decoder::new(&bytes);
        let mut table = Table::new(7, 2);
        for (context, value) in numbers() {
            assert_eq!(value, decoder.take(&mut table, context));
        }
    }

    #[test]
    fn damaged_bytes_give_numbers_of_the_table_and_never_panic() {
        for byte in [0, 1, 0x7f, 0xff] {
            let bytes = [byte; 9];
            let mut decoder = Decoder::new(&bytes);
            let mut table = Table::new(6, 1);
            assert!((0..100).all(|_| decoder.take(&mut table, 0) < 64));
        }
    }
}
