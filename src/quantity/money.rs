//! Money in every order: sign first, code first, name behind.

use super::number::{amount, glued_letters, is_vague};
use super::{Reading, Unit};
use crate::lexicon::{
    CURRENCIES_ABBREVIATION, CURRENCIES_CODE, CURRENCIES_COUNTRY, CURRENCIES_DOUBTFUL,
    CURRENCIES_NAME, CURRENCIES_SIGN, NUMBERS_SCALE,
};
use crate::reader::Reader;
use crate::{QuantityKind::Money, TokenKind};

/// Where money ends, the tokens of its name, and those of the country before it.
type Found = (usize, (usize, usize), Option<(usize, usize)>);

pub(super) fn money(r: &Reader, at: usize) -> Option<Reading> {
    signed(r, at).or_else(|| coded(r, at)).or_else(|| named(r, at)).map(|(end, name, owner)| {
        Reading { unit: Unit::Money { name, owner }, ..Reading::new(Money, (at, end), end) }
    })
}

/// A sign, abbreviation or name as the table of currencies writes it: `nz$`, `rm`, `soles`.
pub(super) fn name(r: &Reader, from: usize, to: usize) -> String {
    let letters = |c: &char| !(c.is_ascii_digit() || matches!(c, ',' | '.'));
    if let Some(code) = glued_letters(r, from).filter(|_| to == from + 1) {
        return code.to_lowercase();
    }
    let word = |at: usize| {
        let word = r.word(at);
        // `U.S.$`, `L.E`: their stops are part of them.
        let start = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
        word.get(..start).unwrap_or("").to_lowercase()
    };
    let name: String = (from..to).map(word).collect();
    if name.is_empty() { r.word(from).chars().filter(letters).collect() } else { name }
}

/// `$5 million`, `NZ$11.4bn`, `US$ 5`, `$5 dollars` (which is written).
fn signed(r: &Reader, at: usize) -> Option<Found> {
    let country = r.in_list(at, CURRENCIES_COUNTRY) && r.capital(at) && r.glued(at);
    let sign = at + usize::from(country);
    if !r.in_list(sign, CURRENCIES_SIGN) {
        return None;
    }
    let end = amount(r, sign + 1).filter(|_| r.kind(sign + 1) == Some(TokenKind::Number))?;
    // The sign again in a range: `$3.18-$3.81`. `from $5 million to $6 million` are two amounts.
    let name = (at, sign + 1);
    if r.hyphen(end) && r.in_list(end + 1, CURRENCIES_SIGN) {
        return Some((amount(r, end + 2).unwrap_or(end), name, None));
    }
    // `$1.1. million`, as it is written.
    let stop = r.word(end) == "." && r.glued(sign + 1) && r.in_list(end + 1, NUMBERS_SCALE);
    Some((if stop { end + 2 } else { end }, name, None))
}

/// `USD 10 million`, `Rs 136.50`, `RM4.86 million`, `5,000 USD`.
fn coded(r: &Reader, at: usize) -> Option<Found> {
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
        let end = amount(r, at + 1).filter(|_| word.len() > 1 || r.glued(at))?;
        return Some((end, (at, at + 1), None));
    }
    // `12CUP`: digits and a code in one.
    if let Some(behind) = glued_letters(r, at)
        && behind.len() == 3
        && behind.bytes().all(|b| b.is_ascii_uppercase())
        && (r.letters_in_list(behind, CURRENCIES_CODE)
            || r.letters_in_list(behind, CURRENCIES_DOUBTFUL))
    {
        return Some((at + 1, (at, at + 1), None));
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
        let end = at + 1 + usize::from(r.in_list(at + 1, NUMBERS_SCALE));
        return Some((end, (at, at + 1), None));
    }
    let end = amount(r, at).filter(|_| number(at))?;
    (code(end) && r.word(end).len() == 3).then_some((end + 1, (end, end + 1), None))
}

/// `7.5 million soles`, `billions of dollars`, `5,000 US dollars`, `150,000 Egyptian pounds`.
fn named(r: &Reader, at: usize) -> Option<Found> {
    // `US dollars 6000`.
    if r.in_list(at, CURRENCIES_COUNTRY) && r.capital(at) && r.in_list(at + 1, CURRENCIES_NAME) {
        let end = amount(r, at + 2).filter(|_| r.kind(at + 2) == Some(TokenKind::Number))?;
        return Some((end, (at + 1, at + 2), Some((at, at + 1))));
    }
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
        return Some((end + 1, (end, end + 1), None));
    }
    let country = r.capital(end) && r.kind(end) == Some(TokenKind::Word);
    if country && name(end + 1) {
        return Some((end + 2, (end + 1, end + 2), Some((end, end + 1))));
    }
    // `61 million Hong Kong dollars`.
    let two = country && r.capital(end + 1) && r.kind(end + 1) == Some(TokenKind::Word);
    let found = (end + 3, (end + 2, end + 3), Some((end, end + 2)));
    (two && name(end + 2)).then_some(found)
}
