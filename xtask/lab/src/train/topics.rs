//! Trains the topics.
//!
//! A multinomial logistic regression by AdaGrad over articles with a topic, or with several of which one is right
//! (its likelihood is that of any of them). What it learns from: articles whose topic one reader told
//! (`model/sources/topics.tsv`), the classes of BBC, AG News and `KPCrowd` as far as they say a topic, and lists of words
//! (`model/sources/topic-words.tsv`). Then it reads articles without a topic, takes those that it is sure of for
//! examples and learns once more. The weights are rounded; rows that say little are left out.

use super::fit::Random;
use crate::Result;
use crate::data;
use crate::predict::classes::Classes;
use nutgraf::rows::{PLACE_BITS, place};
use nutgraf::topic::{self, Sums, Weights};
use nutgraf::vocabulary::Vocabulary;
use nutgraf::{Model, Options, Topic};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How to train.
#[derive(clap::Parser, Debug)]
pub(crate) struct Settings {
    /// Folder of the annotated data.
    #[arg(long, default_value = DATA)]
    data: PathBuf,
    /// Where to write the weights.
    #[arg(long, default_value = "model/weights/topics.weights")]
    out: PathBuf,
    /// Passes over the articles.
    #[arg(long, default_value_t = 30)]
    epochs: u32,
    /// Rows that are kept, those that say most; the others are forgotten and the rest learned anew.
    #[arg(long, default_value_t = 3000)]
    rows: usize,
    /// Size of a step of the rounded weights.
    #[arg(long, default_value_t = 1.5)]
    step: f32,
    /// Smaller weights than so many steps are left out.
    #[arg(long, default_value_t = 1.0)]
    small: f32,
    /// Weight of an example that the first round is sure of.
    #[arg(long, default_value_t = 0.3)]
    silver: f32,
    /// Chance from which it is sure.
    #[arg(long, default_value_t = 0.85)]
    sure: f32,
    /// Weight of an article of AG News.
    #[arg(long, default_value_t = 0.15)]
    snippet: f32,
    /// Weight of an article of the BBC.
    #[arg(long, default_value_t = 0.5)]
    bbc: f32,
    /// Weight of an article that a reader told the topic of.
    #[arg(long, default_value_t = 1.0)]
    told: f32,
    /// Weight of a word of the lists.
    #[arg(long, default_value_t = 0.1)]
    word: f32,
    /// Penalty of squared weights, a pass.
    #[arg(long, default_value_t = 0.000003)]
    l2: f32,
    /// Orders of the articles, of which the mean is taken.
    #[arg(long, default_value_t = 8)]
    orders: u64,
    /// Seed of the first order.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Texts without a topic that the second round learns from.
const UNLABELLED: [&str; 5] = [
    "ner/train/worldwide",
    "summaries/train",
    "quotes/train",
    "temporal/train",
    "keyphrases/train",
];

/// Which topics a class of an annotated set may be.
const CLASSES: [(&str, &str, &[Topic]); 19] = [
    ("bbc", "business", &[Topic::Economy, Topic::Labour]),
    ("bbc", "entertainment", &[Topic::Arts]),
    ("bbc", "politics", &[Topic::Politics]),
    ("bbc", "sport", &[Topic::Sport]),
    ("bbc", "tech", &[Topic::Science]),
    ("agnews", "business", &[Topic::Economy, Topic::Labour]),
    ("agnews", "scitech", &[Topic::Science]),
    ("agnews", "sport", &[Topic::Sport]),
    ("agnews", "world", &WORLD),
    ("kpcrowd", "art_and_culture", &[Topic::Arts]),
    ("kpcrowd", "business", &[Topic::Economy]),
    ("kpcrowd", "crime", &[Topic::Crime]),
    ("kpcrowd", "fashion", &[Topic::Lifestyle]),
    ("kpcrowd", "health", &[Topic::Health]),
    ("kpcrowd", "politics_us", &[Topic::Politics]),
    ("kpcrowd", "politics_world", &[Topic::Politics, Topic::Conflict]),
    ("kpcrowd", "science", &[Topic::Science]),
    ("kpcrowd", "sports", &[Topic::Sport]),
    ("kpcrowd", "tech", &[Topic::Science, Topic::Economy]),
];

/// What AG News calls world news may be.
const WORLD: [Topic; 8] = [
    Topic::Politics,
    Topic::Conflict,
    Topic::Crime,
    Topic::Disaster,
    Topic::Religion,
    Topic::Health,
    Topic::Society,
    Topic::Weather,
];

/// Where the annotated data is if nothing else is said.
pub(crate) const DATA: &str = "../shared/data";

/// An article with its class.
#[derive(Deserialize)]
pub(crate) struct Labelled {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) source: String,
    #[serde(default)]
    pub(crate) label: String,
    pub(crate) text: String,
}

impl Default for Settings {
    fn default() -> Self {
        <Self as clap::Parser>::parse_from([""])
    }
}

/// An article as the learner sees it.
#[derive(Clone)]
struct Example {
    features: Vec<(usize, f32)>,
    /// Which classes are right.
    right: u32,
    weight: f32,
}

/// A row of weights, one a class.
type Row = [f32; Topic::ALL.len()];

/// Trains, writes and scores.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn train(settings: &Settings) -> Result<()> {
    let model = Model::untrained()?;
    let mut examples = labelled(settings, &model)?;
    let first = fit(&examples, settings, None);
    let silver = silver(settings, &model, &first)?;
    println!(
        "{} articles with a topic, {} that the first round is sure of",
        examples.len(),
        silver.len()
    );
    examples.extend(silver);
    let all = fit(&examples, settings, None);
    let kept = best(&all, settings.rows);
    let weights = round(&fit(&examples, settings, Some(&kept)), settings);
    let bytes = weights.write();
    std::fs::write(&settings.out, &bytes)?;
    println!("{} bytes", bytes.len());
    let model_with = Model::builtin().with_topics(&bytes)?;
    for row in crate::score::topics::score(&settings.data, &model_with)? {
        println!("{row:?}");
    }
    for source in ["bbc", "agnews"] {
        let classes = Classes::learn(&settings.data, source, &model)?;
        let dev = own(&settings.data, "dev", source)?;
        let right = dev.par_iter().filter(|d| classes.label(&d.text, &model) == d.label).count();
        let share = 100.0 * right as f64 / dev.len().max(1) as f64;
        println!("{source} dev, learned from its train part alone: {share:.2} % of {}", dev.len());
        let (right, all) = Classes::folds(&settings.data, source, &model)?;
        println!("{source} train, in folds: {:.2} % of {all}", 100.0 * right as f64 / all as f64);
    }
    Ok(())
}

/// Articles with a topic.
fn labelled(settings: &Settings, model: &Model) -> Result<Vec<Example>> {
    let mut all = Vec::new();
    for set in ["topic", "keyphrases"] {
        for document in read(&settings.data, &format!("{set}/train"))? {
            let class = if set == "topic" {
                document.label.clone()
            } else {
                document.id.rsplit_once('-').map_or(String::new(), |(class, _)| class.to_owned())
            };
            let known = CLASSES.iter().find(|(s, c, _)| *s == document.source && *c == class);
            let Some((source, _, topics)) = known else { continue };
            let weight = match *source {
                "agnews" => settings.snippet,
                "bbc" => settings.bbc,
                _ => settings.told,
            };
            all.push((document.text, mask(topics), weight));
        }
    }
    let told = told(Path::new("model/sources/topics.tsv"))?;
    for (set, file) in [("worldwide", "ner/train/worldwide"), ("summaries", "summaries/train")] {
        for document in read(&settings.data, file)? {
            if let Some(topics) = told.get(&(set.to_owned(), document.id)) {
                all.push((document.text, mask(&topics[..1]), settings.told));
            }
        }
    }
    let words = std::fs::read_to_string("model/sources/topic-words.tsv")?;
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        let (name, words) = line.split_once('\t').ok_or("topic-words.tsv: no tab")?;
        let topic = by_name(name).ok_or("topic-words.tsv: no such topic")?;
        all.extend(words.split(' ').map(|w| (w.to_owned(), mask(&[topic]), settings.word)));
    }
    Ok(all.par_iter().map(|(text, right, weight)| example(text, *right, *weight, model)).collect())
}

/// Topics by set and article, as `tests/topics.tsv` has them.
pub(crate) fn told(path: &Path) -> Result<BTreeMap<(String, String), Vec<Topic>>> {
    let mut all = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t').map(str::to_owned);
        let (Some(set), Some(id), Some(topics)) = (cells.next(), cells.next(), cells.next()) else {
            return Err(format!("{}: {line}", path.display()).into());
        };
        let topics: Option<Vec<Topic>> = topics.split(' ').map(by_name).collect();
        all.insert((set, id), topics.ok_or_else(|| format!("no such topic: {line}"))?);
    }
    Ok(all)
}

fn by_name(name: &str) -> Option<Topic> {
    Topic::ALL.into_iter().find(|topic| topic.name() == name)
}

fn mask(topics: &[Topic]) -> u32 {
    topics.iter().fold(0, |mask, &topic| mask | 1 << topic as u32)
}

fn read(folder: &Path, file: &str) -> Result<Vec<Labelled>> {
    let (folder, name) = (folder.join(file), file.rsplit('/').next().unwrap_or_default());
    let path = folder.parent().and_then(|folder| data::find(folder, name));
    data::read(&path.ok_or_else(|| format!("no {file}"))?)
}

fn example(text: &str, right: u32, weight: f32, model: &Model) -> Example {
    let tokens = nutgraf::analyze(text, model, &Options::default()).tokens;
    let vocabulary = Vocabulary::read(text, &tokens, model.lexicon(), model.clusters());
    let features = topic::features(&tokens, &vocabulary);
    let mut features: Vec<(usize, f32)> =
        features.into_iter().map(|(f, v)| (place(f), v)).collect();
    features.push((place(topic::constant()), 1.0));
    Example { features, right, weight }
}

/// Articles without a topic that the weights are sure of.
fn silver(settings: &Settings, model: &Model, weights: &[Row]) -> Result<Vec<Example>> {
    let mut all = Vec::new();
    for file in UNLABELLED {
        all.extend(read(&settings.data, file)?.into_iter().map(|document| document.text));
    }
    let sure = |text: &String| -> Option<Example> {
        let mut example = example(text, 0, settings.silver, model);
        let chances = topic::chances(&sums(&example, weights));
        let most = (0..Topic::ALL.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b]))?;
        example.right = 1 << most;
        (chances[most] > settings.sure).then_some(example)
    };
    Ok(all.par_iter().filter_map(sure).collect())
}

fn sums(example: &Example, weights: &[Row]) -> Sums {
    let mut sums = Sums::default();
    for &(row, value) in &example.features {
        for (sum, weight) in sums.iter_mut().zip(&weights[row]) {
            *sum += weight * value;
        }
    }
    sums
}

/// Learns in several orders and takes the mean, which depends on none of them; with `kept`, from these rows alone.
fn fit(examples: &[Example], settings: &Settings, kept: Option<&[bool]>) -> Vec<Row> {
    let all: Vec<Vec<Row>> = (0..settings.orders)
        .into_par_iter()
        .map(|order| fit_once(examples, settings, kept, settings.seed + order))
        .collect();
    let mut mean = vec![Row::default(); 1 << PLACE_BITS];
    for weights in &all {
        for row in mean.iter_mut().zip(weights) {
            row.0
                .iter_mut()
                .zip(row.1)
                .for_each(|(to, weight)| *to += weight / settings.orders as f32);
        }
    }
    mean
}

fn fit_once(
    examples: &[Example],
    settings: &Settings,
    kept: Option<&[bool]>,
    seed: u64,
) -> Vec<Row> {
    let mut weights = vec![Row::default(); 1 << PLACE_BITS];
    let mut squares = vec![Row::default(); 1 << PLACE_BITS];
    let mut random = Random(seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let rate = 0.5 * (1.0 - epoch as f32 / settings.epochs as f32);
        for &at in &order {
            let example = &examples[at];
            let chances = topic::chances(&sums(example, &weights));
            let is_right = |class: usize| example.right >> class & 1 == 1;
            let right: f32 =
                (0..Topic::ALL.len()).filter(|&c| is_right(c)).map(|c| chances[c]).sum();
            let slopes: Row = std::array::from_fn(|c| {
                let wanted = if is_right(c) { chances[c] / right.max(1e-6) } else { 0.0 };
                (wanted - chances[c]) * example.weight
            });
            for &(row, value) in &example.features {
                if kept.is_some_and(|kept| !kept[row]) {
                    continue;
                }
                for class in 0..Topic::ALL.len() {
                    let weight = weights[row][class];
                    let slope = slopes[class] * value - settings.l2 * weight;
                    squares[row][class] += slope * slope;
                    weights[row][class] += rate * slope / (squares[row][class].sqrt() + 1e-4);
                }
            }
        }
    }
    weights
}

/// The rows that say most, and the constant.
fn best(weights: &[Row], count: usize) -> Vec<bool> {
    let says = |row: &Row| row.iter().map(|w| w * w).sum::<f32>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| says(&weights[b]).total_cmp(&says(&weights[a])));
    let mut kept = vec![false; weights.len()];
    for row in order.into_iter().take(count) {
        kept[row] = true;
    }
    kept[place(topic::constant())] = true;
    kept
}

fn round(weights: &[Row], settings: &Settings) -> Weights {
    let whole = |weight: f32| {
        let steps = (weight / settings.step).round().clamp(-127.0, 127.0);
        if steps.abs() < settings.small { 0 } else { steps as i8 }
    };
    Weights::new(weights.iter().map(|row| row.map(whole)).collect())
}

/// Documents of one source of the annotated topics.
pub(crate) fn own(folder: &Path, part: &str, source: &str) -> Result<Vec<Labelled>> {
    let all = read(folder, &format!("topic/{part}"))?;
    Ok(all.into_iter().filter(|document| document.source == source).collect())
}
