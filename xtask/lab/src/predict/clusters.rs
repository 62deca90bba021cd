//! The clusters of phrases that annotators of coreference mark.
//!
//! They mark phrases, not names: some only the longest, some also the name, the title and the apposition inside it; and
//! what has no name, too. Both are learned from annotated articles, for the scoring alone: no part of the model has it.
//!
//! 1. `candidate`: nouns with what may stand before and behind them, and pronouns.
//! 2. `phrase`: how likely each is marked, by what it is made of and what stands around it.
//! 3. `link`: from left to right, which chain each joins, if any. Whom the product says a phrase means counts most: such a
//!    phrase joins the chain of that entity, or none.

pub(crate) mod candidate;
pub(crate) mod link;
pub(crate) mod phrase;
pub(crate) mod text;

use crate::{Result, scene};
use candidate::Candidate;
use link::Phrase;
use nutgraf::reference::rank::Ranker;
use nutgraf::{Analysis, Model, Span};
use std::collections::BTreeSet;
use text::Text;

/// Where the weights of phrases and of links are; by `train clusters`.
pub(crate) const PHRASES: &str = "xtask/lab/phrases.weights";
pub(crate) const LINKS: &str = "xtask/lab/links.weights";

/// Steps of a weight in one unit of log-odds.
pub(crate) const GRAIN: f32 = 32.0;

/// The score in steps from which a phrase is looked at. This and the next ones were chosen in five folds of the training
/// articles; they matter little.
const LOOKED_AT: i32 = -80;

/// What standing alone loses against joining the chain of the entity, or any other, in steps: a phrase that is missed costs
/// more than one too many.
const AT_HOME: i32 = 40;
const ELSEWHERE: i32 = 24;

/// The score in steps that one phrase of a cluster has at least.
const SURE: i32 = 0;

/// The weights that choose phrases, and those that link them.
pub(crate) struct Weights {
    pub(crate) phrases: Ranker,
    pub(crate) links: Ranker,
}

/// Reads the weights of phrases and links.
pub(crate) fn phrases() -> Result<Weights> {
    let read = |path: &str| -> Result<Ranker> {
        Ok(Ranker::load(&std::fs::read(path)?).ok_or("damaged weights of clusters")?)
    };
    Ok(Weights { phrases: read(PHRASES)?, links: read(LINKS)? })
}

/// The clusters of two phrases or more.
pub(crate) fn find(
    text: &str,
    a: &Analysis,
    model: &Model,
    weights: &Weights,
) -> Vec<BTreeSet<Span>> {
    let vocabulary = scene::words(text, a, model);
    let tags = scene::tags(a, &vocabulary, model);
    let text = Text::new(a, &vocabulary, &tags);
    let all = likely(&text, &weights.phrases);
    let mut chains = Chains::default();
    for at in 0..all.len() {
        let open = chains.open(&all, at);
        let goes = open.choose(&open.questions(&text, &all, at, &chains), &weights.links);
        chains.push(at, &open, goes);
    }
    let marked =
        |chain: &&Vec<usize>| chain.len() > 1 && chain.iter().any(|&at| all[at].score > SURE);
    let spans = |chain: &Vec<usize>| chain.iter().map(|&at| all[at].c.span).collect();
    chains.all.iter().filter(marked).map(spans).collect()
}

/// The candidates that are likely enough marked.
pub(crate) fn likely(text: &Text, phrases: &Ranker) -> Vec<Phrase> {
    let scored = candidate::all(text).into_iter().map(|c| {
        let score = phrases.score(&phrase::features(text, &c));
        (c, score)
    });
    let kept: Vec<(Candidate, i32)> = scored.filter(|&(_, score)| score >= LOOKED_AT).collect();
    link::phrases(text, kept)
}

/// What was linked so far, as numbers of phrases.
#[derive(Default)]
pub(crate) struct Chains {
    pub(crate) all: Vec<Vec<usize>>,
}

/// The chains that a phrase may join.
pub(crate) struct Open {
    /// Their numbers, the last seen first.
    pub(crate) chains: Vec<usize>,
    /// The only one is that of the entity that the product says the phrase means.
    pub(crate) home: bool,
}

impl Chains {
    /// What a phrase may join.
    pub(crate) fn open(&self, all: &[Phrase], at: usize) -> Open {
        match link::home(all, &self.all, at) {
            Some(home) => Open { chains: vec![home], home: true },
            None => Open { chains: link::open(all, &self.all, at), home: false },
        }
    }

    /// Puts a phrase into one of the open chains, or into a new one; a phrase that is not taken at home is in none.
    pub(crate) fn push(&mut self, at: usize, open: &Open, goes: Option<usize>) {
        match goes {
            Some(choice) => self.all[open.chains[choice]].push(at),
            None if open.home => {}
            None => self.all.push(vec![at]),
        }
    }
}

impl Open {
    /// The features of joining each chain, and of joining none.
    pub(crate) fn questions(
        &self,
        text: &Text,
        all: &[Phrase],
        at: usize,
        chains: &Chains,
    ) -> Vec<Vec<u32>> {
        let joins = self.chains.iter().enumerate();
        let joins =
            joins.map(|(order, &n)| link::join(text, all, at, &chains.all[n], order as u32));
        joins.chain([link::alone(text, all, at)]).collect()
    }

    /// The number of the best choice; none: to join none.
    pub(crate) fn choose(&self, questions: &[Vec<u32>], links: &Ranker) -> Option<usize> {
        let (alone, joins) = questions.split_last()?;
        let handicap = if self.home { AT_HOME } else { ELSEWHERE };
        let mut best = (links.score(alone) - handicap, None);
        for (choice, features) in joins.iter().enumerate() {
            let score = links.score(features);
            if score > best.0 {
                best = (score, Some(choice));
            }
        }
        best.1
    }
}
