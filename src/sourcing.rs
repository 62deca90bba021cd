//! Whom the article lets speak: in go statements, entities and roles, out comes each source with its share
//! of sentences and words and its kind.
//!
//! 1. Statements of one entity are one source; so are those whose sources read the same (`officials`), and
//!    those without a source.
//! 2. The kind is told by a word of the source's own words (`the health ministry`: `sourcing/words`), else
//!    by the title of a role (`Ada Orr, a professor`: `sourcing/role`), else by the kind of the name: a
//!    government named after its seat is official (`sourcing/place`). Of several words that tell, the last
//!    in the source counts: it heads the phrase in `a hospital spokesman`; what follows `who` tells nothing of
//!    it. Else nothing tells
//!    (`sourcing/unknown`).
//! 3. Sentences of prose in which no statement lies are the article's own voice.
//! 4. A person or body that is named [`OFTEN`] times and never speaks is unheard.
//!
//! It does not say what the shares mean.

pub(crate) mod words;

use crate::lexicon::{self, Lexicon};
use crate::order;
use crate::{
    Article, Entity, Kind, Model, Role, Sentence, Source, SourceKind, Sourcing, Span, Standing,
    Statement, Token, TokenKind,
};
use std::collections::BTreeMap;

/// Mentions from which somebody who is not heard is told: below that most are named in passing.
const OFTEN: usize = 3;

/// What earlier stages found.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) article: &'a Article,
    pub(crate) sentences: &'a [Sentence],
    pub(crate) tokens: &'a [Token],
    pub(crate) entities: &'a [Entity],
    pub(crate) roles: &'a [Role],
    pub(crate) statements: &'a [Statement],
}

/// Draws up who speaks.
pub(crate) fn profile(text: &str, context: &Context, model: &Model) -> Sourcing {
    let prose: Vec<bool> = context
        .sentences
        .iter()
        .map(|s| context.article.blocks.get(s.block as usize).is_some_and(|b| b.kind.is_prose()))
        .collect();
    let is_prose = |sentence: u32| prose.get(sentence as usize) == Some(&true);
    let words = |span: Span| words_in(context.tokens, span).count() as u32;

    let mut groups: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
    let said = context.statements.iter().enumerate().filter(|(_, s)| s.standing == Standing::Said);
    for (id, statement) in said {
        let key = match (statement.speaker, statement.source) {
            (Some(entity), _) => Key::Entity(entity),
            (None, Some(source)) => Key::Words(plain(text, source, &model.lexicon)),
            (None, None) => Key::None,
        };
        groups.entry(key).or_default().push(id as u32);
    }
    let mut heard = vec![false; context.sentences.len()];
    let mut sources: Vec<Source> = Vec::with_capacity(groups.len());
    for (key, ids) in groups {
        let own = || ids.iter().filter_map(|&id| context.statements.get(id as usize));
        let mut reported: Vec<u32> =
            own().flat_map(|s| sentences_of(context, s)).filter(|&s| is_prose(s)).collect();
        reported.sort_unstable();
        reported.dedup();
        for &sentence in &reported {
            if let Some(heard) = heard.get_mut(sentence as usize) {
                *heard = true;
            }
        }
        let speaker = if let Key::Entity(entity) = key { Some(entity) } else { None };
        let spans: Vec<Span> = own().filter_map(|s| s.source).collect();
        let (kind, evidence, why) = kind(text, context, &model.sources, speaker, &spans);
        sources.push(Source {
            speaker,
            span: spans.first().copied(),
            kind,
            evidence,
            sentences: reported.len() as u32,
            words: own().flat_map(|s| &s.content).map(|&part| words(part)).sum(),
            statements: ids,
            why,
        });
    }
    // No two have a statement in common.
    order::by(&mut sources, |source| {
        let first = source.statements.first().copied().unwrap_or_default();
        u128::from(u32::MAX - source.words) << 32 | u128::from(first)
    });
    let speaks = |id: u32| sources.iter().any(|source| source.speaker == Some(id));
    let unheard = context
        .entities
        .iter()
        .enumerate()
        .filter(|(_, e)| matches!(e.kind, Kind::Person | Kind::Organization))
        .filter(|(_, e)| e.mentions.len() >= OFTEN)
        .map(|(id, _)| id as u32)
        .filter(|&id| !speaks(id))
        .collect();
    let all = || (0..context.sentences.len() as u32).filter(|&s| is_prose(s));
    Sourcing {
        sources,
        sentences: all().count() as u32,
        words: all().filter_map(|s| context.sentences.get(s as usize)).map(|s| words(s.body)).sum(),
        own_voice: all().filter(|&s| heard.get(s as usize) == Some(&false)).collect(),
        unheard,
    }
}

/// What makes statements those of one source.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(u32),
    Words(String),
    None,
}

/// The words of a source in small letters, without the words of grammar in front.
fn plain(text: &str, source: Span, lexicon: &Lexicon) -> String {
    let words = source.of(text).split_whitespace().map(str::to_lowercase);
    let grammar = |word: &String| lexicon.has(lexicon::FUNCTION_WORDS, word);
    words.skip_while(grammar).collect::<Vec<_>>().join(" ")
}

/// Sentences that hold words of a statement.
fn sentences_of(context: &Context, statement: &Statement) -> Vec<u32> {
    let mut all = Vec::new();
    for part in &statement.content {
        let first = context.sentences.partition_point(|s| s.span.end <= part.start);
        let rest = context.sentences.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|s| s.span.start < part.end).count();
        all.extend(first as u32..(first + count) as u32);
    }
    all
}

/// Words and numbers in a stretch.
fn words_in(tokens: &[Token], span: Span) -> impl Iterator<Item = &Token> {
    let first = tokens.partition_point(|t| t.span.start < span.start);
    let rest = tokens.get(first..).unwrap_or_default();
    rest.iter()
        .take_while(move |t| t.span.end <= span.end)
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
}

/// What kind of source it is, by which words.
fn kind(
    text: &str,
    context: &Context,
    kinds: &words::Words,
    speaker: Option<u32>,
    spans: &[Span],
) -> (SourceKind, Option<Span>, &'static str) {
    let told = |span: Span| {
        let words = words_in(context.tokens, span).map(|t| t.span);
        let words: Vec<Span> = words.take_while(|w| !kinds.begins_clause(w.of(text))).collect();
        words.into_iter().rev().find_map(|word| kinds.kind(word.of(text)).map(|kind| (kind, word)))
    };
    if let Some((kind, word)) = spans.iter().find_map(|&span| told(span)) {
        return (kind, Some(word), "sourcing/words");
    }
    let first = context.roles.partition_point(|r| Some(r.entity) < speaker);
    let roles = context.roles.get(first..).unwrap_or_default();
    let mut roles = roles.iter().take_while(|r| Some(r.entity) == speaker);
    if let Some((kind, word)) = roles.find_map(|role| told(role.title)) {
        return (kind, Some(word), "sourcing/role");
    }
    let entity = speaker.and_then(|id| context.entities.get(id as usize));
    match entity.map(|e| e.kind) {
        Some(Kind::Location) => (SourceKind::Official, spans.first().copied(), "sourcing/place"),
        _ => (SourceKind::Unknown, None, "sourcing/unknown"),
    }
}
