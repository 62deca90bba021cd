//! What the benchmarks read: the sample articles, as they are or under other names, one behind the other to any length.

/// Vowels, each of which stands for the next one under another name.
const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Letters of the shortest word that is taken for a name.
const LEAST: usize = 4;

/// Words that are written like names and stay what they are.
const KEPT: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The sample articles, in the order of their names.
pub(crate) fn samples() -> Vec<String> {
    let folder = std::fs::read_dir("www/samples").expect("the samples are part of the project");
    let mut paths: Vec<_> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("samples are UTF-8")).collect()
}

/// The sample articles over and over, one behind the other, so many bytes of them and to the end of a character.
#[allow(dead_code, reason = "each benchmark takes what it needs")]
pub(crate) fn news(bytes: usize) -> String {
    together(bytes, |article, _| article.to_owned())
}

/// The same, but every round has names of its own: what is kept for each name comes by the thousand, as in a book.
#[allow(dead_code, reason = "each benchmark takes what it needs")]
pub(crate) fn others(bytes: usize) -> String {
    together(bytes, renamed)
}

fn together(bytes: usize, change: impl Fn(&str, usize) -> String) -> String {
    let samples = samples();
    let mut text = String::with_capacity(bytes);
    for at in 0.. {
        if text.len() >= bytes {
            break;
        }
        let Some(article) = samples.get(at % samples.len().max(1)) else { break };
        text += &change(article, at / samples.len());
        text += "\n\n";
    }
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text.truncate(end.unwrap_or_default());
    text
}

/// An article with the vowels of its names turned: those of round 0 are its own, later ones differ from all before
/// until a name has run out of vowels.
pub(crate) fn renamed(article: &str, round: usize) -> String {
    let mut out = String::with_capacity(article.len());
    for word in article.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let name = letters.starts_with(char::is_uppercase)
            && letters.chars().count() >= LEAST
            && letters.chars().skip(1).all(char::is_lowercase)
            && !KEPT.contains(&letters)
            // The first word of a sentence may be any word.
            && out.ends_with(' ')
            && out.trim_end().ends_with(|c: char| c.is_lowercase() || c == ',');
        if !name {
            out += word;
            continue;
        }
        let mut turns = round;
        for letter in word.chars() {
            let turned = VOWELS.iter().position(|&vowel| vowel == letter).map(|at| {
                let turn = turns % VOWELS.len();
                turns /= VOWELS.len();
                VOWELS.into_iter().cycle().nth(at + turn).unwrap_or(letter)
            });
            out.push(turned.unwrap_or(letter));
        }
    }
    out
}
