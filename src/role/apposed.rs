//! A description and a comma before a name.

use super::phrase::{AROUND, LONGEST, Page};
use crate::{Kind, lexicon};
use std::ops::Range;

/// The longest rank before a name, in words: `Detective Chief Inspector`.
const RANK: usize = 3;

impl Page<'_> {
    /// Rule 3.
    #[inline(never)]
    pub(super) fn apposed_before(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let comma = self.before_rank(name.start).checked_sub(1)?;
        if self.word(comma) != "," {
            return None;
        }
        let closes = [",", ".", "", ":", ";", "and", "(", "–", "—"];
        let closed = closes.contains(&self.word(name.end)) || self.is_possessive(name.end);
        let alone = |opens: usize| {
            let before = opens.wrapping_sub(1);
            !self.same_sentence(before, opens)
                // `At the launch, Deputy Minister of Mines, Ada Orr said`.
                || self.word(before) == "," && self.is_capital(opens) && name.len() > 1 && self.small(name.end).has(lexicon::SPEECH_VERBS)
        };
        // `the Commissioner for Trade, Industry and Mining, Orr,`.
        if let Some(of) = self.fields(comma) {
            let title = self.title_up_to(of)?;
            return (closed
                || alone(title.start)
                || self.is_article(title.start.wrapping_sub(1)) && alone(title.start - 1))
            .then_some(title.start..comma);
        }
        let limit = comma.saturating_sub(LONGEST);
        let mut found: Option<(u8, usize, Range<usize>)> = None;
        for at in (limit..comma).rev() {
            if !self.same_sentence(at, comma) || self.is_any(at, &[",", ";", ":"]) {
                break;
            }
            // `the envoy of the Secretary General, Orr`: not the Secretary General.
            let described = self.is_article(at) || self.small(at).has(lexicon::ROLE_WORDS_FORMER);
            let rank = match described {
                true if self.is_any(at.wrapping_sub(1), &["of", "to", "for"]) => 2,
                true => 0,
                false if self.opens_alone(at) => 1,
                false => continue,
            };
            if found.as_ref().is_some_and(|&(known, ..)| known <= rank) {
                continue;
            }
            let Some(title) = self.description(at, comma + 1) else { continue };
            // `a spokesman for Orr’s prime minister, Ada Vela`: she is the minister.
            let other = |at: usize| {
                let name = self.naming.mention_at(at).map(|name| self.naming.tokens(name));
                self.kind_at(at) == Some(Kind::Person)
                    && self.is_possessive(at + 1)
                    && name.is_some_and(|name| name.start > title.start + 1)
            };
            if self.ends_title(title.end - 1) && title.clone().any(other) {
                continue;
            }
            // `the head of the Lake Fishers Union (LFU), Orr`.
            let end = title.end;
            let acronym = self.word(end) == "(" && self.word(end + 2) == ")";
            if end + 3 * usize::from(acronym) == comma {
                found = Some((rank, at, title));
            }
        }
        let (_, opens, title) = found?;
        // At the start of a sentence nothing but the name can be meant.
        (closed || alone(opens)).then_some(title)
    }

    /// Where the honorifics and the rank begin that stand before a name: `the station's commander, | Brigadier Orr`.
    #[inline(never)]
    fn before_rank(&self, name: usize) -> usize {
        let start = self.before_honorifics(name);
        // Not of an office, whose bearer may be another one: `the chairman, Prime Minister Orr and Senator Vela came`.
        let rank = self.title_before(name).filter(|rank| {
            rank.end == start
                && rank.len() <= RANK
                && self.word(rank.start.wrapping_sub(1)) == ","
                && !self.is_office(rank)
                && self.span(rank).is_some_and(|span| {
                    self.lexicon.has(lexicon::PERSON_TITLES, span.of(self.text))
                })
        });
        rank.map_or(start, |rank| rank.start)
    }

    /// True for what a title begins with that has no article: `Head of the Lake Police, Orr`; behind a comma it may be someone
    /// else's.
    #[inline(never)]
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
        let owned = owner.as_ref().is_some_and(|o| o.start == at && self.is_possessive(o.end));
        let someone = |other: usize| {
            self.same_sentence(other, at) && self.kind_at(other) == Some(Kind::Person)
        };
        let parted = match self.word(before) {
            "," => (at.saturating_sub(AROUND)..before).any(someone),
            word => !owned && matches!(word, "of" | "for" | "to" | "and" | "&"),
        };
        // `by Oxfam director, Orr,`.
        let body =
            owner.is_some_and(|owner| owner.start == at) && self.kind_at(at) != Some(Kind::Person);
        let inside = !owned && (self.is_inside(before) || !self.ends_title(at) && !body);
        !parted && !inside && !self.is_hyphen(before) && !self.is_possessive(before)
    }
}
