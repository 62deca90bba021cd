//! The rows of a file of columns.

use super::{Columns, Cut, Meter};
use crate::Fault;
use crate::record::Raw;
use arrow::array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::path::Path;
use std::sync::atomic::Ordering;

/// Rows that are decoded at once; of articles some 200 kB.
const ROWS: usize = 64;

pub(super) fn cut(path: &Path, columns: &Columns, meter: &Meter) -> Result<Cut, Fault> {
    let name = path.display().to_string();
    let fault = |error: &dyn std::fmt::Display| Fault::told(format!("{name}: {error}"));
    let file = File::open(path).map_err(|e| Fault::io(path.display(), &e))?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| fault(&e))?;
    let known: Vec<&str> = builder.schema().fields().iter().map(|f| f.name().as_str()).collect();
    if !known.contains(&columns.text.as_str()) {
        return Err(fault(&format!(
            "there is no column “{}”; name the one with the text by --text-column: {}",
            columns.text,
            known.join(", ")
        )));
    }
    let wanted = [columns.id.as_str(), &columns.text, &columns.published];
    let mask = ProjectionMask::columns(builder.parquet_schema(), wanted);
    let rows = u64::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or(1).max(1);
    let batches = builder.with_projection(mask).with_batch_size(ROWS).build();
    let batches = batches.map_err(|e| fault(&e))?;
    let (columns, meter) = (columns.clone(), meter.clone());
    let mut number = 0_u64;
    Ok(Box::new(batches.flat_map(move |batch| {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => {
                let reason = format!("reading ends here: {error}");
                return vec![(format!("{name}, row {}", number + 1), Raw::Broken(reason))];
            }
        };
        meter.fetch_add(size * batch.num_rows() as u64 / rows, Ordering::Relaxed);
        let column = |name: &str| batch.column_by_name(name).and_then(strings);
        let (id, text) = (column(&columns.id), column(&columns.text));
        let published = column(&columns.published);
        let cell = |column: &Option<StringArray>, row: usize| {
            let column = column.as_ref().filter(|column| column.is_valid(row))?;
            Some(column.value(row).to_owned())
        };
        let cells = (0..RecordBatch::num_rows(&batch)).map(|row| {
            number += 1;
            let (id, text) = (cell(&id, row), cell(&text, row));
            let raw = Raw::Cells { id, text, published: cell(&published, row) };
            (format!("{name}, row {number}"), raw)
        });
        cells.collect()
    })))
}

/// A column as strings: numbers and dates too.
fn strings(column: &ArrayRef) -> Option<StringArray> {
    let column = cast(column, &DataType::Utf8).ok()?;
    column.as_any().downcast_ref::<StringArray>().cloned()
}
