//! `nutgraf analyze`: one article.

use crate::output::{self, Target};
use crate::{Failure, Reading, card, input};
use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::civil::Date;
use nutgraf::{Model, analyze, wire};
use nutgraf_exchange::Document;
use std::io::IsTerminal;
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "Examples:
  nutgraf analyze article.txt
  pbpaste | nutgraf analyze - --published 2025-12-14
  nutgraf analyze article.txt --format json --offsets chars > article.json
  nutgraf analyze article.txt --format csv --table entities
  nutgraf analyze article.txt --format csv --output tables/article";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The article, as text or as a saved web page (.html); - reads standard input.
    #[arg(default_value = input::STDIN)]
    file: PathBuf,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Format::Card)]
    format: Format,
    /// When the article was published (2025-12-14), if the text does not say or says it wrong.
    #[arg(long, value_name = "DATE", value_parser = date)]
    published: Option<Date>,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    reading: Reading,
}

/// A day in the one form that is the same everywhere.
fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write it as 2025-12-31: year, month, day".to_owned())
}

/// What to write: for reading, for programs, or one of the exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Card,
    Json,
    Jsonl,
    Export(output::Format),
}

/// What is no export.
const OWN: [(Format, &str, &str); 3] = [
    (Format::Card, "card", "For reading: title, source, summary, who and what"),
    (Format::Json, "json", "The whole analysis, indented"),
    (Format::Jsonl, "jsonl", "The whole analysis on one line"),
];

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: std::sync::LazyLock<Vec<Format>> = std::sync::LazyLock::new(|| {
            let exports = output::Format::value_variants().iter().map(|&f| Format::Export(f));
            OWN.iter().map(|&(format, ..)| format).chain(exports).collect()
        });
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        if let Self::Export(format) = self {
            return format.to_possible_value();
        }
        let (_, name, help) = OWN.iter().find(|(format, ..)| format == self)?;
        Some(PossibleValue::new(*name).help(*help))
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.file.as_os_str() == input::STDIN && std::io::stdin().is_terminal() {
        eprintln!("nutgraf: paste the article, then press Ctrl+D on a line of its own");
    }
    let input::Article { text, published } = input::article(&arguments.file)?;
    let options = arguments.reading.options(arguments.published.or(published));
    let analysis = analyze(&text, &Model::builtin(), &options);
    let wire = || wire::Analysis::new(&text, &analysis, arguments.reading.unit());
    let unwritten =
        |e: &dyn std::fmt::Display| Failure::Told(format!("the result could not be written: {e}"));
    let (suffix, mut out) = match arguments.format {
        Format::Card => (".txt", card::write(&text, &analysis, std::io::stdout().is_terminal())),
        Format::Json => {
            (".json", serde_json::to_string_pretty(&wire()).map_err(|e| unwritten(&e))?)
        }
        Format::Jsonl => (".jsonl", serde_json::to_string(&wire()).map_err(|e| unwritten(&e))?),
        Format::Export(format) => {
            let whole = serde_json::to_value(wire()).map_err(|e| unwritten(&e))?;
            let document = Document::new(text.clone(), arguments.reading.exchanged(), whole)
                .map_err(|e| unwritten(&e))?;
            return arguments.target.export(&document, format);
        }
    };
    if !out.ends_with('\n') {
        out.push('\n');
    }
    arguments.target.put(suffix, &out)
}
