//! Files of text (`.txt`, `.md`) and saved pages (`.html`, `.htm`, `.xhtml`) of a folder and the folders in it, by
//! name; an article is called by its path in the folder. Other files are none.

use super::{Cut, Meter};
use crate::Fault;
use crate::record::Raw;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// Folders in folders: deeper ones are loops of links.
const DEPTH: usize = 64;

pub(super) fn cut(folder: &Path, meter: &Meter) -> Result<Cut, Fault> {
    let files = files(folder).map_err(|e| Fault::io(folder.display(), &e))?;
    let (folder, meter) = (folder.to_owned(), meter.clone());
    Ok(Box::new(files.into_iter().map(move |file| {
        let inner = file.strip_prefix(&folder).unwrap_or(&file);
        let id = inner.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let raw = match std::fs::read(&file) {
            Ok(bytes) => {
                meter.fetch_add(bytes.len() as u64, Ordering::Relaxed);
                if kept(&file) == Some(Content::Page) {
                    Raw::Page { id, bytes, charset: None }
                } else {
                    Raw::Text { id, bytes }
                }
            }
            Err(error) => Raw::Broken(error.to_string()),
        };
        (file.display().to_string(), raw)
    })))
}

/// The files that are read, in order.
pub(super) fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    walk(folder, DEPTH, &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if depth > 0 {
                walk(&path, depth - 1, found)?;
            }
        } else if kept(&path).is_some() {
            found.push(path);
        }
    }
    Ok(())
}

#[derive(PartialEq)]
enum Content {
    Text,
    Page,
}

fn kept(path: &Path) -> Option<Content> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "md" => Some(Content::Text),
        "html" | "htm" | "xhtml" => Some(Content::Page),
        _ => None,
    }
}
