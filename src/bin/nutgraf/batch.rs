//! `nutgraf batch`: many articles on all cores, in constant memory, in order.

use crate::{Failure, Reading, input};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use nutgraf::{Model, analyze, wire};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "A line of input: {\"id\": \"a1\", \"text\": \"…\", \"published\": \"2025-12-14\"}; published may be missing.
A line of output: {\"id\": \"a1\", \"analysis\": {…}}.
Exit code: 0 all read, 1 some lines were skipped (each is told with its number), 2 nothing could be done.

Examples:
  nutgraf batch articles.jsonl -o analyses.jsonl
  zcat archive.jsonl.gz | nutgraf batch - | jq '.analysis.entities[].name'";

/// Lines that are read before a round of analyses, enough to keep all cores busy between the writing.
const ROUND: usize = 512;

/// Bytes after which a round ends early: with this, articles of 1.5 MB each peak at 200 MB on two cores,
/// however many there are; ordinary ones at 30 MB.
const ROUND_BYTES: usize = 8 << 20;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The articles, one JSON object a line; - reads standard input.
    #[arg(default_value = input::STDIN)]
    input: PathBuf,
    /// Where the analyses go; standard output if not given.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// A line of input.
#[derive(Deserialize)]
struct Article {
    id: serde_json::Value,
    text: String,
    published: Option<Date>,
}

/// A line of output.
#[derive(Serialize)]
struct Output<'a> {
    id: &'a serde_json::Value,
    analysis: wire::Analysis,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (input, size) = open(&arguments.input)?;
    let mut output: Box<dyn Write> = match &arguments.output {
        Some(path) => {
            let file =
                File::create(path).map_err(|e| Failure::io(&path.display().to_string(), &e))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stdout())),
    };
    let progress = progress(size);
    let model = Model::builtin();
    let mut lines = Lines { input, number: 0 };
    let mut skipped = 0;
    loop {
        let round = lines.round()?;
        let Some(&(last, _)) = round.last() else { break };
        let results: Vec<_> = round
            .par_iter()
            .map(|(number, line)| (*number, read(line, &model, &arguments.reading)))
            .collect();
        for (number, result) in results {
            match result {
                Ok(line) => {
                    output.write_all(line.as_bytes()).map_err(|e| Failure::io("the output", &e))?;
                }
                Err(reason) => {
                    skipped += 1;
                    progress.suspend(|| eprintln!("nutgraf: line {number} was skipped: {reason}"));
                }
            }
        }
        progress.inc(round.iter().map(|(_, line)| line.len() as u64 + 1).sum());
        progress.set_message(format!("{last} lines"));
    }
    output.flush().map_err(|e| Failure::io("the output", &e))?;
    progress.finish_and_clear();
    if skipped == 0 { Ok(()) } else { Err(Failure::Skipped(skipped)) }
}

/// The input and its size in bytes, if that is known.
fn open(path: &Path) -> Result<(Box<dyn BufRead>, Option<u64>), Failure> {
    if path.as_os_str() == input::STDIN {
        return Ok((Box::new(BufReader::new(std::io::stdin())), None));
    }
    let file = File::open(path).map_err(|e| Failure::io(&path.display().to_string(), &e))?;
    let size = file.metadata().ok().map(|metadata| metadata.len());
    Ok((Box::new(BufReader::new(file)), size))
}

/// A bar with rate and time left on a terminal, nothing elsewhere.
fn progress(size: Option<u64>) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match size {
        Some(size) => (
            ProgressBar::new(size),
            "{wide_bar} {bytes}/{total_bytes} {msg} {binary_bytes_per_sec} {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} {msg} {binary_bytes_per_sec}"),
    };
    bar.with_style(ProgressStyle::with_template(template).expect("a constant template"))
}

/// Non-blank lines with their numbers, a round at a time.
struct Lines {
    input: Box<dyn BufRead>,
    number: usize,
}

impl Lines {
    fn round(&mut self) -> Result<Vec<(usize, Vec<u8>)>, Failure> {
        let mut round = Vec::new();
        let mut bytes = 0;
        while round.len() < ROUND && bytes < ROUND_BYTES {
            let mut line = Vec::new();
            let read = self
                .input
                .read_until(b'\n', &mut line)
                .map_err(|e| Failure::io("the input", &e))?;
            if read == 0 {
                break;
            }
            self.number += 1;
            bytes += line.len();
            if !line.trim_ascii().is_empty() {
                round.push((self.number, line));
            }
        }
        Ok(round)
    }
}

/// One line of output, or why there is none.
fn read(line: &[u8], model: &Model, reading: &Reading) -> Result<String, String> {
    let article: Article = serde_json::from_slice(line).map_err(|e| {
        format!("it is no object with id, text and perhaps a date in published ({e})")
    })?;
    let analysis = analyze(&article.text, model, &reading.options(article.published));
    let analysis = wire::Analysis::new(&article.text, &analysis, reading.unit());
    let result = Output { id: &article.id, analysis };
    let mut json = serde_json::to_string(&result).map_err(|e| e.to_string())?;
    json.push('\n');
    Ok(json)
}
