//! Events: who did what to whom, where and when, as far as one clause says it.
//!
//! In: sentences, tokens, tags, names, entities, references, statements, time expressions. Out: events in text order.
//!
//! 1. `event/verb` — a verb of `model/events.tsv` with its subject, its object or its agent behind `by`
//!    (`clause.rs`): `gunmen attacked the convoy`, `the convoy was attacked by gunmen`. Where the table lists weapons as its
//!    objects, they are the instrument: `fired rockets at the port`.
//! 2. `event/light` — a light verb whose object says what happened: `gunmen carried out the attack on the convoy`.
//! 3. `event/noun` — a noun of the table with those whom its own words name: `the attack on the convoy`,
//!    `the rebels' attack`, `a strike by the army`.
//!
//! A place and a time are those of the trigger's own clause. What happened only by somebody's plan, suspicion or denial
//! says so (`Modality`). Nouns that name nobody are no events; what the clause does not say stays empty.
//! Does not: guess who did it from another sentence.

mod clause;
mod group;
mod modality;
pub(crate) mod phrase;
mod same;
mod setting;
mod trigger;
mod verb;
mod who;
pub(crate) mod words;

use crate::lexicon::Lexicon;
use crate::naming::Naming;
use crate::order;
use crate::reader;
use crate::{
    Entity, Event, Mention, Modality, Model, Participant, Reference, Sentence, Span, Statement,
    Tag, Timex, Token,
};
pub(crate) use clause::Clauses;
use group::Group;
use trigger::{triggers, weapons};
use words::{Entry, Form, Frame, Words};

/// Words of the longest phrase of the table.
const LONGEST: usize = 5;

/// Tokens of the longest sentence that is read; longer ones are tables and lists.
const MOST_TOKENS: usize = 400;

/// Statements around one another that are looked through.
const NESTED: usize = 6;

/// Kinds that are done with weapons.
const VIOLENT: [&str; 4] = ["attack", "kill", "injure", "damage"];

/// What earlier stages found.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) tokens: &'a [Token],
    pub(crate) words: &'a reader::Words<'a>,
    pub(crate) tags: &'a [Tag],
    pub(crate) mentions: &'a [Mention],
    pub(crate) entities: &'a [Entity],
    pub(crate) references: &'a [Reference],
    pub(crate) statements: &'a [Statement],
    pub(crate) timexes: &'a [Timex],
}

/// A word or phrase that says what happened.
#[derive(Debug, Clone, Copy)]
struct Trigger {
    start: usize,
    end: usize,
    entry: Entry,
}

/// Finds events.
pub(crate) fn find(context: &Context, model: &Model) -> Vec<Event> {
    let naming = Naming::new(context.tokens, context.mentions, context.entities);
    let numbered = context.statements.iter().zip(0..);
    let mut said: Vec<(Span, u32)> =
        numbered.flat_map(|(s, id)| s.content.iter().map(move |&part| (part, id))).collect();
    order::by(&mut said, |&(part, _)| order::span(part));
    let mut events = Vec::new();
    let mut start = 0;
    for tokens in context.tokens.chunk_by(|a, b| a.sentence == b.sentence) {
        let range = start..start + tokens.len();
        start = range.end;
        if tokens.len() > MOST_TOKENS {
            continue;
        }
        let Some(sentence) =
            tokens.first().and_then(|t| context.sentences.get(t.sentence as usize))
        else {
            continue;
        };
        let clauses = Clauses::new(context, range, sentence);
        let triggers = triggers(&clauses, context.words, &model.events);
        if triggers.is_empty() {
            continue;
        }
        let violent =
            triggers.iter().any(|t| t.entry.kind.is_some_and(|kind| VIOLENT.contains(&kind)));
        let weapons =
            if violent { weapons(&clauses, context.words, &model.events) } else { Vec::new() };
        let reader = Reader {
            context,
            naming: &naming,
            lexicon: &model.lexicon,
            known: &model.events,
            clauses: &clauses,
            triggers: &triggers,
            weapons: &weapons,
            said: &said,
        };
        for trigger in &triggers {
            events.extend(reader.event(trigger));
        }
    }
    same::join(context, &mut events);
    events
}

/// One sentence with its triggers.
struct Reader<'a> {
    context: &'a Context<'a>,
    naming: &'a Naming,
    lexicon: &'a Lexicon,
    known: &'a Words,
    clauses: &'a Clauses<'a>,
    triggers: &'a [Trigger],
    /// Phrases that name weapons.
    weapons: &'a [usize],
    /// What is said, part by part in text order, and in which statement.
    said: &'a [(Span, u32)],
}

impl Reader<'_> {
    fn event(&self, trigger: &Trigger) -> Option<Event> {
        match trigger.entry.form {
            Form::Noun => self.noun(trigger),
            Form::Weapon => None,
            _ if trigger.entry.frame == Frame::Light => None,
            _ => self.verb(trigger),
        }
    }

    /// Rules 2 and 3.
    fn noun(&self, trigger: &Trigger) -> Option<Event> {
        let c = self.clauses;
        let number = c.phrase_at(trigger.start)?;
        let phrase = c.phrases.get(number)?;
        if phrase.head + 1 != trigger.end {
            return None;
        }
        // `under attack`, `a fire chief`: what is part of a longer name is none.
        let end = phrase.tokens.end;
        let mut actors = Vec::new();
        let mut targets = Vec::new();
        let of: &[&str] = match trigger.entry.frame {
            Frame::Meet | Frame::Do | Frame::Light => &["between"],
            // `the attack at the airport`, but not `the trial at a secret place`
            Frame::Act if trigger.entry.kind.is_some_and(|kind| VIOLENT.contains(&kind)) => {
                &["on", "of", "against", "at"]
            }
            Frame::Act => &["on", "of", "against"],
            Frame::Undergo => &["of", "in"],
        };
        if c.is(end, of) {
            targets = c.object(end + 1);
            // `the murder on Sunday of a student`
            let day = targets.first().filter(|&&n| self.participant(n).is_none());
            let behind = day.and_then(|&n| c.phrases.get(n)).map(|phrase| phrase.tokens.end);
            if let Some(at) = behind.filter(|&at| c.is(at, &["of", "on", "against"])) {
                targets = c.object(at + 1);
            }
        }
        if c.is(end, &["by", "with"])
            || trigger.entry.frame != Frame::Undergo && c.is(end, &["from"])
        {
            actors = c.object(end + 1);
            // `an election with a narrow margin`
            if c.is(end, &["with"]) && !actors.iter().all(|&n| self.acts(n)) {
                actors.clear();
            }
        } else if let Some(at) = c.behind(end, &["by"]).filter(|at| at - end <= LONGEST) {
            actors = c.object(at);
        }
        let light = self.light(phrase.tokens.start);
        let why = if light.is_some() { "event/light" } else { "event/noun" };
        let group = c.group(light.map_or(trigger.start, |verb| verb.start));
        if light.is_some() {
            let subject = c.subject(group.start).or_else(|| c.governor(group.start));
            let passive = group.passive;
            let subject = || subject.into_iter().flat_map(|n| c.list_back(n)).collect();
            if actors.is_empty() && !passive {
                actors = subject();
            } else if targets.is_empty() && passive && trigger.entry.frame == Frame::Act {
                // `was given a sentence`
                targets = subject();
            }
        }
        if trigger.entry.frame == Frame::Meet && actors.is_empty() {
            actors = std::mem::take(&mut targets);
        }
        if actors.is_empty() && targets.is_empty() {
            let owner = self.owner(phrase.tokens.start, trigger.start)?;
            let mut event = self.finish(trigger, &group, &[], &[], 0.6, why)?;
            if trigger.entry.frame == Frame::Undergo {
                event.targets.push(owner);
            } else {
                event.actors.push(owner);
            }
            return Some(event);
        }
        self.finish(trigger, &group, &actors, &targets, 0.65, why)
    }

    /// The light verb whose object begins at a token.
    fn light(&self, start: usize) -> Option<&Trigger> {
        self.triggers.iter().find(|t| t.entry.frame == Frame::Light && t.end == start)
    }

    fn finish(
        &self,
        trigger: &Trigger,
        group: &Group,
        actors: &[usize],
        targets: &[usize],
        score: f32,
        why: &'static str,
    ) -> Option<Event> {
        let scored = self.is_scored(targets);
        let kind = trigger.entry.kind.map(|kind| if scored { "sport" } else { kind })?;
        let c = self.clauses;
        let first = c.tokens.get(trigger.start)?;
        let span = first.span.cover(c.tokens.get(trigger.end.checked_sub(1)?)?.span);
        let take = |numbers: &[usize]| -> Vec<Participant> {
            numbers.iter().filter_map(|&number| self.participant(number)).collect()
        };
        // `an initiative died`, `released a report`
        if trigger.entry.who && !targets.is_empty() && !targets.iter().any(|&n| self.is_who(n)) {
            return None;
        }
        // `a decision to run`, `the right to protest`, but not `is set to return`, `told the union to strike`.
        let noun = c.ending_at(group.start).filter(|_| group.infinitive);
        let vague = trigger.entry.form == Form::Noun || noun.is_some_and(|n| !actors.contains(&n));
        // `no idea of the painting sold …`: the painting is sold.
        let joins = |&n: &usize| {
            c.phrases.get(n).is_some_and(|phrase| {
                phrase.head > trigger.start || group.auxiliary && phrase.tokens.end == group.start
            })
        };
        let none = actors.iter().any(|&n| self.is_none(n))
            || targets.iter().filter(|n| joins(n)).any(|&n| self.is_none(n));
        let named = !actors.is_empty() || !targets.is_empty();
        let (actors, targets) = (take(actors), take(targets));
        if actors.is_empty()
            && targets.is_empty()
            && (named || why == "event/verb")
            && !(trigger.entry.frame == Frame::Undergo && trigger.entry.objects.is_some())
        {
            return None;
        }
        let statement = self.statement(span);
        let mut modality = self.modality(trigger, group, statement);
        // `no charges were filed`, `no such attack`
        let own = c.phrase_at(trigger.start).filter(|_| trigger.entry.form == Form::Noun);
        let none = none || own.is_some_and(|n| self.is_none(n));
        let nearly = group.nearly && kind != "change";
        if modality == Modality::Happened && (none || nearly) {
            modality = Modality::Denied;
        }
        // `came back to beat Lagos 3-2`
        if scored && modality == Modality::Planned {
            modality = Modality::Happened;
        }
        // Who alone did not do something, or may, says too little where a noun tells it.
        let alone = !actors.is_empty() && targets.is_empty();
        if vague && alone && trigger.entry.frame != Frame::Meet && modality != Modality::Happened {
            return None;
        }
        Some(Event {
            trigger: span,
            sentence: first.sentence,
            kind,
            root: trigger.entry.root.filter(|_| !scored),
            actors,
            targets,
            instrument: self.instrument(trigger, kind),
            place: self.place(trigger),
            timex: self.timex(trigger, span),
            modality,
            statement,
            same_as: None,
            score,
            why,
        })
    }

    /// True where the points of both sides stand behind whom a verb is done to: `beat Lagos 3-2`.
    fn is_scored(&self, targets: &[usize]) -> bool {
        let c = self.clauses;
        let points = |at: usize| {
            let word = c.word(at);
            matches!(word.len(), 1..=3) && word.bytes().all(|b| b.is_ascii_digit())
        };
        let ends = targets.iter().filter_map(|&number| c.phrases.get(number));
        ends.map(|phrase| phrase.tokens.end)
            .any(|at| points(at) && matches!(c.word(at + 1), "-" | "–") && points(at + 2))
    }

    /// The statement whose words hold a span.
    fn statement(&self, span: Span) -> Option<u32> {
        let near = self.said.partition_point(|(content, _)| content.start <= span.start);
        let before = self.said.get(near.saturating_sub(NESTED)..near).unwrap_or_default();
        before.iter().rev().find(|(content, _)| content.contains(span)).map(|&(_, id)| id)
    }
}
