//! What a verb behind a name says of its bearer.

use super::phrase::{LISTED, Page};
use crate::{Kind, lexicon};
use std::ops::Range;

/// Words of an office without an article, at most: `is chief executive of Oxfam`.
const OFFICE: usize = 2;

impl Page<'_> {
    /// Rule 4.
    #[inline(never)]
    pub(super) fn said_to_be(&self, end: usize) -> Option<Range<usize>> {
        let mut first = end;
        if self.word(first) == "," {
            first += 1;
        }
        // `Orr, 72, served as`.
        if self.number(first).is_some() && self.word(first + 1) == "," {
            first += 2;
        }
        let who = self.word(first) == "who";
        first += usize::from(who);
        if let Some(title) = self.held(first, end) {
            return Some(title);
        }
        // `who has also | led the union`, `who now | heads Oxfam`.
        let behind = ["has", "had", "also", "now", "currently", "once", "previously", "formerly"];
        let skipped = (first..first + 2).take_while(|&at| who && behind.contains(&self.word(at)));
        let verb = first + skipped.count();
        if who && self.small(verb).has(lexicon::ROLE_WORDS_LEAD) {
            first = verb;
            let close = self.close(first + 1, end);
            // `who coaches Kenyan | runner Ada Orr`.
            if self.kind_at(close - 1) == Some(Kind::Group) {
                return None;
            }
            let named = self.mentions_in(&(first..close)).next().is_some();
            // `who heads the union`.
            let noun = self.is_article(first + 1) && close > first + 2;
            return (named || noun).then_some(first..close);
        }
        // `who has been | the mayor`.
        let been = who && self.word(first) == "has" && self.word(first + 1) == "been";
        if !been && !self.is_any(first, &["is", "was", "became"]) {
            return None;
        }
        // `who was then | mayor of Lisbon`, `who is also | the mayor`.
        let next = first + 1 + usize::from(been);
        let adverb = self.is_any(next, &["then", "also", "now", "currently"]);
        let then = next + usize::from(who && adverb);
        let article = self.is_any(then, &["a", "an", "the"]);
        // `who is Oxfam’s director`.
        let owner = self.naming.mention_at(then).map(|owner| self.naming.tokens(owner).end);
        let owned = owner.is_some_and(|end| self.is_possessive(end));
        // `Orr is director of Oxfam`.
        let holds = |at: usize| self.ends_title(at) && self.is_any(at + 1, &["of", "at", "for"]);
        let office = self.word(first) == "is" && (then..then + OFFICE).any(holds);
        (article || office || who && (owned || self.ends_title(then)))
            .then(|| self.description(then, end))?
    }

    /// The office behind the verb for having it: `who served as | envoy to Malta`.
    #[inline(never)]
    pub(super) fn held(&self, first: usize, end: usize) -> Option<Range<usize>> {
        let has = self.is_any(first, &["has", "had"]);
        let verb = first + usize::from(has);
        if !self.is_any(verb, &["served", "serves"]) || self.word(verb + 1) != "as" {
            return None;
        }
        let title = self.description(verb + 2, end)?;
        // `served as envoy | and led the talks`.
        let goes_on = |and: &usize| {
            let next = *and + 1..title.end.min(*and + 1 + LISTED);
            self.word(*and) == "and"
                && !self.is_capital(*and + 1)
                && !next.into_iter().any(|at| self.ends_title(at))
        };
        let close = title.clone().find(goes_on).unwrap_or(title.end);
        Some(title.start..close)
    }
}
