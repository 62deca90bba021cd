//! When the article was published and last changed.

use super::date::{self, Order};
use super::{cue, inside, kind};
use crate::chars;
use crate::cursor::Cursor;
use crate::lexicon::{self, Lexicon};
use crate::{Block, BlockKind, Published, Span};

/// Blocks at the start, and at the end, among which dates of publication stand.
const HEAD_BLOCKS: usize = 24;
const TAIL_BLOCKS: usize = 8;

/// Blocks at the start to which a date may be glued.
const GLUED_BLOCKS: usize = 4;

/// Bytes of the longest cue before a glued date: `Last updated on `.
const CUE_BYTES: usize = 16;

/// Words of the shortest headline to which a date is glued.
const HEADLINE_WORDS: usize = 3;

/// The dates of an article.
#[derive(Debug, Default)]
pub(super) struct Dates {
    pub(super) published: Option<Published>,
    pub(super) updated: Option<Published>,
}

/// Makes lines of their own of dates in words that are glued to one of the first blocks: `Ants heal
/// Tuesday, September 1, 2015`, `Thursday, May 7, 2015 The government`.
pub(super) fn part_glued(text: &str, blocks: Vec<Span>, lexicon: &Lexicon) -> Vec<Span> {
    let mut parts = Vec::with_capacity(blocks.len() + 2 * GLUED_BLOCKS);
    for (index, block) in blocks.into_iter().enumerate() {
        let words = block.of(text);
        let glued = if index < GLUED_BLOCKS { glued(words, lexicon) } else { None };
        let (start, end) = glued.unwrap_or((0, 0));
        for (start, end) in [(0, start), (start, end), (end, words.len())] {
            let part = inside(block, start, end).trim(text);
            if !part.is_empty() {
                parts.push(part);
            }
        }
    }
    parts
}

/// Where in a block a date in words is glued to its front or its back.
fn glued(words: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    let head = kind::prefix(words, kind::LONGEST_TITLE);
    let date = date::find(head, 0, None, lexicon).filter(|date| date.worded)?;
    let before = words.get(..date.start)?.trim_end();
    let behind = words.get(date.end..)?;
    let count = |words: &str| words.split_whitespace().count();
    let is_front = before.is_empty()
        && behind.starts_with(' ')
        && behind.trim_start().starts_with(char::is_uppercase)
        && count(behind) > 1;
    // A headline has no full stop; prose leads to its dates with small words: `was born on May 6, 2024`.
    let last = before.split(' ').next_back().unwrap_or("");
    let weekday = words.get(date.start..)?.split(|c: char| !c.is_alphabetic()).next()?;
    let is_back = behind.is_empty()
        && count(before) >= HEADLINE_WORDS
        && before
            .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '”' | '’' | ')'))
        && lexicon.lists_small(weekday).has(lexicon::CALENDAR_WEEKDAY)
        && !matches!(last.len(), 0..=2);
    (is_front || is_back).then_some((date.start, date.end))
}

/// Reads the dates in lines about the article, then the one glued to its first words, then the one of the
/// dateline.
pub(super) fn read(
    text: &str,
    blocks: &[Block],
    dateline: Option<Span>,
    lexicon: &Lexicon,
) -> Dates {
    let is_about = |b: &&Block| matches!(b.kind, BlockKind::Meta | BlockKind::Byline);
    let tail = blocks.iter().skip(HEAD_BLOCKS).rev().take(TAIL_BLOCKS).filter(is_about);
    let about = || blocks.iter().take(HEAD_BLOCKS).filter(is_about).chain(tail.clone());
    let order = about().find_map(|b| date::order(b.span.of(text), lexicon));
    let mut dates = Dates::default();
    for block in about() {
        dates.read_line(text, block.span, order, lexicon);
    }
    for block in blocks.iter().take(GLUED_BLOCKS) {
        dates.read_glued(text, block.span, order, lexicon);
    }
    if let Some(dateline) = dateline {
        dates.read_line(text, dateline, order, lexicon);
    }
    dates
}

impl Dates {
    fn keep(&mut self, found: Published, is_update: bool) {
        let slot = if is_update { &mut self.updated } else { &mut self.published };
        slot.get_or_insert(found);
    }

    /// Reads the dates of one line, each by the last cue before it.
    fn read_line(&mut self, text: &str, line: Span, order: Option<Order>, lexicon: &Lexicon) {
        let words = kind::prefix(line.of(text), kind::LONGEST_META);
        let mut at = 0;
        while let Some(found) = date::find(words, at, order, lexicon) {
            let is_update = last_cue_is_update(words.get(at..found.start).unwrap_or(""), lexicon);
            let span = inside(line, found.start, found.end);
            self.keep(Published { span, date: found.date }, is_update);
            at = found.end;
        }
    }

    /// Reads a date in figures that is glued to the front of prose: `date 2025-12-14 U.S. Envoy`.
    fn read_glued(&mut self, text: &str, block: Span, order: Option<Order>, lexicon: &Lexicon) {
        let words = block.of(text);
        let head = kind::prefix(words, 2 * CUE_BYTES);
        let Some(found) = date::find(head, 0, order, lexicon) else { return };
        let cue = cue::read(words, lexicon);
        let is_cue = cue.lists.has_any(&[lexicon::FURNITURE_PUBLISHED, lexicon::FURNITURE_UPDATED]);
        let before = words.get(if is_cue { cue.end } else { 0 }..found.start).unwrap_or("x");
        let behind = words.get(found.end..).unwrap_or("").trim_start();
        if !before.contains(chars::is_word) && behind.starts_with(char::is_uppercase) {
            let span = inside(block, found.start, found.end);
            let is_update = cue.lists.has(lexicon::FURNITURE_UPDATED);
            self.keep(Published { span, date: found.date }, is_update);
        }
    }
}

/// True if of the cues in `words` the last says that the article was changed.
fn last_cue_is_update(words: &str, lexicon: &Lexicon) -> bool {
    let text = Cursor { text: words };
    let mut at = 0;
    let mut is_update = false;
    while at < words.len() {
        let start = text.skip(at, |c| !chars::is_word(c));
        at = text.skip(start, chars::is_word);
        let lists = cue::read(words.get(start..).unwrap_or(""), lexicon).lists;
        if lists.has(lexicon::FURNITURE_UPDATED) {
            is_update = true;
        } else if lists.has(lexicon::FURNITURE_PUBLISHED) {
            is_update = false;
        }
    }
    is_update
}
