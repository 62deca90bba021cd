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

/// Who takes part in the violence of a document, the dead and the hurt, and every figure.
pub(super) fn events(
    document: &Document,
    analysis: &Analysis,
    points: &CodePoints,
    told: &[Vec<String>; 5],
) -> Value {
    let figure = |f: &nutgraf::Figure| {
        json!({
            "span": points.of(f.span), "effect": f.effect.name(), "low": f.value.low,
            "high": f.value.high, "source": f.source.span.map(|span| points.of(span)),
            "attacker": f.attacker, "partOf": f.part_of,
        })
    };
    let figures: Vec<Value> = analysis.figures.iter().map(figure).collect();
    let most = |effect: nutgraf::Effect| most_told(analysis, effect);
    let all: Vec<Value> = analysis.events.iter().map(|e| event(e, points)).collect();
    json!({
        "id": document.id, "perp": told[0], "perp_org": told[1], "target": told[2], "victim": told[3],
        "weapon": told[4], "events": all, "figures": figures, "deaths": most(nutgraf::Effect::Killed),
        "injured": most(nutgraf::Effect::Wounded),
    })
}

/// An event as `tests/checked/events.tsv` has it, without its article and the verdict.
pub(crate) fn told(event: &nutgraf::Event, points: &CodePoints) -> String {
    let span = |span: nutgraf::Span| {
        let (start, end) = points.of(span);
        format!("{start}-{end}")
    };
    let all = |of: &[nutgraf::Participant]| {
        let spans: Vec<String> = of.iter().map(|p| span(p.span)).collect();
        if spans.is_empty() { "-".to_owned() } else { spans.join(",") }
    };
    let (actors, targets) = (all(&event.actors), all(&event.targets));
    let modality = event.modality.name();
    format!("{}\t{}\t{modality}\t{actors}\t{targets}", span(event.trigger), event.kind)
}

/// Events as the checked sets have them.
fn event(event: &nutgraf::Event, points: &CodePoints) -> Value {
    let spans =
        |of: &[nutgraf::Participant]| -> Vec<_> { of.iter().map(|p| points.of(p.span)).collect() };
    json!({
        "trigger": points.of(event.trigger), "kind": event.kind, "actors": spans(&event.actors),
        "targets": spans(&event.targets), "modality": event.modality.name(), "same": event.same_as,
    })
}

/// By slot ([`super::fillers::SLOTS`]): those who take part in attacks, kidnappings and destruction, slot by slot, each by its words, once.
pub(crate) fn violence(text: &str, analysis: &Analysis) -> [Vec<String>; 5] {
    let mut told: [Vec<String>; 5] = Default::default();
    let mut add = |slot: usize, words: &str| {
        let known = told[slot].iter().any(|known| known.eq_ignore_ascii_case(words));
        if !words.is_empty() && !known {
            told[slot].push(words.to_owned());
        }
    };
    let events = analysis.events.iter().filter(|e| {
        ["attack", "kill", "injure", "abduct", "damage"].contains(&e.kind)
            && e.modality != nutgraf::Modality::Denied
    });
    // `they` are named by their name, or not at all.
    let words = |who: &nutgraf::Participant| -> Option<String> {
        let words = who.span.of(text);
        let short = ["he", "she", "they", "him", "her", "them", "we", "us", "i", "me", "you", "it"];
        let entity = || analysis.entities.get(who.entity? as usize);
        if short.iter().any(|pronoun| words.eq_ignore_ascii_case(pronoun)) {
            return entity().map(|entity| entity.name.clone());
        }
        // The annotators name `Mariela Espinosa` for `judge Mariela Espinosa` and `peasants` for `two peasants`.
        let mut inside = analysis.mentions.iter().filter(|m| who.span.contains(m.span));
        if let Some(name) = inside.find(|m| m.kind == nutgraf::Kind::Person) {
            return Some(name.span.of(text).to_owned());
        }
        let counted =
            |q: &&nutgraf::Quantity| who.span.contains(q.span) && q.span.start == who.span.start;
        let number = analysis
            .quantities
            .iter()
            .find(counted)
            .map(|q| q.counted.map_or(q.span.end, |c| c.start));
        let start = number.filter(|&start| start < who.span.end).unwrap_or(who.span.start);
        let words = nutgraf::Span::new(start as usize, who.span.end as usize).of(text);
        let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',').trim();
        (!words.is_empty()).then(|| words.to_owned())
    };
    let is_place = |who: &nutgraf::Participant| {
        let entity = who.entity.and_then(|id| analysis.entities.get(id as usize));
        entity.is_some_and(|entity| entity.kind == nutgraf::Kind::Location)
    };
    for event in events {
        for actor in &event.actors {
            let inside = analysis.mentions.iter().filter(|m| actor.span.contains(m.span));
            let bodies = inside.filter(|m| m.kind == nutgraf::Kind::Organization);
            bodies.for_each(|m| add(1, m.span.of(text)));
            if let Some(words) = words(actor).filter(|_| actor.human) {
                add(0, &words);
            }
        }
        for target in &event.targets {
            if let Some(words) = words(target).filter(|_| !is_place(target)) {
                add(if target.human { 3 } else { 2 }, &words);
            }
        }
        if let Some(weapon) = event.instrument {
            add(4, weapon.of(text));
        }
    }
    told
}
