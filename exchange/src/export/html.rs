//! The article as a page of its own, with what was found marked: one file, no script, nothing loaded.
//!
//! Marks that cross an earlier one are left out; of two that begin together the longer one stays.

use super::{authors, outlet, summary, title, told};
use crate::Document;
use crate::view::{Found, Span};
use std::fmt::Write;
use std::ops::Range;

/// The look of the page: the kinds are told apart by underline as well as by colour.
const STYLE: &str = include_str!("html.css");

pub(super) fn write(document: &Document) -> String {
    let view = document.view();
    let heading = title(document).unwrap_or_else(|| "Article".into());
    let language =
        view.reading.language.as_deref().filter(|l| l.chars().all(|c| c.is_ascii_lowercase()));
    let mut out = String::new();
    put(
        &mut out,
        format_args!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
            language.unwrap_or("en"),
            escape(&heading)
        ),
    );
    let lines = summary(document);
    if !lines.is_empty() {
        out.push_str("<aside>\n<h2>Summary</h2>\n<ul>\n");
        for line in lines {
            put(&mut out, format_args!("<li>{}</li>\n", escape(&line)));
        }
        out.push_str("</ul>\n");
        let mut about = authors(document);
        about.extend(outlet(document));
        about.extend(view.article.published.as_ref().map(|p| p.date.clone()));
        if !about.is_empty() {
            put(&mut out, format_args!("<p>{}</p>\n", escape(&about.join(" · "))));
        }
        out.push_str("</aside>\n");
    }
    out.push_str("<article>\n");
    let marks = marks(document);
    let mut rest = marks.as_slice();
    for block in &view.article.blocks {
        let bytes = document.bytes(block.span);
        let before = rest.partition_point(|(mark, _)| mark.start < bytes.start);
        let until = rest.partition_point(|(mark, _)| mark.start < bytes.end);
        let inside = rest.get(before..until).unwrap_or_default();
        rest = rest.get(until..).unwrap_or_default();
        let tag = match block.kind.as_str() {
            "title" => "h1",
            "heading" => "h2",
            _ => "p",
        };
        put(&mut out, format_args!("<{tag} class=\"{}\">", escape(&block.kind)));
        words(document, bytes, inside, &mut out);
        put(&mut out, format_args!("</{tag}>\n"));
    }
    out.push_str("</article>\n");
    events(document, &mut out);
    out.push_str("</body>\n</html>\n");
    out
}

/// What happened, each with who takes part and the sentence that tells it.
fn events(document: &Document, out: &mut String) {
    let view = document.view();
    let mut events = told(document).peekable();
    if events.peek().is_none() {
        return;
    }
    out.push_str("<aside>\n<h2>Events</h2>\n<ul>\n");
    for event in events {
        let words = |span: Span| escape(&document.line(span));
        put(out, format_args!("<li><b>{}</b>", words(event.trigger)));
        put(out, format_args!(" ({}, {})", escape(&event.kind), escape(&event.modality)));
        let mention = event.place.and_then(|id| view.mentions.get(id as usize));
        let timex = event.timex.and_then(|id| view.timexes.get(id as usize));
        let facts = [
            ("who", event.actors.iter().map(|one| one.span).collect::<Vec<_>>()),
            ("whom", event.targets.iter().map(|one| one.span).collect()),
            ("with", event.instrument.into_iter().collect()),
            ("where", mention.map(|mention| mention.span).into_iter().collect()),
            ("when", timex.map(|timex| timex.span).into_iter().collect()),
        ];
        for (label, spans) in facts.iter().filter(|(_, spans)| !spans.is_empty()) {
            let all: Vec<String> = spans.iter().map(|&span| words(span)).collect();
            put(out, format_args!("; {label}: {}", all.join(", ")));
        }
        if let Some(sentence) = view.sentences.get(event.sentence as usize) {
            put(out, format_args!("<br>{}", words(sentence.span)));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</aside>\n");
}

type Marked<'a> = (Range<usize>, &'a Found);

/// What is marked, in text order, no two crossing.
fn marks(document: &Document) -> Vec<Marked<'_>> {
    let view = document.view();
    let found = [&view.mentions, &view.timexes, &view.quantities];
    let mut marks: Vec<Marked> =
        found.into_iter().flatten().map(|found| (document.bytes(found.span), found)).collect();
    marks.sort_by_key(|(bytes, _)| (bytes.start, usize::MAX - bytes.end));
    let mut end = 0;
    marks.retain(|(bytes, _)| {
        let free = bytes.start >= end && bytes.start < bytes.end;
        if free {
            end = bytes.end;
        }
        free
    });
    marks
}

fn words(document: &Document, block: Range<usize>, marks: &[Marked], out: &mut String) {
    let text = document.text();
    let slice = |from: usize, to: usize| escape(text.get(from..to).unwrap_or_default());
    let mut at = block.start;
    for (bytes, found) in marks {
        let end = bytes.end.min(block.end);
        out.push_str(&slice(at, bytes.start));
        let entity = found.entity.and_then(|id| document.view().entities.get(id as usize));
        let mut hint = found.kind.clone();
        if let Some(entity) = entity {
            let _ = write!(hint, ": {}", entity.name);
        } else if let Some(value) = found.value.as_ref().and_then(|v| v.as_str()) {
            let _ = write!(hint, ": {value}");
        }
        put(
            out,
            format_args!("<mark class=\"{}\" title=\"{}\"", escape(&found.kind), escape(&hint)),
        );
        if let Some(id) = found.entity {
            put(out, format_args!(" data-entity=\"{id}\""));
        }
        put(out, format_args!(">{}</mark>", slice(bytes.start, end)));
        at = end;
    }
    out.push_str(&slice(at, block.end));
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

fn put(out: &mut String, part: std::fmt::Arguments) {
    // Strings take all.
    let _ = out.write_fmt(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;
    use serde_json::json;

    #[test]
    fn an_event_is_told_once_with_who_whom_and_its_sentence() {
        let text = "Rebels shot Bo & Co on Monday.";
        let span = |words: &str| {
            let start = text.find(words).expect("part of the text");
            json!({"start": start, "end": start + words.len()})
        };
        let event = json!({
            "trigger": span("shot"), "sentence": 0, "kind": "assault", "modality": "happened", "timex": 0,
            "actors": [{"span": span("Rebels")}], "targets": [{"span": span("Bo & Co"), "entity": 0}],
        });
        let mut again = event.clone();
        again["sameAs"] = json!(0);
        let analysis = json!({
            "sentences": [{"span": {"start": 0, "end": text.len()}}],
            "entities": [{"name": "Bo & Co", "kind": "organization"}],
            "timexes": [{"span": span("Monday"), "kind": "date", "value": "2025-12-15"}],
            "events": [event, again],
        });
        let document = Document::new(text.into(), Unit::Utf16, analysis).expect("it fits");
        let page = write(&document);
        let told = "<li><b>shot</b> (assault, happened); who: Rebels; whom: Bo &amp; Co; when: Monday<br>\
                    Rebels shot Bo &amp; Co on Monday.</li>\n</ul>";
        assert!(page.contains(told), "{page}");
        assert_eq!(1, page.matches("<b>shot</b>").count());
    }

    #[test]
    fn names_are_marked_and_markup_in_the_text_stays_text() {
        let analysis = json!({
            "article": {"blocks": [{"kind": "paragraph", "span": {"start": 0, "end": 16}}]},
            "mentions": [{"span": {"start": 4, "end": 8}, "kind": "person", "entity": 0}],
            "entities": [{"name": "Anna \"A\" Bo", "kind": "person"}],
        });
        let document =
            Document::new("<b> Anna & Bo 12".into(), Unit::Utf16, analysis).expect("it fits");
        let page = write(&document);
        let mark = "<p class=\"paragraph\">&lt;b&gt; <mark class=\"person\" title=\"person: Anna &quot;A&quot; Bo\" \
                    data-entity=\"0\">Anna</mark> &amp; Bo 12</p>";
        assert!(page.contains(mark), "{page}");
    }
}
