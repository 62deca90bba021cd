//! The whole pipeline over the sample articles: what the page would get, compared with what is expected.
//!
//! A missing or changed analysis fails and says how to accept it; the difference is then in the review.

use nutgraf::offsets::Unit;
use nutgraf::{Model, Options, analyze, wire};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Set by `cargo xtask bless`: write what is expected instead of comparing.
const BLESS: &str = "NUTGRAF_BLESS";

fn samples() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir("www/samples")
        .expect("the samples are part of the project")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    paths.sort();
    paths
}

/// One object a line within each list, so that a change shows as the lines that it touches.
fn pretty(text: &str, analysis: &wire::Analysis) -> String {
    let json = serde_json::to_value(analysis).expect("plain values");
    let mut out = String::new();
    for (key, value) in json.as_object().expect("an object") {
        match value.as_array() {
            Some(items) => {
                writeln!(out, "{key}").expect("strings take all");
                for item in items {
                    let words = item.get("span").map(|span| slice(text, span)).unwrap_or_default();
                    writeln!(out, "  {item}  {words}").expect("strings take all");
                }
            }
            None => writeln!(out, "{key} {value}").expect("strings take all"),
        }
    }
    out
}

/// The first words under a span in bytes.
fn slice(text: &str, span: &serde_json::Value) -> String {
    let at = |key| span.get(key).and_then(serde_json::Value::as_u64).unwrap_or(0) as usize;
    let words = text.get(at("start")..at("end")).unwrap_or("NOT A SPAN");
    words.chars().take(60).collect::<String>().escape_debug().to_string()
}

#[test]
fn the_samples_are_read_as_expected() {
    let model = Model::builtin();
    let mut changed = Vec::new();
    for path in samples() {
        let text = std::fs::read_to_string(&path).expect("samples are UTF-8");
        let analysis = analyze(&text, &model, &Options::default());
        let fresh = pretty(&text, &wire::Analysis::new(&text, &analysis, Unit::Bytes));
        let name = path.file_stem().expect("a name").to_string_lossy();
        let golden = Path::new("tests/golden").join(format!("{name}.txt"));
        if std::env::var_os(BLESS).is_some() {
            std::fs::create_dir_all("tests/golden").expect("a writable project");
            std::fs::write(&golden, fresh).expect("a writable project");
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != fresh {
            let now = std::env::temp_dir().join(format!("nutgraf-{name}.txt"));
            std::fs::write(&now, fresh).expect("a writable temporary folder");
            changed.push(format!("diff {} {}", golden.display(), now.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "changed; look, then accept with `cargo xtask bless`:\n{}",
        changed.join("\n")
    );
}
