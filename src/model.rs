//! The knowledge that the code does not hold: word lists and weights, loaded from one file.
//!
//! Layout: the signature `NUTGRAF`, one byte of format version, the checksum of the rest (64 bits,
//! little-endian; `src/fnv.rs`), then sections, each a name and its bytes, both with a 32-bit length in front.
//! `build.rs` writes it from `model/`. This is the only code of the crate that can fail.

use crate::figure::words::Words;
use crate::fnv;
use crate::language::Languages;
use crate::lexicon::{self, Lexicon};
use crate::mention::cluster::Clusters;
use crate::mention::crf::Crf;
use crate::place::gazetteer::Gazetteer;
use crate::reference::rank::Ranker;
use crate::statement::weights::Weights;
use crate::units::Units;
use std::fmt;

/// The signature of a model file.
const SIGNATURE: &[u8] = b"NUTGRAF";

/// Version of the layout; raised whenever an older file would be misread.
const FORMAT: u8 = 3;

/// Word lists and weights.
#[derive(Debug)]
pub struct Model {
    pub(crate) lexicon: Lexicon,
    pub(crate) languages: Languages,
    pub(crate) units: Units,
    pub(crate) effects: Words,
    pub(crate) sources: crate::sourcing::words::Words,
    pub(crate) statement_words: crate::statement::words::Words,
    pub(crate) voice: crate::voice::Words,
    pub(crate) events: crate::event::words::Words,
    pub(crate) clusters: Clusters,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) mentions: Option<Crf>,
    pub(crate) statements: Option<Weights>,
    pub(crate) references: Option<Ranker>,
    pub(crate) topics: Option<crate::topic::Weights>,
    pub(crate) tags: Option<crate::tag::Weights>,
    pub(crate) tagged: crate::tag::Kept,
}

/// Why a model could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes do not start with the signature of a model.
    NotAModel,
    /// Written for another version of the layout or of the word lists.
    Version {
        /// What the file says.
        found: String,
        /// What this build reads.
        expected: String,
    },
    /// The bytes are cut off or changed.
    Damaged {
        /// The part that cannot be read.
        section: &'static str,
    },
}

impl ModelError {
    /// Stable code for JavaScript.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAModel => "model/not-a-model",
            Self::Version { .. } => "model/version",
            Self::Damaged { .. } => "model/damaged",
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str(
                "This file is no Nutgraf model; give it one, or none for the built-in model.",
            ),
            Self::Version { found, expected } => {
                write!(
                    f,
                    "The model is of {found}, this build reads {expected}; use the model that came with it."
                )
            }
            Self::Damaged { section } => {
                write!(f, "The model is damaged (section “{section}”); fetch or build it again.")
            }
        }
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// The model that is part of the library.
    ///
    /// # Panics
    /// Never: a test loads it.
    pub fn builtin() -> Self {
        Self::load(include_bytes!(concat!(env!("OUT_DIR"), "/nutgraf.model")))
            .expect("built with the library")
    }

    /// The built-in model, loaded once for all tests.
    #[cfg(test)]
    pub(crate) fn shared() -> &'static Self {
        static SHARED: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
        SHARED.get_or_init(Self::builtin)
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// If the bytes are no model, of another version, or damaged.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let (mut model, sections) = Self::knowledge(bytes)?;
        if let Some(weights) = sections.find("mentions.crf") {
            model = model.with_mentions(weights)?;
        }
        if let Some(weights) = sections.find("statements.bin") {
            model = model.with_statements(weights)?;
        }
        if let Some(weights) = sections.find("references.weights") {
            model = model.with_references(weights)?;
        }
        if let Some(weights) = sections.find("tags.weights") {
            model = model.with_tags(weights)?;
        }
        if let Some(weights) = sections.find("topics.weights") {
            model = model.with_topics(weights)?;
        }
        Ok(model)
    }

    /// Word lists and clusters without weights, and the sections that they come from.
    fn knowledge(bytes: &[u8]) -> Result<(Self, Sections<'_>), ModelError> {
        let rest = bytes.strip_prefix(SIGNATURE).ok_or(ModelError::NotAModel)?;
        let (&format, rest) =
            rest.split_first().ok_or(ModelError::Damaged { section: "header" })?;
        if format != FORMAT {
            let version = |v| format!("format {v}");
            return Err(ModelError::Version { found: version(format), expected: version(FORMAT) });
        }
        let (checksum, body) =
            rest.split_first_chunk::<8>().ok_or(ModelError::Damaged { section: "header" })?;
        if u64::from_le_bytes(*checksum) != fnv::checksum(body) {
            return Err(ModelError::Damaged { section: "checksum" });
        }
        let sections = Sections { body };
        let lists = sections.get("lists")?;
        if lists != lexicon::NAMES.join("\n").as_bytes() {
            let found = String::from_utf8_lossy(lists).lines().count();
            return Err(ModelError::Version {
                found: format!("{found} other word lists"),
                expected: format!("{} word lists", lexicon::NAMES.len()),
            });
        }
        let lexicon = Lexicon::load(sections.get("lexicon")?)
            .ok_or(ModelError::Damaged { section: "lexicon" })?;
        let languages = Languages::load(sections.get("languages")?)
            .ok_or(ModelError::Damaged { section: "languages" })?;
        let gazetteer = Gazetteer::load(sections.get("gazetteer")?)
            .ok_or(ModelError::Damaged { section: "gazetteer" })?;
        let units = Units::load(sections.get("currencies")?, sections.get("units")?)
            .ok_or(ModelError::Damaged { section: "units" })?;
        let effects = Words::load(sections.get("effects")?)
            .ok_or(ModelError::Damaged { section: "effects" })?;
        let sources = crate::sourcing::words::Words::load(sections.get("sources")?)
            .ok_or(ModelError::Damaged { section: "sources" })?;
        let statement_words =
            crate::statement::words::Words::load(sections.get("statement-words")?)
                .ok_or(ModelError::Damaged { section: "statement-words" })?;
        let events =
            crate::event::words::Words::load(sections.get("events")?, sections.get("irregular")?)
                .ok_or(ModelError::Damaged { section: "events" })?;
        let voice = crate::voice::Words::load(sections.get("voice")?, sections.get("irregular")?)
            .ok_or(ModelError::Damaged { section: "voice" })?;
        let clusters = match sections.find("clusters") {
            None => Clusters::default(),
            Some(bytes) => {
                Clusters::load(bytes).ok_or(ModelError::Damaged { section: "clusters" })?
            }
        };
        Ok((
            Self {
                lexicon,
                languages,
                clusters,
                units,
                effects,
                sources,
                statement_words,
                voice,
                events,
                gazetteer,
                mentions: None,
                references: None,
                statements: None,
                topics: None,
                tags: None,
                tagged: crate::tag::Kept::new(),
            },
            sections,
        ))
    }
}

/// What training needs and nothing else should.
impl Model {
    /// The word lists.
    #[doc(hidden)]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The word clusters.
    #[doc(hidden)]
    pub fn clusters(&self) -> &Clusters {
        &self.clusters
    }

    /// The built-in model without weights for names, which may be of another version.
    ///
    /// # Errors
    /// If the rest of it is damaged.
    #[doc(hidden)]
    pub fn untrained() -> Result<Self, ModelError> {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/nutgraf.model"));
        Self::knowledge(bytes).map(|(model, _)| model)
    }

    /// The weights for references.
    #[doc(hidden)]
    pub fn references(&self) -> Option<&Ranker> {
        self.references.as_ref()
    }

    /// The same model with other weights for references.
    ///
    /// # Errors
    /// If the weights are damaged.
    #[doc(hidden)]
    pub fn with_references(mut self, weights: &[u8]) -> Result<Self, ModelError> {
        let ranker =
            Ranker::load(weights).ok_or(ModelError::Damaged { section: "references.weights" })?;
        self.references = Some(ranker);
        Ok(self)
    }

    /// The same model with other weights for names.
    ///
    /// # Errors
    /// If the weights are damaged.
    #[doc(hidden)]
    pub fn with_mentions(mut self, weights: &[u8]) -> Result<Self, ModelError> {
        let crf = Crf::load(weights).ok_or(ModelError::Damaged { section: "mentions.crf" })?;
        self.mentions = Some(crf);
        Ok(self)
    }

    /// The same model with other weights for parts of speech.
    ///
    /// # Errors
    /// If the weights are damaged.
    #[doc(hidden)]
    pub fn with_tags(mut self, weights: &[u8]) -> Result<Self, ModelError> {
        let weights = crate::tag::Weights::load(weights)
            .ok_or(ModelError::Damaged { section: "tags.weights" })?;
        self.tags = Some(weights);
        Ok(self)
    }

    /// The same model with other weights for topics.
    ///
    /// # Errors
    /// If the weights are damaged.
    #[doc(hidden)]
    pub fn with_topics(mut self, weights: &[u8]) -> Result<Self, ModelError> {
        let weights = crate::topic::Weights::load(weights)
            .ok_or(ModelError::Damaged { section: "topics.weights" })?;
        self.topics = Some(weights);
        Ok(self)
    }

    /// The same model with other weights for statements.
    ///
    /// # Errors
    /// If the weights are damaged.
    #[doc(hidden)]
    pub fn with_statements(mut self, weights: &[u8]) -> Result<Self, ModelError> {
        let weights =
            Weights::load(weights).ok_or(ModelError::Damaged { section: "statements.bin" })?;
        self.statements = Some(weights);
        Ok(self)
    }
}

struct Sections<'a> {
    body: &'a [u8],
}

impl<'a> Sections<'a> {
    fn get(&self, wanted: &'static str) -> Result<&'a [u8], ModelError> {
        self.find(wanted).ok_or(ModelError::Damaged { section: wanted })
    }

    fn find(&self, wanted: &str) -> Option<&'a [u8]> {
        let mut rest = self.body;
        let mut part = || {
            let (length, behind) = rest.split_first_chunk::<4>()?;
            let (part, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = behind;
            Some(part)
        };
        while let (Some(name), Some(bytes)) = (part(), part()) {
            if name == wanted.as_bytes() {
                return Some(bytes);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/nutgraf.model"));

    #[test]
    fn foreign_bytes_are_no_model() {
        assert_eq!(Err(ModelError::NotAModel), Model::load(b"PK\x03\x04").map(|_| ()));
    }

    #[test]
    fn a_model_cut_off_anywhere_is_an_error() {
        for end in (0..BUILTIN.len()).step_by(BUILTIN.len() / 50 + 1) {
            assert!(Model::load(BUILTIN.get(..end).expect("in range")).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn a_flipped_bit_is_damage() {
        let mut bytes = BUILTIN.to_vec();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert_eq!(
            Err(ModelError::Damaged { section: "checksum" }),
            Model::load(&bytes).map(|_| ())
        );
    }

    #[test]
    fn a_later_format_names_both_versions() {
        let mut bytes = BUILTIN.to_vec();
        bytes[SIGNATURE.len()] = 99;
        let error = Model::load(&bytes).map(|_| ()).expect_err("another format");
        assert_eq!("model/version", error.code());
        assert!(error.to_string().contains("format 99"));
    }
}
