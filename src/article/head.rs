//! Tells headline, standfirst and lines about the article from its body.

use super::{byline, date, kind, outlet};
use crate::lexicon::Lexicon;
use crate::{Block, BlockKind, Span};

/// Blocks before the body at most; a text that has no prose in so many is a list.
const HEAD_BLOCKS: usize = 24;

/// Headings that may follow one another; the lines after the first of a longer run are a list.
const HEADINGS: usize = 2;

/// Bytes of the longest sentence alone that is a headline because the next block has the dateline.
const HEADLINE_BYTES: usize = 120;

/// Words of a line that may be a section's name rather than the headline if a longer line follows, and of
/// that line.
const SECTION_WORDS: usize = 2;
const HEADLINE_WORDS: usize = 4;

/// Gives the blocks before the body their kinds; the outlet if it has a line of its own. `dateline` is
/// where the block with the dateline starts.
pub(super) fn settle(
    text: &str,
    blocks: &mut [Block],
    dateline: Option<u32>,
    lexicon: &Lexicon,
) -> Option<Span> {
    let mut body = body(text, blocks, dateline);
    if body == 0 && is_headline(text, blocks, dateline) {
        body = 1;
    }
    let title = title(text, blocks, body);
    if let Some(block) = title.and_then(|title| blocks.get_mut(title)) {
        block.kind = BlockKind::Title;
    }
    let mut own_outlet = None;
    for index in 0..body {
        let Some(block) = blocks.get(index).copied().filter(is_open) else { continue };
        let words = block.span.of(text);
        let kind = if title.is_some_and(|title| index < title) {
            BlockKind::Meta
        } else if is_bare_byline(text, blocks.get(..body).unwrap_or(&[]), index, lexicon) {
            BlockKind::Byline
        } else if outlet::is_like(words, lexicon) {
            own_outlet = own_outlet.or(Some(block.span));
            BlockKind::Meta
        } else if kind::is_standfirst(words) {
            BlockKind::Standfirst
        } else {
            block.kind
        };
        if let Some(block) = blocks.get_mut(index) {
            block.kind = kind;
        }
    }
    if is_standfirst_before_body(text, blocks, body, dateline, lexicon)
        && let Some(block) = blocks.get_mut(body)
    {
        block.kind = BlockKind::Standfirst;
    }
    settle_headings(text, blocks.get_mut(body..).unwrap_or_default());
    own_outlet
}

/// Tells headings inside the body from the lines of a list without bullets.
fn settle_headings(text: &str, blocks: &mut [Block]) {
    // Buttons and names of sections are what they say before the body; inside it they are headings.
    for block in blocks.iter_mut() {
        let words = block.span.of(text);
        let is_name = block.kind == BlockKind::Meta && words.len() <= kind::SHORT / 2;
        if is_name
            && !words.contains(|c: char| c.is_ascii_digit())
            && words.contains(char::is_alphabetic)
        {
            block.kind = BlockKind::Heading;
        }
    }
    for run in blocks.chunk_by_mut(|a, b| a.kind == b.kind) {
        let is_list =
            run.len() > HEADINGS && run.first().is_some_and(|b| b.kind == BlockKind::Heading);
        for block in run.iter_mut().skip(1).filter(|_| is_list) {
            block.kind = BlockKind::Item;
        }
    }
}

/// True for blocks that their words have not told.
fn is_open(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
}

/// The index of the first block of prose; one past the first block if there is none.
fn body(text: &str, blocks: &[Block], dateline: Option<u32>) -> usize {
    blocks
        .iter()
        .take(HEAD_BLOCKS)
        .position(|b| {
            Some(b.span.start) == dateline
                || b.kind == BlockKind::Paragraph && kind::is_prose(b.span.of(text))
        })
        .unwrap_or(blocks.len().min(1))
}

/// True if the first block is a headline though it ends with a full stop: in capitals, or one short
/// sentence before the block with the dateline.
fn is_headline(text: &str, blocks: &[Block], dateline: Option<u32>) -> bool {
    let words = blocks.first().map_or("", |b| b.span.of(text));
    let next = blocks.get(1).map(|b| b.span.start);
    let is_short = words.len() <= HEADLINE_BYTES && !words.trim_end_matches('.').contains(". ");
    is_short && next.is_some() && (kind::is_title_case(words) || next == dateline)
}

/// The index of the headline: the first line before the body that its words do not tell.
fn title(text: &str, blocks: &[Block], body: usize) -> Option<usize> {
    let words =
        |index: usize| blocks.get(index).map_or(0, |b| b.span.of(text).split_whitespace().count());
    let mut lines = blocks.iter().take(body).enumerate().filter(|(_, b)| {
        let words = b.span.of(text);
        is_open(b) && words.len() <= kind::LONGEST_TITLE && !words.ends_with(':')
    });
    let (first, _) = lines.next()?;
    match lines.next() {
        Some((second, _)) if words(first) <= SECTION_WORDS && words(second) >= HEADLINE_WORDS => {
            Some(second)
        }
        _ => Some(first),
    }
}

/// True if the first prose stands before a byline, a date line or the block with the dateline.
fn is_standfirst_before_body(
    text: &str,
    blocks: &[Block],
    body: usize,
    dateline: Option<u32>,
    lexicon: &Lexicon,
) -> bool {
    let first = blocks.get(body).filter(|b| b.kind == BlockKind::Paragraph);
    if first.is_none_or(|first| dateline == Some(first.span.start)) {
        return false;
    }
    let next = blocks
        .iter()
        .skip(body + 1)
        .find(|b| !matches!(b.kind, BlockKind::Caption | BlockKind::Boilerplate));
    next.is_some_and(|next| {
        next.kind == BlockKind::Byline
            || dateline == Some(next.span.start)
            || next.kind == BlockKind::Meta && has_date(text, next, lexicon)
    })
}

fn has_date(text: &str, block: &Block, lexicon: &Lexicon) -> bool {
    date::find(block.span.of(text), 0, Some(date::Order::DayFirst), lexicon).is_some()
}

/// True if a line of the head is a name without `By`: with a job, or beside a date line, an outlet or a
/// job while no other line is a byline.
fn is_bare_byline(text: &str, head: &[Block], index: usize, lexicon: &Lexicon) -> bool {
    let words = |index: usize| head.get(index).map_or("", |b| b.span.of(text));
    let Some(name) = byline::read_bare(words(index), lexicon) else { return false };
    let is_about = |index: usize| {
        head.get(index).is_some_and(|block| {
            block.kind == BlockKind::Meta && has_date(text, block, lexicon)
                || outlet::is_like(words(index), lexicon)
                || block.span.len() <= kind::SHORT && byline::has_role(words(index), lexicon)
        })
    };
    let alone = !head.iter().any(|b| b.kind == BlockKind::Byline);
    let behind = name.authors.last().and_then(|&(_, end)| words(index).get(end..)).unwrap_or("");
    byline::has_role(behind, lexicon)
        || alone && (is_about(index + 1) || index.checked_sub(1).is_some_and(is_about))
}
