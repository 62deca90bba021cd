//! Finds the marks that may end a sentence, with all that closes behind them.

use super::follow;
use crate::chars::{self, Class};
use crate::cursor::Cursor;
use crate::lexicon::Lexicon;

/// Bytes of the longest note in square brackets: `[better source needed]`.
const LONGEST_NOTE: usize = 24;

/// A run of end marks with what closes behind it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// The first mark.
    pub(super) start: usize,
    /// Behind the last mark, quotation mark, bracket, reference or emoji.
    pub(super) end: usize,
    pub(super) shape: Shape,
    /// A quotation mark closes.
    pub(super) quoted: bool,
    /// A square bracket closes: `[...]`.
    pub(super) bracketed: bool,
    /// A reference such as `[17]` stands behind.
    pub(super) referenced: bool,
}

/// What a mark is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One full stop.
    Stop,
    /// Two or more, or `…`.
    Ellipsis,
    /// With a question or exclamation mark.
    Question,
    /// An end mark of a script without capitals: always ends.
    Foreign,
}

/// True if `c` may end a sentence.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉') || is_foreign(c)
}

fn is_foreign(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

/// The run of end marks at `start` and what closes behind it.
pub(super) fn read(text: Cursor<'_>, start: usize, lexicon: &Lexicon) -> Mark {
    let mut shape = None;
    let mut stops = 0;
    let mut end = start;
    let (mut quoted, mut bracketed) = (false, false);
    while let Some(c) = text.char(end) {
        let next = end + c.len_utf8();
        match c {
            '.' => stops += 1,
            '…' => stops += 2,
            _ if is_foreign(c) => shape = Some(Shape::Foreign),
            _ if is_mark(c) => shape = shape.or(Some(Shape::Question)),
            '”' | '»' | '’' => quoted = true,
            ')' | '}' | '）' | '」' | '』' => {}
            ']' => bracketed = true,
            // A straight quotation mark closes unless a word follows at once.
            '"' | '\'' if !text.char(next).is_some_and(chars::is_word) => quoted = true,
            ' ' | '\u{a0}' if stops > 0 && is_spaced_stop(text, next) => {}
            _ => break,
        }
        end = next;
    }
    let shape = shape.unwrap_or(if stops > 1 { Shape::Ellipsis } else { Shape::Stop });
    let behind = references(text, start, end, lexicon);
    Mark { start, end: face(text, behind), shape, quoted, bracketed, referenced: behind > end }
}

/// True for the later stops of `. . .`.
fn is_spaced_stop(text: Cursor<'_>, at: usize) -> bool {
    text.char(at) == Some('.')
        && text.char(at + 1).is_none_or(|c| chars::class(c) == Class::Blank || is_closing(c))
}

/// The end of the reference marks at `at`: `[17]`, ` [17]`, `[citation needed]`, `²`, or the digits in
/// `ended.23 Then` and `ended. 23 The`.
fn references(text: Cursor<'_>, stop: usize, at: usize, lexicon: &Lexicon) -> usize {
    let mut end = at;
    while let Some(close) = bracket(text, end, end > at) {
        end = close;
    }
    let superscript = text.skip(end, |c| matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}'));
    if superscript > end {
        return superscript;
    }
    let number = text.skip(end, |c| c == ' ');
    let digits = text.skip(number, |c| c.is_ascii_digit());
    let is_note = (1..=2).contains(&(digits - number))
        && text.char(digits) == Some(' ')
        && !text.char(digits + 1).is_some_and(char::is_lowercase)
        && if number == end {
            text.before(stop).is_some_and(char::is_lowercase)
        } else {
            follow::read(text, digits + 1).is_starter(lexicon)
        };
    if is_note { digits } else { end }
}

/// The end of one reference in square brackets. Behind a blank only a number is one, or a note after a
/// number.
fn bracket(text: Cursor<'_>, at: usize, after_reference: bool) -> Option<usize> {
    let open = text.skip(at, |c| c == ' ');
    if text.char(open) != Some('[') {
        return None;
    }
    let mut close = open + 1;
    while close - open <= LONGEST_NOTE {
        match text.char(close)? {
            ']' => break,
            '[' => return None,
            c => close += c.len_utf8(),
        }
    }
    let label = text.slice(open + 1, close);
    let is_number = label.starts_with(|c: char| c.is_ascii_digit())
        && label.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b' ' | b'-'));
    // `[...]` stands for words left out behind the sentence.
    let is_gap = label.chars().all(|c| matches!(c, '.' | '…' | ' '));
    let is_note = open == at || after_reference && label.starts_with(char::is_lowercase);
    (text.char(close) == Some(']') && (is_number || is_note || is_gap)).then_some(close + 1)
}

/// The end of the emoji or emoticon behind a blank at `at`: `right? :) It was`.
fn face(text: Cursor<'_>, at: usize) -> usize {
    let from = text.skip(at, |c| c == ' ');
    let mut end = text.skip(from, |c| match chars::class(c) {
        Class::Symbol => !c.is_ascii() && !is_currency(c),
        Class::Extend => true,
        _ => false,
    });
    if matches!(text.char(from), Some(':' | ';')) {
        let nose = text.skip(from + 1, |c| c == '-');
        let mouth = text.skip(nose, |c| matches!(c, '(' | ')' | 'D' | 'P'));
        if mouth > nose {
            end = mouth;
        }
    }
    let apart = text.char(end).is_none_or(|c| chars::class(c) == Class::Blank);
    if from > at && end > from && apart { end } else { at }
}

/// The signs that stand before sums of money.
fn is_currency(c: char) -> bool {
    matches!(c, '¢'..='¥' | '\u{20a0}'..='\u{20cf}')
}
