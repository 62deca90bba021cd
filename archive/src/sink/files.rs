//! Files that grow, and end where the journal says.

use crate::Fault;
use crate::journal::Journal;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file that is written to at its end.
pub(crate) struct Growing {
    path: PathBuf,
    file: BufWriter<File>,
    length: u64,
}

impl Growing {
    /// Opens a file and cuts away what the journal does not know.
    pub(crate) fn open(path: &Path, journal: &Journal) -> Result<Self, Fault> {
        let length = journal.lengths.get(path).copied().unwrap_or_default();
        let open = || {
            let mut file =
                OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            if file.metadata()?.len() < length {
                return Ok(None);
            }
            // A pipe or a terminal has no length to cut.
            if file.metadata()?.is_file() {
                file.set_len(length)?;
                file.seek(SeekFrom::Start(length))?;
            }
            Ok(Some(file))
        };
        let file = open().map_err(|e| Fault::io(path.display(), &e))?.ok_or_else(|| {
            Fault::told(format!(
                "{}: it is shorter than the run before left it; remove it and its journal to begin anew",
                path.display()
            ))
        })?;
        Ok(Self { path: path.to_owned(), file: BufWriter::with_capacity(1 << 20, file), length })
    }

    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.file.write_all(bytes).map_err(|e| self.fault(&e))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    pub(crate) fn commit(&mut self, journal: &mut Journal) -> Result<(), Fault> {
        self.file.flush().map_err(|e| self.fault(&e))?;
        // What is no file on a disk cannot be synchronised, and need not be.
        if self.file.get_ref().metadata().is_ok_and(|metadata| metadata.is_file()) {
            self.file.get_ref().sync_data().map_err(|e| self.fault(&e))?;
        }
        journal.lengths.insert(self.path.clone(), self.length);
        Ok(())
    }

    fn fault(&self, error: &std::io::Error) -> Fault {
        Fault::io(self.path.display(), error)
    }
}

/// The file for what is no article: made when there is something to put into it.
pub(crate) struct Rejects {
    path: Option<PathBuf>,
    file: Option<Growing>,
}

impl Rejects {
    pub(crate) fn open(path: Option<PathBuf>, journal: &Journal) -> Result<Self, Fault> {
        let Some(path) = path else { return Ok(Self { path: None, file: None }) };
        if journal.lengths.contains_key(&path) {
            let file = Some(Growing::open(&path, journal)?);
            return Ok(Self { path: Some(path), file });
        }
        // Of an earlier run. What is no file on a disk, such as `/dev/null`, is not ours to remove.
        if std::fs::metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            std::fs::remove_file(&path).map_err(|e| Fault::io(path.display(), &e))?;
        }
        Ok(Self { path: Some(path), file: None })
    }

    pub(crate) fn put(&mut self, number: u64, origin: &str, reason: &str) -> Result<(), Fault> {
        let Some(path) = &self.path else { return Ok(()) };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Growing::open(path, &Journal::default())?),
        };
        let mut line =
            serde_json::json!({"record": number, "origin": origin, "reason": reason}).to_string();
        line.push('\n');
        file.put(line.as_bytes())
    }

    pub(crate) fn commit(&mut self, journal: &mut Journal) -> Result<(), Fault> {
        self.file.as_mut().map_or(Ok(()), |file| file.commit(journal))
    }
}
