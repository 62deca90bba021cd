//! Who and what fills the slots of the reports of violence, as their annotators see it.
//!
//! What counts as an incident in these reports (terror, not battles between armies; lately; somewhere in particular) and how
//! names are cut is learned from their train part, for the scoring alone: it is no part of the product, whose own events
//! are features among others. Each phrase of a document is one candidate, however often it stands there; each slot has a
//! score of it, and of candidates that overlap or mean one entity the best is told.

mod candidate;
mod feature;
mod pair;

use crate::{Result, scene};
use candidate::Place;
use nutgraf::reference::rank::Ranker;
use nutgraf::{Analysis, Model, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Where the weights are; by `train fillers`.
pub(crate) const WEIGHTS: &str = "xtask/lab/fillers.weights";

/// The slots: who did it, for which body, to what, to whom, with what.
pub(crate) const SLOTS: [&str; 5] = ["perp", "perp_org", "target", "victim", "weapon"];

/// The score in steps from which a phrase is told, slot by slot: below nought, as F1 wants it. Chosen in five folds of the
/// train part.
const KEPT: [i32; 5] = [-16, -16, -24, -18, -30];

/// The score in steps above which two candidates are one; chosen like that.
const SAME: i32 = 16;

/// Steps of the weights of whole reports that make one step of the score of a candidate: with a quarter of what they say it is
/// best, in the same folds.
const GATE_SHARE: i32 = 64;

/// Bits of the number of a feature.
const BITS: u32 = 22;

/// The weights that choose who fills a slot.
pub(crate) fn fillers() -> Result<Ranker> {
    Ok(Ranker::load(&std::fs::read(WEIGHTS)?).ok_or("damaged weights of fillers")?)
}

/// A phrase with all its places.
pub(crate) struct Candidate {
    /// In small letters, with single blanks.
    pub(crate) words: String,
    /// Its first place.
    pub(crate) span: Span,
    places: Vec<Place>,
    entities: BTreeSet<u32>,
    /// Hashes of its words, of its head and of the stem of that.
    forms: Vec<u32>,
    head: u32,
    stem: u32,
    plural: bool,
    initials: String,
    /// Numbers of its features, the same for all slots.
    pub(crate) features: Vec<u32>,
}

/// A report with what may fill its slots.
pub(crate) struct Report {
    /// All candidates, in the order of their first places.
    pub(crate) candidates: Vec<Candidate>,
    /// What the report has as a whole.
    pub(crate) features: Vec<u32>,
    /// By token: the hash of its word.
    words: Vec<u32>,
}

/// Behind the slots: what speaks for a report that tells of an incident, and for two candidates that are one.
pub(crate) const GATE: usize = SLOTS.len();
pub(crate) const PAIR: usize = GATE + 1;

/// The number of a feature in a slot.
pub(crate) fn number(feature: u32, slot: usize) -> u32 {
    feature::of(feature, &[slot as u32]) >> (u32::BITS - BITS)
}

/// The sum of the weights of some features in a slot.
fn sum(features: &[u32], slot: usize, ranker: &Ranker) -> i32 {
    features.iter().map(|&feature| ranker.score(&[number(feature, slot)])).sum()
}

impl Report {
    /// Reads what a report says and what the product finds in it.
    pub(crate) fn read(text: &str, a: &Analysis, model: &Model) -> Self {
        let vocabulary = scene::words(text, a, model);
        let tags = scene::tags(a, &vocabulary, model);
        let scene = feature::Scene::new(a, &vocabulary, &tags);
        let mut entities: Vec<Option<u32>> = vec![None; a.tokens.len()];
        for (id, entity) in a.entities.iter().enumerate() {
            for &mention in &entity.mentions {
                let (first, last) = feature::tokens(a, a.mentions[mention as usize].span);
                entities.iter_mut().take(last + 1).skip(first).for_each(|e| *e = Some(id as u32));
            }
        }
        let elsewhere = elsewhere(a);
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut found: Vec<(Candidate, BTreeSet<u32>)> = Vec::new();
        for place in candidate::places(a, &vocabulary, &tags) {
            let (start, end) = (a.tokens[place.first].span.start, a.tokens[place.last].span.end);
            let span = Span::new(start as usize, end as usize);
            let words: Vec<&str> = span.of(text).split_whitespace().collect();
            let words = words.join(" ").to_lowercase();
            let at = *known.entry(words.clone()).or_insert(found.len());
            if at == found.len() {
                let mut features = BTreeSet::new();
                scene.words(place, &mut |feature| _ = features.insert(feature));
                found.push((scene.candidate(words, span, place), features));
            }
            let (candidate, features) = &mut found[at];
            scene.around(place, &mut |feature| _ = features.insert(feature));
            candidate.places.push(place);
            candidate.entities.extend(entities[place.head]);
        }
        let numbered = found.into_iter().map(|(mut candidate, mut features)| {
            for place in candidate.entities.iter().flat_map(|&e| &elsewhere[e as usize]) {
                if !candidate.places.iter().any(|p| p.first <= place.head && place.head <= p.last) {
                    scene.elsewhere(*place, &mut |feature| _ = features.insert(feature));
                }
            }
            features.insert(feature::of(80, &[candidate.places.len().min(4) as u32]));
            candidate.features = features.into_iter().collect();
            candidate
        });
        Self { candidates: numbered.collect(), features: scene.whole(), words: scene.forms() }
    }

    /// The scores of each candidate, slot by slot.
    pub(crate) fn scores(&self, ranker: &Ranker) -> Vec<[i32; 5]> {
        let gate = sum(&self.features, GATE, ranker) / GATE_SHARE;
        let of = |candidate: &Candidate, slot: usize| gate + sum(&candidate.features, slot, ranker);
        self.candidates.iter().map(|c| std::array::from_fn(|slot| of(c, slot))).collect()
    }

    /// Features of two candidates that say whether they are one; the first is the likelier.
    pub(crate) fn pair(&self, a: usize, b: usize, slot: usize) -> Vec<u32> {
        pair::features(&self.candidates[a], &self.candidates[b], slot, &self.words)
    }

    /// True if two candidates cannot both be told, as they overlap or have an entity in common.
    pub(crate) fn clash(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.candidates[a], &self.candidates[b]);
        let overlap = |p: &Place| b.places.iter().any(|q| p.first <= q.last && q.first <= p.last);
        !a.entities.is_disjoint(&b.entities) || a.places.iter().any(overlap)
    }

    /// The candidates that are told of a slot, best first.
    pub(crate) fn choose(
        &self,
        scores: &[[i32; 5]],
        slot: usize,
        kept: i32,
        ranker: &Ranker,
    ) -> Vec<usize> {
        let score = |at: usize| scores[at][slot];
        let mut order: Vec<usize> = (0..scores.len()).filter(|&at| score(at) >= kept).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(score(at)), at));
        let mut chosen: Vec<usize> = Vec::new();
        for at in order {
            let same = |&other: &usize| {
                self.clash(other, at) || sum(&self.pair(other, at, slot), PAIR, ranker) > SAME
            };
            if !chosen.iter().any(same) {
                chosen.push(at);
            }
        }
        chosen
    }
}

/// The places of each entity, and of the words that mean it.
fn elsewhere(a: &Analysis) -> Vec<Vec<Place>> {
    let place = |span: Span| {
        let (first, last) = feature::tokens(a, span);
        Place { first, last, head: last }
    };
    let named = |entity: &nutgraf::Entity| {
        entity.mentions.iter().map(|&m| place(a.mentions[m as usize].span)).collect()
    };
    let mut places: Vec<Vec<Place>> = a.entities.iter().map(named).collect();
    for reference in &a.references {
        if let Some(of) = reference.entity.and_then(|e| places.get_mut(e as usize)) {
            of.push(place(reference.span));
        }
    }
    places
}

/// Who and what fills each slot of a document.
pub(crate) fn find(text: &str, a: &Analysis, model: &Model, ranker: &Ranker) -> [Vec<String>; 5] {
    let report = Report::read(text, a, model);
    let scores = report.scores(ranker);
    std::array::from_fn(|slot| {
        let chosen = report.choose(&scores, slot, KEPT[slot], ranker);
        chosen.into_iter().map(|at| report.candidates[at].span.of(text).to_owned()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Rebels killed the mayor of Tesen. The mayor, Ana Ruiz, was shot at home.";

    #[test]
    fn phrases_are_cut_in_every_way_and_stand_once() {
        let model = Model::builtin();
        let a = nutgraf::analyze(TEXT, &model, &nutgraf::Options::default());
        let report = Report::read(TEXT, &a, &model);
        let all: Vec<&str> = report.candidates.iter().map(|c| &*c.words).collect();
        for words in ["rebels", "mayor", "the mayor", "mayor of tesen", "ana ruiz", "ruiz"] {
            assert_eq!(1, all.iter().filter(|known| **known == words).count(), "{words}: {all:?}");
        }
        assert!(!all.iter().any(|words| words.contains(',') || words.ends_with("of")), "{all:?}");
    }

    #[test]
    fn of_phrases_that_overlap_the_likeliest_is_told() {
        let model = Model::builtin();
        let a = nutgraf::analyze(TEXT, &model, &nutgraf::Options::default());
        let report = Report::read(TEXT, &a, &model);
        let ranker = Ranker::load(&[]).expect("no weights");
        let at = |words: &str| report.candidates.iter().position(|c| c.words == words);
        let mut scores = vec![[0; 5]; report.candidates.len()];
        for (words, score) in [("mayor of tesen", 3), ("mayor", 5), ("rebels", 4)] {
            scores[at(words).expect("a candidate")] = [score; 5];
        }
        let chosen = report.choose(&scores, 0, 1, &ranker);
        assert_eq!(
            vec![at("mayor"), at("rebels")],
            chosen.into_iter().map(Some).collect::<Vec<_>>()
        );
    }
}
