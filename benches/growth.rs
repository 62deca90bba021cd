//! How the time and the memory grow with the text, from 1 kB to 10 MB: prints a table and fails if the time is not
//! linear.
//!
//! `cargo bench --bench growth`, or with a smaller end: `cargo bench --bench growth -- 1000000`.

#![expect(clippy::print_stdout, reason = "the table is what the caller asked for")]

mod texts;

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

/// A text by its name and how it is made of so many bytes.
type Text = (&'static str, Box<dyn Fn(usize) -> String>);

fn main() -> ExitCode {
    let end = std::env::args().find_map(|a| a.parse().ok()).unwrap_or(usize::MAX);
    let sizes: Vec<usize> = SIZES.into_iter().filter(|&size| size <= end).collect();
    let end = sizes.last().copied().unwrap_or(BASE);
    let model = Model::builtin();
    let articles: [Text; 2] =
        [("news", Box::new(texts::news)), ("new names", Box::new(texts::others))];
    let texts = articles.into_iter().chain(PIECES.map(|(name, piece)| -> Text {
        (name, Box::new(move |size: usize| piece.repeat(size.div_ceil(piece.len()))))
    }));

    print!("{:>10}", "ms");
    for size in &sizes {
        print!("{:>10}", format!("{} kB", size / 1000));
    }
    println!("{:>10}{:>10}", "MB/s", "slope");
    let mut peaks = Vec::new();
    let mut crooked = Vec::new();
    for (name, of_size) in texts {
        print!("{name:>10}");
        let mut base = None;
        let mut per_byte = 0.0;
        let mut points = Vec::new();
        for &size in &sizes {
            let text = of_size(size);
            let seconds = best(&text, &model);
            points.push(((text.len() as f64).log10(), seconds.log10()));
            // News come first and grow: the most memory so far is that of this text.
            if name == "news" {
                peaks.extend(peak());
            }
            print!("{:>10.2}", seconds * 1000.0);
            per_byte = seconds / text.len() as f64;
            if size == BASE {
                base = Some(per_byte);
            }
        }
        println!("{:>10.2}{:>10.2}", 1e-6 / per_byte, slope(&points));
        let steep = |per_byte: f64| base.is_some_and(|base| per_byte > SLACK * base);
        // Once more before it is said: the machine may have been busy.
        if steep(per_byte) && steep(again(&of_size(end), &model)) {
            crooked.push(name);
        }
    }
    if peaks.len() == sizes.len() {
        print!("{:>10}", "MB, news");
        peaks.iter().for_each(|megabytes| print!("{megabytes:>10.0}"));
        println!("  at most, model and text included");
    }
    if crooked.is_empty() {
        ExitCode::SUCCESS
    } else {
        println!("not linear: {}", crooked.join(", "));
        ExitCode::FAILURE
    }
}

/// Seconds per byte of a text.
fn again(text: &str, model: &Model) -> f64 {
    best(text, model) / text.len() as f64
}

/// The exponent of growth: the slope of the straight line through the points that has the least squares of errors.
fn slope(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let rise: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    rise / points.iter().map(|point| (point.0 - x) * (point.0 - x)).sum::<f64>()
}

/// The most memory in MB that the process has had; nothing but on Linux.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? / 1000.0)
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
