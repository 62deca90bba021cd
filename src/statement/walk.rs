//! The way from a cue to its left and right: the places where a part of its statement may begin or end.

use super::view::{Joint, View};
use std::ops::Range;

/// A place on the way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Step {
    /// The token.
    pub at: usize,
    /// Tokens passed, a quotation counting as two.
    pub steps: u32,
    /// Commas passed.
    pub commas: u32,
    /// Other cues passed.
    pub cues: u32,
    /// Quotations passed.
    pub quotes: u32,
    /// Names passed.
    pub names: u32,
    /// Joining words passed: `who`, `while`, `and`.
    pub links: u32,
    /// True if `that` was passed.
    pub that: bool,
}

/// Most places of one way.
pub const LONGEST: usize = 72;

/// The places from `cue` to the left or right within `unit`, the nearest first. Of a quotation, only the
/// ends are places.
pub fn walk(
    view: &View,
    unit: &Range<usize>,
    cue: usize,
    right: bool,
    is_cue: impl Fn(usize) -> bool,
    out: &mut Vec<Step>,
) {
    out.clear();
    let inside = view.quotation_of.get(cue).copied().unwrap_or(0);
    let mut step = Step { at: cue, ..Step::default() };
    while out.len() < LONGEST {
        let next = if right { step.at.checked_add(1) } else { step.at.checked_sub(1) };
        let Some(next) = next.filter(|at| unit.contains(at)) else { break };
        step.at = next;
        out.push(step);
        pass(view, next, &is_cue, &mut step);
        let quotation = view
            .quotation(next)
            .filter(|q| view.quotation_of.get(next) != Some(&inside) && q.last > q.first);
        if let Some(quotation) = quotation {
            let far = if right {
                quotation.last.min(unit.end - 1)
            } else {
                quotation.first.max(unit.start)
            };
            step.quotes += 1;
            if far != next {
                step.at = far;
                out.push(step);
                pass(view, far, &is_cue, &mut step);
            }
        }
    }
}

fn pass(view: &View, at: usize, is_cue: &impl Fn(usize) -> bool, step: &mut Step) {
    step.steps += 1;
    match view.here(at).joint {
        Joint::Comma => step.commas += 1,
        Joint::That => step.that = true,
        Joint::Link => step.links += 1,
        Joint::Stop | Joint::None => {}
    }
    step.names += u32::from(view.begins_name(at));
    step.cues += u32::from(is_cue(at));
}
