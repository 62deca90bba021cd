//! The features of cues and of the borders of sources and contents.
//!
//! A feature is the hash of a template number and the values that it looks at. Templates are numbered
//! where they are emitted. A change of anything here asks for new weights: `cargo xtask train quotes`.

use super::view::{Unit, View, Word};
use super::walk::Step;
use crate::mention::hash::key;
use std::ops::Range;

/// Features of a word alone: whether it may report at all.
pub fn of_word(word: &Word, emit: &mut impl FnMut(u32)) {
    emit(key(0, 0, 0));
    emit(key(1, word.lower, 0));
    emit(key(2, word.cluster.fine.into(), word.tail));
    emit(key(3, word.cluster.medium.into(), word.tail));
    emit(key(4, word.cluster.coarse.into(), word.tail));
    emit(key(5, word.grade.into(), word.tail));
    emit(key(6, word.grade.into(), word.capital.into()));
    emit(key(7, word.cluster.fine.into(), 0));
}

/// Features of token `at` as a cue, among its neighbours.
pub fn of_cue(view: &View, unit: &Unit, at: usize, emit: &mut impl FnMut(u32)) {
    let range = &unit.tokens;
    let word = |offset| view.word(range, at, offset);
    let [far, before, here, after, beyond] = [word(-2), word(-1), word(0), word(1), word(2)];
    let third = word(3);
    let grade = u32::from(here.grade);
    let medium = |w: &Word| u32::from(w.cluster.medium);
    let coarse = |w: &Word| u32::from(w.cluster.coarse);
    let mut two = |template: u32, a: u32, b: u32| emit(key(template, a, b));
    two(10, before.lower, here.lower);
    two(11, here.lower, after.lower);
    two(12, before.lower, 0);
    two(13, after.lower, 0);
    two(14, far.lower, 0);
    two(15, beyond.lower, 0);
    two(16, before.lower, after.lower);
    two(17, far.lower, before.lower);
    two(18, after.lower, beyond.lower);
    two(19, here.lower, beyond.lower);
    two(20, medium(here), after.lower);
    two(21, before.lower, medium(here));
    two(22, medium(before), medium(here));
    two(23, medium(here), medium(after));
    two(24, coarse(before), coarse(after));
    two(25, coarse(before) << 16 | coarse(here), coarse(after));
    two(26, grade << 16 | coarse(before), coarse(after));
    two(27, grade, after.lower);
    two(28, grade, before.lower);
    two(29, coarse(after), coarse(beyond));
    two(30, grade << 16 | coarse(after), coarse(beyond));
    two(31, coarse(far) << 16 | coarse(before), grade);
    two(32, medium(here) << 16 | coarse(after), coarse(beyond));
    two(33, medium(before), 0);
    two(34, medium(after), 0);
    two(35, medium(beyond), medium(third));
    two(36, before.lower, here.tail);
    two(37, here.tail, after.lower);

    let name = |offset: isize| at.checked_add_signed(offset).map_or(0, |i| view.name(i));
    two(40, name(-1) * 8 + name(1), grade);
    two(41, name(0), u32::from(here.capital));
    let quoted = view.quotation(at).map_or(0, |q| 1 + u32::from(q.last - q.first > 6));
    two(42, quoted, grade);
    two(43, quoted, here.lower);
    two(44, quoted, medium(here));
    let marks = quotes_around(view, unit, at);
    two(45, marks, grade);
    two(46, marks, here.lower);
    two(47, marks, coarse(here));
    let edge = u32::from(at == range.start) * 2 + u32::from(at + 2 >= range.end);
    two(48, edge, grade);
    two(49, edge, u32::from(unit.heading) << 8 | u32::from(here.capital));
    let that = (1..7).find(|&o| word(o).joint == super::view::Joint::That).unwrap_or(0) as u32;
    two(50, that, grade);
    two(51, that, coarse(here));
    let comma = (-8..0).rev().find(|&o| word(o).joint == super::view::Joint::Comma).unwrap_or(0);
    two(52, comma.unsigned_abs() as u32, grade);
}

/// How quotations stand around a token: in touch, before and behind it in its unit.
fn quotes_around(view: &View, unit: &Unit, at: usize) -> u32 {
    let number = |offset: isize| {
        at.checked_add_signed(offset)
            .filter(|i| unit.tokens.contains(i))
            .and_then(|i| view.quotation_of.get(i))
            .copied()
            .unwrap_or(0)
    };
    let here = number(0);
    let near = |offsets: [isize; 4]| {
        let found = offsets.into_iter().position(|o| number(o) != 0 && number(o) != here);
        found.map_or(0, |i| i as u32 + 1)
    };
    let wide = |from: usize, to: usize| {
        let number = |i: usize| view.quotation_of.get(i).copied().unwrap_or(0);
        u32::from(number(from) != here && number(from) != 0)
            + 2 * u32::from(number(to) != here && number(to) != 0)
    };
    near([-1, -2, -3, -4]) * 32
        + near([1, 2, 3, 4]) * 4
        + wide(unit.tokens.start, unit.tokens.end.saturating_sub(2).max(unit.tokens.start))
}

/// What the words around a possible cue were found to be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around {
    /// Level of the surest cue before it in the unit and tokens between.
    pub before: (u32, u32),
    /// The same behind it.
    pub behind: (u32, u32),
    /// True if `that` stands between the one before and this.
    pub that: bool,
    /// True if a comma does.
    pub comma: bool,
    /// Own level.
    pub own: u32,
}

/// Levels of sureness: the whole part of the logit, cut.
pub fn level(logit: f32) -> u32 {
    (logit + 8.0).clamp(0.0, 15.0) as u32
}

/// Features of a possible cue among others.
pub fn of_again(view: &View, at: usize, around: &Around, emit: &mut impl FnMut(u32)) {
    let word = view.here(at);
    let near = |(level, distance): (u32, u32)| level * 8 + bucket(distance);
    let mut two = |template: u32, a: u32, b: u32| emit(key(template, a, b));
    two(60, around.own, 0);
    two(61, near(around.before), around.own);
    two(62, near(around.behind), around.own);
    two(63, around.before.0 * 16 + around.behind.0, around.own);
    let between = u32::from(around.that) * 2 + u32::from(around.comma);
    two(64, around.before.0 * 4 + between, around.own);
    two(65, near(around.before), u32::from(word.cluster.coarse));
    two(66, near(around.before) * 4 + between, word.tail);
    two(67, near(around.behind), u32::from(word.cluster.coarse));
    two(68, around.before.0 * 4 + between, word.grade.into());
}

/// What is known of a statement when a border is looked for.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The cue.
    pub cue: usize,
    /// The source, once found.
    pub source: Option<Range<usize>>,
    /// The other border of the same part, once found.
    pub other: Option<Step>,
    /// The content on the other side, once found.
    pub content: Option<Range<usize>>,
}

/// Features of a border: `step.at` is the token inside it; a starting one has the outer token before it.
#[expect(clippy::too_many_lines, reason = "a list of templates")]
pub fn of_border(
    view: &View,
    unit: &Unit,
    known: &Known,
    step: &Step,
    starts: bool,
    emit: &mut impl FnMut(u32),
) {
    let range = &unit.tokens;
    let at = step.at;
    let out: isize = if starts { -1 } else { 1 };
    let word = |offset: isize| view.word(range, at, offset);
    let [outer, edge, inner, deep] = [word(2 * out), word(out), word(0), word(-out)];
    let cue = view.here(known.cue);
    let side = u32::from(at > known.cue);
    let coarse = |w: &Word| u32::from(w.cluster.coarse);
    let medium = |w: &Word| u32::from(w.cluster.medium);
    let mut two = |template: u32, a: u32, b: u32| emit(key(template, a, b << 1 | side));
    let far = bucket(step.steps);
    two(100, edge.lower, 0);
    two(101, inner.lower, 0);
    two(102, edge.lower, inner.lower);
    two(103, outer.lower, edge.lower);
    two(104, inner.lower, deep.lower);
    two(105, medium(edge), medium(inner));
    two(106, coarse(edge) << 16 | coarse(inner), coarse(deep));
    two(107, coarse(outer) << 16 | coarse(edge), coarse(inner));
    two(108, edge.lower, medium(inner));
    two(109, medium(edge), inner.lower);
    two(110, far, 0);
    two(111, far, cue.lower);
    two(112, cue.lower, edge.lower);
    two(113, cue.lower, inner.lower);
    two(114, cue.cluster.medium.into(), edge.lower);
    two(115, cue.cluster.medium.into(), inner.lower);
    two(116, cue.cluster.coarse.into(), coarse(inner) << 8 | coarse(edge));
    two(117, u32::from(cue.grade) << 8 | far, edge.lower);
    two(118, u32::from(cue.grade) << 8 | far, inner.lower);
    let passed = step.commas.min(3) * 4 + step.links.min(3);
    two(119, passed, edge.lower);
    two(120, passed, cue.grade.into());
    two(121, step.cues.min(2) * 8 + step.quotes.min(2) * 2 + u32::from(step.that), edge.lower);
    two(122, step.cues.min(2) * 8 + step.quotes.min(2) * 2 + u32::from(step.that), cue.lower);
    two(123, step.names.min(3), coarse(edge));

    let name = view.name(at) * 2 + u32::from(view.begins_name(at));
    let outside = at.checked_add_signed(out).filter(|i| range.contains(i));
    let outside_name = outside.map_or(0, |i| view.name(i) * 2 + u32::from(view.begins_name(i)));
    two(124, name, outside_name);
    two(125, name << 8 | outside_name, edge.lower);
    two(126, name << 4 | far, cue.grade.into());
    let borders = u32::from(outside.is_none());
    let quoted = |i: usize| {
        view.quotation(i).map_or(0, |q| {
            if q.first == i {
                1
            } else if q.last == i {
                2
            } else {
                3
            }
        })
    };
    let state = quoted(at) * 16 + outside.map_or(0, quoted) * 4 + borders;
    two(127, state, far);
    two(128, state, cue.grade.into());
    two(129, state, cue.lower);
    two(130, state << 4 | passed, coarse(inner));
    two(131, u32::from(unit.heading) << 8 | u32::from(inner.capital) << 1 | borders, edge.lower);
    two(132, u32::from(inner.capital) * 2 + u32::from(edge.capital), far);
    // The word next to the cue on this side: `said that`, `said in a statement`.
    let next = view.word(range, known.cue, if side == 1 { 1 } else { -1 });
    let next_but_one = view.word(range, known.cue, if side == 1 { 2 } else { -2 });
    two(133, next.lower, far);
    two(134, next.lower, edge.lower);
    two(135, coarse(next) << 16 | coarse(next_but_one), edge.lower);
    two(136, cue.lower, next.lower ^ far);

    let tag = |offset: isize| view.tag(range, at, offset * out);
    let [beyond, outer_tag, edge_tag] = [tag(3), tag(2), tag(1)];
    let [inner_tag, deep_tag] = [tag(0), tag(-1)];
    two(151, edge_tag << 8 | outer_tag, beyond);
    two(152, edge_tag << 8 | outer_tag, edge.lower);
    two(153, edge_tag << 8 | outer_tag, inner_tag << 8 | deep_tag);
    two(154, edge_tag << 8 | inner_tag, deep_tag << 8 | far);

    if let Some(source) = &known.source {
        let place = if at < source.start {
            (source.start - at).min(4) as u32
        } else if at >= source.end {
            4 + (at + 1 - source.end).min(4) as u32
        } else {
            0
        };
        let source_side = u32::from(source.start > known.cue);
        two(140, place * 2 + source_side, edge.lower);
        two(141, place * 2 + source_side, inner.lower);
        two(142, place * 2 + source_side, state);
        two(143, place * 2 + source_side, cue.lower);
    } else {
        two(144, far, edge.lower);
        two(145, state, cue.lower);
    }
    if let Some(content) = &known.content {
        let quoted = u32::from(view.quotation(content.start).is_some());
        let close = (content.end.abs_diff(known.cue)).min(3) as u32;
        two(146, quoted * 4 + close, edge.lower);
        two(147, quoted * 4 + close, inner.lower);
        two(148, quoted * 4 + close, state);
        two(149, quoted * 4 + close, cue.lower);
    } else {
        two(150, 0, edge.lower);
    }
    if let Some(other) = &known.other {
        let length = bucket(step.steps.abs_diff(other.steps));
        let commas = step.commas.abs_diff(other.commas).min(3);
        let cues = step.cues.abs_diff(other.cues).min(2);
        let first = view.here(other.at);
        two(160, length, edge.lower);
        two(161, length, first.lower);
        two(162, first.lower, edge.lower);
        two(163, coarse(first), edge.lower);
        two(164, commas * 4 + cues, edge.lower);
        two(165, commas * 4 + cues, coarse(edge) << 8 | coarse(inner));
        two(166, quoted(other.at) * 64 + state, commas);
        two(167, cue.lower, length);
        two(168, view.name(other.at) * 8 + view.name(at), edge.lower);
    }
}

/// Features of there being no such part.
pub fn of_none(view: &View, unit: &Unit, known: &Known, emit: &mut impl FnMut(u32)) {
    let range = &unit.tokens;
    let word = |offset: isize| view.word(range, known.cue, offset);
    let [far, before, cue, after, beyond] = [word(-2), word(-1), word(0), word(1), word(2)];
    let mut two = |template: u32, a: u32, b: u32| emit(key(template, a, b));
    two(180, 0, 0);
    two(181, cue.lower, 0);
    two(182, cue.cluster.medium.into(), 0);
    two(183, before.lower, 0);
    two(184, after.lower, 0);
    two(185, cue.lower, after.lower);
    two(186, cue.lower, before.lower);
    two(187, cue.grade.into(), cue.tail);
    two(188, far.lower, before.lower);
    two(189, after.lower, beyond.lower);
    two(190, quotes_around(view, unit, known.cue), cue.grade.into());
    let before_it = bucket((known.cue - range.start) as u32);
    let behind_it = bucket((range.end - known.cue) as u32);
    two(191, before_it, cue.grade.into());
    two(192, behind_it, cue.grade.into());
    two(193, before_it, before.lower);
    two(194, behind_it, after.lower);
    if let Some(source) = &known.source {
        let right = u32::from(source.start > known.cue);
        let gap = if right == 1 {
            source.start - known.cue
        } else {
            known.cue.saturating_sub(source.end)
        };
        let first = bucket((source.start - range.start) as u32);
        let last = bucket((range.end - source.end) as u32);
        two(195, right * 4 + gap.min(3) as u32, cue.lower);
        two(196, right * 16 + first, cue.grade.into());
        two(197, right * 16 + last, cue.grade.into());
        let front = source.start.checked_sub(1).filter(|i| range.contains(i));
        two(198, right, front.map_or(0, |i| view.here(i).lower));
        two(199, right * 16 + first, before.lower);
    } else {
        two(200, 0, cue.lower);
    }
    if let Some(content) = &known.content {
        let quoted = u32::from(view.quotation(content.start).is_some());
        let length = bucket(content.len() as u32);
        two(201, quoted, cue.lower);
        two(202, quoted, length);
        two(203, quoted, after.lower);
        two(204, quoted, behind_it);
        two(205, content.end.abs_diff(known.cue).min(3) as u32, quoted);
        two(206, view.here(content.start).lower, quoted);
    } else {
        two(207, 0, 0);
    }
}

/// Features of a unit that may go on with a statement of an earlier one.
pub fn of_join(view: &View, unit: &Unit, last: &Unit, link: &Link, emit: &mut impl FnMut(u32)) {
    let mut two = |template: u32, a: u32, b: u32| emit(key(template, a, b));
    let first = view.quotation(unit.tokens.start);
    let whole = u32::from(first.is_some_and(|q| q.last + 2 >= unit.tokens.end));
    let quoted = u32::from(first.is_some()) + whole;
    let same = u32::from(unit.block == last.block);
    let ends = view.here(last.tokens.end.saturating_sub(1));
    two(220, quoted * 2 + same, 0);
    two(
        221,
        quoted * 2 + same,
        u32::from(link.empty) * 4 + u32::from(link.quoted) * 2 + u32::from(link.cued),
    );
    two(222, quoted * 2 + same, ends.lower);
    two(223, quoted * 2 + same, bucket(link.distance));
    two(224, quoted * 4 + u32::from(link.left) * 2 + same, link.cue);
    two(
        225,
        quoted * 4 + u32::from(link.left) * 2 + same,
        u32::from(link.quoted) * 16
            + link.parts.min(3) * 4
            + u32::from(link.open) * 2
            + u32::from(link.cued),
    );
    two(226, quoted * 4 + same, view.here(unit.tokens.start).lower);
    two(227, quoted * 4 + same, view.word(&unit.tokens, unit.tokens.start, 1).lower);
    two(228, whole * 4 + same, bucket(unit.tokens.len() as u32));
    two(229, quoted * 2 + same, link.pronoun.into());
}

/// What is known of a statement that may go on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Link {
    /// True if it has no content yet.
    pub empty: bool,
    /// True if its last part is a quotation.
    pub quoted: bool,
    /// True if its content stands before its cue.
    pub left: bool,
    /// True if the quotation was never closed.
    pub open: bool,
    /// True if the new unit has a cue of its own.
    pub cued: bool,
    /// True if its source is a pronoun.
    pub pronoun: bool,
    /// Hash of its cue.
    pub cue: u32,
    /// Parts so far.
    pub parts: u32,
    /// Units between.
    pub distance: u32,
}

/// A distance in few classes.
pub fn bucket(distance: u32) -> u32 {
    match distance {
        0..=4 => distance,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=40 => 9,
        _ => 10,
    }
}
