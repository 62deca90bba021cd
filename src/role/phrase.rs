//! Phrases around a name that may say what its bearer is.

use crate::lexicon::{self, Lexicon, Lists};
use crate::naming::Naming;
use crate::{Entity, Kind, Mention, RoleTense, Span, Token, TokenKind};
use std::ops::Range;

/// The longest title, in tokens.
const LONGEST: usize = 16;

/// Words between the beginning of a description and its noun: `a 34-year-old former Kenyan defence minister`.
const BEFORE_NOUN: usize = 12;

/// Words of one title in a list of them: `teaching artist`.
const LISTED: usize = 4;

/// The longest title that is one entry of a list, in words: `chief operating officer`.
const WORDS: usize = 4;

/// Words of a sentence that are looked through for the country of an office.
const AROUND: usize = 20;

/// The text as the rules read it.
pub(super) struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    mentions: &'a [Mention],
    lexicon: &'a Lexicon,
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

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn small(&self, at: usize) -> Lists {
        self.lexicon.lists_small(self.word(at))
    }

    fn same_sentence(&self, a: usize, b: usize) -> bool {
        match (self.tokens.get(a), self.tokens.get(b)) {
            (Some(a), Some(b)) => a.sentence == b.sentence,
            _ => false,
        }
    }

    fn kind_at(&self, at: usize) -> Option<Kind> {
        let mention = self.naming.mention_at(at)?;
        self.mentions.get(mention as usize).map(|m| m.kind)
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// True for a hyphen inside a word.
    fn is_hyphen(&self, at: usize) -> bool {
        let (Some(before), Some(here)) = (at.checked_sub(1), self.tokens.get(at)) else {
            return false;
        };
        let joined = self.tokens.get(before).is_some_and(|b| b.span.end == here.span.start);
        joined && matches!(here.span.of(self.text), "-" | "\u{2010}" | "\u{2011}")
    }

    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.word(at), "'s" | "’s" | "'" | "’")
    }

    fn is_capital(&self, at: usize) -> bool {
        self.is_word(at) && self.word(at).starts_with(char::is_uppercase)
    }

    /// `son`, `widow`: whose relative someone is, not what they are.
    fn is_kin(&self, at: usize) -> bool {
        self.small(at).has(lexicon::ROLE_WORDS_KIN)
    }

    fn is_honorific(&self, at: usize) -> bool {
        self.lexicon.has(lexicon::ROLE_WORDS_HONORIFIC, self.word(at))
    }

    /// True if the title of an entry of a list ends with this word.
    fn ends_title(&self, at: usize) -> bool {
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
    fn is_inside(&self, at: usize) -> bool {
        let small = self.small(at);
        self.naming.mention_at(at).is_some() && self.kind_at(at) != Some(Kind::Person)
            || small.has(lexicon::ROLE_WORDS_MODIFIER)
            || small.has(lexicon::ROLE_WORDS_FORMER)
            || small.has(lexicon::ROLE_WORDS_ACTING)
            || small.has(lexicon::ROLE_WORDS_COMING)
            || small.has(lexicon::ROLES)
            || small.has(lexicon::DEMONYMS)
            || self.is_capital(at) && !small.has(lexicon::FUNCTION_WORDS)
    }

    /// True for what a description opens with: `the`, `Its`.
    fn is_article(&self, at: usize) -> bool {
        let articles = ["a", "an", "the", "its", "his", "her", "their"];
        articles.iter().any(|article| article.eq_ignore_ascii_case(self.word(at)))
    }

    /// Rule 1.
    pub(super) fn title_before(&self, name: usize) -> Option<Range<usize>> {
        let mut end = name;
        while end > 0 && self.is_honorific(end - 1) && self.same_sentence(end - 1, name) {
            end -= 1;
        }
        // `a teacher named Mia Orr`.
        if end == name && matches!(self.word(name.wrapping_sub(1)), "named" | "called") {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|&last| self.same_sentence(last, name))?;
        let limit = end.saturating_sub(LONGEST);
        let mut first = end;
        let mut noun = self.ends_title(last);
        let mut at = end;
        while at > limit && self.same_sentence(at - 1, name) {
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
            let joint = matches!(word, "of" | "for" | "and" | "&" | "the" | "to")
                && at + 1 < end
                && (self.is_capital(at + 1) || word == "the" || self.word(at + 1) == "the");
            if joint {
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
        // `the Cabinet of Prime Minister Orr`: what stands before `of` or `and` is no title.
        for joint in (first..end).rev() {
            let parts = matches!(self.word(joint), "of" | "for" | "and" | "&" | "to")
                && self.naming.mention_at(joint).is_none();
            if parts && !(first..joint).any(|at| self.ends_title(at)) {
                first = joint + 1;
                break;
            }
        }
        // The first word of a sentence has a capital in any case.
        while first < end && !self.opens_title(first) {
            first += 1;
        }
        // Only what hangs together with a noun of a title: `in Kenya Mia Orr` has none.
        let holds = (first..end).rev().find(|&at| self.ends_title(at))?;
        let tail = holds + 1..end;
        let linked = tail.is_empty() || matches!(self.word(tail.start), "of" | "for" | "to");
        (noun && linked && !self.is_kin(holds)).then_some(first..end)
    }

    /// True for a word in small letters that may be a noun or an adjective before the noun of a title: `tobacco`
    /// merchant. What ends like a verb, an adverb or a plural is none.
    fn is_noun_like(&self, at: usize) -> bool {
        let word = self.word(at);
        let small = self.small(at);
        let verb = ["ed", "ing", "ly", "s", "en"].iter().any(|end| word.ends_with(end));
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
        (self.is_inside(at) || self.is_noun_like(at) || self.is_hyphen(at + 1))
            && (!self.small(at).has(lexicon::FUNCTION_WORDS) || self.is_hyphen(at + 1))
            && self.tokens.get(at).is_some_and(|t| t.kind != TokenKind::Punct)
    }

    /// Rule 2: the description behind the comma that follows a name, or behind the age that does.
    pub(super) fn title_behind(&self, end: usize) -> Option<Range<usize>> {
        if self.word(end) == "(" {
            let title = self.description(end + 1, end)?;
            return matches!(self.word(title.end), ")" | ",").then_some(title);
        }
        let mut first = end;
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
            return matches!(self.word(title.end), "," | "." | ";").then_some(first..title.end);
        }
        // `Orr, now a fellow at Oxfam`.
        let when = matches!(self.word(first), "now" | "currently");
        self.description(first + usize::from(when && self.is_article(first + 1)), end)
    }

    /// Rule 4.
    pub(super) fn said_to_be(&self, end: usize) -> Option<Range<usize>> {
        let mut first = end;
        if self.word(first) == "," {
            first += 1;
        }
        if self.word(first) == "who" {
            first += 1;
            if let Some(title) = self.held(first, end) {
                return Some(title);
            }
            if self.small(first).has(lexicon::ROLE_WORDS_LEAD) {
                let close = self.close(first + 1, end);
                let named = self.mentions_in(&(first..close)).next().is_some();
                // `who heads the union`.
                let noun = self.is_article(first + 1) && close > first + 2;
                return (named || noun).then_some(first..close);
            }
        }
        if !matches!(self.word(first), "is" | "was" | "became") {
            return None;
        }
        let article = matches!(self.word(first + 1), "a" | "an" | "the");
        article.then(|| self.description(first + 1, end))?
    }

    /// The office behind the verb for having it: `who served as | envoy to Malta`.
    fn held(&self, first: usize, end: usize) -> Option<Range<usize>> {
        let has = matches!(self.word(first), "has" | "had");
        let verb = first + usize::from(has);
        if !matches!(self.word(verb), "served" | "serves") || self.word(verb + 1) != "as" {
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

    /// A description from `first` on: without its article, up to the next mark or verb.
    fn description(&self, first: usize, anchor: usize) -> Option<Range<usize>> {
        let anchor = anchor.saturating_sub(1);
        let mut start = first;
        if self.is_article(start) || matches!(self.word(start), "one" | "One") {
            start += 1;
        }
        let mut noun = None;
        let mut at = start;
        while at < start + BEFORE_NOUN && self.same_sentence(at, anchor) {
            if self.ends_title(at) {
                noun = Some(at);
            } else if noun.is_some() {
                break;
            } else {
                let small = self.small(at);
                let goes_on = self.is_inside(at)
                    || self.is_hyphen(at)
                    || self.is_hyphen(at + 1)
                    || self.is_possessive(at)
                    || self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
                    || self.is_word(at) && start > first && !small.has(lexicon::FUNCTION_WORDS);
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
        let plural = self.word(noun).ends_with('s') && !self.word(noun).ends_with("ss");
        (!plural && !self.is_kin(noun)).then_some(start..end)
    }

    /// Where a list of titles ends whose first one ends at `end`: `actor | , director, and teacher`.
    fn listed(&self, end: usize, anchor: usize) -> usize {
        let mut at = end;
        loop {
            let comma = usize::from(self.word(at) == ",");
            let last = matches!(self.word(at + comma), "and" | "&");
            let first = at + comma + usize::from(last);
            let held = |&at: &usize| {
                self.same_sentence(at, anchor.saturating_sub(1))
                    && (self.is_word(at) || self.is_hyphen(at))
                    && self.naming.mention_at(at).is_none()
                    && !self.small(at).has(lexicon::FUNCTION_WORDS)
            };
            let noun = (first..first + LISTED).take_while(held).find(|&at| self.ends_title(at));
            let Some(noun) = noun.filter(|_| first > at) else { return end };
            at = self.close(noun + 1, anchor);
            // The title of the next one: `Orr, a writer, and director Ben Lee`.
            if self.kind_at(at) == Some(Kind::Person) {
                return end;
            }
            if last {
                return at;
            }
        }
    }

    /// Where a description ends that goes on from `at`: `of the party in Kenya | ,`.
    fn close(&self, mut at: usize, anchor: usize) -> usize {
        let from = at;
        let anchor = anchor.saturating_sub(1);
        while at < from + LONGEST && self.same_sentence(at, anchor) {
            if self.kind_at(at) == Some(Kind::Person) {
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
            let named = at > from && self.is_capital(at - 1) && !self.small(at).has_any(&heads);
            let word = self.is_word(at)
                && !self.small(at).has(lexicon::FUNCTION_WORDS)
                && !self.small(at).has(lexicon::SPEECH_VERBS)
                && (!named || !self.word(at).starts_with(char::is_lowercase));
            let inside = self.naming.mention_at(at).is_some();
            if !(word
                || inside
                || self.is_joint(at)
                || self.is_hyphen(at)
                || self.is_possessive(at))
            {
                break;
            }
            at += 1;
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

    /// True for the words of grammar that stand inside a description.
    fn is_joint(&self, at: usize) -> bool {
        let joints =
            ["of", "for", "at", "in", "to", "with", "and", "the", "a", "an", "on", "from", "&"];
        joints.contains(&self.word(at)) && self.naming.mention_at(at).is_none()
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
        let closed = matches!(self.word(name.end), "," | "." | "" | ":" | ";" | "and")
            || self.is_possessive(name.end);
        let limit = comma.saturating_sub(LONGEST);
        let (opens, title) = (limit..comma)
            .rev()
            .take_while(|&at| {
                self.same_sentence(at, comma) && !matches!(self.word(at), "," | ";" | ":")
            })
            .filter(|&at| self.is_article(at) || self.small(at).has(lexicon::ROLE_WORDS_FORMER))
            .find_map(|at| {
                let title = self.description(at, comma + 1)?;
                // `the head of the Lake Fishers Union (LFU), Orr`.
                let end = title.end;
                let acronym = self.word(end) == "(" && self.word(end + 2) == ")";
                (end + 3 * usize::from(acronym) == comma).then_some((at, title))
            })?;
        // At the start of a sentence nothing but the name can be meant.
        let alone = !self.same_sentence(opens.wrapping_sub(1), opens);
        (closed || alone).then_some(title)
    }

    /// Rule 5: the number alone.
    pub(super) fn age(&self, name: &Range<usize>) -> Option<Range<usize>> {
        let end = name.end;
        let aged = usize::from(self.word(end + 1) == "aged");
        if matches!(self.word(end), "," | "(")
            && let Some(number) = self.number(end + 1 + aged)
            && matches!(self.word(number.end), "," | ")" | "." | ";" | "and")
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
        // `34-year-old Mia Orr`, `the 34-year-old teacher Mia Orr`.
        let first = name.start.saturating_sub(BEFORE_NOUN);
        let old = (first..name.start)
            .rev()
            .take_while(|&at| self.same_sentence(at, name.start))
            .find(|&at| self.word(at) == "old")?;
        let beside = (old + 1..name.start).all(|at| self.is_inside(at));
        let number = self.number(old.checked_sub(4)?)?;
        (beside && self.word(old - 2) == "year").then_some(number)
    }

    /// A number that an age may be.
    fn number(&self, at: usize) -> Option<Range<usize>> {
        let years: u32 = self.word(at).parse().ok()?;
        (1..=120).contains(&years).then_some(at..at + 1)
    }

    /// Rule 7: the body.
    pub(super) fn member(&self, end: usize) -> Option<Range<usize>> {
        let opens = self.word(end);
        let mut first = end + 1;
        if matches!(self.word(first), "the" | "The") {
            first += 1;
        }
        let mention = self.naming.mention_at(first)?;
        let body = self.naming.tokens(mention);
        let same = self.same_sentence(first, end.saturating_sub(1)) && body.start == first;
        let kind = self.kind_at(first)?;
        let fits = match opens {
            "(" => {
                matches!(kind, Kind::Organization | Kind::Group)
                    && matches!(self.word(body.end), ")" | "/" | ",")
            }
            "of" | "from" => kind == Kind::Organization,
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

    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1).filter(|&last| last >= range.start)?;
        Some(self.tokens.get(range.start)?.span.cover(self.tokens.get(last)?.span))
    }
}
