//! The place, day and agency that open the first paragraph.

use super::{cue, date, kind, outlet};
use crate::chars;
use crate::cursor::Cursor;
use crate::lexicon::{self, Lexicon};

/// Bytes of the longest dateline: `BANDAR SERI BEGAWAN, Brunei, Wednesday, Dec. 31 (Xinhua) --`.
const LONGEST: usize = 100;

/// Letters of the longest small word inside the name of a place: `Rio de Janeiro`, `Stoke upon Trent`.
const PARTICLE_LETTERS: usize = 4;

/// Words of the longest place before a colon; a longer run of capitals is a headline.
const COLON_WORDS: usize = 4;

/// A dateline at the start of a block, in bytes of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Behind its dash.
    pub(super) end: usize,
    pub(super) place: Option<(usize, usize)>,
    pub(super) outlet: Option<(usize, usize)>,
    /// Ends with a colon, as the names of speakers in a transcript do.
    pub(super) colon: bool,
}

/// What may stand between a dateline and the first words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// A dash with a blank on one side.
    Dash,
    Colon,
    None,
}

/// One stretch of a dateline between commas.
#[derive(Debug, Clone, Copy)]
struct Segment {
    start: usize,
    end: usize,
    /// Says a day, not a place.
    is_day: bool,
}

/// The dateline that `block` begins with.
pub(super) fn read(block: &str, lexicon: &Lexicon) -> Option<Found> {
    let text = Cursor { text: block };
    let (segments, at) = segments(text, lexicon)?;
    let place_count = segments.iter().take_while(|s| !s.is_day).count();
    // `Accra, May 3, GNA - `
    let named = segments
        .iter()
        .skip(1)
        .find(|s| !s.is_day && outlet::is_known(text.slice(s.start, s.end), lexicon));
    let mut place_end =
        segments.iter().take(place_count).filter(|s| named.is_none_or(|n| s.end < n.start));
    let place =
        segments.first().zip(place_end.next_back()).map(|(first, last)| (first.start, last.end));
    let (agency, at) = agency(text, at, lexicon);
    let (closing, end) = closing(text, at);
    let end = behind_date(text, end, lexicon);
    let place = place.and_then(|(start, end)| behind_byline(text, start, end, lexicon));
    let name = place.map_or("", |(start, end)| text.slice(start, end));
    let first = name.split(',').next().unwrap_or("");
    let known = lexicon.lists(first).has_any(&[lexicon::CAPITALS, lexicon::COUNTRIES]);
    let capitals = is_capitals(first) || known;
    let has_day = segments.iter().any(|s| s.is_day);
    let goes_on = text.slice(text.skip_blank(end), block.len()).starts_with(begins_sentence);
    let accepted = goes_on
        && match (agency, closing) {
            (Some(_), Closing::Dash | Closing::Colon) => true,
            (Some(agency), Closing::None) => agency.known && (capitals || place.is_none()),
            (None, Closing::Dash) => {
                place.is_some()
                    && !is_flag(name, lexicon)
                    && (capitals || has_day || named.is_some() || name.contains(','))
            }
            (None, Closing::Colon) => {
                capitals
                    && !is_flag(name, lexicon)
                    && name.split_whitespace().count() <= COLON_WORDS
            }
            (None, Closing::None) => false,
        };
    let outlet = agency.map(|a| (a.start, a.end)).or(named.map(|n| (n.start, n.end)));
    accepted.then_some(Found { end, place, outlet, colon: closing == Closing::Colon })
}

/// A place without the byline that is glued to its front: `By Jo Doe NEW YORK`.
fn behind_byline(
    text: Cursor<'_>,
    start: usize,
    end: usize,
    lexicon: &Lexicon,
) -> Option<(usize, usize)> {
    let name = text.slice(start, end);
    if !cue::read(name, lexicon).lists.has(lexicon::FURNITURE_BYLINE) {
        return Some((start, end));
    }
    let last = |c: char| c.is_lowercase();
    let small = name.rfind(last)?;
    let place = start + small + name.get(small..)?.find(' ')? + 1;
    (place < end).then_some((place, end))
}

/// Behind a full date between the dash and the first words: `CAIRO - 17 July 2022: The`.
fn behind_date(text: Cursor<'_>, at: usize, lexicon: &Lexicon) -> usize {
    let start = text.skip_blank(at);
    let rest = kind::prefix(text.slice(start, text.text.len()), LONGEST);
    let Some(found) = date::find(rest, 0, None, lexicon).filter(|date| date.start == 0) else {
        return at;
    };
    let end = text.skip_blank(start + found.end);
    match text.char(end) {
        Some(c) if c == ':' || c == '-' || chars::is_dash(c) => end + c.len_utf8(),
        _ => at,
    }
}

/// The stretches between commas up to a bracket, dash or colon, and where they end. None if a word is
/// not of a dateline.
fn segments(text: Cursor<'_>, lexicon: &Lexicon) -> Option<(Vec<Segment>, usize)> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut open: Option<Segment> = None;
    let mut at = 0;
    loop {
        at = text.skip(at, |c| c == ' ' || c == '\u{a0}');
        let c = text.char(at).filter(|_| at <= LONGEST)?;
        if chars::is_word(c) {
            let end = word_end(text, at);
            let word = text.slice(at, end);
            let is_day = c.is_ascii_digit() || is_day(word, lexicon);
            let letters = word.chars().count();
            if c.is_lowercase() && (letters > PARTICLE_LETTERS || open.is_none()) {
                return None;
            }
            open = Some(match open {
                Some(segment) => Segment { end, is_day: segment.is_day || is_day, ..segment },
                None => Segment { start: at, end, is_day },
            });
            at = end;
        } else if c == ',' {
            segments.push(open.take()?);
            at += 1;
        } else {
            segments.extend(open);
            return Some((segments, at));
        }
    }
}

/// The end of a word with its inner apostrophes, hyphens and full stops: `N.C.`, `Port-au-Prince`,
/// `Hawke’s`, `Israel/Gaza`.
fn word_end(text: Cursor<'_>, at: usize) -> usize {
    let mut end = at;
    loop {
        end = text.word_end(end, LONGEST);
        match text.char(end) {
            Some('.') => end += 1,
            Some(c)
                if (chars::is_apostrophe(c) || chars::is_hyphen(c) || c == '/')
                    && text.char(end + c.len_utf8()).is_some_and(chars::is_word) =>
            {
                end += c.len_utf8();
            }
            _ => return end,
        }
        if !text.char(end).is_some_and(chars::is_word) {
            return end;
        }
    }
}

fn is_day(word: &str, lexicon: &Lexicon) -> bool {
    let lists = lexicon.lists_small(word.trim_end_matches('.'));
    lists.has_any(&[lexicon::CALENDAR_MONTH, lexicon::CALENDAR_WEEKDAY])
}

#[derive(Debug, Clone, Copy)]
struct Agency {
    start: usize,
    end: usize,
    known: bool,
}

/// The agency in brackets at `at`, and where the brackets end: `(Reuters)`, `(Kurdistan24)`; nothing for
/// a day in brackets.
fn agency(text: Cursor<'_>, at: usize, lexicon: &Lexicon) -> (Option<Agency>, usize) {
    let close = match text.char(at) {
        Some('(') => ')',
        Some('[') => ']',
        _ => return (None, at),
    };
    let start = at + 1;
    let end = text.skip(start, |c| c != close && c != '\n' && c != '.');
    let name = text.slice(start, end);
    if text.char(end) != Some(close)
        || end - start > LONGEST / 2
        || !name.starts_with(char::is_alphanumeric)
    {
        return (None, at);
    }
    let is_date =
        name.contains(|c: char| c.is_ascii_digit()) && name.contains(' ') || is_day(name, lexicon);
    let known = outlet::is_known(name, lexicon) || is_capitals(name);
    let agency = (!is_date).then_some(Agency { start, end, known });
    (agency, end + 1)
}

/// What closes a dateline at `at`, and where it ends.
fn closing(text: Cursor<'_>, at: usize) -> (Closing, usize) {
    let from = text.skip(at, |c| c == ' ' || c == '\u{a0}');
    let blank_before = text.before(from).is_some_and(char::is_whitespace);
    match text.char(from) {
        Some(c) if chars::is_dash(c) => (Closing::Dash, text.skip(from, chars::is_dash)),
        Some(c @ ('•' | '|')) if blank_before => (Closing::Dash, from + c.len_utf8()),
        Some('-') => {
            let end = text.skip(from, |c| c == '-');
            let apart = text.char(end).is_some_and(char::is_whitespace);
            let is_dash = end - from >= 2 || blank_before && apart;
            if is_dash { (Closing::Dash, end) } else { (Closing::None, at) }
        }
        // A dash as some wires send it: `BONN, Germany (AP) _ The`.
        Some('_') if text.char(from + 1).is_some_and(char::is_whitespace) => {
            (Closing::Dash, from + 1)
        }
        Some(':') if text.char(from + 1).is_some_and(char::is_whitespace) => {
            (Closing::Colon, from + 1)
        }
        _ => (Closing::None, at),
    }
}

/// True for `BREAKING`, `WATCH` and their kin, which no place is called.
fn is_flag(name: &str, lexicon: &Lexicon) -> bool {
    let lists = lexicon.lists_small(name);
    lists.has_any(&[lexicon::FURNITURE_META, lexicon::FURNITURE_LINE])
}

/// All letters capital, and two at least.
fn is_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 2 && letters.clone().all(|c| !c.is_lowercase())
}

fn begins_sentence(c: char) -> bool {
    c.is_uppercase()
        || c.is_numeric()
        || matches!(c, '"' | '\'' | '“' | '‘' | '«' | '$' | '£' | '€')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    /// The dateline of a block: all of it, its place, its outlet.
    #[track_caller]
    fn check(block: &str, expected: &str) {
        let part = |part: Option<(usize, usize)>| {
            part.map_or("", |(start, end)| block.get(start..end).expect("a slice")).to_owned()
        };
        let found = read(block, &Model::shared().lexicon).map(|f| {
            format!("{}|{}|{}", block.get(..f.end).expect("a slice"), part(f.place), part(f.outlet))
        });
        assert_eq!(expected, found.unwrap_or_default());
    }

    #[test]
    fn agencies_stand_in_brackets() {
        check("TROY, N.C. (AP) -- The", "TROY, N.C. (AP) --|TROY, N.C.|AP");
        check("ERBIL (Kurdistan24) - U.S. Envoy", "ERBIL (Kurdistan24) -|ERBIL|Kurdistan24");
        check("PARIS, May 3 (Reuters) – The", "PARIS, May 3 (Reuters) –|PARIS|Reuters");
        check(
            "KUALA LUMPUR, Oct 14 (Bernama) -- A",
            "KUALA LUMPUR, Oct 14 (Bernama) --|KUALA LUMPUR|Bernama",
        );
        check("(CNN) The", "(CNN)||CNN");
        check("BONN, Germany (AP)_ The", "BONN, Germany (AP)_|BONN, Germany|AP");
    }

    #[test]
    fn a_place_may_stand_alone() {
        check("LONDON — The", "LONDON —|LONDON|");
        check("Nairobi, Kenya – The", "Nairobi, Kenya –|Nairobi, Kenya|");
        check("NEW DELHI: The", "NEW DELHI:|NEW DELHI|");
        check("PORT-AU-PRINCE, Haiti - “We", "PORT-AU-PRINCE, Haiti -|PORT-AU-PRINCE, Haiti|");
        check("Accra, May 3, GNA - The", "Accra, May 3, GNA -|Accra|GNA");
        check("Doha: A", "Doha:|Doha|");
        check("CAIRO - 17 July 2022: The", "CAIRO - 17 July 2022:|CAIRO|");
        check(
            "By Jo Doe NEW YORK (Reuters) - A",
            "By Jo Doe NEW YORK (Reuters) -|NEW YORK|Reuters",
        );
    }

    #[test]
    fn other_openings_are_no_datelines() {
        check("BREAKING: The", "");
        check("Nick Orr – the sailor – said", "");
        check("NATO forces left", "");
        check("Orr (Labour) said", "");
        check("Ada Orr - The sailor", "");
    }
}
