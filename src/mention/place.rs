//! Places that a list tells: by what they are called together, or by what was measured in each.
//!
//! 1. `Tamg, Olir and Sadar districts`, `the towns of Tamg and Olir`: where one of them is a place, so is one that sounds like
//!    somebody's name.
//! 2. `Tamg 8.4mm, Olir 5.4mm and Sadar with 3mm`: names before heights of rain and temperatures, where one of them is a place; and
//!    the same words elsewhere.

use super::rule::put;
use crate::lexicon::{self, Lexicon};
use crate::{Kind, Mention, Span, Token, TokenKind, Why};
use std::collections::BTreeSet;

/// Places of a list that are looked at.
const LIST: usize = 12;

/// Words of a measured place.
const WORDS: usize = 3;

/// Sureness of a place that only its measure tells.
const MEASURED: f32 = 0.95;

/// Different measured places whose other mentions are looked for.
const MOST: usize = 32;

/// What told them.
pub(crate) const WHY: Why = "mention/places";

/// Rules 1 and 2.
pub(super) fn apply(text: &str, tokens: &[Token], lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
    called(text, tokens, lexicon, mentions);
    measured(text, tokens, lexicon, mentions);
}

/// Rule 1.
fn called(text: &str, tokens: &[Token], lexicon: &Lexicon, mentions: &mut [Mention]) {
    let goes_on = |pair: &[Mention]| {
        let [one, next] = pair else { return false };
        let between = text.get(one.span.end as usize..next.span.start as usize);
        let between = between.unwrap_or_default().trim();
        one.sentence == next.sentence && matches!(between, "," | "and" | ", and" | "or" | "&")
    };
    // Places called by more than one word, as `districts`.
    let heads = |at: Option<usize>| {
        let word = at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text));
        word.ends_with('s') && is_head(word, lexicon)
    };
    let mut first = 0;
    while first < mentions.len() {
        let pairs = mentions.get(first..).unwrap_or_default().windows(2).take(LIST);
        let end = first + 1 + pairs.take_while(|pair| goes_on(pair)).count();
        let list = mentions.get_mut(first..end).unwrap_or_default();
        first = end;
        let [opens, .., closes] = &*list else { continue };
        let begin = tokens.partition_point(|token| token.span.end <= opens.span.start);
        let behind = tokens.partition_point(|token| token.span.start < closes.span.end);
        let of = begin.checked_sub(1).filter(|&of| {
            tokens.get(of).is_some_and(|token| token.span.of(text).eq_ignore_ascii_case("of"))
        });
        let told = heads(Some(behind)) || heads(of.and_then(|of| of.checked_sub(1)));
        if told && list.iter().any(|mention| mention.kind == Kind::Location) {
            for mention in list.iter_mut().filter(|mention| mention.kind == Kind::Person) {
                (mention.kind, mention.why) = (Kind::Location, WHY);
            }
        }
    }
}

/// True for what a place is called, one or several: `district`, `cities`.
pub(crate) fn is_head(word: &str, lexicon: &Lexicon) -> bool {
    let heads = |word: &str| {
        lexicon.lists(word).has_any(&[
            lexicon::PLACE_MODIFIERS_DIVISION,
            lexicon::REFERENCE_HEADS_CITY,
            lexicon::REFERENCE_HEADS_REGION,
        ])
    };
    heads(word)
        || word.strip_suffix('s').is_some_and(heads)
        || word.strip_suffix("ies").is_some_and(|stem| heads(&format!("{stem}y")))
}

/// Rule 2.
fn measured(text: &str, tokens: &[Token], lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for list in tokens.chunk_by(|a, b| a.sentence == b.sentence) {
        let items = (0..list.len()).filter_map(|at| name_before(text, list, at, lexicon));
        let items: Vec<Span> = items.take(MOST).collect();
        let kinds = |span: &Span| {
            let at = mentions.partition_point(|mention| mention.span.end <= span.start);
            mentions.get(at).filter(|mention| mention.span.start < span.end).map(|m| m.kind)
        };
        let place = items.iter().any(|span| kinds(span) == Some(Kind::Location));
        if items.len() > 2 && place {
            names.extend(items.iter().filter(|span| kinds(span).is_none()).map(|s| s.of(text)));
        }
    }
    for name in names.into_iter().take(MOST) {
        for (start, _) in text.match_indices(name) {
            let span = Span::new(start, start + name.len());
            let last = tokens.partition_point(|token| token.span.end < span.end);
            let closes = tokens.get(last).is_some_and(|token| token.span.end == span.end);
            let at = mentions.partition_point(|mention| mention.span.end <= span.start);
            let free = mentions.get(at).is_none_or(|mention| mention.span.start >= span.end);
            let alike = mentions.get_mut(at).filter(|mention| mention.span == span);
            if let Some(mention) = alike.filter(|mention| mention.kind == Kind::Person) {
                (mention.kind, mention.why) = (Kind::Location, WHY);
            } else if closes && free {
                put(tokens, mentions, span, Kind::Location, WHY, MEASURED);
            }
        }
    }
}

/// The name before a height or a temperature: `Tamg` of `Tamg 8.4mm` and `Tamg with 8.4mm`.
fn name_before(text: &str, list: &[Token], at: usize, lexicon: &Lexicon) -> Option<Span> {
    let number = list.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let unit = text
        .get(number.span.start as usize..)?
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    let unit = unit.trim_start_matches(' ');
    if !["mm", "cm", "°"].iter().any(|known| unit.starts_with(known)) {
        return None;
    }
    let word = |at: usize| list.get(at).map_or("", |token| token.span.of(text));
    let end = if word(at.checked_sub(1)?) == "with" { at - 1 } else { at };
    let name = |&at: &usize| {
        let word = word(at);
        let time = lexicon.lists_small(word).has_any(&[
            lexicon::CALENDAR_WEEKDAY,
            lexicon::CALENDAR_MONTH,
            lexicon::FUNCTION_WORDS,
        ]);
        word.starts_with(char::is_uppercase) && !time
    };
    let first = (end.saturating_sub(WORDS)..end).rev().take_while(name).last()?;
    Some(list.get(first)?.span.cover(list.get(end.checked_sub(1)?)?.span))
}

#[cfg(test)]
mod tests {
    use crate::{Kind, Model, Options};

    #[track_caller]
    fn check(text: &str, names: &[&str]) {
        let a = crate::analyze(text, Model::shared(), &Options::default());
        for name in names {
            let found = a.mentions.iter().filter(|m| m.span.of(text) == *name);
            let kinds: Vec<Kind> = found.map(|mention| mention.kind).collect();
            assert!(!kinds.is_empty() && kinds.iter().all(|k| *k == Kind::Location), "{name}");
        }
    }

    #[test]
    fn places_of_a_list_are_places() {
        check(
            "The quake was felt in the Nakuru, Mia Lenz and Kisumu districts.",
            &["Nakuru", "Mia Lenz", "Kisumu"],
        );
    }

    #[test]
    fn rain_falls_on_places() {
        check(
            "Nairobi recorded 23.6mm of rain, followed by Nakuru with 14.6mm, Velagund 8.4mm, Tamgi 5.4 mm. In Tamgi it was cold.",
            &["Velagund", "Tamgi"],
        );
    }
}
