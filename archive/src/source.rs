//! Records, one after the other, from files of several kinds.
//!
//! In: paths and what they hold. Out: an iterator of [`Record`]s, numbered through all paths. It reads on as far
//! as it can: what cannot be cut is a record that says why.

mod folder;
mod lines;
mod parquet;
mod table;
mod web;

use crate::Fault;
use crate::record::{Raw, Record};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a path holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A JSON object a line.
    Jsonl,
    /// A table with a header line.
    Csv,
    /// Files of text and saved pages, folders in it included.
    Folder,
    /// A web archive (ISO 28500).
    Warc,
    /// A file of columns.
    Parquet,
}

impl Kind {
    /// As the name of a path tells it; `.gz` at its end says nothing.
    fn of(path: &Path) -> Option<Self> {
        if path.is_dir() {
            return Some(Self::Folder);
        }
        if path.as_os_str() == STDIN {
            return Some(Self::Jsonl);
        }
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[".jsonl", ".ndjson", ".json"]) {
            Some(Self::Jsonl)
        } else if ends(&[".csv", ".tsv"]) {
            Some(Self::Csv)
        } else if ends(&[".warc", ".wet"]) {
            Some(Self::Warc)
        } else if ends(&[".parquet"]) {
            Some(Self::Parquet)
        } else {
            None
        }
    }
}

/// The path that means standard input.
pub(crate) const STDIN: &str = "-";

/// What a path is called where something is wrong with it.
fn name(path: &Path) -> String {
    if path.as_os_str() == STDIN { "standard input".into() } else { path.display().to_string() }
}

/// Where in a line or row the article stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What the archive calls the article.
    pub id: String,
    /// The text.
    pub text: String,
    /// The day of publication.
    pub published: String,
}

impl Default for Columns {
    fn default() -> Self {
        Self { id: "id".into(), text: "text".into(), published: "published".into() }
    }
}

/// Records of one path; they have no number yet.
pub(crate) type Cut = Box<dyn Iterator<Item = (String, Raw)> + Send>;

/// Bytes of input that were read so far, shared with whoever shows it.
pub(crate) type Meter = Arc<AtomicU64>;

/// The records of all paths, in order. `kind` is asked of the names if it is not given.
///
/// # Errors
/// If a path cannot be opened, or nothing tells what it holds.
pub(crate) fn open(
    paths: &[PathBuf],
    kind: Option<Kind>,
    columns: &Columns,
    meter: &Meter,
) -> Result<impl Iterator<Item = Record> + Send + use<>, Fault> {
    let mut cuts = Vec::new();
    for path in paths {
        let name = path.display();
        let kind = kind.or_else(|| Kind::of(path)).ok_or_else(|| {
            Fault::told(format!("{name}: its ending does not tell what it holds; say so by --from"))
        })?;
        cuts.push(match kind {
            Kind::Jsonl => lines::cut(path, stream(path, meter)?),
            Kind::Csv => table::cut(path, stream(path, meter)?, columns)?,
            Kind::Folder => folder::cut(path, meter)?,
            Kind::Warc => web::cut(path, stream(path, meter)?),
            Kind::Parquet => parquet::cut(path, columns, meter)?,
        });
    }
    let all = cuts.into_iter().flatten();
    Ok(all.zip(1..).map(|((origin, raw), number)| Record { number, origin, raw }))
}

/// Bytes of all paths, as far as that is known.
pub(crate) fn size(paths: &[PathBuf]) -> Option<u64> {
    paths.iter().map(|path| of_path(path)).sum()
}

fn of_path(path: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(path).ok()?;
    if metadata.is_dir() {
        return folder::files(path).ok()?.iter().map(|file| of_path(file)).sum();
    }
    metadata.is_file().then_some(metadata.len())
}

/// A file or standard input, unpacked if it is packed with gzip, whatever it is called.
fn stream(path: &Path, meter: &Meter) -> Result<Box<dyn BufRead + Send>, Fault> {
    let raw: Box<dyn Read + Send> = if path.as_os_str() == STDIN {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(path).map_err(|e| Fault::io(path.display(), &e))?)
    };
    let mut raw = BufReader::with_capacity(BUFFER, Metered { inner: raw, meter: meter.clone() });
    let packed = raw.fill_buf().map_err(|e| Fault::io(path.display(), &e))?.starts_with(GZIP);
    if packed {
        Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(raw))))
    } else {
        Ok(Box::new(raw))
    }
}

/// Bytes that are asked for at once.
const BUFFER: usize = 256 << 10;

/// What a gzip file begins with (RFC 1952).
const GZIP: &[u8] = &[0x1f, 0x8b];

/// A reader that counts.
struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(into)?;
        self.meter.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
