//! Trains the weights that choose the phrases that annotators mark, and link them into clusters.
//!
//! Two log-linear models with an L2 penalty, by L-BFGS. The phrases that the second learns from are those that the first
//! finds in articles that it has not seen; its chains are the annotators' at first, and then, as in use, its own. The same
//! data give the same bytes.

use super::smooth::{dot, encode, search};
use crate::Result;
use crate::data::{self, CodePoints};
use crate::gold::{Document, Gold};
use crate::predict::clusters::text::Text;
use crate::predict::clusters::{self, Chains, GRAIN, Weights, candidate, phrase};
use crate::scene;
use nutgraf::reference::rank::Ranker;
use nutgraf::{Analysis, Model, Options};
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How to train.
#[derive(clap::Args, Debug)]
pub(crate) struct Settings {
    /// Folder with train.jsonl of the clusters.
    #[arg(long, default_value = "../shared/data/coref")]
    data: PathBuf,
    /// L2 penalty of phrases.
    #[arg(long, default_value_t = 40.0)]
    ridge: f32,
    /// L2 penalty of links.
    #[arg(long, default_value_t = 15.0)]
    link_ridge: f32,
    /// How much the heads of articles count, that are few.
    #[arg(long, default_value_t = 3.0)]
    heads: f32,
    /// Features of fewer examples are left out.
    #[arg(long, default_value_t = 3)]
    min_count: u32,
    /// Steps of the search for the best weights.
    #[arg(long, default_value_t = 60)]
    steps: usize,
    /// Write no weights, but here, for the shared scorer, the clusters of each fifth of the articles by what the others teach.
    #[arg(long)]
    folds: Option<PathBuf>,
}

/// Parts of the articles, each of which is read by what the others teach.
const FOLDS: usize = 5;

/// An article with its analysis.
struct Article {
    document: Document,
    a: Analysis,
}

/// A question with its choices; the right ones marked.
struct Question {
    choices: Vec<Vec<u32>>,
    right: Vec<bool>,
    /// How much it counts.
    weight: f32,
}

/// Trains, and writes weights or what they find.
#[expect(clippy::print_stdout, reason = "the sizes are what the caller asked for")]
pub(crate) fn train(settings: &Settings) -> Result<()> {
    let model = Model::builtin();
    let path = data::find(&settings.data, "train").ok_or("no train part")?;
    let documents: Vec<Document> = data::read(&path)?;
    let analyze = |document: Document| {
        let a = nutgraf::analyze(&document.text, &model, &Options::default());
        Article { document, a }
    };
    let articles: Vec<Article> = documents.into_par_iter().map(analyze).collect();
    let course = Course { articles: &articles, model: &model, settings };
    let apart: Vec<Vec<u8>> =
        (0..FOLDS).map(|fold| course.phrases(&|n| n % FOLDS != fold)).collect();
    let rankers: Vec<Ranker> = apart.iter().map(|bytes| load(bytes)).collect();
    let Some(path) = &settings.folds else {
        let phrases = course.phrases(&|_| true);
        let links = course.links(&rankers, &|_| true);
        std::fs::write(clusters::PHRASES, &phrases)?;
        std::fs::write(clusters::LINKS, &links)?;
        println!("{} and {} bytes", phrases.len(), links.len());
        return Ok(());
    };
    let mut lines = String::new();
    for (fold, phrases) in apart.iter().enumerate() {
        let links = load(&course.links(&rankers, &|n| n % FOLDS != fold));
        let weights = Weights { phrases: load(phrases), links };
        for article in articles.iter().skip(fold).step_by(FOLDS) {
            lines += &article.found(&model, &weights);
            lines.push('\n');
        }
    }
    std::fs::write(path, lines)?;
    Ok(())
}

/// Weights just made.
fn load(bytes: &[u8]) -> Ranker {
    Ranker::load(bytes).expect("just made")
}

impl Article {
    /// Shows the article as the features see it.
    fn show<T>(&self, model: &Model, look: impl FnOnce(&Text, &Gold) -> T) -> T {
        let vocabulary = scene::words(&self.document.text, &self.a, model);
        let tags = scene::tags(&self.a, &vocabulary, model);
        let gold = Gold::new(&self.document, &self.a);
        look(&Text::new(&self.a, &vocabulary, &tags), &gold)
    }

    /// What weights find, as the shared scorer reads it.
    fn found(&self, model: &Model, weights: &Weights) -> String {
        let points = CodePoints::new(&self.document.text);
        let found = clusters::find(&self.document.text, &self.a, model, weights);
        let mentions = found.iter().map(|spans| {
            let spans: Vec<data::Range> = spans.iter().map(|&span| points.of(span)).collect();
            json!({"mentions": spans})
        });
        json!({"id": self.document.id, "clusters": mentions.collect::<Vec<_>>()}).to_string()
    }
}

/// What is learned from.
struct Course<'a> {
    articles: &'a [Article],
    model: &'a Model,
    settings: &'a Settings,
}

impl Course<'_> {
    fn weight(&self, text: &Text) -> f32 {
        if text.style == 1 { self.settings.heads } else { 1.0 }
    }

    /// The questions of the articles that are chosen by their numbers.
    fn ask(
        &self,
        chosen: &(dyn Fn(usize) -> bool + Sync),
        ask: impl Fn(usize, &Text, &Gold) -> Vec<Question> + Sync,
    ) -> Vec<Question> {
        let articles = self.articles.par_iter().enumerate().filter(|&(n, _)| chosen(n));
        let asked = articles.map(|(n, a)| a.show(self.model, |text, gold| ask(n, text, gold)));
        asked.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// The weights of phrases.
    fn phrases(&self, chosen: &(dyn Fn(usize) -> bool + Sync)) -> Vec<u8> {
        let questions = self.ask(chosen, |_, text, gold| {
            let ask = |c: candidate::Candidate| {
                let right = gold.phrases.contains_key(&gold.range(c.span));
                Question {
                    choices: vec![phrase::features(text, &c), Vec::new()],
                    right: vec![right, !right],
                    weight: self.weight(text),
                }
            };
            candidate::all(text).into_iter().map(ask).collect()
        });
        self.fit(&questions, self.settings.ridge)
    }

    /// The weights of links; `apart` has weights of phrases for each fold, learned from the others.
    fn links(&self, apart: &[Ranker], chosen: &(dyn Fn(usize) -> bool + Sync)) -> Vec<u8> {
        let learn = |known: Option<&Ranker>| {
            let questions = self.ask(chosen, |n, text, gold| {
                self.linked(text, gold, &apart[n % apart.len()], known)
            });
            self.fit(&questions, self.settings.link_ridge)
        };
        learn(Some(&load(&learn(None))))
    }

    /// Where each phrase of a text goes; the chains before it are the annotators', or made by weights that are known.
    fn linked(
        &self,
        text: &Text,
        gold: &Gold,
        phrases: &Ranker,
        known: Option<&Ranker>,
    ) -> Vec<Question> {
        let all = clusters::likely(text, phrases);
        let marked: Vec<Option<usize>> =
            all.iter().map(|p| gold.phrases.get(&gold.range(p.c.span)).copied()).collect();
        let mut chains = Chains::default();
        let mut asked = Vec::new();
        for at in 0..all.len() {
            let open = chains.open(&all, at);
            let entity = all[at].c.entity.filter(|_| open.home);
            let cluster = |chain: &[usize]| {
                entity
                    .and_then(|e| gold.entities[e as usize])
                    .or_else(|| most(chain.iter().filter_map(|&at| marked[at])))
            };
            let mut right: Vec<bool> = open
                .chains
                .iter()
                .map(|&n| marked[at].is_some() && cluster(&chains.all[n]) == marked[at])
                .collect();
            let choices = open.questions(text, &all, at, &chains);
            let goes = match known {
                Some(links) => open.choose(&choices, links),
                None => right.iter().position(|&right| right),
            };
            right.push(!right.contains(&true));
            asked.push(Question { choices, right, weight: self.weight(text) });
            chains.push(at, &open, goes);
        }
        asked
    }

    /// The weights that make the right choices likeliest.
    fn fit(&self, questions: &[Question], ridge: f32) -> Vec<u8> {
        let rows: Vec<&[u32]> =
            questions.iter().flat_map(|q| q.choices.iter().map(|c| &**c)).collect();
        let (known, rows) = encode(&rows, self.settings.min_count);
        let slope = |weights: &[f32]| slope(questions, &rows, weights, ridge);
        let weights = search(known.len(), self.settings.steps, &slope);
        let steps = |weight: f32| (weight * GRAIN).round().clamp(-127.0, 127.0) as i8;
        let learned = known.iter().zip(weights).map(|(&feature, w)| (feature, steps(w)));
        Ranker::store(&learned.filter(|&(_, steps)| steps != 0).collect::<Vec<_>>())
    }
}

/// The most frequent of some clusters; of equals the first.
fn most(clusters: impl Iterator<Item = usize>) -> Option<usize> {
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    clusters.for_each(|cluster| *votes.entry(cluster).or_default() += 1);
    votes.into_iter().rev().max_by_key(|&(_, count)| count).map(|(cluster, _)| cluster)
}

/// How unlikely the right choices are, and how that changes with each weight.
#[expect(
    clippy::disallowed_methods,
    reason = "training need not give the same bytes on every platform"
)]
fn slope(
    questions: &[Question],
    rows: &[Vec<u32>],
    weights: &[f32],
    ridge: f32,
) -> (f64, Vec<f32>) {
    let mut gradient: Vec<f32> = weights.iter().map(|w| ridge * w).collect();
    let mut loss = 0.5 * f64::from(ridge) * dot(weights, weights);
    let mut rest = rows;
    let mut shares: Vec<f32> = Vec::new();
    for question in questions {
        let (choices, others) = rest.split_at(question.choices.len());
        rest = others;
        shares.clear();
        let score = |row: &Vec<u32>| row.iter().map(|&f| weights[f as usize]).sum::<f32>();
        shares.extend(choices.iter().map(score));
        let top = shares.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        shares.iter_mut().for_each(|s| *s = (*s - top).exp());
        let all: f32 = shares.iter().sum();
        let right = shares.iter().zip(&question.right).filter(|(_, right)| **right);
        let right = right.map(|(s, _)| s).sum::<f32>().max(1e-20);
        loss -= f64::from(question.weight * (right / all).ln());
        for ((row, share), is_right) in choices.iter().zip(&shares).zip(&question.right) {
            let wanted = if *is_right { share / right } else { 0.0 };
            let miss = (share / all - wanted) * question.weight;
            if miss.abs() > 1e-6 {
                row.iter().for_each(|&f| gradient[f as usize] += miss);
            }
        }
    }
    (loss, gradient)
}
