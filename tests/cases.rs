//! The case files: what each stage is expected to do, as prose with examples.
//!
//! A case in `tests/cases/*.md` is a heading, words of explanation, a quoted text, and expectations, one a
//! line: a key and what is found under it. A case speaks only of the keys that it names, and lists
//! everything under each; a lone `-` says that there is nothing. In quoted texts and expectations `\t`,
//! `\r` and `\u{a0}` stand for characters that cannot be seen, in expectations `⏎` for a line end.
//!
//! ```text
//! ## A title does not end a sentence
//! > Dr. Orr left. She was late.
//!
//! sentence [Dr. Orr left.]
//! sentence [She was late.]
//! ```

use nutgraf::{
    Account, Analysis, Check, Entity, Figure, Interval, Model, Options, Precision, Quantity, Span,
    TimelineLine, Token, analyze,
};
use std::fmt::Write as _;
use std::path::PathBuf;

/// One example of a case file.
struct Case {
    heading: String,
    /// Line of the heading in its file.
    line: usize,
    text: String,
    expected: Vec<String>,
}

#[test]
fn every_case_holds() {
    let model = Model::builtin();
    let mut failures = String::new();
    let mut count = 0;
    for path in files() {
        let source = std::fs::read_to_string(&path).expect("case files are UTF-8");
        for case in cases(&source) {
            count += 1;
            let found = findings(&case.text, &analyze(&case.text, &model, &Options::default()));
            if let Err(difference) = compare(&case.expected, &found) {
                let (path, line, heading) = (path.display(), case.line, &case.heading);
                write!(failures, "\n{path}:{line} {heading}\n{difference}").expect("a string");
            }
        }
    }
    assert!(failures.is_empty(), "of {count} cases these do not hold:\n{failures}");
    assert!(count >= 60, "only {count} cases were read");
}

fn files() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir("tests/cases")
        .expect("the case files are part of the project")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    paths
}

/// The cases of a file. Behind the quoted text every line that is not empty is an expectation.
fn cases(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (index, line) in source.lines().enumerate() {
        if let Some(heading) = line.strip_prefix("## ") {
            let heading = heading.to_owned();
            cases.push(Case {
                heading,
                line: index + 1,
                text: String::new(),
                expected: Vec::new(),
            });
        } else if let Some(case) = cases.last_mut() {
            if let Some(quoted) = line.strip_prefix('>') {
                if !case.text.is_empty() {
                    case.text.push('\n');
                }
                case.text.push_str(&unescape(quoted.strip_prefix(' ').unwrap_or(quoted)));
            } else if !case.text.is_empty() && !line.is_empty() {
                case.expected.push(escape(&unescape(line)));
            }
        }
    }
    cases
}

/// What is expected against what is found, for the keys that are named.
fn compare(expected: &[String], found: &[String]) -> Result<(), String> {
    let key = |line: &str| line.split(' ').next().unwrap_or("").to_owned();
    let mut difference = String::new();
    let mut keys: Vec<String> = expected.iter().map(|line| key(line)).collect();
    keys.sort();
    keys.dedup();
    if keys.is_empty() {
        return Err("  expects nothing\n".to_owned());
    }
    for named in keys {
        if !KEYS.contains(&&*named) {
            writeln!(difference, "  “{named}” is no key; there are: {}", KEYS.join(", "))
                .expect("a string");
            continue;
        }
        let of = |lines: &[String]| -> Vec<String> {
            lines
                .iter()
                .filter(|line| key(line) == named && !line.ends_with(" -"))
                .cloned()
                .collect()
        };
        let (expected, found) = (of(expected), of(found));
        if expected != found {
            let only = |a: &[String], b: &[String], sign| -> String {
                let lines = a.iter().filter(|line| !b.contains(line));
                lines.flat_map(|line| ["  ", sign, " ", line, "\n"]).collect()
            };
            let missing = only(&expected, &found, "-");
            let surplus = only(&found, &expected, "+");
            difference += &missing;
            difference += &surplus;
            if missing.is_empty() && surplus.is_empty() {
                writeln!(difference, "  “{named}”: in another order or number").expect("a string");
            }
        }
    }
    if difference.is_empty() { Ok(()) } else { Err(difference) }
}

/// The keys of [`findings`].
const KEYS: &[&str] = &[
    "title",
    "byline",
    "author",
    "published",
    "updated",
    "standfirst",
    "dateline",
    "place",
    "agency",
    "outlet",
    "block",
    "sentence",
    "body",
    "tokens",
    "token",
    "timex",
    "value",
    "quantity",
    "worth",
    "counted",
    "figure",
    "check",
    "timeline",
    "mention",
    "entity",
    "reference",
    "role",
    "site",
    "statement",
    "event",
    "answers",
    "topic",
    "voice",
    "keyphrase",
    "summary",
    "words",
    "language",
    "notice",
];

/// Everything that was found, one finding a line, each with its key.
fn findings(text: &str, a: &Analysis) -> Vec<String> {
    let show = |span: Span| format!("[{}]", escape(span.of(text)));
    let typed = |span: Span, name: &str| format!("{} {name}", show(span));
    let kinded = |name: &str, span: Span| format!("{name} {}", show(span));
    let mut lines = Vec::new();
    let mut tell = |key: &str, found: Vec<String>| {
        lines.extend(found.into_iter().map(|found| format!("{key} {found}")));
    };
    let part = |span: Option<Span>| span.map(show).into_iter().collect();
    let article = &a.article;
    let byline = article.byline.as_ref();
    let dateline = article.dateline.as_ref();
    tell("title", part(article.title));
    tell("byline", part(byline.map(|b| b.span)));
    tell("author", byline.iter().flat_map(|b| &b.authors).map(|&s| show(s)).collect());
    for (key, date) in [("published", &article.published), ("updated", &article.updated)] {
        tell(key, date.iter().map(|d| format!("{} = {}", show(d.span), d.date)).collect());
    }
    tell("standfirst", part(article.standfirst));
    tell("dateline", part(dateline.map(|d| d.span)));
    tell("place", part(dateline.and_then(|d| d.place)));
    tell("agency", part(dateline.and_then(|d| d.outlet)));
    tell("outlet", part(article.outlet));
    tell("block", article.blocks.iter().map(|b| kinded(b.kind.name(), b.span)).collect());
    tell("sentence", a.sentences.iter().map(|s| show(s.span)).collect());
    let cut = a.sentences.iter().filter(|s| s.body != s.span);
    tell("body", cut.map(|s| show(s.body)).collect());
    let rows = a.tokens.chunk_by(|a, b| a.sentence == b.sentence);
    let row = |row: &[Token]| row.iter().map(|t| show(t.span)).collect::<Vec<_>>().join(" ");
    tell("tokens", rows.map(row).collect());
    let kind = |token: &Token| format!("{:?}", token.kind).to_lowercase();
    tell("token", a.tokens.iter().map(|t| typed(t.span, &kind(t))).collect());
    tell("timex", a.timexes.iter().map(|t| typed(t.span, t.kind.name())).collect());
    let value = |t: &nutgraf::Timex| t.value.as_ref().map(|v| format!("{} = {v}", show(t.span)));
    tell("value", a.timexes.iter().filter_map(value).collect());
    tell("quantity", a.quantities.iter().map(|q| typed(q.span, q.kind.name())).collect());
    let worth = |q: &Quantity| {
        q.value.map(|v| format!("{} = {}", show(q.span), amount(v, q.unit.as_deref())))
    };
    tell("worth", a.quantities.iter().filter_map(worth).collect());
    let counted = |q: &Quantity| q.counted.map(|c| format!("{} {}", show(q.span), show(c)));
    tell("counted", a.quantities.iter().filter_map(counted).collect());
    let figure = |f: &Figure| {
        let marks =
            [("part ", f.part_of.is_some()), ("attacker ", f.attacker), ("update ", f.update)];
        let marks: String = marks.iter().filter(|(_, is)| *is).map(|(mark, _)| *mark).collect();
        let value = amount(f.value, f.unit.as_deref());
        let over = f.over.map(|s| format!(" over {}", show(s))).unwrap_or_default();
        let source = f.source.span.map(|s| format!(" by {}", show(s))).unwrap_or_default();
        format!("{marks}{} {value} {}{over}{source}", f.effect.name(), show(f.span))
    };
    tell("figure", a.figures.iter().map(figure).collect());
    let account = |account: &Account| {
        let figures = account.figures.iter().filter_map(|&id| a.figures.get(id as usize));
        figures.map(|f| show(f.span)).collect::<Vec<_>>().join(" + ")
    };
    let check = |c: &Check| {
        let accounts: Vec<String> = c.accounts.iter().map(account).collect();
        format!("{} {} {}", c.relation.name(), c.effect.name(), accounts.join(" | "))
    };
    tell("check", a.checks.iter().map(check).collect());
    let timeline = |line: &TimelineLine| {
        let value = line.value.as_deref().unwrap_or(line.placement.name());
        let timexes = line.moments.iter().filter_map(|m| a.timexes.get(m.timex as usize));
        let told: Vec<String> = timexes.map(|t| show(t.span)).collect();
        format!("{value}{} {}", if line.agreement { " twice" } else { "" }, told.join(" "))
    };
    tell("timeline", a.timeline.iter().map(timeline).collect());
    tell("mention", a.mentions.iter().map(|m| typed(m.span, m.kind.name())).collect());
    let names = |entity: &Entity| -> Vec<String> {
        let mentions = entity.mentions.iter().filter_map(|&m| a.mentions.get(m as usize));
        mentions.map(|m| show(m.span)).collect()
    };
    let entity = |e: &Entity| format!("{} {}", e.kind.name(), names(e).join(" "));
    tell("entity", a.entities.iter().map(entity).collect());
    let [references, roles, sites] = actors(text, a);
    tell("reference", references);
    tell("role", roles);
    tell("site", sites);
    tell("statement", statements(text, a));
    happenings(text, a).into_iter().zip(["event", "answers"]).for_each(|(l, key)| tell(key, l));
    about(text, a).into_iter().zip(["topic", "voice"]).for_each(|(l, key)| tell(key, l));
    let phrase =
        |k: &nutgraf::Keyphrase| k.spans.iter().map(|&s| show(s)).collect::<Vec<_>>().join(" ");
    tell("keyphrase", a.keyphrases.iter().map(phrase).collect());
    let chosen = a.summary.lines.iter().take(a.summary.chosen as usize);
    tell("summary", chosen.map(|l| show(l.span)).collect());
    tell("words", vec![a.reading.words.to_string()]);
    tell("language", a.reading.language.iter().cloned().collect());
    tell("notice", a.notices.iter().map(|n| n.code.to_owned()).collect());
    lines
}

/// Who says what; whether it was said, where it was not.
fn statements(text: &str, a: &Analysis) -> Vec<String> {
    let show = |span: Span| format!("[{}]", escape(span.of(text)));
    let said = |s: &nutgraf::Statement| {
        let speaker = s.speaker.and_then(|at| a.entities.get(at as usize));
        let standing = match s.standing.name() {
            "said" => String::new(),
            other => format!(", {other}"),
        };
        let within = if s.within.is_some() { ", told within" } else { "" };
        format!(
            "{}: {} {} ({}{standing}{within}) {}",
            speaker.map_or("-", |e| &e.name),
            s.source.map_or_else(|| "-".to_owned(), show),
            s.cue.map_or_else(|| "-".to_owned(), show),
            s.kind.name(),
            s.content.iter().map(|&part| show(part)).collect::<Vec<_>>().join(" "),
        )
    };
    a.statements.iter().map(said).collect()
}

/// Topics, and words that judge.
fn about(text: &str, a: &Analysis) -> [Vec<String>; 2] {
    let show = |span: Span| format!("[{}]", escape(span.of(text)));
    let topic = |t: &nutgraf::TopicLine| {
        let words: Vec<String> = t.spans.iter().map(|&s| show(s)).collect();
        format!("{} {}", t.topic.name(), words.join(" "))
    };
    let voice = |w: &nutgraf::LoadedWord| {
        let statement = w.statement.and_then(|at| a.statements.get(at as usize));
        let speaker = statement.map(|s| s.source.map_or_else(|| "-".to_owned(), show));
        format!("{} {} {}", w.kind.name(), show(w.span), speaker.as_deref().unwrap_or("writer"))
    };
    [a.topics.iter().map(topic).collect(), a.voice.iter().map(voice).collect()]
}

/// Events and the answers to the five Ws.
fn happenings(text: &str, a: &Analysis) -> [Vec<String>; 2] {
    let show = |span: Span| format!("[{}]", escape(span.of(text)));
    let parts = |parts: &[nutgraf::Participant]| -> String {
        parts.iter().map(|p| show(p.span)).collect::<Vec<_>>().join(" ")
    };
    let event = |e: &nutgraf::Event| {
        let mut words =
            vec![e.kind.to_owned(), parts(&e.actors), show(e.trigger), parts(&e.targets)];
        words.extend(e.instrument.map(|span| format!("with {}", show(span))));
        let place = e.place.and_then(|at| a.mentions.get(at as usize));
        words.extend(place.map(|m| format!("in {}", show(m.span))));
        let timex = e.timex.and_then(|at| a.timexes.get(at as usize));
        words.extend(timex.map(|t| format!("on {}", show(t.span))));
        if e.modality != nutgraf::Modality::Happened {
            words.push(e.modality.name().to_owned());
        }
        words.extend(e.same_as.map(|at| format!("= {at}")));
        words.retain(|word| !word.is_empty());
        words.join(" ")
    };
    let answers = |w: &nutgraf::Answers| {
        let asked = [
            ("who", w.who),
            ("what", w.what),
            ("when", w.when),
            ("where", w.place),
            ("why", w.why),
            ("how", w.how),
        ];
        let told = asked.iter().filter_map(|(q, span)| span.map(|s| format!("{q} {}", show(s))));
        told.collect::<Vec<_>>().join(" ")
    };
    [a.events.iter().map(event).collect(), a.answers.iter().map(answers).collect()]
}

/// `17`, `~300`, `17+`, `<40`, `200-300`, with its unit.
fn amount(value: Interval, unit: Option<&str>) -> String {
    let number = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
    let (low, high) = (number(value.low), number(value.high));
    let amount = match value.precision {
        Precision::About => format!("~{low}"),
        Precision::AtMost => format!("<{high}"),
        Precision::AtLeast | Precision::Vague => format!("{low}+"),
        Precision::Exact if low == high => low,
        Precision::Exact | Precision::Range => format!("{low}-{high}"),
    };
    unit.map_or(amount.clone(), |unit| format!("{amount} {unit}"))
}

/// References, roles and places.
fn actors(text: &str, a: &Analysis) -> [Vec<String>; 3] {
    let show = |span: Span| format!("[{}]", escape(span.of(text)));
    let named = |id: &u32| a.entities.get(*id as usize).map_or("-", |e| &e.name);
    let reference = |r: &nutgraf::Reference| {
        let others: Vec<String> = r.candidates.iter().map(|id| format!("{}?", named(id))).collect();
        let meant = r.entity.as_ref().map_or_else(|| others.join(" "), |id| named(id).to_owned());
        format!("{} = {meant}", show(r.span))
    };
    let role = |r: &nutgraf::Role| {
        let mut words = vec![format!("{}: {} {}", named(&r.entity), r.kind.name(), show(r.title))];
        if r.tense != nutgraf::RoleTense::Current {
            words.push(r.tense.name().to_owned());
        }
        let parts = r.organization.iter().chain(&r.place);
        words.extend(parts.map(|part| format!("of {}", named(part))));
        words.join(" ")
    };
    let site = |p: &nutgraf::Place| {
        let site = p.site.as_ref().map_or_else(
            || "open".to_owned(),
            |s| {
                let code = s.country.map(|c| c.map(char::from).iter().collect::<String>());
                format!("{} {}", s.kind.name(), code.unwrap_or_else(|| "-".to_owned()))
            },
        );
        format!("{}: {} {site}", named(&p.entity), p.relation.name())
    };
    [
        a.references.iter().map(reference).collect(),
        a.roles.iter().map(role).collect(),
        a.places.iter().map(site).collect(),
    ]
}

/// Characters that cannot be seen, as escapes.
fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '\n' => out.push('⏎'),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{a0}' | '\u{ad}' | '\u{200b}' | '\u{feff}' => {
                write!(out, "\\u{{{:x}}}", c as u32).expect("a string");
            }
            _ => out.push(c),
        }
        out
    })
}

/// The characters that escapes stand for.
fn unescape(text: &str) -> String {
    let text = text.replace("\\t", "\t").replace("\\r", "\r");
    let mut parts = text.split("\\u{");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |out, part| {
        let (code, rest) = part.split_once('}').expect("an escape ends with a brace");
        let code = u32::from_str_radix(code, 16).expect("an escape is hexadecimal");
        let c = char::from_u32(code).expect("an escape is a character");
        format!("{out}{c}{rest}")
    })
}
