//! What a visit loads, in kB after brotli: the page as it is put on a host and all that it names, file by file.
//!
//! A file counts if a loaded one names it, in quotes or in brackets, as in `import "./engine.js"`,
//! `href="style/page.css"`, `url(paper.png)`. What only a comment names is a type, for editors: no browser loads it.

use super::Row;
use crate::Result;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// Highest quality and a window wider than any file: what a static host does once.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// Where a visit begins.
const START: &str = "dist/site/index.html";

/// The analyzer: code and model.
const ANALYZER: &str = "dist/site/pkg/module.js";

/// What a visit may load, in bytes after brotli: four seconds on a slow phone line (3 Mbit/s).
const BUDGET: usize = 1_500_000;

/// What comes after the page is usable, and delays nothing: exports.
const LATER: [&str; 2] = ["dist/site/pkg/exchange-module.js", "dist/site/nutgraf_exchange.js"];

/// Bytes of a file as it is and after brotli.
#[derive(Debug, Clone, Copy)]
struct Size {
    raw: usize,
    brotli: usize,
}

/// Prints the size of each file and of all; fails above the budget.
#[expect(clippy::print_stdout, reason = "the table is what the caller asked for")]
pub(crate) fn print() -> Result<()> {
    let files = loaded()?;
    println!("{:>9} {:>9}  kB", "raw", "brotli");
    let line = |size: Size, name: &str| {
        println!("{:9.1} {:9.1}  {name}", size.raw as f64 / 1000.0, size.brotli as f64 / 1000.0);
    };
    for (path, &size) in &files {
        line(size, &path.display().to_string());
    }
    let all = sum(files.values());
    line(all, "all");
    for path in LATER {
        line(size(&std::fs::read(path)?)?, &format!("{path}, after that"));
    }
    if all.brotli > BUDGET {
        return Err(format!(
            "the page weighs {:.1} kB; {} kB is its budget",
            all.brotli as f64 / 1000.0,
            BUDGET / 1000
        )
        .into());
    }
    Ok(())
}

/// The analyzer, the rest of the page and both.
pub(super) fn measure() -> Result<Vec<Row>> {
    let files = loaded()?;
    let (analyzer, page): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(path, _)| path == Path::new(ANALYZER));
    let (analyzer, page) =
        (sum(analyzer.iter().map(|(_, size)| size)), sum(page.iter().map(|(_, size)| size)));
    let row = |set: &str, bytes: usize, note: &str| {
        Row::measure("size", set.into(), bytes as f64 / 1000.0, note)
    };
    Ok(vec![
        row("analyzer", analyzer.brotli, "kB brotli; code and model, as the page loads them"),
        row("page", page.brotli, "kB brotli; everything else that a visit loads"),
        row("later", later()?, "kB brotli; what comes when the page is usable: exports"),
        row("all", analyzer.brotli + page.brotli, &format!("kB brotli; budget {}", BUDGET / 1000)),
    ])
}

fn later() -> Result<usize> {
    LATER.iter().try_fold(0, |sum, path| Ok(sum + size(&std::fs::read(path)?)?.brotli))
}

fn size(bytes: &[u8]) -> Result<Size> {
    Ok(Size { raw: bytes.len(), brotli: compressed(bytes)? })
}

fn sum<'a>(sizes: impl Iterator<Item = &'a Size>) -> Size {
    sizes.fold(Size { raw: 0, brotli: 0 }, |all, size| Size {
        raw: all.raw + size.raw,
        brotli: all.brotli + size.brotli,
    })
}

/// Every file that a visit loads, with its size.
fn loaded() -> Result<BTreeMap<PathBuf, Size>> {
    if !Path::new(ANALYZER).exists() {
        return Err("dist/site is missing; run `cargo xtask build` first".into());
    }
    let mut files: BTreeMap<PathBuf, Size> = BTreeMap::new();
    let mut waiting = vec![PathBuf::from(START)];
    while let Some(path) = waiting.pop() {
        if files.contains_key(&path) || LATER.iter().any(|later| path == Path::new(later)) {
            continue;
        }
        let bytes = std::fs::read(&path)?;
        let size = size(&bytes)?;
        if path != Path::new(ANALYZER) {
            waiting.extend(named(&path, &String::from_utf8_lossy(&bytes)));
        }
        files.insert(path, size);
    }
    Ok(files)
}

/// The files that the text of another one names.
fn named(path: &Path, text: &str) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let code = text.split("/**").enumerate().map(|(at, piece)| match piece.split_once("*/") {
        Some((_, code)) if at > 0 => code,
        _ => piece,
    });
    code.flat_map(|code| code.split(['"', '\'', '`', '(', ')', '\n']))
        .filter(|piece| piece.contains('.') && !piece.contains(char::is_whitespace))
        .filter(|piece| !piece.ends_with(".d.ts"))
        .filter_map(|piece| plain(&folder.join(piece)))
        .filter(|path| path.is_file())
        .collect()
}

/// Without `.` and `..`; nothing if it leaves the project.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::CurDir => {}
            Component::ParentDir if out.pop() => {}
            _ => return None,
        }
    }
    Some(out)
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, QUALITY, WINDOW);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(out.len())
}
