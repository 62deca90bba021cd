//! Phrases around a name that may say what its bearer is.

use crate::lexicon::{self, Lexicon, Lists};
use crate::naming::Naming;
use crate::{Entity, Kind, Mention, RoleTense, Span, Token, TokenKind};
use std::ops::Range;

/// The longest title, in tokens.
pub(super) const LONGEST: usize = 16;

/// Words between the beginning of a description and its noun: `a 34-year-old former Kenyan defence minister`.
pub(super) const BEFORE_NOUN: usize = 12;

/// Words of one title in a list of them: `teaching artist`.
pub(super) const LISTED: usize = 4;

/// The longest title that is one entry of a list, in words: `chief operating officer`.
const WORDS: usize = 4;

/// Words in brackets between a name and what its bearer is.
const BRACKETS: usize = 6;

/// Words of a sentence that are looked through for the country of an office.
pub(super) const AROUND: usize = 20;

/// The text as the rules read it.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    mentions: &'a [Mention],
    pub(super) lexicon: &'a Lexicon,
    pub(super) naming: Naming,
}

impl<'a> Page<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        mentions: &'a [Mention],
        entities: &[Entity],
        lexicon: &'a Lexicon,
    ) -> Self {
        let naming = Naming::new(tokens, mentions, entities);
        Self { text, tokens, mentions, lexicon, naming }
    }

    // Once in the module, as the rules that ask are many; so are those below.
    #[inline(never)]
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// True for one of some words.
    #[inline(never)]
    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    #[inline(never)]
    pub(super) fn small(&self, at: usize) -> Lists {
        self.lexicon.lists_small(self.word(at))
    }

    #[inline(never)]
    pub(super) fn same_sentence(&self, a: usize, b: usize) -> bool {
        match (self.tokens.get(a), self.tokens.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    #[inline(never)]
    pub(super) fn kind_at(&self, at: usize) -> Option<Kind> {
        let mention = self.naming.mention_at(at)?;
        self.mentions.get(mention as usize).map(|m| m.kind)
    }

    #[inline(never)]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// True for a hyphen inside a word.
    #[inline(never)]
    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        let (Some(before), Some(here)) = (at.checked_sub(1), self.tokens.get(at)) else {
            return false;
        };
        let joined = self.tokens.get(before).is_some_and(|b| b.span.end == here.span.start);
        joined && matches!(here.span.of(self.text), "-" | "\u{2010}" | "\u{2011}")
    }

    #[inline(never)]
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.is_any(at, &["'s", "’s", "'", "’"])
    }

    #[inline(never)]
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.is_word(at) && self.word(at).starts_with(char::is_uppercase)
    }

    /// `son`, `widow`: whose relative someone is, not what they are.
    pub(super) fn is_kin(&self, at: usize) -> bool {
        self.small(at).has(lexicon::ROLE_WORDS_KIN)
    }

    #[inline(never)]
    pub(super) fn is_honorific(&self, at: usize) -> bool {
        let honorific = lexicon::ROLE_WORDS_HONORIFIC;
        // The `Lady` of `First Lady` is none, nor the `Gen` of `Lt Gen`.
        let before = at.wrapping_sub(1);
        let pair = || {
            let both = self.span(&(before..at + 1)).map_or("", |span| span.of(self.text));
            !self.lexicon.has(honorific, self.word(before))
                && self.lexicon.has(lexicon::PERSON_TITLES, both)
        };
        self.lexicon.has(honorific, self.word(at))
            && !(self.is_any(before, &["First", "first"]) || self.is_capital(before) && pair())
    }

    /// True if the title of an entry of a list ends with this word.
    #[inline(never)]
    pub(super) fn ends_title(&self, at: usize) -> bool {
        if !self.is_word(at) || self.naming.mention_at(at).is_some() || self.is_honorific(at) {
            return false;
        }
        (0..WORDS).any(|more| {
            let Some(first) = at.checked_sub(more).filter(|&f| self.same_sentence(f, at)) else {
                return false;
            };
            let phrase = self.span(&(first..at + 1)).map_or("", |span| span.of(self.text));
            let exact = self.lexicon.lists(phrase);
            exact.has(lexicon::PERSON_TITLES)
                || exact.has(lexicon::ROLES)
                || self.lexicon.lists_small(phrase).has(lexicon::ROLES)
        })
    }

    /// True for words that stand inside titles.
    #[inline(never)]
    pub(super) fn is_inside(&self, at: usize) -> bool {
        self.naming.mention_at(at).is_some() && self.kind_at(at) != Some(Kind::Person)
            || self.is_listed(at)
            || self.is_capital(at) && !self.small(at).has(lexicon::FUNCTION_WORDS)
    }

    /// True for words that stand inside titles, and for peoples.
    #[inline(never)]
    pub(super) fn is_listed(&self, at: usize) -> bool {
        self.small(at).has_any(&[
            lexicon::ROLE_WORDS_MODIFIER,
            lexicon::ROLE_WORDS_FORMER,
            lexicon::ROLE_WORDS_ACTING,
            lexicon::ROLE_WORDS_COMING,
            lexicon::ROLES,
            lexicon::DEMONYMS,
        ])
    }

    /// True for what a description opens with: `the`, `Its`.
    #[inline(never)]
    pub(super) fn is_article(&self, at: usize) -> bool {
        let articles = ["a", "an", "the", "its", "his", "her", "their"];
        articles.iter().any(|article| article.eq_ignore_ascii_case(self.word(at)))
    }

    /// Rule 2: the description behind the comma that follows a name, or behind the age that does.
    #[inline(never)]
    pub(super) fn title_behind(&self, end: usize) -> Option<Range<usize>> {
        let mut first = end;
        if self.word(end) == "(" {
            let title = self.description(end + 1, end);
            let title = title.filter(|title| self.is_any(title.end, &[")", ","]));
            if title.is_some() {
                return title;
            }
            // `Orr (Labour), the mayor`.
            first = (end..end + BRACKETS).find(|&at| self.word(at) == ")")? + 1;
        }
        // `Orr – the mayor – said`.
        let dash = self.word(first);
        if matches!(dash, "–" | "—") && self.is_article(first + 1) {
            let title = self.description(first + 1, end)?;
            return (self.word(title.end) == dash).then_some(title);
        }
        for _ in 0..2 {
            if self.word(first) != "," || !self.same_sentence(first, end.saturating_sub(1)) {
                return None;
            }
            first += 1;
            if self.number(first).is_none() || self.word(first + 1) != "," {
                break;
            }
            first += 1;
        }
        if self.kind_at(first) == Some(Kind::Person) {
            // `Orr, Duarte's campaign manager, said`.
            let owner = self.naming.tokens(self.naming.mention_at(first)?);
            let owned = self.is_possessive(owner.end) && owner.start == first;
            let title = owned.then(|| self.description(owner.end + 1, end)).flatten()?;
            return self.is_any(title.end, &[",", ".", ";"]).then_some(first..title.end);
        }
        // `Orr, now a fellow at Oxfam`, `Orr, also the head of the union`.
        let when = self.is_any(first, &["now", "currently", "also", "once", "then"]);
        self.description(first + usize::from(when && self.is_article(first + 1)), end)
    }

    /// A description from `first` on: without its article, up to the next mark or verb.
    #[inline(never)]
    pub(super) fn description(&self, first: usize, anchor: usize) -> Option<Range<usize>> {
        let anchor = anchor.saturating_sub(1);
        let mut start = first;
        if self.is_article(start) || self.is_any(start, &["one", "One"]) {
            start += 1;
        }
        let mut noun = None;
        let mut at = start;
        while at < start + BEFORE_NOUN && self.same_sentence(at, anchor) {
            // `National Police Authority (NPA) spokesperson`.
            let acronym = noun.is_none()
                && at > start
                && self.word(at) == "("
                && self.is_capital(at + 1)
                && self.word(at + 2) == ")";
            if acronym {
                at += 2;
            } else if self.ends_title(at) {
                noun = Some(at);
            } else if noun.is_some() && self.is_possessive(at) {
                // `the prime minister’s | adviser`.
                noun = None;
            } else if noun.is_some() {
                break;
            } else {
                let small = self.small(at);
                let goes_on = self.is_inside(at)
                    || self.is_hyphen(at)
                    || self.is_hyphen(at + 1)
                    || self.is_possessive(at)
                    || self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
                    || self.is_word(at) && start > first && !small.has(lexicon::FUNCTION_WORDS)
                    // `Orr’s chosen successor`.
                    || self.is_noun_like(at + 1) && self.is_possessive(at.wrapping_sub(1))
                    // `Orr, grand chief of the Cree`.
                    || self.word(first.wrapping_sub(1)) == "," && self.is_noun_like(at);
                if !goes_on {
                    break;
                }
            }
            at += 1;
        }
        let noun = noun?;
        // Names in a row are no title: `Orr, Kenyan officials and`.
        let end = self.listed(self.close(noun + 1, anchor + 1), anchor + 1);
        // `Orr, Senate president Ben Lee`: the next one's title.
        if self.kind_at(end) == Some(Kind::Person) && self.same_sentence(end, anchor) {
            return None;
        }
        // `professor emeritus` is one.
        let word = self.word(noun);
        let plural = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        (!plural && !self.is_kin(noun)).then_some(start..end)
    }

    /// Where a list of titles ends whose first one ends at `end`: `actor | , director, and teacher`.
    #[inline(never)]
    fn listed(&self, end: usize, anchor: usize) -> usize {
        let mut at = end;
        loop {
            let comma = usize::from(self.word(at) == ",");
            let last = self.is_any(at + comma, &["and", "&"]);
            let first = at + comma + usize::from(last);
            let held = |&at: &usize| {
                self.same_sentence(at, anchor.saturating_sub(1))
                    && (self.is_word(at) || self.is_hyphen(at))
                    && self.kind_at(at).is_none_or(|kind| kind == Kind::Group)
                    && !self.small(at).has(lexicon::FUNCTION_WORDS)
            };
            let noun = (first..first + LISTED).take_while(held).find(|&at| self.ends_title(at));
            let Some(noun) = noun.filter(|_| first > at) else { return end };
            at = self.close(noun + 1, anchor);
            // The title of the next one: `Orr, a writer, and director Ben Lee`.
            if self.kind_at(at) == Some(Kind::Person) {
                return end;
            }
            // `Orr, a writer, teacher and founder of Oxfam`.
            if last || (first..at).any(|at| self.is_any(at, &["and", "&"])) {
                return at;
            }
        }
    }

    /// Where a description ends that goes on from `at`: `of the party in Kenya | ,`.
    #[inline(never)]
    pub(super) fn close(&self, mut at: usize, anchor: usize) -> usize {
        let from = at;
        let anchor = anchor.saturating_sub(1);
        // `the first woman to win`: what one was first in.
        let first = (from.saturating_sub(LISTED)..from).any(|at| {
            self.is_any(at, &["first", "last", "only", "second", "third"])
                || self.word(at).ends_with("est")
        });
        while at < from + LONGEST && self.same_sentence(at, anchor) {
            if self.kind_at(at) == Some(Kind::Person) {
                // `a former adviser to President Ada Orr`.
                let name = self.naming.mention_at(at).map(|name| self.naming.tokens(name));
                // `Minister of Tourism | Ada Orr`: the next one's.
                let last = self.before_honorifics(at).saturating_sub(1);
                let titled = self.small(last).has(lexicon::ROLES);
                let of = (from..=last).rev().find(|&at| !titled || !self.is_listed(at));
                let whose = of.is_some_and(|of| self.is_any(of, &["of", "for", "to"]));
                if let Some(name) = name.filter(|name| whose && name.start == at) {
                    at = name.end;
                    // `of Orr’s | campaign`.
                    if self.is_possessive(at) {
                        continue;
                    }
                }
                break;
            }
            // Behind a name a word in small letters is a verb: `of Oxfam told`.
            let heads = [
                lexicon::REFERENCE_HEADS_BODY,
                lexicon::REFERENCE_HEADS_CITY,
                lexicon::REFERENCE_HEADS_REGION,
                lexicon::REFERENCE_HEADS_FACILITY,
            ];
            // But for what the name is one of: `of Sirajganj district`.
            let named = at > from
                && self.is_capital(at - 1)
                && !self.small(at).has_any(&heads)
                && !self.ends_title(at)
                && !self.ends_phrase(at)
                // `of the Kenyan parliament`, but not `of the Kurds told`.
                && (self.kind_at(at - 1) != Some(Kind::Group) || self.word(at - 1).ends_with('s'));
            // `of the country’s most populous province`.
            let most = at > from && self.is_possessive(at - 1) && self.word(at) == "most";
            let told =
                self.small(at).has(lexicon::REPORTING_NEUTRAL) && self.word(at).ends_with("ed");
            let word = self.is_word(at)
                && (!self.small(at).has(lexicon::FUNCTION_WORDS) || most)
                && !self.small(at).has(lexicon::SPEECH_VERBS)
                && !told
                && (!named || !self.word(at).starts_with(char::is_lowercase));
            // `a senator appointed | to speak for them`.
            let verb = !first
                && self.word(at) == "to"
                && self.word(at + 1).starts_with(char::is_lowercase)
                && !self.is_article(at + 1)
                && !self.is_listed(at + 1);
            let inside = self.naming.mention_at(at).is_some();
            if self.word(at) == ","
                && let Some(end) = self.more_fields(from, at)
            {
                at = end;
                continue;
            }
            if verb
                || !(word
                    || inside
                    || self.is_joint(at)
                    || self.is_hyphen(at)
                    || self.is_possessive(at))
            {
                break;
            }
            at += 1;
        }
        // `candidate for the | Nov. 26 election`.
        let month = [lexicon::CALENDAR_MONTH, lexicon::ABBREVIATIONS_MONTH];
        let dated = self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        if at > from && dated && self.is_capital(at - 1) {
            let exact = self.lexicon.lists(self.word(at - 1));
            at -= usize::from(exact.or(self.small(at - 1)).has_any(&month));
        }
        // `of the town's | only hospital`: an owner without what is owned.
        if at > from && self.is_possessive(at - 1) {
            at = (from..at).rev().find(|&at| self.is_joint(at)).unwrap_or(from);
        }
        while at > from && self.is_joint(at - 1) {
            at -= 1;
        }
        at
    }

    /// True for what is no verb behind a name, as the phrase or a verb follows: `of Netflix shows, said`.
    fn ends_phrase(&self, at: usize) -> bool {
        let word = self.word(at);
        let closes =
            self.is_any(at + 1, &[",", ".", ")"]) || self.small(at + 1).has(lexicon::SPEECH_VERBS);
        let verb = ["ed", "ing", "ly"].iter().any(|end| word.ends_with(end));
        closes && word.len() > 3 && !verb && !self.small(at).has(lexicon::ROLE_WORDS_VERB)
    }

    /// True for the words of grammar that stand inside a description.
    fn is_joint(&self, at: usize) -> bool {
        let joints =
            ["of", "for", "at", "in", "to", "with", "and", "the", "a", "an", "on", "from", "&"];
        joints.contains(&self.word(at)) && self.naming.mention_at(at).is_none()
    }

    /// True for a mention of a nationality, not of a faith or a camp.
    pub(super) fn is_nationality(&self, mention: u32) -> bool {
        let words = self.naming.tokens(mention);
        words.clone().all(|at| !self.lexicon.has(lexicon::RELIGIONS, self.word(at)))
            && self
                .span(&words)
                .is_some_and(|span| self.lexicon.has(lexicon::DEMONYMS, span.of(self.text)))
    }

    /// When a title holds.
    pub(super) fn tense(&self, title: &Range<usize>) -> RoleTense {
        // `ex-`, `former` stand right before the title too: `the late president`.
        let first = title.start.saturating_sub(1);
        let has = |list| (first..title.end).any(|at| self.small(at).has(list));
        // `who served as envoy`, but not `who has served`.
        let back = |steps: usize| title.start.checked_sub(steps).map_or("", |at| self.word(at));
        let served = back(1) == "as" && back(2) == "served" && back(3) == "who";
        if served || has(lexicon::ROLE_WORDS_FORMER) {
            RoleTense::Former
        } else if has(lexicon::ROLE_WORDS_ACTING) {
            RoleTense::Acting
        } else if has(lexicon::ROLE_WORDS_COMING) {
            RoleTense::Coming
        } else {
            RoleTense::Current
        }
    }

    /// True if a title is held for a state.
    #[inline(never)]
    pub(super) fn is_office(&self, title: &Range<usize>) -> bool {
        title.clone().any(|at| self.small(at).has(lexicon::ROLE_WORDS_OFFICE))
    }

    /// The country or people named last before a title in its sentence.
    pub(super) fn country_before(&self, title: usize) -> Option<u32> {
        (title.saturating_sub(AROUND)..title)
            .rev()
            .take_while(|&at| self.same_sentence(at, title))
            .filter_map(|at| Some((self.naming.mention_at(at)?, at)))
            .find(|&(_, at)| {
                let exact = self.lexicon.lists(self.word(at));
                exact.has(lexicon::COUNTRIES) || exact.has(lexicon::DEMONYMS)
            })
            .and_then(|(mention, _)| self.naming.entity_of(mention))
    }

    /// The mentions that stand in some tokens.
    pub(super) fn mentions_in(&self, range: &Range<usize>) -> impl Iterator<Item = (u32, Kind)> {
        let inside = range.clone();
        range.clone().filter_map(move |at| {
            let mention = self.naming.mention_at(at)?;
            let first = self.naming.tokens(mention).start;
            (first == at || at == inside.start).then_some(())?;
            Some((mention, self.mentions.get(mention as usize)?.kind))
        })
    }

    #[inline(never)]
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1).filter(|&last| last >= range.start)?;
        Some(self.tokens.get(range.start)?.span.cover(self.tokens.get(last)?.span))
    }
}
