//! Whom pronouns mean, and whether names that differ are rightly one, on articles with annotated clusters.

use super::{Counts, Row, statements};
use crate::data::CodePoints;
use crate::gold::{Document, Gold};
use crate::{Result, data};
use nutgraf::{Analysis, Model, Options, ReferenceKind};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Genres whose pronouns count.
const GENRES: [&str; 2] = ["news", "interview"];

/// The rows of the parts.
pub(super) fn score(folder: &Path, model: &Model) -> Result<Vec<Row>> {
    let mut board: BTreeMap<(&str, String, &str), Counts> = BTreeMap::new();
    for part in ["dev", "train"] {
        let Some(path) = data::find(folder, part) else { continue };
        let documents: Vec<Document> = data::read(&path)?;
        for document in &documents {
            let a = nutgraf::analyze(&document.text, model, &Options::default());
            let gold = Gold::new(document, &a);
            let note = "different names of one thing, merged; precision";
            board
                .entry(("alias", part.to_owned(), note))
                .or_default()
                .add(aliases(document, &a, &gold));
            if part == "train" || !document.is_of(&GENRES) {
                continue;
            }
            for (pronoun, counts) in pronouns(document, &a, &gold) {
                let note = "pronouns of named clusters in news and interviews: right entity";
                for set in [pronoun, "all"] {
                    board
                        .entry(("pronoun", format!("{part} {set}"), note))
                        .or_default()
                        .add(counts);
                }
            }
        }
    }
    Ok(board
        .into_iter()
        .map(|((stage, set, note), counts)| Row::rates(stage, set, counts, note))
        .collect())
}

/// `I` and its forms in the words of direct speech: right if the entity is named, or meant, where the annotators say who speaks.
/// Only those whose speaker is an entity of ours count as meant.
pub(super) fn first_person(quotes: &Path, model: &Model) -> Result<Vec<Row>> {
    let Some(path) = data::find(quotes, "dev") else { return Ok(Vec::new()) };
    let documents: Vec<statements::Document> = data::read(&path)?;
    let counts: Vec<Counts> = documents.par_iter().map(|d| spoken(d, model)).collect();
    let mut all = Counts::default();
    counts.into_iter().for_each(|counts| all.add(counts));
    let note = "I, me, my in direct speech: whoever the annotators say speaks";
    Ok(vec![Row::rates("pronoun", "polnear dev I".to_owned(), all, note)])
}

fn spoken(document: &statements::Document, model: &Model) -> Counts {
    let a = nutgraf::analyze(&document.text, model, &Options::default());
    let points = CodePoints::new(&document.text);
    let mut words: Vec<Vec<data::Range>> = vec![Vec::new(); a.entities.len()];
    for (entity, words) in a.entities.iter().zip(&mut words) {
        words.extend(entity.mentions.iter().map(|&m| points.of(a.mentions[m as usize].span)));
    }
    for reference in &a.references {
        if let Some(entity) = reference.entity {
            words[entity as usize].push(points.of(reference.span));
        }
    }
    let mut counts = Counts::default();
    for token in &a.tokens {
        let word = token.span.of(&document.text);
        if !matches!(word, "I" | "me" | "my" | "My" | "myself") {
            continue;
        }
        let (start, end) = points.of(token.span);
        let holds = |q: &&statements::Annotated| {
            q.kind == "direct" && q.content.iter().any(|&(s, e)| s <= start && end <= e)
        };
        let Some(quote) = document.quotes.iter().find(holds) else { continue };
        let speaks = |entity: usize| {
            let here = |&(s, e): &data::Range| quote.speaker.iter().any(|&(x, y)| s < y && x < e);
            words[entity].iter().any(here)
        };
        let found = a.references.iter().find(|r| r.span == token.span).and_then(|r| r.entity);
        counts.add(Counts {
            gold: usize::from((0..words.len()).any(speaks)),
            predicted: usize::from(found.is_some()),
            right: usize::from(found.is_some_and(|entity| speaks(entity as usize))),
        });
    }
    counts
}

/// The pronouns of the third person, by what they have in common.
fn third_person(word: &str) -> Option<&'static str> {
    Some(match &*word.to_lowercase() {
        "he" | "him" | "his" | "himself" => "he",
        "she" | "her" | "hers" | "herself" => "she",
        "it" | "its" | "itself" => "it",
        "they" | "them" | "their" | "theirs" | "themselves" => "they",
        _ => return None,
    })
}

/// Found, meant and right links of pronouns; only those that the annotators gave to something with a name count as meant.
fn pronouns(document: &Document, a: &Analysis, gold: &Gold) -> Vec<(&'static str, Counts)> {
    let said: BTreeMap<data::Range, u32> = a
        .references
        .iter()
        .filter(|r| r.kind == ReferenceKind::Pronoun)
        .filter_map(|r| Some((gold.range(r.span), r.entity?)))
        .collect();
    let mut counts = Vec::new();
    let letters: Vec<char> = document.text.chars().collect();
    let word = |(start, end): data::Range| -> String {
        letters[start as usize..end as usize].iter().collect()
    };
    for (&range, &cluster) in &gold.phrases {
        let Some(pronoun) = third_person(&word(range)) else { continue };
        let named = document.clusters[cluster].named;
        let entity = said.get(&range);
        let right = entity.is_some_and(|&e| gold.entities[e as usize] == Some(cluster));
        counts.push((
            pronoun,
            Counts {
                gold: usize::from(named || right),
                predicted: usize::from(entity.is_some()),
                right: usize::from(right),
            },
        ));
    }
    for &range in said.keys().filter(|range| !gold.phrases.contains_key(range)) {
        if let Some(pronoun) = third_person(&word(range)) {
            counts.push((pronoun, Counts { gold: 0, predicted: 1, right: 0 }));
        }
    }
    counts
}

/// Of each entity: its written names but the first; right are those that the annotators gave to the same cluster as the first.
/// Names that are in no cluster say nothing.
fn aliases(document: &Document, a: &Analysis, gold: &Gold) -> Counts {
    let mut counts = Counts::default();
    for entity in &a.entities {
        let mut forms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut order = Vec::new();
        for &mention in &entity.mentions {
            let span = a.mentions[mention as usize].span;
            if let Some(cluster) = gold.cluster_of_name(span) {
                let form = span.of(&document.text);
                let clusters = forms.entry(form).or_default();
                if clusters.is_empty() {
                    order.push(form);
                }
                clusters.push(cluster);
            }
        }
        let Some((first, rest)) = order.split_first() else { continue };
        for form in rest {
            let right = forms[form].iter().any(|cluster| forms[first].contains(cluster));
            counts.add(Counts { gold: 1, predicted: 1, right: usize::from(right) });
        }
    }
    counts
}
