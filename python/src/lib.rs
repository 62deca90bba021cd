//! Nutgraf as a Python module: an article to a dictionary, a batch of articles to a batch of analyses.
//!
//! Batches cross the border by Arrow's C data interface, without a copy. The interpreter's lock is given back while
//! articles are read. Nothing here starts threads: an engine has a process for each core already.

#![expect(clippy::needless_pass_by_value, reason = "what comes from Python is made for the call")]

use arrow::array::{Array, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Schema};
use arrow_pyarrow::{FromPyArrow, PyArrowType};
use nutgraf::offsets::Unit;
use nutgraf::{Model, Options, wire};
use nutgraf_archive::{Article, Fault, Rows, check_selection, date, select};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use serde_json::Value;
use std::sync::OnceLock;

/// The built-in model, loaded once.
fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(Model::builtin)
}

fn told(fault: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(fault.to_string())
}

/// What offsets count, by name, for the analysis and for what is made of it.
fn unit(name: &str) -> PyResult<(Unit, nutgraf_exchange::Unit)> {
    match name {
        "chars" => Ok((Unit::Chars, nutgraf_exchange::Unit::Chars)),
        "bytes" => Ok((Unit::Bytes, nutgraf_exchange::Unit::Bytes)),
        "utf16" => Ok((Unit::Utf16, nutgraf_exchange::Unit::Utf16)),
        _ => Err(told(format!("offsets: {name} is none of chars, bytes, utf16"))),
    }
}

fn read(article: &Article, unit: Unit) -> wire::Analysis {
    let mut options = Options::default();
    options.published = article.published;
    wire::Analysis::new(&article.text, &nutgraf::analyze(&article.text, model(), &options), unit)
}

/// Reads an article; the JSON of its analysis.
#[pyfunction]
fn analyze_json(
    py: Python<'_>,
    text: String,
    published: Option<&str>,
    offsets: &str,
    selection: Vec<String>,
) -> PyResult<String> {
    check_selection(&selection).map_err(told)?;
    let published = published.map_or(Ok(None), date).map_err(told)?;
    let (unit, _) = unit(offsets)?;
    let article = Article { id: Value::Null, text, published };
    py.detach(|| {
        let mut analysis = serde_json::to_value(read(&article, unit)).map_err(told)?;
        select(&mut analysis, &selection);
        serde_json::to_string(&analysis).map_err(told)
    })
}

/// Reads a batch of articles: a row out for each row in, in order.
#[pyfunction]
fn analyze_batch(
    py: Python<'_>,
    batch: &Bound<'_, PyAny>,
    columns: [String; 3],
    offsets: &str,
    selection: Vec<String>,
) -> PyResult<PyArrowType<RecordBatch>> {
    check_selection(&selection).map_err(told)?;
    let (unit, exchanged) = unit(offsets)?;
    let batch = RecordBatch::from_pyarrow_bound(batch)?;
    let rows = Rows::new(&selection, exchanged);
    let read = py.detach(|| {
        let articles = Articles::new(&batch, &columns)?;
        let read: Result<Vec<String>, Fault> = (0..batch.num_rows())
            .map(|at| match articles.at(at)? {
                Ok(article) => rows.row(&article, read(&article, unit)),
                // A row without a text has no analysis; it keeps its place and its name.
                Err(id) => Ok(serde_json::json!({"id": id}).to_string()),
            })
            .collect();
        rows.batch(&read?)
    });
    read.map(PyArrowType).map_err(told)
}

/// The columns of what `analyze_batch` gives.
#[pyfunction]
fn schema(offsets: &str, selection: Vec<String>) -> PyResult<PyArrowType<Schema>> {
    check_selection(&selection).map_err(told)?;
    let (_, exchanged) = unit(offsets)?;
    Ok(PyArrowType(Rows::new(&selection, exchanged).schema().as_ref().clone()))
}

/// The columns of a batch that articles are made of.
struct Articles {
    id: Option<StringArray>,
    text: StringArray,
    published: Option<StringArray>,
}

impl Articles {
    fn new(batch: &RecordBatch, [id, text, published]: &[String; 3]) -> Result<Self, Fault> {
        let column = |name: &str| {
            let column = cast(batch.column_by_name(name)?, &DataType::Utf8).ok()?;
            column.as_any().downcast_ref::<StringArray>().cloned()
        };
        let text = column(text).ok_or_else(|| {
            let known: Vec<_> =
                batch.schema_ref().fields().iter().map(|f| f.name().clone()).collect();
            Fault::Told(format!(
                "there is no text in a column “{text}”; there are {}",
                known.join(", ")
            ))
        })?;
        Ok(Self { id: column(id), text, published: column(published) })
    }

    /// The article in a row, or the name of one without a text.
    fn at(&self, row: usize) -> Result<Result<Article, String>, Fault> {
        let cell =
            |column: &StringArray| column.is_valid(row).then(|| column.value(row).to_owned());
        let id = self.id.as_ref().and_then(cell).unwrap_or_else(|| row.to_string());
        let Some(text) = cell(&self.text) else { return Ok(Err(id)) };
        let published = self.published.as_ref().and_then(cell);
        let published = published.as_deref().map_or(Ok(None), date);
        let published = published.map_err(|e| Fault::Told(format!("{id}: published: {e}")))?;
        Ok(Ok(Article { id: Value::String(id), text, published }))
    }
}

/// The module as Python loads it; `nutgraf` beside it is what is meant to be used.
#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(analyze_json, module)?)?;
    module.add_function(wrap_pyfunction!(analyze_batch, module)?)?;
    module.add_function(wrap_pyfunction!(schema, module)?)
}
