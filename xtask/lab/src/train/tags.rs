//! Trains the tagger of parts of speech.
//!
//! Nobody annotated parts of speech in the data at hand: wink-nlp with its light English web model (MIT) tags the
//! texts of the other tasks, and an averaged perceptron (Collins 2002) learns from that what it can with the
//! product's own features. The weights are rounded to whole steps; rare and small ones are left out. The same texts
//! and the same version of the tagger give the same bytes.

use super::fit::Random;
use crate::Result;
use crate::data::{self, Document};
use nutgraf::offsets::{Offsets, Unit};
use nutgraf::rows::{PLACE_BITS, place};
use nutgraf::tag::feature::{self, Words};
use nutgraf::tag::{ROW, Sums, Weights};
use nutgraf::vocabulary::Vocabulary;
use nutgraf::{Model, Options, Tag, Token};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How to train.
#[derive(clap::Args, Debug)]
pub(crate) struct Settings {
    /// Folder of the annotated data, of which only the texts are read.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Where to write the weights.
    #[arg(long, default_value = "model/weights/tags.weights")]
    out: PathBuf,
    /// Sets whose texts are tagged, and how many of each at most.
    #[arg(long, value_delimiter = ',', default_value = SETS)]
    sets: Vec<String>,
    /// Passes over the texts.
    #[arg(long, default_value_t = 6)]
    epochs: u32,
    /// Rows that are kept, those that were changed most; the others are forgotten and the rest learned anew.
    #[arg(long, default_value_t = 6000)]
    rows: usize,
    /// Steps of the largest weight.
    #[arg(long, default_value_t = 20)]
    steps: i8,
    /// Smaller weights than so many steps are left out.
    #[arg(long, default_value_t = 2)]
    small: i8,
    /// Share of the features, in a hundred, that each token is read without.
    #[arg(long, default_value_t = 10)]
    dropout: u32,
    /// Seed of the order and of what is left out.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// News of all kinds, and some encyclopaedic text for words that news lack.
const SETS: &str = "ner/train/worldwide:9999,quotes/train:9999,summaries/train:9999,temporal/train:9999,\
     ner/train/gum:9999,ner/train/men:500,events/train:400,keyphrases/train:9999,topic/train:900";

/// The tagger that is learned from, and its model (both MIT).
const PACKAGES: [&str; 2] = ["wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1"];

/// Where they are put, out of the way of the sources.
const FOLDER: &str = "target/tagger";

/// One text in so many is left out and scored on.
const HELD_OUT: usize = 20;

#[derive(Deserialize)]
struct Silver {
    text: String,
    tags: Vec<(u32, u32, String)>,
}

/// A text with its tags; none where the tagger cuts words in another way.
struct Example {
    tokens: Vec<Token>,
    words: Words,
    tags: Vec<Option<Tag>>,
}

/// Trains, writes and scores.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn train(settings: &Settings) -> Result<()> {
    let model = Model::untrained()?;
    let silver = silver(settings)?;
    let examples: Vec<Example> = silver.par_iter().map(|s| example(s, &model)).collect();
    let part = |held: bool| -> Vec<&Example> {
        let chosen = examples.iter().enumerate().filter(|(n, _)| (n % HELD_OUT == 0) == held);
        chosen.map(|(_, example)| example).collect()
    };
    let weights = fit(&part(false), settings);
    let bytes = weights.write();
    std::fs::write(&settings.out, &bytes)?;
    println!("{} texts, {} bytes", examples.len(), bytes.len());
    print!("{}", score(&part(true), &weights));
    Ok(())
}

/// The texts, tagged.
fn silver(settings: &Settings) -> Result<Vec<Silver>> {
    let folder = std::path::absolute(FOLDER)?;
    if !folder.join("node_modules").exists() {
        std::fs::create_dir_all(&folder)?;
        let mut npm = Command::new("npm");
        let done =
            npm.args(["install", "--silent", "--no-save", "--prefix"]).arg(&folder).args(PACKAGES);
        if !done.status()?.success() {
            return Err("npm could not fetch the tagger that is learned from".into());
        }
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/train/tags/silver.mjs");
    let mut child = Command::new("node")
        .arg(script)
        .arg(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no way in")?;
    let texts = texts(settings)?;
    let feeder = std::thread::spawn(move || -> std::io::Result<()> {
        texts.iter().try_for_each(|text| writeln!(stdin, "{}", json!({ "text": text })))
    });
    let stdout = child.stdout.take().ok_or("no way out")?;
    let mut silver = Vec::new();
    for line in BufReader::new(stdout).lines() {
        silver.push(serde_json::from_str(&line?)?);
    }
    feeder.join().map_err(|_| "the feeder stopped")??;
    if child.wait()?.success() { Ok(silver) } else { Err("the tagger failed".into()) }
}

fn texts(settings: &Settings) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for set in &settings.sets {
        let (name, most) = set.split_once(':').unwrap_or((set, "99999"));
        let (folder, part) = name.rsplit_once('/').ok_or("a set is FOLDER/PART")?;
        let path = data::find(&settings.data.join(folder), part).ok_or(format!("no {name}"))?;
        let documents: Vec<Document> = data::read(&path)?;
        texts.extend(documents.into_iter().take(most.parse()?).map(|document| document.text));
    }
    Ok(texts)
}

fn example(silver: &Silver, model: &Model) -> Example {
    let analysis = nutgraf::analyze(&silver.text, model, &Options::default());
    let units = Offsets::new(&silver.text, Unit::Utf16);
    let known: BTreeMap<u32, (u32, &str)> =
        silver.tags.iter().map(|(start, end, tag)| (*start, (*end, tag.as_str()))).collect();
    let tag = |token: &Token| -> Option<Tag> {
        let &(end, tag) = known.get(&units.at(token.span.start))?;
        let rest = end
            .checked_sub(units.at(token.span.start))
            .and_then(|length| silver_rest(token.span.of(&silver.text), length as usize))?;
        // `Syria's` and `don't` are one token here and two there.
        if rest.is_empty() || rest.contains(['\'', '’']) { read(tag) } else { None }
    };
    let tags = analysis.tokens.iter().map(tag).collect();
    let vocabulary =
        Vocabulary::read(&silver.text, &analysis.tokens, model.lexicon(), model.clusters());
    let words = Words::read(&analysis.tokens, &vocabulary);
    Example { tokens: analysis.tokens, words, tags }
}

/// What is left of a word behind so many UTF-16 units.
fn silver_rest(word: &str, units: usize) -> Option<&str> {
    let mut left = units;
    let mut letters = word.chars();
    while left > 0 {
        left = left.checked_sub(letters.next()?.len_utf16())?;
    }
    Some(letters.as_str())
}

/// A tag of Universal Dependencies.
fn read(tag: &str) -> Option<Tag> {
    Some(match tag {
        "NOUN" => Tag::Noun,
        "PROPN" => Tag::Name,
        "VERB" => Tag::Verb,
        "AUX" => Tag::Auxiliary,
        "ADJ" => Tag::Adjective,
        "ADV" => Tag::Adverb,
        "PRON" => Tag::Pronoun,
        "DET" => Tag::Determiner,
        "ADP" => Tag::Preposition,
        "CCONJ" => Tag::Conjunction,
        "SCONJ" => Tag::Subordinator,
        "PART" => Tag::Particle,
        "NUM" => Tag::Number,
        "PUNCT" => Tag::Punctuation,
        "INTJ" | "SYM" | "X" => Tag::Other,
        _ => return None,
    })
}

/// Weights after some passes.
struct Perceptron {
    /// Means over all steps (Freund and Schapire 1999).
    means: Vec<[f64; ROW]>,
    /// How often a row was changed.
    changes: Vec<u32>,
}

/// The averaged perceptron, in whole steps.
fn fit(examples: &[&Example], settings: &Settings) -> Weights {
    let all = vec![true; 1 << PLACE_BITS];
    let first = pass(examples, settings, &all);
    let mut busiest: Vec<usize> = (0..all.len()).collect();
    busiest.sort_by_key(|&row| (std::cmp::Reverse(first.changes[row]), row));
    let mut kept = vec![false; all.len()];
    for &row in busiest.iter().take(settings.rows) {
        kept[row] = true;
    }
    round(&pass(examples, settings, &kept).means, settings)
}

fn pass(examples: &[&Example], settings: &Settings, kept: &[bool]) -> Perceptron {
    let mut rows = vec![[0_i64; ROW]; kept.len()];
    let mut totals = vec![[0_i64; ROW]; kept.len()];
    let mut changes = vec![0_u32; kept.len()];
    let mut random = Random(settings.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut now = 0_i64;
    let mut features = Vec::new();
    for _ in 0..settings.epochs {
        random.shuffle(&mut order);
        for &number in &order {
            let example = examples[number as usize];
            let mut tags: Vec<Tag> = Vec::with_capacity(example.tokens.len());
            for (at, gold) in example.tags.iter().enumerate() {
                now += 1;
                features.clear();
                let before = feature::before(&example.tokens, &tags, at);
                example.words.each(&example.tokens, at, before, |feature| {
                    if kept[place(feature)] && random.next() % 100 >= settings.dropout {
                        features.push(place(feature));
                    }
                });
                let mut sums = [0_i64; ROW];
                for &row in &features {
                    for (sum, weight) in sums.iter_mut().zip(rows[row]) {
                        *sum += weight;
                    }
                }
                let best = (0..Tag::ALL.len()).max_by_key(|&t| (sums[t], ROW - t)).unwrap_or(0);
                let found = Tag::ALL[best];
                if let Some(gold) = gold.filter(|&gold| gold != found) {
                    for &row in &features {
                        for (tag, step) in [(gold as usize, 1), (best, -1)] {
                            rows[row][tag] += step;
                            totals[row][tag] += step * now;
                        }
                        changes[row] += 1;
                    }
                }
                tags.push(found);
            }
        }
    }
    // The mean over all steps is the last value less what was added late.
    let mean = |row: usize| {
        std::array::from_fn(|tag| {
            rows[row][tag] as f64 - totals[row][tag] as f64 / now.max(1) as f64
        })
    };
    Perceptron { means: (0..rows.len()).map(mean).collect(), changes }
}

/// In whole steps; one weight in a thousand is cut to the largest.
fn round(means: &[[f64; ROW]], settings: &Settings) -> Weights {
    let mut sizes: Vec<f64> =
        means.iter().flatten().map(|m| m.abs()).filter(|&m| m > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let most = f64::from(settings.steps);
    let unit = sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0) / most;
    let whole = |mean: f64| {
        let steps = (mean / unit).round().clamp(-most, most) as i8;
        if steps.abs() < settings.small { 0 } else { steps }
    };
    Weights::new(means.iter().map(|row| row.map(whole)).collect())
}

/// Share of the tags that are as in the held-out texts, by tag.
fn score(examples: &[&Example], weights: &Weights) -> String {
    let mut board: BTreeMap<Tag, [usize; 3]> = BTreeMap::new();
    let (mut right, mut all) = (0_usize, 0_usize);
    for example in examples {
        let mut tags = Vec::new();
        for (at, gold) in example.tags.iter().enumerate() {
            let before = feature::before(&example.tokens, &tags, at);
            let mut sums = Sums::default();
            example.words.each(&example.tokens, at, before, |f| sums.add(weights, f));
            let found = sums.best();
            if let Some(gold) = *gold {
                all += 1;
                right += usize::from(gold == found);
                board.entry(gold).or_default()[0] += 1;
                board.entry(found).or_default()[1] += 1;
                board.entry(gold).or_default()[2] += usize::from(gold == found);
            }
            tags.push(found);
        }
    }
    let mut out = format!("as the tagger: {:.2} % of {all}\n", right as f64 * 100.0 / all as f64);
    for (tag, [gold, found, both]) in board {
        let share = |of: usize| both as f64 * 100.0 / of.max(1) as f64;
        let (precision, recall) = (share(found), share(gold));
        writeln!(out, "{tag:?}\tprecision {precision:.1}\trecall {recall:.1}\tn {gold}")
            .expect("strings take all");
    }
    out
}
