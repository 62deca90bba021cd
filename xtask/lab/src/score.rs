//! The scoreboard: quality of each stage on annotated data, sizes of what the page loads, speed.
//!
//! Quality is the same on every machine. Sizes differ by a little between compilers and compressors,
//! and a hundredth is let pass. Speed differs between machines and hours: it is written when it has
//! moved by a third, and never a reason to fail.

mod actors;
mod attributions;
pub(crate) mod events;
mod example;
pub(crate) mod figures;
mod keyphrases;
mod names;
pub(crate) mod pages;
mod references;
mod sentences;
mod sizes;
mod speed;
pub(crate) mod statements;
pub(crate) mod topics;

use crate::Result;
use std::fmt::Write;
use std::path::Path;

/// Where the scoreboard lies, from the root of the project.
const BOARD: &str = "tests/scoreboard.tsv";

/// Its columns: stage, set, annotated items, precision, recall, F1 (or a measure), what it is.
const HEAD: &str = "stage\tset\tn\tP\tR\tF1\tnote";

/// True, predicted and annotated items; they add.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) right: usize,
    pub(crate) predicted: usize,
    pub(crate) gold: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }

    /// Precision, recall and F1 in percent.
    fn rates(self) -> (f64, f64, f64) {
        let rate = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (p, r) = (rate(self.predicted), rate(self.gold));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        (100.0 * p, 100.0 * r, 100.0 * f1)
    }
}

/// One line of the scoreboard.
#[derive(Debug)]
pub(crate) struct Row {
    stage: &'static str,
    set: String,
    n: usize,
    /// Precision, recall and F1 in percent, or a measure alone in the last.
    values: [Option<f64>; 3],
    note: String,
}

impl Row {
    pub(crate) fn rates(stage: &'static str, set: String, counts: Counts, note: &str) -> Self {
        let (p, r, f1) = counts.rates();
        Self { stage, set, n: counts.gold, values: [Some(p), Some(r), Some(f1)], note: note.into() }
    }

    /// The same of so many items.
    pub(crate) fn of(self, n: usize) -> Self {
        Self { n, ..self }
    }

    pub(crate) fn measure(stage: &'static str, set: String, value: f64, note: &str) -> Self {
        Self { stage, set, n: 1, values: [None, None, Some(value)], note: note.into() }
    }
}

/// Writes the scoreboard and prints it.
#[expect(clippy::print_stdout, reason = "the board is what the caller asked for")]
pub(crate) fn write(data: &Path) -> Result<()> {
    let old = std::fs::read_to_string(BOARD).unwrap_or_default();
    let mut lines = lines(rows(data)?);
    lines.extend(
        self::lines(speed::measure()?)
            .into_iter()
            .map(|new| old.lines().find(|old| same(old, &new)).map_or(new.clone(), str::to_owned)),
    );
    let board = format!("{HEAD}\n{}\n", lines.join("\n"));
    std::fs::write(BOARD, &board)?;
    print!("{board}");
    Ok(())
}

/// Fails if the committed scoreboard is not what the code gives today.
#[expect(clippy::print_stdout, reason = "the caller wants to see what was checked")]
pub(crate) fn check(data: &Path) -> Result<()> {
    if !data.exists() {
        println!("skipped: there is no annotated data in {}", data.display());
        return Ok(());
    }
    let committed = std::fs::read_to_string(BOARD)?;
    let committed: Vec<&str> =
        committed.lines().skip(1).filter(|line| !line.starts_with("speed\t")).collect();
    let fresh = lines(rows(data)?);
    let mut changes = String::new();
    for old in committed.iter().filter(|old| !fresh.iter().any(|new| same(old, new))) {
        writeln!(changes, "  was {old}")?;
    }
    for new in fresh.iter().filter(|new| !committed.iter().any(|old| same(old, new))) {
        writeln!(changes, "  now {new}")?;
    }
    if changes.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{BOARD} is not of today; run `cargo xtask score` and look at the difference:\n{changes}"
    )
    .into())
}

/// True if two lines say the same: sizes up to a hundredth, speed up to a third.
fn same(old: &str, new: &str) -> bool {
    let measure = |line: &str| -> Option<(String, f64)> {
        let (stage, rest) = line.split_once('\t')?;
        let value = rest.split('\t').nth(4)?.parse().ok()?;
        matches!(stage, "size" | "speed")
            .then(|| (format!("{stage} {}", rest.split('\t').next().unwrap_or_default()), value))
    };
    match (measure(old), measure(new)) {
        (Some((a, x)), Some((b, y))) => {
            let slack = if a.starts_with("size") { 0.01 } else { 1.0 / 3.0 };
            a == b && (x - y).abs() <= slack * x.max(y)
        }
        _ => old == new,
    }
}

/// Prints the most frequent confusions of the name recogniser with examples.
pub(crate) fn errors(data: &Path) -> Result<()> {
    names::errors(data)
}

/// Prints the figures of entities, references, roles and places.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn actors(data: &Path) -> Result<()> {
    lines(actors::score(data)?).iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// Prints the figures of statements.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn said(data: &Path) -> Result<()> {
    let mut rows = statements::score(&data.join("quotes"), &data.join("ner"))?;
    rows.extend(example::score(&data.join("../articles"), &nutgraf::Model::builtin())?);
    lines(rows).iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// Prints the figures of events, answers and summaries.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn events(data: &Path) -> Result<()> {
    let mut rows = events::score(data)?;
    rows.extend(crate::train::summary::score(&data.join("summaries"))?);
    lines(rows).iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// Prints what a visit of the page loads; fails above the budget.
pub(crate) fn sizes() -> Result<()> {
    sizes::print()
}

/// What does not depend on the machine, or hardly.
fn rows(data: &Path) -> Result<Vec<Row>> {
    if !data.exists() {
        return Err(format!("there is no folder {}; give it with --data", data.display()).into());
    }
    let mut rows = sentences::score(&data.join("sentences"))?;
    rows.extend(names::score(&data.join("ner"))?);
    rows.extend(statements::score(&data.join("quotes"), &data.join("ner"))?);
    rows.extend(example::score(&data.join("../articles"), &nutgraf::Model::builtin())?);
    rows.extend(actors::score(data)?);
    rows.extend(figures::score(data)?);
    rows.extend(attributions::score(data)?);
    rows.extend(events::score(data)?);
    rows.extend(crate::train::summary::score(&data.join("summaries"))?);
    rows.extend(keyphrases::score(&data.join("keyphrases"))?);
    rows.extend(topics::score(data, &nutgraf::Model::builtin())?);
    rows.extend(pages::score(&data.join("html"))?);
    rows.extend(sizes::measure()?);
    Ok(rows)
}

fn lines(rows: Vec<Row>) -> Vec<String> {
    let line = |row: Row| {
        let [p, r, f1] = row.values.map(|v| v.map_or("-".into(), |v| format!("{v:.1}")));
        format!("{}\t{}\t{}\t{p}\t{r}\t{f1}\t{}", row.stage, row.set, row.n, row.note)
    };
    rows.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether two measures count as the same.
    fn check(old: &str, new: &str, expected: bool) {
        let line = |text: &str| text.replace(' ', "\t");
        assert_eq!(expected, same(&line(old), &line(new)), "{old} / {new}");
    }

    #[test]
    fn quality_is_exact() {
        check("mention a 9 50.0 50.0 50.0 x", "mention a 9 50.0 50.0 50.1 x", false);
        check("mention a 9 50.0 50.0 50.0 x", "mention a 9 50.0 50.0 50.0 x", true);
    }

    #[test]
    fn sizes_and_speeds_have_slack() {
        check("size all 1 - - 600.0 x", "size all 1 - - 604.0 x", true);
        check("size all 1 - - 600.0 x", "size all 1 - - 640.0 x", false);
        check("size all 1 - - 600.0 x", "size page 1 - - 600.0 x", false);
        check("speed a 1 - - 600.0 x", "speed a 1 - - 700.0 x", true);
        check("speed a 1 - - 600.0 x", "speed a 1 - - 1200.0 x", false);
    }
}
