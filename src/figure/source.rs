//! Who reported a figure: the words of the sentence that name its source.

use super::Article;
use crate::lexicon::{FUNCTION_WORDS, SPEECH_VERBS};
use crate::reader::Reader;
use crate::{Effect, FigureSource, Grade, Span, Standing, Statement, TokenKind};

/// Tokens of the longest source: `a spokesman for the ministry of health in Gaza`.
const LONGEST: usize = 14;

/// Words of the first of two sources: `army officials and residents`.
const JOINED: usize = 4;

/// Words between a source and its verb: `police have since confirmed`.
const VERB: usize = 3;

/// Sources of a sentence that are looked at on either side of a figure.
const NEAR: usize = 8;

/// Words between `claimed` and `lives`.
const CLAIM: usize = 6;

/// Sentences that a statement may go on for.
const SENTENCES: u32 = 12;

/// The sources that a sentence names, in order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source {
    /// The words for it.
    words: Span,
    /// The token that it and its verb begin with.
    from: usize,
    /// One past them.
    to: usize,
    /// True if what it says stands before it: `…, police said`; else behind.
    behind: bool,
    /// True if it holds on either side: `according to`.
    both: bool,
}

/// Finds `police said`, `said police`, `according to police`, `police reported that`.
pub(super) fn sources(r: &Reader) -> Vec<Source> {
    let mut found = Vec::new();
    for at in 0..r.len() {
        if r.is(at, &["according"]) && r.is(at + 1, &["to"]) {
            let to = end(r, at + 2);
            if to > at + 2 {
                let words = r.span(at + 2, to);
                found.push(Source { words, from: at, to, behind: false, both: true });
            }
            continue;
        }
        if !is_report(r, at) {
            continue;
        }
        let first = first(r, at);
        if let Some(first) = first {
            // `…, police said.`: what was said is before; `police said that …`: behind.
            let last = closes(r, at + 1);
            let after_comma = first > 0 && matches!(r.word(first - 1), "," | "”" | "\"");
            let words = subject(r, first, at);
            found.push(Source {
                words,
                from: first,
                to: at + 1,
                behind: after_comma && last,
                both: false,
            });
        } else if at > 0 && matches!(r.word(at - 1), "," | "”" | "\"") {
            let to = end(r, at + 1);
            if to > at + 1 {
                let words = r.span(at + 1, to);
                found.push(Source { words, from: at, to, behind: true, both: false });
            }
        }
    }
    found
}

/// True for a verb that reports figures.
fn is_report(r: &Reader, at: usize) -> bool {
    let figures = ["reported", "confirmed", "announced", "stated", "estimated", "estimates"];
    let passive = at.checked_sub(1).is_some_and(|before| {
        r.is(before, &["a", "an", "the", "be", "been", "was", "were", "is", "are"])
    });
    let lives = || (at + 1..at + CLAIM).any(|i| r.is(i, &["lives"]));
    let toll = r.is(at, &["claimed", "claims"]) && lives();
    // `raised the toll to 45`.
    let moved = r.is(at, &["raised", "put", "puts", "revised", "updated"])
        && (at + 1..at + CLAIM).any(|i| r.is(i, &["toll", "number"]));
    if moved {
        return true;
    }
    !r.capital(at) && !toll && !passive && (r.in_list(at, SPEECH_VERBS) || r.is(at, &figures))
}

/// The source of what stands at token `at`: the nearest that reaches it.
pub(super) fn of(
    sources: &[Source],
    at: usize,
    (figure, sentence, effect): (Span, u32, Effect),
    article: &Article,
) -> FigureSource {
    if let Some(source) = stated(figure, sentence, effect, article) {
        return source;
    }
    let (first, rest) = sources.split_at(sources.partition_point(|s| s.from <= at));
    let before = first.iter().rev().take(NEAR).find(|s| s.to <= at && !s.behind);
    let behind = rest.iter().take(NEAR).find(|s| s.behind || s.both);
    // `He said three died, according to police`: the nearer one is the one that is leaned on.
    let own = match (before, behind) {
        (Some(before), Some(behind)) if behind.from - at < at - before.to => Some(behind),
        (before, behind) => before.or(behind),
    };
    let span = own.map(|s| s.words);
    FigureSource { span, ..FigureSource::default() }
}

/// The source of the statement that a figure stands in: of nested ones the innermost that has one.
fn stated(figure: Span, sentence: u32, effect: Effect, article: &Article) -> Option<FigureSource> {
    let holds = |s: &&(usize, &Statement)| {
        // `claimed 12 lives` reports nothing.
        let lives = s.1.cue.is_some_and(|cue| {
            let behind = article.text.get(cue.end as usize..).unwrap_or("");
            cue.of(article.text).starts_with("claim")
                && behind.split_whitespace().take(CLAIM).any(|word| word.starts_with("lives"))
        });
        // What is vowed is no report: `vowed retaliation for the attack that killed three`.
        let report = s.1.grade != Grade::Promising || effect == Effect::Pledged;
        report
            && s.1.standing == Standing::Said
            && !lives
            && s.1.source.is_some()
            && s.1.content.iter().any(|part| part.contains(figure))
    };
    let size = |s: &(usize, &Statement)| s.1.content.iter().map(|part| part.len()).sum::<usize>();
    let from = article.statements.partition_point(|s| s.sentence + SENTENCES < sentence);
    let near = article.statements.iter().enumerate().skip(from);
    let near = near.take_while(|(_, s)| s.sentence <= sentence);
    let own = near.filter(|s| holds(&s)).min_by_key(size)?;
    let (id, statement) = own;
    Some(FigureSource {
        span: statement.source,
        entity: statement.speaker,
        statement: Some(id as u32),
        carried: false,
    })
}

/// True if the clause ends here or only a place and a day follow.
fn closes(r: &Reader, at: usize) -> bool {
    at >= r.len()
        || matches!(r.word(at), "." | "," | ";" | "")
        || r.is(
            at,
            &[
                "on",
                "in",
                "at",
                "late",
                "early",
                "earlier",
                "yesterday",
                "today",
                "while",
                "as",
                "by",
            ],
        )
        || r.capital(at)
}

/// The first token of the subject of the verb at `at`; none if there is none.
fn first(r: &Reader, at: usize) -> Option<usize> {
    let mut end = at;
    while end > 0
        && at - end < VERB
        && (r.is(end - 1, &["has", "have", "had", "also", "later", "since", "who", "earlier"])
            || r.word(end - 1).ends_with("ly"))
    {
        end -= 1;
    }
    let mut first = end;
    while first > 0 && end - first < LONGEST {
        let word = first - 1;
        let mark = (r.kind(word) == Some(TokenKind::Punct)
            && !r.hyphen(word)
            && !matches!(r.word(word), "'" | "’"))
            || (r.is(word, &["and"]) && !joins(r, word));
        if mark
            || r.is(
                word,
                &["that", "when", "after", "but", "as", "while", "because", "where", "which", "if"],
            )
        {
            break;
        }
        first = word;
    }
    // A verb before it in the clause makes it no subject: `killed three people said`.
    (first < end && r.kind(end - 1) != Some(TokenKind::Number)).then_some(first)
}

/// True for `and` inside a subject: `officials and residents`, with a mark or the start before.
fn joins(r: &Reader, and: usize) -> bool {
    for at in (and.saturating_sub(JOINED)..and).rev() {
        if r.kind(at) == Some(TokenKind::Punct) && !r.hyphen(at) {
            return true;
        }
        if r.word(at).ends_with("ed") || r.kind(at) == Some(TokenKind::Number) {
            return false;
        }
    }
    and <= JOINED
}

/// The words of a subject without the adverbs and auxiliaries before its verb.
fn subject(r: &Reader, first: usize, verb: usize) -> Span {
    let mut to = verb;
    while to > first + 1
        && (r.is(
            to - 1,
            &["has", "have", "had", "also", "later", "since", "who", "earlier", "itself"],
        ) || r.word(to - 1).ends_with("ly"))
    {
        to -= 1;
    }
    r.span(first, to)
}

/// One past a source that begins at `at`: up to a mark or a verb.
fn end(r: &Reader, at: usize) -> usize {
    let mut to = at;
    while to < r.len() && to - at < LONGEST {
        let mark = r.kind(to) == Some(TokenKind::Punct)
            && !r.hyphen(to)
            && !matches!(r.word(to), "'" | "’");
        if mark
            || r.is(
                to,
                &[
                    "that", "who", "which", "when", "after", "and", "as", "while", "told", "said",
                    "in", "on", "at",
                ],
            ) && to > at
        {
            break;
        }
        to += 1;
    }
    // `according to the` alone is none.
    if (at..to).all(|i| r.in_list(i, FUNCTION_WORDS)) { at } else { to }
}
