//! The only file that knows JavaScript: text in, plain objects out, offsets in UTF-16 code units.

#![allow(unreachable_pub, reason = "wasm-bindgen exports what is public")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "an argument that may be missing is passed by value"
)]

use crate::day;
use crate::offsets::Unit;
use crate::{Draft, Model, ModelError, Options, wire};
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("wasm.d.ts");

/// Prints panics, of which there are none, with their place to the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Version of the analysis and of the shape of its result.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Reads articles with one model; the next version of the last one faster.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Analyzer {
    model: Model,
    draft: RefCell<Draft>,
}

#[wasm_bindgen]
impl Analyzer {
    /// Loads the built-in model, or one given as bytes.
    ///
    /// # Errors
    /// An `Error` whose `code` begins with `model/` if the bytes are no model of this version.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Option<Vec<u8>>) -> Result<Analyzer, JsValue> {
        let model = match model {
            None => Model::builtin(),
            Some(bytes) => Model::load(&bytes).map_err(|error| model_error(&error))?,
        };
        Ok(Self { model, draft: RefCell::default() })
    }

    /// Reads one article. Offsets in the result count UTF-16 code units.
    ///
    /// # Errors
    /// An `Error` with code `options/published` if the date is none, `options/corrections` if these are none.
    #[wasm_bindgen(unchecked_return_type = "Analysis")]
    pub fn analyze(
        &self,
        text: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "AnalyzeOptions")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        let options = read_options(&options)?;
        let clock = Clock::new();
        let mut timings: Vec<(&str, f64)> = Vec::with_capacity(12);
        let mut last = clock.now();
        let mut lap = |stage| {
            let now = clock.now();
            timings.push((stage, now - last));
            last = now;
        };
        // Nothing that is called here calls this again.
        let draft = &mut self.draft.borrow_mut();
        let analysis = crate::reread(text, &self.model, &options, draft, &mut lap);
        let wire = wire::Analysis::new(text, &analysis, Unit::Utf16);
        let result = wire
            .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
            .map_err(|fault| error("internal", &fault.to_string()))?;
        lap("wire");
        let laps = js_sys::Object::new();
        for (stage, milliseconds) in timings {
            js_sys::Reflect::set(&laps, &stage.into(), &milliseconds.into())?;
        }
        js_sys::Reflect::set(&result, &"timings".into(), &laps)?;
        Ok(result)
    }

    /// Reads two to five articles and sets them side by side. Offsets count UTF-16 code units.
    ///
    /// # Errors
    /// An `Error` with code `compare/count` if there are fewer or more, or as [`Analyzer::analyze`] has them.
    #[wasm_bindgen(unchecked_return_type = "Comparison")]
    pub fn compare(
        &self,
        texts: Vec<String>,
        #[wasm_bindgen(unchecked_optional_param_type = "AnalyzeOptions[]")] options: JsValue,
    ) -> Result<JsValue, JsValue> {
        if !(2..=MOST_COMPARED as usize).contains(&texts.len()) {
            let count = texts.len();
            let told =
                format!("{count} articles were given; two to {MOST_COMPARED} can be compared.");
            return Err(error("compare/count", &told));
        }
        let mut read = Vec::with_capacity(texts.len());
        for (at, text) in texts.iter().enumerate() {
            let own = if options.is_undefined() || options.is_null() {
                JsValue::UNDEFINED
            } else {
                js_sys::Reflect::get_u32(&options, at as u32)?
            };
            read.push(crate::analyze(text, &self.model, &read_options(&own)?));
        }
        let told: Vec<crate::Told> = texts
            .iter()
            .zip(&read)
            .map(|(text, analysis)| crate::Told { text, analysis })
            .collect();
        let comparison = crate::compare(&told, &self.model);
        let analyses = told.iter().map(|t| wire::Analysis::new(t.text, t.analysis, Unit::Utf16));
        wire::Comparison::new(&comparison, analyses.collect())
            .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
            .map_err(|fault| error("internal", &fault.to_string()))
    }
}

/// Articles that are set side by side at most.
const MOST_COMPARED: u32 = 5;

fn read_options(options: &JsValue) -> Result<Options, JsValue> {
    let mut read = Options::default();
    if options.is_undefined() || options.is_null() {
        return Ok(read);
    }
    let published = js_sys::Reflect::get(options, &"published".into())?;
    if let Some(date) = published.as_string() {
        read.published = Some(day::read(&date).ok_or_else(|| {
            error("options/published", &format!("“{date}” is not a date; write it as 2025-12-31."))
        })?);
    }
    let corrections = js_sys::Reflect::get(options, &"corrections".into())?;
    if !corrections.is_undefined() {
        let told = |fault: String| error("options/corrections", &format!("Corrections: {fault}."));
        let all: Vec<crate::Correction> =
            serde_wasm_bindgen::from_value(corrections).map_err(|fault| told(fault.to_string()))?;
        crate::check_corrections(&all).map_err(told)?;
        read.corrections = all;
    }
    let sentences = js_sys::Reflect::get(options, &"summarySentences".into())?;
    if let Some(count) = sentences.as_f64() {
        read.summary_sentences = count as u32;
    }
    Ok(read)
}

fn model_error(fault: &ModelError) -> JsValue {
    error(fault.code(), &fault.to_string())
}

/// An `Error` with a stable `code` beside its message.
fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}

/// `performance.now()` of a window or a worker; stands still where there is none.
struct Clock(Option<web_sys::Performance>);

impl Clock {
    fn new() -> Self {
        let global = js_sys::global();
        let performance = js_sys::Reflect::get(&global, &"performance".into()).ok();
        Self(performance.and_then(|p| p.dyn_into().ok()))
    }

    fn now(&self) -> f64 {
        self.0.as_ref().map_or(0.0, web_sys::Performance::now)
    }
}
