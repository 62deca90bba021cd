//! Whether a statement was made: `did not say whether`, `if she says that`, `is expected to announce` report words
//! that nobody has said.
//!
//! Read from the verb group of the cue and the word before its clause; nouns and cues like `according to` stand for
//! what was said. In PDTB's terms (Prasad et al. 2007, scopal polarity and determinacy of attributions).

use super::find::Found;
use super::words::{self, Bearing};
use crate::lexicon::{self, Lexicon};
use crate::vocabulary::Vocabulary;
use crate::{Standing, Tag, Token, TokenKind};

/// Most tokens of a verb group before its cue: `has so far not been willing to say`.
const GROUP: usize = 6;

/// Tokens between a condition and the source or verb that it governs: `if the`, `if he`.
const CONDITION: usize = 2;

/// What is known of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) vocabulary: &'a Vocabulary<'a>,
    pub(super) tokens: &'a [Token],
    pub(super) tags: &'a [Tag],
    pub(super) lexicon: &'a Lexicon,
    pub(super) bearings: &'a words::Words,
}

impl<'a> Words<'a> {
    fn small(&self, at: usize) -> &'a str {
        &self.vocabulary.at(at).small
    }

    fn bears(&self, at: usize, bearing: Bearing) -> bool {
        self.bearings.bearing(self.small(at)) == Some(bearing)
    }

    fn denies(&self, at: usize) -> bool {
        self.lexicon.lists_small(self.small(at)).has(lexicon::REPORTING_DENYING)
    }

    /// The token before another in its sentence.
    fn before(&self, at: usize) -> Option<usize> {
        let sentence = |at: usize| self.tokens.get(at).map(|t| t.sentence);
        at.checked_sub(1).filter(|&before| sentence(before) == sentence(at))
    }
}

/// Whether what `found` reports was said.
pub(super) fn of(words: Words, found: &Found) -> Standing {
    let cue = found.cue;
    if !matches!(words.tags.get(cue), Some(Tag::Verb | Tag::Auxiliary)) {
        return Standing::Said;
    }
    let speaker = found.source.clone().filter(|source| source.end <= cue);
    let first = speaker.clone().map(|source| source.start);
    // `no official said`, but `No 10 said`.
    let none = |at: usize| {
        let number = words.tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Number);
        words.bears(at, Bearing::Nobody) || words.bears(at, Bearing::Negation) && !number
    };
    if first.is_some_and(none) {
        return Standing::Unsaid;
    }
    // `refused to confirm that`: the verb before the infinitive is the cue.
    let infinitive = words.small(cue + 1) == "to";
    if infinitive && words.denies(cue) {
        return Standing::Unsaid;
    }
    let (start, standing) = group(words, cue);
    if standing != Standing::Said {
        return standing;
    }
    let clause = first.unwrap_or(start);
    let mut at = clause;
    for _ in 0..CONDITION {
        let Some(before) = words.before(at) else { break };
        if words.bears(before, Bearing::Condition) {
            return Standing::Supposed;
        }
        at = before;
    }
    Standing::Said
}

/// The first token of a verb's group, and what the group says.
fn group(words: Words, verb: usize) -> (usize, Standing) {
    let mut at = verb;
    let mut supposed = false;
    while let Some(before) = words.before(at).filter(|before| verb - before <= GROUP) {
        let small = words.small(before);
        let bearing = words.bearings.bearing(small);
        let negates = bearing == Some(Bearing::Negation) && words.small(at) != "only";
        match words.tags.get(before) {
            Some(Tag::Auxiliary) => {
                let contracted = ["n't", "n’t"].iter().any(|not| small.ends_with(not));
                if negates || contracted || small == "cannot" {
                    return (before, Standing::Unsaid);
                }
                supposed |= bearing != Some(Bearing::Plain);
            }
            Some(Tag::Particle) if small == "to" => {
                let Some(governor) = words.before(before) else { break };
                if words.denies(governor) {
                    return (before, Standing::Unsaid);
                }
                supposed |= words.bears(governor, Bearing::Prospect);
                if !supposed {
                    break;
                }
            }
            _ if negates => return (before, Standing::Unsaid),
            Some(Tag::Adverb | Tag::Particle) => {}
            _ if supposed && bearing == Some(Bearing::Prospect) => {}
            _ => break,
        }
        at = before;
    }
    (at, if supposed { Standing::Supposed } else { Standing::Said })
}
