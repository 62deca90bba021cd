//! Titles and bodies in rows: one title of several people, and bodies of several fields.

use super::phrase::{LONGEST, Page};
use crate::{Kind, lexicon};
use std::ops::Range;

/// Names of one title that are looked through, at most: `ministers A, B and C`.
const NAMES: usize = 8;

/// Words between brackets behind a name in a row, at most: `A (Labour) and B`.
const BRACKETED: usize = 3;

/// Words of one field of a ministry: `Digital Transformation`.
const FIELD: usize = 4;

/// What verbs and adverbs end with, which are no fields.
const VERBAL: [&str; 3] = ["ed", "ing", "ly"];

impl Page<'_> {
    /// The title of several that stands before the first of the names that this one is in a row with: `senators A and B`.
    #[inline(never)]
    pub(super) fn shared_title(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let mut here = name.clone();
        for _ in 0..NAMES {
            here = self.named_before(&here)?;
            let Some(title) = self.title_before(here.start) else { continue };
            let noun = title.clone().rev().find(|&at| self.ends_title(at))?;
            let word = self.word(noun);
            let several = word.ends_with('s') && !word.ends_with("ss")
                || word.ends_with("smen")
                || word.ends_with("emen");
            return (several && self.small(noun).has(lexicon::ROLES)).then_some(title);
        }
        None
    }

    /// The person who stands before another one in a row of names.
    #[inline(never)]
    fn named_before(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let mut at = self.before_honorifics(name.start).checked_sub(1)?;
        let and = self.is_any(at, &["and", "&"]);
        if and {
            at = at.checked_sub(1)?;
        }
        if self.word(at) == "," {
            // A row that ends with `and`: `A, B and C`, not `to ministers A, B said`.
            if !and && !self.is_any(name.end, &[",", "and", "&"]) {
                return None;
            }
            at = at.checked_sub(1)?;
        } else if !and {
            return None;
        }
        if self.word(at) == ")" {
            let open = (at.saturating_sub(BRACKETED + 1)..at).rev().find(|&o| self.word(o) == "(");
            at = open?.checked_sub(1)?;
        }
        let before = self.naming.tokens(self.naming.mention_at(at)?);
        let person = self.kind_at(at) == Some(Kind::Person) && before.end == at + 1;
        (person && self.same_sentence(at, name.start)).then_some(before)
    }

    /// Where the fields of a body begin that a title ends with: the `for` of `Commissioner for Trade, Industry and Mining`.
    #[inline(never)]
    pub(super) fn fields(&self, end: usize) -> Option<usize> {
        let (mut comma, mut joined, mut words) = (false, false, 0);
        for at in (end.saturating_sub(LONGEST)..end).rev() {
            if !self.same_sentence(at, end.checked_sub(1)?)
                || self.kind_at(at) == Some(Kind::Person)
            {
                return None;
            }
            match self.word(at) {
                "of" | "for" if joined && comma && words > 0 => return Some(at),
                "," if joined && words > 0 => (comma, words) = (true, 0),
                // `Trade, Industry, and Mining`.
                "," if joined && self.word(at + 1) != "," => {}
                "and" | "&" if words > 0 && !joined => (joined, words) = (true, 0),
                "the" => {}
                _ if self.is_capital(at) && words < FIELD => words += 1,
                _ => return None,
            }
        }
        None
    }

    /// Where the fields end that go on behind a comma: `researcher in gender | , sexuality and culture at`.
    #[inline(never)]
    pub(super) fn more_fields(&self, from: usize, comma: usize) -> Option<usize> {
        let joint = |at: usize| self.is_any(at, &["of", "for", "in"]);
        // `minister of public health |`: one field so far.
        let of = (comma.saturating_sub(FIELD + 1)..comma).rev().find(|&at| joint(at))?;
        if of < from || self.naming.mention_at(of + 1).is_some_and(|_| !self.is_capital(of + 1)) {
            return None;
        }
        let (mut last, mut words, mut at) = (false, 0, comma + 1);
        while at < comma + LONGEST && self.same_sentence(at, comma) {
            let held = self.is_word(at)
                && self.kind_at(at).is_none_or(|kind| kind == Kind::Organization)
                && !self.ends_title(at)
                && (self.is_capital(at) || !VERBAL.iter().any(|end| self.word(at).ends_with(end)))
                && !self.small(at).has_any(&[lexicon::FUNCTION_WORDS, lexicon::SPEECH_VERBS]);
            match self.word(at) {
                "," if words > 0 && !last => words = 0,
                "and" | "&" if !last && (words > 0 || self.word(at - 1) == ",") => {
                    (last, words) = (true, 0);
                }
                _ if held && words < FIELD => words += 1,
                "," | "at" | "in" | "of" | "." | ";" | "who" if last && words > 0 => {
                    return Some(at);
                }
                word if last
                    && words > 0
                    && self.small(at).has(lexicon::SPEECH_VERBS)
                    && !word.is_empty() =>
                {
                    return Some(at);
                }
                _ => return None,
            }
            at += 1;
        }
        None
    }
}
