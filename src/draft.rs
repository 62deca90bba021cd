//! What is kept of a text for the reading of its next version: between two keystrokes most sentences stay as they are.
//!
//! A stage that reads a text in parts (sentences) keeps with each part all that its result is made of. A part whose
//! neighbours alone were touched is found by its number from the front or from the back, compared, and not read again: the
//! result is the same value that reading would give.

use crate::mention::Labelled;
use crate::statement::Asked;
use crate::tag::Tagged;

/// Bytes of the longest text of which anything is kept: nobody types in a longer one, and what is kept takes some three
/// times the text.
const LONGEST: usize = 1 << 20;

/// The last version of a text, for [`crate::reread`].
#[derive(Debug, Default)]
pub struct Draft {
    pub(crate) names: Parts<Labelled>,
    pub(crate) tags: Parts<Tagged>,
    pub(crate) statements: Parts<Asked>,
    /// Of what is said in quotations.
    pub(crate) spoken: Parts<Asked>,
}

impl Draft {
    /// Keeps nothing of a text that is too long.
    pub(crate) fn begin(&mut self, text: &str) {
        let keeps = text.len() <= LONGEST;
        self.names.begin(keeps);
        self.tags.begin(keeps);
        self.statements.begin(keeps);
        self.spoken.begin(keeps);
    }
}

/// What is kept of the parts of a text, in text order.
#[derive(Debug)]
pub(crate) struct Parts<T> {
    keeps: bool,
    last: Vec<Option<T>>,
    now: Vec<Option<T>>,
}

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self { keeps: false, last: Vec::new(), now: Vec::new() }
    }
}

impl<T> Parts<T> {
    /// What was kept last is for this version now.
    fn begin(&mut self, keeps: bool) {
        self.keeps = keeps;
        std::mem::swap(&mut self.last, &mut self.now);
        self.now.clear();
        if !keeps {
            *self = Self::default();
        }
    }

    /// Whether anything is kept.
    pub(crate) fn keeps(&self) -> bool {
        self.keeps
    }

    /// What is kept of part `at` of `count`, if one of the two that it may be is the `same`; it is kept on.
    pub(crate) fn again(
        &mut self,
        at: usize,
        count: usize,
        same: impl Fn(&T) -> bool,
    ) -> Option<&T> {
        let behind = (self.last.len() + at).checked_sub(count);
        for place in [Some(at), behind].into_iter().flatten() {
            let Some(part) = self.last.get_mut(place) else { continue };
            if part.as_ref().is_some_and(&same) {
                self.now.push(part.take());
                return self.now.last()?.as_ref();
            }
        }
        None
    }

    /// Keeps a part that was read, for the next version.
    pub(crate) fn keep(&mut self, part: impl FnOnce() -> T) {
        if self.keeps {
            self.now.push(Some(part()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, Options, analyze, reread};

    #[test]
    fn parts_are_found_from_both_ends() {
        let mut parts = Parts::default();
        let mut read = |version: &str| {
            parts.begin(true);
            let words: Vec<&str> = version.split(' ').collect();
            let mut fresh = Vec::new();
            for (at, &word) in words.iter().enumerate() {
                if parts.again(at, words.len(), |kept: &String| kept == word).is_none() {
                    fresh.push(word.to_owned());
                    parts.keep(|| word.to_owned());
                }
            }
            fresh.join(" ")
        };
        assert_eq!("one two three", read("one two three"));
        assert_eq!("", read("one two three"));
        assert_eq!("new", read("one new two three"));
        assert_eq!("other", read("one other two three"));
        assert_eq!("", read("two three"));
    }

    #[test]
    fn a_text_that_is_typed_in_is_read_as_if_it_were_new() {
        let model = Model::shared();
        let text = "MOMBASA (Coast Wire) - Governor Ada Orr said on Monday that the port was shut. “We lost \
            two boats,” she told reporters, “and a pier.”\n\nThe Port Authority denied it. Orr, 51, won \
            in 2021.\n\nIn Lamu, police said that Juma Bakari had told them: “I saw Orr leave.” He left.";
        let typed = " The mayor, Juma Orr, said “never again” to the Port Authority’s chief.";
        let mut draft = Draft::default();
        for at in [0, 90, 170, text.len() - 9] {
            let at =
                (at..text.len()).find(|&at| text.is_char_boundary(at)).expect("its end is one");
            let (before, behind) = text.split_at(at);
            for (end, _) in typed.char_indices() {
                let version = [before, typed.split_at(end).0, behind].concat();
                let fresh = analyze(&version, model, &Options::default());
                let again = reread(&version, model, &Options::default(), &mut draft, &mut |_| ());
                assert_eq!(fresh, again, "{version}");
            }
        }
    }
}
