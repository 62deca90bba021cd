//! Ages, and bodies beside a name.

use super::phrase::{BEFORE_NOUN, Page};
use crate::Kind;
use std::ops::Range;

impl Page<'_> {
    /// Rule 5: the number alone.
    #[inline(never)]
    pub(super) fn age(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let end = name.end;
        let aged = usize::from(self.word(end + 1) == "aged");
        if self.is_any(end, &[",", "("])
            && let Some(number) = self.number(end + 1 + aged)
            && (self.is_any(number.end, &[",", ")", ".", ";", "and"])
                // `Mia Orr, 34 years old`.
                || self.word(number.end) == "years" && self.word(number.end + 1) == "old")
            && self.same_sentence(number.start, name.start)
        {
            return Some(number);
        }
        // `Mia Orr, a 34-year-old teacher`.
        if self.word(end) == ","
            && self.is_article(end + 1)
            && let Some(number) = self.number(end + 2)
            && self.is_hyphen(end + 3)
            && self.word(end + 4) == "year"
            && self.word(end + 6) == "old"
            && self.same_sentence(end + 6, name.start)
        {
            return Some(number);
        }
        // `34-year-old Mia Orr`, `the 34 year old teacher Mia Orr`.
        let first = name.start.saturating_sub(BEFORE_NOUN);
        let old = (first..name.start)
            .rev()
            .take_while(|&at| self.same_sentence(at, name.start))
            .find(|&at| self.word(at) == "old")?;
        let beside = (old + 1..name.start).all(|at| self.is_inside(at));
        let before =
            |at: usize| at.checked_sub(1 + usize::from(self.is_hyphen(at.checked_sub(1)?)));
        let year = before(old).filter(|&year| self.word(year) == "year")?;
        let number = self.number(before(year)?)?;
        beside.then_some(number)
    }

    /// A number that an age may be.
    pub(super) fn number(&self, at: usize) -> Option<Range<usize>> {
        let years: u32 = self.word(at).parse().ok()?;
        (1..=120).contains(&years).then_some(at..at + 1)
    }

    /// Rule 7: the body.
    #[inline(never)]
    pub(super) fn member(&self, end: usize) -> Option<Range<usize>> {
        // `Orr, of the Lake Union, said`.
        let apart = self.word(end) == "," && self.is_any(end + 1, &["of", "from"]);
        let opens = self.word(end + usize::from(apart));
        let mut first = end + 1 + usize::from(apart);
        if self.is_any(first, &["the", "The"]) {
            first += 1;
        }
        let mention = self.naming.mention_at(first)?;
        let body = self.naming.tokens(mention);
        let same = self.same_sentence(first, end.saturating_sub(1)) && body.start == first;
        let kind = self.kind_at(first)?;
        let fits = match opens {
            "(" => {
                matches!(kind, Kind::Organization | Kind::Group)
                    && self.is_any(body.end, &[")", "/", ","])
            }
            "of" | "from" => {
                kind == Kind::Organization && (!apart || self.is_any(body.end, &[",", "."]))
            }
            _ => false,
        };
        (same && fits).then_some(body)
    }

    /// Rule 7: the body whose possessive stands right before the name: `Rovers’ Mia Orr`.
    pub(super) fn member_before(&self, start: usize) -> Option<Range<usize>> {
        let mark = start.checked_sub(1).filter(|&mark| self.is_possessive(mark))?;
        let body = self.naming.tokens(self.naming.mention_at(mark.checked_sub(1)?)?);
        let fits = self.kind_at(body.start) == Some(Kind::Organization)
            && body.end == mark
            && self.same_sentence(body.start, start);
        fits.then_some(body)
    }
}
