//! Whether two candidates of a slot mean one entity, which is told once: `Farabundo Marti Front` and `FMF`, `jesuits` and
//! `jesuit priests`, `Ana Ruiz, mayor of Perquin`.

use super::Candidate;
use super::feature::of;

/// Words between two phrases that are told of.
const BETWEEN: usize = 2;

/// Features of a pair in a slot; the first is the likelier.
pub(super) fn features(a: &Candidate, b: &Candidate, slot: usize, words: &[u32]) -> Vec<u32> {
    let slot = slot as u32;
    let mut features = vec![of(100, &[slot])];
    let mut add = |template: u32, parts: &[u32]| features.push(of(template, parts));
    let within = |x: &Candidate, y: &Candidate| x.forms.iter().all(|w| y.forms.contains(w));
    if within(b, a) {
        add(101, &[]);
    } else if within(a, b) {
        add(102, &[]);
    }
    let shared = |word: &u32| b.forms.contains(word);
    if a.forms.iter().any(shared) {
        add(103, &[]);
        add(104, &[slot]);
    }
    if a.head == b.head {
        add(105, &[]);
    } else if a.stem == b.stem {
        add(106, &[]);
    }
    if a.forms.last() == b.forms.last() {
        add(107, &[]);
    }
    if a.forms.first() == b.forms.first() {
        add(108, &[]);
    }
    for (long, short) in [(a, b), (b, a)] {
        if short.forms.len() == 1 && long.forms.len() > 1 {
            let letters = short.words.replace('.', "");
            if letters == long.initials {
                add(109, &[]);
            } else if (3..=5).contains(&letters.len())
                && letters.get(..2).is_some_and(|two| long.initials.starts_with(two))
            {
                add(110, &[]);
            }
        }
    }
    let known = [a, b].map(|c| u32::from(!c.entities.is_empty()));
    add(111, &[known[0] + known[1]]);
    let (gap, between) = nearest(a, b);
    let steps = [0, 1, 2, 4, 11, 39];
    add(112, &[steps.iter().filter(|&&step| gap > step).count() as u32]);
    if gap <= BETWEEN {
        add(113, &words[between.0..between.1]);
    }
    add(114, &[slot, u32::from(gap > 1) + u32::from(gap > 11)]);
    let plural = [a, b].map(|c| u32::from(c.plural));
    add(115, &plural);
    add(116, &[slot, plural[0], plural[1], known[0], known[1]]);
    add(117, &[a.forms.len().min(3) as u32, b.forms.len().min(3) as u32]);
    add(118, &[a.head, b.head]);
    add(119, &[slot, a.head]);
    add(120, &[slot, b.head]);
    features
}

/// The words that stand least between places of both: how many, and from where to where.
fn nearest(a: &Candidate, b: &Candidate) -> (usize, (usize, usize)) {
    let mut best = (usize::MAX, (0, 0));
    for p in &a.places {
        for q in &b.places {
            let (from, to) = if p.last < q.first { (p.last, q.first) } else { (q.last, p.first) };
            let gap = to.saturating_sub(from + 1);
            if gap < best.0 {
                best = (gap, (from + 1, to.max(from + 1)));
            }
        }
    }
    best
}
