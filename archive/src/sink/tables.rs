//! A file of values between commas for each list of the analysis (RFC 4180), and one, `articles.csv`, for the rest.
//!
//! The columns are those of the exports: `text`, `start`, `end` for the words that prove a row, other spans as
//! their words, a column for each part of a field (`site.name`), lists with semicolons. `article` is what the
//! archive calls the article, `id` the place in the list, which other tables point at.

use super::{Encoded, Growing};
use crate::Fault;
use crate::journal::Journal;
use crate::schema::{Field, Shape};
use nutgraf_exchange::csv_cell;
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::path::Path;

pub(crate) struct Tables(Vec<Growing>);

/// The tables that are written: the fields that are lists, by name, then the article itself.
fn tables(fields: &[Field]) -> impl Iterator<Item = (&str, &[Field])> {
    fields.iter().filter_map(|field| Some((field.name.as_str(), field.table()?)))
}

/// What is no table of its own.
fn rest(fields: &[Field]) -> Vec<Field> {
    fields.iter().filter(|field| field.table().is_none()).cloned().collect()
}

impl Tables {
    pub(super) fn open(folder: &Path, fields: &[Field], journal: &Journal) -> Result<Self, Fault> {
        let mut files = Vec::new();
        let rest = rest(fields);
        let own = [("articles", rest.as_slice())];
        for (name, fields) in tables(fields).chain(own) {
            let path = folder.join(format!("{name}.csv"));
            let mut file = Growing::open(&path, journal)?;
            if !journal.lengths.contains_key(&path) {
                let first = if name == "articles" { "id,published" } else { "article,id" };
                file.put(format!("{first}{}\r\n", heads(fields)).as_bytes())?;
            }
            files.push(file);
        }
        Ok(Self(files))
    }

    pub(super) fn write(&mut self, round: Vec<Encoded>) -> Result<bool, Fault> {
        for encoded in round {
            let Encoded::Tables(tables) = encoded else { continue };
            for (file, rows) in self.0.iter_mut().zip(tables) {
                file.put(rows.as_bytes())?;
            }
        }
        Ok(true)
    }

    pub(super) fn commit(&mut self, journal: &mut Journal) -> Result<(), Fault> {
        self.0.iter_mut().try_for_each(|file| file.commit(journal))
    }
}

/// The names of columns, each behind a comma.
fn heads(fields: &[Field]) -> String {
    let mut out = String::new();
    for field in fields {
        head("", field, &mut out);
    }
    out
}

/// Whether only the words of a list of spans are written, under its name.
fn has_words_beside(field: &Field) -> bool {
    matches!(&field.shape, Shape::List(item) if **item == Shape::Offsets)
}

fn head(prefix: &str, field: &Field, out: &mut String) {
    let Field { name, key, shape } = field;
    match shape {
        Shape::Span if name == "span" => {
            for part in ["text", "start", "end"] {
                let _ = write!(out, ",{prefix}{part}");
            }
        }
        Shape::Offsets => {
            let _ = write!(out, ",{prefix}{name}.start,{prefix}{name}.end");
        }
        Shape::Parts(fields) => {
            for field in fields {
                head(&format!("{prefix}{name}."), field, out);
            }
        }
        Shape::Words => {
            let _ = write!(out, ",{prefix}{key}");
        }
        _ if has_words_beside(field) => {}
        _ => {
            let _ = write!(out, ",{prefix}{name}");
        }
    }
}

/// The rows of an article for each table.
pub(super) fn encode(row: &Map<String, Value>, fields: &[Field]) -> Vec<String> {
    let article = csv_cell(&row.get("id").map(plain).unwrap_or_default());
    let mut encoded = Vec::new();
    for (name, columns) in tables(fields) {
        let mut rows = String::new();
        let items = row.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (id, item) in items.iter().enumerate() {
            rows.push_str(&article);
            rows.push(',');
            rows.push_str(&id.to_string());
            for column in columns {
                cells(column, item.get(&column.name), &mut rows);
            }
            rows.push_str("\r\n");
        }
        encoded.push(rows);
    }
    let mut own = format!("{article},{}", row.get("published").map(plain).unwrap_or_default());
    for field in rest(fields) {
        cells(&field, row.get(&field.name), &mut own);
    }
    own.push_str("\r\n");
    encoded.push(own);
    encoded
}

/// The cells of a field, as [`head`] names them.
fn cells(field: &Field, value: Option<&Value>, out: &mut String) {
    let part = |name: &str| value.and_then(|value| value.get(name));
    let mut put = |value: Option<&Value>| {
        out.push(',');
        out.push_str(&csv_cell(&value.map(plain).unwrap_or_default()));
    };
    match &field.shape {
        Shape::Span if field.name == "span" => {
            ["text", "start", "end"].map(part).into_iter().for_each(put);
        }
        Shape::Span => put(part("text")),
        Shape::Offsets => ["start", "end"].map(part).into_iter().for_each(put),
        Shape::Parts(fields) => {
            for field in fields {
                cells(field, part(&field.name), out);
            }
        }
        _ if has_words_beside(field) => {}
        _ => put(value),
    }
}

/// The text of a cell; a list with semicolons.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
