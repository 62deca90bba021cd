//! Ages, and the two sides of matches and votes.

use super::number::amount;
use super::{Reading, Unit};
use crate::lexicon::{CALENDAR_MONTH, SCORE_WORDS};
use crate::reader::Reader;
use crate::{Interval, Precision, QuantityKind, TokenKind};

/// Digits of one side: `21-17`, `238-184`.
const SIDE_DIGITS: usize = 3;

/// Years that a bare number behind a name is an age within: `Ada Orr, 34,`.
const YEARS: std::ops::RangeInclusive<u32> = 5..=115;

/// Tokens around two numbers in which a word of matches or votes is looked for.
const REACH: usize = 25;

pub(super) fn age(r: &Reader, at: usize) -> Option<Reading> {
    let done = |numbers: usize, end: usize, unit: &'static str| {
        let reading = Reading::new(QuantityKind::Age, (at, numbers), end);
        Some(Reading { unit: Unit::Code(unit), ..reading })
    };
    if let Some(numbers) = amount(r, at) {
        let unit = numbers + usize::from(r.hyphen(numbers));
        let code = match () {
            () if r.is(unit, &["year", "years"]) => Some("a"),
            () if r.is(unit, &["month", "months"]) => Some("mo"),
            () if r.is(unit, &["week", "weeks"]) => Some("wk"),
            () if r.is(unit, &["day", "days"]) => Some("d"),
            () => None,
        };
        let old = unit + 1 + usize::from(r.hyphen(unit + 1));
        if let Some(code) = code
            && r.is(old, &["old", "olds"])
        {
            return done(numbers, old + 1, code);
        }
        let before = |back: usize, words: &[&str]| at >= back && r.is(at - back, words);
        let told = before(1, &["aged"])
            || (before(1, &["of"]) && before(2, &["age"]))
            || (before(1, &["age"]) && !before(2, &["under", "over", "average", "median"]))
            || (before(1, &["age", "ages"]) && at > 1)
            || (before(1, &["turned", "turns", "turning"])
                && r.digits(at).is_some_and(|d| d.len() == 2));
        let unit_behind = code.is_some() || r.is(numbers, &["%", "percent", "per", "million"]);
        if told && !unit_behind {
            return done(numbers, numbers, "a");
        }
    }
    // `Ada Orr, 34, said`
    let digits = r.digits(at)?;
    let years: u32 = digits.parse().ok()?;
    let commas = at >= 2 && r.word(at - 1) == "," && matches!(r.word(at + 1), "," | "." | ";");
    let name = at >= 2
        && r.kind(at - 2) == Some(TokenKind::Word)
        && (r.capital(at - 2) || (at >= 4 && r.hyphen(at - 3) && r.capital(at - 4)))
        && !r.in_list(at - 2, CALENDAR_MONTH);
    (commas && name && digits.len() >= 2 && YEARS.contains(&years))
        .then(|| done(at + 1, at + 1, "a"))
        .flatten()
}

pub(super) fn score(r: &Reader, at: usize) -> Option<Reading> {
    sides(r, at)?;
    // `6-4-2` and `2-1-0` are no score, nor is the second half of one.
    let chained = r.hyphen(at + 3) || at.checked_sub(1).is_some_and(|before| r.hyphen(before));
    let near = at.saturating_sub(REACH)..(at + REACH).min(r.len());
    let told = || near.into_iter().any(|i| r.in_list(i, SCORE_WORDS));
    (!chained && told()).then(|| Reading::new(QuantityKind::Score, (at, at + 3), at + 3))
}

/// The numbers of `2-1`.
pub(super) fn sides(r: &Reader, at: usize) -> Option<Interval> {
    let side = |at: usize| {
        let digits = r.digits(at).filter(|d| d.len() <= SIDE_DIGITS)?;
        digits.parse::<f64>().ok()
    };
    let (low, high) = (side(at)?, side(at + 2)?);
    let interval = Interval { low: Some(low), high: Some(high), precision: Precision::Exact };
    r.hyphen(at + 1).then_some(interval)
}
