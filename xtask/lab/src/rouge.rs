//! ROUGE-1 and ROUGE-2 (Lin 2004): shared words, and pairs of words, of a summary and a reference, as F1, words stemmed.

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
        let mut bag = Self::default();
        stems(text).into_iter().for_each(|word| bag.add(word));
        bag
    }

    /// How often each two words stand behind each other.
    pub(crate) fn of_pairs(text: &str) -> Self {
        let mut bag = Self::default();
        for pair in stems(text).windows(2) {
            bag.add(pair.join(" "));
        }
        bag
    }

    fn add(&mut self, word: String) {
        *self.counts.entry(word).or_default() += 1;
        self.size += 1;
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

/// The words of a text, stemmed.
fn stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.map(|w| if w.len() > 3 { stemmer.stem(w).into_owned() } else { w.to_owned() }).collect()
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
