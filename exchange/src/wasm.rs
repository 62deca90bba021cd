//! The only file here that knows JavaScript: strings in, strings out; what has parts goes as JSON.

#![allow(unreachable_pub, reason = "wasm-bindgen exports what is public")]

use crate::{Document, Fault, Format, Page, Unit};
use serde_json::json;
use wasm_bindgen::prelude::*;

/// Prints panics, of which there are none, with their place to the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Writes an article in a format, by its short name: a JSON list of `{suffix, type, content}`.
///
/// `analysis` is the JSON of what the analyzer gave.
///
/// # Errors
/// An `Error` in plain words: no such format, or an analysis of another text.
#[wasm_bindgen(js_name = writeFiles)]
pub fn write_files(format: &str, text: &str, analysis: &str) -> Result<String, JsValue> {
    let format =
        Format::named(format).ok_or_else(|| error(&format!("there is no format “{format}”")))?;
    let analysis = serde_json::from_str(analysis).map_err(|e| error(&e.to_string()))?;
    let document =
        Document::new(text.to_owned(), Unit::Utf16, analysis).map_err(|fault| told(&fault))?;
    let files: Vec<_> = crate::write(&document, format)
        .into_iter()
        .map(
            |file| json!({"suffix": file.suffix, "type": file.media_type, "content": file.content}),
        )
        .collect();
    Ok(json!(files).to_string())
}

/// Reads an article back that was written as JSON: `{text, analysis}` as JSON, offsets in UTF-16 units.
///
/// # Errors
/// An `Error` in plain words: it is something else, or does not fit together.
#[wasm_bindgen(js_name = openDocument)]
pub fn open_document(json: &str) -> Result<String, JsValue> {
    let document = Document::from_json(json)
        .and_then(|document| document.counted_in(Unit::Utf16))
        .map_err(|fault| told(&fault))?;
    Ok(json!({"text": document.text(), "analysis": document.analysis()}).to_string())
}

/// Reads the article out of a saved web page: `{title, authors, published, outlet, text, article}` as JSON;
/// `article` is all of it as one text, `text` is empty if the page holds no article.
#[wasm_bindgen(js_name = readPage)]
pub fn read_page(html: &str) -> String {
    let page = Page::read(html);
    json!({
        "title": page.title,
        "authors": page.authors,
        "published": page.published,
        "outlet": page.outlet,
        "text": page.text,
        "article": page.article(),
    })
    .to_string()
}

fn told(fault: &Fault) -> JsValue {
    error(&fault.to_string())
}

fn error(message: &str) -> JsValue {
    js_sys::Error::new(message).into()
}
