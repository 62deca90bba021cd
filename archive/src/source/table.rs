//! A table with a header line: values between commas, or between tabs if the name ends in `.tsv`.

use super::{Columns, Cut};
use crate::Fault;
use crate::record::Raw;
use csv::{ByteRecord, ReaderBuilder};
use std::io::BufRead;
use std::path::Path;

pub(super) fn cut(
    path: &Path,
    input: Box<dyn BufRead + Send>,
    columns: &Columns,
) -> Result<Cut, Fault> {
    let name = path.display().to_string();
    let tabs = name.to_ascii_lowercase().contains(".tsv");
    let mut reader = ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .flexible(true)
        .from_reader(input);
    let header = reader.byte_headers().map_err(|e| Fault::told(format!("{name}: {e}")))?.clone();
    let place = |column: &str| {
        header.iter().position(|cell| {
            let cell = cell.strip_prefix("\u{feff}".as_bytes()).unwrap_or(cell);
            cell.trim_ascii().eq_ignore_ascii_case(column.as_bytes())
        })
    };
    let text = place(&columns.text).ok_or_else(|| {
        let known: Vec<_> = header.iter().map(String::from_utf8_lossy).collect();
        Fault::told(format!(
            "{name}: there is no column “{}”; name the one with the text by --text-column: {}",
            columns.text,
            known.join(", ")
        ))
    })?;
    let (id, published) = (place(&columns.id), place(&columns.published));
    let mut row = ByteRecord::new();
    let mut ended = false;
    Ok(Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let read = reader.read_byte_record(&mut row);
        let line = row.position().map_or(0, csv::Position::line);
        let origin = format!("{name}, line {line}");
        let cell = |at: Option<usize>| {
            let cell = String::from_utf8_lossy(row.get(at?)?).into_owned();
            Some(cell).filter(|cell| !cell.trim().is_empty())
        };
        match read {
            Ok(false) => None,
            Ok(true) => Some((
                origin,
                Raw::Cells { id: cell(id), text: cell(Some(text)), published: cell(published) },
            )),
            Err(error) => {
                ended = true;
                Some((origin, Raw::Broken(format!("reading ends here: {error}"))))
            }
        }
    })))
}
