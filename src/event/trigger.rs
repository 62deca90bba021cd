//! Triggers: the words of a sentence that say that something happened, and the weapons in it.

use super::clause::Clauses;
use super::words::{Entry, Form, Frame, Words};
use super::{LONGEST, Trigger};
use crate::Tag;
use crate::reader;

/// The triggers of a sentence in text order; none overlaps another.
pub(super) fn triggers(
    clauses: &Clauses,
    looked_up: &reader::Words,
    words: &Words,
) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = clauses.range.start;
    let mut phrase = String::new();
    while at < clauses.range.end {
        if !matches!(clauses.tag(at), Some(Tag::Verb | Tag::Noun | Tag::Adjective)) {
            at += 1;
            continue;
        }
        let known = words.opened_by(looked_up.hash(at));
        if known.is_empty() {
            at += 1;
            continue;
        }
        let mut best: Option<(usize, Vec<Entry>)> = None;
        phrase.clear();
        for end in at + 1..=(at + LONGEST).min(clauses.range.end) {
            if end > at + 1 {
                phrase.push(' ');
            }
            phrase.extend(clauses.word(end - 1).chars().flat_map(char::to_lowercase));
            if end > at + 1 && !known.begin(&phrase) {
                break;
            }
            let entries: Vec<Entry> =
                known.get(&phrase).filter(|entry| fits(clauses, at, entry)).collect();
            if !entries.is_empty() {
                best = Some((end, entries));
            }
        }
        let Some((end, entries)) = best else {
            at += 1;
            continue;
        };
        let entry = choose(clauses, words, at, end, &entries);
        found.extend(entry.map(|entry| Trigger { start: at, end, entry }));
        at = end;
    }
    found
}

/// The noun phrases of a sentence that end in a weapon.
pub(super) fn weapons(clauses: &Clauses, looked_up: &reader::Words, words: &Words) -> Vec<usize> {
    let is_weapon = |number: &usize| {
        let Some(phrase) = clauses.phrases.get(*number) else { return false };
        (phrase.tokens.start..=phrase.head).rev().take(3).any(|at| {
            let known = words.opened_by(looked_up.hash(at));
            if known.is_empty() {
                return false;
            }
            let of = (at..=phrase.head).map(|at| clauses.word(at).to_lowercase());
            let name = of.collect::<Vec<_>>().join(" ");
            known.get(&name).any(|entry| entry.form == Form::Weapon)
        })
    };
    (0..clauses.phrases.len()).filter(is_weapon).collect()
}

/// True if the part of speech is that of the entry.
fn fits(clauses: &Clauses, at: usize, entry: &Entry) -> bool {
    match (entry.form, clauses.tag(at)) {
        (Form::Weapon, _) => false,
        (Form::Noun, tag) => tag == Some(Tag::Noun),
        (form, Some(Tag::Verb)) => {
            // `the wounded soldiers`: a verb inside a noun phrase says what they are.
            clauses.phrase_at(at).is_none() && !clauses.describes(at, form, entry.frame)
        }
        (Form::Either | Form::Participle, Some(Tag::Adjective)) => clauses.phrase_at(at).is_none(),
        _ => false,
    }
}

/// The reading that fits what stands behind: with an object the one that takes one.
fn choose(
    clauses: &Clauses,
    words: &Words,
    at: usize,
    end: usize,
    entries: &[Entry],
) -> Option<Entry> {
    let group = clauses.group(at);
    let object = clauses.object(end);
    let on = if group.passive {
        clauses.subject(group.start).into_iter().collect()
    } else if object.is_empty() {
        clauses.contact(group.start).map(|(_, object)| object).into_iter().collect()
    } else {
        object.clone()
    };
    // `the bomb exploded`, but `the boiler exploded`
    let subject = || clauses.subject(group.start).into_iter().collect();
    let under: Vec<usize> = if entries.iter().any(is_told_of) { subject() } else { Vec::new() };
    let rivals = entries.iter().any(|entry| entry.frame == Frame::Act && entry.objects.is_none());
    let fits = |entry: &Entry| {
        let Some(list) = entry.objects else { return true };
        let of = if is_told_of(entry) { &under } else { &on };
        // `launched a rocket on Monday` may be into space.
        let aimed = || {
            let at = clauses.thrown_at(end, object.last().copied());
            at.is_some_and(|at| !clauses.is(at - 1, &["on"]))
        };
        if entry.is_aimed() && (of.is_empty() || rivals && !aimed()) {
            return false;
        }
        of.is_empty() && !is_told_of(entry) || of.iter().any(|&n| takes(clauses, words, list, n))
    };
    let by = |frame: Frame| {
        let mut all = entries.iter().copied().filter(|e| e.frame == frame && fits(e));
        all.clone().find(|entry| entry.objects.is_some()).or_else(|| all.next())
    };
    let takes = !object.is_empty() || group.passive;
    if let Some(light) = by(Frame::Light) {
        let noun =
            clauses.object(end).first().and_then(|&n| clauses.phrases.get(n)).map(|p| p.head);
        if noun.is_some() && entries.len() == 1 {
            return Some(light);
        }
    }
    let plain = || [Frame::Undergo, Frame::Do, Frame::Meet, Frame::Act].into_iter().find_map(by);
    if takes { by(Frame::Act).or_else(|| by(Frame::Meet)).or_else(plain) } else { plain() }
}

/// True if what counts is not what a verb is done to but whom it befalls.
fn is_told_of(entry: &Entry) -> bool {
    entry.frame == Frame::Undergo && entry.objects.is_some()
}

/// True if a list has the noun of a phrase, or that of what it is a share of: `half of the vote`.
fn takes(clauses: &Clauses, words: &Words, list: u16, number: usize) -> bool {
    clauses.with_of(number).iter().filter_map(|&n| clauses.phrases.get(n)).any(|phrase| {
        let word = clauses.word(phrase.head);
        words.takes(list, &word.to_lowercase())
            || clauses.tag(phrase.head) == Some(Tag::Name) && words.takes(list, "name")
    })
}
