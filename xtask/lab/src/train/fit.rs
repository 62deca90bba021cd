//! Fits the conditional random field.
//!
//! Maximum likelihood of the allowed labellings: the gradient is the expectation of the features under all
//! labellings less that under the allowed ones. AdaGrad with a step that falls linearly, an L1 penalty
//! that is caught up with when a feature is next seen, and feature dropout.

pub(super) use super::data::ANY;
use nutgraf::mention::chain::{Lattice, Row, Transitions, exp};
use nutgraf::mention::crf::{KEY_BITS, Weights};
use nutgraf::mention::label::{LABELS, STARTS};

/// One sentence.
#[derive(Debug, Default, Clone)]
pub(super) struct Example {
    /// Features of all tokens, one after the other.
    pub(super) features: Vec<u32>,
    /// By token: one past its last feature.
    pub(super) ends: Vec<u32>,
    /// By token: allowed labels, one bit each.
    pub(super) allowed: Vec<u64>,
    /// What a teacher says of the tokens, if nobody annotated them.
    pub(super) told: Told,
}

/// What a teacher says of tokens: probabilities of their labels.
#[derive(Debug, Default, Clone)]
pub(super) struct Told {
    /// By token: one past its last share.
    pub(super) ends: Vec<u32>,
    /// Label and its share in 255ths, of all tokens; a token that has none is left open.
    pub(super) shares: Vec<[u8; 2]>,
}

impl Told {
    /// Shares of one token.
    pub(super) fn of(&self, t: usize) -> &[[u8; 2]] {
        let first = t.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.shares[first as usize..self.ends[t] as usize]
    }

    /// One more token.
    pub(super) fn push(&mut self, shares: &[[u8; 2]]) {
        self.shares.extend(shares);
        self.ends.push(self.shares.len() as u32);
    }
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

/// The weights of all features: only labels that ever had a gradient, so that what a feature needs lies
/// on one or two lines of the cache.
#[derive(Default)]
struct Cells {
    rows: Vec<Place>,
    cells: Vec<Cell>,
}

/// Where the cells of a feature are.
#[derive(Clone, Copy, Default)]
struct Place {
    start: u32,
    /// The sentence before which the penalty was last applied.
    seen: u32,
    len: u8,
    room: u8,
}

/// A weight and the sum of its squared gradients.
#[derive(Clone, Copy, Default)]
struct Cell {
    weight: f32,
    square: f32,
    label: u8,
}

/// Marks a feature that is too rare.
const RARE: u32 = u32::MAX;

/// Smallest difference of probabilities that is learned from.
const GRAIN: f32 = 3e-4;

/// Sentences after which the penalty is applied: the roots that it takes are most of the work.
const LAG: u32 = 64;

/// Where the falling step ends, as a share of the first.
const LAST_RATE: f32 = 0.1;

/// Keeps the first AdaGrad steps finite.
const FIRST_SQUARE: f32 = 1e-3;

/// What was learned.
pub(super) struct Learned {
    cells: Cells,
    chain: Chain,
}

/// Fits weights of `rows` features, and of one label after another, to the examples; their features are
/// numbered.
pub(super) fn fit(examples: &[Example], rows: usize, settings: Fit) -> Learned {
    let mut cells = Cells { rows: vec![Place::default(); rows], cells: Vec::new() };
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
            let example = &examples[at as usize];
            let done = f64::from(pace.step) / f64::from(steps);
            pace.rate = settings.rate * (1.0 - (1.0 - LAST_RATE) * done as f32);
            pace.step += 1;
            let factors = &chain.factors;
            wrong +=
                worker.learn(example, &mut cells, factors, &pace, settings.dropout, &mut random);
            if example.told.ends.is_empty() && worker.moved.contains(&true) {
                worker.learn_chain(&mut chain, pace.rate);
            }
        }
        eprintln!("pass {}: {wrong:.0} labels off, {:.1?}", epoch + 1, clock.elapsed());
    }
    pace.step += LAG;
    for row in 0..rows {
        cells.add(row as u32, &pace, &mut [0.0; LABELS]);
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
    /// Adds the weights of a feature to a sum, once the penalty that they missed is applied.
    fn add(&mut self, row: u32, pace: &Pace, sum: &mut Row) {
        let place = &mut self.rows[row as usize];
        let missed = pace.step - place.seen;
        let first = place.start as usize;
        let cells = &mut self.cells[first..first + usize::from(place.len)];
        if missed >= LAG {
            place.seen = pace.step;
            let amount = pace.rate * pace.penalty * missed as f32;
            for cell in cells.iter_mut().filter(|cell| cell.weight != 0.0) {
                let less = amount / cell.square.sqrt();
                cell.weight = if cell.weight > less {
                    cell.weight - less
                } else if cell.weight < -less {
                    cell.weight + less
                } else {
                    0.0
                };
            }
        }
        for cell in cells {
            sum[usize::from(cell.label)] += cell.weight;
        }
    }

    /// One step down the gradient; `labels` are those of it that are not zero, one bit each.
    fn learn(&mut self, row: u32, gradient: &Row, labels: u64, rate: f32) {
        let place = &mut self.rows[row as usize];
        let first = place.start as usize;
        let mut left = labels;
        for cell in &mut self.cells[first..first + usize::from(place.len)] {
            if labels >> cell.label & 1 == 1 {
                let g = gradient[usize::from(cell.label)];
                cell.square += g * g;
                cell.weight -= rate * g / cell.square.sqrt();
                left &= !(1 << cell.label);
            }
        }
        while left != 0 {
            let label = left.trailing_zeros() as usize;
            left &= left - 1;
            if place.len == place.room {
                let room = (usize::from(place.room) * 2).clamp(4, LABELS);
                let first = place.start as usize;
                let moved = self.cells.len();
                self.cells.extend_from_within(first..first + usize::from(place.len));
                self.cells.resize(moved + room, Cell::default());
                place.start = moved as u32;
                place.room = room as u8;
            }
            let g = gradient[label];
            let square = FIRST_SQUARE + g * g;
            let weight = -rate * g / square.sqrt();
            let at = place.start as usize + usize::from(place.len);
            self.cells[at] = Cell { weight, square, label: label as u8 };
            place.len += 1;
        }
    }

    /// The weights of a feature that are not zero.
    fn of(&self, row: usize) -> impl Iterator<Item = (u8, f32)> {
        let place = self.rows[row];
        let first = place.start as usize;
        let cells = &self.cells[first..first + usize::from(place.len)];
        cells.iter().filter(|c| c.weight != 0.0).map(|c| (c.label, c.weight))
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
                self.kept.push(number);
                cells.add(number, pace, &mut row);
            }
            row.iter_mut().for_each(|v| *v *= scale);
            self.ends.push(self.kept.len());
            self.scores.push(row);
            first = end as usize;
        }
        self.free.clear();
        self.bound.clear();
        for (row, &allowed) in self.scores.iter().zip(&example.allowed) {
            let top = row.iter().copied().fold(f32::MIN, f32::max);
            self.free.push(row.map(|v| exp(v - top)));
            if allowed.is_power_of_two() {
                let mut only = [0.0; LABELS];
                only[allowed.trailing_zeros() as usize] = 1.0;
                self.bound.push(only);
                continue;
            }
            let may = |label: usize| allowed >> label & 1 == 1;
            let top = (0..LABELS).filter(|&l| may(l)).map(|l| row[l]).fold(f32::MIN, f32::max);
            let mut masked = [0.0; LABELS];
            for label in (0..LABELS).filter(|&l| may(l)) {
                masked[label] = exp(row[label] - top);
            }
            self.bound.push(masked);
        }
        let annotated = example.told.ends.is_empty();
        if !self.all.fill(&self.free, factors, true, true)
            || annotated && !self.right.fill(&self.bound, factors, true, true)
        {
            return 0.0;
        }
        let mut first = 0;
        let mut wrong = 0.0;
        for (t, &end) in self.ends.iter().enumerate() {
            let p = self.all.marginals(t);
            let q =
                if annotated { self.right.marginals(t) } else { shares(example.told.of(t), &p) };
            let mut gradient = [0.0; LABELS];
            let mut labels = 0_u64;
            for label in 0..LABELS {
                let g = p[label] - q[label];
                wrong += g.abs() * 0.5;
                if g.abs() > GRAIN {
                    gradient[label] = g * scale;
                    labels |= 1 << label;
                }
            }
            self.moved.push(labels != 0);
            if labels != 0 {
                for &number in &self.kept[first..end] {
                    cells.learn(number, &gradient, labels, pace.rate);
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

/// What the teacher says of a token as probabilities; those that it has, if the teacher leaves it open.
fn shares(told: &[[u8; 2]], own: &Row) -> Row {
    if told.is_empty() {
        return *own;
    }
    let all: f32 = told.iter().map(|&[_, share]| f32::from(share)).sum();
    let mut row = [0.0; LABELS];
    for &[label, share] in told {
        row[usize::from(label)] = f32::from(share) / all;
    }
    row
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
    /// The weights as bytes, without the features whose weights come to fewer than `least` steps in all;
    /// `keys` are those of the rows.
    pub(super) fn round(&self, keys: &[u32], step: f32, least: u32, lists: &[&str]) -> Weights {
        let whole = |weight: f32| (weight / step).round();
        let mut features = Vec::new();
        for (row, &key) in keys.iter().enumerate() {
            let mut weights: Vec<(u8, i8)> = self
                .cells
                .of(row)
                .map(|(label, w)| (label, whole(w).clamp(-127.0, 127.0) as i8))
                .filter(|&(_, w)| w != 0)
                .collect();
            weights.sort_unstable();
            let all: u32 = weights.iter().map(|&(_, w)| u32::from(w.unsigned_abs())).sum();
            if all >= least.max(1) {
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
            calibration: Vec::new(),
        }
    }
}

/// A small generator (xorshift64*): the same numbers everywhere.
#[derive(Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32) as u32
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = ((u64::from(self.next()) * (last as u64 + 1)) >> 32) as usize;
            items.swap(last, other);
        }
    }
}
