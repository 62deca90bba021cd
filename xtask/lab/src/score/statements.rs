//! Statements against annotated ones, as the shared scorer counts them.

use super::{Counts, Row};
use crate::Result;
use crate::data::{self, CodePoints, Range};
use nutgraf::{Model, Options, Statement};
use rayon::prelude::*;
use serde::Deserialize;
use std::path::Path;

/// One annotated article.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    pub(crate) text: String,
    quotes: Vec<Annotated>,
}

#[derive(Debug, Deserialize)]
struct Annotated {
    content: Vec<Range>,
    speaker: Vec<Range>,
    kind: String,
}

/// Right words, and right words with the right speaker.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    found: Counts,
    said: Counts,
}

/// The kinds that are scored apart, in the order of the board.
const KINDS: [&str; 4] = ["all", "direct", "mixed", "indirect"];

/// Rows of the board for the dev articles.
pub(crate) fn score(folder: &Path) -> Result<Vec<Row>> {
    let Some(path) = data::find(folder, "dev") else { return Ok(Vec::new()) };
    let documents: Vec<Document> = data::read(&path)?;
    let sums = sums(&documents, &Model::builtin());
    let rows = KINDS.iter().zip(sums).flat_map(|(kind, sum)| {
        let row = |what: &str, counts| {
            Row::rates("statement", format!("polnear dev, {kind}, {what}"), counts, "")
        };
        [row("found", sum.found), row("said", sum.said)]
    });
    Ok(rows.collect())
}

/// Prints the figures in one line for each kind.
pub(crate) fn report(documents: &[Document], model: &Model) {
    for (kind, sum) in KINDS.iter().zip(sums(documents, model)) {
        let show = |counts: Counts| {
            let (p, r, f1) = counts.rates();
            format!("{f1:.1} ({p:.1}/{r:.1})")
        };
        eprintln!("{kind:9} found {}  said {}", show(sum.found), show(sum.said));
    }
}

fn sums(documents: &[Document], model: &Model) -> [Found; 4] {
    let each: Vec<[Found; 4]> = documents.par_iter().map(|d| one(d, model)).collect();
    let mut sums = [Found::default(); 4];
    for found in each {
        for (sum, found) in sums.iter_mut().zip(found) {
            sum.found.add(found.found);
            sum.said.add(found.said);
        }
    }
    sums
}

fn one(document: &Document, model: &Model) -> [Found; 4] {
    let analysis = nutgraf::analyze(&document.text, model, &Options::default());
    let points = CodePoints::new(&document.text);
    let content =
        |s: &Statement| -> Vec<Range> { s.content.iter().map(|&part| points.of(part)).collect() };
    let found: Vec<Vec<Range>> = analysis.statements.iter().map(content).collect();
    KINDS.map(|kind| {
        let (gold, other): (Vec<&Annotated>, Vec<&Annotated>) =
            document.quotes.iter().partition(|q| kind == "all" || q.kind == kind);
        // What belongs to an annotated quotation of another kind is left aside; of a kind that is scored
        // apart, only what is called so counts.
        let called = |i: &usize| kind == "all" || analysis.statements[*i].kind.name() == kind;
        let mine: Vec<usize> = (0..found.len())
            .filter(called)
            .filter(|&i| !other.iter().any(|o| share(&o.content, &found[i]) > 0.5))
            .collect();
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (g, annotated) in gold.iter().enumerate() {
            for &i in &mine {
                let share = share(&annotated.content, &found[i]);
                if share > 0.5 {
                    pairs.push((share, g, i));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
        let (mut used_gold, mut used) = (vec![false; gold.len()], vec![false; found.len()]);
        let (mut right, mut said) = (0, 0);
        for (_, g, i) in pairs {
            if used_gold[g] || used[i] {
                continue;
            }
            (used_gold[g], used[i]) = (true, true);
            right += 1;
            let source = analysis.statements[i].source.map(|s| points.of(s));
            said += usize::from(source.is_some_and(|s| {
                gold[g].speaker.iter().any(|&(start, end)| start < s.1 && s.0 < end)
            }));
        }
        let speaks = mine.iter().filter(|&&i| analysis.statements[i].source.is_some()).count();
        let spoken = gold.iter().filter(|q| !q.speaker.is_empty()).count();
        Found {
            found: Counts { right, predicted: mine.len(), gold: gold.len() },
            said: Counts { right: said, predicted: speaks, gold: spoken },
        }
    })
}

/// Common part of two sets of ranges in their union.
fn share(a: &[Range], b: &[Range]) -> f64 {
    let (a, b) = (merged(a), merged(b));
    let size = |ranges: &[Range]| ranges.iter().map(|r| f64::from(r.1 - r.0)).sum::<f64>();
    let common: f64 = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| f64::from(x.1.min(y.1)) - f64::from(x.0.max(y.0))))
        .filter(|&length| length > 0.0)
        .sum();
    common / (size(&a) + size(&b) - common).max(1.0)
}

/// The same set without overlaps.
fn merged(ranges: &[Range]) -> Vec<Range> {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let mut out: Vec<Range> = Vec::new();
    for range in sorted {
        match out.last_mut() {
            Some(last) if range.0 <= last.1 => last.1 = last.1.max(range.1),
            _ => out.push(range),
        }
    }
    out
}
