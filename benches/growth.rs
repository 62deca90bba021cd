//! How the time grows with the text, from 1 kB to 10 MB: prints a table and fails if it is not linear.
//!
//! `cargo bench --bench growth`, or with a smaller end: `cargo bench --bench growth -- 1000000`.

#![expect(clippy::print_stdout, reason = "the table is what the caller asked for")]

use nutgraf::{Model, Options, analyze};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

/// Sizes in bytes, each ten times the last.
const SIZES: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// Time per byte may grow by this factor from `BASE` to the largest size: caches and page faults
/// account for up to 2, a quadratic stage would make it 10 at the first step.
const SLACK: f64 = 4.0;

/// The size in bytes that larger ones are compared with: below it, fixed costs hide the growth.
const BASE: usize = 100_000;

/// Short texts are read so often that this many bytes come together; the best time counts.
const ENOUGH: usize = 300_000;

/// What hurts when it comes by the megabyte, with its name.
const PIECES: [(&str, &str); 9] = [
    ("one word", "word"),
    ("words", "word "),
    ("line ends", "\n"),
    ("quotes", "“"),
    ("digits", "0"),
    ("names", "Al Smith "),
    ("initials", "A. "),
    ("said", "He said “"),
    ("emoji", "😀"),
];

fn main() -> ExitCode {
    let end = std::env::args().find_map(|a| a.parse().ok()).unwrap_or(usize::MAX);
    let sizes: Vec<usize> = SIZES.into_iter().filter(|&size| size <= end).collect();
    let model = Model::builtin();
    let news = news();
    let texts = [("news", &*news)].into_iter().chain(PIECES);

    print!("{:>10}", "ms");
    for size in &sizes {
        print!("{:>10}", format!("{} kB", size / 1000));
    }
    println!("{:>10}", "MB/s");
    let mut crooked = Vec::new();
    for (name, piece) in texts {
        print!("{name:>10}");
        let mut base = None;
        let mut per_byte = 0.0;
        for &size in &sizes {
            let text = piece.repeat(size.div_ceil(piece.len()));
            let seconds = best(&text, &model);
            print!("{:>10.2}", seconds * 1000.0);
            per_byte = seconds / text.len() as f64;
            if size == BASE {
                base = Some(per_byte);
            }
        }
        println!("{:>10.2}", 1e-6 / per_byte);
        let steep = |per_byte: f64| base.is_some_and(|base| per_byte > SLACK * base);
        // Once more before it is said: the machine may have been busy.
        if steep(per_byte) && steep(again(piece, &sizes, &model)) {
            crooked.push(name);
        }
    }
    if crooked.is_empty() {
        ExitCode::SUCCESS
    } else {
        println!("not linear: {}", crooked.join(", "));
        ExitCode::FAILURE
    }
}

/// Seconds per byte at the largest size.
fn again(piece: &str, sizes: &[usize], model: &Model) -> f64 {
    let size = sizes.last().copied().unwrap_or(BASE);
    let text = piece.repeat(size.div_ceil(piece.len()));
    best(&text, model) / text.len() as f64
}

/// The sample articles, one behind the other.
fn news() -> String {
    let folder = std::fs::read_dir("www/samples").expect("the samples are part of the project");
    let mut paths: Vec<_> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).expect("samples are UTF-8"));
    texts.collect::<Vec<_>>().join("\n\n")
}

/// Seconds for one reading.
fn best(text: &str, model: &Model) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..(ENOUGH / text.len()).clamp(1, 20) {
        let begin = Instant::now();
        black_box(analyze(text, model, &Options::default()));
        best = best.min(begin.elapsed().as_secs_f64());
    }
    best
}
