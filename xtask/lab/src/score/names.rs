//! Names, dates and money on annotated news.
//!
//! Counted as the field's scorers do: gold and prediction are cut alike (outer white space, quotes,
//! brackets, punctuation, a possessive, `the` in front), facilities and countries count as places, and
//! of each document only the types that it annotates throughout are scored.

use super::{Counts, Row};
use crate::data::{self, CodePoints, Range};
use crate::{Result, predict, train};
use nutgraf::{Model, Options};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The sets, with what each one is.
const SETS: [(&str, &str); 7] = [
    ("worldwide", "world news"),
    ("men", "Malaysian news"),
    ("gum", "mixed genres"),
    ("uner-ewt", "web"),
    ("wikigold", "encyclopaedia"),
    ("crossner", "encyclopaedia, politics to AI"),
    ("redocred", "encyclopaedia"),
];

/// The types that every set has.
const CORE: [&str; 3] = ["PERSON", "ORG", "LOC"];

/// Types that a set annotates wherever they stand, though it does not say so: names of elections and
/// novels, but common words too.
fn rare(set: &str) -> &'static [&'static str] {
    match set {
        "men" => &["EVENT", "LAW", "PRODUCT", "WORK"],
        "crossner" => &["EVENT", "PRODUCT", "WORK"],
        _ => &[],
    }
}

/// Characters cut off both ends.
const EDGE: &str = " \t\n\r\u{a0}\"'“”‘’`«»()[]{}<>.,;:!?-–—*•";

#[derive(Deserialize)]
struct Document {
    text: String,
    types: Vec<String>,
    region: Option<String>,
    entities: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
}

type Mark = (Range, String);

/// Gold and predicted marks of one document.
struct Marked {
    region: String,
    types: Vec<String>,
    characters: Vec<char>,
    gold: BTreeSet<Mark>,
    predicted: BTreeSet<Mark>,
    /// Score of each predicted name, and whether it is right.
    sure: Vec<(f32, bool)>,
}

/// Scores every set's dev part: core types together, all types, each type, each region.
pub(super) fn score(folder: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut sure = Vec::new();
    for (set, what) in SETS {
        let Some(path) = data::find(&folder.join("dev"), set) else { continue };
        let marked = marked(&path, rare(set))?;
        if CALIBRATED.contains(&set) {
            sure.extend(marked.iter().flat_map(|d| d.sure.iter().copied()));
        }
        let what = &note(set, what);
        let count = |keep: &dyn Fn(&Marked, &str) -> bool| {
            let mut counts = Counts::default();
            for document in &marked {
                let kept = |marks: &BTreeSet<Mark>| -> BTreeSet<Mark> {
                    marks.iter().filter(|(_, kind)| keep(document, kind)).cloned().collect()
                };
                let (gold, predicted) = (kept(&document.gold), kept(&document.predicted));
                counts.add(Counts {
                    right: gold.intersection(&predicted).count(),
                    predicted: predicted.len(),
                    gold: gold.len(),
                });
            }
            counts
        };
        let is_core = |kind: &str| CORE.contains(&kind);
        rows.push(Row::rates("mention", format!("{set} core"), count(&|_, k| is_core(k)), what));
        let told = |d: &Marked, kind: &str| d.types.iter().any(|t| t == kind);
        rows.push(Row::rates("mention", format!("{set} full"), count(&told), what));
        let mut lenient = Counts::default();
        for document in &marked {
            lenient.add(overlaps(document, &CORE));
        }
        rows.push(Row::rates("mention", format!("{set} core overlap"), lenient, what));
        let kinds: BTreeSet<&str> = marked
            .iter()
            .flat_map(|d| d.gold.iter().chain(&d.predicted))
            .map(|(_, k)| &**k)
            .collect();
        for kind in kinds {
            rows.push(Row::rates(
                "mention",
                format!("{set} {kind}"),
                count(&|_, k| k == kind),
                what,
            ));
        }
        let regions: BTreeSet<&str> = marked.iter().map(|d| &*d.region).collect();
        if regions.len() > 1 {
            for region in regions {
                let counts = count(&|d, k| d.region == region && is_core(k));
                rows.push(Row::rates("mention", format!("{set} core {region}"), counts, what));
            }
        }
    }
    let what = "mean distance of score and share of right names, in percent: ten bins; the sets that the scores were fitted on";
    rows.push(Row::measure("mention", "calibration error".into(), calibration(&sure), what));
    let beside = folder.parent().and_then(Path::parent);
    if let Some(article) = beside.map(|shared| shared.join("articles")).filter(|a| a.exists()) {
        let what = "names and demonyms of the worked example; of nested ones the longest";
        rows.push(Row::rates("mention", "worked example".into(), worked(&article)?, what));
    }
    Ok(rows)
}

/// The sets whose dev parts the scores were fitted on.
const CALIBRATED: [&str; 3] = ["worldwide", "men", "gum"];

/// Bins of the calibration error.
const BINS: usize = 10;

/// Expected calibration error in percent.
fn calibration(sure: &[(f32, bool)]) -> f64 {
    let mut bins = [0.0; BINS];
    for &(score, right) in sure {
        let bin = ((f64::from(score) * BINS as f64) as usize).min(BINS - 1);
        bins[bin] += f64::from(score) - f64::from(u8::from(right));
    }
    100.0 * bins.iter().map(|off| off.abs()).sum::<f64>() / sure.len().max(1) as f64
}

#[derive(Deserialize)]
struct Worked {
    entities: Vec<WorkedEntity>,
}

#[derive(Deserialize)]
struct WorkedEntity {
    #[serde(rename = "type")]
    kind: String,
    mentions: Vec<WorkedMention>,
}

#[derive(Deserialize)]
struct WorkedMention {
    start: u32,
    end: u32,
    kind: String,
}

/// Names of the worked example of an article, in the folder of both.
fn worked(folder: &Path) -> Result<Counts> {
    let text = std::fs::read_to_string(folder.join("sample.txt"))?;
    let analysis = std::fs::read(folder.join("sample.gold.json"))?;
    let worked: Worked = serde_json::from_slice(&analysis)?;
    let mut gold: Vec<Annotation> = Vec::new();
    for entity in worked.entities {
        for mention in entity.mentions {
            let kind = match &*mention.kind {
                "name" => entity.kind.clone(),
                "demonym" => "NORP".to_owned(),
                _ => continue,
            };
            gold.push(Annotation { start: mention.start, end: mention.end, kind });
        }
    }
    let within = |a: &Annotation, b: &Annotation| {
        b.start <= a.start && a.end <= b.end && b.end - b.start > a.end - a.start
    };
    let inner: Vec<bool> = gold.iter().map(|a| gold.iter().any(|b| within(a, b))).collect();
    let mut inner = inner.into_iter();
    gold.retain(|_| !inner.next().unwrap_or_default());
    let types = CORE.iter().chain(&["NORP"]).map(|&kind| kind.to_owned()).collect();
    let document = Document { text, types, region: None, entities: gold };
    let marked = read(document, &[], &Model::builtin());
    Ok(Counts {
        right: marked.gold.intersection(&marked.predicted).count(),
        predicted: marked.predicted.len(),
        gold: marked.gold.len(),
    })
}

/// What a set is, and whether its dev part was trained on: then its figures say how well the weights fit
/// what they have seen, and nothing about quality.
fn note(set: &str, what: &str) -> String {
    let part = format!("dev/{set}");
    let seen = train::DEFAULT_SETS.split(',').map(str::trim);
    if seen.into_iter().any(|trained| trained == part) {
        format!("{what}; TRAINED ON, no measure of quality")
    } else {
        what.into()
    }
}

/// Marks of one type that overlap, paired one to one in text order.
fn overlaps(document: &Marked, kinds: &[&str]) -> Counts {
    let mut counts = Counts::default();
    for kind in kinds {
        let of = |marks: &BTreeSet<Mark>| -> Vec<Range> {
            marks.iter().filter(|(_, k)| k == kind).map(|(range, _)| *range).collect()
        };
        let (gold, predicted) = (of(&document.gold), of(&document.predicted));
        let (mut g, mut p) = (gold.iter().peekable(), predicted.iter().peekable());
        while let (Some(a), Some(b)) = (g.peek(), p.peek()) {
            if a.0 < b.1 && b.0 < a.1 {
                counts.right += 1;
                g.next();
                p.next();
            } else if a.1 <= b.1 {
                g.next();
            } else {
                p.next();
            }
        }
        counts.gold += gold.len();
        counts.predicted += predicted.len();
    }
    counts
}

fn marked(path: &Path, rare: &[&str]) -> Result<Vec<Marked>> {
    let model = Model::builtin();
    let documents: Vec<Document> = data::read(path)?;
    Ok(documents.into_par_iter().map(|document| read(document, rare, &model)).collect())
}

/// Gold and predicted marks of the types that a document tells, and of the rare ones that its set does.
fn read(document: Document, rare: &[&str], model: &Model) -> Marked {
    let analysis = nutgraf::analyze(&document.text, model, &Options::default());
    let points = CodePoints::new(&document.text);
    let characters: Vec<char> = document.text.chars().collect();
    let told = |kind: &str| document.types.iter().any(|t| t == kind) || rare.contains(&kind);
    let marks = |items: Vec<(Range, String)>| -> BTreeSet<Mark> {
        items
            .into_iter()
            .map(|(range, kind)| (cut(&characters, range), coarse(kind)))
            .filter(|((start, end), kind)| start < end && told(kind))
            .collect()
    };
    let gold =
        marks(document.entities.iter().map(|e| ((e.start, e.end), e.kind.clone())).collect());
    let predicted = predict::entities(&analysis, &points);
    let predicted = marks(predicted.into_iter().map(|(r, k)| (r, k.to_owned())).collect());
    let mut sure = Vec::new();
    for mention in &analysis.mentions {
        let range = cut(&characters, points.of(mention.span));
        let mark = (range, coarse(predict::ner_type(mention.kind).to_owned()));
        if predicted.contains(&mark) && !rare.contains(&&*mark.1) {
            sure.push((mention.score, gold.contains(&mark)));
        }
    }
    Marked {
        region: document.region.unwrap_or_else(|| "-".into()),
        types: document.types,
        characters,
        gold,
        predicted,
        sure,
    }
}

fn coarse(kind: String) -> String {
    if matches!(&*kind, "GPE" | "FAC") { "LOC".into() } else { kind }
}

/// Without quotes, punctuation and possessive at the ends and `the` in front.
fn cut(text: &[char], (mut start, mut end): Range) -> Range {
    let at = |i: u32| text.get(i as usize).copied().unwrap_or(' ');
    let edge = |c: char| EDGE.contains(c);
    loop {
        let before = (start, end);
        while start < end && edge(at(start)) {
            start += 1;
        }
        while start < end && edge(at(end - 1)) {
            end -= 1;
        }
        if end - start >= 2
            && at(end - 1).eq_ignore_ascii_case(&'s')
            && matches!(at(end - 2), '\'' | '’')
        {
            end -= 2;
        } else if end - start >= 4
            && (0..3).map(|i| at(start + i).to_ascii_lowercase()).eq("the".chars())
            && at(start + 3).is_whitespace()
        {
            start += 4;
        }
        if (start, end) == before {
            return before;
        }
    }
}

/// Prints what goes wrong, most frequent first, with three examples each.
#[expect(clippy::print_stdout, reason = "the report is what the caller asked for")]
pub(super) fn errors(data: &Path) -> Result<()> {
    for (set, _) in SETS {
        let Some(path) = data::find(&data.join("ner/dev"), set) else { continue };
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for document in marked(&path, rare(set))? {
            let words = |(start, end): Range| -> String {
                document
                    .characters
                    .get(start as usize..end as usize)
                    .into_iter()
                    .flatten()
                    .collect()
            };
            let context = |(start, end): Range| {
                format!(
                    "…{}[{}]{}…",
                    words((start.saturating_sub(30), start)),
                    words((start, end)),
                    words((end, (end + 30).min(document.characters.len() as u32)))
                )
                .replace('\n', " ")
            };
            for (range, kind) in document.gold.difference(&document.predicted) {
                let rival = document
                    .predicted
                    .iter()
                    .find(|(other, _)| other.0 < range.1 && range.0 < other.1);
                let group = match rival {
                    None => format!("{kind} missed"),
                    Some((other, found)) if other == range => format!("{kind} taken for {found}"),
                    Some((_, found)) if found == kind => format!("{kind} with other borders"),
                    Some((_, found)) => format!("{kind} with other borders, as {found}"),
                };
                groups.entry(group).or_default().push(context(*range));
            }
            for (range, kind) in document.predicted.difference(&document.gold) {
                if !document.gold.iter().any(|(other, _)| other.0 < range.1 && range.0 < other.1) {
                    groups.entry(format!("{kind} invented")).or_default().push(context(*range));
                }
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, examples)| std::cmp::Reverse(examples.len()));
        println!("== {set}");
        for (group, examples) in groups {
            println!("{:5} {group}", examples.len());
            // Spread over the set, not the first three of one article.
            for example in examples.iter().step_by(examples.len().div_ceil(3)) {
                println!("        {example}");
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left of the first bracketed part after both ends are cut.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let characters: Vec<char> = text.chars().collect();
        let (start, end) = cut(&characters, (0, characters.len() as u32));
        let left: String = characters[start as usize..end as usize].iter().collect();
        assert_eq!(expected, left);
    }

    #[test]
    fn ends_are_cut_until_nothing_more_comes_off() {
        check("the “U.S.”", "U.S");
        check("The Guardian’s", "Guardian");
        check("the the\u{a0}Hague,", "Hague");
        check("Theodor", "Theodor");
        check("’s", "s");
        check("“”", "");
    }

    #[test]
    fn a_part_that_was_trained_on_says_so() {
        assert!(note("wikigold", "encyclopaedia").contains("TRAINED ON"));
        assert_eq!("world news", note("worldwide", "world news"));
    }
}
