//! People and things that are counted.

use super::number::{self, amount};
use super::{Reading, value};
use crate::lexicon::{
    CAMPS, COUNTING, DEMONYMS, FUNCTION_WORDS, PEOPLES, PERSON_NOUNS, RELIGIONS, ROLES,
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
    let numbers = amount(r, at)?;
    // `one` is a pronoun as often as a number.
    if r.is(at, &["one", "half"]) && numbers == at + 1 {
        return None;
    }
    let widened = value::widened(r, numbers);
    let end = widened.map_or(numbers, |(end, _)| end);
    let of = r.is(end, &["of"]) && number::is_vague(r, at);
    let first = end + usize::from(of);
    let noun = noun(r, first)?;
    let reading = Reading::new(QuantityKind::Count, (at, numbers), noun);
    Some(Reading { counted: Some((first, noun)), widened: widened.map(|(_, p)| p), ..reading })
}

/// One past the noun that is counted, if it is a plural near `first`.
fn noun(r: &Reader, first: usize) -> Option<usize> {
    let word = |at: usize| r.kind(at) == Some(TokenKind::Word) && !r.in_list(at, FUNCTION_WORDS);
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
        if is_plural(r, at) {
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

fn is_plural(r: &Reader, at: usize) -> bool {
    if r.capital(at) {
        let named = [CAMPS, DEMONYMS, PEOPLES, RELIGIONS];
        let person = r.in_list(at, PERSON_NOUNS) || r.in_list(at, ROLES);
        let known = named.iter().any(|&list| r.listed(at, list));
        return ends_as_plural(r.word(at)) && (known || (person && !r.capital(at + 1)));
    }
    r.in_list(at, COUNTING) || ends_as_plural(r.word(at))
}

fn ends_as_plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
}
