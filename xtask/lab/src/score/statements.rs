//! Statements against annotated ones, as the shared scorer counts them.
//!
//! Two sets: `PolNeAR` (politics of one country, the model's own kind of article) and articles from around the
//! world, whose annotation is ours: `tests/statements.jsonl` holds offsets alone, and the texts
//! are found in the annotated data by name and digest.

use super::{Counts, Row};
use crate::Result;
use crate::data::{self, CodePoints, Range};
use nutgraf::{Model, Options, Statement};
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// What is annotated by us: facts and offsets, no texts.
const WORLD: &str = "tests/statements.jsonl";

/// One annotated article.
#[derive(Debug, Deserialize)]
pub(crate) struct Document {
    pub(crate) text: String,
    pub(super) quotes: Vec<Annotated>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Annotated {
    pub(super) content: Vec<Range>,
    pub(super) speaker: Vec<Range>,
    pub(super) kind: String,
}

/// What is annotated in one article, without its text.
#[derive(Debug, Deserialize)]
struct Offsets {
    id: String,
    /// Digest of the text, so that offsets are never laid over another version of it.
    sha256: String,
    quotes: Vec<Annotated>,
}

/// Right words, and right words with the right speaker.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    found: Counts,
    said: Counts,
}

/// The kinds that are scored apart, in the order of the board.
const KINDS: [&str; 4] = ["all", "direct", "mixed", "indirect"];

/// Rows of the board: the dev articles in `quotes`, those from around the world in `names`.
pub(crate) fn score(quotes: &Path, names: &Path) -> Result<Vec<Row>> {
    let model = Model::builtin();
    let mut rows = Vec::new();
    if let Some(path) = data::find(quotes, "dev") {
        rows.extend(board("polnear dev", "", &data::read(&path)?, &model));
    }
    if let Some(path) = data::find(&names.join("dev"), "worldwide") {
        let note = "40 articles of 32 outlets; one reader, who did not see the output";
        rows.extend(board("worldwide dev", note, &world(&path)?, &model));
    }
    Ok(rows)
}

/// The articles of our own annotation with their texts.
fn world(texts: &Path) -> Result<Vec<Document>> {
    let texts: BTreeMap<String, String> =
        data::read::<data::Document>(texts)?.into_iter().map(|d| (d.id, d.text)).collect();
    let annotated: Vec<Offsets> = data::read(Path::new(WORLD))?;
    let document = |offsets: Offsets| {
        let text = texts.get(&offsets.id).cloned().unwrap_or_default();
        let digest = Sha256::digest(text.as_bytes());
        let hex = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        let digest: String =
            digest.iter().flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect();
        if digest == offsets.sha256 {
            Ok(Document { text, quotes: offsets.quotes })
        } else {
            Err(format!("{WORLD}: the text of {} is not the one annotated", offsets.id).into())
        }
    };
    annotated.into_iter().map(document).collect()
}

/// Rows of one set.
fn board(set: &str, note: &str, documents: &[Document], model: &Model) -> Vec<Row> {
    let rows = KINDS.iter().zip(sums(documents, model)).flat_map(|(kind, sum)| {
        let row = |what: &str, counts| {
            Row::rates("statement", format!("{set}, {kind}, {what}"), counts, note)
        };
        [row("found", sum.found), row("said", sum.said)]
    });
    rows.collect()
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
pub(super) fn share(a: &[Range], b: &[Range]) -> f64 {
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
