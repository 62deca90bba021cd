//! Phrases that may fill a slot: runs of words within nouns, names and what stands before them, cut in every way.
//!
//! The annotators of the reports cut names as they please (`farm`, `"Santo Tomas" presidential farm`), so each cut is a
//! candidate of its own, and which of them is theirs is learned.

use nutgraf::lexicon;
use nutgraf::vocabulary::{Vocabulary, Word};
use nutgraf::{Analysis, Tag};

/// Words that a phrase has at most.
const LONGEST: usize = 6;

/// A place of a candidate: its first and last token, and its head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) head: usize,
}

/// All places of candidates, in the order of the text.
pub(super) fn places(a: &Analysis, vocabulary: &Vocabulary, tags: &[Tag]) -> Vec<Place> {
    let mut places = Vec::new();
    for first in 0..tags.len() {
        if !opens(vocabulary.at(first), tags[first]) {
            continue;
        }
        let mut links = 0;
        for last in first..tags.len().min(first + LONGEST) {
            let word = vocabulary.at(last);
            if a.tokens[last].sentence != a.tokens[first].sentence {
                break;
            }
            if last > first {
                let before = &*vocabulary.at(last - 1).small;
                match &*word.small {
                    "-" | "'s" | "’s" | "'" | "\"" | "/" | "&" => {}
                    "of" | "de" | "del" => links += 1,
                    "the" | "la" | "el" | "los" if matches!(before, "of" | "de") => {}
                    _ if !is_content(word, tags[last]) => break,
                    _ => {}
                }
            }
            if links > 1 {
                break;
            }
            let quote = word.written == "\"" && last > first;
            if quote && (first..last).any(|at| vocabulary.at(at).written == "\"")
                || is_content(word, tags[last])
            {
                places.push(Place { first, last, head: head(vocabulary, first, last) });
            }
        }
    }
    places
}

/// True if a phrase may begin with this word.
fn opens(word: &Word, tag: Tag) -> bool {
    is_content(word, tag)
        || matches!(&*word.small, "\"" | "'" | "a" | "an" | "the" | "his" | "her" | "their")
        || matches!(&*word.small, "two" | "some" | "several")
}

/// True if it may be part of a name, a noun or what describes one.
fn is_content(word: &Word, tag: Tag) -> bool {
    let fits = matches!(
        tag,
        Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Verb | Tag::Other
    );
    fits && word.written.contains(char::is_alphanumeric)
        && !(word.lists_small.has(lexicon::FUNCTION_WORDS) && tag != Tag::Number)
        && !word.lists_small.has(lexicon::SPEECH_VERBS)
}

/// The word that says what it is: `members` of `members of the band`.
fn head(vocabulary: &Vocabulary, first: usize, last: usize) -> usize {
    let link = (first + 1..=last).find(|&at| matches!(&*vocabulary.at(at).small, "of" | "de"));
    let head = link.map_or(last, |at| at - 1);
    if vocabulary.at(head).written == "\"" && head > first { head - 1 } else { head }
}
