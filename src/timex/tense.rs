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
    "could",
    "might",
    "plan",
    "plans",
    "planning",
    "expect",
    "expects",
    "schedule",
    "upcoming",
    "going",
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
];

/// The same, unless it had been so: `is due to expire`, `had been due to expire`.
const PLANNED: &[&str] = &["planned", "expected", "scheduled", "due", "slated"];

/// Words before the infinitive of what is to come: `agreed to pay`.
const RESOLVED: &[&str] =
    &["decided", "agreed", "vowed", "promised", "pledged", "wants", "aims", "ready", "likely"];

/// Tokens before [`PLANNED`] in which `had` and `previously` are looked for.
const HAD: usize = 3;

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
    // `Tuesday's ruling` was.
    if r.is(to, &["'s", "’s"]) {
        return Tense::Past;
    }
    let before = (from.saturating_sub(REACH)..from).rev();
    let behind = to..(to + REACH).min(r.len());
    before.chain(behind).find_map(|at| tense(r, at)).unwrap_or(Tense::Unknown)
}

fn tense(r: &Reader, at: usize) -> Option<Tense> {
    let word = r.word(at);
    // `to be published`: the word before tells.
    let ahead = ["to", "will", "would", "shall", "'ll", "’ll"];
    if at.checked_sub(2).is_some_and(|i| r.is(i, &ahead) && r.is(i + 1, &["be"])) {
        return None;
    }
    let to = |verbs: &[&str]| r.is(at, &["to"]) && r.is(at + 1, verbs);
    let resolved = r.is(at, &["to"]) && at.checked_sub(1).is_some_and(|i| r.is(i, RESOLVED));
    let planned = r.is(at, PLANNED) || (r.is(at, &["set"]) && r.is(at + 1, &["to", "for"]));
    if planned {
        let had = (at.saturating_sub(HAD)..at).any(|i| r.is(i, &["had", "previously"]));
        Some(if had { Tense::Past } else { Tense::Future })
    } else if r.is(at, FUTURE) || resolved || to(&["be", "begin", "start", "meet", "resume"]) {
        Some(Tense::Future)
    } else if r.is(at, PAST) || (word.len() > 4 && word.ends_with("ed") && !r.capital(at)) {
        Some(Tense::Past)
    } else {
        None
    }
}
