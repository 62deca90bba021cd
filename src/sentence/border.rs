//! Decides at each mark that may end a sentence whether it does.

use super::follow::{self, Follow, Opening, WORD_BYTES};
use super::mark::{self, Mark, Shape};
use crate::chars::{self, Class};
use crate::cursor::Cursor;
use crate::lexicon::{self, Lexicon, List, Lists};

/// The lists of abbreviations.
const ABBREVIATIONS: &[List] = &[
    lexicon::ABBREVIATIONS_END,
    lexicon::ABBREVIATIONS_MONTH,
    lexicon::ABBREVIATIONS_NAME,
    lexicon::ABBREVIATIONS_NUMBER,
    lexicon::ABBREVIATIONS_OPEN,
];

/// Letters from which on a word before a stop and a small letter is no abbreviation that the lexicon
/// lacks, but a sentence end in careless copy.
const LONG_WORD: usize = 7;

/// Tells `sentence` the start and end of each sentence of `block`, in order; white space at the ends
/// is not cut.
pub(super) fn find(block: &str, lexicon: &Lexicon, mut sentence: impl FnMut(usize, usize)) {
    let reader = Reader { text: Cursor { text: block }, lexicon };
    let (mut start, mut at) = (0, 0);
    // A sentence has a word: marks before it end nothing.
    let mut has_word = false;
    if let Some(end) = reader.label() {
        sentence(0, end);
        (start, at) = (end, end);
    }
    while let Some(found) = reader.next(at) {
        match found {
            Found::Mark(mark) => {
                has_word = has_word
                    || block.get(at..mark.start).is_some_and(|w| w.contains(chars::is_word));
                if has_word && reader.ends(start, &mark) {
                    sentence(start, mark.end);
                    start = mark.end;
                    has_word = false;
                }
                at = mark.end;
            }
            Found::Credit { from, to } => {
                sentence(start, from);
                start = from;
                if to > from {
                    sentence(from, to);
                    start = to;
                }
                at = to.max(from + 1);
                has_word = to == from;
            }
        }
    }
    sentence(start, block.len());
}

enum Found {
    /// Something that may end a sentence.
    Mark(Mark),
    /// A credit such as `Image: Jo Doe`; `to` is where it ends if it stands in brackets, else `from`.
    Credit { from: usize, to: usize },
}

struct Reader<'a> {
    text: Cursor<'a>,
    lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    /// The next place at or behind `at` where a sentence may end.
    fn next(&self, at: usize) -> Option<Found> {
        let bytes = self.text.text.as_bytes();
        let mut from = at;
        loop {
            let place = from + bytes.get(from..)?.iter().position(|&b| may_begin_mark(b))?;
            let c = self.text.char(place)?;
            if mark::is_mark(c) {
                return Some(Found::Mark(mark::read(self.text, place, self.lexicon)));
            }
            if c == ':'
                && let Some(credit) = self.credit(at, place)
            {
                return Some(credit);
            }
            from = place + c.len_utf8();
        }
    }

    /// True if a sentence that began at `start` ends with `mark`.
    fn ends(&self, start: usize, mark: &Mark) -> bool {
        let next = self.text.skip_blank(mark.end);
        if next >= self.text.text.len() || mark.shape == Shape::Foreign {
            return true;
        }
        if follow::is_attribution(self.text, next) {
            return false;
        }
        let word = self.word_before(mark.start);
        let follow = follow::read(self.text, next);
        if next == mark.end {
            return self.ends_without_blank(mark, word, &follow);
        }
        if follow.opening == Opening::Small {
            return self.ends_before_small(mark, word, &follow);
        }
        match mark.shape {
            Shape::Foreign => true,
            Shape::Question => {
                let is_work = follow.is_bracketed() && follow.opening == Opening::Digit;
                let goes_on = mark.quoted && follow::is_speaker(self.text, follow.at, self.lexicon);
                !(is_work || goes_on)
            }
            Shape::Ellipsis => {
                let closed = mark.quoted || mark.bracketed || mark.referenced;
                closed || follow.is_starter(self.lexicon) || follow.is_quoted()
            }
            Shape::Stop => mark.referenced || self.stop_ends(start, mark, word, &follow),
        }
    }

    /// One full stop before a capital, a digit or a sign.
    fn stop_ends(&self, start: usize, mark: &Mark, word: &str, follow: &Follow<'_>) -> bool {
        let lists = self.abbreviation(word);
        let number = follow.opening == Opening::Digit;
        if self.is_list_number(start, mark)
            || lists.has(lexicon::ABBREVIATIONS_OPEN)
            || lists.has(lexicon::ABBREVIATIONS_NUMBER) && (number || follow.is_numeral())
        {
            return false;
        }
        if lists.has(lexicon::ABBREVIATIONS_MONTH) {
            return !number && follow.is_starter(self.lexicon);
        }
        if lists.has(lexicon::ABBREVIATIONS_END) {
            return !follow.continues_time(self.lexicon);
        }
        let is_name = lists.has(lexicon::ABBREVIATIONS_NAME)
            || is_initial(word)
            || is_dotted(word)
            || looks_shortened(word);
        !is_name || follow.is_starter(self.lexicon) || mark.quoted && !number
    }

    /// Before a small letter only clear cases end: an address in brackets, an ellipsis, a long word,
    /// `over the sea! some`.
    fn ends_before_small(&self, mark: &Mark, word: &str, follow: &Follow<'_>) -> bool {
        match mark.shape {
            Shape::Foreign => true,
            Shape::Ellipsis => false,
            Shape::Question => !mark.quoted && word.starts_with(char::is_lowercase),
            Shape::Stop => {
                let address = follow.is_bracketed() && follow::is_address(self.text, follow.at);
                let long = word.len() >= LONG_WORD && !word.contains('.');
                !mark.quoted
                    && (address || follow.is_dotted() || long)
                    && !self.abbreviation(word).has_any(ABBREVIATIONS)
            }
        }
    }

    /// A missing blank between two sentences: `he said.The`, `go!”Then`.
    fn ends_without_blank(&self, mark: &Mark, word: &str, follow: &Follow<'_>) -> bool {
        let whole = word.len() >= 2
            && word.chars().all(char::is_lowercase)
            && !self.abbreviation(word).has_any(ABBREVIATIONS);
        let begins = match follow.opening {
            Opening::Capital => follow.is_cased(),
            // `under threat.15 months`
            Opening::Digit => word.len() > 3 && follow.is_number(),
            Opening::Small | Opening::Other => false,
        };
        (whole || mark.quoted) && begins && !follow::is_address(self.text, follow.at)
    }

    /// True if the stop at `mark` only ends the number of a list line: `1. Mix`, `a. Mix`.
    fn is_list_number(&self, start: usize, mark: &Mark) -> bool {
        if start > 0 || mark.start > WORD_BYTES {
            return false;
        }
        let number = self.text.slice(0, mark.start).trim_start_matches(['(', ' ', '\t']);
        let digits = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
        !number.is_empty() && (digits || number.len() == 1)
    }

    /// The word before `at`, without what opens before it.
    fn word_before(&self, at: usize) -> &'a str {
        let head = self.text.slice(0, at);
        let start = head
            .char_indices()
            .rev()
            .take_while(|&(i, c)| {
                let inside = chars::is_word(c) || c == '.' || chars::class(c) == Class::Extend;
                inside && at - i <= WORD_BYTES
            })
            .last()
            .map_or(at, |(i, _)| i);
        // The end of an address is no word: `?c=d`.
        match self.text.before(start) {
            Some('=' | '/' | '@' | '&' | '_' | '#' | '%') => "",
            _ => self.text.slice(start, at).trim_start_matches('.'),
        }
    }

    /// The lists of the abbreviation that `word` is with a full stop: as written, or else `MR.` as
    /// `Mr.` and `E.g.` as `e.g.`
    fn abbreviation(&self, word: &str) -> Lists {
        let lexicon = self.lexicon;
        let stop =
            |walk| lexicon.step(walk, ".").map_or(Lists::NONE, |walk| lexicon.lists_at(walk));
        let small =
            |walk, word: &str| word.chars().try_fold(walk, |walk, c| lexicon.step_small(walk, c));
        let written = lexicon.step(lexicon.walk(), word).map_or(Lists::NONE, stop);
        if written.has_any(ABBREVIATIONS) || !word.starts_with(char::is_uppercase) {
            return written;
        }
        let first = word.chars().next().map_or(0, char::len_utf8);
        let (initial, rest) = word.split_at_checked(first).unwrap_or_default();
        let walk = if word.contains('.') || word.contains(char::is_lowercase) {
            small(lexicon.walk(), word)
        } else {
            lexicon.step(lexicon.walk(), initial).and_then(|walk| small(walk, rest))
        };
        walk.map_or(Lists::NONE, stop)
    }

    /// The end of the label that a caption begins with: `Figure 1.3`.
    fn label(&self) -> Option<usize> {
        let word = self.text.word_end(0, WORD_BYTES);
        let number = self.text.skip(word, |c| c == ' ' || c == '\u{a0}');
        let end = self.text.skip(number, |c| c.is_ascii_digit() || matches!(c, '.' | '-' | '–'));
        let next = self.text.skip(end, |c| c == ' ');
        let is_label = number > word
            && end > number
            && next > end
            && self.text.char(next)?.is_uppercase()
            && self.lexicon.has(lexicon::FURNITURE_CAPTION, self.text.slice(0, word));
        is_label.then_some(end)
    }

    /// The credit whose colon is at `colon`: `… the harbour Image: Jo Doe`, `(credit: Jo Doe)`.
    fn credit(&self, at: usize, colon: usize) -> Option<Found> {
        let word = self.word_before(colon);
        let mut from = colon - word.len();
        let is_cue = |word: &str| self.lexicon.has(lexicon::FURNITURE_CAPTION, word);
        if from <= at || !is_cue(word) {
            return None;
        }
        if self.text.before(from) == Some('(') {
            if from <= at + 1 {
                return None;
            }
            let close = self.text.skip(colon, |c| !matches!(c, '(' | ')'));
            let closed = self.text.char(close) == Some(')');
            return Some(Found::Credit {
                from: from - 1,
                to: if closed { close + 1 } else { from - 1 },
            });
        }
        // `Image credit:`
        let earlier = self.word_before(from.saturating_sub(1));
        if is_cue(earlier) && from > at + 1 + earlier.len() {
            from -= 1 + earlier.len();
        }
        let apart = self.text.before(from).is_some_and(char::is_whitespace);
        let capital = self.text.char(from).is_some_and(char::is_uppercase);
        (apart && capital).then_some(Found::Credit { from, to: from })
    }
}

/// True for `:` and the first bytes of the marks in UTF-8.
fn may_begin_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b':' | 0xd8 | 0xdb | 0xe0 | 0xe2 | 0xe3 | 0xef)
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Full stops inside, and the first part short: `U.S`, `Ph.D`, but not `www.example.com` or `5.6`.
fn is_dotted(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(first, _)| first.len() <= 2 && first.starts_with(char::is_alphabetic))
}

/// A capital and up to three consonants: `Sgt`, `Blvd`.
fn looks_shortened(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (1..=3).contains(&letters.clone().count())
        && letters
            .all(|c| c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}
