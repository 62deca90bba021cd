//! The article in a few of its own sentences.
//!
//! In: sentences and their salience. Out: lines, best first.

use crate::{Article, Model, Options, Salience, Sentence, Summary, SummaryLine, Token};

/// Selects the sentences that carry the article.
pub(crate) fn select(
    _text: &str,
    _article: &Article,
    sentences: &[Sentence],
    _tokens: &[Token],
    salience: &Salience,
    options: &Options,
    _model: &Model,
) -> Summary {
    let lines = sentences
        .iter()
        .zip(&salience.sentences)
        .enumerate()
        .take(3)
        .map(|(id, (s, &score))| SummaryLine {
            sentence: id as u32,
            span: s.body,
            score,
            why: "summary/lead",
        })
        .collect::<Vec<_>>();
    Summary { chosen: options.summary_sentences.min(lines.len() as u32), lines }
}
