//! What the words of a time expression say, one slot each.

use super::day::{decade, decade_in_words, double_year, is_year, year_in_words};
use super::feast::Feast;
use crate::lexicon::{
    CALENDAR_MODIFIER, CALENDAR_MONTH, CALENDAR_PART, CALENDAR_SEASON, CALENDAR_UNIT,
    CALENDAR_WEEKDAY, NUMBERS_VAGUE,
};
use crate::reader::Reader;
use crate::{TokenKind, numeral};

/// The first three letters of the weekdays, Monday first, as ISO 8601 counts them.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The first three letters of the months.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first hour that `at night` puts before midnight.
const NIGHT: u32 = 6;

/// A unit of the calendar or the clock, the smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Where from a point of reference a date lies, by its modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    Last,
    This,
    Next,
}

/// How a length becomes a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// `ago`: from the day of writing.
    Ago,
    /// `earlier`, `before`: from the date that was spoken of.
    Earlier,
    /// `later`, `after`.
    Later,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Count {
    Number(f64),
    /// `several`, `some`, or a bare plural.
    Vague,
}

/// Which year it is whose last day is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearEnd {
    Last,
    This,
}

/// The slots; what the words do not say is empty.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    pub(super) year: Option<i16>,
    /// The second year of `2025/26`.
    pub(super) to_year: Option<i16>,
    pub(super) decade: Option<i16>,
    /// 20 is the 20th century.
    pub(super) century: Option<u32>,
    /// 1–12.
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// 1 is Monday.
    pub(super) weekday: Option<i8>,
    /// `Q1`–`Q4`, `H1`, `H2`.
    pub(super) quarter: Option<(char, i8)>,
    /// TIMEX3 code: `SP`, `SU`, `FA`, `WI`.
    pub(super) season: Option<&'static str>,
    /// A feast that is one day.
    pub(super) feast: Option<Feast>,
    /// True behind `by` and `until`: it is to come.
    pub(super) until: bool,
    /// True behind `ended`: it is past.
    pub(super) ended: bool,
    /// `by year-end`: the last day of the year; behind `since` of the one before.
    pub(super) year_end: Option<YearEnd>,
    /// `latest`: the last that has ended.
    pub(super) latest: bool,
    /// True for `year-ago` before a quarter.
    pub(super) year_before: bool,
    /// TIMEX3 code of a part of the day: `MO`, `MI`, `AF`, `EV`, `NI`.
    pub(super) part: Option<&'static str>,
    /// Hour and, if it is told, minute.
    pub(super) clock: Option<(u32, Option<u32>)>,
    pub(super) utc: bool,
    pub(super) unit: Option<Unit>,
    pub(super) plural: bool,
    pub(super) count: Option<Count>,
    pub(super) ordinal: Option<u32>,
    pub(super) toward: Option<Toward>,
    pub(super) way: Option<Way>,
    /// Days from the day of writing: `yesterday` is -1.
    pub(super) deictic: Option<i32>,
    /// TIMEX3 code of a vague time: `PRESENT_REF`.
    pub(super) reference: Option<&'static str>,
    /// `that`, `the same`, `the following`: from the date that was spoken of.
    pub(super) anaphoric: bool,
    /// True for `the morning`, which is that of the day spoken of.
    pub(super) whole_part: bool,
    /// The recurrence of one word: `daily`, `annually`.
    pub(super) recurring: Option<&'static str>,
}

impl Slots {
    /// Reads the tokens `from..to`.
    pub(super) fn read(r: &Reader, from: usize, to: usize) -> Self {
        let before = |words: &[&str]| from.checked_sub(1).is_some_and(|i| r.is(i, words));
        let mut slots = Self {
            // `sales this year through August` are told, and August is over.
            until: before(&["by", "until", "till", "through"])
                && !from
                    .checked_sub(3)
                    .is_some_and(|at| r.is(at, &["this"]) && r.is(at + 1, &["year"])),
            ended: before(&["ended"]),
            whole_part: r.is(from, &["the"]),
            ..Self::default()
        };
        let mut at = from;
        while at < to {
            at = slots.take(r, at, to).max(at + 1);
        }
        // `a week before.`: the word stands behind the expression.
        if slots.unit.is_some() && slots.toward.is_none() && r.is(to, &["before"]) {
            slots.way = slots.way.or(Some(Way::Earlier));
        }
        slots.hour_of_part();
        if to > from && slots.unit == Some(Unit::Year) && r.is(to - 1, &["end"]) {
            let since = before(&["since", "from"]).then_some(YearEnd::Last);
            let by = before(&["by", "at", "before", "until", "till"]).then_some(YearEnd::This);
            slots.year_end = since.or(by);
        }
        if to == from + 2 && r.is(from + 1, &["past"]) {
            slots.reference = Some("PAST_REF");
        }
        slots
    }

    /// `4 in the morning` is an hour.
    fn hour_of_part(&mut self) {
        if let (None, None, Some(Count::Number(hour)), Some(part)) =
            (self.clock, self.unit, self.count, self.part)
        {
            let hour = hour as u32;
            let late = matches!(part, "AF" | "EV") || (part == "NI" && hour >= NIGHT);
            self.clock = Some((if late { hour % 12 + 12 } else { hour }, Some(0)));
        }
    }

    /// The year of `the 1988 quarter`: a quarter told by its year alone.
    pub(super) fn quarter_of_year(&self) -> Option<i16> {
        self.year.filter(|_| self.unit == Some(Unit::Quarter))
    }

    /// Reads what stands at `at`; one past it.
    fn take(&mut self, r: &Reader, at: usize, to: usize) -> usize {
        if r.kind(at) == Some(TokenKind::Number)
            && let Some(end) = self.take_figures(r, at)
        {
            return end;
        }
        if self.year.is_none()
            && let Some((year, end)) = year_in_words(r, at)
        {
            self.year = Some(year);
            return end;
        }
        if let Some(ordinal) = numeral::ordinal(r.word(at)) {
            // `the second` of a clock is told by its number.
            self.ordinal = Some(ordinal);
        } else if let Some(end) = self.take_count(r, at, to) {
            return end;
        }
        self.decade = self.decade.or_else(|| decade_in_words(r, at));
        self.take_name(r, at);
        self.take_word(&r.word(at).to_ascii_lowercase());
        at + 1
    }

    fn take_figures(&mut self, r: &Reader, at: usize) -> Option<usize> {
        let word = r.word(at);
        if is_year(r, at) && self.year.is_none() {
            let iso = r.word(at + 1) == "-" && r.word(at + 3) == "-";
            let number = |at: usize| r.digits(at).and_then(|d| d.parse().ok());
            self.year = word.parse().ok();
            if iso && let (Some(month), Some(day)) = (number(at + 2), number(at + 4)) {
                (self.month, self.day) = (Some(month), Some(day));
                return Some(at + 5);
            }
            return Some(at + 1);
        }
        if decade(word) {
            self.decade = word.get(..4).and_then(|year| year.parse().ok());
            return Some(at + 1);
        }
        if double_year(word) {
            let (first, _) = word.split_once('/')?;
            self.year = first.parse().ok();
            self.to_year = self.year.map(|year| year + 1);
            return Some(at + 1);
        }
        if let Some(date) = slashed(word) {
            (self.year, self.month, self.day) = date;
            return Some(at + 1);
        }
        if let Some((clock, end)) = clock(r, at) {
            self.clock = Some(clock);
            return Some(end);
        }
        let near = |at: Option<usize>| at.is_some_and(|at| r.in_list(at, CALENDAR_MONTH));
        let behind = at + 1 + usize::from(r.is(at + 1, &["of"]));
        if self.day.is_none() && (near(at.checked_sub(1)) || near(Some(behind))) {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            self.day = digits.parse().ok().filter(|day| (1..=31).contains(day));
            return self.day.map(|_| at + 1);
        }
        None
    }

    /// An amount, up to where it ends.
    fn take_count(&mut self, r: &Reader, at: usize, to: usize) -> Option<usize> {
        if r.in_list(at, NUMBERS_VAGUE) {
            self.count = Some(Count::Vague);
            return Some(at + 1);
        }
        // `the second half`, `the last half`.
        if r.is(at, &["half"]) && (self.ordinal.is_some() || self.toward == Some(Toward::Last)) {
            return None;
        }
        let article = r.is(at, &["a", "an"]);
        if article && (r.in_list(at + 1, NUMBERS_VAGUE) || self.count.is_some()) {
            return Some(at + 1);
        }
        let value = |end: usize| numeral::value((at..end).map(|i| r.word(i)));
        let mut end = at;
        while end < to && value(end + 1).is_some() {
            end += 1;
        }
        let number = value(end)?;
        // `a year and a half`.
        let known = match self.count {
            Some(Count::Number(known)) if number < 1.0 => known,
            _ => 0.0,
        };
        self.count = Some(Count::Number(known + number));
        Some(end)
    }

    /// Weekdays, months, seasons, parts of the day, units.
    fn take_name(&mut self, r: &Reader, at: usize) {
        let word = r.word(at).to_ascii_lowercase();
        let begins = |list: &[&str]| {
            list.iter().position(|name| word.starts_with(name)).map(|at| at as i8 + 1)
        };
        if r.in_list(at, CALENDAR_WEEKDAY) && r.capital(at) {
            self.weekday = begins(&WEEKDAYS);
        } else if r.in_list(at, CALENDAR_MONTH) && r.capital(at) {
            self.month = begins(&MONTHS);
            if self.day.is_none()
                && let Some(ordinal) = self.ordinal.take()
            {
                self.day = i8::try_from(ordinal).ok();
            }
        } else if r.in_list(at, CALENDAR_SEASON) || (word == "new" && r.is(at + 1, &["year"])) {
            self.season = season(&word);
            self.feast = Feast::read(r, at).or(self.feast);
        } else if r.in_list(at, CALENDAR_PART) {
            self.part = part(&word);
        }
        if r.in_list(at, CALENDAR_UNIT) {
            self.year_before |=
                self.unit == Some(Unit::Year) && word == "quarter" && self.way.is_some();
            self.unit = unit(&word);
            self.plural = word.ends_with('s');
        } else if r.in_list(at, CALENDAR_MODIFIER) {
            self.toward = match &*word {
                // `this past spring`, `this coming week`.
                "past" | "coming" if self.toward == Some(Toward::This) => self.toward,
                "last" | "past" | "previous" | "preceding" | "recent" => Some(Toward::Last),
                "this" | "current" => Some(Toward::This),
                "next" | "coming" | "upcoming" | "following" => Some(Toward::Next),
                _ => self.toward,
            };
            self.latest |= word == "latest";
            self.anaphoric |= matches!(&*word, "same" | "following" | "preceding" | "previous");
        }
    }

    /// Words of their own meaning.
    fn take_word(&mut self, word: &str) {
        match word {
            "yesterday" => self.deictic = Some(-1),
            "today" => self.deictic = Some(0),
            "tomorrow" => self.deictic = Some(1),
            "tonight" => (self.deictic, self.part) = (Some(0), Some("NI")),
            "overnight" => self.part = Some("NI"),
            "noon" | "midday" => self.clock = Some((12, Some(0))),
            "midnight" => self.clock = Some((24, None)),
            "now" | "currently" | "nowadays" | "presently" => self.reference = Some("PRESENT_REF"),
            "recently" | "previously" => self.reference = Some("PAST_REF"),
            "soon" | "future" => self.reference = Some("FUTURE_REF"),
            "ago" => self.way = Some(Way::Ago),
            "earlier" | "before" if self.unit.is_some() => self.way = Some(Way::Earlier),
            "later" | "after" | "afterwards" | "hence" if self.unit.is_some() => {
                self.way = Some(Way::Later);
            }
            // `every other day` is every second one.
            "other" => self.count = Some(Count::Number(2.0)),
            "that" => self.anaphoric = true,
            "utc" | "gmt" => self.utc = true,
            "half" if self.year.is_none() && self.toward == Some(Toward::Last) => {
                self.quarter = Some(('H', 2));
            }
            "half" if self.ordinal.is_some() => self.quarter = self.ordinal.map(|n| ('H', n as i8)),
            "period" if self.latest => self.unit = Some(Unit::Quarter),
            "century" => self.century = self.ordinal.take(),
            "quarter" => {
                if let Some(ordinal) = self.ordinal.take() {
                    self.quarter = Some(('Q', ordinal.min(4) as i8));
                } else if let Some(month) = self.month.take() {
                    self.quarter = Some(('Q', (month + 2) / 3));
                }
            }
            "q1" | "q2" | "q3" | "q4" | "h1" | "h2" => {
                let number = word.get(1..).and_then(|digit| digit.parse().ok());
                let letter = if word.starts_with('h') { 'H' } else { 'Q' };
                self.quarter = number.map(|number| (letter, number));
            }
            "daily" | "nightly" => self.recurring = Some("P1D"),
            "hourly" => self.recurring = Some("PT1H"),
            "weekly" => self.recurring = Some("P1W"),
            "biweekly" | "fortnightly" => self.recurring = Some("P2W"),
            "monthly" => self.recurring = Some("P1M"),
            "quarterly" => self.recurring = Some("P1Q"),
            "annually" | "yearly" => self.recurring = Some("P1Y"),
            "biennially" => self.recurring = Some("P2Y"),
            _ => {}
        }
    }
}

/// Year, month and day of `14/10/2025`, `06.05.2024`, `2024/5/6`; the day first unless it cannot be.
fn slashed(word: &str) -> Option<(Option<i16>, Option<i8>, Option<i8>)> {
    let sign = word.chars().find(|c| "/.-".contains(*c))?;
    let parts: Vec<i16> = word.split(sign).map(str::parse).collect::<Result<_, _>>().ok()?;
    let date = |year: i16, a: i16, b: i16| {
        let (day, month) = if b > 12 { (b, a) } else { (a, b) };
        Some((Some(year), i8::try_from(month).ok(), i8::try_from(day).ok()))
    };
    match *parts {
        [year, month, day] if year > 31 => date(year, day, month),
        [a, b, year] if year > 31 => date(year, a, b),
        _ => None,
    }
}

/// Hour and minute of `3:14 PM`, `10 p.m.`, `3pm`, `18:00`; and one past them.
fn clock(r: &Reader, at: usize) -> Option<((u32, Option<u32>), usize)> {
    let word = r.word(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let glued = word.get(digits.len()..).unwrap_or("");
    let behind = if glued.is_empty() { r.word(at + 1) } else { glued };
    let half = behind.to_ascii_lowercase().replace('.', "");
    let halved = matches!(&*half, "am" | "pm");
    let mut parts = digits.split([':', '.']);
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute: Option<u32> = parts.next().and_then(|m| m.parse().ok());
    if hour > 24 || minute.is_some_and(|m| m > 59) || !(halved || digits.contains(':')) {
        return None;
    }
    let hour = match &*half {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    let end = at + 1 + usize::from(halved && glued.is_empty());
    Some(((hour, Some(minute.unwrap_or(0))), end))
}

fn unit(word: &str) -> Option<Unit> {
    const UNITS: [(&str, Unit); 17] = [
        ("sec", Unit::Second),
        ("min", Unit::Minute),
        ("hour", Unit::Hour),
        ("hr", Unit::Hour),
        ("day", Unit::Day),
        ("night", Unit::Day),
        ("weekend", Unit::Weekend),
        ("week", Unit::Week),
        ("fortnight", Unit::Fortnight),
        ("month", Unit::Month),
        ("quarter", Unit::Quarter),
        ("year", Unit::Year),
        ("yr", Unit::Year),
        ("decade", Unit::Decade),
        ("centur", Unit::Century),
        ("millenni", Unit::Millennium),
        ("semester", Unit::Quarter),
    ];
    UNITS.iter().find(|(begin, _)| word.starts_with(begin)).map(|(_, unit)| *unit)
}

fn season(word: &str) -> Option<&'static str> {
    const SEASONS: [(&str, &str); 5] =
        [("spring", "SP"), ("summer", "SU"), ("autumn", "FA"), ("fall", "FA"), ("winter", "WI")];
    SEASONS.iter().find(|(begin, _)| word.starts_with(begin)).map(|(_, code)| *code)
}

fn part(word: &str) -> Option<&'static str> {
    const PARTS: [(&str, &str); 10] = [
        ("morning", "MO"),
        ("midmorning", "MO"),
        ("dawn", "MO"),
        ("sunrise", "MO"),
        ("daybreak", "MO"),
        ("lunchtime", "MI"),
        ("afternoon", "AF"),
        ("evening", "EV"),
        ("dusk", "EV"),
        ("sunset", "EV"),
    ];
    let night = ["night", "midnight"].iter().any(|n| word.starts_with(n));
    let known = PARTS.iter().find(|(begin, _)| word.starts_with(begin)).map(|(_, code)| *code);
    known.or(night.then_some("NI"))
}
