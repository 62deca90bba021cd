//! What an archive costs: articles a second on all cores, memory over the run, bytes of each output. Prints a table, and
//! fails if memory grows.
//!
//! `cargo bench --bench archive -- 100000`, or over articles of your own, one a line of JSON with a `text`:
//! `cargo bench --bench archive -- 100000 articles.jsonl`. They are read over and over until there are so many.

#![expect(clippy::print_stdout, reason = "the table is what the caller asked for")]

mod texts;

use serde_json::{Value, json};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Articles read if the caller names no number: half a minute.
const RECORDS: usize = 20_000;

/// Time between two looks at the memory.
const LOOK: Duration = Duration::from_millis(100);

/// Parts of the run whose memory is compared.
const PARTS: usize = 10;

/// Share by which the mean memory of a part may differ from that of the part after the first, in which buffers fill.
const FLAT: f64 = 0.05;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let records = arguments.iter().find_map(|a| a.parse().ok()).unwrap_or(RECORDS);
    let own = arguments.iter().find(|a| Path::new(a).is_file());
    let articles = own.map_or_else(texts::samples, read);
    let bytes: usize = articles.iter().map(String::len).sum();
    let mean = bytes as f64 / articles.len() as f64;
    println!(
        "{records} records, {} different ones, {mean:.0} bytes of text in the mean",
        articles.len()
    );
    sizes(&articles);
    let flat = run(records, &articles, mean);
    if flat { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The texts of a file of articles.
fn read(path: &String) -> Vec<String> {
    let lines = fs::read_to_string(path).expect("a file of JSON lines");
    let values = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    values.filter_map(|value| Some(value.get("text")?.as_str()?.to_owned())).collect()
}

fn batch(input: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.args(["batch", input]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Prints what the articles weigh as lines and as columns.
fn sizes(articles: &[String]) {
    let folder = std::env::temp_dir().join(format!("nutgraf-bench-{}", std::process::id()));
    let path = |name: &str| folder.join(name).to_str().expect("a plain path").to_owned();
    fs::create_dir_all(&folder).expect("a writable temporary folder");
    let (input, lines, columns) = (path("in.jsonl"), path("out.jsonl"), path("columns"));
    let mut file = BufWriter::new(fs::File::create(&input).expect("it is ours"));
    for text in articles {
        writeln!(file, "{}", json!({ "text": text })).expect("room for the articles");
    }
    drop(file);
    for arguments in [["-o", &lines, "--format", "jsonl"], ["-o", &columns, "--format", "parquet"]]
    {
        let status = batch(&input).args(arguments).status().expect("it is built with the bench");
        assert!(status.success(), "{arguments:?}");
    }
    let of_lines = weight(Path::new(&lines)) as f64;
    let of_columns = weight(Path::new(&columns)) as f64;
    println!(
        "JSONL {:.2} MB, Parquet {:.2} MB: {:.1} %",
        of_lines / 1e6,
        of_columns / 1e6,
        100.0 * of_columns / of_lines
    );
    let _ = fs::remove_dir_all(&folder);
}

/// Bytes of a file, or of those in a folder.
fn weight(path: &Path) -> u64 {
    if !path.is_dir() {
        return fs::metadata(path).map_or(0, |file| file.len());
    }
    let files = fs::read_dir(path).expect("a folder");
    files.filter_map(|file| Some(file.ok()?.path())).map(|file| weight(&file)).sum()
}

/// Reads so many records from standard input to standard output; whether memory stayed flat.
fn run(records: usize, articles: &[String], mean: f64) -> bool {
    let lines: Vec<String> =
        articles.iter().map(|text| format!("{}\n", json!({ "text": text }))).collect();
    let begun = Instant::now();
    let mut child = batch("-").stdin(Stdio::piped()).spawn().expect("it is built with the bench");
    let mut input = child.stdin.take().expect("it is piped");
    let feeder = std::thread::spawn(move || {
        lines.iter().cycle().take(records).try_for_each(|line| input.write_all(line.as_bytes()))
    });
    let memory = watch(&mut child);
    feeder.join().expect("it does not panic").expect("the records are taken");
    let seconds = begun.elapsed().as_secs_f64();
    let rate = records as f64 / seconds;
    println!("{rate:.0} articles a second, {:.2} MB of text, on all cores", rate * mean / 1e6);
    let parts: Vec<f64> = memory.chunks(memory.len().div_ceil(PARTS).max(1)).map(average).collect();
    let Some((base, later)) = parts.get(1..).and_then(|parts| parts.split_first()) else {
        println!("too short a run to tell of memory, or no Linux");
        return true;
    };
    let shown: Vec<String> = parts.iter().map(|mb| format!("{mb:.1}")).collect();
    println!("MB of memory by tenths of the run: {}", shown.join(" "));
    let most = later.iter().map(|mb| mb / base - 1.0).fold(0.0, f64::max);
    println!("growth after the second tenth: {:.1} %", 100.0 * most);
    most <= FLAT
}

fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The resident memory of a process in MB, look by look until it ends; nothing but on Linux.
fn watch(child: &mut Child) -> Vec<f64> {
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut seen = Vec::new();
    while child.try_wait().expect("it is ours").is_none() {
        let now = fs::read_to_string(&status).unwrap_or_default();
        let kilobytes = now.lines().find_map(|line| {
            line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<f64>().ok()
        });
        seen.extend(kilobytes.map(|kb| kb / 1000.0));
        std::thread::sleep(LOOK);
    }
    seen
}
