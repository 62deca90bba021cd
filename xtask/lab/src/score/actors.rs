//! Actors: clusters of mentions, roles and places.
//!
//! Clusters are scored as the shared scorer does: MUC, B³ and CEAF-e over exact spans, and their mean, `CoNLL`.
//! Roles and places are measured on the facts in `tests/roles.tsv` and `tests/places.tsv`, whose articles are
//! part of the annotated names.

use super::{Counts, Row, references};
use crate::data::{self, CodePoints, Range};
use crate::{Result, predict};
use nutgraf::{Analysis, Model, Options, PlaceRelation, RoleKind};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Degrees within which a place counts as the right one; points of countries and regions differ by
/// their maker.
const FAR: f64 = 4.0;

/// All rows; `data` is the folder of the annotated data.
pub(super) fn score(data: &Path) -> Result<Vec<Row>> {
    let model = Model::builtin();
    let mut rows = clusters(&data.join("coref"), &model)?;
    rows.extend(references::score(&data.join("coref"), &model)?);
    rows.extend(references::first_person(&data.join("quotes"), &model)?);
    let articles = articles(&data.join("ner/dev/worldwide.jsonl"), &model)?;
    if !articles.is_empty() {
        rows.extend(roles(&articles)?);
        rows.extend(places(&articles)?);
    }
    Ok(rows)
}

#[derive(Deserialize)]
struct Clustered {
    text: String,
    source: String,
    clusters: Vec<Cluster>,
}

#[derive(Deserialize)]
struct Cluster {
    mentions: Vec<Range>,
    named: bool,
}

type Set = BTreeSet<Range>;

/// Numerators and denominators of recall and precision of the three measures.
#[derive(Debug, Clone, Copy, Default)]
struct Tally([[f64; 4]; 3]);

impl Tally {
    fn add(&mut self, other: Self) {
        let cells = self.0.iter_mut().flatten().zip(other.0.iter().flatten());
        cells.for_each(|(cell, other)| *cell += other);
    }

    /// The mean of the three F1, in percent.
    fn conll(&self) -> f64 {
        let share = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
        let f1 = |[rn, rd, pn, pd]: [f64; 4]| {
            let (r, p) = (share(rn, rd), share(pn, pd));
            share(2.0 * p * r, p + r)
        };
        100.0 * self.0.into_iter().map(f1).sum::<f64>() / 3.0
    }
}

fn clusters(folder: &Path, model: &Model) -> Result<Vec<Row>> {
    let Some(path) = data::find(folder, "dev") else { return Ok(Vec::new()) };
    let documents: Vec<Clustered> = data::read(&path)?;
    let phrases = predict::clusters::phrases()?;
    let tallies: Vec<(String, [Tally; 2])> = documents
        .par_iter()
        .map(|document| {
            let analysis = nutgraf::analyze(&document.text, model, &Options::default());
            let points = CodePoints::new(&document.text);
            let found: Vec<Set> =
                predict::clusters::find(&document.text, &analysis, model, &phrases)
                    .iter()
                    .map(|spans| spans.iter().map(|&span| points.of(span)).collect())
                    .filter(|set: &Set| set.len() > 1)
                    .collect();
            (
                document.source.clone(),
                [tally(document, &found, true), tally(document, &found, false)],
            )
        })
        .collect();
    let mut board: BTreeMap<String, (usize, [Tally; 2])> = BTreeMap::new();
    for (source, pair) in tallies {
        for name in [format!("dev {source}"), "dev all".to_owned()] {
            let (count, sums) = board.entry(name).or_default();
            *count += 1;
            sums.iter_mut().zip(pair).for_each(|(sum, tally)| sum.add(tally));
        }
    }
    Ok(board
        .into_iter()
        .flat_map(|(set, (_, [named, all]))| {
            [
                Row::measure(
                    "coref",
                    format!("{set} named"),
                    named.conll(),
                    "CoNLL F1, exact spans",
                ),
                Row::measure("coref", set, all.conll(), "CoNLL F1, exact spans"),
            ]
        })
        .collect())
}

/// One article; `named`: only clusters that hold a name, and what is found of them.
fn tally(document: &Clustered, found: &[Set], named: bool) -> Tally {
    let set = |c: &Cluster| c.mentions.iter().copied().collect::<Set>();
    let gold: Vec<Set> = document.clusters.iter().filter(|c| !named || c.named).map(set).collect();
    let other: Vec<Set> = document.clusters.iter().filter(|c| named && !c.named).map(set).collect();
    let touches = |found: &Set, sets: &[Set]| sets.iter().any(|s| !s.is_disjoint(found));
    let found: Vec<&Set> =
        found.iter().filter(|f| touches(f, &gold) || !touches(f, &other)).collect();
    let gold: Vec<&Set> = gold.iter().collect();
    let (rn, rd) = muc(&gold, &found);
    let (pn, pd) = muc(&found, &gold);
    let (bn, bd) = b_cubed(&gold, &found);
    let (qn, qd) = b_cubed(&found, &gold);
    let same = alignment(&gold, &found);
    let counts = (gold.len() as f64, found.len() as f64);
    Tally([[rn, rd, pn, pd], [bn, bd, qn, qd], [same, counts.0, same, counts.1]])
}

/// Links of `a` that `b` has too (Vilain et al. 1995).
fn muc(a: &[&Set], b: &[&Set]) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for set in a {
        let shares: Vec<usize> =
            b.iter().map(|other| set.intersection(other).count()).filter(|&n| n > 0).collect();
        let alone = set.len() - shares.iter().sum::<usize>();
        sums.0 += (set.len() - shares.len() - alone) as f64;
        sums.1 += (set.len() - 1) as f64;
    }
    sums
}

/// Shares of the mentions of `a` in `b` (Bagga and Baldwin 1998).
fn b_cubed(a: &[&Set], b: &[&Set]) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for set in a {
        let squares = b.iter().map(|other| set.intersection(other).count().pow(2));
        sums.0 += squares.sum::<usize>() as f64 / set.len() as f64;
        sums.1 += set.len() as f64;
    }
    sums
}

/// Likeness of the best one-to-one alignment (Luo 2005), by the Hungarian method on costs.
fn alignment(a: &[&Set], b: &[&Set]) -> f64 {
    let (rows, columns) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let like = |i: usize, j: usize| {
        let both = rows[i].intersection(columns[j]).count();
        2.0 * both as f64 / (rows[i].len() + columns[j].len()) as f64
    };
    let (count, width) = (rows.len(), columns.len());
    let (mut u, mut v) = (vec![0.0; count + 1], vec![0.0; width + 1]);
    let mut owner = vec![0_usize; width + 1];
    for i in 1..=count {
        owner[0] = i;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; width + 1];
        let mut way = vec![0_usize; width + 1];
        let mut used = vec![false; width + 1];
        loop {
            used[column] = true;
            let row = owner[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for j in 1..=width {
                if used[j] {
                    continue;
                }
                let cost = -like(row - 1, j - 1) - u[row] - v[j];
                if cost < least[j] {
                    (least[j], way[j]) = (cost, column);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=width {
                if used[j] {
                    u[owner[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
            if owner[column] == 0 {
                break;
            }
        }
        while column != 0 {
            owner[column] = owner[way[column]];
            column = way[column];
        }
    }
    (1..=width).filter(|&j| owner[j] > 0).map(|j| like(owner[j] - 1, j - 1)).sum()
}

/// An article of the facts.
struct Read {
    hash: String,
    analysis: Analysis,
    points: CodePoints,
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
}

fn articles(path: &Path, model: &Model) -> Result<BTreeMap<String, Read>> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let documents: Vec<Article> = data::read(path)?;
    let read = |article: Article| {
        let hash = data::digest(&article.text);
        let analysis = nutgraf::analyze(&article.text, model, &Options::default());
        (article.id, Read { hash, analysis, points: CodePoints::new(&article.text) })
    };
    Ok(documents.into_par_iter().map(read).collect())
}

/// The lines of a table of facts, in cells.
pub(super) fn facts(path: &str) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// The article of a line, if it is the one that the line was written for.
fn article_of<'a>(articles: &'a BTreeMap<String, Read>, line: &[String]) -> Result<&'a Read> {
    let read = articles.get(&line[1]).ok_or_else(|| format!("there is no article {}", line[1]))?;
    if read.hash == line[2] {
        Ok(read)
    } else {
        Err(format!("{} has another text", line[1]).into())
    }
}

/// Right when kind and words agree.
fn roles(articles: &BTreeMap<String, Read>) -> Result<Vec<Row>> {
    let mut gold: BTreeMap<(String, String), BTreeSet<(String, Range)>> = BTreeMap::new();
    for line in facts("tests/roles.tsv")? {
        article_of(articles, &line)?;
        let roles = gold.entry((line[0].clone(), line[1].clone())).or_default();
        if line[4] != "none" {
            roles.insert((line[4].clone(), (line[5].parse()?, line[6].parse()?)));
        }
    }
    let mut board: BTreeMap<String, Counts> = BTreeMap::new();
    for ((part, id), gold) in &gold {
        let read = &articles[id];
        let found: BTreeSet<(String, Range)> = read
            .analysis
            .roles
            .iter()
            .map(|role| (role.kind.name().to_owned(), read.points.of(role.title)))
            .collect();
        for kind in ["all", RoleKind::Office.name()] {
            let of = |set: &BTreeSet<(String, Range)>| -> BTreeSet<(String, Range)> {
                set.iter().filter(|(k, _)| kind == "all" || k == kind).cloned().collect()
            };
            let (gold, found) = (of(gold), of(&found));
            board.entry(format!("{part} {kind}")).or_default().add(Counts {
                right: gold.intersection(&found).count(),
                predicted: found.len(),
                gold: gold.len(),
            });
        }
    }
    let row = |(set, counts)| Row::rates("role", set, counts, "kind and words exact");
    Ok(board.into_iter().map(row).collect())
}

/// What became of the places of one part.
#[derive(Default)]
struct Pins {
    articles: BTreeSet<String>,
    located: usize,
    pinned: usize,
    country: usize,
    right: usize,
    wrong: usize,
    /// Rightly pinned as what is around them.
    around: usize,
}

/// Pins beside the facts. A mention is of a place if it holds its first letter, or ends as it does and so has its head word: the
/// facts have `the Hague` and `north Sinai` where `Hague` and `Sinai` are mentions. What must have no pin is looked up alike.
fn places(articles: &BTreeMap<String, Read>) -> Result<Vec<Row>> {
    let mut board: BTreeMap<String, Pins> = BTreeMap::new();
    for line in facts("tests/places.tsv")? {
        let read = article_of(articles, &line)?;
        let pins = board.entry(line[0].clone()).or_default();
        pins.articles.insert(line[1].clone());
        let (start, end): Range = (line[3].parse()?, line[4].parse()?);
        let a = &read.analysis;
        let place =
            a.places.iter().filter(|p| p.relation == PlaceRelation::Located).find_map(|p| {
                let here = p.mentions.iter().any(|&m| {
                    let (s, e) = read.points.of(a.mentions[m as usize].span);
                    e > start && s < end && (s <= start || e == end)
                });
                here.then_some(p).filter(|p| p.site.is_some())
            });
        let site = place.and_then(|place| place.site.as_ref());
        let nowhere = line[5] == "*";
        pins.located += usize::from(!nowhere);
        let Some(site) = site else { continue };
        let country = site.country.map_or("-".to_owned(), |c| c.map(char::from).iter().collect());
        let same = !nowhere && country == line[5];
        let near = |cell: &str, hundredths: i16| {
            cell.parse().is_ok_and(|d: f64| (d - f64::from(hundredths) / 100.0).abs() <= FAR)
                || cell == "-"
        };
        let right = same && near(&line[6], site.latitude) && near(&line[7], site.longitude);
        pins.pinned += 1;
        pins.country += usize::from(same);
        pins.right += usize::from(right);
        let around = place.is_some_and(|place| matches!(place.why, "place/around" | "place/among"));
        pins.around += usize::from(right && around);
        pins.wrong += usize::from(!right);
    }
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    Ok(board
        .into_iter()
        .flat_map(|(part, pins)| {
            let per20 = 20.0 * pins.wrong as f64 / pins.articles.len().max(1) as f64;
            let row = |set: &str, value, note| {
                Row::measure("place", format!("{part} {set}"), value, note)
            };
            [
                row("country", share(pins.country, pins.pinned), "% of pins in the right country"),
                row("coverage", share(pins.right, pins.located), "% of places rightly pinned"),
                row(
                    "around",
                    share(pins.around, pins.located),
                    "% of places, of coverage: as what is around them",
                ),
                row("wrong", per20, "wrong pins in 20 articles"),
            ]
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(clusters: &[&[u32]]) -> Vec<Set> {
        clusters.iter().map(|c| c.iter().map(|&n| (n, n + 1)).collect()).collect()
    }

    #[test]
    fn the_alignment_is_the_best_one() {
        let (a, b) = (sets(&[&[1, 2], &[3, 4]]), sets(&[&[3, 4], &[1, 2, 5], &[6, 7]]));
        let (a, b): (Vec<&Set>, Vec<&Set>) = (a.iter().collect(), b.iter().collect());
        assert!((alignment(&a, &b) - 1.8).abs() < 1e-9);
        assert!((alignment(&b, &a) - 1.8).abs() < 1e-9);
    }
}
