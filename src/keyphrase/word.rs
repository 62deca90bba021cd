//! The words of the prose, with what tells nouns from verbs.

use crate::fnv::{self, Numbering};
use crate::lexicon::{self, Lists};
use crate::reader::Words;
use crate::{BlockKind, Model, Span, Token, TokenKind};

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
    /// Number of its normal form: equal for singular and plural; of content alone.
    pub(super) form: u32,
    pub(super) ending: Ending,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// No phrase goes on over its end: it is a possessive.
    pub(super) last: bool,
}

/// Reads the prose and the headline; `kinds` by sentence.
pub(super) fn read(known: &Words, kinds: &[BlockKind], model: &Model) -> Vec<Word> {
    let (text, tokens) = (known.text(), known.tokens());
    let mut reader = Reader { known, model, forms: Numbering::new(0), small: String::new() };
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len().min(DEPTH));
    let mut before = None;
    let mut next = 0;
    while let Some(token) = tokens.get(next) {
        let at = next;
        next += 1;
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
        while let (Some(hyphen), Some(second)) = (tokens.get(next), tokens.get(next + 1)) {
            let joined = hyphen.span.start == span.end
                && second.span.start == hyphen.span.end
                && second.sentence == token.sentence
                && matches!(hyphen.span.of(text), "-" | "‐" | "‑")
                && second.kind == TokenKind::Word;
            if !joined {
                break;
            }
            span = span.cover(second.span);
            next += 2;
        }
        words.push(reader.word(at, span));
    }
    words
}

/// What reading words needs.
struct Reader<'a> {
    known: &'a Words<'a>,
    model: &'a Model,
    /// The normal forms so far.
    forms: Numbering,
    /// Room for a word in small letters.
    small: String,
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
}

impl Reader<'_> {
    /// The word of token `at`, or that and those that hyphens join to it.
    fn word(&mut self, at: usize, span: Span) -> Word {
        let token = self.known.tokens().get(at).copied();
        let whole = span.of(self.known.text());
        let owner = ["'s", "’s", "'", "’"].iter().find_map(|end| whole.strip_suffix(end));
        let written = owner.unwrap_or(whole);
        let lists = if owner.is_none() && token.is_some_and(|token| token.span == span) {
            self.known.lists(at)
        } else {
            self.model.lexicon.lists_small(written)
        };
        let capital = written.starts_with(char::is_uppercase);
        let class = class(written, lists, capital);
        let (mut form, mut ending) = (0, Ending::Other);
        if class == Class::Content {
            self.small.clear();
            if written.is_ascii() {
                self.small.push_str(written);
                self.small.make_ascii_lowercase();
            } else {
                self.small.extend(written.chars().flat_map(char::to_lowercase));
            }
            form = self.forms.number(normal(&self.small));
            ending = Ending::of(&self.small);
        }
        Word {
            span: Span { end: span.start + written.len() as u32, ..span },
            sentence: token.map_or(0, |token| token.sentence),
            class,
            form,
            ending,
            capital,
            last: owner.is_some(),
        }
    }
}

fn class(written: &str, lists: Lists, capital: bool) -> Class {
    const NUMBER: Lists = Lists::of(&[
        lexicon::NUMBERS_CARDINAL,
        lexicon::NUMBERS_SCALE,
        lexicon::NUMBERS_VAGUE,
        lexicon::CALENDAR_WEEKDAY,
    ]);
    const GRAMMAR: Lists = Lists::of(&[lexicon::FUNCTION_WORDS, lexicon::SPEECH_VERBS]);
    if lists.meets(NUMBER) || capital && lists.has(lexicon::CALENDAR_MONTH) {
        Class::Break
    } else if lists.has(lexicon::FRAMES_NOUN) {
        Class::BeforeNoun
    } else if lists.has(lexicon::FRAMES_VERB) {
        Class::BeforeVerb
    } else if lists.meets(GRAMMAR) || written.chars().nth(SHORTEST - 1).is_none() {
        Class::Grammar
    } else {
        Class::Content
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
