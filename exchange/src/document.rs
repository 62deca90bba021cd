//! An article with what was read in it, and its JSON.
//!
//! ```json
//! { "format": "nutgraf/1", "offsets": "utf16", "text": "…", "analysis": { … } }
//! ```
//!
//! `analysis` is what `nutgraf analyze --format json` and the analyzer in JavaScript give; its shape is
//! in the types of `src/wasm.d.ts`. The number behind `nutgraf/` changes only when an old reader would
//! read wrong: new fields do not change it, and every reader ignores those that it does not know.

use crate::Fault;
use crate::view::{Analysis, Span};
use crate::words::Words;
use serde::Deserialize;
use serde_json::{Value, json};
use std::ops::Range;

/// Name and version of the format.
pub(crate) const FORMAT: &str = "nutgraf/1";

/// What the offsets of a document count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// UTF-8 bytes.
    Bytes,
    /// UTF-16 code units.
    #[default]
    Utf16,
    /// Unicode code points.
    Chars,
}

impl Unit {
    /// Its name in the JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Utf16 => "utf16",
            Self::Chars => "chars",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Bytes, Self::Utf16, Self::Chars].into_iter().find(|unit| unit.name() == name)
    }

    pub(crate) fn width(self, c: char) -> usize {
        match self {
            Self::Bytes => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Chars => 1,
        }
    }
}

/// An article with what was read in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    text: String,
    unit: Unit,
    /// The analysis as it came, fields that the exporters do not know included.
    whole: Value,
    view: Analysis,
    words: Words,
}

impl Document {
    /// Takes an analysis of `text` whose offsets count `unit`.
    ///
    /// # Errors
    /// If it is no analysis, or a span of it does not fit the text.
    pub fn new(text: String, unit: Unit, mut analysis: Value) -> Result<Self, Fault> {
        let foreign = |why: &str| Fault::new(format!("this is no analysis of Nutgraf: {why}"));
        let fields = analysis.as_object_mut().ok_or_else(|| foreign("it is no object"))?;
        // Time that was spent on it says nothing about the article, and differs from run to run.
        fields.remove("timings");
        let view = Analysis::deserialize(&analysis).map_err(|e| foreign(&e.to_string()))?;
        let words = Words::new(&text, unit);
        let mut document = Self { text, unit, whole: Value::Null, view, words };
        document.check(&analysis)?;
        document.whole = analysis;
        Ok(document)
    }

    /// Reads what [`crate::Format::Json`] wrote.
    ///
    /// # Errors
    /// If it is something else, of a later version, or does not fit together.
    pub fn from_json(json: &str) -> Result<Self, Fault> {
        let mut value: Value =
            serde_json::from_str(json).map_err(|e| Fault::new(format!("this is not JSON: {e}")))?;
        let field = |name: &str| value.get(name).and_then(Value::as_str);
        match field("format") {
            Some(FORMAT) => {}
            Some(other) if other.starts_with("nutgraf/") => {
                return Err(Fault::new(format!(
                    "this was written by a later version of Nutgraf ({other}; this one reads {FORMAT})"
                )));
            }
            _ => return Err(Fault::new("this is no article that Nutgraf has exported as JSON")),
        }
        let unit = field("offsets")
            .and_then(Unit::named)
            .ok_or_else(|| Fault::new("offsets: this must be bytes, utf16 or chars"))?;
        let text =
            field("text").ok_or_else(|| Fault::new("text: the article is missing"))?.to_owned();
        let analysis = value.get_mut("analysis").map(Value::take).unwrap_or_default();
        Self::new(text, unit, analysis)
    }

    /// As [`Document::from_json`] reads it.
    pub fn to_json(&self) -> Value {
        json!({
            "format": FORMAT,
            "offsets": self.unit.name(),
            "text": self.text,
            "analysis": self.whole,
        })
    }

    /// The same with offsets that count `unit`.
    ///
    /// # Errors
    /// Never for a document that was made without one.
    pub fn counted_in(&self, unit: Unit) -> Result<Self, Fault> {
        let mut units = vec![0; self.text.len() + 1];
        let mut at = 0_u32;
        for (byte, c) in self.text.char_indices() {
            if let Some(slot) = units.get_mut(byte) {
                *slot = at;
            }
            at += unit.width(c) as u32;
        }
        if let Some(last) = units.last_mut() {
            *last = at;
        }
        let mut analysis = self.whole.clone();
        recount(&mut analysis, &|offset| {
            units.get(self.words.byte(offset) as usize).copied().unwrap_or_default()
        });
        Self::new(self.text.clone(), unit, analysis)
    }

    /// The article, exactly as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The analysis as it came.
    pub fn analysis(&self) -> &Value {
        &self.whole
    }

    pub(crate) fn view(&self) -> &Analysis {
        &self.view
    }

    /// A span in bytes.
    pub(crate) fn bytes(&self, span: Span) -> Range<usize> {
        self.words.range(span.start, span.end)
    }

    /// The words under a span.
    pub(crate) fn words(&self, span: Span) -> &str {
        self.words.of(&self.text, span.start, span.end)
    }

    /// The words under a span on one line, each run of white space as one blank.
    pub(crate) fn line(&self, span: Span) -> String {
        one_line(self.words(span))
    }

    /// Walks every span of an analysis and looks whether it fits the text.
    fn check(&self, value: &Value) -> Result<(), Fault> {
        if let Some(span) = as_span(value) {
            let fits = span.start <= span.end && self.words.has(span.end);
            return if fits {
                Ok(())
            } else {
                Err(Fault::new(format!(
                    "the span {} to {} does not fit the text; is it the text that was read?",
                    span.start, span.end
                )))
            };
        }
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| self.check(item)),
            Value::Object(fields) => fields.values().try_for_each(|item| self.check(item)),
            _ => Ok(()),
        }
    }
}

/// An object with `start` and `end` and nothing else.
pub(crate) fn as_span(value: &Value) -> Option<Span> {
    let fields = value.as_object().filter(|fields| fields.len() == 2)?;
    let at = |name| fields.get(name).and_then(Value::as_u64)?.try_into().ok();
    Some(Span { start: at("start")?, end: at("end")? })
}

/// Changes every span by `to`.
fn recount(value: &mut Value, to: &impl Fn(u32) -> u32) {
    if let Some(span) = as_span(value) {
        *value = json!({"start": to(span.start), "end": to(span.end)});
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| recount(item, to)),
        Value::Object(fields) => fields.values_mut().for_each(|item| recount(item, to)),
        _ => {}
    }
}

/// White space and control characters as single blanks.
pub(crate) fn one_line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let analysis = json!({"mentions": [{"span": {"start": 4, "end": 8}, "kind": "person"}]});
        Document::new("😀é Anna".into(), Unit::Utf16, analysis).expect("it fits")
    }

    #[test]
    fn offsets_change_their_unit_and_the_words_stay() {
        for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
            let changed = document().counted_in(unit).expect("it fits");
            let mention = changed.view().mentions.first().expect("one").span;
            assert_eq!("Anna", changed.words(mention), "{unit:?}");
            assert_eq!(document(), changed.counted_in(Unit::Utf16).expect("it fits"));
        }
    }

    #[test]
    fn what_is_written_is_read_again_unknown_fields_included() {
        let mut analysis = document().whole;
        analysis["later"] = json!([{"span": {"start": 0, "end": 2}, "new": 0.125}]);
        let document = Document::new("😀é Anna".into(), Unit::Utf16, analysis).expect("it fits");
        let json = document.to_json().to_string();
        assert_eq!(Ok(document), Document::from_json(&json));
    }

    #[test]
    fn a_span_beyond_the_text_is_refused() {
        let json = json!({"format": FORMAT, "offsets": "chars", "text": "Anna", "analysis": {"x": {"start": 0, "end": 5}}});
        let fault = Document::from_json(&json.to_string()).expect_err("too long");
        assert!(fault.to_string().contains("does not fit"), "{fault}");
    }

    #[test]
    fn a_later_version_says_so() {
        let fault = Document::from_json(r#"{"format": "nutgraf/2"}"#).expect_err("too new");
        assert!(fault.to_string().contains("later version"), "{fault}");
    }
}
