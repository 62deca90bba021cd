//! Who and what fills the slots of the reports of violence, as their annotators see it.
//!
//! What counts as an incident in these reports (terror, not battles between armies; lately; somewhere in particular) and how
//! names are cut is learned from their train part, for the scoring alone: it is no part of the product, whose own events
//! are features among others. Each phrase of a document is one candidate, however often it stands there; each slot has a
//! score of it, and of candidates that overlap or mean one entity the best is told.

mod candidate;
mod feature;

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
const KEPT: [i32; 5] = [-20, -12, -28, -16, -36];

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
    /// Numbers of its features, the same for all slots.
    pub(crate) features: Vec<u32>,
}

/// The number of a feature in a slot.
pub(crate) fn number(feature: u32, slot: usize) -> u32 {
    feature::of(feature, &[slot as u32]) >> (u32::BITS - BITS)
}

/// All candidates, in the order of their first places.
pub(crate) fn candidates(text: &str, a: &Analysis, model: &Model) -> Vec<Candidate> {
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
            let (places, entities, none) = (Vec::new(), BTreeSet::new(), Vec::new());
            found.push((Candidate { words, span, places, entities, features: none }, features));
        }
        let (candidate, features) = &mut found[at];
        scene.around(place, &mut |feature| _ = features.insert(feature));
        candidate.places.push(place);
        candidate.entities.extend(entities[place.head]);
    }
    let numbered = found.into_iter().map(|(mut candidate, mut features)| {
        features.insert(feature::of(80, &[candidate.places.len().min(4) as u32]));
        candidate.features = features.into_iter().collect();
        candidate
    });
    numbered.collect()
}

/// The scores of a candidate, slot by slot.
pub(crate) fn scores(candidate: &Candidate, ranker: &Ranker) -> [i32; 5] {
    std::array::from_fn(|slot| {
        let numbers: Vec<u32> = candidate.features.iter().map(|&f| number(f, slot)).collect();
        ranker.score(&numbers)
    })
}

/// The candidates that are told of a slot, best first.
pub(crate) fn choose(candidates: &[Candidate], scores: &[i32], kept: i32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).filter(|&at| scores[at] >= kept).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(scores[at]), at));
    let mut chosen: Vec<usize> = Vec::new();
    for at in order {
        let one = &candidates[at];
        let same = |other: &Candidate| {
            let overlap = |p: &Place| {
                other.places.iter().any(|q| p.first <= q.last && q.first <= p.last)
            };
            !one.entities.is_disjoint(&other.entities) || one.places.iter().any(overlap)
        };
        if !chosen.iter().any(|&other| same(&candidates[other])) {
            chosen.push(at);
        }
    }
    chosen
}

/// Who and what fills each slot of a document.
pub(crate) fn find(text: &str, a: &Analysis, model: &Model, ranker: &Ranker) -> [Vec<String>; 5] {
    let candidates = candidates(text, a, model);
    let scores: Vec<[i32; 5]> = candidates.iter().map(|c| scores(c, ranker)).collect();
    std::array::from_fn(|slot| {
        let of: Vec<i32> = scores.iter().map(|s| s[slot]).collect();
        let chosen = choose(&candidates, &of, KEPT[slot]);
        chosen.into_iter().map(|at| candidates[at].span.of(text).to_owned()).collect()
    })
}
