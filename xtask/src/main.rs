//! Everything that is done to Nutgraf, one word each: `cargo xtask serve`, `cargo xtask test`.

mod bench;
mod bless;
mod build;
mod dist;
mod fuzz;
mod lab;
mod serve;
mod setup;
mod shell;
mod supply;
mod test;
mod wheel;

use std::process::ExitCode;

/// An error of any kind, told to the user in one line.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A task: its word, its function, which takes the words behind it, and what it does.
type Task = (&'static str, fn(&[String]) -> Result<()>, &'static str);

const TASKS: [Task; 12] = [
    ("serve", serve::run, "build the page and serve it on this machine [--port N] [--sources]"),
    ("test", test::run, "check everything: native, WebAssembly, browser [--fast: native only]"),
    ("build", build::run, "build www/pkg and dist/site and print what a visit loads"),
    (
        "dist",
        dist::run,
        "build all that goes out, or some of it, into dist/: [PART...] [--again: and in a fresh copy, and compare]",
    ),
    (
        "score",
        lab::score,
        "measure every stage on annotated data [--data DIR] [--errors] [--check]",
    ),
    ("bench", bench::run, "measure speed and memory into benches/RESULTS.md [--peers]"),
    ("predict", lab::predict, "write predictions: TASK IN.jsonl OUT.jsonl"),
    ("train", lab::train, "train weights: STAGE [--data DIR]"),
    (
        "wheel",
        wheel::run,
        "build, install and test the Python wheel [--engines: with Ray and Spark]",
    ),
    ("fuzz", fuzz::run, "search for what breaks each way in [MINUTES] [TARGET]"),
    ("supply", supply::run, "check crates and npm packages by cargo deny and npm audit"),
    ("bless", bless::run, "accept today's results as the expected ones"),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (word, rest) =
        arguments.split_first().map_or(("", &[][..]), |(word, rest)| (&**word, rest));
    let Some((_, task, _)) = TASKS.iter().find(|(name, ..)| *name == word) else {
        eprintln!("usage: cargo xtask TASK\n");
        for (name, _, help) in TASKS {
            eprintln!("  {name:8} {help}");
        }
        return ExitCode::from(2);
    };
    match std::env::set_current_dir(shell::root()).map_err(Into::into).and_then(|()| task(rest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo xtask {word}: {error}");
            ExitCode::FAILURE
        }
    }
}
