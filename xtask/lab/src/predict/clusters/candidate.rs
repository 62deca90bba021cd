//! Phrases that annotators may mark: nouns with what stands before and behind them, and pronouns.

use super::text::Text;
use nutgraf::{Span, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// Ends of a phrase behind its first nouns, at most.
const ENDS: usize = 8;

/// Words of a phrase, at most.
const LONGEST: usize = 45;

/// Words of the nouns with what stands before them, at most.
const RUN: usize = 12;

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// A word of grammar: `it`, `which`, `this`.
    Pronoun,
    /// Its head is part of a name that the product finds.
    Name,
    /// All else.
    Common,
}

/// Words that may be marked.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) end: usize,
    pub(crate) span: Span,
    pub(crate) sort: Sort,
    /// The word that says what it is.
    pub(crate) head: usize,
    /// Where the run of nouns that holds the head begins and ends.
    pub(crate) run: (usize, usize),
    /// Whom the product says it means.
    pub(crate) entity: Option<u32>,
    /// Kind of the name in the head; of none, whether that is written as a name.
    pub(crate) kind: u32,
    /// How many other places have the same words, articles aside: before and behind.
    pub(crate) elsewhere: [u32; 2],
}

/// All candidates of a text, in text order.
pub(crate) fn all(text: &Text) -> Vec<Candidate> {
    let mut found = Vec::new();
    for &(from, to) in &text.sentences {
        let mut at = from;
        while at < to {
            if is_pronoun(text, at) {
                found.push(candidate(text, at, at + 1, (at, at + 1), Sort::Pronoun));
            }
            if !is_inside(text, at, to) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < to && end - at < RUN && is_inside(text, end, to) {
                end += 1;
            }
            runs(text, (at, end), to, &mut found);
            at = end;
        }
    }
    found.sort_by_key(|c| (c.first, std::cmp::Reverse(c.end)));
    found.dedup_by_key(|c| (c.first, c.end));
    let words: Vec<Vec<u32>> = found.iter().map(|c| words(text, c)).collect();
    let mut all: BTreeMap<&[u32], BTreeSet<usize>> = BTreeMap::new();
    for (c, words) in found.iter().zip(&words) {
        all.entry(words).or_default().insert(c.head);
    }
    let elsewhere = found.iter().zip(&words).map(|(c, words)| {
        let heads = &all[&**words];
        [heads.range(..c.head).count() as u32, heads.range(c.head + 1..).count() as u32]
    });
    let elsewhere: Vec<[u32; 2]> = elsewhere.collect();
    found.iter_mut().zip(elsewhere).for_each(|(c, e)| c.elsewhere = e);
    found
}

/// The words of a phrase in small letters, without articles and the mark of an owner.
pub(super) fn words(text: &Text, c: &Candidate) -> Vec<u32> {
    (c.first..c.end)
        .filter(|&at| !matches!(text.small(at), "the" | "a" | "an" | "'s" | "’s"))
        .map(|at| text.known(at).form.lower)
        .collect()
}

/// True for a word with a capital that does not open its sentence.
fn written_as_name(text: &Text, at: usize) -> bool {
    text.written(at).starts_with(char::is_uppercase)
        && at > 0
        && text.sentence(at - 1) == text.sentence(at)
}

fn candidate(text: &Text, first: usize, end: usize, run: (usize, usize), sort: Sort) -> Candidate {
    let until = run.1.min(end);
    let closes = |at: &usize| text.name(*at).is_some() || is_noun(text.tag(*at));
    let mut head = (first..until).rev().find(closes).unwrap_or(until - 1);
    if sort == Sort::Pronoun {
        head = first;
    }
    let name =
        text.name(head).filter(|n| n.first >= first && n.end <= end && sort != Sort::Pronoun);
    let sort = if name.is_some() { Sort::Name } else { sort };
    let meant =
        text.meant(first).filter(|m| sort != Sort::Name && (m.end == end || m.end == head + 1));
    Candidate {
        first,
        end,
        span: text.span(first, end),
        sort,
        head,
        run,
        entity: name.and_then(|n| n.entity).or(meant.map(|m| m.entity)),
        kind: name.map_or_else(|| 98 + u32::from(!written_as_name(text, head)), |n| n.kind),
        elsewhere: [0; 2],
    }
}

/// The phrases that a run of nouns gives, alone and with what stands behind.
fn runs(text: &Text, (start, end): (usize, usize), to: usize, found: &mut Vec<Candidate>) {
    let closes = |at: usize| {
        text.name(at).is_some()
            || is_noun(text.tag(at))
            || text.is_possessive(at)
            || text.tag(at) == Tag::Adjective && at + 1 == end
    };
    let last = (start..end).rev().find(|&at| closes(at) && !text.is_possessive(at));
    let Some(last) = last else { return };
    let ends = behind(text, last + 1, to);
    for first in start..end {
        let mark = text.written(first);
        if text.is_possessive(first) || !mark.contains(char::is_alphanumeric) {
            continue;
        }
        // A word in the middle of a name begins nothing.
        if text.name(first).is_some_and(|n| n.first < first) && first > start {
            continue;
        }
        for stop in first + 1..=end {
            if closes(stop - 1) && !(text.is_possessive(stop - 1) && stop - 1 == first) {
                found.push(candidate(text, first, stop, (start, end), Sort::Common));
            }
        }
        if first > last {
            continue;
        }
        let opens = first == start
            || text.is_possessive(first - 1)
            || text.name(first).is_some()
            || is_determiner(text, first);
        if opens {
            for &stop in ends.iter().filter(|&&stop| stop - first <= LONGEST) {
                found.push(candidate(text, first, stop, (start, last + 1), Sort::Common));
            }
        }
    }
}

/// Where a phrase may end that goes on behind its nouns.
fn behind(text: &Text, from: usize, to: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = from;
    while at < to && at - from < LONGEST && ends.len() < ENDS {
        let word = text.small(at);
        let tag = text.tag(at);
        let stops =
            matches!(word, "," | ";" | ":" | "." | ")" | "–" | "—" | "!" | "?" | "]" | "\"" | "”")
                || at + 1 == to;
        let breaks = tag == Tag::Preposition
            || tag == Tag::Conjunction
            || tag == Tag::Auxiliary
            || tag == Tag::Verb
            || tag == Tag::Subordinator
            || tag == Tag::Particle
            || tag == Tag::Adverb
            || tag == Tag::Pronoun
            || text.small(at) == "("
            || tag == Tag::Determiner;
        let noun_before = at > from
            && (text.name(at - 1).is_some()
                || is_noun(text.tag(at - 1))
                || matches!(text.small(at - 1), ")" | "]"));
        if at > from && (stops || breaks && noun_before) {
            ends.push(at);
        }
        if stops && matches!(word, ")" | "." | "\"" | "”" | "]") && at > from || at + 1 == to {
            ends.push(at + 1);
        }
        at += 1;
    }
    ends.dedup();
    ends
}

fn is_noun(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Name | Tag::Number)
}

pub(super) fn is_determiner(text: &Text, at: usize) -> bool {
    text.tag(at) == Tag::Determiner
        || matches!(text.small(at), "my" | "your" | "his" | "her" | "its" | "our" | "their")
}

fn is_pronoun(text: &Text, at: usize) -> bool {
    text.name(at).is_none()
        && (text.tag(at) == Tag::Pronoun
            || is_determiner(text, at) && !matches!(text.small(at), "the" | "a" | "an")
            || super::link::group(text.small(at)) != super::link::NO_PRONOUN
            || matches!(text.small(at), "here" | "there" | "now" | "then"))
}

/// True if a token may stand within nouns and what stands before them.
fn is_inside(text: &Text, at: usize, to: usize) -> bool {
    if text.name(at).is_some() {
        return true;
    }
    let word = text.written(at);
    // What stands before a participle within a phrase.
    let opened = |at: usize| {
        at > 0
            && text.name(at - 1).is_none()
            && (is_determiner(text, at - 1)
                || text.is_possessive(at - 1)
                || matches!(text.tag(at - 1), Tag::Adjective | Tag::Number | Tag::Adverb))
    };
    let next = |tag: &[Tag]| {
        at + 1 < to && (tag.contains(&text.tag(at + 1)) || text.name(at + 1).is_some())
    };
    match text.tag(at) {
        Tag::Noun | Tag::Name | Tag::Number | Tag::Adjective => true,
        _ if is_determiner(text, at) => true,
        _ if text.is_possessive(at) => true,
        _ if matches!(word, "-" | "/" | "&" | "$" | "£" | "€" | "#" | "%") => true,
        Tag::Adverb => next(&[Tag::Adjective]) || next(&[Tag::Verb]) && opened(at),
        Tag::Verb => next(&[Tag::Adjective, Tag::Noun, Tag::Name]) && opened(at),
        Tag::Punctuation => {
            matches!(word, "\"" | "“" | "'" | "‘") && next(&[Tag::Adjective, Tag::Noun, Tag::Name])
        }
        _ => false,
    }
}
