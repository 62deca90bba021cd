//! Who and what the names name.

use super::Kind;

/// Someone or something, with all its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The fullest of its names, as it stands in the text.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Indices of its mentions, in text order; never empty.
    pub mentions: Vec<u32>,
}
