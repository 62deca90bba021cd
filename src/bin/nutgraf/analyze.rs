//! `nutgraf analyze`: one article.

use crate::{Failure, Reading, card, input, markdown};
use clap::ValueEnum;
use jiff::civil::Date;
use nutgraf::{Model, analyze, wire};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  nutgraf analyze article.txt
  pbpaste | nutgraf analyze - --published 2025-12-14
  nutgraf analyze article.txt --format json --offsets chars > article.json";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The article; - reads standard input.
    #[arg(default_value = input::STDIN)]
    file: PathBuf,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Card)]
    format: Format,
    /// When the article was published (2025-12-14), if the text does not say or says it wrong.
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    #[command(flatten)]
    reading: Reading,
}

/// A day in the one form that is the same everywhere.
fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write it as 2025-12-31: year, month, day".to_owned())
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For reading: title, source, summary, who and what.
    Card,
    /// The whole analysis, indented.
    Json,
    /// The whole analysis on one line.
    Jsonl,
    /// The card as Markdown.
    Markdown,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.file.as_os_str() == input::STDIN && std::io::stdin().is_terminal() {
        eprintln!("nutgraf: paste the article, then press Ctrl+D on a line of its own");
    }
    let text = input::read(&arguments.file)?;
    let options = arguments.reading.options(arguments.published);
    let analysis = analyze(&text, &Model::builtin(), &options);
    let wire = || wire::Analysis::new(&text, &analysis, arguments.reading.unit());
    let json = |result: serde_json::Result<String>| {
        result.map_err(|e| Failure::Told(format!("the result could not be written: {e}")))
    };
    let mut out = match arguments.format {
        Format::Card => card::write(&text, &analysis, std::io::stdout().is_terminal()),
        Format::Markdown => markdown::write(&text, &analysis),
        Format::Json => json(serde_json::to_string_pretty(&wire()))?,
        Format::Jsonl => json(serde_json::to_string(&wire()))?,
    };
    if !out.ends_with('\n') {
        out.push('\n');
    }
    std::io::stdout().write_all(out.as_bytes()).map_err(|e| Failure::io("standard output", &e))
}
