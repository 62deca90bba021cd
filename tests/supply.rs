//! What is built in comes from the public registry, may be handed on, and is there once.

use serde_json::Value;
use std::process::Command;

/// Licences under whose terms a crate may be part of what goes out, by their SPDX names.
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Whether an SPDX expression lets the crate be used; `/` is how `OR` was once written.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    // Brackets stand around a choice only, as in `(MIT OR Apache-2.0) AND Unicode-3.0`.
    expression.split(" AND ").all(|part| {
        let choices = part.trim_matches(['(', ')']);
        choices.split(" OR ").any(|name| ALLOWED.contains(&name.trim()))
    })
}

#[test]
fn licences_are_read_as_they_are_written() {
    for yes in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(allowed(yes), "{yes}");
    }
    for no in ["", "GPL-3.0", "MIT AND GPL-3.0", "(AGPL-3.0 OR GPL-3.0) AND MIT"] {
        assert!(!allowed(no), "{no}");
    }
}

#[test]
fn every_crate_may_be_handed_on_and_comes_from_the_public_registry() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    // Of the two platforms that are built for here, the one whose crates are always there.
    let output = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--format-version=1"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .output()
        .expect("Cargo runs this test");
    if !output.status.success() {
        // Crates of another platform alone were fetched: nothing that can be looked at.
        eprintln!("not checked: {}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    assert!(packages.len() > 20, "only {} crates", packages.len());
    for package in packages {
        let name = &package["name"];
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(allowed(licence), "{name} is under “{licence}”");
        if let Some(source) = package["source"].as_str() {
            assert_eq!(REGISTRY, source, "{name}");
        }
    }
}

#[test]
fn every_locked_crate_has_a_checksum() {
    let lock = std::fs::read_to_string("Cargo.lock").expect("the lock is part of the project");
    for package in lock.split("[[package]]").skip(1) {
        let ours = !package.contains("\nsource = ");
        assert!(ours || package.contains("\nchecksum = "), "{package}");
    }
}
