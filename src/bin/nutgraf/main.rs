//! The command line: the same reading as in the page, for files, pipes and archives.

mod analyze;
mod batch;
mod card;
mod compare;
mod convert;
mod input;
mod output;
#[cfg(feature = "query")]
mod query;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use nutgraf::offsets::Unit;
use nutgraf::{Correction, CorrectionsFile, Options};
use std::fmt;
use std::process::ExitCode;
use std::sync::Arc;

/// Reads news articles and pins every finding to the words that prove it.
#[derive(Parser)]
#[command(name = "nutgraf", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read one article: a card by default.
    #[command(after_help = analyze::EXAMPLES)]
    Analyze(analyze::Arguments),
    /// Read an archive: lines of JSON, tables, folders, web archives in; lines or tables out, in the same order.
    #[command(after_help = batch::EXAMPLES)]
    Batch(batch::Arguments),
    /// Set two to five articles on one story side by side.
    #[command(after_help = compare::EXAMPLES)]
    Compare(compare::Arguments),
    /// Write what was exported before in another format.
    #[command(after_help = convert::EXAMPLES)]
    Convert(convert::Arguments),
    #[cfg(feature = "query")]
    /// Ask the tables of a folder a question in SQL.
    #[command(after_help = query::EXAMPLES)]
    Query(query::Arguments),
}

/// What both commands take.
#[derive(Args, Clone)]
struct Reading {
    /// What offsets count.
    #[arg(long, value_enum, default_value_t = Offsets::Utf16)]
    offsets: Offsets,
    /// Sentences in the summary.
    #[arg(long, value_name = "N", default_value_t = 3)]
    summary: u32,
    /// What a reader said of names: a file of corrections, as the page saves it.
    #[arg(long, value_name = "FILE", value_parser = corrections)]
    corrections: Option<Corrections>,
}

/// The corrections of a file.
#[derive(Debug, Clone)]
struct Corrections(Arc<Vec<Correction>>);

fn corrections(path: &str) -> Result<Corrections, String> {
    let json = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let file: CorrectionsFile = serde_json::from_str(&json).map_err(|e| e.to_string())?;
    Ok(Corrections(Arc::new(file.into_corrections()?)))
}

#[derive(Clone, Copy, ValueEnum)]
enum Offsets {
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
    /// UTF-8 bytes.
    Bytes,
    /// Unicode code points, as Python counts.
    Chars,
}

impl Reading {
    fn unit(&self) -> Unit {
        match self.offsets {
            Offsets::Utf16 => Unit::Utf16,
            Offsets::Bytes => Unit::Bytes,
            Offsets::Chars => Unit::Chars,
        }
    }

    /// The same for an export.
    fn exchanged(&self) -> nutgraf_exchange::Unit {
        match self.offsets {
            Offsets::Utf16 => nutgraf_exchange::Unit::Utf16,
            Offsets::Bytes => nutgraf_exchange::Unit::Bytes,
            Offsets::Chars => nutgraf_exchange::Unit::Chars,
        }
    }

    fn options(&self, published: Option<Date>) -> Options {
        let mut options = Options::default();
        options.published = published;
        options.summary_sentences = self.summary;
        if let Some(Corrections(all)) = &self.corrections {
            options.corrections.clone_from(all);
        }
        options
    }
}

/// Why a command ended early.
#[derive(Debug)]
enum Failure {
    /// Told to the user; nothing went out.
    Told(String),
    /// Some records could not be read; they were told one by one.
    Skipped(u64),
    /// The reader of our output has gone; that is its right.
    BrokenPipe,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(message) => f.write_str(message),
            Self::Skipped(1) => f.write_str("1 record was skipped; the others were read"),
            Self::Skipped(n) => write!(f, "{n} records were skipped; the others were read"),
            Self::BrokenPipe => Ok(()),
        }
    }
}

impl Failure {
    /// An input or output error on `what`.
    fn io(what: &str, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::Told(format!("{what}: {error}"))
        }
    }
}

impl From<nutgraf_archive::Fault> for Failure {
    fn from(fault: nutgraf_archive::Fault) -> Self {
        match fault {
            nutgraf_archive::Fault::Told(message) => Self::Told(message),
            nutgraf_archive::Fault::BrokenPipe => Self::BrokenPipe,
        }
    }
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Analyze(arguments) => analyze::run(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        #[cfg(feature = "query")]
        Command::Query(arguments) => query::run(&arguments),
    };
    match done {
        Ok(()) | Err(Failure::BrokenPipe) => ExitCode::SUCCESS,
        Err(failure @ Failure::Skipped(_)) => {
            eprintln!("nutgraf: {failure}");
            ExitCode::from(1)
        }
        Err(failure @ Failure::Told(_)) => {
            eprintln!("nutgraf: {failure}");
            ExitCode::from(2)
        }
    }
}
