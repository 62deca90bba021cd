//! Words that judge, and in whose mouth they are.
//!
//! In: tokens, tags, names and statements. Out: each word of `model/voice.tsv` that stands in the part of speech that the
//! table says, outside of names, with the innermost statement that holds it: then it is the speaker's word, else the
//! writer's. Does not: weigh, count or rate; whether such a word is deserved is the reader's to say.

use crate::fnv::{self, Numbers};
use crate::inflection::{Irregular, plural, rows};
use crate::order;
use crate::reader;
use crate::{Load, LoadedWord, Mention, Model, Statement, Tag, Token, TokenKind};

/// Tokens of the longest phrase of the table: `slap in the face`, `heart-wrenching` with its hyphen.
const LONGEST: usize = 5;

/// What stage results the words are looked for in.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) words: &'a reader::Words<'a>,
    pub(crate) tags: &'a [Tag],
    pub(crate) mentions: &'a [Mention],
    pub(crate) statements: &'a [Statement],
}

/// Words and phrases in small letters in the order of their letters, each with its tag, if it must have one.
#[derive(Debug, Default)]
pub(crate) struct Words {
    all: Vec<(String, Option<Tag>, Load)>,
    /// What they begin with, up to a blank or a hyphen.
    first: Numbers,
}

impl Words {
    /// Of the tables; none if one cannot be read.
    pub(crate) fn load(table: &[u8], irregular: &[u8]) -> Option<Self> {
        let irregular = Irregular::load(irregular)?;
        let mut words = Vec::new();
        for row in rows(std::str::from_utf8(table).ok()?) {
            let mut cells = row.split('\t');
            let (word, part, name) = (cells.next()?, cells.next()?, cells.next()?);
            let load = Load::ALL.into_iter().find(|load| load.name() == name)?;
            let mut add = |word: String, tag| words.push((word, tag, load));
            match part {
                "a" => add(word.to_owned(), Some(Tag::Adjective)),
                "r" => add(word.to_owned(), Some(Tag::Adverb)),
                "n" => {
                    add(word.to_owned(), Some(Tag::Noun));
                    add(plural(word), Some(Tag::Noun));
                }
                "v" => {
                    for (_, form) in irregular.forms(word) {
                        add(form, Some(Tag::Verb));
                    }
                }
                "p" => add(word.to_owned(), None),
                _ => return None,
            }
        }
        order::by_words(&mut words, |(word, ..)| word);
        let hashes: Vec<(u64, u16)> = words.iter().map(|(word, ..)| (opening(word), 0)).collect();
        Some(Self { all: words, first: Numbers::new(&hashes) })
    }

    /// What the first of some tokens, or more of them, do: the last token of these, and what.
    fn at(&self, letters: &Letters, tag: Option<Tag>) -> Option<(usize, Load)> {
        let first = letters.first()?;
        let from = self.all.partition_point(|(word, ..)| word.as_str() < first);
        let near = self.all.get(from..)?.iter().take_while(|(word, ..)| word.starts_with(first));
        let fits = near.filter_map(|(word, wanted, load)| {
            let fits = letters.letters.starts_with(word.as_str());
            let fits = fits && wanted.is_none_or(|wanted| tag == Some(wanted));
            let last = if fits { letters.last(word.len()) } else { None };
            last.map(|last| (last, *load))
        });
        fits.max_by_key(|&(last, _)| last)
    }
}

/// The hash of what a word begins with, up to a blank or a hyphen: what the first token of it may be.
fn opening(word: &str) -> u64 {
    fnv::hash(word.bytes().take_while(|byte| !b" -".contains(byte)))
}

/// A few tokens in small letters, a space where there is a gap between them.
struct Letters {
    letters: String,
    /// Where each token ends.
    ends: Vec<usize>,
}

impl Letters {
    fn new(text: &str, tokens: &[Token]) -> Self {
        let mut letters = String::new();
        let mut ends = Vec::with_capacity(tokens.len());
        let mut end = tokens.first().map_or(0, |token| token.span.start);
        for token in tokens {
            if token.span.start > end {
                letters.push(' ');
            }
            end = token.span.end;
            letters.extend(token.span.of(text).chars().flat_map(char::to_lowercase));
            ends.push(letters.len());
        }
        Self { letters, ends }
    }

    /// The first token.
    fn first(&self) -> Option<&str> {
        self.letters.get(..*self.ends.first()?)
    }

    /// The token that ends so many bytes after the first begins.
    fn last(&self, length: usize) -> Option<usize> {
        self.ends.iter().position(|&end| end == length)
    }
}

/// Finds the words that judge.
pub(crate) fn find(context: &Context, model: &Model) -> Vec<LoadedWord> {
    let Context { words, tags, mentions, statements } = *context;
    let (text, tokens) = (words.text(), words.tokens());
    let mut found: Vec<LoadedWord> = Vec::new();
    let mut names = mentions.iter().peekable();
    let mut next = 0;
    for (at, token) in tokens.iter().enumerate() {
        while names.next_if(|m| m.span.end <= token.span.start).is_some() {}
        let in_name = names.peek().is_some_and(|m| m.span.start <= token.span.start);
        if at < next || in_name || token.kind != TokenKind::Word {
            continue;
        }
        let tag = tags.get(at).copied();
        if model.voice.first.get(words.hash(at)).is_none() {
            continue;
        }
        let near = tokens.get(at..tokens.len().min(at + LONGEST)).unwrap_or_default();
        let Some((last, kind)) = model.voice.at(&Letters::new(text, near), tag) else { continue };
        let end = at + last;
        next = end + 1;
        let last = tokens.get(end).unwrap_or(token);
        if last.sentence != token.sentence {
            continue;
        }
        let span = token.span.cover(last.span);
        found.push(LoadedWord { span, kind, statement: None });
    }
    for (id, statement) in statements.iter().enumerate() {
        for part in &statement.content {
            let from = found.partition_point(|word| word.span.start < part.start);
            for word in found.iter_mut().skip(from).take_while(|word| word.span.end <= part.end) {
                let length = |id: u32| {
                    let parts = statements.get(id as usize).map(|s| s.content.as_slice());
                    parts.unwrap_or_default().iter().map(|part| part.len()).sum::<usize>()
                };
                if word.statement.is_none_or(|other| length(id as u32) < length(other)) {
                    word.statement = Some(id as u32);
                }
            }
        }
    }
    found
}
