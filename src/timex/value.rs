//! What a time expression means on the calendar: its TIMEX3 value, and what it was counted from.
//!
//! In: the words of the expression, the day of publication, and the expressions before it. Out: a value in
//! the notation of TIMEX3 (ISO 8601 with `X` for what is not told), or none.
//!
//! 1. What is told in full needs nothing: `6 May 2024` is 2024-05-06, `two weeks` P2W, `every Tuesday`
//!    XXXX-WXX-2, `now` `PRESENT_REF`.
//! 2. What leans on the day of writing is counted from the day of publication; without one it has no value.
//!    Never from the clock.
//! 3. News looks back: a bare weekday is the last one, unless its verb is in the future (`timex/tense.rs`).
//!    A day of the year without a year is the nearest, a month by its verb.
//! 4. `two days later`, `the same day`, `the quarter` are counted from the date that was spoken of before.

use super::calendar;
use super::feast::Feast;
use super::slots::{Count, Slots, Toward, Unit, Way, YearEnd};
use super::tense::{self, Tense};
use crate::day;
use crate::reader::Reader;
use crate::{Anchor, TimexKind};
use jiff::civil::Date;

/// Days within which a day of the year is the nearest one whatever the tense of its verb: nobody leaves out
/// the year of a day farther off.
const NEAR: i64 = 120;

/// Months ahead within which a bare month may be to come when its verb does not tell.
const MONTHS_AHEAD: i32 = 2;

/// Value and anchor.
pub(super) type Value = (Option<String>, Option<Anchor>);

/// What was spoken of so far.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The day of publication.
    published: Option<Date>,
    /// The last date that was told to the day.
    day: Option<(Date, Anchor)>,
    /// The last date of any size: its first day.
    spoken: Option<(Date, Anchor)>,
    /// The last quarter or half: `1989-Q3`.
    quarter: Option<(Quarter, Anchor)>,
}

/// Year, letter and number: `1989-Q3`, `2024-H1`.
#[derive(Debug, Clone, Copy)]
struct Quarter(i16, char, i8);

impl Quarter {
    fn value(self) -> String {
        format!("{:04}-{}{}", self.0, self.1, self.2)
    }
}

/// A point with its size.
struct Point {
    value: String,
    /// Its first day, if it has one.
    first: Option<Date>,
    /// True if it is told to the day.
    is_day: bool,
    anchor: Option<Anchor>,
}

impl Point {
    fn day(date: Date, anchor: Option<Anchor>) -> Self {
        Self { value: day::written(date), first: Some(date), is_day: true, anchor }
    }

    fn of(date: Date, unit: Unit, anchor: Option<Anchor>) -> Self {
        let value = calendar::around(date, unit);
        Self { value, first: Some(date), is_day: unit <= Unit::Day, anchor }
    }

    fn vague(value: String) -> Self {
        Self { value, first: None, is_day: false, anchor: None }
    }
}

impl Context {
    pub(super) fn new(published: Option<Date>) -> Self {
        Self { published, ..Self::default() }
    }

    /// Reads the tokens `from..to`, found as `kind`; they become timex number `id`.
    pub(super) fn resolve(
        &mut self,
        r: &Reader,
        (from, to): (usize, usize),
        kind: TimexKind,
        id: u32,
    ) -> Value {
        let slots = Slots::read(r, from, to);
        match kind {
            TimexKind::Duration => (length(&slots), None),
            TimexKind::Set => (recurrence(&slots), None),
            TimexKind::Date | TimexKind::Time => {
                let tense = if slots.toward.is_some() {
                    Tense::Unknown
                } else {
                    tense::around(r, from, to)
                };
                let is_time = kind == TimexKind::Time;
                let point = self.point(&slots, tense, is_time);
                let Some(point) = point else { return (None, None) };
                // An hour of the day that was spoken of is no second route to that day.
                let own = match point.anchor {
                    Some(base @ Anchor::Timex(_)) if is_time => base,
                    _ => Anchor::Timex(id),
                };
                if let Some(first) = point.first {
                    self.spoken = Some((first, own));
                    if point.is_day {
                        self.day = Some((first, own));
                    }
                }
                let value = if is_time { point.value + &time_of_day(&slots) } else { point.value };
                (Some(value), point.anchor)
            }
        }
    }

    /// The day, month, quarter or year that is meant.
    fn point(&mut self, slots: &Slots, tense: Tense, is_time: bool) -> Option<Point> {
        if let Some(reference) = slots.reference {
            return Some(Point::vague(reference.into()));
        }
        if let Some((letter, number)) = slots.quarter {
            return self.quarter(slots, letter, number, tense);
        }
        if let Some(month) = slots.month {
            return self.month(slots, month, tense);
        }
        if let Some(feast) = slots.feast {
            return self.feast(slots, feast, tense);
        }
        if let Some(season) = slots.season {
            return self.season(slots, season, tense);
        }
        if let Some(weekday) = slots.weekday {
            return self.weekday(slots, weekday, tense);
        }
        if let Some(days) = slots.deictic {
            let date = calendar::add(self.published?, days, Unit::Day)?;
            return Some(Point::day(date, Some(Anchor::Published)));
        }
        if let Some(century) = slots.century {
            return Some(Point::vague(format!("{:02}", century.saturating_sub(1))));
        }
        if let Some(number) = slots.quarter_of_year()
            && let Some((Quarter(_, letter, last), anchor)) = self.quarter
        {
            // `the 1988 quarter` beside `the third quarter` is its third quarter.
            let value = Quarter(number, letter, last).value();
            return Some(Point { anchor: Some(anchor), ..Point::vague(value) });
        }
        if let Some(decade) = slots.decade {
            return Some(Point::vague(format!("{:03}", decade / 10)));
        }
        if let Some(year) = slots.year {
            let to = slots.to_year.map(|to| format!("/{to:04}")).unwrap_or_default();
            let first = Date::new(year, 1, 1).ok();
            let value = calendar::year(year) + &to;
            return Some(Point { first, ..Point::vague(value) });
        }
        if slots.year_before
            && let Some(point) = self.quarter_before()
        {
            return Some(point);
        }
        if let Some(way) = slots.way {
            return self.shifted(slots, way);
        }
        if let Some(unit) = slots.unit {
            return self.unit(slots, unit);
        }
        if is_time {
            return self.bare_time(slots);
        }
        None
    }

    fn published(&self) -> Option<(Date, Anchor)> {
        self.published.map(|date| (date, Anchor::Published))
    }

    /// `6 May`, `May 2024`, `last May`.
    fn month(&self, slots: &Slots, month: i8, tense: Tense) -> Option<Point> {
        if let Some(day) = slots.day {
            if let Some(year) = slots.year {
                return Date::new(year, month, day).ok().map(|date| Point::day(date, None));
            }
            let Some((now, anchor)) = self.published() else {
                return Some(Point::vague(format!("XXXX-{month:02}-{day:02}")));
            };
            let nearest = calendar::nearest(now, month, day)?;
            let ahead = day::between(now, nearest);
            let offset = match tense {
                Tense::Past | Tense::Unknown if ahead > NEAR || (slots.ended && ahead > 0) => -1,
                Tense::Future if ahead < -NEAR => 1,
                _ => 0,
            };
            let date = calendar::same_day(nearest, offset)?;
            return Some(Point::day(date, Some(anchor)));
        }
        if let Some(year) = slots.year {
            let first = Date::new(year, month, 1).ok();
            return Some(Point { first, ..Point::vague(calendar::month(year, month)) });
        }
        let Some((now, anchor)) = self.published() else {
            return Some(Point::vague(format!("XXXX-{month:02}")));
        };
        // `July last year`.
        if slots.unit == Some(Unit::Year) {
            let (year, anchor) = self.year_of(slots)?;
            let first = Date::new(year, month, 1).ok();
            return Some(Point { first, anchor, ..Point::vague(calendar::month(year, month)) });
        }
        let ahead = i32::from(month) - i32::from(now.month());
        let tense = if slots.until { Tense::Future } else { tense };
        let offset = match (slots.toward, tense) {
            (Some(Toward::Last), _) if ahead >= 0 => -1,
            (Some(Toward::Next), _) if ahead <= 0 => 1,
            (None, Tense::Past) if ahead > 0 => -1,
            (None, Tense::Future) if ahead < 0 => 1,
            (None, Tense::Unknown) if ahead > MONTHS_AHEAD => -1,
            _ => 0,
        };
        let first = Date::new(now.year() + offset, month, 1).ok()?;
        Some(Point { is_day: false, ..Point::of(first, Unit::Month, Some(anchor)) })
    }

    /// `Christmas Day`, `last Easter`: by its verb the last or the next.
    fn feast(&self, slots: &Slots, feast: Feast, tense: Tense) -> Option<Point> {
        if let Some(year) = slots.year {
            return feast.in_year(year).map(|date| Point::day(date, None));
        }
        let (now, anchor) = self.published()?;
        let dated = |year| feast.in_year(year).map(|date| Point::day(date, Some(anchor)));
        let ahead = match (slots.toward, tense) {
            (Some(Toward::Next), _) | (None, Tense::Future) => true,
            (Some(Toward::This), _) => return dated(now.year()),
            _ => false,
        };
        let this = feast.in_year(now.year())?;
        let offset = if ahead { i16::from(this < now) } else { -i16::from(this > now) };
        dated(now.year() + offset)
    }

    /// `last summer` is the last that had begun, `next winter` the next; a bare one by its verb.
    fn season(&self, slots: &Slots, season: &str, tense: Tense) -> Option<Point> {
        let value = |year: i16| Point::vague(format!("{year:04}-{season}"));
        if let Some(year) = slots.year {
            return Some(value(year));
        }
        let (now, anchor) = self.published()?;
        let year = match (slots.toward, tense) {
            (Some(Toward::Last), _) | (None, Tense::Past) => {
                calendar::season_year(now, season, true)
            }
            (Some(Toward::Next), _) => calendar::season_year(now, season, false),
            _ => now.year(),
        };
        Some(Point { anchor: Some(anchor), ..value(year) })
    }

    /// `Friday`, `last Tuesday`, `until Tuesday`; `the previous Friday` is that before the day spoken of.
    fn weekday(&self, slots: &Slots, weekday: i8, tense: Tense) -> Option<Point> {
        if slots.toward == Some(Toward::Last)
            && slots.anaphoric
            && let Some((day, anchor)) = self.day
        {
            let date = calendar::weekday_before(day.yesterday().ok()?, weekday)?;
            return Some(Point::day(date, Some(anchor)));
        }
        let (now, anchor) = self.published()?;
        let tense = if slots.until && tense != Tense::Past { Tense::Future } else { tense };
        let date = match (slots.toward, tense) {
            (Some(Toward::Last), _) => calendar::weekday_before(now.yesterday().ok()?, weekday),
            (Some(Toward::Next), _) => calendar::weekday_after(now.tomorrow().ok()?, weekday),
            (Some(Toward::This), _) | (None, Tense::Future) => {
                calendar::weekday_after(now, weekday)
            }
            _ => calendar::weekday_before(now, weekday),
        }?;
        Some(Point::day(date, Some(anchor)))
    }

    /// `the third quarter`, `Q3 2024`, `the second half`.
    fn quarter(&mut self, slots: &Slots, letter: char, number: i8, tense: Tense) -> Option<Point> {
        let months = if letter == 'H' { 6 } else { 3 };
        let first_month = (number - 1) * months + 1;
        let (year, anchor) = if slots.year.is_some() || slots.toward.is_some() {
            self.year_of(slots)?
        } else {
            let (now, anchor) = self.published()?;
            let begun = first_month <= now.month();
            let past = !begun && tense != Tense::Future;
            (now.year() - i16::from(past), Some(anchor))
        };
        let quarter = Quarter(year, letter, number);
        let first = Date::new(year, first_month, 1).ok();
        self.quarter = Some((quarter, anchor.unwrap_or(Anchor::Published)));
        Some(Point { value: quarter.value(), first, is_day: false, anchor })
    }

    /// The year that is told, or that `last`, `this` and `next` lead to.
    fn year_of(&self, slots: &Slots) -> Option<(i16, Option<Anchor>)> {
        if let Some(year) = slots.year {
            return Some((year, None));
        }
        let (now, anchor) = self.published()?;
        let offset = match slots.toward {
            Some(Toward::Last) => -1,
            Some(Toward::Next) => 1,
            _ => 0,
        };
        Some((now.year() + offset, Some(anchor)))
    }

    /// `two years ago`, `a week later`.
    fn shifted(&self, slots: &Slots, way: Way) -> Option<Point> {
        let unit = slots.unit?;
        // `year-earlier`.
        let one = (!slots.plural).then_some(Count::Number(1.0));
        let Some(Count::Number(count)) = slots.count.or(one) else {
            let later = way == Way::Later;
            return Some(Point::vague(if later { "FUTURE_REF" } else { "PAST_REF" }.into()));
        };
        let whole = count as i32;
        // What a year ago was compared with is mostly the quarter that was spoken of.
        if unit == Unit::Year
            && whole == 1
            && way != Way::Later
            && let Some((Quarter(year, letter, number), anchor)) = self.quarter
        {
            let value = Quarter(year - 1, letter, number).value();
            return Some(Point { anchor: Some(anchor), ..Point::vague(value) });
        }
        let (from, anchor) = match way {
            Way::Ago => self.published()?,
            Way::Earlier | Way::Later => self.day.or(self.spoken).or(self.published())?,
        };
        let date = calendar::add(from, if way == Way::Later { whole } else { -whole }, unit)?;
        let size = match unit {
            Unit::Decade | Unit::Century | Unit::Millennium => Unit::Year,
            unit => unit,
        };
        Some(Point::of(date, size, Some(anchor)))
    }

    /// `the year-ago quarter`: that of a year before the one that was spoken of, or before the last that has
    /// ended.
    fn quarter_before(&self) -> Option<Point> {
        let (value, anchor) = if let Some((Quarter(year, letter, number), anchor)) = self.quarter {
            (Quarter(year - 1, letter, number).value(), anchor)
        } else {
            let (now, anchor) = self.published()?;
            let last = calendar::add(calendar::add(now, -1, Unit::Quarter)?, -1, Unit::Year)?;
            (calendar::around(last, Unit::Quarter), anchor)
        };
        Some(Point { anchor: Some(anchor), ..Point::vague(value) })
    }

    /// `last week`, `this month`, `the quarter`, `that day`.
    fn unit(&self, slots: &Slots, unit: Unit) -> Option<Point> {
        if let Some(end) = slots.year_end {
            let (now, anchor) = self.published()?;
            let date = Date::new(now.year() - i16::from(end == YearEnd::Last), 12, 31).ok()?;
            return Some(Point::day(date, Some(anchor)));
        }
        // `recent years`, `the coming weeks`.
        if slots.plural && slots.count.is_none() {
            match slots.toward {
                Some(Toward::Last) => return Some(Point::vague("PAST_REF".into())),
                Some(Toward::Next) => return Some(Point::vague("FUTURE_REF".into())),
                _ => {}
            }
        }
        // `that day` is the last day that was told, `that year` the year of the last date of any size.
        let last = if unit <= Unit::Day { self.day.or(self.spoken) } else { self.spoken };
        let spoken = slots.anaphoric.then_some(last).flatten();
        let (from, anchor) = spoken.or(self.published())?;
        if unit == Unit::Quarter
            && slots.toward.is_none()
            && !slots.latest
            && let Some((quarter, anchor)) = self.quarter
        {
            return Some(Point { anchor: Some(anchor), ..Point::vague(quarter.value()) });
        }
        let offset = match slots.toward {
            Some(Toward::Last) => -1,
            Some(Toward::Next) => 1,
            // The quarter of which news speaks is the last that has ended.
            None if unit == Unit::Quarter => -1,
            _ => 0,
        };
        // On a Monday, `the weekend` is the one before.
        let behind = unit == Unit::Weekend
            && slots.toward.is_none()
            && from.weekday().to_monday_one_offset() < 4;
        let date = calendar::add(from, if behind { -1 } else { offset }, unit)?;
        Some(Point::of(date, unit, Some(anchor)))
    }

    /// `10:30`, `in the morning`, `this morning`, `overnight`: of the day that was spoken of, or of publication;
    /// `the next morning` is that of the day after.
    fn bare_time(&self, slots: &Slots) -> Option<Point> {
        let next = slots.toward == Some(Toward::Next);
        let told = slots.clock.is_some() || slots.whole_part;
        let spoken = self.day.filter(|_| next || (slots.toward.is_none() && told));
        let (mut date, anchor) = spoken.or(self.published())?;
        if next {
            date = date.tomorrow().ok()?;
        } else if slots.toward == Some(Toward::Last) {
            date = date.yesterday().ok()?;
        }
        Some(Point::day(date, Some(anchor)))
    }
}

/// `T15:14`, `TNI`, or nothing.
fn time_of_day(slots: &Slots) -> String {
    let zone = if slots.utc { "Z" } else { "" };
    match (slots.clock, slots.part) {
        (Some((hour, Some(minute))), _) => format!("T{hour:02}:{minute:02}{zone}"),
        (Some((hour, None)), _) => format!("T{hour:02}{zone}"),
        (None, Some(part)) => format!("T{part}"),
        (None, None) => String::new(),
    }
}

/// `P2W`, `PT5H`, `PXY`.
fn length(slots: &Slots) -> Option<String> {
    let unit = slots.unit?;
    let number = match slots.count {
        Some(Count::Number(number)) => Some(number),
        Some(Count::Vague) => None,
        None if slots.plural => None,
        None => Some(1.0),
    };
    let (factor, letter, is_time) = match unit {
        Unit::Second => (1.0, 'S', true),
        Unit::Minute => (1.0, 'M', true),
        Unit::Hour => (1.0, 'H', true),
        Unit::Day => (1.0, 'D', false),
        Unit::Weekend => (2.0, 'D', false),
        Unit::Week => (1.0, 'W', false),
        Unit::Fortnight => (2.0, 'W', false),
        Unit::Month => (1.0, 'M', false),
        Unit::Quarter => (1.0, 'Q', false),
        Unit::Year => (1.0, 'Y', false),
        Unit::Decade => (10.0, 'Y', false),
        Unit::Century => (100.0, 'Y', false),
        Unit::Millennium => (1000.0, 'Y', false),
    };
    let t = if is_time { "T" } else { "" };
    let Some(number) = number.map(|n| n * factor) else { return Some(format!("P{t}X{letter}")) };
    if (number.fract() - 0.5).abs() < f64::EPSILON {
        let whole = number as u32;
        return Some(match unit {
            Unit::Hour if whole == 0 => "PT30M".into(),
            Unit::Hour => format!("PT{whole}H30M"),
            Unit::Minute => format!("PT{whole}M30S"),
            Unit::Year if whole == 0 => "P6M".into(),
            Unit::Year => format!("P{whole}Y6M"),
            _ => format!("P{t}{number}{letter}"),
        });
    }
    Some(format!("P{t}{number}{letter}"))
}

/// `XXXX-WXX-2`, `P1D`, `XXXX-07`.
fn recurrence(slots: &Slots) -> Option<String> {
    if let Some(recurring) = slots.recurring {
        return Some(recurring.into());
    }
    let part = slots.part.map(|part| format!("T{part}")).unwrap_or_default();
    if let Some(weekday) = slots.weekday {
        return Some(format!("XXXX-WXX-{weekday}{part}"));
    }
    if let Some(month) = slots.month {
        return Some(format!("XXXX-{month:02}"));
    }
    if let Some(season) = slots.season {
        return Some(format!("XXXX-{season}"));
    }
    if slots.unit.is_none() {
        return slots.part.map(|part| format!("XXXX-XX-XXT{part}"));
    }
    let count = slots.count.or(Some(Count::Number(1.0)));
    length(&Slots { count, ..slots.clone() })
}

#[cfg(test)]
mod tests {
    use crate::{Anchor, Model, Options, analyze};

    /// Written on Sunday, 14 December 2025. `expected`: the values, parted by blanks; `-` for none.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let options =
            Options { published: Some(jiff::civil::date(2025, 12, 14)), ..Options::default() };
        let analysis = analyze(text, Model::shared(), &options);
        let found: Vec<&str> =
            analysis.timexes.iter().map(|t| t.value.as_deref().unwrap_or("-")).collect();
        assert_eq!(expected, found.join(" "), "{text}");
    }

    #[test]
    fn news_looks_back() {
        check("The attack happened on Saturday.", "2025-12-13");
        check("Two soldiers were killed on Sunday.", "2025-12-14");
        check("The court will rule on Friday.", "2025-12-19");
        check("It fell last Friday.", "2025-12-12");
    }

    #[test]
    fn a_day_without_its_year_is_the_nearest() {
        check("He was shot on Jan. 3.", "2026-01-03");
        check("He was shot on Nov. 30.", "2025-11-30");
        check("He was shot in August.", "2025-08");
        check("He was born on 6 May 1990.", "1990-05-06");
    }

    #[test]
    fn what_leans_on_the_day_of_writing() {
        check(
            "It came yesterday, last week, this month and last year.",
            "2025-12-13 2025-W49 2025-12 2024",
        );
        check("Two years ago, three weeks ago, ten days ago.", "2023 2025-W47 2025-12-04");
        check("It ends now.", "PRESENT_REF");
    }

    #[test]
    fn what_leans_on_another_date() {
        let text = "The ship sank on 3 May 2024. Two days later it was found.";
        check(text, "2024-05-03 2024-05-05");
        let analysis = analyze(text, Model::shared(), &Options::default());
        let anchors: Vec<Option<Anchor>> = analysis.timexes.iter().map(|t| t.anchor).collect();
        assert_eq!(vec![None, Some(Anchor::Timex(0))], anchors);
    }

    #[test]
    fn lengths_recurrences_and_times() {
        check("It took two weeks, several days and 36 hours.", "P2W PXD PT36H");
        check("They meet every Tuesday and annually.", "XXXX-WXX-2 P1Y");
        check("It began at 3:14 PM on Friday.", "2025-12-12T15:14");
        check("Shots rang out on Saturday night.", "2025-12-13TNI");
    }

    #[test]
    fn quarters_decades_and_years() {
        check("In the third quarter of 2024, in the 1990s, in 1998.", "2024-Q3 199 1998");
        check("The 2025/26 budget.", "2025/2026");
    }

    #[test]
    fn without_a_day_of_publication_nothing_is_guessed() {
        let text = "It happened on Saturday, three years ago.";
        let analysis = analyze(text, Model::shared(), &Options::default());
        assert!(analysis.timexes.iter().all(|t| t.value.is_none() && t.anchor.is_none()));
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        check("It was 99999999 years ago and 9999999999999 days later.", "- -");
    }
}
