//! Events on reports of violence, and the five Ws of news.
//!
//! Both by the rules of the scorers of their sets. Events: who takes part in all templates of a document, each entity
//! once, right if its words are one of the annotated names: by what the lab learned of the set, and by the product alone. The
//! five Ws: the answer is right if it has half of the content words of an annotated phrase and is at most three times as
//! long, or lies within one and is no shorter than a third.

use super::Row;
use crate::Result;
use crate::data;
use crate::predict::figures::violence;
use crate::predict::fillers::{self, SLOTS};
use nutgraf::reference::rank::Ranker;
use nutgraf::{Analysis, Model, Options};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The names of an entity, with their offsets.
type Names = Vec<(String, i64, i64)>;

/// A report or a piece of news.
#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) text: String,
    dct: Option<String>,
    #[serde(default)]
    templates: Vec<BTreeMap<String, serde_json::Value>>,
    #[serde(default)]
    answers: BTreeMap<String, Vec<Answer>>,
}

#[derive(Deserialize)]
struct Answer {
    text: String,
}

/// Words without meaning of their own, as the scorer of the five Ws has them.
const STOP: [&str; 28] = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "by", "and", "or", "with", "from", "as",
    "is", "are", "was", "were", "be", "been", "it", "its", "that", "this", "his", "her", "-",
];

/// Scores the dev parts of both sets.
pub(super) fn score(folder: &Path) -> Result<Vec<Row>> {
    let model = Model::builtin();
    let read = |set: &str| -> Result<Vec<Document>> {
        data::find(&folder.join(set), "dev")
            .map_or_else(|| Ok(Vec::new()), |path| data::read(&path))
    };
    let mut rows = Vec::new();
    let reports = read("events")?;
    let ranker = fillers::fillers()?;
    let learned = "who takes part in violence, exact words; what counts and how names are cut is learned in the lab from the train part";
    let plain = "the same by the product's events alone";
    for (set, ranker, note) in
        [("dev muc4", Some(&ranker), learned), ("dev muc4, plain", None, plain)]
    {
        let counts: Vec<[usize; 3]> =
            reports.par_iter().flat_map_iter(|d| slots(d, &model, ranker)).collect();
        let all: [usize; 3] = [0, 1, 2].map(|i| counts.iter().map(|c| c[i]).sum());
        let [right, found, gold] = all.map(|n| n as f64);
        let share = |of: f64| Some(100.0 * right / of.max(1.0));
        let row = Row {
            stage: "event",
            set: set.to_owned(),
            n: all[2],
            values: [share(found), share(gold), share(f64::midpoint(found, gold))],
            note: note.to_owned(),
        };
        rows.extend((!reports.is_empty()).then_some(row));
    }
    rows.extend(judged(folder, &model)?);
    let news = read("5w1h")?;
    for question in ["who", "what", "when", "where", "why", "how"] {
        let hits: Vec<bool> =
            news.par_iter().filter_map(|d| answered(d, question, &model)).collect();
        rows.extend(rate(question, &hits));
    }
    let questions = ["who", "what", "when", "where", "why", "how"];
    let hits: Vec<bool> = news
        .par_iter()
        .flat_map_iter(|d| {
            questions.iter().filter_map(|q| answered(d, q, &model)).collect::<Vec<_>>()
        })
        .collect();
    rows.extend(rate("all", &hits));
    Ok(rows)
}

/// Verdicts of a reader on the events of world news.
const VERDICTS: &str = "tests/checked/events.tsv";

/// The events of a judged article and the words of its main event, both as they stand in the file.
#[derive(Default)]
struct Judged<'a> {
    right: BTreeSet<String>,
    wrong: BTreeSet<String>,
    main: Vec<&'a str>,
}

/// Precision of the events of judged articles, and the share of the articles whose main event is among the right ones.
fn judged(folder: &Path, model: &Model) -> Result<Vec<Row>> {
    let Some(path) = data::find(&folder.join("ner/dev"), "worldwide") else {
        return Ok(Vec::new());
    };
    let table = std::fs::read_to_string(VERDICTS)?;
    let mut articles: BTreeMap<&str, Judged> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let (kind, rest) = line.split_once('\t').ok_or("events.tsv: no tab")?;
        let (id, rest) = rest.split_once('\t').ok_or("events.tsv: no tab")?;
        let article = articles.entry(id).or_default();
        match (kind, rest.rsplit_once('\t')) {
            ("main", _) => article.main = rest.split(',').filter(|&span| span != "-").collect(),
            ("event", Some((event, "1"))) => drop(article.right.insert(event.to_owned())),
            ("event", Some((event, "0"))) => drop(article.wrong.insert(event.to_owned())),
            _ => return Err(format!("{VERDICTS}: {line}").into()),
        }
    }
    let documents: Vec<data::Document> = data::read(&path)?;
    let [mut right, mut wrong, mut unjudged, mut found, mut mains] = [0; 5];
    for document in &documents {
        let Some(article) = articles.get(document.id.as_str()) else { continue };
        let analysis = nutgraf::analyze(&document.text, model, &Options::default());
        let points = data::CodePoints::new(&document.text);
        let mut main = false;
        for event in &analysis.events {
            let told = crate::predict::figures::told(event, &points);
            let is_right = article.right.contains(&told);
            right += usize::from(is_right);
            wrong += usize::from(article.wrong.contains(&told));
            unjudged += usize::from(!is_right && !article.wrong.contains(&told));
            let (start, end) = points.of(event.trigger);
            main |= is_right
                && article.main.iter().filter_map(|span| span.split_once('-')).any(|(a, b)| {
                    a.parse().is_ok_and(|a: u32| a < end) && b.parse().is_ok_and(|b: u32| start < b)
                });
        }
        mains += usize::from(!article.main.is_empty());
        found += usize::from(main);
    }
    let share = |of: usize, all: usize| Some(100.0 * of as f64 / all.max(1) as f64);
    Ok(vec![
        Row {
            stage: "event",
            set: "worldwide dev, right".to_owned(),
            n: right + wrong,
            values: [share(right, right + wrong), None, None],
            note: format!(
                "60 articles, one reader, who judged the output; {unjudged} more events are not judged"
            ),
        },
        Row {
            stage: "event",
            set: "worldwide dev, main".to_owned(),
            n: mains,
            values: [None, share(found, mains), None],
            note: "main event told right; opinion, interviews and history left out".to_owned(),
        },
    ])
}

fn rate(question: &str, hits: &[bool]) -> Option<Row> {
    let right = hits.iter().filter(|&&hit| hit).count();
    (!hits.is_empty()).then(|| Row {
        stage: "answer",
        set: format!("dev giveme5w1h {question}"),
        n: hits.len(),
        values: [None, Some(100.0 * right as f64 / hits.len() as f64), None],
        note: "first answer right".to_owned(),
    })
}

impl Document {
    pub(crate) fn analyze(&self, model: &Model) -> Analysis {
        let mut options = Options::default();
        options.published = self.dct.as_deref().and_then(|date| date.parse().ok());
        nutgraf::analyze(&self.text, model, &options)
    }
}

/// Right, found and annotated entities of each slot, by what was learned or by the product's events alone.
fn slots(document: &Document, model: &Model, ranker: Option<&Ranker>) -> [[usize; 3]; 5] {
    let analysis = document.analyze(model);
    let told = ranker.map_or_else(
        || violence(&document.text, &analysis),
        |ranker| fillers::find(&document.text, &analysis, model, ranker),
    );
    let gold = filled(document);
    std::array::from_fn(|slot| tally(&gold[slot], &told[slot]))
}

/// By slot: the names of each annotated entity, in small letters.
pub(crate) fn filled(document: &Document) -> [Vec<BTreeSet<String>>; 5] {
    SLOTS.map(|slot| {
        let mut gold: Vec<BTreeSet<String>> = Vec::new();
        let entities = document.templates.iter().filter_map(|t| t.get(slot));
        for names in entities
            .flat_map(|v| serde_json::from_value::<Vec<Names>>(v.clone()).unwrap_or_default())
        {
            let names: BTreeSet<String> =
                names.into_iter().map(|(name, ..)| name.to_lowercase()).collect();
            match gold.iter_mut().find(|known| !known.is_disjoint(&names)) {
                Some(known) => known.extend(names),
                None => gold.push(names),
            }
        }
        gold
    })
}

/// Right, found and annotated entities of a slot. As the scorer of the set has it, what was told serves one entity only: one
/// that it names, or, if none is named, one that ends in the same word.
pub(crate) fn tally(gold: &[BTreeSet<String>], told: &[String]) -> [usize; 3] {
    let mut left: Vec<String> = Vec::new();
    for words in told.iter().map(|words| words.to_lowercase()) {
        if !left.contains(&words) {
            left.push(words);
        }
    }
    let found = left.len();
    let mut right = 0;
    for names in gold {
        let exact = left.iter().position(|told| names.contains(told));
        right += usize::from(exact.is_some());
        let near = |told: &String| {
            let last = words(told).pop().filter(|word| !STOP.contains(&&**word));
            last.is_some() && names.iter().any(|name| words(name).pop() == last)
        };
        if let Some(at) = exact.or_else(|| left.iter().position(near)) {
            left.remove(at);
        }
    }
    [right, found, gold.len()]
}

/// Whether a question is answered right; none if nobody answered it.
fn answered(document: &Document, question: &str, model: &Model) -> Option<bool> {
    let gold = document.answers.get(question).filter(|gold| !gold.is_empty())?;
    let analysis = document.analyze(model);
    let first = analysis.answers.first().cloned().unwrap_or_default();
    let span = match question {
        "who" => first.who,
        "what" => first.what,
        "when" => first.when,
        "where" => first.place,
        "why" => first.why,
        _ => first.how,
    };
    let content = |text: &str| -> Vec<String> {
        words(text).into_iter().filter(|word| !STOP.contains(&word.as_str())).collect()
    };
    let found = span.map(|span| content(span.of(&document.text))).unwrap_or_default();
    Some(gold.iter().any(|answer| {
        let mut wanted = content(&answer.text);
        if wanted.is_empty() {
            wanted = words(&answer.text);
        }
        let mut left = wanted.clone();
        let mut both = 0;
        for word in &found {
            if let Some(at) = left.iter().position(|known| known == word) {
                left.swap_remove(at);
                both += 1;
            }
        }
        both > 0
            && (both * 2 >= wanted.len() && found.len() <= 3 * wanted.len().max(2)
                || both == found.len() && found.len() * 3 >= wanted.len())
    }))
}

fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_serves_one_entity() {
        let gold: Vec<BTreeSet<String>> = [["two rebels", "rebels"], ["farc rebels", "farc"]]
            .map(|names| names.map(str::to_owned).into())
            .into();
        let told = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!([1, 1, 2], tally(&gold, &told(&["Rebels", "rebels"])));
        assert_eq!([2, 2, 2], tally(&gold, &told(&["FARC", "rebels"])));
        assert_eq!([0, 1, 2], tally(&gold, &told(&["armed rebels"])));
        // The first entity takes what ends in the same word.
        assert_eq!([0, 1, 2], tally(&gold, &told(&["farc rebels"])));
    }
}
