//! Places of a list that tells what they are: `Tamg, Olir and Sadar districts`, `the towns of Tamg and Olir`. Where one of them is a
//! place, so is one that sounds like somebody's name.

use crate::lexicon::{self, Lexicon};
use crate::{Kind, Mention, Token, Why};
use std::collections::BTreeSet;

/// Places of a list that are looked at.
const LIST: usize = 12;

/// What told them.
pub(crate) const WHY: Why = "mention/places";

/// Takes people in such lists for places.
pub(super) fn apply(text: &str, tokens: &[Token], lexicon: &Lexicon, mentions: &mut [Mention]) {
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
    let mut told: BTreeSet<&str> = BTreeSet::new();
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
        let called = heads(Some(behind)) || heads(of.and_then(|of| of.checked_sub(1)));
        if called && list.iter().any(|mention| mention.kind == Kind::Location) {
            for mention in list.iter_mut().filter(|mention| mention.kind == Kind::Person) {
                (mention.kind, mention.why) = (Kind::Location, WHY);
                told.insert(mention.span.of(text));
            }
        }
    }
    // And wherever the article has these names again.
    let again = |mention: &&mut Mention| {
        mention.kind == Kind::Person && told.contains(mention.span.of(text))
    };
    for mention in mentions.iter_mut().filter(again) {
        (mention.kind, mention.why) = (Kind::Location, WHY);
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
    fn and_wherever_they_are_named_again() {
        check(
            "The quake was felt in the Nakuru, Mia Lenz and Kisumu districts. Mia Lenz has no school.",
            &["Mia Lenz"],
        );
    }

    #[test]
    fn places_of_a_list_are_places() {
        check(
            "The quake was felt in the Nakuru, Mia Lenz and Kisumu districts.",
            &["Nakuru", "Mia Lenz", "Kisumu"],
        );
    }
}
