//! Who wrote the article.

use super::{cue, date, outlet};
use crate::lexicon::{self, Lexicon};

/// Words of the shortest and longest name of an author.
const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=6;

/// Words of the longest name that is taken for an author's without `By`.
const BARE_WORDS: usize = 4;

/// Bytes of the longest byline: six authors and their desks.
const LONGEST: usize = 240;

/// A byline in bytes of its block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Found {
    pub(super) end: usize,
    pub(super) authors: Vec<(usize, usize)>,
    pub(super) outlet: Option<(usize, usize)>,
}

/// The byline that `block` is: it begins with `By` or its kin and a name or an outlet follows.
pub(super) fn read(block: &str, lexicon: &Lexicon) -> Option<Found> {
    let cue = cue::read(block, lexicon);
    if block.len() > LONGEST || !cue.lists.has(lexicon::FURNITURE_BYLINE) {
        return None;
    }
    let found = parts(block, cue.end, lexicon);
    (!found.authors.is_empty() || found.outlet.is_some()).then_some(found)
}

/// The byline that a line without a cue is, where one is likely: `Jo Doe`, `Jo Doe | Political
/// reporter`.
pub(super) fn read_bare(block: &str, lexicon: &Lexicon) -> Option<Found> {
    if block.len() > LONGEST || block.ends_with(['.', '?', '!', ':']) {
        return None;
    }
    let found = parts(block, 0, lexicon);
    let &(start, end) = found.authors.first()?;
    let word = block.split_whitespace().next()?;
    let is_sentence = lexicon.has(lexicon::SENTENCE_STARTERS, word);
    let is_short = block.get(start..end)?.split_whitespace().count() <= BARE_WORDS;
    (start == 0 && is_short && !is_sentence && !outlet::is_like(block, lexicon)).then_some(found)
}

/// True if a part of a line is a job: `Political reporter`.
pub(super) fn has_role(block: &str, lexicon: &Lexicon) -> bool {
    block
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| lexicon.lists_small(word).has(lexicon::ROLES))
}

/// The names in `block` from `from` on: parted by commas, strokes, line ends, `and`, `in`, `for`.
fn parts(block: &str, from: usize, lexicon: &Lexicon) -> Found {
    let end = date::find(block, from, None, lexicon).map_or(block.len(), |date| date.start);
    let mut found = Found { end: from, ..Found::default() };
    let mut start = from;
    let mut outside = false;
    let words = block.get(from..end).unwrap_or("");
    let mut borders: Vec<(usize, usize, bool)> = Vec::new();
    for (at, c) in words.char_indices() {
        if matches!(
            c,
            ',' | ';' | '|' | '\n' | '\r' | '•' | '·' | '/' | '–' | '—' | '(' | ')' | '&'
        ) {
            borders.push((from + at, from + at + c.len_utf8(), false));
        } else if c.is_whitespace() {
            let next = words.get(at + c.len_utf8()..).unwrap_or("");
            let word = next.split(char::is_whitespace).next().unwrap_or("");
            // The prepositions that lead to a place or an employer.
            let is_place = matches!(word, "in" | "at" | "for" | "from" | "of");
            if is_place || matches!(word, "and" | "AND" | "with") {
                borders.push((from + at, from + at + c.len_utf8() + word.len(), is_place));
            }
        }
    }
    borders.push((end, end, false));
    for (border, next, is_place) in borders {
        let part = block.get(start..border).unwrap_or("");
        let name = part.trim().trim_matches(['.', ':', '-']).trim();
        if let Some(offset) = part.find(name).filter(|_| !name.is_empty()) {
            let span = (start + offset, start + offset + name.len());
            if cue::read(name, lexicon).lists.has(lexicon::FURNITURE_NOTICE) {
                // `Editing by Jo Doe`
                break;
            }
            if outlet::is_like(name, lexicon) {
                found.outlet = found.outlet.or(Some(span));
                found.end = span.1;
            } else if !outside && is_name(name) && !has_role(name, lexicon) {
                found.authors.push(span);
                found.end = span.1;
            } else if has_role(name, lexicon) {
                found.end = span.1;
            }
        }
        outside = is_place;
        start = next;
    }
    found
}

/// Two to six words with capitals; particles may be small: `Ana de la Cruz`, `J. K. Roe`.
fn is_name(name: &str) -> bool {
    let words = || name.split_whitespace();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let particle = |word: &str| word.len() <= 3 && word.chars().all(char::is_lowercase);
    NAME_WORDS.contains(&words().count())
        && words().all(|word| {
            // `al-Sharaa`
            let behind_hyphen = word.split_once('-').is_some_and(|(_, name)| capital(name));
            (capital(word) || particle(word) || behind_hyphen)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '‑'))
        })
        && words().next().is_some_and(|word| capital(word) || particle(word))
        && words().last().is_some_and(|word| !particle(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    /// Authors and outlet of a byline.
    #[track_caller]
    fn check(block: &str, expected: &str) {
        let slice = |&(start, end): &(usize, usize)| block.get(start..end).expect("a slice");
        let found = read(block, &Model::shared().lexicon).map(|f| {
            let authors: Vec<&str> = f.authors.iter().map(slice).collect();
            format!("{}|{}", authors.join("+"), f.outlet.as_ref().map_or("", slice))
        });
        assert_eq!(expected, found.unwrap_or_default());
    }

    #[test]
    fn authors_and_outlets_are_told_apart() {
        check("By Jane Doe, Reuters", "Jane Doe|Reuters");
        check("By SALIFOU DANKOLA and RUTH ABERNELL", "SALIFOU DANKOLA+RUTH ABERNELL|");
        check("By Inés Quintanar Boza, Health correspondent", "Inés Quintanar Boza|");
        check("From Dapo Olutunde in Lagos", "Dapo Olutunde|");
        check(
            "By Jo Doe in New York and Ann Roe for The Gombak Courier",
            "Jo Doe+Ann Roe|The Gombak Courier",
        );
        check("By Associated Press", "|Associated Press");
        check("Written by Ana de la Cruz | May 6, 2024", "Ana de la Cruz|");
    }

    #[test]
    fn prose_that_begins_with_by_is_no_byline() {
        check("By the time the rain had stopped the town was gone.", "");
        check("By Thursday the road was open.", "");
    }
}
