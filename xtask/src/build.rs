//! What the page loads: cargo, wasm-bindgen (as a library) and wasm-opt, into `www/pkg`.

use crate::{Result, dist, lab, setup, shell};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Where the page looks.
const PACKAGE: &str = "www/pkg";

/// What rustc's WebAssembly uses beyond the first version of the standard.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// With the knowledge that the first kilobyte is the end of the stack, where nothing lies. After brotli `-O2` is no larger
/// than `-Oz --converge` (1,290.5 kB, 1,291.2) and takes half the time.
const OPTIMISE: [&str; 4] = ["-O2", "--low-memory-unused", "--strip-debug", "--strip-producers"];

/// How readily LLVM inlines, in its own unit; by itself up to 225 at optimisation level 2. With 50 the analyzer is 16 kB smaller
/// after brotli and some 4 % slower, with 225 it is 15 kB larger and some 3 % faster, and the npm package beyond its budget.
const INLINE: &str = "-Cllvm-args=-inline-threshold=110";

/// The same for what reads saved pages and writes exports, which nobody waits for.
const INLINE_RARELY: &str = "-Cllvm-args=-inline-threshold=25";

/// Vectors of 128 bits: 6.5 instead of 7.8 ms for an article of 3.6 kB in Node, in one process turn by turn, for 6 kB after
/// brotli. No second module without them: whatever has the `Promise.withResolvers` that the page needs (Chromium 119, Firefox
/// 121, Safari 17.4) has had them for a year at least (91, 89, 16.4).
const VECTORS: &str = "-Ctarget-feature=+simd128";

/// `cargo xtask build`: the page, and what it weighs.
pub(crate) fn run(_: &[String]) -> Result<()> {
    dist::site()?;
    lab::sizes()
}

/// A module of the page.
struct Module {
    /// The library that it is built of.
    library: &'static str,
    /// The script that holds its bytes.
    script: &'static str,
    /// How readily it is inlined.
    inline: &'static str,
}

const MODULES: [Module; 2] = [
    Module { library: "nutgraf", script: "module.js", inline: INLINE },
    Module { library: "nutgraf_exchange", script: "exchange-module.js", inline: INLINE_RARELY },
];

/// Where Cargo builds a module: each in a folder of its own, because other flags would build all that they share anew
/// each time.
fn folder(library: &str) -> PathBuf {
    if library == "nutgraf" { shell::target() } else { shell::target().join(library) }
}

/// Builds `www/pkg`, as far as it is not of today.
pub(crate) fn page() -> Result<()> {
    setup::wasm_target()?;
    for Module { library, inline, .. } in &MODULES {
        shell::run(
            shell::cargo()
                .args(["build", "--lib", "--target", setup::WASM, "--profile", "wasm"])
                .args(["--package", &library.replace('_', "-")])
                .arg("--target-dir")
                .arg(folder(library))
                .env("CARGO_ENCODED_RUSTFLAGS", flags(inline)),
        )?;
    }
    let optimiser = optimiser();
    if optimiser.is_none() {
        eprintln!(
            "without npm there is no wasm-opt: the module stays a fifth larger than it could be"
        );
    }
    atlas()?;
    for made in &MODULES {
        module(made, optimiser.as_deref())?;
    }
    samples()
}

/// How readily to inline, [`VECTORS`], and flags that name each crate alike wherever Cargo keeps its registry: panics tell their
/// places, and the same source is to give the same bytes on every machine.
fn flags(inline: &str) -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let sources = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    let mut flags: Vec<String> = sources
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("--remap-path-prefix={}=crates", entry.path().display()))
        .collect();
    flags.sort();
    flags.extend([inline, VECTORS].map(str::to_owned));
    // What Cargo takes between two flags, so that paths may hold blanks.
    flags.join("\u{1f}")
}

/// Binds one library to JavaScript, unless that is done already.
fn module(Module { library, script, .. }: &Module, optimiser: Option<&Path>) -> Result<()> {
    let module = folder(library).join(setup::WASM).join("wasm").join(format!("{library}.wasm"));
    let stamp = Path::new(PACKAGE).join(format!(".{library}.stamp"));
    let steps = checksum(include_bytes!("build.rs"));
    let inputs = format!("{steps:x} {:x} {optimiser:?}", checksum(&std::fs::read(&module)?));
    if std::fs::read_to_string(&stamp).is_ok_and(|old| old == inputs) {
        return Ok(());
    }
    Bindgen::new().input_path(&module).web(true)?.typescript(true).generate(PACKAGE)?;
    let bound = Path::new(PACKAGE).join(format!("{library}_bg.wasm"));
    if let Some(optimiser) = optimiser {
        shell::run(
            Command::new(optimiser).arg(&bound).args(OPTIMISE).args(FEATURES).arg("-o").arg(&bound),
        )?;
    }
    std::fs::write(Path::new(PACKAGE).join(script), module_script(&std::fs::read(&bound)?))?;
    std::fs::write(stamp, inputs)?;
    Ok(())
}

/// Bundles the map of the world, unless it is there and younger than what it is made of.
fn atlas() -> Result<()> {
    let modified = |path: &str| std::fs::metadata(path).and_then(|m| m.modified()).ok();
    let made = modified("www/pkg/atlas.js");
    let sources = ["www/atlas.js", "xtask/atlas.js", "package-lock.json"];
    if made.is_some() && sources.iter().all(|source| modified(source) <= made) {
        return Ok(());
    }
    setup::npm_packages()?;
    std::fs::create_dir_all(PACKAGE)?;
    shell::run(Command::new("node").arg("xtask/atlas.js"))
}

/// A module that exports bytes as a string of one character each, U+0000 to U+00FF.
///
/// Base64 would tear each byte over two letters, which brotli cannot put together again: it costs a
/// fifth of the download, this a fifteenth.
fn module_script(bytes: &[u8]) -> String {
    let mut script = String::with_capacity(2 * bytes.len());
    script.push_str(
        "/** WebAssembly, a character a byte: imported, so that the page need not connect. */\n\
         export const wasm = \"",
    );
    for &byte in bytes {
        match byte {
            b'\n' => script.push_str("\\n"),
            b'\r' => script.push_str("\\r"),
            b'"' | b'\\' => script.extend(['\\', char::from(byte)]),
            _ => script.push(char::from(byte)),
        }
    }
    script.push_str("\";\n");
    script
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
    if shell::succeeds("npm", &["--version"])
        && let Err(error) = setup::npm_packages()
    {
        eprintln!("{error}");
    }
    path.exists().then_some(path)
}

/// FNV-1a, to tell one file from another.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_characters_and_only_what_ends_a_string_is_escaped() {
        let script = module_script(b"\0asm\n\r\"\\\xff");
        assert!(script.ends_with("wasm = \"\0asm\\n\\r\\\"\\\\\u{ff}\";\n"), "{script:?}");
    }
}
