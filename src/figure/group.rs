//! Groups of people, things or money in one sentence: what an effect can befall.

use super::Article;
use crate::lexicon::{
    ATTACKERS, DEMONYMS, FUNCTION_WORDS, NUMBERS_CARDINAL, NUMBERS_SCALE, NUMBERS_VAGUE,
    PERSON_NOUNS, ROLES,
};
use crate::reader::Reader;
use crate::{Interval, Kind, Precision, QuantityKind, Span, TokenKind, numeral};

/// Words between an article and its noun: `a civilian who`, `a young Syrian translator`.
const BETWEEN: usize = 3;

/// Words that may stand between a verb or preposition and a group: `killed more than`, `at least`.
pub(super) const APPROXIMATING: [&str; 16] = [
    "at",
    "least",
    "more",
    "than",
    "about",
    "some",
    "around",
    "nearly",
    "almost",
    "the",
    "an",
    "estimated",
    "over",
    "another",
    "as",
    "many",
];

/// What is counted or named, from one token to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// The first token of the number or article.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
    pub(super) value: Interval,
    /// What is counted; none for a bare number.
    pub(super) who: Option<Span>,
    /// Index of the quantity.
    pub(super) quantity: Option<u32>,
    pub(super) kind: GroupKind,
    /// True if the noun is one for those who do it: `gunmen`.
    pub(super) attacker: bool,
}

/// How a group is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GroupKind {
    /// `12 people`.
    Counted,
    /// `12`, `dozens`.
    Bare,
    /// `a translator`, `the assailant`.
    Single,
    /// `Ada Orr`.
    Named,
    /// `$5 million`.
    Money,
    /// `52-48`.
    Sides,
    /// `no one`, `no casualties`.
    Nobody,
}

impl GroupKind {
    /// True for people and things, not for money or votes.
    pub(super) fn is_counted(self) -> bool {
        !matches!(self, Self::Money | Self::Sides)
    }
}

/// The groups of a sentence in order; they do not overlap.
pub(super) fn groups(r: &Reader, article: &Article) -> Vec<Group> {
    let sentence = r.sentence();
    let mut quantities = article.quantities_of(sentence).peekable();
    let mut mentions = article.persons_of(sentence).peekable();
    let mut timexes = article.timexes_of(sentence).peekable();
    let mut groups = Vec::new();
    let mut at = 0;
    while at < r.len() {
        let start = r.span(at, at + 1).start;
        while timexes.next_if(|t| t.end <= start).is_some() {}
        while quantities.next_if(|(_, q)| q.span.start < start).is_some() {}
        while mentions.next_if(|m| m.span.start < start).is_some() {}
        if let Some(&(id, quantity)) = quantities.peek()
            && quantity.span.start == start
        {
            let to = r.past(at, quantity.span.end);
            let kind = match quantity.kind {
                QuantityKind::Count => Some(GroupKind::Counted),
                QuantityKind::Money => Some(GroupKind::Money),
                QuantityKind::Score => Some(GroupKind::Sides),
                _ => None,
            };
            if let (Some(kind), Some(value), false) = (kind, quantity.value, is_many(r, at)) {
                let who = quantity.counted.filter(|&who| quantity.span.contains(who));
                let attacker = r.in_list(to - 1, ATTACKERS);
                groups.push(Group { from: at, to, value, who, quantity: Some(id), kind, attacker });
            }
            at = to;
            continue;
        }
        if timexes.peek().is_some_and(|t| t.start <= start) {
            at += 1;
            continue;
        }
        if let Some(mention) = mentions.peek()
            && mention.span.start == start
        {
            let to = r.past(at, mention.span.end);
            // `Ada Orr's driver`.
            let owned = r.is(to, &["'s", "’s"]).then(|| person(r, at, to + 1)).flatten();
            if let Some(group) = owned {
                at = group.to;
                groups.push(group);
                continue;
            }
            let value = Interval::exact(1.0);
            let (who, quantity, attacker) = (Some(mention.span), None, false);
            let kind = GroupKind::Named;
            // `her son Ada Orr`, `the singer, Ada Orr`: one and the same.
            let apposed = groups.pop_if(|last: &mut Group| {
                let comma = usize::from(r.word(last.to) == ",");
                last.kind == GroupKind::Single && last.to + comma == at
            });
            let from = apposed.map_or(at, |last| last.from);
            groups.push(Group { from, to, value, who, quantity, kind, attacker });
            at = to;
            continue;
        }
        if let Some(group) = single(r, at).or_else(|| bare(r, at)).or_else(|| nobody(r, at)) {
            at = group.to;
            groups.push(group);
        } else {
            at += 1;
        }
    }
    groups
}

/// `a translator`, `another civilian`, `the assailant`, `one person`.
fn single(r: &Reader, at: usize) -> Option<Group> {
    if !r.is(at, &["a", "an", "another", "one", "the", "his", "her", "their"]) {
        return None;
    }
    person(r, at, at + 1)
}

/// One person who is called by a noun that stands at `noun` or near behind it, with what stands before it from `from` on.
fn person(r: &Reader, from: usize, noun: usize) -> Option<Group> {
    let person = |at: usize| {
        let ends = r.kind(at + 1) != Some(TokenKind::Word) || r.in_list(at + 1, FUNCTION_WORDS);
        // `killed a Colombian and wounded an Ecuadorean`.
        if r.listed(at, DEMONYMS) {
            let one = at > 0 && r.is(at - 1, &["a", "an", "another", "one"]);
            return ends && one && !r.hyphen(at + 1);
        }
        !(r.capital(at) && (r.capital(at + 1) || r.capital(at - 1)))
            && (r.in_list(at, PERSON_NOUNS) || r.in_list(at, ROLES))
            && !plural(r, at)
    };
    let word = |at: &usize| {
        (r.kind(*at) == Some(TokenKind::Word) && !r.in_list(*at, FUNCTION_WORDS)) || r.hyphen(*at)
    };
    let first = (noun..=noun + BETWEEN).take_while(word).find(|&i| person(i))?;
    let mut to = first + 1;
    while person(to) {
        to += 1;
    }
    // `a police officer's`, `a student union`: the noun goes on.
    if r.is(to, &["'s", "’s", "'", "’"]) || r.hyphen(to) {
        return None;
    }
    Some(Group {
        from,
        to,
        value: Interval::exact(1.0),
        who: Some(r.span(noun, to)),
        quantity: None,
        kind: GroupKind::Single,
        attacker: r.in_list(to - 1, ATTACKERS),
    })
}

fn plural(r: &Reader, at: usize) -> bool {
    r.word(at).ends_with('s') || r.is(at, &["people", "men", "women", "children", "personnel"])
}

/// A number that counts nothing that is named: `killed 12`, `dozens were`.
fn bare(r: &Reader, at: usize) -> Option<Group> {
    let vague = r.in_list(at, NUMBERS_VAGUE) && !is_many(r, at);
    let digits = r.kind(at) == Some(TokenKind::Number);
    if !(vague || digits || r.in_list(at, NUMBERS_CARDINAL)) {
        return None;
    }
    let mut to = at + 1;
    while r.in_list(to, NUMBERS_SCALE)
        || (!digits && !vague && r.in_list(to, NUMBERS_CARDINAL))
        || (r.hyphen(to) && r.in_list(to + 1, NUMBERS_CARDINAL))
        || (vague && r.is(to, &["of"]) && r.in_list(to + 1, NUMBERS_SCALE))
    {
        to += 1;
    }
    let value = if vague {
        let low = numeral::vague(r.word(at))?;
        Interval { low: Some(low), high: None, precision: Precision::Vague }
    } else {
        Interval::exact(numeral::value((at..to).map(|i| r.word(i)))?)
    };
    // Parts of names and dates, sides of scores.
    if r.hyphen(to) || at.checked_sub(1).is_some_and(|before| r.hyphen(before)) {
        return None;
    }
    let (who, quantity, attacker) = (None, None, false);
    // `12 more`, `30 others`: the word belongs to the number.
    let to = to + usize::from(r.is(to, &["more", "others", "other"]));
    Some(Group { from: at, to, value, who, quantity, kind: GroupKind::Bare, attacker })
}

/// Words that tell no number at all.
fn is_many(r: &Reader, at: usize) -> bool {
    r.is(at, &["many", "few", "countless", "numerous", "various"])
}

/// `no one`, `nobody`.
fn nobody(r: &Reader, at: usize) -> Option<Group> {
    let to = if r.is(at, &["nobody"]) {
        at + 1
    } else if r.is(at, &["no"])
        && r.is(
            at + 1,
            &["one", "people", "passengers", "casualties", "deaths", "fatalities", "injuries"],
        )
    {
        at + 2
    } else {
        return None;
    };
    let value = Interval::exact(0.0);
    let (who, quantity, attacker) = (None, None, false);
    Some(Group { from: at, to, value, who, quantity, kind: GroupKind::Nobody, attacker })
}

/// True for a kind of mention that can be killed or arrested.
pub(super) fn is_person(kind: Kind) -> bool {
    kind == Kind::Person
}
