//! The card as Markdown.

use crate::card::{SHOWN, by_kind, one_line, source, summary, times, words};
use nutgraf::Analysis;
use std::fmt::Write;

pub(crate) fn write(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    let title =
        analysis.article.title.map_or_else(|| "Article".to_owned(), |title| words(text, title));
    line(&mut out, &format!("# {}\n", escape(&title)));
    for notice in &analysis.notices {
        line(&mut out, &format!("> {}\n", escape(&notice.message)));
    }
    line(&mut out, &escape(&source(text, analysis).join(" · ")));
    let summary = summary(analysis);
    if !summary.is_empty() {
        line(&mut out, "\n## Summary\n");
        for span in summary {
            line(&mut out, &format!("- {}", escape(&words(text, span))));
        }
    }
    for (heading, entities) in by_kind(analysis) {
        line(&mut out, &format!("\n## {heading}\n"));
        for entity in entities.iter().take(SHOWN) {
            let name = escape(&one_line(&entity.name));
            line(&mut out, &format!("- {name}{}", times(entity.mentions.len())));
        }
        if entities.len() > SHOWN {
            line(&mut out, &format!("- and {} more", entities.len() - SHOWN));
        }
    }
    out
}

/// Text that Markdown leaves alone, by backslashes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn line(out: &mut String, line: &str) {
    writeln!(out, "{line}").expect("strings take all");
}
