//! A name in its normal form, word by word.

use crate::Span;
use crate::fnv;
use crate::place::fold;

/// The longest name whose shorter forms are looked for, in words: longer ones are lists or noise.
const LONGEST: usize = 12;

/// Letters of a word, at least, that may be misspelt: in a shorter one a letter more or less is often another name.
const MISSPELT: usize = 6;

/// The words of a name in lower case, without full stops, possessive and `the`.
#[derive(Debug)]
pub(super) struct Name {
    words: Vec<String>,
    /// The first and the last word as written.
    first: Option<String>,
    last: Option<String>,
    /// Letters of a one-word name in capitals (`WHO`, `U.N.`, `BoR`), lower-cased.
    acronym: Option<String>,
    /// First letters of all words as written, of the capitalised ones alone.
    initials: [String; 2],
}

impl Name {
    pub(super) fn new(written: &str) -> Self {
        let mut words: Vec<&str> = written.split_whitespace().collect();
        if words.len() > 1 && words.first().is_some_and(|w| w.eq_ignore_ascii_case("the")) {
            words.remove(0);
        }
        let initial = |word: &&str| word.chars().find(|c| c.is_alphabetic());
        let all = words.iter().filter_map(initial).flat_map(char::to_lowercase).collect();
        let capitals = words
            .iter()
            .filter_map(initial)
            .filter(|c| c.is_uppercase())
            .flat_map(char::to_lowercase)
            .collect();
        let acronym = match words.as_slice() {
            [word] => acronym(word),
            _ => None,
        };
        Self {
            first: words.first().map(|&word| word.to_owned()),
            last: words.last().map(|&word| word.to_owned()),
            words: words.into_iter().map(normal).filter(|w| !w.is_empty()).collect(),
            acronym,
            initials: [all, capitals],
        }
    }

    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// The first word as written.
    pub(super) fn first(&self) -> Option<&str> {
        self.first.as_deref()
    }

    /// The last word as written.
    pub(super) fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// True if letters for an honour or an office stand behind the name: `Ada Orr CBE`.
    pub(super) fn ends_with_letters(&self) -> bool {
        let shouted = |word: &str| word.chars().all(char::is_uppercase);
        self.last().is_some_and(|last| (2..=4).contains(&last.len()) && shouted(last))
            && self.first().is_some_and(|first| !shouted(first))
    }

    /// What names that differ in writing only have in common.
    pub(super) fn key(&self) -> String {
        self.words.join(" ")
    }

    /// What spellings of one name have in common: `deirezzor` of `Deir ez-Zor`.
    pub(super) fn folded(&self) -> String {
        fold::fold(&self.words.concat())
    }

    /// True for `Ada and Ben`.
    pub(super) fn is_list(&self) -> bool {
        self.words.iter().any(|word| matches!(&**word, "and" | "&"))
    }

    /// Hashes of the name and of what is left of it without one letter of a long word, for each such letter: a name and its
    /// misspelling share one. Not without the last letter of the first word: `Daniel` and `Daniela` are two.
    pub(super) fn spellings(&self) -> Vec<u64> {
        let key = self.key();
        let mut hashes = vec![fnv::hash(key.bytes())];
        let mut start = 0;
        for (at, word) in self.words.iter().enumerate() {
            let letters = word.chars().count();
            for (number, (i, c)) in word.char_indices().enumerate() {
                if letters < MISSPELT || at == 0 && number + 1 == letters {
                    break;
                }
                let (from, to) = (start + i, start + i + c.len_utf8());
                let rest = key.bytes().enumerate().filter(|(n, _)| !(from..to).contains(n));
                hashes.push(fnv::hash(rest.map(|(_, byte)| byte)));
            }
            start += word.len() + 1;
        }
        hashes
    }

    /// All shorter ends: `van der berg`, `der berg` and `berg` of `jan van der berg`.
    pub(super) fn ends(&self) -> impl Iterator<Item = String> {
        let count = if self.words.len() <= LONGEST { self.words.len() } else { 0 };
        (1..count).filter_map(|from| self.words.get(from..)).map(|words| words.join(" "))
    }

    /// The shorter ends of a body's name that may be the same body: not `Major League Baseball` of `Red Sox of
    /// Major League Baseball`.
    pub(super) fn inner_ends(&self) -> impl Iterator<Item = String> {
        let linked = |from: usize| {
            let before = from.checked_sub(1).and_then(|at| self.words.get(at));
            before.is_some_and(|word| {
                matches!(
                    &**word,
                    "of" | "for" | "at" | "in" | "and" | "the" | "&" | "de" | "du" | "del"
                )
            })
        };
        self.ends().enumerate().filter(move |&(at, _)| !linked(at + 1)).map(|(_, end)| end)
    }

    /// All shorter beginnings.
    pub(super) fn begins(&self) -> impl Iterator<Item = String> {
        let count = if self.words.len() <= LONGEST { self.words.len() } else { 0 };
        (1..count).filter_map(|to| self.words.get(..to)).map(|words| words.join(" "))
    }

    /// What an acronym of this name could be; none for a single word.
    pub(super) fn initials(&self) -> impl Iterator<Item = String> {
        let [all, capitals] = &self.initials;
        let several = self.words.len() > 1;
        let both = [Some(all), (capitals != all).then_some(capitals)];
        both.into_iter().flatten().filter(move |i| several && i.chars().count() > 1).cloned()
    }

    /// The letters, if this is an acronym.
    pub(super) fn acronym(&self) -> Option<&str> {
        self.acronym.as_deref()
    }

    /// True if the letters of this acronym begin as `long` does and stand in it in their order: `SIA` of `Singapore Airlines`.
    pub(super) fn shortens(&self, long: &Name) -> bool {
        let Some(acronym) = self.acronym() else { return false };
        let mut letters = long.words.iter().flat_map(|word| word.chars());
        let first = letters.clone().next();
        long.words.len() > 1
            && acronym.chars().next() == first
            && acronym.chars().all(|c| letters.any(|letter| letter == c))
    }

    /// True if this is an acronym of `long`.
    pub(super) fn abbreviates(&self, long: &Name) -> bool {
        self.acronym().is_some_and(|acronym| long.initials().any(|initials| initials == acronym))
    }
}

/// One word in lower case, straight apostrophes, without full stops, soft hyphens and possessive.
fn normal(word: &str) -> String {
    let mut word =
        if word.is_ascii() { word.to_owned() } else { word.replace('’', "'").to_lowercase() };
    word.make_ascii_lowercase();
    word.truncate(word.strip_suffix("'s").unwrap_or(&word).len());
    word.retain(|c| c.is_alphanumeric() || matches!(c, '\'' | '-' | '&'));
    if word == "saint" { "st".to_owned() } else { word }
}

/// The letters of a word with two capitals or more and hardly anything else.
fn acronym(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().filter(|&c| c != '.').collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let fits = letters.iter().all(|c| c.is_alphanumeric())
        && capitals >= 2
        && capitals * 2 >= letters.len();
    fits.then(|| letters.into_iter().flat_map(char::to_lowercase).collect())
}

/// True for a first name of one letter.
pub(super) fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// The name to show: most words, then not all in capitals, then no possessive inside, then the longest, then the first; without `the`.
pub(super) fn fullest(text: &str, spans: &[Span]) -> String {
    let rank = |words: &str| {
        let shouted =
            words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase);
        let possessive = words.contains("'s ") || words.contains("’s ");
        (words.split_whitespace().count(), !shouted, !possessive, words.len())
    };
    let mut best = "";
    let mut best_rank = rank(best);
    for span in spans {
        let words = span.of(text);
        let words = match words.split_once(char::is_whitespace) {
            Some((the, rest)) if the.eq_ignore_ascii_case("the") => rest.trim_start(),
            _ => words,
        };
        if words == best {
            continue;
        }
        let own_rank = rank(words);
        if best.is_empty() || own_rank > best_rank {
            (best, best_rank) = (words, own_rank);
        }
    }
    best.to_owned()
}
