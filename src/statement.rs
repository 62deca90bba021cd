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
//! 7. Who else speaks in the quotations? The same once more from within: `inner.rs`.
//!
//! Statements inside surer ones are dropped. Scare quotes and titles are not told apart from speech by a
//! rule: without a cue they are no statement.

mod asked;
mod bare;
mod border;
pub mod cue;
pub mod feature;
pub mod find;
mod inner;
pub mod marks;
mod nameless;
mod naming;
mod passive;
mod relative;
mod settle;
mod sources;
mod speaker;
mod standing;
pub mod view;
pub mod walk;
pub mod weights;
pub(crate) mod words;

use crate::draft::Draft;
use crate::mention::chain::exp;
use crate::order;
use crate::vocabulary::Vocabulary;
use crate::{
    Article, Entity, Grade, Mention, Model, Reference, Sentence, Span, Standing, Statement,
    StatementKind, Tag, Token,
};
use asked::Again;
pub(crate) use asked::Asked;
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
pub(crate) fn find(
    text: &str,
    context: &Context,
    model: &Model,
    draft: &mut Draft,
) -> Vec<Statement> {
    let Some(weights) = &model.statements else { return Vec::new() };
    let view = View::read(text, context, model);
    let again = Again { text, tokens: context.tokens, parts: &mut draft.statements };
    let mut statements = told(context, model, &view, &find::statements(&view, weights, again));
    speaker::name(text, context, model, &mut statements);
    if let Some(inner) = inner::view(&view, text, context.tokens) {
        let again = Again { text, tokens: context.tokens, parts: &mut draft.spoken };
        let found = inner::statements(&inner, weights, again);
        let mut spoken = told(context, model, &inner, &found);
        // Who spoke before in another quotation is no `he` of this one.
        for one in spoken.chunk_by_mut(|a, b| a.sentence == b.sentence) {
            speaker::name(text, context, model, one);
        }
        let known: Vec<Option<Span>> = statements.iter().map(|s| s.cue).collect();
        spoken.retain(|statement| !known.contains(&statement.cue));
        statements.append(&mut spoken);
        order::by(&mut statements, |statement| {
            order::maybe(statement.cue.map(|cue| cue.start.into()))
        });
    }
    within(&mut statements);
    statements
}

/// What was found as statements without speakers.
fn told(context: &Context, model: &Model, view: &View, found: &[Found]) -> Vec<Statement> {
    let words = standing::Words {
        vocabulary: context.vocabulary,
        tokens: context.tokens,
        tags: context.tags,
        lexicon: &model.lexicon,
        bearings: &model.statement_words,
    };
    let one = |found| {
        let standing = standing::of(words, found);
        Statement { standing, ..statement(view, context.tokens, found) }
    };
    found.iter().map(one).collect()
}

/// Tells of each statement in whose words it stands.
fn within(statements: &mut [Statement]) {
    let mut parts: Vec<(Span, u32)> = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        parts.extend(statement.content.iter().map(|&part| (part, number as u32)));
    }
    order::by(&mut parts, |&(part, _)| part.start.into());
    let mut open: Vec<(Span, u32)> = Vec::new();
    let mut rest = parts.into_iter().peekable();
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order::by(&mut order, |&at| {
        order::maybe(statements.get(at).and_then(|s| s.cue).map(order::span))
    });
    for at in order {
        let Some(cue) = statements.get(at).and_then(|s| s.cue) else { continue };
        open.extend(std::iter::from_fn(|| rest.next_if(|(part, _)| part.start <= cue.start)));
        open.retain(|(part, _)| part.end > cue.start);
        // Of two that hold each other neither tells the other.
        let own = |holder: u32| {
            let held = statements.get(holder as usize).and_then(|s| s.cue);
            let content = statements.get(at).map_or(&[][..], |s| &s.content);
            holder as usize == at
                || held.is_some_and(|held| content.iter().any(|part| part.overlaps(held)))
        };
        let others = open.iter().filter(|&&(_, holder)| !own(holder));
        let holder =
            others.min_by_key(|(part, _)| part.end - part.start).map(|&(_, holder)| holder);
        if let Some(statement) = statements.get_mut(at) {
            statement.within = holder;
        }
    }
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
        within: None,
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
