//! The words of kinds of sources: `model/source-kinds.tsv`.

use crate::SourceKind;
use std::collections::BTreeMap;

/// All kinds that words tell.
const KINDS: [SourceKind; 8] = [
    SourceKind::Official,
    SourceKind::Military,
    SourceKind::Company,
    SourceKind::Expert,
    SourceKind::Ngo,
    SourceKind::Eyewitness,
    SourceKind::Media,
    SourceKind::Document,
];

/// What stands in the table for words that begin a clause: what follows them is not what the source is.
const CLAUSE: &str = "clause";

/// What kind of source a word tells; none for those that begin a clause.
#[derive(Debug)]
pub(crate) struct Words(BTreeMap<String, Option<SourceKind>>);

impl Words {
    /// Reads the table; none if a row names no kind.
    pub(crate) fn load(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        let row = |line: &str| {
            let (word, name) = line.split_once('\t')?;
            let kind = KINDS.into_iter().find(|kind| kind.name() == name);
            (kind.is_some() || name == CLAUSE).then(|| (word.to_owned(), kind))
        };
        rows.map(row).collect::<Option<_>>().map(Self)
    }

    /// The kind that `word` tells, in whatever case.
    pub(crate) fn kind(&self, word: &str) -> Option<SourceKind> {
        self.0.get(&word.to_lowercase()).copied().flatten()
    }

    /// Whether `word` begins a clause about the source: `who`.
    pub(crate) fn begins_clause(&self, word: &str) -> bool {
        self.0.get(&word.to_lowercase()) == Some(&None)
    }
}
