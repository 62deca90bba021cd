//! Archives as a user meets them: `nutgraf batch` and `nutgraf query`.

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder of our own that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nutgraf-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a writable temporary folder");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("a plain path").to_owned()
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("in a folder")).expect("it is ours");
        fs::write(&path, content).expect("it is ours");
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn nutgraf(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the command line is built with the tests")
}

#[track_caller]
fn done(arguments: &[&str]) -> String {
    let output = nutgraf(arguments);
    assert_eq!(Some(0), output.status.code(), "{arguments:?}: {}", told(&output));
    String::from_utf8(output.stdout).expect("UTF-8 out")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// Articles of a sentence each; every hundredth is broken.
fn archive(articles: usize) -> String {
    let line = |at: usize| {
        if at % 100 == 99 {
            return format!("{{\"id\": {at}}}\n");
        }
        let text = format!("“Gate {at} is shut,” Ada Orr said in Lagos on 3 May 2021.");
        format!("{}\n", json!({"id": at, "text": text}))
    };
    (0..articles).map(line).collect()
}

/// All files of a folder or the one file, by name.
fn files(output: &Path) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = if output.is_dir() {
        fs::read_dir(output).expect("a folder").map(|entry| entry.expect("a file").path()).collect()
    } else {
        let rejects = format!("{}.rejects.jsonl", output.display());
        vec![output.to_owned(), rejects.into()]
    };
    paths.sort();
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let read = |path: &PathBuf| (name(path), fs::read(path).expect("a file"));
    paths.iter().map(read).collect()
}

/// Looks whether two outputs hold the same bytes.
#[track_caller]
fn same(one: &str, other: &str) {
    let (one, other) = (files(Path::new(one)), files(Path::new(other)));
    assert_eq!(one.len(), other.len());
    for ((name, one), (_, other)) in one.iter().zip(&other) {
        let differ = one.iter().zip(other).position(|(a, b)| a != b);
        assert_eq!((one.len(), None), (other.len(), differ), "{name}");
    }
}

/// Kills a run at `moments` moments, goes on, and compares with a run that nobody killed.
fn killed(format: &str, articles: usize, moments: u32) {
    let folder = Folder::new(&format!("killed-{format}"));
    let input = folder.put("in.jsonl", archive(articles));
    let ending = if format == "jsonl" { ".jsonl" } else { "" };
    let (whole, torn) =
        (folder.path(&format!("whole/out{ending}")), folder.path(&format!("torn/out{ending}")));
    let parent = |output: &str| Path::new(output).parent().expect("a folder").to_owned();
    for output in [&whole, &torn] {
        fs::create_dir_all(parent(output)).expect("it is ours");
    }
    let started = Instant::now();
    let select = ["--select", "statements,timexes,article"];
    let run = |output: &str, resume: bool| {
        let mut arguments = vec!["batch", &input, "--format", format, "-o", output];
        arguments.extend(select);
        arguments.extend(resume.then_some("--resume"));
        command(&arguments)
    };
    let output = run(&whole, false).output().expect("it runs");
    assert_eq!(Some(1), output.status.code(), "{}", told(&output));
    let mut whole_time = started.elapsed();
    let mut stopped = 0;
    for moment in 1..=moments {
        // Spread over the time that a run takes, by a step that has no common measure with it.
        let wait = whole_time.mul_f64(f64::from(moment) * 0.618 % 1.0);
        let mut child = run(&torn, stopped > 0).spawn().expect("it runs");
        std::thread::sleep(wait.max(Duration::from_millis(5)));
        let killed = child.try_wait().expect("ours").is_none();
        child.kill().expect("ours");
        child.wait().expect("ours");
        if killed {
            stopped += 1;
        } else if stopped > 0 {
            break;
        } else {
            // Less goes on than when the whole run was timed, and this one came to its end first: anew, and sooner.
            whole_time /= 2;
            fs::remove_dir_all(parent(&torn)).expect("it is ours");
            fs::create_dir_all(parent(&torn)).expect("it is ours");
        }
    }
    let output = run(&torn, true).output().expect("it runs");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", told(&output));
    assert!(stopped > 0, "no run was killed");
    same(&whole, &torn);
}

#[test]
fn a_killed_run_goes_on_and_ends_with_the_same_bytes() {
    killed("jsonl", 6_000, 20);
}

#[test]
fn a_killed_run_of_columns_goes_on_and_ends_with_the_same_bytes() {
    killed("parquet", 9_000, 8);
}

#[test]
fn a_killed_run_of_tables_goes_on_and_ends_with_the_same_bytes() {
    killed("csv", 4_000, 8);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let folder = Folder::new("full");
    let input = folder.put("in.jsonl", archive(1_000));
    let whole = folder.path("whole.jsonl");
    assert_eq!(Some(1), nutgraf(&["batch", &input, "-o", &whole]).status.code());
    let torn = folder.path("torn.jsonl");
    // No file may grow beyond a megabyte: as full as a disk can be made without being one's owner.
    let script = format!(
        "trap '' XFSZ; ulimit -f 1024; exec {} batch {input} -o {torn}",
        env!("CARGO_BIN_EXE_nutgraf")
    );
    let output = Command::new("bash").args(["-c", &script]).output().expect("a shell");
    assert_eq!(Some(2), output.status.code(), "{}", told(&output));
    assert!(told(&output).contains("--resume"), "{}", told(&output));
    assert_eq!(
        Some(2),
        nutgraf(&["batch", &input, "-o", &torn]).status.code(),
        "it is not begun anew"
    );
    assert_eq!(Some(1), nutgraf(&["batch", &input, "-o", &torn, "--resume"]).status.code());
    same(&whole, &torn);
    let output = nutgraf(&["batch", &input, "-o", &torn, "--resume"]);
    assert_eq!(Some(0), output.status.code());
    assert!(told(&output).contains("nothing was left"), "{}", told(&output));
}

#[test]
fn a_run_goes_on_only_as_it_began() {
    let folder = Folder::new("settings");
    let input = folder.put("in.jsonl", archive(10));
    let output = folder.path("out.jsonl");
    folder.put(
        "out.jsonl.journal.json",
        json!({"settings": "", "records": 0, "articles": 0, "rejected": 0, "lengths": {}, "parts": 0}).to_string(),
    );
    let answer = nutgraf(&["batch", &input, "-o", &output, "--resume"]);
    assert_eq!(Some(2), answer.status.code());
    assert!(told(&answer).contains("other inputs or options"), "{}", told(&answer));
    let answer = nutgraf(&["batch", &input, "--resume"]);
    assert!(told(&answer).contains("--output"), "{}", told(&answer));
}

#[cfg(unix)]
#[test]
fn rejects_may_go_to_what_is_no_file_and_leave_it_there() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = Folder::new("pipe");
    let pipe = folder.path("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let input = folder.put("in.jsonl", archive(3));
    done(&["batch", &input, "-o", &folder.path("out.jsonl"), "--rejects", &pipe]);
    assert!(fs::metadata(&pipe).expect("it is still there").file_type().is_fifo());
}

#[test]
fn what_is_no_article_goes_to_the_rejects_with_its_number() {
    let folder = Folder::new("rejects");
    let input = folder.put("in.jsonl", "{\"text\": \"Ada Orr left.\"}\nno json\n\n{\"text\": 7}\n");
    let output = folder.path("out.jsonl");
    let answer = nutgraf(&["batch", &input, "-o", &output]);
    assert_eq!(Some(1), answer.status.code());
    assert!(told(&answer).contains("line 2 was skipped"), "{}", told(&answer));
    assert_eq!(1, fs::read_to_string(&output).expect("the output").lines().count());
    let rejects = lines(&fs::read_to_string(format!("{output}.rejects.jsonl")).expect("rejects"));
    let told: Vec<_> =
        rejects.iter().map(|r| (r["record"].as_u64(), r["origin"].as_str())).collect();
    let at = |line: u32| format!("{input}, line {line}");
    assert_eq!(vec![(Some(2), Some(at(2).as_str())), (Some(3), Some(at(4).as_str()))], told);
    assert!(
        !Path::new(&format!("{output}.journal.json")).exists(),
        "the journal goes with the run"
    );
}

/// What is called what, of an archive in any form.
#[track_caller]
fn read(arguments: &[&str]) -> Vec<(Value, Value)> {
    let out = done(&[&["batch"], arguments, &["--select", "entities"]].concat());
    let name =
        |line: &Value| line.pointer("/analysis/entities/0/name").cloned().unwrap_or_default();
    lines(&out).iter().map(|line| (line["id"].clone(), name(line))).collect()
}

const PAGE: &str = "<html><head><title>Gate</title></head><body><article><h1>Gate</h1><p>The old gate was opened \
    again on Monday after nine years of building, said Ada Orr of the town council, who cut the ribbon.</p></article>";

#[test]
fn tables_folders_and_packed_files_are_read() {
    let folder = Folder::new("sources");
    let table = folder.put(
        "news.csv",
        "\u{feff}URL,Body\nu1,\"Ada Orr, 34, left.\nShe is gone.\"\nu2,Bo Lind came.\n",
    );
    let orr = |id: &str| (json!(id), json!("Ada Orr"));
    let lind = |id: &str| (json!(id), json!("Bo Lind"));
    assert_eq!(
        vec![orr("u1"), lind("u2")],
        read(&[&table, "--text-column", "body", "--id-column", "url"])
    );
    let answer = nutgraf(&["batch", &table]);
    assert!(
        told(&answer).contains("--text-column") && told(&answer).contains("Body"),
        "{}",
        told(&answer)
    );
    let tabs = folder.put("news.tsv.gz", gzip(b"id\ttext\nu1\tAda Orr left.\n"));
    assert_eq!(vec![orr("u1")], read(&[&tabs]));
    let packed =
        folder.put("news.jsonl.gz", gzip(b"{\"id\": \"u1\", \"text\": \"Ada Orr left.\"}"));
    let two = folder.put("more.csv", "id,text\nu2,Bo Lind came.\n");
    assert_eq!(vec![orr("u1"), lind("u2")], read(&[&packed, &two]));
    folder.put("texts/b.txt", "Bo Lind came.");
    folder.put("texts/a/page.html", PAGE);
    folder.put("texts/picture.png", b"\x89PNG");
    assert_eq!(vec![orr("a/page.html"), lind("b.txt")], read(&[&folder.path("texts")]));
    let unknown = nutgraf(&["batch", &folder.put("news.dat", "x")]);
    assert!(told(&unknown).contains("--from"), "{}", told(&unknown));
}

/// A record of a web archive.
fn warc(kind: &str, media: &str, address: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2021-05-03T10:00:00Z\r\n\
         WARC-Target-URI: {address}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

#[test]
fn the_pages_of_a_web_archive_are_read() {
    let folder = Folder::new("warc");
    let answer =
        |head: &str, body: &[u8]| [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    let http = "application/http; msgtype=response";
    let html = "200 OK\r\nContent-Type: text/html";
    let chunked = format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
    let records = [
        warc(
            "request",
            "application/http; msgtype=request",
            "http://a/",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        warc("response", http, "http://a/plain", &answer(html, PAGE.as_bytes())),
        warc(
            "response",
            http,
            "http://a/chunks",
            &answer(&format!("{html}\r\nTransfer-Encoding: chunked"), chunked.as_bytes()),
        ),
        warc(
            "response",
            http,
            "http://a/packed",
            &answer(&format!("{html}\r\nContent-Encoding: gzip"), &gzip(PAGE.as_bytes())),
        ),
        warc(
            "response",
            http,
            "http://a/gone",
            &answer("404 Not Found\r\nContent-Type: text/html", PAGE.as_bytes()),
        ),
        warc(
            "response",
            http,
            "http://a/picture",
            &answer("200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        ),
        warc("conversion", "text/plain", "http://a/text", b"Ada Orr left."),
    ];
    let each: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let archive = folder.put("crawl.warc.gz", &each);
    let ids: Vec<_> = read(&[&archive]).into_iter().map(|(id, _)| id).collect();
    let pages = ["http://a/plain", "http://a/chunks", "http://a/packed", "http://a/text"];
    assert_eq!(pages.map(Value::from).to_vec(), ids);
    let cut = folder.put("cut.warc.gz", &each[..each.len() - 30]);
    let answer = nutgraf(&["batch", &cut]);
    assert_eq!(Some(1), answer.status.code(), "{}", told(&answer));
    assert!(told(&answer).contains("record 7 was skipped: reading ends here"), "{}", told(&answer));
    assert_eq!(3, lines(&String::from_utf8_lossy(&answer.stdout)).len());
}

/// The samples as an archive of columns.
fn samples(folder: &Folder) -> String {
    let tables = folder.path("tables");
    done(&["batch", "www/samples", "--format", "parquet", "-o", &tables]);
    tables
}

#[test]
fn columns_hold_what_the_lines_hold() {
    let folder = Folder::new("columns");
    let tables = samples(&folder);
    let analyses = lines(&done(&["batch", "www/samples"]));
    let ask = |sql: &str| lines(&done(&["query", &tables, sql, "--format", "jsonl"]));
    let said = ask(
        "SELECT article, id, contentText, speaker, speakerName, cue, grade FROM statements ORDER BY article, id",
    );
    let mut rows = said.iter();
    for line in &analyses {
        let analysis = &line["analysis"];
        for (id, statement) in analysis["statements"].as_array().expect("a list").iter().enumerate()
        {
            let row = rows.next().expect("a row a statement");
            assert_eq!((&line["id"], &json!(id)), (&row["article"], &row["id"]));
            assert_eq!(statement["grade"], row["grade"]);
            let speaker =
                statement["speaker"].as_u64().map(|at| &analysis["entities"][at as usize]["name"]);
            assert_eq!(speaker, row.get("speakerName"));
        }
    }
    assert!(rows.next().is_none() && said.len() > 20, "{} rows", said.len());
    let count = |table: &str| ask(&format!("SELECT count(*) AS n FROM {table}"))[0]["n"].as_u64();
    for table in
        ["entities", "mentions", "events", "figures", "timexes", "places", "keyphrases", "topics"]
    {
        let items =
            analyses.iter().map(|line| line["analysis"][table].as_array().expect("a list").len());
        assert_eq!(Some(items.sum::<usize>() as u64), count(table), "{table}");
    }
}

#[test]
fn columns_are_read_as_an_archive_too() {
    let folder = Folder::new("reread");
    let input = folder.put(
        "in.jsonl",
        "{\"id\": \"u1\", \"text\": \"Ada Orr left.\", \"published\": \"2021-05-03\"}",
    );
    let tables = folder.path("tables");
    done(&["batch", &input, "--format", "parquet", "-o", &tables]);
    let part = format!("{tables}/part-000000.parquet");
    // What the archive calls the article is a text as good as any.
    let again = lines(&done(&["batch", &part, "--text-column", "id"]));
    assert_eq!((1, &json!("u1")), (again.len(), &again[0]["id"]));
    assert!(told(&nutgraf(&["batch", &part])).contains("--text-column"));
}

#[test]
fn tables_have_the_columns_of_the_exports() {
    let folder = Folder::new("tables");
    let tables = folder.path("tables");
    done(&[
        "batch",
        "www/samples",
        "--format",
        "csv",
        "--select",
        "mentions,statements,reading",
        "-o",
        &tables,
    ]);
    let names: Vec<String> = files(Path::new(&tables)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(vec!["articles.csv", "mentions.csv", "statements.csv"], names);
    let mentions = fs::read_to_string(format!("{tables}/mentions.csv")).expect("a table");
    assert!(
        mentions.starts_with("article,id,text,start,end,"),
        "{}",
        mentions.lines().next().unwrap_or_default()
    );
    let answer = nutgraf(&["batch", "www/samples", "--format", "csv", "-o", &tables]);
    assert!(told(&answer).contains("not empty"), "{}", told(&answer));
    let answer = nutgraf(&["batch", "www/samples", "--select", "quotes"]);
    assert!(told(&answer).contains("statements"), "{}", told(&answer));
}

#[test]
fn the_questions_of_the_docs_have_answers() {
    let folder = Folder::new("docs");
    let tables = samples(&folder);
    let docs = fs::read_to_string("docs/archives.md").expect("a page on archives");
    let questions: Vec<&str> =
        docs.split("```sql\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(questions.len() >= 5, "{} questions", questions.len());
    for sql in questions {
        let answer = done(&["query", &tables, sql, "--format", "csv"]);
        assert!(answer.lines().count() > 1, "no row answers {sql}");
    }
    let wrong = nutgraf(&["query", &tables, "SELECT nothing FROM statements"]);
    assert_eq!(Some(2), wrong.status.code());
    assert!(told(&wrong).contains("nothing"), "{}", told(&wrong));
    let nowhere = nutgraf(&["query", &folder.path(""), "SELECT 1"]);
    assert!(told(&nowhere).contains("--format parquet"), "{}", told(&nowhere));
}
