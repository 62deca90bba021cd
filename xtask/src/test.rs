//! Everything that must hold, cheapest first; one failure does not hide the others.

use crate::shell::Tally;
use crate::{Result, build, dist, lab, setup, shell, supply, wheel};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// One check: its name, and how it is done and counted.
type Check = (&'static str, fn() -> Result<Tally>);

/// The loop of editing and testing: what needs no browser and no WebAssembly.
const FAST: [Check; 6] = [
    ("rustfmt", || cargo(&["fmt", "--all", "--check"])),
    ("clippy", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])),
    ("clippy, wasm32", || {
        cargo(&[
            "clippy",
            "--lib",
            "--package=nutgraf",
            "--package=nutgraf-exchange",
            "--target",
            setup::WASM,
            "--",
            "-D",
            "warnings",
        ])
    }),
    ("native tests", || {
        shell::count(shell::cargo().args(["test", "--quiet", "--workspace", "--no-fail-fast"]))
    }),
    ("eslint", || npx(&["eslint", "--max-warnings=0", "."])),
    ("prettier", || npx(&["prettier", "--check", "--log-level=warn", "."])),
];

/// The browser tests that take times: run with nothing beside them.
const TIMED: &str = "speed.test.js";

/// How long one file of Node's tests may take, in milliseconds: six times what the longest takes on two busy cores.
const MOST_OF_A_FILE: u32 = 600_000;

/// What is added before a change lands.
const SLOW: [Check; 15] = [
    ("rustdoc", || {
        let mut doc = shell::cargo();
        doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
        one(shell::run(&mut doc))
    }),
    ("build of the page", || one(build::page())),
    ("types", || npx(&["tsc", "--noEmit", "--project", "tsconfig.json"])),
    ("wasm contract", || {
        let native = shell::target().join("debug/nutgraf");
        shell::count(node_test(&node_tests("tests/wasm")?).env("NUTGRAF", native))
    }),
    ("browser", || {
        let mut files = node_tests("tests/web")?;
        files.retain(|file| !file.ends_with(TIMED));
        shell::count(node_test(&files).env("CHROMIUM", setup::chromium()?))
    }),
    ("browser, Firefox", in_firefox),
    ("what goes out, twice", || one(dist::twice())),
    ("what went out", || {
        let mut tests = node_test(&node_tests("tests/dist")?);
        // Its tests pass themselves over where there is none.
        tests.envs(setup::firefox().map(|path| ("FIREFOX", path)));
        shell::count(tests.env("CHROMIUM", setup::chromium()?))
    }),
    ("browser, timed", || {
        let file = Path::new("tests/web").join(TIMED);
        shell::count(node_test(&[file]).env("CHROMIUM", setup::chromium()?))
    }),
    ("hostile texts at full size", || {
        shell::count(shell::cargo().args([
            "test",
            "--quiet",
            "--release",
            "--no-default-features",
            "--test",
            "invariants",
        ]))
    }),
    ("linear time", || {
        cargo(&["bench", "--quiet", "--no-default-features", "--bench", "growth", "--", "1000000"])
    }),
    ("Python wheel", wheel::check),
    ("supply chain", supply::check),
    ("size budget", || one(lab::sizes())),
    ("scoreboard", || one(lab::score_check())),
];

/// `cargo xtask test [--fast]`
#[expect(clippy::print_stdout, reason = "the results are what the caller asked for")]
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let slow: &[Check] = match arguments {
        [] => &SLOW,
        [flag] if flag == "--fast" => &[],
        _ => return Err("usage: cargo xtask test [--fast]".into()),
    };
    let mut all = Tally::default();
    let mut failed = Vec::new();
    let set_up: Check = ("set-up", || one(setup::all()));
    for &(name, check) in [set_up].iter().chain(&FAST).chain(slow) {
        println!("\n== {name}");
        let begin = Instant::now();
        let tally = check().unwrap_or_else(|error| {
            println!("{error}");
            Tally { passed: 0, failed: 1 }
        });
        let outcome = if tally.failed == 0 { "ok" } else { "FAILED" };
        println!("== {name}: {outcome}, {:.1} s", begin.elapsed().as_secs_f32());
        if tally.failed > 0 {
            failed.push(name);
        }
        all.add(tally);
    }
    if !failed.is_empty() {
        println!("\nfailed: {}", failed.join(", "));
    }
    println!("\n{} passed, {} failed", all.passed, all.failed);
    if failed.is_empty() { Ok(()) } else { std::process::exit(1) }
}

/// The browser tests again, but for those that take times, in a Firefox where one can be had.
#[expect(clippy::print_stdout, reason = "what was not checked must be seen")]
fn in_firefox() -> Result<Tally> {
    let Some(firefox) = setup::firefox() else {
        println!("no Firefox here, and none by apt: set FIREFOX to its path to have this checked");
        return Ok(Tally::default());
    };
    let mut files = node_tests("tests/web")?;
    files.retain(|file| !file.ends_with(TIMED));
    shell::count(node_test(&files).env("FIREFOX", firefox))
}

/// A check that is not made of tests counts as one.
fn one(result: Result<()>) -> Result<Tally> {
    result.map(|()| Tally { passed: 1, failed: 0 })
}

fn cargo(arguments: &[&str]) -> Result<Tally> {
    one(shell::run(shell::cargo().args(arguments)))
}

fn npx(arguments: &[&str]) -> Result<Tally> {
    one(shell::run(Command::new("npx").arg("--no-install").args(arguments)))
}

/// The test files of a folder.
fn node_tests(folder: &str) -> Result<Vec<PathBuf>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|e| format!("{folder}: {e}"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    Ok(files)
}

/// Node's test runner over files, two at a time. A test that fails may leave a server or a browser running: the file ends
/// all the same, and one that waits for what never comes fails.
fn node_test(files: &[PathBuf]) -> Command {
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2", "--test-force-exit"])
        .arg(format!("--test-timeout={MOST_OF_A_FILE}"))
        .args(files);
    node
}
