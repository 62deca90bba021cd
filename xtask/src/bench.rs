//! How fast, how large: measured part by part, each into its section of `benches/RESULTS.md`.

use crate::{Result, build, dist, lab, setup, shell};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

#[path = "../../benches/texts/mod.rs"]
mod texts;

/// Where the results stand.
const RESULTS: &str = "benches/RESULTS.md";

/// Bytes of the texts that are read, each ten times the last.
const SIZES: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// How often the sample articles are told anew under other names, for what reads article by article.
const ROUNDS: usize = 10;

/// Those who are measured beside us, in versions that were tried.
const PEERS: [&str; 3] = ["wink-nlp@2.4.0", "wink-eng-lite-web-model@1.8.1", "compromise@14.17.0"];

/// A part: its section, and what prints it.
type Part = (&'static str, fn() -> Result<Command>);

/// What needs nothing but what the tests need.
const OURS: [Part; 5] = [
    ("Native, stage by stage", || Ok(native("stages"))),
    ("Native, by size", || Ok(native("growth"))),
    ("WebAssembly in Node", || Ok(script("node.js"))),
    ("The page in Chromium", || {
        dist::site()?;
        let mut script = script("chromium.js");
        script.env("CHROMIUM", setup::chromium()?);
        Ok(script)
    }),
    ("Over the wire", || Ok(lab::command("sizes"))),
];

/// What is got from the registries first.
const BESIDE_US: [Part; 1] = [("Beside others, in Node", || {
    let mut script = script("peers.js");
    script.arg(peers()?);
    Ok(script)
})];

/// `cargo xtask bench [--peers]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let parts: &[Part] = match arguments {
        [] => &OURS,
        [flag] if flag == "--peers" => &BESIDE_US,
        _ => return Err("usage: cargo xtask bench [--peers]".into()),
    };
    build::page()?;
    write_texts()?;
    for (title, command) in parts {
        measure(title, &mut command()?)?;
    }
    Ok(())
}

/// Runs a measurement, shows what it says, and keeps it as its section of the results.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
fn measure(title: &str, command: &mut Command) -> Result<()> {
    println!("\n== {title}");
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{}", said.trim_end());
    if !output.status.success() {
        return Err(format!("{title}: failed ({})", output.status).into());
    }
    let body = format!("{}\n\n```text\n{}\n```", machine(), said.trim_end());
    let old = std::fs::read_to_string(RESULTS)?;
    std::fs::write(RESULTS, with_section(&old, title, &body))?;
    Ok(())
}

/// The file with the body of one section replaced, or with a new section at its end.
fn with_section(file: &str, title: &str, body: &str) -> String {
    let mut parts = file.split("\n## ");
    let mut out = parts.next().unwrap_or_default().trim_end().to_owned();
    let mut found = false;
    let new = format!("\n\n## {title}\n\n{body}");
    for part in parts {
        if part.lines().next() == Some(title) {
            out += &new;
            found = true;
        } else {
            out += "\n\n## ";
            out += part.trim_end();
        }
    }
    if !found {
        out += &new;
    }
    out.push('\n');
    out
}

/// What it was measured on, in general words, and how busy that was.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let mut line = format!("{cores} cores ({})", std::env::consts::ARCH);
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let memory = read("/proc/meminfo");
    let kilobytes = memory.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok());
    if let Some(kilobytes) = kilobytes {
        let _ = write!(line, ", {:.0} GB of memory", kilobytes / 1e6);
    }
    if let Ok(rustc) = Command::new("rustc").arg("--version").output() {
        let version = String::from_utf8_lossy(&rustc.stdout);
        let _ = write!(line, ", rustc {}", version.split_whitespace().nth(1).unwrap_or("?"));
    }
    if let Some(load) = read("/proc/loadavg").split_whitespace().next() {
        let _ = write!(line, "; load when it began: {load}");
    }
    line
}

/// The folder of the texts.
fn folder() -> PathBuf {
    shell::target().join("bench")
}

/// Writes the texts that the scripts read.
fn write_texts() -> Result<()> {
    let folder = folder();
    std::fs::create_dir_all(&folder)?;
    for size in SIZES {
        std::fs::write(folder.join(format!("news-{size}.txt")), texts::news(size))?;
        std::fs::write(folder.join(format!("others-{size}.txt")), texts::others(size))?;
    }
    let samples = texts::samples();
    let articles: Vec<String> = (0..ROUNDS)
        .flat_map(|round| samples.iter().map(move |article| texts::renamed(article, round)))
        .collect();
    std::fs::write(folder.join("articles.json"), serde_json::to_string(&articles)?)?;
    Ok(())
}

fn native(bench: &str) -> Command {
    let mut cargo = shell::cargo();
    cargo.args(["bench", "--quiet", "--no-default-features", "--bench", bench]);
    cargo
}

fn script(name: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(format!("benches/{name}")).env("NUTGRAF_TEXTS", folder());
    node
}

/// Installs those who are measured beside us, unless they are there; the folder that has them.
fn peers() -> Result<PathBuf> {
    let folder = shell::target().join("peers");
    let stamp = folder.join(".stamp");
    let wanted = PEERS.join(" ");
    if std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("package.json"), "{ \"private\": true }\n")?;
    shell::run(
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact"])
            .args(PEERS)
            .current_dir(&folder),
    )?;
    std::fs::write(stamp, wanted)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_where_it_stands_and_others_stay() {
        let file = "# Results\n\nHow.\n\n## One\n\nold\n\n## Two\n\nkept\n";
        assert_eq!(
            with_section(file, "One", "new"),
            "# Results\n\nHow.\n\n## One\n\nnew\n\n## Two\n\nkept\n"
        );
        assert_eq!(with_section("# Results\n", "Two", "x"), "# Results\n\n## Two\n\nx\n");
    }

    #[test]
    fn names_are_told_anew_and_other_words_stay() {
        let told = "On Monday, Governor Ada Hamidine of Niger said March was dry. None came.";
        assert_eq!(texts::renamed(told, 0), told);
        let other = texts::renamed(told, 1);
        assert_eq!(
            other,
            "On Monday, Guvernor Ada Hemidine of Noger said March was dry. None came."
        );
    }
}
