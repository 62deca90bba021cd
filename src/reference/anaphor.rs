//! Words that may mean an entity: where they stand and what they demand.

use super::scene::Scene;
use crate::lexicon::{self, List};
use crate::{Span, TokenKind};
use std::ops::Range;

/// What words demand of whom they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// `he`.
    He,
    /// `she`.
    She,
    /// `it`.
    It,
    /// `they`.
    They,
    /// `I`.
    I,
    /// `we`.
    We,
    /// A description, by what its head stands for: the place in [`HEADS`].
    Head(u8),
}

/// What heads of descriptions stand for.
pub const HEADS: [List; 13] = [
    lexicon::REFERENCE_HEADS_PERSON,
    lexicon::REFERENCE_HEADS_MAN,
    lexicon::REFERENCE_HEADS_WOMAN,
    lexicon::REFERENCE_HEADS_PEOPLE,
    lexicon::REFERENCE_HEADS_BODY,
    lexicon::REFERENCE_HEADS_COUNTRY,
    lexicon::REFERENCE_HEADS_CITY,
    lexicon::REFERENCE_HEADS_REGION,
    lexicon::REFERENCE_HEADS_WATER,
    lexicon::REFERENCE_HEADS_FACILITY,
    lexicon::REFERENCE_HEADS_EVENT,
    lexicon::REFERENCE_HEADS_PRODUCT,
    lexicon::REFERENCE_HEADS_WORK,
];

/// Descriptions of a single person.
const PERSONS: Range<u8> = 0..3;

/// The longest description, in tokens behind its article: `the 34-year-old former defence minister`.
const LONGEST: usize = 9;

impl Class {
    /// True for pronouns.
    pub fn is_pronoun(self) -> bool {
        !matches!(self, Self::Head(_))
    }

    /// True if a single human being is meant.
    pub fn is_person(self) -> bool {
        match self {
            Self::He | Self::She | Self::I => true,
            Self::It | Self::They | Self::We => false,
            Self::Head(head) => PERSONS.contains(&head),
        }
    }

    /// What nobody loses against a named one, in steps: whoever reads `he` thinks of someone, and a missed
    /// link costs more than half the gain of a right one. From the shares of right links in
    /// cross-validation on the training articles.
    pub fn handicap_of_nobody(self) -> i32 {
        match self {
            Self::He | Self::She | Self::It => 8,
            Self::Head(_) => 4,
            Self::They | Self::I | Self::We => 0,
        }
    }

    /// As a part of features.
    pub(super) fn code(self) -> u32 {
        match self {
            Self::He => 1,
            Self::She => 2,
            Self::It => 3,
            Self::They => 4,
            Self::I => 5,
            Self::We => 6,
            Self::Head(head) => 10 + u32::from(head),
        }
    }
}

/// What a pronoun does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `he`; also all descriptions.
    Subject,
    /// `him`, and `it` behind a verb or preposition as far as can be told: not at all.
    Object,
    /// `his`.
    Possessive,
    /// `himself`.
    Reflexive,
}

/// Words that may mean an entity.
#[derive(Debug, Clone)]
pub struct Anaphor {
    /// Where they stand.
    pub span: Span,
    /// The same in tokens.
    pub tokens: Range<usize>,
    /// What they demand.
    pub class: Class,
    /// What they do in the clause.
    pub case: Case,
}

/// The pronoun that a word is.
pub(super) fn pronoun(word: &str) -> Option<(Class, Case)> {
    use Case::{Object, Possessive, Reflexive, Subject};
    // One word of grammar has one meaning; the lists of the lexicon are for what can grow.
    Some(match word {
        "he" => (Class::He, Subject),
        "him" => (Class::He, Object),
        "his" => (Class::He, Possessive),
        "himself" => (Class::He, Reflexive),
        "she" => (Class::She, Subject),
        "her" | "hers" => (Class::She, Possessive),
        "herself" => (Class::She, Reflexive),
        "it" => (Class::It, Subject),
        "its" => (Class::It, Possessive),
        "itself" => (Class::It, Reflexive),
        "they" => (Class::They, Subject),
        "them" => (Class::They, Object),
        "their" | "theirs" => (Class::They, Possessive),
        "themselves" => (Class::They, Reflexive),
        "i" => (Class::I, Subject),
        "me" => (Class::I, Object),
        "my" | "mine" => (Class::I, Possessive),
        "myself" => (Class::I, Reflexive),
        "we" => (Class::We, Subject),
        "us" => (Class::We, Object),
        "our" | "ours" => (Class::We, Possessive),
        "ourselves" => (Class::We, Reflexive),
        _ => return None,
    })
}

/// The words that may mean an entity and begin at a token.
pub(super) fn at(scene: &Scene, at: usize) -> Option<Anaphor> {
    let token = scene.tokens.get(at)?;
    if token.kind != TokenKind::Word || token.span.len() > 10 || scene.mention_at(at).is_some() {
        return None;
    }
    let word = scene.word(at);
    let small = scene.small(at);
    if let Some((class, case)) = pronoun(small) {
        // `US` and `IT` in capitals are names, `i` is a list mark.
        let shouted = word.len() > 1 && word.chars().all(char::is_uppercase);
        let fits = if class == Class::I && small == "i" { word == "I" } else { !shouted };
        return fits.then(|| Anaphor { span: token.span, tokens: at..at + 1, class, case });
    }
    matches!(small, "the" | "this" | "that" | "these" | "those").then(|| description(scene, at))?
}

/// The description that begins with the article or pointer at a token.
fn description(scene: &Scene, first: usize) -> Option<Anaphor> {
    let mut head = None;
    let mut at = first + 1;
    while at <= first + LONGEST && scene.sentence(at) == scene.sentence(first) {
        let token = scene.tokens.get(at)?;
        let word = scene.word(at);
        match token.kind {
            TokenKind::Number => {}
            TokenKind::Punct if scene.is_hyphen(at) => {}
            TokenKind::Word => {
                if matches!(word, "'s" | "’s" | "'" | "’") {
                    // A possessive behind the head ends the description, one behind a name goes on.
                    if head.is_some() {
                        break;
                    }
                } else {
                    let lists = scene.lists_small(at);
                    if lists.has(lexicon::FUNCTION_WORDS) && !is_inside(word) {
                        break;
                    }
                    let class = HEADS.iter().position(|&list| lists.has(list));
                    let named = scene.mention_at(at).is_some();
                    match class {
                        Some(class) if !named => head = Some((at, class)),
                        // A word behind the head that is no head: the next noun, or the verb.
                        _ if head.is_some() => break,
                        _ => {}
                    }
                }
            }
            _ => break,
        }
        at += 1;
    }
    let (last, class) = head?;
    let (opens, closes) = (scene.tokens.get(first)?, scene.tokens.get(last)?);
    Some(Anaphor {
        span: opens.span.cover(closes.span),
        tokens: first..last + 1,
        class: Class::Head(class as u8),
        case: Case::Subject,
    })
}

/// Words of grammar that stand inside a description.
fn is_inside(word: &str) -> bool {
    matches!(
        word,
        "two" | "three" | "once" | "many" | "few" | "same" | "last" | "old" | "much" | "now"
    )
}
