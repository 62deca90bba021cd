//! The worked example: one article that a careful reader has read whole. It measures; nothing is made for it.

use super::statements::share;
use super::{Counts, Row};
use crate::Result;
use crate::data::{CodePoints, Range};
use nutgraf::{Analysis, Model, Options};
use serde::Deserialize;
use std::path::Path;

/// What the reader found, as far as it is scored.
#[derive(Debug, Deserialize)]
struct Example {
    entities: Vec<Actor>,
    quotes: Vec<Quote>,
}

#[derive(Debug, Deserialize)]
struct Actor {
    id: String,
    mentions: Vec<Words>,
}

#[derive(Debug, Deserialize)]
struct Quote {
    /// One, several or none.
    source_entity: serde_json::Value,
    source: Option<Words>,
    contents: Vec<Words>,
}

/// Words by their offsets in code points.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Words {
    start: u32,
    end: u32,
}

impl Words {
    fn range(self) -> Range {
        (self.start, self.end)
    }
}

/// Rows of the board; none if the example is not in the folder.
pub(super) fn score(folder: &Path, model: &Model) -> Result<Vec<Row>> {
    let (text, gold) = (folder.join("sample.txt"), folder.join("sample.gold.json"));
    if !text.exists() || !gold.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(text)?;
    let gold: Example = serde_json::from_str(&std::fs::read_to_string(gold)?)?;
    let analysis = nutgraf::analyze(&text, model, &Options::default());
    let note = "one article; more than half of the words in common, and the right entity speaks";
    let counts = statements(&gold, &analysis, &CodePoints::new(&text));
    Ok(vec![Row::rates("statement", "worked example".into(), counts, note)])
}

/// Statements with the right words whose speaker is the right entity, or none where nobody is named.
fn statements(gold: &Example, analysis: &Analysis, points: &CodePoints) -> Counts {
    let content: Vec<Vec<Range>> = analysis
        .statements
        .iter()
        .map(|s| s.content.iter().map(|&part| points.of(part)).collect())
        .collect();
    let says = |quote: &&Quote| {
        let wanted: Vec<Range> = quote.contents.iter().map(|words| words.range()).collect();
        let found = content.iter().position(|found| share(&wanted, found) > 0.5);
        found.is_some_and(|at| is_speaker(gold, quote, analysis, at, points))
    };
    Counts {
        right: gold.quotes.iter().filter(says).count(),
        predicted: analysis.statements.len(),
        gold: gold.quotes.len(),
    }
}

/// Whether the entity that speaks in statement `at` is named where the reader names the speaker; one that neither names is
/// told by the words of the source.
fn is_speaker(
    gold: &Example,
    quote: &Quote,
    analysis: &Analysis,
    at: usize,
    points: &CodePoints,
) -> bool {
    let touches = |a: Range, b: Range| a.0 < b.1 && b.0 < a.1;
    let Some(statement) = analysis.statements.get(at) else { return false };
    let source = statement.source.map(|span| points.of(span));
    let in_place = match (source, quote.source) {
        (Some(source), Some(words)) => touches(source, words.range()),
        (source, words) => source.is_none() && words.is_none(),
    };
    let Some(entity) = statement.speaker.and_then(|id| analysis.entities.get(id as usize)) else {
        return in_place;
    };
    let speaks = |actor: &&Actor| match &quote.source_entity {
        serde_json::Value::Array(several) => several.iter().any(|id| id == &*actor.id),
        one => one == &*actor.id,
    };
    let mentions = entity.mentions.iter().filter_map(|&id| analysis.mentions.get(id as usize));
    let names: Vec<Range> = mentions.map(|mention| points.of(mention.span)).collect();
    let named = |words: &Words| names.iter().any(|&name| touches(name, words.range()));
    gold.entities.iter().filter(speaks).any(|actor| actor.mentions.iter().any(named))
}
