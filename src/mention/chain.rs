//! A linear chain over the labels: the best labelling of a sentence, and how sure each name is.
//!
//! Everything is sums, products and comparisons of single-precision numbers in a fixed order, so that
//! native code and WebAssembly agree to the last bit.

use super::label::{ENDS, K, LABELS, OUTSIDE, STARTS, begin, end, inside, may_follow, single};

/// One value for each label.
pub type Row = [f32; LABELS];

/// Weights of one label after another, as factors.
#[derive(Debug, Clone)]
pub struct Transitions {
    /// First label of a sentence.
    pub start: Row,
    /// `next[before][after]`; zero where it may not follow.
    next: Vec<Row>,
    /// The same as `[after][before]`.
    back: Vec<Row>,
}

impl Transitions {
    /// The same factor for all that may be.
    pub fn even() -> Self {
        let mut even = Self {
            start: [0.0; LABELS],
            next: vec![[0.0; LABELS]; LABELS],
            back: vec![[0.0; LABELS]; LABELS],
        };
        for before in 0..LABELS {
            if let Some(start) = even.start.get_mut(before) {
                *start = if STARTS.contains(&before) { 1.0 } else { 0.0 };
            }
            for after in (0..LABELS).filter(|&after| may_follow(before, after)) {
                even.set(before, after, 1.0);
            }
        }
        even
    }

    /// Sets the factor of `after` behind `before`.
    pub fn set(&mut self, before: usize, after: usize, factor: f32) {
        for (rows, row, cell) in [(&mut self.next, before, after), (&mut self.back, after, before)]
        {
            if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(cell)) {
                *cell = factor;
            }
        }
    }
}

/// Room for the sums over all labellings of one sentence; used again and again.
#[derive(Debug, Default)]
pub struct Lattice {
    /// By token: share of all labellings up to the token that end in the label.
    forward: Vec<Row>,
    /// By token: the same from the end, so that the product of both is the label's probability.
    backward: Vec<Row>,
    /// By token: what `forward` was divided by.
    scale: Vec<f32>,
}

impl Lattice {
    /// Sums over all labellings of tokens with the given factors of each label at each token. They are a
    /// whole sentence, or a part of one: if it does not open (close) the sentence, the token before (after)
    /// it is in no name. False if no labelling is possible.
    pub fn fill(
        &mut self,
        factors: &[Row],
        transitions: &Transitions,
        opens: bool,
        closes: bool,
    ) -> bool {
        let n = factors.len();
        self.forward.clear();
        self.backward.clear();
        self.backward.resize(n, [0.0; LABELS]);
        self.scale.clear();
        let outside = transitions.next.get(OUTSIDE).copied().unwrap_or([0.0; LABELS]);
        let first = if opens { transitions.start } else { outside };
        let mut before = [0.0; LABELS];
        for (t, factor) in factors.iter().enumerate() {
            let mut row = if t == 0 { first } else { advance(&before, transitions) };
            let mut sum = 0.0;
            for (value, factor) in row.iter_mut().zip(factor) {
                *value *= factor;
                sum += *value;
            }
            if sum <= 0.0 {
                return false;
            }
            let inverse = 1.0 / sum;
            for value in &mut row {
                *value *= inverse;
            }
            self.scale.push(sum);
            self.forward.push(row);
            before = row;
        }
        let mut behind = [0.0; LABELS];
        for label in ENDS {
            let into = transitions.back.get(OUTSIDE).and_then(|row| row.get(label)).copied();
            if let Some(share) = behind.get_mut(label) {
                *share = if closes { 1.0 } else { into.unwrap_or(0.0) };
            }
        }
        let Some(last) = self.forward.last() else { return true };
        let total: f32 = last.iter().zip(&behind).map(|(share, end)| share * end).sum();
        if total <= 0.0 {
            return false;
        }
        behind.iter_mut().for_each(|share| *share /= total);
        for (t, backward) in self.backward.iter_mut().enumerate().rev() {
            *backward = behind;
            if let (Some(factor), Some(scale)) = (factors.get(t), self.scale.get(t)) {
                let inverse = 1.0 / scale;
                for (value, factor) in behind.iter_mut().zip(factor) {
                    *value *= factor * inverse;
                }
                behind = retreat(&behind, transitions);
            }
        }
        true
    }

    /// Probability that token `t` is in no name.
    pub fn outside(&self, t: usize) -> f32 {
        let share = |rows: &[Row]| rows.get(t).and_then(|row| row.get(OUTSIDE)).copied();
        share(&self.forward).unwrap_or(0.0) * share(&self.backward).unwrap_or(0.0)
    }

    /// Probability of each label at token `t`.
    pub fn marginals(&self, t: usize) -> Row {
        let mut row = [0.0; LABELS];
        if let (Some(forward), Some(backward)) = (self.forward.get(t), self.backward.get(t)) {
            for ((value, f), b) in row.iter_mut().zip(forward).zip(backward) {
                *value = f * b;
            }
        }
        row
    }

    /// Adds the probability of each pair of labels at tokens `t - 1` and `t`, times `times`, to `sums`.
    pub fn pairs(
        &self,
        t: usize,
        factors: &[Row],
        transitions: &Transitions,
        times: f32,
        sums: &mut [Row],
    ) {
        let (Some(forward), Some(backward)) = (self.forward.get(t - 1), self.backward.get(t))
        else {
            return;
        };
        let (Some(factor), Some(scale)) = (factors.get(t), self.scale.get(t)) else { return };
        let mut behind = *backward;
        for (value, factor) in behind.iter_mut().zip(factor) {
            *value *= factor * times / scale;
        }
        for ((share, next), sums) in forward.iter().zip(&transitions.next).zip(sums) {
            if *share > NEGLIGIBLE {
                for ((sum, next), behind) in sums.iter_mut().zip(next).zip(&behind) {
                    *sum += share * next * behind;
                }
            }
        }
    }

    /// Probability that the tokens from `first` to `last` are one name of `kind`.
    pub fn name(
        &self,
        first: usize,
        last: usize,
        kind: usize,
        factors: &[Row],
        transitions: &Transitions,
    ) -> f32 {
        let cell = |rows: &[Row], t: usize, label: usize| {
            rows.get(t).and_then(|row| row.get(label)).copied().unwrap_or(0.0)
        };
        let mut label = if first == last { single(kind) } else { begin(kind) };
        let mut share = cell(&self.forward, first, label);
        for t in first + 1..=last {
            let next = if t == last { end(kind) } else { inside(kind) };
            let scale = self.scale.get(t).copied().unwrap_or(1.0);
            share *= cell(&transitions.next, label, next) * cell(factors, t, next) / scale;
            label = next;
        }
        share * cell(&self.backward, last, label)
    }
}

/// Shares of the labels of the next token before its own factors.
#[expect(clippy::indexing_slicing, reason = "labels are below LABELS, the length of a row")]
fn advance(before: &Row, transitions: &Transitions) -> Row {
    let mut row = [0.0; LABELS];
    for label in ENDS {
        let share = before[label];
        if share > NEGLIGIBLE {
            let next = &transitions.next[label];
            for after in STARTS {
                row[after] += share * next[after];
            }
        }
    }
    for kind in 0..K {
        for before_label in [begin(kind), inside(kind)] {
            let share = before[before_label];
            if share > NEGLIGIBLE {
                let next = &transitions.next[before_label];
                row[end(kind)] += share * next[end(kind)];
                row[inside(kind)] += share * next[inside(kind)];
            }
        }
    }
    row
}

/// The same backwards: the factors of the token are already in `behind`.
#[expect(clippy::indexing_slicing, reason = "labels are below LABELS, the length of a row")]
fn retreat(behind: &Row, transitions: &Transitions) -> Row {
    let mut row = [0.0; LABELS];
    for label in STARTS {
        let share = behind[label];
        if share > NEGLIGIBLE {
            let back = &transitions.back[label];
            for before in ENDS {
                row[before] += share * back[before];
            }
        }
    }
    for kind in 0..K {
        for label in [end(kind), inside(kind)] {
            let share = behind[label];
            if share > NEGLIGIBLE {
                let back = &transitions.back[label];
                row[begin(kind)] += share * back[begin(kind)];
                row[inside(kind)] += share * back[inside(kind)];
            }
        }
    }
    row
}

/// Shares below this change no result that is shown.
const NEGLIGIBLE: f32 = 1e-8;

/// Weights as sums, for the best labelling.
#[derive(Debug, Clone)]
pub struct Steps {
    /// First label of a sentence.
    pub start: [i32; LABELS],
    /// `next[before][after]`; [`NEVER`] where it may not follow.
    pub next: Vec<[i32; LABELS]>,
}

/// Weight of what may not be: no sum of a sentence reaches it.
pub const NEVER: i32 = -(1 << 28);

/// The labels of the best labelling of tokens between two that are in no name (or a sentence border).
pub fn best<'a>(
    scores: impl Iterator<Item = &'a [i16; LABELS]>,
    steps: &Steps,
    opens: bool,
    closes: bool,
) -> Vec<u8> {
    let mut from: Vec<[u8; LABELS]> = Vec::with_capacity(16);
    let mut sums = [NEVER; LABELS];
    sums[OUTSIDE] = 0;
    for (t, score) in scores.enumerate() {
        let mut back = [0; LABELS];
        let mut row = if t == 0 && opens { steps.start } else { lead(&sums, steps, &mut back) };
        let mut top = NEVER;
        for (value, &score) in row.iter_mut().zip(score) {
            *value += i32::from(score);
            top = top.max(*value);
        }
        for value in &mut row {
            *value = (*value - top).max(NEVER);
        }
        sums = row;
        from.push(back);
    }
    if !closes {
        for (sum, row) in sums.iter_mut().zip(&steps.next) {
            *sum += row.get(OUTSIDE).copied().unwrap_or(NEVER);
        }
    }
    let last = ENDS.max_by_key(|&l| (sums.get(l).copied(), std::cmp::Reverse(l)));
    let mut label = last.unwrap_or(OUTSIDE) as u8;
    let mut path: Vec<u8> = Vec::with_capacity(from.len());
    for back in from.iter().rev() {
        path.push(label);
        label = back.get(usize::from(label)).copied().unwrap_or(0);
    }
    path.reverse();
    path
}

#[expect(clippy::indexing_slicing, reason = "labels are below LABELS, the length of a row")]
fn lead(before: &[i32; LABELS], steps: &Steps, back: &mut [u8; LABELS]) -> [i32; LABELS] {
    let mut row = [NEVER; LABELS];
    for label in ENDS {
        let sum = before[label];
        if sum > NEVER / 2 {
            let next = &steps.next[label];
            for after in STARTS {
                let value = sum + next[after];
                if value > row[after] {
                    row[after] = value;
                    back[after] = label as u8;
                }
            }
        }
    }
    for kind in 0..K {
        for after in [end(kind), inside(kind)] {
            let from_begin = before[begin(kind)] + steps.next[begin(kind)][after];
            let from_inside = before[inside(kind)] + steps.next[inside(kind)][after];
            let (value, label) = if from_begin >= from_inside {
                (from_begin, begin(kind))
            } else {
                (from_inside, inside(kind))
            };
            row[after] = value;
            back[after] = label as u8;
        }
    }
    row
}

/// e to the power of `x`, to six digits, for `x` up to 80; zero below -80.
///
/// The exponential of the standard library differs between platforms; this is a scaled fifth-degree
/// polynomial in plain arithmetic.
pub fn exp(x: f32) -> f32 {
    if x < -80.0 {
        return 0.0;
    }
    let powers = x.min(80.0) * std::f32::consts::LOG2_E;
    let whole = powers.floor();
    // Taylor series of 2^r about the middle of [0, 1), r = 1/2 + d: e^(d ln 2) times the root of 2.
    let d = (powers - whole - 0.5) * std::f32::consts::LN_2;
    let series = 1.0
        + d * (1.0
            + d * (0.5 + d * (1.0 / 6.0 + d * (1.0 / 24.0 + d * (1.0 / 120.0 + d / 720.0)))));
    let scale = f32::from_bits(((whole as i32 + 127) as u32) << 23);
    series * std::f32::consts::SQRT_2 * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_right_to_six_digits() {
        for (x, expected) in [
            (0.0, 1.0),
            (1.0, std::f32::consts::E),
            (-1.0, 0.367_879_44),
            (-20.0, 2.061_153_6e-9),
            (5.5, 244.691_93),
        ] {
            let error: f32 = (exp(x) / expected - 1.0f32).abs();
            assert!(error < 2e-6, "{x}: {}", exp(x));
        }
        assert!(exp(-100.0) == 0.0);
    }

    #[test]
    fn labels_of_a_token_sum_to_one() {
        let mut factors = vec![[1.0; LABELS]; 5];
        factors[2][OUTSIDE] = 7.0;
        let mut lattice = Lattice::default();
        assert!(lattice.fill(&factors, &Transitions::even(), true, true));
        for t in 0..5 {
            let sum: f32 = lattice.marginals(t).iter().sum();
            assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        }
    }

    #[test]
    fn a_name_is_as_sure_as_all_labellings_that_hold_it() {
        let mut factors = vec![[0.0; LABELS]; 2];
        for factor in &mut factors {
            factor[OUTSIDE] = 1.0;
            factor[single(0)] = 1.0;
        }
        factors[0][begin(0)] = 1.0;
        factors[1][end(0)] = 4.0;
        let mut lattice = Lattice::default();
        assert!(lattice.fill(&factors, &Transitions::even(), true, true));
        // Four labellings of weight one without the long name, one of weight four with it.
        let sure = lattice.name(0, 1, 0, &factors, &Transitions::even());
        assert!((sure - 0.5).abs() < 1e-5, "{sure}");
    }

    #[test]
    fn a_part_between_outside_tokens_is_read_as_in_the_whole() {
        let mut factors = vec![[1.0; LABELS]; 4];
        for end in [0, 3] {
            factors[end] = [0.0; LABELS];
            factors[end][OUTSIDE] = 1.0;
        }
        factors[1][begin(1)] = 5.0;
        let (mut whole, mut part) = (Lattice::default(), Lattice::default());
        assert!(whole.fill(&factors, &Transitions::even(), true, true));
        assert!(part.fill(&factors[1..3], &Transitions::even(), false, false));
        assert!((whole.outside(2) - part.outside(1)).abs() < 1e-6);
        let (factors, even) = (&factors, Transitions::even());
        let sure = |lattice: &Lattice, first: usize, factors: &[Row]| {
            lattice.name(first, first + 1, 1, factors, &even)
        };
        assert!((sure(&whole, 1, factors) - sure(&part, 0, &factors[1..3])).abs() < 1e-6);
    }

    #[test]
    fn what_cannot_be_labelled_is_told() {
        assert!(!Lattice::default().fill(&[[0.0; LABELS]], &Transitions::even(), true, true));
    }
}
