//! Exact F1 of the recogniser on annotated documents, as the shared scorer counts it.

use super::data::{Document, cut};
use nutgraf::{Kind, Model, Options};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

#[derive(Default, Clone, Copy)]
struct Count {
    hits: u32,
    found: u32,
    gold: u32,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.hits += other.hits;
        self.found += other.found;
        self.gold += other.gold;
    }

    fn line(self) -> String {
        let share = |part, whole| 100.0 * f64::from(part) / f64::from(u32::max(whole, 1));
        let (p, r) = (share(self.hits, self.found), share(self.hits, self.gold));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        format!("{f1:.2} ({p:.1}/{r:.1}, {})", self.gold)
    }
}

/// The type that the scorer knows a kind by.
fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PERSON",
        Kind::Organization => "ORG",
        Kind::Location | Kind::Facility => "LOC",
        Kind::Group => "NORP",
        Kind::Event => "EVENT",
        Kind::Work => "WORK",
        Kind::Law => "LAW",
        Kind::Product => "PRODUCT",
    }
}

/// Time that this thread has had a core, so that other work on the machine does not count.
fn busy() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(stat.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0))
}

/// Prints the figures of each set.
pub(super) fn report(documents: &[Document], model: &Model) {
    let mut sets: BTreeMap<&str, BTreeMap<&str, Count>> = BTreeMap::new();
    let (mut spent, mut tokens) = (Duration::ZERO, 0);
    let mut bins = [(0.0_f64, 0_u32, 0_u32); 10];
    for document in documents {
        let text = &document.text;
        let told = |kind: &str| {
            document.types.iter().any(|t| t == kind)
                || (matches!(kind, "EVENT" | "WORK" | "LAW" | "PRODUCT")
                    && matches!(document.set.as_str(), "men" | "crossner"))
        };
        let mut gold = BTreeSet::new();
        for name in &document.names {
            let kind = coarse(&name.kind);
            if told(kind) {
                gold.insert((name.start, name.end, kind));
            }
        }
        let mut found = BTreeSet::new();
        let mut clock = busy();
        let analysis = nutgraf::analyze_observed(text, model, &Options::default(), &mut |stage| {
            if stage == "mention" {
                spent += busy().saturating_sub(clock);
            }
            clock = busy();
        });
        tokens += analysis.tokens.len();
        for mention in analysis.mentions {
            let span = mention.span.range();
            let (start, end) = cut(text, span.start, span.end);
            let kind = type_of(mention.kind);
            if told(kind) && start < end {
                found.insert((start, end, kind));
                if matches!(kind, "PERSON" | "ORG" | "LOC") {
                    let bin = &mut bins[((mention.score * 10.0) as usize).min(9)];
                    bin.0 += f64::from(mention.score);
                    bin.1 += u32::from(gold.contains(&(start, end, kind)));
                    bin.2 += 1;
                }
            }
        }
        let counts = sets.entry(&document.set).or_default();
        let mut count = |kind: &'static str| {
            let of = |set: &BTreeSet<(usize, usize, &str)>| {
                set.iter().filter(|m| m.2 == kind).count() as u32
            };
            let hits = gold.intersection(&found).filter(|m| m.2 == kind).count() as u32;
            let count = Count { hits, found: of(&found), gold: of(&gold) };
            counts.entry(kind).or_default().add(count);
            if matches!(kind, "PERSON" | "ORG" | "LOC") {
                counts.entry("CORE").or_default().add(count);
            }
        };
        for kind in ["PERSON", "ORG", "LOC", "NORP", "EVENT", "WORK", "LAW", "PRODUCT"] {
            count(kind);
        }
    }
    for (set, counts) in &sets {
        let cells: Vec<String> = counts
            .iter()
            .filter(|(_, c)| c.gold > 0)
            .map(|(kind, count)| format!("{kind} {}", count.line()))
            .collect();
        eprintln!("{set}: {}", cells.join("  "));
    }
    let speed = tokens as f64 / spent.as_secs_f64().max(1e-9);
    eprintln!("{:.0} thousand tokens a second", speed / 1000.0);
    let shown: Vec<String> = bins
        .iter()
        .map(|b| format!("{:.3}/{:.3}", b.0 / f64::from(b.2), f64::from(b.1) / f64::from(b.2)))
        .collect();
    eprintln!("score/right: {}", shown.join(" "));
    let total: u32 = bins.iter().map(|b| b.2).sum();
    let error: f64 = bins.iter().map(|b| (b.0 - f64::from(b.1)).abs()).sum();
    eprintln!("calibration error {:.4} over {total} mentions", error / f64::from(total.max(1)));
}

/// A name that was found, how sure, and whether it is right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sure {
    pub(super) document: usize,
    score: f32,
    right: bool,
}

/// All names of the types that the documents tell.
pub(super) fn scores(documents: &[Document], model: &Model) -> Vec<Sure> {
    let mut sure = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        for mention in nutgraf::analyze(&document.text, model, &Options::default()).mentions {
            let span = mention.span.range();
            let (start, end) = cut(&document.text, span.start, span.end);
            let kind = type_of(mention.kind);
            if document.types.iter().any(|t| t == kind) && start < end {
                let right = document
                    .names
                    .iter()
                    .any(|n| (n.start, n.end) == (start, end) && coarse(&n.kind) == kind);
                sure.push(Sure { document: number, score: mention.score, right });
            }
        }
    }
    sure.sort_by(|a, b| a.score.total_cmp(&b.score));
    sure
}

fn coarse(kind: &str) -> &str {
    if matches!(kind, "GPE" | "FAC") { "LOC" } else { kind }
}

/// Points of a calibration.
const POINTS: usize = 15;

/// Mean score and share of right names of equal parts of the sorted names, made to rise.
pub(super) fn calibration(sure: &[Sure]) -> Vec<(u16, u16)> {
    let mut points: Vec<(f64, f64, f64)> = Vec::new();
    for part in sure.chunks(sure.len().div_ceil(POINTS).max(1)) {
        let n = part.len() as f64;
        let score: f64 = part.iter().map(|s| f64::from(s.score)).sum();
        let right = part.iter().filter(|s| s.right).count() as f64;
        points.push((score, right, n));
        while let [.., a, b] = points[..]
            && a.1 / a.2 > b.1 / b.2
        {
            points.truncate(points.len() - 2);
            points.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
        }
    }
    let unit = |share: f64| (share * f64::from(u16::MAX)).round() as u16;
    points.into_iter().map(|(score, right, n)| (unit(score / n), unit(right / n))).collect()
}

/// Expected calibration error in ten bins of names with scores mapped by `points`.
pub(super) fn error(sure: &[Sure], points: &[(u16, u16)]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for name in sure {
        let unit = |v: u16| f64::from(v) / f64::from(u16::MAX);
        let score = f64::from(name.score);
        let after = points.partition_point(|p| unit(p.0) < score);
        let at = |i: usize| points.get(i).map(|p| (unit(p.0), unit(p.1)));
        let low = after.checked_sub(1).and_then(at).unwrap_or((0.0, 0.0));
        let high = at(after).unwrap_or((1.0, 1.0));
        let mapped = low.1 + (high.1 - low.1) * (score - low.0) / (high.0 - low.0).max(1e-9);
        let bin = &mut bins[((mapped * 10.0) as usize).min(9)];
        bin.0 += mapped;
        bin.1 += f64::from(u8::from(name.right));
    }
    bins.iter().map(|(score, right)| f64::abs(score - right)).sum::<f64>()
        / sure.len().max(1) as f64
}
