//! Trains the recogniser of names.
//!
//! Reads annotated documents, runs the product's own article, sentence and token stages and feature code
//! over them, fits a conditional random field with partial labels, rounds its weights to bytes, writes
//! them and scores the result on the dev documents. The same data and settings give the same bytes.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "spans and numbers were made here or checked on reading; a slip should stop the training"
)]

mod data;
mod fit;
pub(crate) mod references;
mod score;
pub(crate) mod statements;
pub(crate) mod summary;

use crate::Result;
use data::Document;
use fit::{Example, Fit};
use nutgraf::mention::crf::{Crf, Weights};
use nutgraf::mention::page::Page;
use nutgraf::mention::{feature, lists::Selection};
use nutgraf::{Model, Options};
use rayon::prelude::*;
use std::path::PathBuf;
use std::time::Instant;

/// How to train.
#[derive(clap::Args, Debug)]
pub(crate) struct Settings {
    /// Folder with train/ and dev/ in the format of its README.
    #[arg(long)]
    data: PathBuf,
    /// Where to write the weights.
    #[arg(long, default_value = "model/weights/mentions.crf")]
    out: PathBuf,
    /// With `--weights`: calibrate them on the dev parts and write them.
    #[arg(long)]
    calibrate: bool,
    /// Train nothing: score these weights.
    #[arg(long)]
    weights: Option<PathBuf>,
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
    /// Sentences in a thousand that are learned as headlines too.
    #[arg(long, default_value_t = 60)]
    headlines: u32,
    /// Parts of the documents for the second reading: each is read by weights trained on the others. 1: no
    /// second reading is trained.
    #[arg(long, default_value_t = 3)]
    parts: usize,
    /// Trainings at a time.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Passes over the data for the second reading.
    #[arg(long, default_value_t = 6)]
    second_epochs: u32,
    /// L1 penalty of the second reading.
    #[arg(long, default_value_t = 1.0)]
    second_l1: f32,
    /// Feature dropout of the second reading.
    #[arg(long, default_value_t = 0.1)]
    second_dropout: f32,
    /// Word lists that are no features, by the beginnings of their names.
    #[arg(long, value_delimiter = ',', default_value = OTHER_STAGES)]
    without_lists: Vec<String>,
}

/// Parts that the committed weights were trained on.
pub(crate) const DEFAULT_SETS: &str = "train/worldwide,train/men,train/gum,train/crossner,train/redocred,\
                            dev/uner-ewt,dev/wikigold";

/// Lists of other stages, which may change without new weights for names.
const OTHER_STAGES: &str = "abbreviations,approximations,attackers,counting,currencies,furniture,happenings,leaning,measures,numbers,\
     person-nouns,score-words,sentence,time-zones";

/// Folds for cross-validation.
const FOLDS: u64 = 5;

/// Trains, writes and scores.
pub(crate) fn mentions(settings: &Settings) -> Result<()> {
    let clock = Instant::now();
    let model = Model::untrained()?;
    if let Some(weights) = &settings.weights {
        let bytes = std::fs::read(weights)?;
        if settings.calibrate {
            return finish(settings, Vec::new(), model, bytes);
        }
        let mut held_out = Vec::new();
        for set in &settings.score {
            held_out.extend(data::read(&settings.data, set)?);
        }
        score::report(&held_out, &model.with_mentions(&bytes)?);
        return Ok(());
    }
    let names = nutgraf::lexicon::NAMES.iter().copied();
    let names: Vec<&str> =
        names.filter(|n| !settings.without_lists.iter().any(|w| n.starts_with(&**w))).collect();
    let mut held_out: Vec<Document> = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    for set in &settings.sets {
        let (test, train): (Vec<_>, Vec<_>) = data::read(&settings.data, set)?
            .into_iter()
            .partition(|d| settings.fold.is_some_and(|fold| d.fold(FOLDS) == fold));
        documents.extend(train);
        held_out.extend(test);
    }
    let selection = Selection::new(names.iter().copied());
    let mut examples: Vec<Example> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        encode(document, &model, &selection, number % settings.parts, None, &mut examples);
        let tokens = nutgraf::analyze(&document.text, &model, &Options::default()).tokens;
        if let Some((copy, length)) = document.with_headlines(&tokens, settings.headlines) {
            let part = number % settings.parts;
            encode(&copy, &model, &selection, part, Some(length), &mut examples);
        }
    }
    let keys = fit::number(&mut examples, settings.min_count);
    eprintln!("{} sentences, {} features, {:.0?}", examples.len(), keys.len(), clock.elapsed());
    let how = Fit {
        epochs: settings.epochs,
        rate: settings.rate,
        l1: settings.l1,
        dropout: settings.dropout,
        seed: settings.seed,
    };
    let learn = |left_out: Option<usize>| {
        let part: Vec<&Example> = examples.iter().filter(|e| Some(e.part) != left_out).collect();
        fit::fit(&part, keys.len(), how, None).round(&keys, settings.step, &names)
    };
    // The whole and each part left out are independent: two at a time keep two cores busy.
    let jobs: Vec<Option<usize>> = match settings.parts {
        1 => vec![None],
        parts => std::iter::once(None).chain((0..parts).map(Some)).collect(),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.threads).build()?;
    let mut learned: Vec<Weights> =
        pool.install(|| jobs.into_par_iter().with_max_len(1).map(learn).collect());
    drop(examples);
    let mut weights = learned.remove(0);
    if !learned.is_empty() {
        let second = second(settings, &documents, &model, &selection, &learned)?;
        weights.features.extend(second.features);
        weights.features.sort_by_key(|&(key, _)| key);
        weights.features.dedup_by_key(|&mut (key, _)| key);
    }
    let bytes = weights.write();
    let pairs: usize = weights.features.iter().map(|(_, w)| w.len()).sum();
    eprintln!(
        "{} features, {pairs} weights, {} bytes, {:.0?}",
        weights.features.len(),
        bytes.len(),
        clock.elapsed()
    );
    finish(settings, held_out, model, bytes)?;
    eprintln!("{:.0?}", clock.elapsed());
    Ok(())
}

/// Calibrates the weights on the dev parts, writes them and scores them there.
fn finish(
    settings: &Settings,
    mut held_out: Vec<Document>,
    model: Model,
    mut bytes: Vec<u8>,
) -> Result<()> {
    for set in &settings.score {
        held_out.extend(data::read(&settings.data, set)?);
    }
    let raw = model.with_mentions(&bytes)?;
    let sure = score::scores(&held_out, &raw);
    // Half of the documents tell how good a calibration on the other half is.
    let half = |n| sure.iter().filter(|s| s.document % 2 == n).copied().collect::<Vec<_>>();
    let error = score::error(&half(1), &score::calibration(&half(0)));
    eprintln!("calibration error on the half that it was not made on {error:.4}");
    // The bytes end with an empty calibration: its number of points, 0.
    bytes.pop();
    let points = score::calibration(&sure);
    bytes.push(points.len() as u8);
    for (score, right) in points {
        bytes.extend(score.to_le_bytes());
        bytes.extend(right.to_le_bytes());
    }
    std::fs::write(&settings.out, &bytes)?;
    score::report(&held_out, &raw.with_mentions(&bytes)?);
    Ok(())
}

/// Learns the weights of the second reading from first readings by weights that had not seen the document.
fn second(
    settings: &Settings,
    documents: &[Document],
    model: &Model,
    selection: &Selection,
    learned: &[Weights],
) -> Result<Weights> {
    let mut examples = Vec::new();
    let mut chains = Vec::new();
    for (part, weights) in learned.iter().enumerate() {
        let crf = Crf::load(&weights.write()).ok_or("weights cannot be read back")?;
        for document in documents.iter().skip(part).step_by(learned.len()) {
            echo_examples(document, model, selection, &crf, part, &mut examples);
        }
        chains.push(crf.transitions);
    }
    let keys = fit::number(&mut examples, settings.min_count);
    eprintln!("second reading: {} sentences, {} features", examples.len(), keys.len());
    let how = Fit {
        epochs: settings.second_epochs,
        rate: settings.rate,
        l1: settings.second_l1,
        dropout: settings.second_dropout,
        seed: settings.seed,
    };
    let examples: Vec<&Example> = examples.iter().collect();
    let learned = fit::fit(&examples, keys.len(), how, Some(&chains));
    Ok(learned.round(&keys, settings.step, &[]))
}

/// Adds the sentences of a document to the examples, or those before byte `limit`.
fn encode(
    document: &Document,
    model: &Model,
    selection: &Selection,
    part: usize,
    limit: Option<usize>,
    out: &mut Vec<Example>,
) {
    let tokens = nutgraf::analyze(&document.text, model, &Options::default()).tokens;
    let labels = document.labels(&tokens, model.lexicon());
    let page = Page::read(&document.text, &tokens, model.lexicon(), model.clusters(), selection);
    for sequence in &page.sequences {
        let start = tokens[sequence.tokens.start].span.start as usize;
        if limit.is_some_and(|limit| start >= limit) {
            break;
        }
        let mut example = Example { part, ..Example::default() };
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

/// Adds the sentences of a document about which other sentences say something.
fn echo_examples(
    document: &Document,
    model: &Model,
    selection: &Selection,
    crf: &Crf,
    part: usize,
    out: &mut Vec<Example>,
) {
    let tokens = nutgraf::analyze(&document.text, model, &Options::default()).tokens;
    let labels = document.labels(&tokens, model.lexicon());
    let page = Page::read(&document.text, &tokens, model.lexicon(), model.clusters(), selection);
    let echo = nutgraf::mention::listen(&page, crf);
    for sequence in &page.sequences {
        let mut features = echo.features(&page, sequence).into_iter().peekable();
        if features.peek().is_none() {
            continue;
        }
        let mut example = Example { part, ..Example::default() };
        for at in sequence.tokens.clone() {
            while let Some((_, feature)) = features.next_if(|&(place, _)| place == at) {
                example.features.push(feature);
            }
            example.ends.push(example.features.len() as u32);
            example.allowed.push(labels[at]);
            example.given.push(echo.scores[at].map(|score| f32::from(score) * crf.step));
        }
        out.push(example);
    }
}
