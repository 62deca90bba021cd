//! The Python wheel: built, installed into an environment of its own under `target/`, and tested there.

use crate::shell::Tally;
use crate::{Result, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What builds the wheel and what it needs, in versions that were tried.
const TOOLS: [&str; 2] = ["maturin==1.16.0", "pyarrow==26.0.1"];

/// The engines that call it.
const ENGINES: [&str; 3] = ["ray[data]==2.60.0", "pyspark==4.3.0", "pandas"];

/// `cargo xtask wheel [--engines]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let engines = match arguments {
        [] => false,
        [flag] if flag == "--engines" => true,
        _ => return Err("usage: cargo xtask wheel [--engines]".into()),
    };
    if !has_python() {
        return Err(
            "Python 3.10 or later with venv is needed (Debian: apt-get install python3-venv)"
                .into(),
        );
    }
    shell::run(&mut tests(&built(engines)?))
}

/// The check of the wheel; a machine without Python says so and skips it.
#[expect(clippy::print_stdout, reason = "the results are what the caller asked for")]
pub(crate) fn check() -> Result<Tally> {
    if !has_python() {
        println!("skipped: there is no Python 3.10 or later with venv here");
        return Ok(Tally::default());
    }
    shell::run(&mut tests(&built(false)?)).map(|()| Tally { passed: 1, failed: 0 })
}

/// Whether there is a Python that can make an environment.
fn has_python() -> bool {
    let asked = "import sys, venv, ensurepip; assert sys.version_info >= (3, 10)";
    shell::succeeds("python3", &["-c", asked])
}

/// Builds the wheel and installs it; the Python that has it.
fn built(engines: bool) -> Result<PathBuf> {
    let target = std::path::absolute(shell::target())?;
    let environment = target.join("python");
    let python = environment.join("bin/python");
    if !python.exists() {
        shell::run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    }
    let pip = |arguments: &[&str]| {
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        shell::run(Command::new(&python).args(pip).args(arguments))
    };
    pip(&TOOLS)?;
    if engines {
        pip(&ENGINES)?;
    }
    let wheels = target.join("wheels");
    // A wheel of another version would be installed in its place.
    let _ = std::fs::remove_dir_all(&wheels);
    let arguments = ["build", "--release", "--locked", "--quiet", "--manifest-path"];
    shell::run(
        Command::new(environment.join("bin/maturin"))
            .args(arguments)
            .args(["python/Cargo.toml", "--interpreter"])
            .arg(&python)
            .arg("--out")
            .arg(&wheels),
    )?;
    let wheel = std::fs::read_dir(&wheels)?.next().ok_or("maturin built no wheel")??.path();
    let wheel = wheel.to_str().ok_or("the path of the wheel is not UTF-8")?;
    pip(&["--force-reinstall", "--no-deps", wheel])?;
    Ok(python)
}

/// The tests of the installed wheel; those of engines that are not there are skipped and say so.
fn tests(python: &Path) -> Command {
    let mut tests = Command::new(python);
    tests
        .args(["-m", "unittest", "discover", "--start-directory", "python/tests"])
        .env("NUTGRAF", shell::target().join("debug/nutgraf"));
    tests
}
