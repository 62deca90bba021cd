//! Figures for the same thing side by side: sums, agreements, conflicts, updates.

use super::Draft;
use crate::day;
use crate::order;
use crate::{Account, Check, CheckRelation, Effect, Interval, Precision};

/// Accounts of one effect that are compared, at most: an article with more is a chronicle of many events.
const ACCOUNTS: usize = 24;

/// One account: the figures of one clause.
struct Told {
    figures: Vec<u32>,
    value: Interval,
    /// Head of what is counted, in lower case and the singular; none if it is general or a sum.
    head: Option<String>,
    /// The day or year that its sentence tells; none if it tells none.
    day: Option<String>,
    update: bool,
    /// True for `a translator` or `Ada Orr` alone: compared only with the same.
    single: bool,
    /// The stretch that it sums up, in small letters; empty for one that began some time and goes on.
    over: Option<String>,
}

/// Compares the figures of each effect; sums are of one clause.
pub(super) fn checks(drafts: &[Draft]) -> Vec<Check> {
    let mut effects: Vec<(Effect, bool)> =
        drafts.iter().map(|d| (d.figure.effect, d.figure.attacker)).collect();
    order::by(&mut effects, |&(effect, attacker)| (effect as u128) << 1 | u128::from(attacker));
    effects.dedup();
    effects.into_iter().flat_map(|(effect, attacker)| compare(drafts, effect, attacker)).collect()
}

/// The accounts of one effect on one side.
fn accounts(drafts: &[Draft], effect: Effect, attacker: bool) -> Vec<Told> {
    let wanted = |d: &&(usize, &Draft)| {
        let figure = &d.1.figure;
        let whole = figure.part_of.is_none() && !d.1.further;
        figure.effect == effect && figure.attacker == attacker && whole
    };
    let own: Vec<(usize, &Draft)> = drafts.iter().enumerate().filter(|d| wanted(&d)).collect();
    own.chunk_by(|a, b| a.1.clause == b.1.clause)
        .map(|clause| {
            let value = sum(clause.iter().map(|(_, d)| d.figure.value));
            let head = match clause {
                [(_, only)] => only.head.clone(),
                _ => None,
            };
            Told {
                figures: clause.iter().map(|&(id, _)| id as u32).collect(),
                value,
                head,
                day: clause.iter().find_map(|(_, d)| d.day.clone()),
                single: clause.iter().all(|(_, d)| d.single),
                over: clause.iter().find_map(|(_, d)| d.over.clone()),
                update: clause.iter().any(|(_, d)| d.figure.update),
            }
        })
        .take(ACCOUNTS)
        .collect()
}

/// The sum of some values: exact only if all are.
fn sum(values: impl Iterator<Item = Interval>) -> Interval {
    values
        .reduce(|a, b| Interval {
            low: Some(a.low.unwrap_or(0.0) + b.low.unwrap_or(0.0)),
            high: a.high.zip(b.high).map(|(a, b)| a + b),
            precision: a.precision.max(b.precision),
        })
        .unwrap_or(Interval::exact(0.0))
}

fn compare(drafts: &[Draft], effect: Effect, attacker: bool) -> Vec<Check> {
    let told = accounts(drafts, effect, attacker);
    let mut checks = Vec::new();
    let mut used = vec![false; told.len()];
    for first in 0..told.len() {
        if used.get(first).copied().unwrap_or(true) {
            continue;
        }
        let mut group = vec![first];
        for (id, other) in told.iter().enumerate().skip(first + 1) {
            let free = !used.get(id).copied().unwrap_or(true);
            // Each account goes with all of its group, so that two events do not meet through a third.
            let fits = group.iter().filter_map(|&g| told.get(g)).all(|g| comparable(g, other));
            if free && fits {
                group.push(id);
            }
        }
        if group.len() < 2 {
            continue;
        }
        for &id in &group {
            if let Some(used) = used.get_mut(id) {
                *used = true;
            }
        }
        relate(&told, &group, effect, &mut checks);
    }
    checks
}

/// True if two accounts can be of the same thing.
fn comparable(a: &Told, b: &Told) -> bool {
    let heads = match (&a.head, &b.head) {
        (Some(a), Some(b)) => a == b,
        _ => !a.single && !b.single,
    };
    let days = match (&a.day, &b.day) {
        (Some(a), Some(b)) => a.starts_with(&**b) || b.starts_with(&**a) || are_near(a, b),
        _ => true,
    };
    heads && days && a.over == b.over
}

/// Days over which one event is counted: the toll of Wednesday is corrected on Thursday, and a sentence often tells
/// the day of the count rather than that of the event.
const NEWS: i64 = 3;

/// True for two days that follow each other closely.
fn are_near(a: &str, b: &str) -> bool {
    day::read(a).zip(day::read(b)).is_some_and(|(a, b)| day::between(a, b).abs() <= NEWS)
}

/// Splits comparable accounts by value: what is said twice agrees, what differs conflicts.
fn relate(told: &[Told], group: &[usize], effect: Effect, checks: &mut Vec<Check>) {
    let mut values: Vec<Vec<&Told>> = Vec::new();
    for told in group.iter().filter_map(|&id| told.get(id)) {
        let same =
            values.iter_mut().find(|v| v.first().is_some_and(|f| agree(f.value, told.value)));
        match same {
            Some(values) => values.push(told),
            None => values.push(vec![told]),
        }
    }
    let account = |t: &Told| Account { figures: t.figures.clone(), value: t.value };
    for same in values.iter().filter(|v| v.len() > 1) {
        checks.push(Check {
            effect,
            relation: CheckRelation::Agreement,
            accounts: same.iter().map(|t| account(t)).collect(),
            score: 0.8,
            why: if same.iter().any(|t| t.figures.len() > 1) { "check/sum" } else { "check/same" },
        });
    }
    if values.len() > 1 {
        let updated = values.iter().flatten().any(|t| t.update);
        checks.push(Check {
            effect,
            relation: if updated { CheckRelation::Update } else { CheckRelation::Conflict },
            accounts: values.iter().filter_map(|v| v.first()).map(|t| account(t)).collect(),
            score: 0.6,
            why: if updated { "check/update" } else { "check/differ" },
        });
    }
}

/// True if two values say the same: both exact, or one open and the other within it. `Several` and an exact
/// number do not: the one knows more than the other.
fn agree(a: Interval, b: Interval) -> bool {
    let vague = |v: Interval| v.precision == Precision::Vague;
    vague(a) == vague(b) && a.meets(b)
}
