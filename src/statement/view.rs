//! A text as the attribution sees it: distinct words with their clusters and grades, quotations, and the
//! units that statements are looked for in.

use super::Context;
use super::marks::{self, Quotation};
use super::words::Bearing;
use crate::lexicon::{self, List, Lists};
use crate::mention::cluster::Cluster;
use crate::mention::hash::Hash;
use crate::vocabulary::{self, Vocabulary};
use crate::{Analysis, BlockKind, Kind, Mention, Model, Tag, Token, tag};
use std::ops::Range;

/// A distinct word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// Hash in lower case; 0 before and 1 after a unit.
    pub lower: u32,
    /// Hash of the last two letters.
    pub tail: u32,
    /// What words it is like.
    pub cluster: Cluster,
    /// Number of its list among [`GRADES`], counted from 1; 0 is none.
    pub grade: u8,
    /// What it does to a clause.
    pub joint: Joint,
    /// True if it begins with a capital.
    pub capital: bool,
    /// True if who hears may stand right behind it: `told`.
    pub hearer: bool,
    /// True if it says with `as` what something is seen as: `described`.
    pub framing: bool,
    /// True if it opens what may be said: `if`.
    pub condition: bool,
    /// True if it joins a clause to the one before: `as`.
    pub clause: bool,
    /// True if it says whose something is: `his`.
    pub owner: bool,
    /// True if it opens a clause that tells of the name before it: `who`.
    pub relative: bool,
    /// True if it is who talks or is talked to: `I`.
    pub talker: bool,
    /// True if its subject speaks or thinks in the passive too: `convinced`.
    pub mind: bool,
    /// True if it ends in `ing`.
    pub going: bool,
    /// True if it may stand in what tells when: `late`, `on`, `Saturday`.
    pub when: bool,
    /// True if it says that somebody speaks, and not what they think or want: `told`.
    pub speaks: bool,
}

/// What a word does to a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Joint {
    /// Nothing.
    #[default]
    None,
    /// `,`
    Comma,
    /// `.`, `?`, `!`, `;`
    Stop,
    /// `that`
    That,
    /// `who`, `which`, `when`, `while`, `but`, `and`
    Link,
}

/// The lists that grade a word of reporting, in the order of [`crate::Grade`]; the last holds nouns.
pub const GRADES: [List; 8] = [
    lexicon::REPORTING_NEUTRAL,
    lexicon::REPORTING_ASSERTIVE,
    lexicon::REPORTING_DOUBTING,
    lexicon::REPORTING_PROMISING,
    lexicon::REPORTING_ACCUSING,
    lexicon::REPORTING_DENYING,
    lexicon::REPORTING_CONCEDING,
    lexicon::REPORTING_NOUN,
];

/// Words of the calendar.
const CALENDAR: Lists = Lists::of(&[
    lexicon::CALENDAR_DEICTIC,
    lexicon::CALENDAR_MODIFIER,
    lexicon::CALENDAR_MONTH,
    lexicon::CALENDAR_PART,
    lexicon::CALENDAR_UNIT,
    lexicon::CALENDAR_WEEKDAY,
]);

/// Words of grammar that say whose something is.
pub(super) const OWNERS: [&str; 7] = ["his", "her", "its", "their", "my", "our", "your"];

/// The word before a unit.
const BEFORE: Word = edge(0);

/// The word after a unit.
const AFTER: Word = edge(1);

const fn edge(lower: u32) -> Word {
    Word {
        lower,
        tail: lower,
        cluster: Cluster { fine: 0, medium: 0, coarse: 0, wide: 0 },
        grade: 0,
        joint: Joint::Stop,
        capital: false,
        hearer: false,
        framing: false,
        condition: false,
        clause: false,
        owner: false,
        relative: false,
        talker: false,
        mind: false,
        going: false,
        when: false,
        speaks: false,
    }
}

/// Sentences that a quotation holds together: what a statement's parts are looked for in.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its tokens; never empty.
    pub tokens: Range<usize>,
    /// Index of its block.
    pub block: u32,
    /// True if it stands first in its block.
    pub first: bool,
    /// True in headlines and headings.
    pub heading: bool,
}

/// A text with all that features are made of.
#[derive(Debug)]
pub struct View {
    /// Distinct words.
    pub words: Vec<Word>,
    /// By token: its word.
    pub word_of: Vec<u32>,
    /// Units in text order.
    pub units: Vec<Unit>,
    /// Quotations in text order; they do not overlap.
    pub quotations: Vec<Quotation>,
    /// By token: number of its quotation, counted from 1; 0 is none.
    pub quotation_of: Vec<u32>,
    /// By token: kind of the name that it is part of and whether it begins it; 0 is none.
    pub name_of: Vec<u8>,
    /// By token: its part of speech.
    pub tags: Vec<Tag>,
}

/// True for blocks that say something themselves.
fn tells(kind: BlockKind) -> bool {
    kind.is_prose() || matches!(kind, BlockKind::Title | BlockKind::Heading | BlockKind::Caption)
}

impl View {
    /// Of what [`crate::analyze`] found, for training.
    pub fn of(text: &str, analysis: &Analysis, model: &Model) -> Self {
        let vocabulary = Vocabulary::read(text, &analysis.tokens, &model.lexicon, &model.clusters);
        let tags = tag::assign(&analysis.tokens, &vocabulary, &analysis.mentions, model);
        let context = Context {
            article: &analysis.article,
            sentences: &analysis.sentences,
            tokens: &analysis.tokens,
            vocabulary: &vocabulary,
            tags: &tags,
            mentions: &analysis.mentions,
            entities: &analysis.entities,
            references: &analysis.references,
        };
        Self::read(text, &context, model)
    }

    /// Reads a text.
    pub(crate) fn read(text: &str, context: &Context, model: &Model) -> Self {
        let &Context { article, sentences, tokens, vocabulary, tags, mentions, .. } = context;
        let words = vocabulary.words().iter().map(|known| word(known, model)).collect();
        let word_of = vocabulary.numbers().to_vec();
        let block_of =
            |token: &Token| sentences.get(token.sentence as usize).map_or(0, |s| s.block);
        let blocks: Vec<Range<usize>> = runs(tokens, block_of);
        let quotations = marks::pair(text, tokens, &blocks);
        let quotation_of = numbers(&quotations, tokens.len());
        let mut units: Vec<Unit> = Vec::new();
        for tokens_of in runs(tokens, |t| t.sentence) {
            let Some(opening) = tokens.get(tokens_of.start) else { continue };
            let block = block_of(opening);
            let kind = article.blocks.get(block as usize).map(|b| b.kind);
            if !kind.is_some_and(tells) {
                continue;
            }
            // Nobody says the dateline.
            let body = sentences.get(opening.sentence as usize).map_or(0, |s| s.body.start);
            let glued = tokens.get(tokens_of.clone()).unwrap_or_default();
            let first = tokens_of.start + glued.partition_point(|t| t.span.start < body);
            let tokens_of = first..tokens_of.end;
            if tokens_of.is_empty() {
                continue;
            }
            let same_block = units.last().is_some_and(|unit| unit.block == block);
            let held = tokens_of.start.checked_sub(1).is_some_and(|before| {
                let number = |at: usize| quotation_of.get(at).copied().unwrap_or(0);
                number(before) != 0 && number(before) == number(tokens_of.start)
            });
            match units.last_mut() {
                Some(unit) if held && same_block => unit.tokens.end = tokens_of.end,
                _ => {
                    let heading = matches!(kind, Some(BlockKind::Title | BlockKind::Heading));
                    units.push(Unit { tokens: tokens_of, block, first: !same_block, heading });
                }
            }
        }
        let name_of = names(tokens, mentions);
        Self { words, word_of, units, quotations, quotation_of, name_of, tags: tags.to_vec() }
    }

    /// The same words with other units and quotations.
    pub(super) fn with(&self, units: Vec<Unit>, quotations: Vec<Quotation>) -> Self {
        Self {
            words: self.words.clone(),
            word_of: self.word_of.clone(),
            units,
            quotation_of: numbers(&quotations, self.word_of.len()),
            quotations,
            name_of: self.name_of.clone(),
            tags: self.tags.clone(),
        }
    }

    /// The word of token `at`, or of the border if that is outside `unit`.
    pub fn word(&self, unit: &Range<usize>, at: usize, offset: isize) -> &Word {
        match at.checked_add_signed(offset) {
            Some(place) if unit.contains(&place) => self.here(place),
            Some(place) if place >= unit.end => &AFTER,
            _ => &BEFORE,
        }
    }

    /// The word of token `at`.
    pub fn here(&self, at: usize) -> &Word {
        let number = self.word_of.get(at).map_or(usize::MAX, |&number| number as usize);
        self.words.get(number).unwrap_or(&AFTER)
    }

    /// The quotation that holds token `at`.
    pub fn quotation(&self, at: usize) -> Option<&Quotation> {
        let number = *self.quotation_of.get(at)?;
        self.quotations.get((number as usize).checked_sub(1)?)
    }

    /// Number of the part of speech of the token `offset` from `at`, from one; 0 outside `unit`.
    pub fn tag(&self, unit: &Range<usize>, at: usize, offset: isize) -> u32 {
        self.part(unit, at, offset).map_or(0, |tag| tag as u32 + 1)
    }

    /// The part of speech of the token `offset` from `at`, inside `unit`.
    pub fn part(&self, unit: &Range<usize>, at: usize, offset: isize) -> Option<Tag> {
        let place = at.checked_add_signed(offset).filter(|place| unit.contains(place))?;
        self.tags.get(place).copied()
    }

    /// True if token `at` is a verb or helps one.
    pub fn is_verb(&self, at: usize) -> bool {
        matches!(self.tags.get(at), Some(Tag::Verb | Tag::Auxiliary))
    }

    /// True if token `at` stands for something named elsewhere.
    pub fn is_pronoun(&self, at: usize) -> bool {
        self.tags.get(at) == Some(&Tag::Pronoun)
    }

    /// Kind of the name at token `at`; 0 is none.
    pub fn name(&self, at: usize) -> u32 {
        self.name_of.get(at).map_or(0, |&name| u32::from(name >> 1))
    }

    /// True if token `at` begins a name.
    pub fn begins_name(&self, at: usize) -> bool {
        self.name_of.get(at).is_some_and(|&name| name & 1 == 1)
    }
}

fn word(known: &vocabulary::Word, model: &Model) -> Word {
    let (written, small) = (known.written, &*known.small);
    // `lists_small` reads curved apostrophes as straight ones.
    let lists = if written.is_ascii() { known.lists_small } else { model.lexicon.lists(small) };
    let grade = GRADES.iter().position(|&list| lists.has(list)).map_or(0, |at| at as u8 + 1);
    let joint = match small {
        "," => Joint::Comma,
        "." | "?" | "!" | ";" => Joint::Stop,
        "that" => Joint::That,
        "who" | "which" | "when" | "while" | "but" | "and" | "as" | "after" | "because" => {
            Joint::Link
        }
        _ => Joint::None,
    };
    let mut tail = Hash::new();
    small.chars().rev().take(2).for_each(|c| tail.add(c));
    let capital = written.starts_with(char::is_uppercase);
    let hearer = lists.has(lexicon::HEARER_VERBS);
    let bearing = model.statement_words.bearing(small);
    let framing = bearing == Some(Bearing::Frame);
    let condition = bearing == Some(Bearing::Condition);
    let clause = bearing == Some(Bearing::Clause);
    let owner = OWNERS.contains(&small);
    let relative = bearing == Some(Bearing::Relative);
    let speaks = lists.has(lexicon::SPEECH_VERBS);
    let mind = bearing == Some(Bearing::Mind);
    let going = small.ends_with("ing");
    let when = lists.meets(CALENDAR) || matches!(small, "on" | "in" | "the");
    // `I` and `I’m`.
    let talker = small.split(['\'', '’']).next();
    let talker =
        talker.and_then(|word| model.statement_words.bearing(word)) == Some(Bearing::Talker);
    Word {
        lower: known.form.lower,
        tail: tail.value(),
        cluster: known.form.cluster,
        grade,
        joint,
        capital,
        hearer,
        framing,
        condition,
        clause,
        owner,
        relative,
        talker,
        mind,
        going,
        when,
        speaks,
    }
}

/// Ranges of tokens of which `key` says the same.
fn runs(tokens: &[Token], key: impl Fn(&Token) -> u32) -> Vec<Range<usize>> {
    let mut first = 0;
    let chunks = tokens.chunk_by(|a, b| key(a) == key(b));
    chunks
        .map(|chunk| {
            let range = first..first + chunk.len();
            first = range.end;
            range
        })
        .collect()
}

/// By token: number of its quotation, counted from 1.
fn numbers(quotations: &[Quotation], tokens: usize) -> Vec<u32> {
    let mut numbers = vec![0; tokens];
    for (number, quotation) in quotations.iter().enumerate() {
        if let Some(part) = numbers.get_mut(quotation.first..=quotation.last) {
            part.fill(number as u32 + 1);
        }
    }
    numbers
}

fn names(tokens: &[Token], mentions: &[Mention]) -> Vec<u8> {
    let mut names = vec![0; tokens.len()];
    let mut rest = mentions.iter().peekable();
    for (name, token) in names.iter_mut().zip(tokens) {
        while rest.next_if(|m| m.span.end <= token.span.start).is_some() {}
        if let Some(mention) = rest.peek().filter(|m| m.span.overlaps(token.span)) {
            let begins = u8::from(mention.span.start >= token.span.start);
            *name = number(mention.kind) << 1 | begins;
        }
    }
    names
}

fn number(kind: Kind) -> u8 {
    match kind {
        Kind::Person => 1,
        Kind::Organization => 2,
        Kind::Location | Kind::Facility => 3,
        Kind::Group => 4,
        Kind::Event | Kind::Work | Kind::Law | Kind::Product => 5,
    }
}
