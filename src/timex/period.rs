//! Quarters, seasons, and what leans on the day of writing.

use super::day::is_year;
use super::length::{count, unit};
use super::{Reading, clock, shift, the};
use crate::TimexKind::{Date, Duration, Time};
use crate::lexicon::{
    CALENDAR_DEICTIC, CALENDAR_MODIFIER, CALENDAR_MONTH, CALENDAR_SEASON, NUMBERS_ORDINAL,
};
use crate::reader::Reader;

/// `the third quarter of 2024`, `third-quarter`, `Q3`, `the September quarter`.
pub(super) fn quarter(r: &Reader, at: usize) -> Option<Reading> {
    let start = the(r, at);
    let end = if matches!(r.word(start), "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2") {
        start + 1
    } else if r.in_list(start, NUMBERS_ORDINAL)
        || r.in_list(start, CALENDAR_MONTH)
        || r.is(start, &["latest"])
    {
        let name = start + 1 + usize::from(r.hyphen(start + 1));
        let fiscal = name + usize::from(r.is(name, &["fiscal"]));
        (r.is(fiscal, &["quarter", "half"])
            && (r.is(fiscal, &["quarter"]) || is_year(r, of(r, fiscal + 1))))
        .then_some(fiscal + 1)?
    } else {
        return None;
    };
    let year = of(r, end);
    Reading::clear(if is_year(r, year) { year + 1 } else { end }, Date, "timex/quarter")
}

/// The place behind `of`, if it stands at `at`.
fn of(r: &Reader, at: usize) -> usize {
    at + usize::from(r.is(at, &["of", "in"]))
}

/// `yesterday`, `tomorrow night`, `now`.
pub(super) fn deictic(r: &Reader, at: usize) -> Option<Reading> {
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
    let shifted = shift(r, at + usize::from(r.is(at, &["earlier", "later"])));
    let start = the(r, shifted);
    if r.in_list(start, CALENDAR_MODIFIER) {
        let modifier = start;
        let counted = count(r, modifier + 1);
        let singular = unit(r, modifier + 1)
            .filter(|_| !r.is(modifier, &["same", "recent"]) || start > shifted);
        if let Some(end) = singular {
            let spans = r.is(modifier, &["past"])
                || r.word(modifier + 1).to_ascii_lowercase().ends_with('s');
            let kind = if spans && !r.is(modifier, &["last"]) { Duration } else { Date };
            return Reading::clear(end, kind, WHY);
        }
        if let Some(end) = counted.and_then(|end| unit(r, end)) {
            return Reading::clear(end, Duration, WHY);
        }
        return None;
    }
    let amount = count(r, at)?;
    let end = unit(r, amount + usize::from(r.hyphen(amount)))?;
    r.is(end, &["ago", "earlier", "later", "before", "afterwards", "hence"])
        .then(|| Reading::clear(end + usize::from(!r.is(end, &["before"])), Date, WHY))
        .flatten()
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
    // `fall` and `spring` are verbs, too: only a word before them makes them seasons.
    let feast = r.capital(name) && name > 0;
    (modified || feast || start > the(r, at))
        .then(|| Reading::likely(name + 1, Date, "timex/season"))
        .flatten()
}
