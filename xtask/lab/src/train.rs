//! Trains the recogniser of names.
//!
//! Reads annotated documents, runs the product's own article, sentence and token stages and feature code
//! over them, fits a conditional random field with partial labels, rounds its weights to bytes, writes
//! them and scores the result on the dev documents. The same data and settings give the same bytes.

mod data;
mod fit;
mod score;

use crate::Result;
use data::Document;
use fit::Example;
use nutgraf::mention::page::Page;
use nutgraf::mention::{feature, lists::Selection};
use nutgraf::{Model, Options};
use std::path::PathBuf;
use std::time::Instant;

/// How to train.
#[derive(clap::Args, Debug)]
pub(crate) struct Settings {
    /// Folder with train/ and dev/ in the format of its README.
    #[arg(long)]
    data: PathBuf,
    /// Where to write the weights; nowhere if absent.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Parts to train on.
    #[arg(long, value_delimiter = ',', default_value = DEFAULT_SETS)]
    sets: Vec<String>,
    /// Parts to score on afterwards.
    #[arg(long, value_delimiter = ',', default_value = "dev/worldwide,dev/men,dev/gum")]
    score: Vec<String>,
    /// Leave this fold of five out of the parts that are trained on, and score on it.
    #[arg(long)]
    fold: Option<u64>,
    /// Passes over the data.
    #[arg(long, default_value_t = 10)]
    epochs: u32,
    /// Size of the first steps.
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// Weight of the L1 penalty for a whole pass.
    #[arg(long, default_value_t = 0.7)]
    l1: f32,
    /// Share of the features that each sentence is read without.
    #[arg(long, default_value_t = 0.3)]
    dropout: f32,
    /// Features seen less often are left out.
    #[arg(long, default_value_t = 2)]
    min_count: u32,
    /// Size of one step of the rounded weights.
    #[arg(long, default_value_t = 0.0625)]
    step: f32,
    /// Seed of order and dropout.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Word lists that are no features.
    #[arg(long, value_delimiter = ',')]
    without_lists: Vec<String>,
}

const DEFAULT_SETS: &str = "train/worldwide,train/men,train/gum,train/crossner,train/redocred,\
                            dev/uner-ewt,dev/wikigold";

/// Folds for cross-validation.
const FOLDS: u64 = 5;

/// Trains, writes and scores.
pub(crate) fn mentions(settings: &Settings) -> Result<()> {
    let clock = Instant::now();
    let model = Model::builtin();
    let names = nutgraf::lexicon::NAMES.iter().copied();
    let names: Vec<&str> =
        names.filter(|n| !settings.without_lists.iter().any(|w| w == n)).collect();
    let selection = Selection::new(names.iter().copied());
    let mut held_out: Vec<Document> = Vec::new();
    let mut examples: Vec<Example> = Vec::new();
    for set in &settings.sets {
        let documents = data::read(&settings.data, set)?;
        let (test, train): (Vec<_>, Vec<_>) = documents
            .into_iter()
            .partition(|d| settings.fold.is_some_and(|fold| d.fold(FOLDS) == fold));
        for document in &train {
            encode(document, &model, &selection, &mut examples);
        }
        eprintln!("{set}: {} documents, {:.0?}", train.len(), clock.elapsed());
        held_out.extend(test);
    }
    let weights = fit::fit(&mut examples, settings, &names);
    drop(examples);
    let bytes = weights.write();
    let pairs: usize = weights.features.iter().map(|(_, w)| w.len()).sum();
    eprintln!(
        "{} features, {pairs} weights, {} bytes, {:.0?}",
        weights.features.len(),
        bytes.len(),
        clock.elapsed()
    );
    if let Some(out) = &settings.out {
        std::fs::create_dir_all(out.parent().unwrap_or(out))?;
        std::fs::write(out, &bytes)?;
    }
    let model = model.with_mentions(&bytes)?;
    for set in &settings.score {
        held_out.extend(data::read(&settings.data, set)?);
    }
    score::report(&held_out, &model);
    eprintln!("{:.0?}", clock.elapsed());
    Ok(())
}

/// Adds the sentences of a document to the examples.
fn encode(document: &Document, model: &Model, selection: &Selection, out: &mut Vec<Example>) {
    let tokens = nutgraf::analyze(&document.text, model, &Options::default()).tokens;
    let labels = document.labels(&tokens);
    let page = Page::read(&document.text, &tokens, model.lexicon(), model.clusters(), selection);
    for sequence in &page.sequences {
        let mut example = Example::default();
        for at in sequence.tokens.clone() {
            feature::all(&page, sequence, at, selection, &mut |f| example.features.push(f));
            example.ends.push(example.features.len() as u32);
            example.allowed.push(labels[at]);
        }
        if example.allowed.iter().any(|&mask| mask != fit::ANY) {
            out.push(example);
        }
    }
}
