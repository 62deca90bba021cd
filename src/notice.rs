//! What the reader should know before trusting the rest.
//!
//! In: the text and what was read in it. Out: notices, none for an ordinary article.
//!
//! 1. `text/empty` — nothing was pasted
//! 2. `text/not-text` — a picture, a PDF or another file of bytes was read as text
//! 3. `text/too-long` — only the first part was read
//! 4. `text/markup` — the source of a web page was pasted
//! 5. `text/no-sentences` — no words: only numbers, signs, pictures
//! 6. `language/other` — not English, and which language it looks like

use crate::{MAX_BYTES, Model, Notice, Reading, Token, TokenKind};

/// Share of characters that are no text from which on a paste is a file of bytes: broken text has a few,
/// compressed bytes a third.
const NOT_TEXT: f32 = 0.1;

/// Tags in a thousand bytes from which on a paste is the source of a page: an article that speaks of
/// `<b>` has one or two in all.
const TAGS: f32 = 5.0;

/// Bytes that are looked at: what a text is shows at its start.
const SAMPLE: usize = 100_000;

/// The part of `text` that is read: all of it, or the lines within [`MAX_BYTES`].
pub(crate) fn readable(text: &str) -> &str {
    if text.len() <= MAX_BYTES {
        return text;
    }
    let whole = start(text, MAX_BYTES);
    whole.rfind('\n').and_then(|line| whole.get(..line)).unwrap_or(whole)
}

/// The first characters of `text`, at most `bytes` long.
fn start(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// Tells what is the matter with the text as a whole.
pub(crate) fn tell(
    pasted: &str,
    text: &str,
    tokens: &[Token],
    reading: &Reading,
    model: &Model,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut notice = |code, message: String| notices.push(Notice { code, message });
    let has_words = tokens.iter().any(|t| t.kind == TokenKind::Word);
    if tokens.is_empty() {
        notice("text/empty", "There is nothing to read here. Paste the text of an article.".into());
    } else if is_bytes(text) {
        notice(
            "text/not-text",
            "This is not text; perhaps a picture or a PDF. Copy the words of the article and paste them.".into(),
        );
    } else if !has_words {
        notice("text/no-sentences", "No sentences were found. Paste the whole article.".into());
    }
    if text.len() < pasted.len() {
        notice(
            "text/too-long",
            format!("Only the first {} MB were read; paste the rest by itself.", text.len() >> 20),
        );
    }
    if is_markup(text) {
        notice(
            "text/markup",
            "This looks like the source of a web page. Save it as a file and open it, or copy the words \
             from the page itself."
                .into(),
        );
    }
    if let Some(language) = reading.language.as_deref().filter(|&code| code != "en")
        && let Some(name) = model.languages.name(language)
    {
        notice(
            "language/other",
            format!("This looks like {name}; names and numbers may still be right."),
        );
    }
    notices
}

/// True for what was no text before it was made one.
fn is_bytes(text: &str) -> bool {
    let (mut broken, mut all) = (0, 0);
    for c in start(text, SAMPLE).chars() {
        all += 1;
        broken += u32::from(c == '\u{fffd}' || (c.is_control() && !c.is_whitespace()));
    }
    broken as f32 > NOT_TEXT * all as f32
}

/// True for the source of a web page.
fn is_markup(text: &str) -> bool {
    let sample = start(text, SAMPLE);
    let tags = sample
        .as_bytes()
        .windows(2)
        .filter(|w| matches!(w, [b'<', c] if c.is_ascii_alphabetic() || matches!(c, b'/' | b'!')));
    tags.count() as f32 * 1_000.0 > TAGS * sample.len() as f32
}

#[cfg(test)]
mod tests {
    use crate::{Model, Options, analyze};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let analysis = analyze(text, Model::shared(), &Options::default());
        let codes: Vec<&str> = analysis.notices.iter().map(|n| n.code).collect();
        assert_eq!(expected, codes, "{:?}", analysis.notices);
    }

    #[test]
    fn an_article_has_none() {
        check(
            "The council met in Nairobi on Monday, and its members agreed to build the bridge.",
            &[],
        );
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        check("", &["text/empty"]);
        check(" \n\t\u{a0}", &["text/empty"]);
    }

    #[test]
    fn bytes_are_no_text() {
        check(
            "\u{fffd}PNG\u{1a}\0\0\0\rIHDR\0\0\u{fffd}\u{fffd}\u{1}\u{2}\u{3}",
            &["text/not-text"],
        );
    }

    #[test]
    fn numbers_and_signs_are_no_sentences() {
        check("17 22 31 %% 😀", &["text/no-sentences"]);
    }

    #[test]
    fn the_source_of_a_page_is_no_article() {
        check(
            "<!DOCTYPE html><html><head><title>x</title></head><body><p>The man.</p></body></html>",
            &["text/markup"],
        );
    }

    #[test]
    fn another_language_is_named() {
        check(
            "Le conseil a dit lundi que le pont de la ville sera reconstruit après les crues de cette année.",
            &["language/other"],
        );
    }
}
