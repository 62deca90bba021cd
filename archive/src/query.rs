//! Questions in SQL over a folder of columns, answered by an embedded engine, `DataFusion`.
//!
//! `articles` is what the files hold, a row an article. Beside it each list of the analysis is a table of its own, a
//! row an item: `statements`, `entities`, `figures` and so on, with `article` and `published` in front, `id` for the
//! place in the list, `text` for the words that prove the row, and other spans as their words. Names are written as
//! they stand, no quotation marks needed: `speakerName`.

use crate::Fault;
use crate::schema::{self, Field, Shape};
use arrow::csv::WriterBuilder;
use arrow::json::LineDelimitedWriter;
use arrow::record_batch::RecordBatch;
use arrow::util::pretty::pretty_format_batches;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use futures::StreamExt;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// For reading.
    Table,
    /// Values between commas, with a header.
    Csv,
    /// A JSON object a row.
    Jsonl,
}

/// Writes the answer to a question.
///
/// # Errors
/// If the folder holds no columns, the question cannot be understood, or the answer cannot be written.
pub fn ask(folder: &Path, sql: &str, answer: Answer, out: &mut dyn Write) -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|e| Fault::io("the engine", &e))?;
    runtime.block_on(async {
        let context = open(folder).await?;
        let rows = context.sql(sql).await.map_err(|e| fault(&e))?;
        let rows = rows.execute_stream().await.map_err(|e| fault(&e))?;
        write(rows, answer, out).await
    })
}

fn fault(error: &datafusion::error::DataFusionError) -> Fault {
    Fault::told(error.strip_backtrace())
}

/// The tables of a folder.
async fn open(folder: &Path) -> Result<SessionContext, Fault> {
    let name = folder.display();
    let none = || {
        Fault::told(format!(
            "{name}: there are no files of columns here; make them by nutgraf batch --format parquet --output {name}"
        ))
    };
    let entries = std::fs::read_dir(folder).map_err(|e| Fault::io(&name, &e))?;
    let is_part = |path: &Path| path.extension().is_some_and(|end| end == "parquet");
    if !entries.filter_map(Result::ok).any(|entry| is_part(&entry.path())) {
        return Err(none());
    }
    let mut config = SessionConfig::new();
    // Names are as in the JSON; the engine would fold them.
    config.options_mut().sql_parser.enable_ident_normalization = false;
    let context = SessionContext::new_with_config(config);
    let path = folder.to_str().ok_or_else(none)?;
    let options = ParquetReadOptions::default();
    context.register_parquet("articles", path, options).await.map_err(|e| fault(&e))?;
    let articles = context.table("articles").await.map_err(|e| fault(&e))?;
    for field in schema::fields(&[]) {
        let there = articles.schema().has_column_with_unqualified_name(&field.name);
        if let Some(columns) = field.table().filter(|_| there) {
            let view = view(&field.name, columns);
            context.sql(&view).await.map_err(|e| fault(&e))?;
        }
    }
    Ok(context)
}

/// The list `name` as a table.
fn view(name: &str, columns: &[Field]) -> String {
    let mut sql = format!("CREATE VIEW \"{name}\" AS SELECT article, published, place - 1 AS id");
    for Field { name, shape, .. } in columns {
        let part = |part: &str| format!("item['{name}']['{part}']");
        let _ = match shape {
            Shape::Span if name == "span" => write!(
                sql,
                ", {} AS \"text\", {} AS \"start\", {} AS \"end\"",
                part("text"),
                part("start"),
                part("end")
            ),
            Shape::Span => write!(sql, ", {} AS \"{name}\"", part("text")),
            _ => write!(sql, ", item['{name}'] AS \"{name}\""),
        };
    }
    let _ = write!(
        sql,
        " FROM (SELECT id AS article, published, unnest(\"{name}\") AS item, \
         unnest(range(1, CAST(cardinality(\"{name}\") AS BIGINT) + 1)) AS place FROM articles)"
    );
    sql
}

async fn write(
    mut rows: SendableRecordBatchStream,
    answer: Answer,
    out: &mut dyn Write,
) -> Result<(), Fault> {
    let failed = |error: &dyn std::fmt::Display| Fault::told(format!("the answer: {error}"));
    let empty = RecordBatch::new_empty(rows.schema());
    let mut kept = vec![empty.clone()];
    let mut header = true;
    while let Some(batch) = rows.next().await {
        let batch = batch.map_err(|e| fault(&e))?;
        match answer {
            Answer::Table => kept.push(batch),
            Answer::Csv => {
                let mut writer = WriterBuilder::new().with_header(header).build(&mut *out);
                writer.write(&batch).map_err(|e| failed(&e))?;
                header = false;
            }
            Answer::Jsonl => {
                let mut writer = LineDelimitedWriter::new(&mut *out);
                writer.write(&batch).and_then(|()| writer.finish()).map_err(|e| failed(&e))?;
            }
        }
    }
    if answer == Answer::Csv && header {
        let mut writer = WriterBuilder::new().with_header(true).build(&mut *out);
        writer.write(&empty).map_err(|e| failed(&e))?;
    }
    if answer == Answer::Table {
        let table = pretty_format_batches(&kept).map_err(|e| failed(&e))?;
        writeln!(out, "{table}").map_err(|e| Fault::io("the answer", &e))?;
    }
    out.flush().map_err(|e| Fault::io("the answer", &e))
}
