//! From byte offsets to the unit that the receiver counts in.
//!
//! In: the text and a [`Unit`]. Out: a table, made in one pass, that holds one entry for each
//! character that is not ASCII (none for bytes, none for ASCII text), so that a lookup is one binary
//! search in a short list.

/// What a receiver's offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// UTF-8 bytes: Rust, Go, `grep -b`.
    Bytes,
    /// UTF-16 code units: JavaScript, Java, .NET.
    #[default]
    Utf16,
    /// Unicode code points: Python.
    Chars,
}

/// Byte offset to offset in a [`Unit`].
#[derive(Debug)]
pub struct Offsets {
    /// For each character that is shorter in the unit than in bytes: the byte offset behind it, and
    /// by how much offsets from there on are smaller.
    shifts: Vec<(u32, u32)>,
}

impl Offsets {
    /// Reads `text` once.
    pub fn new(text: &str, unit: Unit) -> Self {
        let mut shifts = Vec::new();
        let mut shift = 0;
        if unit != Unit::Bytes && !text.is_ascii() {
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
                let width = if unit == Unit::Utf16 { c.len_utf16() } else { 1 };
                shift += (c.len_utf8() - width) as u32;
                shifts.push(((at + c.len_utf8()) as u32, shift));
            }
        }
        Self { shifts }
    }

    /// The offset in the unit of a byte offset on a character border.
    pub fn at(&self, byte: u32) -> u32 {
        let before = self.shifts.partition_point(|&(end, _)| end <= byte);
        let shift = before.checked_sub(1).and_then(|i| self.shifts.get(i)).map_or(0, |&(_, s)| s);
        byte - shift
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character border of `text`, in the unit.
    #[track_caller]
    fn check(text: &str, unit: Unit, expected: &[u32]) {
        let offsets = Offsets::new(text, unit);
        let borders = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        assert_eq!(expected, borders.map(|at| offsets.at(at as u32)).collect::<Vec<_>>());
    }

    #[test]
    fn an_emoji_is_two_units_of_utf16() {
        check("a😀b", Unit::Utf16, &[0, 1, 3, 4]);
        check("a😀b", Unit::Chars, &[0, 1, 2, 3]);
        check("a😀b", Unit::Bytes, &[0, 1, 5, 6]);
    }

    #[test]
    fn a_combining_mark_is_one_unit() {
        check("e\u{301}x", Unit::Utf16, &[0, 1, 2, 3]);
    }

    #[test]
    fn a_family_joined_by_zero_width_joiners_counts_each_part() {
        check("👩‍👧", Unit::Utf16, &[0, 2, 3, 5]);
    }

    #[test]
    fn the_replacement_of_a_lone_surrogate_is_one_unit() {
        check("\u{fffd}a", Unit::Utf16, &[0, 1, 2]);
    }

    #[test]
    fn a_byte_order_mark_and_right_to_left_letters_are_one_unit_each() {
        check("\u{feff}שלום", Unit::Utf16, &[0, 1, 2, 3, 4, 5]);
    }
}
