//! The days that a TIMEX3 value covers.

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// From one day to another; they sort by the calendar, the longer first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub(super) first: Date,
    pub(super) last: Date,
    /// The value without the time of day.
    pub(super) value: String,
}

impl Period {
    /// Reads `2025-12-13T10:00`, `2025-12`, `2025-W49`, `2024-Q3`, `2024-H1`, `2024-SU`, `2024`, `199`,
    /// `2025/2026`; none for what has no place on the calendar.
    pub(super) fn read(value: &str) -> Option<Self> {
        let value = value.split('T').next()?;
        let (first, last) = days(value)?;
        Some(Self { first, last, value: value.to_owned() })
    }
}

fn days(value: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = value.split_once('/') {
        return Some((days(from)?.0, days(to)?.1));
    }
    if value.len() == 3 {
        let year: i16 = value.parse().ok()?;
        let year = year.checked_mul(10)?;
        return months(year, 1, year.checked_add(9)?, 12);
    }
    let mut parts = value.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?.parse::<i16>().ok()?;
    let Some(second) = parts.next() else { return months(year, 1, year, 12) };
    let third = parts.next();
    if let Some(week) = second.strip_prefix('W') {
        let week: i8 = week.parse().ok()?;
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        let from = if third == Some("WE") { 5 } else { 0 };
        let day = |days: i64| monday.checked_add(Span::new().try_days(days).ok()?).ok();
        return Some((day(from)?, day(6)?));
    }
    match second {
        "Q1" => months(year, 1, year, 3),
        "Q2" => months(year, 4, year, 6),
        "Q3" => months(year, 7, year, 9),
        "Q4" => months(year, 10, year, 12),
        "H1" => months(year, 1, year, 6),
        "H2" => months(year, 7, year, 12),
        // Of the northern half, as TIMEX3 has them; winter begins in December.
        "SP" => months(year, 3, year, 5),
        "SU" => months(year, 6, year, 8),
        "FA" => months(year, 9, year, 11),
        "WI" => months(year, 12, year.checked_add(1)?, 2),
        month => {
            let month: i8 = month.parse().ok()?;
            match third {
                None => months(year, month, year, month),
                Some(day) => {
                    let date = Date::new(year, month, day.parse().ok()?).ok()?;
                    Some((date, date))
                }
            }
        }
    }
}

fn months(year: i16, month: i8, to_year: i16, to_month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, Date::new(to_year, to_month, 1).ok()?.last_of_month()))
}

/// A day moved by a length such as `P2W`; `way` is 1 or -1. None for lengths below a day or vague ones.
pub(super) fn shift(date: Date, length: &str, way: i64) -> Option<Date> {
    let rest = length.strip_prefix('P')?;
    let (number, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
    let count = number.parse::<i64>().ok()?.checked_mul(way)?;
    let span = match unit {
        "D" => Span::new().try_days(count),
        "W" => Span::new().try_weeks(count),
        "M" => Span::new().try_months(count),
        "Q" => Span::new().try_months(count.checked_mul(3)?),
        "Y" => Span::new().try_years(count),
        _ => return None,
    };
    date.checked_add(span.ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, first: &str, last: &str) {
        let period = Period::read(value).expect("a period");
        assert_eq!((first, last), (&*period.first.to_string(), &*period.last.to_string()));
    }

    #[test]
    fn periods_have_a_first_and_a_last_day() {
        check("2024-02", "2024-02-01", "2024-02-29");
        check("2025-W01", "2024-12-30", "2025-01-05");
        check("2025-W49-WE", "2025-12-06", "2025-12-07");
        check("2024-Q3", "2024-07-01", "2024-09-30");
        check("199", "1990-01-01", "1999-12-31");
        check("2025/2026", "2025-01-01", "2026-12-31");
        check("2025-12-13TNI", "2025-12-13", "2025-12-13");
    }

    #[test]
    fn what_has_no_place_has_no_period() {
        assert_eq!(None, Period::read("PRESENT_REF"));
        assert_eq!(None, Period::read("XXXX-05"));
        assert_eq!(None, Period::read("2024-13-40"));
    }
}
