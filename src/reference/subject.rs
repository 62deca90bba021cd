//! Whom `its`, `it` and `their` mean where the form of the sentence tells.
//!
//! 1. The name before `and its`: `Phoenix and its officers`.
//! 2. The subject of the clause, if it has a name: `Mexico kept its cool`, `Alibaba, which relies on its stars`, `Apple
//!    has launched their new phone`; of what is said, the one who says it: `the paper said it had received them`. A
//!    subject without a name ends the search.
//! 3. The subject behind the comma: `In its appeal, Apple said`.
//!
//! `their` and `they` mean a body only where no several stand before them in the sentence.
//!
//! Does not: cross a quotation mark, follow `it` with nothing but `be` and a quality (`it is clear`), or choose
//! between subject and object (`Apple sued Samsung over its phone`).

use super::anaphor::{Anaphor, Case, Class};
use super::scene::Scene;
use crate::lexicon;
use crate::{Kind, Tag};
use std::ops::Range;

/// Tokens between a subject and what means it, at most.
const REACH: usize = 40;

/// The longest apposition between a name and its verb, in tokens.
const APPOSITION: usize = 16;

/// Words before a name that belong to it: `the computer maker Apple`.
const TITLE: usize = 5;

/// Tokens from the start of a sentence in which `its` may stand before its name, and to the comma behind it.
const OPENING: usize = 8;
const OPENING_END: usize = 12;

/// What may be meant, and who was meant by what ends before a token.
pub(super) struct Wanted<'a> {
    /// True for `they`.
    pub(super) several: bool,
    pub(super) fits: &'a dyn Fn(u32) -> bool,
    pub(super) meant: &'a dyn Fn(usize) -> Option<u32>,
    /// Who was meant by the last `they` if that stands close before, and the token behind it.
    pub(super) goes_on: Option<(u32, usize)>,
}

impl Scene<'_> {
    /// The entity that the form of the sentence tells.
    pub(super) fn told(&self, anaphor: &Anaphor, wanted: &Wanted) -> Option<u32> {
        let at = anaphor.tokens.start;
        let own = matches!(anaphor.case, Case::Possessive | Case::Reflexive);
        match anaphor.class {
            Class::It if own => self
                .joined(at, wanted)
                .or_else(|| self.subject(at, wanted).map(|(entity, _)| entity))
                .or_else(|| self.behind_comma(at, wanted)),
            Class::It => {
                let clause = anaphor.case == Case::Subject && self.opens_clause(at);
                clause.then(|| self.subject(at, wanted)).flatten().map(|(entity, _)| entity)
            }
            Class::They => {
                if let Some((entity, last)) = wanted.goes_on
                    && anaphor.case == Case::Subject
                    && !(last..at).any(|token| self.is_several(token))
                {
                    return Some(entity);
                }
                let clause = anaphor.case == Case::Subject && self.opens_clause(at);
                let from = Some(at).filter(|_| own || clause)?;
                let subject = self.subject(from, wanted);
                let told = subject.filter(|&(_, verb)| self.is_alone(verb, at));
                // `Despite their loss, the Orrs went on`.
                told.map(|(entity, _)| entity)
                    .or_else(|| self.behind_comma(at, wanted).filter(|_| own))
            }
            _ => None,
        }
    }

    fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or_default()
    }

    fn is_verb(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Verb | Tag::Auxiliary) && self.mention_at(at).is_none()
    }

    /// The mention that ends before a token, with its entity, if that may be meant.
    fn named_before(&self, end: usize, wanted: &Wanted) -> Option<(u32, u32)> {
        let mention = self.mention_at(end.checked_sub(1)?)?;
        let entity = self.entity_of(mention)?;
        (self.mention_tokens(mention).end == end && (wanted.fits)(entity))
            .then_some((mention, entity))
    }

    /// Rule 1.
    fn joined(&self, at: usize, wanted: &Wanted) -> Option<u32> {
        let and = at.checked_sub(1).filter(|&and| self.word(and) == "and")?;
        self.named_before(and, wanted).map(|(_, entity)| entity)
    }

    /// Rule 2: the subject of the clause of a token, and its verb.
    fn subject(&self, at: usize, wanted: &Wanted) -> Option<(u32, usize)> {
        let (sentence, quoted) = (self.sentence(at), self.is_quoted(at));
        let least = at.saturating_sub(REACH);
        let inside =
            |token: usize| self.sentence(token) == sentence && self.is_quoted(token) == quoted;
        let mut verb = at;
        while verb > least {
            verb -= 1;
            if !inside(verb) || matches!(self.word(verb), ";" | ":") {
                return None;
            }
            if !self.is_verb(verb) {
                continue;
            }
            let last = verb;
            while verb > least
                && inside(verb - 1)
                && (self.is_verb(verb - 1) || self.tag(verb - 1) == Tag::Adverb)
            {
                verb -= 1;
            }
            let ing = self.word(verb).ends_with("ing");
            verb = self.behind_subject(verb);
            let before = verb.checked_sub(1).filter(|&before| inside(before))?;
            let word = self.word(before);
            let found = if word == "to" {
                // `forced Apple to lower its prices`, but `agreed with Apple to lower its prices`.
                match self.named_before(before, wanted) {
                    Some((mention, entity)) if !wanted.several && !self.is_held(mention) => {
                        Some(entity)
                    }
                    _ => {
                        verb = before;
                        continue;
                    }
                }
            } else if let Some(mention) = self.mention_at(before) {
                match self.named_before(verb, wanted) {
                    Some((_, entity)) if ing || !self.is_held(mention) => {
                        (!self.is_one_of_several(mention)).then_some(entity)
                    }
                    Some((_, entity)) if wanted.several && self.is_spoken_for(mention) => {
                        Some(entity)
                    }
                    None if !wanted.several && self.is_person(mention) => continue,
                    _ => None,
                }
            } else if matches!(word, "which" | "that") {
                let comma = before.checked_sub(1).filter(|&comma| self.word(comma) == ",");
                let end = comma.unwrap_or(before);
                let named = self.named_before(end, wanted).map(|(_, entity)| entity);
                match named.or_else(|| (wanted.meant)(end)) {
                    None if self.is_other_number(end, wanted) => continue,
                    found => found,
                }
            } else if matches!(word, "," | ")") {
                match self.before_apposition(before, wanted) {
                    Some(entity) => Some(entity),
                    None if word == "," => continue,
                    None => None,
                }
            } else {
                match self.tag(before) {
                    Tag::Conjunction | Tag::Preposition | Tag::Subordinator => continue,
                    Tag::Noun | Tag::Name | Tag::Pronoun => {
                        let found = (wanted.meant)(verb).or_else(|| self.owner(verb, wanted));
                        if found.is_none() && self.is_other_number(verb, wanted) {
                            continue;
                        }
                        found
                    }
                    _ => None,
                }
            };
            let entity = found.filter(|&entity| (wanted.fits)(entity))?;
            return self.is_sole(entity, last + 1..at, wanted).then_some((entity, last));
        }
        None
    }

    /// The end of a subject before a verb: `Apple today announced`, `Apple on Tuesday announced`.
    fn behind_subject(&self, verb: usize) -> usize {
        let day = |at: usize| {
            let lists = self.lists_small(at);
            lists.has(lexicon::CALENDAR_WEEKDAY) || lists.has(lexicon::CALENDAR_DEICTIC)
        };
        match verb.checked_sub(1) {
            Some(before) if day(before) && self.sentence(before) == self.sentence(verb) => {
                before.checked_sub(1).filter(|&on| self.word(on) == "on").unwrap_or(before)
            }
            _ => verb,
        }
    }

    fn is_person(&self, mention: u32) -> bool {
        self.mentions.get(mention as usize).is_some_and(|known| known.kind == Kind::Person)
    }

    /// True if what ends before a token cannot be meant for its number: `sales` by `its`, `he` by both.
    fn is_other_number(&self, end: usize, wanted: &Wanted) -> bool {
        let Some(last) = end.checked_sub(1) else { return false };
        match self.tag(last) {
            Tag::Pronoun => {
                let word = self.small(last);
                matches!(word, "he" | "she" | "i" | "we" | "you")
                    || word == "they" && !wanted.several
            }
            Tag::Noun => !wanted.several && self.is_plural(last),
            _ => false,
        }
    }

    /// True for a noun that ends like several, or stands for several people.
    fn is_plural(&self, at: usize) -> bool {
        let word = self.small(at);
        word.ends_with('s') && !word.ends_with("ss")
            || matches!(word, "people" | "men" | "women" | "children")
            || self.lists_small(at).has(lexicon::REFERENCE_HEADS_PEOPLE)
    }

    /// Whose the several are that end before a token: `Apple's new phones`.
    fn owner(&self, end: usize, wanted: &Wanted) -> Option<u32> {
        let last = end.checked_sub(1).filter(|_| !wanted.several)?;
        if self.tag(last) != Tag::Noun || !self.is_plural(last) {
            return None;
        }
        let least = last.saturating_sub(TITLE);
        let own = |&at: &usize| matches!(self.tag(at), Tag::Noun | Tag::Adjective | Tag::Number);
        let first = (least..=last).rev().take_while(own).last()?;
        let mark = first.checked_sub(1).filter(|&mark| self.is_possessive(mark))?;
        self.named_before(mark, wanted).map(|(_, entity)| entity)
    }

    /// The token before a name and what belongs to it: `the`, `computer maker`.
    fn before_title(&self, mention: u32) -> Option<usize> {
        let start = self.mention_tokens(mention).start;
        let belongs = |at: usize| {
            self.mention_at(at).is_none()
                && matches!(
                    self.tag(at),
                    Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Number
                )
        };
        let mut at = start.checked_sub(1)?;
        while at + TITLE > start && belongs(at) {
            at = at.checked_sub(1)?;
        }
        (self.sentence(at) == self.sentence(start)).then_some(at)
    }

    /// True for a name behind a preposition: `the army of Mexico said`.
    fn is_held(&self, mention: u32) -> bool {
        self.before_title(mention).is_some_and(|at| {
            self.tag(at) == Tag::Preposition
                && !matches!(self.small(at), "after" | "before" | "since" | "until" | "as" | "than")
        })
    }

    /// True for a body that somebody speaks for: `Ada Orr of Oxfam said they`.
    fn is_spoken_for(&self, mention: u32) -> bool {
        let before = self.before_title(mention);
        before.is_some_and(|at| {
            matches!(self.small(at), "of" | "for" | "from")
                && at
                    .checked_sub(1)
                    .and_then(|person| self.mention_at(person))
                    .is_some_and(|m| self.is_person(m))
        })
    }

    /// True for the last name of a list: `Iran and Russia said`.
    fn is_one_of_several(&self, mention: u32) -> bool {
        let joins = |at: &usize| self.tag(*at) == Tag::Conjunction || self.word(*at) == "/";
        let Some(and) = self.before_title(mention).filter(joins) else {
            return false;
        };
        let Some(before) = and.checked_sub(1) else { return false };
        self.mention_at(before).is_some() || matches!(self.tag(before), Tag::Noun | Tag::Name)
    }

    /// The name before an apposition that ends at a mark: `Apple, the maker of the phone, said`.
    fn before_apposition(&self, end: usize, wanted: &Wanted) -> Option<u32> {
        let opens = if self.word(end) == ")" { "(" } else { "," };
        let first = end.saturating_sub(APPOSITION);
        let open = (first..end).rev().find(|&at| self.word(at) == opens)?;
        if self.sentence(open) != self.sentence(end) {
            return None;
        }
        let (mention, entity) = self.named_before(open, wanted)?;
        (!self.is_held(mention) && !self.is_one_of_several(mention)).then_some(entity)
    }

    /// False if another name that may be meant is the object: `Apple sued Samsung over its phone`.
    fn is_sole(&self, entity: u32, between: Range<usize>, wanted: &Wanted) -> bool {
        between.clone().all(|at| {
            let Some(mention) = self.mention_at(at) else { return true };
            let range = self.mention_tokens(mention);
            let other = self.entity_of(mention).is_some_and(|e| e != entity && (wanted.fits)(e));
            !other
                || range.start != at
                || !wanted.several && self.is_possessive(range.end)
                || self.tag(range.end) == Tag::Noun
                || self.before_title(mention).is_none_or(|before| !self.is_verb(before))
                    && !self.is_possessive(range.end)
        })
    }

    /// Rule 3.
    fn behind_comma(&self, at: usize, wanted: &Wanted) -> Option<u32> {
        let sentence = self.sentence(at);
        let least = at.saturating_sub(OPENING);
        let first = (least..at).find(|&token| self.sentence(token) == sentence)?;
        let opens = first == 0 || self.sentence(first - 1) != sentence;
        let led = matches!(self.tag(first), Tag::Preposition | Tag::Subordinator | Tag::Number)
            || self.word(first).ends_with("ing");
        let named = |token: usize| {
            let entity = self.mention_at(token).and_then(|mention| self.entity_of(mention));
            entity.is_some_and(wanted.fits)
        };
        if !opens || !led || (first..at).any(named) {
            return None;
        }
        let comma = (at..at + OPENING_END).find(|&token| self.word(token) == ",")?;
        let start = if self.word(comma + 1) == "the" { comma + 2 } else { comma + 1 };
        let mention = self.mention_at(start).filter(|_| self.sentence(start) == sentence)?;
        let range = self.mention_tokens(mention);
        let entity = self.entity_of(mention).filter(|&entity| (wanted.fits)(entity))?;
        let acts = self.is_verb(range.end)
            || self.tag(range.end) == Tag::Adverb && self.is_verb(range.end + 1);
        (range.start == start || range.start == comma + 1).then_some(entity).filter(|_| acts)
    }

    /// True for `it` behind a verb of speech or a word that joins clauses, before a verb that says more than what
    /// something is like: `said it had received`, `as it surges`; not `said it was clear`.
    fn opens_clause(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| self.sentence(b) == self.sentence(at))
        else {
            return false;
        };
        let joins = self.lists_small(before).has(lexicon::SPEECH_VERBS)
            || matches!(
                self.small(before),
                "that"
                    | "if"
                    | "when"
                    | "because"
                    | "although"
                    | "though"
                    | "until"
                    | "once"
                    | "after"
                    | "before"
                    | "while"
                    | "unless"
                    | "since"
                    | "as"
                    | "where"
                    | "whether"
            );
        let mut verb = at + 1;
        let mut be = false;
        while matches!(self.tag(verb), Tag::Auxiliary | Tag::Adverb) && verb < at + 6 {
            be |= matches!(
                self.small(verb),
                "is" | "was" | "be" | "been" | "being" | "'s" | "’s" | "are" | "were"
            );
            verb += 1;
        }
        // `Once Apple raised its prices, it lost`.
        let sentence = self.sentence(at);
        let first = (at.saturating_sub(REACH)..at).find(|&token| self.sentence(token) == sentence);
        let led = first.is_some_and(|first| {
            matches!(
                self.small(first),
                "once"
                    | "when"
                    | "if"
                    | "as"
                    | "after"
                    | "although"
                    | "though"
                    | "because"
                    | "since"
                    | "while"
                    | "before"
            )
        });
        let joins = joins || led && matches!(self.tag(before), Tag::Noun | Tag::Punctuation);
        let says = matches!(self.tag(verb), Tag::Verb | Tag::Noun)
            && (!be || self.word(verb).ends_with("ing"))
            && ![
                "seem", "appear", "t", "come", "becom", "became", "turn", "look", "mean", "happen",
            ]
            .iter()
            .any(|stem| match *stem {
                "t" => matches!(self.small(verb), "take" | "takes" | "took" | "taken"),
                stem => self.small(verb).starts_with(stem),
            });
        joins && says
    }

    /// True if nothing that is several stands before a token in its sentence, but for the subject of a verb: a body.
    fn is_alone(&self, verb: usize, at: usize) -> bool {
        let sentence = self.sentence(at);
        let agrees = matches!(self.small(verb), "have" | "are" | "were");
        let first = if agrees { verb } else { at.saturating_sub(REACH) };
        // Of `the first of their phones`, the first cannot be what they are.
        let end =
            at.checked_sub(1).filter(|&of| self.word(of) == "of").map_or(at, |of| of.max(1) - 1);
        !(first..end)
            .filter(|&token| self.sentence(token) == sentence)
            .any(|token| self.is_several(token))
    }

    /// True for what `they` may mean that has no name, or one that is a people's.
    fn is_several(&self, at: usize) -> bool {
        let entity = self.mention_at(at).and_then(|mention| self.entity_of(mention));
        match entity.and_then(|entity| self.entities.get(entity as usize)) {
            Some(entity) => matches!(entity.kind, Kind::Group),
            None => match self.tag(at) {
                Tag::Noun | Tag::Name => self.is_plural(at),
                Tag::Pronoun => matches!(self.small(at), "they" | "them" | "their" | "we" | "who"),
                _ => false,
            },
        }
    }
}
