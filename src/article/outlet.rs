//! Names of newspapers, agencies and stations.

use crate::lexicon::{self, Lexicon};

/// Words of the longest name of an outlet that is told by its last word: `The Port Moresby Evening
/// Courier`.
const NAME_WORDS: usize = 6;

/// True if `name` is in the list of outlets, with or without `The` before it.
pub(super) fn is_known(name: &str, lexicon: &Lexicon) -> bool {
    let name = name.trim();
    let bare = name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name);
    let lists = lexicon.lists(bare);
    lists.has(lexicon::OUTLETS) && !lists.has(lexicon::OUTLETS_HEAD)
}

/// True if `name` is known, or is made like the name of an outlet: `The Gombak Courier`, `Kano Daily
/// News`, `example.com`.
pub(super) fn is_like(name: &str, lexicon: &Lexicon) -> bool {
    if is_known(name, lexicon) {
        return true;
    }
    let words = || name.split_whitespace();
    let count = words().count();
    let capital =
        |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '&');
    let small = |word: &str| matches!(word.len(), 1..=3);
    (2..=NAME_WORDS).contains(&count)
        && words().all(|word| capital(word) || small(word))
        && words().next().is_some_and(capital)
        && words().last().is_some_and(|last| lexicon.has(lexicon::OUTLETS_HEAD, last))
}
