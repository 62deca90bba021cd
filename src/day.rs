//! Days as ISO 8601 writes them: `2025-12-14`.
//!
//! `jiff` reads and writes them, too, but with all that a moment may have behind its day, zones and their rules included: 14 kB
//! more of the page after brotli.

use jiff::civil::Date;

/// Hours of a day of the calendar.
const HOURS: i64 = 24;

/// A day as it is written.
pub(crate) fn written(day: Date) -> String {
    let (year, month, of_month) = (day.year(), day.month(), day.day());
    // Years before the first have six digits and a sign.
    if year < 0 {
        format!("{year:07}-{month:02}-{of_month:02}")
    } else {
        format!("{year:04}-{month:02}-{of_month:02}")
    }
}

/// The day that is written `2025-12-14`; none otherwise, or if the calendar has no such day.
pub(crate) fn read(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.bytes().all(|b| b.is_ascii_digit()).then_some(part)
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    parts.next().is_none().then_some(day)
}

/// Days from one to another; less than 0 if the other is earlier.
pub(crate) fn between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / HOURS
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    #[test]
    fn days_are_written_and_read_as_the_calendar_has_them() {
        let mut day = Date::MIN;
        while let Ok(next) = day.checked_add(97.days()) {
            assert_eq!(day.to_string(), written(day));
            if day.year() >= 0 {
                assert_eq!(Some(day), read(&written(day)));
            }
            assert_eq!((97, -97), (between(day, next), between(next, day)));
            day = next;
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "2025",
            "2025-12",
            "2025-12-1",
            "2025-02-29",
            "2025-12-14-01",
            "+202-12-14",
            "2025-12-14T10",
            "２０２５-12-14",
        ] {
            assert_eq!(None, read(text), "{text}");
        }
    }
}
