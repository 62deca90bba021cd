//! ROUGE-1 (Lin 2004): shared words of a summary and a reference, as F1, words stemmed.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// How often each word stands in a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    counts: BTreeMap<String, u32>,
    size: u32,
}

impl Bag {
    pub(crate) fn of(text: &str) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut bag = Self::default();
        let lower = text.to_lowercase();
        for word in lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
            let word =
                if word.len() > 3 { stemmer.stem(word).into_owned() } else { word.to_owned() };
            *bag.counts.entry(word).or_default() += 1;
            bag.size += 1;
        }
        bag
    }

    /// How often this has each word of `other`, in its order.
    pub(crate) fn counts_of(&self, other: &Bag) -> Vec<u32> {
        other.counts.keys().map(|word| self.counts.get(word).copied().unwrap_or(0)).collect()
    }

    /// How often it has its own words.
    pub(crate) fn counts(&self) -> Vec<u32> {
        self.counts.values().copied().collect()
    }

    /// Words in all.
    pub(crate) fn size(&self) -> u32 {
        self.size
    }
}

/// F1 against the best of the references, 0–1.
pub(crate) fn best(summary: &Bag, references: &[Bag]) -> f64 {
    let one = |reference: &Bag| {
        let own = summary.counts_of(reference);
        let shared: u32 = own.iter().zip(reference.counts()).map(|(&a, b)| a.min(b)).sum();
        f1(shared, summary.size(), reference.size())
    };
    references.iter().map(one).fold(0.0, f64::max)
}

/// F1 of shared words.
pub(crate) fn f1(shared: u32, summary: u32, reference: u32) -> f64 {
    2.0 * f64::from(shared) / f64::from((summary + reference).max(1))
}
