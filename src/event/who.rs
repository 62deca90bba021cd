//! Who takes part: phrases as people, bodies and named things.

use super::Reader;
use crate::lexicon::{
    ATTACKERS, CALENDAR_UNIT, List, PEOPLES, PERSON_NOUNS, REFERENCE_HEADS_BODY,
    REFERENCE_HEADS_MAN, REFERENCE_HEADS_PEOPLE, REFERENCE_HEADS_PERSON, REFERENCE_HEADS_WOMAN,
    ROLES,
};
use crate::{Kind, Participant, Span, Tag};

/// Lists of words for people.
const PEOPLE: [List; 8] = [
    PERSON_NOUNS,
    ROLES,
    ATTACKERS,
    PEOPLES,
    REFERENCE_HEADS_MAN,
    REFERENCE_HEADS_PEOPLE,
    REFERENCE_HEADS_PERSON,
    REFERENCE_HEADS_WOMAN,
];

impl Reader<'_> {
    /// `rebels'` of `the rebels' attack`, `Israeli` of `an Israeli strike`: a name in front of the noun.
    pub(super) fn owner(&self, start: usize, noun: usize) -> Option<Participant> {
        // `anti-Okafor protests` are not hers.
        let opposed = (start..noun).any(|at| {
            let word = self.clauses.word(at);
            word.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("anti"))
        });
        let mention =
            (start..noun).find_map(|at| self.naming.mention_at(at)).filter(|_| !opposed)?;
        let found = self.context.mentions.get(mention as usize)?;
        let acts = matches!(found.kind, Kind::Person | Kind::Organization | Kind::Group)
            || found.kind == Kind::Location && self.is_genitive(mention);
        let human = matches!(found.kind, Kind::Person | Kind::Group);
        acts.then(|| Participant {
            span: found.span,
            entity: self.naming.entity_of(mention),
            human,
        })
    }

    pub(super) fn is_genitive(&self, mention: u32) -> bool {
        let last = self.naming.tokens(mention).end;
        let c = self.clauses;
        let own = last.checked_sub(1).map_or("", |at| c.word(at));
        [own, c.word(last)].iter().any(|word| word.ends_with("'s") || word.ends_with("’s"))
    }

    /// True if a phrase names somebody who can act: people or a body.
    pub(super) fn acts(&self, number: usize) -> bool {
        let Some(found) = self.participant(number) else { return false };
        let entity = found.entity.and_then(|id| self.context.entities.get(id as usize));
        found.human
            || entity.is_some_and(|e| matches!(e.kind, Kind::Organization | Kind::Location))
            || self.head_is(number, &[REFERENCE_HEADS_BODY])
    }

    pub(super) fn is_place(&self, number: usize) -> bool {
        let entity = self.participant(number).and_then(|p| p.entity);
        let entity = entity.and_then(|id| self.context.entities.get(id as usize));
        entity.is_some_and(|entity| entity.kind == Kind::Location)
    }

    /// True if the word that says what a phrase is stands in one of some lists, in the singular or plural.
    pub(super) fn head_is(&self, number: usize, lists: &[List]) -> bool {
        let head = self.clauses.phrases.get(number).map_or(usize::MAX, |phrase| phrase.head);
        self.is_listed(head, lists)
    }

    pub(super) fn is_listed(&self, at: usize, lists: &[List]) -> bool {
        let word = self.clauses.word(at);
        let known = |word: &str| self.lexicon.lists_small(word).has_any(lists);
        self.context.words.lists(at).has_any(lists)
            || word.strip_suffix('s').is_some_and(known)
            || word.strip_suffix("ies").is_some_and(|stem| known(&format!("{stem}y")))
    }

    /// True if a phrase is somebody, has a name, or counts those that the text leaves out: `two`.
    pub(super) fn is_who(&self, number: usize) -> bool {
        let c = self.clauses;
        let head = c.phrases.get(number).map_or(usize::MAX, |phrase| phrase.head);
        c.tag(head) == Some(Tag::Number)
            || c.word(head).starts_with(char::is_uppercase)
            || self.head_is(number, &[REFERENCE_HEADS_BODY])
            || self.participant(number).is_some_and(|p| p.human || p.entity.is_some())
    }

    /// True if a phrase is nobody: `no charges`, `nobody`, `none of them`.
    pub(super) fn is_none(&self, number: usize) -> bool {
        let c = self.clauses;
        let Some(phrase) = c.phrases.get(number) else { return false };
        let first = phrase.tokens.start;
        c.is(first, &["no", "nobody", "none", "neither", "nothing"])
            || first.checked_sub(1).is_some_and(|at| c.is(at, &["no"]) && c.phrase_at(at).is_none())
    }

    /// True if a phrase names people.
    pub(super) fn is_human(&self, head: usize, entity: Option<u32>, pronoun: bool) -> bool {
        let c = self.clauses;
        if let Some(entity) = entity.and_then(|id| self.context.entities.get(id as usize)) {
            return matches!(entity.kind, Kind::Person | Kind::Group);
        }
        if pronoun {
            return c.is(
                head,
                &["he", "she", "they", "him", "her", "them", "we", "us", "i", "me", "you"],
            );
        }
        self.is_listed(head, &PEOPLE)
    }

    /// A phrase as somebody who takes part: days and amounts of time are nobody.
    pub(super) fn participant(&self, number: usize) -> Option<Participant> {
        let c = self.clauses;
        let phrase = c.phrases.get(number)?;
        let span = phrase.span(c.tokens, c.tags);
        let head = c.tokens.get(phrase.head)?;
        let timexes = self.context.timexes;
        let near = timexes.partition_point(|timex| timex.span.end < head.span.end);
        let unit = self.context.words.lists(phrase.head).has(CALENDAR_UNIT);
        // `the crackdown of 2017`
        let word = c.word(phrase.head);
        let year = phrase.tokens.len() == 1
            && word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|byte| byte.is_ascii_digit());
        if year || unit || timexes.get(near).is_some_and(|timex| timex.span.contains(head.span)) {
            return None;
        }
        if phrase.pronoun
            && c.is(phrase.head, &["it", "there", "this", "that", "what", "which", "who"])
        {
            let known = self.referred(span)?;
            return Some(Participant {
                span,
                entity: Some(known),
                human: self.is_human(phrase.head, Some(known), true),
            });
        }
        let whole = c.with_of(number);
        let last = whole.last().and_then(|&n| c.phrases.get(n))?;
        let last = last.span(c.tokens, c.tags);
        let named =
            (phrase.tokens.start..=phrase.head).rev().find_map(|at| self.naming.mention_at(at));
        let named = named.filter(|&mention| self.naming.tokens(mention).contains(&phrase.head));
        let entity = named
            .and_then(|mention| self.naming.entity_of(mention))
            .or_else(|| self.referred(span));
        let human = self.is_human(phrase.head, entity, phrase.pronoun);
        Some(Participant { span: span.cover(last), entity, human })
    }

    /// The entity that a pronoun or description means.
    pub(super) fn referred(&self, span: Span) -> Option<u32> {
        let from = self.context.references.partition_point(|r| r.span.end <= span.start);
        let near =
            self.context.references.iter().skip(from).take_while(|r| r.span.start < span.end);
        near.filter(|r| r.span.end == span.end).find_map(|r| r.entity)
    }
}
