//! A run over an archive: records in, in order; articles read on all cores; rows out, in order.
//!
//! One thread cuts records, all cores read them, one thread writes; each holds one round, so that memory does not
//! grow with the archive.

use crate::journal::Journal;
use crate::record::{Article, Record};
use crate::sink::{Encoded, Encoder, Format, Rejects, Sink};
use crate::source::{self, Columns, Kind, Meter};
use crate::{Fault, record};
use nutgraf_exchange::Unit;
use rayon::prelude::*;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Records that are read between the writing: enough to keep all cores busy.
const ROUND: usize = 512;

/// Bytes after which a round ends early: three rounds are under way at a time, and an analysis takes some ten
/// times its article.
const ROUND_BYTES: usize = 4 << 20;

/// What is to be done.
#[derive(Debug, Clone)]
pub struct Job {
    /// Files and folders; `-` is standard input.
    pub inputs: Vec<PathBuf>,
    /// What they hold; asked of their names if absent.
    pub kind: Option<Kind>,
    /// Where in a line or row the article stands.
    pub columns: Columns,
    /// A file for lines, a folder for tables; standard output if absent.
    pub output: Option<PathBuf>,
    /// What is written.
    pub format: Format,
    /// Fields of the analysis; all if empty.
    pub selection: Vec<String>,
    /// What offsets count.
    pub unit: Unit,
    /// Where records go that are no articles; beside the output if absent.
    pub rejects: Option<PathBuf>,
    /// Whether to go on with what a run before left.
    pub resume: bool,
    /// All else that the analyses depend on.
    pub settings: String,
}

/// How it went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Articles that were read, earlier runs included.
    pub articles: u64,
    /// Records that are no articles.
    pub rejected: u64,
    /// An earlier run had already ended.
    pub already: bool,
}

/// Who looks on.
pub trait Watcher: Sync {
    /// Bytes of all inputs, if that is known.
    fn begun(&self, size: Option<u64>);
    /// Bytes of input and articles so far.
    fn advanced(&self, bytes: u64, articles: u64);
    /// A record that is no article.
    fn rejected(&self, origin: &str, reason: &str);
}

impl Job {
    /// A file beside the output, or in it if it is a folder.
    fn beside(&self, output: &Path, name: &str) -> PathBuf {
        if self.format == Format::Jsonl {
            let mut path = output.as_os_str().to_owned();
            path.push(format!(".{name}"));
            path.into()
        } else {
            output.join(format!("_{name}"))
        }
    }

    /// What a run must have in common with the one that it goes on with.
    fn settings(&self) -> String {
        let Self { inputs, kind, columns, format, selection, unit, settings, .. } = self;
        format!("{inputs:?} {kind:?} {columns:?} {format:?} {selection:?} {unit:?} {settings}")
    }

    /// The journal to go on with, or nothing if there is nothing left to do.
    fn journal(&self, path: Option<&Path>) -> Result<Option<Journal>, Fault> {
        let new = Journal { settings: self.settings(), ..Journal::default() };
        let (Some(path), Some(output)) = (path, &self.output) else {
            return if self.resume {
                Err(Fault::told("--resume goes on with a file or folder: name it by --output"))
            } else {
                Ok(Some(new))
            };
        };
        let name = output.display();
        match Journal::read(path)? {
            Some(_) if !self.resume => Err(Fault::told(format!(
                "{name}: an earlier run was stopped here; go on with it by --resume, or remove {} to begin anew",
                path.display()
            ))),
            Some(journal) if journal.settings != new.settings => Err(Fault::told(format!(
                "{name}: the earlier run had other inputs or options; give the same, or remove {} to begin anew",
                path.display()
            ))),
            Some(journal) => Ok(Some(journal)),
            None if self.resume && output.exists() => Ok(None),
            None => Ok(Some(new)),
        }
    }

    /// Says what became of what was written before a fault.
    fn kept(&self, fault: Fault) -> Fault {
        match fault {
            Fault::Told(message) if self.output.is_some() => Fault::Told(format!(
                "{message}; what was written before is kept: the same command with --resume goes on with it"
            )),
            other => other,
        }
    }

    /// The folder for tables: a new one or an empty one, so that nothing is mixed.
    fn prepare(&self, output: &Path, begun: bool) -> Result<(), Fault> {
        if self.format == Format::Jsonl || begun {
            return Ok(());
        }
        let fault = |error: &std::io::Error| Fault::io(output.display(), error);
        std::fs::create_dir_all(output).map_err(|e| fault(&e))?;
        if std::fs::read_dir(output).map_err(|e| fault(&e))?.next().is_some() {
            return Err(Fault::told(format!(
                "{}: the folder is not empty; name one that is not there yet",
                output.display()
            )));
        }
        Ok(())
    }
}

/// Reads an archive; `analyze` reads an article.
///
/// # Errors
/// If an input cannot be opened or an output cannot be written; what was written up to then is kept, and a run
/// with `resume` goes on with it.
pub fn run<A: Serialize>(
    job: &Job,
    watcher: &dyn Watcher,
    analyze: impl Fn(&Article) -> A + Sync,
) -> Result<Done, Fault> {
    let meter = Meter::default();
    let records = source::open(&job.inputs, job.kind, &job.columns, &meter)?;
    let journal_path = job.output.as_deref().map(|output| job.beside(output, "journal.json"));
    let Some(journal) = job.journal(journal_path.as_deref())? else {
        return Ok(Done { already: true, ..Done::default() });
    };
    if let (Some(output), Some(path)) = (&job.output, &journal_path) {
        job.prepare(output, path.exists())?;
        journal.write(path)?;
    }
    let encoder = Encoder::new(job.format, &job.selection, job.unit);
    let beside = || job.output.as_deref().map(|output| job.beside(output, "rejects.jsonl"));
    let writer = Writer {
        sink: Sink::open(job.format, job.output.as_deref(), &encoder, &journal)?,
        rejects: Rejects::open(job.rejects.clone().or_else(beside), &journal)?,
        journal,
        path: journal_path,
        watcher,
    };
    watcher.begun(source::size(&job.inputs));
    let skipped = usize::try_from(writer.journal.records).unwrap_or(usize::MAX);
    let read = |record: &Record| {
        let article = record.article(&job.columns)?;
        encoder.encode(&article, analyze(&article))
    };
    std::thread::scope(|scope| {
        let (cut, to_read) = sync_channel(1);
        let (done, to_write) = sync_channel(1);
        scope.spawn(move || cut_rounds(records.skip(skipped), &cut));
        let writing = scope.spawn(move || writer.write(&to_write, &meter));
        read_rounds(&to_read, &done, read);
        drop(to_read);
        drop(done);
        writing
            .join()
            .unwrap_or_else(|_| Err(Fault::told("writing ended by a fault of the program")))
    })
    .map_err(|fault| job.kept(fault))
}

/// Records in rounds; ends when nobody takes them any more.
fn cut_rounds(mut records: impl Iterator<Item = Record>, to: &SyncSender<Vec<Record>>) {
    loop {
        let mut round = Vec::with_capacity(ROUND);
        let mut bytes = 0;
        while round.len() < ROUND && bytes < ROUND_BYTES {
            let Some(record) = records.next() else { break };
            bytes += record.raw.len();
            round.push(record);
        }
        if round.is_empty() || to.send(round).is_err() {
            return;
        }
    }
}

/// A record that was read: what is written of it, or why there is nothing.
struct Outcome {
    number: u64,
    origin: String,
    result: Result<Encoded, String>,
}

fn read_rounds(
    from: &Receiver<Vec<Record>>,
    to: &SyncSender<Vec<Outcome>>,
    read: impl Fn(&Record) -> Result<Encoded, String> + Sync,
) {
    for round in from {
        let outcomes = round
            .into_par_iter()
            .map(|record| Outcome {
                result: read(&record),
                number: record.number,
                origin: record.origin,
            })
            .collect();
        if to.send(outcomes).is_err() {
            return;
        }
    }
}

struct Writer<'a> {
    sink: Sink,
    rejects: Rejects,
    journal: Journal,
    /// Of the journal; none if the output is a stream.
    path: Option<PathBuf>,
    watcher: &'a dyn Watcher,
}

impl Writer<'_> {
    fn write(mut self, from: &Receiver<Vec<Outcome>>, meter: &Meter) -> Result<Done, Fault> {
        for round in from {
            if self.round(round)? {
                self.commit()?;
            }
            self.watcher.advanced(meter.load(Ordering::Relaxed), self.journal.articles);
        }
        self.commit()?;
        if let Some(path) = &self.path {
            std::fs::remove_file(path).map_err(|e| Fault::io(path.display(), &e))?;
        }
        let Journal { articles, rejected, .. } = self.journal;
        Ok(Done { articles, rejected, already: false })
    }

    fn round(&mut self, round: Vec<Outcome>) -> Result<bool, Fault> {
        let mut encoded = Vec::with_capacity(round.len());
        for Outcome { number, origin, result } in round {
            self.journal.records = number;
            match result {
                Ok(article) => encoded.push(article),
                Err(reason) => {
                    self.journal.rejected += 1;
                    self.rejects.put(number, &origin, &reason)?;
                    self.watcher.rejected(&origin, &reason);
                }
            }
        }
        self.journal.articles += encoded.len() as u64;
        self.sink.write(encoded)
    }

    fn commit(&mut self) -> Result<(), Fault> {
        self.sink.commit(&mut self.journal)?;
        self.rejects.commit(&mut self.journal)?;
        self.path.as_ref().map_or(Ok(()), |path| self.journal.write(path))
    }
}

impl record::Raw {
    /// Bytes that it takes.
    fn len(&self) -> usize {
        match self {
            Self::Line(bytes) | Self::Text { bytes, .. } | Self::Page { bytes, .. } => bytes.len(),
            Self::Cells { text, .. } => text.as_ref().map_or(0, String::len),
            Self::Broken(_) => 0,
        }
    }
}
