//! What stands behind a mark that may end a sentence.

use crate::chars;
use crate::cursor::Cursor;
use crate::lexicon::{self, Lexicon};

/// Bytes of a word that are looked at; longer ones are in no list.
pub(super) const WORD_BYTES: usize = 24;

/// Words after a closing quotation mark among which a speech verb is sought: `“Why?” the Rev. Jo Doe
/// asked`.
const SPEAKER_WORDS: usize = 5;

/// Bytes of the longest name behind a quotation that stands alone.
const LONGEST_ATTRIBUTION: usize = 40;

/// What follows a mark.
#[derive(Debug)]
pub(super) struct Follow {
    /// Where its first letter or digit is, or what stands there instead.
    pub(super) at: usize,
    pub(super) opening: Opening,
    /// A quotation mark opens before it.
    pub(super) quoted: bool,
    /// A round bracket opens before it.
    pub(super) bracketed: bool,
    /// An ellipsis stands before it.
    pub(super) dotted: bool,
    /// Its second letter is small.
    pub(super) is_cased: bool,
    /// The word begins sentences more often than it goes on with a name.
    pub(super) is_starter: bool,
    /// A Roman numeral or a single letter, but not `I` or `A`.
    pub(super) is_numeral: bool,
    /// A day, month or time zone.
    pub(super) continues_time: bool,
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
pub(super) fn read(text: Cursor<'_>, at: usize, lexicon: &Lexicon) -> Follow {
    let start = text.skip(at, |c| {
        is_opening(c) || chars::is_dash(c) || matches!(c, '-' | ' ' | '\u{a0}' | '•' | '.' | '…')
    });
    let marks = text.slice(at, start);
    let end = text.word_end(start, WORD_BYTES);
    let word = text.slice(start, end);
    let first = word.chars().next();
    let opening = match first {
        // A brand may begin small: `iPhone`, `wikiHow`.
        Some(c) if c.is_lowercase() && !word.contains(char::is_uppercase) => Opening::Small,
        Some(c) if c.is_numeric() => Opening::Digit,
        Some(c) if c.is_alphabetic() => Opening::Capital,
        _ => Opening::Other,
    };
    let lists = lexicon.lists(word);
    let stopped = text.char(end) == Some('.');
    Follow {
        at: start,
        opening,
        quoted: marks.contains(['"', '“', '‘', '«', '\'']),
        bracketed: marks.contains('('),
        dotted: marks.contains("..") || marks.contains('…'),
        is_cased: word.chars().nth(1).is_none_or(char::is_lowercase),
        is_starter: lists.has(lexicon::SENTENCE_STARTERS) && !stopped,
        is_numeral: is_numeral(word),
        continues_time: lists.has(lexicon::TIME_ZONES)
            || opening == Opening::Capital
                && lexicon
                    .lists_small(word)
                    .has_any(&[lexicon::CALENDAR_MONTH, lexicon::CALENDAR_WEEKDAY]),
    }
}

fn is_numeral(word: &str) -> bool {
    let roman =
        word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'));
    let letter = word.len() == 1 && !matches!(word, "I" | "A");
    roman || letter
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '¿' | '¡' | '`' | '*' | '_')
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
