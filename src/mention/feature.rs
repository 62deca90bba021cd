//! The features of a token: what training weighs and the recogniser adds up.
//!
//! A feature is the hash of a template number and the values that it looks at. Three parts, so that the
//! first and the last need adding up only once for each word:
//! 1. [`of_form`]: the word at an offset of −3 to +3 alone: `lower-case word at −1 is "president"`.
//! 2. [`of_place`]: the token among its neighbours and in the word lists: `clusters of the last two words`.
//! 3. [`of_group`]: what the other places say where the word stands: `elsewhere "Mr" stands before it`.
//!
//! Templates are numbered where they are emitted. A change of anything here asks for new weights:
//! `cargo xtask train mentions`.

use super::form::{Case, Form};
use super::hash::key;
use super::lists::{Selection, bits};
use super::page::{Group, Page, Sequence, Style};

/// Widest offset of [`of_form`].
pub const REACH: isize = 3;

/// All features of token `at`, for training.
pub fn all(
    page: &Page,
    sequence: &Sequence,
    at: usize,
    selection: &Selection,
    emit: &mut impl FnMut(u32),
) {
    for offset in -REACH..=REACH {
        of_form(page.form(page.form_at(&sequence.tokens, at, offset)), offset, emit);
    }
    of_place(page, sequence, at, selection, emit);
    if page.case(at).is_capital() {
        let group = page.group(page.form_at(&sequence.tokens, at, 0));
        if let Some(group) = page.groups.get(group) {
            of_group(page, group, emit);
        }
    }
}

/// Features of a word that stands `offset` tokens from the token that is labelled.
pub fn of_form(form: &Form, offset: isize, emit: &mut impl FnMut(u32)) {
    let mut at = |template: u32, value: u32| emit(key(template, value, (offset + 8) as u32));
    at(1, form.lower);
    if offset.abs() > 2 {
        return;
    }
    at(2, form.shape);
    let cluster = form.cluster;
    if cluster.fine != 0 {
        at(3, cluster.fine.into());
        at(4, cluster.medium.into());
        at(5, cluster.coarse.into());
        at(6, cluster.wide.into());
    }
    if offset.abs() > 1 {
        return;
    }
    at(7, form.suffix[2]);
    at(8, form.prefix[2]);
    if offset != 0 {
        return;
    }
    at(9, form.exact);
    // Three letters were looked at above, for the neighbours too.
    for (length, (&prefix, &suffix)) in form.prefix.iter().zip(&form.suffix).enumerate() {
        if length != 2 {
            at(10 + length as u32, prefix);
            at(14 + length as u32, suffix);
        }
    }
    at(18, key(0, form.suffix[2], form.shape));
    at(19, key(0, cluster.coarse.into(), form.shape));
}

/// Features of token `at` among its neighbours.
pub fn of_place(
    page: &Page,
    sequence: &Sequence,
    at: usize,
    selection: &Selection,
    emit: &mut impl FnMut(u32),
) {
    let range = &sequence.tokens;
    let form = |offset| page.form(page.form_at(range, at, offset));
    let [far, before, here, after, beyond] = [form(-2), form(-1), form(0), form(1), form(2)];
    let first = opens(page, sequence, at);
    let style = match sequence.style {
        Style::Prose => 0,
        Style::Title => 1,
        Style::Capitals => 2,
    };
    let mut two = |template: u32, a: u32, b: u32| emit(key(template, a, b));

    two(20, far.lower, before.lower);
    two(21, before.lower, here.lower);
    two(22, here.lower, after.lower);
    two(23, after.lower, beyond.lower);
    two(24, before.lower, after.lower);
    two(25, before.shape, here.shape);
    two(26, here.shape, after.shape);
    two(27, key(0, before.shape, here.shape), after.shape);
    two(28, here.case as u32 * 4 + style, first.into());
    two(29, before.lower, here.shape);
    two(30, after.lower, here.shape);

    let medium = |f: &Form| u32::from(f.cluster.medium);
    let coarse = |f: &Form| u32::from(f.cluster.coarse);
    two(31, medium(before), medium(here));
    two(32, medium(here), medium(after));
    two(33, coarse(before), coarse(here));
    two(34, coarse(here), coarse(after));
    two(35, coarse(far), coarse(before));
    two(36, coarse(after), coarse(beyond));
    two(37, coarse(before) << 16 | coarse(here), coarse(after));
    two(38, medium(before), here.shape);
    two(39, medium(after), here.shape);
    two(40, medium(before), medium(after));

    let set = |offset: isize| match at.checked_add_signed(offset) {
        Some(place) if range.contains(&place) => page.sets.get(place).copied().unwrap_or(0),
        _ => 1,
    };
    let [set_before, set_here, set_after] = [set(-1), set(0), set(1)];
    two(41, set_here, 0);
    two(42, set_here, here.case as u32 * 4 + style);
    two(43, set_before, set_here);
    two(44, set_here, set_after);
    two(45, set_before, here.shape);
    two(46, set_after, here.shape);
    for offset in [-1, 0, 1] {
        let Some(place) = at.checked_add_signed(offset).filter(|place| range.contains(place))
        else {
            continue;
        };
        let Some(places) = page.places.get(place) else { continue };
        let masks = [places.begin, places.inside, places.end, places.single];
        for (part, mask) in masks.into_iter().enumerate() {
            for bit in bits(mask) {
                let list = selection.hashes.get(bit).copied().unwrap_or(0);
                two(47, list, (offset + 1) as u32 * 4 + part as u32);
            }
        }
    }
}

/// True for the first word of a sentence and for what stands before it.
fn opens(page: &Page, sequence: &Sequence, at: usize) -> bool {
    (sequence.tokens.start..at).all(|before| page.case(before) == Case::Mark)
}

/// Features of a word from all places where it stands; emits each once.
pub fn of_group(page: &Page, group: &Group, emit: &mut impl FnMut(u32)) {
    if group.capital == 0 {
        return;
    }
    let mut seen: Vec<u32> = Vec::with_capacity(80);
    let mut add = |template: u32, a: u32, b: u32| seen.push(key(template, a, b));
    add(60, group.lower.min(3), group.inside.min(2));
    add(61, bucket(group.capital), u32::from(group.lower > 0));
    if group.capital > 1 {
        for &mention in &group.mentions {
            around(page, mention as usize, &mut add);
        }
    }
    if let Some((run, place)) = &group.run {
        let at = |i: usize| page.form_of.get(i).map_or(super::page::AFTER, |&f| f as usize);
        let set = |i: usize| page.sets.get(i).copied().unwrap_or(0);
        let (first, last) = (run.start, run.end - 1);
        let position = (run.len().min(6) * 8 + (*place).min(6)) as u32;
        add(62, position, 0);
        if run.len() > 1 && group.capital > 1 {
            let side = u32::from(*place == 0) * 2 + u32::from(*place + 1 == run.len());
            add(63, page.form(at(first)).lower, side);
            add(64, page.form(at(last)).lower, side);
            add(65, set(first), side);
            add(66, set(last), side);
            add(67, page.form(at(first)).cluster.medium.into(), side);
            add(68, page.form(at(last)).cluster.medium.into(), side);
            if let Some(sequence) = sequence_of(page, first) {
                let before = page.form(page.form_at(&sequence.tokens, first, -1));
                let after = page.form(page.form_at(&sequence.tokens, last, 1));
                add(69, before.lower, side);
                add(70, after.lower, side);
                add(71, before.cluster.medium.into(), side);
                add(72, after.cluster.medium.into(), side);
            }
        }
    }
    seen.sort_unstable();
    seen.dedup();
    seen.into_iter().for_each(emit);
}

/// Features of one place of a word.
fn around(page: &Page, at: usize, add: &mut impl FnMut(u32, u32, u32)) {
    let Some(sequence) = sequence_of(page, at) else { return };
    let before = page.form(page.form_at(&sequence.tokens, at, -1));
    let after = page.form(page.form_at(&sequence.tokens, at, 1));
    let set = |i: Option<usize>| {
        i.filter(|i| sequence.tokens.contains(i)).and_then(|i| page.sets.get(i)).copied()
    };
    add(80, before.lower, 0);
    add(81, after.lower, 0);
    add(82, before.cluster.medium.into(), 0);
    add(83, after.cluster.medium.into(), 0);
    add(84, before.case as u32, after.case as u32);
    if let Some(set) = set(Some(at)).filter(|&set| set != 0) {
        add(85, set, 0);
    }
    if let Some(set) = set(at.checked_sub(1)).filter(|&set| set != 0) {
        add(86, set, 0);
    }
    if let Some(set) = set(Some(at + 1)).filter(|&set| set != 0) {
        add(87, set, 0);
    }
}

fn sequence_of(page: &Page, at: usize) -> Option<&Sequence> {
    let after = page.sequences.partition_point(|s| s.tokens.end <= at);
    page.sequences.get(after)
}

fn bucket(count: u32) -> u32 {
    match count {
        0..=3 => count,
        4..=7 => 4,
        _ => 5,
    }
}
