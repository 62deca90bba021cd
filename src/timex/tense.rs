//! Whether what a date belongs to has happened or is to come.

use crate::reader::Reader;

/// Tokens before and behind a date in which its verb is looked for.
const REACH: usize = 14;

/// Words that speak of what is to come.
const FUTURE: &[&str] = &[
    "will",
    "'ll",
    "’ll",
    "shall",
    "would",
    "plan",
    "plans",
    "planned",
    "planning",
    "expect",
    "expects",
    "expected",
    "schedule",
    "scheduled",
    "due",
    "slated",
    "upcoming",
    "going",
    "set",
    "hopes",
    "intends",
    "begins",
    "starts",
    "opens",
    "ends",
    "expires",
    "payable",
    "forthcoming",
    "deadline",
    "until",
    "by",
];

/// Past forms that do not end in `ed`.
const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "told", "came", "went", "took", "made", "began", "fell",
    "rose", "won", "lost", "met", "left", "held", "gave", "got", "saw", "found", "thought",
    "brought", "bought", "sold", "sent", "hit", "struck", "shot", "died", "broke", "spoke",
    "wrote", "led", "fled", "grew", "became", "paid", "been", "since", "ago",
];

/// Tense of the words around a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// The nearest word that tells, first before the tokens `from..to`, then behind them.
pub(super) fn around(r: &Reader, from: usize, to: usize) -> Tense {
    let before = (from.saturating_sub(REACH)..from).rev();
    let behind = to..(to + REACH).min(r.len());
    before.chain(behind).find_map(|at| tense(r, at)).unwrap_or(Tense::Unknown)
}

fn tense(r: &Reader, at: usize) -> Option<Tense> {
    let word = r.word(at);
    if r.is(at, FUTURE) || (r.is(at, &["to"]) && r.is(at + 1, &["be", "begin", "start", "meet"])) {
        Some(Tense::Future)
    } else if r.is(at, PAST) || (word.len() > 4 && word.ends_with("ed")) {
        Some(Tense::Past)
    } else {
        None
    }
}
