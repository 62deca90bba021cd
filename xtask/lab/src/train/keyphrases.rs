//! Fits the weights of key phrases.
//!
//! A logistic regression by Newton's method tells the phrases that annotators chose from all others, from the
//! product's own features. Only DUC-2001 is learned from: the crowd's keys are nearly all single words.

use super::summary::solve;
use crate::Result;
use crate::data;
use nutgraf::keyphrase::candidate::{self, Candidate, Features};
use nutgraf::keyphrase::choose;
use nutgraf::{Model, Options, salience};
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Features, and the constant.
const N: usize = candidate::NAMES.len() + 1;

/// Weight of the ridge: that of a few hundred phrases.
const RIDGE: f64 = 2.0;

/// Steps of Newton's method; it stands still after eight.
const STEPS: usize = 12;

/// The annotated set that is learned from.
const SOURCE: &str = "duc2001";

/// What may be set.
#[derive(clap::Args)]
pub(crate) struct Settings {
    /// Folder with the annotated data.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
}

#[derive(Deserialize)]
struct Document {
    source: String,
    text: String,
    #[serde(default)]
    keys: Vec<String>,
}

/// The phrases of one article, and which of them annotators chose.
struct Example {
    candidates: Vec<Candidate>,
    stems: Vec<String>,
    keys: BTreeSet<String>,
}

/// Prints the weights and the F1 of the ten best phrases.
#[expect(clippy::print_stdout, reason = "the weights are what the caller asked for")]
pub(crate) fn train(settings: &Settings) -> Result<()> {
    let examples = |part: &str| -> Result<Vec<Example>> { read(&settings.data, part) };
    let (train, dev) = (examples("train")?, examples("dev")?);
    let weights = fit(&train);
    for (name, weight) in candidate::NAMES.iter().zip(weights) {
        println!("    {:.0}, // {name}", weight * 1000.0);
    }
    println!("constant {:.3}", weights[N - 1]);
    let own: Features = std::array::from_fn(|i| (weights[i] * 1000.0).round() as f32 / 1000.0);
    for (part, examples) in [("train", &train), ("dev", &dev)] {
        let mean = f1(examples, &own);
        println!("{part}: {} articles, F1@10 {mean:.2}", examples.len());
    }
    Ok(())
}

fn read(folder: &Path, part: &str) -> Result<Vec<Example>> {
    let folder = folder.join("keyphrases");
    let path = data::find(&folder, part).ok_or_else(|| format!("no {part} of keyphrases"))?;
    let documents: Vec<Document> = data::read(&path)?;
    let model = Model::builtin();
    Ok(documents.par_iter().filter(|d| d.source == SOURCE).map(|d| example(d, &model)).collect())
}

fn example(document: &Document, model: &Model) -> Example {
    let text = &document.text;
    let a = nutgraf::analyze(text, model, &Options::default());
    let kinds = salience::kinds(&a.article, &a.sentences);
    let candidates = candidate::find(text, &kinds, &a.tokens, &a.mentions, model);
    let stems = candidates.iter().map(|c| stem(c.spans[0].of(text))).collect();
    Example { candidates, stems, keys: document.keys.iter().map(|key| stem(key)).collect() }
}

/// A phrase as the scorers compare it.
pub(crate) fn stem(phrase: &str) -> String {
    let stemmer = Stemmer::create(Algorithm::English);
    let small = phrase.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-');
    let stems = words.filter(|w| !w.is_empty()).map(|word| stemmer.stem(word).into_owned());
    stems.collect::<Vec<_>>().join(" ")
}

#[expect(
    clippy::disallowed_methods,
    reason = "training need not give the same bytes on every platform"
)]
fn fit(examples: &[Example]) -> [f64; N] {
    let rows: Vec<([f64; N], f64)> = examples
        .iter()
        .flat_map(|e| {
            e.candidates.iter().zip(&e.stems).map(|(candidate, stem)| {
                let of = |i: usize| candidate.features.get(i).map_or(1.0, |&f| f64::from(f));
                (std::array::from_fn(of), f64::from(u8::from(e.keys.contains(stem))))
            })
        })
        .collect();
    let mut weights = [0.0; N];
    for _ in 0..STEPS {
        let mut curve = [[0.0; N]; N];
        let mut slope: [f64; N] = std::array::from_fn(|i| -RIDGE * weights[i]);
        for (row, gold) in &rows {
            let sum: f64 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
            let chance = 1.0 / (1.0 + (-sum).exp());
            let weight = chance * (1.0 - chance);
            for i in 0..N {
                if row[i] == 0.0 {
                    continue;
                }
                slope[i] += row[i] * (gold - chance);
                for j in 0..N {
                    curve[i][j] += weight * row[i] * row[j];
                }
            }
        }
        for (i, row) in curve.iter_mut().enumerate() {
            row[i] += RIDGE;
        }
        let step = solve(curve, slope);
        for i in 0..N {
            weights[i] += step[i];
        }
    }
    weights
}

/// Mean F1 of the ten best phrases in percent.
fn f1(examples: &[Example], weights: &Features) -> f64 {
    let one = |e: &Example| {
        let stem_of = |chosen: &Candidate| {
            let at = e.candidates.iter().position(|c| c.spans == chosen.spans);
            at.map(|at| e.stems[at].clone())
        };
        let chosen: BTreeSet<String> =
            choose(e.candidates.clone(), weights).iter().filter_map(|(c, _)| stem_of(c)).collect();
        let right = chosen.intersection(&e.keys).count() as f64;
        2.0 * right / (chosen.len() + e.keys.len()).max(1) as f64
    };
    100.0 * examples.iter().map(one).sum::<f64>() / examples.len().max(1) as f64
}
