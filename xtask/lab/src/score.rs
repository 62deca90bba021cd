//! The scoreboard: quality of each stage on annotated data, and sizes of what the page loads.

mod names;
mod sentences;
mod sizes;

use crate::Result;
use std::fmt::Write;
use std::path::Path;

/// Where the scoreboard lies, from the root of the project.
const BOARD: &str = "tests/scoreboard.tsv";

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

    pub(crate) fn measure(stage: &'static str, set: String, value: f64, note: &str) -> Self {
        Self { stage, set, n: 1, values: [None, None, Some(value)], note: note.into() }
    }
}

/// Writes the scoreboard and prints it.
#[expect(clippy::print_stdout, reason = "the board is what the caller asked for")]
pub(crate) fn write(data: &Path) -> Result<()> {
    let board = board(data)?;
    std::fs::write(BOARD, &board)?;
    print!("{board}");
    Ok(())
}

/// Fails if the committed scoreboard is not what the code gives today.
///
/// Sizes may differ by a hundredth: compilers and compressors differ between machines.
#[expect(clippy::print_stdout, reason = "the caller wants to see what was checked")]
pub(crate) fn check(data: &Path) -> Result<()> {
    if !data.exists() {
        println!("scoreboard: skipped, there is no annotated data in {}", data.display());
        return Ok(());
    }
    let committed = std::fs::read_to_string(BOARD)?;
    let fresh = board(data)?;
    let mut changes = String::new();
    for line in fresh.lines().filter(|line| !committed.lines().any(|old| same(old, line))) {
        writeln!(changes, "  now {line}")?;
    }
    if changes.is_empty() && committed.lines().count() == fresh.lines().count() {
        return Ok(());
    }
    Err(format!("{BOARD} is stale; run `cargo xtask score` and look at the difference:\n{changes}")
        .into())
}

/// True if two lines say the same, sizes up to one hundredth.
fn same(old: &str, new: &str) -> bool {
    let size = |line: &str| -> Option<(String, f64)> {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            ["size", set, _, _, _, value, _] => Some(((*set).to_owned(), value.parse().ok()?)),
            _ => None,
        }
    };
    match (size(old), size(new)) {
        (Some((a, x)), Some((b, y))) => a == b && (x - y).abs() <= 0.01 * x.max(y),
        _ => old == new,
    }
}

/// Prints the most frequent confusions of the name recogniser with examples.
pub(crate) fn errors(data: &Path) -> Result<()> {
    names::errors(data)
}

fn board(data: &Path) -> Result<String> {
    if !data.exists() {
        return Err(format!("there is no folder {}; give it with --data", data.display()).into());
    }
    let mut rows = sentences::score(&data.join("sentences"))?;
    rows.extend(names::score(&data.join("ner"))?);
    rows.extend(sizes::measure()?);
    let mut board = String::from("stage\tset\tn\tP\tR\tF1\tnote\n");
    for row in rows {
        let [p, r, f1] = row.values.map(|v| v.map_or("-".into(), |v| format!("{v:.1}")));
        writeln!(board, "{}\t{}\t{}\t{p}\t{r}\t{f1}\t{}", row.stage, row.set, row.n, row.note)?;
    }
    Ok(board)
}
