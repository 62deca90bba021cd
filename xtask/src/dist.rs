//! What goes out, into `dist/`: the page for a host, the page as one file.

use crate::{Result, build, setup, shell};
use std::process::Command;

/// `cargo xtask dist [PART...]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    setup::npm_packages()?;
    build::page()?;
    shell::run(Command::new("node").arg("xtask/dist/main.js").args(arguments))
}
