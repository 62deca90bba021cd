//! The phrases that mean each entity, as annotators of coreference mark them.

use crate::{Result, scene};
use nutgraf::reference::phrase::Phrases;
use nutgraf::reference::rank::Ranker;
use nutgraf::{Analysis, Model, Span};
use std::collections::BTreeSet;

/// Where the weights of phrases are; by `train phrases`.
pub(crate) const WEIGHTS: &str = "xtask/lab/phrases.weights";

/// The score in steps from which a phrase is kept; below nought, as one that is missed costs more than one too many. Chosen in
/// five folds of the training articles, where -8 has as much, and -16 a third of a point less.
const KEPT: i32 = -12;

/// The score from which the best phrase of a name is kept, though none is kept else; chosen like that.
const LEAST: i32 = -24;

/// The weights that choose phrases around names.
pub(crate) fn phrases() -> Result<Ranker> {
    Ok(Ranker::load(&std::fs::read(WEIGHTS)?).ok_or("damaged weights of phrases")?)
}

/// Of each entity: its names with the phrases around them that annotators mark, and what was found to mean it.
pub(crate) fn find(
    text: &str,
    a: &Analysis,
    model: &Model,
    phrases: &Ranker,
) -> Vec<BTreeSet<Span>> {
    let vocabulary = scene::words(text, a, model);
    let tags = scene::tags(a, &vocabulary, model);
    let scene = scene::read(text, a, &vocabulary, &tags, model);
    let around = Phrases::new(&scene, &tags);
    let mut clusters: Vec<BTreeSet<Span>> = vec![BTreeSet::new(); a.entities.len()];
    for (entity, cluster) in a.entities.iter().zip(&mut clusters) {
        for &mention in &entity.mentions {
            let variants = around.variants(mention, phrases);
            let mut scored: Vec<(i32, Span)> =
                variants.iter().map(|v| (phrases.score(&v.features), v.span)).collect();
            let best = scored.iter().map(|&(score, _)| score).max().unwrap_or(KEPT);
            // Who is named more than once is marked in most places.
            let kept = if entity.mentions.len() > 1 { best.clamp(LEAST, KEPT) } else { KEPT };
            scored.retain(|&(score, _)| score >= kept);
            cluster.extend(scored.into_iter().map(|(_, span)| span));
        }
    }
    for reference in &a.references {
        if let Some(cluster) = reference.entity.and_then(|e| clusters.get_mut(e as usize)) {
            cluster.insert(reference.span);
        }
    }
    clusters
}
