//! Annotated documents, and what each set tells about the labels of its tokens.

use crate::{Result, data};
use nutgraf::Token;
use nutgraf::lexicon::{self, Lexicon};
use nutgraf::mention::hash::Hash;
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

/// Reads the texts of a set that has no names annotated.
pub(super) fn texts(folder: &Path, set: &str) -> Result<Vec<Document>> {
    let path =
        data::find(folder, set).ok_or_else(|| format!("no {set} in {}", folder.display()))?;
    let lines: Vec<data::Document> = data::read(&path)?;
    let document = |line: data::Document| Document {
        id: line.id,
        set: set.to_owned(),
        text: line.text,
        types: Vec::new(),
        names: Vec::new(),
    };
    Ok(lines.into_iter().map(document).collect())
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

    /// The same document with some of its sentences as headlines in front: every word capitalised, or all
    /// in capitals. None if no sentence is fit for one.
    pub(super) fn with_headlines(&self, tokens: &[Token], share: u32) -> Option<(Self, usize)> {
        let mut text = String::new();
        let mut names = Vec::new();
        for sentence in tokens.chunk_by(|a, b| a.sentence == b.sentence) {
            let (first, last) = (sentence.first()?, sentence.last()?);
            let (from, to) = (first.span.start as usize, last.span.end as usize);
            let inside = || self.names.iter().filter(move |n| n.start >= from && n.end <= to);
            let whole = !self.names.iter().any(|n| n.start < to && to < n.end);
            let mut random = Hash::new();
            self.id.chars().chain(self.text.get(from..to)?.chars()).for_each(|c| random.add(c));
            let chosen = random.value() % 1000 < share;
            if !chosen || !whole || !(5..=16).contains(&sentence.len()) || inside().count() == 0 {
                continue;
            }
            let capitals = (random.value() / 1000).is_multiple_of(3);
            let base = text.len();
            let mut places: Vec<(usize, usize)> = Vec::new();
            let mut before = ' ';
            for (at, c) in self.text.get(from..to)?.char_indices() {
                places.push((from + at, text.len()));
                let word: String = self
                    .text
                    .get(from + at..to)?
                    .chars()
                    .take_while(|c| c.is_alphanumeric())
                    .collect();
                let small = matches!(
                    &*word,
                    "a" | "an"
                        | "and"
                        | "as"
                        | "at"
                        | "but"
                        | "by"
                        | "for"
                        | "from"
                        | "in"
                        | "of"
                        | "on"
                        | "or"
                        | "over"
                        | "s"
                        | "the"
                        | "to"
                        | "with"
                );
                if capitals || (!before.is_alphanumeric() && (!small || text.len() == base)) {
                    text.extend(c.to_uppercase());
                } else {
                    text.push(c);
                }
                before = c;
            }
            places.push((to, text.len()));
            let place = |at: usize| places.iter().find(|p| p.0 == at).map(|p| p.1);
            for name in inside() {
                names.push(Name {
                    start: place(name.start)?,
                    end: place(name.end)?,
                    kind: name.kind.clone(),
                });
            }
            text.truncate(text.trim_end_matches('.').len());
            names.iter_mut().for_each(|n| n.end = n.end.min(text.len()));
            text.push_str("\n\n");
        }
        let length = text.len();
        text.push_str(&self.text);
        let shifted = self.names.iter().map(|n| Name {
            start: n.start + length,
            end: n.end + length,
            kind: n.kind.clone(),
        });
        names.extend(shifted);
        let copy = Self {
            id: self.id.clone(),
            set: self.set.clone(),
            text,
            types: self.types.clone(),
            names,
        };
        (length > 0).then_some((copy, length))
    }

    /// By token: the labels that the annotation allows, one bit each.
    ///
    /// With `camps`, adherents of a camp are a group also where the set says otherwise or nothing.
    pub(super) fn labels(&self, tokens: &[Token], lexicon: &Lexicon, camps: bool) -> Vec<u64> {
        let names_group =
            |words: &str| names_people(words, lexicon) || camps && names_camp(words, lexicon);
        let unmarked = (0..K).filter(|&kind| kind != GROUP && !self.tells(kind));
        let others = unmarked.fold(0, |mask, kind| mask | name_of(kind));
        let mut labels: Vec<u64> = tokens
            .iter()
            .map(|token| {
                let word = token.span.of(&self.text);
                let mut mask = 1 << OUTSIDE;
                if word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
                    mask |= others;
                }
                if !self.tells(GROUP) && names_group(word) {
                    mask |= name_of(GROUP);
                }
                mask
            })
            .collect();
        for name in &self.names {
            let words = &self.text[name.start..name.end];
            let country = lexicon.lists(words).has(lexicon::COUNTRIES);
            let group = names_group(words);
            let Some(kinds) = self.kinds(&name.kind, group, country, camps) else { continue };
            let first = tokens.partition_point(|t| t.span.end as usize <= name.start);
            let after = tokens.partition_point(|t| (t.span.start as usize) < name.end);
            let Some(part) = tokens.get(first..after).filter(|part| !part.is_empty()) else {
                continue;
            };
            let whole = part[0].span.start as usize == name.start
                && ends_at(&self.text, part[part.len() - 1].span.end as usize, name.end)
                && part.iter().all(|t| t.sentence == part[0].sentence);
            let common = !words.contains(char::is_uppercase);
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
                if common && kinds.iter().any(|&kind| kind >= EVENT) {
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
            "men" | "crossner" => kind != GROUP && kind != OTHER,
            _ => false,
        }
    }

    /// The kinds that an annotated type may mean in this set; none if it is no name.
    fn kinds(
        &self,
        annotated: &str,
        group: bool,
        country: bool,
        camps: bool,
    ) -> Option<Vec<usize>> {
        let kinds: &[usize] = match (annotated, self.set.as_str()) {
            ("PERSON", _) => &[PERSON],
            ("LOC", "redocred") | ("MISC", _) if group => &[GROUP],
            // "Muslim", "Democrat".
            ("ORG", "redocred") if group && camps => &[GROUP],
            ("ORG", _) => &[ORGANIZATION],
            ("LOC", "worldwide" | "men") | ("GPE", _) => &[LOCATION],
            ("LOC", _) => &[LOCATION, FACILITY],
            ("FAC", _) => &[FACILITY],
            ("NORP", _) => &[GROUP],
            ("EVENT", _) => &[EVENT],
            ("WORK", _) => &[WORK],
            ("LAW", _) => &[LAW],
            ("PRODUCT", _) => &[PRODUCT],
            // "U.S." before a noun.
            ("MISC", _) if country => &[LOCATION],
            // The kinds that the set has a type of its own for are not meant.
            ("MISC", "crossner") => &[LAW, OTHER],
            ("MISC", "worldwide") => &[EVENT, WORK, LAW, OTHER],
            ("MISC", _) => &[EVENT, WORK, LAW, PRODUCT, OTHER],
            _ => return None,
        };
        Some(kinds.to_vec())
    }
}

/// True if a token that ends at `end` ends a name cut at `cut`: the full stop of `U.S.` is cut off the name, and is
/// the token's.
fn ends_at(text: &str, end: usize, cut: usize) -> bool {
    end == cut || text.get(cut..end) == Some(".")
}

/// True for demonyms, peoples and religions: "German", "Catholics".
fn names_people(words: &str, lexicon: &Lexicon) -> bool {
    lexicon.lists(words).has_any(&[lexicon::DEMONYMS, lexicon::PEOPLES, lexicon::RELIGIONS])
}

/// True for the adherents of a camp: "Republicans", "Democratic", not "Labour", which is a body.
pub(super) fn names_camp(words: &str, lexicon: &Lexicon) -> bool {
    let camp = |words: &str| lexicon.lists(words).has(lexicon::CAMPS);
    let adherents = || {
        ["s", "ic", "ies"].iter().any(|end| words.ends_with(end))
            || camp(&format!("{words}s"))
            || words.strip_suffix('y').is_some_and(|stem| camp(&format!("{stem}ies")))
    };
    words.starts_with(char::is_uppercase) && camp(words) && adherents()
}

fn name_of(kind: usize) -> u64 {
    1 << begin(kind) | 1 << inside(kind) | 1 << end(kind) | 1 << single(kind)
}

// Numbers of the kinds, in the order of KINDS.
const PERSON: usize = 0;
const ORGANIZATION: usize = 1;
const LOCATION: usize = 2;
const FACILITY: usize = 3;
pub(super) const GROUP: usize = 4;
const EVENT: usize = 5;
const WORK: usize = 6;
const LAW: usize = 7;
const PRODUCT: usize = 8;
const OTHER: usize = 9;
const _: () = assert!(KINDS.len() == OTHER + 1);
