//! Annotated documents, and what each set tells about the labels of its tokens.

use crate::{Result, data};
use nutgraf::Token;
use nutgraf::mention::label::{K, KINDS, LABELS, OUTSIDE, begin, end, inside, single};
use serde::Deserialize;
use std::path::Path;

/// One annotated document; spans are bytes.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) set: String,
    pub(super) text: String,
    /// Coarse types that are annotated throughout.
    pub(super) types: Vec<String>,
    pub(super) names: Vec<Name>,
}

/// One annotated name.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: String,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    types: Vec<String>,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads `DATA/PART.jsonl` or `DATA/PART.jsonl.gz`.
pub(super) fn read(folder: &Path, part: &str) -> Result<Vec<Document>> {
    let path =
        data::find(folder, part).ok_or_else(|| format!("no {part} in {}", folder.display()))?;
    let set = part.rsplit('/').next().unwrap_or(part);
    Ok(data::read(&path)?.into_iter().map(|line| Document::new(line, set)).collect())
}

/// What is cut off both ends of a span before it is trained on or compared.
const EDGE: &str = " \t\n\r\u{a0}\"'“”‘’`«»()[]{}<>.,;:!?-–—*•";

/// The span without quotes, possessive and leading "the", as the shared scorer cuts it.
pub(super) fn cut(text: &str, mut start: usize, mut end: usize) -> (usize, usize) {
    loop {
        let before = (start, end);
        let inner = &text[start..end];
        let left = inner.trim_start_matches(|c| EDGE.contains(c));
        start += inner.len() - left.len();
        end = start + left.trim_end_matches(|c| EDGE.contains(c)).len();
        let inner = &text[start..end];
        let lower = inner.to_lowercase();
        if lower.ends_with("'s") {
            end -= 2;
        } else if lower.ends_with("’s") {
            end -= "’s".len();
        } else if lower.starts_with("the")
            && inner.get(3..).and_then(|rest| rest.chars().next()).is_some_and(char::is_whitespace)
        {
            start += 3 + inner[3..].chars().next().map_or(0, char::len_utf8);
        }
        if (start, end) == before {
            return before;
        }
    }
}

/// Every label.
pub(super) const ANY: u64 = (1 << LABELS) - 1;

impl Document {
    fn new(line: Line, set: &str) -> Self {
        let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(line.text.len());
        let names = line
            .entities
            .into_iter()
            .filter_map(|e| {
                let (start, end) = cut(&line.text, *bytes.get(e.start)?, *bytes.get(e.end)?);
                (start < end).then_some(Name { start, end, kind: e.kind })
            })
            .collect();
        Self { id: line.id, set: set.to_owned(), text: line.text, types: line.types, names }
    }

    /// Which of `folds` parts of its set it belongs to.
    pub(super) fn fold(&self, folds: u64) -> u64 {
        let hash = self.id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        (hash ^ hash >> 32) % folds
    }

    /// By token: the labels that the annotation allows, one bit each.
    pub(super) fn labels(&self, tokens: &[Token]) -> Vec<u64> {
        let mut outside = 1 << OUTSIDE;
        for kind in 0..K {
            if !self.tells(kind) {
                outside |= name_of(kind);
            }
        }
        let mut labels = vec![outside; tokens.len()];
        for name in &self.names {
            let Some(kinds) = self.kinds(&name.kind) else { continue };
            let first = tokens.partition_point(|t| t.span.end as usize <= name.start);
            let after = tokens.partition_point(|t| (t.span.start as usize) < name.end);
            let Some(part) = tokens.get(first..after).filter(|part| !part.is_empty()) else {
                continue;
            };
            let whole = part[0].span.start as usize == name.start
                && part[part.len() - 1].span.end as usize == name.end
                && part.iter().all(|t| t.sentence == part[0].sentence);
            let common = !self.text[name.start..name.end].contains(char::is_uppercase);
            for (at, slot) in labels[first..after].iter_mut().enumerate() {
                if !whole {
                    *slot = ANY;
                    continue;
                }
                let label = |kind| match (at, at + 1 == part.len()) {
                    (0, true) => single(kind),
                    (0, false) => begin(kind),
                    (_, true) => end(kind),
                    (_, false) => inside(kind),
                };
                *slot = kinds.iter().fold(0, |mask, &kind| mask | 1 << label(kind));
                if common && kinds.iter().any(|&kind| kind > PRODUCT - 4) {
                    // "pandemic", "poem": not a name to us, whatever the set says.
                    *slot |= 1 << OUTSIDE;
                }
            }
        }
        labels
    }

    /// False if names of the kind may stand unmarked in this set.
    fn tells(&self, kind: usize) -> bool {
        let core = [PERSON, ORGANIZATION, LOCATION, FACILITY].contains(&kind);
        core || match self.set.as_str() {
            "worldwide" | "wikigold" => true,
            "men" => kind != OTHER,
            "crossner" => kind != GROUP && kind != OTHER,
            _ => false,
        }
    }

    /// The kinds that an annotated type may mean in this set; none if it is no name.
    fn kinds(&self, annotated: &str) -> Option<Vec<usize>> {
        let other = [EVENT, WORK, LAW, PRODUCT, OTHER];
        let kinds: &[usize] = match (annotated, self.set.as_str()) {
            ("PERSON", _) => &[PERSON],
            ("ORG", _) => &[ORGANIZATION],
            ("LOC", "redocred") => &[LOCATION, FACILITY, GROUP],
            ("LOC", "worldwide" | "men") | ("GPE", _) => &[LOCATION],
            ("LOC", _) => &[LOCATION, FACILITY],
            ("FAC", _) => &[FACILITY],
            ("NORP", _) => &[GROUP],
            ("EVENT", _) => &[EVENT],
            ("WORK", _) => &[WORK],
            ("LAW", _) => &[LAW],
            ("PRODUCT", _) => &[PRODUCT],
            ("MISC", "worldwide") => &other,
            ("MISC", _) => &[GROUP, EVENT, WORK, LAW, PRODUCT, OTHER],
            _ => return None,
        };
        Some(kinds.to_vec())
    }
}

fn name_of(kind: usize) -> u64 {
    1 << begin(kind) | 1 << inside(kind) | 1 << end(kind) | 1 << single(kind)
}

// Numbers of the kinds, in the order of KINDS.
const PERSON: usize = 0;
const ORGANIZATION: usize = 1;
const LOCATION: usize = 2;
const FACILITY: usize = 3;
const GROUP: usize = 4;
const EVENT: usize = 5;
const WORK: usize = 6;
const LAW: usize = 7;
const PRODUCT: usize = 8;
const OTHER: usize = 9;
const _: () = assert!(KINDS.len() == OTHER + 1);
