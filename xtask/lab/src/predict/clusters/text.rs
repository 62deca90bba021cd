//! A text as the phrases and links of clusters see it.

use nutgraf::vocabulary::{Vocabulary, Word};
use nutgraf::{Analysis, ReferenceKind, Span, Tag};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// Bits of the number of a feature.
const BITS: u32 = 22;

/// Sentences of the head of an article, at most. One set has such heads alone, and marks the parts of a phrase beside the
/// whole; the other has whole texts, and marks the whole.
const HEAD: usize = 8;

/// The number of a feature: a template and what fills it, mixed (FNV-1a over words, with a finish).
pub(crate) fn of(template: u32, parts: &[u32]) -> u32 {
    let mix = |hash: u64, part: u32| (hash ^ u64::from(part)).wrapping_mul(0x100_0000_01b3);
    let hash =
        parts.iter().fold(mix(0xcbf2_9ce4_8422_2325, template), |hash, &part| mix(hash, part));
    ((hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> (64 - BITS)) as u32
}

/// A number for some letters.
pub(crate) fn letters(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A name as the product finds it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    pub(crate) first: usize,
    /// One past its last token.
    pub(crate) end: usize,
    pub(crate) kind: u32,
    pub(crate) entity: Option<u32>,
}

/// What the product says that words mean.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meant {
    pub(crate) end: usize,
    pub(crate) entity: u32,
    pub(crate) kind: ReferenceKind,
}

/// All that features are made of.
pub(crate) struct Text<'a> {
    pub(crate) a: &'a Analysis,
    vocabulary: &'a Vocabulary<'a>,
    tags: &'a [Tag],
    /// By token: hash of the stem of its word.
    stems: Vec<u32>,
    /// How often each stem stands in the text.
    counts: BTreeMap<u32, u32>,
    /// By sentence: its first token and one past its last.
    pub(crate) sentences: Vec<(usize, usize)>,
    /// By token: the name that it is part of.
    names: Vec<Option<Name>>,
    /// By first token.
    meant: BTreeMap<usize, Meant>,
    quoted: Vec<bool>,
    /// By entity: how often it is named.
    pub(crate) named: Vec<u32>,
    /// By entity: how often it is meant by other words than its names.
    pub(crate) told: Vec<u32>,
    /// Whose habit of marking is likely: 1 if the text is the head of an article.
    pub(crate) style: u32,
}

impl<'a> Text<'a> {
    pub(crate) fn new(a: &'a Analysis, vocabulary: &'a Vocabulary<'a>, tags: &'a [Tag]) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let stems: Vec<u32> = (0..a.tokens.len())
            .map(|at| letters(&stemmer.stem(&vocabulary.at(at).small)))
            .collect();
        let mut counts = BTreeMap::new();
        stems.iter().for_each(|&stem| *counts.entry(stem).or_default() += 1);
        let mut sentences: Vec<(usize, usize)> = vec![(usize::MAX, 0); a.sentences.len()];
        for (at, token) in a.tokens.iter().enumerate() {
            let (first, end) = &mut sentences[token.sentence as usize];
            (*first, *end) = ((*first).min(at), at + 1);
        }
        let range = |span: Span| {
            let first = a.tokens.partition_point(|t| t.span.start < span.start);
            let end = a.tokens.partition_point(|t| t.span.start < span.end);
            (first, end.max(first + 1))
        };
        let mut entities = vec![None; a.mentions.len()];
        for (id, entity) in a.entities.iter().enumerate() {
            entity.mentions.iter().for_each(|&m| entities[m as usize] = Some(id as u32));
        }
        let mut names = vec![None; a.tokens.len()];
        for (mention, &entity) in a.mentions.iter().zip(&entities) {
            let (first, end) = range(mention.span);
            let kind = mention.kind as u32;
            let end = end.min(names.len());
            names[first..end].fill(Some(Name { first, end, kind, entity }));
        }
        let mut meant = BTreeMap::new();
        let mut told = vec![0; a.entities.len()];
        for reference in &a.references {
            if let Some(entity) = reference.entity {
                let (first, end) = range(reference.span);
                told[entity as usize] += 1;
                meant.insert(first, Meant { end, entity, kind: reference.kind });
            }
        }
        let mut open = false;
        let mut quoted = Vec::with_capacity(a.tokens.len());
        for at in 0..a.tokens.len() {
            match vocabulary.at(at).written {
                "“" | "«" | "„" => open = true,
                "”" | "»" => open = false,
                "\"" | "''" | "``" => open = !open,
                _ => {}
            }
            quoted.push(open);
        }
        Self {
            a,
            vocabulary,
            tags,
            stems,
            counts,
            told,
            style: u32::from(sentences.len() <= HEAD),
            sentences,
            names,
            meant,
            quoted,
            named: a.entities.iter().map(|e| e.mentions.len() as u32).collect(),
        }
    }

    pub(crate) fn known(&self, at: usize) -> &Word<'a> {
        self.vocabulary.at(at)
    }

    pub(crate) fn written(&self, at: usize) -> &'a str {
        self.vocabulary.at(at).written
    }

    pub(crate) fn small(&self, at: usize) -> &str {
        &self.vocabulary.at(at).small
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn sentence(&self, at: usize) -> u32 {
        self.a.tokens.get(at).map_or(u32::MAX, |t| t.sentence)
    }

    /// A word as a part of features; of a sentence alone.
    pub(crate) fn word(&self, at: usize, sentence: u32) -> u32 {
        if self.sentence(at) == sentence { self.known(at).form.lower } else { 0 }
    }

    pub(crate) fn stem(&self, at: usize) -> u32 {
        self.stems.get(at).copied().unwrap_or(0)
    }

    /// How often the stem of a token stands in the text.
    pub(crate) fn count(&self, at: usize) -> u32 {
        self.counts.get(&self.stem(at)).copied().unwrap_or(0)
    }

    /// Coarse and fine class of a word as parts of features.
    pub(crate) fn class(&self, at: usize, sentence: u32) -> [u32; 2] {
        if self.sentence(at) != sentence {
            return [u32::MAX; 2];
        }
        let cluster = self.known(at).form.cluster;
        [cluster.coarse.into(), cluster.medium.into()]
    }

    /// Part of speech as a part of features.
    pub(crate) fn part(&self, at: usize, sentence: u32) -> u32 {
        if self.sentence(at) != sentence {
            return 99;
        }
        let base = self.tag(at) as u32;
        let small = self.small(at);
        let marks = match small {
            "," => 20,
            "." => 21,
            "(" => 22,
            ")" => 23,
            ":" | ";" => 24,
            "-" | "–" | "—" => 25,
            "\"" | "“" | "”" | "''" | "``" => 26,
            "'s" | "’s" | "'" | "’" => 27,
            _ => base,
        };
        if self.name(at).is_some() { 30 } else { marks }
    }

    pub(crate) fn name(&self, at: usize) -> Option<Name> {
        self.names.get(at).copied().flatten()
    }

    pub(crate) fn meant(&self, first: usize) -> Option<Meant> {
        self.meant.get(&first).copied()
    }

    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    pub(crate) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.written(at), "'s" | "’s" | "'" | "’")
    }

    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        self.a.tokens[first].span.cover(self.a.tokens[end - 1].span)
    }
}
