//! How long each stage takes on articles, and how fast names are found: prints a table.
//!
//! `cargo bench --bench stages`, or for other articles, one a line of JSON with a `text`:
//! `cargo bench --bench stages -- articles.jsonl`.

#![expect(clippy::print_stdout, reason = "the table is what the caller asked for")]

mod texts;

use nutgraf::{Model, Options, analyze_observed};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Readings of every article; the best time of each stage counts.
const ROUNDS: usize = 15;

/// What lies between the text and its names.
const TO_NAMES: [&str; 4] = ["article", "sentence", "token", "mention"];

fn main() {
    let loads = (0..ROUNDS).map(|_| {
        let began = Instant::now();
        black_box(Model::builtin());
        began.elapsed()
    });
    let load = loads.min().unwrap_or_default();
    println!("the model is loaded in {:.1} ms", load.as_secs_f64() * 1e3);
    let model = Model::builtin();
    let texts = texts();
    let mut stages: Vec<(&str, Duration)> = Vec::new();
    let mut tokens = 0;
    for text in &texts {
        let mut best: Vec<(&str, Duration)> = Vec::new();
        for round in 0..ROUNDS {
            let mut seen = Vec::with_capacity(32);
            let mut last = Instant::now();
            let analysis = analyze_observed(text, &model, &Options::default(), &mut |stage| {
                let now = Instant::now();
                seen.push((stage, now - last));
                last = now;
            });
            if round == 0 {
                tokens += analysis.tokens.len();
                best = seen;
            } else {
                for ((_, best), (_, now)) in best.iter_mut().zip(seen) {
                    *best = now.min(*best);
                }
            }
            black_box(analysis);
        }
        if stages.is_empty() {
            stages = best;
        } else {
            for ((_, sum), (_, now)) in stages.iter_mut().zip(best) {
                *sum += now;
            }
        }
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let all: Duration = stages.iter().map(|(_, time)| time).sum();
    println!("{} articles, {tokens} tokens, {bytes} bytes", texts.len());
    for (stage, time) in &stages {
        let each = time.as_secs_f64() * 1e6 / texts.len() as f64;
        let share = 100.0 * time.as_secs_f64() / all.as_secs_f64();
        println!("{stage:>12} {each:>8.0} µs an article {share:>5.1} %");
    }
    let names: Duration =
        stages.iter().filter(|(stage, _)| TO_NAMES.contains(stage)).map(|(_, time)| time).sum();
    let rate = |time: Duration| tokens as f64 / time.as_secs_f64() / 1000.0;
    println!("text to names: {:.0} k tokens a second", rate(names));
    println!(
        "everything: {:.0} k tokens a second, {:.0} articles a second",
        rate(all),
        texts.len() as f64 / all.as_secs_f64()
    );
}

/// The articles of the file that is named, or the samples.
fn texts() -> Vec<String> {
    let named =
        std::env::args().find(|argument| Path::new(argument).extension() == Some("jsonl".as_ref()));
    if let Some(path) = named {
        let lines = std::fs::read_to_string(path).expect("the named file can be read");
        let text = |line| {
            let article: serde_json::Value = serde_json::from_str(line).expect("lines are JSON");
            let text = article.get("text").and_then(|text| text.as_str());
            text.expect("articles have a text").to_owned()
        };
        return lines.lines().map(text).collect();
    }
    texts::samples()
}
