//! `nutgraf query`: questions in SQL over what `nutgraf batch` wrote.

use crate::Failure;
use clap::ValueEnum;
use nutgraf_archive::query::{Answer, ask};
use std::io::BufWriter;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Tables: articles (a row an article), and statements, entities, mentions, figures, events, places, timexes and the other
lists of the analysis (a row an item; article and published in front). Names are as in the JSON.

Examples:
  nutgraf query tables 'SELECT speakerName, count(*) AS said FROM statements GROUP BY 1 ORDER BY 2 DESC LIMIT 10'
  nutgraf query tables \"SELECT article, text FROM figures WHERE effect = 'killed'\" --format csv
  nutgraf query tables 'DESCRIBE statements'";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder that nutgraf batch --format parquet wrote.
    folder: PathBuf,
    /// The question.
    sql: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For reading.
    Table,
    /// Values between commas.
    Csv,
    /// A JSON object a row.
    Jsonl,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let answer = match arguments.format {
        Format::Table => Answer::Table,
        Format::Csv => Answer::Csv,
        Format::Jsonl => Answer::Jsonl,
    };
    let mut out = BufWriter::new(std::io::stdout());
    Ok(ask(&arguments.folder, &arguments.sql, answer, &mut out)?)
}
