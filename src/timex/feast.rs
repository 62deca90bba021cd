//! Feasts that fall on one day by the calendar of the Western churches and states.

use crate::reader::Reader;
use jiff::Span;
use jiff::civil::{Date, Weekday};

/// A feast that is told to the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    ChristmasEve,
    Christmas,
    NewYear,
    NewYearsEve,
    Easter,
    Halloween,
    Thanksgiving,
}

impl Feast {
    /// The feast named at `at`, if the words make it a day and not a season: `on Christmas`, `Thanksgiving Day`.
    pub(super) fn read(r: &Reader, at: usize) -> Option<Self> {
        let year = r.is(at, &["new"]) && r.is(at + 1, &["year"]);
        let last = at + usize::from(year);
        let last = last + usize::from(r.is(last + 1, &["'s", "’s"]));
        let day = r.is(last + 1, &["day"]);
        let eve = r.is(last + 1, &["eve"]);
        let sunday = r.is(last + 1, &["sunday"]);
        let before = |words: &[&str]| at.checked_sub(1).is_some_and(|i| r.is(i, words));
        let led = before(&["on", "since", "until", "by", "before", "last", "next"]);
        if !(day || eve || sunday || led) {
            return None;
        }
        match &*r.word(at).to_ascii_lowercase() {
            "christmas" if eve => Some(Self::ChristmasEve),
            "christmas" => Some(Self::Christmas),
            "new" if year && eve => Some(Self::NewYearsEve),
            "new" if year && day => Some(Self::NewYear),
            "easter" => Some(Self::Easter),
            "halloween" => Some(Self::Halloween),
            "thanksgiving" => Some(Self::Thanksgiving),
            _ => None,
        }
    }

    /// Its day in a year.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::ChristmasEve => Date::new(year, 12, 24).ok(),
            Self::Christmas => Date::new(year, 12, 25).ok(),
            Self::NewYear => Date::new(year, 1, 1).ok(),
            Self::NewYearsEve => Date::new(year, 12, 31).ok(),
            Self::Easter => easter(year),
            Self::Halloween => Date::new(year, 10, 31).ok(),
            Self::Thanksgiving => {
                Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok()
            }
        }
    }
}

/// Easter Sunday by the Gregorian reckoning (Butcher, 1876).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let (century, of_century) = (year_number / 100, year_number % 100);
    let lunar = (century - (century + 8) / 25 + 1) / 3;
    // Days from 21 March to the full moon, then from it to the Sunday, and where both pass the last Sunday.
    let moon = (19 * golden + century - century / 4 - lunar + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    let month = i8::try_from(days / 31).ok()?;
    Date::new(year, month, 1).ok()?.checked_add(Span::new().try_days(days % 31).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_is_where_the_churches_have_it() {
        for (year, month, day) in [(1998, 4, 12), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20)] {
            assert_eq!(Date::new(year, month, day).ok(), easter(year));
        }
    }

    #[test]
    fn easter_is_a_sunday_of_spring_in_every_year() {
        for year in 1600..2400 {
            let date = easter(year).expect("a date");
            assert_eq!(Weekday::Sunday, date.weekday());
            assert!(date >= Date::constant(year, 3, 22) && date <= Date::constant(year, 4, 25));
        }
    }

    #[test]
    fn thanksgiving_is_the_fourth_thursday() {
        assert_eq!(Date::new(1999, 11, 25).ok(), Feast::Thanksgiving.in_year(1999));
    }
}
