//! What a fresh machine lacks: the WebAssembly target, the npm packages, a Chromium, a Firefox.

use crate::{Result, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target that browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Everything that checks need but a browser, which only its own check asks for.
pub(crate) fn all() -> Result<()> {
    rust_components()?;
    wasm_target()?;
    npm_packages()
}

/// Adds the WebAssembly target if it is missing.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output()?;
    let sysroot = String::from_utf8(sysroot.stdout)?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).exists() {
        return Ok(());
    }
    shell::run(Command::new("rustup").args(["target", "add", WASM]))
        .map_err(|e| format!("the target {WASM} is missing and could not be added: {e}").into())
}

/// Adds rustfmt and clippy if they are missing.
fn rust_components() -> Result<()> {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !shell::succeeds("cargo", &[command, "--version"]) {
            shell::run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Installs the page's development tools, as locked, if they are missing or older than the lock.
pub(crate) fn npm_packages() -> Result<()> {
    let modified = |path: &str| std::fs::metadata(path).and_then(|m| m.modified()).ok();
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    shell::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"])).map_err(|e| {
        format!("the development tools could not be installed: {e}; Node 20.16 or later and npm are needed")
            .into()
    })
}

/// A Chromium: `CHROMIUM`, or a well-known place, or installed by apt if the user is root.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(path) = find_chromium() {
        return Ok(path);
    }
    apt_install("chromium")?;
    find_chromium().ok_or_else(|| {
        "no Chromium found; install it (Debian: apt-get install chromium) or set CHROMIUM to its path"
            .into()
    })
}

fn find_chromium() -> Option<PathBuf> {
    find("CHROMIUM", &["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"])
}

/// A Firefox, likewise by `FIREFOX`, a well-known place or apt; none where it cannot be had.
pub(crate) fn firefox() -> Option<PathBuf> {
    let known =
        || find("FIREFOX", &["/usr/bin/firefox-esr", "/usr/bin/firefox", "/snap/bin/firefox"]);
    known().or_else(|| {
        apt_install("firefox-esr").ok()?;
        known()
    })
}

/// The path that a variable names, or the first well-known one that is there.
fn find(variable: &str, places: &[&str]) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    named.into_iter().chain(places.iter().map(PathBuf::from)).find(|path| path.exists())
}

/// Installs a package of Debian if the user is root; does nothing elsewhere.
fn apt_install(package: &str) -> Result<()> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.trim_ascii() == b"0");
    if root && shell::succeeds("apt-get", &["--version"]) {
        shell::run(Command::new("apt-get").args(["update", "--quiet"]))?;
        shell::run(
            Command::new("apt-get")
                .args(["install", "--yes", "--quiet", package])
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )?;
    }
    Ok(())
}
