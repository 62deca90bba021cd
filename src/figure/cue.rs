//! Words that say what happened, and the groups that it happened to.

use super::group::{Group, GroupKind};
use super::words::{Entry, Form, Words};
use crate::lexicon::FUNCTION_WORDS;
use crate::reader::Reader;
use crate::{Effect, TokenKind};

/// Tokens of the longest phrase of effects: `lose their lives`.
const PHRASE: usize = 3;

/// Tokens between a verb and its object: `killing at least another`.
const OBJECT: usize = 4;

/// Tokens between the end of a subject and its verb: adverbs and what stands in commas.
const SUBJECT: usize = 24;

/// Tokens between a toll and its number: `the death toll from the quake has risen to`.
const TOLL: usize = 14;

/// Tokens of auxiliaries and adverbs before a passive: `have reportedly all been`.
const AUXILIARY: usize = 5;

/// Words of titles between a deed and the name of who it befell.
const TITLES: usize = 10;

/// A word or phrase of the list of effects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) effect: Effect,
    entry: Entry,
}

/// The cues of a sentence in order.
pub(super) fn cues(r: &Reader, words: &Words) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut phrase = String::new();
    let mut at = 0;
    while at < r.len() {
        if r.kind(at) != Some(TokenKind::Word) || !words.opens(r.word(at)) {
            at += 1;
            continue;
        }
        let mut found = None;
        phrase.clear();
        for to in at + 1..=at + PHRASE {
            if r.kind(to - 1) != Some(TokenKind::Word) {
                break;
            }
            if to > at + 1 {
                phrase.push(' ');
            }
            phrase.extend(r.word(to - 1).chars().flat_map(char::to_lowercase));
            let cue = |entry: Entry| Cue { from: at, to, effect: entry.effect, entry };
            found = words.get(&phrase).map(cue).or(found);
            if !words.begins(&phrase) {
                break;
            }
        }
        at = found.map_or(at + 1, |cue| cue.to);
        cues.extend(found.filter(|cue| {
            let needs = words.needs(cue.entry);
            needs.is_empty() || (cue.to..r.len()).any(|i| needs.iter().any(|word| r.is(i, &[word])))
        }));
    }
    cues
}

/// The groups that a cue says something of, by their places in `groups`, and the rule.
pub(super) fn reached(r: &Reader, cue: &Cue, groups: &[Group]) -> (Vec<usize>, &'static str) {
    if is_hypothetical(r, cue) {
        return (Vec::new(), "");
    }
    let money = matches!(cue.effect, Effect::Lost | Effect::Pledged | Effect::Fined);
    if money {
        return (payment(r, cue, groups), "figure/money");
    }
    if cue.effect == Effect::Voted {
        let next = groups.partition_point(|g| g.from < cue.to);
        let near = Some(next).filter(|&i| {
            groups.get(i).is_some_and(|g| g.kind == GroupKind::Sides && g.from <= cue.to + OBJECT)
        });
        return (near.into_iter().collect(), "figure/votes");
    }
    // The word is one of the group's own: `200,000 dead`, `30 injured`, `two wounded soldiers`.
    let own = |g: &Group| g.from < cue.from && cue.to <= g.to && g.kind.is_counted();
    let form = cue.entry.has(Form::State) || cue.entry.has(Form::Verb);
    if form && let Some(id) = holder(cue, groups).filter(|&id| groups.get(id).is_some_and(own)) {
        return (vec![id], "figure/state");
    }
    let rules: [(Form, Rule, &'static str); 7] = [
        (Form::Noun, noun, "figure/noun"),
        (Form::State, state, "figure/state"),
        (Form::Verb, object, "figure/object"),
        (Form::Verb, passive, "figure/passive"),
        (Form::Fall, subject, "figure/subject"),
        (Form::Deed, deed, "figure/deed"),
        (Form::Toll, toll, "figure/toll"),
    ];
    for (form, rule, why) in rules {
        if cue.entry.has(form) {
            let found = rule(r, cue, groups);
            if !found.is_empty() {
                return (with_parts(r, groups, found), why);
            }
        }
    }
    (Vec::new(), "")
}

/// Adds what a list is said to include: `17 people, including four children and a nurse`.
fn with_parts(r: &Reader, groups: &[Group], mut found: Vec<usize>) -> Vec<usize> {
    let last = found.last().copied().unwrap_or_default();
    let Some((whole, part)) = groups.get(last).zip(groups.get(last + 1)) else { return found };
    let including = |i: usize| r.is(i, &["including", "among"]);
    let near = part.from <= whole.to + TOLL && part.kind.is_counted();
    if near && (whole.to..part.from).any(including) {
        found.extend(list(r, groups, last + 1));
    }
    found
}

type Rule = fn(&Reader, &Cue, &[Group]) -> Vec<usize>;

/// `could kill`, `would have killed`, `threatened to kill`: it has not happened.
fn is_hypothetical(r: &Reader, cue: &Cue) -> bool {
    let before = cue.from.saturating_sub(AUXILIARY)..cue.from;
    before.clone().any(|i| {
        r.is(
            i,
            &["could", "would", "may", "might", "can", "should", "if", "plotting", "threatened"],
        ) && !r.capital(i)
    }) || (r.is(cue.from.wrapping_sub(1), &["to"])
        && r.is(cue.from, &["kill", "die", "lay off", "lose"])
        && before.into_iter().any(|i| {
            r.is(
                i,
                &[
                    "tried",
                    "trying",
                    "plot",
                    "plan",
                    "plans",
                    "want",
                    "wanted",
                    "threat",
                    "attempt",
                    "attempted",
                    "intent",
                    "license",
                ],
            )
        }))
}

/// The place of the group that begins at `at` or behind words of approximation.
fn begins(r: &Reader, groups: &[Group], at: usize, reach: usize) -> Option<usize> {
    let id = groups.partition_point(|g| g.from < at);
    let group = groups.get(id).filter(|g| g.from <= at + reach)?;
    let clear = (at..group.from).all(|i| {
        r.is(
            i,
            &[
                "at",
                "least",
                "more",
                "than",
                "about",
                "some",
                "around",
                "nearly",
                "almost",
                "up",
                "to",
                "an",
                "estimated",
                "as",
                "many",
                "approximately",
                "roughly",
                "over",
                "another",
                "a",
                "total",
                "of",
                "the",
                "no",
                "fewer",
                "all",
                "further",
                "additional",
                "possibly",
                "close",
                "between",
                "other",
                "his",
                "her",
                "their",
                "and",
                "both",
            ],
        )
    });
    clear.then_some(id)
}

/// The groups that go on a list: `two soldiers and a translator`, `12 men, four women and a child`.
fn list(r: &Reader, groups: &[Group], first: usize) -> Vec<usize> {
    list_before(r, groups, first, None)
}

/// The same for a list that is the subject of the verb behind group `subject`.
fn list_before(r: &Reader, groups: &[Group], first: usize, subject: Option<usize>) -> Vec<usize> {
    let mut found = vec![first];
    let mut last = first;
    while let (Some(group), Some(next)) = (groups.get(last), groups.get(last + 1)) {
        let between = group.to..next.from;
        let joined = between.clone().any(|i| r.is(i, &["and", ","]) || r.word(i) == ",");
        let plain = between.clone().all(|i| {
            r.word(i) == ","
                || r.is(i, &["and", "at", "least", "another", "the", "more", "than", "as", "well"])
        });
        // `three people, the mayor said`: a comma alone goes on only to more of a list.
        let and = between.clone().any(|i| r.is(i, &["and"]));
        let more = r.is(next.to, &["and", ","]) || r.word(next.to) == ",";
        let open =
            and || (more && groups.get(last + 2).is_some_and(|g| g.from <= next.to + OBJECT));
        // A number alone needs a verb of its own: `killed 12 people and 30 were hurt`.
        let own =
            next.kind == GroupKind::Bare || subject != Some(last + 1) && is_subject(r, next.to);
        // `Ada Orr, the mayor,` are one.
        let apposed = group.kind == GroupKind::Named
            && next.kind == GroupKind::Single
            && between.clone().all(|i| r.word(i) == ",");
        if !joined || !plain || !(open || apposed) || (own && !apposed) || !next.kind.is_counted() {
            break;
        }
        last += 1;
        if !apposed {
            found.push(last);
        }
    }
    found
}

/// True if a verb follows at once: what stands before it is its subject.
fn is_subject(r: &Reader, at: usize) -> bool {
    r.word(at).ends_with("ed")
        || r.is(at, &["was", "were", "is", "are", "have", "has", "had", "remain", "remained"])
}

/// `killing two soldiers and a translator`, `killed 12`.
fn object(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    if passive_start(r, cue).is_some() {
        return Vec::new();
    }
    // `nine farmers killed and three wounded`: what is behind `and` has a word of its own.
    if r.is(cue.to, &["and"]) {
        return Vec::new();
    }
    let Some(first) = begins(r, groups, cue.to, OBJECT) else {
        return titled(r, cue, groups).into_iter().collect();
    };
    let Some(group) = groups.get(first).filter(|g| g.kind.is_counted()) else { return Vec::new() };
    // `three killed, two of them`: a participle with its own subject before it.
    let comma = (cue.to..group.from).any(|i| r.word(i) == ",");
    if comma { Vec::new() } else { list(r, groups, first) }
}

/// Words of what somebody is between a verb and the name: `murdered opposition leader Ada Orr`.
const CALLINGS: usize = 3;

/// The name that a verb befalls behind words for what its bearer is; `the murdered student Ada Orr` is told otherwise.
fn titled(r: &Reader, cue: &Cue, groups: &[Group]) -> Option<usize> {
    let led = cue.from == 0 || r.is(cue.from - 1, &["a", "an", "the"]);
    let id = groups.partition_point(|g| g.from < cue.to);
    let group = groups.get(id).filter(|g| g.kind == GroupKind::Named && !led)?;
    let between = cue.to..group.from;
    let calling = |i: usize| {
        let plain = r.kind(i) == Some(TokenKind::Word) && !r.in_list(i, FUNCTION_WORDS);
        plain && !r.capital(i) && !r.word(i).ends_with("ly")
    };
    (!between.is_empty() && between.len() <= CALLINGS && between.clone().all(calling)).then_some(id)
}

/// `12 people were killed`, `12 people killed in`.
fn passive(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
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
fn passive_start(r: &Reader, cue: &Cue) -> Option<usize> {
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
fn holder(cue: &Cue, groups: &[Group]) -> Option<usize> {
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
    found.map(|id| back(r, groups, id)).unwrap_or_default()
}

/// The list that ends with a group, from its first one.
fn back(r: &Reader, groups: &[Group], id: usize) -> Vec<usize> {
    let mut first = id;
    while first > 0 && list_before(r, groups, first - 1, Some(id)).contains(&id) {
        first -= 1;
    }
    (first..=id).collect()
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
    let earliest = at.saturating_sub(SUBJECT);
    let mut start = at;
    // `, including four children,` and `, an aide and a driver,` are passed over.
    let mut commas = 0;
    while start > earliest {
        let word = start - 1;
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
            g.kind.is_counted() && !led
        })
    };
    // The last comma parts a clause unless another stands before the verb: look behind it first.
    let Some(first) = (from..to).find(fits) else { return Vec::new() };
    let mut found = list(r, groups, first);
    found.retain(|&id| id < to);
    found
}

/// The token before a group and its words of approximation.
fn lead(r: &Reader, from: usize) -> Option<usize> {
    let mut at = from;
    while at > 0
        && r.is(
            at - 1,
            &[
                "at",
                "least",
                "more",
                "than",
                "about",
                "some",
                "around",
                "nearly",
                "almost",
                "the",
                "an",
                "estimated",
                "over",
                "another",
                "as",
                "many",
            ],
        )
    {
        at -= 1;
    }
    at.checked_sub(1)
}

/// `12 people died`, `12 have died`, `Ada Orr died`.
fn subject(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
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
fn state(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
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

/// `three deaths`, `claimed 12 lives`, `no casualties`.
fn noun(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let near = cue.from.saturating_sub(TOLL / 2)..cue.to + OBJECT;
    let taken = ["claimed", "claims", "claiming", "lost", "cost", "taken", "took", "loss"];
    if r.is(cue.from, &["lives"]) && !near.into_iter().any(|i| r.is(i, &taken)) {
        return Vec::new();
    }
    let inside = |g: &Group| cue.to <= g.to && g.kind.is_counted();
    holder(cue, groups).filter(|&id| groups.get(id).is_some_and(inside)).into_iter().collect()
}

/// `the murder of six priests`, `the death of a civilian`, `Ada Orr's murder`.
fn deed(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    if r.is(cue.to, &["of"]) {
        if let Some(first) = begins(r, groups, cue.to + 1, OBJECT) {
            return list(r, groups, first);
        }
        // `the murder of fire brigade director Colonel Ada Orr`.
        let id = groups.partition_point(|g| g.from <= cue.to);
        let title = |i: usize| {
            let plain = r.kind(i) == Some(TokenKind::Word) && !r.in_list(i, FUNCTION_WORDS);
            plain || r.is(i, &["of", "the"])
        };
        let named = groups.get(id).filter(|g| {
            let near = g.kind == GroupKind::Named && g.from <= cue.to + TITLES;
            near && (cue.to + 1..g.from).all(title)
        });
        return named.map(|_| vec![id]).unwrap_or_default();
    }
    let owner = cue.from.checked_sub(1).filter(|&i| r.is(i, &["'s", "’s"]));
    let id = owner.and_then(|end| {
        let id = groups.partition_point(|g| g.to < end);
        groups.get(id).filter(|g| g.to == end).map(|_| id)
    });
    id.into_iter().collect()
}

/// `the death toll rose to 45`, `a toll of 12`, `fatalities reached 40`.
fn toll(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let id = groups.partition_point(|g| g.from < cue.to);
    let to = cue.to + TOLL;
    let fits = |g: &&Group| matches!(g.kind, GroupKind::Bare | GroupKind::Counted);
    let led = |g: &Group| {
        let lead = (cue.to..g.from).rev().find(|&i| {
            r.is(
                i,
                &[
                    "to",
                    "at",
                    "of",
                    "is",
                    "was",
                    "reached",
                    "hit",
                    "passed",
                    "exceeded",
                    "topped",
                    "surpassed",
                    "stands",
                    "crossed",
                ],
            )
        });
        lead.is_some_and(|i| g.from - i <= OBJECT)
    };
    let found = groups.iter().enumerate().skip(id).take_while(|(_, g)| g.from < to);
    let mut found = found.filter(|(_, g)| fits(g) && led(g)).map(|(id, _)| id);
    let first = found.next();
    // `rose from 30 to 45`: the later one holds.
    let from = first
        .and_then(|id| groups.get(id))
        .is_some_and(|g| g.from > 0 && r.is(g.from - 1, &["from"]));
    let second = if from { found.next() } else { None };
    second.or(first).into_iter().collect()
}

/// `pledged $5 million`, `$5 million was pledged`, `damage of $5 million`, `fined €3m`.
fn payment(r: &Reader, cue: &Cue, groups: &[Group]) -> Vec<usize> {
    let is_money = |g: &Group| g.kind == GroupKind::Money;
    let behind = groups.partition_point(|g| g.from < cue.to);
    let near = |g: &Group| {
        let clear = !(cue.to..g.from).any(|i| matches!(r.word(i), "." | ";" | "," | "“" | "\""));
        g.from <= cue.to + TOLL / 2 && clear
    };
    let reach = groups.iter().skip(behind).take_while(|g| g.from <= cue.to + TOLL);
    if let Some(id) = reach.into_iter().position(is_money)
        && groups.get(behind + id).is_some_and(near)
    {
        return vec![behind + id];
    }
    let start = passive_start(r, cue).unwrap_or(cue.from);
    let end = if r.is(start.wrapping_sub(1), &["in", "of"]) { start - 1 } else { start };
    let id = groups.partition_point(|g| g.to <= end).checked_sub(1);
    id.filter(|&i| groups.get(i).is_some_and(|g| is_money(g) && g.to == end)).into_iter().collect()
}
