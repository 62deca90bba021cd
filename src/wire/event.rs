//! See `types/event.rs`.

use super::{Code, Score, Span, core};
use crate::offsets::Offsets;
use serde::Serialize;

/// See [`core::Event`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Event {
    trigger: Span,
    sentence: u32,
    kind: Code,
    root: Option<Code>,
    actors: Vec<Participant>,
    targets: Vec<Participant>,
    instrument: Option<Span>,
    place: Option<u32>,
    timex: Option<u32>,
    modality: Code,
    statement: Option<u32>,
    #[serde(rename = "sameAs")]
    same_as: Option<u32>,
    score: Score,
    why: Code,
}

/// See [`core::Participant`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Participant {
    span: Span,
    entity: Option<u32>,
    human: bool,
}

/// See [`core::Answers`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Answers {
    who: Option<Span>,
    what: Option<Span>,
    when: Option<Span>,
    #[serde(rename = "where")]
    place: Option<Span>,
    why: Option<Span>,
    how: Option<Span>,
}

impl Event {
    pub(super) fn new(event: &core::Event, offsets: &Offsets) -> Self {
        let all = |participants: &[core::Participant]| -> Vec<Participant> {
            let one = |p: &core::Participant| Participant {
                span: Span::new(p.span, offsets),
                entity: p.entity,
                human: p.human,
            };
            participants.iter().map(one).collect()
        };
        Self {
            trigger: Span::new(event.trigger, offsets),
            sentence: event.sentence,
            kind: Code(event.kind),
            root: event.root.map(Code),
            actors: all(&event.actors),
            targets: all(&event.targets),
            instrument: event.instrument.map(|span| Span::new(span, offsets)),
            place: event.place,
            timex: event.timex,
            modality: Code(event.modality.name()),
            statement: event.statement,
            same_as: event.same_as,
            score: Score::new(event.score),
            why: Code(event.why),
        }
    }
}

impl Answers {
    pub(super) fn new(answers: &core::Answers, offsets: &Offsets) -> Self {
        let span = |span: Option<crate::Span>| span.map(|span| Span::new(span, offsets));
        Self {
            who: span(answers.who),
            what: span(answers.what),
            when: span(answers.when),
            place: span(answers.place),
            why: span(answers.why),
            how: span(answers.how),
        }
    }
}
