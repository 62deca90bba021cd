//! Events on reports of violence, and the five Ws of news.
//!
//! Both by the rules of the scorers of their sets. Events: who takes part in all templates of a document, each entity
//! once, right if its words are one of the annotated names. The five Ws: the answer is right if it has half of the content
//! words of an annotated phrase and is at most three times as long, or lies within one and is no shorter than a third.

use super::Row;
use crate::Result;
use crate::data;
use crate::predict::figures::{SLOTS, violence};
use nutgraf::{Model, Options};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The names of an entity, with their offsets.
type Names = Vec<(String, i64, i64)>;

#[derive(Deserialize)]
struct Document {
    text: String,
    dct: Option<String>,
    #[serde(default)]
    templates: Vec<BTreeMap<String, serde_json::Value>>,
    #[serde(default)]
    answers: BTreeMap<String, Vec<Answer>>,
}

#[derive(Deserialize)]
struct Answer {
    text: String,
}

/// Words without meaning of their own, as the scorer of the five Ws has them.
const STOP: [&str; 28] = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "and", "or", "with", "from", "as",
    "is", "are", "was", "were", "be", "been", "it", "its", "that", "this", "his", "her", "-",
];

/// Scores the dev parts of both sets.
pub(super) fn score(folder: &Path) -> Result<Vec<Row>> {
    let model = Model::builtin();
    let read = |set: &str| -> Result<Vec<Document>> {
        data::find(&folder.join(set), "dev")
            .map_or_else(|| Ok(Vec::new()), |path| data::read(&path))
    };
    let mut rows = Vec::new();
    let reports = read("events")?;
    let counts: Vec<[[usize; 3]; 5]> = reports.par_iter().map(|d| slots(d, &model)).collect();
    let sum =
        |slot: usize| -> [usize; 3] { [0, 1, 2].map(|i| counts.iter().map(|c| c[slot][i]).sum()) };
    let mut all = [0; 3];
    for slot in 0..SLOTS.len() {
        let of = sum(slot);
        all = [0, 1, 2].map(|i| all[i] + of[i]);
    }
    if !reports.is_empty() {
        let [right, found, gold] = all.map(|n| n as f64);
        let share = |of: f64| 100.0 * right / of.max(1.0);
        rows.push(Row {
            stage: "event",
            set: "dev muc4".to_owned(),
            n: all[2],
            values: [
                Some(share(found)),
                Some(share(gold)),
                Some(200.0 * right / (found + gold).max(1.0)),
            ],
            note: "who takes part in violence, all five slots, exact words".to_owned(),
        });
    }
    let news = read("5w1h")?;
    for question in ["who", "what", "when", "where", "why", "how"] {
        let hits: Vec<bool> =
            news.par_iter().filter_map(|d| answered(d, question, &model)).collect();
        rows.extend(rate(question, &hits));
    }
    let questions = ["who", "what", "when", "where", "why", "how"];
    let hits: Vec<bool> = news
        .par_iter()
        .flat_map_iter(|d| {
            questions.iter().filter_map(|q| answered(d, q, &model)).collect::<Vec<_>>()
        })
        .collect();
    rows.extend(rate("all", &hits));
    Ok(rows)
}

fn rate(question: &str, hits: &[bool]) -> Option<Row> {
    let right = hits.iter().filter(|&&hit| hit).count();
    (!hits.is_empty()).then(|| Row {
        stage: "answer",
        set: format!("dev giveme5w1h {question}"),
        n: hits.len(),
        values: [None, Some(100.0 * right as f64 / hits.len() as f64), None],
        note: "first answer right".to_owned(),
    })
}

fn options(document: &Document) -> Options {
    let mut options = Options::default();
    options.published = document.dct.as_deref().and_then(|date| date.parse().ok());
    options
}

/// Right, found and annotated entities of each slot.
fn slots(document: &Document, model: &Model) -> [[usize; 3]; 5] {
    let analysis = nutgraf::analyze(&document.text, model, &options(document));
    let told = violence(&document.text, &analysis);
    std::array::from_fn(|slot| {
        let mut gold: Vec<BTreeSet<String>> = Vec::new();
        let entities = document.templates.iter().filter_map(|t| t.get(SLOTS[slot]));
        for names in entities
            .flat_map(|v| serde_json::from_value::<Vec<Names>>(v.clone()).unwrap_or_default())
        {
            let names: BTreeSet<String> =
                names.into_iter().map(|(name, ..)| name.to_lowercase()).collect();
            match gold.iter_mut().find(|known| !known.is_disjoint(&names)) {
                Some(known) => known.extend(names),
                None => gold.push(names),
            }
        }
        let mut found: Vec<String> = Vec::new();
        for words in told[slot].iter().map(|words| words.to_lowercase()) {
            if !found.contains(&words) {
                found.push(words);
            }
        }
        let right = gold.iter().filter(|names| found.iter().any(|words| names.contains(words)));
        [right.count(), found.len(), gold.len()]
    })
}

/// Whether a question is answered right; none if nobody answered it.
fn answered(document: &Document, question: &str, model: &Model) -> Option<bool> {
    let gold = document.answers.get(question).filter(|gold| !gold.is_empty())?;
    let analysis = nutgraf::analyze(&document.text, model, &options(document));
    let first = analysis.answers.first().cloned().unwrap_or_default();
    let span = match question {
        "who" => first.who,
        "what" => first.what,
        "when" => first.when,
        "where" => first.place,
        "why" => first.why,
        _ => first.how,
    };
    let content = |text: &str| -> Vec<String> {
        words(text).into_iter().filter(|word| !STOP.contains(&word.as_str())).collect()
    };
    let found = span.map(|span| content(span.of(&document.text))).unwrap_or_default();
    Some(gold.iter().any(|answer| {
        let mut wanted = content(&answer.text);
        if wanted.is_empty() {
            wanted = words(&answer.text);
        }
        let mut left = wanted.clone();
        let mut both = 0;
        for word in &found {
            if let Some(at) = left.iter().position(|known| known == word) {
                left.swap_remove(at);
                both += 1;
            }
        }
        both > 0
            && (both * 2 >= wanted.len() && found.len() <= 3 * wanted.len().max(2)
                || both == found.len() && found.len() * 3 >= wanted.len())
    }))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
