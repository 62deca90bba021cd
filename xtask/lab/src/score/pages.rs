//! The main text of web pages: runs of four words, right as often as they occur in both; their titles and days.
//!
//! As in the article extraction benchmark: precision and recall are means over the pages, and F1 is made
//! of the two means.

use super::actors::facts;
use super::{Counts, Row};
use crate::Result;
use crate::data;
use nutgraf_exchange::Page;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Words of a run.
const RUN: usize = 4;

/// A web page, with its main text if it is annotated.
#[derive(Debug, Deserialize)]
pub(crate) struct Annotated {
    id: String,
    html: String,
    text: Option<String>,
}

impl Annotated {
    pub(crate) fn predict(&self) -> Value {
        let page = Page::read(&self.html);
        json!({"id": self.id, "text": page.text, "title": page.title, "published": page.published})
    }
}

pub(super) fn score(folder: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for set in ["train", "dev"] {
        let Some(path) = data::find(folder, set) else { continue };
        let pages: Vec<Annotated> = data::read(&path)?;
        let (mut precision, mut recall) = (0.0, 0.0);
        for page in &pages {
            let (p, r) =
                rates(page.text.as_deref().unwrap_or_default(), &Page::read(&page.html).text);
            precision += p;
            recall += r;
        }
        let n = pages.len().max(1) as f64;
        let (p, r) = (100.0 * precision / n, 100.0 * recall / n);
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        rows.push(Row {
            stage: "page",
            set: format!("html/{set}"),
            n: pages.len(),
            values: [Some(p), Some(r), Some(f1)],
            note: "main text, runs of four words; the rules were written on dev".into(),
        });
        rows.extend(said(&pages)?);
    }
    Ok(rows)
}

/// The titles and days that are right, of the pages of which `tests/pages.tsv` tells them: nothing if it tells of none.
fn said(pages: &[Annotated]) -> Result<Vec<Row>> {
    let (mut titles, mut days) = (Counts::default(), Counts::default());
    for line in facts("tests/pages.tsv")? {
        let [id, start, end, published] = line.as_slice() else {
            return Err("tests/pages.tsv: a line of other than four columns".into());
        };
        let Some(page) = pages.iter().find(|page| page.id.starts_with(id.as_str())) else {
            continue;
        };
        let title = page.html.get(start.parse()?..end.parse()?).ok_or("no place in the page")?;
        let found = Page::read(&page.html);
        titles.add(counted(found.title.map(|found| letters(&found) == letters(title))));
        days.add(counted(
            found.published.map(|found| published.split('|').any(|day| day == found)),
        ));
    }
    let row = |what: &str, counts| {
        let note = "as the page shows it; one reader, who did not see the output; the rules were written on dev";
        Row::rates("page", format!("html/dev {what}"), counts, note)
    };
    Ok(if titles.gold == 0 { Vec::new() } else { vec![row("title", titles), row("day", days)] })
}

/// One item that is in the gold, with whether what was found is right.
fn counted(right: Option<bool>) -> Counts {
    let predicted = usize::from(right.is_some());
    Counts { right: usize::from(right == Some(true)), predicted, gold: 1 }
}

/// Letters and digits alone: signs and blanks are set in many ways.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Precision and recall of one page.
fn rates(gold: &str, found: &str) -> (f64, f64) {
    let (gold, found) = (runs(gold), runs(found));
    let both: usize =
        gold.iter().map(|(run, &n)| n.min(found.get(run).copied().unwrap_or_default())).sum();
    let part = |of: &BTreeMap<_, usize>, empty| {
        let all: usize = of.values().sum();
        if all == 0 { empty } else { both as f64 / all as f64 }
    };
    (part(&found, 0.0), part(&gold, 1.0))
}

/// Every run of words with how often it occurs.
fn runs(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let mut runs = BTreeMap::new();
    for run in words.windows(RUN.min(words.len()).max(1)) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_count_as_often_as_they_occur_in_both() {
        assert_eq!((1.0, 1.0), rates("a b c d e", "a b c d e"));
        assert_eq!((1.0, 0.5), rates("a b c d e", "a b c d"));
        assert_eq!((0.0, 0.0), rates("a b c d", ""));
        assert_eq!((1.0, 1.0), rates("one word", "one word"));
    }
}
