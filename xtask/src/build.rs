//! What the page loads: cargo, wasm-bindgen (as a library) and wasm-opt, into `www/pkg`.

use crate::{Result, setup, shell};
use base64::Engine;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Where the page looks.
const PACKAGE: &str = "www/pkg";

/// What rustc's WebAssembly uses beyond the first version of the standard.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds `www/pkg`.
pub(crate) fn run(_: &[String]) -> Result<()> {
    setup::wasm_target()?;
    shell::run(shell::cargo().args([
        "build",
        "--quiet",
        "--lib",
        "--package",
        "nutgraf",
        "--target",
        setup::WASM,
        "--profile",
        "wasm",
    ]))?;
    let module = shell::target().join(setup::WASM).join("wasm/nutgraf.wasm");
    let optimiser = optimiser();
    if optimiser.is_none() {
        eprintln!(
            "without npm there is no wasm-opt: the module stays a fifth larger than it could be"
        );
    }
    let stamp = Path::new(PACKAGE).join(".stamp");
    let inputs = format!("{:?} {:?}", optimiser, checksum(&std::fs::read(&module)?));
    if std::fs::read_to_string(&stamp).is_ok_and(|old| old == inputs) {
        return samples();
    }
    Bindgen::new().input_path(&module).web(true)?.typescript(true).generate(PACKAGE)?;
    let bound = Path::new(PACKAGE).join("nutgraf_bg.wasm");
    if let Some(optimiser) = &optimiser {
        shell::run(
            Command::new(optimiser)
                .arg(&bound)
                .args(["-Oz", "--strip-debug", "--strip-producers"])
                .args(FEATURES)
                .arg("-o")
                .arg(&bound),
        )?;
    }
    let base64 = base64::engine::general_purpose::STANDARD.encode(std::fs::read(&bound)?);
    std::fs::write(
        Path::new(PACKAGE).join("module.js"),
        format!(
            "/** The analyzer's WebAssembly as base64: imported, so that the page need not connect. */\nexport const wasm = \"{base64}\";\n"
        ),
    )?;
    samples()?;
    std::fs::write(stamp, inputs)?;
    Ok(())
}

/// Writes the sample articles as a module, because the page may not fetch.
fn samples() -> Result<()> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir("www/samples")?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<_>>()?;
    paths.sort();
    let mut samples = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let title = text.lines().next().unwrap_or_default().trim();
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        samples.push(serde_json::json!({"name": name, "title": title, "text": text}));
    }
    let json = serde_json::to_string_pretty(&samples)?;
    let path = Path::new(PACKAGE).join("samples.js");
    std::fs::write(path, format!("/** The sample articles. */\nexport const samples = {json};\n"))?;
    Ok(())
}

/// wasm-opt from the npm packages, if npm is here.
fn optimiser() -> Option<PathBuf> {
    let path = PathBuf::from("node_modules/.bin/wasm-opt");
    if shell::succeeds("npm", &["--version"]) {
        if let Err(error) = setup::npm_packages() {
            eprintln!("{error}");
        }
    }
    path.exists().then_some(path)
}

/// FNV-1a, to tell one module from another.
fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}
