//! The phrases that might be key phrases, and what is known of each.

use super::word::{self, Class, Ending, Word};
use crate::{BlockKind, Kind, Mention, Model, Span, Token};
use std::collections::BTreeMap;

/// Words that a phrase has at most; annotators hardly ever mark longer ones.
const LONGEST: usize = 4;

/// What is known of a phrase, as numbers; in the order of [`NAMES`].
pub type Features = [f32; NAMES.len()];

/// What each feature measures; all are about 0–1. A share is one of the places where the phrase stands.
pub const NAMES: [&str; 34] = [
    "logarithm of the places",
    "nearness of the first place to the opening",
    "in the headline",
    "from first to last place, as a part of the text",
    "one word",
    "two words",
    "three words",
    "four words",
    "mean of the logarithm of its words' places",
    "the same of its most frequent word",
    "the same of its last word",
    "share: no word of content before or after",
    "share not taken up by its most frequent longer phrase",
    "share: all capitals",
    "share: just a name",
    "share: just the name of a person",
    "share: just the name of a place",
    "share: just the name of an organisation",
    "share: a noun is expected",
    "share: a verb is expected",
    "share: a break before",
    "share: a word of grammar behind",
    "share: a break behind",
    "last word ends in -ed",
    "last word ends in -ing",
    "last word ends in -ly",
    "last word is a plural by its ending",
    "last word is a noun by its ending",
    "last word is an adjective by its ending",
    "first word ends in -ed",
    "first word ends in -ing",
    "first word ends in -ly",
    "first word is a plural by its ending",
    "first word is an adjective by its ending",
];

/// The normal forms of a phrase's words, each with one added; 0 behind the last.
type Forms = [u32; LONGEST];

/// Words of a phrase.
fn length(forms: &Forms) -> usize {
    forms.iter().take_while(|&&form| form > 0).count()
}

/// A phrase that might be a key phrase.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Every place where it stands, in text order.
    pub spans: Vec<Span>,
    /// Normal forms of its words; different ones have different numbers.
    pub(super) forms: Vec<u32>,
    /// What is known of it.
    pub features: Features,
    /// It is mostly just a name.
    pub(super) name: bool,
}

/// What was counted of a phrase.
#[derive(Debug, Clone, Default)]
struct Seen {
    spans: Vec<Span>,
    /// Index of the first place among the words.
    first: usize,
    last_sentence: u32,
    whole: f32,
    capitals: f32,
    kinds: [f32; 4],
    noun: f32,
    verb: f32,
    break_before: f32,
    grammar_behind: f32,
    break_behind: f32,
    title: bool,
    /// Places of the most frequent phrase that is one word longer.
    longer: usize,
}

/// Sentences after which nearness to the opening is a half.
const HALF_PLACE: f32 = 4.0;

/// Doublings of the number of places that make 1.
const DOUBLINGS: f32 = 4.0;

/// All phrases of the prose and the headline; `kinds` by sentence.
pub fn find(
    text: &str,
    kinds: &[BlockKind],
    tokens: &[Token],
    mentions: &[Mention],
    model: &Model,
) -> Vec<Candidate> {
    let words = word::read(text, kinds, tokens, model);
    let names: BTreeMap<Span, Kind> = mentions.iter().map(|m| (m.span, m.kind)).collect();
    let mut seen: BTreeMap<Forms, Seen> = BTreeMap::new();
    let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
    for (start, first) in words.iter().enumerate() {
        if first.class != Class::Content {
            continue;
        }
        *counts.entry(first.form).or_default() += 1.0;
        let before = start.checked_sub(1).and_then(|at| words.get(at));
        let mut forms = Forms::default();
        let mut capitals = true;
        for (slot, (end, last)) in words.iter().enumerate().skip(start).take(LONGEST).enumerate() {
            if last.class != Class::Content {
                break;
            }
            if let Some(slot) = forms.get_mut(slot) {
                *slot = last.form + 1;
            }
            capitals &= last.capital;
            let entry = seen.entry(forms).or_default();
            let span = first.span.cover(last.span);
            if entry.spans.is_empty() {
                entry.first = start;
            }
            // Repetition without a break (`ha ha ha`) overlaps itself.
            if entry.spans.last().is_none_or(|s| s.end <= span.start) {
                let behind = words.get(end + 1).filter(|_| !last.last);
                entry.add(span, before, behind);
                entry.capitals += f32::from(u8::from(capitals));
                entry.last_sentence = last.sentence;
                entry.title |= kinds.get(first.sentence as usize) == Some(&BlockKind::Title);
                if let Some(kind) = names.get(&span) {
                    entry.name(*kind);
                }
            }
            if last.last {
                break;
            }
        }
    }
    count_longer(&mut seen);
    let sentences = words.last().map_or(1, |w| w.sentence + 1) as f32;
    seen.into_iter()
        .filter_map(|(forms, seen)| {
            let own = words.get(seen.first..seen.first + length(&forms))?;
            Some(seen.candidate(own, &counts, sentences))
        })
        .collect()
}

/// Tells each phrase how often its most frequent extension by one word stands.
fn count_longer(seen: &mut BTreeMap<Forms, Seen>) {
    let mut longer: BTreeMap<Forms, usize> = BTreeMap::new();
    for (forms, phrase) in seen.iter().filter(|(forms, _)| length(forms) > 1) {
        let [_, second, third, fourth] = *forms;
        let mut shorter = *forms;
        if let Some(last) = shorter.get_mut(length(forms) - 1) {
            *last = 0;
        }
        for part in [[second, third, fourth, 0], shorter] {
            let most = longer.entry(part).or_default();
            *most = phrase.spans.len().max(*most);
        }
    }
    for (forms, most) in longer {
        if let Some(phrase) = seen.get_mut(&forms) {
            phrase.longer = most;
        }
    }
}

/// Binary logarithm of one more than a count, as a part of [`DOUBLINGS`], at most 1: straight lines between
/// the powers of two, the same on every machine.
fn logarithm(count: f32) -> f32 {
    let whole = (count + 1.0) as u32;
    let power = whole.max(1).ilog2();
    let rest = (count + 1.0) / (1_u32 << power) as f32 - 1.0;
    ((power as f32 + rest) / DOUBLINGS).min(1.0)
}

impl Seen {
    fn add(&mut self, span: Span, before: Option<&Word>, behind: Option<&Word>) {
        self.spans.push(span);
        let before = before.map_or(Class::Break, |w| w.class);
        let behind = behind.map_or(Class::Break, |w| w.class);
        let one = |is: bool| f32::from(u8::from(is));
        self.whole += one(before != Class::Content && behind != Class::Content);
        self.noun += one(before == Class::BeforeNoun);
        self.verb += one(before == Class::BeforeVerb);
        self.break_before += one(before == Class::Break);
        self.grammar_behind += one(!matches!(behind, Class::Break | Class::Content));
        self.break_behind += one(behind == Class::Break);
    }

    fn name(&mut self, kind: Kind) {
        let [all, person, place, organization] = &mut self.kinds;
        *all += 1.0;
        match kind {
            Kind::Person => *person += 1.0,
            Kind::Location | Kind::Facility => *place += 1.0,
            Kind::Organization => *organization += 1.0,
            _ => {}
        }
    }

    fn candidate(self, words: &[Word], counts: &BTreeMap<u32, f32>, sentences: f32) -> Candidate {
        let places = self.spans.len() as f32;
        let share = |count: f32| count / places;
        let one = |is: bool| f32::from(u8::from(is));
        let length = words.len() as f32;
        let forms: Vec<u32> = words.iter().map(|word| word.form).collect();
        let count = |form: &u32| logarithm(counts.get(form).copied().unwrap_or(0.0));
        let first_sentence = words.first().map_or(0, |w| w.sentence);
        let last = words.last().map_or(Ending::Other, |w| w.ending);
        // Of a single word only the end is asked, or each weight would be two.
        let first = words.first().filter(|_| words.len() > 1).map_or(Ending::Other, |w| w.ending);
        let [name, person, place, organization] = self.kinds.map(share);
        let features = [
            logarithm(places),
            HALF_PLACE / (HALF_PLACE + first_sentence as f32),
            one(self.title),
            (self.last_sentence - first_sentence) as f32 / sentences,
            one(words.len() == 1),
            one(words.len() == 2),
            one(words.len() == 3),
            one(words.len() == 4),
            forms.iter().map(count).sum::<f32>() / length,
            forms.iter().map(count).fold(0.0, f32::max),
            forms.last().map_or(0.0, count),
            share(self.whole),
            1.0 - share((self.longer as f32).min(places)),
            share(self.capitals),
            name,
            person,
            place,
            organization,
            share(self.noun),
            share(self.verb),
            share(self.break_before),
            share(self.grammar_behind),
            share(self.break_behind),
            one(last == Ending::Ed),
            one(last == Ending::Ing),
            one(last == Ending::Ly),
            one(last == Ending::Plural),
            one(last == Ending::Noun),
            one(last == Ending::Adjective),
            one(first == Ending::Ed),
            one(first == Ending::Ing),
            one(first == Ending::Ly),
            one(first == Ending::Plural),
            one(first == Ending::Adjective),
        ];
        Candidate { spans: self.spans, forms, features, name: name > 0.5 }
    }
}
