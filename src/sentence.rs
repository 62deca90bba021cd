//! Sentences.
//!
//! In: the blocks of the article. Out: sentences in text order.

use crate::{Article, Model, Sentence, Span};
use unicode_segmentation::UnicodeSegmentation;

/// Splits every block into sentences.
pub(crate) fn split(text: &str, article: &Article, _model: &Model) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (block, part) in article.blocks.iter().enumerate() {
        let base = part.span.start as usize;
        for (at, piece) in part.span.of(text).split_sentence_bound_indices() {
            let span = Span::new(base + at, base + at + piece.len()).trim(text);
            if !span.is_empty() {
                sentences.push(Sentence { span, body: span, block: block as u32 });
            }
        }
    }
    sentences
}
