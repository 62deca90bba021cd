//! What stands behind a mark that may end a sentence.

use crate::chars;
use crate::cursor::Cursor;
use crate::lexicon::{self, Lexicon};

/// Bytes of a word that are looked at; longer ones are in no list.
pub(super) const WORD_BYTES: usize = 24;

/// Words after a closing quotation mark among which a speech verb is sought: `“Why?” the Rev. Jo Doe
/// asked`.
const SPEAKER_WORDS: usize = 6;

/// Bytes of the longest word before a speech verb whose full stop is an abbreviation's: `Ms.`, `Capt.`
const SHORT_WORD: usize = 4;

/// Bytes of the longest name behind a quotation that stands alone.
const LONGEST_ATTRIBUTION: usize = 40;

/// What follows a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Follow<'a> {
    /// Where its first letter or digit is, or what stands there instead.
    pub(super) at: usize,
    pub(super) opening: Opening,
    /// The quotation marks, brackets and dashes before it.
    marks: &'a str,
    /// Its first word.
    word: &'a str,
    /// A full stop follows the word.
    stopped: bool,
}

/// What the first character of a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Small,
    Capital,
    Digit,
    Other,
}

/// What the text from `at` on begins with.
pub(super) fn read(text: Cursor<'_>, at: usize) -> Follow<'_> {
    let mut start = at;
    while let Some(c) = text.char(start).filter(|&c| start - at < WORD_BYTES && is_opening(c)) {
        start += c.len_utf8();
    }
    let end = text.word_end(start, WORD_BYTES);
    let word = text.slice(start, end);
    let opening = match word.chars().next() {
        // A brand may begin small: `iPhone`, `wikiHow`.
        Some(c) if c.is_lowercase() && !word.contains(char::is_uppercase) => Opening::Small,
        Some(c) if c.is_numeric() => Opening::Digit,
        Some(c) if c.is_alphabetic() => Opening::Capital,
        _ => Opening::Other,
    };
    let stopped = text.char(end) == Some('.');
    Follow { at: start, opening, marks: text.slice(at, start), word, stopped }
}

impl Follow<'_> {
    /// A quotation mark opens before it.
    pub(super) fn is_quoted(&self) -> bool {
        self.marks.contains(['"', '“', '‘', '«', '\''])
    }

    /// A round bracket opens before it.
    pub(super) fn is_bracketed(&self) -> bool {
        self.marks.contains('(')
    }

    /// An ellipsis stands before it.
    pub(super) fn is_dotted(&self) -> bool {
        self.marks.contains("..") || self.marks.contains('…')
    }

    /// The second letter is small, or there is none.
    pub(super) fn is_cased(&self) -> bool {
        self.word.chars().nth(1).is_none_or(char::is_lowercase)
    }

    /// The word begins sentences more often than it goes on with a name.
    pub(super) fn is_starter(&self, lexicon: &Lexicon) -> bool {
        !self.stopped && lexicon.has(lexicon::SENTENCE_STARTERS, self.word)
    }

    /// A Roman numeral or a single letter, but not `I` or `A`.
    pub(super) fn is_numeral(&self) -> bool {
        match self.word {
            "I" | "A" => false,
            word => {
                word.len() == 1
                    || word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
            }
        }
    }

    /// Digits only.
    pub(super) fn is_number(&self) -> bool {
        self.word.bytes().all(|b| b.is_ascii_digit())
    }

    /// A day, month or time zone.
    pub(super) fn continues_time(&self, lexicon: &Lexicon) -> bool {
        let calendar = [lexicon::CALENDAR_MONTH, lexicon::CALENDAR_WEEKDAY];
        let is_day = || lexicon.lists_small(self.word).has_any(&calendar);
        lexicon.has(lexicon::TIME_ZONES, self.word) || self.opening == Opening::Capital && is_day()
    }
}

/// True for what may stand before the first word of a sentence.
fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '¿' | '¡' | '`' | '*' | '_')
        || matches!(c, '-' | '•' | '.' | '…' | ' ' | '\u{a0}')
        || chars::is_dash(c)
}

/// True if a speaker and a speech verb follow: `Ms. Orr asked`.
pub(super) fn is_speaker(text: Cursor<'_>, mut at: usize, lexicon: &Lexicon) -> bool {
    for _ in 0..SPEAKER_WORDS {
        let end = text.word_end(at, WORD_BYTES);
        if end == at {
            return false;
        }
        if lexicon.has(lexicon::SPEECH_VERBS, text.slice(at, end)) {
            return true;
        }
        if text.char(end) == Some('.') && end - at > SHORT_WORD {
            return false;
        }
        at = text.skip(end, |c| matches!(c, '.' | '-' | '’' | '\'' | ' ' | '\u{a0}'));
    }
    false
}

/// True if nothing but a dash and a name is left: `They laugh about it. — Jo Doe`.
pub(super) fn is_attribution(text: Cursor<'_>, at: usize) -> bool {
    let is_line = |c: char| chars::is_dash(c) || c == '-';
    let name = text.slice(text.skip(at, |c| is_line(c) || c == ' '), text.text.len());
    text.char(at).is_some_and(is_line)
        && name.len() <= LONGEST_ATTRIBUTION
        && name.starts_with(char::is_uppercase)
        && !name.contains(['.', '!', '?'])
}

/// True if the chunk of text at `at` looks like a web or mail address, or goes on with a full stop.
pub(super) fn is_address(text: Cursor<'_>, at: usize) -> bool {
    let rest = text.slice(at, text.text.len());
    rest.chars()
        .take(WORD_BYTES)
        .take_while(|c| !c.is_whitespace())
        .any(|c| matches!(c, '/' | '@' | '.'))
}
