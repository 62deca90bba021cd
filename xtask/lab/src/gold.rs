//! Articles with annotated clusters, and which of them are the entities that the analysis finds.

use crate::data::Range;
use nutgraf::offsets::{Offsets, Unit};
use nutgraf::{Analysis, Span};
use serde::Deserialize;
use std::collections::BTreeMap;

/// An article with its clusters.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) source: String,
    /// Of `OntoGUM`.
    genre: Option<String>,
    pub(crate) clusters: Vec<Cluster>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Cluster {
    pub(crate) mentions: Vec<Range>,
    pub(crate) named: bool,
}

impl Document {
    /// True for articles of these genres; those of MEANTIME are news.
    pub(crate) fn is_of(&self, genres: &[&str]) -> bool {
        genres.contains(&self.genre.as_deref().unwrap_or("news"))
    }
}

/// The annotated clusters of a document.
pub(crate) struct Gold {
    /// The cluster of each phrase.
    pub(crate) phrases: BTreeMap<Range, usize>,
    /// The cluster that each entity found in the text is, if it is one.
    pub(crate) entities: Vec<Option<usize>>,
    points: Offsets,
}

impl Gold {
    pub(crate) fn new(document: &Document, a: &Analysis) -> Self {
        let points = Offsets::new(&document.text, Unit::Chars);
        let mut phrases: BTreeMap<Range, usize> = BTreeMap::new();
        for (number, cluster) in document.clusters.iter().enumerate() {
            phrases.extend(cluster.mentions.iter().map(|&range| (range, number)));
        }
        let mut gold = Self { phrases, entities: Vec::new(), points };
        gold.entities = a
            .entities
            .iter()
            .map(|entity| {
                let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
                for &mention in &entity.mentions {
                    if let Some(cluster) = gold.cluster_of_name(a.mentions[mention as usize].span) {
                        *votes.entry(cluster).or_default() += 1;
                    }
                }
                votes.iter().rev().max_by_key(|(_, n)| **n).map(|(&cluster, _)| cluster)
            })
            .collect();
        gold
    }

    /// Of the shortest annotated phrase that ends with a name, give or take an 's.
    pub(crate) fn cluster_of_name(&self, span: Span) -> Option<usize> {
        let (start, end) = self.range(span);
        let around = self.phrases.iter().filter(|((s, e), _)| {
            *s <= start && *e >= end && *e <= end + 2 || *s == start && *e >= end
        });
        around.min_by_key(|((s, e), _)| e - s).map(|(_, &number)| number)
    }

    /// In code points.
    pub(crate) fn range(&self, span: Span) -> Range {
        (self.points.at(span.start), self.points.at(span.end))
    }
}
