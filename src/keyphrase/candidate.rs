//! The phrases that might be key phrases, and what is known of each.

use super::word::{self, Class, Ending, Word};
use crate::fnv::Numbering;
use crate::reader::Words;
use crate::vocabulary::Vocabulary;
use crate::{BlockKind, Kind, Mention, Model, Span, Token};

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

/// The normal forms of a phrase's words, 32 bits each with one added, the first on top; 0 behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Forms(u128);

impl Forms {
    fn hash(self) -> u64 {
        let (high, low) = ((self.0 >> 64) as u64, self.0 as u64);
        let mixed = (high ^ low.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    }

    /// Bits of a form.
    const BITS: u32 = u128::BITS / LONGEST as u32;

    /// With another word behind those that there are.
    fn with(self, place: usize, form: u32) -> Self {
        Self(self.0 | u128::from(form + 1) << (u128::BITS - Self::BITS * (place as u32 + 1)))
    }

    /// Words of the phrase.
    fn length(self) -> usize {
        (u128::BITS - self.0.trailing_zeros()).div_ceil(Self::BITS) as usize
    }

    /// The phrases that are one word shorter; of one word none.
    fn parts(self) -> [Self; 2] {
        let last = u128::BITS - Self::BITS * self.length() as u32;
        let without_last = self.0 >> last >> Self::BITS << Self::BITS << last;
        [Self(self.0 << Self::BITS), Self(without_last)]
    }
}

/// A phrase: the places of its words.
#[derive(Debug)]
struct Phrase<'a> {
    forms: Forms,
    /// The index of the first word of each, in text order.
    places: &'a [u32],
    /// Places that do not overlap the one before.
    count: u32,
    /// Places of the most frequent phrase that is one word longer.
    longer: u32,
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
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
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
    let vocabulary = Vocabulary::read(text, tokens, &model.lexicon, &model.clusters);
    let words = Words::read(text, tokens, &vocabulary, &model.lexicon);
    search(&words, kinds, mentions, model, |_| true)
}

/// The phrases whose features are wanted.
pub(super) fn search(
    known: &Words,
    kinds: &[BlockKind],
    mentions: &[Mention],
    model: &Model,
    wanted: impl Fn(&Features) -> bool,
) -> Vec<Candidate> {
    let words = word::read(known, kinds, model);
    let runs = Runs::read(&words);
    let phrases = phrases(&words, &runs);
    let mut counts = Vec::new();
    for word in words.iter().filter(|word| word.class == Class::Content) {
        let form = word.form as usize;
        counts.resize(counts.len().max(form + 1), 0.0);
        counts.get_mut(form).into_iter().for_each(|count| *count += 1.0);
    }
    let sentences = words.last().map_or(1, |w| w.sentence + 1) as f32;
    let mut found = Vec::new();
    for phrase in &phrases {
        let mut seen = Seen::default();
        for (own, before, behind) in phrase.apart(&words) {
            seen.add(own, before, behind, kinds, mentions);
        }
        let first = phrase.places.first().map_or(0, |&start| start as usize);
        let Some(own) = words.get(first..first + phrase.forms.length()) else { continue };
        let features = seen.features(phrase, own, &counts, sentences);
        if wanted(&features) {
            let spans = phrase.apart(&words).map(|(own, ..)| span(own)).collect();
            let forms = own.iter().map(|word| word.form).collect();
            let name = seen.is_name(phrase.count as f32);
            found.push(Candidate { spans, forms, features, name });
        }
    }
    found
}

/// Every run of words that may be a phrase: numbered as they come, for sorting took a tenth of the time of this stage.
struct Runs {
    /// The numbers of those that are alike.
    numbering: Numbering,
    /// By number: the forms.
    forms: Vec<Forms>,
    /// By number: where its places begin among all, and those of the last end.
    starts: Vec<usize>,
    /// The index of the first word of each, by their numbers, then in text order.
    places: Vec<u32>,
}

impl Runs {
    fn read(words: &[Word]) -> Self {
        let mut numbering = Numbering::new(words.len());
        let mut all: Vec<(u32, u32)> = Vec::with_capacity(words.len());
        let mut known: Vec<Forms> = Vec::with_capacity(words.len());
        let mut starts = vec![0];
        for start in 0..words.len() {
            let mut forms = Forms::default();
            for (place, word) in words.iter().skip(start).take(LONGEST).enumerate() {
                if word.class != Class::Content {
                    break;
                }
                forms = forms.with(place, word.form);
                let number = number(&mut numbering, &known, forms);
                if number as usize == known.len() {
                    known.push(forms);
                    starts.push(0);
                }
                if let Some(count) = starts.get_mut(number as usize + 1) {
                    *count += 1;
                }
                all.push((number, start as u32));
                if word.last {
                    break;
                }
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![0; all.len()];
        for (number, start) in all {
            let Some(next) = next.get_mut(number as usize) else { continue };
            places.get_mut(*next).into_iter().for_each(|place| *place = start);
            *next += 1;
        }
        Self { numbering, forms: known, starts, places }
    }
}

fn number(numbering: &mut Numbering, known: &[Forms], forms: Forms) -> u32 {
    numbering.number_where(forms.hash(), |other| known.get(other as usize) == Some(&forms))
}

/// The phrases by their numbers.
fn phrases<'a>(words: &[Word], runs: &'a Runs) -> Vec<Phrase<'a>> {
    let mut phrases = Vec::with_capacity(runs.forms.len());
    for (&forms, range) in runs.forms.iter().zip(runs.starts.windows(2)) {
        let &[start, end] = range else { continue };
        let places = runs.places.get(start..end).unwrap_or_default();
        let mut phrase = Phrase { forms, places, count: 0, longer: 0 };
        phrase.count = phrase.apart(words).count() as u32;
        phrases.push(phrase);
    }
    for at in 0..phrases.len() {
        let Some(&Phrase { forms, count, .. }) = phrases.get(at) else { continue };
        if forms.length() < 2 {
            continue;
        }
        for part in forms.parts() {
            let found = runs
                .numbering
                .find(part.hash(), |other| runs.forms.get(other as usize) == Some(&part));
            if let Some(part) = found.and_then(|at| phrases.get_mut(at as usize)) {
                part.longer = part.longer.max(count);
            }
        }
    }
    phrases
}

impl Phrase<'_> {
    /// The words of each place, and those before and behind; repetition without a break (`ha ha ha`) overlaps itself
    /// and counts once.
    fn apart<'w>(
        &self,
        words: &'w [Word],
    ) -> impl Iterator<Item = (&'w [Word], Option<&'w Word>, Option<&'w Word>)> {
        let length = self.forms.length();
        let mut end = 0;
        self.places.iter().filter_map(move |&start| {
            let start = start as usize;
            let own = words.get(start..start + length)?;
            if start < end {
                return None;
            }
            end = start + length;
            let before = start.checked_sub(1).and_then(|at| words.get(at));
            let behind = words.get(end).filter(|_| own.last().is_some_and(|word| !word.last));
            Some((own, before, behind))
        })
    }
}

/// From the first word to the last.
fn span(words: &[Word]) -> Span {
    let (first, last) = (words.first(), words.last());
    first.zip(last).map_or(Span::default(), |(first, last)| first.span.cover(last.span))
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
    /// Counts one place.
    fn add(
        &mut self,
        words: &[Word],
        before: Option<&Word>,
        behind: Option<&Word>,
        kinds: &[BlockKind],
        mentions: &[Mention],
    ) {
        let before = before.map_or(Class::Break, |w| w.class);
        let behind = behind.map_or(Class::Break, |w| w.class);
        let one = |is: bool| f32::from(u8::from(is));
        self.whole += one(before != Class::Content && behind != Class::Content);
        self.noun += one(before == Class::BeforeNoun);
        self.verb += one(before == Class::BeforeVerb);
        self.break_before += one(before == Class::Break);
        self.grammar_behind += one(!matches!(behind, Class::Break | Class::Content));
        self.break_behind += one(behind == Class::Break);
        self.capitals += one(words.iter().all(|word| word.capital));
        let sentence = words.first().map_or(0, |word| word.sentence);
        self.last_sentence = sentence;
        self.title |= kinds.get(sentence as usize) == Some(&BlockKind::Title);
        let mention = mentions.binary_search_by_key(&span(words), |mention| mention.span).ok();
        if let Some(mention) = mention.and_then(|at| mentions.get(at)) {
            self.name(mention.kind);
        }
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

    /// True if it is mostly just a name.
    fn is_name(&self, places: f32) -> bool {
        self.kinds.first().is_some_and(|name| name / places > 0.5)
    }

    fn features(
        &self,
        phrase: &Phrase,
        words: &[Word],
        counts: &[f32],
        sentences: f32,
    ) -> Features {
        let places = phrase.count as f32;
        let share = |count: f32| count / places;
        let one = |is: bool| f32::from(u8::from(is));
        let length = words.len() as f32;
        let count = |word: &Word| logarithm(counts.get(word.form as usize).copied().unwrap_or(0.0));
        let first_sentence = words.first().map_or(0, |w| w.sentence);
        let last = words.last().map_or(Ending::Other, |w| w.ending);
        // Of a single word only the end is asked, or each weight would be two.
        let first = words.first().filter(|_| words.len() > 1).map_or(Ending::Other, |w| w.ending);
        let [name, person, place, organization] = self.kinds.map(share);
        [
            logarithm(places),
            HALF_PLACE / (HALF_PLACE + first_sentence as f32),
            one(self.title),
            (self.last_sentence - first_sentence) as f32 / sentences,
            one(words.len() == 1),
            one(words.len() == 2),
            one(words.len() == 3),
            one(words.len() == 4),
            words.iter().map(count).sum::<f32>() / length,
            words.iter().map(count).fold(0.0, f32::max),
            words.last().map_or(0.0, count),
            share(self.whole),
            1.0 - share((phrase.longer as f32).min(places)),
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
        ]
    }
}
