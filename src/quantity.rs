//! Numbers and what they measure.
//!
//! In: tokens, and the timexes, whose numbers are taken. Out: quantities in text order; they do not overlap
//! each other or a timex. The longest reading at a place wins; of equals, the first in this list:
//!
//! 1. `quantity/money` — `$5 million`, `NZ$11.4bn`, `Rs 136.50`, `RM4.86 million`, `7.5 million soles`,
//!    `billions of dollars`
//! 2. `quantity/percent` — `12%`, `2.75%–3.00%`, `38 percent`, `0.3 percentage points`
//! 3. `quantity/measure` — `5 km`, `5km`, `30 tonnes`, `60 miles`
//! 4. `quantity/count` — `17 civilians`, `two young soldiers`, `dozens of people`: with the noun that is
//!    counted, at most [`BETWEEN`] words behind the number
//! 5. `quantity/ordinal` — `14th`, `121st`; `first` and its like mean too little alone
//!
//! Words of approximation (`about`, `at least`) stay outside. Does not: turn numbers into values; read a number
//! that nothing is said of.

mod money;
mod number;

use crate::lexicon::{COUNTING, FUNCTION_WORDS, MEASURES_SIGN, MEASURES_WORD};
use crate::reader::{self, Reader};
use crate::{Model, Quantity, QuantityKind, Timex, Token, TokenKind, Why};
use number::amount;

/// Words between a number and the noun that it counts: `two young Kenyan soldiers`.
const BETWEEN: usize = 2;

/// Finds quantities outside the timexes.
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    timexes: &[Timex],
    model: &Model,
) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut taken = timexes.iter().map(|t| t.span).peekable();
    for sentence in reader::sentences(text, tokens, &model.lexicon) {
        let mut at = 0;
        while at < sentence.len() {
            let here = sentence.span(at, at + 1);
            while taken.next_if(|t| t.end <= here.start).is_some() {}
            let next = taken.peek().copied();
            let free = |end: usize| !next.is_some_and(|t| t.overlaps(sentence.span(at, end)));
            let Some(reading) = longest(&sentence, at).filter(|reading| free(reading.end)) else {
                at += 1;
                continue;
            };
            found.push(Quantity {
                span: sentence.span(at, reading.end),
                sentence: sentence.sentence(),
                kind: reading.kind,
                value: None,
                modifier: None,
                unit: None,
                counted: None,
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
    kind: QuantityKind,
    why: Why,
    score: f32,
}

type Rule = fn(&Reader, usize) -> Option<Reading>;

const RULES: [Rule; 5] = [money::money, percent, measure, count, ordinal];

fn longest(r: &Reader, at: usize) -> Option<Reading> {
    let mut best: Option<Reading> = None;
    for reading in RULES.iter().filter_map(|rule| rule(r, at)) {
        if best.is_none_or(|b| reading.end > b.end) {
            best = Some(reading);
        }
    }
    best.filter(|b| b.end > at)
}

fn percent(r: &Reader, at: usize) -> Option<Reading> {
    let mut end = amount(r, at)?;
    end = percent_sign(r, end).or_else(|| {
        let range = r.hyphen(end) || r.is(end, &["to", "and", "or"]);
        let upper = range.then(|| amount(r, end + 1)).flatten()?;
        percent_sign(r, upper)
    })?;
    if r.hyphen(end) || r.is(end, &["to"]) {
        end = amount(r, end + 1).and_then(|upper| percent_sign(r, upper)).unwrap_or(end);
    }
    Some(Reading { end, kind: QuantityKind::Percent, why: "quantity/percent", score: 0.95 })
}

/// The end of `%`, `per cent`, `percentage points`.
fn percent_sign(r: &Reader, at: usize) -> Option<usize> {
    let at = at + usize::from(r.hyphen(at));
    if r.is(at, &["percentage", "basis"]) {
        let end = at + 1 + usize::from(r.hyphen(at + 1));
        return r.is(end, &["point", "points"]).then_some(end + 1);
    }
    if r.is(at, &["per"]) {
        return r.is(at + 1, &["cent"]).then_some(at + 2);
    }
    r.is(at, &["%", "％", "percent", "pct", "pc"]).then_some(at + 1)
}

fn measure(r: &Reader, at: usize) -> Option<Reading> {
    const MEASURE: QuantityKind = QuantityKind::Measure;
    if let Some(unit) = number::glued_letters(r, at)
        && r.letters_in_list(unit, MEASURES_SIGN)
    {
        return Some(Reading { end: at + 1, kind: MEASURE, why: "quantity/measure", score: 0.9 });
    }
    let end = amount(r, at)?;
    let unit = end + usize::from(r.hyphen(end));
    let unit = unit + usize::from(r.is(unit, &["square", "cubic", "nautical", "metric", "°"]));
    // `in` and `m` are a preposition and a million more often than an inch and a metre.
    let sign = r.in_list(unit, MEASURES_SIGN) && !r.is(unit, &["in", "m", "t", "l", "g"]);
    let degrees = r.word(end) == "°" && matches!(r.word(end + 1), "C" | "F");
    let end = if degrees {
        end + 2
    } else if sign || r.in_list(unit, MEASURES_WORD) {
        unit + 1
    } else {
        return None;
    };
    Some(Reading { end, kind: MEASURE, why: "quantity/measure", score: 0.9 })
}

fn count(r: &Reader, at: usize) -> Option<Reading> {
    let end = amount(r, at)?;
    // `one` is a pronoun as often as a number.
    if r.is(at, &["one", "half"]) && end == at + 1 {
        return None;
    }
    let end = end + usize::from(r.is(end, &["of"]) && number::is_vague(r, at));
    let lower = |at: usize| r.kind(at) == Some(TokenKind::Word) && !r.in_list(at, FUNCTION_WORDS);
    for noun in end..=end + BETWEEN {
        if !lower(noun) {
            return None;
        }
        let word = r.word(noun);
        let plural =
            word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        if !r.capital(noun) && (r.in_list(noun, COUNTING) || plural) {
            return Some(Reading {
                end: noun + 1,
                kind: QuantityKind::Count,
                why: "quantity/count",
                score: 0.85,
            });
        }
    }
    None
}

fn ordinal(r: &Reader, at: usize) -> Option<Reading> {
    let suffix = number::glued_letters(r, at)?;
    let fits = ["st", "nd", "rd", "th"].iter().any(|s| s.eq_ignore_ascii_case(suffix));
    fits.then_some(Reading {
        end: at + 1,
        kind: QuantityKind::Ordinal,
        why: "quantity/ordinal",
        score: 0.9,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze};

    /// `expected`: the quantities as they stand, with their kind, parted by `; `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let analysis = analyze(text, &Model::builtin(), &Options::default());
        let found: Vec<String> = analysis
            .quantities
            .iter()
            .map(|q| format!("{} {}", q.kind.name(), q.span.of(text)))
            .collect();
        assert_eq!(expected, found.join("; "));
    }

    #[test]
    fn money_with_its_sign_in_front() {
        check("It cost $5 million and NZ$11.4 billion.", "money $5 million; money NZ$11.4 billion");
        check("They paid €3.2m, £5 and US$5bn each.", "money €3.2m; money £5; money US$5bn");
        check("About $1.2-1.5 million was lost.", "money $1.2-1.5 million");
    }

    #[test]
    fn money_with_a_code_in_front() {
        check("A fine of Rs 136.50 or USD 10 million.", "money Rs 136.50; money USD 10 million");
        check("He took RM4.86 million and RM890,000.", "money RM4.86 million; money RM890,000");
    }

    #[test]
    fn money_with_its_name_behind() {
        check("It gave 7.5 million soles and 4 cents.", "money 7.5 million soles; money 4 cents");
        check("It lost billions of dollars.", "money billions of dollars");
        check("The 150,000 Egyptian pounds are gone.", "money 150,000 Egyptian pounds");
    }

    #[test]
    fn what_looks_like_money() {
        check("At COP26 and COP 27, CFC 2 won the set.", "");
        check("It grossed 61 million Hong Kong dollars.", "money 61 million Hong Kong dollars");
        check("From $5 million to $6 million.", "money $5 million; money $6 million");
    }

    #[test]
    fn shares() {
        check(
            "Up 38 percent, or 0.3 percentage points.",
            "percent 38 percent; percent 0.3 percentage points",
        );
        check("A band of 2.75%–3.00% held.", "percent 2.75%–3.00%");
    }

    #[test]
    fn measures_with_and_without_a_blank() {
        check(
            "A 5km walk and 140 kilometers (87 miles) of road.",
            "measure 5km; measure 140 kilometers; measure 87 miles",
        );
        check("It stood 20 in the rain.", "");
    }

    #[test]
    fn what_is_counted_belongs_to_the_count() {
        check(
            "At least 17 civilians and four young soldiers died.",
            "count 17 civilians; count four young soldiers",
        );
        check(
            "Dozens of people and 486 new infections.",
            "count Dozens of people; count 486 new infections",
        );
    }

    #[test]
    fn the_number_of_a_date_is_taken() {
        check("On 2 May it sent 34 doctors.", "count 34 doctors");
    }
}
