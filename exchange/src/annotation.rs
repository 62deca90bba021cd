//! What was found, as marks on the text: the part of a document that tools for annotation know.

use crate::Document;

/// A text with marks on it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotations {
    /// The text, exactly as it was read.
    pub text: String,
    /// Who and what is named; marks point here.
    pub entities: Vec<Named>,
    /// Names, then time expressions, then quantities, each in text order.
    pub marks: Vec<Mark>,
}

/// Someone or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: String,
}

/// One marked place.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is: `person`, `date`, `money`.
    pub kind: String,
    /// Who or what is named: an index into the entities.
    pub entity: Option<usize>,
    /// What it comes to, such as a day of the calendar.
    pub value: Option<String>,
    /// Sureness in thousandths.
    pub score: u32,
    /// The rule that found it.
    pub why: String,
}

impl Annotations {
    /// The marks of a document.
    pub fn of(document: &Document) -> Self {
        let view = document.view();
        let found = [&view.mentions, &view.timexes, &view.quantities];
        let marks = found.into_iter().flatten().map(|found| {
            let bytes = document.bytes(found.span);
            Mark {
                start: bytes.start,
                end: bytes.end,
                kind: found.kind.clone(),
                entity: found.entity.map(|id| id as usize).filter(|&id| id < view.entities.len()),
                value: found.value.as_ref().and_then(|v| v.as_str()).map(str::to_owned),
                score: (found.score.clamp(0.0, 1.0) * 1000.0).round() as u32,
                why: found.why.clone(),
            }
        });
        let entities = view.entities.iter().map(|e| Named { name: e.name.clone() });
        Self {
            text: document.text().to_owned(),
            entities: entities.collect(),
            marks: marks.filter(|mark| mark.start < mark.end).collect(),
        }
    }

    /// The words of a mark.
    pub fn words(&self, mark: &Mark) -> &str {
        self.text.get(mark.start..mark.end).unwrap_or_default()
    }

    /// The entity of a mark.
    pub(crate) fn entity(&self, mark: &Mark) -> Option<(usize, &Named)> {
        mark.entity.and_then(|id| Some((id, self.entities.get(id)?)))
    }

    /// Makes room for entity `id` and names it; the first name stays.
    pub(crate) fn name(&mut self, id: usize, name: &str) {
        if self.entities.len() <= id {
            self.entities.resize(id + 1, Named { name: String::new() });
        }
        if let Some(entity) = self.entities.get_mut(id).filter(|e| e.name.is_empty()) {
            name.clone_into(&mut entity.name);
        }
    }
}

/// Byte offsets to code points and back.
#[derive(Debug)]
pub(crate) struct Points {
    /// Byte offset of each code point, the end included.
    bytes: Vec<usize>,
}

impl Points {
    pub(crate) fn new(text: &str) -> Self {
        Self { bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// The code point that begins at a byte, or the one before which it lies.
    pub(crate) fn at(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&start| start < byte)
    }

    /// The byte at which a code point begins.
    pub(crate) fn byte(&self, point: usize) -> Option<usize> {
        self.bytes.get(point).copied()
    }
}

/// Highest entity number that is read: more than any article names, so that a broken file cannot ask for
/// all memory.
pub(crate) const MOST_ENTITIES: usize = 1 << 20;
