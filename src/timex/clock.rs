//! Times of the day.

use super::day::{day, weekday_name};
use super::{Reading, shift, the};
use crate::TimexKind::{Date, Time};
use crate::lexicon::{CALENDAR_DEICTIC, CALENDAR_PART};
use crate::reader::Reader;
use crate::{TokenKind, numeral};

const WHY: &str = "timex/clock";

/// `3:14 PM ET`, `10 p.m. Wednesday`, `noon`, `this morning`, `overnight`.
pub(super) fn clock(r: &Reader, at: usize) -> Option<Reading> {
    if let Some(end) = hour(r, at) {
        return Reading::clear(with_day(r, zone(r, end)), Time, WHY);
    }
    if r.is(at, &["noon", "midnight", "midday", "overnight"]) {
        return Reading::clear(with_day(r, at + 1), Time, WHY);
    }
    if let Some(end) = hour_of_part(r, at) {
        return Reading::clear(with_day(r, end), Time, WHY);
    }
    // `in the morning`.
    let led = at.checked_sub(1).is_some_and(|b| r.is(b, &["in", "during", "throughout"]));
    if led && r.is(at, &["the"]) && r.is(at + 1, &["morning", "afternoon", "evening", "night"]) {
        return Reading::clear(with_day(r, at + 2), Time, WHY);
    }
    let start = shift(r, at + usize::from(r.is(at, &["later", "earlier"])));
    let modifier = the(r, start);
    let modified = r.is(modifier, &["this", "last", "next", "following", "same"]);
    if modified && r.in_list(modifier + 1, CALENDAR_PART) {
        return Reading::clear(modifier + 2, Time, WHY);
    }
    (start > at && r.in_list(start, CALENDAR_PART))
        .then(|| Reading::likely(with_day(r, start + 1), Time, WHY))
        .flatten()
}

/// The end of `4 in the morning`, `eleven at night`.
fn hour_of_part(r: &Reader, at: usize) -> Option<usize> {
    let fits = (1.0..=12.0).contains(&numeral::value([r.word(at)])?) && !r.is(at, &["a", "an"]);
    let night = r.is(at + 1, &["at"]) && r.is(at + 2, &["night"]);
    let part = r.is(at + 1, &["in"])
        && r.is(at + 2, &["the"])
        && r.is(at + 3, &["morning", "afternoon", "evening"]);
    fits.then_some(at + if night { 3 } else { 4 }).filter(|_| night || part)
}

/// A part of the day right behind a day: `Friday` + `night`.
pub(super) fn with_part(r: &Reader, at: usize) -> Option<Reading> {
    r.in_list(at, CALENDAR_PART).then(|| Reading::clear(at + 1, Time, WHY)).flatten()
}

/// The end of an hour: `10:30`, `3 p.m.`, `3pm`, `10.30am`.
fn hour(r: &Reader, at: usize) -> Option<usize> {
    if r.kind(at) != Some(TokenKind::Number) {
        return None;
    }
    let word = r.word(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let glued = word.get(digits.len()..)?;
    if !is_hour(digits) {
        return None;
    }
    let half = |s: &str| ["am", "pm", "a.m", "p.m"].iter().any(|h| h.eq_ignore_ascii_case(s));
    if half(glued) {
        return Some(at + 1);
    }
    if glued.is_empty() && half(r.word(at + 1)) {
        return Some(at + 2);
    }
    let behind = r.is(
        at + 1,
        &["gmt", "utc", "local", "hours", "est", "edt", "et", "bst", "cet", "ist", "hrs"],
    );
    let before =
        at.checked_sub(1).is_some_and(|b| r.is(b, &["at", "by", "around", "until", "from"]));
    (glued.is_empty() && digits.contains(':') && (behind || before)).then_some(at + 1)
}

/// `10`, `10:30`, `10.30`, `23:59:59`.
fn is_hour(word: &str) -> bool {
    let mut parts = word.split([':', '.']);
    let fits = |part: Option<&str>, limit: u32| {
        part.is_some_and(|p| p.len() <= 2 && p.parse().is_ok_and(|n: u32| n <= limit))
    };
    fits(parts.next(), 24) && parts.all(|part| part.len() == 2 && fits(Some(part), 59))
}

/// The end of a time zone in capitals, or `local time`.
fn zone(r: &Reader, at: usize) -> usize {
    if r.is(at, &["local"]) && r.is(at + 1, &["time"]) {
        return at + 2;
    }
    let word = r.word(at);
    let letters = (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let known = word.ends_with('T') || matches!(word, "UTC" | "GMT");
    at + usize::from(letters && known)
}

/// The end with the day that follows a time: `Wednesday`, `on Wednesday`, `yesterday`.
fn with_day(r: &Reader, at: usize) -> usize {
    let dated = at + usize::from(r.is(at, &["on", ","]));
    if let Some(day) = day(r, dated).filter(|day| day.kind == Date) {
        return day.end;
    }
    let start = at + usize::from(r.is(at, &["on", ","]) && weekday_name(r, at + 1));
    let day = weekday_name(r, start) && !r.capital(start + 1);
    let deictic =
        r.in_list(start, CALENDAR_DEICTIC) && r.is(start, &["yesterday", "today", "tomorrow"]);
    if day || deictic { start + 1 } else { at }
}
