//! Accepts today's results as the expected ones: golden analyses, the schema, then the scoreboard.

use crate::{Result, lab, shell};

/// Environment variable that makes the golden test write instead of compare.
pub(crate) const BLESS: &str = "NUTGRAF_BLESS";

/// `cargo xtask bless`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    shell::run(
        shell::cargo()
            .args(["test", "--quiet", "--test", "golden", "--test", "schema"])
            .env(BLESS, "1"),
    )?;
    lab::score(arguments)
}
