//! Key phrases on articles whose readers chose theirs.
//!
//! A phrase is right if one reader chose it, words stemmed. Precision, recall and F1 of the ten best are means over
//! the articles, as the field reports them.

use super::Row;
use crate::Result;
use crate::data;
use crate::train::keyphrases::stem;
use nutgraf::{Model, Options};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// The annotated sets, with what each one is.
const SOURCES: [(&str, &str); 2] = [
    ("duc2001", "news; mean of the ten best"),
    ("kpcrowd", "web news, 48 keys an article, mostly single words; mean of the ten best"),
];

#[derive(Deserialize)]
struct Document {
    source: String,
    text: String,
    #[serde(default)]
    keys: Vec<String>,
}

/// Scores the dev part, each source by itself.
pub(super) fn score(folder: &Path) -> Result<Vec<Row>> {
    let Some(path) = data::find(folder, "dev") else { return Ok(Vec::new()) };
    let documents: Vec<Document> = data::read(&path)?;
    let model = Model::builtin();
    let row = |&(source, note): &(&str, &str)| {
        let rates: Vec<[f64; 3]> = documents
            .par_iter()
            .filter(|document| document.source == source)
            .map(|document| rates(document, &model))
            .collect();
        let mean =
            |i: usize| 100.0 * rates.iter().map(|r| r[i]).sum::<f64>() / rates.len().max(1) as f64;
        Row {
            stage: "keyphrase",
            set: format!("dev {source}"),
            n: rates.len(),
            values: [0, 1, 2].map(|i| Some(mean(i))),
            note: note.to_owned(),
        }
    };
    Ok(SOURCES.iter().map(row).collect())
}

/// Precision, recall and F1 of one article.
fn rates(document: &Document, model: &Model) -> [f64; 3] {
    let analysis = nutgraf::analyze(&document.text, model, &Options::default());
    let found: BTreeSet<String> = analysis
        .keyphrases
        .iter()
        .filter_map(|k| k.spans.first().map(|span| stem(span.of(&document.text))))
        .collect();
    let gold: BTreeSet<String> = document.keys.iter().map(|key| stem(key)).collect();
    let right = found.intersection(&gold).count() as f64;
    let share = |whole: usize| right / whole.max(1) as f64;
    let (p, r) = (share(found.len()), share(gold.len()));
    [p, r, if right > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
}
