//! The article in a few of its own sentences.
//!
//! In: sentences with their salience, tokens. Out: lines, best first, so that any prefix is a summary.
//!
//! 1. `summary/salient` — the sentence with most salience, less what the headline and the lines before it said
//!    already: a standfirst and a lead that say the same are counted once.
//! 2. `summary/follows` — the same for a sentence that leans on the one before it (`He added …`,
//!    `However, …`: `model/lexicon/leaning.txt`), once that one is a line itself; without it, such a
//!    sentence is taken last.
//! 3. Only prose is quoted: no headings, captions, bylines or teasers, nothing of fewer than [`SHORTEST`]
//!    words, and no lists of names.
//! 4. A dateline is cut off: the line is the body of the sentence.
//!
//! Does not: shorten sentences or write new ones.

use crate::content::Content;
use crate::reader::Words;
use crate::{
    Article, BlockKind, Options, Salience, Sentence, Summary, SummaryLine, TokenKind, lexicon,
};

/// The part of a text that a summary may take: beyond a third it saves no reading.
const SHARE: usize = 3;

/// Lines that are ranked at least, if the article has as many.
const LEAST: usize = 3;

/// Lines that are ranked at most: a page shows no more, and each costs one look at all sentences.
const MOST: usize = 40;

/// Share of a sentence's words that earlier lines may hold before it counts as said.
const SAID: f32 = 0.6;

/// Share of a sentence's words that the headline may hold: a lead tells it again in other words, and more.
const HEADLINE: f32 = 0.9;

/// Factor on a sentence that was said.
const SAID_AGAIN: f32 = 0.1;

/// Factor on a sentence that leans on one that is not in the summary.
const DANGLES: f32 = 0.1;

/// Words that a line has at least.
const SHORTEST: usize = 5;

/// Words of grammar that a line has at least: a line-up or a list of addresses has none.
const GRAMMAR: usize = 2;

/// Ranks the sentences that carry the article.
pub(crate) fn select(
    words: &Words,
    content: &Content,
    article: &Article,
    sentences: &[Sentence],
    salience: &Salience,
    options: &Options,
) -> Summary {
    let mut open = candidates(words, article, sentences, salience);
    let limit = (open.len() / SHARE).clamp(LEAST, MOST).min(open.len());
    let mut headline = vec![false; content.count()];
    let is_title = |s: &Sentence| {
        article.blocks.get(s.block as usize).is_some_and(|b| b.kind == BlockKind::Title)
    };
    for id in (0..sentences.len()).take_while(|&id| sentences.get(id).is_some_and(is_title)) {
        mark(&mut headline, content.words(id));
    }
    let mut summary = Drafted {
        headline,
        said: vec![false; content.count()],
        taken: vec![false; sentences.len()],
    };
    let mut lines = Vec::with_capacity(limit);
    while lines.len() < limit {
        // The first of equals: `max_by` takes the last.
        let worth = open.iter().enumerate().map(|(at, c)| (at, summary.worth(c, content)));
        let Some((at, score)) = worth.rev().max_by(|(_, a), (_, b)| a.total_cmp(b)) else { break };
        let candidate = open.remove(at);
        let follows = candidate.leans && summary.has_before(&candidate);
        summary.take(&candidate, content);
        lines.push(SummaryLine {
            sentence: candidate.id as u32,
            span: sentences.get(candidate.id).map(|s| s.body).unwrap_or_default(),
            score,
            why: if follows { "summary/follows" } else { "summary/salient" },
        });
    }
    Summary { chosen: options.summary_sentences.min(lines.len() as u32), lines }
}

/// A sentence that may become a line.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// Index of the sentence.
    id: usize,
    salience: f32,
    /// It begins with a word that leans on the sentence before it.
    leans: bool,
}

/// The lines so far.
struct Drafted {
    /// By word: whether the headline has it.
    headline: Vec<bool>,
    /// By word: whether a line has it.
    said: Vec<bool>,
    /// By sentence: whether it is a line.
    taken: Vec<bool>,
}

impl Drafted {
    /// What a sentence would bring to the summary.
    fn worth(&self, candidate: &Candidate, content: &Content) -> f32 {
        let words = content.words(candidate.id);
        let share = |said: &[bool]| {
            let known = words.iter().filter(|&&w| said.get(w as usize) == Some(&true)).count();
            known as f32 / words.len().max(1) as f32
        };
        let again = share(&self.said);
        let old = again >= SAID || share(&self.headline) >= HEADLINE;
        let news = if old { SAID_AGAIN } else { 1.0 - again / 2.0 };
        let stands = if candidate.leans && !self.has_before(candidate) { DANGLES } else { 1.0 };
        candidate.salience * news * stands
    }

    /// True if the sentence before this one is a line.
    fn has_before(&self, candidate: &Candidate) -> bool {
        candidate.id.checked_sub(1).and_then(|before| self.taken.get(before)) == Some(&true)
    }

    fn take(&mut self, candidate: &Candidate, content: &Content) {
        mark(&mut self.said, content.words(candidate.id));
        if let Some(taken) = self.taken.get_mut(candidate.id) {
            *taken = true;
        }
    }
}

/// Notes that these words were said.
fn mark(said: &mut [bool], words: &[u32]) {
    for &word in words {
        if let Some(said) = said.get_mut(word as usize) {
            *said = true;
        }
    }
}

fn candidates(
    words: &Words,
    article: &Article,
    sentences: &[Sentence],
    salience: &Salience,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut next = 0;
    for own in words.tokens().chunk_by(|a, b| a.sentence == b.sentence) {
        let start = next;
        next += own.len();
        let id = own.first().map_or(0, |t| t.sentence as usize);
        let Some(sentence) = sentences.get(id) else { continue };
        let block = article.blocks.get(sentence.block as usize);
        if !block.is_some_and(|b| matches!(b.kind, BlockKind::Standfirst | BlockKind::Paragraph)) {
            continue;
        }
        let lists = own
            .iter()
            .zip(start..)
            .filter(|(t, _)| t.kind == TokenKind::Word && sentence.body.contains(t.span))
            .map(|(_, at)| words.lists(at));
        let Some(first) = lists.clone().next() else { continue };
        let grammar = lists.clone().filter(|lists| lists.has(lexicon::FUNCTION_WORDS));
        if lists.take(SHORTEST).count() < SHORTEST || grammar.take(GRAMMAR).count() < GRAMMAR {
            continue;
        }
        let leans = first.has(lexicon::LEANING);
        let salience = salience.sentences.get(id).copied().unwrap_or(0.0);
        found.push(Candidate { id, salience, leans });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, analyze};

    /// `expected`: how each line begins, best first.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let analysis = analyze(text, Model::shared(), &Options::default());
        let lines: Vec<&str> = analysis.summary.lines.iter().map(|l| l.span.of(text)).collect();
        let fits = lines.iter().zip(expected).all(|(line, start)| line.starts_with(start));
        assert!(fits && lines.len() == expected.len(), "{lines:#?}");
    }

    #[test]
    fn a_pronoun_without_its_sentence_comes_last() {
        check(
            "He blamed the harbour board of Tema for the flooded cargo halls.\n\n\
             The harbour board of Tema rejected the claims about its cargo halls.\n\n\
             Dockers closed the flooded cargo halls at Tema harbour on Monday.",
            &["The harbour", "Dockers", "He blamed"],
        );
    }

    #[test]
    fn what_was_said_is_not_said_again() {
        check(
            "Dockers closed the flooded cargo halls at Tema harbour on Monday.\n\n\
             The flooded cargo halls at Tema harbour were closed by dockers on Monday.\n\n\
             Insurers expect claims of nine million cedis from grain importers.",
            &["Dockers", "Insurers", "The flooded"],
        );
    }

    #[test]
    fn what_the_headline_says_is_not_said_again() {
        check(
            "Dockers close flooded cargo halls\n\n\
             The dockers now close the flooded cargo halls.\n\n\
             Insurers expect claims of nine million cedis from grain importers.\n\n\
             The harbour board rejected all blame for the rain on Sunday.",
            &["Insurers", "The harbour", "The dockers"],
        );
    }

    #[test]
    fn a_line_up_is_no_line() {
        check(
            "Rovers beat Korle Athletic by three goals to two in Lagos on Sunday.\n\n\
             Rovers: Soumbou; Balogho, Nwachi, Diarrasso, Etimson; Perhatic, Henriksby.",
            &["Rovers beat"],
        );
    }

    #[test]
    fn scraps_are_no_lines() {
        check("Nine dockers were hurt in Tema harbour on Monday. Yes, he did.", &["Nine dockers"]);
    }
}
