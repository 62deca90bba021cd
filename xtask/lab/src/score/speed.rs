//! How fast the native library reads the sample articles, on one core.

use super::Row;
use crate::Result;
use nutgraf::{Model, Options, analyze_observed};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds of which the best counts: what the code costs, not what else the machine does.
const ROUNDS: usize = 20;

/// The stages between a text and its names.
const TO_NAMES: [&str; 4] = ["article", "sentence", "token", "mention"];

/// Articles, megabytes, and tokens from text to names a second.
pub(super) fn measure() -> Result<Vec<Row>> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir("www/samples")? {
        texts.push(std::fs::read_to_string(entry?.path())?);
    }
    let model = Model::builtin();
    let options = Options::default();
    let (mut best, mut best_names, mut tokens) = (Duration::MAX, Duration::MAX, 0);
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        let mut names = Duration::ZERO;
        tokens = 0;
        for text in &texts {
            let mut last = Instant::now();
            let analysis = black_box(analyze_observed(text, &model, &options, &mut |stage| {
                let now = Instant::now();
                if TO_NAMES.contains(&stage) {
                    names += now - last;
                }
                last = now;
            }));
            tokens += analysis.tokens.len();
        }
        best = best.min(begin.elapsed());
        best_names = best_names.min(names);
    }
    let (best, best_names) = (best.as_secs_f64(), best_names.as_secs_f64());
    let bytes: usize = texts.iter().map(String::len).sum();
    let row = |set: &str, value: f64, note| Row::measure("speed", set.into(), value, note);
    Ok(vec![
        row("native articles", texts.len() as f64 / best, "a second, one core; best of 20 rounds"),
        row("native text", bytes as f64 / 1e6 / best, "MB a second, one core; best of 20 rounds"),
        row(
            "native names",
            tokens as f64 / 1e3 / best_names,
            "thousand tokens a second from text to names, one core; best of 20 rounds",
        ),
    ])
}
