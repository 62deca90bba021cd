//! One person without a name who speaks: `a spokesman for the ministry`, `one witness`. Who goes on as `he` is that one, not
//! somebody who was named before.

use super::Context;
use super::speaker::{BINDING, Sex};
use crate::lexicon::{self, Lexicon};
use crate::{Kind, Span};

/// Such a speaker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nameless {
    /// Whether the words are of a man, and of a woman.
    pub(super) sex: Sex,
    /// The body for which they speak, if it is named with them.
    pub(super) speaker: Option<u32>,
    /// Number of the sentence of their last statement.
    pub(super) sentence: u32,
    /// Where that statement ends.
    pub(super) told: u32,
}

/// Words that begin one person without a name. Of 13 sources that this changed in 500 articles ten were put right and one wrong;
/// with `the`, which mostly points back to a name, a third was wrong.
const ONE: [&str; 4] = ["a", "an", "one", "another"];

/// The sex of the person whom a source describes, if it describes one and no more: its head is the word before a
/// preposition or a comma.
pub(super) fn described(text: &str, lexicon: &Lexicon, source: Span) -> Option<Sex> {
    let mut words = source.of(text).split_whitespace();
    let first = words.next()?;
    if !ONE.iter().any(|one| one.eq_ignore_ascii_case(first)) {
        return None;
    }
    let mut head = None;
    for word in words.take_while(|word| !BINDING.contains(word)) {
        let bare = word.trim_end_matches(',');
        head = Some(bare);
        if bare != word {
            break;
        }
    }
    let head = head?;
    let lists = lexicon.lists_small(head);
    let of = |list| lists.has(list);
    let known = [lexicon::REFERENCE_HEADS_PERSON, lexicon::PERSON_NOUNS, lexicon::ROLES];
    let (man, woman) = (of(lexicon::REFERENCE_HEADS_MAN), of(lexicon::REFERENCE_HEADS_WOMAN));
    (man || woman || lists.has_any(&known)).then_some((man, woman))
}

impl Nameless {
    /// True if the article itself, and not who speaks, names a person behind the last statement and before `source`.
    pub(super) fn is_past(&self, context: &Context, source: Span, said: &[Span]) -> bool {
        let first = context.mentions.partition_point(|m| m.span.start < self.told);
        let between = context.mentions.iter().skip(first);
        between
            .take_while(|m| m.span.end <= source.start)
            .any(|m| m.kind == Kind::Person && !said.iter().any(|part| part.overlaps(m.span)))
    }
}
