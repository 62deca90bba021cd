//! The weights of the recogniser: from features to a score of each label.

use super::chain::{NEVER, Row, Steps, Transitions, exp};
use super::cluster::Reader;
use super::label::{LABELS, STARTS, may_follow};
use super::lists::Selection;

/// Version of the section; raised whenever older weights would be misread.
pub const FORMAT: u8 = 1;

/// Bits of a feature's key that are kept.
pub const KEY_BITS: u32 = 26;

/// Scores of the labels of one token, in steps of [`Crf::step`].
pub type Scores = [i16; LABELS];

/// Trained weights.
#[derive(Debug)]
pub struct Crf {
    /// The word lists that it was trained with.
    pub selection: Selection,
    /// What one unit of a score is worth as a natural logarithm.
    pub step: f32,
    /// Weights of one label after another.
    pub steps: Steps,
    /// The same as factors.
    pub transitions: Transitions,
    /// Open addressing by key: the key plus one, 0 for none, and the number of the feature.
    slots: Vec<(u32, u32)>,
    /// One bit for each key by its lowest bits: most features have no weight and stop here.
    filter: Vec<u64>,
    /// By feature: where its weights begin.
    starts: Vec<u32>,
    /// Labels with their weights.
    weights: Vec<(u8, i8)>,
}

/// Size of the filter in bits, as a power of two: 64 kB, which stays in the cache.
const FILTER_BITS: u32 = 19;

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
}

impl Weights {
    /// As a section of a model file: format (u8), number of labels (u8), lists (u8 number, each u8
    /// length and name), step (f32), start weights and those of allowed transitions (i16), number of
    /// features (u32), number of weights (u32), then four streams: differences of keys (LEB128), weights a
    /// feature (u8), labels (u8), weights (i8).
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
        let mut last = 0;
        for (key, _) in &self.features {
            let mut rest = key - last;
            last = *key;
            while rest >= 0x80 {
                out.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            out.push(rest as u8);
        }
        out.extend(self.features.iter().map(|(_, w)| w.len() as u8));
        out.extend(self.features.iter().flat_map(|(_, w)| w.iter().map(|&(label, _)| label)));
        out.extend(
            self.features.iter().flat_map(|(_, w)| w.iter().map(|&(_, weight)| weight as u8)),
        );
        out
    }
}

impl Crf {
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
        let mut starts = vec![0];
        let mut sum = 0;
        for &length in rest.take(count)? {
            sum += u32::from(length);
            starts.push(sum);
        }
        if sum as usize != total {
            return None;
        }
        let labels = rest.take(total)?;
        let values = rest.take(total)?;
        if labels.iter().any(|&label| usize::from(label) >= LABELS) {
            return None;
        }
        let weights = labels.iter().zip(values).map(|(&l, &v)| (l, v.cast_signed())).collect();
        let mut slots = vec![(0, 0); (count * 2).next_power_of_two().max(2)];
        let mut filter = vec![0; 1 << (FILTER_BITS - 6)];
        let mask = slots.len() - 1;
        for (number, &key) in keys.iter().enumerate() {
            let mut at = key as usize & mask;
            while slots.get(at).is_some_and(|&(found, _)| found != 0) {
                at = (at + 1) & mask;
            }
            *slots.get_mut(at)? = (key.checked_add(1)?, number as u32);
            let bit = key & ((1 << FILTER_BITS) - 1);
            *filter.get_mut((bit >> 6) as usize)? |= 1_u64 << (bit & 63);
        }
        let selection = Selection::new(names);
        Some(Self { selection, step, steps, transitions, slots, filter, starts, weights })
    }

    /// Adds the weights of a feature to the scores.
    pub fn add(&self, feature: u32, scores: &mut Scores) {
        let key = feature >> (32 - KEY_BITS);
        let bit = key & ((1 << FILTER_BITS) - 1);
        if self.filter.get((bit >> 6) as usize).is_none_or(|word| word >> (bit & 63) & 1 == 0) {
            return;
        }
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while let Some(&(found, number)) = self.slots.get(at) {
            if found == key + 1 {
                let number = number as usize;
                let range = match (self.starts.get(number), self.starts.get(number + 1)) {
                    (Some(&first), Some(&last)) => first as usize..last as usize,
                    _ => return,
                };
                for &(label, weight) in self.weights.get(range).unwrap_or_default() {
                    if let Some(score) = scores.get_mut(usize::from(label)) {
                        *score = score.saturating_add(weight.into());
                    }
                }
                return;
            }
            if found == 0 {
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// The scores of one token as factors, the largest 1.
    pub fn factors(&self, scores: &Scores) -> Row {
        let top = scores.iter().copied().max().unwrap_or(0);
        scores.map(|score| exp((i32::from(score) - i32::from(top)) as f32 * self.step))
    }
}

fn factor(weight: i32, step: f32) -> f32 {
    if weight == NEVER { 0.0 } else { exp(weight as f32 * step) }
}
