//! Byte ranges into the text exactly as pasted.

/// Half-open byte range `[start, end)` into the text exactly as pasted.
///
/// Not serialisable on purpose: what leaves the crate passes through [`crate::wire`], which knows the
/// unit that the receiver counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The one place where `usize` becomes `u32`; texts over 4 GiB are refused before (see
    /// [`crate::MAX_BYTES`]).
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward");
        Self { start: start as u32, end: end as u32 }
    }

    /// The words under the span; empty if the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// As a range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True if nothing is inside.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Without white space at either end.
    #[must_use]
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start as usize + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_cuts_all_unicode_white_space() {
        let text = "\u{a0} a b \u{2003}";
        assert_eq!("a b", Span::new(0, text.len()).trim(text).of(text));
    }

    #[test]
    fn a_span_off_a_character_border_reads_as_nothing() {
        assert_eq!("", Span::new(0, 1).of("é"));
    }
}
