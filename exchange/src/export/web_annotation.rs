//! W3C Web Annotation Data Model: an annotation page, each mark an annotation.
//!
//! The target is the text, by a position in code points and by the words themselves with those around
//! them, so that a copy of the article elsewhere can be marked too. The bodies say what it is
//! (`classifying`), whom it names (`identifying`) and what it comes to (`describing`); sureness and rule
//! are two terms of our own, declared in the context.

use crate::annotation::{MOST_ENTITIES, Points};
use crate::{Annotations, Fault, Mark};
use serde_json::{Value, json};

/// Words before and after a mark that a position is found again by, in code points.
const AROUND: usize = 32;

/// Before the number of an entity.
const ENTITY: &str = "urn:nutgraf:entity:";

/// The annotation page of the marks.
pub fn write(annotations: &Annotations) -> Value {
    let points = Points::new(&annotations.text);
    let source = source(&annotations.text);
    let items: Vec<Value> = (1..)
        .zip(&annotations.marks)
        .map(|(id, mark): (usize, &Mark)| item(annotations, &points, &source, id, mark))
        .collect();
    json!({
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            { "score": "urn:nutgraf:score", "why": "urn:nutgraf:why" },
        ],
        "id": format!("{source}:annotations"),
        "type": "AnnotationPage",
        "items": items,
    })
}

fn item(annotations: &Annotations, points: &Points, source: &str, id: usize, mark: &Mark) -> Value {
    let (start, end) = (points.at(mark.start), points.at(mark.end));
    let from = points.byte(start.saturating_sub(AROUND)).unwrap_or_default();
    let to = points.byte(end + AROUND).unwrap_or(annotations.text.len());
    let slice = |from, to| annotations.text.get(from..to).unwrap_or_default();
    let mut body =
        vec![json!({"type": "TextualBody", "purpose": "classifying", "value": mark.kind})];
    if let Some((entity, named)) = annotations.entity(mark) {
        body.push(json!({
            "id": format!("{ENTITY}{entity}"),
            "type": "TextualBody",
            "purpose": "identifying",
            "value": named.name,
        }));
    }
    if let Some(value) = &mark.value {
        body.push(json!({"type": "TextualBody", "purpose": "describing", "value": value}));
    }
    json!({
        "id": format!("{source}:annotation:{id}"),
        "type": "Annotation",
        "motivation": "classifying",
        "score": f64::from(mark.score) / 1000.0,
        "why": mark.why,
        "body": body,
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": annotations.words(mark),
                    "prefix": slice(from, mark.start),
                    "suffix": slice(mark.end, to),
                },
            ],
        },
    })
}

/// Reads an annotation page back onto its text.
///
/// # Errors
/// What is no annotation page, or an annotation that does not fit the text.
pub fn read(text: &str, json: &str) -> Result<Annotations, Fault> {
    let page: Value =
        serde_json::from_str(json).map_err(|e| Fault::new(format!("this is not JSON: {e}")))?;
    let items = page
        .get("items")
        .and_then(Value::as_array)
        .ok_or_else(|| Fault::new("this is no annotation page: it has no items"))?;
    let points = Points::new(text);
    let mut annotations = Annotations { text: text.to_owned(), ..Annotations::default() };
    for (number, item) in (1_usize..).zip(items) {
        let fault = |message: &str| Fault::at(format_args!("annotation {number}"), message);
        let selector = |kind: &str| {
            let all = item.pointer("/target/selector").map(list).unwrap_or_default();
            all.iter().find(|s| s.get("type").and_then(Value::as_str) == Some(kind))
        };
        let position = selector("TextPositionSelector")
            .ok_or_else(|| fault("it has no position in the text"))?;
        let byte = |name: &str| {
            let point = position.get(name).and_then(Value::as_u64)?;
            points.byte(usize::try_from(point).ok()?)
        };
        let (start, end) = byte("start")
            .zip(byte("end"))
            .filter(|(start, end)| start < end)
            .ok_or_else(|| fault("its position is not in the text"))?;
        let exact = selector("TextQuoteSelector").and_then(|s| s.get("exact")?.as_str());
        if exact.is_some_and(|words| text.get(start..end) != Some(words)) {
            return Err(fault(
                "its words are not those of the text; is it the text that was read?",
            ));
        }
        let bodies = item.get("body").map(list).unwrap_or_default();
        let body = |purpose: &str| {
            bodies.iter().find(|b| b.get("purpose").and_then(Value::as_str) == Some(purpose))
        };
        let value = |purpose| body(purpose).and_then(|b| b.get("value")?.as_str());
        let entity = body("identifying")
            .and_then(|b| b.get("id")?.as_str()?.strip_prefix(ENTITY)?.parse().ok())
            .filter(|&id| id < MOST_ENTITIES);
        if let Some(id) = entity {
            annotations.name(id, value("identifying").unwrap_or_default());
        }
        let score = item.get("score").and_then(Value::as_f64).unwrap_or(1.0);
        annotations.marks.push(Mark {
            start,
            end,
            kind: value("classifying").unwrap_or("thing").to_owned(),
            entity,
            value: value("describing").map(str::to_owned),
            score: (score.clamp(0.0, 1.0) * 1000.0).round() as u32,
            why: item.get("why").and_then(Value::as_str).unwrap_or("import/annotation").to_owned(),
        });
    }
    Ok(annotations)
}

/// One or several: JSON-LD writes a single thing without its list.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// A name for the text that two texts do not share: FNV-1a of its bytes.
fn source(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    format!("urn:nutgraf:text:{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_another_text_are_noticed() {
        let page = r#"{"items": [{"target": {"selector": [
            {"type": "TextPositionSelector", "start": 0, "end": 4},
            {"type": "TextQuoteSelector", "exact": "Anna"}]}}]}"#;
        assert!(read("Anna met Bo.", page).is_ok());
        let fault = read("Bo met Anna.", page).expect_err("other words");
        assert!(fault.to_string().starts_with("annotation 1: its words"), "{fault}");
    }

    #[test]
    fn a_single_body_or_selector_needs_no_list() {
        let page = r#"{"items": [{"body": {"purpose": "classifying", "value": "person"},
            "target": {"selector": {"type": "TextPositionSelector", "start": 0, "end": 4}}}]}"#;
        let read = read("Anna", page).expect("it fits");
        assert_eq!(Some("person"), read.marks.first().map(|mark| mark.kind.as_str()));
    }
}
