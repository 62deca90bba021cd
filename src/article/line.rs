//! Lines of the text and the blocks that they make.
//!
//! A blank line always parts blocks. A single line end parts them too, unless the lines were cut to a
//! width: then a line goes on in the next one if the next one's first word would not have fitted.

use crate::Span;
use crate::cursor::Cursor;

/// Widths that lines are cut to, in characters: shorter are columns of a table, longer is no width.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// Characters of the shortest line that may go on in the next one where nothing else says that lines
/// were cut: shorter ones are more often headings and list lines.
const LONG_LINE: usize = 60;

/// One line with something on it.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Without white space at either end.
    span: Span,
    /// Its characters, and those of its first word.
    width: u32,
    first: u32,
    /// A blank line, or none, stands before it.
    parted: bool,
    /// White space stands before it.
    indented: bool,
}

/// The lines of `text` as blocks without white space at either end.
pub(super) fn blocks(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let cut = Cut::of(text, &lines);
    let mut blocks: Vec<Span> = Vec::with_capacity(lines.len());
    let mut last: Option<&Line> = None;
    for line in &lines {
        let joined = last.is_some_and(|last| !line.parted && cut.joins(text, last, line));
        match blocks.last_mut() {
            Some(block) if joined => block.end = line.span.end,
            _ => blocks.push(line.span),
        }
        last = Some(line);
    }
    blocks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut blank = true;
    let mut after_return = false;
    for piece in text.split_inclusive(is_line_end) {
        let whole = Span::new(at, at + piece.len());
        at += piece.len();
        let span = whole.trim(text);
        if span.is_empty() {
            // The second half of CRLF is no blank line.
            blank |= !(after_return && piece == "\n");
        } else {
            let words = span.of(text);
            let first = words.split(char::is_whitespace).next().unwrap_or("");
            lines.push(Line {
                span,
                width: words.chars().count() as u32,
                first: first.chars().count() as u32,
                parted: blank,
                indented: whole.start < span.start,
            });
            blank = false;
        }
        after_return = piece.ends_with('\r');
    }
    lines
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// How the lines were cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// At the ends of paragraphs only.
    No,
    /// To so many characters.
    Width(u32),
    /// To some width that is not the same number of characters everywhere, as in a copied print page;
    /// the longest line has so many.
    Loose(u32),
}

impl Cut {
    /// Every pair of neighbouring lines votes for the widths at which the second one's first word did
    /// not fit on the first. Cut text goes on in small letters; lists and headlines do not.
    fn of(text: &str, lines: &[Line]) -> Self {
        let pairs = || lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.parted);
        let mut change = [0_i32; 123];
        let (mut all, mut small, mut longest) = (0, 0, 0);
        for (line, next) in pairs() {
            let (low, high) = (line.width as usize, (line.width + next.first) as usize);
            all += 1;
            let is_small = starts_small(text, next);
            if is_small && low >= *WIDTHS.start() {
                small += 1;
            }
            longest = longest.max(line.width);
            if high >= *WIDTHS.start() && low <= *WIDTHS.end() {
                let weight = 1 + i32::from(is_small);
                if let Some(c) = change.get_mut(low.max(*WIDTHS.start())) {
                    *c += weight;
                }
                if let Some(c) = change.get_mut(high.min(*WIDTHS.end()) + 1) {
                    *c -= weight;
                }
            }
        }
        let mut votes = 0;
        let mut best = (0, 0);
        for (width, change) in change.iter().enumerate() {
            votes += change;
            if votes > best.0 {
                best = (votes, width as u32);
            }
        }
        // Two votes for a pair that goes on in small letters, one for any other.
        if small >= 2 && best.0 * 3 >= all * 2 && small * 2 >= all {
            Self::Width(best.1)
        } else if small >= 3 && small * 2 >= all && longest <= 2 * *WIDTHS.end() as u32 {
            Self::Loose(longest)
        } else {
            Self::No
        }
    }

    /// True if `line` goes on in `next`, with no blank line between them.
    fn joins(self, text: &str, line: &Line, next: &Line) -> bool {
        if is_item(next.span.of(text)) || next.indented && !line.indented {
            return false;
        }
        let open = ends_open(text, line);
        match self {
            Self::Width(width) => {
                line.width <= width && line.width + next.first + 1 > width
                    || open && starts_small(text, next) && 2 * line.width > width
            }
            Self::Loose(longest) => {
                open && (starts_small(text, next) || 4 * line.width > 3 * longest)
                    || starts_small(text, next) && 4 * line.width > 3 * longest
            }
            Self::No => open && starts_small(text, next) && line.width as usize >= LONG_LINE,
        }
    }
}

/// True if the line goes on with a small letter.
fn starts_small(text: &str, line: &Line) -> bool {
    line.span.of(text).starts_with(char::is_lowercase)
}

/// True if the line ends with a letter, digit or comma: in the middle of a sentence.
fn ends_open(text: &str, line: &Line) -> bool {
    line.span.of(text).ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

/// True if `line` begins with a bullet or the number of a list: `- `, `• `, `3. `, `(a) `.
pub(super) fn is_item(line: &str) -> bool {
    let text = Cursor { text: line };
    let Some(first) = text.char(0) else { return false };
    let blank_at = |at| text.char(at).is_some_and(char::is_whitespace);
    if matches!(
        first,
        '•' | '·'
            | '◦'
            | '▪'
            | '■'
            | '●'
            | '‣'
            | '⁃'
            | '○'
            | '►'
            | '▸'
            | '➤'
            | '✓'
            | '✔'
    ) {
        return text.text.len() > first.len_utf8();
    }
    if matches!(first, '-' | '–' | '*' | '+') {
        return blank_at(first.len_utf8());
    }
    let open = usize::from(first == '(');
    let digits = text.skip(open, |c| c.is_ascii_digit());
    let end = if digits == open { text.skip(open, |c| c.is_ascii_lowercase()) } else { digits };
    let short = end > open && end - open <= 2 && (digits > open || end - open == 1);
    let closed = match text.char(end) {
        Some(')') => true,
        Some('.') => open == 0 && digits > open,
        _ => false,
    };
    short && closed && blank_at(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks of a text in brackets, line ends as `/`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let blocks: Vec<String> = blocks(text)
            .iter()
            .map(|b| format!("[{}]", b.of(text).replace("\r\n", "/").replace('\n', "/")))
            .collect();
        assert_eq!(expected, blocks.join(" "));
    }

    const CUT: &str = "The river rose by two metres in the night and the ferry\n\
                       stayed on the far bank until the wind had dropped, said\n\
                       its captain.\n\
                       Nobody had seen the like of it since the flood that took\n\
                       the old bridge away in the year of the long winter.\n";

    #[test]
    fn a_line_is_a_block() {
        check(
            "A storm came.\nIt went.\r\n\r\nAll was calm.",
            "[A storm came.] [It went.] [All was calm.]",
        );
    }

    #[test]
    fn lines_cut_to_a_width_are_joined() {
        check(
            CUT,
            "[The river rose by two metres in the night and the ferry/stayed on the far bank until the \
             wind had dropped, said/its captain.] [Nobody had seen the like of it since the flood that \
             took/the old bridge away in the year of the long winter.]",
        );
    }

    #[test]
    fn a_score_line_in_cut_text_stays_alone() {
        let text = format!("Rovers 3\nAthletic 2\n\n{CUT}");
        assert_eq!("Rovers 3", blocks(&text).first().expect("a block").of(&text));
        assert_eq!(4, blocks(&text).len());
    }

    #[test]
    fn list_lines_are_never_joined() {
        check("Bring\n- eggs\n- milk\n3. (a) tea", "[Bring] [- eggs] [- milk] [3. (a) tea]");
    }
}
