//! Trains the weights that decide whom pronouns and descriptions mean.
//!
//! Reads articles with annotated clusters, lets the product show every anaphor with its choices, marks the
//! choices that the annotation calls right (nobody, if none is), and fits a log-linear model to them by
//! AdaGrad with an L1 penalty. The weights are rounded to whole steps. The same data give the same bytes.

use crate::Result;
use crate::data;
use crate::gold::{Document, Gold};
use crate::scene;
use nutgraf::reference::anaphor::{Anaphor, Class};
use nutgraf::reference::rank::{self, Ranker, STEPS};
use nutgraf::reference::scene::Choice;
use nutgraf::{Model, Options};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// How to train.
#[derive(clap::Args, Debug)]
pub(crate) struct Settings {
    /// Folder with train.jsonl and dev.jsonl of the clusters.
    #[arg(long, default_value = "../shared/data/coref")]
    data: PathBuf,
    /// Where to write the weights of references.
    #[arg(long, default_value = "model/weights/references.weights")]
    out: PathBuf,
    /// Passes over the data.
    #[arg(long, default_value_t = 12)]
    epochs: u32,
    /// Size of the first steps.
    #[arg(long, default_value_t = 0.15)]
    rate: f32,
    /// L1 penalty of one example.
    #[arg(long, default_value_t = 0.02)]
    l1: f32,
    /// Features of fewer examples are left out.
    #[arg(long, default_value_t = LEAST)]
    min_count: u32,
    /// Write nothing: leave a fifth of the articles out and score on them.
    #[arg(long)]
    folds: bool,
}

/// Examples that a feature has, at least. In cross-validation fewer had 27 % of `it` right at 31 % precision, these 33 at 38, and
/// half as many weights; all others were the same.
const LEAST: u32 = 4;

/// A question with its choices; the right ones marked.
struct Example {
    class: Class,
    /// The name of its row on the board.
    source: String,
    choices: Vec<Vec<u32>>,
    right: Vec<bool>,
}

/// Trains, writes and scores.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn train(settings: &Settings) -> Result<()> {
    let model = Model::builtin();
    let read = |part| -> Result<Vec<Vec<Example>>> {
        let path = data::find(&settings.data, part).ok_or("no such part")?;
        let documents: Vec<Document> = data::read(&path)?;
        Ok(documents.iter().map(|document| examples(document, &model)).collect())
    };
    let documents = read("train")?;
    if settings.folds {
        let mut board = BTreeMap::new();
        for fold in 0..5 {
            let part = |test: bool| -> Vec<&Example> {
                let chosen = documents.iter().enumerate().filter(|(n, _)| (n % 5 == fold) == test);
                chosen.flat_map(|(_, examples)| examples).collect()
            };
            let bytes = fit(&part(false), settings);
            score(&part(true), &bytes, &mut board);
        }
        print!("{}", show(&board));
        return Ok(());
    }
    let bytes = fit(&documents.iter().flatten().collect::<Vec<_>>(), settings);
    std::fs::write(&settings.out, &bytes)?;
    let mut board = BTreeMap::new();
    score(&read("dev")?.iter().flatten().collect::<Vec<_>>(), &bytes, &mut board);
    print!("{} bytes\n{}", bytes.len(), show(&board));
    Ok(())
}

/// The anaphors of a document.
fn examples(document: &Document, model: &Model) -> Vec<Example> {
    let text = &document.text;
    let a = nutgraf::analyze(text, model, &Options::default());
    let gold = Gold::new(document, &a);
    let vocabulary = scene::words(text, &a, model);
    let tags = scene::tags(&a, &vocabulary, model);
    let scene = scene::read(text, &a, &vocabulary, &tags, model);
    let mut examples = Vec::new();
    scene.walk(&mut |anaphor: &Anaphor, choices: &[Choice]| {
        let (start, end) = gold.range(anaphor.span);
        let cluster = if anaphor.class.is_pronoun() {
            gold.phrases.get(&(start, end)).copied()
        } else {
            let around = gold.phrases.iter().filter(|((s, e), _)| *s == start && *e >= end);
            around.min_by_key(|((s, e), _)| e - s).map(|(_, &number)| number)
        };
        let mut right: Vec<bool> = choices
            .iter()
            .map(|choice| {
                cluster.is_some()
                    && choice.entity.is_some_and(|id| gold.entities[id as usize] == cluster)
            })
            .collect();
        if let [Choice { entity, why: Some(_), .. }] = choices {
            // Nothing is left to learn.
            return *entity;
        }
        let chosen = right.iter().position(|&right| right);
        if chosen.is_none() {
            *right.last_mut().expect("nobody is a choice") = true;
        }
        examples.push(Example {
            class: anaphor.class,
            source: document.source.clone(),
            choices: choices.iter().map(|choice| choice.features.clone()).collect(),
            right,
        });
        chosen.and_then(|at| choices[at].entity)
    });
    examples
}

/// Maximum likelihood of the right choices.
fn fit(examples: &[&Example], settings: &Settings) -> Vec<u8> {
    let mut number: BTreeMap<u32, usize> = BTreeMap::new();
    let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
    for example in examples {
        let features: BTreeSet<u32> = example.choices.iter().flatten().copied().collect();
        features.into_iter().for_each(|feature| *seen.entry(feature).or_default() += 1);
    }
    for (feature, _) in seen.into_iter().filter(|&(_, count)| count >= settings.min_count) {
        number.insert(feature, number.len());
    }
    let encoded: Vec<Vec<Vec<usize>>> = examples
        .iter()
        .map(|e| {
            e.choices
                .iter()
                .map(|c| c.iter().filter_map(|f| number.get(f).copied()).collect())
                .collect()
        })
        .collect();
    let mut weights = vec![0.0_f32; number.len()];
    let mut squares = vec![1e-6_f32; number.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(1);
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &at in &order {
            let choices = &encoded[at];
            if choices.len() < 2 {
                continue;
            }
            let scores: Vec<f32> =
                choices.iter().map(|c| c.iter().map(|&f| weights[f]).sum()).collect();
            let all = softmax(&scores);
            let right: f32 =
                all.iter().zip(&examples[at].right).filter(|(_, r)| **r).map(|(p, _)| p).sum();
            for (choice, features) in choices.iter().enumerate() {
                let target =
                    if examples[at].right[choice] { all[choice] / right.max(1e-9) } else { 0.0 };
                let slope = all[choice] - target;
                if slope.abs() < 1e-4 {
                    continue;
                }
                for &f in features {
                    squares[f] += slope * slope;
                    let rate = settings.rate / squares[f].sqrt().max(0.05);
                    let moved = weights[f] - rate * slope;
                    let shrink = rate * settings.l1 * slope.abs();
                    weights[f] = moved.signum() * (moved.abs() - shrink).max(0.0);
                }
            }
        }
    }
    let mut kept = Vec::new();
    for (&feature, &at) in &number {
        let steps = (weights[at] * STEPS).round().clamp(-127.0, 127.0) as i8;
        if steps != 0 {
            kept.push((feature, steps));
        }
    }
    Ranker::store(&kept)
}

#[expect(
    clippy::disallowed_methods,
    reason = "training need not give the same bytes on every platform"
)]
fn softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|p| p / sum).collect()
}

/// Of anaphors: all, those that mean an entity, those said to mean one, those said right.
type Tally = [usize; 4];

fn score(examples: &[&Example], bytes: &[u8], board: &mut BTreeMap<String, Tally>) {
    let ranker = Ranker::load(bytes).expect("just made");
    for example in examples {
        let mut scores: Vec<i32> = example.choices.iter().map(|c| ranker.score(c)).collect();
        let nobody = example.choices.len() - 1;
        if let Some(score) = scores.last_mut() {
            *score -= example.class.handicap_of_nobody();
        }
        let best = rank::decide(&scores).best.unwrap_or(nobody);
        let class = match example.class {
            Class::Head(_) => "description".to_owned(),
            class => format!("{class:?}").to_lowercase(),
        };
        for name in [class, format!("{} all", example.source)] {
            let tally = board.entry(name).or_default();
            tally[0] += 1;
            tally[1] += usize::from(!example.right[nobody]);
            tally[2] += usize::from(best != nobody);
            tally[3] += usize::from(best != nobody && example.right[best]);
        }
    }
}

fn show(board: &BTreeMap<String, Tally>) -> String {
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    let row = |(name, &[n, gold, said, right]): (&String, &Tally)| {
        let (p, r) = (share(right, said), share(right, gold));
        format!("{name:16} {n:5} {gold:5} {said:5}  P {p:.1}  R {r:.1}\n")
    };
    board.iter().map(row).collect()
}

/// Random numbers (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit.max(1)
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
