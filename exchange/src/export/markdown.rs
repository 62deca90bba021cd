//! Front matter, summary, who is in it, who says what, and the article: a note for a folder of notes.
//!
//! The front matter is YAML whose strings are written as JSON strings, which YAML takes as they are. The
//! words of strangers are escaped, so that no name becomes a link or markup.

use super::{authors, by_kind, name, outlet, summary, title};
use crate::Document;
use crate::view::Statement;
use std::fmt::Write;

/// Entities listed of each kind.
const SHOWN: usize = 8;

pub(super) fn write(document: &Document) -> String {
    let mut out = String::from("---\n");
    front_matter(document, &mut out);
    out.push_str("---\n\n");
    let view = document.view();
    let heading = title(document).unwrap_or_else(|| "Article".into());
    line(&mut out, format_args!("# {}", escape(&heading)));
    for notice in &view.notices {
        line(&mut out, format_args!("\n> {}", escape(&notice.message)));
    }
    let lines = summary(document);
    if !lines.is_empty() {
        line(&mut out, format_args!("\n## Summary\n"));
        for sentence in lines {
            line(&mut out, format_args!("- {}", escape(&sentence)));
        }
    }
    for (heading, entities) in by_kind(document) {
        line(&mut out, format_args!("\n## {heading}\n"));
        for entity in entities.iter().take(SHOWN) {
            let times = match entity.mentions.len() {
                0 | 1 => String::new(),
                many => format!(" ×{many}"),
            };
            line(&mut out, format_args!("- {}{times}", escape(&name(entity))));
        }
        if entities.len() > SHOWN {
            line(&mut out, format_args!("- and {} more", entities.len() - SHOWN));
        }
    }
    statements(document, &mut out);
    line(&mut out, format_args!("\n## Text"));
    for block in &view.article.blocks {
        let words = escape(&document.line(block.span));
        match block.kind.as_str() {
            "title" => {}
            "heading" => line(&mut out, format_args!("\n### {words}")),
            "item" => line(&mut out, format_args!("\n- {}", words.trim_start_matches(['•', ' ']))),
            _ => line(&mut out, format_args!("\n{words}")),
        }
    }
    out
}

/// Who says what, a line each, in the article's own words.
fn statements(document: &Document, out: &mut String) {
    let view = document.view();
    let told = view.statements.iter().filter(|s| !s.content.is_empty());
    for (at, statement) in told.enumerate() {
        if at == 0 {
            line(out, format_args!("\n## Who says what\n"));
        }
        let who = speaker(document, statement);
        let content: Vec<String> =
            statement.content.iter().map(|&span| escape(&document.line(span))).collect();
        let standing = match &*statement.standing {
            "unsaid" => " (not said)",
            "supposed" => " (not said yet, or only perhaps)",
            _ => "",
        };
        let teller = statement.within.and_then(|at| view.statements.get(at));
        let teller = teller.map(|teller| escape(&speaker(document, teller)));
        let within = teller.map_or_else(String::new, |teller| format!(" (as told by {teller})"));
        let told = content.join(" … ");
        line(out, format_args!("- **{}**{standing}{within}: {told}", escape(&who)));
    }
}

/// Who says it: the name of the entity, else the words of the source.
fn speaker(document: &Document, statement: &Statement) -> String {
    let entity = statement.speaker.and_then(|id| document.view().entities.get(id as usize));
    let words = || statement.source.map(|span| document.line(span));
    entity.map(name).or_else(words).unwrap_or_else(|| "Nobody named".into())
}

fn front_matter(document: &Document, out: &mut String) {
    let view = document.view();
    let article = &view.article;
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            line(out, format_args!("{key}: {value}"));
        }
    };
    put("title", title(document).map(|title| string(&title)));
    put("authors", list(&authors(document)));
    put("outlet", outlet(document).map(|outlet| string(&outlet)));
    let place = article.dateline.as_ref().and_then(|dateline| dateline.place);
    put("place", place.map(|span| string(&document.line(span))));
    put("published", article.published.as_ref().map(|p| p.date.clone()));
    put("updated", article.updated.as_ref().map(|p| p.date.clone()));
    put("language", view.reading.language.clone());
    put("words", Some(view.reading.words.to_string()));
    put("minutes", Some(view.reading.seconds.div_ceil(60).max(1).to_string()));
    for (heading, entities) in by_kind(document) {
        let names: Vec<String> = entities.iter().take(SHOWN).map(|entity| name(entity)).collect();
        put(&heading.to_lowercase(), list(&names));
    }
    let topics: Vec<String> = view.topics.iter().map(|line| line.topic.clone()).collect();
    put("topics", list(&topics));
    put("nutgraf", Some(string(&view.version)));
}

fn string(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn list(items: &[String]) -> Option<String> {
    let items: Vec<String> = items.iter().map(|item| string(item)).collect();
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

/// Text that Markdown leaves alone, by backslashes; a line that would begin a list, heading or quotation
/// included.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let sign =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~');
        if sign || (at == 0 && matches!(c, '-' | '+' | '=')) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn line(out: &mut String, line: std::fmt::Arguments) {
    // Strings take all.
    let _ = writeln!(out, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;
    use serde_json::json;

    #[test]
    fn front_matter_names_what_is_known_and_strangers_words_stay_text() {
        let text = "<b>Vote: \"yes\"\n\n# Anna won.";
        let analysis = json!({
            "version": "1.0",
            "article": {
                "title": {"start": 0, "end": 14},
                "published": {"date": "2025-12-14"},
                "blocks": [
                    {"kind": "title", "span": {"start": 0, "end": 14}},
                    {"kind": "paragraph", "span": {"start": 16, "end": 27}},
                ],
            },
            "entities": [{"name": "Anna", "kind": "person", "mentions": [0, 1]}],
            "statements": [
                {"content": [{"start": 16, "end": 27}], "speaker": 0},
                {"content": [{"start": 23, "end": 26}], "source": {"start": 18, "end": 22}, "within": 0},
            ],
            "topics": [{"topic": "politics"}],
            "reading": {"words": 5, "seconds": 2},
        });
        let document = Document::new(text.into(), Unit::Utf16, analysis).expect("it fits");
        let expected = "---\ntitle: \"<b>Vote: \\\"yes\\\"\"\npublished: 2025-12-14\nwords: 5\nminutes: 1\n\
            people: [\"Anna\"]\ntopics: [\"politics\"]\nnutgraf: \"1.0\"\n---\n\n# \\<b\\>Vote: \"yes\"\n\n## People\n\n- Anna ×2\n\n\
            ## Who says what\n\n- **Anna**: \\# Anna won.\n- **Anna** (as told by Anna): won\n\n## Text\n\n\\# Anna won.\n";
        assert_eq!(expected, write(&document));
    }
}
