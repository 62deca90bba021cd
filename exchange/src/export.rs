//! A document as files, in each of the formats.
//!
//! In: a [`Document`] and a [`Format`]. Out: one file, or several of tables, or none where there is
//! nothing of the kind. Nothing fails: what is missing in an analysis is missing in the file.

pub mod brat;
mod conll;
mod csv;
mod geojson;
mod html;
mod json_ld;
mod markdown;
pub mod web_annotation;

pub use csv::csv_cell;

use crate::document::one_line;
use crate::view::{Entity, Event};
use crate::{Annotations, Document, Format};
use serde_json::Value;

/// One file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called, behind the name of the article: `.json`, `.mentions.csv`.
    pub suffix: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub content: String,
}

impl File {
    fn new(suffix: &str, format: Format, content: String) -> Self {
        Self { suffix: format!(".{suffix}"), media_type: format.media_type(), content }
    }
}

/// Writes a document.
pub fn write(document: &Document, format: Format) -> Vec<File> {
    let content = match format {
        Format::Csv => return csv::write(document),
        Format::Brat => {
            let ann = brat::write(&Annotations::of(document));
            let text = File {
                suffix: ".txt".into(),
                media_type: "text/plain",
                content: document.text().to_owned(),
            };
            return vec![File::new(format.extension(), format, ann), text];
        }
        Format::Json => indented(&document.to_json()),
        Format::WebAnnotation => indented(&web_annotation::write(&Annotations::of(document))),
        Format::JsonLd => indented(&json_ld::write(document)),
        Format::GeoJson => indented(&geojson::write(document)),
        Format::Markdown => markdown::write(document),
        Format::Html => html::write(document),
        Format::Conll => conll::write(document),
    };
    vec![File::new(format.extension(), format, content)]
}

fn indented(value: &Value) -> String {
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}

/// The words of the headline.
fn title(document: &Document) -> Option<String> {
    document.view().article.title.map(|span| document.line(span))
}

/// The authors' names.
fn authors(document: &Document) -> Vec<String> {
    let byline = document.view().article.byline.iter();
    byline.flat_map(|byline| &byline.authors).map(|&author| document.line(author)).collect()
}

/// The newspaper or agency.
fn outlet(document: &Document) -> Option<String> {
    let article = &document.view().article;
    let dateline = article.dateline.as_ref().and_then(|dateline| dateline.outlet);
    article.outlet.or(dateline).map(|span| document.line(span))
}

/// The chosen lines of the summary, in text order.
fn summary(document: &Document) -> Vec<String> {
    let summary = &document.view().summary;
    let mut spans: Vec<_> = summary.lines.iter().take(summary.chosen).map(|l| l.span).collect();
    spans.sort_unstable_by_key(|span| span.start);
    spans.into_iter().map(|span| document.line(span)).collect()
}

/// The events in text order, each as it is told first.
fn told(document: &Document) -> impl Iterator<Item = &Event> {
    document.view().events.iter().filter(|event| event.same_as.is_none())
}

/// Entities that are more than named in passing, the most salient first, with their number.
fn ranked(document: &Document) -> Vec<(usize, &Entity)> {
    let mut entities: Vec<(usize, &Entity)> = document.view().entities.iter().enumerate().collect();
    entities.sort_by(|(_, a), (_, b)| b.salience.total_cmp(&a.salience));
    entities
}

/// The kinds of entities in the order in which they are listed, with their headings.
const KINDS: [(&str, &str); 9] = [
    ("person", "People"),
    ("organization", "Organisations"),
    ("location", "Places"),
    ("facility", "Facilities"),
    ("group", "Groups"),
    ("event", "Events"),
    ("law", "Laws"),
    ("work", "Works"),
    ("product", "Products"),
];

/// The entities of each kind that has any, the most salient first.
fn by_kind(document: &Document) -> Vec<(&'static str, Vec<&Entity>)> {
    let ranked = ranked(document);
    let of = |kind: &str| -> Vec<&Entity> {
        ranked.iter().filter(|(_, e)| e.kind == kind).map(|&(_, entity)| entity).collect()
    };
    let kinds = KINDS.into_iter().map(|(kind, heading)| (heading, of(kind)));
    kinds.filter(|(_, entities)| !entities.is_empty()).collect()
}

/// A name on one line.
fn name(entity: &Entity) -> String {
    one_line(&entity.name)
}
