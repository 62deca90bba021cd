//! Calendar arithmetic, and its results in the notation of TIMEX3.

use super::slots::Unit;
use crate::day;
use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A date with some units added; none beyond the calendar.
pub(super) fn add(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let (none, count) = (Span::new(), i64::from(count));
    let times = |units: i64| units.checked_mul(count);
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day => none.try_days(count),
        Unit::Week | Unit::Weekend => none.try_weeks(count),
        Unit::Fortnight => none.try_weeks(times(2)?),
        Unit::Month => none.try_months(count),
        Unit::Quarter => none.try_months(times(3)?),
        Unit::Year => none.try_years(count),
        Unit::Decade => none.try_years(times(10)?),
        Unit::Century => none.try_years(times(100)?),
        Unit::Millennium => none.try_years(times(1000)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// `2024-05-06`, `2024-W19`, `2024-W19-WE`, `2024-05`, `2024-Q2`, `2024`, `202`: the unit around a date.
pub(super) fn around(date: Date, unit: Unit) -> String {
    match unit {
        Unit::Week | Unit::Fortnight => week(date),
        Unit::Weekend => format!("{}-WE", week(date)),
        Unit::Month => month(date.year(), date.month()),
        Unit::Quarter => format!("{:04}-Q{}", date.year(), quarter(date)),
        Unit::Year => year(date.year()),
        Unit::Decade => format!("{:03}", date.year() / 10),
        Unit::Century => format!("{:02}", date.year() / 100),
        Unit::Millennium => format!("{:01}", date.year() / 1000),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => day::written(date),
    }
}

pub(super) fn year(year: i16) -> String {
    format!("{year:04}")
}

pub(super) fn month(year: i16, month: i8) -> String {
    format!("{year:04}-{month:02}")
}

fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// First month of each season of TIMEX3, of the northern half.
const SEASONS: [(&str, i8); 4] = [("SP", 3), ("SU", 6), ("FA", 9), ("WI", 12)];

/// The year of a season nearest behind a day: the last that had begun `before` it, or else the next to begin.
pub(super) fn season_year(date: Date, season: &str, before: bool) -> i16 {
    let first = SEASONS.iter().find(|(name, _)| *name == season).map_or(1, |(_, month)| *month);
    match (before, first <= date.month()) {
        (true, false) => date.year() - 1,
        (false, true) => date.year() + 1,
        _ => date.year(),
    }
}

/// 1–4.
pub(super) fn quarter(date: Date) -> i8 {
    (date.month() + 2) / 3
}

/// The day of the week `number` (1 is Monday) nearest before `date`, or on it.
pub(super) fn weekday_before(date: Date, number: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(number).ok()?;
    if date.weekday() == weekday { Some(date) } else { date.nth_weekday(-1, weekday).ok() }
}

/// The same nearest behind `date`, or on it.
pub(super) fn weekday_after(date: Date, number: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(number).ok()?;
    if date.weekday() == weekday { Some(date) } else { date.nth_weekday(1, weekday).ok() }
}

/// Of a day of the year in the year of `near` and its neighbours, the nearest.
pub(super) fn nearest(near: Date, month: i8, day: i8) -> Option<Date> {
    let in_year = |offset: i16| Date::new(near.year() + offset, month, day).ok();
    let distance = |date: &Date| day::between(near, *date).abs();
    [in_year(0), in_year(-1), in_year(1)].into_iter().flatten().min_by_key(distance)
}

/// Years between two leap days, the century's gap included.
const LEAP: i16 = 8;

/// The same day of the year `way` years on; of 29 February the next in that direction that there is.
pub(super) fn same_day(date: Date, way: i16) -> Option<Date> {
    if way == 0 {
        return Some(date);
    }
    let in_year = |n: i16| Date::new(date.year() + n * way, date.month(), date.day()).ok();
    (1..=LEAP).find_map(in_year)
}
