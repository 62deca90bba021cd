//! Predictions of quantities and figures.

use crate::data::{CodePoints, Document};
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
    let most = |effect: nutgraf::Effect| most(analysis, effect);
    json!({
        "id": document.id, "figures": figures, "deaths": most(nutgraf::Effect::Killed),
        "injured": most(nutgraf::Effect::Wounded),
    })
}

/// The largest number that one clause gives for an effect on others than those who did it.
fn most(analysis: &Analysis, effect: nutgraf::Effect) -> Option<u64> {
    let own = |f: &&nutgraf::Figure| f.effect == effect && !f.attacker && f.part_of.is_none();
    let figures: Vec<&nutgraf::Figure> = analysis.figures.iter().filter(own).collect();
    // A name or `a civilian` counts one; what is counted in figures knows more.
    let counted: Vec<_> =
        figures.iter().copied().filter(|f| f.value.number() != Some(1.0)).collect();
    let figures = if counted.is_empty() { return figures.first().map(|_| 1) } else { figures };
    let clauses = figures.chunk_by(|a, b| (a.sentence, a.cue) == (b.sentence, b.cue));
    let sum =
        |clause: &[&nutgraf::Figure]| clause.iter().filter_map(|f| f.value.number()).sum::<f64>();
    clauses.map(|clause| sum(clause) as u64).max()
}
