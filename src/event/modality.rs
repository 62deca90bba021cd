//! Whether an event happened, by the verb group, the statement and the words before it.

use super::group::Group;
use super::words::{Cue, Form};
use super::{LONGEST, Reader, Trigger};
use crate::{Grade, Modality, Standing, Tag};

/// Words before a trigger among which one may say that it is claimed, wanted or did not happen.
const LEADING: usize = 8;

impl Reader<'_> {
    /// The nearest word before a trigger that says of it whether it happened.
    pub(super) fn cue(&self, trigger: &Trigger, group: &Group) -> Option<Cue> {
        let c = self.clauses;
        let from = group.start.saturating_sub(LEADING).max(c.range.start);
        // True up to where another clause or phrase of a list ends.
        let mut direct = true;
        for at in (from..group.start).rev() {
            let near = group.start - at <= LONGEST;
            let noun = trigger.entry.form == Form::Noun;
            match self.cue_at(at) {
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
                Some(cue @ (Cue::Wanted | Cue::Possible))
                    if near && direct && noun && self.speaks(at, trigger.start) =>
                {
                    return Some(cue);
                }
                // `the risk of losing the house`
                Some(Cue::Possible) if direct && at + 2 == group.start && c.is(at + 1, &["of"]) => {
                    return Some(Cue::Possible);
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

    /// True if a word speaks of a noun: within another phrase only its head does (not in `an expected visit after the attack`).
    fn speaks(&self, at: usize, noun: usize) -> bool {
        let c = self.clauses;
        c.phrase_at(at).is_none_or(|number| {
            Some(number) == c.phrase_at(noun)
                || c.phrases.get(number).is_some_and(|phrase| phrase.head == at)
        })
    }

    /// What a word says of a trigger behind it, with the preposition behind it if that makes a difference: `called for`.
    fn cue_at(&self, at: usize) -> Option<Cue> {
        let c = self.clauses;
        let mut word = c.word(at).to_lowercase();
        let alone = self.known.cue(&word);
        if alone.is_some() || c.tag(at + 1) != Some(Tag::Preposition) {
            return alone;
        }
        word.push(' ');
        word.push_str(c.word(at + 1));
        self.known.cue(&word)
    }

    /// True if the verb that an infinitive hangs on says that it happened: `began to`, `forced the miners to`, `used to`.
    pub(super) fn is_done(&self, lead: usize) -> bool {
        let c = self.clauses;
        if self.known.cue(&c.word(lead).to_lowercase()) != Some(Cue::Done) {
            return false;
        }
        // `a test used to detect it`, `it was used to detect it`
        let group = c.group(lead);
        !c.is(lead, &["used"])
            || !group.auxiliary && c.ending_at(group.start).is_some_and(|number| self.acts(number))
    }

    pub(super) fn says_alleged(&self, at: usize) -> bool {
        let word = self.clauses.word(at);
        word.ends_with("ly") && self.known.cue(&word.to_lowercase()) == Some(Cue::Alleged)
    }

    /// Whether it happened.
    pub(super) fn modality(
        &self,
        trigger: &Trigger,
        group: &Group,
        statement: Option<u32>,
    ) -> Modality {
        let c = self.clauses;
        let statement = statement.and_then(|id| self.context.statements.get(id as usize));
        let grade = statement.map(|s| s.grade);
        // `refused to finance the dam`, but `refused to say whether she finances it`
        let cue = self.cue(trigger, group);
        let unsaid = statement.is_some_and(|s| s.standing != Standing::Said);
        if unsaid && cue != Some(Cue::Denied) {
            return Modality::Possible;
        }
        // `voted against extending it`
        let against = trigger.entry.form == Form::Ing
            && group.start.checked_sub(1).is_some_and(|at| c.is(at, &["against"]));
        if group.negated || against || grade == Some(Grade::Denying) {
            return Modality::Denied;
        }
        match cue {
            Some(Cue::Denied) => return Modality::Denied,
            Some(Cue::Alleged) => return Modality::Alleged,
            Some(Cue::Wanted) => return Modality::Planned,
            Some(Cue::Possible) => return Modality::Possible,
            Some(Cue::Done) | None => {}
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
