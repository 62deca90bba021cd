//! Shares, measures and ordinals.

use super::number::{self, amount};
use super::{Reading, Unit};
use crate::QuantityKind;
use crate::lexicon::{MEASURES_SIGN, MEASURES_WORD};
use crate::reader::Reader;

pub(super) fn percent(r: &Reader, at: usize) -> Option<Reading> {
    let numbers = amount(r, at)?;
    let (mut end, unit) = sign(r, numbers).or_else(|| {
        let range = r.hyphen(numbers) || r.is(numbers, &["to", "and", "or"]);
        let range = range && !from(r, at);
        let upper = range.then(|| amount(r, numbers + 1)).flatten()?;
        sign(r, upper)
    })?;
    if r.hyphen(end) || (r.is(end, &["to"]) && !from(r, at)) {
        let upper = amount(r, end + 1).and_then(|upper| sign(r, upper));
        end = upper.filter(|(_, other)| *other == unit).map_or(end, |(end, _)| end);
    }
    let reading = Reading::new(QuantityKind::Percent, (at, end), end);
    Some(Reading { unit: Unit::Code(unit), ..reading })
}

/// Tokens between `from` and the number that something has moved from: `from the initial 39 percent to 49 percent`.
const FROM: usize = 3;

/// True behind `from`: what follows `to` is another number, not the end of a range.
fn from(r: &Reader, at: usize) -> bool {
    (at.saturating_sub(FROM)..at).any(|i| r.is(i, &["from"]))
}

/// The end of `%`, `per cent`, `percentage points`, and the unit: `%`, `pp` or `bp`.
fn sign(r: &Reader, at: usize) -> Option<(usize, &'static str)> {
    let at = at + usize::from(r.hyphen(at));
    if r.is(at, &["percentage", "basis"]) {
        let end = at + 1 + usize::from(r.hyphen(at + 1));
        let unit = if r.is(at, &["basis"]) { "bp" } else { "pp" };
        return r.is(end, &["point", "points"]).then_some((end + 1, unit));
    }
    let end = if r.is(at, &["per"]) && r.is(at + 1, &["cent"]) {
        at + 2
    } else if r.is(at, &["%", "％", "percent", "pct", "pc"]) {
        at + 1
    } else {
        return None;
    };
    // `0.3 per cent points`.
    let points = end + usize::from(r.hyphen(end));
    if r.is(points, &["points"]) { Some((points + 1, "pp")) } else { Some((end, "%")) }
}

pub(super) fn measure(r: &Reader, at: usize) -> Option<Reading> {
    if let Some(unit) = number::glued_letters(r, at)
        && r.letters_in_list(unit, MEASURES_SIGN)
    {
        let reading = Reading::new(QuantityKind::Measure, (at, at + 1), at + 1);
        return Some(Reading { unit: Unit::Measure(at, at + 1), ..reading });
    }
    let numbers = amount(r, at)?;
    let first = numbers + usize::from(r.hyphen(numbers));
    let unit = first + usize::from(r.is(first, &["square", "cubic", "nautical", "metric", "°"]));
    let unit = unit + usize::from(unit > first && r.hyphen(unit));
    // `in` and `m` are a preposition and a million more often than an inch and a metre.
    let sign = r.in_list(unit, MEASURES_SIGN) && !r.is(unit, &["in", "m", "t", "l", "g"]);
    let degrees = r.word(numbers) == "°" && matches!(r.word(numbers + 1), "C" | "F");
    let mut end = if degrees {
        numbers + 2
    } else if sign || r.in_list(unit, MEASURES_WORD) || pounds(r, at, unit) {
        unit + 1
    } else {
        return None;
    };
    if r.is(unit, &["degree", "degrees"]) && r.is(end, &["celsius", "fahrenheit", "c", "f"]) {
        end += 1;
    }
    let per = r.is(end, &["per", "an"]) && r.is(end + 1, &["hour"]);
    let speed = per || (r.word(end) == "/" && r.is(end + 1, &["h", "s"]));
    let end = if speed { end + 2 } else { end };
    let reading = Reading::new(QuantityKind::Measure, (at, numbers), end);
    Some(Reading { unit: Unit::Measure(first, end), ..reading })
}

/// `100kg (220 pounds)`: a weight in brackets behind another.
fn pounds(r: &Reader, at: usize, unit: usize) -> bool {
    let weights = ["kg", "kilos", "kilograms", "tonnes", "tons"];
    let behind = at >= 2 && r.word(at - 1) == "(";
    let weight =
        || r.is(at - 2, &weights) || number::glued_letters(r, at - 2).is_some_and(|l| l == "kg");
    r.is(unit, &["pounds"]) && r.word(unit + 1) == ")" && behind && weight()
}

pub(super) fn ordinal(r: &Reader, at: usize) -> Option<Reading> {
    let suffix = number::glued_letters(r, at)?;
    let fits = ["st", "nd", "rd", "th"].iter().any(|s| s.eq_ignore_ascii_case(suffix));
    fits.then(|| Reading::new(QuantityKind::Ordinal, (at, at + 1), at + 1))
}
