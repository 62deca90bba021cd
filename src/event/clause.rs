//! Clauses: the noun phrases that a verb or noun takes as subject, object and agent.

use super::Context;
use super::phrase::{self, Phrase};
use super::words::{Form, Frame};
use crate::{Sentence, Tag, Token};
use std::ops::Range;

/// Prepositional phrases that are stepped over between a subject and its verb.
const HOPS: usize = 4;

/// Tokens between the commas of an apposition or a relative clause.
const INSERTED: usize = 30;

/// Phrases of a list.
const LIST: usize = 6;

/// Tokens of a verb group before its main verb: `would not have been`.
const GROUP: usize = 6;

/// One sentence as clauses are read from it.
#[derive(Debug)]
pub(crate) struct Clauses<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) tags: &'a [Tag],
    /// The tokens of the sentence, a dateline in front of it cut.
    pub(crate) range: Range<usize>,
    pub(crate) phrases: Vec<Phrase>,
    /// Number of the phrase of each token of the sentence.
    at: Vec<Option<usize>>,
}

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
    /// True with a bare `be`, as somebody wants it: `ordered that they be freed`.
    pub(crate) wanted: bool,
    /// `will`, `could` or the like, in small letters.
    pub(crate) modal: Option<String>,
}

impl<'a> Clauses<'a> {
    pub(crate) fn new(context: &Context<'a>, tokens_of: Range<usize>, sentence: &Sentence) -> Self {
        let (text, tokens, tags) = (context.text, context.tokens, context.tags);
        let from = tokens_of
            .clone()
            .find(|&at| tokens.get(at).is_some_and(|t| t.span.start >= sentence.body.start));
        let range = from.unwrap_or(tokens_of.end)..tokens_of.end;
        let phrases = phrase::find(context, range.clone());
        let mut at = vec![None; range.len()];
        for (number, phrase) in phrases.iter().enumerate() {
            for token in phrase.tokens.clone() {
                if let Some(slot) = at.get_mut(token - range.start) {
                    *slot = Some(number);
                }
            }
        }
        Self { text, tokens, tags, range, phrases, at }
    }

    pub(crate) fn tag(&self, at: usize) -> Option<Tag> {
        self.range.contains(&at).then(|| self.tags.get(at).copied()).flatten()
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        if !self.range.contains(&at) {
            return "";
        }
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// True if the word is one of these, in any case.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// The number of the phrase that a token is part of.
    pub(crate) fn phrase_at(&self, at: usize) -> Option<usize> {
        at.checked_sub(self.range.start).and_then(|at| self.at.get(at).copied().flatten())
    }

    fn phrase(&self, number: usize) -> Option<&Phrase> {
        self.phrases.get(number)
    }

    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|at| self.range.contains(at))
    }

    fn is_verb(&self, at: usize) -> bool {
        matches!(self.tag(at), Some(Tag::Verb | Tag::Auxiliary)) && self.phrase_at(at).is_none()
    }

    fn is_comma(&self, at: usize) -> bool {
        matches!(self.word(at), "," | "—" | "–")
    }

    /// The auxiliaries before a verb.
    pub(crate) fn group(&self, verb: usize) -> Group {
        let mut group = Group {
            start: verb,
            passive: false,
            auxiliary: false,
            infinitive: false,
            negated: false,
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
                Some(Tag::Particle) if self.is(before, &["to"]) => group.infinitive = true,
                Some(Tag::Particle | Tag::Adverb) => {
                    // `not only insulted them`
                    group.negated |= self.is(before, &["not", "never", "n't", "no"])
                        && !self.is(before + 1, &["only", "just", "merely"]);
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

    /// The subject of a verb group that begins at a token: its phrase.
    pub(crate) fn subject(&self, start: usize) -> Option<usize> {
        self.subject_of(start, HOPS)
    }

    fn subject_of(&self, start: usize, hops: usize) -> Option<usize> {
        let mut at = self.before(start)?;
        let mut hops = hops;
        loop {
            if let Some(number) = self.phrase_at(at) {
                let phrase = self.phrase(number)?;
                if phrase.pronoun && self.is(at, &["who", "which", "that", "whom"]) {
                    return self.antecedent(at);
                }
                // `Nelson Garcia, 39, was shot`
                if let Some(named) = self.aged(number) {
                    return Some(named);
                }
                // `The Kaska Nation in Yukon and British Columbia`
                let names = self.list_back(number);
                let is_name = |&n: &usize| {
                    self.phrase(n).is_some_and(|p| self.tag(p.head) == Some(Tag::Name))
                };
                let first = names.first().filter(|_| names.iter().all(is_name)).copied();
                let first = first.and_then(|n| self.phrase(n)).unwrap_or(phrase);
                let led = self.before(first.tokens.start).filter(|&b| self.is(b, &["in", "from"]));
                let before = led.or_else(|| self.before(phrase.tokens.start));
                let hop = before.filter(|&b| {
                    self.tag(b) == Some(Tag::Preposition)
                        && !self.is(b, &["that", "as", "than", "while"])
                });
                match hop {
                    // `The leader of the party in Kano`
                    Some(preposition) if hops > 0 => {
                        hops -= 1;
                        match self.before(preposition) {
                            Some(before) if self.is_comma(before) => return Some(number),
                            Some(before) => at = before,
                            // `In Kano the party …` has a phrase of its own before the verb.
                            None => return None,
                        }
                        continue;
                    }
                    Some(_) => return None,
                    // `The team probing the case arrested …`
                    None => match before.filter(|&b| self.is_reduced(b)) {
                        Some(verb) => {
                            at = self.before(verb)?;
                            continue;
                        }
                        None => return Some(number),
                    },
                }
            }
            match self.tag(at)? {
                Tag::Adverb => at = self.before(at)?,
                Tag::Pronoun if self.is(at, &["who", "which", "that"]) => {
                    return self.antecedent(at);
                }
                Tag::Subordinator | Tag::Determiner if self.is(at, &["that", "which"]) => {
                    return self.antecedent(at);
                }
                // `burned and looted`, `, and killed`
                Tag::Conjunction if hops > 0 => return self.verb_before(at, hops - 1),
                Tag::Punctuation if self.is_comma(at) => {
                    let comma = self.comma_before(at)?;
                    at = self.before(self.relative_before(comma).unwrap_or(comma))?;
                }
                Tag::Punctuation if self.word(at) == ")" => {
                    let from = at.saturating_sub(INSERTED).max(self.range.start);
                    at = self.before((from..at).rev().find(|&at| self.word(at) == "(")?)?;
                }
                Tag::Punctuation if matches!(self.word(at), "\"" | "”" | "“") => {
                    at = self.before(at)?;
                }
                _ => return None,
            }
        }
    }

    /// The subject of the last verb before a token.
    fn verb_before(&self, at: usize, hops: usize) -> Option<usize> {
        let from = at.saturating_sub(INSERTED).max(self.range.start);
        let verb = (from..at).rev().find(|&at| self.is_verb(at))?;
        self.subject_of(self.group(verb).start, hops)
    }

    /// True if a verb in -ing says of the phrase before it what it does: `the team probing the case`.
    fn is_reduced(&self, verb: usize) -> bool {
        self.tag(verb) == Some(Tag::Verb)
            && self.word(verb).ends_with("ing")
            && (self.ending_at(verb).and_then(|n| self.phrase(n)).is_some_and(|p| !p.pronoun)
                || self.before(verb).is_some_and(|before| self.word(before) == ")"))
    }

    /// The phrase that an age between commas belongs to.
    fn aged(&self, number: usize) -> Option<usize> {
        let phrase = self.phrase(number)?;
        let alone = phrase.tokens.len() == 1 && self.tag(phrase.head) == Some(Tag::Number);
        let comma = self.before(phrase.tokens.start).filter(|&at| alone && self.is_comma(at))?;
        let named = self.ending_at(comma).filter(|_| self.is_comma(phrase.tokens.end))?;
        (self.tag(self.phrase(named)?.head) == Some(Tag::Name)).then_some(named)
    }

    /// The comma of the relative clause that a list of verbs up to a comma belongs to: `, who fought the war, united the
    /// country, and was ousted, has died`.
    fn relative_before(&self, comma: usize) -> Option<usize> {
        let goes_on = self.is(comma + 1, &["and"]) || self.is_verb(comma + 1);
        let from = comma.saturating_sub(INSERTED).max(self.range.start);
        let opens = |&at: &usize| self.is_comma(at) && self.is(at + 1, &["who", "which"]);
        (from..comma).rev().find(opens).filter(|_| goes_on)
    }

    /// True if a phrase stands behind a preposition other than `for`.
    pub(crate) fn is_led(&self, number: usize) -> bool {
        let before = self.phrase(number).and_then(|phrase| self.before(phrase.tokens.start));
        before.is_some_and(|at| self.tag(at) == Some(Tag::Preposition) && !self.is(at, &["for"]))
    }

    /// True if the last verb before a token is passive: its subject does not do what a participle says.
    pub(crate) fn is_passive_before(&self, at: usize) -> bool {
        let from = at.saturating_sub(INSERTED).max(self.range.start);
        (from..at).rev().find(|&at| self.is_verb(at)).is_some_and(|verb| self.group(verb).passive)
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
                Some(Tag::Number) => self.before(before).is_some_and(|at| {
                    matches!(self.tag(at), Some(Tag::Verb | Tag::Preposition | Tag::Determiner))
                }),
                _ => false,
            },
            _ => false,
        }
    }

    /// The phrase that ends right before a token.
    pub(crate) fn ending_at(&self, start: usize) -> Option<usize> {
        self.before(start).and_then(|at| self.phrase_at(at))
    }

    /// The subject of the clause that a participle leans on: `…, killing three`.
    pub(crate) fn governor(&self, participle: usize) -> Option<usize> {
        self.verb_before(participle, HOPS - 1)
    }

    /// What a relative pronoun stands for: the phrase before it.
    fn antecedent(&self, pronoun: usize) -> Option<usize> {
        let mut at = self.before(pronoun)?;
        if self.is_comma(at) || self.tag(at) == Some(Tag::Preposition) {
            at = self.before(at)?;
        }
        let number = self.phrase_at(at)?;
        let number = self.aged(number).unwrap_or(number);
        let phrase = self.phrase(number)?;
        // `members of the party who`, `the head of the party in Kano, who`
        let people = self.is(pronoun, &["who", "whom"]);
        let mut found = number;
        let mut start = phrase.tokens.start;
        while let Some(preposition) = self
            .before(start)
            .filter(|&at| self.is(at, &["of"]) || people && self.tag(at) == Some(Tag::Preposition))
        {
            let outer = self.before(preposition).and_then(|at| self.phrase_at(at));
            let Some(outer) = outer else { break };
            found = outer;
            start = self.phrase(outer)?.tokens.start;
        }
        Some(found)
    }

    fn comma_before(&self, at: usize) -> Option<usize> {
        let from = at.saturating_sub(INSERTED).max(self.range.start);
        (from..at).rev().find(|&at| self.is_comma(at))
    }

    /// The same behind a verb: what is the subject of a clause of its own is no object (`announced he would go`, `proved the
    /// minister had lied`).
    pub(crate) fn object_of_verb(&self, at: usize) -> Vec<usize> {
        let found = self.object(at);
        let first = found.first().and_then(|&n| self.with_of(n).last().copied());
        let phrase = first.and_then(|n| self.phrase(n));
        let opens = phrase.is_some_and(|phrase| {
            phrase.pronoun
                && self.is(phrase.head, &["he", "she", "they", "we", "i", "who", "why", "what"])
                || self.tag(phrase.tokens.end) == Some(Tag::Auxiliary)
        });
        if opens { Vec::new() } else { found }
    }

    /// The phrases that begin at a token behind a verb or preposition: a list counts whole.
    pub(crate) fn object(&self, at: usize) -> Vec<usize> {
        let mut at = at;
        while self.tag(at) == Some(Tag::Adverb) && self.phrase_at(at).is_none() {
            at += 1;
        }
        let mut found = Vec::new();
        while let Some(number) = self.phrase_at(at).filter(|_| found.len() < LIST) {
            let Some(phrase) = self.phrase(number) else { break };
            if phrase.tokens.start != at && found.is_empty() && phrase.tokens.start + 1 < at {
                break;
            }
            found.push(number);
            let mut next = phrase.tokens.end;
            // `the leader of the party and …`
            while self.is(next, &["of"]) && self.phrase_at(next + 1).is_some() {
                next = self
                    .phrase_at(next + 1)
                    .and_then(|n| self.phrase(n))
                    .map_or(next + 1, |p| p.tokens.end);
            }
            let joins = |at: usize| self.is(at, &["and", "or"]);
            at = if joins(next) {
                next + 1
            } else if self.is_comma(next) && self.list_goes_on(next) {
                if joins(next + 1) { next + 2 } else { next + 1 }
            } else {
                break;
            };
            // `killed three and wounded two`, `three people and police said`
            let follows = self.phrase_at(at).and_then(|n| self.phrase(n)).map(|p| p.tokens.end);
            if follows.is_none_or(|end| self.is_verb(end)) {
                break;
            }
        }
        found
    }

    /// A phrase with those before it that are listed with it: `the army and the police`.
    pub(crate) fn list_back(&self, number: usize) -> Vec<usize> {
        let mut all = vec![number];
        while let Some(phrase) = all.first().and_then(|&n| self.phrases.get(n)) {
            let Some(before) = phrase.tokens.start.checked_sub(1) else { break };
            let joined =
                self.is(before, &["and", "or"]) || self.is(before, &[","]) && all.len() > 1;
            let other = before.checked_sub(1).filter(|_| joined).and_then(|at| self.phrase_at(at));
            match other.filter(|_| all.len() < LIST) {
                Some(other) => all.insert(0, other),
                None => break,
            }
        }
        all
    }

    /// True if the phrases behind a comma end in `and` or `or` before anything else.
    fn list_goes_on(&self, comma: usize) -> bool {
        let mut at = comma + 1;
        for _ in 0..LIST {
            if self.is(at, &["and", "or"]) {
                return self.phrase_at(at + 1).is_some();
            }
            let Some(phrase) = self.phrase_at(at).and_then(|n| self.phrase(n)) else {
                return false;
            };
            at = phrase.tokens.end;
            if self.is(at, &["and", "or"]) {
                return self.phrase_at(at + 1).is_some();
            }
            if !self.is_comma(at) {
                return false;
            }
            at += 1;
        }
        false
    }

    /// The first token behind a preposition of `words` in the rest of the clause.
    pub(crate) fn behind(&self, from: usize, words: &[&str]) -> Option<usize> {
        let end = self.clause_end(from);
        (from..end).find(|&at| self.phrase_at(at).is_none() && self.is(at, words)).map(|at| at + 1)
    }

    /// Where the clause of a token ends: at the next verb, comma before a new clause, or stop.
    pub(crate) fn clause_end(&self, from: usize) -> usize {
        let ends = |at: usize| {
            self.is_verb(at)
                || matches!(self.word(at), ";" | ":" | "." | "!" | "?")
                || self.tag(at) == Some(Tag::Subordinator)
                || self.is(at, &["who", "which", "while", "after", "before", "when", "as", "but"])
        };
        (from..self.range.end).find(|&at| ends(at)).unwrap_or(self.range.end)
    }

    /// A phrase with what `of` adds to it; the numbers of all its phrases.
    pub(crate) fn with_of(&self, number: usize) -> Vec<usize> {
        let mut all = vec![number];
        while let Some(phrase) = all.last().and_then(|&n| self.phrase(n)) {
            let end = phrase.tokens.end;
            match self.phrase_at(end + 1).filter(|_| self.is(end, &["of"]) && all.len() < HOPS) {
                Some(next) => all.push(next),
                None => break,
            }
        }
        all
    }
}
