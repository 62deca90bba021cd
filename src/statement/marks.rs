//! Quotation marks: which words stand inside which.

use crate::{Token, TokenKind};
use std::ops::Range;

/// Words between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// Index of the token that opens it, its mark included.
    pub first: usize,
    /// Index of the last token, its mark included if there is one.
    pub last: usize,
    /// True if nothing closes it before its paragraph ends.
    pub open: bool,
    /// True if the mark that opens it looks neither way.
    pub straight: bool,
}

/// Which way a mark can look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Opens,
    Closes,
    /// Straight marks between two blanks or two words.
    Either,
}

/// A family of marks that pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
}

/// Pairs the marks of each block; `blocks` are the tokens of the blocks.
///
/// A quotation that nothing closes ends with its block. A single mark opens one only outside double
/// marks and only if another closes it in the same block: the rest are apostrophes.
pub fn pair(text: &str, tokens: &[Token], blocks: &[Range<usize>]) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    for block in blocks {
        pair_block(text, tokens, block, &mut quotations);
    }
    quotations
}

fn pair_block(text: &str, tokens: &[Token], block: &Range<usize>, out: &mut Vec<Quotation>) {
    let quotation = |first: usize, last: usize, open: bool| {
        let mark = tokens.get(first).map_or("", |token| token.span.of(text));
        Quotation { first, last, open, straight: mark.starts_with(['"', '\'', '＂']) }
    };
    let mut opened: Option<usize> = None;
    let mut depth = 0_u32;
    let mut single: Option<usize> = None;
    for at in block.clone() {
        let Some((family, look)) = mark(text, tokens, block, at) else { continue };
        match (family, opened) {
            (Family::Double, None) => {
                single = None;
                if look == Look::Closes {
                    continue;
                }
                opened = Some(at);
                depth = 0;
            }
            (Family::Double, Some(first)) => match look {
                // Behind a full stop the quotation begins once more, as it does with each paragraph: one was lost.
                Look::Opens
                    if depth == 0 && first + 1 < at && ends_sentence(text, tokens, at - 1) =>
                {
                    out.push(quotation(first, at - 1, true));
                    opened = Some(at);
                }
                // A mark that opens at a word's front inside a quotation: one in the quotation.
                Look::Opens => depth += 1,
                Look::Closes | Look::Either if depth > 0 => depth -= 1,
                Look::Closes | Look::Either => {
                    out.push(quotation(first, at, false));
                    opened = None;
                }
            },
            (Family::Single, Some(_)) => {}
            (Family::Single, None) => match (single, look) {
                (_, Look::Opens) => single = Some(at),
                (Some(first), Look::Closes) => {
                    // A plural's apostrophe stands behind an s and no stop or comma.
                    let before = tokens.get(at.wrapping_sub(1)).map_or("", |t| t.span.of(text));
                    let plural = before.ends_with('s') && closes_later(text, tokens, block, at);
                    if !plural {
                        out.push(quotation(first, at, false));
                        single = None;
                    }
                }
                _ => {}
            },
        }
    }
    if let Some(first) = opened {
        let last = block.end - 1;
        if depth > 0 {
            // The inner mark took the outer one's partner: trust the last that closes.
            if let Some(close) = (first + 1..block.end)
                .rev()
                .find(|&at| matches!(mark(text, tokens, block, at), Some((Family::Double, look)) if look != Look::Opens))
            {
                out.push(quotation(first, close, false));
                return;
            }
        }
        out.push(quotation(first, last, true));
    }
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| matches!(t.span.of(text), "." | "?" | "!" | "…"))
}

/// How far a single mark looks for another that closes, in tokens.
const REACH: usize = 60;

/// True if a single mark behind a stop or comma closes within reach.
fn closes_later(text: &str, tokens: &[Token], block: &Range<usize>, at: usize) -> bool {
    (at + 1..block.end.min(at + REACH)).any(|later| {
        let before = tokens.get(later - 1).map_or("", |t| t.span.of(text));
        mark(text, tokens, block, later) == Some((Family::Single, Look::Closes))
            && before.ends_with([',', '.', '?', '!'])
    })
}

fn mark(text: &str, tokens: &[Token], block: &Range<usize>, at: usize) -> Option<(Family, Look)> {
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Punct)?;
    let (family, look) = match token.span.of(text) {
        "“" | "„" | "«" | "``" | "‘‘" => return Some((Family::Double, Look::Opens)),
        "”" | "»" | "’’" => return Some((Family::Double, Look::Closes)),
        "\"" | "''" | "＂" => (Family::Double, Look::Either),
        "‘" | "`" => (Family::Single, Look::Opens),
        "’" => (Family::Single, Look::Closes),
        "'" => (Family::Single, Look::Either),
        _ => return None,
    };
    let touches = |a: usize, b: usize| {
        block.contains(&a)
            && block.contains(&b)
            && matches!((tokens.get(a), tokens.get(b)), (Some(a), Some(b)) if a.span.end == b.span.start)
    };
    let word = |i: usize| {
        block.contains(&i)
            && tokens.get(i).is_some_and(|t| {
                t.kind != TokenKind::Punct || t.span.of(text).starts_with(['$', '#', '[', '('])
            })
    };
    let before = at.checked_sub(1).is_some_and(|b| touches(b, at));
    let behind = touches(at, at + 1);
    let found = match (before, behind) {
        (false, true) => Look::Opens,
        (true, false) => Look::Closes,
        // `("No," he said)`, `—"Yes"—`: what touches a word looks at it.
        (true, true) if word(at + 1) && !word(at.wrapping_sub(1)) => {
            let end = tokens.get(at.wrapping_sub(1)).map_or("", |t| t.span.of(text));
            if end.ends_with([',', '.', '?', '!']) { Look::Closes } else { Look::Opens }
        }
        (true, true) if !word(at + 1) => Look::Closes,
        _ => Look::Either,
    };
    match (family, look, found) {
        (Family::Double, _, found) => Some((Family::Double, found)),
        // A closing curly mark before a word is an apostrophe: ’90s.
        (Family::Single, Look::Opens, Look::Opens) => Some((Family::Single, Look::Opens)),
        (Family::Single, Look::Closes, Look::Closes) => Some((Family::Single, Look::Closes)),
        (Family::Single, Look::Either, Look::Opens | Look::Closes) => Some((Family::Single, found)),
        _ => None,
    }
}
