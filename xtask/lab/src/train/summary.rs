//! Fits the weights of sentences in a summary.
//!
//! What a sentence is worth: the mean of the sum of ROUGE-1 and ROUGE-2 of it together with each pair of the article's first
//! sentences, which is what it adds to plausible summaries. A ridge regression predicts it, relative to the
//! article's other sentences, from the product's own features.

use crate::Result;
use crate::data;
use crate::rouge::{self, Bag};
use crate::score::Row;
use nutgraf::salience::{self, sentence};
use nutgraf::{Analysis, BlockKind, Model, Options};
use rayon::prelude::*;
use serde::Deserialize;
use std::path::Path;

/// Features of a sentence.
const N: usize = sentence::NAMES.len();

/// Sentences whose pairs stand for plausible summaries.
const FIRST: usize = 8;

/// Sentences of an article that are learned from: later ones are hardly ever quoted.
const DEPTH: usize = 40;

/// Weight of the ridge.
const RIDGE: f64 = 10.0;

/// What ROUGE-2 counts beside ROUGE-1.
const PAIRS: f64 = 1.0;

/// Folds of the cross-validation.
const FOLDS: usize = 5;

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    source: String,
    title: Option<String>,
    text: String,
    refs: Vec<String>,
}

/// The sentences of one article with their features and worth, both less the article's mean.
struct Example {
    rows: Vec<([f64; N], f64)>,
}

/// Prints the weights, and the ROUGE-1 of today's summaries and of the first three sentences.
#[expect(clippy::print_stdout, reason = "the weights are what the caller asked for")]
pub(crate) fn train(folder: &Path) -> Result<()> {
    let model = Model::builtin();
    for part in ["train", "dev"] {
        let path =
            data::find(folder, part).ok_or_else(|| format!("no {part} in {}", folder.display()))?;
        let documents: Vec<Document> = data::read(&path)?;
        if part == "train" {
            let examples: Vec<Example> =
                documents.par_iter().filter_map(|d| example(d, &model)).collect();
            let weights = fit(&examples);
            for (name, weight) in sentence::NAMES.iter().zip(weights) {
                println!("    {weight:.4}, // {name}");
            }
            println!("sums: {}", spread(&documents, &weights, &model));
            println!("explained, cross-validated: {:.3}", cross_validate(&examples));
        }
        let (own, lead): (Vec<f64>, Vec<f64>) =
            documents.par_iter().map(|d| rouge(d, &model)).unzip();
        let mean = |values: &[f64]| 100.0 * values.iter().sum::<f64>() / values.len().max(1) as f64;
        println!("{part}: ROUGE-1 {:.1}, first three sentences {:.1}", mean(&own), mean(&lead));
    }
    Ok(())
}

/// Rows of the scoreboard: ROUGE-1 of three sentences by set, that of the first three beside it, and the summaries that
/// begin with a sentence that leans on one that they lack.
pub(crate) fn score(folder: &Path) -> Result<Vec<Row>> {
    let Some(path) = data::find(folder, "dev") else { return Ok(Vec::new()) };
    let model = Model::builtin();
    let documents: Vec<Document> = data::read(&path)?;
    let scores: Vec<(f64, f64)> = documents.par_iter().map(|d| rouge(d, &model)).collect();
    let mut sources: Vec<&str> = documents.iter().map(|d| d.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut rows = Vec::new();
    for source in sources {
        let of = |pick: fn(&(f64, f64)) -> f64| {
            let own = documents.iter().zip(&scores).filter(|(d, _)| d.source == source);
            let own: Vec<f64> = own.map(|(_, score)| pick(score)).collect();
            100.0 * own.iter().sum::<f64>() / own.len().max(1) as f64
        };
        let note =
            format!("ROUGE-1 F1 of three sentences; the first three have {:.1}", of(|s| s.1));
        let n = documents.iter().filter(|d| d.source == source).count();
        rows.push(Row::measure("summary", format!("dev {source}"), of(|s| s.0), &note).of(n));
    }
    let leaning: usize = documents.par_iter().filter(|d| leans(d, &model)).count();
    let share = 100.0 * leaning as f64 / documents.len().max(1) as f64;
    let note = "% of summaries that begin with a pronoun or link word; none is meant to";
    let leaning = Row::measure("summary", "dev leaning".to_owned(), share, note);
    rows.push(leaning.of(documents.len()));
    Ok(rows)
}

/// True if the first sentence of a summary, in text order, begins with a word that leans on one before it.
fn leans(document: &Document, model: &Model) -> bool {
    let text = pasted(document);
    let analysis = nutgraf::analyze(&text, model, &Options::default());
    let lines = analysis.summary.lines.iter().take(analysis.summary.chosen as usize);
    let first = lines.map(|line| line.span).min_by_key(|span| span.start);
    let word = first.map(|span| span.of(&text)).unwrap_or_default();
    let word = word.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let lists = word.map(|word| model.lexicon().lists_small(word));
    lists.is_some_and(|lists| lists.has(nutgraf::lexicon::LEANING))
}

/// The text as it would be pasted.
fn pasted(document: &Document) -> String {
    document.title.as_ref().map_or_else(String::new, |title| format!("{title}\n\n"))
        + &document.text
}

fn features(text: &str, analysis: &Analysis, model: &Model) -> Vec<Option<sentence::Features>> {
    let kinds = salience::kinds(&analysis.article, &analysis.sentences);
    let (tokens, mentions) = (&analysis.tokens, &analysis.mentions);
    sentence::features(text, &kinds, tokens, mentions, &analysis.entities, model)
}

fn example(document: &Document, model: &Model) -> Option<Example> {
    let text = pasted(document);
    let analysis = nutgraf::analyze(&text, model, &Options::default());
    let (mut known, mut bags, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    let sentences = analysis.sentences.iter().zip(features(&text, &analysis, model));
    for (sentence, features) in sentences {
        if let Some(features) = features {
            known.push(features.map(f64::from));
            bags.push(Bag::of(sentence.body.of(&text)));
            pairs.push(Bag::of_pairs(sentence.body.of(&text)));
        }
    }
    known.truncate(DEPTH);
    bags.truncate(DEPTH);
    pairs.truncate(DEPTH);
    if known.len() < 3 {
        return None;
    }
    let references = |of: fn(&str) -> Bag| document.refs.iter().map(|r| of(r)).collect::<Vec<_>>();
    let words = worth(&bags, &references(Bag::of));
    let pairs = worth(&pairs, &references(Bag::of_pairs));
    let worth: Vec<f64> = words.iter().zip(pairs).map(|(word, pair)| word + PAIRS * pair).collect();
    let count = known.len() as f64;
    let mean_worth = worth.iter().sum::<f64>() / count;
    let means: [f64; N] =
        std::array::from_fn(|i| known.iter().map(|row| row[i]).sum::<f64>() / count);
    let rows = known
        .iter()
        .zip(worth)
        .map(|(row, worth)| (std::array::from_fn(|i| row[i] - means[i]), worth - mean_worth))
        .collect();
    Some(Example { rows })
}

/// Mean ROUGE-1 of each sentence with each pair of the first others.
fn worth(bags: &[Bag], references: &[Bag]) -> Vec<f64> {
    let shared: Vec<(Vec<u32>, Vec<Vec<u32>>, u32)> = references
        .iter()
        .map(|r| (r.counts(), bags.iter().map(|b| b.counts_of(r)).collect(), r.size()))
        .collect();
    let rouge = |chosen: [usize; 3]| {
        let size: u32 = chosen.iter().map(|&id| bags[id].size()).sum();
        let one = |(gold, own, length): &(Vec<u32>, Vec<Vec<u32>>, u32)| {
            let shared = gold
                .iter()
                .enumerate()
                .map(|(word, &count)| {
                    chosen.iter().map(|&id| own[id][word]).sum::<u32>().min(count)
                })
                .sum();
            rouge::f1(shared, size, *length)
        };
        shared.iter().map(one).fold(0.0, f64::max)
    };
    let first = bags.len().min(FIRST);
    (0..bags.len())
        .map(|id| {
            let pairs = (0..first).flat_map(|a| (a + 1..first).map(move |b| (a, b)));
            let values: Vec<f64> = pairs
                .filter(|&(a, b)| a != id && b != id)
                .map(|(a, b)| rouge([id, a, b]))
                .collect();
            values.iter().sum::<f64>() / values.len().max(1) as f64
        })
        .collect()
}

/// Ridge regression by the normal equations.
fn fit<'a>(examples: impl IntoIterator<Item = &'a Example>) -> [f64; N] {
    let mut matrix = [[0.0; N]; N];
    let mut target = [0.0; N];
    for (row, worth) in examples.into_iter().flat_map(|e| &e.rows) {
        for i in 0..N {
            target[i] += row[i] * worth;
            for j in 0..N {
                matrix[i][j] += row[i] * row[j];
            }
        }
    }
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] += RIDGE;
    }
    solve(matrix, target)
}

/// Gauss elimination; the ridge keeps the pivots away from zero.
pub(super) fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut target: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        for row in pivot + 1..N {
            let factor = matrix[row][pivot] / matrix[pivot][pivot];
            for column in pivot..N {
                matrix[row][column] -= factor * matrix[pivot][column];
            }
            target[row] -= factor * target[pivot];
        }
    }
    for row in (0..N).rev() {
        let known: f64 = (row + 1..N).map(|column| matrix[row][column] * target[column]).sum();
        target[row] = (target[row] - known) / matrix[row][row];
    }
    target
}

/// Share of the variance of worth that articles not learned from have explained.
fn cross_validate(examples: &[Example]) -> f64 {
    let (mut left, mut all) = (0.0, 0.0);
    for fold in 0..FOLDS {
        let own = |at: usize| at % FOLDS == fold;
        let others = examples.iter().enumerate().filter(|(at, _)| !own(*at)).map(|(_, e)| e);
        let weights = fit(others);
        for (_, example) in examples.iter().enumerate().filter(|(at, _)| own(*at)) {
            for (row, worth) in &example.rows {
                let guess: f64 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
                left += (worth - guess) * (worth - guess);
                all += worth * worth;
            }
        }
    }
    1.0 - left / all
}

/// Percentiles of the weighted sums: what `RANGE` is read from.
fn spread(documents: &[Document], weights: &[f64; N], model: &Model) -> String {
    let mut sums: Vec<f64> = documents
        .par_iter()
        .flat_map_iter(|document| {
            let text = pasted(document);
            let analysis = nutgraf::analyze(&text, model, &Options::default());
            let sum =
                |f: sentence::Features| f.iter().zip(weights).map(|(x, w)| f64::from(*x) * w).sum();
            let sums: Vec<f64> =
                features(&text, &analysis, model).into_iter().flatten().map(sum).collect();
            sums
        })
        .collect();
    sums.sort_by(f64::total_cmp);
    let at = |percent: usize| sums.get(sums.len() * percent / 100).copied().unwrap_or(0.0);
    format!("1% {:.3}, half {:.3}, 99% {:.3}", at(1), at(50), at(99))
}

/// ROUGE-1 of the product's summary and of the first three sentences.
fn rouge(document: &Document, model: &Model) -> (f64, f64) {
    let text = pasted(document);
    let analysis = nutgraf::analyze(&text, model, &Options::default());
    let references: Vec<Bag> = document.refs.iter().map(|r| Bag::of(r)).collect();
    let summary = analysis.summary.lines.iter().take(analysis.summary.chosen as usize);
    let own: Vec<&str> = summary.map(|line| line.span.of(&text)).collect();
    let kinds = salience::kinds(&analysis.article, &analysis.sentences);
    let lead: Vec<&str> = analysis
        .sentences
        .iter()
        .zip(kinds)
        .filter(|(_, kind)| matches!(kind, BlockKind::Paragraph | BlockKind::Standfirst))
        .take(3)
        .map(|(sentence, _)| sentence.body.of(&text))
        .collect();
    let score = |lines: &[&str]| rouge::best(&Bag::of(&lines.join(" ")), &references);
    (score(&own), score(&lead))
}
