//! schema.org `NewsArticle`: what a search engine, a feed or an archive reads.
//!
//! `about` holds what the article is about, `mentions` what else it names; which is which is decided by
//! salience.

use super::{authors, geojson, name, outlet, ranked, summary, title};
use crate::{Document, view::Entity};
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
    put("mentions", some(things(false)));
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
