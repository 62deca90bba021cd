//! An analysis as a row: the fields that were chosen, with the words and names that belong to them.

use crate::Fault;
use crate::record::Article;
use crate::schema::{self, Field, Shape};
use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use arrow::json::ReaderBuilder;
use nutgraf_exchange::{Unit, Words};
use serde::Serialize;
use serde_json::{Map, Value};

/// What stands between the parts of what is said: words were left out there.
const GAP: &str = " … ";

/// Of an analysis, the fields that were chosen.
pub fn select(analysis: &mut Value, selection: &[String]) {
    if let Some(fields) = analysis.as_object_mut().filter(|_| !selection.is_empty()) {
        fields.retain(|name, _| selection.contains(name));
    }
}

/// Analyses as rows, and rows as a batch of columns.
#[derive(Debug, Clone)]
pub struct Rows {
    fields: Vec<Field>,
    unit: Unit,
    schema: SchemaRef,
}

impl Rows {
    /// Rows of the fields that were chosen, all if none were; offsets count `unit`.
    pub fn new(selection: &[String], unit: Unit) -> Self {
        let fields = schema::fields(selection);
        let schema = SchemaRef::new(schema::arrow(&fields, unit.name()));
        Self { fields, unit, schema }
    }

    /// The columns.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// A row as JSON: a tenth of what it takes as a tree.
    ///
    /// # Errors
    /// If the analysis cannot be written as JSON.
    pub fn row(&self, article: &Article, analysis: impl Serialize) -> Result<String, Fault> {
        let row = self.tree(article, analysis)?;
        serde_json::to_string(&row).map_err(|error| Fault::told(error.to_string()))
    }

    /// A row as a tree.
    pub(crate) fn tree(
        &self,
        article: &Article,
        analysis: impl Serialize,
    ) -> Result<Map<String, Value>, Fault> {
        let analysis =
            serde_json::to_value(analysis).map_err(|error| Fault::told(error.to_string()))?;
        Ok(row(article, &analysis, &self.fields, self.unit))
    }

    pub(crate) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Rows as a batch, in their order.
    ///
    /// # Errors
    /// If a row does not fit the columns.
    pub fn batch(&self, rows: &[String]) -> Result<RecordBatch, Fault> {
        let told = |error: arrow::error::ArrowError| Fault::told(error.to_string());
        let reader = ReaderBuilder::new(self.schema()).with_batch_size(rows.len().max(1));
        let mut decoder = reader.build_decoder().map_err(told)?;
        for row in rows {
            decoder.decode(row.as_bytes()).map_err(told)?;
        }
        let batch = decoder.flush().map_err(told)?;
        Ok(batch.unwrap_or_else(|| RecordBatch::new_empty(self.schema())))
    }
}

/// The row of an article; `analysis` is whole.
pub(crate) fn row(
    article: &Article,
    analysis: &Value,
    fields: &[Field],
    unit: Unit,
) -> Map<String, Value> {
    let id = match &article.id {
        Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    let told = || analysis.pointer("/article/published/date").cloned();
    let published = article.published.map(|day| Value::from(day.to_string())).or_else(told);
    let mut row = Map::new();
    row.insert("id".into(), id.into());
    row.insert("published".into(), published.unwrap_or_default());
    let reader = Reader {
        text: &article.text,
        words: Words::new(&article.text, unit),
        entities: analysis.get("entities").and_then(Value::as_array).map_or(&[], Vec::as_slice),
    };
    row.extend(reader.parts(analysis, fields));
    row
}

struct Reader<'a> {
    text: &'a str,
    words: Words,
    entities: &'a [Value],
}

impl Reader<'_> {
    fn parts(&self, value: &Value, fields: &[Field]) -> Map<String, Value> {
        let read = |field: &Field| {
            let value = value.get(&field.key).filter(|value| !value.is_null())?;
            Some((field.name.clone(), self.value(value, &field.shape)))
        };
        fields.iter().filter_map(read).collect()
    }

    fn value(&self, value: &Value, shape: &Shape) -> Value {
        match shape {
            Shape::Text => match value {
                Value::String(_) | Value::Null => value.clone(),
                other => other.to_string().into(),
            },
            Shape::Whole | Shape::Fraction | Shape::Flag | Shape::Offsets => value.clone(),
            Shape::Span => {
                let mut span = value.as_object().cloned().unwrap_or_default();
                span.insert("text".into(), self.span(value).into());
                span.into()
            }
            Shape::Name => {
                let index = value.as_u64().and_then(|index| usize::try_from(index).ok());
                let entity = index.and_then(|index| self.entities.get(index));
                entity.and_then(|entity| entity.get("name")).cloned().unwrap_or_default()
            }
            Shape::Words => {
                let spans = value.as_array().map_or(&[][..], Vec::as_slice);
                spans.iter().map(|span| self.span(span)).collect::<Vec<_>>().join(GAP).into()
            }
            Shape::List(item) => {
                let items = value.as_array().map_or(&[][..], Vec::as_slice);
                items.iter().map(|value| self.value(value, item)).collect::<Vec<_>>().into()
            }
            Shape::Parts(fields) => self.parts(value, fields).into(),
        }
    }

    /// The words of a span.
    fn span(&self, span: &Value) -> &str {
        let at = |name| span.get(name).and_then(Value::as_u64)?.try_into().ok();
        let words = |(start, end)| self.words.of(self.text, start, end);
        at("start").zip(at("end")).map_or("", words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;
    use serde_json::json;

    #[test]
    fn words_and_names_stand_beside_what_points_at_them() {
        let article =
            Article {
                id: 7.into(), text: "😀 “No,” she said, “never.”".into(), published: None
            };
        let analysis = json!({
            "article": {"published": {"date": "2025-12-14"}},
            "entities": [{"name": "Ada Orr"}],
            "statements": [{
                "content": [{"start": 3, "end": 8}, {"start": 19, "end": 27}],
                "speaker": 0, "cue": null, "score": 0.5,
            }],
        });
        let fields = schema::fields(&["statements".into()]);
        let row = Value::from(row(&article, &analysis, &fields, Unit::Utf16));
        assert_eq!(json!("7"), row["id"]);
        assert_eq!(json!("2025-12-14"), row["published"]);
        let statement = &row["statements"][0];
        assert_eq!(json!("“No,” … “never.”"), statement["contentText"]);
        assert_eq!(json!({"start": 3, "end": 8}), statement["content"][0]);
        assert_eq!(json!("Ada Orr"), statement["speakerName"]);
        assert_eq!(None, row.get("entities"));
    }
}
