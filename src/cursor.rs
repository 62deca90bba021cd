//! Reading text by byte position, character by character, without slices that could fail.

use crate::chars::{self, Class};

/// A text that is read from any byte position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
}

impl<'a> Cursor<'a> {
    /// The character that starts at a byte.
    #[inline]
    pub(crate) fn char(self, at: usize) -> Option<char> {
        let &byte = self.text.as_bytes().get(at)?;
        if byte.is_ascii() { Some(byte as char) } else { self.text.get(at..)?.chars().next() }
    }

    /// The character that ends before a byte.
    pub(crate) fn before(self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The end of the run of characters from `at` on that belong.
    #[inline]
    pub(crate) fn skip(self, mut at: usize, belongs: impl Fn(char) -> bool) -> usize {
        while let Some(c) = self.char(at).filter(|&c| belongs(c)) {
            at += c.len_utf8();
        }
        at
    }

    /// The end of the blanks from `at` on.
    pub(crate) fn skip_blank(self, at: usize) -> usize {
        self.skip(at, |c| chars::class(c) == Class::Blank)
    }

    /// The text between two bytes; empty if they are no character borders.
    pub(crate) fn slice(self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The end of the letters, digits and marks from `at` on, read for some `limit` bytes at most.
    pub(crate) fn word_end(self, at: usize, limit: usize) -> usize {
        let mut end = at;
        while let Some(c) = self.char(end) {
            if end - at > limit || !(chars::is_word(c) || chars::class(c) == Class::Extend) {
                break;
            }
            end += c.len_utf8();
        }
        end
    }
}
