//! The article in a few of its own sentences.
//!
//! In: sentences with their salience, tokens. Out: lines, best first, so that any prefix is a summary.
//!
//! 1. `summary/salient` — the sentence with most salience, less what the lines before it said already:
//!    a standfirst and a lead that say the same are counted once.
//! 2. Only prose is quoted: no headings, captions, bylines or teasers, and none without a verb-like length.
//! 3. What leans on the sentence before it is taken last: a pronoun that begins it (`He added …`), or a
//!    word such as `But` or `However` (`model/lexicon/leaning.txt`).
//! 4. A dateline is cut off: the line is the body of the sentence.
//!
//! Does not: shorten sentences or write new ones.

use crate::{
    Article, BlockKind, Model, Options, Salience, Sentence, Summary, SummaryLine, Token, TokenKind,
    lexicon,
};
use std::collections::BTreeSet;

/// The part of a text that a summary may take: beyond a third it saves no reading.
const SHARE: usize = 3;

/// Lines that are ranked at least, if the article has as many.
const LEAST: usize = 3;

/// Lines that are ranked at most: a page shows no more, and each costs one look at all sentences.
const MOST: usize = 40;

/// Share of a sentence's words that earlier lines may hold before it counts as said.
const SAID: f32 = 0.6;

/// Factor on a sentence that leans on the one before it.
const LEANS: f32 = 0.5;

/// Words that a line has at least.
const SHORTEST: usize = 5;

/// Letters from which on a word carries meaning of its own.
const LONG_WORD: usize = 4;

/// Letters by which words are compared.
const STEM: usize = 6;

/// Ranks the sentences that carry the article.
pub(crate) fn select(
    text: &str,
    article: &Article,
    sentences: &[Sentence],
    tokens: &[Token],
    salience: &Salience,
    options: &Options,
    model: &Model,
) -> Summary {
    let mut open = candidates(text, article, sentences, tokens, salience, model);
    let limit = (open.len() / SHARE).clamp(LEAST, MOST).min(open.len());
    let mut said = BTreeSet::new();
    let mut lines = Vec::with_capacity(limit);
    while lines.len() < limit {
        let rank = |(_, a): &(usize, f32), (_, b): &(usize, f32)| a.total_cmp(b);
        let scored = open.iter().enumerate().map(|(at, c)| (at, c.salience * c.news(&said)));
        // The first of equals: `max_by` takes the last.
        let Some((at, score)) = scored.rev().max_by(rank) else { break };
        let candidate = open.remove(at);
        said.extend(candidate.words);
        let span = sentences.get(candidate.sentence as usize).map(|s| s.body).unwrap_or_default();
        lines.push(SummaryLine {
            sentence: candidate.sentence,
            span,
            score,
            why: "summary/salient",
        });
    }
    Summary { chosen: options.summary_sentences.min(lines.len() as u32), lines }
}

/// A sentence that may become a line.
struct Candidate {
    sentence: u32,
    salience: f32,
    words: BTreeSet<String>,
}

impl Candidate {
    /// 1 if the lines so far say nothing of it, falling to a tenth when they say [`SAID`] of it or more.
    fn news(&self, said: &BTreeSet<String>) -> f32 {
        let known = self.words.iter().filter(|w| said.contains(*w)).count() as f32;
        let share = known / self.words.len().max(1) as f32;
        if share >= SAID { 0.1 } else { 1.0 - 0.5 * share }
    }
}

fn candidates(
    text: &str,
    article: &Article,
    sentences: &[Sentence],
    tokens: &[Token],
    salience: &Salience,
    model: &Model,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut rest = tokens;
    for (id, sentence) in sentences.iter().enumerate() {
        let count = rest.iter().take_while(|t| t.sentence as usize == id).count();
        let (own, behind) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        rest = behind;
        let block = article.blocks.get(sentence.block as usize);
        if !block.is_some_and(|b| matches!(b.kind, BlockKind::Standfirst | BlockKind::Paragraph)) {
            continue;
        }
        let words =
            || own.iter().filter(|t| t.kind == TokenKind::Word && sentence.body.contains(t.span));
        if words().count() < SHORTEST {
            continue;
        }
        let first = words().next().map(|t| t.span.of(text).to_lowercase()).unwrap_or_default();
        let leans = model.lexicon.has(lexicon::LEANING, &first);
        let salience = salience.sentences.get(id).copied().unwrap_or(0.0);
        found.push(Candidate {
            sentence: id as u32,
            salience: if leans { salience * LEANS } else { salience },
            words: words().filter_map(|t| stem(t.span.of(text))).collect(),
        });
    }
    found
}

/// The beginning of a word that carries meaning, in lower case.
fn stem(word: &str) -> Option<String> {
    word.chars().nth(LONG_WORD - 1)?;
    Some(word.chars().take(STEM).flat_map(char::to_lowercase).collect())
}
