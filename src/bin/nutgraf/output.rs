//! Where an export goes: to standard output, or into files beside each other.

use crate::Failure;
use clap::ValueEnum;
use clap::builder::PossibleValue;
use nutgraf_exchange::{Document, File, write};
use std::io::Write;
use std::path::{Path, PathBuf};

/// An export format, by its short name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Format(pub(crate) nutgraf_exchange::Format);

/// All formats as clap wants them.
const ALL: [Format; nutgraf_exchange::Format::ALL.len()] = {
    let mut all = [Format(nutgraf_exchange::Format::Json); nutgraf_exchange::Format::ALL.len()];
    let mut at = 0;
    #[expect(
        clippy::indexing_slicing,
        reason = "the two are of one length, and this is a constant"
    )]
    while at < all.len() {
        all[at] = Format(nutgraf_exchange::Format::ALL[at]);
        at += 1;
    }
    all
};

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        use nutgraf_exchange::Format as F;
        let (name, help) = match self.0 {
            // `json` is the analysis alone, as the analyzer in JavaScript gives it.
            F::Json => ("document", "Article and analysis as JSON, to be opened again"),
            F::Csv => ("csv", "A table for each list: one by --table, all of them by --output"),
            F::Markdown => ("markdown", "Front matter, summary, who is in it, and the article"),
            F::Html => ("html", "The article as a page, with what was found marked"),
            F::WebAnnotation => ("web-annotation", "W3C Web Annotation: an annotation page"),
            F::JsonLd => ("json-ld", "schema.org NewsArticle"),
            F::GeoJson => ("geojson", "The places that have a point on the map"),
            F::Brat => ("brat", "Standoff annotation of the brat tool"),
            F::Conll => ("conll", "A token a line with IOB2 tags"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

/// Where an export goes.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// Write files of this name, each with its ending; standard output if not given.
    #[arg(short, long, value_name = "NAME")]
    output: Option<PathBuf>,
    /// Which table of --format csv goes to standard output.
    #[arg(long, value_name = "NAME", default_value = "mentions")]
    table: String,
}

impl Target {
    /// Writes `text` in a file with an ending, or to standard output.
    pub(crate) fn put(&self, suffix: &str, text: &str) -> Result<(), Failure> {
        let Some(name) = &self.output else {
            let written = std::io::stdout().write_all(text.as_bytes());
            return written.map_err(|e| Failure::io("standard output", &e));
        };
        let path = with_suffix(name, suffix);
        std::fs::write(&path, text).map_err(|e| Failure::io(&path.display().to_string(), &e))
    }

    /// Writes a document in a format.
    pub(crate) fn export(&self, document: &Document, format: Format) -> Result<(), Failure> {
        let files = write(document, format.0);
        if self.output.is_some() {
            return files.iter().try_for_each(|file| self.put(&file.suffix, &file.content));
        }
        // One file fits into standard output: of tables the one that was asked for, of brat the marks.
        let wanted = format!(".{}.csv", self.table);
        let csv = format.0 == nutgraf_exchange::Format::Csv;
        let file = if csv { files.iter().find(|f| f.suffix == wanted) } else { files.first() };
        match file {
            Some(file) => self.put("", &file.content),
            None => Err(Failure::Told(no_table(&self.table, &files))),
        }
    }
}

fn no_table(wanted: &str, files: &[File]) -> String {
    let tables: Vec<&str> = files
        .iter()
        .filter_map(|file| file.suffix.strip_prefix('.')?.strip_suffix(".csv"))
        .collect();
    format!("this article has no table “{wanted}”; it has: {}", tables.join(", "))
}

/// `name` with an ending, unless it has it.
fn with_suffix(name: &Path, suffix: &str) -> PathBuf {
    let mut path = name.as_os_str().to_owned();
    if !name.to_string_lossy().ends_with(suffix) {
        path.push(suffix);
    }
    path.into()
}
