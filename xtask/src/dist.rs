//! What goes out, into `dist/`: the page for a host, the page as one file.

use crate::{Result, build, setup, shell};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// `cargo xtask dist [PART...] [--again]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if arguments == ["--again"] {
        return again();
    }
    setup::npm_packages()?;
    build::page()?;
    put_together(arguments)
}

/// The page as it is put on a host.
pub(crate) fn site() -> Result<()> {
    run(&["site".to_owned()])
}

/// Makes everything, and again from the same build: the same bytes must come out.
pub(crate) fn twice() -> Result<()> {
    run(&[])?;
    let first = files()?;
    put_together(&[])?;
    same(&first, &files()?)
}

/// Makes everything here and, from what is committed, in a fresh copy in another folder with nothing compiled: a
/// stranger's build must give the same bytes.
#[expect(clippy::print_stdout, reason = "the sums are what the caller asked for")]
fn again() -> Result<()> {
    let changed = Command::new("git").args(["status", "--porcelain"]).output()?.stdout;
    if !changed.is_empty() {
        return Err("commit first: what is made again is what is committed".into());
    }
    run(&[])?;
    let first = files()?;
    let copy = shell::target().join("again");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    shell::run(Command::new("git").args(["clone", "--quiet", "--shared", "."]).arg(&copy))?;
    let mut make = shell::cargo();
    make.args(["xtask", "dist"]).current_dir(&copy).env_remove("CARGO_TARGET_DIR");
    shell::run(&mut make)?;
    same(&first, &files_in(&copy.join("dist"))?)?;
    for (name, sum) in first {
        println!("{sum:016x}  {name}");
    }
    Ok(())
}

/// Whether two makings gave the same bytes.
fn same(first: &BTreeMap<String, u64>, second: &BTreeMap<String, u64>) -> Result<()> {
    let sums = |all: &BTreeMap<String, u64>, name: &String| all.get(name).copied();
    let names = first.keys().chain(second.keys());
    let mut differ: Vec<&str> =
        names.filter(|name| sums(first, name) != sums(second, name)).map(String::as_str).collect();
    differ.sort_unstable();
    differ.dedup();
    if differ.is_empty() {
        return Ok(());
    }
    Err(format!("made twice, not the same bytes: {}", differ.join(", ")).into())
}

fn put_together(arguments: &[String]) -> Result<()> {
    shell::run(Command::new("node").arg("xtask/dist/main.js").args(arguments))
}

/// The files that lie in `dist/` itself, each with its checksum: all that is handed on in one piece.
fn files() -> Result<BTreeMap<String, u64>> {
    files_in(Path::new("dist"))
}

fn files_in(folder: &Path) -> Result<BTreeMap<String, u64>> {
    let mut sums = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.path().is_file() {
            let name = entry.file_name().to_string_lossy().into_owned();
            sums.insert(name, build::checksum(&std::fs::read(entry.path())?));
        }
    }
    Ok(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makings_are_the_same_if_every_file_is_in_both_with_the_same_bytes() {
        let of = |files: &[(&str, u64)]| -> BTreeMap<String, u64> {
            files.iter().map(|&(name, sum)| (name.to_owned(), sum)).collect()
        };
        assert!(same(&of(&[("a", 1)]), &of(&[("a", 1)])).is_ok());
        assert!(same(&of(&[("a", 1)]), &of(&[("a", 2)])).is_err());
        assert!(same(&of(&[("a", 1)]), &of(&[("a", 1), ("b", 1)])).is_err());
        assert!(same(&of(&[("a", 1), ("b", 1)]), &of(&[("a", 1)])).is_err());
    }
}
