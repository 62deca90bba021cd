//! What the page loads, in kB after brotli.

use super::Row;
use crate::Result;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Highest quality and the largest window: what a static host does once.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// Files of `www/` that are no part of a visit: types, and the WebAssembly that `module.js` holds.
const NOT_LOADED: [&str; 2] = [".d.ts", ".wasm"];

/// Sizes of the analyzer, of the rest of the page and of both, if the page was built.
pub(super) fn measure() -> Result<Vec<Row>> {
    let package = Path::new("www/pkg/module.js");
    if !package.exists() {
        return Err("www/pkg is missing; run `cargo xtask build` first".into());
    }
    let mut files = Vec::new();
    walk(Path::new("www"), &mut files)?;
    let mut analyzer = 0;
    let mut page = 0;
    for file in files {
        let name = file.to_string_lossy();
        if NOT_LOADED.iter().any(|end| name.ends_with(end)) || name.contains("/samples/") {
            continue;
        }
        let size = compressed(&std::fs::read(&file)?)?;
        if file == package { analyzer += size } else { page += size }
    }
    let row = |set: &str, bytes: usize, note| {
        Row::measure("size", set.into(), bytes as f64 / 1000.0, note)
    };
    Ok(vec![
        row("analyzer", analyzer, "kB brotli; code and model, as the page loads them"),
        row("page", page, "kB brotli; everything else"),
        row("all", analyzer + page, "kB brotli; budget 700"),
    ])
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, QUALITY, WINDOW);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(out.len())
}
