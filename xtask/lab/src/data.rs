//! Annotated data: one JSON object a line, offsets in code points.

use crate::Result;
use flate2::read::GzDecoder;
use nutgraf::offsets::{Offsets, Unit};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Half-open range in code points.
pub(crate) type Range = (u32, u32);

/// What every task's lines have.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    /// Date of the article, where the task has one.
    pub(crate) dct: Option<String>,
}

/// Reads all lines of a file, gunzipped if its name ends in `.gz`.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = File::open(path).map_err(|e| format!("cannot open {}: {e}", path.display()))?;
    let plain: Box<dyn Read> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    let mut documents = Vec::new();
    for (number, line) in BufReader::new(plain).lines().enumerate() {
        let line = line?;
        let document = serde_json::from_str(&line)
            .map_err(|e| format!("{}, line {}: {e}", path.display(), number + 1))?;
        documents.push(document);
    }
    Ok(documents)
}

/// The first 16 hexadecimal digits of the SHA-256 of a text, by which tables of facts know it.
pub(crate) fn digest(text: &str) -> String {
    Sha256::digest(text).iter().take(8).fold(String::new(), |mut digest, byte| {
        write!(digest, "{byte:02x}").expect("a string");
        digest
    })
}

/// `name.jsonl` or `name.jsonl.gz` in `folder`, if there is one.
pub(crate) fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    ["jsonl", "jsonl.gz"]
        .map(|end| folder.join(format!("{name}.{end}")))
        .into_iter()
        .find(|p| p.exists())
}

/// Byte spans of one text as code points.
pub(crate) struct CodePoints(Offsets);

impl CodePoints {
    pub(crate) fn new(text: &str) -> Self {
        Self(Offsets::new(text, Unit::Chars))
    }

    pub(crate) fn of(&self, span: nutgraf::Span) -> Range {
        (self.0.at(span.start), self.0.at(span.end))
    }
}
