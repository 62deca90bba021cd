//! Searches for bytes that break a way in, each of `fuzz/targets` for its share of the time: of the time that the
//! processor works on it, wherever that can be told, because a busy machine searches less in a minute.

use crate::{Result, shell};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The ways in, each with its share of the time in percent: the longer the way, the more there is to find.
const TARGETS: [(&str, u64); 5] =
    [("analyze", 45), ("page", 20), ("exchange", 15), ("corrections", 15), ("model", 5)];

/// Minutes if none are named.
const MINUTES: u64 = 24;

/// Seconds by the clock of one run of a fuzzer, which first reads what it has learnt; then it is looked how much the
/// processor has done for it.
const TURN: u64 = 600;

/// Ticks in which Linux counts the time of a process, a second.
const TICKS: u64 = 100;

/// Bytes of the longest input: some pages of text, so that thousands are tried a minute.
const LONGEST: &str = "-max_len=4096";

/// Seconds after which one input counts as a finding.
const PATIENCE: &str = "-timeout=10";

/// `cargo xtask fuzz [MINUTES] [TARGET]`
#[expect(clippy::print_stdout, reason = "the results are what the caller asked for")]
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut minutes = MINUTES;
    let mut only = None;
    for argument in arguments {
        if let Ok(number) = argument.parse() {
            minutes = number;
        } else if TARGETS.iter().any(|(target, _)| target == argument) {
            only = Some(argument);
        } else {
            return Err("usage: cargo xtask fuzz [MINUTES] [TARGET]".into());
        }
    }
    if !shell::succeeds("cargo", &["fuzz", "--version"]) {
        return Err("cargo-fuzz is needed: cargo install cargo-fuzz --locked".into());
    }
    let mut told = Vec::new();
    for (target, share) in TARGETS {
        if only.is_some_and(|only| only != target) {
            continue;
        }
        let seconds = minutes * 60 * if only.is_some() { 100 } else { share } / 100;
        // What compiles it is no search.
        shell::run(shell::cargo().args(["fuzz", "build", "--sanitizer", "none", target]))?;
        let (mut used, mut turns) = (0, 0);
        while used < seconds {
            let (begun, worked) = (Instant::now(), children());
            shell::run(&mut fuzzer(target, TURN.min(seconds - used))?).map_err(|error| {
                format!("{target}: a finding, in fuzz/artifacts/{target}: {error}")
            })?;
            let now = worked.zip(children()).map(|(before, after)| after - before);
            used += now.unwrap_or(begun.elapsed().as_secs()).max(1);
            turns += 1;
        }
        told.push(format!("{target}: no finding in {used} s of the processor, {turns} turns"));
    }
    println!("\n{}", told.join("\n"));
    Ok(())
}

/// Seconds that the processor has worked for the processes that this one has run to their end; nothing but on Linux.
fn children() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold anything, the 14th and the 15th: `cutime` and `cstime`.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) / TICKS)
}

/// One fuzzer, without a sanitizer: there is no unsafe code of ours, and so it needs no nightly compiler.
fn fuzzer(target: &str, seconds: u64) -> Result<Command> {
    // What it learns stays out of the project; what it begins with is the corpus.
    let learnt = std::path::absolute(shell::target().join("fuzz").join(target))?;
    std::fs::create_dir_all(&learnt)?;
    let mut seeds = vec![learnt, PathBuf::from("fuzz/corpus").join(target)];
    if target == "analyze" {
        seeds.push(Path::new("www/samples").to_owned());
    }
    let mut cargo = shell::cargo();
    cargo.args(["fuzz", "run", "--sanitizer", "none", target]).args(seeds).arg("--").args([
        LONGEST,
        PATIENCE,
        &format!("-max_total_time={seconds}"),
        "-print_final_stats=1",
        "-verbosity=0",
    ]);
    Ok(cargo)
}
