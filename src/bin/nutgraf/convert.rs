//! `nutgraf convert`: an export in another format.

use crate::output::{Format, Target};
use crate::{Failure, input};
use nutgraf_exchange::{Annotations, Document, brat, web_annotation};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "What can be read:
  - JSON that `nutgraf analyze --format document` or the page has written: into every format
  - brat (.ann) and Web Annotation (.jsonld), with the article as --text: into each other

Examples:
  nutgraf convert article.json --format markdown
  nutgraf convert corrected.ann --text article.txt --format web-annotation > article.anno.jsonld";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// What was exported.
    file: PathBuf,
    /// The article that the marks of a .ann or .jsonld file stand on.
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// What to write.
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    target: Target,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let file = input::read(&arguments.file)?;
    let told = |fault: &dyn std::fmt::Display| {
        Failure::Told(format!("{}: {fault}", arguments.file.display()))
    };
    let Some(text) = &arguments.text else {
        let document = Document::from_json(&file).map_err(|fault| told(&fault))?;
        return arguments.target.export(&document, arguments.format);
    };
    let text = input::read(text)?;
    let annotations = if ends_with(&arguments.file, "ann") {
        brat::read(&text, &file)
    } else {
        web_annotation::read(&text, &file)
    }
    .map_err(|fault| told(&fault))?;
    write(&annotations, arguments)
}

fn write(annotations: &Annotations, arguments: &Arguments) -> Result<(), Failure> {
    match arguments.format.0 {
        nutgraf_exchange::Format::Brat => arguments.target.put(".ann", &brat::write(annotations)),
        nutgraf_exchange::Format::WebAnnotation => {
            let page = format!("{:#}\n", web_annotation::write(annotations));
            arguments.target.put(".anno.jsonld", &page)
        }
        _ => Err(Failure::Told(
            "marks on a text can be written as brat or web-annotation; the other formats need the \
             whole analysis: export it as `document`"
                .into(),
        )),
    }
}

fn ends_with(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case(extension))
}
