//! A token a line, a blank line between sentences, as in the shared tasks of `CoNLL`.
//!
//! The columns, parted by tabs: the token, its first code point in the text, the name's tag in IOB2
//! (`B-PER`, `I-ORG`, `O`; kinds beyond the four of CoNLL-2003 by their own names), and the number of the
//! entity or `_`. A token is a run of letters and digits with the apostrophes, full stops and hyphens
//! between them, or one sign; a name's ends cut tokens, so that no name is lost.

use crate::annotation::Points;
use crate::{Document, view};
use std::fmt::Write;
use std::ops::Range;

pub(super) fn write(document: &Document) -> String {
    let text = document.text();
    let view = document.view();
    let points = Points::new(text);
    let mut mentions: Vec<(Range<usize>, &view::Found)> =
        view.mentions.iter().map(|m| (document.bytes(m.span), m)).collect();
    mentions.sort_by_key(|(bytes, _)| bytes.start);
    let mut mentions = mentions.into_iter().peekable();
    let mut out = String::from("-DOCSTART-\t_\tO\t_\n\n");
    for sentence in &view.sentences {
        let bytes = document.bytes(sentence.span);
        let mut at = bytes.start;
        while at < bytes.end {
            while mentions.peek().is_some_and(|(name, _)| name.end <= at) {
                mentions.next();
            }
            let name = mentions.peek().filter(|(name, _)| name.start < bytes.end);
            let inside = name.filter(|(name, _)| name.start <= at);
            let border = match (inside, name) {
                (Some((name, _)), _) => name.end.min(bytes.end),
                (None, Some((name, _))) => name.start,
                (None, None) => bytes.end,
            };
            for token in tokens(text, at..border) {
                let tag = inside.map_or_else(
                    || ("O".to_owned(), "_".to_owned()),
                    |(name, found)| {
                        let begins = if token.start == name.start { "B" } else { "I" };
                        let entity = found.entity.map_or("_".into(), |id| id.to_string());
                        (format!("{begins}-{}", tag(&found.kind)), entity)
                    },
                );
                let words = text.get(token.clone()).unwrap_or_default();
                // Strings take all.
                let _ = writeln!(out, "{words}\t{}\t{}\t{}", points.at(token.start), tag.0, tag.1);
            }
            at = border.max(at + 1);
        }
        out.push('\n');
    }
    out
}

/// The tag of a kind: those of CoNLL-2003 where there is one.
fn tag(kind: &str) -> String {
    match kind {
        "person" => "PER".into(),
        "organization" => "ORG".into(),
        "location" => "LOC".into(),
        other => other.to_uppercase(),
    }
}

fn tokens(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut chars = text.get(range.clone()).unwrap_or_default().char_indices().peekable();
    let mut open = false;
    while let Some((at, c)) = chars.next() {
        let (start, end) = (range.start + at, range.start + at + c.len_utf8());
        let joins = matches!(c, '\'' | '’' | '.' | '-' | ',')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if c.is_whitespace() || c.is_control() {
            open = false;
        } else if open && (c.is_alphanumeric() || joins || mark(c)) {
            if let Some(last) = tokens.last_mut() {
                last.end = end;
            }
        } else {
            tokens.push(start..end);
            open = c.is_alphanumeric();
        }
    }
    tokens
}

/// Combining marks, joiners and soft hyphens: part of the word that they stand in.
fn mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;
    use serde_json::json;

    #[test]
    fn names_are_tagged_and_their_ends_cut_tokens() {
        let text = "Anna O’Neill-led U.N. talks.";
        let analysis = json!({
            "sentences": [{"span": {"start": 0, "end": 28}}],
            "mentions": [
                {"span": {"start": 0, "end": 12}, "kind": "person", "entity": 0},
                {"span": {"start": 17, "end": 21}, "kind": "organization", "entity": 1},
            ],
        });
        let document = Document::new(text.into(), Unit::Chars, analysis).expect("it fits");
        assert_eq!(
            "-DOCSTART-\t_\tO\t_\n\n\
             Anna\t0\tB-PER\t0\nO’Neill\t5\tI-PER\t0\n-\t12\tO\t_\nled\t13\tO\t_\n\
             U.N\t17\tB-ORG\t1\n.\t20\tI-ORG\t1\ntalks\t22\tO\t_\n.\t27\tO\t_\n\n",
            write(&document)
        );
    }
}
