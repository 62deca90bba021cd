//! Groups that go on a list: `two soldiers and a translator`, `six priests (five of them Spaniards) and two women`.

use super::group::{Group, GroupKind};
use crate::TokenKind;
use crate::lexicon::{DEMONYMS, PERSON_NOUNS, ROLES};
use crate::reader::Reader;

/// Tokens between a comma or `and` and the next group of a list: `, and at least another`.
const NEAR: usize = 4;

/// Tokens of what is said in passing between two groups of a list.
const ASIDE: usize = 14;

/// Words that may stand between two groups of a list.
const BETWEEN: [&str; 15] = [
    "and", "at", "least", "another", "the", "more", "than", "as", "well", "his", "her", "their",
    "also", "about", "some",
];

/// The places of the groups that go on a list from `first` on.
pub(super) fn from(r: &Reader, groups: &[Group], first: usize) -> Vec<usize> {
    before(r, groups, first, None)
}

/// The same for a list that is the subject of the verb behind group `subject`.
pub(super) fn before(
    r: &Reader,
    groups: &[Group],
    first: usize,
    subject: Option<usize>,
) -> Vec<usize> {
    let mut found = vec![first];
    let mut last = first;
    while let Some(group) = groups.get(last) {
        let open = past_aside(r, group);
        let id = groups.partition_point(|g| g.from < open).max(last + 1);
        let Some(next) = groups.get(id).filter(|_| subject.is_none_or(|subject| id <= subject))
        else {
            break;
        };
        let between = open..next.from;
        let joined = between.clone().any(|i| r.is(i, &["and"]) || r.word(i) == ",");
        let plain = between.clone().all(|i| {
            r.word(i) == ","
                || r.is(i, &BETWEEN)
                || next.kind == GroupKind::Named && is_calling(r, i)
        });
        // `three people, the mayor said`: a comma alone goes on only to more of a list.
        let and = between.clone().any(|i| r.is(i, &["and"]));
        let more = r.is(next.to, &["and"]) || r.word(next.to) == ",";
        let goes_on = and || (more && groups.get(id + 1).is_some_and(|g| g.from <= next.to + NEAR));
        // A number alone needs a verb of its own: `killed 12 people and 30 were hurt`.
        let own = next.kind == GroupKind::Bare || subject != Some(id) && is_subject(r, next.to);
        // `Ada Orr, the mayor,` are one.
        let apposed = group.kind == GroupKind::Named
            && next.kind == GroupKind::Single
            && !r.is(next.from, &["his", "her", "their"])
            && between.clone().all(|i| r.word(i) == ",");
        let fits = joined && plain && next.kind.is_counted();
        if !fits || !(apposed || goes_on && !own) {
            break;
        }
        last = id;
        if !apposed {
            found.push(id);
        }
    }
    found
}

/// The list that ends with a group, from its first one.
pub(super) fn up_to(r: &Reader, groups: &[Group], id: usize) -> Vec<usize> {
    let mut found = vec![id];
    for first in (0..id).rev() {
        let list = before(r, groups, first, Some(id));
        let inside = groups.get(first).zip(groups.get(id));
        if list.contains(&id) {
            found = list;
        } else if inside.is_none_or(|(first, last)| last.from > first.to + ASIDE) {
            break;
        }
    }
    found
}

/// One past what is said of a group in passing: in brackets, between dashes, or what somebody is between commas.
fn past_aside(r: &Reader, group: &Group) -> usize {
    let at = group.to;
    let closing = match r.word(at) {
        "(" => ")",
        "[" => "]",
        "--" => "--",
        "–" => "–",
        "—" => "—",
        "," if group.kind == GroupKind::Named => return past_apposition(r, at),
        _ => return at,
    };
    (at + 1..=at + ASIDE).find(|&i| r.word(i) == closing).map_or(at, |end| end + 1)
}

/// `Ada Orr, third judge of the court, and two guards`: the comma before `and`, if nothing but words for what she is
/// stands between it and the comma at `at`.
fn past_apposition(r: &Reader, at: usize) -> usize {
    let end = (at + 1..=at + ASIDE).find(|&i| r.word(i) == ",").unwrap_or(at);
    let said = |i: usize| {
        r.kind(i) == Some(TokenKind::Word)
            && !r.is(i, &["and", "who", "which", "said", "was", "were"])
    };
    let calling = (at + 1..end).any(|i| is_calling(r, i));
    let own = r.is(at + 1, &["his", "her", "their"]);
    let plain = calling && !own && !r.capital(at + 1) && (at + 1..end).all(said);
    if plain && r.is(end + 1, &["and"]) { end } else { at }
}

/// `opposition leader`, `Guatemalan`: a word for what the bearer of the name behind it is.
pub(super) fn is_calling(r: &Reader, at: usize) -> bool {
    r.kind(at) == Some(TokenKind::Word)
        && (r.in_list(at, ROLES) || r.in_list(at, PERSON_NOUNS) || r.listed(at, DEMONYMS))
}

/// True if a verb follows at once: what stands before it is its subject.
fn is_subject(r: &Reader, at: usize) -> bool {
    r.word(at).ends_with("ed")
        || r.is(at, &["was", "were", "is", "are", "have", "has", "had", "remain", "remained"])
}
