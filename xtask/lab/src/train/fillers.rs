//! Trains the weights that choose who and what fills the slots of the reports of violence.
//!
//! A logistic regression for each slot over all candidates of the train part, by L-BFGS with an L2 penalty; the weights are
//! rounded to whole steps, which leaves most of them out. The same data give the same bytes.

use super::smooth::{dot, encode, search};
use crate::Result;
use crate::data;
use crate::predict::fillers::{self, Candidate, GATE, PAIR, Report, SLOTS, number};
use crate::score::events::{Document, filled, tally};
use nutgraf::Model;
use nutgraf::reference::rank::Ranker;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// How to train.
#[derive(clap::Args, Debug)]
pub(crate) struct Settings {
    /// Folder with train.jsonl.gz and dev.jsonl of the reports.
    #[arg(long, default_value = "../shared/data/events")]
    data: PathBuf,
    /// Where to write the weights.
    #[arg(long, default_value = fillers::WEIGHTS)]
    out: PathBuf,
    /// Steps of the search for the best weights.
    #[arg(long, default_value_t = 50)]
    steps: usize,
    /// L2 penalty.
    #[arg(long, default_value_t = 3.0)]
    ridge: f32,
    /// Features of fewer candidates are left out.
    #[arg(long, default_value_t = 4)]
    min_count: u32,
    /// Steps of a weight in one unit of log-odds.
    #[arg(long, default_value_t = 16.0)]
    grain: f32,
    /// L2 penalty of the weights of whole reports.
    #[arg(long, default_value_t = 50.0)]
    gate_ridge: f32,
    /// L2 penalty of the weights of pairs.
    #[arg(long, default_value_t = 4.0)]
    pair_ridge: f32,
    /// Write nothing: score each fifth of the reports by what the others teach, and say from which score to tell.
    #[arg(long)]
    folds: bool,
}

/// A report with what fills its slots.
struct Example {
    report: Report,
    /// By slot: the names of each entity.
    gold: [Vec<BTreeSet<String>>; 5],
}

/// Trains, and writes or scores.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn train(settings: &Settings) -> Result<()> {
    let model = Model::builtin();
    let path = data::find(&settings.data, "train").ok_or("no train part")?;
    let documents: Vec<Document> = data::read(&path)?;
    let read = |document: &Document| {
        let a = document.analyze(&model);
        Example { report: Report::read(&document.text, &a, &model), gold: filled(document) }
    };
    let reports: Vec<Example> = documents.par_iter().map(read).collect();
    if settings.folds {
        print!("{}", folds(&reports, settings));
        return Ok(());
    }
    let bytes = fit(&reports.iter().collect::<Vec<_>>(), settings);
    std::fs::write(&settings.out, &bytes)?;
    println!("{} bytes", bytes.len());
    Ok(())
}

/// The scores from which something may be told, in steps.
const LEVELS: std::ops::Range<i32> = -30..12;

/// By slot and level: right, told and annotated, in five folds.
fn folds(reports: &[Example], settings: &Settings) -> String {
    let step = (settings.grain / 8.0) as i32;
    let all: Vec<Vec<[[usize; 3]; 5]>> = (0..5)
        .map(|fold| {
            let part = |test: bool| -> Vec<&Example> {
                let chosen = reports.iter().enumerate().filter(|(n, _)| (n % 5 == fold) == test);
                chosen.map(|(_, report)| report).collect()
            };
            let ranker = Ranker::load(&fit(&part(false), settings)).expect("just made");
            let levels = part(true).into_par_iter().map(|Example { report, gold }| {
                let scores = report.scores(&ranker);
                let least = LEVELS.start * step;
                let chosen: [Vec<usize>; 5] =
                    std::array::from_fn(|slot| report.choose(&scores, slot, least, &ranker));
                let of = |level: i32| {
                    std::array::from_fn(|slot| {
                        let told =
                            chosen[slot].iter().filter(|&&at| scores[at][slot] >= level * step);
                        let words: Vec<String> =
                            told.map(|&at| report.candidates[at].words.clone()).collect();
                        tally(&gold[slot], &words)
                    })
                };
                LEVELS.map(of).collect::<Vec<_>>()
            });
            sum(&levels.collect::<Vec<_>>())
        })
        .collect();
    let all = sum(&all);
    let f1 = |[right, told, gold]: [usize; 3]| 200.0 * right as f64 / (told + gold).max(1) as f64;
    let add = |a: [usize; 3], b: [usize; 3]| [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
    // The levels that make the best whole, found slot by slot.
    let mut best = [LEVELS.len() / 2; 5];
    for _ in 0..4 {
        for slot in 0..5 {
            let whole = |level: usize| {
                let of = |s: usize| all[if s == slot { level } else { best[s] }][s];
                f1((0..5).map(of).fold([0; 3], add))
            };
            let better = |a: usize, b: usize| if whole(b) > whole(a) { b } else { a };
            best[slot] = (0..LEVELS.len()).fold(best[slot], better);
        }
    }
    let row = |slot: usize| {
        let tally = all[best[slot]][slot];
        let level = LEVELS.clone().nth(best[slot]).unwrap_or_default() * step;
        format!("{:8} from {level:4}  {tally:?}  F1 {:.1}\n", SLOTS[slot], f1(tally))
    };
    let whole = (0..5).map(|slot| all[best[slot]][slot]).fold([0; 3], add);
    format!("{}all {whole:?} F1 {:.2}\n", (0..5).map(row).collect::<String>(), f1(whole))
}

/// Tallies of many, level by level.
fn sum(all: &[Vec<[[usize; 3]; 5]>]) -> Vec<[[usize; 3]; 5]> {
    let mut sum = vec![[[0; 3]; 5]; LEVELS.len()];
    for levels in all {
        for (to, from) in sum.iter_mut().zip(levels) {
            for (to, from) in to.as_flattened_mut().iter_mut().zip(from.as_flattened()) {
                *to += from;
            }
        }
    }
    sum
}

/// Steps of a weight of whole reports in one unit of log-odds: these are light.
const GATE_GRAIN: f32 = 256.0;

/// The weights of all slots, of whole reports and of pairs.
fn fit(examples: &[&Example], settings: &Settings) -> Vec<u8> {
    let mut weights: BTreeMap<u32, i8> = BTreeMap::new();
    let mut keep = |known: &[u32], slot: usize, learned: &[f32], grain: f32| {
        for (&feature, &weight) in known.iter().zip(learned) {
            let steps = (weight * grain).round().clamp(-127.0, 127.0) as i8;
            // Of two features of one number the heavier counts.
            let kept = weights.entry(number(feature, slot)).or_default();
            if steps.unsigned_abs() > kept.unsigned_abs() {
                *kept = steps;
            }
        }
    };
    let candidates: Vec<&Candidate> = examples.iter().flat_map(|e| &e.report.candidates).collect();
    let features: Vec<&[u32]> = candidates.iter().map(|c| &*c.features).collect();
    let (known, rows) = encode(&features, settings.min_count);
    let learned: Vec<Vec<f32>> = (0..SLOTS.len())
        .into_par_iter()
        .map(|slot| {
            let right = |e: &&Example| -> Vec<bool> {
                e.report.candidates.iter().map(|c| e.entity(slot, c).is_some()).collect()
            };
            let right: Vec<bool> = examples.iter().flat_map(right).collect();
            regress(&rows, &right, known.len(), settings.ridge, settings.steps)
        })
        .collect();
    for (slot, learned) in learned.iter().enumerate() {
        keep(&known, slot, learned, settings.grain);
    }
    let wholes: Vec<&[u32]> = examples.iter().map(|e| &*e.report.features).collect();
    let (known, rows) = encode(&wholes, settings.min_count);
    let right: Vec<bool> = examples.iter().map(|e| e.gold.iter().any(|g| !g.is_empty())).collect();
    let learned = regress(&rows, &right, known.len(), settings.gate_ridge, settings.steps);
    keep(&known, GATE, &learned, GATE_GRAIN);
    let pairs: Vec<(Vec<u32>, bool)> = examples.iter().flat_map(|e| e.pairs()).collect();
    let features: Vec<&[u32]> = pairs.iter().map(|(features, _)| &**features).collect();
    let (known, rows) = encode(&features, 2);
    let right: Vec<bool> = pairs.iter().map(|&(_, same)| same).collect();
    let learned = regress(&rows, &right, known.len(), settings.pair_ridge, settings.steps);
    keep(&known, PAIR, &learned, settings.grain);
    weights.retain(|_, steps| *steps != 0);
    Ranker::store(&weights.into_iter().collect::<Vec<_>>())
}

impl Example {
    /// The annotated entity that a candidate names.
    fn entity(&self, slot: usize, candidate: &Candidate) -> Option<usize> {
        self.gold[slot].iter().position(|names| names.contains(&candidate.words))
    }

    /// The pairs of right candidates that do not clash, and whether they name one entity.
    fn pairs(&self) -> Vec<(Vec<u32>, bool)> {
        let mut pairs = Vec::new();
        for slot in 0..SLOTS.len() {
            let right: Vec<(usize, usize)> = (self.report.candidates.iter().enumerate())
                .filter_map(|(at, c)| Some((at, self.entity(slot, c)?)))
                .collect();
            for &(a, one) in &right {
                for &(b, other) in &right {
                    if a != b && !self.report.clash(a, b) {
                        pairs.push((self.report.pair(a, b, slot), one == other));
                    }
                }
            }
        }
        pairs
    }
}

/// The weights of features that tell the right rows from the others.
fn regress(
    rows: &[Vec<u32>],
    right: &[bool],
    features: usize,
    ridge: f32,
    steps: usize,
) -> Vec<f32> {
    search(features, steps, &|weights| slope(rows, right, weights, ridge))
}

/// How unlikely the right answers are, and how that changes with each weight.
#[expect(
    clippy::disallowed_methods,
    reason = "training need not give the same bytes on every platform"
)]
fn slope(rows: &[Vec<u32>], right: &[bool], weights: &[f32], ridge: f32) -> (f64, Vec<f32>) {
    let mut gradient: Vec<f32> = weights.iter().map(|w| ridge * w).collect();
    let mut loss = 0.5 * f64::from(ridge) * dot(weights, weights);
    for (row, &right) in rows.iter().zip(right) {
        let score: f32 = row.iter().map(|&f| weights[f as usize]).sum();
        let chance = 1.0 / (1.0 + (-score).exp());
        let miss = chance - f32::from(u8::from(right));
        let off = if right { -score } else { score };
        loss += f64::from(off.max(0.0) + (-off.abs()).exp().ln_1p());
        row.iter().for_each(|&f| gradient[f as usize] += miss);
    }
    (loss, gradient)
}
