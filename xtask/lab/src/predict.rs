//! Predictions in the scorers' formats.

pub(crate) mod classes;
pub(crate) mod clusters;
pub(crate) mod figures;
pub(crate) mod fillers;

use crate::Result;
use crate::data::{self, CodePoints, Document, Range};
use crate::score::pages;
use crate::train::topics;
use nutgraf::{Analysis, Model, Options, QuantityKind, Span, TimexKind};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

/// A task that a scorer knows.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Task {
    /// Names, dates, money: `entities` with `start`, `end`, `type`.
    Ner,
    /// Sentence borders: `sentences`, pairs of offsets.
    Sentences,
    /// A three-sentence summary: `summary`.
    Summaries,
    /// Key phrases: `keys`, best first.
    Keyphrases,
    /// Time expressions: `timexes` with `start`, `end`, `type`, `value`.
    Temporal,
    /// Numbers: `quantities` with `start`, `end`, `kind`, `low`, `high`, `unit`, `counted`.
    Quantities,
    /// Deaths and injuries: `deaths`, `injured`, and `figures` with all that is told of each.
    Events,
    /// Who, what, when, where, why and how: `answers`, a pair of offsets each.
    #[value(name = "5w1h")]
    Answers,
    /// Entities with more than one mention: `clusters` of `mentions`.
    Coref,
    /// Statements: `quotes` with lists of spans `content`, `speaker`, `cue`, and `kind`.
    Quotes,
    /// The class of an article of BBC or AG News: `label`, learned from the train part of ../shared/data/topic.
    Topic,
    /// The main text of web pages: `text`, `title`, `published`; the input has `html`.
    Html,
}

/// Predicts for every line of `input`.
pub(crate) fn write(task: Task, input: &Path, output: &Path) -> Result<()> {
    let lines: Vec<String> = if let Task::Html = task {
        let pages: Vec<pages::Annotated> = data::read(input)?;
        pages.par_iter().map(|page| page.predict().to_string()).collect()
    } else if let Task::Topic = task {
        topics(input)?
    } else {
        let model = Model::builtin();
        let documents: Vec<Document> = data::read(input)?;
        documents.par_iter().map(|document| line(task, document, &model).to_string()).collect()
    };
    let mut file = std::fs::File::create(output)?;
    for line in lines {
        writeln!(file, "{line}")?;
    }
    Ok(())
}

/// The class of each article, learned from the train part of its source.
fn topics(input: &Path) -> Result<Vec<String>> {
    let model = Model::untrained()?;
    let documents: Vec<topics::Labelled> = data::read(input)?;
    let sources: BTreeSet<&str> = documents.iter().map(|d| d.source.as_str()).collect();
    let learn = |source| {
        classes::Classes::learn(Path::new(topics::DATA), source, &model).map(|c| (source, c))
    };
    let classes: BTreeMap<&str, classes::Classes> =
        sources.into_iter().map(learn).collect::<Result<_>>()?;
    let line = |document: &topics::Labelled| {
        let label = classes.get(document.source.as_str()).map(|c| c.label(&document.text, &model));
        json!({"id": document.id, "label": label}).to_string()
    };
    Ok(documents.par_iter().map(line).collect())
}

fn line(task: Task, document: &Document, model: &Model) -> Value {
    let text = &document.text;
    let mut options = Options::default();
    options.published = document.dct.as_deref().and_then(|date| date.parse().ok());
    let analysis = nutgraf::analyze(text, model, &options);
    let points = CodePoints::new(text);
    match task {
        Task::Ner => {
            let entities: Vec<Value> = entities(&analysis, &points)
                .into_iter()
                .map(|((start, end), kind)| json!({"start": start, "end": end, "type": kind}))
                .collect();
            json!({"id": document.id, "entities": entities})
        }
        // Pages have no text before they are read; classes are learned first.
        Task::Html | Task::Topic => Value::Null,
        Task::Sentences => {
            let sentences: Vec<Range> =
                analysis.sentences.iter().map(|s| points.of(s.span)).collect();
            json!({"id": document.id, "sentences": sentences})
        }
        Task::Temporal => {
            let timexes: Vec<Value> = analysis
                .timexes
                .iter()
                .map(|timex| {
                    let (start, end) = points.of(timex.span);
                    let kind = timex.kind.name().to_uppercase();
                    json!({"start": start, "end": end, "type": kind, "value": timex.value})
                })
                .collect();
            json!({"id": document.id, "timexes": timexes})
        }
        Task::Quantities => {
            json!({"id": document.id, "quantities": figures::quantities(&analysis, &points)})
        }
        Task::Answers => {
            let first = analysis.answers.first().cloned().unwrap_or_default();
            let span = |span: Option<Span>| span.map(|span| points.of(span));
            json!({"id": document.id, "answers": {
                "who": span(first.who), "what": span(first.what), "when": span(first.when),
                "where": span(first.place), "why": span(first.why), "how": span(first.how),
            }})
        }
        Task::Events => {
            let ranker =
                fillers::fillers().expect("the weights of fillers are part of the project");
            let told = fillers::find(text, &analysis, model, &ranker);
            figures::events(document, &analysis, &points, &told)
        }
        Task::Coref => {
            let phrases =
                clusters::phrases().expect("the weights of phrases are part of the project");
            let clusters: Vec<Value> = clusters::find(text, &analysis, model, &phrases)
                .iter()
                .map(|spans| json!({"mentions": spans.iter().map(|&s| points.of(s)).collect::<Vec<_>>()}))
                .collect();
            json!({"id": document.id, "clusters": clusters})
        }
        Task::Quotes => {
            let spans = |spans: &[nutgraf::Span]| -> Vec<Range> {
                spans.iter().map(|&span| points.of(span)).collect()
            };
            let statements = analysis.statements.iter().map(|statement| {
                json!({
                    "content": spans(&statement.content),
                    "speaker": spans(statement.source.as_slice()),
                    "cue": spans(statement.cue.as_slice()),
                    "kind": statement.kind.name(),
                    "score": statement.score,
                })
            });
            json!({"id": document.id, "quotes": statements.collect::<Vec<_>>()})
        }
        Task::Keyphrases => {
            let first = |k: &nutgraf::Keyphrase| k.spans.first().map(|span| span.of(text));
            let keys: Vec<&str> = analysis.keyphrases.iter().filter_map(first).collect();
            json!({"id": document.id, "keys": keys})
        }
        Task::Summaries => json!({"id": document.id, "summary": summary(text, &analysis)}),
    }
}

/// Everything with a type of the name scorers, in their words.
pub(crate) fn entities(analysis: &Analysis, points: &CodePoints) -> Vec<(Range, &'static str)> {
    let names = analysis.mentions.iter().map(|m| (m.span, ner_type(m.kind)));
    // The scorers' dates are points of the calendar: not `yesterday`, not `last week`.
    let calendar = ["timex/day", "timex/month", "timex/year", "timex/weekday", "timex/season"];
    let times = analysis.timexes.iter().filter_map(|t| match t.kind {
        TimexKind::Date => calendar.contains(&t.why).then_some((t.span, "DATE")),
        TimexKind::Time => Some((t.span, "TIME")),
        TimexKind::Duration | TimexKind::Set => None,
    });
    let numbers = analysis.quantities.iter().map(|q| match q.kind {
        QuantityKind::Money => (q.span, "MONEY"),
        QuantityKind::Percent => (q.span, "PERCENT"),
        QuantityKind::Count => (q.span, "CARDINAL"),
        QuantityKind::Measure => (q.span, "QUANTITY"),
        QuantityKind::Ordinal => (q.span, "ORDINAL"),
        QuantityKind::Age => (q.span, "AGE"),
        QuantityKind::Score => (q.span, "SCORE"),
    });
    names.chain(times).chain(numbers).map(|(span, kind)| (points.of(span), kind)).collect()
}

/// The scorers' name of a kind.
pub(crate) fn ner_type(kind: nutgraf::Kind) -> &'static str {
    use nutgraf::Kind;
    match kind {
        Kind::Person => "PERSON",
        Kind::Organization => "ORG",
        Kind::Location => "LOC",
        Kind::Facility => "FAC",
        Kind::Group => "NORP",
        Kind::Event => "EVENT",
        Kind::Work => "WORK",
        Kind::Law => "LAW",
        Kind::Product => "PRODUCT",
    }
}

/// The chosen lines in text order.
fn summary(text: &str, analysis: &Analysis) -> String {
    let mut lines: Vec<_> = analysis
        .summary
        .lines
        .iter()
        .take(analysis.summary.chosen as usize)
        .map(|l| l.span)
        .collect();
    lines.sort_unstable();
    lines.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
}
