//! `nutgraf batch`: an archive on all cores, in constant memory, in order; nothing lost if it is stopped.

use crate::{Failure, Reading, input};
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};
use nutgraf::{Model, analyze, wire};
use nutgraf_archive::{Columns, Job, Kind, Watcher, check_selection};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

pub(crate) const EXAMPLES: &str = "A line of input: {\"id\": \"a1\", \"text\": \"…\", \"published\": \"2025-12-14\"}; only text must be there.
A line of output: {\"id\": \"a1\", \"analysis\": {…}}.
Exit code: 0 all read, 1 some records were skipped (each is told, and in a file beside the output), 2 it could not
go on; what was written is kept, and the same command with --resume goes on with it.

Examples:
  nutgraf batch articles.jsonl -o analyses.jsonl
  nutgraf batch news.csv --text-column body --id-column url --format parquet -o tables
  nutgraf batch crawl.warc.gz --format parquet --select entities,statements -o tables
  nutgraf batch saved-pages/ --format csv -o tables
  zcat archive.jsonl.gz | nutgraf batch - | jq '.analysis.entities[].name'";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files (JSON lines, CSV, WARC, Parquet; packed with gzip or not) and folders of texts and saved pages; -
    /// reads lines of JSON from standard input.
    #[arg(default_value = input::STDIN)]
    inputs: Vec<PathBuf>,
    /// What the inputs hold, if their names do not tell.
    #[arg(long, value_enum)]
    from: Option<From>,
    /// The column or field with the text.
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_column: String,
    /// The column or field with what the article is called.
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_column: String,
    /// The column or field with the day of publication.
    #[arg(long, value_name = "NAME", default_value = "published")]
    published_column: String,
    /// The file for the lines, or the folder for the tables; lines go to standard output if not given.
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// What is written.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Parts of the analysis, such as entities,statements; all if not given.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    select: Vec<String>,
    /// Where the records go that are no articles, with the reasons; beside the output if not given.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Go on with a run that was stopped.
    #[arg(long)]
    resume: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum From {
    /// A JSON object a line.
    Jsonl,
    /// A table with a header line.
    Csv,
    /// Files of text and saved pages.
    Folder,
    /// A web archive.
    Warc,
    /// A file of columns.
    Parquet,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A JSON object a line.
    Jsonl,
    /// A file a table, in a folder.
    Csv,
    /// Files of columns, in a folder: what `nutgraf query` asks.
    Parquet,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    check_selection(&arguments.select)?;
    let reading = &arguments.reading;
    let job = Job {
        inputs: arguments.inputs.clone(),
        kind: arguments.from.map(|kind| match kind {
            From::Jsonl => Kind::Jsonl,
            From::Csv => Kind::Csv,
            From::Folder => Kind::Folder,
            From::Warc => Kind::Warc,
            From::Parquet => Kind::Parquet,
        }),
        columns: Columns {
            id: arguments.id_column.clone(),
            text: arguments.text_column.clone(),
            published: arguments.published_column.clone(),
        },
        output: arguments.output.clone(),
        format: match arguments.format {
            Format::Jsonl => nutgraf_archive::Format::Jsonl,
            Format::Csv => nutgraf_archive::Format::Csv,
            Format::Parquet => nutgraf_archive::Format::Parquet,
        },
        selection: arguments.select.clone(),
        unit: reading.exchanged(),
        rejects: arguments.rejects.clone(),
        resume: arguments.resume,
        settings: format!(
            "{} {} {:?}",
            env!("CARGO_PKG_VERSION"),
            reading.summary,
            reading.corrections
        ),
    };
    let model = Model::builtin();
    let progress = Progress::new();
    let done = nutgraf_archive::run(&job, &progress, |article| {
        let analysis = analyze(&article.text, &model, &reading.options(article.published));
        wire::Analysis::new(&article.text, &analysis, reading.unit())
    });
    progress.bar.finish_and_clear();
    let done = done?;
    if done.already {
        eprintln!(
            "nutgraf: nothing was left to do: the run had ended; without --resume it begins anew"
        );
    }
    if done.rejected == 0 { Ok(()) } else { Err(Failure::Skipped(done.rejected)) }
}

/// A bar with rate and time left on a terminal, a plain line now and then elsewhere.
struct Progress {
    bar: ProgressBar,
    terminal: bool,
    begun: Instant,
    told: Mutex<Instant>,
}

/// Between two plain lines.
const LINE_EVERY: Duration = Duration::from_secs(10);

impl Progress {
    fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        let bar = if terminal { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        Self { bar, terminal, begun: Instant::now(), told: Mutex::new(Instant::now()) }
    }
}

impl Watcher for Progress {
    fn begun(&self, size: Option<u64>) {
        let template = match size {
            Some(size) => {
                self.bar.set_length(size);
                "{wide_bar} {bytes}/{total_bytes} {msg} {eta} left"
            }
            None => "{spinner} {bytes} {msg}",
        };
        let style = ProgressStyle::with_template(template).expect("a constant template");
        self.bar.set_style(style);
    }

    fn advanced(&self, bytes: u64, articles: u64) {
        let rate = articles as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        if self.terminal {
            self.bar.set_position(bytes);
            self.bar.set_message(format!("{articles} articles, {rate:.0} a second"));
            return;
        }
        let Ok(mut told) = self.told.lock() else { return };
        if told.elapsed() >= LINE_EVERY {
            *told = Instant::now();
            eprintln!("nutgraf: {articles} articles, {rate:.0} a second");
        }
    }

    fn rejected(&self, origin: &str, reason: &str) {
        self.bar.suspend(|| eprintln!("nutgraf: {origin} was skipped: {reason}"));
    }
}
