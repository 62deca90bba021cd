//! Groups that stand before the word for what befell them: subjects of passives, of `died`, of `are missing`.

use super::cue::Cue;
use super::group::{APPROXIMATING, Group, GroupKind};
use super::list;
use crate::TokenKind;
use crate::reader::Reader;

/// Tokens between the end of a subject and its verb: adverbs and what stands in commas.
const SUBJECT: usize = 24;

/// Tokens of auxiliaries and adverbs before a passive: `have reportedly all been`.
pub(super) const AUXILIARY: usize = 5;

/// `12 people were killed`, `12 people killed in`.
pub(super) fn passive(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let participle = !r.word(cue.from).ends_with("ing") && !r.is(cue.from, &["kill", "kills"]);
    if !participle {
        return Vec::new();
    }
    match passive_start(r, cue) {
        // `among those killed were 12`, `were killed 12`.
        Some(start) => before(r, groups, start),
        None => adjacent(r, groups, cue.from),
    }
}

/// The first of the auxiliaries before a passive.
pub(super) fn passive_start(r: &Reader, cue: &Cue) -> Option<usize> {
    let mut be = None;
    let mut at = cue.from;
    while at > 0 && cue.from - at < AUXILIARY {
        at -= 1;
        if r.is(
            at,
            &[
                "was", "were", "been", "being", "be", "is", "are", "got", "get", "has", "have",
                "had", "were",
            ],
        ) {
            be = Some(at);
        } else if !(r.word(at).ends_with("ly")
            || (r.word(at).ends_with("ed") && r.is(at + 1, &["and", "or"]))
            || r.is(
                at,
                &[
                    "also",
                    "all",
                    "not",
                    "still",
                    "shot",
                    "and",
                    "since",
                    "now",
                    "later",
                    "both",
                    "found",
                    "feared",
                    "believed",
                    "to",
                    "critically",
                    "injured",
                    "wounded",
                ],
            ))
        {
            break;
        }
    }
    let be = be?;
    let real = (be..cue.from)
        .any(|i| r.is(i, &["was", "were", "been", "being", "be", "is", "are", "got", "get"]));
    real.then_some(be)
}

/// The last group that begins before a cue: the one that may hold it.
pub(super) fn holder(cue: &Cue, groups: &[Group]) -> Option<usize> {
    groups.partition_point(|g| g.from < cue.from).checked_sub(1)
}

/// The group that ends right at `at`: `12 people | killed`.
fn adjacent(r: &Reader, groups: &[Group], at: usize) -> Vec<usize> {
    let skip = |mut at: usize| {
        while at > 0
            && (r.word(at - 1).ends_with("ly")
                || r.is(at - 1, &["more", "still", "of", "them", "whom", "reported", "confirmed"]))
        {
            at -= 1;
        }
        at
    };
    let at = skip(at);
    let id = groups.partition_point(|g| g.to <= at).checked_sub(1);
    let found = id.filter(|&i| {
        groups
            .get(i)
            .is_some_and(|g| g.to == at && g.kind.is_counted() && g.kind != GroupKind::Named)
    });
    found.map(|id| list::up_to(r, groups, id)).unwrap_or_default()
}

/// The subject that ends before `at`: the first group of the clause that no preposition leads in.
fn before(r: &Reader, groups: &[Group], at: usize) -> Vec<usize> {
    // `the ten miners who`, `23 passengers, who`.
    let relative = at.checked_sub(1).filter(|&who| r.is(who, &["who", "that"]));
    let end =
        relative.map_or(at, |who| if who > 0 && r.word(who - 1) == "," { who - 1 } else { who });
    if let near @ [_, ..] = &*adjacent(r, groups, end) {
        return near.to_vec();
    }
    // `Ada Orr, who was killed`, `Ada Orr, who wrote for the paper, was killed`.
    let clause = relative.map(|_| end).or_else(|| relative_before(r, at));
    if let Some(end) = clause {
        let named = groups.partition_point(|g| g.to < end);
        let fits = groups.get(named).is_some_and(|g| g.to == end && g.kind.is_counted());
        let one = r.is(at, &["was", "is", "has"]);
        return match fits {
            true if one => vec![named],
            true => list::up_to(r, groups, named),
            false => Vec::new(),
        };
    }
    let earliest = at.saturating_sub(SUBJECT);
    let mut start = at;
    // `, including four children,` and `, an aide and a driver,` are passed over.
    let mut commas = 0;
    while start > earliest {
        let word = start - 1;
        // `members of the Patriotic Union (UP)`; not the date and the agency of `22 Mar 90 (Efe)`.
        let opens = |i: &usize| r.word(*i) == "(";
        let bracket = (earliest + 1..word).rev().find(opens);
        let bracket = bracket.filter(|&i| r.kind(i - 1) == Some(TokenKind::Word));
        if r.word(word) == ")"
            && let Some(bracket) = bracket
        {
            start = bracket;
            continue;
        }
        if r.is(
            word,
            &[
                "that", "when", "where", "after", "while", "but", "as", "because", "said", "which",
                "who",
            ],
        ) || matches!(r.word(word), ";" | ":" | "“" | "\"" | "(")
        {
            break;
        }
        if r.word(word) == "," {
            commas += 1;
            if commas > 2 {
                break;
            }
        }
        start = word;
    }
    let from = groups.partition_point(|g| g.from < start);
    let to = groups.partition_point(|g| g.to <= at);
    let fits = |id: &usize| {
        groups.get(*id).is_some_and(|g| {
            let lead = lead(r, g.from);
            let led = lead.is_some_and(|i| {
                r.is(
                    i,
                    &[
                        "in",
                        "on",
                        "from",
                        "by",
                        "near",
                        "to",
                        "with",
                        "for",
                        "of",
                        "against",
                        "into",
                        "including",
                        "among",
                        "during",
                        "under",
                    ],
                )
            });
            // `Ada Orr's partner was killed`.
            let owner = r.is(g.to, &["'s", "’s"]);
            g.kind.is_counted() && !led && !owner
        })
    };
    // The last comma parts a clause unless another stands before the verb: look behind it first.
    let Some(first) = (from..to).find(fits) else { return Vec::new() };
    list::before(r, groups, first, to.checked_sub(1))
}

/// The comma before the relative clause that ends at `at`: `Ada Orr | , who wrote for the paper, | was killed`.
fn relative_before(r: &Reader, at: usize) -> Option<usize> {
    let last = at.checked_sub(1).filter(|&last| r.word(last) == ",")?;
    let opens = |i: &usize| r.word(*i) == "," && r.is(i + 1, &["who", "whose"]);
    (last.saturating_sub(SUBJECT)..last).rev().find(opens)
}

/// The token before a group and its words of approximation.
fn lead(r: &Reader, from: usize) -> Option<usize> {
    let mut at = from;
    while at > 0 && r.is(at - 1, &APPROXIMATING) {
        at -= 1;
    }
    at.checked_sub(1)
}

/// `12 people died`, `12 have died`, `Ada Orr died`.
pub(super) fn subject(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let mut at = cue.from;
    while at > 0
        && (r.is(at - 1, &["have", "has", "had", "also", "all", "later"])
            || r.word(at - 1).ends_with("ly"))
    {
        at -= 1;
    }
    before(r, groups, at)
}

/// `three dead`, `left three people dead`, `three are missing`.
pub(super) fn state(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let mut at = cue.from;
    while at > 0
        && (r.is(
            at - 1,
            &[
                "are",
                "is",
                "were",
                "was",
                "remain",
                "remained",
                "still",
                "reported",
                "confirmed",
                "feared",
                "believed",
                "listed",
                "as",
                "left",
                "found",
                "declared",
                "pronounced",
                "later",
                "been",
                "have",
                "has",
                "had",
                "be",
                "to",
            ],
        ) || r.word(at - 1).ends_with("ly"))
    {
        at -= 1;
    }
    if at == cue.from { adjacent(r, groups, at) } else { before(r, groups, at) }
}
