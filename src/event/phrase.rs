//! Noun phrases: the runs of tokens that name who or what takes part.

use super::Context;
use crate::{Span, Tag, Token};
use std::ops::Range;

/// A run of tokens around one noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its tokens, determiner included.
    pub(crate) tokens: Range<usize>,
    /// The token that says what it is.
    pub(crate) head: usize,
    /// True for `he`, `who`.
    pub(crate) pronoun: bool,
}

/// The noun phrases of some tokens in text order; none overlaps another.
pub(crate) fn find(context: &Context, within: Range<usize>) -> Vec<Phrase> {
    let (text, tokens, tags) = (context.text, context.tokens, context.tags);
    let mut phrases = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let end = day(context, at, within.start).unwrap_or(within.end);
        match one(text, tokens, tags, at, end.min(within.end)) {
            Some(phrase) => {
                at = phrase.tokens.end;
                phrases.push(phrase);
            }
            None => at += 1,
        }
    }
    phrases
}

/// Where a time ends that begins at a token behind a preposition or in front of the sentence: `On Wednesday Lena Okafor …`.
fn day(context: &Context, start: usize, first: usize) -> Option<usize> {
    let before = context.tags.get(start.wrapping_sub(1)).filter(|_| start > first);
    if before.is_some_and(|&tag| tag != Tag::Preposition) {
        return None;
    }
    let from = context.tokens.get(start)?.span.start;
    let near = context.timexes.partition_point(|timex| timex.span.start < from);
    let timex = context.timexes.get(near).filter(|timex| timex.span.start == from)?;
    let length = context.tokens.iter().skip(start).take_while(|t| t.span.start < timex.span.end);
    let end = start + length.count();
    // `Monday’s attack`
    (context.tags.get(end) != Some(&Tag::Particle)).then_some(end)
}

/// The phrase that begins at a token.
fn one(text: &str, tokens: &[Token], tags: &[Tag], start: usize, end: usize) -> Option<Phrase> {
    let tag = |at: usize| if at < end { tags.get(at).copied() } else { None };
    let word = |at: usize| tokens.get(at).map_or("", |t| t.span.of(text));
    let mut head = None;
    let mut at = start;
    let mut opened = false;
    // `at least 12`, `more than 20`, `up to 30`
    let about = [
        ["at", "least"],
        ["at", "most"],
        ["more", "than"],
        ["fewer", "than"],
        ["less", "than"],
        ["up", "to"],
    ];
    let is = |[first, second]: &[&str; 2]| {
        word(at).eq_ignore_ascii_case(first) && word(at + 1).eq_ignore_ascii_case(second)
    };
    if tag(at + 2) == Some(Tag::Number) && about.iter().any(is) {
        at += 2;
        opened = true;
    }
    while let Some(tag_here) = tag(at) {
        match tag_here {
            Tag::Noun | Tag::Name => head = Some(at),
            // `beat Lagos 3-2`
            Tag::Number
                if head.is_some()
                    && is_hyphen(word(at + 1))
                    && tag(at + 2) == Some(Tag::Number) =>
            {
                break;
            }
            Tag::Number => head = head.or(Some(at)).filter(|&h| h >= at).or(head),
            Tag::Pronoun if is_possessive(word(at)) && head.is_none() => {}
            Tag::Pronoun if at == start => {
                return Some(Phrase { tokens: at..at + 1, head: at, pronoun: true });
            }
            Tag::Determiner if at == start => {}
            Tag::Adjective => {}
            Tag::Adverb
                if head.is_none() && matches!(tag(at + 1), Some(Tag::Adjective | Tag::Number)) => {}
            // `the wounded soldiers`
            Tag::Verb
                if opened
                    && matches!(tag(at + 1), Some(Tag::Noun | Tag::Name))
                    && head.is_none() => {}
            // `the Viral Genome Sequencing Lab`
            Tag::Verb
                if head.is_some_and(|head| head + 1 == at)
                    && word(at).starts_with(char::is_uppercase)
                    && word(at - 1).starts_with(char::is_uppercase)
                    && word(at + 1).starts_with(char::is_uppercase)
                    && matches!(tag(at + 1), Some(Tag::Noun | Tag::Name)) => {}
            Tag::Particle if head.is_some() && word(at).starts_with(['\'', '’']) => {}
            // `ISIS-affiliated`, a nickname in quotation marks
            Tag::Punctuation if opened && is_hyphen(word(at)) && glued(tokens, at) => {}
            // `conflict-torn country`
            Tag::Verb | Tag::Adverb
                if opened && is_hyphen(word(at - 1)) && glued(tokens, at - 1) => {}
            Tag::Punctuation
                if is_quote(word(at)) && quoted(tokens, tags, text, at, end, head.is_some()) => {}
            _ => break,
        }
        opened = true;
        at += 1;
        // A genitive alone does not end the phrase: `Syria's army`.
    }
    let head = head.filter(|&head| head < at)?;
    // Adjectives behind the noun are none of it.
    let mut last = head + 1;
    while tag(last) == Some(Tag::Number) && last < at {
        last += 1;
    }
    let marks = (start..last).filter(|&at| is_quote(word(at))).count();
    if at > last && marks % 2 == 1 && is_quote(word(last)) {
        last += 1;
    }
    Some(Phrase { tokens: start..last, head, pronoun: false })
}

fn is_possessive(word: &str) -> bool {
    let possessives = ["his", "her", "its", "their", "my", "our", "your", "whose"];
    possessives.iter().any(|possessive| word.eq_ignore_ascii_case(possessive))
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‐" | "‑" | "–")
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "'" | "‘")
}

/// True if nothing stands on either side.
fn glued(tokens: &[Token], at: usize) -> bool {
    let near = |a: usize, b: usize| matches!((tokens.get(a), tokens.get(b)), (Some(a), Some(b)) if a.span.end == b.span.start);
    at.checked_sub(1).is_some_and(|before| near(before, at)) && near(at, at + 1)
}

/// True if a quotation mark opens or closes a few words of the phrase.
fn quoted(tokens: &[Token], tags: &[Tag], text: &str, at: usize, end: usize, closes: bool) -> bool {
    let nominal = |at: usize| {
        matches!(tags.get(at), Some(Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number))
    };
    let is_mark = |at: usize| tokens.get(at).is_some_and(|t| is_quote(t.span.of(text)));
    let opens = (at + 2..(at + 6).min(end)).any(is_mark) && nominal(at + 1);
    opens || closes && (at.saturating_sub(5)..at).any(is_mark)
}

impl Phrase {
    /// The words, without the determiner.
    pub(crate) fn span(&self, tokens: &[Token], tags: &[Tag]) -> Span {
        let mut first = self.tokens.start;
        while first < self.head && tags.get(first) == Some(&Tag::Determiner) {
            first += 1;
        }
        let start = tokens.get(first).map(|t| t.span).unwrap_or_default();
        let last = self.tokens.end.checked_sub(1).and_then(|last| tokens.get(last));
        last.map_or(start, |last| start.cover(last.span))
    }
}
