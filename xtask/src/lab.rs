//! Tasks that need the library at full speed: they run in `xtask/lab`, built in release mode.

use crate::{Result, build, shell};
use std::process::Command;

/// `cargo xtask score`
pub(crate) fn score(arguments: &[String]) -> Result<()> {
    build::page()?;
    run("score", arguments)
}

/// Whether the committed scoreboard is of today.
pub(crate) fn score_check() -> Result<()> {
    run("score", &["--check".into()])
}

/// What the page weighs, against its budget.
pub(crate) fn sizes() -> Result<()> {
    run("sizes", &[])
}

/// `cargo xtask predict`
pub(crate) fn predict(arguments: &[String]) -> Result<()> {
    run("predict", arguments)
}

/// `cargo xtask train`
pub(crate) fn train(arguments: &[String]) -> Result<()> {
    run("train", arguments)
}

fn run(task: &str, arguments: &[String]) -> Result<()> {
    shell::run(command(task).args(arguments))
}

/// A task of the lab, to be run.
pub(crate) fn command(task: &str) -> Command {
    let mut cargo = shell::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "lab", "--", task]);
    cargo
}
