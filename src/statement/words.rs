//! Words that say how a statement is meant: `model/statement-words.tsv`.

use crate::fnv::{self, Numbers};

/// What a word does to a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// Says with `as` what something is seen as: `described`.
    Frame,
    /// Stands before the infinitive of what is not done yet: `expected`.
    Prospect,
    /// An auxiliary that leaves it said: `has`.
    Plain,
    /// Denies the verb behind it: `not`.
    Negation,
    /// Opens what may be said: `if`.
    Condition,
    /// Joins a clause to the one before: `as`.
    Clause,
    /// Opens a clause that tells of the name before it: `who`.
    Relative,
    /// Who speaks when nobody does: `neither`.
    Nobody,
    /// Who talks or is talked to: `I`.
    Talker,
    /// A participle whose subject speaks or thinks in the passive too: `convinced`.
    Mind,
}

/// All, with their names in the table.
const BEARINGS: [(&str, Bearing); 10] = [
    ("frame", Bearing::Frame),
    ("prospect", Bearing::Prospect),
    ("plain", Bearing::Plain),
    ("negation", Bearing::Negation),
    ("condition", Bearing::Condition),
    ("clause", Bearing::Clause),
    ("relative", Bearing::Relative),
    ("nobody", Bearing::Nobody),
    ("talker", Bearing::Talker),
    ("mind", Bearing::Mind),
];

/// The table.
#[derive(Debug)]
pub(crate) struct Words {
    /// By word: the place of its bearing in [`BEARINGS`].
    numbers: Numbers,
}

impl Words {
    /// Reads the table; none if a row names no bearing.
    pub(crate) fn load(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        let row = |line: &str| {
            let (word, name) = line.split_once('\t')?;
            let bearing = BEARINGS.iter().position(|&(other, _)| other == name)?;
            Some((fnv::hash(word.bytes()), bearing as u16))
        };
        let words: Vec<(u64, u16)> = rows.map(row).collect::<Option<_>>()?;
        Some(Self { numbers: Numbers::new(&words) })
    }

    /// What a word in small letters does.
    pub(crate) fn bearing(&self, small: &str) -> Option<Bearing> {
        let number = self.numbers.get(fnv::hash(small.bytes()))?;
        BEARINGS.get(usize::from(number)).map(|&(_, bearing)| bearing)
    }
}
