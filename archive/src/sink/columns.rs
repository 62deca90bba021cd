//! Files of columns (Parquet): a row an article, lists of parts as they are in the JSON.
//!
//! A chunk is a file, `part-000000.parquet` and so on: it appears under its name when it is whole.

use super::Encoded;
use crate::Fault;
use crate::journal::Journal;
use crate::row::Rows;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Rounds in a file: 4,096 articles make one of some 20 MB, which engines read in parallel.
const ROUNDS: usize = 8;

pub(crate) struct Columns {
    folder: PathBuf,
    rows: Rows,
    writer: Option<ArrowWriter<File>>,
    /// Rounds in the file that is being written.
    rounds: usize,
    /// Files that are whole.
    parts: u64,
}

impl Columns {
    pub(super) fn open(folder: &Path, rows: &Rows, journal: &Journal) -> Result<Self, Fault> {
        let columns = Self {
            folder: folder.to_owned(),
            rows: rows.clone(),
            writer: None,
            rounds: 0,
            parts: journal.parts,
        };
        columns.remove_what_is_beyond()?;
        Ok(columns)
    }

    /// Files that a killed run left and the journal does not know.
    fn remove_what_is_beyond(&self) -> Result<(), Fault> {
        for part in self.parts.. {
            let unfinished = self.unfinished(part);
            let mut found = false;
            for path in [self.path(part), unfinished] {
                match std::fs::remove_file(&path) {
                    Ok(()) => found = true,
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                    Err(error) => return Err(Fault::io(path.display(), &error)),
                }
            }
            if !found {
                break;
            }
        }
        Ok(())
    }

    fn path(&self, part: u64) -> PathBuf {
        self.folder.join(format!("part-{part:06}.parquet"))
    }

    /// Hidden from engines by its first character.
    fn unfinished(&self, part: u64) -> PathBuf {
        self.folder.join(format!("_part-{part:06}.unfinished"))
    }

    pub(super) fn write(&mut self, round: Vec<Encoded>) -> Result<bool, Fault> {
        let rows: Vec<_> = round
            .into_iter()
            .filter_map(|encoded| match encoded {
                Encoded::Row(row) => Some(row),
                _ => None,
            })
            .collect();
        self.rounds += 1;
        if !rows.is_empty() {
            let path = self.unfinished(self.parts);
            let told =
                |error: &dyn std::fmt::Display| Fault::told(format!("{}: {error}", path.display()));
            let batch = self.rows.batch(&rows)?;
            let writer = match &mut self.writer {
                Some(writer) => writer,
                none => {
                    let file = File::create(&path).map_err(|e| Fault::io(path.display(), &e))?;
                    let properties = WriterProperties::builder()
                        .set_compression(Compression::ZSTD(ZstdLevel::default()))
                        .build();
                    let writer = ArrowWriter::try_new(file, self.rows.schema(), Some(properties));
                    none.insert(writer.map_err(|e| told(&e))?)
                }
            };
            writer.write(&batch).map_err(|e| told(&e))?;
        }
        Ok(self.rounds >= ROUNDS)
    }

    pub(super) fn commit(&mut self, journal: &mut Journal) -> Result<(), Fault> {
        self.rounds = 0;
        if let Some(writer) = self.writer.take() {
            let (unfinished, path) = (self.unfinished(self.parts), self.path(self.parts));
            let file = writer
                .into_inner()
                .map_err(|e| Fault::told(format!("{}: {e}", unfinished.display())))?;
            file.sync_data()
                .and_then(|()| std::fs::rename(&unfinished, &path))
                .map_err(|e| Fault::io(path.display(), &e))?;
            self.parts += 1;
        }
        journal.parts = self.parts;
        Ok(())
    }
}
