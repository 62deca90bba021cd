//! The stretch of time that a figure sums up: `70,000 people have died in 10 years of war` is no toll of one event.

use super::Article;
use super::cue::Cue;
use super::group::{Group, GroupKind};
use crate::reader::Reader;
use crate::{Span, Timex, TimexKind};

/// Tokens between a figure and its stretch.
const NEAR: usize = 16;

/// Tokens before a cue in which `have` or `has` makes a perfect of it.
const PERFECT: usize = 8;

/// Tokens between a figure and its rate: `kills 12 people there every year`.
const RATE: usize = 2;

/// Tokens of what happened since: `since the war began in 2011`.
const SINCE: usize = 12;

/// Prepositions that a length of time stands behind: `in less than two months`, `over the past decade`.
const DURING: [&str; 7] = ["in", "over", "during", "within", "throughout", "across", "under"];

/// Words between such a preposition and the length.
const BEFORE_LENGTH: [&str; 9] =
    ["less", "more", "than", "about", "nearly", "almost", "only", "just", "the"];

/// What goes on for years: its dead are those of many events.
const LASTING: [&str; 6] = ["war", "wars", "conflict", "insurgency", "rebellion", "struggle"];

/// The words for the stretch, if the figure is a total over one.
pub(super) fn of(r: &Reader, article: &Article, cue: &Cue, group: &Group) -> Option<Span> {
    let many = matches!(group.kind, GroupKind::Counted | GroupKind::Bare | GroupKind::Money);
    if !many || group.value == crate::Interval::exact(1.0) {
        return None;
    }
    let (from, to) = (group.from.min(cue.from), group.to.max(cue.to));
    let perfect = (cue.to.saturating_sub(PERFECT)..cue.to).any(|i| r.is(i, &["have", "has"]));
    // Behind the figure up to the next comma, and from the beginning of the clause.
    let end = (to..r.len()).find(|&i| ends(r, i)).unwrap_or(r.len()).min(to + NEAR);
    let start = (0..from).rev().find(|&i| matches!(r.word(i), ";" | ":" | "“" | "\""));
    let start = start.map_or(0, |at| at + 1).max(from.saturating_sub(NEAR));
    let dates = || article.dates_of(r.sentence());
    let told = |from: usize, end: usize| {
        dates().find_map(|timex| {
            let at = r.at(timex.span.start);
            (from <= at && at < end).then(|| total(r, timex, at, (to, perfect))).flatten()
        })
    };
    since(r, to, end, dates())
        .or_else(|| told(from, end))
        .or_else(|| since(r, start, from, dates()).filter(|_| perfect))
        .or_else(|| told(start, from))
        .or_else(|| lasting(r, start, from).filter(|_| perfect))
}

fn ends(r: &Reader, at: usize) -> bool {
    matches!(r.word(at), "," | ";" | ":" | "(" | "\"" | "”")
}

/// A time expression that is a stretch over which things are counted; the figure ends before token `to`, and `perfect`
/// says whether its verb is one.
fn total(r: &Reader, timex: &Timex, at: usize, (to, perfect): (usize, bool)) -> Option<Span> {
    let value = timex.value.as_deref().unwrap_or_default();
    let words = |from: usize| Span { start: r.span(from, from + 1).start, ..timex.span };
    match timex.kind {
        // `12 deaths a year`; the `weekly market` is none.
        TimexKind::Set => {
            let near = at >= to && at <= to + RATE;
            (near && r.is(at, &["a", "an", "per", "each", "every"])).then_some(timex.span)
        }
        TimexKind::Duration if value.starts_with('P') && !value.starts_with("PT") => {
            let mut lead = at;
            while lead > 0 && r.is(lead - 1, &BEFORE_LENGTH) {
                lead -= 1;
            }
            let led = lead > 0 && r.is(lead - 1, &DURING) && !is_record(r, lead - 1);
            led.then(|| words(lead - 1))
        }
        // `so far this year`, `during 1990`, `have died this month`: a year, a quarter, a month or a week.
        TimexKind::Date if value.starts_with(|c: char| c.is_ascii_digit()) => {
            let day = value.len() >= 10 || value.contains("XX");
            let during = at > 0 && r.is(at - 1, &["during", "throughout"]);
            let so_far = at > 1 && r.is(at - 1, &["far"]) && r.is(at - 2, &["so"]);
            let long = !day && (during || so_far || perfect);
            let from = if so_far {
                at - 2
            } else if during {
                at - 1
            } else {
                at
            };
            long.then(|| words(from))
        }
        _ => None,
    }
}

/// Words between a superlative and the time that it holds for: `the worst accident at sea in six years`.
const RECORD: usize = 6;

/// True if the preposition at `at` tells how long there was nothing like it: `the first death since 1959`.
fn is_record(r: &Reader, at: usize) -> bool {
    (at.saturating_sub(RECORD)..at)
        .any(|i| r.is(i, &["worst", "first", "most"]) || r.word(i).ends_with("iest"))
}

/// `since 1985`, `since the war began in 2011`; not `since Monday`, which is news of one event.
fn since<'a>(
    r: &Reader,
    from: usize,
    to: usize,
    mut dates: impl Iterator<Item = &'a Timex>,
) -> Option<Span> {
    let at = (from..to).find(|&i| r.is(i, &["since"]) && !is_record(r, i))?;
    let end = (at + 1..r.len()).find(|&i| ends(r, i)).unwrap_or(r.len()).min(at + SINCE);
    let dated = dates.find(|t| {
        let own = r.at(t.span.start);
        at < own && own < end
    });
    let of_today = |t: &Timex| t.why.ends_with("weekday") || t.why.ends_with("deictic");
    match dated {
        Some(timex) if !of_today(timex) => Some(r.span(at, at + 1).cover(timex.span)),
        Some(_) => None,
        None => (at + 1..end).find(|&i| r.is(i, &LASTING)).map(|word| r.span(at, word + 1)),
    }
}

/// `a civil war that has left over 70,000 dead`.
fn lasting(r: &Reader, from: usize, to: usize) -> Option<Span> {
    let at = (from..to).rev().find(|&i| r.is(i, &LASTING))?;
    let called = at > from && r.is(at - 1, &["civil", "armed", "internal", "political"]);
    Some(r.span(at - usize::from(called), at + 1))
}

/// True if the words for a stretch tell where it began, or that it lasts: two of them can be the same.
pub(super) fn is_open(words: &str) -> bool {
    let since = words.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("since"));
    since || LASTING.iter().any(|lasting| words.ends_with(lasting))
}
