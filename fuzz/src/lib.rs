//! What must hold for any bytes: one function for each way in. They panic where it does not.

use nutgraf::{CorrectionsFile, Model, Options, wire};
use nutgraf_exchange::{Document, Format, Page, Unit, brat, web_annotation, write};
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(Model::builtin);

/// Any text is read, and its analysis is one that every export can write.
pub fn analyze(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let analysis = nutgraf::analyze(&text, &MODEL, &Options::default());
    let analysis = wire::Analysis::new(&text, &analysis, nutgraf::offsets::Unit::Bytes);
    let analysis = serde_json::to_value(analysis).expect("plain values");
    let document = Document::new(text, Unit::Bytes, analysis).expect("our own analysis");
    write_all(&document);
}

/// Any markup is taken apart, and leaves no NUL, as in browsers.
pub fn page(bytes: &[u8]) {
    let html = String::from_utf8_lossy(bytes);
    let article = Page::read(&html).article();
    // One that JSON spells out is the page's own.
    assert!(!article.contains('\0') || html.contains("u0000"), "NULs of markup are no text");
}

/// Any file is opened or refused, as each of the formats that are read back; what is opened can be written.
pub fn exchange(bytes: &[u8]) {
    let file = String::from_utf8_lossy(bytes);
    if let Ok(document) = Document::from_json(&file) {
        write_all(&document);
        let again = Document::from_json(&document.to_json().to_string());
        assert_eq!(Ok(document), again, "what is written is read back");
    }
    // Marks stand beside their text; here both are one file.
    if let Ok(marks) = brat::read(&file, &file) {
        brat::write(&marks);
    }
    if let Ok(marks) = web_annotation::read(&file, &file) {
        web_annotation::write(&marks);
    }
}

/// Any file is a model or is refused.
pub fn model(bytes: &[u8]) {
    if let Err(error) = Model::load(bytes) {
        assert!(!error.code().is_empty() && !error.to_string().contains('\n'), "one line: {error}");
    }
}

/// Any file of corrections is heeded or refused; what is heeded leaves an analysis that every export can write.
pub fn corrections(bytes: &[u8]) {
    const TEXT: &str =
        "Ada Orr, the mayor of Oslo, met Jon Hale on Monday. Orr said: “Hale was late.”";
    let Ok(file) = serde_json::from_slice::<CorrectionsFile>(bytes) else { return };
    let Ok(corrections) = file.into_corrections() else { return };
    let mut options = Options::default();
    options.corrections = corrections;
    let analysis = nutgraf::analyze(TEXT, &MODEL, &options);
    let analysis = wire::Analysis::new(TEXT, &analysis, nutgraf::offsets::Unit::Bytes);
    let analysis = serde_json::to_value(analysis).expect("plain values");
    write_all(&Document::new(TEXT.to_owned(), Unit::Bytes, analysis).expect("our own analysis"));
}

fn write_all(document: &Document) {
    for format in Format::ALL {
        write(document, format);
    }
}
