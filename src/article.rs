//! The parts of an article.
//!
//! In: the text. Out: its blocks.

use crate::{Article, Block, BlockKind, Model, Span};

/// Reads the parts of the article.
pub(crate) fn read(text: &str, _model: &Model) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
    }
    Article { blocks, ..Article::default() }
}
