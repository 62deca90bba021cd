//! The command line as a user meets it.

#[path = "../benches/texts/mod.rs"]
mod texts;

use std::fmt::Write as _;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs `nutgraf` with `input` on standard input.
fn nutgraf(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command line is built with the tests");
    // A command line that ends before it has read all is what some tests are about.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("it ends")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 out")
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8 out")
}

#[test]
fn offsets_count_what_was_asked_for() {
    let text = "😀 é\n\nThe council met in Nairobi.";
    for (unit, end) in [
        ("bytes", text.len()),
        ("utf16", text.encode_utf16().count()),
        ("chars", text.chars().count()),
    ] {
        let output =
            nutgraf(&["analyze", "-", "--format", "json", "--offsets", unit], text.as_bytes());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let last = json["sentences"].as_array().and_then(|s| s.last()).expect("a sentence");
        assert_eq!(Some(end as u64), last["span"]["end"].as_u64(), "{unit}");
    }
}

#[test]
fn a_date_that_is_none_is_explained() {
    let output = nutgraf(&["analyze", "-", "--published", "yesterday"], b"Text.");
    assert_eq!(Some(2), output.status.code());
    assert!(told(&output).contains("--published"), "{}", told(&output));
    assert!(told(&output).contains("2025-12-31"), "{}", told(&output));
}

#[test]
fn a_missing_file_is_named() {
    let output = nutgraf(&["analyze", "no-such-file.txt"], b"");
    assert_eq!(Some(2), output.status.code());
    assert!(told(&output).contains("no-such-file.txt"));
}

#[test]
fn a_picture_is_not_text() {
    let output = nutgraf(&["analyze", "-"], b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe");
    assert_eq!(Some(2), output.status.code());
    assert!(told(&output).contains("not text"), "{}", told(&output));
}

#[test]
fn windows_text_is_read_and_said_so() {
    let output = nutgraf(&["analyze", "-"], b"The caf\xe9 in Lyon closed.");
    assert!(out(&output).contains("café"), "{}", out(&output));
    assert!(told(&output).contains("Windows-1252"));
}

#[test]
fn utf_16_is_read_by_its_mark() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> =
            "\u{feff}The café in Lyon closed.".encode_utf16().flat_map(unit).collect();
        let output = nutgraf(&["analyze", "-"], &bytes);
        assert!(out(&output).contains("café"), "{}", out(&output));
        assert!(told(&output).is_empty(), "{}", told(&output));
    }
}

#[test]
fn a_mark_before_utf_8_moves_no_offset() {
    let text = "\u{feff}The council met in Nairobi.";
    let output =
        nutgraf(&["analyze", "-", "--format", "json", "--offsets", "bytes"], text.as_bytes());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(Some(text.len() as u64), json["sentences"][0]["span"]["end"].as_u64());
}

#[test]
fn help_shows_examples() {
    for command in ["analyze", "batch"] {
        let help = out(&nutgraf(&[command, "--help"], b""));
        assert!(help.contains("Examples:"), "{help}");
    }
}

#[test]
fn markdown_of_a_hostile_name_stays_text() {
    let output = nutgraf(
        &["analyze", "-", "--format", "markdown"],
        b"[Click](javascript:1) <b>now</b>\n\nThe council met in Nairobi on Monday.",
    );
    let out = out(&output);
    // The front matter holds strings, not Markdown.
    let body = out.splitn(3, "---\n").last().expect("front matter and body");
    assert!(!body.contains("<b>"), "{out}");
    assert!(!body.contains("[Click]"), "{out}");
}

/// A folder of its own for a test, and a path in it.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("nutgraf-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a writable temporary folder");
    folder
}

const ARTICLE: &[u8] =
    b"Council opens bridge\n\nThe council of Nairobi opened a bridge on Monday, Anna Weru said.";

#[test]
fn every_format_is_written() {
    for format in [
        "document",
        "markdown",
        "html",
        "web-annotation",
        "json-ld",
        "geojson",
        "brat",
        "conll",
        "csv",
    ] {
        let output = nutgraf(&["analyze", "-", "--format", format], ARTICLE);
        assert!(output.status.success(), "{format}: {}", told(&output));
        assert!(
            format == "geojson" || out(&output).contains("Nairobi"),
            "{format}: {}",
            out(&output)
        );
    }
}

#[test]
fn a_table_that_is_not_there_is_told_with_those_that_are() {
    let output = nutgraf(&["analyze", "-", "--format", "csv", "--table", "people"], ARTICLE);
    assert_eq!(Some(2), output.status.code());
    assert!(told(&output).contains("mentions"), "{}", told(&output));
}

#[test]
fn a_saved_page_is_read_without_what_stands_around_its_article() {
    let folder = folder("page");
    let path = folder.join("page.html");
    let page = "<title>Bridge opens</title><nav>News Sport</nav><article><h1>Bridge opens</h1>\
        <time datetime=\"2025-12-14\"></time><p>The council of Nairobi opened a bridge on Monday, Anna Weru said \
        to those who had come to see it.</p></article><footer>About us</footer>";
    std::fs::write(&path, page).expect("a writable temporary folder");
    let path = path.to_str().expect("a plain path");
    let output = nutgraf(&["analyze", path, "--format", "markdown"], b"");
    let out = out(&output);
    assert!(out.contains("title: \"Bridge opens\"\npublished: 2025-12-14"), "{out}");
    assert!(
        out.contains("Anna Weru") && !out.contains("Sport") && !out.contains("About us"),
        "{out}"
    );
    std::fs::remove_dir_all(&folder).expect("our own folder");
}

#[test]
fn what_was_exported_is_converted_as_if_it_had_just_been_read() {
    let folder = folder("convert");
    let name = folder.join("article");
    let name = name.to_str().expect("a plain path");
    let write = |format: &str| {
        let output = nutgraf(&["analyze", "-", "--format", format, "--output", name], ARTICLE);
        assert!(output.status.success(), "{format}: {}", told(&output));
    };
    ["document", "brat", "web-annotation", "markdown"].into_iter().for_each(write);
    let file = |end: &str| format!("{name}.{end}");
    let convert = |arguments: &[&str]| {
        let output = nutgraf(&[&["convert"], arguments].concat(), b"");
        assert!(output.status.success(), "{arguments:?}: {}", told(&output));
        out(&output)
    };
    let (json, text) = (file("json"), file("txt"));
    let expected = |end: &str| std::fs::read_to_string(file(end)).expect("it was written");
    assert_eq!(expected("md"), convert(&[&json, "--format", "markdown"]));
    assert_eq!(expected("ann"), convert(&[&json, "--format", "brat"]));
    let (ann, anno) = (file("ann"), file("anno.jsonld"));
    assert_eq!(expected("ann"), convert(&[&anno, "--text", &text, "--format", "brat"]));
    assert_eq!(
        expected("anno.jsonld"),
        convert(&[&ann, "--text", &text, "--format", "web-annotation"])
    );
    std::fs::remove_dir_all(&folder).expect("our own folder");
}

#[test]
fn batch_without_input_is_told_so() {
    let output = nutgraf(&["batch", "no-such-file.jsonl"], b"");
    assert_eq!(Some(2), output.status.code());
    assert!(told(&output).contains("no-such-file.jsonl"), "{}", told(&output));
}

#[test]
fn batch_writes_a_file_and_honours_the_date() {
    let folder = std::env::temp_dir().join(format!("nutgraf-batch-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a writable temporary folder");
    let file = folder.join("out.jsonl");
    let output = nutgraf(
        &["batch", "-", "-o", file.to_str().expect("a plain path")],
        b"{\"id\": 1, \"text\": \"One.\", \"published\": \"2025-12-14\"}\n{\"id\": 2, \"text\": \"Two.\", \"published\": \"soon\"}\n",
    );
    assert_eq!(Some(1), output.status.code());
    assert!(told(&output).contains("line 2 was skipped"), "{}", told(&output));
    assert_eq!(1, std::fs::read_to_string(&file).expect("the output").lines().count());
    std::fs::remove_dir_all(&folder).expect("our own folder");
}

#[test]
fn a_card_cannot_command_the_terminal() {
    let output =
        nutgraf(&["analyze", "-"], b"Bad \x1b[2Jtext. The council met in Nairobi on Monday.");
    assert!(!out(&output).contains('\x1b'));
}

#[test]
fn a_card_writes_decades_as_readers_do() {
    let text = "Mill to open again\n\nThe mill in Vik closed in the 1970s, the council said. It will open again in May, when \
                repairs of its roof are done, and sell flour to the bakers of the town.";
    let output = nutgraf(&["analyze", "-"], text.as_bytes());
    assert!(out(&output).contains("1970s · The mill in Vik closed"), "{}", out(&output));
}

#[test]
fn batch_keeps_the_order_and_skips_what_is_broken() {
    let mut input = String::new();
    for id in 0..1_200 {
        if id == 700 {
            input.push_str("{\"id\": 700}\n\n");
        } else {
            input += &serde_json::json!({"id": id, "text": "Ada Orr spoke in Lagos."}).to_string();
            input.push('\n');
        }
    }
    let output = nutgraf(&["batch"], input.as_bytes());
    assert_eq!(Some(1), output.status.code());
    assert!(told(&output).contains("line 701 was skipped"), "{}", told(&output));
    let ids: Vec<u64> = out(&output)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"]
                .as_u64()
                .expect("a number")
        })
        .collect();
    assert_eq!((0..1_200).filter(|&id| id != 700).collect::<Vec<_>>(), ids);
}

#[test]
fn batch_and_analyze_say_the_same() {
    let text = std::fs::read_to_string("www/samples/court.txt").expect("a sample");
    let line = serde_json::json!({"id": "court", "text": text}).to_string();
    let batch: serde_json::Value =
        serde_json::from_slice(&nutgraf(&["batch"], line.as_bytes()).stdout).expect("JSON");
    let single: serde_json::Value = serde_json::from_slice(
        &nutgraf(&["analyze", "-", "--format", "jsonl"], text.as_bytes()).stdout,
    )
    .expect("JSON");
    assert_eq!(single, batch["analysis"]);
}

#[test]
fn columns_weigh_at_most_35_percent_of_lines() {
    let samples = texts::samples();
    let articles = (0..20).flat_map(|round| samples.iter().map(move |a| texts::renamed(a, round)));
    let lines = articles.fold(String::new(), |mut lines, text| {
        writeln!(lines, "{}", serde_json::json!({ "text": text })).expect("a string");
        lines
    });
    let folder = folder("columns");
    let written = |format: &str| {
        let path = folder.join(format);
        let output = path.to_str().expect("a plain path");
        let run = nutgraf(&["batch", "-", "--format", format, "-o", output], lines.as_bytes());
        assert!(run.status.success(), "{}", told(&run));
        let files = if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder");
            entries.map(|entry| entry.expect("a file").path()).collect()
        } else {
            vec![path]
        };
        let sizes = files.iter().map(|file| std::fs::metadata(file).expect("a file").len());
        sizes.sum::<u64>() as f64
    };
    let share = written("parquet") / written("jsonl");
    assert!(share <= 0.35, "{:.1} %", 100.0 * share);
    std::fs::remove_dir_all(folder).expect("it is ours");
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let status = Command::new("sh")
        .arg("-c")
        .arg(format!(
            "'{}' analyze www/samples/court.txt --format json | head -c 10",
            env!("CARGO_BIN_EXE_nutgraf")
        ))
        .stderr(Stdio::piped())
        .output()
        .expect("a shell");
    assert!(told(&status).is_empty(), "{}", told(&status));
}

#[test]
fn corrections_are_heeded_and_a_file_that_is_none_is_explained() {
    let folder = std::env::temp_dir().join(format!("nutgraf-corrections-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("corrections.json");
    let text = b"The council met in Nairobi on Monday.";
    let read = |json: &str| {
        std::fs::write(&file, json).expect("a file");
        let path = file.to_string_lossy();
        nutgraf(&["analyze", "-", "--format", "json", "--corrections", &path], text)
    };
    let good = read(
        r#"{"format": "nutgraf corrections", "version": 1, "corrections": [{"do": "delete", "words": ["Nairobi"]}]}"#,
    );
    let json: serde_json::Value = serde_json::from_slice(&good.stdout).expect("JSON");
    assert_eq!(Some(0), json["mentions"].as_array().map(Vec::len));
    for (bad, why) in [
        ("{}", "missing field"),
        (r#"{"format": "x", "version": 1, "corrections": []}"#, "no file of corrections"),
        (
            r#"{"format": "nutgraf corrections", "version": 1, "corrections": [{"do": "delete", "words": []}]}"#,
            "correction 1 has no words",
        ),
    ] {
        let output = read(bad);
        assert!(!output.status.success());
        assert!(told(&output).contains(why), "{}", told(&output));
    }
    std::fs::remove_dir_all(&folder).expect("it is ours");
}

#[test]
fn articles_are_compared_and_one_alone_is_refused() {
    let sample = "www/samples/attack.txt";
    let both = nutgraf(&["compare", sample, sample], b"");
    let json: serde_json::Value = serde_json::from_slice(&both.stdout).expect("JSON");
    assert_eq!(Some(2), json["analyses"].as_array().map(Vec::len));
    assert_eq!(Some(0), json["changes"]["reworded"].as_array().map(Vec::len));
    assert_eq!("agreement", json["figures"][0]["relation"]);
    let one = nutgraf(&["compare", sample], b"");
    assert_eq!(Some(2), one.status.code(), "{}", told(&one));
}
