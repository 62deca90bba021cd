//! What an amount is worth, and how surely: exact, about, at least, at most, between two ends.

use crate::lexicon::{
    APPROXIMATIONS_ABOUT, APPROXIMATIONS_LEAST, APPROXIMATIONS_MOST, MOVES, NUMBERS_CARDINAL,
    NUMBERS_SCALE, NUMBERS_VAGUE,
};
use crate::reader::Reader;
use crate::{Interval, Precision, Span, TokenKind, numeral};

/// Tokens of the longest words of approximation: `slightly more than`, `a total of about`.
const MODIFIER: usize = 4;

/// Ends of a range lie within this factor of each other, or the first lacks the scale that the second has:
/// `1.2-1.5 million`.
const RANGE: f64 = 1000.0;

/// The value of the numbers among the tokens `from..to`.
pub(super) fn interval(r: &Reader, from: usize, to: usize) -> Option<Interval> {
    let (low, scale, end) = number(r, from, to)?;
    if low.is_vague {
        return Some(Interval { low: Some(low.value), high: None, precision: Precision::Vague });
    }
    let joined = r.hyphen(end) || r.is(end, &["to", "and", "or"]) || !r.hyphen(end) && end + 1 < to;
    let high = joined.then(|| number(r, end, to)).flatten();
    let Some((high, high_scale, _)) = high.filter(|(high, ..)| !high.is_vague) else {
        return Some(Interval::exact(low.value));
    };
    let lifted = match (scale, high_scale) {
        (None, Some(factor)) if low.value * RANGE < high.value => numeral::times(low.value, factor),
        _ => low.value,
    };
    if lifted > high.value {
        return Some(Interval::exact(low.value));
    }
    let precision = Precision::Range;
    Some(Interval { low: Some(lifted), high: Some(high.value), precision })
}

/// One number of an amount.
struct Number {
    value: f64,
    is_vague: bool,
}

/// The first number among the tokens `from..to`, the scale that it ends with, and one past it.
fn number(r: &Reader, from: usize, to: usize) -> Option<(Number, Option<f64>, usize)> {
    let starts = |at: &usize| {
        r.kind(*at) == Some(TokenKind::Number)
            || r.in_list(*at, NUMBERS_CARDINAL)
            || r.in_list(*at, NUMBERS_SCALE)
            || r.in_list(*at, NUMBERS_VAGUE)
            || r.is(*at, &["tens"])
            || r.word(*at).ends_with(|c: char| c.is_ascii_digit())
    };
    let start = (from..to).find(starts)?;
    if start > from && r.is(start, &["dozen"]) && r.is(start - 1, &["a"]) {
        return Some((Number { value: 12.0, is_vague: false }, None, start + 1));
    }
    if let Some(base) = numeral::vague(r.word(start)) {
        let scale = start + 1 + usize::from(r.is(start + 1, &["of"]));
        let factor = (scale < to && r.in_list(scale, NUMBERS_SCALE))
            .then(|| numeral::scale(r.word(scale)))
            .flatten();
        let value = base * factor.unwrap_or(1.0);
        return Some((Number { value, is_vague: true }, factor, start + 1));
    }
    let written = plain(r.word(start));
    let mut words = vec![written];
    let figures = r.kind(start) == Some(TokenKind::Number) || written.len() < r.word(start).len();
    let mut end = start + 1;
    while end < to {
        let scale = r.in_list(end, NUMBERS_SCALE);
        let word = !figures && r.in_list(end, NUMBERS_CARDINAL);
        let joined = !figures
            && (r.hyphen(end) || r.is(end, &["and"]))
            && (r.in_list(end + 1, NUMBERS_CARDINAL) || r.in_list(end + 1, NUMBERS_SCALE))
            // `three and four`, `five-six` are two numbers, `twenty-four` and `hundred and four` one.
            && (numeral::value([r.word(end - 1)]).is_some_and(|n| n >= 20.0)
                || r.in_list(end + 1, NUMBERS_SCALE));
        if !(scale || word || joined) {
            break;
        }
        words.push(r.word(end));
        end += 1;
    }
    let scale = words.last().and_then(|last| numeral::scale_of(last));
    let value = numeral::value(words)?;
    Some((Number { value, is_vague: false }, scale, end))
}

/// The digits and the scale of a token that may have a currency or a unit glued to it: `RM890,000`, `5km`.
fn plain(word: &str) -> &str {
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(start) = word.find(is_digit) else { return word };
    let word = word.get(start..).unwrap_or("");
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || ",./".contains(c));
    if letters.is_empty() || numeral::scale(&letters.to_ascii_lowercase()).is_some() {
        word
    } else {
        word.strip_suffix(letters).unwrap_or(word)
    }
}

/// `-9.1%`: a sign that touches its number and nothing before.
pub(super) fn is_negative(r: &Reader, at: usize) -> bool {
    let sign = at.checked_sub(1).filter(|&i| matches!(r.word(i), "-" | "−" | "–") && r.glued(i));
    sign.is_some_and(|sign| sign == 0 || !r.glued(sign - 1))
}

/// The words of approximation right before token `at`, and what they do.
pub(crate) fn modifier(r: &Reader, at: usize) -> Option<(Span, Precision)> {
    (1..=MODIFIER.min(at)).rev().find_map(|length| {
        let span = r.span(at - length, at);
        // `shot up to 46 percent` goes there.
        let moved = r.is(at - length, &["up"])
            && at.checked_sub(length + 1).is_some_and(|i| r.in_list(i, MOVES));
        if moved {
            return None;
        }
        let lists = r.phrase(at - length, at);
        let precision = if lists.has(APPROXIMATIONS_ABOUT) {
            Precision::About
        } else if lists.has(APPROXIMATIONS_LEAST) {
            Precision::AtLeast
        } else if lists.has(APPROXIMATIONS_MOST) {
            Precision::AtMost
        } else {
            return None;
        };
        Some((span, precision))
    })
}

/// Words behind an amount that widen it: `or so`, `or more`, `plus`; and one past them.
pub(super) fn widened(r: &Reader, at: usize) -> Option<(usize, Precision)> {
    if r.is(at, &["or"]) {
        let precision = match r.word(at + 1) {
            "so" => Precision::About,
            "more" => Precision::AtLeast,
            "less" | "fewer" => Precision::AtMost,
            _ => return None,
        };
        return Some((at + 2, precision));
    }
    if r.word(at) == "+" || r.is(at, &["plus"]) {
        return Some((at + 1, Precision::AtLeast));
    }
    (r.hyphen(at) && r.is(at + 1, &["odd", "plus"])).then_some((at + 2, Precision::About))
}

/// A value as its modifier leaves it.
pub(crate) fn widen(value: Interval, precision: Precision) -> Interval {
    // `at least dozens`, `about 2,000 to 3,000`: the number is as wide already.
    if matches!(value.precision, Precision::Vague | Precision::Range) {
        return value;
    }
    match precision {
        Precision::AtLeast => Interval { high: None, precision, ..value },
        Precision::AtMost => Interval { low: None, precision, ..value },
        _ => Interval { precision, ..value },
    }
}
