//! Trains the weights that decide which phrases around a name are said to mean it.
//!
//! First where the longest phrase begins and ends, then, by these borders, which of the phrases that they give are marked.
//! Both sources weigh the same, however many articles they have: their annotators mark differently, and neither is
//! more right.

use super::references::{Example, Settings, Tally, fit, score, show};
use crate::Result;
use crate::data;
use crate::gold::{Document, Gold};
use crate::scene;
use nutgraf::reference::phrase::{Border, Phrases};
use nutgraf::reference::rank::Ranker;
use nutgraf::{Model, Options};
use std::collections::BTreeMap;

/// Examples that a feature has, at least.
const LEAST: u32 = 2;

/// Fits whose mean counts: one alone has half a point less on the dev part, as much from the order as from the articles.
const ROUNDS: u16 = 8;

/// Trains, writes and scores.
#[expect(clippy::print_stdout, reason = "the figures are what the caller asked for")]
pub(crate) fn train(settings: &Settings) -> Result<()> {
    let model = Model::builtin();
    let read = |part| -> Result<Vec<Document>> {
        data::read(&data::find(&settings.data, part).ok_or("no such part")?)
    };
    let (train, dev) = (read("train")?, read("dev")?);
    let of = |documents: &[Document], ranker: Option<&Ranker>| -> Vec<Example> {
        documents.iter().flat_map(|document| examples(document, &model, ranker)).collect()
    };
    let borders = balanced(of(&train, None));
    let least = settings.min_count.unwrap_or(LEAST);
    let mut bytes = fit(&borders.iter().collect::<Vec<_>>(), settings, least, ROUNDS);
    let mut board: BTreeMap<String, Tally> = BTreeMap::new();
    score(&of(&dev, None).iter().collect::<Vec<_>>(), &bytes, &mut board);
    let ranker = Ranker::load(&bytes).ok_or("just made")?;
    let variants = balanced(of(&train, Some(&ranker)));
    let kept = fit(&variants.iter().collect::<Vec<_>>(), settings, least, ROUNDS);
    score(&of(&dev, Some(&ranker)).iter().collect::<Vec<_>>(), &kept, &mut board);
    bytes = Ranker::merge(&ranker, &Ranker::load(&kept).ok_or("just made")?);
    std::fs::write(&settings.phrases, &bytes)?;
    print!("{} bytes\n{}", bytes.len(), show(&board));
    Ok(())
}

/// The same examples, each source of the same weight in all.
fn balanced(mut examples: Vec<Example>) -> Vec<Example> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let source = |example: &Example| example.source.rsplit(' ').next().unwrap_or("").to_owned();
    examples.iter().for_each(|example| *counts.entry(source(example)).or_default() += 1);
    let most = counts.values().copied().max().unwrap_or(1) as f32;
    for example in &mut examples {
        example.weight = most / counts[&source(example)] as f32;
    }
    examples
}

/// Where the phrases of a document begin and end, or, with a ranker that knows, which are marked.
fn examples(document: &Document, model: &Model, ranker: Option<&Ranker>) -> Vec<Example> {
    let text = &document.text;
    let a = nutgraf::analyze(text, model, &Options::default());
    let gold = Gold::new(document, &a);
    let vocabulary = scene::words(text, &a, model);
    let tags = scene::tags(&a, &vocabulary, model);
    let scene = scene::read(text, &a, &vocabulary, &tags, model);
    let phrases = Phrases::new(&scene, &tags);
    let mut examples = Vec::new();
    let mut learn = |name: &str, choices: Vec<Vec<u32>>, right: Vec<bool>| {
        let source = format!("{name} {}", document.source);
        examples.push(Example { class: None, source, choices, right, weight: 1.0 });
    };
    for (id, entity) in a.entities.iter().enumerate() {
        for &mention in &entity.mentions {
            if let Some(ranker) = ranker {
                for variant in phrases.variants(mention, ranker) {
                    let cluster = gold.phrases.get(&gold.range(variant.span));
                    let right = cluster.is_some() && cluster == gold.entities[id].as_ref();
                    learn("kept", vec![variant.features, Vec::new()], vec![right, !right]);
                }
                continue;
            }
            let (start, end) = gold.range(a.mentions[mention as usize].span);
            let (starts, ends) = (phrases.starts(mention), phrases.ends(mention));
            let opens = |b: &Border| gold.range(a.tokens[b.at].span).0;
            let closes = |b: &Border| gold.range(a.tokens[b.at - 1].span).1;
            let fits = |&&(s, e): &&(u32, u32)| {
                s <= start
                    && e >= end
                    && starts.iter().any(|b| opens(b) == s)
                    && ends.iter().any(|b| closes(b) == e)
            };
            let Some(&(s, e)) = gold.phrases.keys().filter(fits).max_by_key(|(s, e)| e - s) else {
                continue;
            };
            let features =
                |borders: &[Border]| borders.iter().map(|b| b.features.clone()).collect();
            if starts.len() > 1 {
                learn("start", features(&starts), starts.iter().map(|b| opens(b) == s).collect());
            }
            if ends.len() > 1 {
                learn("end", features(&ends), ends.iter().map(|b| closes(b) == e).collect());
            }
        }
    }
    examples
}
