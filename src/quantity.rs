//! Numbers and what they measure.
//!
//! In: tokens, and the timexes, whose numbers are taken. Out: quantities in text order; they do not overlap
//! each other or a timex. The longest reading at a place wins; of equals, the first in this list:
//!
//! 1. `quantity/money` — `$5 million`, `NZ$11.4bn`, `Rs 136.50`, `RM4.86 million`, `7.5 million soles`,
//!    `billions of dollars`. Where a sign or name is shared: `quantity/money-country` — told by the country
//!    that the article speaks of most; `quantity/money-default` — nothing tells, and it means one alone
//!    (`$` the US dollar)
//! 2. `quantity/percent` — `12%`, `2.75%–3.00%`, `38 percent`, `0.3 percentage points`
//! 3. `quantity/measure` — `5 km`, `5km`, `30 tonnes`, `60 miles`
//! 4. `quantity/age` — `34-year-old`, `aged 34`, `12 years old`, `Ada Orr, 34,`
//! 5. `quantity/score` — `2-1`, `52-48` in a sentence of matches or votes
//! 6. `quantity/count` — `17 civilians`, `two young soldiers`, `dozens of people`: with the noun that is
//!    counted, a few words behind the number
//! 7. `quantity/ordinal` — `14th`, `121st`; `first` and its like mean too little alone
//!
//! Each has its value (`quantity/value.rs`): `at least 17` is 17 and more; the words of approximation stay
//! outside the span and beside it. Does not: read a number that nothing is said of; add up.

mod count;
mod money;
mod number;
mod share;
mod side;
mod value;

pub(crate) use value::{modifier, widen};

use crate::lexicon::{self, Lists};
use crate::reader::{Reader, Words};
use crate::units::{Countries, Told, Units};
use crate::{
    Interval, Model, Precision, Quantity, QuantityKind, Span, Timex, Token, TokenKind, Why,
};

/// Finds quantities outside the timexes.
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    words: &Words,
    timexes: &[Timex],
    model: &Model,
) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut countries = None;
    let mut taken = timexes.iter().map(|t| t.span).peekable();
    for sentence in words.sentences() {
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
            let spoken_of = || spoken_of(text, tokens, &model.units);
            let countries = match reading.unit {
                Unit::Money { .. } => Some(&*countries.get_or_insert_with(spoken_of)),
                _ => None,
            };
            found.push(quantity(&sentence, at, &reading, &model.units, countries));
            at = reading.end;
        }
    }
    found
}

/// A reading with its value and unit.
fn quantity(
    r: &Reader,
    at: usize,
    reading: &Reading,
    units: &Units,
    countries: Option<&Countries>,
) -> Quantity {
    let (from, to) = reading.amount;
    let mut value = match reading.kind {
        QuantityKind::Score => side::sides(r, at),
        // The letter of `100m` is the unit, not a million.
        QuantityKind::Measure if to == from + 1 => number::glued(r, from),
        QuantityKind::Ordinal => number::glued(r, from),
        QuantityKind::Count => number::whole(r, from, to),
        _ => None,
    }
    .or_else(|| value::interval(r, from, to));
    let signed = matches!(reading.kind, QuantityKind::Percent | QuantityKind::Measure);
    if signed && value::is_negative(r, at) {
        value = value.map(|v| Interval {
            low: v.high.map(|v| -v),
            high: v.low.map(|v| -v),
            precision: v.precision,
        });
    }
    let mut modifier: Option<Span> = None;
    // `under 10 governments` is a time more often than fewer than ten.
    let place =
        reading.kind == QuantityKind::Count && at > 0 && r.is(at - 1, &["under", "above", "below"]);
    if let Some((span, precision)) = value::modifier(r, at).filter(|_| !place) {
        modifier = Some(span);
        value = value.map(|v| value::widen(v, precision));
    } else if let Some(precision) = reading.widened {
        value = value.map(|v| value::widen(v, precision));
    }
    let mut why = reading.why;
    let unit = match reading.unit {
        Unit::None => None,
        Unit::Code(code) => Some(code.to_owned()),
        Unit::Measure(from, to) => units.measure(&r.letters(from, to)).map(str::to_owned),
        Unit::Money { name: (from, to), owner } => {
            let name = money::name(r, from, to);
            let owner = owner.map(|(from, to)| r.letters(from, to)).unwrap_or_default();
            countries.and_then(|countries| units.money(&name, &owner, countries)).map(|found| {
                let (code, parts, told) = found;
                why = match told {
                    Told::Name => why,
                    Told::Country => "quantity/money-country",
                    Told::Default => "quantity/money-default",
                };
                value = value.map(|v| divide(v, f64::from(parts)));
                code.to_owned()
            })
        }
    };
    // `a few hundred yuan`: `few` is a word of approximation before a scale.
    let few = reading.kind == QuantityKind::Money && r.is(at, &["few"]);
    let modifier = if few { Some(r.span(at, at + 1)) } else { modifier };
    Quantity {
        span: r.span(at + usize::from(few), reading.end),
        sentence: r.sentence(),
        kind: reading.kind,
        value,
        modifier,
        unit,
        counted: reading.counted.map(|(from, to)| r.span(from, to)),
        score: reading.score,
        why,
    }
}

/// `4 cents` are 0.04 dollars.
fn divide(value: Interval, parts: f64) -> Interval {
    Interval { low: value.low.map(|v| v / parts), high: value.high.map(|v| v / parts), ..value }
}

/// How much the article speaks of the countries that share a name of money.
fn spoken_of(text: &str, tokens: &[Token], units: &Units) -> Countries {
    let lower: Vec<String> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.span.of(text))
        .filter(|word| word.starts_with(char::is_uppercase))
        .map(|word| word.trim_end_matches('.').to_lowercase())
        .collect();
    units.countries(lower.iter().map(String::as_str))
}

/// What some tokens were read as.
#[derive(Debug, Clone, Copy)]
struct Reading {
    /// One past the last token.
    end: usize,
    kind: QuantityKind,
    why: Why,
    score: f32,
    /// The tokens with the numbers: from, and one past the last.
    amount: (usize, usize),
    unit: Unit,
    /// The tokens of what is counted.
    counted: Option<(usize, usize)>,
    /// What words behind the number do to it: `or more`.
    widened: Option<Precision>,
}

impl Reading {
    fn new(kind: QuantityKind, amount: (usize, usize), end: usize) -> Self {
        let (why, score) = match kind {
            QuantityKind::Money => ("quantity/money", 0.95),
            QuantityKind::Percent => ("quantity/percent", 0.95),
            QuantityKind::Measure => ("quantity/measure", 0.9),
            QuantityKind::Age => ("quantity/age", 0.9),
            QuantityKind::Score => ("quantity/score", 0.8),
            QuantityKind::Count => ("quantity/count", 0.85),
            QuantityKind::Ordinal => ("quantity/ordinal", 0.9),
        };
        let (unit, counted, widened) = (Unit::None, None, None);
        Self { end, kind, why, score, amount, unit, counted, widened }
    }
}

/// Where the unit of a reading is told.
#[derive(Debug, Clone, Copy)]
enum Unit {
    None,
    /// Its code.
    Code(&'static str),
    /// The tokens of its name.
    Measure(usize, usize),
    /// The tokens of its name, and those of the country before it.
    Money {
        name: (usize, usize),
        owner: Option<(usize, usize)>,
    },
}

type Rule = fn(&Reader, usize) -> Option<Reading>;

const RULES: [Rule; 7] = [
    money::money,
    share::percent,
    share::measure,
    side::age,
    side::score,
    count::count,
    share::ordinal,
];

/// Lists of the words that a quantity begins with if it does not begin with a number in digits.
const OPENING: Lists = Lists::of(&[
    lexicon::CURRENCIES_ABBREVIATION,
    lexicon::CURRENCIES_CODE,
    lexicon::CURRENCIES_COUNTRY,
    lexicon::CURRENCIES_SIGN,
    lexicon::NUMBERS_CARDINAL,
    lexicon::NUMBERS_VAGUE,
]);

/// True if a quantity may begin here: spares most words the rules.
fn opens(r: &Reader, at: usize) -> bool {
    let opens = r.kind(at) == Some(TokenKind::Number)
        || r.lists(at).meets(OPENING)
        // `RM890,000`: a code with its number in one.
        || r.word(at).as_bytes().last().is_some_and(|b| b.is_ascii_digit() || b",.".contains(b))
        || r.is(at, &["tens"])
        || r.is(at, &["a"]) && number::amount(r, at).is_some();
    debug_assert!(opens || rules(r, at).is_none(), "{} opens a quantity", r.word(at));
    opens
}

fn longest(r: &Reader, at: usize) -> Option<Reading> {
    if opens(r, at) { rules(r, at) } else { None }
}

/// The longest that a rule reads.
fn rules(r: &Reader, at: usize) -> Option<Reading> {
    let mut best: Option<Reading> = None;
    for reading in RULES.iter().filter_map(|rule| rule(r, at)) {
        // `220 pounds` are read twice: a measure that has its reason wins.
        let weight =
            reading.kind == QuantityKind::Measure && best.is_some_and(|b| b.end == reading.end);
        if weight || best.is_none_or(|b| reading.end > b.end) {
            best = Some(reading);
        }
    }
    best.filter(|b| b.end > at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze};

    /// `expected`: the quantities as they stand, with their kind, parted by `; `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let analysis = analyze(text, Model::shared(), &Options::default());
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
