//! What a word is made of, apart from where it stands: the same for all its occurrences in a text.

use super::cluster::Cluster;
use super::hash::{Hash, plain, small};

/// One distinct word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// Hash of the word as written.
    pub exact: u32,
    /// Hash of the word in lower case, every digit as 0.
    pub lower: u32,
    /// Hash of its shape: `Xx` for `Paris`, `X.X.` for `U.S.`; runs are cut at three.
    pub shape: u32,
    /// Hashes of the first one, two, three and four letters in lower case.
    pub prefix: [u32; 4],
    /// Hashes of the last one, two, three and four letters in lower case.
    pub suffix: [u32; 4],
    /// How it uses capitals.
    pub case: Case,
    /// What words it is like.
    pub cluster: Cluster,
    /// Letters at most that `suffix` tells of.
    pub letters: u8,
}

/// How a token uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// Beyond the first or last token.
    #[default]
    Edge,
    /// `house`.
    Lower,
    /// `House`.
    Title,
    /// `HOUSE`.
    Upper,
    /// `A`.
    Letter,
    /// `U.S.`, `J.`.
    Dotted,
    /// `McDonald`, `YouTube`.
    Mixed,
    /// `iPhone`.
    Camel,
    /// `42`.
    Number,
    /// `F16`, `4x4`.
    Alphanumeric,
    /// `.`
    Mark,
}

impl Case {
    /// True if it begins with a capital.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Title | Self::Upper | Self::Letter | Self::Dotted | Self::Mixed)
    }

    /// True without capitals: words in small letters, numbers, marks.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Lower | Self::Number | Self::Mark)
    }
}

/// Lengths of the prefixes and suffixes.
const AFFIXES: usize = 4;

impl Form {
    /// Reads a word, but for its cluster.
    pub fn read(word: &str) -> Self {
        let mut exact = Hash::new();
        let mut lower = Hash::new();
        let mut shape = Hash::new();
        let mut prefix = [0; AFFIXES];
        let mut last = [' '; AFFIXES];
        let (mut letters, mut count, mut run) = (0, 0, 0);
        let mut class = ' ';
        let mut traits = Traits::default();
        for c in word.chars().filter_map(plain) {
            exact.add(c);
            let small = small(c);
            lower.add(small);
            if let Some(slot) = prefix.get_mut(count) {
                *slot = lower.value();
            }
            let [_, third, second, first] = last;
            last = [third, second, first, small];
            count += 1;
            let now = if c.is_lowercase() {
                'x'
            } else if c.is_uppercase() {
                'X'
            } else if c.is_numeric() {
                '0'
            } else if c.is_alphabetic() {
                'a'
            } else {
                c
            };
            traits.see(now, letters);
            letters += u32::from(c.is_alphabetic());
            run = if now == class { run + 1 } else { 1 };
            class = now;
            if run <= 3 {
                shape.add(now);
            }
        }
        let mut suffix = [0; AFFIXES];
        let mut hash = Hash::new();
        for (slot, &c) in suffix.iter_mut().zip(last.iter().rev()).take(count) {
            hash.add(c);
            *slot = hash.value();
        }
        Self {
            exact: exact.value(),
            lower: lower.value(),
            shape: shape.value(),
            prefix,
            suffix,
            case: traits.case(letters),
            cluster: Cluster::default(),
            letters: count.min(AFFIXES) as u8,
        }
    }

    /// Hash of the last `length` letters, four at most, or of all if they are fewer.
    pub fn ending(&self, length: u8) -> u32 {
        let length = usize::from(length.min(self.letters));
        let before = length.checked_sub(1).and_then(|at| self.suffix.get(at));
        before.copied().unwrap_or(Hash::new().value())
    }
}

/// What [`Case`] is decided by.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "six independent facts about a word")]
struct Traits {
    first_upper: bool,
    first_lower: bool,
    later_upper: bool,
    any_lower: bool,
    digit: bool,
    dot: bool,
}

impl Traits {
    fn see(&mut self, class: char, letters_before: u32) {
        let first = letters_before == 0;
        match class {
            'X' if first => self.first_upper = true,
            'X' => self.later_upper = true,
            'x' | 'a' => {
                self.first_lower |= first;
                self.any_lower = true;
            }
            '0' => self.digit = true,
            '.' => self.dot = true,
            _ => {}
        }
    }

    fn case(&self, letters: u32) -> Case {
        match letters {
            0 if self.digit => Case::Number,
            0 => Case::Mark,
            _ if self.digit => Case::Alphanumeric,
            _ if self.first_lower && self.later_upper => Case::Camel,
            _ if self.first_lower => Case::Lower,
            _ if self.dot && !self.any_lower => Case::Dotted,
            1 => Case::Letter,
            _ if !self.any_lower => Case::Upper,
            _ if self.later_upper => Case::Mixed,
            _ => Case::Title,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_tell_the_case() {
        for (word, expected) in [
            ("house", Case::Lower),
            ("Élan", Case::Title),
            ("NATO", Case::Upper),
            ("X", Case::Letter),
            ("U.S.", Case::Dotted),
            ("J.", Case::Dotted),
            ("McDonald", Case::Mixed),
            ("O’Neill", Case::Mixed),
            ("iPhone", Case::Camel),
            ("1,200", Case::Number),
            ("F16", Case::Alphanumeric),
            ("—", Case::Mark),
        ] {
            assert_eq!(expected, Form::read(word).case, "{word}");
        }
    }

    #[test]
    fn typography_makes_no_other_word() {
        let read = |word| Form::read(word);
        assert_eq!(read("O'Neill").exact, read("O’Neill").exact);
        assert_eq!(read("O’Neill").lower, super::super::hash::lower("o'neill"));
        assert_eq!(read("coop\u{ad}eration").exact, read("cooperation").exact);
    }
}
