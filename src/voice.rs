//! Words that judge, and in whose mouth they are.
//!
//! In: tokens, tags, names and statements. Out: each word of `model/voice.tsv` that stands in the part of speech that the
//! table says, outside of names, with the innermost statement that holds it: then it is the speaker's word, else the
//! writer's. Does not: weigh, count or rate; whether such a word is deserved is the reader's to say.

use crate::fnv::{self, Numbers};
use crate::inflection::{Irregular, plural, rows};
use crate::{Load, LoadedWord, Mention, Model, Statement, Tag, Token, TokenKind};

/// Tokens of the longest phrase of the table: `slap in the face`, `heart-wrenching` with its hyphen.
const LONGEST: usize = 5;

/// What stage results the words are looked for in.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) tokens: &'a [Token],
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
        words.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let hashes: Vec<(u64, u16)> = words.iter().map(|(word, ..)| (opening(word), 0)).collect();
        Some(Self { all: words, first: Numbers::new(&hashes) })
    }

    /// What the words from token `at` on do: the last token of them, and what.
    fn at(&self, letters: &Letters, at: usize, tag: Option<Tag>) -> Option<(usize, Load)> {
        let rest = letters.from(at)?;
        let first = letters.token(at)?;
        self.first.get(opening(first))?;
        let from = self.all.partition_point(|(word, ..)| word.as_str() < first);
        let near = self.all.get(from..)?.iter().take_while(|(word, ..)| word.starts_with(first));
        let fits = near.filter_map(|(word, wanted, load)| {
            let fits = rest.starts_with(word.as_str());
            let fits = fits && wanted.is_none_or(|wanted| tag == Some(wanted));
            let last = if fits { letters.last(at, word.len()) } else { None };
            last.map(|last| (last, *load))
        });
        fits.max_by_key(|&(last, _)| last)
    }
}

/// The hash of what a word begins with, up to a blank or a hyphen: what the first token of it may be.
fn opening(word: &str) -> u64 {
    fnv::hash(word.bytes().take_while(|byte| !b" -".contains(byte)))
}

/// The tokens in small letters, a space where there is a gap between them.
struct Letters {
    letters: String,
    /// Where each token begins and ends.
    places: Vec<(usize, usize)>,
}

impl Letters {
    fn new(text: &str, tokens: &[Token]) -> Self {
        let mut letters = String::with_capacity(text.len() + 16);
        let mut places = Vec::with_capacity(tokens.len());
        let mut end = 0;
        for token in tokens {
            if token.span.start > end {
                letters.push(' ');
            }
            end = token.span.end;
            let start = letters.len();
            let word = token.span.of(text);
            if word.is_ascii() {
                letters.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
            } else {
                letters.extend(word.chars().flat_map(char::to_lowercase));
            }
            places.push((start, letters.len()));
        }
        Self { letters, places }
    }

    /// A token.
    fn token(&self, at: usize) -> Option<&str> {
        let (start, end) = *self.places.get(at)?;
        self.letters.get(start..end)
    }

    /// All from a token on.
    fn from(&self, at: usize) -> Option<&str> {
        self.letters.get(self.places.get(at)?.0..)
    }

    /// The token that ends so many bytes after token `at` begins.
    fn last(&self, at: usize, length: usize) -> Option<usize> {
        let wanted = self.places.get(at)?.0 + length;
        let ends = self.places.get(at..)?.iter().take(LONGEST).position(|&(_, end)| end == wanted);
        ends.map(|more| at + more)
    }
}

/// Finds the words that judge.
pub(crate) fn find(text: &str, context: &Context, model: &Model) -> Vec<LoadedWord> {
    let Context { tokens, tags, mentions, statements } = *context;
    let letters = Letters::new(text, tokens);
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
        let Some((end, kind)) = model.voice.at(&letters, at, tag) else { continue };
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
