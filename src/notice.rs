//! What the reader should know before trusting the rest.
//!
//! In: the text and what was read in it. Out: notices, none for an ordinary article.

use crate::{MAX_BYTES, Notice, Reading, Sentence};

/// The part of `text` that is read: all of it, or the lines within [`MAX_BYTES`].
pub(crate) fn readable(text: &str) -> &str {
    if text.len() <= MAX_BYTES {
        return text;
    }
    let end = (0..=MAX_BYTES).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let whole = text.get(..end).unwrap_or("");
    whole.rfind('\n').and_then(|line| whole.get(..line)).unwrap_or(whole)
}

/// Tells what is the matter with the text as a whole.
pub(crate) fn tell(
    pasted: &str,
    text: &str,
    sentences: &[Sentence],
    _reading: &Reading,
) -> Vec<Notice> {
    let mut notices = Vec::new();
    if text.len() < pasted.len() {
        notices.push(Notice {
            code: "text/too-long",
            message: format!("Only the first {} MB were read.", text.len() >> 20),
        });
    }
    if sentences.is_empty() {
        notices.push(Notice {
            code: "text/empty",
            message: "There is nothing to read here. Paste the text of an article.".to_owned(),
        });
    }
    notices
}
