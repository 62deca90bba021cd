//! Who reported a figure, against `tests/checked/attributions.tsv`: right if the words for its source overlap those of the
//! table, or if both leave it to the article's own voice. A figure that is not found any more is missed.

use super::{Counts, Row};
use crate::Result;
use crate::data::{self, CodePoints, Document, Range};
use nutgraf::{Model, Options};
use std::collections::BTreeMap;
use std::path::Path;

/// The checked attributions, from the root of the project.
const CHECKED: &str = "tests/checked/attributions.tsv";

/// A figure and the words for its source.
struct Checked {
    figure: Range,
    source: Option<Range>,
}

/// The row; none if a set is missing.
pub(super) fn score(data: &Path) -> Result<Option<Row>> {
    let model = Model::builtin();
    let mut counts = Counts::default();
    for (set, articles) in checked()? {
        let (folder, name) = set.rsplit_once('/').ok_or("a set is a folder and a name")?;
        let Some(path) = data::find(&data.join(folder), name) else { return Ok(None) };
        for document in data::read::<Document>(&path)? {
            let known = (document.id.clone(), data::digest(&document.text));
            let Some(gold) = articles.get(&known) else { continue };
            let points = CodePoints::new(&document.text);
            let analysis = nutgraf::analyze(&document.text, &model, &Options::default());
            let overlaps = |a: Range, b: Range| a.0 < b.1 && b.0 < a.1;
            for checked in gold {
                let found = analysis
                    .figures
                    .iter()
                    .find(|figure| overlaps(points.of(figure.span), checked.figure));
                counts.gold += 1;
                let Some(figure) = found else { continue };
                let said = figure.source.span.map(|span| points.of(span));
                counts.predicted += 1;
                counts.right += usize::from(match (said, checked.source) {
                    (Some(said), Some(source)) => overlaps(said, source),
                    (said, source) => said.is_none() && source.is_none(),
                });
            }
        }
    }
    let note = "who reported a figure; one reader, who did not see whom the output names";
    Ok(Some(Row::rates("figure", "attribution".into(), counts, note)))
}

type Articles = BTreeMap<(String, String), Vec<Checked>>;

fn checked() -> Result<BTreeMap<String, Articles>> {
    let table = std::fs::read_to_string(CHECKED)?;
    let mut sets: BTreeMap<String, Articles> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [set, id, digest, start, end, from, to] = *cells else {
            return Err(format!("{CHECKED}: seven cells, please: {line}").into());
        };
        let source = if from.is_empty() { None } else { Some((from.parse()?, to.parse()?)) };
        let article = sets.entry(set.into()).or_default().entry((id.into(), digest.into()));
        article.or_default().push(Checked { figure: (start.parse()?, end.parse()?), source });
    }
    Ok(sets)
}
