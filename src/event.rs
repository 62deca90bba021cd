//! Events: who did what to whom, where and when, as far as one clause says it.
//!
//! In: sentences, tokens, tags, names, entities, references, statements, time expressions. Out: events in text order.
//!
//! 1. `event/verb` — a verb of `model/events.tsv` with its subject, its object or its agent behind `by`
//!    (`clause.rs`): `gunmen attacked the convoy`, `the convoy was attacked by gunmen`.
//! 2. `event/light` — a light verb whose object says what happened: `gunmen carried out the attack on the convoy`.
//! 3. `event/noun` — a noun of the table with those whom its own words name: `the attack on the convoy`,
//!    `the rebels' attack`, `a strike by the army`.
//!
//! A place and a time are those of the trigger's own clause. What happened only by somebody's plan, suspicion or denial
//! says so (`Modality`). Nouns that name nobody are no events; what the clause does not say stays empty.
//! Does not: guess who did it from another sentence.

mod clause;
pub(crate) mod phrase;
mod same;
pub(crate) mod words;

use crate::lexicon::{
    ATTACKERS, CALENDAR_UNIT, Lexicon, List, PEOPLES, PERSON_NOUNS, REFERENCE_HEADS_BODY,
    REFERENCE_HEADS_MAN, REFERENCE_HEADS_PEOPLE, REFERENCE_HEADS_PERSON, REFERENCE_HEADS_WOMAN,
    ROLES,
};
use crate::naming::Naming;
use crate::reader;
use crate::{
    Entity, Event, Grade, Kind, Mention, Modality, Model, Participant, Reference, Sentence, Span,
    Standing, Statement, Tag, Timex, TimexKind, Token,
};
pub(crate) use clause::Clauses;
use clause::Group;
use words::{Cue, Entry, Form, Frame, Words};

/// Words of the longest phrase of the table.
const LONGEST: usize = 5;

/// Tokens of the longest sentence that is read; longer ones are tables and lists.
const MOST_TOKENS: usize = 400;

/// Statements around one another that are looked through.
const NESTED: usize = 6;

/// Kinds that are done with weapons.
const VIOLENT: [&str; 4] = ["attack", "kill", "injure", "damage"];

/// Words before a preposition of place or time that still belong to a trigger.
const REACH: usize = 24;

/// Words before a trigger among which one may say that it is claimed, wanted or did not happen.
const LEADING: usize = 8;

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
    said.sort_by_key(|(part, _)| (part.start, part.end));
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

/// The triggers of a sentence in text order; none overlaps another.
fn triggers(clauses: &Clauses, looked_up: &reader::Words, words: &Words) -> Vec<Trigger> {
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
        let entry = choose(clauses, at, end, &entries);
        found.extend(entry.map(|entry| Trigger { start: at, end, entry }));
        at = end;
    }
    found
}

/// The noun phrases of a sentence that end in a weapon.
fn weapons(clauses: &Clauses, looked_up: &reader::Words, words: &Words) -> Vec<usize> {
    let is_weapon = |number: &usize| {
        let Some(phrase) = clauses.phrases.get(*number) else { return false };
        let mut name = String::new();
        (phrase.tokens.start..=phrase.head).rev().take(3).any(|at| {
            let word = clauses.word(at).to_lowercase();
            name = if name.is_empty() { word } else { format!("{word} {name}") };
            let known = words.opened_by(looked_up.hash(at));
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
fn choose(clauses: &Clauses, at: usize, end: usize, entries: &[Entry]) -> Option<Entry> {
    let by = |frame: Frame| entries.iter().copied().find(|entry| entry.frame == frame);
    let group = clauses.group(at);
    let takes = !clauses.object(end).is_empty() || group.passive;
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

    /// Rule 1.
    fn verb(&self, trigger: &Trigger) -> Option<Event> {
        let c = self.clauses;
        let entry = trigger.entry;
        let mut group = c.group(trigger.start);
        // `to start signing`: what the verb before it says of it.
        if let Some(before) = group.start.checked_sub(1).filter(|&at| {
            entry.form == Form::Ing && c.tag(at) == Some(Tag::Verb) && c.phrase_at(at).is_none()
        }) {
            let leading = c.group(before);
            group.infinitive |= leading.infinitive;
            group.negated |= leading.negated;
            group.modal = group.modal.or(leading.modal);
        }
        let object = c.object_of_verb(trigger.end);
        let participle = matches!(entry.form, Form::Either | Form::Participle);
        let by = c.behind(trigger.end, &["by"]).map(|at| c.object(at)).unwrap_or_default();
        // `the man killed in the blast`, `three killed in blast`
        let reduced = participle
            && !group.auxiliary
            && entry.frame == Frame::Act
            && object.is_empty()
            && c.ending_at(trigger.start)
                .and_then(|n| c.phrases.get(n))
                .is_some_and(|p| !p.pronoun)
            && c.tag(trigger.end) == Some(Tag::Preposition);
        let passive = participle && (group.passive || reduced);
        let subject = if group.infinitive {
            // `told the governors to sign`, but `announced plans to sign`
            let told = c.ending_at(group.start).filter(|&n| self.acts(n) && !c.is_led(n));
            told.or_else(|| c.governor(group.start).filter(|&n| self.acts(n)))
        } else if entry.form == Form::Ing && !group.auxiliary {
            // `gunmen targeting the convoy`, `…, killing three`
            match c.ending_at(group.start) {
                // `marched to Santiago calling for …`: not the place.
                Some(number)
                    if self.acts(number) && !(c.is_led(number) && self.is_place(number)) =>
                {
                    Some(number)
                }
                Some(number) if self.is_place(number) => {
                    c.governor(group.start).filter(|&n| self.acts(n))
                }
                // `impact investing` is a thing, no deed.
                Some(_) => return None,
                // `accused him of killing`, `arrested for stealing`
                None => {
                    let led =
                        group.start.checked_sub(1).filter(|&at| c.is(at, &["of", "for", "from"]));
                    let told = led.and_then(|at| c.ending_at(at)).filter(|&n| self.acts(n));
                    let governor = || {
                        c.governor(group.start)
                            .filter(|&n| self.acts(n) && !c.is_passive_before(group.start))
                    };
                    told.or_else(governor)
                }
            }
        } else {
            c.subject(group.start)
        };
        let subject: Vec<usize> = subject.into_iter().flat_map(|n| c.list_back(n)).collect();
        let (actors, targets) = match entry.frame {
            Frame::Act if passive => (by, subject),
            Frame::Act => (subject, object),
            // `the sum to be returned`
            Frame::Do if passive => return None,
            Frame::Do => (subject, Vec::new()),
            Frame::Meet => {
                // `clashed for hours, with rebels winning`
                let with =
                    c.behind(trigger.end, &["with"]).filter(|&at| at < 2 || !c.is(at - 2, &[","]));
                let with = with.map(|at| c.object(at));
                let others = if object.is_empty() { with.unwrap_or_default() } else { object };
                // `meet the conditions`
                if trigger.entry.who && others.iter().any(|&n| !self.acts(n)) {
                    return None;
                }
                if passive { (by, subject) } else { (subject, others) }
            }
            Frame::Undergo | Frame::Light => (Vec::new(), subject),
        };
        // A transitive verb that has nothing to act on says too little.
        if targets.is_empty() && matches!(entry.frame, Frame::Act)
            || actors.is_empty() && targets.is_empty()
        {
            return None;
        }
        let why = "event/verb";
        let score = if actors.is_empty() || targets.is_empty() { 0.7 } else { 0.85 };
        self.finish(trigger, &group, &actors, &targets, score, why)
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

    /// `rebels'` of `the rebels' attack`, `Israeli` of `an Israeli strike`: a name in front of the noun.
    fn owner(&self, start: usize, noun: usize) -> Option<Participant> {
        let mention = (start..noun).find_map(|at| self.naming.mention_at(at))?;
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

    fn is_genitive(&self, mention: u32) -> bool {
        let last = self.naming.tokens(mention).end;
        let c = self.clauses;
        let own = last.checked_sub(1).map_or("", |at| c.word(at));
        [own, c.word(last)].iter().any(|word| word.ends_with("'s") || word.ends_with("’s"))
    }

    /// The light verb whose object begins at a token.
    fn light(&self, start: usize) -> Option<&Trigger> {
        self.triggers.iter().find(|t| t.entry.frame == Frame::Light && t.end == start)
    }

    /// True if a phrase names somebody who can act: people or a body.
    fn acts(&self, number: usize) -> bool {
        let Some(found) = self.participant(number) else { return false };
        let entity = found.entity.and_then(|id| self.context.entities.get(id as usize));
        found.human
            || entity.is_some_and(|e| matches!(e.kind, Kind::Organization | Kind::Location))
            || self.head_is(number, &[REFERENCE_HEADS_BODY])
    }

    fn is_place(&self, number: usize) -> bool {
        let entity = self.participant(number).and_then(|p| p.entity);
        let entity = entity.and_then(|id| self.context.entities.get(id as usize));
        entity.is_some_and(|entity| entity.kind == Kind::Location)
    }

    /// True if the word that says what a phrase is stands in one of some lists, in the singular or plural.
    fn head_is(&self, number: usize, lists: &[List]) -> bool {
        let head = self.clauses.phrases.get(number).map_or(usize::MAX, |phrase| phrase.head);
        self.is_listed(head, lists)
    }

    fn is_listed(&self, at: usize, lists: &[List]) -> bool {
        let word = self.clauses.word(at);
        let known = |word: &str| self.lexicon.lists_small(word).has_any(lists);
        self.context.words.lists(at).has_any(lists)
            || word.strip_suffix('s').is_some_and(known)
            || word.strip_suffix("ies").is_some_and(|stem| known(&format!("{stem}y")))
    }

    /// True if a phrase is somebody, has a name, or counts those that the text leaves out: `two`.
    fn is_who(&self, number: usize) -> bool {
        let c = self.clauses;
        let head = c.phrases.get(number).map_or(usize::MAX, |phrase| phrase.head);
        c.tag(head) == Some(Tag::Number)
            || c.word(head).starts_with(char::is_uppercase)
            || self.head_is(number, &[REFERENCE_HEADS_BODY])
            || self.participant(number).is_some_and(|p| p.human || p.entity.is_some())
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
        let kind = trigger.entry.kind?;
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
        let (actors, targets) = (take(actors), take(targets));
        if actors.is_empty() && targets.is_empty() && why == "event/verb" {
            return None;
        }
        let statement = self.statement(span);
        Some(Event {
            trigger: span,
            sentence: first.sentence,
            kind,
            root: trigger.entry.root,
            actors,
            targets,
            instrument: self.instrument(trigger, kind),
            place: self.place(trigger),
            timex: self.timex(trigger, span),
            modality: self.modality(trigger, group, statement),
            statement,
            same_as: None,
            score,
            why,
        })
    }

    /// The statement whose words hold a span.
    fn statement(&self, span: Span) -> Option<u32> {
        let near = self.said.partition_point(|(content, _)| content.start <= span.start);
        let before = self.said.get(near.saturating_sub(NESTED)..near).unwrap_or_default();
        before.iter().rev().find(|(content, _)| content.contains(span)).map(|&(_, id)| id)
    }

    /// The weapon nearest to an act of violence, in its clause or leading to it.
    fn instrument(&self, trigger: &Trigger, kind: &str) -> Option<Span> {
        if !VIOLENT.contains(&kind) {
            return None;
        }
        let c = self.clauses;
        let phrases = self.weapons.iter().filter_map(|&number| c.phrases.get(number));
        let fit = phrases.filter(|phrase| {
            !(phrase.tokens.contains(&trigger.start) && phrase.head < trigger.end)
        });
        let nearest = fit.min_by_key(|phrase| phrase.head.abs_diff(trigger.start))?;
        Some(nearest.span(c.tokens, c.tags))
    }

    /// True if a phrase names people.
    fn is_human(&self, head: usize, entity: Option<u32>, pronoun: bool) -> bool {
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
    fn participant(&self, number: usize) -> Option<Participant> {
        let c = self.clauses;
        let phrase = c.phrases.get(number)?;
        let span = phrase.span(c.tokens, c.tags);
        let head = c.tokens.get(phrase.head)?;
        let timexes = self.context.timexes;
        let near = timexes.partition_point(|timex| timex.span.end < head.span.end);
        let unit = self.context.words.lists(phrase.head).has(CALENDAR_UNIT);
        if unit || timexes.get(near).is_some_and(|timex| timex.span.contains(head.span)) {
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
    fn referred(&self, span: Span) -> Option<u32> {
        let from = self.context.references.partition_point(|r| r.span.end <= span.start);
        let near =
            self.context.references.iter().skip(from).take_while(|r| r.span.start < span.end);
        near.filter(|r| r.span.end == span.end).find_map(|r| r.entity)
    }

    /// True if no other trigger stands between this one and a token: the nearest before it takes it.
    fn is_nearest(&self, trigger: &Trigger, at: usize) -> bool {
        // The noun in `signed the treaty in Lisbon` does not take the place from its verb.
        let is_rival =
            |t: &&Trigger| t.entry.form != Form::Noun || trigger.entry.form == Form::Noun;
        if at < trigger.start {
            return !self
                .triggers
                .iter()
                .filter(is_rival)
                .any(|t| t.start >= at && t.start < trigger.start);
        }
        let between = |t: &&Trigger| t.start >= trigger.end && t.start < at;
        at - trigger.end <= REACH && !self.triggers.iter().filter(is_rival).any(|t| between(&t))
    }

    /// The place of the clause: a named one behind `in`, `at`, `near` and the like.
    fn place(&self, trigger: &Trigger) -> Option<u32> {
        let c = self.clauses;
        let wheres = [
            "in",
            "at",
            "near",
            "on",
            "outside",
            "inside",
            "across",
            "around",
            "off",
            "throughout",
            "into",
            "along",
        ];
        let mentions = self.context.mentions;
        let from = mentions.partition_point(|m| {
            m.sentence < c.tokens.get(trigger.start).map_or(0, |t| t.sentence)
        });
        let sentence = c.tokens.get(trigger.start).map(|t| t.sentence);
        let here = mentions
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, m)| Some(m.sentence) == sentence);
        let fit = here.filter(|(_, m)| matches!(m.kind, Kind::Location | Kind::Facility)).filter(
            |&(id, _)| {
                let first = self.naming.tokens(id as u32).start;
                let phrase = c.phrase_at(first).and_then(|n| c.phrases.get(n));
                let start = phrase.map_or(first, |phrase| phrase.tokens.start);
                let led = start.checked_sub(1).is_some_and(|before| c.is(before, &wheres));
                // `In Kano, rebels …`, but not `the party in Kano lost`
                let opens = start < 2 || first > trigger.start || {
                    let before = start - 1;
                    before == c.range.start || c.is(before - 1, &[","])
                };
                led && opens && self.is_nearest(trigger, first)
            },
        );
        let mut fit =
            fit.map(|(id, _)| (id as u32, self.naming.tokens(id as u32).start)).collect::<Vec<_>>();
        fit.sort_by_key(|&(_, first)| (first < trigger.start, first));
        fit.first().map(|&(id, _)| id)
    }

    /// The date or time of the clause.
    fn timex(&self, trigger: &Trigger, span: Span) -> Option<u32> {
        let c = self.clauses;
        let sentence = c.tokens.get(trigger.start)?.sentence;
        let timexes = self.context.timexes;
        let from = timexes.partition_point(|t| t.sentence < sentence);
        let here =
            timexes.iter().enumerate().skip(from).take_while(|(_, t)| t.sentence == sentence);
        let near = here.filter(|(_, t)| matches!(t.kind, TimexKind::Date | TimexKind::Time));
        let near = near.filter_map(|(id, t)| {
            let at = c
                .range
                .clone()
                .find(|&at| c.tokens.get(at).is_some_and(|token| token.span.end > t.span.start))?;
            self.is_nearest(trigger, at).then_some((
                t.span.start < span.start,
                at.abs_diff(trigger.start),
                id,
            ))
        });
        near.min().map(|(_, _, id)| id as u32)
    }

    /// The nearest word before a trigger that says of it whether it happened.
    fn cue(&self, trigger: &Trigger, group: &Group) -> Option<Cue> {
        let c = self.clauses;
        let from = group.start.saturating_sub(LEADING).max(c.range.start);
        // True up to where another clause or phrase of a list ends.
        let mut direct = true;
        for at in (from..group.start).rev() {
            let near = group.start - at <= LONGEST;
            match self.known.cue(&c.word(at).to_lowercase()) {
                // `allegations he threatened and attacked a guard`
                Some(Cue::Alleged)
                    if match c.tag(at) {
                        Some(Tag::Noun) => {
                            c.tag(at + 1) == Some(Tag::Pronoun) || c.is(at + 1, &["that", "of"])
                        }
                        _ => near,
                    } =>
                {
                    return Some(Cue::Alleged);
                }
                // `demanded the release of …`; what a clause of its own says is read there.
                Some(Cue::Wanted) if near && direct && trigger.entry.form == Form::Noun => {
                    return Some(Cue::Wanted);
                }
                Some(Cue::Denied) if near && direct => return Some(Cue::Denied),
                _ => {
                    let ends = [Tag::Verb, Tag::Conjunction, Tag::Punctuation];
                    direct &=
                        c.is(at, &["having"]) || !c.tag(at).is_some_and(|tag| ends.contains(&tag));
                }
            }
        }
        None
    }

    fn says_alleged(&self, at: usize) -> bool {
        let word = self.clauses.word(at);
        word.ends_with("ly") && self.known.cue(&word.to_lowercase()) == Some(Cue::Alleged)
    }

    /// Whether it happened.
    fn modality(&self, trigger: &Trigger, group: &Group, statement: Option<u32>) -> Modality {
        let c = self.clauses;
        let statement = statement.and_then(|id| self.context.statements.get(id as usize));
        let grade = statement.map(|s| s.grade);
        if statement.is_some_and(|s| s.standing != Standing::Said) {
            return Modality::Possible;
        }
        // `voted against extending it`
        let against = trigger.entry.form == Form::Ing
            && group.start.checked_sub(1).is_some_and(|at| c.is(at, &["against"]));
        if group.negated || against || grade == Some(Grade::Denying) {
            return Modality::Denied;
        }
        match self.cue(trigger, group) {
            Some(Cue::Denied) => return Modality::Denied,
            Some(Cue::Alleged) => return Modality::Alleged,
            Some(Cue::Wanted) => return Modality::Planned,
            None => {}
        }
        if grade == Some(Grade::Doubting) || self.says_alleged(trigger.end) {
            return Modality::Alleged;
        }
        match group.modal.as_deref() {
            Some("will" | "shall" | "'ll" | "’ll" | "wo") => return Modality::Planned,
            Some(_) => return Modality::Possible,
            None => {}
        }
        let conditional = (c.range.start..group.start).rev().take(LONGEST * 2);
        if conditional.into_iter().any(|at| c.is(at, &["if", "unless", "whether"])) {
            return Modality::Possible;
        }
        if group.infinitive || group.wanted || grade == Some(Grade::Promising) {
            return Modality::Planned;
        }
        Modality::Happened
    }
}
