//! Where, when and with what: the place, the time and the weapon of a trigger's clause.

use super::words::Form;
use super::{Reader, Trigger, VIOLENT};
use crate::order;
use crate::{Kind, Span, TimexKind};

/// Words before a preposition of place or time that still belong to a trigger.
const REACH: usize = 24;

impl Reader<'_> {
    /// The weapon nearest to an act of violence, in its clause or leading to it.
    pub(super) fn instrument(&self, trigger: &Trigger, kind: &str) -> Option<Span> {
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

    /// True if no other trigger stands between this one and a token: the nearest before it takes it.
    pub(super) fn is_nearest(&self, trigger: &Trigger, at: usize) -> bool {
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
    pub(super) fn place(&self, trigger: &Trigger) -> Option<u32> {
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
        order::by(&mut fit, |&(_, first)| u128::from(first < trigger.start) << 64 | first as u128);
        fit.first().map(|&(id, _)| id)
    }

    /// The date or time of the clause.
    pub(super) fn timex(&self, trigger: &Trigger, span: Span) -> Option<u32> {
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
}
