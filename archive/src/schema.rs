//! The columns of an article, made from the JSON Schema of the analysis: one source for both.
//!
//! Every field keeps its name. Three things are beside what the JSON has, so that a question needs no second
//! look into the text: a span has its `text`; an index into `entities` has the name of that entity beside it
//! (`speaker`, `speakerName`); a list of spans its words (`content`, `contentText`). Words that would stand there
//! once more are left out: a third of the bytes.

use crate::Fault;
use arrow::datatypes::{DataType, Field as Column, Schema};
use serde_json::{Map, Value};

/// The JSON Schema of what Nutgraf writes.
const DOCUMENT: &str = include_str!("../../docs/nutgraf-1.schema.json");

/// Numbers that are no whole ones; all others are indices, counts and offsets.
const FRACTIONS: [&str; 6] = ["score", "salience", "low", "high", "latitude", "longitude"];

/// Fields that index `entities`; a `place` does so in a role alone.
const OF_ENTITIES: [&str; 3] = ["speaker", "entity", "organization"];

/// Spans whose words the spans of sentences hold.
const WORDLESS: [(&str, &str); 2] = [("Sentence", "body"), ("Block", "span")];

/// What differs from run to run and says nothing about the article.
const LEFT_OUT: [&str; 1] = ["timings"];

/// What a field holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Text,
    Whole,
    Fraction,
    Flag,
    /// Two offsets and the words between them.
    Span,
    /// Two offsets.
    Offsets,
    /// The name of the entity with this index.
    Name,
    /// The words of a list of spans.
    Words,
    List(Box<Shape>),
    Parts(Vec<Field>),
}

/// A field of the analysis as a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// Of the column.
    pub(crate) name: String,
    /// Of the JSON: another one if the column is made from it.
    pub(crate) key: String,
    pub(crate) shape: Shape,
}

impl Field {
    /// The field as a column of Arrow; anything may be missing in what an earlier version wrote.
    fn column(&self) -> Column {
        Column::new(&self.name, self.shape.data_type(), true)
    }

    /// The columns of one item, if the field is a list of items with parts: a table.
    pub(crate) fn table(&self) -> Option<&[Field]> {
        match &self.shape {
            Shape::List(item) => match item.as_ref() {
                Shape::Parts(fields) => Some(fields),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Shape {
    fn data_type(&self) -> DataType {
        match self {
            Self::Text | Self::Name | Self::Words => DataType::Utf8,
            Self::Whole => DataType::Int32,
            Self::Fraction => DataType::Float64,
            Self::Flag => DataType::Boolean,
            Self::Span | Self::Offsets => {
                let offsets = ["start", "end"].map(|at| Column::new(at, DataType::Int32, true));
                let text = Column::new("text", DataType::Utf8, true);
                let text = (*self == Self::Span).then_some(text);
                DataType::Struct(text.into_iter().chain(offsets).collect())
            }
            Self::List(item) => DataType::new_list(item.data_type(), true),
            Self::Parts(fields) => DataType::Struct(fields.iter().map(Field::column).collect()),
        }
    }
}

/// The fields of the analysis, those that were chosen or all, in the order of the JSON.
pub(crate) fn fields(selection: &[String]) -> Vec<Field> {
    let document: Value = serde_json::from_str(DOCUMENT).expect("our own schema is JSON");
    let definitions = document.get("$defs").and_then(Value::as_object).expect("it has definitions");
    let Shape::Parts(all) = Reader { definitions }.named("Analysis") else {
        unreachable!("an analysis has parts")
    };
    all.into_iter().filter(|f| selection.is_empty() || selection.contains(&f.key)).collect()
}

/// Whether all of these are fields of an analysis.
///
/// # Errors
/// Names the first that is none, and those that there are.
pub fn check_selection(selection: &[String]) -> Result<(), Fault> {
    let known: Vec<String> = fields(&[]).into_iter().map(|field| field.key).collect();
    match selection.iter().find(|name| !known.contains(name)) {
        Some(name) => Err(Fault::told(format!(
            "select: there is nothing called “{name}”; there are {}",
            known.join(", ")
        ))),
        None => Ok(()),
    }
}

/// The JSON Schema as it is published.
pub fn document() -> &'static str {
    DOCUMENT
}

/// The schema of a file of columns: what the article is called, its day, then the fields of the analysis.
/// `offsets` says what they count.
pub(crate) fn arrow(fields: &[Field], offsets: &str) -> Schema {
    let mut columns = vec![
        Column::new("id", DataType::Utf8, false),
        Column::new("published", DataType::Date32, true),
    ];
    columns.extend(fields.iter().map(Field::column));
    let facts = serde_json::json!({"version": env!("CARGO_PKG_VERSION"), "offsets": offsets});
    // One entry: of several, the order in the file would be another one each time.
    Schema::new_with_metadata(columns, [("nutgraf".to_owned(), facts.to_string())].into())
}

struct Reader<'a> {
    definitions: &'a Map<String, Value>,
}

impl Reader<'_> {
    fn named(&self, name: &str) -> Shape {
        if name == "Span" {
            return Shape::Span;
        }
        let Some(definition) = self.definitions.get(name) else { return Shape::Text };
        let properties = definition.get("properties").and_then(Value::as_object);
        let Some(properties) = properties else { return self.read(definition, "") };
        // The order of the types is that of what is required; the properties stand by name.
        let order = definition.get("required").and_then(Value::as_array).into_iter().flatten();
        let mut fields = Vec::new();
        for key in order.filter_map(Value::as_str).filter(|key| !LEFT_OUT.contains(key)) {
            let Some(property) = properties.get(key) else { continue };
            let mut shape = self.read(property, key);
            if shape == Shape::Span && WORDLESS.contains(&(name, key)) {
                shape = Shape::Offsets;
            }
            let beside = if shape == Shape::List(Box::new(Shape::Offsets)) {
                Some(("Text", Shape::Words))
            } else if shape == Shape::Whole
                && (OF_ENTITIES.contains(&key) || (name == "Role" && key == "place"))
            {
                Some(("Name", Shape::Name))
            } else {
                None
            };
            let field = |name: String, shape| Field { name, key: key.to_owned(), shape };
            fields.push(field(key.to_owned(), shape));
            fields.extend(beside.map(|(suffix, shape)| field(format!("{key}{suffix}"), shape)));
        }
        Shape::Parts(fields)
    }

    /// `key`: the field that holds it.
    fn read(&self, schema: &Value, key: &str) -> Shape {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.named(reference.rsplit('/').next().unwrap_or_default());
        }
        if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
            let is_null =
                |choice: &Value| choice.get("type").and_then(Value::as_str) == Some("null");
            let mut choices = choices.iter().filter(|choice| !is_null(choice));
            return match (choices.next(), choices.next()) {
                (Some(only), None) => self.read(only, key),
                // A word or a number: both as words.
                _ => Shape::Text,
            };
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("number") if FRACTIONS.contains(&key) => Shape::Fraction,
            Some("number") => Shape::Whole,
            Some("boolean") => Shape::Flag,
            Some("array") => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                Shape::List(Box::new(match self.read(items, key) {
                    Shape::Span => Shape::Offsets,
                    other => other,
                }))
            }
            _ => Shape::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_from_the_schema_with_words_and_names_beside() {
        let fields = fields(&["statements".into()]);
        let [statements] = fields.as_slice() else { panic!("{fields:?}") };
        let columns = statements.table().expect("a table");
        let shape = |name: &str| columns.iter().find(|c| c.name == name).map(|c| c.shape.clone());
        assert_eq!(Some(Shape::List(Box::new(Shape::Offsets))), shape("content"));
        assert_eq!(Some(Shape::Words), shape("contentText"));
        assert_eq!(Some(Shape::Whole), shape("speaker"));
        assert_eq!(Some(Shape::Name), shape("speakerName"));
        assert_eq!(Some(Shape::Fraction), shape("score"));
        assert_eq!(Some(Shape::Text), shape("kind"));
        assert_eq!(Some(Shape::Span), shape("cue"));
    }

    #[test]
    fn a_wrong_choice_is_told_with_the_right_ones() {
        let fault = check_selection(&["quotes".into()]).expect_err("none").to_string();
        assert!(fault.contains("quotes") && fault.contains("statements"), "{fault}");
        assert!(check_selection(&["events".into(), "entities".into()]).is_ok());
    }
}
