//! The words of the prose, with what tells nouns from verbs.

use crate::fnv;
use crate::{BlockKind, Model, Span, Token, TokenKind, lexicon};
use std::collections::BTreeMap;

/// Words that are read at most: nobody reads on, and what an article is about is said by then.
const DEPTH: usize = 30_000;

/// Letters that a word has at least if it is to be part of a phrase.
const SHORTEST: usize = 2;

/// What stands at a place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// May be part of a phrase.
    Content,
    /// A word of grammar that a noun follows.
    BeforeNoun,
    /// A word of grammar that a verb follows.
    BeforeVerb,
    /// Another word of grammar, or a verb of speech.
    Grammar,
    /// A sign, a number in figures or words, a day, a month or the end of a sentence.
    Break,
}

/// How a word ends; tells parts of speech apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Ed,
    Ing,
    Ly,
    Plural,
    Noun,
    Adjective,
    Other,
}

/// A word, or words joined by hyphens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Without a possessive ending.
    pub(super) span: Span,
    /// Index of its sentence.
    pub(super) sentence: u32,
    pub(super) class: Class,
    /// Number of its normal form: equal for singular and plural.
    pub(super) form: u32,
    pub(super) ending: Ending,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// No phrase goes on over its end: it is a possessive.
    pub(super) last: bool,
}

/// Reads the prose and the headline; `kinds` by sentence.
pub(super) fn read(text: &str, kinds: &[BlockKind], tokens: &[Token], model: &Model) -> Vec<Word> {
    let mut forms: BTreeMap<u64, u32> = BTreeMap::new();
    let mut words: Vec<Word> = Vec::new();
    let mut rest = tokens.iter().peekable();
    let mut before = None;
    while let Some(token) = rest.next() {
        if words.len() >= DEPTH {
            break;
        }
        let kind = kinds.get(token.sentence as usize);
        if !kind.is_some_and(|k| k.is_prose() || *k == BlockKind::Title) {
            continue;
        }
        if before.is_some_and(|sentence| sentence != token.sentence) {
            words.push(Word::end(token));
        }
        before = Some(token.sentence);
        if token.kind != TokenKind::Word {
            words.push(Word::end(token));
            continue;
        }
        let mut span = token.span;
        let mut copy = rest.clone();
        while let (Some(hyphen), Some(next)) = (copy.next(), copy.next()) {
            let joined = next.sentence == token.sentence
                && matches!(hyphen.span.of(text), "-" | "‐" | "‑")
                && hyphen.span.start == span.end
                && next.span.start == hyphen.span.end
                && next.kind == TokenKind::Word;
            if !joined {
                break;
            }
            span = span.cover(next.span);
            rest = copy.clone();
        }
        words.push(Word::new(text, span, token.sentence, &mut forms, model));
    }
    words
}

impl Word {
    fn end(token: &Token) -> Self {
        Self {
            span: token.span,
            sentence: token.sentence,
            class: Class::Break,
            form: 0,
            ending: Ending::Other,
            capital: false,
            last: true,
        }
    }

    fn new(
        text: &str,
        span: Span,
        sentence: u32,
        forms: &mut BTreeMap<u64, u32>,
        model: &Model,
    ) -> Self {
        let whole = span.of(text);
        let owner = ["'s", "’s", "'", "’"].iter().find_map(|end| whole.strip_suffix(end));
        let written = owner.unwrap_or(whole);
        let span = Span { end: span.start + written.len() as u32, ..span };
        let lists = model.lexicon.lists_small(written);
        let capital = written.starts_with(char::is_uppercase);
        let number = [lexicon::NUMBERS_CARDINAL, lexicon::NUMBERS_SCALE, lexicon::NUMBERS_VAGUE];
        let day =
            lists.has(lexicon::CALENDAR_WEEKDAY) || capital && lists.has(lexicon::CALENDAR_MONTH);
        let class = if day || lists.has_any(&number) {
            Class::Break
        } else if lists.has(lexicon::FRAMES_NOUN) {
            Class::BeforeNoun
        } else if lists.has(lexicon::FRAMES_VERB) {
            Class::BeforeVerb
        } else if lists.has_any(&[lexicon::FUNCTION_WORDS, lexicon::SPEECH_VERBS])
            || written.chars().nth(SHORTEST - 1).is_none()
        {
            Class::Grammar
        } else {
            Class::Content
        };
        let small: String = written.chars().flat_map(char::to_lowercase).collect();
        let form = normal(&small);
        let next = forms.len() as u32;
        Self {
            span,
            sentence,
            class,
            form: *forms.entry(form).or_insert(next),
            ending: Ending::of(&small),
            capital,
            last: owner.is_some(),
        }
    }
}

/// The hash of a word in small letters without the ending of the plural.
fn normal(small: &str) -> u64 {
    if let Some(stem) = small.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return fnv::hash(stem.bytes().chain([b'y']));
    }
    let kept = ["ss", "us", "is"].iter().any(|end| small.ends_with(end));
    let stem = small.strip_suffix('s').filter(|stem| !kept && stem.len() > 2);
    fnv::hash(stem.unwrap_or(small).bytes())
}

impl Ending {
    fn of(small: &str) -> Self {
        let ends = |ends: &[&str]| ends.iter().any(|end| small.ends_with(end));
        if ends(&["ed"]) {
            Self::Ed
        } else if ends(&["ing"]) {
            Self::Ing
        } else if ends(&["ly"]) {
            Self::Ly
        } else if ends(&["al", "ous", "ive", "ic", "able", "ible", "ful", "less", "ary"]) {
            Self::Adjective
        } else if ends(&[
            "ion", "ment", "ness", "ity", "ism", "ist", "er", "or", "ship", "ance", "ence",
        ]) {
            Self::Noun
        } else if ends(&["s"]) && !ends(&["ss", "us", "is"]) {
            Self::Plural
        } else {
            Self::Other
        }
    }
}
