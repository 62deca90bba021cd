//! Quantities, casualties and time expressions.
//!
//! Quantities are compared with `tests/checked/quantities.tsv`: found when spans overlap and the kind is the
//! same; known when value, unit and the end of what is counted are right, too. Casualties are those of the
//! documents of `events`, by the rule of its scorer: the number is that of one template or the sum of all. Time
//! expressions by the rules of TempEval-3.

use super::{Counts, Row};
use crate::Result;
use crate::data::{self, CodePoints, Range};
use nutgraf::{Analysis, Effect, Figure, Model, Options, TimexKind};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The checked quantities, from the root of the project: those made from what was found.
const QUANTITIES: &str = "tests/checked/quantities.tsv";

/// Those of a reader who did not see what was found.
const BLIND: &str = "tests/checked/quantities-blind.tsv";

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    dct: Option<String>,
    /// Of time expressions: the set.
    source: Option<String>,
    #[serde(default)]
    timexes: Vec<Timex>,
    #[serde(default)]
    templates: Vec<Template>,
}

#[derive(Deserialize)]
struct Timex {
    start: u32,
    end: u32,
    value: Option<String>,
}

#[derive(Deserialize)]
struct Template {
    effects: Vec<Casualties>,
}

#[derive(Deserialize)]
struct Casualties {
    effect: String,
    number: Option<String>,
}

/// One checked quantity.
struct Checked {
    span: Range,
    kind: String,
    low: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    counted_end: Option<u32>,
}

/// All rows of these stages; those whose data is missing are left out.
pub(super) fn score(data: &Path) -> Result<Vec<Row>> {
    let model = Model::builtin();
    let mut rows = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    for set in ["worldwide", "men"] {
        if let Some(path) = data::find(&data.join("ner/dev"), set) {
            documents.extend(data::read::<Document>(&path)?);
        }
    }
    if !documents.is_empty() {
        let note = "value, unit and noun; read off our own output and corrected: flatters";
        rows.extend(quantities("worldwide", &documents, &checked(QUANTITIES)?, &model, note));
        let note = "value, unit and noun; 33 articles, one reader, who did not see the output";
        rows.extend(quantities("blind", &documents, &checked(BLIND)?, &model, note));
    }
    if let Some(path) = data::find(&data.join("events"), "dev") {
        let documents: Vec<Document> = data::read(&path)?;
        rows.push(casualties(&documents, &model, "DEATH", Effect::Killed));
        rows.push(casualties(&documents, &model, "INJURY", Effect::Wounded));
    }
    if let Some(path) = data::find(&data.join("temporal"), "dev") {
        let documents: Vec<Document> = data::read(&path)?;
        let meantime = |d: &Document| d.source.as_deref() == Some("meantime");
        rows.extend(timexes("dev", &documents, |_| true, &model));
        rows.extend(timexes("dev tempeval-3", &documents, |d| !meantime(d), &model));
        rows.extend(timexes("dev meantime", &documents, meantime, &model));
    }
    Ok(rows)
}

fn read(document: &Document, model: &Model) -> Analysis {
    let mut options = Options::default();
    let date = document.dct.as_deref().and_then(|dct| dct.get(..10));
    options.published = date.and_then(|date| date.parse().ok());
    nutgraf::analyze(&document.text, model, &options)
}

fn checked(path: &str) -> Result<BTreeMap<String, Vec<Checked>>> {
    let table = std::fs::read_to_string(path)?;
    let mut articles: BTreeMap<String, Vec<Checked>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, _, start, end, kind, low, high, unit, _, counted_end] = *cells else {
            return Err(format!("{path}: ten cells, please: {line}").into());
        };
        articles.entry(id.to_owned()).or_default().push(Checked {
            span: (start.parse()?, end.parse()?),
            kind: kind.to_owned(),
            low: low.parse().ok(),
            high: high.parse().ok(),
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
            counted_end: counted_end.parse().ok(),
        });
    }
    Ok(articles)
}

/// The quantities of those documents that were read.
fn quantities(
    set: &str,
    documents: &[Document],
    checked: &BTreeMap<String, Vec<Checked>>,
    model: &Model,
    note: &'static str,
) -> [Row; 2] {
    let (mut found, mut known) = (Counts::default(), Counts::default());
    for document in documents {
        let Some(gold) = checked.get(&document.id) else { continue };
        let analysis = read(document, model);
        let points = CodePoints::new(&document.text);
        let mut counts = Counts { gold: gold.len(), ..Counts::default() };
        let mut right = 0;
        for quantity in &analysis.quantities {
            counts.predicted += 1;
            let (start, end) = points.of(quantity.span);
            let same =
                |g: &&Checked| g.kind == quantity.kind.name() && start < g.span.1 && g.span.0 < end;
            let Some(gold) = gold.iter().find(same) else { continue };
            counts.right += 1;
            let value = quantity.value.map_or((None, None), |v| (v.low, v.high));
            let counted_end = quantity.counted.map(|span| points.of(span).1);
            right += usize::from(
                value == (gold.low, gold.high)
                    && quantity.unit == gold.unit
                    && counted_end == gold.counted_end,
            );
        }
        found.add(counts);
        known.add(Counts { right, predicted: counts.right, gold: counts.right });
    }
    [
        Row::rates("quantity", set.into(), found, "spans that overlap, kind"),
        Row::rates("quantity", format!("{set} known"), known, note),
    ]
}

fn casualties(documents: &[Document], model: &Model, slot: &str, effect: Effect) -> Row {
    let count = |document: &Document| {
        let effects = document.templates.iter().flat_map(|t| &t.effects);
        let numbers = effects.filter(|e| e.effect == slot).filter_map(|e| e.number.as_deref());
        let numbers: Vec<u64> = numbers.filter_map(|n| n.parse().ok()).collect();
        let most = numbers.iter().max().copied()?;
        let said = most_told(&read(document, model), effect);
        let right = said == Some(most) || said == Some(numbers.iter().sum());
        Some(Counts { right: right.into(), predicted: said.is_some().into(), gold: 1 })
    };
    let mut counts = Counts::default();
    documents
        .par_iter()
        .filter_map(count)
        .collect::<Vec<_>>()
        .into_iter()
        .for_each(|c| counts.add(c));
    Row::rates("figure", format!("events {}", effect.name()), counts, "number of a document")
}

/// The largest number that one clause gives for an effect on others than those who did it, totals over stretches of
/// time left out; 1 if only single people are told of.
pub(crate) fn most_told(analysis: &Analysis, effect: Effect) -> Option<u64> {
    let own =
        |f: &&Figure| f.effect == effect && !f.attacker && f.part_of.is_none() && f.over.is_none();
    let figures: Vec<&Figure> = analysis.figures.iter().filter(own).collect();
    if figures.iter().all(|f| f.value.number() == Some(1.0)) {
        return figures.first().map(|_| 1);
    }
    let clauses = figures.chunk_by(|a, b| (a.sentence, a.cue) == (b.sentence, b.cue));
    let sum = |clause: &[&Figure]| clause.iter().filter_map(|f| f.value.number()).sum::<f64>();
    clauses.map(|clause| sum(clause) as u64).max()
}

/// Time expressions of the documents of one set.
fn timexes(
    set: &str,
    documents: &[Document],
    wanted: impl Fn(&Document) -> bool,
    model: &Model,
) -> [Row; 3] {
    let (mut spans, mut values, mut days) =
        (Counts::default(), Counts::default(), Counts::default());
    for document in documents.iter().filter(|d| wanted(d)) {
        let analysis = read(document, model);
        let points = CodePoints::new(&document.text);
        let found: Vec<(Range, Option<&str>, TimexKind)> = analysis
            .timexes
            .iter()
            .map(|t| (points.of(t.span), t.value.as_deref(), t.kind))
            .collect();
        let mut used = vec![false; found.len()];
        for gold in &document.timexes {
            let overlaps = |at: &usize| {
                let ((start, end), ..) = found[*at];
                !used[*at] && start < gold.end && gold.start < end
            };
            let exact = |at: &usize| found[*at].0 == (gold.start, gold.end);
            let mut fits = (0..found.len()).filter(overlaps);
            let first = fits.next();
            let best = first.filter(exact).or_else(|| fits.find(exact)).or(first);
            let Some(best) = best else { continue };
            used[best] = true;
            spans.right += 1;
            let value = found[best].1.unwrap_or_default();
            let wanted = gold.value.as_deref().unwrap_or_default();
            values.right += usize::from(value == wanted);
            let day = |value: &str| value.chars().take(10).collect::<String>();
            if wanted.len() >= 4 && wanted.bytes().take(4).all(|b| b.is_ascii_digit()) {
                days.gold += 1;
                days.predicted += 1;
                days.right += usize::from(day(value) == day(wanted));
            }
        }
        spans.gold += document.timexes.len();
        spans.predicted += found.len();
    }
    let values = Counts { right: values.right, ..spans };
    [
        Row::rates("timex", set.into(), spans, "spans that overlap"),
        Row::rates("timex", format!("{set} values"), values, "value right"),
        Row::rates(
            "timex",
            format!("{set} calendar"),
            days,
            "days, months, years right of those found",
        ),
    ]
}
