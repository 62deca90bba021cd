//! Full dates as they stand around an article: with day, month and year.

use crate::cursor::Cursor;
use crate::lexicon::{self, Lexicon, Lists};
use jiff::civil::Date;

/// The calendar, not vocabulary: the first three letters of the months in their order. Whether a word is
/// a month is for the lexicon to say.
const MONTHS: &[u8; 36] = b"janfebmaraprmayjunjulaugsepoctnovdec";

/// Years that an article of the web or of a digitised archive can be of.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2100;

/// Bytes of the longest word in a date: `Wednesday`, `September`.
const WORD_BYTES: usize = 12;

/// Which comes first in `05/06/2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// A date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: Date,
    /// The month is a word.
    pub(super) worded: bool,
}

/// The first date in `text` at or behind `from`.
pub(super) fn find(
    text: &str,
    from: usize,
    order: Option<Order>,
    lexicon: &Lexicon,
) -> Option<Found> {
    let cursor = Cursor { text };
    let mut at = from;
    // A date ends with or has a year in figures: none begins behind the last.
    let last = text.bytes().rposition(|byte| byte.is_ascii_digit())?;
    while let Some(c) = cursor.char(at).filter(|_| at <= last) {
        if c.is_alphanumeric() {
            if let Some(found) = at_word(cursor, at, order, lexicon) {
                return Some(found);
            }
            at = cursor.skip(at, char::is_alphanumeric);
        } else {
            at += c.len_utf8();
        }
    }
    None
}

/// The order of day and month that a text shows: by a date such as `31/12/2024`, or else by how it
/// writes months in words, `May 6` or `6 May`.
pub(super) fn order(text: &str, lexicon: &Lexicon) -> Option<Order> {
    let cursor = Cursor { text };
    let mut worded = None;
    let mut at = 0;
    let mut after_number = false;
    while let Some(c) = cursor.char(at) {
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        if let Some((first, second, ..)) = figures(cursor, at) {
            match (first > 12, second > 12) {
                (true, false) => return Some(Order::DayFirst),
                (false, true) => return Some(Order::MonthFirst),
                _ => {}
            }
        }
        if let Some((_, end)) = month(cursor, at, lexicon) {
            let before_number = day(cursor, gap(cursor, end)).is_some();
            worded = worded.or(match (after_number, before_number) {
                (true, _) => Some(Order::DayFirst),
                (false, true) => Some(Order::MonthFirst),
                (false, false) => None,
            });
        }
        after_number = day(cursor, at).is_some();
        at = cursor.skip(at, char::is_alphanumeric);
    }
    worded
}

/// The date that begins with the word at `at`.
fn at_word(text: Cursor<'_>, at: usize, order: Option<Order>, lexicon: &Lexicon) -> Option<Found> {
    let found = |end, date, worded| Some(Found { start: at, end, date, worded });
    if text.char(at)?.is_ascii_digit() {
        if let Some((date, end)) = iso(text, at) {
            return found(end, date, false);
        }
        if let Some((first, second, year, end)) = figures(text, at) {
            let date = match order {
                _ if first > 12 || first == second => date(year, second, first),
                _ if second > 12 => date(year, first, second),
                Some(Order::DayFirst) => date(year, second, first),
                Some(Order::MonthFirst) => date(year, first, second),
                None => None,
            };
            return found(end, date?, false);
        }
        // `6 May 2024`, `6th of May, 2024`
        let (day, end) = day(text, at)?;
        let of = gap(text, end);
        let end = if text.slice(of, of + 3) == "of " { of + 3 } else { of };
        let (month, end) = month(text, end, lexicon)?;
        let (year, end) = year(text, gap(text, end))?;
        return found(end, date(year, month, day)?, true);
    }
    let (name, end) = word(text, at)?;
    let lists = lexicon.lists_small(name);
    if lists.has(lexicon::CALENDAR_WEEKDAY) {
        let start = gap(text, end);
        let behind = at_word(text, start, order, lexicon)?;
        return (behind.worded || text.char(start)?.is_ascii_digit())
            .then_some(Found { start: at, ..behind });
    }
    // `May 6, 2024`, `Sept. 6th 2024`
    let month = number_of(name, lists)?;
    let (day, end) = day(text, gap(text, end))?;
    let (year, end) = year(text, gap(text, end))?;
    found(end, date(year, month, day)?, true)
}

fn date(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `2024-05-06`, also with `/` or `.`, also with `T` and a time behind it.
fn iso(text: Cursor<'_>, at: usize) -> Option<(Date, usize)> {
    let (year, end) = year(text, at)?;
    let separator = text.char(end).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (month, end) = number(text, end + 1)?;
    (text.char(end)? == separator).then_some(())?;
    let (day, end) = number(text, end + 1)?;
    let behind = text.char(end).filter(|&c| c.is_alphanumeric() && c != 'T');
    behind.is_none().then_some((date(year, month, day)?, end))
}

/// `6/5/2024`, also with `-` or `.`: both numbers as they stand, the year and the end.
fn figures(text: Cursor<'_>, at: usize) -> Option<(u32, u32, i16, usize)> {
    let (first, end) = number(text, at)?;
    let separator = text.char(end).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, end) = number(text, end + 1)?;
    (text.char(end)? == separator).then_some(())?;
    let (year, end) = year(text, end + 1)?;
    Some((first, second, year, end))
}

/// One or two digits that no third follows.
fn number(text: Cursor<'_>, at: usize) -> Option<(u32, usize)> {
    let end = text.skip(at, |c| c.is_ascii_digit());
    let number = text.slice(at, end).parse().ok().filter(|_| end - at <= 2)?;
    Some((number, end))
}

/// `6`, `06`, `6th`.
fn day(text: Cursor<'_>, at: usize) -> Option<(u32, usize)> {
    let (day, end) = number(text, at)?;
    let suffix = text.skip(end, char::is_alphabetic);
    match suffix - end {
        0 => Some((day, end)),
        2 => Some((day, suffix)),
        _ => None,
    }
}

fn year(text: Cursor<'_>, at: usize) -> Option<(i16, usize)> {
    let end = text.skip(at, |c| c.is_ascii_digit());
    let year =
        text.slice(at, end).parse().ok().filter(|year| end - at == 4 && YEARS.contains(year))?;
    Some((year, end))
}

fn month(text: Cursor<'_>, at: usize, lexicon: &Lexicon) -> Option<(u32, usize)> {
    let (word, end) = word(text, at)?;
    Some((number_of(word, lexicon.lists_small(word))?, end))
}

/// The number of the month that a word in these lists names.
fn number_of(word: &str, lists: Lists) -> Option<u32> {
    if !lists.has(lexicon::CALENDAR_MONTH) {
        return None;
    }
    let start = word.to_ascii_lowercase();
    let index = MONTHS.chunks(3).position(|month| start.as_bytes().starts_with(month))?;
    Some(index as u32 + 1)
}

/// The word at `at` and where it ends with its full stop.
fn word(text: Cursor<'_>, at: usize) -> Option<(&str, usize)> {
    let end = text.skip(at, char::is_alphabetic);
    let word = text.slice(at, end);
    let stopped = usize::from(text.char(end) == Some('.'));
    (1..=WORD_BYTES).contains(&word.len()).then_some((word, end + stopped))
}

/// Behind the blanks, comma or hyphen that may stand between the parts of a date.
fn gap(text: Cursor<'_>, at: usize) -> usize {
    let end = text.skip(at, |c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'));
    let comma = text.char(end).is_some_and(|c| matches!(c, ',' | '-' | '/'));
    text.skip(if comma { end + 1 } else { end }, |c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    /// The first date in a text, with the words that say it.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let lexicon = &Model::shared().lexicon;
        let order = order(text, lexicon);
        let found = find(text, 0, order, lexicon)
            .map(|f| format!("{} {}", f.date, text.get(f.start..f.end).expect("a slice")));
        assert_eq!(expected, found.unwrap_or_default());
    }

    #[test]
    fn months_may_be_words() {
        check("Updated 3:14 PM ET, Mon May 6, 2024", "2024-05-06 Mon May 6, 2024");
        check("Published: 06 May 2024 10:12 BST", "2024-05-06 06 May 2024");
        check("Friday, Sept. 6th, 2024", "2024-09-06 Friday, Sept. 6th, 2024");
        check("the 6th of May, 2024", "2024-05-06 6th of May, 2024");
        check("14-Oct-2025", "2025-10-14 14-Oct-2025");
        check("MARCH 3, 2021", "2021-03-03 MARCH 3, 2021");
    }

    #[test]
    fn dates_may_be_figures() {
        check("date 2025-12-14 U.S. Envoy", "2025-12-14 2025-12-14");
        check("2024-05-06T10:12:00Z", "2024-05-06 2024-05-06");
        check("31.12.2024", "2024-12-31 31.12.2024");
        check("12/31/2024", "2024-12-31 12/31/2024");
    }

    #[test]
    fn day_and_month_in_figures_need_evidence() {
        check("05/06/2024", "");
        check("05/06/2024, updated May 7", "2024-05-06 05/06/2024");
        check("05/05/2024", "2024-05-05 05/05/2024");
    }

    #[test]
    fn a_day_without_a_year_is_no_date() {
        check("PARIS, May 3 (Reuters)", "");
        check("31 June 2024", "");
    }
}
