//! Sentence borders: right when both ends agree.

use super::{Counts, Row};
use crate::Result;
use crate::data::{self, CodePoints, Range};
use nutgraf::{Model, Options};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
struct Document {
    text: String,
    genre: String,
    sentences: Vec<Range>,
}

/// Scores dev, over all and by genre.
pub(super) fn score(folder: &Path) -> Result<Vec<Row>> {
    let model = Model::builtin();
    let mut rows = Vec::new();
    for part in ["train", "dev"] {
        let Some(path) = data::find(folder, part) else { continue };
        let documents: Vec<Document> = data::read(&path)?;
        let counted: Vec<(String, Counts)> =
            documents.par_iter().map(|d| (d.genre.clone(), count(d, &model))).collect();
        let mut genres: BTreeMap<String, Counts> = BTreeMap::new();
        for (genre, counts) in counted {
            genres.entry(format!("{part} {genre}")).or_default().add(counts);
            genres.entry(format!("{part} all")).or_default().add(counts);
        }
        rows.extend(
            genres
                .into_iter()
                .map(|(set, counts)| Row::rates("sentence", set, counts, "both ends")),
        );
    }
    Ok(rows)
}

fn count(document: &Document, model: &Model) -> Counts {
    let analysis = nutgraf::analyze(&document.text, model, &Options::default());
    let points = CodePoints::new(&document.text);
    let characters: Vec<char> = document.text.chars().collect();
    let cut = |(mut start, mut end): Range| {
        let blank = |at: u32| characters.get(at as usize).is_some_and(|c| c.is_whitespace());
        while start < end && blank(start) {
            start += 1;
        }
        while start < end && blank(end - 1) {
            end -= 1;
        }
        (start, end)
    };
    let gold: BTreeSet<Range> = document.sentences.iter().copied().map(cut).collect();
    let predicted: BTreeSet<Range> =
        analysis.sentences.iter().map(|s| cut(points.of(s.span))).collect();
    Counts {
        right: gold.intersection(&predicted).count(),
        predicted: predicted.len(),
        gold: gold.len(),
    }
}
