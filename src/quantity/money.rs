//! Money in every order: sign first, code first, name behind.

use super::Reading;
use super::number::{amount, is_vague};
use crate::lexicon::{
    CURRENCIES_ABBREVIATION, CURRENCIES_CODE, CURRENCIES_COUNTRY, CURRENCIES_DOUBTFUL,
    CURRENCIES_NAME, CURRENCIES_SIGN,
};
use crate::reader::Reader;
use crate::{QuantityKind::Money, TokenKind};

const WHY: &str = "quantity/money";

pub(super) fn money(r: &Reader, at: usize) -> Option<Reading> {
    signed(r, at).or_else(|| coded(r, at)).or_else(|| named(r, at)).map(|end| Reading {
        end,
        kind: Money,
        why: WHY,
        score: 0.95,
    })
}

/// `$5 million`, `NZ$11.4bn`, `US$ 5`, `$5 dollars` (which is written).
fn signed(r: &Reader, at: usize) -> Option<usize> {
    let country = r.in_list(at, CURRENCIES_COUNTRY) && r.capital(at) && r.glued(at);
    let sign = at + usize::from(country);
    if !r.in_list(sign, CURRENCIES_SIGN) {
        return None;
    }
    let end = amount(r, sign + 1).filter(|_| r.kind(sign + 1) == Some(TokenKind::Number))?;
    // The sign again in a range: `$3.18-$3.81`. `from $5 million to $6 million` are two amounts.
    if r.hyphen(end) && r.in_list(end + 1, CURRENCIES_SIGN) {
        return amount(r, end + 2).or(Some(end));
    }
    // `US$10 million dollars`, as it is written.
    Some(end + usize::from(r.is(end, &["dollars", "euros", "pounds"])))
}

/// `USD 10 million`, `Rs 136.50`, `RM4.86 million`, `5,000 USD`.
fn coded(r: &Reader, at: usize) -> Option<usize> {
    let word = r.word(at);
    let code = |at: usize| {
        let written = r.word(at);
        let upper = !written.contains(char::is_lowercase);
        (upper && r.in_list(at, CURRENCIES_CODE))
            || (r.capital(at) && r.in_list(at, CURRENCIES_ABBREVIATION))
    };
    let number = |at: usize| r.kind(at) == Some(TokenKind::Number);
    // `COP 27` and `TOP 10` are no money.
    if code(at) && number(at + 1) && !r.in_list(at, CURRENCIES_DOUBTFUL) {
        // A single letter must touch its number: `R120`, not `Plan R 120`.
        return amount(r, at + 1).filter(|_| word.len() > 1 || r.glued(at));
    }
    let letters: &str =
        word.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let digits = word.get(letters.len()..).unwrap_or("");
    let letter_code = letters.starts_with(char::is_uppercase)
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && (r.letters_in_list(letters, CURRENCIES_CODE)
            || r.letters_in_list(letters, CURRENCIES_ABBREVIATION))
        && !r.letters_in_list(letters, CURRENCIES_DOUBTFUL)
        && (letters.len() > 1 || digits.len() > 3);
    if letter_code {
        return Some(at + 1 + usize::from(r.in_list(at + 1, crate::lexicon::NUMBERS_SCALE)));
    }
    let end = amount(r, at).filter(|_| number(at))?;
    (code(end) && r.word(end).len() == 3).then_some(end + 1)
}

/// `7.5 million soles`, `billions of dollars`, `5,000 US dollars`, `150,000 Egyptian pounds`.
fn named(r: &Reader, at: usize) -> Option<usize> {
    let end = amount(r, at)?;
    let end = end + usize::from(r.is(end, &["of"]) && is_vague(r, at)) + usize::from(r.hyphen(end));
    // `CFC 2 won the set`: a won is too little to be named alone.
    let much = end > at + 1 || r.word(at).len() > 2;
    let name = |at: usize| {
        r.in_list(at, CURRENCIES_NAME)
            || (!r.capital(at) && (r.is(at, &["reais"]) || (much && r.is(at, &["won"]))))
    };
    if name(end)
        || (r.in_list(end, CURRENCIES_DOUBTFUL) && r.word(end).chars().all(char::is_uppercase))
    {
        return Some(end + 1);
    }
    let country = r.capital(end) && r.kind(end) == Some(TokenKind::Word);
    if country && name(end + 1) {
        return Some(end + 2);
    }
    // `61 million Hong Kong dollars`.
    let two = country && r.capital(end + 1) && r.kind(end + 1) == Some(TokenKind::Word);
    (two && name(end + 2)).then_some(end + 3)
}
