//! Whose code is in it, and whether a fault of it is known: `cargo deny` and `npm audit`.
//!
//! `tests/supply.rs` checks licences and sources with nothing but Cargo. What needs a tool of its own or a list that is
//! fetched is done here, and where one cannot be had it is said what was not checked.

use crate::shell::Tally;
use crate::{Result, setup, shell};
use serde_json::Value;
use std::process::{Command, Stdio};

/// What Cargo alone can tell, once the crates are here.
const WITHOUT_NETWORK: [&str; 3] = ["licenses", "bans", "sources"];

/// `cargo xtask supply`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask supply".into());
    }
    if !has_deny() {
        return Err(
            "cargo-deny is needed: cargo install cargo-deny --locked (some ten minutes)".into()
        );
    }
    setup::npm_packages()?;
    let tally = check()?;
    if tally.failed == 0 { Ok(()) } else { Err("see above".into()) }
}

/// What can be checked here; what cannot be is told, and is no fault.
#[expect(clippy::print_stdout, reason = "what was not checked must be seen")]
pub(crate) fn check() -> Result<Tally> {
    let mut tally = Tally::default();
    let mut one = |name: &str, well: bool| {
        println!("{name}: {}", if well { "ok" } else { "FAILED" });
        tally.add(Tally { passed: usize::from(well), failed: usize::from(!well) });
    };
    if has_deny() {
        one("cargo deny: licences, doubles, sources", deny(&WITHOUT_NETWORK)?);
        if shell::succeeds("cargo", &["deny", "fetch", "db"]) {
            one("cargo deny: known faults of crates", deny(&["advisories"])?);
        } else {
            println!("not checked: the list of known faults of crates cannot be fetched from here");
        }
    } else {
        println!("not checked by cargo deny: it is not here (cargo install cargo-deny --locked)");
    }
    let audit = Command::new("npm").args(["audit", "--json"]).stdin(Stdio::null()).output()?;
    match faults(&audit.stdout) {
        Some(0) => one("npm audit", true),
        Some(_) => {
            println!("{}", String::from_utf8_lossy(&audit.stdout));
            one("npm audit", false);
        }
        None => println!("not checked by npm audit: the registry does not answer it from here"),
    }
    Ok(tally)
}

fn has_deny() -> bool {
    shell::succeeds("cargo", &["deny", "--version"])
}

fn deny(what: &[&str]) -> Result<bool> {
    let mut cargo = shell::cargo();
    cargo.args(["deny", "--log-level", "error", "check", "--hide-inclusion-graph"]).args(what);
    Ok(cargo.stdin(Stdio::null()).status()?.success())
}

/// The known faults that `npm audit` counts; nothing if it could not ask.
fn faults(json: &[u8]) -> Option<u64> {
    let report: Value = serde_json::from_slice(json).ok()?;
    report.pointer("/metadata/vulnerabilities/total")?.as_u64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_that_could_not_be_made_is_none_without_a_fault() {
        assert_eq!(faults(br#"{"metadata": {"vulnerabilities": {"total": 2}}}"#), Some(2));
        assert_eq!(faults(br#"{"metadata": {"vulnerabilities": {"total": 0}}}"#), Some(0));
        assert_eq!(faults(br#"{"message": "405 Method Not Allowed"}"#), None);
        assert_eq!(faults(b""), None);
    }
}
