//! What a reader says of names, to be heeded in this article and in others.

use super::Kind;
use serde::{Deserialize, Serialize};

/// What a reader says of a name, by its words exactly as they stand in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase", try_from = "Row")]
pub enum Correction {
    /// These are no names.
    Delete {
        /// The words.
        words: Vec<String>,
    },
    /// These are what they were taken for.
    Confirm {
        /// The words.
        words: Vec<String>,
    },
    /// These name something of another kind; all of them the same.
    Retype {
        /// The words.
        words: Vec<String>,
        /// What they name.
        kind: Kind,
    },
    /// These are names too, wherever they stand.
    Add {
        /// The words.
        words: Vec<String>,
        /// What they name.
        kind: Kind,
    },
    /// These name one and the same; the first says who or what.
    Merge {
        /// The words.
        words: Vec<String>,
    },
    /// These name something else than the names they were put together with.
    Split {
        /// The words.
        words: Vec<String>,
    },
    /// Whoever goes by these words is to be called so.
    Rename {
        /// The words.
        words: Vec<String>,
        /// What to call it.
        name: String,
    },
}

/// A correction as it is written. Read by way of this, as what is derived for the cases themselves is 39 kB of the page's
/// module.
#[derive(Deserialize)]
struct Row {
    #[serde(rename = "do")]
    what: String,
    words: Vec<String>,
    kind: Option<Kind>,
    name: Option<String>,
}

impl TryFrom<Row> for Correction {
    type Error = String;

    fn try_from(row: Row) -> Result<Self, String> {
        let Row { what, words, kind, name } = row;
        let kind = kind.ok_or_else(|| format!("the correction “{what}” needs a kind"));
        let name = name.ok_or_else(|| format!("the correction “{what}” needs a name"));
        Ok(match &*what {
            "delete" => Self::Delete { words },
            "confirm" => Self::Confirm { words },
            "retype" => Self::Retype { words, kind: kind? },
            "add" => Self::Add { words, kind: kind? },
            "merge" => Self::Merge { words },
            "split" => Self::Split { words },
            "rename" => Self::Rename { words, name: name? },
            _ => return Err(format!("“{what}” is no correction")),
        })
    }
}

impl Correction {
    /// The words that it is about.
    pub fn words(&self) -> &[String] {
        match self {
            Self::Delete { words }
            | Self::Confirm { words }
            | Self::Retype { words, .. }
            | Self::Add { words, .. }
            | Self::Merge { words }
            | Self::Split { words }
            | Self::Rename { words, .. } => words,
        }
    }
}

/// A file of corrections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionsFile {
    /// Always `nutgraf corrections`.
    pub format: String,
    /// Always 1.
    pub version: u32,
    /// In the order in which they were made; later ones win.
    pub corrections: Vec<Correction>,
}

/// Most corrections that are heeded; a reader makes a few an article.
const MOST: usize = 10_000;

/// Longest words and names that are heeded, in bytes.
const LONGEST: usize = 300;

impl CorrectionsFile {
    /// What `format` must say.
    pub const FORMAT: &str = "nutgraf corrections";

    /// The corrections, if the file is one of this version.
    ///
    /// # Errors
    /// In one line what is wrong.
    pub fn into_corrections(self) -> Result<Vec<Correction>, String> {
        if self.format != Self::FORMAT || self.version != 1 {
            return Err(format!(
                "this is no file of corrections: its format must be “{}” and its version 1",
                Self::FORMAT
            ));
        }
        check_corrections(&self.corrections)?;
        Ok(self.corrections)
    }
}

/// Whether corrections can be heeded.
///
/// # Errors
/// In one line what is wrong.
pub fn check_corrections(corrections: &[Correction]) -> Result<(), String> {
    if corrections.len() > MOST {
        return Err(format!("there are {} corrections; {MOST} can be heeded", corrections.len()));
    }
    for (at, correction) in corrections.iter().enumerate() {
        let name = if let Correction::Rename { name, .. } = correction { Some(name) } else { None };
        let fits = |words: &String| !words.trim().is_empty() && words.len() <= LONGEST;
        let words = correction.words();
        if words.is_empty() || !words.iter().chain(name).all(fits) {
            let number = at + 1;
            return Err(format!(
                "correction {number} has no words, or some of over {LONGEST} bytes"
            ));
        }
    }
    Ok(())
}
