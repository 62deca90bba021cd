//! Verbs as events: who does what a verb says to whom, in whatever form it stands.

use super::group::Group;
use super::words::{Form, Frame};
use super::{Reader, Trigger};
use crate::{Event, Tag};

impl Reader<'_> {
    /// Rule 1.
    pub(super) fn verb(&self, trigger: &Trigger) -> Option<Event> {
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
        let mut object = c.object_of_verb(trigger.end);
        group = c.joined(group, trigger.start, entry.form, object.is_empty());
        // `seize and burn the port`
        if object.is_empty() && entry.frame == Frame::Act && !group.passive {
            object = c.shared_object(trigger.end);
        }
        let mut led = c.lead(&group).filter(|&lead| self.is_done(lead));
        if entry.form == Form::Present && !group.auxiliary && !group.infinitive {
            led = led.or_else(|| c.causing(group.start));
        }
        let participle = matches!(entry.form, Form::Either | Form::Participle)
            || entry.is_aimed() && group.passive;
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
        let contact =
            (object.is_empty() && participle && !group.passive && entry.frame == Frame::Act)
                .then(|| c.contact(group.start))
                .flatten()
                .filter(|&(actor, target)| {
                    [actor, target].iter().all(|&n| self.participant(n).is_some())
                });
        let reduced = reduced && contact.is_none();
        let passive = participle && (group.passive || reduced);
        let subject = self.doer(trigger, &group)?;
        // `rally his supporters`: another meaning of the verb.
        if entry.frame == Frame::Undergo
            && trigger.end == trigger.start + 1
            && object.first().is_some_and(|&n| self.is_thing(n))
        {
            return None;
        }
        // `a bomb exploded outside the bank`: the weapon is the instrument.
        let bursts = entry.frame == Frame::Undergo && entry.kind == Some("attack");
        // `fired rockets at the port`, `detonated a bomb near the bridge`
        let aimed = c.thrown_at(trigger.end, object.last().copied()).filter(|_| entry.is_aimed());
        // `rockets were fired at the port`
        let shot = entry.kind == Some("attack")
            && entry.frame == Frame::Act
            && trigger.end > trigger.start + 1
            && !object.is_empty()
            && subject.iter().any(|&n| self.is_weapon(n));
        let object = match aimed {
            Some(at) => c.object(at),
            None if entry.is_aimed() && !passive => self.hit(trigger, true),
            None => object,
        };
        let (actors, targets) = match (entry.frame, contact) {
            _ if aimed.is_some() && passive || shot => (by, object),
            _ if entry.is_aimed() && passive => (by, self.hit(trigger, false)),
            (Frame::Act, Some((actor, target))) => (c.list_back(actor), vec![target]),
            (frame, _) => match frame {
                Frame::Act if passive => (by, subject),
                Frame::Act => (subject, object),
                // `the sum to be returned`
                Frame::Do if passive => return None,
                Frame::Do => (subject, Vec::new()),
                Frame::Meet => {
                    // `clashed for hours, with rebels winning`
                    let with = c
                        .behind(trigger.end, &["with"])
                        .filter(|&at| at < 2 || !c.is(at - 2, &[","]));
                    let with = with.map(|at| c.object(at));
                    let others = if object.is_empty() { with.unwrap_or_default() } else { object };
                    // `meet the conditions`
                    if trigger.entry.who && others.iter().any(|&n| !self.acts(n)) {
                        return None;
                    }
                    if passive { (by, subject) } else { (subject, others) }
                }
                Frame::Undergo if bursts => (Vec::new(), self.hit(trigger, false)),
                Frame::Undergo | Frame::Light => (Vec::new(), subject),
            },
        };
        if let Some(lead) = led {
            self.follow(&mut group, lead);
        }
        // A transitive verb that has nothing to act on says too little.
        if targets.is_empty() && matches!(entry.frame, Frame::Act) && !entry.is_aimed()
            || actors.is_empty() && targets.is_empty() && !bursts
        {
            return None;
        }
        let why = "event/verb";
        let score = if actors.is_empty() || targets.is_empty() { 0.7 } else { 0.85 };
        self.finish(trigger, &group, &actors, &targets, score, why)
    }

    /// The subject of a verb in whatever form, a list whole, empty if nobody is named; nothing if the verb form is a thing.
    fn doer(&self, trigger: &Trigger, group: &Group) -> Option<Vec<usize>> {
        let c = self.clauses;
        let entry = trigger.entry;
        let subject = if group.infinitive {
            // `told the governors to sign`, but `announced plans to sign`
            let told = c
                .ending_at(group.start)
                .filter(|&n| self.acts(n) && (!c.is_led(n) || self.is_asked(n)));
            let governor = || {
                c.governor(group.start).filter(|&n| self.acts(n) && !c.is_told_before(group.start))
            };
            told.or_else(governor)
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
        Some(subject.into_iter().flat_map(|n| c.list_back(n)).collect())
    }

    /// Takes over from the verb that an infinitive hangs on whether it happened: `began to` says as much as `began`.
    fn follow(&self, group: &mut Group, lead: usize) {
        let c = self.clauses;
        let mut leading = c.group(lead);
        // `see them continue to work`
        if let Some(cause) = c.causing(leading.start).filter(|_| !leading.auxiliary) {
            leading = c.group(cause);
        }
        group.infinitive = leading.infinitive;
        group.negated |= leading.negated;
        group.modal = leading.modal;
    }

    /// True if a phrase is whom a verb with its preposition asks: `called on the army to leave`.
    fn is_asked(&self, number: usize) -> bool {
        let start = self.clauses.phrases.get(number).map(|phrase| phrase.tokens.start);
        self.triggers
            .iter()
            .any(|t| Some(t.end) == start && t.end > t.start + 1 && t.entry.form != Form::Noun)
    }

    /// True if a phrase, or the last of those that `of` adds to it, names a weapon.
    fn is_weapon(&self, number: usize) -> bool {
        self.clauses.with_of(number).last().is_some_and(|last| self.weapons.contains(last))
    }

    /// What a weapon that goes off, or that somebody sets off, hits: the building or crowd by which it does, no town.
    fn hit(&self, trigger: &Trigger, by_somebody: bool) -> Vec<usize> {
        let c = self.clauses;
        // `the bomb exploded in a shop`, but `set off a bomb in an attempt to …`
        let all = ["in", "inside", "at", "outside", "near", "under", "beneath", "beside", "aboard"];
        let by = all.get(usize::from(by_somebody)..).unwrap_or_default();
        let first = c.behind(trigger.end, by).map(|at| c.object(at)).unwrap_or_default();
        // `in front of the bank`, but no `town of Aden`
        let meant = |n: usize| {
            let head = c.phrases.get(n).map_or(usize::MAX, |phrase| phrase.head);
            let whole = c.with_of(n);
            match whole.get(1) {
                Some(&of) if c.is(head, &["front", "vicinity"]) => of,
                _ => n,
            }
        };
        let is_place = |&n: &usize| {
            let head = c.phrases.get(n).map_or(usize::MAX, |phrase| phrase.head);
            self.is_place(n) || c.is(head, &["town", "city", "village", "suburb", "district"])
        };
        let first = first.into_iter().map(meant).filter(|n| !is_place(n));
        first.filter(|&n| self.participant(n).is_some()).collect()
    }

    /// True if a phrase behind a verb is a thing or somebody, no amount, day or pronoun.
    fn is_thing(&self, number: usize) -> bool {
        let c = self.clauses;
        let Some(phrase) = c.phrases.get(number) else { return false };
        let first = phrase.tokens.start;
        let owned = c.tag(first) == Some(Tag::Pronoun) && !phrase.pronoun
            || c.tag(first) == Some(Tag::Determiner) && !c.is(first, &["that", "this"]);
        owned
            && c.tag(phrase.head) == Some(Tag::Noun)
            && !(first..phrase.head).any(|at| c.tag(at) == Some(Tag::Number))
            && self.participant(number).is_some()
    }
}
