//! What goes out, into `dist/`: the page for a host, the page as one file.

use crate::{Result, build, setup, shell};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// `cargo xtask dist [PART...]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    setup::npm_packages()?;
    build::page()?;
    put_together(arguments)
}

/// Makes everything, and again from the same build: the same bytes must come out.
pub(crate) fn twice() -> Result<()> {
    run(&[])?;
    let first = files()?;
    put_together(&[])?;
    let second = files()?;
    let differ: Vec<_> = first
        .iter()
        .filter(|(path, sum)| second.get(*path) != Some(sum))
        .map(|(path, _)| path.display().to_string())
        .collect();
    if differ.is_empty() && first.len() == second.len() {
        Ok(())
    } else {
        Err(format!("made twice, not the same bytes: {}", differ.join(", ")).into())
    }
}

fn put_together(arguments: &[String]) -> Result<()> {
    shell::run(Command::new("node").arg("xtask/dist/main.js").args(arguments))
}

/// The files that lie in `dist/` itself, each with its checksum: all that is handed on in one piece.
fn files() -> Result<BTreeMap<PathBuf, u64>> {
    let mut sums = BTreeMap::new();
    for entry in std::fs::read_dir("dist")? {
        let path = entry?.path();
        if path.is_file() {
            sums.insert(path.clone(), build::checksum(&std::fs::read(&path)?));
        }
    }
    Ok(sums)
}
