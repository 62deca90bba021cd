//! The network of the teacher: convolutions of maxout units over the tokens, with the other places of a
//! word in the text in the last.
//!
//! Hashed features and a word vector give each token its first state; four residual layers look at the
//! neighbours (one, one, two and four tokens away); the last also at the maximum over all tokens of the
//! same word in the document. Gradients are written by hand and tested against differences.

#![expect(
    clippy::disallowed_methods,
    reason = "training need not give the same bytes on every platform"
)]

use super::super::fit::Random;
use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2, Axis, s};
use nutgraf::mention::label::LABELS;
use std::collections::BTreeMap;

/// Width of a token's state.
pub(super) const WIDTH: usize = 128;

/// Pieces of all maxout units of a layer: two each.
const PIECES: usize = 2 * WIDTH;

/// How far the neighbours are that each layer looks at.
const REACH: [usize; 4] = [1, 1, 2, 4];

/// Rows of the table of hashed features.
pub(super) const ROWS: usize = 1 << 16;

/// Numbers of a word vector.
pub(super) const VECTOR: usize = 100;

/// Tokens of some documents, as numbers.
#[derive(Debug, Default, Clone)]
pub(in crate::train) struct Batch {
    /// Hashed features of all tokens, one after the other.
    pub(super) ids: Vec<u32>,
    /// By token: one past its last feature.
    pub(super) ends: Vec<u32>,
    /// By token: its word vector, a row of `Vectors`; 0 is none.
    pub(super) vectors: Vec<u32>,
    /// By token: first and one past the last token of its sentence.
    pub(super) bounds: Vec<(u32, u32)>,
    /// By token: number of its word among those that are looked at elsewhere; 0 is none.
    pub(super) groups: Vec<u32>,
    /// By token: allowed labels, one bit each.
    pub(super) allowed: Vec<u64>,
}

impl Batch {
    /// Adds the tokens of another one.
    pub(super) fn append(&mut self, other: &Self) {
        let (base, tokens) = (self.ids.len() as u32, self.ends.len() as u32);
        let groups = self.groups.iter().max().copied().unwrap_or(0);
        self.ids.extend(&other.ids);
        self.ends.extend(other.ends.iter().map(|end| end + base));
        self.vectors.extend(&other.vectors);
        self.bounds.extend(other.bounds.iter().map(|b| (b.0 + tokens, b.1 + tokens)));
        self.groups.extend(other.groups.iter().map(|&g| if g == 0 { 0 } else { g + groups }));
        self.allowed.extend(&other.allowed);
    }

    /// Number of its tokens.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn ids(&self, at: usize) -> &[u32] {
        let first = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[first as usize..self.ends[at] as usize]
    }
}

/// All weights but the table.
#[derive(Debug, Clone)]
pub(super) struct Dense {
    vector: Array2<f32>,
    first: Array1<f32>,
    layers: Vec<(Array2<f32>, Array1<f32>)>,
    elsewhere: Array2<f32>,
    out: Array2<f32>,
    bias: Array1<f32>,
}

impl Dense {
    fn zeros() -> Self {
        Self {
            vector: Array2::zeros((VECTOR, PIECES)),
            first: Array1::zeros(PIECES),
            layers: REACH
                .map(|_| (Array2::zeros((3 * WIDTH, PIECES)), Array1::zeros(PIECES)))
                .to_vec(),
            elsewhere: Array2::zeros((WIDTH, PIECES)),
            out: Array2::zeros((WIDTH, LABELS)),
            bias: Array1::zeros(LABELS),
        }
    }

    fn parts(&mut self) -> Vec<&mut [f32]> {
        let Self { vector, first, layers, elsewhere, out, bias } = self;
        let mut parts = vec![
            vector.as_slice_mut(),
            first.as_slice_mut(),
            elsewhere.as_slice_mut(),
            out.as_slice_mut(),
            bias.as_slice_mut(),
        ];
        for (weights, bias) in layers {
            parts.push(weights.as_slice_mut());
            parts.push(bias.as_slice_mut());
        }
        parts.into_iter().flatten().collect()
    }
}

/// The network.
#[derive(Debug)]
pub(super) struct Net {
    /// By hashed feature: what it adds to the pieces of the first layer.
    table: Vec<f32>,
    dense: Dense,
    table_squares: Vec<f32>,
    means: Dense,
    squares: Dense,
    steps: i32,
}

/// The gradient of a batch.
#[derive(Debug)]
pub(super) struct Gradient {
    dense: Dense,
    /// By hashed feature that stands in the batch.
    rows: BTreeMap<u32, Vec<f32>>,
    /// Sum of the losses, and how many tokens had one.
    pub(super) loss: (f64, usize),
}

/// Share of the numbers that are left out of a state while learning.
const DROPOUT: f32 = 0.3;

/// Share of the hashed features of a token that are left out.
const BLANK: f32 = 0.25;

/// Share of the word vectors that are left out.
const NO_VECTOR: f32 = 0.05;

/// Rate, decay of the means and of the squares, and least square of Adam.
const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.99;
const LEAST: f32 = 1e-8;

/// Steps of the table, by AdaGrad, beside those of the rest.
const TABLE_RATE: f32 = 5.0;

/// States of one layer that the way back needs.
struct Layer {
    /// Rows before the product: the scaled states of three tokens.
    rows: Array2<f32>,
    /// Deviation of each token's state.
    deviation: Vec<f32>,
    /// Which piece was the larger, and whether it was kept.
    chosen: Vec<Option<bool>>,
}

impl Net {
    /// With small random weights.
    pub(super) fn new(random: &mut Random) -> Self {
        let mut dense = Dense::zeros();
        let mut fill = |weights: &mut Array2<f32>, size: f32| {
            let scale = (3.0 / weights.nrows() as f32).sqrt() * size;
            weights.iter_mut().for_each(|w| *w = (unit(random) * 2.0 - 1.0) * scale);
        };
        fill(&mut dense.vector, 1.0);
        dense.layers.iter_mut().for_each(|(weights, _)| fill(weights, 0.7));
        fill(&mut dense.elsewhere, 0.3);
        fill(&mut dense.out, 0.3);
        let table = (0..ROWS * PIECES).map(|_| (unit(random) - 0.5) * 0.1).collect();
        Self {
            table,
            dense,
            table_squares: vec![1e-6; ROWS * PIECES],
            means: Dense::zeros(),
            squares: Dense::zeros(),
            steps: 0,
        }
    }

    /// Logarithms of the probabilities of the labels of each token.
    pub(super) fn read(&self, batch: &Batch, vectors: &Array2<f32>) -> Array2<f32> {
        let mut out = self.pass(batch, vectors, None).0;
        for mut row in out.axis_iter_mut(Axis(0)) {
            let top = row.fold(f32::MIN, |a, &b| a.max(b));
            let sum: f32 = row.iter().map(|v| (v - top).exp()).sum();
            row.mapv_inplace(|v| v - top - sum.ln());
        }
        out
    }

    /// Scores of the labels, the layers on the way, and the numbers of the places that were the largest.
    fn pass(
        &self,
        batch: &Batch,
        vectors: &Array2<f32>,
        mut random: Option<&mut Random>,
    ) -> (Array2<f32>, Vec<Layer>, Way) {
        let n = batch.len();
        let dense = &self.dense;
        let mut kept = Vec::with_capacity(batch.ids.len());
        let mut input = Array2::zeros((n, VECTOR));
        let mut z: Array2<f32> = Array2::zeros((n, PIECES));
        for at in 0..n {
            let mut row = z.row_mut(at);
            let row = row.as_slice_mut().unwrap_or_default();
            row.copy_from_slice(dense.first.as_slice().unwrap_or_default());
            let mut own = Vec::new();
            for &id in batch.ids(at) {
                if random.as_mut().is_some_and(|r| unit(r) < BLANK) {
                    continue;
                }
                own.push(id);
            }
            let scale = 1.0 / (own.len().max(1) as f32).sqrt();
            for &id in &own {
                let from = id as usize * PIECES;
                for (sum, weight) in row.iter_mut().zip(&self.table[from..from + PIECES]) {
                    *sum += weight * scale;
                }
            }
            kept.push((own, scale));
            let blank = random.as_mut().is_some_and(|r| unit(r) < NO_VECTOR);
            if batch.vectors[at] != 0 && !blank {
                input.row_mut(at).assign(&vectors.row(batch.vectors[at] as usize));
            }
        }
        general_mat_mul(1.0, &input, &dense.vector, 1.0, &mut z);
        let mut state = Array2::zeros((n, WIDTH));
        let first = maxout(&z, &mut state, random.as_deref_mut());
        let mut layers = Vec::with_capacity(REACH.len());
        let mut largest = (Array2::zeros((0, WIDTH)), Vec::new());
        for (depth, (weights, bias)) in dense.layers.iter().enumerate() {
            let (scaled, deviation) = scale(&state);
            let rows = neighbours(&scaled, batch, REACH[depth]);
            let mut z = Array2::zeros((n, PIECES));
            z.axis_iter_mut(Axis(0)).for_each(|mut row| row.assign(bias));
            general_mat_mul(1.0, &rows, weights, 1.0, &mut z);
            if depth + 1 == REACH.len() {
                largest = maxima(&scaled, batch);
                general_mat_mul(1.0, &largest.0, &dense.elsewhere, 1.0, &mut z);
            }
            let chosen = maxout(&z, &mut state, random.as_deref_mut());
            layers.push(Layer { rows, deviation, chosen });
        }
        let (scaled, deviation) = scale(&state);
        let mut out = Array2::zeros((n, LABELS));
        out.axis_iter_mut(Axis(0)).for_each(|mut row| row.assign(&dense.bias));
        general_mat_mul(1.0, &scaled, &dense.out, 1.0, &mut out);
        (out, layers, Way { kept, input, first, largest, scaled, deviation })
    }

    /// The gradient of a batch with parts left out by chance.
    pub(super) fn learn(
        &self,
        batch: &Batch,
        vectors: &Array2<f32>,
        random: Option<&mut Random>,
    ) -> Gradient {
        let n = batch.len();
        let (scores, layers, way) = self.pass(batch, vectors, random);
        let mut gradient =
            Gradient { dense: Dense::zeros(), rows: BTreeMap::new(), loss: (0.0, 0) };
        let mut back = Array2::zeros((n, LABELS));
        for at in 0..n {
            let allowed = batch.allowed[at];
            if allowed == super::super::fit::ANY {
                continue;
            }
            let row = scores.row(at);
            let top = row.fold(f32::MIN, |a, &b| a.max(b));
            let all: f32 = row.iter().map(|v| (v - top).exp()).sum();
            let may = |label: usize| allowed >> label & 1 == 1;
            let right: f32 = (0..LABELS)
                .filter(|&l| may(l))
                .map(|l| (row[l] - top).exp())
                .sum::<f32>()
                .max(1e-30);
            for label in 0..LABELS {
                let p = (row[label] - top).exp();
                back[[at, label]] = p / all - if may(label) { p / right } else { 0.0 };
            }
            gradient.loss.0 += f64::from((all / right).ln());
            gradient.loss.1 += 1;
        }
        let dense = &mut gradient.dense;
        general_mat_mul(1.0, &way.scaled.t(), &back, 0.0, &mut dense.out);
        dense.bias.assign(&back.sum_axis(Axis(0)));
        let mut above = Array2::zeros((n, WIDTH));
        general_mat_mul(1.0, &back, &self.dense.out.t(), 0.0, &mut above);
        let mut state = unscale(&above, &way.scaled.view(), &way.deviation);
        for (depth, layer) in layers.iter().enumerate().rev() {
            let z = spread(&state, &layer.chosen);
            let (weights, bias) = &mut dense.layers[depth];
            general_mat_mul(1.0, &layer.rows.t(), &z, 0.0, weights);
            bias.assign(&z.sum_axis(Axis(0)));
            let mut rows = Array2::zeros((n, 3 * WIDTH));
            general_mat_mul(1.0, &z, &self.dense.layers[depth].0.t(), 0.0, &mut rows);
            let mut scaled = gather(&rows, batch, REACH[depth]);
            if depth + 1 == REACH.len() {
                general_mat_mul(1.0, &way.largest.0.t(), &z, 0.0, &mut dense.elsewhere);
                let mut from = Array2::zeros((n, WIDTH));
                general_mat_mul(1.0, &z, &self.dense.elsewhere.t(), 0.0, &mut from);
                for at in (0..n).filter(|&at| batch.groups[at] != 0) {
                    for unit in 0..WIDTH {
                        let place = way.largest.1[batch.groups[at] as usize * WIDTH + unit];
                        scaled[[place as usize, unit]] += from[[at, unit]];
                    }
                }
            }
            let own = layer.rows.slice(s![.., WIDTH..2 * WIDTH]);
            state += &unscale(&scaled, &own, &layer.deviation);
        }
        let z = spread(&state, &way.first);
        general_mat_mul(1.0, &way.input.t(), &z, 0.0, &mut dense.vector);
        dense.first.assign(&z.sum_axis(Axis(0)));
        for (at, (own, scale)) in way.kept.iter().enumerate() {
            let row = z.row(at);
            for &id in own {
                let sum = gradient.rows.entry(id).or_insert_with(|| vec![0.0; PIECES]);
                for (sum, g) in sum.iter_mut().zip(row) {
                    *sum += g * scale;
                }
            }
        }
        gradient
    }

    /// One step down the gradients, whose order counts.
    pub(super) fn step(&mut self, mut gradients: Vec<Gradient>, rate: f32) {
        let tokens: usize = gradients.iter().map(|g| g.loss.1).sum();
        let share = 1.0 / tokens.max(1) as f32;
        self.steps += 1;
        let mean_share = 1.0 - MEAN.powi(self.steps);
        let square_share = 1.0 - SQUARE.powi(self.steps);
        let mut sums: Vec<Vec<&mut [f32]>> =
            gradients.iter_mut().map(|g| g.dense.parts()).collect();
        let parts =
            self.dense.parts().into_iter().zip(self.means.parts()).zip(self.squares.parts());
        for (part, ((weights, means), squares)) in parts.enumerate() {
            for at in 0..weights.len() {
                let g: f32 = sums.iter_mut().map(|sum| sum[part][at]).sum::<f32>() * share;
                means[at] = MEAN * means[at] + (1.0 - MEAN) * g;
                squares[at] = SQUARE * squares[at] + (1.0 - SQUARE) * g * g;
                let mean = means[at] / mean_share;
                weights[at] -= rate * mean / ((squares[at] / square_share).sqrt() + LEAST);
            }
        }
        for (id, row) in gradients.iter().flat_map(|g| &g.rows) {
            let from = *id as usize * PIECES;
            let weights = &mut self.table[from..from + PIECES];
            let squares = &mut self.table_squares[from..from + PIECES];
            for ((weight, square), g) in weights.iter_mut().zip(squares).zip(row) {
                let g = g * share;
                *square += g * g;
                *weight -= rate * TABLE_RATE * g / square.sqrt();
            }
        }
    }
}

/// What else the way back needs.
struct Way {
    kept: Vec<(Vec<u32>, f32)>,
    input: Array2<f32>,
    first: Vec<Option<bool>>,
    largest: (Array2<f32>, Vec<u32>),
    scaled: Array2<f32>,
    deviation: Vec<f32>,
}

fn unit(random: &mut Random) -> f32 {
    (random.next() >> 8) as f32 / (1 << 24) as f32
}

/// Adds the larger piece of each unit to the state; tells which it was, or none if it was left out.
fn maxout(
    z: &Array2<f32>,
    state: &mut Array2<f32>,
    mut random: Option<&mut Random>,
) -> Vec<Option<bool>> {
    let mut chosen = Vec::with_capacity(state.len());
    let scale = if random.is_some() { 1.0 / (1.0 - DROPOUT) } else { 1.0 };
    for (mut state, z) in state.axis_iter_mut(Axis(0)).zip(z.axis_iter(Axis(0))) {
        for (unit_at, value) in state.iter_mut().enumerate() {
            if random.as_mut().is_some_and(|r| unit(r) < DROPOUT) {
                chosen.push(None);
                continue;
            }
            let (a, b) = (z[unit_at], z[unit_at + WIDTH]);
            *value += a.max(b) * scale;
            chosen.push(Some(b > a));
        }
    }
    chosen
}

/// The way back of [`maxout`], while learning with parts left out.
fn spread(state: &Array2<f32>, chosen: &[Option<bool>]) -> Array2<f32> {
    let dropped = chosen.iter().any(Option::is_none);
    let scale = if dropped { 1.0 / (1.0 - DROPOUT) } else { 1.0 };
    let mut z = Array2::zeros((state.nrows(), PIECES));
    for (at, row) in state.axis_iter(Axis(0)).enumerate() {
        for (unit_at, g) in row.iter().enumerate() {
            match chosen[at * WIDTH + unit_at] {
                Some(true) => z[[at, unit_at + WIDTH]] = g * scale,
                Some(false) => z[[at, unit_at]] = g * scale,
                None => {}
            }
        }
    }
    z
}

/// Each row less its mean, over its deviation.
fn scale(state: &Array2<f32>) -> (Array2<f32>, Vec<f32>) {
    let mut scaled = state.clone();
    let mut deviations = Vec::with_capacity(state.nrows());
    for mut row in scaled.axis_iter_mut(Axis(0)) {
        let mean = row.sum() / WIDTH as f32;
        let deviation =
            (row.fold(0.0, |sum, v| sum + (v - mean) * (v - mean)) / WIDTH as f32 + 1e-5).sqrt();
        row.mapv_inplace(|v| (v - mean) / deviation);
        deviations.push(deviation);
    }
    (scaled, deviations)
}

/// The way back of [`scale`].
fn unscale(above: &Array2<f32>, scaled: &ArrayView2<f32>, deviation: &[f32]) -> Array2<f32> {
    let mut below = above.clone();
    for (at, mut row) in below.axis_iter_mut(Axis(0)).enumerate() {
        let own = scaled.row(at);
        let mean = row.sum() / WIDTH as f32;
        let along = row.dot(&own) / WIDTH as f32;
        for (value, own) in row.iter_mut().zip(own) {
            *value = (*value - mean - along * own) / deviation[at];
        }
    }
    below
}

/// The states of the tokens before, here and after side by side; zeros beyond the sentence.
fn neighbours(scaled: &Array2<f32>, batch: &Batch, reach: usize) -> Array2<f32> {
    let mut rows = Array2::zeros((scaled.nrows(), 3 * WIDTH));
    each_neighbour(batch, reach, |at, other, slot| {
        rows.slice_mut(s![at, slot * WIDTH..(slot + 1) * WIDTH]).assign(&scaled.row(other));
    });
    rows
}

/// The way back of [`neighbours`].
fn gather(rows: &Array2<f32>, batch: &Batch, reach: usize) -> Array2<f32> {
    let mut scaled = Array2::zeros((rows.nrows(), WIDTH));
    each_neighbour(batch, reach, |at, other, slot| {
        let mut row = scaled.row_mut(other);
        row += &rows.slice(s![at, slot * WIDTH..(slot + 1) * WIDTH]);
    });
    scaled
}

fn each_neighbour(batch: &Batch, reach: usize, mut visit: impl FnMut(usize, usize, usize)) {
    for (at, &(first, end)) in batch.bounds.iter().enumerate() {
        for (slot, other) in
            [at.checked_sub(reach), Some(at), Some(at + reach)].into_iter().enumerate()
        {
            if let Some(other) = other.filter(|o| (first as usize..end as usize).contains(o)) {
                visit(at, other, slot);
            }
        }
    }
}

/// By token: the largest numbers of all tokens of its word; and by word and number, which token has it.
fn maxima(scaled: &Array2<f32>, batch: &Batch) -> (Array2<f32>, Vec<u32>) {
    let groups = batch.groups.iter().max().map_or(1, |&g| g as usize + 1);
    let mut places = vec![u32::MAX; groups * WIDTH];
    for at in (0..batch.len()).filter(|&at| batch.groups[at] != 0) {
        let own = &mut places[batch.groups[at] as usize * WIDTH..][..WIDTH];
        for (unit_at, place) in own.iter_mut().enumerate() {
            if *place == u32::MAX || scaled[[at, unit_at]] > scaled[[*place as usize, unit_at]] {
                *place = at as u32;
            }
        }
    }
    let mut rows = Array2::zeros((batch.len(), WIDTH));
    for at in (0..batch.len()).filter(|&at| batch.groups[at] != 0) {
        for unit_at in 0..WIDTH {
            let place = places[batch.groups[at] as usize * WIDTH + unit_at];
            rows[[at, unit_at]] = scaled[[place as usize, unit_at]];
        }
    }
    (rows, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two sentences, two words that stand twice, one token that nothing is known of.
    fn batch() -> Batch {
        Batch {
            ids: vec![1, 2, 3, 1, 4, 5, 2, 3],
            ends: vec![2, 4, 5, 7, 8],
            vectors: vec![1, 0, 2, 1, 2],
            bounds: vec![(0, 3), (0, 3), (0, 3), (3, 5), (3, 5)],
            groups: vec![1, 0, 2, 1, 2],
            allowed: vec![1, 2, 1 << 5 | 1 << 7, super::super::super::fit::ANY, 4],
        }
    }

    fn loss(net: &Net, vectors: &Array2<f32>) -> f64 {
        net.learn(&batch(), vectors, None).loss.0
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_loss() {
        let mut random = Random(7);
        let mut net = Net::new(&mut random);
        let vectors = Array2::from_shape_fn((3, VECTOR), |_| unit(&mut random) - 0.5);
        let gradient = net.learn(&batch(), &vectors, None);
        let mut dense = gradient.dense.clone();
        let slopes: Vec<Vec<f32>> = dense.parts().into_iter().map(|part| part.to_vec()).collect();
        for (part, slopes) in slopes.iter().enumerate() {
            for at in (0..slopes.len()).step_by(slopes.len() / 5 + 1) {
                let mut moved = |by: f32| {
                    let mut parts = net.dense.parts();
                    parts[part][at] += by;
                    drop(parts);
                    let loss = loss(&net, &vectors);
                    net.dense.parts()[part][at] -= by;
                    loss
                };
                let slope = (moved(1e-3) - moved(-1e-3)) / 2e-3;
                let error = (slope - f64::from(slopes[at])).abs();
                assert!(error < 2e-2 + 0.05 * slope.abs(), "{part}/{at}: {slope} {}", slopes[at]);
            }
        }
        for (&id, row) in &gradient.rows {
            let from = id as usize * PIECES + 3;
            net.table[from] += 1e-3;
            let more = loss(&net, &vectors);
            net.table[from] -= 2e-3;
            let less = loss(&net, &vectors);
            net.table[from] += 1e-3;
            let slope = (more - less) / 2e-3;
            let error = (slope - f64::from(row[3])).abs();
            assert!(error < 2e-2 + 0.05 * slope.abs(), "{id}: {slope} {}", row[3]);
        }
    }
}
