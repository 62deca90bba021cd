//! Time expressions.
//!
//! In: tokens. Out: timexes in text order; they do not overlap. The longest reading at a place wins; of
//! equals, the first in this list:
//!
//! 1. `timex/day` — `Monday, May 6, 2024`, `6 May`, `the 14th of October`, `2024-05-06`, `14/10/2025`
//! 2. `timex/month` — `October 2023`, `last November`; `May` and `March` only where they cannot be a verb
//! 3. `timex/year` — `in 1998`, `2025/26`, `fiscal 1989`, `the early 1990s`
//! 4. `timex/quarter` — `the third quarter of 2024`, `Q3`, `the September quarter`
//! 5. `timex/weekday` — `Friday`, `last Tuesday`; not the forename in `Sunday Adeyemi`
//! 6. `timex/clock` — `3:14 PM ET`, `10 p.m. Wednesday`, `noon`, `Friday night`, `overnight`
//! 7. `timex/deictic` — `yesterday`, `tonight`, `now`
//! 8. `timex/relative` — `last week`, `earlier this month`, `two years ago`, `a week earlier`
//! 9. `timex/season` — `this summer`, `the winter of 1941`
//! 10. `timex/length` — `two weeks`, `a six-month`, `the past 20 years`
//! 11. `timex/edge` — `the end of 1990`, `the beginning of October`
//! 12. `timex/recurring` — `every Tuesday`, `each year`, `annually`
//!
//! Each gets its value on the calendar (`timex/value.rs`), counted from the day of publication where it leans
//! on the day of writing: the day that the caller gives, or that the article states, never that of the clock.
//!
//! Does not: read ages (`the 34-year-old`).

mod calendar;
mod clock;
mod day;
mod feast;
mod length;
mod period;
mod slots;
mod tense;
mod value;

use crate::lexicon::{self, Lists};
use crate::reader::{OneOf, Reader, Words};
use crate::{Timex, TimexKind, TokenKind, Why};
use jiff::civil::Date;

/// Finds time expressions and their values; `published` is what relative ones are counted from.
pub(crate) fn find(words: &Words, published: Option<Date>) -> Vec<Timex> {
    let mut found: Vec<Timex> = Vec::new();
    let mut context = value::Context::new(published);
    for sentence in words.sentences() {
        let mut at = 0;
        while at < sentence.len() {
            let reading = if opens(&sentence, at) { longest(&sentence, at) } else { None };
            let Some(reading) = reading else {
                at += 1;
                continue;
            };
            let id = found.len() as u32;
            let (value, anchor) = context.resolve(&sentence, (at, reading.end), reading.kind, id);
            found.push(Timex {
                span: sentence.span(at, reading.end),
                sentence: sentence.sentence(),
                kind: reading.kind,
                value,
                anchor,
                score: reading.score,
                why: reading.why,
            });
            at = reading.end;
        }
    }
    found
}

/// What some tokens were read as.
#[derive(Debug, Clone, Copy)]
struct Reading {
    /// One past the last token.
    end: usize,
    kind: TimexKind,
    why: Why,
    score: f32,
}

impl Reading {
    /// A reading that leaves no doubt.
    fn clear(end: usize, kind: TimexKind, why: Why) -> Option<Self> {
        Some(Self { end, kind, why, score: 0.95 })
    }

    /// A reading that may be something else: a year that is a number, a month that is a name.
    fn likely(end: usize, kind: TimexKind, why: Why) -> Option<Self> {
        Some(Self { end, kind, why, score: 0.75 })
    }
}

/// Lists of words that tell a time, or how many of them: most expressions begin with one.
const TELLING: Lists = Lists::of(&[
    lexicon::CALENDAR_DEICTIC,
    lexicon::CALENDAR_MODIFIER,
    lexicon::CALENDAR_MONTH,
    lexicon::CALENDAR_PART,
    lexicon::CALENDAR_RECURRING,
    lexicon::CALENDAR_SEASON,
    lexicon::CALENDAR_UNIT,
    lexicon::CALENDAR_WEEKDAY,
    lexicon::NUMBERS_CARDINAL,
    lexicon::NUMBERS_ORDINAL,
    lexicon::NUMBERS_VAGUE,
]);

/// True if an expression may begin here: spares nine words in ten the rules.
fn opens(r: &Reader, at: usize) -> bool {
    let opens = tells(r, at) || leads(r, at);
    debug_assert!(opens || longest(r, at).is_none(), "{} opens an expression", r.word(at));
    opens
}

/// True for a word that tells a time, or how many.
fn tells(r: &Reader, at: usize) -> bool {
    const WORDS: &OneOf<8> = &OneOf::new(["fiscal", "couple", "q1", "q2", "q3", "q4", "h1", "h2"]);
    r.kind(at) == Some(TokenKind::Number) || r.lists(at).meets(TELLING) || r.is_one(at, WORDS)
}

/// True for a word that tells nothing, with one behind it that does.
fn leads(r: &Reader, at: usize) -> bool {
    // All in one list first: of most words nothing else is asked.
    const WORDS: &OneOf<20> = &OneOf::new([
        "the", "a", "an", "that", "early", "late", "mid", "earlier", "later", "every", "each",
        "more", "less", "at", "up", "nearly", "almost", "about", "roughly", "barely",
    ]);
    const BEHIND_THE: &[&str] = &[
        "early",
        "late",
        "mid",
        "near",
        "distant",
        "immediate",
        "foreseeable",
        "future",
        "that",
        "end",
        "beginning",
        "start",
        "middle",
        "close",
        "full",
        "financial",
        "entire",
        "whole",
    ];
    const BEHIND_A: &[&str] =
        &["few", "couple", "dozen", "more", "full", "straight", "consecutive"];
    let next = at + 1;
    if !r.is_one(at, WORDS) {
        false
    } else if r.is(at, &["the"]) {
        tells(r, next) || r.is(next, BEHIND_THE) || day::decade_in_words(r, next).is_some()
    } else if r.is(at, &["a", "an"]) {
        length::unit(r, next).is_some() || r.hyphen(next) || r.is(next, BEHIND_A)
    } else if r.is(at, &["that"]) {
        length::unit(r, next).is_some()
    } else {
        !r.is(at, &["more", "less", "at", "up"]) || about(r, at) > at
    }
}

type Rule = fn(&Reader, usize) -> Option<Reading>;

const RULES: [Rule; 12] = [
    day::day,
    day::month,
    day::year,
    period::quarter,
    day::weekday,
    clock::clock,
    period::deictic,
    period::relative,
    period::season,
    period::edge,
    length::length,
    length::recurring,
];

fn longest(r: &Reader, at: usize) -> Option<Reading> {
    let readings = RULES.iter().filter_map(|rule| rule(r, at));
    // The first of equals: `max_by_key` takes the last.
    let mut best: Option<Reading> = None;
    for reading in readings {
        if best.is_none_or(|b| reading.end > b.end) {
            best = Some(reading);
        }
    }
    best.filter(|b| b.end > at)
}

/// The end of `the`, if it stands at `at`.
fn the(r: &Reader, at: usize) -> usize {
    at + usize::from(r.is(at, &["the"]))
}

/// The end of words of approximation before a length: `nearly`, `at least`.
fn about(r: &Reader, at: usize) -> usize {
    let two = (r.is(at, &["more", "less"]) && r.is(at + 1, &["than"]))
        || (r.is(at, &["at"]) && r.is(at + 1, &["least", "most"]))
        || (r.is(at, &["up"]) && r.is(at + 1, &["to"]));
    let one = r.is(at, &["nearly", "almost", "about", "roughly", "barely"]);
    if two { at + 2 } else { at + usize::from(one) }
}

/// The end of words that shift a date within its period: `early`, `late`, `mid-`, `the end of`.
fn shift(r: &Reader, at: usize) -> usize {
    if r.is(at, &["early", "late", "mid"]) { at + 1 + usize::from(r.hyphen(at + 1)) } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;
    use crate::{Model, Options, analyze};

    /// `expected`: the timexes as they stand, with their kind, parted by `; `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let analysis = analyze(text, Model::shared(), &Options::default());
        let found: Vec<String> = analysis
            .timexes
            .iter()
            .map(|t| format!("{} {}", t.kind.name(), t.span.of(text)))
            .collect();
        assert_eq!(expected, found.join("; "));
    }

    #[test]
    fn days_in_every_order() {
        check("It opened on Monday, May 6, 2024, he said.", "date Monday, May 6, 2024");
        check("It opened on 6 May 2024 in Accra.", "date 6 May 2024");
        check("It opened on the 14th of October.", "date the 14th of October");
        check("It opened on 2024-05-06 or on 14/10/2025.", "date 2024-05-06; date 14/10/2025");
        check("Prices fell on Sept. 30 and rose.", "date Sept. 30");
    }

    #[test]
    fn a_month_that_is_a_verb_is_none() {
        check("They may march on Lagos.", "");
        check("May we ask?", "");
        check("It began in March and ends in early May.", "date March; date early May");
    }

    #[test]
    fn a_weekday_that_is_a_forename_is_none() {
        check("Goals by Sunday Adeyemi and Friday Ekpo won it.", "");
        check("He said on Sunday that it rained.", "date Sunday");
    }

    #[test]
    fn years_need_their_company() {
        check("It was built in 1998 for 2000 people.", "date 1998");
        check("The 2025/26 budget and the 1990s.", "date 2025/26; date the 1990s");
    }

    #[test]
    fn the_clock_takes_the_day_with_it() {
        check(
            "It began at 10 p.m. Wednesday and at 3:14 PM ET.",
            "time 10 p.m. Wednesday; time 3:14 PM ET",
        );
        check("Shots were heard on Friday night.", "time Friday night");
    }

    #[test]
    fn what_leans_on_the_day_of_writing() {
        check(
            "Last week, and two years ago, and yesterday.",
            "date Last week; date two years ago; date yesterday",
        );
        check("Earlier this month it fell.", "date Earlier this month");
    }

    #[test]
    fn lengths_and_recurrences() {
        check("A two-week strike lasted several days.", "duration two-week; duration several days");
        check("They meet every Tuesday, and annually in Rome.", "set every Tuesday; set annually");
    }

    #[test]
    fn an_age_is_no_length() {
        check("The 34-year-old and her six-year-old son left.", "");
    }

    #[test]
    fn quarters() {
        check("Profit rose in the third quarter of 2024.", "date the third quarter of 2024");
        check("In Q3 2024 and the September quarter.", "date Q3 2024; date the September quarter");
    }

    #[test]
    fn quarters_of_another_year() {
        check(
            "In this year's third quarter and the 1988 quarter it lost the third-quarter lead.",
            "date this year's third quarter; date the 1988 quarter; date third-quarter",
        );
    }

    #[test]
    fn edges_and_approximations_belong_to_the_expression() {
        check("It ends at the end of October.", "date the end of October");
        check("It began nearly two years ago.", "date nearly two years ago");
        check("It lasted at least 30 days.", "duration at least 30 days");
        check("It is two to three weeks away.", "duration two to three weeks");
        check(
            "In the first nine months it fell for weeks.",
            "duration the first nine months; duration weeks",
        );
    }

    /// The values of a text published on `date`, straight from this stage.
    fn values(text: &str, date: Date, model: &Model) -> Vec<String> {
        let article = crate::article::read(text, model);
        let sentences = crate::sentence::split(text, &article, model);
        let tokens = crate::token::scan(text, &sentences);
        let vocabulary = Vocabulary::read(text, &tokens, &model.lexicon, &model.clusters);
        let words = Words::read(text, &tokens, &vocabulary, &model.lexicon);
        let found = find(&words, Some(date));
        found.into_iter().map(|t| t.value.unwrap_or_default()).collect()
    }

    #[test]
    fn every_day_of_thirty_years_is_counted_from_rightly() {
        use jiff::ToSpan;
        let model = Model::shared();
        let text = "It fell on Saturday, yesterday, two weeks ago, last month and last week.";
        let first = Date::constant(1999, 12, 25);
        let saturday = jiff::civil::Weekday::Saturday;
        for day in 0..11_000 {
            let date = first.checked_add(day.days()).expect("in the calendar");
            let back = |span: jiff::Span| date.checked_sub(span).expect("in the calendar");
            let last = if date.weekday() == saturday {
                date
            } else {
                date.nth_weekday(-1, saturday).expect("in the calendar")
            };
            let week = |date: Date| {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            };
            let month = back(1.months());
            let expected = vec![
                last.to_string(),
                back(1.days()).to_string(),
                week(back(2.weeks())),
                format!("{:04}-{:02}", month.year(), month.month()),
                week(back(1.weeks())),
            ];
            assert_eq!(expected, values(text, date, model), "{date}");
        }
    }

    #[test]
    fn leap_days_and_the_ends_of_years() {
        let model = Model::shared();
        let check = |text: &str, date: Date, expected: &str| {
            assert_eq!(expected, values(text, date, model).join(" "), "{text} {date}");
        };
        check("It was a year ago and yesterday.", Date::constant(2024, 3, 1), "2023 2024-02-29");
        check("He was born on Feb. 29.", Date::constant(2023, 3, 1), "2020-02-29");
        check("It ended last week.", Date::constant(2021, 1, 5), "2020-W53");
        check("It begins next week.", Date::constant(2024, 12, 27), "2025-W01");
        check("It begins on Christmas Day.", Date::constant(2025, 12, 14), "2025-12-25");
        check("He died on Christmas Day.", Date::constant(2026, 1, 3), "2025-12-25");
        check("The plan must be ready by March.", Date::constant(2025, 11, 2), "2026-03");
    }
}
