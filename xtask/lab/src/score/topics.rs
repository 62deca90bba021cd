//! Topics on articles whose topic one reader told: `tests/topics.tsv`.

use super::Row;
use crate::Result;
use crate::data;
use crate::train::topics::told;
use nutgraf::{Model, Options, Topic};
use rayon::prelude::*;
use serde::Deserialize;
use std::path::Path;

/// Where the articles of each set are.
const FILES: [(&str, &str); 3] =
    [("worldwide", "ner/dev"), ("summaries", "summaries"), ("keyphrases", "keyphrases")];

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
}

/// Scores the first topic: precision over the articles that get one, and recall over all.
pub(crate) fn score(folder: &Path, model: &Model) -> Result<Vec<Row>> {
    let gold = told(Path::new("tests/topics.tsv"))?;
    let mut articles: Vec<(String, &[Topic])> = Vec::new();
    for (set, part) in FILES {
        let name = if set == "worldwide" { "worldwide" } else { "dev" };
        let Some(path) = data::find(&folder.join(part), name) else { return Ok(Vec::new()) };
        for document in data::read::<Document>(&path)? {
            if let Some(topics) = gold.get(&(set.to_owned(), document.id)) {
                articles.push((document.text, topics));
            }
        }
    }
    let found: Vec<Option<bool>> = articles
        .par_iter()
        .map(|(text, gold)| {
            let analysis = nutgraf::analyze(text, model, &Options::default());
            analysis.topics.first().map(|line| gold.contains(&line.topic))
        })
        .collect();
    let told = found.iter().flatten().count();
    let right = found.iter().flatten().filter(|&&right| right).count();
    let share = |whole: usize| 100.0 * right as f64 / whole.max(1) as f64;
    let (p, r) = (share(told), share(found.len()));
    Ok(vec![Row {
        stage: "topic",
        set: "dev first".to_owned(),
        n: found.len(),
        values: [Some(p), Some(r), Some(2.0 * p * r / (p + r).max(1.0))],
        note: "one reader, who did not see the output; articles without a topic count as missed"
            .to_owned(),
    }])
}
