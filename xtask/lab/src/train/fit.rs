//! Fits the conditional random field.
//!
//! Maximum likelihood of the allowed labellings: the gradient is the expectation of the features under all
//! labellings less that under the allowed ones. AdaGrad with a step that falls linearly, an L1 penalty
//! that is caught up with when a feature is next seen, and feature dropout.

pub(super) use super::data::ANY;
use nutgraf::mention::chain::{Lattice, Row, Transitions, exp};
use nutgraf::mention::crf::{KEY_BITS, Weights};
use nutgraf::mention::label::{LABELS, STARTS};
use nutgraf::mention::lists::bits;

/// One sentence.
#[derive(Debug, Default)]
pub(super) struct Example {
    /// Features of all tokens, one after the other.
    pub(super) features: Vec<u32>,
    /// By token: one past its last feature.
    pub(super) ends: Vec<u32>,
    /// By token: allowed labels, one bit each.
    pub(super) allowed: Vec<u64>,
    /// By token: scores that are given; none if all are to be learned.
    pub(super) given: Vec<Row>,
    /// Which part of the documents it belongs to.
    pub(super) part: usize,
}

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub(super) epochs: u32,
    pub(super) rate: f32,
    pub(super) l1: f32,
    pub(super) dropout: f32,
    pub(super) seed: u64,
}

/// A weight and the sum of its squared gradients, for each label of a feature.
struct Cells {
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// By row: the sentence before which the penalty was last applied.
    seen: Vec<u32>,
    /// By row: labels whose weight is not zero, one bit each.
    live: Vec<u64>,
}

/// Marks a feature that is too rare.
const RARE: u32 = u32::MAX;

/// Smallest difference of probabilities that is learned from.
const GRAIN: f32 = 1e-4;

/// Where the falling step ends, as a share of the first.
const LAST_RATE: f32 = 0.1;

/// Keeps the first AdaGrad steps finite.
const FIRST_SQUARE: f32 = 1e-3;

/// What was learned.
pub(super) struct Learned {
    cells: Cells,
    chain: Chain,
}

/// Fits weights of `rows` features to the examples; their features are numbered. Weights of one label
/// after another are learned too, unless each part of the examples comes with its own in `chains`.
pub(super) fn fit(
    examples: &[&Example],
    rows: usize,
    settings: Fit,
    chains: Option<&[Transitions]>,
) -> Learned {
    let mut cells = Cells {
        weights: vec![0.0; rows * LABELS],
        squares: vec![FIRST_SQUARE; rows * LABELS],
        seen: vec![0; rows],
        live: vec![0; rows],
    };
    let mut chain = Chain::new();
    let mut random = Random(settings.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut worker = Worker::default();
    let steps = examples.len() as u32 * settings.epochs;
    let mut pace =
        Pace { rate: settings.rate, penalty: settings.l1 / examples.len() as f32, step: 0 };
    for epoch in 0..settings.epochs {
        let clock = std::time::Instant::now();
        random.shuffle(&mut order);
        let mut wrong = 0.0;
        for &at in &order {
            let example = examples[at as usize];
            let done = f64::from(pace.step) / f64::from(steps);
            pace.rate = settings.rate * (1.0 - (1.0 - LAST_RATE) * done as f32);
            pace.step += 1;
            let factors = chains.map_or(&chain.factors, |chains| &chains[example.part]);
            wrong +=
                worker.learn(example, &mut cells, factors, &pace, settings.dropout, &mut random);
            if chains.is_none() && worker.moved.contains(&true) {
                worker.learn_chain(&mut chain, pace.rate);
            }
        }
        eprintln!("pass {}: {wrong:.0} labels off, {:.1?}", epoch + 1, clock.elapsed());
    }
    for row in 0..rows {
        cells.shrink(row as u32, &pace);
    }
    Learned { cells, chain }
}

/// The speed of learning at one moment.
struct Pace {
    rate: f32,
    penalty: f32,
    step: u32,
}

impl Cells {
    /// Applies the penalty that a row missed since it was last seen.
    fn shrink(&mut self, row: u32, pace: &Pace) {
        let row = row as usize;
        let missed = pace.step - self.seen[row];
        self.seen[row] = pace.step;
        let amount = pace.rate * pace.penalty * missed as f32;
        for label in bits(u128::from(self.live[row])) {
            let cell = row * LABELS + label;
            let less = amount / self.squares[cell].sqrt();
            let weight = &mut self.weights[cell];
            if *weight > less {
                *weight -= less;
            } else if *weight < -less {
                *weight += less;
            } else {
                *weight = 0.0;
                self.live[row] &= !(1 << label);
            }
        }
    }

    /// Adds the weights of a row to a sum.
    fn add(&self, row: u32, sum: &mut Row) {
        let row = row as usize;
        for label in bits(u128::from(self.live[row])) {
            sum[label] += self.weights[row * LABELS + label];
        }
    }

    /// One step down the gradient.
    fn learn(&mut self, row: u32, gradient: &[(usize, f32)], rate: f32) {
        let row = row as usize;
        for &(label, g) in gradient {
            let cell = row * LABELS + label;
            let square = &mut self.squares[cell];
            *square += g * g;
            self.weights[cell] -= rate * g / square.sqrt();
            self.live[row] |= 1 << label;
        }
    }
}

/// Weights of one label after another.
struct Chain {
    start: [f32; LABELS],
    start_squares: [f32; LABELS],
    next: Vec<[f32; LABELS]>,
    next_squares: Vec<[f32; LABELS]>,
    factors: Transitions,
}

impl Chain {
    fn new() -> Self {
        Self {
            start: [0.0; LABELS],
            start_squares: [FIRST_SQUARE; LABELS],
            next: vec![[0.0; LABELS]; LABELS],
            next_squares: vec![[FIRST_SQUARE; LABELS]; LABELS],
            factors: Transitions::even(),
        }
    }

    fn learn_start(&mut self, gradient: &Row, rate: f32) {
        for label in STARTS {
            let g = gradient[label];
            if g.abs() > GRAIN {
                self.start_squares[label] += g * g;
                self.start[label] -= rate * g / self.start_squares[label].sqrt();
                self.factors.start[label] = exp(self.start[label]);
            }
        }
    }

    fn learn_next(&mut self, gradient: &[Row], rate: f32) {
        for before in 0..LABELS {
            for after in 0..LABELS {
                let g = gradient[before][after];
                if g.abs() > GRAIN {
                    self.next_squares[before][after] += g * g;
                    self.next[before][after] -= rate * g / self.next_squares[before][after].sqrt();
                    self.factors.set(before, after, exp(self.next[before][after]));
                }
            }
        }
    }
}

/// Buffers for one sentence.
#[derive(Default)]
struct Worker {
    kept: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<Row>,
    free: Vec<Row>,
    bound: Vec<Row>,
    gradient: Vec<(usize, f32)>,
    /// By token: whether there was anything to learn.
    moved: Vec<bool>,
    all: Lattice,
    right: Lattice,
}

impl Worker {
    /// Learns from one sentence; returns how many labels the weights before had wrong.
    fn learn(
        &mut self,
        example: &Example,
        cells: &mut Cells,
        factors: &Transitions,
        pace: &Pace,
        dropout: f32,
        random: &mut Random,
    ) -> f32 {
        self.kept.clear();
        self.ends.clear();
        self.moved.clear();
        self.scores.clear();
        let limit = (f64::from(dropout) * f64::from(u32::MAX)) as u32;
        let scale = 1.0 / (1.0 - dropout);
        let mut first = 0;
        for &end in &example.ends {
            let mut row = [0.0; LABELS];
            for &number in &example.features[first..end as usize] {
                if random.next() < limit {
                    continue;
                }
                cells.shrink(number, pace);
                self.kept.push(number);
                cells.add(number, &mut row);
            }
            row.iter_mut().for_each(|v| *v *= scale);
            if let Some(given) = example.given.get(self.scores.len()) {
                for (sum, given) in row.iter_mut().zip(given) {
                    *sum += given;
                }
            }
            self.ends.push(self.kept.len());
            self.scores.push(row);
            first = end as usize;
        }
        self.free.clear();
        self.bound.clear();
        for (row, &allowed) in self.scores.iter().zip(&example.allowed) {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            self.free.push(row.map(|v| exp(v - top)));
            let may = |label: usize| allowed >> label & 1 == 1;
            let top = (0..LABELS).filter(|&l| may(l)).map(|l| row[l]).fold(f32::MIN, f32::max);
            let mut masked = [0.0; LABELS];
            for label in (0..LABELS).filter(|&l| may(l)) {
                masked[label] = exp(row[label] - top);
            }
            self.bound.push(masked);
        }
        if !self.all.fill(&self.free, factors) || !self.right.fill(&self.bound, factors) {
            return 0.0;
        }
        let mut first = 0;
        let mut wrong = 0.0;
        for (t, &end) in self.ends.iter().enumerate() {
            let (p, q) = (self.all.marginals(t), self.right.marginals(t));
            self.gradient.clear();
            for label in 0..LABELS {
                let g = p[label] - q[label];
                wrong += g.abs() * 0.5;
                if g.abs() > GRAIN {
                    self.gradient.push((label, g * scale));
                }
            }
            self.moved.push(!self.gradient.is_empty());
            if !self.gradient.is_empty() {
                for &number in &self.kept[first..end] {
                    cells.learn(number, &self.gradient, pace.rate);
                }
            }
            first = end;
        }
        wrong
    }

    fn learn_chain(&mut self, chain: &mut Chain, rate: f32) {
        let n = self.scores.len();
        let (p, q) = (self.all.marginals(0), self.right.marginals(0));
        let mut start = [0.0; LABELS];
        for label in STARTS {
            start[label] = p[label] - q[label];
        }
        let mut next = vec![[0.0; LABELS]; LABELS];
        for t in (1..n).filter(|&t| self.moved[t - 1] || self.moved[t]) {
            self.all.pairs(t, &self.free, &chain.factors, 1.0, &mut next);
            self.right.pairs(t, &self.bound, &chain.factors, -1.0, &mut next);
        }
        chain.learn_start(&start, rate);
        chain.learn_next(&next, rate);
    }
}

/// Replaces features by numbers, the commonest first, and drops those seen too seldom; returns the keys by
/// number.
pub(super) fn number(examples: &mut [Example], min_count: u32) -> Vec<u32> {
    let mut counts = vec![0_u32; 1 << KEY_BITS];
    for feature in examples.iter().flat_map(|e| &e.features) {
        counts[(feature >> (32 - KEY_BITS)) as usize] += 1;
    }
    let mut keys: Vec<u32> =
        (0..1 << KEY_BITS).filter(|&key| counts[key as usize] >= min_count).collect();
    keys.sort_by_key(|&key| std::cmp::Reverse(counts[key as usize]));
    let mut numbers = counts;
    numbers.fill(RARE);
    for (number, &key) in keys.iter().enumerate() {
        numbers[key as usize] = number as u32;
    }
    for example in examples {
        let mut kept = Vec::with_capacity(example.features.len());
        let mut first = 0;
        for end in &mut example.ends {
            let features = &example.features[first..*end as usize];
            first = *end as usize;
            let of = |f: &u32| numbers[(f >> (32 - KEY_BITS)) as usize];
            kept.extend(features.iter().map(of).filter(|&number| number != RARE));
            *end = kept.len() as u32;
        }
        kept.shrink_to_fit();
        example.features = kept;
    }
    keys
}

impl Learned {
    /// The weights as bytes, without those that come to nothing; `keys` are those of the rows.
    pub(super) fn round(&self, keys: &[u32], step: f32, lists: &[&str]) -> Weights {
        let whole = |weight: f32| (weight / step).round();
        let mut features = Vec::new();
        for (row, &key) in keys.iter().enumerate() {
            let weights: Vec<(u8, i8)> = self.cells.weights[row * LABELS..(row + 1) * LABELS]
                .iter()
                .enumerate()
                .map(|(label, &w)| (label as u8, whole(w).clamp(-127.0, 127.0) as i8))
                .filter(|&(_, w)| w != 0)
                .collect();
            if !weights.is_empty() {
                features.push((key, weights));
            }
        }
        features.sort_unstable_by_key(|&(key, _)| key);
        let row = |weights: &[f32; LABELS]| weights.iter().map(|&w| whole(w) as i16).collect();
        Weights {
            lists: lists.iter().map(|&name| name.to_owned()).collect(),
            step,
            start: row(&self.chain.start),
            next: self.chain.next.iter().map(row).collect(),
            features,
        }
    }
}

/// A small generator (xorshift64*): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32
    }

    fn shuffle(&mut self, items: &mut [u32]) {
        for last in (1..items.len()).rev() {
            let other = (u64::from(self.next()) * (last as u64 + 1) >> 32) as usize;
            items.swap(last, other);
        }
    }
}
