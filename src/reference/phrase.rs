//! The noun phrase around a name: `the Syrian Interior Ministry`, `Secretary of War Pete Hegseth, 45`.
//!
//! Where it begins and where it ends are two choices of the same ranker that decides whom pronouns mean.

use super::key;
use super::rank::{self, Ranker};
use super::scene::Scene;
use crate::Span;
use crate::lexicon;
use crate::mention::hash;
use std::ops::Range;

/// Words before a name that may belong to its phrase.
const BEFORE: usize = 7;

/// Words behind it.
const BEHIND: usize = 16;

/// One border that a phrase may have.
#[derive(Debug, Clone)]
pub struct Border {
    /// The token that it stands before.
    pub at: usize,
    /// Numbers of its features.
    pub features: Vec<u32>,
}

/// The phrase around a mention.
pub fn around(scene: &Scene, mention: u32, ranker: &Ranker) -> Option<Span> {
    let range = tokens(scene, mention, ranker);
    scene.span(range)
}

/// The same in tokens.
pub(super) fn tokens(scene: &Scene, mention: u32, ranker: &Ranker) -> Range<usize> {
    let name = scene.mention_tokens(mention);
    let best = |borders: &[Border], default| {
        let scores: Vec<i32> = borders.iter().map(|b| ranker.score(&b.features)).collect();
        let best = rank::decide(&scores).best.and_then(|best| borders.get(best));
        best.map_or(default, |border| border.at)
    };
    best(&starts(scene, mention), name.start)..best(&ends(scene, mention), name.end)
}

/// Where the phrase may begin, the name first.
pub fn starts(scene: &Scene, mention: u32) -> Vec<Border> {
    let name = scene.mention_tokens(mention);
    let kind = scene.kind(mention);
    let sentence = scene.sentence(name.start);
    let next = scene.word_class(name.end, sentence);
    let mut borders = Vec::new();
    let mut first = name.start;
    let mut inside: Vec<u32> = Vec::new();
    loop {
        let size = (name.start - first) as u32;
        let outer = first.checked_sub(1).filter(|&at| scene.sentence(at) == sentence);
        let before = outer.map_or(0, |at| hash::lower(scene.word(at)));
        let outer_class = outer.map_or([0; 4], |at| scene.word_class(at, sentence));
        let opens = hash::lower(scene.word(first));
        let here = scene.word_class(first, sentence);
        let mut features = vec![
            key::of(100, &[size, kind]),
            key::of(101, &[before, size.min(1)]),
            key::of(102, &[outer_class[0], outer_class[3], size.min(2)]),
            key::of(103, &[outer_class[1], size.min(1), kind]),
            key::of(104, &[outer_class[2], size.min(1)]),
            key::of(105, &[before, next[0], next[3]]),
            key::of(106, &[u32::from(outer.is_none()), size.min(1), kind]),
            key::of(113, &[outer_class[3], here[3], size.min(2), kind]),
        ];
        if size > 0 {
            features.extend([
                key::of(107, &[opens, size.min(2)]),
                key::of(108, &[here[0], here[3]]),
                key::of(109, &[here[1], kind]),
                key::of(110, &[here[3], kind, size]),
                key::of(111, &[opens, next[0], next[3]]),
                key::of(112, &[opens, kind]),
            ]);
        }
        features.extend(&inside);
        borders.push(Border { at: first, features });
        let Some(outer) = outer.filter(|_| size < BEFORE as u32) else { break };
        let stops = scene.lists_small(first).has(lexicon::FUNCTION_WORDS) && size > 0;
        let word = scene.word(outer);
        let letters = word.chars().any(char::is_alphanumeric);
        if stops || !letters && !scene.is_hyphen(outer) || scene.is_possessive(outer) {
            break;
        }
        let class = scene.word_class(outer, sentence);
        inside.push(key::of(120, &[class[0], class[3]]));
        inside.push(key::of(121, &[hash::lower(word)]));
        inside.push(key::of(122, &[class[1], class[3], kind]));
        first = outer;
    }
    borders
}

/// Where the phrase may end, the name first.
pub fn ends(scene: &Scene, mention: u32) -> Vec<Border> {
    let name = scene.mention_tokens(mention);
    let kind = scene.kind(mention);
    let sentence = scene.sentence(name.end.saturating_sub(1));
    let opens = hash::lower(scene.word(name.end));
    let second = scene.word_class(name.end + 1, sentence);
    let second_word = hash::lower(scene.word(name.end + 1));
    let mut borders = Vec::new();
    let mut push = |at: usize, marks: u32| {
        let size = ((at - name.end) as u32).min(12);
        let behind = hash::lower(scene.word(at));
        let class = scene.word_class(at, sentence);
        let grows = u32::from(size > 0);
        borders.push(Border {
            at,
            features: vec![
                key::of(130, &[grows, kind]),
                key::of(131, &[size, marks]),
                key::of(132, &[opens, grows, marks]),
                key::of(133, &[opens, grows, kind]),
                key::of(134, &[opens, second_word, grows]),
                key::of(135, &[opens, second[0], second[3], grows]),
                key::of(136, &[opens, second[2], second[3], grows, kind]),
                key::of(137, &[behind, grows]),
                key::of(138, &[class[0], grows, marks]),
                key::of(139, &[opens, second[1], grows]),
            ],
        });
    };
    push(name.end, 0);
    let mut at = name.end;
    let mut marks = 0;
    while at < name.end + BEHIND && scene.sentence(at) == sentence {
        let word = scene.word(at);
        if at == name.end {
            if scene.is_possessive(at) {
                push(at + 1, 9);
                break;
            }
            let goes_on =
                matches!(word, "," | "(" | "–" | "—" | "-" | "of" | "in" | "who" | "which");
            if !goes_on {
                break;
            }
        } else if matches!(word, "," | ")" | ";" | "–" | "—" | ".") {
            marks += 1;
            push(if word == ")" { at + 1 } else { at }, marks);
            if marks > 3 || matches!(word, "." | ";") {
                break;
            }
        }
        at += 1;
    }
    borders
}
