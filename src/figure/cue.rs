//! Words that say what happened, and the groups that it happened to.

use super::before::{AUXILIARY, holder, passive, state, subject};
use super::behind::{OBJECT, TOLL, deed, noun, object, payment, toll};
use super::group::{Group, GroupKind};
use super::list;
use super::words::{Entry, Form, Words};
use crate::reader::Reader;
use crate::{Effect, TokenKind};

/// Tokens of the longest phrase of effects: `lose their lives`.
const PHRASE: usize = 3;

/// A word or phrase of the list of effects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) effect: Effect,
    entry: Entry,
}

/// The cues of a sentence in order.
pub(super) fn cues(r: &Reader, words: &Words) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut phrase = String::new();
    let mut at = 0;
    while at < r.len() {
        if r.kind(at) != Some(TokenKind::Word) || !words.opens(r.word(at)) {
            at += 1;
            continue;
        }
        let mut found = None;
        phrase.clear();
        for to in at + 1..=at + PHRASE {
            if r.kind(to - 1) != Some(TokenKind::Word) {
                break;
            }
            if to > at + 1 {
                phrase.push(' ');
            }
            phrase.extend(r.word(to - 1).chars().flat_map(char::to_lowercase));
            let cue = |entry: Entry| Cue { from: at, to, effect: entry.effect, entry };
            found = words.get(&phrase).map(cue).or(found);
            if !words.begins(&phrase) {
                break;
            }
        }
        at = found.map_or(at + 1, |cue| cue.to);
        cues.extend(found.filter(|cue| {
            let needs = words.needs(cue.entry);
            needs.is_empty() || (cue.to..r.len()).any(|i| needs.iter().any(|word| r.is(i, &[word])))
        }));
    }
    cues
}

/// The groups that a cue says something of, by their places in `groups`, and the rule.
pub(super) fn reached(r: &Reader, cue: &Cue, groups: &[Group]) -> (Vec<usize>, &'static str) {
    if is_hypothetical(r, cue) {
        return (Vec::new(), "");
    }
    let money = matches!(cue.effect, Effect::Lost | Effect::Pledged | Effect::Fined);
    if money {
        return (payment(r, cue, groups), "figure/money");
    }
    if cue.effect == Effect::Voted {
        let next = groups.partition_point(|g| g.from < cue.to);
        let near = Some(next).filter(|&i| {
            groups.get(i).is_some_and(|g| g.kind == GroupKind::Sides && g.from <= cue.to + OBJECT)
        });
        return (near.into_iter().collect(), "figure/votes");
    }
    // The word is one of the group's own: `200,000 dead`, `30 injured`, `two wounded soldiers`.
    let own = |g: &Group| g.from < cue.from && cue.to <= g.to && g.kind.is_counted();
    let form = cue.entry.has(Form::State) || cue.entry.has(Form::Verb);
    if form && let Some(id) = holder(cue, groups).filter(|&id| groups.get(id).is_some_and(own)) {
        return (vec![id], "figure/state");
    }
    let rules: [(Form, Rule, &'static str); 7] = [
        (Form::Noun, noun, "figure/noun"),
        (Form::State, state, "figure/state"),
        (Form::Verb, object, "figure/object"),
        (Form::Verb, passive, "figure/passive"),
        (Form::Fall, subject, "figure/subject"),
        (Form::Deed, deed, "figure/deed"),
        (Form::Toll, toll, "figure/toll"),
    ];
    for (form, rule, why) in rules {
        if cue.entry.has(form) {
            let mut found = rule(r, cue, groups);
            // One who is named and flees is no count of the displaced.
            let named = |&id: &usize| groups.get(id).is_some_and(|g| g.kind == GroupKind::Named);
            found.retain(|id| cue.effect != Effect::Displaced || !named(id));
            if !found.is_empty() {
                return (with_parts(r, groups, found), why);
            }
        }
    }
    (Vec::new(), "")
}

/// Adds what a list is said to include: `17 people, including four children and a nurse`.
fn with_parts(r: &Reader, groups: &[Group], mut found: Vec<usize>) -> Vec<usize> {
    let last = found.last().copied().unwrap_or_default();
    let Some((whole, part)) = groups.get(last).zip(groups.get(last + 1)) else { return found };
    let including = |i: usize| r.is(i, &["including", "among"]);
    let near = part.from <= whole.to + TOLL && part.kind.is_counted();
    if near && (whole.to..part.from).any(including) {
        found.extend(list::from(r, groups, last + 1));
    }
    found
}

type Rule = fn(&Reader, &Cue, &[Group]) -> Vec<usize>;

/// `could kill`, `would have killed`, `threatened to kill`: it has not happened.
fn is_hypothetical(r: &Reader, cue: &Cue) -> bool {
    let before = cue.from.saturating_sub(AUXILIARY)..cue.from;
    // `attempted murder`.
    if cue.entry.has(Form::Deed) && r.is(cue.from.wrapping_sub(1), &["attempted"]) {
        return true;
    }
    before.clone().any(|i| {
        r.is(
            i,
            &["could", "would", "may", "might", "can", "should", "if", "plotting", "threatened"],
        ) && !r.capital(i)
    }) || (r.is(cue.from.wrapping_sub(1), &["to"])
        && r.is(cue.from, &["kill", "die", "lay off", "lose"])
        && before.into_iter().any(|i| {
            r.is(
                i,
                &[
                    "tried",
                    "trying",
                    "plot",
                    "plan",
                    "plans",
                    "want",
                    "wanted",
                    "threat",
                    "attempt",
                    "attempted",
                    "intent",
                    "license",
                ],
            )
        }))
}
