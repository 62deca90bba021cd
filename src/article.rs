//! The parts of an article.
//!
//! In: the text as pasted. Out: its blocks in text order, which hold all that is not white space, each
//! with what it is; and the headline, authors, dates, standfirst, dateline and outlet as spans.
//!
//! 1. Lines become blocks; lines that were cut to a width are joined (`article/line.rs`).
//! 2. A block is told by its words where they tell: `Advertisement`, `By Jo Doe`, `Updated 3:14 PM`,
//!    `(Photo: Jo Doe/Agency)`, `- Eggs` (`article/kind.rs`).
//! 3. The body begins with the first block of prose: long, or ended by a full stop. What stands before
//!    it and has no such words is headline, then standfirst (`article/head.rs`).
//! 4. A first block of prose before a byline, a date or a block with a dateline is a standfirst too.
//! 5. Short lines in the body without a full stop are headings.
//! 6. A date in words that is glued to the headline or to the first paragraph is a line of its own; one
//!    in figures stays in its block, and the sentence knows where its own words begin.
//! 7. Place and agency before the first paragraph are the dateline: `ERBIL (Kurdistan24) - `.
//!
//! When in doubt a block is a paragraph. Does not: drop text, repair it, or know other languages' words.

mod byline;
mod cue;
mod date;
mod dateline;
mod head;
mod kind;
mod line;
mod outlet;
mod when;

use crate::{Article, Block, BlockKind, Byline, Dateline, Model, Span};

/// Blocks of prose of which one may open with the dateline: some papers set a summary in points before
/// it.
const DATELINE_BLOCKS: usize = 6;

/// Reads the parts of the article.
pub(crate) fn read(text: &str, model: &Model) -> Article {
    let lexicon = &model.lexicon;
    let spans = when::part_glued(text, line::blocks(text), lexicon);
    let mut blocks = kind::tell(text, &spans, lexicon);
    let dateline = read_dateline(text, &mut blocks, model);
    let start = dateline.as_ref().map(|dateline| dateline.span.start);
    let own_outlet = head::settle(text, &mut blocks, start, lexicon);
    let (byline, byline_outlet) = read_byline(text, &blocks, model);
    let dates = when::read(text, &blocks, dateline.as_ref().map(|d| d.span), lexicon);
    let first = |kind| blocks.iter().find(|b: &&Block| b.kind == kind).map(|b| b.span);
    Article {
        title: first(BlockKind::Title),
        byline,
        published: dates.published,
        updated: dates.updated,
        standfirst: first(BlockKind::Standfirst),
        outlet: own_outlet
            .or(byline_outlet)
            .or(dateline.as_ref().and_then(|dateline| dateline.outlet)),
        dateline,
        blocks,
    }
}

/// The dateline of the first block of prose that has one; that block is a paragraph.
fn read_dateline(text: &str, blocks: &mut [Block], model: &Model) -> Option<Dateline> {
    let is_open = |b: &&mut Block| matches!(b.kind, BlockKind::Paragraph | BlockKind::Heading);
    let mut found: Option<(&mut Block, dateline::Found)> = None;
    for block in blocks.iter_mut().filter(is_open).take(DATELINE_BLOCKS) {
        let Some(dateline) = dateline::read(block.span.of(text), &model.lexicon) else { continue };
        // Several openings with a colon are the speakers of a transcript.
        match &found {
            Some((_, first)) if first.colon && dateline.colon => return None,
            Some(_) => {}
            None => found = Some((block, dateline)),
        }
    }
    let (block, found) = found?;
    block.kind = BlockKind::Paragraph;
    let span = |(start, end)| inside(block.span, start, end);
    Some(Dateline {
        span: span((0, found.end)),
        place: found.place.map(span),
        outlet: found.outlet.map(span),
    })
}

/// The first byline with authors, and the first outlet that a byline names.
fn read_byline(text: &str, blocks: &[Block], model: &Model) -> (Option<Byline>, Option<Span>) {
    let mut byline = None;
    let mut outlet = None;
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Byline) {
        let words = block.span.of(text);
        let found = byline::read(words, &model.lexicon)
            .or_else(|| byline::read_bare(words, &model.lexicon))
            .unwrap_or_default();
        let span = |(start, end)| inside(block.span, start, end);
        outlet = outlet.or(found.outlet.map(span));
        if byline.is_none() && !found.authors.is_empty() {
            let authors = found.authors.into_iter().map(span).collect();
            byline = Some(Byline { span: span((0, found.end)), authors });
        }
    }
    (byline, outlet)
}

/// A stretch of a block, from bytes of the block.
fn inside(block: Span, start: usize, end: usize) -> Span {
    let base = block.start as usize;
    Span::new(base + start, base + end)
}
