//! Days, months, years, weekdays.

use super::{Reading, clock, shift, the};
use crate::lexicon::{
    CALENDAR_MODIFIER, CALENDAR_MONTH, CALENDAR_PART, CALENDAR_WEEKDAY, NUMBERS_CARDINAL,
    NUMBERS_ORDINAL,
};
use crate::reader::Reader;
use crate::{
    TimexKind::{Date, Set},
    TokenKind, numeral,
};

/// Years that news speaks of; other four-digit numbers are amounts.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

/// Words before a bare year.
const BEFORE_YEAR: &[&str] = &[
    "in", "since", "by", "until", "till", "of", "from", "to", "early", "late", "mid", "during",
    "before", "after", "through", "and", "between", "for", "fiscal", "the", "around", "circa",
    "or", "than",
];

/// Behind a number: years that count backwards, which no calendar of the news has.
const BEFORE_CHRIST: &[&str] = &["b.c", "bc", "b.c.e", "bce"];

/// Words before `May` or `March` that make it a month.
const BEFORE_MONTH: &[&str] = &[
    "in", "since", "by", "until", "till", "of", "from", "to", "early", "late", "mid", "during",
    "before", "after", "through", "last", "next", "this", "between", "around", "on", "for",
    "every", "each", "past",
];

/// Words before a weekday that make it one, whatever follows.
const BEFORE_WEEKDAY: &[&str] =
    &["on", "last", "next", "this", "until", "till", "since", "every", "each"];

/// `Monday, May 6, 2024`, `6 May`, `the 14th of October`, `2024-05-06`.
pub(super) fn day(r: &Reader, at: usize) -> Option<Reading> {
    let weekday = weekday_name(r, at).then(|| at + 1 + usize::from(r.is(at + 1, &[","])));
    let end = numeric(r, at)
        .or_else(|| weekday.and_then(|at| month_day(r, at).or_else(|| day_month(r, at))))
        .or_else(|| month_day(r, at))
        .or_else(|| day_month(r, at))?;
    clock::with_part(r, end).or_else(|| Reading::clear(end, Date, "timex/day"))
}

/// `2024-05-06`, `14/10/2025`, `06.05.2024`.
fn numeric(r: &Reader, at: usize) -> Option<usize> {
    let number = |at: usize| r.digits(at).and_then(|d| d.parse::<u32>().ok());
    if r.digits(at).is_some_and(|d| d.len() == 4) && r.word(at + 1) == "-" && r.word(at + 3) == "-"
    {
        let fits = number(at + 2).is_some_and(|m| (1..=12).contains(&m))
            && number(at + 4).is_some_and(|d| (1..=31).contains(&d));
        return fits.then_some(at + 5);
    }
    let word = r.word(at);
    let sign = word.chars().find(|c| !c.is_ascii_digit()).filter(|c| "/.-".contains(*c))?;
    let parts: Vec<u32> = word.split(sign).map(str::parse).collect::<Result<_, _>>().ok()?;
    let fits = |day: u32, month: u32| {
        ((1..=31).contains(&day) && (1..=12).contains(&month))
            || ((1..=12).contains(&day) && (1..=31).contains(&month))
    };
    match parts.as_slice() {
        [a, b, year] if YEARS.contains(year) && fits(*a, *b) => Some(at + 1),
        [year, a, b] if YEARS.contains(year) && fits(*b, *a) => Some(at + 1),
        _ => None,
    }
}

/// `May 6, 2024`, `May 6th`; not `May 2024`.
fn month_day(r: &Reader, at: usize) -> Option<usize> {
    let at = month_name(r, at).then_some(at + 1)?;
    let end = day_number(r, at)?;
    Some(with_year(r, end))
}

/// `6 May 2024`, `the 14th of October`.
fn day_month(r: &Reader, at: usize) -> Option<usize> {
    let start = the(r, at);
    let end = day_number(r, start)?;
    let end = end + usize::from(r.is(end, &["of"]));
    month_name(r, end).then(|| with_year(r, end + 1))
}

/// The end with a year, if one follows.
fn with_year(r: &Reader, at: usize) -> usize {
    let behind = at + usize::from(r.is(at, &[","]));
    if is_year(r, behind) { behind + 1 } else { at }
}

/// The end of a day of the month: `6`, `14th`, `twenty-first` is rare enough to be left.
fn day_number(r: &Reader, at: usize) -> Option<usize> {
    let word = r.word(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?;
    let fits = digits.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d))
        && ["", "st", "nd", "rd", "th"].iter().any(|s| s.eq_ignore_ascii_case(suffix));
    (fits || (r.in_list(at, NUMBERS_ORDINAL) && r.is(at + 1, &["of"]))).then_some(at + 1)
}

fn month_name(r: &Reader, at: usize) -> bool {
    r.capital(at) && r.in_list(at, CALENDAR_MONTH)
}

/// `October 2023`, `last November`, `early May`.
pub(super) fn month(r: &Reader, at: usize) -> Option<Reading> {
    let start = shift(r, at);
    let modified = r.in_list(start, CALENDAR_MODIFIER);
    let start = start + usize::from(modified);
    if !month_name(r, start) {
        return None;
    }
    let of = start + 1 + usize::from(r.is(start + 1, &["of", ","]) && is_year(r, start + 2));
    if is_year(r, of) {
        return Reading::clear(of + 1, Date, "timex/month");
    }
    if let Some((_, end)) = year_in_words(r, of) {
        return Reading::clear(end, Date, "timex/month");
    }
    // `last Oct. 23` is a day.
    if modified && day_number(r, start + 1).is_some() {
        return None;
    }
    let year = start + 1 + usize::from(r.is(start + 1, &["of"]));
    if !modified && r.is(year, &["last", "this", "next"]) && r.is(year + 1, &["year"]) {
        return Reading::clear(year + 2, Date, "timex/month");
    }
    let before = start.checked_sub(1);
    let clear = before.is_some_and(|b| r.is(b, BEFORE_MONTH) || r.hyphen(b));
    let whole = r.word(start).chars().count() > 5;
    if r.is(start, &["may", "march", "mar", "jan", "jun", "jul", "april", "june", "august"])
        && !clear
        && !modified
    {
        // A verb, or somebody's name.
        let name = r.capital(start + 1) || before.is_some_and(|b| r.capital(b));
        let verb = r.is(start, &["may", "march"]);
        return if name || verb { None } else { Reading::likely(start + 1, Date, "timex/month") };
    }
    if whole || clear || modified {
        Reading::clear(start + 1, Date, "timex/month")
    } else {
        Reading::likely(start + 1, Date, "timex/month")
    }
}

/// `in 1998`, `(1998)`, `2025/26`, `fiscal 1989`, `the early 1990s`.
pub(super) fn year(r: &Reader, at: usize) -> Option<Reading> {
    let start = shift(r, the(r, at));
    if decade(r.word(start)) || (start > at && decade_in_words(r, start).is_some()) {
        return Reading::clear(start + 1, Date, "timex/year");
    }
    let century = start + 1 + usize::from(r.hyphen(start + 1));
    if numeral::ordinal(r.word(start)).is_some() && r.is(century, &["century"]) {
        return Reading::clear(century + 1, Date, "timex/year");
    }
    if r.is(start, &["fiscal"]) {
        let year = start + 1 + usize::from(r.is(start + 1, &["year"]));
        let known = is_year(r, year) || double_year(r.word(year));
        return known.then(|| Reading::clear(year + 1, Date, "timex/year")).flatten();
    }
    let named = usize::from(r.is(at, &["the"]) && r.is(at + 1, &["year"])) * 2;
    if let Some((_, end)) = year_in_words(r, at + named) {
        return Reading::clear(end, Date, "timex/year");
    }
    let start = shift(r, at);
    if double_year(r.word(start)) {
        return Reading::likely(start + 1, Date, "timex/year");
    }
    if !is_year(r, start) || r.is(start + 1, BEFORE_CHRIST) {
        return None;
    }
    let before = start.checked_sub(1);
    let bracket = before.is_some_and(|b| matches!(r.word(b), "(" | "–" | "-"))
        && matches!(r.word(start + 1), ")" | "–" | "-" | ",");
    let company = before.is_some_and(|b| r.is(b, BEFORE_YEAR));
    // `for 2000 people` counts; `by 2000, people` dates.
    let counts = r.kind(start + 1) == Some(TokenKind::Word)
        && !r.capital(start + 1)
        && before
            .is_some_and(|b| r.is(b, &["for", "to", "than", "of", "and", "after", "around", "or"]))
        && !r.is(
            start + 1,
            &[
                "and", "or", "to", "when", "as", "with", "after", "before", "by", "in", "but",
                "for", "the", "at", "on", "was", "is", "had", "has", "were",
            ],
        );
    if start > at {
        Reading::clear(start + 1, Date, "timex/year")
    } else if (company && !counts) || bracket {
        Reading::likely(start + 1, Date, "timex/year")
    } else {
        // `the 2016 election`: a year before what it dates.
        let the_year = before
            .is_some_and(|b| r.is(b, &["the", "his", "her", "its", "their", "a", "'s", "’s"]));
        let recent = r.word(start).starts_with("19") || r.word(start).starts_with("20");
        (recent && (the_year || before.is_none()))
            .then(|| Reading::likely(start + 1, Date, "timex/year"))
            .flatten()
    }
}

/// `Friday`, `last Tuesday`, `Friday night`.
pub(super) fn weekday(r: &Reader, at: usize) -> Option<Reading> {
    let start = shift(r, at);
    let modifier = the(r, start);
    let start = if r.in_list(modifier, CALENDAR_MODIFIER) { modifier + 1 } else { start };
    if !weekday_name(r, start) {
        return None;
    }
    let end = start + 1;
    // `Mondays`, `on Tuesday nights`: again and again.
    let ends_in_s = |at: usize| r.word(at).ends_with('s');
    let parts = r.in_list(end, CALENDAR_PART) && ends_in_s(end);
    if (ends_in_s(start) && r.word(start).ends_with("days")) || parts {
        return Reading::clear(end + usize::from(parts), Set, "timex/recurring");
    }
    if let Some(reading) = clock::with_part(r, end) {
        return Some(reading);
    }
    let before = start.checked_sub(1);
    let led = start > at || before.is_some_and(|b| r.is(b, BEFORE_WEEKDAY));
    let short = r.word(start).len() < 6;
    let named = r.capital(end) && r.kind(end) == Some(TokenKind::Word);
    if (named || short) && !led {
        return None;
    }
    Reading::clear(end, Date, "timex/weekday")
}

pub(super) fn weekday_name(r: &Reader, at: usize) -> bool {
    r.capital(at) && r.in_list(at, CALENDAR_WEEKDAY)
}

/// A year of four digits.
pub(super) fn is_year(r: &Reader, at: usize) -> bool {
    r.digits(at).is_some_and(|d| d.len() == 4 && d.parse().is_ok_and(|y| YEARS.contains(&y)))
}

/// `2025/26`.
pub(super) fn double_year(word: &str) -> bool {
    let Some((first, second)) = word.split_once('/') else { return false };
    let (Ok(a), Ok(b)) = (first.parse::<u32>(), second.parse::<u32>()) else { return false };
    first.len() == 4 && YEARS.contains(&a) && (b == (a + 1) % 100 || b == a + 1)
}

/// `nineteen ninety-seven`, `twenty twenty-four`, as broadcasts write it: the year and one past it.
pub(super) fn year_in_words(r: &Reader, at: usize) -> Option<(i16, usize)> {
    let century = match r.word(at).len() {
        6 if r.is(at, &["twenty"]) => 2000,
        8 if r.is(at, &["nineteen"]) => 1900,
        8 if r.is(at, &["eighteen"]) => 1800,
        _ => return None,
    };
    let long = r.hyphen(at + 2) && r.in_list(at + 3, NUMBERS_CARDINAL);
    let end = at + if long { 4 } else { 2 };
    let number = numeral::value((at + 1..end).map(|i| r.word(i)))?;
    let fits = r.in_list(at + 1, NUMBERS_CARDINAL) && (10.0..100.0).contains(&number);
    fits.then_some((century + number as i16, end))
}

/// The first year of `the nineties`.
pub(super) fn decade_in_words(r: &Reader, at: usize) -> Option<i16> {
    const DECADES: [(&str, i16); 8] = [
        ("twenties", 1920),
        ("thirties", 1930),
        ("forties", 1940),
        ("fifties", 1950),
        ("sixties", 1960),
        ("seventies", 1970),
        ("eighties", 1980),
        ("nineties", 1990),
    ];
    DECADES.iter().find(|(name, _)| r.is(at, &[name])).map(|&(_, year)| year)
}

/// `1990s`, `2010s`.
pub(super) fn decade(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(|year| {
        year.len() == 4 && year.ends_with('0') && year.parse().is_ok_and(|y| YEARS.contains(&y))
    })
}
