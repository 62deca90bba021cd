//! Which entity a source is.
//!
//! 1. `it`: the body that spoke in the sentence before (`statement/speaker-before`).
//! 2. A person in the source, by name (`statement/name`): `the minister, Ada Orr`.
//! 3. `The chief` is the one speaker who was called so before (`statement/description`); else the entity of a resolved
//!    reference in the source (`statement/reference`), which is not the owner in `her lawyer`.
//! 4. Another name in the source: the body; else the place (`statement/name`). Of several of a
//!    kind, the last: `Lagos envoy Ada Orr`. A person or place that only says whose or where the speakers
//!    are is not one of them: `relatives of Ada Orr`, `Ada Orr’s lawyer`, `officials in Paris`.
//! 5. `he`, `she` and what opens like them: the speaker before, if that is a person, at most three
//!    sentences back (`statement/speaker-before`); so, too, where 3 comes to a person who is nowhere named as a speaker.
//!    Of 45 sources that this changed in 183 dev articles 37 were put right and three wrong.
//! 6. But where one person without a name spoke last, it is that one who goes on, and the body of whom the words tell
//!    that speaks: `a spokesman for the ministry said …, he added` (`nameless.rs`).
//!
//! Of a source with a clause that tells of it, what is before that clause counts: `Ada Orr, who heads the party`.
//! Sources that are none of these (`officials`, `witnesses`) stay without an entity (`statement/unnamed`),
//! and statements without a source too (`statement/no-source`).

use super::Context;
use super::nameless::{self, Nameless};
use super::view::OWNERS;
use super::words::{Bearing, Words};
use crate::lexicon::{self, Lexicon, Lists};
use crate::{Entity, Kind, Mention, Model, Span, Statement};

/// Sentences that a pronoun looks back for the last speaker: in news a paragraph is one or two.
const BACK: u32 = 3;

/// Speakers before a description among whom one was called so.
const CALLED: usize = 64;

/// Sets the speaker of each statement whose source means an entity.
pub(super) fn name(text: &str, context: &Context, model: &Model, statements: &mut [Statement]) {
    let lexicon = &model.lexicon;
    let mut entity_of = vec![0; context.mentions.len()];
    for (id, entity) in context.entities.iter().enumerate() {
        for &mention in &entity.mentions {
            if let Some(slot) = entity_of.get_mut(mention as usize) {
                *slot = id as u32;
            }
        }
    }
    let named = speaking(text, context, model, &entity_of, statements);
    let mut speaks = vec![false; context.entities.len()];
    for &(speaker, _) in &named {
        if let Some(speaks) = speaks.get_mut(speaker as usize) {
            *speaks = true;
        }
    }
    let sexes = sexes(text, lexicon, context);
    let mut before: Option<(u32, u32)> = None;
    // Where the last statement of a person ends.
    let mut told = 0;
    let mut body_before: Option<(u32, u32)> = None;
    let mut unnamed: Option<Nameless> = None;
    for statement in statements {
        let means = |&source: &Span| !is_empty(text, lexicon, source);
        statement.source = statement.source.filter(means);
        let Some(source) = statement.source else {
            statement.why = "statement/no-source";
            continue;
        };
        let source = head(text, &model.statement_words, source);
        let heard = body_before.filter(|&(_, sentence)| statement.sentence <= sentence + 1);
        let of = |mention: usize| entity_of.get(mention).copied();
        let end = statement.content.iter().chain(&statement.cue).map(|span| span.end).max();
        let personal = is_personal(text, lexicon, source);
        if personal && unnamed.is_some_and(|u| u.is_past(context, source, &statement.content)) {
            unnamed = None;
        }
        let goes_on = unnamed.as_mut().filter(|unnamed| {
            personal
                && statement.sentence <= unnamed.sentence + BACK
                && !differs(pronoun(source.of(text)), Some(unnamed.sex))
        });
        if let Some(unnamed) = goes_on {
            unnamed.sentence = statement.sentence;
            unnamed.told = end.unwrap_or(unnamed.told);
            statement.speaker = unnamed.speaker;
            statement.why = "statement/unnamed";
            continue;
        }
        let (speaker, why) =
            if let Some((body, _)) = heard.filter(|_| is_neuter(text, lexicon, source)) {
                (Some(body), "statement/speaker-before")
            } else if let Some(entity) = person(text, lexicon, context, source).and_then(of) {
                (Some(entity), "statement/name")
            } else if let Some(entity) = described(text, lexicon, &named, source) {
                (Some(entity), "statement/description")
            } else if let Some(entity) = referred(text, lexicon, context, source) {
                let near = before.filter(|&(_, sentence)| statement.sentence <= sentence + BACK);
                let silent = is_person(context, entity)
                    && speaks.get(entity as usize) == Some(&false)
                    && !is_introduced(text, context, entity, told, &statement.content);
                match near.filter(|&(other, _)| {
                    silent && !differs(pronoun(source.of(text)), sexes.get(other as usize).copied())
                }) {
                    Some((speaker, _)) => (Some(speaker), "statement/speaker-before"),
                    None => (Some(entity), "statement/reference"),
                }
            } else if let Some(entity) = body(text, lexicon, context, source).and_then(of) {
                (Some(entity), "statement/name")
            } else if personal {
                let near = before.filter(|&(_, sentence)| statement.sentence <= sentence + BACK);
                (near.map(|(entity, _)| entity), "statement/speaker-before")
            } else {
                (None, "statement/unnamed")
            };
        (statement.speaker, statement.why) = (speaker, why);
        if let Some(entity) = speaker.filter(|&entity| is_person(context, entity)) {
            before = Some((entity, statement.sentence));
            told = statement.cue.map_or(told, |cue| cue.end);
            body_before = None;
        } else {
            body_before = speaker.map(|entity| (entity, statement.sentence));
        }
        let person = speaker.is_some_and(|entity| is_person(context, entity));
        let sex = nameless::described(text, lexicon, source).filter(|_| !person);
        unnamed = match sex {
            Some(sex) => Some(Nameless {
                sex,
                speaker,
                sentence: statement.sentence,
                told: end.unwrap_or(source.end),
            }),
            // Nobody else began to speak.
            None if !person && speaker.is_none() => unnamed,
            None => None,
        };
    }
}

/// The people who are named as speakers, each with the words that name them.
///
/// `He` and `the chief` are one of them rather than somebody who is only spoken of.
fn speaking(
    text: &str,
    context: &Context,
    model: &Model,
    entity_of: &[u32],
    statements: &[Statement],
) -> Vec<(u32, Span)> {
    let sources = statements.iter().filter_map(|statement| statement.source);
    let named = sources.filter_map(|source| {
        let mention =
            person(text, &model.lexicon, context, head(text, &model.statement_words, source))?;
        Some((entity_of.get(mention).copied()?, source))
    });
    named.collect()
}

/// The one speaker who was called what the source says: `the chief`, where `Police Chief Ada Orr` or `Ada Orr, the chief of
/// police,` spoke before.
fn described(text: &str, lexicon: &Lexicon, named: &[(u32, Span)], source: Span) -> Option<u32> {
    let words: Vec<&str> = source.of(text).split_whitespace().collect();
    let (the, title, between) = match *words {
        [the, title] => (the, title, None),
        [the, between, title] => (the, title, Some(between)),
        _ => return None,
    };
    let one = the.eq_ignore_ascii_case("the") && !title.ends_with('s');
    if !one || !lexicon.lists_small(title).has(lexicon::ROLES) {
        return None;
    }
    let end = named.partition_point(|(_, called)| called.end <= source.start);
    let before = named.get(end.saturating_sub(CALLED)..end).unwrap_or_default();
    let mut called = before.iter().filter(|(_, called)| {
        let has = |wanted: &str| {
            let mut words = called.of(text).split(|c: char| !c.is_alphanumeric());
            words.any(|word| word.eq_ignore_ascii_case(wanted))
        };
        let capital = between.filter(|word| word.starts_with(char::is_uppercase));
        // `The governor` is not the former one, nor `the Lomé governor` that of Accra.
        has(title) && capital.is_none_or(has) && has("former") == (between == Some("former"))
    });
    let &(first, _) = called.next()?;
    called.all(|&(other, _)| other == first).then_some(first)
}

/// True if the entity is first named behind `told`, in no words that are said, at the head of a sentence or with a comma
/// behind the name: `Ada Orr has lived here for years`, `Outside stood Ada Orr, 71`.
fn is_introduced(text: &str, context: &Context, entity: u32, told: u32, said: &[Span]) -> bool {
    let first = context.entities.get(entity as usize).and_then(|entity| entity.mentions.first());
    let Some(name) = first.and_then(|&id| context.mentions.get(id as usize)) else { return false };
    let Some(sentence) = context.sentences.get(name.sentence as usize) else { return false };
    let before = Span { start: sentence.body.start.min(name.span.start), end: name.span.start };
    let behind = Span { start: name.span.end, end: sentence.span.end.max(name.span.end) };
    let heads = before.of(text).split_whitespace().count() <= 1;
    name.span.start >= told
        && !said.iter().any(|part| part.overlaps(name.span))
        && (heads || behind.of(text).starts_with(','))
}

/// Whether words are said of a man, and of a woman.
pub(super) type Sex = (bool, bool);

/// What pronouns and given names tell of each entity; both if they tell both.
fn sexes(text: &str, lexicon: &Lexicon, context: &Context) -> Vec<Sex> {
    let by_name = |entity: &Entity| {
        let given = lexicon.lists(entity.name.split_whitespace().next().unwrap_or_default());
        let (he, she) =
            (given.has(lexicon::GIVEN_NAMES_MALE), given.has(lexicon::GIVEN_NAMES_FEMALE));
        (he && !she, she && !he)
    };
    let mut sexes: Vec<Sex> = context.entities.iter().map(by_name).collect();
    for reference in context.references {
        let (he, she) = pronoun(reference.span.of(text));
        let known = reference.entity.and_then(|entity| sexes.get_mut(entity as usize));
        if let Some(known) = known.filter(|_| he || she) {
            *known = (known.0 || he, known.1 || she);
        }
    }
    sexes
}

fn pronoun(words: &str) -> Sex {
    let of = |pronouns: [&str; 3]| pronouns.iter().any(|w| w.eq_ignore_ascii_case(words));
    (of(["he", "him", "his"]), of(["she", "her", "hers"]))
}

/// True if a pronoun is of another sex than anything tells of an entity.
fn differs((he, she): Sex, known: Option<Sex>) -> bool {
    let (man, woman) = known.unwrap_or_default();
    he && woman || she && man
}

/// A source without the clause that tells of it: of `Ada Orr, who heads the party`, what is before `who`.
fn head(text: &str, words: &Words, source: Span) -> Span {
    let mut small = String::new();
    let mut at = source.start;
    for word in source.of(text).split_inclusive(char::is_whitespace) {
        small.clear();
        small.extend(word.trim_end().chars().flat_map(char::to_lowercase));
        if at > source.start && words.bearing(&small) == Some(Bearing::Relative) {
            return Span { start: source.start, end: at };
        }
        at += word.len() as u32;
    }
    source
}

fn is_person(context: &Context, entity: u32) -> bool {
    context.entities.get(entity as usize).is_some_and(|e| e.kind == Kind::Person)
}

/// The entity of a resolved reference that is the source or its head.
///
/// One that only says whose or where the speakers are is not: `her lawyer`, `officials in the city`.
fn referred(text: &str, lexicon: &Lexicon, context: &Context, source: Span) -> Option<u32> {
    let first = context.references.partition_point(|r| r.span.start < source.start);
    let inside = context.references.get(first..)?.iter();
    let owns = |span: Span| {
        let behind = Span { start: span.end, end: source.end }.of(text);
        OWNERS.iter().any(|owner| owner.eq_ignore_ascii_case(span.of(text)))
            && behind.trim_start().starts_with(char::is_alphanumeric)
    };
    inside
        .take_while(|r| r.span.end <= source.end)
        .filter(|r| !owns(r.span) && !is_bound(text, lexicon, source, r.span))
        .find_map(|r| r.entity)
}

/// The names in a source, with their numbers.
fn names<'a>(context: &'a Context, source: Span) -> impl Iterator<Item = (usize, &'a Mention)> {
    let first = context.mentions.partition_point(|m| m.span.start < source.start);
    let behind = context.mentions.iter().enumerate().skip(first);
    behind.take_while(move |(_, m)| m.span.end <= source.end)
}

/// The person whom the source names: of `the minister, Ada Orr`, her.
fn person(text: &str, lexicon: &Lexicon, context: &Context, source: Span) -> Option<usize> {
    let heads = |m: &Mention| m.kind == Kind::Person && !is_bound(text, lexicon, source, m.span);
    names(context, source).filter(|(_, m)| heads(m)).last().map(|(at, _)| at)
}

/// The name of the body or the place that heads the source.
///
/// A place speaks only if it ends the source: `U.S. officials` are not the United States.
fn body(text: &str, lexicon: &Lexicon, context: &Context, source: Span) -> Option<usize> {
    let is_body = |m: &Mention| m.kind == Kind::Organization;
    let is_place = |m: &Mention| {
        matches!(m.kind, Kind::Location | Kind::Facility)
            && !is_bound(text, lexicon, source, m.span)
    };
    let ends = |m: &Mention| {
        let rest = Span { start: m.span.end, end: source.end }.of(text);
        !rest.trim_start().starts_with(char::is_alphabetic)
    };
    let last = names(context, source).filter(|(_, m)| is_body(m)).last();
    let place = || names(context, source).filter(|(_, m)| is_place(m)).last();
    last.or_else(|| place().filter(|(_, m)| ends(m))).map(|(at, _)| at)
}

/// Words after which a name says whose or where the speakers are.
pub(super) const BINDING: [&str; 17] = [
    "of", "by", "from", "in", "for", "at", "near", "to", "with", "on", "outside", "inside",
    "across", "around", "under", "against", "between",
];

/// True if a name in the source hangs on a preposition, with nothing but words of grammar between, or owns what follows.
fn is_bound(text: &str, lexicon: &Lexicon, source: Span, name: Span) -> bool {
    let before = Span { start: source.start, end: name.start }.of(text);
    let after = Span { start: name.end, end: source.end }.of(text);
    let owned = after.strip_prefix("'s").or_else(|| after.strip_prefix("’s"));
    if owned.is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic)) {
        return true;
    }
    // `An Orr administration official`.
    let last = after.rsplit(char::is_whitespace).next().unwrap_or_default();
    let joined = after.starts_with(" and ") || after.starts_with(" or ");
    if after.starts_with(' ')
        && !joined
        && !after.contains(',')
        && lexicon.has(lexicon::ROLES, last)
    {
        return true;
    }
    for word in before.split_whitespace().rev() {
        if BINDING.contains(&word) {
            return true;
        }
        // `supporters of Governor Ada Orr`, but `Secretary of State Ada Orr`.
        let passed = Lists::of(&[lexicon::FUNCTION_WORDS, lexicon::ROLES]);
        if !lexicon.lists_small(word).meets(passed) && !["late", "former"].contains(&word) {
            return false;
        }
    }
    false
}

/// True for `he` and `she`.
fn is_personal(text: &str, lexicon: &Lexicon, source: Span) -> bool {
    lexicon.lists_small(source.of(text)).has(lexicon::SPEAKER_PRONOUNS_PERSON)
}

/// True for `it`.
fn is_neuter(text: &str, lexicon: &Lexicon, source: Span) -> bool {
    lexicon.lists_small(source.of(text)).has(lexicon::SPEAKER_PRONOUNS_BODY)
}

/// True for a source that is words of grammar alone, none of which can stand for a speaker: `the`, `while`.
fn is_empty(text: &str, lexicon: &Lexicon, source: Span) -> bool {
    if OWNERS.iter().any(|owner| owner.eq_ignore_ascii_case(source.of(text))) {
        return false;
    }
    source.of(text).split_whitespace().all(|word| {
        let lists = lexicon.lists_small(word);
        lists.has(lexicon::FUNCTION_WORDS) && !lists.has(lexicon::SPEAKER_PRONOUNS)
    })
}
