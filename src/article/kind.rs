//! What a block is, as far as its own words tell.

use super::{byline, cue, date, line, outlet};
use crate::chars;
use crate::lexicon::{self, Lexicon};
use crate::{Block, BlockKind, Span};

/// Bytes of the longest headline.
pub(super) const LONGEST_TITLE: usize = 250;

/// Bytes of the longest line about the article.
pub(super) const LONGEST_META: usize = 200;

/// Bytes of a short line: longer ones are no jobs, outlets or headings.
pub(super) const SHORT: usize = 100;

/// Bytes of the longest caption, and of its credit.
const LONGEST_CAPTION: usize = 600;
const LONGEST_CREDIT: usize = 80;

/// Bytes of the longest line of the page around the article.
const LONGEST_BOILERPLATE: usize = 300;

/// Bytes from which on a block is prose without a full stop, and with one.
const LONG_PROSE: usize = 200;
const PROSE: usize = 60;

/// Words of the longest heading that ends with a colon.
const HEADING_WORDS: usize = 3;

/// Bytes from which on a headline in capitals gives a word one.
const LONG_WORD: usize = 4;

/// Bytes of the shortest line between headline and body that sums the article up.
const STANDFIRST: usize = 40;

/// Words of a date line beside the date: times, zones, a place, a reading time.
const WORDS_BESIDE_DATE: usize = 8;

/// The blocks with what each is; headlines and standfirsts are still headings and paragraphs.
pub(super) fn tell(text: &str, spans: &[Span], lexicon: &Lexicon) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(spans.len());
    let mut after_teaser = false;
    for &span in spans {
        let words = span.of(text);
        let mut kind = of(words, lexicon);
        if kind == BlockKind::Heading && after_teaser {
            kind = BlockKind::Boilerplate;
        }
        // What follows `Related stories` are links until prose goes on.
        after_teaser =
            kind == BlockKind::Boilerplate && (after_teaser || is_link_list(words, lexicon));
        blocks.push(Block { span, kind });
    }
    blocks
}

fn of(words: &str, lexicon: &Lexicon) -> BlockKind {
    if line::is_item(words) {
        return BlockKind::Item;
    }
    if words.len() > LONGEST_CAPTION {
        return BlockKind::Paragraph;
    }
    if !words.contains(chars::is_word) {
        return BlockKind::Meta;
    }
    let cue = cue::read(words, lexicon);
    if is_table_row(words) {
        BlockKind::Item
    } else if is_caption(words, cue, lexicon) {
        BlockKind::Caption
    } else if is_byline(words, lexicon) {
        BlockKind::Byline
    } else if is_meta(words, cue, lexicon) {
        BlockKind::Meta
    } else if is_boilerplate(words, cue, lexicon) {
        BlockKind::Boilerplate
    } else if is_heading(words) {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

/// The first bytes of `words`, up to a character border.
pub(super) fn prefix(words: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(words.len())).rev().find(|&end| words.is_char_boundary(end));
    words.get(..end.unwrap_or(0)).unwrap_or("")
}

/// True for running text: long, or ended by a full stop. A question may be a headline.
pub(super) fn is_prose(words: &str) -> bool {
    words.len() >= LONG_PROSE || words.len() >= PROSE && stripped(words).ends_with(['.', '…', ':'])
}

/// True if nearly all long words begin with a capital.
pub(super) fn is_title_case(words: &str) -> bool {
    let long = || words.split_whitespace().filter(|word| word.len() >= LONG_WORD);
    let capital =
        long().filter(|word| !word.trim_start_matches(is_sign).starts_with(char::is_lowercase));
    long().count() >= 3 && capital.count() * 10 >= long().count() * 9
}

fn is_sign(c: char) -> bool {
    !chars::is_word(c)
}

/// True if a line between headline and body is long enough to sum the article up.
pub(super) fn is_standfirst(words: &str) -> bool {
    words.len() >= STANDFIRST || stripped(words).ends_with('.')
}

/// Without the quotation marks and brackets at the end.
fn stripped(words: &str) -> &str {
    words.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»'])
}

fn is_heading(words: &str) -> bool {
    words.len() <= SHORT
        && !stripped(words).ends_with(['.', '!', '…', ',', ';'])
        // `Here is what to know:` leads to a list, `KEY MEASURES:` heads one.
        && !(words.ends_with(':') && words.split_whitespace().count() > HEADING_WORDS)
        && words.starts_with(|c: char| !c.is_lowercase())
}

/// Cells parted by tabs or strokes.
fn is_table_row(words: &str) -> bool {
    words.matches('\t').count() >= 2 || words.contains('|') && words.matches(" | ").count() >= 3
}

fn is_byline(words: &str, lexicon: &Lexicon) -> bool {
    let words = words.trim_start_matches(['(', '[']);
    byline::read(words, lexicon).is_some_and(|found| {
        let rest = words.get(found.end..).unwrap_or("");
        rest.len() <= SHORT && (!stripped(words).ends_with('.') || !rest.contains(chars::is_word))
    })
}

/// A credit at the front or the back: `Photo: Jo Doe`, `A boat. Image: Jo Doe`, `(AP Photo/Jo Doe)`.
fn is_caption(words: &str, cue: cue::Cue, lexicon: &Lexicon) -> bool {
    if cue.lists.has(lexicon::FURNITURE_CAPTION) {
        let phrase = words.get(..cue.end).unwrap_or("");
        let behind = words.get(cue.end..).unwrap_or("").trim_start();
        let made_by = phrase.ends_with(" by") || phrase.ends_with(" of");
        if cue.whole || made_by || behind.starts_with([':', '/', '|', '-', '–', '—', ';']) {
            return true;
        }
    }
    let is_credit = |word: &str| lexicon.has(lexicon::FURNITURE_CAPTION, word);
    // Asking for the sign alone is quick, and most blocks have none.
    let colon = if words.contains(':') { words.rfind(": ") } else { None };
    let tail = colon.map(|colon| {
        let head = words.get(..colon).unwrap_or("");
        let start = head.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + 1);
        let capital = head.get(start..).is_some_and(|word| word.starts_with(char::is_uppercase));
        let word = head.get(start..).unwrap_or("");
        (capital || head.get(..start).is_some_and(|h| h.ends_with(['(', '['])))
            && is_credit(word)
            && words.len() - colon <= LONGEST_CREDIT
    });
    tail == Some(true) || ends_with_agency(words, lexicon)
}

/// `(Jo Doe/Agency)`, `[Reuters/Jo Doe]`, `Jo Doe/AFP via Getty Images`.
fn ends_with_agency(words: &str, lexicon: &Lexicon) -> bool {
    let closes = words.trim_end_matches('.').ends_with([')', ']']);
    if closes && let Some(open) = words.rfind(['(', '[']) {
        let inner = words.get(open + 1..).unwrap_or("").trim_end_matches([')', ']', '.']);
        let (left, right) = inner.split_once('/').unwrap_or(("", ""));
        let cased = |part: &str| part.trim().starts_with(char::is_uppercase);
        let known = |part: &str| {
            let part = part.trim();
            outlet::is_like(part, lexicon)
                || part.split(' ').next().is_some_and(|first| outlet::is_known(first, lexicon))
        };
        return inner.len() <= LONGEST_CREDIT
            && cased(left)
            && cased(right)
            && (known(left) || known(right));
    }
    let tail = words.rsplit(['/', '|']).next().unwrap_or("");
    tail.len() < words.len() && tail.len() <= LONGEST_CREDIT / 2 && {
        let name = tail.trim().rsplit("via ").next().unwrap_or("").trim();
        outlet::is_known(name, lexicon) && words.len() > SHORT / 2
    }
}

fn is_meta(words: &str, cue: cue::Cue, lexicon: &Lexicon) -> bool {
    if words.len() > LONGEST_META {
        return false;
    }
    if cue.whole && cue.lists.has(lexicon::FURNITURE_META) {
        return true;
    }
    // `4 min read`
    let unit =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '-');
    if unit.len() < words.len() {
        let cue = cue::read(unit, lexicon);
        if cue.whole && cue.lists.has(lexicon::FURNITURE_META) {
            return true;
        }
    }
    let begins = cue.lists.has_any(&[lexicon::FURNITURE_PUBLISHED, lexicon::FURNITURE_UPDATED]);
    let is_digit = |c: char| c.is_ascii_digit();
    let Some(found) = date::find(words, 0, Some(date::Order::DayFirst), lexicon) else {
        // `Updated 3 hours ago`, `Monday, 6 May`
        return begins && words.len() <= SHORT / 2 && words.contains(is_digit)
            || is_calendar(words, lexicon);
    };
    let before = words.get(..found.start).unwrap_or("");
    let behind = words.get(found.end..).unwrap_or("");
    let count =
        |part: &str| part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    let beside = count(before) + count(behind);
    let parted = before.trim_end().ends_with(['|', '•', '·', '-', '–', '—', ',', ':', '/'])
        || is_calendar(before, lexicon);
    beside <= 2 * WORDS_BESIDE_DATE && begins
        || beside <= WORDS_BESIDE_DATE && (count(before) == 0 || parted)
}

/// Nothing but days, months, time zones and figures.
fn is_calendar(words: &str, lexicon: &Lexicon) -> bool {
    let lists = [lexicon::CALENDAR_MONTH, lexicon::CALENDAR_WEEKDAY];
    let mut parts =
        words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    let any = parts.peek().is_some();
    let mut named = false;
    let all = parts.all(|word| {
        let is_named =
            lexicon.lists_small(word).has_any(&lists) || lexicon.has(lexicon::TIME_ZONES, word);
        named |= is_named;
        is_named || word.starts_with(|c: char| c.is_ascii_digit())
    });
    any && all && named
}

fn is_boilerplate(words: &str, cue: cue::Cue, lexicon: &Lexicon) -> bool {
    if words.len() > LONGEST_BOILERPLATE {
        return false;
    }
    let behind = words.get(cue.end..).unwrap_or("").trim_start();
    let last = words.trim_end_matches(['.', ' ']).rsplit(". ").next().unwrap_or("");
    let last = cue::read(last, lexicon);
    cue.whole && cue.lists.has(lexicon::FURNITURE_LINE)
        || cue.lists.has(lexicon::FURNITURE_LINE)
            && behind.starts_with([':', '|', '»', '>', '–', '—', '→', '-'])
        || cue.lists.has(lexicon::FURNITURE_NOTICE)
        || last.whole && last.lists.has(lexicon::FURNITURE_NOTICE)
        || is_copyright(words)
}

/// `© 2024 Acme`, but no letter that was badly decoded.
fn is_copyright(words: &str) -> bool {
    words.match_indices('©').any(|(at, sign)| {
        let before = words.get(..at).and_then(|head| head.chars().next_back());
        let behind = words.get(at + sign.len()..).unwrap_or("");
        before.is_none_or(is_sign) && behind.trim_start().starts_with(chars::is_word)
    })
}

/// True if links to other articles follow: `Related stories`.
fn is_link_list(words: &str, lexicon: &Lexicon) -> bool {
    let cue = cue::read(words, lexicon);
    cue.whole && cue.lists.has(lexicon::FURNITURE_LINE) && cue.lists.has(lexicon::FURNITURE_NOTICE)
}
