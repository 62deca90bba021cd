//! schema.org `NewsArticle`: what a search engine, a feed or an archive reads.
//!
//! `about` holds what the article is about, `mentions` what else it names; which is which is decided by
//! salience. Events are among what is mentioned: an `Action` has who, whom, with what, where and when.

use super::{authors, geojson, name, outlet, ranked, summary, title, told};
use crate::view::{Entity, Event, Participant, Span};
use crate::{Document, view};
use serde_json::{Map, Value, json};

/// An entity with at least this salience is what the article is about: about the five first of a page's
/// own list.
const ABOUT: f64 = 0.4;

pub(super) fn write(document: &Document) -> Value {
    let view = document.view();
    let article = &view.article;
    let mut out = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.to_owned(), value);
        }
    };
    put("@context", Some(json!("https://schema.org")));
    put("@type", Some(json!("NewsArticle")));
    put("headline", title(document).map(Value::from));
    put("description", article.standfirst.map(|span| document.line(span).into()));
    let authors: Vec<Value> = authors(document)
        .into_iter()
        .map(|name| json!({"@type": "Person", "name": name}))
        .collect();
    put("author", some(authors));
    put("publisher", outlet(document).map(|name| json!({"@type": "Organization", "name": name})));
    put("datePublished", article.published.as_ref().map(|p| p.date.clone().into()));
    put("dateModified", article.updated.as_ref().map(|p| p.date.clone().into()));
    let place = article.dateline.as_ref().and_then(|dateline| dateline.place);
    put("dateline", place.map(|span| document.line(span).into()));
    put("inLanguage", view.reading.language.clone().map(Value::from));
    put("wordCount", Some(view.reading.words.into()));
    put("timeRequired", Some(format!("PT{}S", view.reading.seconds).into()));
    let summary = summary(document).join(" ");
    put("abstract", Some(summary).filter(|s| !s.is_empty()).map(Value::from));
    put("articleBody", Some(body(document).into()));
    let ranked = ranked(document);
    let things = |about: bool| -> Vec<Value> {
        let chosen = ranked.iter().filter(|(_, entity)| (entity.salience >= ABOUT) == about);
        chosen.map(|&(id, entity)| thing(document, id, entity)).collect()
    };
    put("about", some(things(true)));
    let mut mentions = things(false);
    mentions.extend(told(document).map(|event| action(document, event)));
    put("mentions", some(mentions));
    Value::Object(out)
}

/// The paragraphs, headings and items, without what stands around them.
fn body(document: &Document) -> String {
    let blocks = document.view().article.blocks.iter();
    let prose = blocks.filter(|b| matches!(b.kind.as_str(), "paragraph" | "heading" | "item"));
    prose.map(|block| document.words(block.span)).collect::<Vec<_>>().join("\n\n")
}

fn thing(document: &Document, id: usize, entity: &Entity) -> Value {
    let mut thing = Map::new();
    thing.insert("@type".into(), class(&entity.kind).into());
    thing.insert("name".into(), name(entity).into());
    if !entity.aliases.is_empty() {
        thing.insert("alternateName".into(), entity.aliases.clone().into());
    }
    if let Some((latitude, longitude)) = geojson::point(document, id) {
        let geo = json!({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude});
        thing.insert("geo".into(), geo);
    }
    thing.into()
}

/// An event, in the words of the article.
fn action(document: &Document, event: &Event) -> Value {
    let view = document.view();
    let words = |span: Span| Value::from(document.line(span));
    let of_entity = |id: u32| {
        let entity = view.entities.get(id as usize)?;
        Some(thing(document, id as usize, entity))
    };
    let participants = |all: &[Participant]| -> Option<Value> {
        let named = |one: &Participant| {
            let bare = || json!({"@type": "Thing", "name": words(one.span)});
            one.entity.and_then(of_entity).unwrap_or_else(bare)
        };
        some(all.iter().map(named).collect())
    };
    let mut action = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            action.insert(key.to_owned(), value);
        }
    };
    put("@type", Some("Action".into()));
    put("name", Some(words(event.trigger)));
    put("additionalType", Some(event.kind.clone().into()));
    // What is alleged or denied is neither done nor to be done: its sentence tells.
    put("actionStatus", status(&event.modality).map(|s| format!("https://schema.org/{s}").into()));
    put("agent", participants(&event.actors));
    put("object", participants(&event.targets));
    let instrument = |span| json!({"@type": "Thing", "name": words(span)});
    put("instrument", event.instrument.map(instrument));
    let mention = event.place.and_then(|id| view.mentions.get(id as usize));
    put("location", mention.and_then(|mention| mention.entity).and_then(of_entity));
    let timex = event.timex.and_then(|id| view.timexes.get(id as usize));
    put("startTime", timex.and_then(day).map(Value::from));
    let sentence = view.sentences.get(event.sentence as usize);
    put("description", sentence.map(|sentence| words(sentence.span)));
    action.into()
}

/// Whether it is done, in the words of schema.org.
fn status(modality: &str) -> Option<&'static str> {
    match modality {
        "happened" => Some("CompletedActionStatus"),
        "planned" | "possible" => Some("PotentialActionStatus"),
        _ => None,
    }
}

/// The day of a time expression, if it is one day of the calendar.
fn day(timex: &view::Found) -> Option<&str> {
    let value = timex.value.as_ref()?.as_str()?;
    let day = value.get(..10)?;
    let is_digit = |at: usize| day.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let is_day = [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit);
    (is_day && matches!(value.as_bytes().get(10), None | Some(b'T'))).then_some(day)
}

/// The class of schema.org.
fn class(kind: &str) -> &'static str {
    match kind {
        "person" => "Person",
        "organization" => "Organization",
        "location" => "Place",
        "facility" => "CivicStructure",
        "event" => "Event",
        "work" => "CreativeWork",
        "law" => "Legislation",
        "product" => "Product",
        _ => "Thing",
    }
}

fn some(list: Vec<Value>) -> Option<Value> {
    (!list.is_empty()).then_some(Value::Array(list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Unit;

    #[test]
    fn an_event_is_an_action_and_only_what_happened_or_may_has_a_status() {
        let text = "Rebels may have shot Bo on Monday.";
        let span = |words: &str| {
            let start = text.find(words).expect("part of the text");
            json!({"start": start, "end": start + words.len()})
        };
        let analysis = |modality: &str| {
            json!({
                "sentences": [{"span": {"start": 0, "end": text.len()}}],
                "entities": [{"name": "Bo", "kind": "person"}],
                "timexes": [{"span": span("Monday"), "kind": "date", "value": "2025-12-15"}],
                "events": [{
                    "trigger": span("shot"), "sentence": 0, "kind": "assault", "modality": modality, "timex": 0,
                    "actors": [{"span": span("Rebels")}], "targets": [{"span": span("Bo"), "entity": 0}],
                }],
            })
        };
        let action = |modality: &str| {
            let document = Document::new(text.into(), Unit::Utf16, analysis(modality));
            let written = write(&document.expect("it fits"));
            written["mentions"].as_array().and_then(|all| all.last().cloned()).expect("an event")
        };
        let alleged = json!({
            "@type": "Action", "name": "shot", "additionalType": "assault", "startTime": "2025-12-15",
            "agent": [{"@type": "Thing", "name": "Rebels"}], "object": [{"@type": "Person", "name": "Bo"}],
            "description": text,
        });
        assert_eq!(alleged, action("alleged"));
        assert_eq!("https://schema.org/PotentialActionStatus", action("possible")["actionStatus"]);
    }
}
