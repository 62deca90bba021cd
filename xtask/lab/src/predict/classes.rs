//! Classes of BBC and AG News, learned from the train part of one of them alone.
//!
//! Words and clusters as the topics have them, the first words counted more, scaled by how few articles have them (tf-idf).
//! Two learners vote: support vectors of squared hinge loss by dual coordinate descent (Hsieh and others, 2008), one class
//! against the rest, and the complement naive Bayes of Rennie and others (2003).

use crate::Result;
use crate::train::fit::Random;
use crate::train::topics::{Labelled, own};
use nutgraf::vocabulary::Vocabulary;
use nutgraf::{Model, Options, topic};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Tokens at the beginning that count more: a headline and the first sentence.
const LEAD: usize = 36;

/// How much more.
const LEAD_MORE: f32 = 0.3;

/// What an article on the wrong side costs the support vectors. With it, [`LEAD_MORE`] and both learners 97.9 % of BBC and 89.5 of AG
/// News are right in five folds of train; the topics' own learner has 97.6 and 88.0.
const COST: f32 = 0.3;

/// Passes over the articles.
const PASSES: usize = 60;

/// Parts of the train part that are tried by what the others teach.
const FOLDS: usize = 5;

/// What naive Bayes adds to each sum.
const SMOOTH: f32 = 0.3;

/// An article: numbers of features with values, of length one.
type Article = Vec<(usize, f32)>;

/// An article of the train part as it is read.
struct Read {
    label: String,
    features: Vec<(u32, f32)>,
}

impl Read {
    fn of(document: &Labelled, model: &Model) -> Self {
        Self { label: document.label.clone(), features: counted(&document.text, model) }
    }
}

/// What was learned of a set with classes of its own, from its train part alone.
pub(crate) struct Classes {
    names: Vec<String>,
    /// Number and rarity of each feature.
    features: BTreeMap<u32, (usize, f32)>,
    /// By class: a weight for each feature, by either learner.
    vectors: Vec<Vec<f32>>,
    bayes: Vec<Vec<f32>>,
    /// By how much the sums of either differ on the train part.
    spread: [f32; 2],
}

impl Classes {
    /// Learns the classes of a source.
    pub(crate) fn learn(folder: &Path, source: &str, model: &Model) -> Result<Self> {
        let documents = own(folder, "train", source)?;
        let read: Vec<Read> = documents.par_iter().map(|d| Read::of(d, model)).collect();
        Ok(Self::of(&read.iter().collect::<Vec<_>>()))
    }

    /// How many articles of the train part are classed right by what is learned from the other parts of [`FOLDS`], and how many
    /// there are.
    pub(crate) fn folds(folder: &Path, source: &str, model: &Model) -> Result<(usize, usize)> {
        let documents = own(folder, "train", source)?;
        let read: Vec<Read> = documents.par_iter().map(|d| Read::of(d, model)).collect();
        let right = |fold: usize| {
            let part = |own: bool| {
                let all =
                    read.iter().enumerate().filter(move |(at, _)| (at % FOLDS == fold) == own);
                all.map(|(_, article)| article).collect::<Vec<_>>()
            };
            let classes = Self::of(&part(false));
            part(true).into_iter().filter(|a| classes.likeliest(&a.features) == a.label).count()
        };
        Ok(((0..FOLDS).map(right).sum(), read.len()))
    }

    /// Learns from articles and their labels.
    #[expect(
        clippy::disallowed_methods,
        reason = "the lab need not give the same bytes on every platform"
    )]
    fn of(read: &[&Read]) -> Self {
        let names: BTreeSet<&String> = read.iter().map(|article| &article.label).collect();
        let names: Vec<String> = names.into_iter().cloned().collect();
        let right: Vec<usize> = read
            .iter()
            .map(|a| names.iter().position(|name| *name == a.label).unwrap_or_default())
            .collect();
        let mut having: BTreeMap<u32, u32> = BTreeMap::new();
        for (feature, _) in read.iter().flat_map(|article| &article.features) {
            *having.entry(*feature).or_default() += 1;
        }
        let all = read.len() as f32 + 1.0;
        let rarity = |having: u32| (all / (having as f32 + 1.0)).ln() + 1.0;
        let features = having.into_iter().enumerate().map(|(n, (f, h))| (f, (n, rarity(h))));
        let mut learned = Self {
            features: features.collect(),
            vectors: Vec::new(),
            bayes: Vec::new(),
            spread: [1.0; 2],
            names,
        };
        let articles: Vec<Article> =
            read.iter().map(|article| learned.scaled(&article.features)).collect();
        let classes = 0..learned.names.len();
        let width = learned.features.len();
        learned.vectors = classes
            .clone()
            .into_par_iter()
            .map(|class| vectors(&articles, &right, class, width))
            .collect();
        learned.bayes = classes.map(|class| bayes(&articles, &right, class, width)).collect();
        learned.spread = [&learned.vectors, &learned.bayes].map(|weights| {
            let sums: Vec<f32> =
                articles.iter().flat_map(|article| sums(article, weights)).collect();
            let square = sums.iter().map(|sum| sum * sum).sum::<f32>();
            (square / sums.len().max(1) as f32).sqrt().max(f32::MIN_POSITIVE)
        });
        learned
    }

    /// The likeliest class of a text.
    pub(crate) fn label(&self, text: &str, model: &Model) -> String {
        self.likeliest(&counted(text, model)).to_owned()
    }

    fn likeliest(&self, read: &[(u32, f32)]) -> &str {
        let article = self.scaled(read);
        let [vectors, bayes] = [&self.vectors, &self.bayes].map(|weights| sums(&article, weights));
        let sum = |class: usize| vectors[class] / self.spread[0] + bayes[class] / self.spread[1];
        let best = (0..self.names.len()).max_by(|&a, &b| sum(a).total_cmp(&sum(b)));
        best.map_or("", |class| &self.names[class])
    }

    /// The features that are known, each times its rarity, of length one and with one that every article has.
    fn scaled(&self, read: &[(u32, f32)]) -> Article {
        let known = read.iter().filter_map(|(feature, value)| {
            let &(number, rarity) = self.features.get(feature)?;
            Some((number, value * rarity))
        });
        let mut article: Article = known.collect();
        let length = article.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(1e-6);
        article.iter_mut().for_each(|(_, value)| *value /= length);
        article
    }
}

/// Features of an article with their counts in levels, the first words counted more.
fn counted(text: &str, model: &Model) -> Vec<(u32, f32)> {
    let tokens = nutgraf::analyze(text, model, &Options::default()).tokens;
    let vocabulary = Vocabulary::read(text, &tokens, model.lexicon(), model.clusters());
    let mut all: BTreeMap<u32, f32> = topic::features(&tokens, &vocabulary).into_iter().collect();
    for (feature, value) in topic::features(&tokens[..tokens.len().min(LEAD)], &vocabulary) {
        *all.entry(feature).or_default() += LEAD_MORE * value;
    }
    all.into_iter().collect()
}

/// How much speaks for each class, less what speaks for all of them.
fn sums(article: &Article, weights: &[Vec<f32>]) -> Vec<f32> {
    let sum = |weights: &Vec<f32>| {
        let everywhere = weights.last().copied().unwrap_or_default();
        article.iter().map(|&(feature, value)| value * weights[feature]).sum::<f32>() + everywhere
    };
    let mut sums: Vec<f32> = weights.iter().map(sum).collect();
    let mean = sums.iter().sum::<f32>() / sums.len().max(1) as f32;
    sums.iter_mut().for_each(|sum| *sum -= mean);
    sums
}

/// A weight for each feature, and last one that every article has: the class against the rest.
fn vectors(articles: &[Article], right: &[usize], class: usize, width: usize) -> Vec<f32> {
    // The dual of the squared hinge loss: its diagonal.
    let diagonal = 0.5 / COST;
    let mut weights = vec![0.0; width + 1];
    let mut duals = vec![0.0_f32; articles.len()];
    let mut random = Random(1);
    let mut order: Vec<usize> = (0..articles.len()).collect();
    for _ in 0..PASSES {
        random.shuffle(&mut order);
        for &at in &order {
            let article = &articles[at];
            let sign = if right[at] == class { 1.0 } else { -1.0 };
            let sum: f32 =
                article.iter().map(|&(f, v)| v * weights[f]).sum::<f32>() + weights[width];
            let slope = sign * sum - 1.0 + duals[at] * diagonal;
            // Articles are of length one, and so is the feature that each has.
            let new = (duals[at] - slope / (2.0 + diagonal)).max(0.0);
            let step = (new - duals[at]) * sign;
            duals[at] = new;
            article.iter().for_each(|&(f, v)| weights[f] += step * v);
            weights[width] += step;
        }
    }
    weights
}

/// How much rarer each feature is in the other classes.
#[expect(
    clippy::disallowed_methods,
    reason = "the lab need not give the same bytes on every platform"
)]
fn bayes(articles: &[Article], right: &[usize], class: usize, width: usize) -> Vec<f32> {
    let mut others = vec![SMOOTH; width];
    for (article, _) in articles.iter().zip(right).filter(|&(_, &of)| of != class) {
        article.iter().for_each(|&(feature, value)| others[feature] += value);
    }
    let all: f32 = others.iter().sum();
    others.into_iter().map(|other| -(other / all).ln()).chain([0.0]).collect()
}
