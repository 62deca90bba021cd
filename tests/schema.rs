//! The JSON Schema of what goes out: made from the types in `src/wasm.d.ts`, kept in `docs/`, and met by every sample.
//!
//! The types are the one source. Whoever adds a field adds it there, and `cargo xtask bless` writes the schema.
//! What is published lets unknown fields pass, as every reader of the format does; here none may be unknown,
//! so that a field which the analysis has and the types do not fails.

use boon::{Compiler, SchemaIndex, Schemas};
use nutgraf::offsets::Unit;
use nutgraf::{Model, Options, analyze, wire};
use serde_json::{Map, Value, json};

/// Set by `cargo xtask bless`: write what is expected instead of comparing.
const BLESS: &str = "NUTGRAF_BLESS";

const TYPES: &str = "src/wasm.d.ts";
const SCHEMA: &str = "docs/nutgraf-1.schema.json";

/// The part of TypeScript that the types are written in; anything else is refused.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Doc(String),
    Word(String),
    Text(String),
    Sign(char),
}

fn tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = if let Some(doc) = rest.strip_prefix("/**") {
            let (doc, after) = doc.split_once("*/").expect("a comment ends");
            let lines = doc.lines().map(|line| line.trim().trim_start_matches("* "));
            (Token::Doc(lines.collect::<Vec<_>>().join(" ").trim().to_owned()), after)
        } else if let Some(text) = rest.strip_prefix('"') {
            let (text, after) = text.split_once('"').expect("a string ends");
            (Token::Text(text.to_owned()), after)
        } else if first.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            (Token::Word(word.to_owned()), after)
        } else {
            (Token::Sign(first), rest.split_at(first.len_utf8()).1)
        };
        found.push(token);
        rest = after.trim_start();
    }
    found
}

/// Reads the types, one definition each.
struct Reader {
    /// Last first.
    tokens: Vec<Token>,
}

impl Reader {
    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.tokens.last() == Some(wanted);
        if found {
            self.tokens.pop();
        }
        found
    }

    fn sign(&mut self, sign: char) -> bool {
        self.take(&Token::Sign(sign))
    }

    fn expect(&mut self, sign: char) {
        assert!(self.sign(sign), "{sign} before {:?}", self.tokens.last());
    }

    fn word(&mut self) -> String {
        match self.tokens.pop() {
            Some(Token::Word(word)) => word,
            other => panic!("a word instead of {other:?}"),
        }
    }

    fn doc(&mut self) -> Option<String> {
        let Some(Token::Doc(doc)) = self.tokens.last().cloned() else { return None };
        self.tokens.pop();
        Some(doc)
    }

    fn definitions(mut self) -> Map<String, Value> {
        let mut all = Map::new();
        while !self.tokens.is_empty() {
            let doc = self.doc();
            assert_eq!("export", self.word());
            let form = self.word();
            let name = self.word();
            let schema = match form.as_str() {
                "interface" => self.interface(),
                "type" => {
                    self.expect('=');
                    let schema = self.union();
                    self.expect(';');
                    schema
                }
                other => panic!("{other} {name}"),
            };
            all.insert(name, described(schema, doc));
        }
        all
    }

    fn interface(&mut self) -> Value {
        self.expect('{');
        let (mut properties, mut required) = (Map::new(), Vec::new());
        while !self.sign('}') {
            let doc = self.doc();
            self.take(&Token::Word("readonly".into()));
            let name = self.word();
            let optional = self.sign('?');
            self.expect(':');
            let schema = described(self.union(), doc);
            if !self.sign(';') {
                assert_eq!(Some(&Token::Sign('}')), self.tokens.last(), "after {name}");
            }
            if !optional {
                required.push(name.clone());
            }
            properties.insert(name, schema);
        }
        json!({ "type": "object", "properties": properties, "required": required })
    }

    fn union(&mut self) -> Value {
        let mut members = vec![self.member()];
        while self.sign('|') {
            members.push(self.member());
        }
        if members.iter().all(|member| member.get("const").is_some()) {
            let names: Vec<&Value> = members.iter().filter_map(|m| m.get("const")).collect();
            return json!({ "enum": names });
        }
        match members.as_slice() {
            [only] => only.clone(),
            several => json!({ "anyOf": several }),
        }
    }

    fn member(&mut self) -> Value {
        let schema = match self.tokens.pop() {
            Some(Token::Text(text)) => json!({ "const": text }),
            Some(Token::Word(word)) => match word.as_str() {
                "readonly" => return self.member(),
                "string" | "number" | "boolean" | "null" => json!({ "type": word }),
                "Readonly" => {
                    self.expect('<');
                    let inner = self.union();
                    self.expect('>');
                    inner
                }
                "Record" => {
                    self.expect('<');
                    assert_eq!("string", self.word(), "the keys of JSON");
                    self.expect(',');
                    let values = self.union();
                    self.expect('>');
                    json!({ "type": "object", "additionalProperties": values })
                }
                name => json!({ "$ref": format!("#/$defs/{name}") }),
            },
            other => panic!("a type instead of {other:?}"),
        };
        if self.sign('[') {
            self.expect(']');
            return json!({ "type": "array", "items": schema });
        }
        schema
    }
}

fn described(mut schema: Value, doc: Option<String>) -> Value {
    if let (Some(schema), Some(doc)) = (schema.as_object_mut(), doc) {
        schema.insert("description".into(), doc.into());
    }
    schema
}

/// The schema of a document, with every type that it needs under `$defs`.
fn schema() -> Value {
    let source = std::fs::read_to_string(TYPES).expect("the types are part of the project");
    let mut tokens = tokens(&source);
    tokens.reverse();
    let mut definitions = Reader { tokens }.definitions();
    definitions.remove("AnalyzeOptions");
    // Times are those of one run in JavaScript: the command line and the files of it have none.
    let required = definitions.get_mut("Analysis").and_then(|a| a.get_mut("required"));
    required.and_then(Value::as_array_mut).expect("a list").retain(|name| name != "timings");
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Nutgraf document, version 1",
        "description": "An article with what was read in it. Fields may be added within a version; a reader ignores those that it does not know. What `nutgraf analyze --format json` writes is `#/$defs/Analysis`.",
        "type": "object",
        "properties": {
            "format": { "const": "nutgraf/1" },
            "offsets": { "enum": ["bytes", "utf16", "chars"], "description": "What the offsets of every span count, for TypeScript users UTF-16 units." },
            "text": { "type": "string", "description": "The article as it was pasted." },
            "analysis": { "$ref": "#/$defs/Analysis" }
        },
        "required": ["format", "offsets", "text", "analysis"],
        "$defs": definitions
    })
}

/// The schema with no field beside those that it names.
fn closed(schema: &Value) -> Value {
    match schema {
        Value::Array(items) => items.iter().map(closed).collect(),
        Value::Object(fields) => {
            let mut fields: Map<String, Value> =
                fields.iter().map(|(name, value)| (name.clone(), closed(value))).collect();
            if fields.contains_key("properties") && fields.contains_key("required") {
                fields.insert("additionalProperties".into(), false.into());
            }
            Value::Object(fields)
        }
        other => other.clone(),
    }
}

fn compiled(schema: Value) -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("nutgraf.json", schema).expect("a schema");
    let index = compiler.compile("nutgraf.json", &mut schemas).expect("a schema");
    (schemas, index)
}

/// A document of `text` as the exports write it.
fn document(text: &str, unit: Unit) -> Value {
    let analysis = analyze(text, &Model::builtin(), &Options::default());
    let analysis = serde_json::to_string(&wire::Analysis::new(text, &analysis, unit));
    let unit = match unit {
        Unit::Bytes => nutgraf_exchange::Unit::Bytes,
        Unit::Utf16 => nutgraf_exchange::Unit::Utf16,
        Unit::Chars => nutgraf_exchange::Unit::Chars,
    };
    json!({
        "format": "nutgraf/1",
        "offsets": unit.name(),
        "text": text,
        "analysis": serde_json::from_str::<Value>(&analysis.expect("plain values")).expect("JSON"),
    })
}

#[test]
fn the_schema_is_that_of_the_types() {
    let mut fresh = serde_json::to_string_pretty(&schema()).expect("plain values");
    fresh.push('\n');
    if std::env::var_os(BLESS).is_some() {
        std::fs::write(SCHEMA, &fresh).expect("a writable project");
    }
    let kept = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(kept == fresh, "{SCHEMA} is not that of {TYPES}; `cargo xtask bless` writes it");
}

#[test]
fn every_sample_in_every_unit_meets_the_schema_and_has_no_field_beside_it() {
    let (schemas, index) = compiled(closed(&schema()));
    let mut texts = vec![String::new(), "😀 é\r\n\r\nThe council met in Nairobi.".to_owned()];
    for entry in std::fs::read_dir("www/samples").expect("the samples are part of the project") {
        let path = entry.expect("a readable folder").path();
        texts.push(std::fs::read_to_string(path).expect("samples are UTF-8"));
    }
    for text in &texts {
        for unit in [Unit::Bytes, Unit::Utf16, Unit::Chars] {
            if let Err(error) = schemas.validate(&document(text, unit), index) {
                panic!("{}: {error:#}", text.lines().next().unwrap_or("no text"));
            }
        }
    }
}

#[test]
fn what_the_command_line_writes_meets_the_schema() {
    let schema = closed(&schema());
    let mut alone = schema.clone();
    alone["$ref"] = "#/$defs/Analysis".into();
    for member in ["properties", "required", "additionalProperties"] {
        alone.as_object_mut().expect("an object").remove(member);
    }
    for (format, schema) in [("document", schema), ("json", alone.clone()), ("jsonl", alone)] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_nutgraf"))
            .args(["analyze", "www/samples/court.txt", "--format", format])
            .output()
            .expect("the command line is built with the tests");
        let written: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let (schemas, index) = compiled(schema);
        if let Err(error) = schemas.validate(&written, index) {
            panic!("{format}: {error:#}");
        }
    }
}

#[test]
fn what_is_not_of_the_format_is_refused() {
    let (schemas, index) = compiled(schema());
    let whole = document("Anna Weru met the council of Nairobi on Monday.", Unit::Utf16);
    assert!(schemas.validate(&whole, index).is_ok());
    for (field, wrong) in [
        ("/format", json!("nutgraf/2")),
        ("/offsets", json!("words")),
        ("/analysis/mentions/0/kind", json!("planet")),
        ("/analysis/mentions/0/span", json!({ "start": "0", "end": 4 })),
        ("/analysis/article/blocks", Value::Null),
    ] {
        let mut broken = whole.clone();
        *broken.pointer_mut(field).expect(field) = wrong;
        assert!(schemas.validate(&broken, index).is_err(), "{field}");
    }
}
