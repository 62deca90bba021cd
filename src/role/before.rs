//! What stands right before a name: its title.

use super::phrase::{LONGEST, Page};
use crate::{Kind, TokenKind, lexicon};
use std::ops::Range;

/// Words in brackets between a title and the name, and the brackets.
const BRACKETED: usize = 6;

/// Words behind which a verb stands that looks like a noun: `I commend President Orr`.
const BEFORE_VERBS: [&str; 14] = [
    "to", "I", "we", "We", "they", "They", "you", "would", "will", "could", "can", "may", "should",
    "not",
];

/// What adjectives end with that stand before titles: `to presumptive nominee Orr`.
const ADJECTIVES: [&str; 7] = ["al", "ous", "ful", "ic", "able", "tive", "less"];

/// Words of a field of an office: `Foreign Trade` and Tourism Minister.
const FIELD: usize = 2;

impl Page<'_> {
    /// Rule 1.
    #[inline(never)]
    pub(super) fn title_before(&self, name: usize) -> Option<Range<usize>> {
        let end = self.title_end(name)?;
        match self.subject_of(end).or_else(|| self.fields(end)) {
            Some(of) => Some(self.title_up_to(of)?.start..end),
            None => self.title_up_to(end).filter(|title| !self.is_verb(title)),
        }
    }

    /// True for a verb that looks like several: `which also | stars Ada Orr`.
    #[inline(never)]
    fn is_verb(&self, title: &Range<usize>) -> bool {
        let before = title.start.checked_sub(1).map_or("", |at| self.word(at));
        title.len() == 1
            && self.word(title.start).ends_with('s')
            && matches!(
                before,
                "also" | "which" | "that" | "who" | "it" | "It" | "he" | "she" | "He" | "She"
            )
    }

    /// Where the honorifics begin that stand before a place.
    #[inline(never)]
    pub(super) fn before_honorifics(&self, name: usize) -> usize {
        let mut end = name;
        while end > 0 && self.is_honorific(end - 1) && self.same_sentence(end - 1, name) {
            end -= 1;
        }
        end
    }

    /// Where the title before a name ends: before what is none of it.
    #[inline(never)]
    fn title_end(&self, name: usize) -> Option<usize> {
        let mut end = self.before_honorifics(name);
        // `a teacher named Mia Orr`.
        if end == name && self.is_any(name.wrapping_sub(1), &["named", "called"]) {
            end -= 1;
        }
        // `Chief Election Commissioner (CEC) Orr`, `Deputy Minister (Law and Order) Orr`.
        if self.word(end.wrapping_sub(1)) == ")" {
            let open = (end.saturating_sub(BRACKETED)..end).rev().find(|&at| self.word(at) == "(");
            end = open
                .filter(|&open| {
                    self.is_capital(open + 1) && self.ends_title(open.wrapping_sub(1))
                        || self.is_capital(open + 1) && open + 3 == end
                })
                .unwrap_or(end);
        }
        let last = end.checked_sub(1)?;
        self.same_sentence(last, name).then_some(end)
    }

    /// The `of` of `head of communications Orr`, `secretary for public health Orr`; not of `friend of actor Orr`.
    #[inline(never)]
    fn subject_of(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        let subject = self.word(last).ends_with('s') || !self.ends_title(last);
        let mut places = [last.wrapping_sub(1), last.wrapping_sub(2)].into_iter();
        let of = places.find(|&of| {
            self.is_any(of, &["of", "for"])
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
    #[inline(never)]
    pub(super) fn title_up_to(&self, end: usize) -> Option<Range<usize>> {
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
            // `Director of Health at the Lake Ministry Orr`.
            let within = matches!(word, "in" | "at") && self.is_capital(at.wrapping_sub(1));
            let joint = !pair
                && (within || matches!(word, "of" | "for" | "and" | "&" | "the" | "to"))
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
            // `Minister of state for trade Orr`.
            let phrase = word == "of"
                && first == at + 1
                && self.ends_title(first)
                && !self.small(first).has(lexicon::ROLES);
            if joint || both || there || phrase {
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
            // `Custodian of the Two Holy Mosques Orr`.
            let count = first == at + 1
                && self.word(at).starts_with(char::is_uppercase)
                && self.word(at.wrapping_sub(1)) == "the"
                && self.is_any(at.wrapping_sub(2), &["of", "for"]);
            // `32-year-old salesman`.
            let age =
                self.is_hyphen(at + 1) && self.word(at + 2) == "year" && self.number(at).is_some();
            if !joined && !age && !noun_like && !based && !count && !self.is_inside(at)
                || self.tokens.get(at)?.kind == TokenKind::Punct
            {
                break;
            }
            noun |= self.ends_title(at);
            first = at;
        }
        first = self.title_start(first, end);
        // `Minister of Trade, Industry and Mining and | Chairman of the Board Orr`, `Foreign Trade and | Tourism Minister Orr`.
        if self.word(first.wrapping_sub(1)) == "and"
            && let Some(more) = self.joined_before(first, end)
        {
            first = more;
        }
        // Only what hangs together with a noun of a title: `in Kenya Mia Orr` has none.
        let holds = (first..end).rev().find(|&at| self.ends_title(at))?;
        let tail = holds + 1..end;
        let links = ["of", "for", "to", "in", "at"];
        let linked = tail.is_empty() || links.contains(&self.word(tail.start));
        (noun && linked && !self.is_kin(holds)).then_some(first..end)
    }

    /// Where a title begins that may have words before it that are none of it.
    #[inline(never)]
    fn title_start(&self, mut first: usize, end: usize) -> usize {
        // `His Excellency the | President Orr`, `His Royal Highness | Crown Prince Orr`.
        let styled = |&at: &usize| {
            let letters = self.word(at).chars().all(char::is_uppercase);
            let whose = (at.saturating_sub(2)..at).any(|at| self.is_honorific(at));
            self.is_honorific(at) && (letters || whose)
        };
        if let Some(style) = (first..end).rev().find(styled) {
            first = style + 1 + usize::from(self.word(style + 1) == "the");
        }
        // `to | suspend Judge President Orr`: what a verb is about.
        let verb = first.checked_sub(1).is_some_and(|at| BEFORE_VERBS.contains(&self.word(at)))
            && self.word(first).starts_with(char::is_lowercase)
            && !self.is_listed(first)
            && !ADJECTIVES.iter().any(|end| self.word(first).ends_with(end))
            && self.is_noun_like(first);
        if verb && first + 1 < end && self.is_capital(first + 1) {
            first += 1;
        }
        // `the Cabinet of Prime Minister Orr`: what stands before `of` or `and` is no title.
        for joint in (first..end).rev() {
            let parts = self.is_any(joint, &["of", "for", "and", "&", "to", "in", "at"])
                && self.naming.mention_at(joint).is_none()
                && !self.is_hyphen(joint + 1);
            // `members of the Prime Minister Orr’s party`.
            let before = joint.saturating_sub(1);
            let several = self.word(joint) == "of"
                && self.word(before).ends_with('s')
                && self.ends_title(before)
                && !(first..before).any(|at| self.ends_title(at));
            // `an aide to Prime Minister Orr`, `the wife of President Orr`: not his or her own title.
            let of = self.word(joint) == "of";
            let small = self.word(before).starts_with(char::is_lowercase);
            // `the leader of the Opposition Orr` has one title, `the wife of the President Orr` is none.
            let the = self.word(joint + 1) == "the" && (!of || self.is_kin(before));
            let named = joint + 1 + usize::from(the);
            let other = self.is_any(joint, &["of", "for", "to"])
                && (self.is_kin(before) || small)
                && self.ends_title(end - 1)
                && (!of && small && named == joint + 1
                    || self.is_kin(before)
                    || self.is_title(named..end));
            if parts && (several || other || !(first..joint).any(|at| self.ends_title(at))) {
                first = joint + 1;
                break;
            }
        }
        // The first word of a sentence has a capital in any case.
        while first < end && !self.opens_title(first) {
            first += 1;
        }
        // `an issue | Prime Minister Orr raised`: nobody is `a Prime Minister Orr`.
        let one = first.checked_sub(1).is_some_and(|at| self.is_any(at, &["a", "an"]));
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

    /// True if each word stands in titles: `Prime Minister`, not `Lake Police`.
    #[inline(never)]
    fn is_title(&self, words: Range<usize>) -> bool {
        let mut all = words;
        all.all(|at| self.is_listed(at) || self.ends_title(at))
    }

    /// Where a title begins that is joined with the one from `first` to `end`.
    #[inline(never)]
    fn joined_before(&self, first: usize, end: usize) -> Option<usize> {
        let and = first.checked_sub(1)?;
        if let Some(of) = self.fields(and) {
            return self.title_up_to(of).map(|title| title.start);
        }
        // Fields of one office, each a word or two: `Foreign Trade and | Tourism Minister`.
        let office = first + 2 == end && self.small(first + 1).has(lexicon::ROLE_WORDS_OFFICE);
        let field = |at: usize| {
            self.same_sentence(at, first)
                && self.is_capital(at)
                && !self.ends_title(at)
                && !self.small(at).has(lexicon::FUNCTION_WORDS)
                && self.naming.mention_at(at).is_none()
        };
        if !office || !self.is_capital(first) || self.ends_title(first) {
            return None;
        }
        let before = |end: usize| {
            let words = (end.saturating_sub(FIELD)..end).rev();
            words.take_while(|&at| field(at)).last()
        };
        let mut start = before(and)?;
        // `Culture, | Media and Sport Secretary`.
        while self.word(start.wrapping_sub(1)) == ","
            && let Some(more) = before(start - 1)
            && start < and + LONGEST
            && and < more + LONGEST
        {
            start = more;
        }
        // The first word of a sentence has a capital in any case.
        let alone = !self.same_sentence(start.wrapping_sub(1), start);
        let told = !alone || start + 1 < and || self.is_listed(start);
        told.then_some(start)
    }

    /// True for a word in small letters that may be a noun or an adjective before the noun of a title: `tobacco`
    /// merchant. What ends like a verb, an adverb or a plural is none.
    #[inline(never)]
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
    #[inline(never)]
    fn opens_title(&self, at: usize) -> bool {
        // `US` is no `us`, and `First Lady` has its `First`.
        let small = self.small(at);
        let grammar = small.has(lexicon::FUNCTION_WORDS) && self.word(at) != "First";
        (self.is_inside(at) || self.is_noun_like(at) || self.is_hyphen(at + 1))
            && (!grammar || self.is_hyphen(at + 1) || self.naming.mention_at(at).is_some())
            && self.tokens.get(at).is_some_and(|t| t.kind != TokenKind::Punct)
    }
}
