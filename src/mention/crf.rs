//! The weights of the recogniser: from features to a score of each label.

use super::chain::{NEVER, Row, Steps, Transitions, exp};
use super::feature::REACH;
use super::form::Form;
use super::label::{LABELS, OUTSIDE, STARTS, may_follow};
use super::lists::Selection;
pub use super::sum::{Scores, Sum};
use crate::bytes::{Reader, put_ascending};
use crate::memory::Memory;
use std::sync::OnceLock;

/// Version of the section; raised whenever older weights would be misread.
pub const FORMAT: u8 = 2;

/// Bits of a feature's key that are kept.
pub const KEY_BITS: u32 = 24;

/// Trained weights.
#[derive(Debug)]
pub struct Crf {
    /// The word lists that it was trained with.
    pub selection: Selection,
    /// The bits of the lists of known organisations in the selection.
    pub known: u128,
    /// What one unit of a score is worth as a natural logarithm.
    pub step: f32,
    /// Weights of one label after another.
    pub steps: Steps,
    /// The same as factors.
    pub transitions: Transitions,
    /// By hashed place: a feature; most are free.
    slots: Vec<Slot>,
    /// A weight for each label.
    rows: Vec<Sum>,
    /// Label and weight.
    cells: Vec<(u8, i8)>,
    /// Sureness by how many steps a label lies behind the best one.
    factors: Vec<f32>,
    /// Points of the calibration: probability, and share of names with it that are right.
    calibration: Vec<(f32, f32)>,
    /// [`DOUBT`] in steps.
    doubt: i16,
    /// [`FAR`] in steps.
    far: i16,
    /// What words say that stood in earlier texts.
    memory: Memory<Form, FormSums>,
}

/// By offset: the sum of what a word says that stands there, once it was asked for.
pub type FormSums = [OnceLock<Sum>; OFFSETS];

/// Offsets at which a word says something.
pub const OFFSETS: usize = 2 * REACH as usize + 1;

/// The list of organisations known by name; companies, a class of it, are taken for places and people too often.
const KNOWN: &str = "orgs-known";

/// Lead of no name over all names, as a natural logarithm, from which on no doubt is left. A lead of 5
/// still gives the same F1 on the dev parts to two digits.
const DOUBT: f32 = 7.0;

/// The same for a word in small letters before it is looked at together with its neighbours. From a lead of
/// 3 on F1 on the dev parts is the same to two digits; each step down saves time.
const FAR: f32 = 4.0;

/// Slots for each feature, at least: most places beside a feature are free, so that one look tells.
const SPARSE: usize = 3;

/// A feature with weights, in 32 bits, so that the table stays in the nearer caches: from the top, the lowest
/// [`Slot::TAG`] bits of its key; its number of weights, or [`DENSE`] for as many or more; and where they stand: in the
/// rows if it is dense, or else in the cells. All bits are 0 if the slot is free.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Slot(u32);

impl Slot {
    /// Bits of the key. Those above them tell the place of the slot, but for the lowest [`Slot::SHIFT`], which leave open
    /// how far behind its home the feature stands.
    const TAG: u32 = 10;

    /// Bits of the number of weights.
    const COUNT: u32 = 3;

    /// Bits of where the weights stand.
    const PLACE: u32 = 32 - Self::TAG - Self::COUNT;

    /// A feature may stand fewer than two to this power behind its home.
    const SHIFT: u32 = 3;

    /// Slots of a table, at least: the bits of a key that its home does not tell, and [`Slot::SHIFT`] more, are in the tag.
    const LEAST: usize = 1 << (KEY_BITS - Self::TAG + Self::SHIFT);

    /// None if the weights stand too far back.
    fn new(key: u32, count: u8, place: usize) -> Option<Self> {
        let place = u32::try_from(place).ok().filter(|place| place >> Self::PLACE == 0)?;
        let count = u32::from(count.min(DENSE)) << Self::PLACE;
        Some(Self(key << (32 - Self::TAG) | count | place))
    }

    fn is_free(self) -> bool {
        self.0 == 0
    }

    fn is_of(self, key: u32) -> bool {
        self.0 >> (32 - Self::TAG) == key & ((1 << Self::TAG) - 1)
    }

    fn count(self) -> usize {
        (self.0 >> Self::PLACE & ((1 << Self::COUNT) - 1)) as usize
    }

    fn is_dense(self) -> bool {
        self.count() == usize::from(DENSE)
    }

    fn place(self) -> usize {
        (self.0 & ((1 << Self::PLACE) - 1)) as usize
    }
}

/// Times that a table is made twice as large at most so that no feature stands too far behind its home; today's needs none.
const DOUBLINGS: u32 = 4;

/// Weights of a feature from which on adding a row for all labels is faster than adding them one by one.
const DENSE: u8 = 7;

const _: () = assert!(DENSE < 1 << Slot::COUNT);

/// Weights as the trainer writes and the recogniser reads them.
#[derive(Debug, Default)]
pub struct Weights {
    /// Names of the word lists.
    pub lists: Vec<String>,
    /// What one unit is worth.
    pub step: f32,
    /// By label: weight of standing first.
    pub start: Vec<i16>,
    /// By label before and label after.
    pub next: Vec<Vec<i16>>,
    /// Key, then label and weight, in the order of the keys and labels.
    pub features: Vec<(u32, Vec<(u8, i8)>)>,
    /// Points of the calibration, both values rising.
    pub calibration: Vec<(u16, u16)>,
}

impl Weights {
    /// As a section of a model file: format (u8), number of labels (u8), lists (u8 number, each u8
    /// length and name), step (f32), start weights and those of allowed transitions (i16), number of
    /// features (u32), number of weights (u32), then four streams: differences of keys (LEB128), weights a
    /// feature (u8), labels (u8), weights (i8); last the calibration, number of points (u8) and for each
    /// the score and the share of names with it that are right (u16, of 65,535).
    pub fn write(&self) -> Vec<u8> {
        let mut out = vec![FORMAT, LABELS as u8, self.lists.len() as u8];
        for name in &self.lists {
            out.push(name.len() as u8);
            out.extend(name.as_bytes());
        }
        out.extend(self.step.to_le_bytes());
        for label in STARTS {
            out.extend(self.start.get(label).copied().unwrap_or(0).to_le_bytes());
        }
        for (before, row) in self.next.iter().enumerate() {
            for (after, weight) in row.iter().enumerate() {
                if may_follow(before, after) {
                    out.extend(weight.to_le_bytes());
                }
            }
        }
        let total: usize = self.features.iter().map(|(_, w)| w.len()).sum();
        out.extend((self.features.len() as u32).to_le_bytes());
        out.extend((total as u32).to_le_bytes());
        put_ascending(&mut out, self.features.iter().map(|(key, _)| *key));
        out.extend(self.features.iter().map(|(_, w)| w.len() as u8));
        out.extend(self.features.iter().flat_map(|(_, w)| w.iter().map(|&(label, _)| label)));
        out.extend(
            self.features.iter().flat_map(|(_, w)| w.iter().map(|&(_, weight)| weight as u8)),
        );
        out.push(self.calibration.len() as u8);
        for (score, right) in &self.calibration {
            out.extend(score.to_le_bytes());
            out.extend(right.to_le_bytes());
        }
        out
    }
}

/// A table of features by key; none if one stands too far behind its home.
fn table(features: &[(u32, Slot)], size: usize) -> Option<Vec<Slot>> {
    let mut slots = vec![Slot::default(); size];
    for &(key, feature) in features {
        let at = home(key, size);
        let mut behind = (at..at + (1 << Slot::SHIFT)).map(|at| at & (size - 1));
        let free = behind.find(|&at| slots.get(at).is_some_and(|slot| slot.is_free()))?;
        *slots.get_mut(free)? = feature;
    }
    Some(slots)
}

/// Bytes of one point of the calibration.
pub const POINT_BYTES: usize = 4;

impl Crf {
    /// Number of the points of the calibration, which ends the bytes.
    pub fn points(&self) -> usize {
        self.calibration.len()
    }

    /// Reads what [`Weights::write`] wrote; none if the bytes are damaged.
    pub fn load(bytes: &[u8]) -> Option<Self> {
        let mut rest = Reader { bytes };
        if (rest.u8()?, usize::from(rest.u8()?)) != (FORMAT, LABELS) {
            return None;
        }
        let mut names = Vec::new();
        for _ in 0..rest.u8()? {
            let length = rest.u8()?;
            names.push(std::str::from_utf8(rest.take(length.into())?).ok()?);
        }
        let step = f32::from_bits(rest.u32()?);
        if !(step > 0.0 && step < 1.0) {
            return None;
        }
        let mut steps = Steps { start: [NEVER; LABELS], next: vec![[NEVER; LABELS]; LABELS] };
        for label in STARTS {
            *steps.start.get_mut(label)? = i32::from(rest.u16()?.cast_signed());
        }
        for (before, row) in steps.next.iter_mut().enumerate() {
            for (after, cell) in row.iter_mut().enumerate() {
                if may_follow(before, after) {
                    *cell = i32::from(rest.u16()?.cast_signed());
                }
            }
        }
        let mut transitions = Transitions::even();
        transitions.start = steps.start.map(|weight| factor(weight, step));
        for (before, row) in steps.next.iter().enumerate() {
            for (after, &weight) in row.iter().enumerate() {
                transitions.set(before, after, factor(weight, step));
            }
        }

        let count = rest.u32()? as usize;
        let total = rest.u32()? as usize;
        if count > rest.bytes.len() || total > rest.bytes.len() {
            return None;
        }
        let mut keys = Vec::with_capacity(count);
        let mut key = 0_u32;
        for _ in 0..count {
            key = key.checked_add(rest.varint()?)?;
            keys.push(key);
        }
        let lengths = rest.take(count)?;
        let mut labels = rest.take(total)?.iter();
        let mut values = rest.take(total)?.iter();
        let mut features = Vec::with_capacity(count);
        let (mut rows, mut cells) = (Vec::new(), Vec::with_capacity(total));
        for (&key, &length) in keys.iter().zip(lengths) {
            if key >> KEY_BITS != 0 || usize::from(length) > LABELS {
                return None;
            }
            let dense = length >= DENSE;
            let place = if dense { rows.len() } else { cells.len() };
            let mut row = Sum::default();
            for _ in 0..length {
                let label = *labels.next().filter(|&&label| usize::from(label) < LABELS)?;
                let weight = values.next()?.cast_signed();
                if dense {
                    row.add_one(label, weight);
                } else {
                    cells.push((label, weight));
                }
            }
            if dense {
                rows.push(row);
            }
            if length > 0 {
                features.push((key, Slot::new(key, length, place)?));
            }
        }
        let size = (count * SPARSE).next_power_of_two().max(Slot::LEAST);
        let slots = (0..DOUBLINGS).find_map(|doublings| table(&features, size << doublings))?;
        if labels.next().is_some() {
            return None;
        }
        let mut calibration = Vec::new();
        for _ in 0..rest.u8()? {
            calibration.push((unit(rest.u16()?), unit(rest.u16()?)));
        }
        if !rest.bytes.is_empty() || !calibration.is_sorted() {
            return None;
        }
        let known = Selection::new(names.iter().copied().filter(|&name| name == KNOWN)).mask;
        let selection = Selection::new(names);
        let steps_of = |lead: f32| (lead / step) as i16;
        Some(Self {
            selection,
            known,
            step,
            steps,
            transitions,
            slots,
            rows,
            cells,
            factors: factors(step),
            calibration,
            doubt: steps_of(DOUBT),
            far: steps_of(FAR),
            memory: Memory::new(),
        })
    }

    /// The sums of a word that were made in earlier texts, and room for those that were not; none if it is not kept.
    pub fn remembered(&self, form: &Form) -> Option<&FormSums> {
        self.memory.of(form.exact, form)
    }

    /// Looks for the weights of features.
    #[inline]
    pub fn look(&self) -> Look<'_> {
        Look { crf: self, begun: [(0, Slot::default()); TOGETHER], count: 0, sum: Sum::default() }
    }

    /// Adds the weights of the feature with this key; `slot` is the one where the look for it begins.
    #[inline]
    fn add(&self, key: u32, mut slot: Slot, sum: &mut Sum) {
        let home = home(key, self.slots.len());
        let mut behind = 0;
        while !slot.is_of(key) {
            behind += 1;
            let at = (home + behind) & (self.slots.len() - 1);
            slot = self.slots.get(at).copied().unwrap_or_default();
            if slot.is_free() || behind >> Slot::SHIFT != 0 {
                return;
            }
        }
        let (count, place) = (slot.count(), slot.place());
        if slot.is_dense() {
            self.rows.get(place).into_iter().for_each(|row| sum.add(row));
        } else {
            let cells = self.cells.get(place..place + count).unwrap_or_default();
            cells.iter().for_each(|&(label, weight)| sum.add_one(label, weight));
        }
    }

    /// How many of the names with this probability are right, as measured on held-out articles.
    pub fn calibrated(&self, probability: f32) -> f32 {
        let after = self.calibration.partition_point(|&(score, _)| score < probability);
        let at = |i: usize| self.calibration.get(i).copied();
        let (low, high) = match (after.checked_sub(1).and_then(at), at(after)) {
            (None, None) => return probability.clamp(0.0, 1.0),
            (low, high) => (low.unwrap_or((0.0, 0.0)), high.unwrap_or((1.0, 1.0))),
        };
        let width = high.0 - low.0;
        if width <= 0.0 {
            return high.1;
        }
        low.1 + (high.1 - low.1) * ((probability - low.0) / width).clamp(0.0, 1.0)
    }

    /// True if the scores leave no doubt that the token is in no name.
    pub fn beyond_doubt(&self, scores: &Scores) -> bool {
        margin(scores) >= self.doubt
    }

    /// True if the scores of a word in small letters, taken alone, are far enough from every name.
    pub fn far_from_names(&self, scores: &Scores) -> bool {
        margin(scores) >= self.far
    }

    /// Scores of a token that is in no name beyond doubt.
    pub fn outside(&self) -> Scores {
        let mut scores = [0; LABELS];
        scores[OUTSIDE] = self.doubt;
        scores
    }

    /// The scores of one token as factors, the largest 1.
    pub fn factors(&self, scores: &Scores) -> Row {
        let top = scores.iter().copied().max().unwrap_or(0);
        scores
            .map(|score| self.factors.get(usize::from(top.abs_diff(score))).copied().unwrap_or(0.0))
    }
}

/// Features whose weights are looked for together: all looks are begun before the first is used, so that they wait for
/// memory at once and not one behind the other.
#[derive(Debug)]
pub struct Look<'a> {
    crf: &'a Crf,
    /// Key and first slot of each that may have weights.
    begun: [(u32, Slot); TOGETHER],
    count: usize,
    sum: Sum,
}

/// Most looks at a time: a token has some 40 features.
const TOGETHER: usize = 64;

impl Look<'_> {
    /// One feature more.
    #[inline]
    pub fn see(&mut self, feature: u32) {
        let key = feature >> (32 - KEY_BITS);
        let slots = &self.crf.slots;
        let slot = slots.get(home(key, slots.len())).copied().unwrap_or_default();
        if self.count == TOGETHER {
            self.end();
        }
        if let Some(next) = self.begun.get_mut(self.count) {
            *next = (key, slot);
        }
        // No branch: whether there are weights cannot be foreseen.
        self.count += usize::from(!slot.is_free());
    }

    #[inline(never)]
    fn end(&mut self) {
        // Rows are collected first: a branch guessed wrong would hold up the next row's way from memory.
        let (mut rows, mut count) = ([0; TOGETHER], 0);
        for &(key, slot) in self.begun.get(..self.count).unwrap_or_default() {
            let dense = slot.is_of(key) && slot.is_dense();
            if let Some(next) = rows.get_mut(count % TOGETHER) {
                *next = slot.place() as u32;
            }
            count += usize::from(dense);
            if !dense {
                self.crf.add(key, slot, &mut self.sum);
            }
        }
        for &row in rows.get(..count).unwrap_or_default() {
            self.crf.rows.get(row as usize).into_iter().for_each(|row| self.sum.add(row));
        }
        self.count = 0;
    }

    /// The sums of their weights; what is seen from here on is another thing.
    pub fn sum(&mut self) -> Sum {
        self.end();
        std::mem::take(&mut self.sum)
    }
}

/// By difference of two scores: the lower one as a factor, until nothing is left of it.
fn factors(step: f32) -> Vec<f32> {
    let factor = |behind: u16| exp(-i32::from(behind) as f32 * step);
    (0..=u16::MAX).map(factor).take_while(|&factor| factor > 0.0).collect()
}

/// Where the look for a key begins: keys are hashes, their upper bits are as good as any.
fn home(key: u32, slots: usize) -> usize {
    ((u64::from(key) * slots as u64) >> KEY_BITS) as usize
}

/// How far the score of no name is above all others.
fn margin(scores: &Scores) -> i16 {
    let mut names = *scores;
    names[OUTSIDE] = i16::MIN;
    let top = names.iter().fold(i16::MIN, |top, &score| top.max(score));
    scores[OUTSIDE].saturating_sub(top)
}

fn unit(value: u16) -> f32 {
    f32::from(value) / f32::from(u16::MAX)
}

fn factor(weight: i32, step: f32) -> f32 {
    if weight == NEVER { 0.0 } else { exp(weight as f32 * step) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Weights {
        Weights {
            lists: vec!["countries".to_owned()],
            step: 0.125,
            start: vec![1; LABELS],
            next: vec![vec![-2; LABELS]; LABELS],
            calibration: vec![(0x8000, 0x4000), (0xc000, 0xc000)],
            features: vec![(3, vec![(0, 5)]), (70_000, vec![(1, -7), (OUTSIDE as u8, 127)])],
        }
    }

    #[test]
    fn weights_come_back_as_they_were_written() {
        let crf = Crf::load(&small().write()).expect("just written");
        let mut look = crf.look();
        [70_000, 3, 4].into_iter().for_each(|key| look.see(key << (32 - KEY_BITS)));
        let sum = look.sum();
        let scores = sum.scores();
        assert_eq!((5, -7, 127), (scores[0], scores[1], scores[OUTSIDE]));
        assert_eq!((1, NEVER), (crf.steps.start[0], crf.steps.start[LABELS - 1]));
        assert_eq!(-2, crf.steps.next[OUTSIDE][OUTSIDE]);
    }

    #[test]
    fn probabilities_are_mapped_along_the_points() {
        let crf = Crf::load(&small().write()).expect("just written");
        for (probability, expected) in [(0.0, 0.0), (0.5, 0.25), (0.625, 0.5), (1.0, 1.0)] {
            assert!((crf.calibrated(probability) - expected).abs() < 1e-4, "{probability}");
        }
    }

    #[test]
    fn damaged_weights_are_refused_or_read_but_never_panic() {
        let good = small().write();
        for end in 0..good.len() {
            assert!(Crf::load(&good[..end]).is_none(), "cut at {end}");
        }
        for at in 0..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 0xff;
            if let Some(crf) = Crf::load(&bytes) {
                let mut look = crf.look();
                (0..64).for_each(|key| look.see(key << 26));
                look.sum();
            }
        }
    }
}
