//! Numbers in the sections of a model file: little-endian, or LEB128 where most are small.

/// Takes numbers off the front of some bytes.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn u8(&mut self) -> Option<u8> {
        let (&first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(first)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        let (first, rest) = self.bytes.split_first_chunk::<2>()?;
        self.bytes = rest;
        Some(u16::from_le_bytes(*first))
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        let (first, rest) = self.bytes.split_first_chunk::<4>()?;
        self.bytes = rest;
        Some(u32::from_le_bytes(*first))
    }

    /// An unsigned LEB128 number.
    pub(crate) fn varint(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// So many numbers as [`put_ascending`] puts them, each greater than the one before and under `end`.
    pub(crate) fn rising(&mut self, count: usize, end: usize) -> Option<Vec<usize>> {
        if count > end {
            return None;
        }
        let mut numbers = Vec::with_capacity(count);
        let mut least = 0;
        let mut last = 0;
        for _ in 0..count {
            last += self.varint()? as usize;
            if last < least || last >= end {
                return None;
            }
            numbers.push(last);
            least = last + 1;
        }
        Some(numbers)
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (first, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(first)
    }
}

/// Puts a number as unsigned LEB128.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Puts numbers that never fall as their differences.
pub(crate) fn put_ascending(out: &mut Vec<u8>, values: impl Iterator<Item = u32>) {
    let mut last = 0;
    for value in values {
        put_varint(out, value - last);
        last = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_is_read_again() {
        let values = [0, 0, 1, 127, 128, 300, 1 << 20, u32::MAX];
        let mut bytes = Vec::new();
        put_ascending(&mut bytes, values.into_iter());
        let mut reader = Reader { bytes: &bytes };
        let mut last = 0;
        for value in values {
            last += reader.varint().expect("it is there");
            assert_eq!(value, last);
        }
        assert_eq!(None, reader.varint());
    }
}
