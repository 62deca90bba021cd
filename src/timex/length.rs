//! Lengths and recurrences.

use super::day::weekday_name;
use super::{Reading, about, the};
use crate::TimexKind::{Duration, Set};
use crate::TokenKind;
use crate::lexicon::{
    CALENDAR_MONTH, CALENDAR_PART, CALENDAR_RECURRING, CALENDAR_UNIT, FUNCTION_WORDS,
    NUMBERS_CARDINAL, NUMBERS_SCALE, NUMBERS_VAGUE,
};
use crate::reader::Reader;

/// Words of one number in letters that are read: `two hundred and fifty thousand`.
const WORDS: usize = 6;

/// `two weeks`, `a six-month`, `several days`, `an hour`.
pub(super) fn length(r: &Reader, at: usize) -> Option<Reading> {
    // `for years`, `within weeks`.
    let lasts = |before: usize| r.is(before, &["for", "within", "lasted", "took", "takes"]);
    if r.word(at).ends_with('s') && at.checked_sub(1).is_some_and(lasts) && !r.hyphen(at + 1) {
        return Reading::likely(unit(r, at)?, Duration, "timex/length");
    }
    // `decades-long`.
    if unit(r, at).is_some() && r.hyphen(at + 1) && r.is(at + 2, &["long"]) {
        return Reading::clear(at + 3, Duration, "timex/length");
    }
    // `the year ended June 30`.
    if let Some(end) = whole(r, at).filter(|&end| r.is(end, &["ended", "ending"])) {
        return Reading::clear(end, Duration, "timex/length");
    }
    // `the nine months`, `the first nine months`.
    let named = the(r, at);
    let named = named + usize::from(named > at && r.is(named, &["first"]));
    if named > at && !r.is(named, &["a", "an", "one", "second", "half"]) {
        let end = unit(r, count(r, named)?)?;
        let age = r.is(end, &["old"]) || r.hyphen(end);
        return (!age && r.word(end - 1).ends_with('s'))
            .then(|| Reading::clear(end, Duration, "timex/length"))
            .flatten();
    }
    let approximate = about(r, at);
    let amount = count(r, approximate)?;
    // `two to three weeks`.
    let range = r.is(amount, &["to", "or"]) && !r.is(approximate, &["a", "an"]);
    let amount = range.then(|| count(r, amount + 1)).flatten().unwrap_or(amount);
    let hyphen = r.hyphen(amount);
    let name = amount + usize::from(hyphen);
    let name = name + usize::from(r.is(name, &["more", "full", "straight", "consecutive"]));
    let end = unit(r, name)?;
    let one = r.is(approximate, &["a", "an", "one"]);
    // `a day` is a length after `for` or `within`; elsewhere it is as often a rate or any day.
    let bare = at == approximate
        && r.is(at, &["a", "an"])
        && !at.checked_sub(1).is_some_and(|b| {
            r.is(
                b,
                &[
                    "for", "in", "within", "than", "over", "about", "nearly", "almost", "least",
                    "half", "after", "lasted", "took", "under",
                ],
            )
        });
    let second = r.is(name, &["second", "quarter"]) && !hyphen && !one;
    let age = r.is(end, &["old"]) || (r.hyphen(end) && r.is(end + 1, &["old", "olds"]));
    // `a quarter of its food`, `three-quarters of them`.
    let share = r.is(name, &["quarter", "quarters"]) && r.is(end, &["of"]);
    if bare || second || age || share {
        return None;
    }
    Reading::clear(end, Duration, "timex/length")
}

/// `every Tuesday`, `each year`, `annually`, `twice a week` as `a week`.
pub(super) fn recurring(r: &Reader, at: usize) -> Option<Reading> {
    // `a quarterly dividend` says of what kind, not when.
    let said_of = r.kind(at + 1) == Some(TokenKind::Word) && !r.in_list(at + 1, FUNCTION_WORDS);
    if r.is(at, &["quarterly"]) && said_of {
        return None;
    }
    if r.in_list(at, CALENDAR_RECURRING) {
        return Reading::likely(at + 1, Set, "timex/recurring");
    }
    if !r.is(at, &["every", "each"]) {
        return None;
    }
    let start = at + 1 + usize::from(r.is(at + 1, &["other", "single"]));
    let start = count(r, start).unwrap_or(start);
    let recurs = r.in_list(start, CALENDAR_UNIT)
        || r.in_list(start, CALENDAR_PART)
        || weekday_name(r, start)
        || (r.capital(start) && r.in_list(start, CALENDAR_MONTH));
    recurs.then(|| Reading::clear(start + 1, Set, "timex/recurring")).flatten()
}

/// The end of an amount: `two`, `20`, `a`, `several`, `a few`, `two hundred`, `1.5`, `a couple of`.
pub(super) fn count(r: &Reader, at: usize) -> Option<usize> {
    if r.is(at, &["a"]) && r.is(at + 1, &["few", "couple", "dozen"]) {
        return Some(at + 2 + usize::from(r.is(at + 2, &["of"])));
    }
    if r.is(at, &["a", "an"]) || r.in_list(at, NUMBERS_VAGUE) {
        return Some(at + 1);
    }
    let mut end = at;
    while end < at + WORDS {
        let word = r.in_list(end, NUMBERS_CARDINAL)
            || (end > at && r.in_list(end, NUMBERS_SCALE))
            || (r.kind(end) == Some(TokenKind::Number)
                && (r.word(end).bytes().all(|b| b.is_ascii_digit() || b",.".contains(&b))
                    || (end > at && is_fraction(r.word(end)))));
        let joined = end > at
            && (r.hyphen(end) || r.is(end, &["and"]))
            && r.in_list(end + 1, NUMBERS_CARDINAL);
        if !word && !joined {
            break;
        }
        end += 1;
    }
    if end > at && r.is(end, &["and"]) && r.is(end + 1, &["a"]) && r.is(end + 2, &["half"]) {
        end += 3;
    }
    (end > at).then_some(end)
}

/// `1/2` behind a number.
fn is_fraction(word: &str) -> bool {
    matches!(word, "1/2" | "1/4" | "3/4" | "1/3" | "2/3" | "½" | "¼" | "¾")
}

/// The end of `the year`, `the fiscal year`, `the full month`.
pub(super) fn whole(r: &Reader, at: usize) -> Option<usize> {
    if !r.is(at, &["the"]) {
        return None;
    }
    let mut name = at + 1;
    while r.is(name, &["current", "full", "fiscal", "financial", "entire", "whole"]) {
        name += 1;
    }
    r.is(name, &["year", "week", "month"]).then_some(name + 1)
}

/// The end of a unit of time.
pub(super) fn unit(r: &Reader, at: usize) -> Option<usize> {
    r.in_list(at, CALENDAR_UNIT).then_some(at + 1)
}
