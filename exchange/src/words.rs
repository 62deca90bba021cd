//! Offsets of a text as places in it.

use crate::Unit;
use std::ops::Range;

/// Where in a text each offset of a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Byte offset of each offset of the unit, the end included; inside a character, that of its start.
    bytes: Vec<u32>,
}

impl Words {
    /// Offsets of `text` that count `unit`.
    pub fn new(text: &str, unit: Unit) -> Self {
        let mut bytes = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            bytes.extend(std::iter::repeat_n(at as u32, unit.width(c)));
        }
        bytes.push(text.len() as u32);
        Self { bytes }
    }

    /// The byte at an offset; the first one if there is none.
    pub(crate) fn byte(&self, offset: u32) -> u32 {
        self.bytes.get(offset as usize).copied().unwrap_or_default()
    }

    /// Whether an offset is in the text or at its end.
    pub(crate) fn has(&self, offset: u32) -> bool {
        self.bytes.len() > offset as usize
    }

    /// A range of offsets in bytes.
    pub(crate) fn range(&self, start: u32, end: u32) -> Range<usize> {
        self.byte(start) as usize..self.byte(end) as usize
    }

    /// The words between two offsets of the text that this was made from; none if they do not fit it.
    pub fn of<'t>(&self, text: &'t str, start: u32, end: u32) -> &'t str {
        text.get(self.range(start, end)).unwrap_or_default()
    }
}
