//! Amounts: digits, words, and both together.

use crate::lexicon::{NUMBERS_CARDINAL, NUMBERS_SCALE, NUMBERS_VAGUE};
use crate::reader::Reader;
use crate::{Interval, TokenKind};

/// Words of one amount that are read: `two hundred and fifty thousand`.
const WORDS: usize = 8;

/// The end of an amount: `17`, `1,200.50`, `3.2bn`, `7.5 million`, `two hundred and fifty`, `dozens`, `1.2-1.5
/// million`, `tens of thousands`.
pub(super) fn amount(r: &Reader, at: usize) -> Option<usize> {
    let end = plain(r, at)?;
    // A range of numbers is one amount: `200 to 300`, `1.2-1.5 million`, `three or four`.
    let between = at.checked_sub(1).is_some_and(|before| r.is(before, &["between"]));
    let joined = r.hyphen(end) || r.is(end, &["to", "or"]) || (between && r.is(end, &["and"]));
    let digits = |at: usize| r.kind(at) == Some(TokenKind::Number);
    let number = |at: usize| digits(at) || r.in_list(at, NUMBERS_CARDINAL);
    if joined && number(at) && number(end + 1) && (r.hyphen(end) <= digits(end + 1)) {
        return plain(r, end + 1).or(Some(end));
    }
    Some(end)
}

fn plain(r: &Reader, at: usize) -> Option<usize> {
    if r.in_list(at, NUMBERS_VAGUE) || r.is(at, &["tens"]) {
        // `tens of thousands`, `few hundred`.
        let of = at + 1 + usize::from(r.is(at + 1, &["of"]));
        return Some(if r.in_list(of, NUMBERS_SCALE) { of + 1 } else { at + 1 });
    }
    if r.is(at, &["a"]) && (r.is(at + 1, &["dozen", "couple"]) || r.in_list(at + 1, NUMBERS_SCALE))
    {
        return Some(at + 2);
    }
    let mut end = at;
    if r.kind(at) == Some(TokenKind::Number) {
        if !is_amount(r.word(at)) {
            return None;
        }
        end += 1;
    } else if !r.in_list(at, NUMBERS_CARDINAL) || r.is(at, &["nil"]) {
        return None;
    }
    while end < at + WORDS {
        let more = r.in_list(end, NUMBERS_SCALE) && end > at;
        let word = r.in_list(end, NUMBERS_CARDINAL) && r.kind(at) != Some(TokenKind::Number);
        let joined = (r.hyphen(end)
            && (r.in_list(end + 1, NUMBERS_CARDINAL) || r.in_list(end + 1, NUMBERS_SCALE)))
            || (r.is(end, &["and"])
                && r.in_list(end - 1, NUMBERS_SCALE)
                && r.in_list(end + 1, NUMBERS_CARDINAL));
        if !(more || word || (joined && end > at)) {
            break;
        }
        end += 1;
    }
    (end > at).then_some(end)
}

/// Digits with separators, perhaps with a scale right behind: `1,200.50`, `3.2bn`, `5m`, `½`.
fn is_amount(word: &str) -> bool {
    let letters = word.trim_start_matches(|c: char| c.is_numeric() || matches!(c, ',' | '.' | '/'));
    matches!(
        &*letters.to_ascii_lowercase(),
        "" | "m" | "bn" | "b" | "tn" | "k" | "mil" | "mn" | "mln" | "trn"
    ) && !word.contains("..")
}

/// The letters right behind the digits of a number: `km` of `5km`, `th` of `14th`.
pub(super) fn glued_letters<'a>(r: &Reader<'a>, at: usize) -> Option<&'a str> {
    let word = r.word(at);
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let number = r.kind(at) == Some(TokenKind::Number);
    (number && !letters.is_empty() && letters.len() < word.len()).then_some(letters)
}

/// The number of a token with letters glued to it.
pub(super) fn glued(r: &Reader, at: usize) -> Option<Interval> {
    let word = r.word(at);
    let digits = word.strip_suffix(glued_letters(r, at)?)?;
    digits.replace(',', "").parse().ok().map(Interval::exact)
}

/// People come in whole ones: `1.000` and `25.000` of them are thousands.
pub(super) fn whole(r: &Reader, from: usize, to: usize) -> Option<Interval> {
    let mut parts = r.word(from).split('.');
    let first = parts.next().filter(|p| (1..=3).contains(&p.len()) && *p != "0")?;
    let thousands = parts.clone().count() > 0 && parts.all(|p| p.len() == 3);
    let digits = || r.word(from).bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value = || r.word(from).replace('.', "").parse().ok().map(Interval::exact);
    (to == from + 1 && !first.is_empty() && thousands && digits()).then(value).flatten()
}

/// True for an amount that counts without a number: `dozens`.
pub(super) fn is_vague(r: &Reader, at: usize) -> bool {
    r.in_list(at, NUMBERS_VAGUE) || r.is(at, &["tens"])
}
