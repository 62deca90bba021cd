//! A search for the weights that make the right answers likeliest, without jumps: L-BFGS.

use rayon::prelude::*;

/// The features that are common enough, in rising order, and each row as their places there.
pub(super) fn encode(rows: &[&[u32]], min_count: u32) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut all: Vec<u32> = rows.iter().copied().flatten().copied().collect();
    all.sort_unstable();
    let common = all.chunk_by(|a, b| a == b).filter(|run| run.len() >= min_count as usize);
    let known: Vec<u32> = common.map(|run| run[0]).collect();
    let place = |f: &u32| known.binary_search(f).ok().map(|at| at as u32);
    let rows = rows.par_iter().map(|row| row.iter().filter_map(place).collect()).collect();
    (known, rows)
}

/// Steps that L-BFGS remembers.
const MEMORY: usize = 6;

/// The most that a step is cut before the search ends: two to this.
const CUTS: i32 = 12;

/// A loss, and how it changes with each weight.
pub(super) type Slope = (f64, Vec<f32>);

/// The weights with the least loss; `slope` tells it, and how it changes with each weight.
pub(super) fn search(features: usize, steps: usize, slope: &dyn Fn(&[f32]) -> Slope) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features];
    let (mut loss, mut gradient) = slope(&weights);
    let mut memory: Vec<(Vec<f32>, Vec<f32>, f64)> = Vec::new();
    for _ in 0..steps {
        let mut step: Vec<f32> = gradient.iter().map(|g| -g).collect();
        let mut shares = Vec::new();
        for (moved, turned, scale) in memory.iter().rev() {
            let share = dot(moved, &step) / scale;
            step.iter_mut().zip(turned).for_each(|(s, t)| *s -= share as f32 * t);
            shares.push(share);
        }
        let scale = memory.last().map_or_else(
            || 1.0 / dot(&gradient, &gradient).sqrt(),
            |(_, turned, scale)| scale / dot(turned, turned),
        );
        step.iter_mut().for_each(|s| *s *= scale as f32);
        for ((moved, turned, scale), share) in memory.iter().zip(shares.iter().rev()) {
            let less = dot(turned, &step) / scale;
            step.iter_mut().zip(moved).for_each(|(s, m)| *s += (share - less) as f32 * m);
        }
        let fall = dot(&gradient, &step);
        let tried = (0..CUTS).find_map(|cut| {
            let size = 0.5_f32.powi(cut);
            let next: Vec<f32> = weights.iter().zip(&step).map(|(w, s)| w + size * s).collect();
            let (after, turned) = slope(&next);
            (after <= loss + 1e-4 * f64::from(size) * fall).then_some((next, after, turned))
        });
        let Some((next, after, turned)) = tried else { break };
        let moved: Vec<f32> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let turn: Vec<f32> = turned.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &turn);
        if curve > 1e-9 {
            memory.push((moved, turn, curve));
            if memory.len() > MEMORY {
                memory.remove(0);
            }
        }
        (weights, loss, gradient) = (next, after, turned);
    }
    weights
}

pub(super) fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
}
