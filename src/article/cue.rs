//! Looks up the words that stand around an article: `Advertisement`, `Read more:`, `Photo:`, `By`.

use crate::chars;
use crate::cursor::Cursor;
use crate::lexicon::{self, Lexicon, List, Lists};

/// The lists of furniture.
const CUES: &[List] = &[
    lexicon::FURNITURE_BYLINE,
    lexicon::FURNITURE_CAPTION,
    lexicon::FURNITURE_LINE,
    lexicon::FURNITURE_META,
    lexicon::FURNITURE_NOTICE,
    lexicon::FURNITURE_PUBLISHED,
    lexicon::FURNITURE_UPDATED,
];

/// What a line of furniture begins with, or is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cue {
    /// Lists of the longest phrase that the line begins with.
    pub(super) lists: Lists,
    /// Where that phrase ends.
    pub(super) end: usize,
    /// It is the whole line but for signs behind it.
    pub(super) whole: bool,
}

/// The longest phrase of the furniture list that `line` begins with; case and signs before it do not
/// count.
pub(super) fn read(line: &str, lexicon: &Lexicon) -> Cue {
    let text = Cursor { text: line };
    let mut cue = Cue::default();
    let mut walk = lexicon.walk();
    let mut at = text.skip(0, |c| !chars::is_word(c) && c != '©');
    while let Some(c) = text.char(at) {
        let Some(next) = lexicon.step_small(walk, c) else { break };
        walk = next;
        at += c.len_utf8();
        let border = !chars::is_word(c) || !text.char(at).is_some_and(chars::is_word);
        let lists = if border { lexicon.lists_at(walk) } else { Lists::NONE };
        if lists.has_any(CUES) {
            cue = Cue { lists, end: at, whole: false };
        }
    }
    let behind = text.skip(cue.end, |c| !chars::is_word(c));
    cue.whole = cue.end > 0 && behind >= line.len();
    cue
}
