//! Text from a file or from standard input.

use crate::Failure;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::io::Read;
use std::path::Path;

/// The path that means standard input.
pub(crate) const STDIN: &str = "-";

/// Reads a file, or standard input for `-`, as text.
///
/// A byte order mark decides; else UTF-8; else Windows-1252, which is told.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    if path.as_os_str() == STDIN {
        std::io::stdin().read_to_end(&mut bytes).map_err(|e| Failure::io("standard input", &e))?;
    } else {
        bytes = std::fs::read(path).map_err(|e| Failure::io(&path.display().to_string(), &e))?;
    }
    let encoding = Encoding::for_bom(&bytes).map_or(UTF_8, |(encoding, _)| encoding);
    let (text, _, faults) = encoding.decode(&bytes);
    if !faults {
        return Ok(text.into_owned());
    }
    if bytes.contains(&0) {
        return Err(Failure::Told(format!(
            "{} is not text; give a text file, or the text of the article on standard input",
            path.display()
        )));
    }
    eprintln!("nutgraf: {} is not UTF-8; it is read as Windows-1252", path.display());
    Ok(WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned())
}
