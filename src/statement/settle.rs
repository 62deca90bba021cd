//! What stands inside another statement: speech inside speech, a second verb of the same source.

use super::cue::NEVER;
use super::find::Found;
use super::naming::is_claim;
use super::view::{GRADES, Joint, View};
use crate::{lexicon, order};
use std::ops::Range;

/// Logit from which speech inside speech is told too; dev articles fare best with 2 of 0 to 3.
pub(super) const NESTED: f32 = 2.0;

/// Logit from which a second verb of the same source ends the words of the first; 0.5 of -0.4 to 1.5.
const SECOND: f32 = 0.5;

/// Logit from which words without a verb are said, if the cue is one that reports without a stand: `recommended troops at polling
/// stations`, but not `filed a petition`, `stated it`. On 40 articles from around the world a tenth of those below it were said, on
/// `PolNeAR`, whose annotators take opinions of things for statements, two of five.
const VERBLESS: f32 = 0.4;

/// Tokens of the shortest such words.
const OBJECT: usize = 2;

/// Adverbs between what joins two clauses and the verb of the second: `but later strongly denied`.
const ADVERBS: usize = 2;

/// Whether a verb begins a clause without a subject of its own: `said it was over, stressing that …` does, `said it
/// strongly condemned the attack` does not.
fn begins_clause(view: &View, verb: usize, floor: usize) -> bool {
    (floor..verb).rev().take(ADVERBS + 1).any(|at| view.here(at).joint != Joint::None)
}

/// True if the words are but the object of a verb that does more than report.
pub(super) fn is_object(view: &View, found: &Found) -> bool {
    let words = || found.parts.iter().cloned().flatten();
    if words().any(|at| view.is_verb(at) || view.quotation(at).is_some()) {
        return false;
    }
    let grade =
        usize::from(view.here(found.cue).grade).checked_sub(1).and_then(|at| GRADES.get(at));
    match grade {
        None => true,
        Some(&(lexicon::REPORTING_NEUTRAL | lexicon::REPORTING_ASSERTIVE)) => {
            found.logit <= VERBLESS || words().nth(OBJECT - 1).is_none()
        }
        // `pledged $5 million`, `denied the claim`: who takes a stand says something, but not by `denied it`.
        Some(_) => words().all(|at| view.is_pronoun(at)),
    }
}

/// Settles what stands inside a surer statement: a second verb of the same source ends the words of the
/// first (`said it was over but stressed that it was not won`), speech inside speech stays if it is sure,
/// the rest is dropped.
pub(super) fn within(view: &View, found: &mut Vec<Found>) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    let logit = |i: usize| found.get(i).map_or(NEVER, |s| s.logit);
    order::by(&mut order, |&i| order::falling(logit(i)));
    let mut keep = vec![true; found.len()];
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for (rank, &i) in order.iter().enumerate() {
        for &j in order.iter().take(rank) {
            let (Some(weaker), Some(surer)) = (found.get(i), found.get(j)) else { continue };
            let same = weaker.source.is_some() && weaker.source == surer.source;
            let ends = weaker.parts.iter().any(|p| p.start > weaker.cue && p.contains(&surer.cue));
            if same && ends && view.quotation(surer.cue).is_none() {
                cuts.push((i, surer.cue));
                continue;
            }
            let part = surer.parts.iter().find(|p| p.contains(&weaker.cue));
            let (Some(part), Some(&true)) = (part, keep.get(j)) else { continue };
            let quoted = view.quotation(weaker.cue).is_some();
            let joins = same && !quoted && part.start > surer.cue && weaker.logit > SECOND;
            if joins && begins_clause(view, weaker.cue, part.start) {
                cuts.push((j, weaker.cue));
                continue;
            }
            // `what he called “heroes”`: words of the inner source alone are in quotation marks.
            let marked = weaker.parts.first().is_some_and(|p| view.quotation(p.start).is_some());
            // `rejected her claim that`: what is claimed has an owner, and words of its own.
            let unit = view.units.get(weaker.unit);
            let claimed = unit.is_some_and(|unit| is_claim(view, unit, weaker.cue));
            let tells = !same && !quoted && (marked || claimed || weaker.logit > NESTED);
            if let Some(keep) = keep.get_mut(i).filter(|_| !tells) {
                *keep = false;
            }
        }
    }
    for (j, cue) in cuts {
        let Some(surer) = found.get_mut(j) else { continue };
        if let Some(part) = surer.parts.iter_mut().find(|p| p.contains(&cue)) {
            let words = part.start..cue;
            let last = words.rev().find(|&at| view.here(at).joint == Joint::None);
            part.end = last.map_or(part.start, |last| last + 1);
        }
        surer.parts.retain(|p| !p.is_empty());
    }
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
    stop_at_semicolons(view, found);
}

/// Ends what is said before its source at a semicolon behind another statement: `officials said 14 had complained; three
/// withdrew, they said`.
fn stop_at_semicolons(view: &View, found: &mut [Found]) {
    let cues: Vec<usize> = found.iter().map(|f| f.cue).collect();
    for statement in found {
        for part in statement.parts.iter_mut().filter(|part| part.end <= statement.cue) {
            let stops =
                |&at: &usize| view.here(at).joint == Joint::Stop && view.quotation(at).is_none();
            let Some(stop) = part.clone().rev().find(stops) else { continue };
            let told = cues.partition_point(|&cue| cue < stop);
            let told = told.checked_sub(1).and_then(|last| cues.get(last));
            if stop + 1 < part.end && told.is_some_and(|cue| part.contains(cue)) {
                part.start = stop + 1;
            }
        }
    }
}

/// Tells once what two cues say of one source, by the surer: `issued a statement declaring that …`.
pub(super) fn once(found: &mut Vec<Found>) {
    let surer = |a: &Found, b: &Found| (a.logit, b.cue) > (b.logit, a.cue);
    let doubled = |one: &Found, other: &Found| {
        one.source.is_some() && one.source == other.source && one.parts == other.parts
    };
    let all = found.clone();
    found.retain(|one| !all.iter().any(|other| doubled(one, other) && surer(other, one)));
}

/// Gives a quotation that was never closed and that nobody says to the statement that begins with the next one: each
/// paragraph of a long quotation opens it anew, and its speaker may come last.
pub(super) fn open(view: &View, all: &mut Vec<Found>) {
    let mut following: Option<(usize, bool)> = None;
    let mut held = all.len();
    for (number, unit) in view.units.iter().enumerate().rev() {
        let next = following.take();
        while held.checked_sub(1).and_then(|last| all.get(last)).is_some_and(|f| f.unit >= number) {
            held -= 1;
        }
        let Some(quotation) = view.quotation(unit.tokens.start) else { continue };
        let whole = quotation.first == unit.tokens.start && quotation.last + 1 >= unit.tokens.end;
        let says =
            |found: &Found| found.holds(unit.tokens.start) && view.quotation(found.cue).is_none();
        // Who says it stands in this unit, or before it if the quotation goes on from there.
        let from = held.saturating_sub(1);
        let near = all.iter().enumerate().skip(from).take_while(|(_, found)| found.unit <= number);
        let teller = near.into_iter().find(|(_, found)| says(found)).map(|(at, _)| at);
        let mark = quotation.straight;
        let taker = next.filter(|&(_, same)| same == mark && whole && quotation.open);
        let own = |at: usize| all.get(at).is_some_and(|found| found.unit == number);
        match (teller, taker) {
            // What went on from a statement before goes on in the next paragraph: its speaker is named there.
            (Some(teller), Some((taker, _))) if !own(teller) && teller != taker => {
                if let Some(before) = all.get_mut(teller) {
                    before.parts.retain(|part| part.start != quotation.first);
                }
                give(all, taker, quotation.first..unit.tokens.end);
                following = next;
            }
            (Some(teller), _) => following = Some((teller, mark)),
            (None, Some((taker, _))) => {
                give(all, taker, quotation.first..unit.tokens.end);
                following = next;
            }
            (None, None) => {}
        }
    }
    all.retain(|found| !found.parts.is_empty());
}

/// Puts words in front of what a statement says.
fn give(all: &mut [Found], taker: usize, part: Range<usize>) {
    if let Some(found) = all.get_mut(taker) {
        found.parts.insert(0, part);
    }
}
