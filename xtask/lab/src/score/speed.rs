//! How fast the native library reads the sample articles, on one core.

use super::Row;
use crate::Result;
use nutgraf::{Model, Options, analyze};
use std::hint::black_box;
use std::time::Instant;

/// Rounds of which the best counts: what the code costs, not what else the machine does.
const ROUNDS: usize = 20;

/// Articles and megabytes a second.
pub(super) fn measure() -> Result<Vec<Row>> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir("www/samples")? {
        texts.push(std::fs::read_to_string(entry?.path())?);
    }
    let model = Model::builtin();
    let options = Options::default();
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        for text in &texts {
            black_box(analyze(text, &model, &options));
        }
        best = best.min(begin.elapsed().as_secs_f64());
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let row = |set: &str, value: f64, note| Row::measure("speed", set.into(), value, note);
    Ok(vec![
        row("native articles", texts.len() as f64 / best, "a second, one core; best of 20 rounds"),
        row("native text", bytes as f64 / 1e6 / best, "MB a second, one core; best of 20 rounds"),
    ])
}
