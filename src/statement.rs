//! Who says what: in go the sentences, tokens, names and entities of an article, out come statements, each
//! with the words that are said, the words that report them, and who says them.
//!
//! A cascade of small linear models, learned together with `cargo xtask train statements`:
//!
//! 1. Which token reports? First each distinct word alone, then the words around the likely ones, then the
//!    other likely ones of its sentence (`said`, `according to`, `his claim`).
//! 2. Where does its source begin and end? Places are asked from the cue outwards; quotations are stepped
//!    over whole.
//! 3. Where does the content on its left end and begin, and that on its right begin and end?
//! 4. Does a quotation without a cue go on with the statement before it, over sentences and paragraphs?
//! 5. Which entity is the source? By rule: `speaker.rs` has the `why` codes.
//! 6. Was it said at all? By rule: `standing.rs`.
//!
//! Statements inside surer ones are dropped. Scare quotes and titles are not told apart from speech by a
//! rule: without a cue they are no statement.

mod bare;
pub mod feature;
pub mod find;
pub mod marks;
mod naming;
mod relative;
mod settle;
mod speaker;
mod standing;
pub mod view;
pub mod walk;
pub mod weights;
pub(crate) mod words;

use crate::mention::chain::exp;
use crate::vocabulary::Vocabulary;
use crate::{
    Article, Entity, Grade, Mention, Model, Reference, Sentence, Span, Standing, Statement,
    StatementKind, Tag, Token,
};
use find::Found;
use std::ops::Range;
use view::View;

/// What earlier stages found.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// The parts of the article.
    pub(crate) article: &'a Article,
    /// Its sentences.
    pub(crate) sentences: &'a [Sentence],
    /// Their tokens.
    pub(crate) tokens: &'a [Token],
    /// Their words.
    pub(crate) vocabulary: &'a Vocabulary<'a>,
    /// Their parts of speech.
    pub(crate) tags: &'a [Tag],
    /// Its names.
    pub(crate) mentions: &'a [Mention],
    /// Whom they name.
    pub(crate) entities: &'a [Entity],
    /// Pronouns and descriptions, and whom they mean.
    pub(crate) references: &'a [Reference],
}

/// Share of the tokens of a statement that are in quotation marks, in tenths, from which it is direct: the
/// comma and the like outside are no words of it.
const DIRECT_TENTHS: usize = 9;

/// Finds statements and who makes them, in the order of their cues.
pub(crate) fn find(text: &str, context: &Context, model: &Model) -> Vec<Statement> {
    let Some(weights) = &model.statements else { return Vec::new() };
    let view = View::read(text, context, model);
    let found = find::statements(&view, weights);
    let mut statements: Vec<Statement> =
        found.iter().map(|found| statement(&view, context.tokens, found)).collect();
    let words = standing::Words {
        text,
        tokens: context.tokens,
        tags: context.tags,
        lexicon: &model.lexicon,
        bearings: &model.statement_words,
    };
    for (statement, found) in statements.iter_mut().zip(&found) {
        statement.standing = standing::of(words, found);
    }
    speaker::name(text, context, model, &mut statements);
    statements
}

fn statement(view: &View, tokens: &[Token], found: &Found) -> Statement {
    let span = |range: &Range<usize>| -> Span {
        let first = tokens.get(range.start).map(|t| t.span).unwrap_or_default();
        let last = range.end.checked_sub(1).and_then(|last| tokens.get(last));
        last.map_or(first, |last| first.cover(last.span))
    };
    let all = found.parts.iter().cloned().flatten().count();
    let inside =
        found.parts.iter().cloned().flatten().filter(|&at| view.quotation(at).is_some()).count();
    let kind = match inside {
        0 => StatementKind::Indirect,
        _ if inside * 10 >= all * DIRECT_TENTHS => StatementKind::Direct,
        _ => StatementKind::Mixed,
    };
    let first = found.parts.first().map_or(found.cue, |part| part.start.min(found.cue));
    Statement {
        content: found.parts.iter().map(span).collect(),
        cue: Some(span(&(found.cue..found.cue + 1))),
        source: found.source.as_ref().map(span),
        speaker: None,
        sentence: tokens.get(first).map_or(0, |token| token.sentence),
        kind,
        grade: grade(view.here(found.cue).grade),
        standing: Standing::Said,
        score: 1.0 / (1.0 + exp(-found.logit)),
        why: "statement/no-source",
    }
}

/// The grade of a cue by the number of its list in [`view::GRADES`].
fn grade(number: u8) -> Grade {
    match number {
        2 => Grade::Assertive,
        3 => Grade::Doubting,
        4 => Grade::Promising,
        5 => Grade::Accusing,
        6 => Grade::Denying,
        7 => Grade::Conceding,
        _ => Grade::Neutral,
    }
}
