//! Families: `the Orrs`, where the article names an Orr.

use super::rule;
use crate::fnv::{self, Numbering};
use crate::{Kind, Mention, Span, Token};

/// Sureness of a family: of 34 in 1,870 articles that no rule had seen, 32 are one; the others are titles of a book and a film.
const SURE: f32 = 0.9;

/// Puts families among the mentions; a body or a people that the recogniser sees there stays.
pub(super) fn apply(text: &str, tokens: &[Token], mentions: &mut Vec<Mention>) {
    let mut bearers = Numbering::new(mentions.len());
    for person in mentions.iter().filter(|mention| mention.kind == Kind::Person) {
        if let Some((_, last)) = person.span.of(text).rsplit_once(char::is_whitespace) {
            bearers.number(fnv::hash(last.bytes()));
        }
    }
    let mut found: Vec<Span> = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let [the, family] = pair else { continue };
        let word = family.span.of(text);
        if !matches!(the.span.of(text), "the" | "The")
            || the.sentence != family.sentence
            || !word.starts_with(char::is_uppercase)
        {
            continue;
        }
        let bears = |end: &str| {
            let name = word.strip_suffix(end).map(|name| fnv::hash(name.bytes()));
            name.is_some_and(|name| bearers.find(name, |_| true).is_some())
        };
        // `the Orrs Foundation` is another thing.
        let goes_on = tokens.get(at + 2).is_some_and(|next| {
            next.sentence == the.sentence && next.span.of(text).starts_with(char::is_uppercase)
        });
        let known = mentions.partition_point(|mention| mention.span.end <= family.span.start);
        let around = mentions.get(known).filter(|known| known.span.start < family.span.end);
        let free = around.is_none_or(|known| {
            known.span == family.span && matches!(known.kind, Kind::Person | Kind::Location)
        });
        if (bears("s") || bears("es")) && free && !goes_on {
            found.push(family.span);
        }
    }
    for span in found {
        rule::put(tokens, mentions, span, Kind::Group, "mention/family", SURE);
    }
}
