//! What stands before a name: its title, or a description and a comma.

use super::phrase::{AROUND, LONGEST, Page};
use crate::{Kind, TokenKind, lexicon};
use std::ops::Range;

impl Page<'_> {
    /// Rule 1.
    pub(super) fn title_before(&self, name: usize) -> Option<Range<usize>> {
        let end = self.title_end(name)?;
        match self.subject_of(end) {
            Some(of) => Some(self.title_up_to(of)?.start..end),
            None => self.title_up_to(end),
        }
    }

    /// Where the title before a name ends: before what is none of it.
    fn title_end(&self, name: usize) -> Option<usize> {
        let mut end = name;
        while end > 0 && self.is_honorific(end - 1) && self.same_sentence(end - 1, name) {
            end -= 1;
        }
        // `a teacher named Mia Orr`.
        if end == name && matches!(self.word(name.wrapping_sub(1)), "named" | "called") {
            end -= 1;
        }
        // `Chief Election Commissioner (CEC) Orr`.
        if self.word(end.wrapping_sub(1)) == ")"
            && self.word(end.wrapping_sub(3)) == "("
            && self.is_capital(end - 2)
        {
            end -= 3;
        }
        let last = end.checked_sub(1)?;
        self.same_sentence(last, name).then_some(end)
    }

    /// The `of` of `head of communications Orr`; not of `friend of actor Orr`.
    fn subject_of(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        let subject = self.word(last).ends_with('s') || !self.ends_title(last);
        let mut places = [last.wrapping_sub(1), last.wrapping_sub(2)].into_iter();
        let of = places.find(|&of| {
            self.word(of) == "of"
                && self.ends_title(of.wrapping_sub(1))
                && self.same_sentence(of - 1, last)
                && (of + 1..end).all(|at| {
                    let grammar = self.small(at).has(lexicon::FUNCTION_WORDS);
                    self.is_word(at) && self.word(at).starts_with(char::is_lowercase) && !grammar
                })
        });
        of.filter(|_| subject)
    }

    /// The title that ends at a place.
    fn title_up_to(&self, end: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1)?;
        let limit = end.saturating_sub(LONGEST);
        let mut first = end;
        let mut noun = self.ends_title(last);
        let mut pair = false;
        let mut at = end;
        while at > limit && self.same_sentence(at - 1, last) {
            at -= 1;
            if self.is_hyphen(at) {
                continue;
            }
            if self.kind_at(at) == Some(Kind::Person) {
                // `Orr’s lawyer`.
                let owner = self.naming.mention_at(at).map(|owner| self.naming.tokens(owner));
                if let Some(owner) = owner.filter(|_| self.is_possessive(at + 1) && first < end) {
                    first = owner.start;
                }
                break;
            }
            let word = self.word(at);
            let joint = !pair
                && matches!(word, "of" | "for" | "and" | "&" | "the" | "to")
                && at + 1 < end
                && (self.is_capital(at + 1) || word == "the" || self.word(at + 1) == "the");
            // `writer and translator`, but not `ministers and president`.
            let both = word == "and"
                && noun
                && first == at + 1
                && at > 0
                && self.ends_title(at - 1)
                && !self.is_kin(at - 1)
                && !self.word(at - 1).ends_with('s');
            pair |= both;
            // `ambassador in Cairo Orr`.
            let there = matches!(word, "in" | "at")
                && at + 1 < end
                && at > 0
                && self.ends_title(at - 1)
                && first == at + 1
                && self.naming.mention_at(first).is_some();
            if joint || both || there {
                // `of` needs a title before it; `and` and `the` never open one.
                continue;
            }
            if self.is_possessive(at) {
                let owner = at.wrapping_sub(1);
                let named = |at: usize| self.naming.mention_at(at).is_some();
                // `the Syrian regime's`.
                let qualified = self.is_noun_like(owner) && named(owner.wrapping_sub(1));
                if qualified {
                    at = owner;
                } else if !named(owner) && !self.is_capital(owner) {
                    break;
                }
                continue;
            }
            // `Ross River Council (RRC) Chief`.
            if self.word(at) == ")" {
                let open = at.saturating_sub(2);
                if self.word(open) != "(" || !self.is_capital(at - 1) || open <= limit {
                    break;
                }
                at = open;
                continue;
            }
            // `sub` of `sub-inspector`.
            let joined = self.is_hyphen(at + 1) && at + 1 < end && self.is_word(at);
            let noun_like = first < end && self.is_noun_like(at);
            // `Nairobi-based lawyer`.
            let based = self.word(at) == "based" && self.is_hyphen(at.wrapping_sub(1));
            if !joined && !noun_like && !based && !self.is_inside(at)
                || self.tokens.get(at)?.kind == TokenKind::Punct
            {
                break;
            }
            noun |= self.ends_title(at);
            first = at;
        }
        first = self.title_start(first, end);
        // Only what hangs together with a noun of a title: `in Kenya Mia Orr` has none.
        let holds = (first..end).rev().find(|&at| self.ends_title(at))?;
        let tail = holds + 1..end;
        let links = ["of", "for", "to", "in", "at"];
        let linked = tail.is_empty() || links.contains(&self.word(tail.start));
        (noun && linked && !self.is_kin(holds)).then_some(first..end)
    }

    /// Where a title begins that may have words before it that are none of it.
    fn title_start(&self, mut first: usize, end: usize) -> usize {
        // `the Cabinet of Prime Minister Orr`: what stands before `of` or `and` is no title.
        for joint in (first..end).rev() {
            let parts = matches!(self.word(joint), "of" | "for" | "and" | "&" | "to")
                && self.naming.mention_at(joint).is_none();
            // `members of the Prime Minister Orr’s party`.
            let before = joint.saturating_sub(1);
            let several = self.word(joint) == "of"
                && self.word(before).ends_with('s')
                && self.ends_title(before)
                && !(first..before).any(|at| self.ends_title(at));
            if parts && (several || !(first..joint).any(|at| self.ends_title(at))) {
                first = joint + 1;
                break;
            }
        }
        // The first word of a sentence has a capital in any case.
        while first < end && !self.opens_title(first) {
            first += 1;
        }
        // `an issue | Prime Minister Orr raised`: nobody is `a Prime Minister Orr`.
        let one = first.checked_sub(1).is_some_and(|at| matches!(self.word(at), "a" | "an"));
        let small = self.small(first);
        let told = self.word(first).ends_with("ed")
            && self.word(first).starts_with(char::is_lowercase)
            && !small.has_any(&[lexicon::ROLE_WORDS_FORMER, lexicon::ROLE_WORDS_MODIFIER]);
        let verb = one && self.is_noun_like(first) || told;
        if verb && self.is_capital(first + 1) && first + 1 < end {
            first += 1;
        }
        first
    }

    /// True for a word in small letters that may be a noun or an adjective before the noun of a title: `tobacco`
    /// merchant. What ends like a verb, an adverb or a plural is none.
    pub(super) fn is_noun_like(&self, at: usize) -> bool {
        let word = self.word(at);
        let small = self.small(at);
        let verb = ["ed", "ing", "ly", "s", "en"].iter().any(|end| word.ends_with(end));
        // `caucus whip`, `tennis coach`, `business editor`: one of what ends like several.
        let one = ["us", "is", "ness"].iter().any(|end| word.ends_with(end)) && word.len() > 4;
        let verb = verb && !one;
        self.is_word(at)
            && word.len() > 2
            && word.starts_with(char::is_lowercase)
            && !verb
            && !small.has(lexicon::FUNCTION_WORDS)
            && !small.has(lexicon::SPEECH_VERBS)
            && !small.has(lexicon::ROLE_WORDS_VERB)
            && self.is_word(at + 1)
            && !self.small(at + 1).has(lexicon::ROLE_WORDS_FORMER)
    }

    /// True for a word that a title may begin with.
    fn opens_title(&self, at: usize) -> bool {
        // `US` is no `us`.
        let grammar = self.small(at).has(lexicon::FUNCTION_WORDS);
        (self.is_inside(at) || self.is_noun_like(at) || self.is_hyphen(at + 1))
            && (!grammar || self.is_hyphen(at + 1) || self.naming.mention_at(at).is_some())
            && self.tokens.get(at).is_some_and(|t| t.kind != TokenKind::Punct)
    }

    /// Rule 3.
    pub(super) fn apposed_before(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let mut comma = name.start.checked_sub(1)?;
        while self.is_honorific(comma) && comma > 0 {
            comma -= 1;
        }
        if self.word(comma) != "," {
            return None;
        }
        let closes = [",", ".", "", ":", ";", "and", "(", "–", "—"];
        let closed = closes.contains(&self.word(name.end)) || self.is_possessive(name.end);
        let limit = comma.saturating_sub(LONGEST);
        let mut found: Option<(u8, usize, Range<usize>)> = None;
        for at in (limit..comma).rev() {
            if !self.same_sentence(at, comma) || matches!(self.word(at), "," | ";" | ":") {
                break;
            }
            // `the envoy of the Secretary General, Orr`: not the Secretary General.
            let described = self.is_article(at) || self.small(at).has(lexicon::ROLE_WORDS_FORMER);
            let rank = match described {
                true => u8::from(self.word(at.wrapping_sub(1)) == "of"),
                false if self.opens_alone(at) => 2,
                false => continue,
            };
            if found.as_ref().is_some_and(|&(known, ..)| known <= rank) {
                continue;
            }
            let Some(title) = self.description(at, comma + 1) else { continue };
            // `the head of the Lake Fishers Union (LFU), Orr`.
            let end = title.end;
            let acronym = self.word(end) == "(" && self.word(end + 2) == ")";
            if end + 3 * usize::from(acronym) == comma {
                found = Some((rank, at, title));
            }
        }
        let (_, opens, title) = found?;
        // At the start of a sentence nothing but the name can be meant.
        let alone = !self.same_sentence(opens.wrapping_sub(1), opens);
        (closed || alone).then_some(title)
    }
    /// True for what a title begins with that has no article: `Head of the Lake Police, Orr`; behind a comma it may be someone
    /// else's.
    fn opens_alone(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| self.same_sentence(b, at)) else {
            return self.is_capital(at);
        };
        // `said local guide, Orr`.
        if self.small(before).has(lexicon::SPEECH_VERBS) {
            return true;
        }
        if !self.is_capital(at) {
            return false;
        }
        // `by Oxfam’s director, Orr`.
        let owner = self.naming.mention_at(at).map(|owner| self.naming.tokens(owner));
        let owned = owner.is_some_and(|o| o.start == at && self.is_possessive(o.end));
        let someone = |other: usize| {
            self.same_sentence(other, at) && self.kind_at(other) == Some(Kind::Person)
        };
        let parted = match self.word(before) {
            "," => (at.saturating_sub(AROUND)..before).any(someone),
            word => !owned && matches!(word, "of" | "for" | "to" | "and" | "&"),
        };
        let inside = !owned && (self.is_inside(before) || !self.ends_title(at));
        !parted && !inside && !self.is_hyphen(before) && !self.is_possessive(before)
    }
}
