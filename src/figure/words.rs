//! The words of effects: `model/effects.tsv`.

use crate::Effect;
use crate::fnv::{self, Numbers};
use crate::order;

/// All effects, by the names of the table.
const EFFECTS: [Effect; 18] = [
    Effect::Killed,
    Effect::Wounded,
    Effect::Casualties,
    Effect::Missing,
    Effect::Detained,
    Effect::Arrested,
    Effect::Kidnapped,
    Effect::Displaced,
    Effect::Evacuated,
    Effect::Rescued,
    Effect::Infected,
    Effect::Hospitalized,
    Effect::LaidOff,
    Effect::Destroyed,
    Effect::Lost,
    Effect::Pledged,
    Effect::Fined,
    Effect::Voted,
];

/// How a word takes what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `killed three`, `three were killed`.
    Verb = 1,
    /// `three died`.
    Fall = 2,
    /// `three dead`, `left three dead`.
    State = 4,
    /// `three deaths`.
    Noun = 8,
    /// `the murder of three`.
    Deed = 16,
    /// `the toll rose to three`.
    Toll = 32,
}

/// What a word or phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) effect: Effect,
    /// [`Form`]s as bits.
    forms: u8,
    /// Index of the words of which one must stand behind it.
    needs: Option<u16>,
}

impl Entry {
    pub(super) fn has(self, form: Form) -> bool {
        self.forms & form as u8 != 0
    }
}

/// The words and phrases in the order of their letters.
#[derive(Debug, Default)]
pub(crate) struct Words {
    all: Vec<(String, Entry)>,
    /// Their first words.
    first: Numbers,
    /// For each that needs some: the words of which one must stand behind it.
    needs: Vec<Vec<String>>,
}

impl Words {
    /// None if the table is not UTF-8 or has a row that cannot be read.
    pub(crate) fn load(table: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(table).ok()?;
        let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut needs = Vec::new();
        let mut words = rows.map(|line| row(line, &mut needs)).collect::<Option<Vec<_>>>()?;
        order::by_words(&mut words, |(word, _)| word);
        let first = |phrase: &str| fnv::hash(phrase.bytes().take_while(|&byte| byte != b' '));
        let mut hashes: Vec<(u64, u16)> = words.iter().map(|(word, _)| (first(word), 0)).collect();
        hashes.dedup();
        Some(Self { all: words, first: Numbers::new(&hashes), needs })
    }

    /// True if a word or phrase begins with this word, in any case.
    pub(super) fn opens(&self, word: &str) -> bool {
        self.first.get(fnv::small_word(word)).is_some()
    }

    /// What a word or phrase in lower case says.
    pub(super) fn get(&self, phrase: &str) -> Option<Entry> {
        let at = self.all.binary_search_by(|(word, _)| (**word).cmp(phrase)).ok()?;
        self.all.get(at).map(|(_, entry)| *entry)
    }

    /// The words of which one must stand behind a word of effect: `homes` behind `drove`; none if it needs none.
    pub(super) fn needs(&self, entry: Entry) -> &[String] {
        entry.needs.and_then(|at| self.needs.get(at as usize)).map_or(&[], Vec::as_slice)
    }

    /// True if a longer phrase begins with these words in lower case.
    pub(super) fn begins(&self, words: &str) -> bool {
        let from = self.all.partition_point(|(word, _)| **word <= *words);
        let next = self.all.iter().skip(from).take_while(|(word, _)| word.starts_with(words));
        next.into_iter().any(|(word, _)| word.as_bytes().get(words.len()) == Some(&b' '))
    }
}

fn row(line: &str, needs: &mut Vec<Vec<String>>) -> Option<(String, Entry)> {
    let mut cells = line.split('\t');
    let (word, name, forms) = (cells.next()?, cells.next()?, cells.next()?);
    let effect = EFFECTS.into_iter().find(|effect| effect.name() == name)?;
    let mut entry = Entry { effect, forms: 0, needs: None };
    for form in forms.split(' ') {
        entry.forms |= match form {
            "verb" => Form::Verb,
            "fall" => Form::Fall,
            "state" => Form::State,
            "noun" => Form::Noun,
            "deed" => Form::Deed,
            "toll" => Form::Toll,
            _ => return None,
        } as u8;
    }
    if let Some(words) = cells.next() {
        entry.needs = Some(needs.len() as u16);
        needs.push(words.split(' ').map(str::to_owned).collect());
    }
    Some((word.to_owned(), entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_known_by_their_first_word() {
        let table = b"# words\nlost their lives\tkilled\tfall\nlosses\tlost\ttoll\ndeaths\tkilled\tnoun deed\n";
        let words = Words::load(table).expect("a table");
        assert!(words.begins("lost"));
        assert!(!words.begins("loss"));
        assert!(words.get("deaths").is_some_and(|e| e.has(Form::Noun) && e.has(Form::Deed)));
        assert_eq!(None, words.get("lost"));
    }

    #[test]
    fn a_word_may_need_another_behind_it() {
        let words = Words::load(b"drove\tdisplaced\tverb\thomes houses\n").expect("a table");
        let entry = words.get("drove").expect("a word");
        assert_eq!(words.needs(entry), ["homes", "houses"]);
    }

    #[test]
    fn a_table_with_an_unknown_effect_is_none() {
        assert!(Words::load(b"sung\tmusic\tverb\n").is_none());
    }
}
