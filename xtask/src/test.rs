//! Everything that must hold, in order of cost; one failure does not hide the others.

use crate::{Result, build, setup, shell};
use std::process::Command;
use std::time::Instant;

/// One check: its name and how it is done.
type Check = (&'static str, fn() -> Result<()>);

/// The edit-test loop.
const FAST: [Check; 8] = [
    ("rustfmt", || cargo(&["fmt", "--all", "--check"])),
    ("clippy", || {
        cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
    }),
    ("clippy, wasm32", || {
        cargo(&["clippy", "--quiet", "--lib", "--target", setup::WASM, "--", "-D", "warnings"])
    }),
    ("native tests", || cargo(&["test", "--quiet", "--workspace"])),
    ("build of the page", || build::page()),
    ("types", || npx(&["tsc", "--noEmit", "--project", "tsconfig.json"])),
    ("eslint", || npx(&["eslint", "--max-warnings=0", "."])),
    ("wasm contract", || {
        let native = shell::target().join("debug/nutgraf");
        shell::run(node_test("tests/wasm")?.env("NUTGRAF", native))
    }),
];

/// What is added before a change lands.
const FULL: [Check; 4] = [
    ("rustdoc", || {
        let mut doc = shell::cargo();
        doc.args(["doc", "--quiet", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
        shell::run(&mut doc)
    }),
    ("prettier", || npx(&["prettier", "--check", "--log-level=warn", "."])),
    ("browser", browser),
    ("scoreboard", || {
        cargo(&["run", "--quiet", "--release", "--package", "lab", "--", "score", "--check"])
    }),
];

/// `cargo xtask test [--fast]`
#[expect(clippy::print_stdout, reason = "the results are what the caller asked for")]
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let full = match arguments {
        [] => true,
        [flag] if flag == "--fast" => false,
        _ => return Err("usage: cargo xtask test [--fast]".into()),
    };
    setup::rust_components()?;
    setup::wasm_target()?;
    setup::npm_packages()?;
    let mut failed = Vec::new();
    let checks: Vec<Check> =
        FAST.into_iter().chain(FULL.into_iter().take(if full { FULL.len() } else { 0 })).collect();
    for &(name, check) in &checks {
        println!("== {name}");
        let begin = Instant::now();
        let result = check();
        println!(
            "== {name}: {} in {:.1} s",
            if result.is_ok() { "ok" } else { "FAILED" },
            begin.elapsed().as_secs_f32()
        );
        if let Err(error) = result {
            println!("{error}");
            failed.push(name);
        }
    }
    println!("\n{} passed, {} failed", checks.len() - failed.len(), failed.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", ")).into()) }
}

fn cargo(arguments: &[&str]) -> Result<()> {
    shell::run(shell::cargo().args(arguments))
}

fn npx(arguments: &[&str]) -> Result<()> {
    shell::run(Command::new("npx").arg("--no-install").args(arguments))
}

fn browser() -> Result<()> {
    let chromium = setup::chromium()?;
    shell::run(node_test("tests/web")?.env("CHROMIUM", chromium))
}

/// Node's test runner over the `*.test.js` of a folder.
fn node_test(folder: &str) -> Result<Command> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|e| format!("{folder}: {e}"))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    files.sort();
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1"]).args(files);
    Ok(node)
}
