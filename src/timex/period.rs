//! Quarters, seasons, and what leans on the day of writing.

use super::day::{is_year, year_in_words};
use super::length::{count, unit, whole};
use super::{Reading, about, clock, shift, the};
use crate::TimexKind::{Date, Duration, Time};
use crate::TokenKind;
use crate::lexicon::{
    CALENDAR_DEICTIC, CALENDAR_MODIFIER, CALENDAR_MONTH, CALENDAR_SEASON, FUNCTION_WORDS,
    NUMBERS_ORDINAL,
};
use crate::reader::Reader;

/// `the third quarter of 2024`, `third-quarter`, `Q3`, `the September quarter`, `this year's third quarter`, `the
/// 1988 quarter`.
pub(super) fn quarter(r: &Reader, at: usize) -> Option<Reading> {
    let start = the(r, at);
    let of_year = quarter_year(r, start);
    let name = of_year.unwrap_or(start);
    let name = name + usize::from(r.is(name, &["fiscal"]));
    let end = if matches!(r.word(name), "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2") {
        name + 1
    } else if r.in_list(name, NUMBERS_ORDINAL)
        || r.in_list(name, CALENDAR_MONTH)
        || r.is(name, &["latest"])
        || (r.is(name, &["last"]) && r.is(name + 1, &["half"]))
    {
        let hyphen = r.hyphen(name + 1);
        // `the third-quarter loss` is a loss, not a quarter, with an article.
        if hyphen && start > at {
            return None;
        }
        let name = name + 1 + usize::from(hyphen);
        let fiscal = name + usize::from(r.is(name, &["fiscal"]));
        let half =
            || r.is(fiscal, &["half"]) && (of_year.is_some() || is_year(r, of(r, fiscal + 1)));
        let period = || r.is(name - 1, &["latest"]) && r.is(name, &["period"]);
        (r.is(fiscal, &["quarter"]) || half() || period()).then_some(fiscal + 1)?
    } else {
        let bare = start > at && r.is(name, &["quarter"]) && !r.hyphen(name + 1);
        bare.then_some(name + 1)?
    };
    let year = of(r, end);
    Reading::clear(if is_year(r, year) { year + 1 } else { end }, Date, "timex/quarter")
}

/// The end of the year before a quarter: `1988`, `last year's`, `year-earlier`.
fn quarter_year(r: &Reader, at: usize) -> Option<usize> {
    if is_year(r, at) {
        return Some(at + 1);
    }
    if r.is(at, &["year"]) && r.hyphen(at + 1) && r.is(at + 2, &["earlier", "ago"]) {
        return Some(at + 3);
    }
    let possessive = r.is(at + 2, &["'s", "’s"]);
    (r.in_list(at, CALENDAR_MODIFIER) && r.is(at + 1, &["year"]) && possessive).then_some(at + 3)
}

/// The place behind `of`, if it stands at `at`.
fn of(r: &Reader, at: usize) -> usize {
    at + usize::from(r.is(at, &["of", "in"]))
}

/// `yesterday`, `tomorrow night`, `now`.
pub(super) fn deictic(r: &Reader, at: usize) -> Option<Reading> {
    // `in the past`, `the near future`; not `the past presidents`.
    let side = the(r, at);
    let near = side + usize::from(r.is(side, &["near", "distant", "immediate", "foreseeable"]));
    let alone = r.kind(near + 1) != Some(TokenKind::Word) || r.in_list(near + 1, FUNCTION_WORDS);
    let side = side > at && r.is(near, &["past", "future"]) && alone && !r.hyphen(near + 1);
    if side && !r.is(near + 1, &["of", "for", "is", "was", "has", "looks"]) {
        return Reading::likely(near + 1, Date, "timex/deictic");
    }
    let start = if r.is(at, &["late", "early", "earlier", "later"]) { at + 1 } else { at };
    if !r.in_list(start, CALENDAR_DEICTIC) {
        return None;
    }
    if r.is(start, &["tonight"]) {
        return Reading::clear(start + 1, Time, "timex/deictic");
    }
    if r.is(start, &["yesterday", "tomorrow"])
        && let Some(reading) = clock::with_part(r, start + 1)
    {
        return Some(reading);
    }
    Reading::clear(start + 1, Date, "timex/deictic")
}

/// `last week`, `earlier this month`, `two years ago`, `a week earlier`.
pub(super) fn relative(r: &Reader, at: usize) -> Option<Reading> {
    const WHY: &str = "timex/relative";
    if let Some(end) = year_earlier(r, at) {
        return Reading::clear(end, Date, WHY);
    }
    let shifted = shift(r, at + usize::from(r.is(at, &["earlier", "later"])));
    let start = the(r, shifted);
    // `the weekend`, `that day`.
    if (start > shifted && r.is(start, &["weekend"]) && !r.hyphen(start + 1))
        || (r.is(start, &["that"]) && r.is(start + 1, &["day", "week", "month", "year", "night"]))
    {
        return Reading::clear(start + 1 + usize::from(r.is(start, &["that"])), Date, WHY);
    }
    if r.in_list(start, CALENDAR_MODIFIER) {
        let modifier = start;
        let counted = count(r, modifier + 1);
        let singular =
            unit(r, modifier + 1).filter(|_| !r.is(modifier, &["same"]) || start > shifted);
        if let Some(end) = singular {
            let plural = r.word(modifier + 1).to_ascii_lowercase().ends_with('s');
            // `recent years` are somewhen, `the following years` a length.
            let lasts = plural && r.is(modifier, &["following", "preceding"]);
            let kind =
                if lasts || (r.is(modifier, &["past"]) && !plural) { Duration } else { Date };
            return Reading::clear(end, kind, WHY);
        }
        if let Some(end) = counted.and_then(|end| unit(r, end)) {
            return Reading::clear(end, Duration, WHY);
        }
        return None;
    }
    if let Some(end) = year_end(r, at).or_else(|| spoken_of(r, at)) {
        return Reading::likely(end, Date, WHY);
    }
    let amount = count(r, about(r, at))?;
    let end = unit(r, amount + usize::from(r.hyphen(amount)))?;
    // `two days before the vote` is a length before it; `two days before.` a day.
    let before = r.is(end, &["before"]) && r.kind(end + 1).is_none_or(|k| k == TokenKind::Punct);
    (before || r.is(end, &["ago", "earlier", "later", "afterwards", "hence"]))
        .then(|| Reading::clear(end + usize::from(!r.is(end, &["before"])), Date, WHY))
        .flatten()
}

/// The end of `year-end`, `year's end`, `year end`.
fn year_end(r: &Reader, at: usize) -> Option<usize> {
    let start = the(r, at);
    let joint = r.hyphen(start + 1) || r.is(start + 1, &["'s", "’s"]);
    let end = start + 1 + usize::from(joint);
    (r.is(start, &["year"]) && r.is(end, &["end"])).then_some(end + 1)
}

/// The end of `the year`, `the week`, where they are those of writing: `for the week,`, `the year's first`.
fn spoken_of(r: &Reader, at: usize) -> Option<usize> {
    let end = whole(r, at)?;
    let closes = r.kind(end).is_none_or(|k| k == TokenKind::Punct) || r.is(end, AFTER_WHOLE);
    // `player of the year`, but `the rest of the year`.
    let prize = at.checked_sub(1).is_some_and(|of| r.is(of, &["of"]))
        && !at.checked_sub(2).is_some_and(|part| r.is(part, PARTS) || unit(r, part).is_some());
    (closes && !prize && !r.hyphen(end)).then_some(end)
}

/// Words behind `the year` that leave it the year of writing.
const AFTER_WHOLE: &[&str] =
    &["'s", "’s", "and", "to", "as", "in", "with", "but", "from", "at", "while", "on"];

/// Parts of a year, before `of the year`.
const PARTS: &[&str] = &["rest", "half", "part", "most", "remainder", "third", "much", "course"];

/// The end of `year-earlier`, `the year-ago period`.
fn year_earlier(r: &Reader, at: usize) -> Option<usize> {
    let start = the(r, at);
    let end =
        (r.is(start, &["year"]) && r.hyphen(start + 1) && r.is(start + 2, &["earlier", "ago"]))
            .then_some(start + 3)?;
    let period = r.is(end, &["period"]);
    (start == at || period).then_some(end + usize::from(period && start > at))
}

/// `the end of 1990`, `the beginning of October`, `the end of the month`.
pub(super) fn edge(r: &Reader, at: usize) -> Option<Reading> {
    let start = the(r, at);
    let edge = r.is(start, &["end", "beginning", "start", "middle", "close"]);
    if start == at || !edge || !r.is(start + 1, &["of"]) {
        return None;
    }
    let inner = start + 2;
    let unit =
        r.is(inner, &["the"]) && r.is(inner + 1, &["year", "month", "week", "century", "decade"]);
    let dated = super::day::month(r, inner)
        .or_else(|| super::day::year(r, inner))
        .or_else(|| relative(r, inner).filter(|reading| reading.kind == Date));
    let end = if unit { inner + 2 } else { dated?.end };
    Reading::clear(end, Date, "timex/edge")
}

/// `this summer`, `the winter of 1941`, `spring 2020`.
pub(super) fn season(r: &Reader, at: usize) -> Option<Reading> {
    let start = shift(r, the(r, at));
    let modified = r.in_list(start, CALENDAR_MODIFIER);
    let name = start + usize::from(modified);
    if !r.in_list(name, CALENDAR_SEASON) {
        return None;
    }
    let year = of(r, name + 1);
    if is_year(r, year) {
        return Reading::clear(year + 1, Date, "timex/season");
    }
    if let Some((_, end)) = year_in_words(r, year) {
        return Reading::clear(end, Date, "timex/season");
    }
    // `fall` and `spring` are verbs, too: only a word before them makes them seasons.
    let feast = r.capital(name) && name > 0;
    (modified || feast || start > the(r, at))
        .then(|| Reading::likely(name + 1, Date, "timex/season"))
        .flatten()
}
