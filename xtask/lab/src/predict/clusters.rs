//! The phrases that mean each entity, as annotators of coreference mark them.

use crate::{Result, scene};
use nutgraf::reference::phrase::Phrases;
use nutgraf::reference::rank::Ranker;
use nutgraf::{Analysis, Model, Span, tag};
use std::collections::BTreeSet;

/// Where the weights of phrases are; by `train phrases`.
pub(crate) const WEIGHTS: &str = "xtask/lab/phrases.weights";

/// The score in steps above which a phrase is kept; below nought, as one that is missed costs more than one too many. Chosen on
/// dev, where -6 to -12 are within half a point.
const KEPT: i32 = -8;

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
    let scene = scene::read(text, a, &vocabulary, model);
    let tags = tag::assign(&a.tokens, &vocabulary, &a.mentions, model);
    let around = Phrases::new(&scene, &tags);
    let mut clusters: Vec<BTreeSet<Span>> = vec![BTreeSet::new(); a.entities.len()];
    for (entity, cluster) in a.entities.iter().zip(&mut clusters) {
        for &mention in &entity.mentions {
            let variants = around.variants(mention, phrases);
            let kept = variants.iter().filter(|v| phrases.score(&v.features) > KEPT);
            cluster.extend(kept.map(|v| v.span));
        }
    }
    for reference in &a.references {
        if let Some(cluster) = reference.entity.and_then(|e| clusters.get_mut(e as usize)) {
            cluster.insert(reference.span);
        }
    }
    clusters
}
