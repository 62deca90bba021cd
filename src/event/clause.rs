//! Clauses: the noun phrases that a verb or noun takes as subject, object and agent.

use super::Context;
use super::phrase::{self, Phrase};
use crate::{Mention, Sentence, Span, Tag, Token};
use std::ops::Range;

/// Prepositional phrases that are stepped over between a subject and its verb.
const HOPS: usize = 4;

/// Tokens between the commas of an apposition or a relative clause.
pub(super) const INSERTED: usize = 30;

/// Phrases of a list.
const LIST: usize = 6;

/// One sentence as clauses are read from it.
#[derive(Debug)]
pub(crate) struct Clauses<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) tags: &'a [Tag],
    mentions: &'a [Mention],
    /// The tokens of the sentence, a dateline in front of it cut.
    pub(crate) range: Range<usize>,
    pub(crate) phrases: Vec<Phrase>,
    /// Number of the phrase of each token of the sentence.
    at: Vec<Option<usize>>,
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
        Self { text, tokens, tags, mentions: context.mentions, range, phrases, at }
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

    pub(super) fn phrase(&self, number: usize) -> Option<&Phrase> {
        self.phrases.get(number)
    }

    pub(super) fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|at| self.range.contains(at))
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        matches!(self.tag(at), Some(Tag::Verb | Tag::Auxiliary)) && self.phrase_at(at).is_none()
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        matches!(self.word(at), "," | "—" | "–")
    }

    /// What a clause without a mark says of the phrase before it: its subject and that phrase: `the seats the party won`, `the
    /// ban, which the cabinet lifted`.
    pub(crate) fn contact(&self, start: usize) -> Option<(usize, usize)> {
        let subject = self.ending_at(start)?;
        let phrase = self.phrase(subject)?;
        let before = self.before(phrase.tokens.start)?;
        if self.is(before, &["which", "whom"]) {
            return Some((subject, self.antecedent(before)?));
        }
        let first = phrase.tokens.start;
        let marked = self.tag(first) == Some(Tag::Determiner)
            || self.is(first, &["he", "she", "they", "we", "i", "you"]);
        let object = self.phrase_at(before).filter(|&n| marked && n != subject)?;
        let noun = self.phrase(object).is_some_and(|p| !p.pronoun) && !self.is_led(object);
        noun.then_some((subject, object))
    }

    /// Where that begins at which something is thrown, dropped or fired: `fired rockets at the port`; the last phrase of what
    /// is thrown, if it stands behind the verb, which ends at a token.
    pub(super) fn thrown_at(&self, end: usize, object: Option<usize>) -> Option<usize> {
        let last = object.and_then(|n| self.with_of(n).last().copied());
        let end = last.and_then(|n| self.phrase(n)).map_or(end, |phrase| phrase.tokens.end);
        let aim = self.phrase_at(end + 1).and_then(|n| self.phrase(n))?;
        let is_thing = self.tag(aim.head) != Some(Tag::Number) && !self.is(aim.head, &["random"]);
        (is_thing && self.is(end, &["at", "on", "against"])).then_some(end + 1)
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
                        && !self.is_in_owner(b)
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
                    let comma = self.comma_before(at);
                    if self.is_verb(start)
                        && self.tells(comma.unwrap_or(self.range.start), at)
                        && hops > 0
                    {
                        return self.verb_before(at, hops - 1);
                    }
                    let comma = comma?;
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

    /// True if a token stands inside the name of an owner: `of` of `the Ministry of Health's envoy`.
    fn is_in_owner(&self, at: usize) -> bool {
        let Some(span) = self.tokens.get(at).map(|token| token.span) else { return false };
        let near = self.mentions.partition_point(|mention| mention.span.end <= span.end);
        let name = self.mentions.get(near).map(|m| m.span).filter(|name| name.start < span.start);
        let behind = |name: Span| self.text.get(name.end as usize..).unwrap_or_default();
        name.is_some_and(|name| {
            ["'s", "’s"]
                .iter()
                .any(|s| name.of(self.text).ends_with(s) || behind(name).starts_with(s))
        })
    }

    /// The subject of the last verb before a token.
    fn verb_before(&self, at: usize, hops: usize) -> Option<usize> {
        let from = at.saturating_sub(INSERTED).max(self.range.start);
        let verb = (from..at).rev().find(|&at| self.is_verb(at))?;
        self.subject_of(self.group(verb).start, hops)
    }

    /// True if a clause with subject, verb and what follows it stands between two commas: what comes behind the second goes on
    /// with its verbs (`, then they trapped him, seized his car and …`), and no apposition does.
    fn tells(&self, comma: usize, end: usize) -> bool {
        let opens = [
            "who", "which", "whose", "whom", "that", "where", "when", "as", "if", "because",
            "while", "after", "although", "since", "before", "once",
        ];
        let from = if self.is_comma(comma) { comma + 1 } else { comma };
        if self.is(from, &opens) || self.tag(from) == Some(Tag::Subordinator) {
            return false;
        }
        let finite = |&at: &usize| {
            self.is_verb(at)
                && self.ending_at(self.group(at).start).is_some()
                && !self.group(at).infinitive
                && !self.word(at).ends_with("ing")
                && self.phrase_at(at + 1).is_some()
        };
        (from..end.saturating_sub(1)).any(|at| finite(&at))
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

    /// The object of a verb that `and` joins right behind another one: `seize and burn the port`.
    pub(crate) fn shared_object(&self, at: usize) -> Vec<usize> {
        let mut verb = at + 1;
        while self.tag(verb) == Some(Tag::Adverb) {
            verb += 1;
        }
        if self.is(at, &["and", "or"]) && self.tag(verb) == Some(Tag::Verb) && self.is_verb(verb) {
            self.object_of_verb(verb + 1)
        } else {
            Vec::new()
        }
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
        let mut commas = 0;
        while let Some(phrase) = all.first().and_then(|&n| self.phrases.get(n)) {
            let Some(before) = phrase.tokens.start.checked_sub(1) else { break };
            // Behind a comma comes no further `and`: `In Kano and Jos, Ada Orr and Lena Okafor …`.
            let comma = self.is(before, &[","]) && all.len() > 1;
            let joined = comma || commas == 0 && self.is(before, &["and", "or"]);
            commas += usize::from(comma);
            let other = before.checked_sub(1).filter(|_| joined).and_then(|at| self.phrase_at(at));
            match other.filter(|_| all.len() < LIST) {
                Some(other) => all.insert(0, other),
                None => break,
            }
        }
        // `Despite talks with Oman, Ada Orr and Lena Okafor …`
        let led =
            all.first().and_then(|&n| self.phrase(n)).and_then(|p| self.before(p.tokens.start));
        // … but `firms like Oman Air, Emirates and Etihad`
        let lists = ["of", "like", "as", "including", "between", "than", "for"];
        if commas == 1
            && led.is_some_and(|at| self.tag(at) == Some(Tag::Preposition) && !self.is(at, &lists))
        {
            all.remove(0);
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
