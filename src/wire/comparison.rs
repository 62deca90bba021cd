//! See `types/comparison.rs`.

use super::{Analysis, Code, core};
use crate::day;
use serde::Serialize;

/// See [`core::Comparison`]; the analyses that it refers to come with it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    analyses: Vec<Analysis>,
    actors: Vec<SharedActor>,
    figures: Vec<FigureRow>,
    dates: Vec<DateRow>,
    events: Vec<SharedEvent>,
    #[serde(rename = "onlyHere")]
    only_here: Vec<Vec<u32>>,
    changes: Option<Changes>,
}

/// See [`core::SharedActor`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SharedActor {
    name: String,
    kind: Code,
    entities: Vec<Vec<u32>>,
}

/// See [`core::FigureRow`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct FigureRow {
    effect: Code,
    unit: Option<String>,
    figures: Vec<Vec<u32>>,
    relation: Option<Code>,
}

/// See [`core::DateRow`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct DateRow {
    date: String,
    timexes: Vec<Vec<u32>>,
}

/// See [`core::SharedEvent`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct SharedEvent {
    kind: Code,
    events: Vec<Vec<u32>>,
}

/// See [`core::Changes`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Changes {
    removed: Vec<u32>,
    added: Vec<u32>,
    reworded: Vec<Rewording>,
}

/// A sentence of the first article and what it became in the second.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Rewording {
    from: u32,
    to: u32,
}

impl Comparison {
    /// The shape that goes out, with the analyses in the order of the articles.
    pub fn new(comparison: &core::Comparison, analyses: Vec<Analysis>) -> Self {
        Self {
            analyses,
            actors: comparison
                .actors
                .iter()
                .map(|actor| SharedActor {
                    name: actor.name.clone(),
                    kind: Code(actor.kind.name()),
                    entities: actor.entities.clone(),
                })
                .collect(),
            figures: comparison
                .figures
                .iter()
                .map(|row| FigureRow {
                    effect: Code(row.effect.name()),
                    unit: row.unit.clone(),
                    figures: row.figures.clone(),
                    relation: row.relation.map(core::CheckRelation::name).map(Code),
                })
                .collect(),
            dates: comparison
                .dates
                .iter()
                .map(|row| DateRow { date: day::written(row.date), timexes: row.timexes.clone() })
                .collect(),
            events: comparison
                .events
                .iter()
                .map(|event| SharedEvent { kind: Code(event.kind), events: event.events.clone() })
                .collect(),
            only_here: comparison.only_here.clone(),
            changes: comparison.changes.as_ref().map(|changes| Changes {
                removed: changes.removed.clone(),
                added: changes.added.clone(),
                reworded: changes
                    .reworded
                    .iter()
                    .map(|&(from, to)| Rewording { from, to })
                    .collect(),
            }),
        }
    }
}
