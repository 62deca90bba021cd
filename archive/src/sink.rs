//! Where rows go: lines of JSON, tables of values between commas, files of columns.
//!
//! What an article becomes is made on all cores ([`Encoder`]); a [`Sink`] only writes, in order, and says when
//! what it has written is whole.

mod columns;
mod files;
mod tables;

use crate::Fault;
use crate::journal::Journal;
use crate::record::Article;
use crate::row::{Rows, select};
use columns::Columns;
pub(crate) use files::{Growing, Rejects};
use nutgraf_exchange::Unit;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use tables::Tables;

/// What an archive is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line, in one file or to standard output.
    Jsonl,
    /// A file a table, in a folder.
    Csv,
    /// Files of columns, in a folder.
    Parquet,
}

/// An article as it is written.
pub(crate) enum Encoded {
    Line(String),
    /// Rows of each table.
    Tables(Vec<String>),
    /// As JSON.
    Row(String),
}

/// How articles are written.
pub(crate) struct Encoder {
    format: Format,
    selection: Vec<String>,
    rows: Rows,
}

/// A line of output.
#[derive(Serialize)]
struct Line<'a, A> {
    id: &'a Value,
    analysis: A,
}

impl Encoder {
    pub(crate) fn new(format: Format, selection: &[String], unit: Unit) -> Self {
        Self { format, selection: selection.to_vec(), rows: Rows::new(selection, unit) }
    }

    pub(crate) fn encode(
        &self,
        article: &Article,
        analysis: impl Serialize,
    ) -> Result<Encoded, String> {
        let told = |error: serde_json::Error| error.to_string();
        if self.format == Format::Jsonl && self.selection.is_empty() {
            return line(&article.id, analysis).map_err(told);
        }
        let fault = |fault: Fault| fault.to_string();
        match self.format {
            Format::Jsonl => {
                let mut analysis = serde_json::to_value(analysis).map_err(told)?;
                select(&mut analysis, &self.selection);
                line(&article.id, analysis).map_err(told)
            }
            Format::Csv => {
                let row = self.rows.tree(article, analysis).map_err(fault)?;
                Ok(Encoded::Tables(tables::encode(&row, self.rows.fields())))
            }
            Format::Parquet => self.rows.row(article, analysis).map(Encoded::Row).map_err(fault),
        }
    }
}

fn line(id: &Value, analysis: impl Serialize) -> serde_json::Result<Encoded> {
    let mut line = serde_json::to_string(&Line { id, analysis })?;
    line.push('\n');
    Ok(Encoded::Line(line))
}

/// Where a run writes.
pub(crate) enum Sink {
    Stream(Box<dyn Write + Send>),
    Lines(Growing),
    Tables(Tables),
    Columns(Box<Columns>),
}

impl Sink {
    /// Opens the output as the journal left it; an empty journal is a new run.
    pub(crate) fn open(
        format: Format,
        output: Option<&Path>,
        encoder: &Encoder,
        journal: &Journal,
    ) -> Result<Self, Fault> {
        match (format, output) {
            (Format::Jsonl, None) => {
                let stream = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout());
                Ok(Self::Stream(Box::new(stream)))
            }
            (Format::Jsonl, Some(path)) => Ok(Self::Lines(Growing::open(path, journal)?)),
            (Format::Csv, Some(folder)) => {
                Ok(Self::Tables(Tables::open(folder, encoder.rows.fields(), journal)?))
            }
            (Format::Parquet, Some(folder)) => {
                let columns = Columns::open(folder, &encoder.rows, journal)?;
                Ok(Self::Columns(Box::new(columns)))
            }
            (_, None) => Err(Fault::told(
                "tables are written into a folder: name one that is not there yet by --output",
            )),
        }
    }

    /// Writes a round of articles; whether all that was written is whole now.
    pub(crate) fn write(&mut self, round: Vec<Encoded>) -> Result<bool, Fault> {
        match self {
            Self::Stream(stream) => {
                for encoded in round {
                    if let Encoded::Line(line) = encoded {
                        let written = stream.write_all(line.as_bytes());
                        written.map_err(|e| Fault::io("standard output", &e))?;
                    }
                }
                Ok(true)
            }
            Self::Lines(file) => {
                for encoded in round {
                    if let Encoded::Line(line) = encoded {
                        file.put(line.as_bytes())?;
                    }
                }
                Ok(true)
            }
            Self::Tables(tables) => tables.write(round),
            Self::Columns(columns) => columns.write(round),
        }
    }

    /// Ends the chunk: what was written is on the disk, and `journal` knows it.
    pub(crate) fn commit(&mut self, journal: &mut Journal) -> Result<(), Fault> {
        match self {
            Self::Stream(stream) => stream.flush().map_err(|e| Fault::io("standard output", &e)),
            Self::Lines(file) => file.commit(journal),
            Self::Tables(tables) => tables.commit(journal),
            Self::Columns(columns) => columns.commit(journal),
        }
    }
}
