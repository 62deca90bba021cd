//! Values of numbers in figures and words.
//!
//! Which words are numbers is told by `model/lexicon/numbers.txt`; what each is worth is arithmetic and
//! stands here.

/// Words below twenty, each worth its place.
const SMALL: [&str; 20] = [
    "nil",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// Tens, each worth ten times its place.
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Ordinals below twenty-one, each worth its place; beyond, the last part of the word is looked up.
const ORDINALS: [&str; 21] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// What multiplies the number before it.
const SCALES: [(f64, &[&str]); 8] = [
    (12.0, &["dozen"]),
    (100.0, &["hundred"]),
    (1e3, &["thousand", "k"]),
    (1e5, &["lakh", "lakhs"]),
    (1e6, &["million", "m", "mil", "mn", "mln"]),
    (1e7, &["crore", "crores"]),
    (1e9, &["billion", "bn", "bln", "b"]),
    (1e12, &["trillion", "tn", "trn"]),
];

/// The value of an amount, word by word: `two hundred and fifty`, `1,200.50`, `3.2 bn`, `5 1/2`; none if a
/// word is no number.
pub(crate) fn value<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<f64> {
    let (mut total, mut current) = (0.0, None);
    let mut any = false;
    for word in words {
        let word = word.to_ascii_lowercase();
        if matches!(&*word, "and" | "-" | "‐" | "‑" | "–" | "of") {
            continue;
        }
        any = true;
        if let Some(factor) = scale_word(&word) {
            let so_far = times(current.take().unwrap_or(1.0), factor);
            // Hundreds go on to be multiplied: two hundred thousand.
            if factor > 100.0 { total += so_far } else { current = Some(so_far) }
        } else {
            let number = match &*word {
                // `two and a half`.
                "a" | "an" if current.is_some() => 0.0,
                "a" | "an" => 1.0,
                "couple" => 2.0,
                "half" | "½" => 0.5,
                word => small(word).or_else(|| figures(word))?,
            };
            current = Some(if word == "couple" { number } else { current.unwrap_or(0.0) + number });
        }
    }
    any.then(|| total + current.unwrap_or(0.0))
}

/// The place that an ordinal tells: `third`, `14th`.
pub(crate) fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() {
        let suffix = word.get(digits.len()..).unwrap_or("");
        let fits = ["st", "nd", "rd", "th"].iter().any(|s| s.eq_ignore_ascii_case(suffix));
        return digits.parse().ok().filter(|_| fits);
    }
    if word.eq_ignore_ascii_case("thirtieth") {
        return Some(30);
    }
    let place = ORDINALS.iter().position(|o| o.eq_ignore_ascii_case(word));
    place.filter(|&at| at > 0).map(|at| at as u32)
}

/// A scale as a word of an amount, in the singular.
fn scale_word(word: &str) -> Option<f64> {
    scale(word).filter(|_| !word.ends_with('s') || matches!(word, "lakhs" | "crores"))
}

/// A product without the error of binary fractions: 4.35 hundred is 435.
pub(crate) fn times(number: f64, factor: f64) -> f64 {
    let mut zeros = 0;
    let mut rest = factor;
    while rest >= 10.0 && (rest % 10.0).abs() < f64::EPSILON {
        rest /= 10.0;
        zeros += 1;
    }
    // The decimal text, its point moved, is rounded once; a product of two binary fractions twice.
    let moved = format!("{number}e{zeros}");
    moved.parse::<f64>().unwrap_or(number) * rest
}

/// What a scale multiplies by: `million`, `bn`, `hundreds`.
pub(crate) fn scale(word: &str) -> Option<f64> {
    let find = |word: &str| {
        let named = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
        SCALES.iter().find(|(_, names)| named(names)).map(|(factor, _)| *factor)
    };
    find(word).or_else(|| word.strip_suffix(['s', 'S']).and_then(find))
}

/// The scale that the letters at the end of a number tell: `3.2bn`.
pub(crate) fn scale_of(word: &str) -> Option<f64> {
    scale(word.trim_start_matches(|c: char| c.is_ascii_digit() || ",./".contains(c)))
}

/// The least that a word without a number means: `dozens` are two at least, `several` too.
pub(crate) fn vague(word: &str) -> Option<f64> {
    let word = word.to_ascii_lowercase();
    match &*word {
        "several" | "few" | "multiple" | "many" | "numerous" | "various" | "countless" => Some(2.0),
        "tens" => Some(20.0),
        "dozens" => Some(24.0),
        "scores" => Some(40.0),
        word => word.strip_suffix('s').and_then(scale).map(|factor| 2.0 * factor),
    }
}

fn small(word: &str) -> Option<f64> {
    let place = |list: &[&str]| list.iter().position(|n| *n == word).map(|at| at as f64);
    if word.is_empty() {
        return None;
    }
    place(&SMALL).or_else(|| place(&TENS).map(|tens| tens * 10.0))
}

/// `1,200.50`, `3.2bn`, `1/2`.
fn figures(word: &str) -> Option<f64> {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || ",./".contains(c));
    let digits = word.strip_suffix(letters)?;
    let factor = if letters.is_empty() { 1.0 } else { scale(letters)? };
    if let Some((over, under)) = digits.split_once('/') {
        let (over, under): (f64, f64) = (over.parse().ok()?, under.parse().ok()?);
        return (under > 0.0).then(|| over / under * factor);
    }
    let plain: String = digits.chars().filter(|&c| c != ',').collect();
    plain.parse::<f64>().ok().map(|n| times(n, factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: Option<f64>) {
        assert_eq!(expected, value(words.split(' ')), "{words}");
    }

    #[test]
    fn words_add_up_and_multiply() {
        check("two hundred and fifty thousand", Some(250_000.0));
        check("twenty - five", Some(25.0));
        check("a couple of", Some(2.0));
        check("two dozen", Some(24.0));
        check("hundred", Some(100.0));
        check("one million two hundred thousand", Some(1_200_000.0));
    }

    #[test]
    fn figures_go_with_words() {
        check("1,200.5", Some(1200.5));
        check("3.5 billion", Some(3_500_000_000.0));
        check("3bn", Some(3_000_000_000.0));
        check("5 1/2", Some(5.5));
        check("2 crore", Some(20_000_000.0));
    }

    #[test]
    fn a_scale_brings_no_error_of_binary_fractions() {
        check("4.35 hundred", Some(435.0));
        check("1.1 million", Some(1_100_000.0));
        check("8.05bn", Some(8_050_000_000.0));
    }

    #[test]
    fn words_without_a_number_tell_the_least() {
        assert_eq!(Some(24.0), vague("Dozens"));
        assert_eq!(Some(200.0), vague("hundreds"));
        assert_eq!(None, vague("people"));
    }

    #[test]
    fn what_is_no_number_has_no_value() {
        check("several", None);
        check("12km", None);
        check("", None);
    }

    #[test]
    fn ordinals_tell_a_place() {
        assert_eq!(Some(14), ordinal("14th"));
        assert_eq!(Some(3), ordinal("Third"));
        assert_eq!(None, ordinal("thirst"));
    }
}
