//! What comes into Nutgraf and what goes out: saved web pages in, exports of an analysis out and back in.
//!
//! A [`Page`] is the article of a saved web page. In: a [`Document`], an article with what was read in it. Out: files, in one of the [`Format`]s. The
//! same code writes for the page, the web component, the extension and the command line, so that they
//! agree to the byte. It knows the analysis by its JSON alone and needs no model: what the reader has
//! corrected, or opened again after a year, is exported like what was read a moment ago.

mod annotation;
mod document;
mod export;
mod fault;
mod format;
mod page;
mod view;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod words;

pub use annotation::{Annotations, Mark, Named};
pub use document::{Document, Unit};
pub use export::{File, brat, csv_cell, web_annotation, write};
pub use fault::Fault;
pub use format::Format;
pub use page::Page;
pub use words::Words;
