//! People and things that are counted.

use super::number::{self, amount};
use super::{Reading, value};
use crate::lexicon::{
    CAMPS, COUNTING, DEMONYMS, FUNCTION_WORDS, NUMBERS_SCALE, PEOPLES, PERSON_NOUNS, RELIGIONS,
    ROLES,
};
use crate::reader::Reader;
use crate::{QuantityKind, TokenKind};

/// Words between a number and the noun that it counts: `two young Kenyan soldiers`.
const BETWEEN: usize = 3;

/// Words behind a plural that belong to it: `three human rights activists`.
const BEHIND: usize = 2;

pub(super) fn count(r: &Reader, at: usize) -> Option<Reading> {
    // `Covid-19 poses`, `SARS-CoV-2 mutants`: the number is part of a name.
    if at.checked_sub(1).is_some_and(|before| r.hyphen(before)) && r.digits(at).is_some() {
        return None;
    }
    // `section 8 of the act` is a name, too.
    let named =
        ["section", "sections", "article", "page", "pages", "chapter", "clause", "no", "number"];
    if at.checked_sub(1).is_some_and(|before| r.is(before, &named)) && r.digits(at).is_some() {
        return None;
    }
    let numbers = amount(r, at)?;
    // `one` is a pronoun as often as a number.
    if r.is(at, &["one", "half"]) && numbers == at + 1 {
        return None;
    }
    let widened = value::widened(r, numbers);
    let end = widened.map_or(numbers, |(end, _)| end);
    let of = r.is(end, &["of"]) && number::is_vague(r, at);
    let first = end + usize::from(of);
    let widened = widened.map(|(_, precision)| precision);
    if let Some(noun) = noun(r, first) {
        let reading = Reading::new(QuantityKind::Count, (at, numbers), noun);
        return Some(Reading { counted: Some((first, noun)), widened, ..reading });
    }
    let (counted, score) = if let Some(whole) = whole(r, end) {
        (Some(whole), 0.7)
    } else if is_large(r, at, numbers) {
        (None, 0.5)
    } else {
        return None;
    };
    let reading = Reading::new(QuantityKind::Count, (at, numbers), end);
    Some(Reading { score, counted, widened, ..reading })
}

/// The noun of the whole that a number is some of: `five of the six insurers`, `72 million of its people`.
fn whole(r: &Reader, end: usize) -> Option<(usize, usize)> {
    let owners = ["the", "its", "his", "her", "their", "our", "these", "those"];
    if !(r.is(end, &["of"]) && r.is(end + 1, &owners)) {
        return None;
    }
    let numbers = amount(r, end + 2).unwrap_or(end + 2);
    noun(r, numbers).map(|noun| (numbers, noun))
}

/// True for numbers that are told as amounts though nothing that is counted stands by: `rose to 703 million`,
/// `from 108,000`.
fn is_large(r: &Reader, at: usize, end: usize) -> bool {
    let scaled = end > at + 1 && r.in_list(end - 1, NUMBERS_SCALE);
    let parted = r.word(at).contains(',') && end == at + 1;
    // `$5 million`, `No 3,000` and the digits of addresses have other readings.
    let plain = !r.capital(end) && !r.hyphen(end) && r.kind(end) != Some(TokenKind::Symbol);
    (scaled || parted) && plain
}

/// One past the noun that is counted, if it is a plural near `first`.
fn noun(r: &Reader, first: usize) -> Option<usize> {
    let word = |at: usize| {
        r.kind(at) == Some(TokenKind::Word)
            && (!r.in_list(at, FUNCTION_WORDS)
                || r.in_list(at, COUNTING)
                || (at == first && r.is(at, &["more", "other", "additional", "further"])))
    };
    let mut at = first;
    let mut passed = 0;
    loop {
        if !word(at) {
            // `anti-government`, `Syrian and U.S. personnel`.
            let hyphen = at > first && r.hyphen(at);
            let both = at > first && r.is(at, &["and"]) && r.capital(at - 1) && r.capital(at + 1);
            if !(hyphen || both) {
                return None;
            }
            at += 1;
            passed -= usize::from(hyphen && passed > 0);
            continue;
        }
        if is_plural(r, first, at) {
            break;
        }
        passed += 1;
        if passed > BETWEEN {
            return None;
        }
        at += 1;
    }
    let mut end = at + 1;
    while end <= at + BEHIND && word(end) && !r.capital(end) && ends_as_plural(r.word(end)) {
        end += 1;
    }
    Some(end)
}

fn is_plural(r: &Reader, first: usize, at: usize) -> bool {
    if r.capital(at) {
        let named = [CAMPS, DEMONYMS, PEOPLES, RELIGIONS];
        let one = r.word(at).strip_suffix('s').unwrap_or_default();
        let lists = [PERSON_NOUNS, ROLES];
        let person = lists.iter().any(|&list| r.in_list(at, list) || r.letters_in_list(one, list));
        // `Two Nurses Killed`: a headline.
        let closes = !r.capital(at + 1) || r.word(at + 1).ends_with("ed");
        let known = named.iter().any(|&list| r.listed(at, list));
        // `62 First Nations`, `nine Protected Areas`: a name of things, whole, behind its number.
        let whole = (first..at).all(|i| r.capital(i)) && at <= first + 1 && !r.capital(at + 1);
        let plural = ends_as_plural(r.word(at)) || r.in_list(at, COUNTING);
        return plural && (known || whole || (person && closes));
    }
    r.in_list(at, COUNTING) || ends_as_plural(r.word(at))
}

fn ends_as_plural(word: &str) -> bool {
    word.len() > 3
        && word.starts_with(char::is_alphabetic)
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
}
