//! The main text of web pages: runs of four words, right as often as they occur in both.
//!
//! As in the article extraction benchmark: precision and recall are means over the pages, and F1 is made
//! of the two means.

use super::Row;
use crate::Result;
use crate::data;
use nutgraf_exchange::Page;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Words of a run.
const RUN: usize = 4;

/// A web page, with its main text if it is annotated.
#[derive(Debug, Deserialize)]
pub(crate) struct Annotated {
    id: String,
    html: String,
    text: Option<String>,
}

impl Annotated {
    pub(crate) fn predict(&self) -> Value {
        let page = Page::read(&self.html);
        json!({"id": self.id, "text": page.text, "title": page.title, "published": page.published})
    }
}

pub(super) fn score(folder: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for set in ["train", "dev"] {
        let Some(path) = data::find(folder, set) else { continue };
        let pages: Vec<Annotated> = data::read(&path)?;
        let (mut precision, mut recall) = (0.0, 0.0);
        for page in &pages {
            let (p, r) =
                rates(page.text.as_deref().unwrap_or_default(), &Page::read(&page.html).text);
            precision += p;
            recall += r;
        }
        let n = pages.len().max(1) as f64;
        let (p, r) = (100.0 * precision / n, 100.0 * recall / n);
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        rows.push(Row {
            stage: "page",
            set: format!("html/{set}"),
            n: pages.len(),
            values: [Some(p), Some(r), Some(f1)],
            note: "main text, runs of four words; the rules were written on dev".into(),
        });
    }
    Ok(rows)
}

/// Precision and recall of one page.
fn rates(gold: &str, found: &str) -> (f64, f64) {
    let (gold, found) = (runs(gold), runs(found));
    let both: usize =
        gold.iter().map(|(run, &n)| n.min(found.get(run).copied().unwrap_or_default())).sum();
    let part = |of: &BTreeMap<_, usize>, empty| {
        let all: usize = of.values().sum();
        if all == 0 { empty } else { both as f64 / all as f64 }
    };
    (part(&found, 0.0), part(&gold, 1.0))
}

/// Every run of words with how often it occurs.
fn runs(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut runs = BTreeMap::new();
    for run in words.windows(RUN.min(words.len()).max(1)) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_count_as_often_as_they_occur_in_both() {
        assert_eq!((1.0, 1.0), rates("a b c d e", "a b c d e"));
        assert_eq!((1.0, 0.5), rates("a b c d e", "a b c d"));
        assert_eq!((0.0, 0.0), rates("a b c d", ""));
        assert_eq!((1.0, 1.0), rates("one word", "one word"));
    }
}
