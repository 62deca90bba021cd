//! Verb groups: a verb with its auxiliaries, and the verbs that it is joined to or hangs on.

use super::clause::{Clauses, INSERTED};
use super::words::{Form, Frame};
use crate::Tag;

/// Tokens of a verb group before its main verb: `would not have been`.
const GROUP: usize = 6;

/// What a verb has around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The first token of the verb group: `had` of `had been attacked`.
    pub(crate) start: usize,
    /// True after `was`, `been`, `got`.
    pub(crate) passive: bool,
    /// True if an auxiliary stands in it.
    pub(crate) auxiliary: bool,
    /// True after the particle `to`.
    pub(crate) infinitive: bool,
    /// True with `not`, `never`.
    pub(crate) negated: bool,
    /// True with `almost`, `nearly`.
    pub(crate) nearly: bool,
    /// True with a bare `be`, as somebody wants it: `ordered that they be freed`.
    pub(crate) wanted: bool,
    /// `will`, `could` or the like, in small letters.
    pub(crate) modal: Option<String>,
}

impl Clauses<'_> {
    /// The auxiliaries before a verb.
    pub(crate) fn group(&self, verb: usize) -> Group {
        let mut group = Group {
            start: verb,
            passive: false,
            auxiliary: false,
            infinitive: false,
            negated: false,
            nearly: false,
            wanted: false,
            modal: None,
        };
        let mut at = verb;
        while let Some(before) = self.before(at).filter(|at| verb - at <= GROUP) {
            match self.tag(before) {
                Some(Tag::Auxiliary) => {
                    // The last one says whether it is passive: `have been`, `was`.
                    let be = ["is", "are", "was", "were", "be", "been", "being", "'s", "'re"];
                    group.passive |= !group.auxiliary && self.is(before, &be);
                    let plain = ["has", "have", "had", "having", "do", "does", "did"];
                    if !self.is(before, &be) && !self.is(before, &plain) {
                        group.modal = Some(self.word(before).to_lowercase());
                    }
                    // `didn't`, `can't`
                    let short = self.word(before).to_lowercase();
                    group.negated |=
                        short.ends_with("n't") || short.ends_with("n’t") || short == "cannot";
                    group.auxiliary = true;
                }
                Some(Tag::Verb)
                    if self.is(before, &["got", "gets", "get", "getting"]) && !group.auxiliary =>
                {
                    group.passive = true;
                    group.auxiliary = true;
                }
                // `had to flee`, but `has to flee` is no more than a duty
                Some(Tag::Particle) if self.is(before, &["to"]) => {
                    let had = self.before(before).is_some_and(|at| self.is(at, &["had"]));
                    group.infinitive = !had;
                }
                Some(Tag::Particle | Tag::Adverb) => {
                    // `not only insulted them`
                    group.negated |= self.is(before, &["not", "never", "n't", "no"])
                        && !self.is(before + 1, &["only", "just", "merely"]);
                    group.nearly |= self.is(before, &["almost", "nearly"]);
                }
                _ => break,
            }
            at = before;
            if !matches!(self.tag(before), Some(Tag::Adverb)) || group.negated {
                group.start = before;
            }
        }
        group.wanted = self.is(group.start, &["be"]) && group.start < verb;
        group
    }

    /// The group of a verb that `and` or a comma joins to an infinitive, a modal or a passive before it, and that stands in the
    /// same form: `plans to build and sell`, `could rise and fall`, `was seized and burned`.
    pub(super) fn joined(&self, group: Group, verb: usize, form: Form, bare: bool) -> Group {
        let before = self.before(group.start).filter(|_| !group.auxiliary && !group.infinitive);
        let lists = |at: usize| form == Form::Present && self.is_comma(at);
        let joint = before.filter(|&at| self.is(at, &["and", "or", "but"]) || lists(at));
        let Some(joint) = joint else { return group };
        let from = joint.saturating_sub(INSERTED).max(self.range.start);
        let Some(first) = (from..joint).rev().find(|&at| self.is_verb(at)) else { return group };
        if self.tag(first) != Some(Tag::Verb) {
            return group;
        }
        let leading = self.group(first);
        let is_base = |at: usize| {
            let word = self.word(at);
            !(word.ends_with('s') && !word.ends_with("ss") || word.ends_with("ing"))
        };
        let same = match form {
            Form::Present => {
                is_base(verb)
                    && is_base(first)
                    && !leading.passive
                    && (leading.infinitive || leading.modal.is_some())
            }
            Form::Either | Form::Participle => bare && leading.passive,
            _ => false,
        };
        if same {
            Group { nearly: group.nearly, negated: group.negated || leading.negated, ..leading }
        } else {
            group
        }
    }

    /// The verb that an infinitive hangs on, its object between them at most: `began to`, `forced the miners to`.
    pub(crate) fn lead(&self, group: &Group) -> Option<usize> {
        let mut at = self.before(group.start).filter(|_| group.infinitive)?;
        if let Some(number) = self.phrase_at(at) {
            let mut first = self.phrase(number)?.tokens.start;
            while let Some(of) = self.before(first).filter(|&at| self.is(at, &["of"])) {
                let outer = self.before(of).and_then(|at| self.phrase_at(at))?;
                first = self.phrase(outer)?.tokens.start;
            }
            at = self.before(first)?;
        }
        // `went on to build`
        if self.is(at, &["on"]) {
            at = self.before(at)?;
        }
        self.is_verb(at).then_some(at)
    }

    /// The verb that lets or makes the phrase before a bare verb do it: `let them build`, `made the crowd flee`.
    pub(crate) fn causing(&self, start: usize) -> Option<usize> {
        let phrase = self.ending_at(start).and_then(|n| self.phrase(n))?;
        let verb = self.before(phrase.tokens.start).filter(|&at| self.is_verb(at))?;
        let words = [
            "let", "lets", "letting", "make", "makes", "made", "making", "help", "helps", "helped",
            "helping", "see", "sees", "seeing",
        ];
        self.is(verb, &words).then_some(verb)
    }

    /// True if the last verb before a token only tells what somebody says: `says the vote to oust him …`.
    pub(crate) fn is_told_before(&self, at: usize) -> bool {
        let from = at.saturating_sub(INSERTED).max(self.range.start);
        let verb = (from..at).rev().find(|&at| self.is_verb(at));
        verb.is_some_and(|verb| self.is(verb, &["say", "says", "said"]))
    }

    /// True if a verb form only says what the noun behind it is: `increased demand`, `about rising prices`, `the three seized
    /// firms`, `by quarantine measures`.
    pub(super) fn describes(&self, at: usize, form: Form, frame: Frame) -> bool {
        let Some(before) = self.before(at) else { return false };
        let glued = |a: usize, b: usize| matches!((self.tokens.get(a), self.tokens.get(b)), (Some(a), Some(b)) if a.span.end == b.span.start);
        // `co-accused`
        if matches!(self.word(before), "-" | "‐" | "‑") && glued(before, at) {
            return true;
        }
        let next = self.phrase_at(at + 1).and_then(|n| self.phrase(n));
        let bare = next.is_some_and(|phrase| {
            phrase.tokens.start == at + 1
                && !phrase.pronoun
                && matches!(self.tag(at + 1), Some(Tag::Noun | Tag::Adjective))
        });
        let leads = self.tag(before);
        match form {
            // `demonstrating was a right`
            Form::Ing
                if self.tag(at + 1) == Some(Tag::Auxiliary) && leads != Some(Tag::Auxiliary) =>
            {
                true
            }
            // `calls` behind `to` or a preposition is a noun.
            Form::Present => {
                let word = self.word(at);
                leads == Some(Tag::Preposition) && !self.is(before, &["to"])
                    || self.is(before, &["to"]) && word.ends_with('s') && !word.ends_with("ss")
            }
            // `the rapidly declining state`
            Form::Ing | Form::Either | Form::Participle
                if leads == Some(Tag::Adverb)
                    && next
                        .is_some_and(|phrase| phrase.tokens.start == at + 1 && !phrase.pronoun)
                    && self.before(before).is_some_and(|at| {
                        self.tag(at) == Some(Tag::Determiner) && self.phrase_at(at).is_none()
                    }) =>
            {
                true
            }
            Form::Ing if bare => {
                frame == Frame::Undergo || self.is(before, &["have", "has", "had"])
            }
            Form::Either | Form::Participle if bare => match leads {
                Some(Tag::Preposition | Tag::Determiner | Tag::Adjective) => true,
                Some(Tag::Verb) => {
                    self.phrase_at(before).is_none()
                        && !self
                            .is(before, &["have", "has", "had", "having", "get", "got", "being"])
                }
                Some(Tag::Particle) => self.word(before).starts_with(['\'', '’']),
                Some(Tag::Conjunction) => {
                    self.before(before).is_some_and(|at| self.tag(at) == Some(Tag::Adjective))
                }
                // `sold me imported gas`
                Some(Tag::Pronoun) => self.is(before, &["me", "him", "us", "them"]),
                Some(Tag::Number) => self.before(before).is_some_and(|at| {
                    matches!(self.tag(at), Some(Tag::Verb | Tag::Preposition | Tag::Determiner))
                }),
                _ => false,
            },
            _ => false,
        }
    }
}
