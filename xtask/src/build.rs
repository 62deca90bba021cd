//! The WebAssembly package: cargo, then wasm-bindgen as a library, into `www/pkg`.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds `www/pkg`.
pub(crate) fn package() -> Result<(), Box<dyn Error>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let _ = Command::new("rustup").args(["target", "add", TARGET]).status();
    let built = Command::new(cargo)
        .args(["build", "--lib", "--package", "nutgraf", "--target", TARGET, "--profile", "wasm"])
        .status()?;
    if !built.success() {
        return Err("cargo build failed".into());
    }
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".into());
    let wasm = Path::new(&target).join(TARGET).join("wasm/nutgraf.wasm");
    Bindgen::new().input_path(wasm).web(true)?.typescript(true).generate("www/pkg")?;
    Ok(())
}
