//! Running other programs.

use crate::Result;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The project's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

/// The cargo that runs this.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end, with nobody to answer questions; an error names the program if it cannot be
/// started or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.stdin(Stdio::null()).status().map_err(|e| unstarted(&name, &e))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})").into()) }
}

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// What one line of the output of cargo's or Node's test runner counts.
    fn of(line: &str) -> Self {
        let before = |word: &str| -> usize {
            line.split(['.', ';'])
                .filter_map(|part| part.trim().strip_suffix(word)?.trim().parse::<usize>().ok())
                .sum()
        };
        if line.starts_with("test result:") {
            return Self { passed: before("passed"), failed: before("failed") };
        }
        let after = |word: &str| -> usize {
            let rest = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "));
            rest.and_then(|rest| rest.strip_prefix(word)?.trim().parse().ok()).unwrap_or(0)
        };
        Self { passed: after("pass "), failed: after("fail ") + after("cancelled ") }
    }
}

/// Runs a test runner, shows what it says and counts its tests; a runner that fails without a failed
/// test, because something did not compile, counts as one.
#[expect(clippy::print_stdout, reason = "passes on what the runner says")]
pub(crate) fn count(command: &mut Command) -> Result<Tally> {
    let name = name(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| unstarted(&name, &e))?;
    let mut tally = Tally::default();
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.add(Tally::of(&line));
        }
    }
    if !child.wait()?.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    Ok(tally)
}

/// True if the program starts and succeeds; its output is dropped.
pub(crate) fn succeeds(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success())
}

fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

fn unstarted(name: &str, error: &std::io::Error) -> String {
    format!("cannot start {name}: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, passed: usize, failed: usize) {
        assert_eq!(Tally { passed, failed }, Tally::of(line), "{line}");
    }

    #[test]
    fn the_closing_lines_of_the_runners_are_counted() {
        check("test result: ok. 33 passed; 0 failed; 0 ignored; 0 measured", 33, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2);
        check("ℹ pass 16", 16, 0);
        check("ℹ fail 2", 0, 2);
        check("# pass 16", 16, 0);
        check("ℹ cancelled 1", 0, 1);
    }

    #[test]
    fn other_lines_count_nothing() {
        check("test a_pass_is_found ... ok", 0, 0);
        check("ℹ duration_ms 44", 0, 0);
        check("✔ pass 3 of the mountain", 0, 0);
        check("ℹ tests 16", 0, 0);
    }
}
