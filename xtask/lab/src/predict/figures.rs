//! Predictions of quantities and figures.

use crate::data::{CodePoints, Document};
use crate::score::figures::most_told;
use nutgraf::Analysis;
use serde_json::{Value, json};

/// Quantities as the checked sets have them.
pub(super) fn quantities(analysis: &Analysis, points: &CodePoints) -> Vec<Value> {
    let quantity = |q: &nutgraf::Quantity| {
        let (start, end) = points.of(q.span);
        json!({
            "start": start, "end": end, "kind": q.kind.name(), "unit": q.unit,
            "low": q.value.and_then(|v| v.low), "high": q.value.and_then(|v| v.high),
            "precision": q.value.map(|v| v.precision.name()),
            "counted": q.counted.map(|span| points.of(span)), "why": q.why,
        })
    };
    analysis.quantities.iter().map(quantity).collect()
}

/// The dead and the hurt of a document, and every figure.
pub(super) fn events(document: &Document, analysis: &Analysis, points: &CodePoints) -> Value {
    let figure = |f: &nutgraf::Figure| {
        json!({
            "span": points.of(f.span), "effect": f.effect.name(), "low": f.value.low,
            "high": f.value.high, "source": f.source.span.map(|span| points.of(span)),
            "attacker": f.attacker, "partOf": f.part_of,
        })
    };
    let figures: Vec<Value> = analysis.figures.iter().map(figure).collect();
    let most = |effect: nutgraf::Effect| most_told(analysis, effect);
    json!({
        "id": document.id, "figures": figures, "deaths": most(nutgraf::Effect::Killed),
        "injured": most(nutgraf::Effect::Wounded),
    })
}
