//! The words of events: `model/events.tsv`, in all forms of its verbs and nouns.

use crate::fnv::{self, Numbers};
use crate::inflection::{Irregular, VerbForm, plural, rows};
use crate::order;

/// Kinds of events, by the names of the table.
const KINDS: [&str; 44] = [
    "abduct",
    "accident",
    "accuse",
    "agree",
    "aid",
    "appoint",
    "arrest",
    "ask",
    "attack",
    "build",
    "change",
    "close",
    "concede",
    "cooperate",
    "court",
    "crime",
    "damage",
    "die",
    "disaster",
    "discover",
    "elect",
    "flee",
    "health",
    "injure",
    "join",
    "kill",
    "launch",
    "leave_office",
    "legislate",
    "life",
    "meet",
    "mobilize",
    "move",
    "protest",
    "reject",
    "rescue",
    "restrict",
    "retreat",
    "sanction",
    "seize",
    "sport",
    "support",
    "threaten",
    "trade",
];

/// Root categories of the PLOVER scheme (Open Event Data Alliance, 2018).
const ROOTS: [&str; 16] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONCEDE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
];

/// What a word before a trigger says of whether it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// Somebody claims it: `accused of`, `allegations that`.
    Alleged,
    /// It did not happen: `prevented`, `refrain from`.
    Denied,
    /// It happened, although an infinitive tells it: `began to`, `forced them to`.
    Done,
    /// It may happen: `likely`, `the risk of`.
    Possible,
    /// Somebody wants it: `demanded`, `recommended`.
    Wanted,
}

/// How a word takes those who take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// The subject does it to the object.
    Act,
    /// The subject does it.
    Do,
    /// Subject and object do it together.
    Meet,
    /// It happens to the subject.
    Undergo,
    /// The noun behind it says what happens.
    Light,
}

/// The form in which a verb stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `attack`, `attacks`.
    Present,
    /// `took`: past alone.
    Past,
    /// `attacked`: past or participle.
    Either,
    /// `taken`: participle alone.
    Participle,
    /// `attacking`.
    Ing,
    /// A noun.
    Noun,
    /// A weapon.
    Weapon,
}

impl From<VerbForm> for Form {
    fn from(form: VerbForm) -> Self {
        match form {
            VerbForm::Present => Self::Present,
            VerbForm::Past => Self::Past,
            VerbForm::Either => Self::Either,
            VerbForm::Participle => Self::Participle,
            VerbForm::Ing => Self::Ing,
        }
    }
}

/// One reading of a word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// What happens; nothing for light verbs.
    pub(super) kind: Option<&'static str>,
    pub(super) root: Option<&'static str>,
    pub(super) frame: Frame,
    pub(super) form: Form,
    /// True if it is done to somebody, or to what has a name: `kill`, `arrest`, but not `destroy`.
    pub(super) who: bool,
    /// Number of the list of what it is done to, if only that makes it an event: `lift a ban`.
    pub(super) objects: Option<u16>,
}

impl Entry {
    /// True if a weapon is the object and stands between the verb and whom it is aimed at: `fired rockets at the port`.
    pub(super) fn is_aimed(&self) -> bool {
        self.frame == Frame::Act && self.kind == Some("attack") && self.objects.is_some()
    }
}

/// Phrases in small letters in the order of their letters, each with a reading.
#[derive(Debug, Default)]
pub(crate) struct Words {
    all: Vec<(String, Entry)>,
    /// By the hash of a first word: its place among `firsts`.
    first: Numbers,
    /// Where the phrases with each first word begin, in order.
    firsts: Vec<usize>,
    /// Words before a trigger in the order of their letters.
    cues: Vec<(String, Cue)>,
    /// Lists of nouns in small letters.
    objects: Vec<Vec<String>>,
}

impl Words {
    /// Of the two tables; none if one cannot be read.
    pub(crate) fn load(table: &[u8], irregular: &[u8]) -> Option<Self> {
        let irregular = Irregular::load(irregular)?;
        let mut all = Self::default();
        for row in rows(std::str::from_utf8(table).ok()?) {
            read(row, &irregular, &mut all)?;
        }
        let Self { all: mut words, mut cues, objects, .. } = all;
        order::by_words(&mut words, |(word, _)| word);
        order::by_words(&mut cues, |(word, _)| word);
        let first = |phrase: &str| fnv::hash(phrase.bytes().take_while(|&byte| byte != b' '));
        let (mut hashes, mut firsts) = (Vec::new(), Vec::new());
        for (place, (phrase, _)) in words.iter().enumerate() {
            let hash = first(phrase);
            if hashes.last().is_none_or(|&(last, _)| last != hash) {
                hashes.push((hash, u16::try_from(hashes.len()).ok()?));
                firsts.push(place);
            }
        }
        Some(Self { all: words, first: Numbers::new(&hashes), firsts, cues, objects })
    }

    /// What a word in small letters says of a trigger behind it.
    pub(super) fn cue(&self, word: &str) -> Option<Cue> {
        let at = self.cues.binary_search_by(|(known, _)| known.as_str().cmp(word)).ok()?;
        self.cues.get(at).map(|&(_, cue)| cue)
    }

    /// True if a noun in small letters is one of those of a list, in the singular or plural; `name` and `number` stand for all
    /// names and numbers.
    pub(super) fn takes(&self, list: u16, noun: &str) -> bool {
        let known = |noun: &str| {
            self.objects.get(usize::from(list)).is_some_and(|all| all.iter().any(|n| n == noun))
        };
        known(noun)
            || noun.strip_suffix('s').is_some_and(known)
            || noun.strip_suffix("es").is_some_and(known)
            || noun.strip_suffix("ies").is_some_and(|stem| known(&format!("{stem}y")))
    }

    /// The phrases whose first word has this hash in small letters.
    pub(super) fn opened_by(&self, hash: u64) -> Phrases<'_> {
        let Some(number) = self.first.get(hash).map(usize::from) else { return Phrases(&[]) };
        let from = self.firsts.get(number).copied().unwrap_or_default();
        let to = self.firsts.get(number + 1).copied().unwrap_or(self.all.len());
        Phrases(self.all.get(from..to).unwrap_or_default())
    }
}

/// Phrases that begin with one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrases<'a>(&'a [(String, Entry)]);

impl<'a> Phrases<'a> {
    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// All readings of a phrase in small letters.
    pub(super) fn get(self, phrase: &str) -> impl Iterator<Item = Entry> + use<'a, '_> {
        let own = self.0.iter().skip_while(move |(word, _)| word != phrase);
        own.take_while(move |(word, _)| word == phrase).map(|&(_, entry)| entry)
    }

    /// True if one begins with these letters.
    pub(super) fn begin(self, letters: &str) -> bool {
        self.0.iter().any(|(word, _)| word.starts_with(letters))
    }
}

/// One row, in all forms.
fn read(row: &str, irregular: &Irregular, all: &mut Words) -> Option<()> {
    let Words { all: words, cues, objects, .. } = all;
    let mut cells = row.split('\t');
    let (phrase, part, frame) = (cells.next()?, cells.next()?, cells.next()?);
    let (kind, root) = (cells.next()?, cells.next()?);
    if part == "c" {
        let cue = match kind {
            "alleged" => Cue::Alleged,
            "denied" => Cue::Denied,
            "done" => Cue::Done,
            "possible" => Cue::Possible,
            "wanted" => Cue::Wanted,
            _ => return None,
        };
        cues.push((phrase.to_owned(), cue));
        return Some(());
    }
    let (frame, who) = frame.strip_suffix("-who").map_or((frame, false), |frame| (frame, true));
    let frame = match frame {
        "act" => Frame::Act,
        "do" => Frame::Do,
        "meet" => Frame::Meet,
        "undergo" => Frame::Undergo,
        "light" => Frame::Light,
        _ => return None,
    };
    let known = |of: &[&'static str], name: &str| of.iter().copied().find(|&known| known == name);
    let kind = known(&KINDS, kind);
    if kind.is_none() && frame != Frame::Light {
        return None;
    }
    let root = known(&ROOTS, root);
    let nouns = cells.next().map(|nouns| nouns.split(' ').map(str::to_owned).collect());
    let list = u16::try_from(objects.len()).ok().filter(|_| nouns.is_some());
    objects.extend(nouns);
    let mut add = |phrase: String, form| {
        words.push((phrase, Entry { kind, root, frame, form, who, objects: list }));
    };
    let (first, rest) = phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()));
    match part {
        "v" => {
            for (form, word) in irregular.forms(first) {
                add(word + rest, form.into());
            }
        }
        "n" | "w" => {
            let form = if part == "n" { Form::Noun } else { Form::Weapon };
            add(plural(phrase), form);
            add(phrase.to_owned(), form);
        }
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let table = b"stab\tv\tact\tattack\tASSAULT\ncarry out\tv\tlight\t-\t-\nrally\tn\tdo\tprotest\tPROTEST\nshoot\tv\tact\tattack\tASSAULT\n";
        Words::load(table, b"shoot\tshot\tshot\n").expect("tables")
    }

    #[test]
    fn words_are_known_in_all_forms() {
        let words = words();
        let opened_by = |word: &str| words.opened_by(fnv::small_word(word));
        let form = |phrase: &str| {
            let first = phrase.split(' ').next().unwrap_or_default();
            opened_by(first).get(phrase).next().map(|entry| entry.form)
        };
        assert_eq!(Some(Form::Either), form("stabbed"));
        assert_eq!(Some(Form::Ing), form("carrying out"));
        assert_eq!(Some(Form::Noun), form("rallies"));
        assert_eq!(Some(Form::Either), form("shot"));
        assert_eq!(None, form("shooted"));
        assert!(opened_by("Carried").begin("carried o"));
        assert!(!opened_by("carried").begin("carried a"));
        assert!(opened_by("carrots").is_empty());
    }

    #[test]
    fn a_table_with_an_unknown_kind_is_none() {
        assert!(Words::load(b"sing\tv\tact\tmusic\t-\n", b"").is_none());
    }
}
