//! What is known of a candidate: its words, what stands around each of its places, and what the product says of them.
//!
//! Features of all places are put together: one place that tells is enough. Each is a number, mixed of a template and what
//! fills it.

use super::Candidate;
use super::candidate::Place;
use nutgraf::vocabulary::Vocabulary;
use nutgraf::{Analysis, Effect, Kind, Span, Tag};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;

/// Words on either side within which the verb of a phrase is looked for.
const REACH: usize = 12;

/// Words on either side that count without their order.
const AROUND: usize = 6;

/// The number of a feature: a template and what fills it, mixed (FNV-1a over words, with a finish).
pub(super) fn of(template: u32, parts: &[u32]) -> u32 {
    let mix = |hash: u64, part: u32| (hash ^ u64::from(part)).wrapping_mul(0x100_0000_01b3);
    let hash =
        parts.iter().fold(mix(0xcbf2_9ce4_8422_2325, template), |hash, &part| mix(hash, part));
    ((hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

/// A number for some letters.
fn letters(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Who takes part in an event of a kind, or is counted, by token.
struct Part {
    what: u32,
    kind: u32,
    human: bool,
    first: usize,
    last: usize,
}

/// A text as the features see it.
pub(super) struct Scene<'a> {
    vocabulary: &'a Vocabulary<'a>,
    tags: &'a [Tag],
    /// By token: hash of the stem.
    stems: Vec<u32>,
    /// By token: its sentence's first and last token.
    sentences: Vec<(usize, usize)>,
    /// By token: the index of its sentence.
    numbers: Vec<u32>,
    /// By token: the mention that it belongs to, with its kind and borders.
    mentions: Vec<Option<(Kind, usize, usize)>>,
    /// By token: what the product's events say of it.
    parts: Vec<Vec<Part>>,
    /// By token: what befell whom it counts.
    effects: Vec<Vec<(Effect, bool)>>,
    /// By sentence: kinds of its events.
    events: Vec<BTreeSet<u32>>,
}

/// The tokens of a span, the first and the last.
pub(super) fn tokens(a: &Analysis, span: Span) -> (usize, usize) {
    let first = a.tokens.partition_point(|t| t.span.start < span.start);
    let behind = a.tokens.partition_point(|t| t.span.start < span.end);
    (first, behind.saturating_sub(1).max(first))
}

impl<'a> Scene<'a> {
    pub(super) fn new(a: &Analysis, vocabulary: &'a Vocabulary<'a>, tags: &'a [Tag]) -> Self {
        let count = a.tokens.len();
        let stemmer = Stemmer::create(Algorithm::English);
        let stem = |at: usize| letters(&stemmer.stem(&vocabulary.at(at).small));
        let mut borders: Vec<(usize, usize)> = vec![(usize::MAX, 0); a.sentences.len()];
        for (at, token) in a.tokens.iter().enumerate() {
            let (first, last) = &mut borders[token.sentence as usize];
            (*first, *last) = ((*first).min(at), at);
        }
        let mut scene = Self {
            vocabulary,
            tags,
            stems: (0..count).map(stem).collect(),
            sentences: a.tokens.iter().map(|t| borders[t.sentence as usize]).collect(),
            numbers: a.tokens.iter().map(|t| t.sentence).collect(),
            mentions: vec![None; count],
            parts: (0..count).map(|_| Vec::new()).collect(),
            effects: vec![Vec::new(); count],
            events: vec![BTreeSet::new(); a.sentences.len()],
        };
        for mention in &a.mentions {
            let (first, last) = tokens(a, mention.span);
            for at in first..=last.min(count.saturating_sub(1)) {
                scene.mentions[at] = Some((mention.kind, first, last));
            }
        }
        for event in &a.events {
            let kind = letters(event.kind);
            scene.events[event.sentence as usize].insert(kind);
            let actors = event.actors.iter().map(|p| (0, p.span, p.human));
            let targets = event.targets.iter().map(|p| (1, p.span, p.human));
            let weapon = event.instrument.iter().map(|&span| (2, span, false));
            for (what, span, human) in actors.chain(targets).chain(weapon) {
                let (first, last) = tokens(a, span);
                for at in first..=last.min(count.saturating_sub(1)) {
                    scene.parts[at].push(Part { what, kind, human, first, last });
                }
            }
        }
        for figure in &a.figures {
            for span in figure.who.into_iter().chain([figure.span]) {
                let (first, last) = tokens(a, span);
                for at in first..=last.min(count.saturating_sub(1)) {
                    scene.effects[at].push((figure.effect, figure.attacker));
                }
            }
        }
        scene
    }

    /// Features of the whole text: its stems.
    pub(super) fn whole(&self) -> Vec<u32> {
        let stems: BTreeSet<u32> = self.stems.iter().copied().collect();
        [of(90, &[])].into_iter().chain(stems.iter().map(|&stem| of(91, &[stem]))).collect()
    }

    /// By token: the hash of its word.
    pub(super) fn forms(&self) -> Vec<u32> {
        (0..self.stems.len()).map(|at| self.word(at)).collect()
    }

    /// A candidate that has no places yet.
    pub(super) fn candidate(&self, words: String, span: Span, place: Place) -> Candidate {
        let Place { first, last, head } = place;
        let small = self.small(head);
        let all = (first..=last).filter(|&at| !matches!(self.small(at), "of" | "the" | "and"));
        Candidate {
            words,
            span,
            places: Vec::new(),
            entities: BTreeSet::new(),
            forms: (first..=last).map(|at| self.word(at)).collect(),
            head: self.word(head),
            stem: self.stems[head],
            plural: small.ends_with('s') || small.ends_with("men") || small == "people",
            initials: all.filter_map(|at| self.small(at).chars().next()).collect(),
            features: Vec::new(),
        }
    }

    fn word(&self, at: usize) -> u32 {
        self.vocabulary.at(at).form.lower
    }

    fn small(&self, at: usize) -> &str {
        &self.vocabulary.at(at).small
    }

    fn medium(&self, at: usize) -> u32 {
        self.vocabulary.at(at).form.cluster.medium.into()
    }

    fn fine(&self, at: usize) -> u32 {
        self.vocabulary.at(at).form.cluster.fine.into()
    }

    fn tag(&self, at: usize) -> u32 {
        self.tags[at] as u32
    }

    /// How the mention at the head of a place lies to it, and its kind.
    fn named(&self, place: Place) -> u32 {
        self.mentions[place.head]
            .map_or(0, |(kind, first, last)| 1 + kind as u32 * 4 + relation(place, first, last))
    }

    /// True for what may be a verb; small letters and bad tags are common in these reports.
    fn is_verb(&self, at: usize) -> bool {
        self.tags[at] == Tag::Verb
            || self.small(at).ends_with("ed")
                && matches!(self.tags[at], Tag::Adjective | Tag::Name | Tag::Noun)
    }

    /// 1 for a verb behind a form of `be`.
    fn passive(&self, verb: usize, first: usize) -> u32 {
        let be = |at: usize| {
            matches!(self.small(at), "was" | "were" | "is" | "are" | "been" | "be" | "being")
        };
        u32::from((verb.saturating_sub(3).max(first)..verb).any(be))
    }

    /// Features of the words alone.
    pub(super) fn words(&self, place: Place, add: &mut impl FnMut(u32)) {
        let Place { first, last, head } = place;
        let all: Vec<u32> = (first..=last).map(|at| self.word(at)).collect();
        let named = self.named(place);
        let length = all.len() as u32;
        (0..4).for_each(|n| add(of(0, &[n])));
        add(of(1, &all));
        add(of(2, &[self.word(head)]));
        add(of(3, &[self.word(first)]));
        add(of(4, &[self.word(last)]));
        add(of(5, &[self.fine(head)]));
        add(of(6, &[self.medium(head)]));
        add(of(7, &[self.fine(first)]));
        add(of(8, &[length]));
        add(of(9, &[self.word(first), self.word(head)]));
        add(of(10, &[self.stems[head]]));
        add(of(11, &[self.vocabulary.at(head).form.suffix[2]]));
        if head != last {
            add(of(12, &[]));
            add(of(13, &[self.word(head)]));
            add(of(14, &[self.word(last)]));
        }
        all.iter().for_each(|&word| add(of(15, &[word])));
        all.windows(2).for_each(|pair| add(of(16, pair)));
        let quoted = |at: usize| u32::from(self.small(at) == "\"");
        if (first..=last).any(|at| quoted(at) == 1) {
            add(of(17, &[quoted(first), quoted(last)]));
        }
        if self.small(first).starts_with(|c: char| c.is_ascii_digit()) {
            add(of(18, &[]));
        }
        add(of(19, &[named, self.word(head)]));
        add(of(20, &[named, length]));
    }

    /// Features of one place.
    pub(super) fn around(&self, place: Place, add: &mut impl FnMut(u32)) {
        let Place { first, last, head } = place;
        let (begin, end) = self.sentences[first];
        let left = |n: usize| first.checked_sub(n).filter(|&at| at >= begin);
        let right = |n: usize| Some(last + n).filter(|&at| at <= end);
        let word = |at: Option<usize>| at.map_or(1, |at| self.word(at));
        let tag = |at: Option<usize>| at.map_or(99, |at| self.tag(at));
        let cluster = |at: Option<usize>| at.map_or(0, |at| self.medium(at));
        let (before, after) = (left(1), right(1));
        add(of(30, &[word(before)]));
        add(of(31, &[word(after)]));
        add(of(32, &[tag(before)]));
        add(of(33, &[tag(after)]));
        add(of(34, &[word(left(2)), word(before)]));
        add(of(35, &[word(after), word(right(2))]));
        add(of(36, &[cluster(before)]));
        add(of(37, &[cluster(after)]));
        let tags: Vec<u32> = (first..=last).map(|at| self.tag(at)).collect();
        add(of(38, &tags));
        add(of(39, &[tag(before), self.tag(first)]));
        add(of(40, &[self.tag(last), tag(after)]));
        let named = self.named(place);
        add(of(41, &[named]));
        if let Some((kind, start, stop)) = self.mentions[head]
            && start <= first
            && last <= stop
        {
            let borders = [u32::from(start == first), u32::from(stop == last), kind as u32];
            add(of(42, &borders));
        }
        let neighbour = |at: Option<usize>| {
            let mention = at.and_then(|at| self.mentions[at]);
            mention.filter(|&mention| self.mentions[head] != Some(mention)).map(|m| m.0 as u32)
        };
        neighbour(before).into_iter().for_each(|kind| add(of(43, &[kind])));
        neighbour(after).into_iter().for_each(|kind| add(of(44, &[kind])));
        self.verbs(place, named, add);
        self.frame(place, add);
        let comma = |at: Option<usize>| at.is_some_and(|at| self.small(at) == ",");
        if let Some(at) = left(2).filter(|_| comma(before)) {
            add(of(60, &[self.stems[at]]));
        }
        if let Some(at) = right(2).filter(|_| comma(after)) {
            add(of(61, &[self.stems[at]]));
        }
        (first.saturating_sub(AROUND).max(begin)..first)
            .for_each(|at| add(of(62, &[self.stems[at]])));
        (last + 1..=end.min(last + AROUND)).for_each(|at| add(of(63, &[self.stems[at]])));
        let number = self.numbers[first];
        for &kind in &self.events[number as usize] {
            add(of(64, &[kind]));
            add(of(65, &[kind, named]));
        }
        for part in &self.parts[head] {
            let lies = relation(place, part.first, part.last);
            add(of(66, &[part.what, part.kind]));
            add(of(67, &[part.what, part.kind, lies, u32::from(part.last == last)]));
            add(of(68, &[part.what, part.kind, part.human.into(), named]));
        }
        for &(effect, attacker) in &self.effects[head] {
            add(of(69, &[effect as u32, attacker.into()]));
            add(of(70, &[effect as u32, attacker.into(), named]));
        }
        add(of(71, &[[0, 1, 2, 2, 3, 3, 3, 3].get(number as usize).copied().unwrap_or(4)]));
    }

    /// Features of another place of what a candidate means: `he` of `he was killed`.
    pub(super) fn elsewhere(&self, place: Place, add: &mut impl FnMut(u32)) {
        let mut other = |feature: u32| add(of(94, &[feature]));
        self.verbs(place, 0, &mut other);
        self.frame(place, &mut other);
        for part in &self.parts[place.head] {
            other(of(66, &[part.what, part.kind]));
        }
        for &(effect, attacker) in &self.effects[place.head] {
            other(of(69, &[effect as u32, attacker.into()]));
        }
    }

    /// The verbs on either side.
    fn verbs(&self, place: Place, named: u32, add: &mut impl FnMut(u32)) {
        let Place { first, last, .. } = place;
        let (begin, end) = self.sentences[first];
        let step = |distance: usize, steps: [usize; 2]| {
            steps.iter().filter(|&&step| distance > step).count() as u32
        };
        let left =
            (first.saturating_sub(REACH).max(begin)..first).rev().find(|&at| self.is_verb(at));
        if let Some(verb) = left {
            let (stem, voice) = (self.stems[verb], self.passive(verb, begin));
            let distance = first - 1 - verb;
            let near = if distance == 0 { 9 } else { step(distance, [2, 5]) };
            let case = self.preposition(first, begin).map_or(0, |at| self.word(at));
            add(of(50, &[stem]));
            add(of(51, &[stem, voice, near]));
            add(of(52, &[stem, voice, case]));
            add(of(53, &[self.medium(verb), voice, case]));
            add(of(54, &[stem, named]));
        }
        let right = (last + 1..=end.min(last + REACH)).find(|&at| self.is_verb(at));
        if let Some(verb) = right {
            let (stem, voice) = (self.stems[verb], self.passive(verb, begin));
            let near = step(verb - last - 1, [1, 3]);
            add(of(55, &[stem, voice]));
            add(of(56, &[stem, voice, near]));
            add(of(57, &[self.medium(verb), voice, near]));
            add(of(58, &[stem, voice, named]));
            if verb < end {
                add(of(59, &[stem, voice, self.word(verb + 1)]));
            }
        }
    }

    /// The preposition that a phrase hangs on, whatever determiner stands between.
    fn preposition(&self, first: usize, begin: usize) -> Option<usize> {
        let mut at = first.checked_sub(1).filter(|&at| at >= begin)?;
        if matches!(self.tags[at], Tag::Determiner | Tag::Number)
            || matches!(self.small(at), "his" | "her" | "their" | "the" | "a" | "an")
        {
            at = at.checked_sub(1).filter(|&at| at >= begin)?;
        }
        (self.tags[at] == Tag::Preposition || self.small(at) == "of").then_some(at)
    }

    /// The preposition before a phrase and the word before that: `murder of`.
    fn frame(&self, place: Place, add: &mut impl FnMut(u32)) {
        let begin = self.sentences[place.first].0;
        let Some(at) = self.preposition(place.first, begin) else { return };
        add(of(72, &[self.word(at)]));
        if let Some(before) = at.checked_sub(1).filter(|&at| at >= begin) {
            add(of(73, &[self.stems[before], self.word(at)]));
            add(of(74, &[self.medium(before), self.word(at)]));
        }
    }
}

/// How some tokens lie to a place: the same, around it, within it, across.
fn relation(place: Place, first: usize, last: usize) -> u32 {
    match (first, last) {
        borders if borders == (place.first, place.last) => 0,
        (first, last) if first <= place.first && place.last <= last => 1,
        (first, last) if place.first <= first && last <= place.last => 2,
        _ => 3,
    }
}
