//! Groups that stand behind the word for what befell them: objects, `the murder of`, tolls, sums of money.

use super::before::{holder, passive_start};
use super::cue::Cue;
use super::group::{APPROXIMATING, Group, GroupKind};
use super::list;
use crate::TokenKind;
use crate::lexicon::{
    CALENDAR_DEICTIC, CALENDAR_MODIFIER, CALENDAR_PART, CALENDAR_UNIT, FUNCTION_WORDS,
};
use crate::reader::Reader;

/// Tokens between a verb and its object: `killing at least another`.
pub(super) const OBJECT: usize = 4;

/// Tokens between a toll and its number: `the death toll from the quake has risen to`.
pub(super) const TOLL: usize = 14;

/// Words of when and where between a deed and its `of`.
const SETTING: usize = 7;

/// Words of titles between a deed and the name of who it befell.
const TITLES: usize = 10;

/// The place of the group that begins at `at` or behind words of approximation.
fn begins(r: &Reader, groups: &[Group], at: usize, reach: usize) -> Option<usize> {
    let id = groups.partition_point(|g| g.from < at);
    let group = groups.get(id).filter(|g| g.from <= at + reach)?;
    let clear = (at..group.from).all(|i| {
        r.is(i, &APPROXIMATING)
            || r.is(
                i,
                &[
                    "up",
                    "to",
                    "approximately",
                    "roughly",
                    "a",
                    "total",
                    "of",
                    "no",
                    "fewer",
                    "all",
                    "further",
                    "additional",
                    "possibly",
                    "close",
                    "between",
                    "other",
                    "his",
                    "her",
                    "their",
                    "and",
                    "both",
                ],
            )
    });
    clear.then_some(id)
}

/// `killing two soldiers and a translator`, `killed 12`.
pub(super) fn object(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    if passive_start(r, cue).is_some() {
        return Vec::new();
    }
    // `nine farmers killed and three wounded`: what is behind `and` has a word of its own.
    if r.is(cue.to, &["and"]) {
        return Vec::new();
    }
    let Some(first) = begins(r, groups, cue.to, OBJECT) else {
        let named = titled(r, cue, groups);
        return named.map(|id| list::from(r, groups, id)).unwrap_or_default();
    };
    let Some(group) = groups.get(first).filter(|g| g.kind.is_counted()) else { return Vec::new() };
    // `three killed, two of them`: a participle with its own subject before it.
    let comma = (cue.to..group.from).any(|i| r.word(i) == ",");
    if comma { Vec::new() } else { list::from(r, groups, first) }
}

/// Words of what somebody is between a verb and the name: `murdered opposition leader Ada Orr`.
const CALLINGS: usize = 5;

/// The names that a verb befalls behind words for what their bearers are; `the murdered student Ada Orr` is told
/// otherwise.
fn titled(r: &Reader, cue: &Cue, groups: &[Group]) -> Option<usize> {
    let led = cue.from == 0 || r.is(cue.from - 1, &["a", "an", "the"]);
    let id = groups.partition_point(|g| g.from < cue.to);
    let group = groups.get(id).filter(|g| g.kind == GroupKind::Named && !led)?;
    let between = cue.to..group.from;
    let calling = |i: usize| {
        let plain = r.kind(i) == Some(TokenKind::Word) && !r.in_list(i, FUNCTION_WORDS);
        plain && (!r.capital(i) || list::is_calling(r, i)) && !r.word(i).ends_with("ly")
    };
    (!between.is_empty() && between.len() <= CALLINGS && between.clone().all(calling)).then_some(id)
}

/// `three deaths`, `claimed 12 lives`, `no casualties`.
pub(super) fn noun(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let near = cue.from.saturating_sub(TOLL / 2)..cue.to + OBJECT;
    let taken = ["claimed", "claims", "claiming", "lost", "cost", "taken", "took", "loss"];
    if r.is(cue.from, &["lives"]) && !near.into_iter().any(|i| r.is(i, &taken)) {
        return Vec::new();
    }
    let inside = |g: &Group| cue.to <= g.to && g.kind.is_counted();
    holder(cue, groups).filter(|&id| groups.get(id).is_some_and(inside)).into_iter().collect()
}

/// `the murder of six priests`, `the death of a civilian`, `Ada Orr's murder`.
pub(super) fn deed(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    if let Some(of) = deed_of(r, cue) {
        if let Some(first) = begins(r, groups, of + 1, OBJECT) {
            return list::from(r, groups, first);
        }
        // `the murder of fire brigade director Colonel Ada Orr`.
        let id = groups.partition_point(|g| g.from <= of);
        let title = |i: usize| {
            let plain = r.kind(i) == Some(TokenKind::Word) && !r.in_list(i, FUNCTION_WORDS);
            plain || r.is(i, &["of", "the"])
        };
        let named = groups.get(id).filter(|g| {
            let near = g.kind == GroupKind::Named && g.from <= of + TITLES;
            near && (of + 1..g.from).all(title)
        });
        return named.map(|_| list::from(r, groups, id)).unwrap_or_default();
    }
    let owner = cue.from.checked_sub(1).filter(|&i| r.is(i, &["'s", "’s"]));
    let id = owner.and_then(|end| {
        let id = groups.partition_point(|g| g.to < end);
        groups.get(id).filter(|g| g.to == end).map(|_| id)
    });
    id.into_iter().collect()
}

/// The `of` of a deed, behind when and where it was done: `the murder on Monday in Lima of two judges`.
fn deed_of(r: &Reader, cue: &Cue) -> Option<usize> {
    let of = (cue.to..=cue.to + SETTING).find(|&i| r.is(i, &["of"]))?;
    let set = r.is(cue.to, &["in", "on", "at", "near", "during", "last", "yesterday", "earlier"]);
    let setting = |i: usize| {
        let word =
            r.capital(i) || r.kind(i) == Some(TokenKind::Number) || r.in_list(i, FUNCTION_WORDS);
        let time = [CALENDAR_DEICTIC, CALENDAR_MODIFIER, CALENDAR_PART, CALENDAR_UNIT];
        word && !r.is(i, &["and", "or", "who", "that", "was", "were", "is", "are", "by"])
            || time.iter().any(|&list| r.in_list(i, list))
    };
    (of == cue.to || set && (cue.to..of).all(setting)).then_some(of)
}

/// `the death toll rose to 45`, `a toll of 12`, `fatalities reached 40`.
pub(super) fn toll(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let id = groups.partition_point(|g| g.from < cue.to);
    let to = cue.to + TOLL;
    let fits = |g: &&Group| matches!(g.kind, GroupKind::Bare | GroupKind::Counted);
    let led = |g: &Group| {
        let lead = (cue.to..g.from).rev().find(|&i| {
            r.is(
                i,
                &[
                    "to",
                    "at",
                    "of",
                    "is",
                    "was",
                    "reached",
                    "hit",
                    "passed",
                    "exceeded",
                    "topped",
                    "surpassed",
                    "stands",
                    "crossed",
                ],
            )
        });
        lead.is_some_and(|i| g.from - i <= OBJECT)
    };
    let found = groups.iter().enumerate().skip(id).take_while(|(_, g)| g.from < to);
    let mut found = found.filter(|(_, g)| fits(g) && led(g)).map(|(id, _)| id);
    let first = found.next();
    // `rose from 30 to 45`: the later one holds.
    let from = first
        .and_then(|id| groups.get(id))
        .is_some_and(|g| g.from > 0 && r.is(g.from - 1, &["from"]));
    let second = if from { found.next() } else { None };
    second.or(first).into_iter().collect()
}

/// `pledged $5 million`, `$5 million was pledged`, `damage of $5 million`, `fined €3m`.
pub(super) fn payment(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let is_money = |g: &Group| g.kind == GroupKind::Money;
    let behind = groups.partition_point(|g| g.from < cue.to);
    let near = |g: &Group| {
        let clear = !(cue.to..g.from).any(|i| matches!(r.word(i), "." | ";" | "," | "“" | "\""));
        g.from <= cue.to + TOLL / 2 && clear
    };
    let reach = groups.iter().skip(behind).take_while(|g| g.from <= cue.to + TOLL);
    if let Some(id) = reach.into_iter().position(is_money)
        && groups.get(behind + id).is_some_and(near)
    {
        return vec![behind + id];
    }
    let start = passive_start(r, cue).unwrap_or(cue.from);
    let end = if r.is(start.wrapping_sub(1), &["in", "of"]) { start - 1 } else { start };
    let id = groups.partition_point(|g| g.to <= end).checked_sub(1);
    id.filter(|&i| groups.get(i).is_some_and(|g| is_money(g) && g.to == end)).into_iter().collect()
}
