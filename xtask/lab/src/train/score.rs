//! Exact F1 of the recogniser on annotated documents, as the shared scorer counts it.

use super::data::{Document, cut};
use nutgraf::{Kind, Model, Options};
use std::collections::{BTreeMap, BTreeSet};

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
        _ => "OTHER",
    }
}

/// Prints the figures of each set.
pub(super) fn report(documents: &[Document], model: &Model) {
    let mut sets: BTreeMap<&str, BTreeMap<&str, Count>> = BTreeMap::new();
    let (mut spent, mut tokens) = (std::time::Duration::ZERO, 0);
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
            let kind = if matches!(name.kind.as_str(), "GPE" | "FAC") { "LOC" } else { &name.kind };
            if told(kind) {
                gold.insert((name.start, name.end, kind));
            }
        }
        let mut found = BTreeSet::new();
        let mut clock = std::time::Instant::now();
        let analysis = nutgraf::analyze_observed(text, model, &Options::default(), &mut |stage| {
            if stage == "mention" {
                spent += clock.elapsed();
            }
            clock = std::time::Instant::now();
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
    let total: u32 = bins.iter().map(|b| b.2).sum();
    let error: f64 = bins.iter().map(|b| (b.0 - f64::from(b.1)).abs()).sum();
    eprintln!("calibration error {:.4} over {total} mentions", error / f64::from(total.max(1)));
}
