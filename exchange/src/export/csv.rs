//! One table for each list of the analysis, comma-separated (RFC 4180, UTF-8, CRLF).
//!
//! The columns are those of the JSON: `id` (the place in the list, which other tables point at), `text`,
//! `start`, `end` for the words that prove the row, then the other fields by name. A list in a field is
//! written with semicolons; a span elsewhere than in `span` as its words. A field with parts has a column
//! for each: `site.name`. Lists that a later version adds are tables too.

use super::File;
use crate::document::as_span;
use crate::{Document, Format};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

pub(super) fn write(document: &Document) -> Vec<File> {
    let Some(fields) = document.analysis().as_object() else { return Vec::new() };
    let tables = fields.iter().filter_map(|(name, list)| {
        let rows: Vec<&Map<String, Value>> =
            list.as_array()?.iter().filter_map(Value::as_object).collect();
        let content = table(document, &rows)?;
        Some(File::new(&format!("{name}.{}", Format::Csv.extension()), Format::Csv, content))
    });
    tables.collect()
}

/// A table, unless it has no row.
fn table(document: &Document, rows: &[&Map<String, Value>]) -> Option<String> {
    if rows.is_empty() {
        return None;
    }
    let spans = rows.iter().any(|row| row.get("span").and_then(as_span).is_some());
    let rows: Vec<Vec<(String, String)>> = rows
        .iter()
        .map(|row| {
            let mut cells = Vec::new();
            flatten(document, "", row, &mut cells);
            cells
        })
        .collect();
    let columns: BTreeSet<&String> = rows.iter().flatten().map(|(name, _)| name).collect();
    let first: &[&str] = if spans { &["text", "start", "end"] } else { &[] };
    let columns: Vec<&str> = first
        .iter()
        .copied()
        .chain(columns.into_iter().map(String::as_str).filter(|name| !first.contains(name)))
        .collect();
    let mut out = String::from("id");
    for name in &columns {
        out.push(',');
        out.push_str(&csv_cell(name));
    }
    out.push_str("\r\n");
    for (id, row) in rows.iter().enumerate() {
        out.push_str(&id.to_string());
        for column in &columns {
            out.push(',');
            let cell = row.iter().find(|(name, _)| name == column);
            out.push_str(&cell.map_or_else(String::new, |(_, value)| csv_cell(value)));
        }
        out.push_str("\r\n");
    }
    Some(out)
}

fn flatten(
    document: &Document,
    prefix: &str,
    row: &Map<String, Value>,
    cells: &mut Vec<(String, String)>,
) {
    for (name, value) in row {
        let name = format!("{prefix}{name}");
        match (as_span(value), value) {
            (Some(span), _) if name == "span" => {
                cells.push(("text".into(), document.words(span).to_owned()));
                cells.push(("start".into(), span.start.to_string()));
                cells.push(("end".into(), span.end.to_string()));
            }
            (None, Value::Object(parts)) => {
                flatten(document, &format!("{name}."), parts, cells);
            }
            _ => cells.push((name, cell(document, value))),
        }
    }
}

fn cell(document: &Document, value: &Value) -> String {
    if let Some(span) = as_span(value) {
        return document.words(span).to_owned();
    }
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            items.iter().map(|item| cell(document, item)).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// The text of a cell, in quotes where needed. One that a spreadsheet would take for a formula begins with an apostrophe:
/// the words come from strangers.
pub fn csv_cell(text: &str) -> String {
    let formula = text.starts_with(['=', '@', '\t'])
        || (text.starts_with(['+', '-']) && text.parse::<f64>().is_err());
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;
    use serde_json::json;

    #[track_caller]
    fn check(text: &str, list: &Value, expected: &str) {
        let document =
            Document::new(text.into(), Unit::Utf16, json!({"rows": list})).expect("it fits");
        let files = write(&document);
        assert_eq!(expected, files.first().map_or("", |file| file.content.as_str()));
    }

    #[test]
    fn words_come_first_and_lists_are_joined() {
        check(
            "Anna, 34",
            &json!([{"kind": "person", "span": {"start": 0, "end": 8}, "ids": [1, 2], "none": null}]),
            "id,text,start,end,ids,kind,none\r\n0,\"Anna, 34\",0,8,1; 2,person,\r\n",
        );
    }

    #[test]
    fn parts_have_columns_of_their_own_and_rows_may_lack_them() {
        check(
            "",
            &json!([{"site": {"name": "Nairobi"}}, {"site": null}]),
            "id,site,site.name\r\n0,,Nairobi\r\n1,,\r\n",
        );
    }

    #[test]
    fn a_formula_stays_text_and_a_number_a_number() {
        check(
            "",
            &json!([{"a": "=1+1", "b": -1.5, "c": "-x"}]),
            "id,a,b,c\r\n0,'=1+1,-1.5,'-x\r\n",
        );
    }
}
