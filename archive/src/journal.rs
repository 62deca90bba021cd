//! How far a run has come: written after each chunk, read by the run that goes on.
//!
//! It says what of the outputs is whole. A run that is killed leaves more than that, never less: outputs are on
//! the disk before the journal says so, and the journal is put in its place by renaming.

use crate::Fault;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Journal {
    /// All that the output depends on beside the records: a run goes on only as it began.
    pub(crate) settings: String,
    /// Records that were read.
    pub(crate) records: u64,
    /// Articles that were written.
    pub(crate) articles: u64,
    /// Records that went to the rejects.
    pub(crate) rejected: u64,
    /// Bytes of each file that grows.
    pub(crate) lengths: BTreeMap<PathBuf, u64>,
    /// Files of a numbered series.
    pub(crate) parts: u64,
}

impl Journal {
    /// The journal at a path, if there is one.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Fault> {
        let json = match std::fs::read(path) {
            Ok(json) => json,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Fault::io(path.display(), &error)),
        };
        serde_json::from_slice(&json).map(Some).map_err(|error| {
            Fault::told(format!("{}: this is no journal of a run ({error})", path.display()))
        })
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Fault> {
        let json = serde_json::to_vec(self).unwrap_or_default();
        replace(path, &json).map_err(|e| Fault::io(path.display(), &e))
    }
}

/// Puts a file in its place at once.
fn replace(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(content)?;
    file.sync_data()?;
    std::fs::rename(&beside, path)
}
