//! Where a border may be at all, by the parts of speech on both sides of it: nothing parts `the` from `minister`.

use super::view::View;
use super::weights::Question;
use std::ops::Range;

/// Parts of speech, and none beyond the ends of the unit.
const TAGS: usize = 16;

/// By question and part of speech inside: a bit for each part of speech outside, the lowest for the end of the unit. Left
/// out are the pairs at which the weights, asked everywhere, chose a border
/// most seldom: 228 of 191,868 borders in 2,788 training articles, and a third of the places that were asked about. The
/// figures of the dev articles are the same without them; with 572 borders and two fifths of the places left out they fell by
/// a tenth of a point.
const MAY: [[u16; TAGS]; 6] = [
    [
        0xffff, 0x4fd9, 0xeffb, 0x7ee9, 0xcfc1, 0x5ecb, 0x5ec1, 0xefff, 0x6fff, 0x4ec1, 0x4241,
        0x4e01, 0x4401, 0x4edb, 0x4681, 0x4441,
    ],
    [
        0xffff, 0x5ffa, 0x7fff, 0x5adb, 0x58db, 0x5b7a, 0x53be, 0x7fff, 0x53db, 0x505b, 0x1039,
        0xc47b, 0x506b, 0x50fb, 0x5bfe, 0x487b,
    ],
    [
        0xffff, 0x59df, 0x5bff, 0x46ff, 0x50fd, 0x40df, 0x4bfd, 0x71ff, 0x419f, 0x41b9, 0x41bd,
        0xe1bd, 0x4039, 0xc01b, 0xe3ff, 0x5001,
    ],
    [
        0xffff, 0x6ff1, 0x6ffb, 0x5e43, 0x54d7, 0x4e49, 0xfedf, 0xffff, 0x5efb, 0x4ee1, 0x50e1,
        0x75ff, 0xcc11, 0x4e49, 0x4c51, 0x4c01,
    ],
    [
        0xffff, 0x426f, 0x52ff, 0x5a6f, 0x424f, 0x7a6f, 0x52ef, 0x7aff, 0x42ef, 0x437f, 0x522f,
        0x6aff, 0x42ef, 0x42ef, 0x468b, 0x6209,
    ],
    [
        0xce51, 0x4e41, 0x4e51, 0x4601, 0x4001, 0x4c41, 0x4e01, 0x4e41, 0x4400, 0x4401, 0x4000,
        0x4001, 0x4001, 0x4001, 0x4e51, 0x4001,
    ],
];

/// True if the question is worth asking of the token `at`, the last or first one inside; `out` leads outside.
pub(super) fn may_be(
    view: &View,
    unit: &Range<usize>,
    question: Question,
    at: usize,
    out: isize,
) -> bool {
    let row = match question {
        Question::SourceStart => 0,
        Question::SourceEnd => 1,
        Question::LeftEnd => 2,
        Question::LeftStart => 3,
        Question::RightStart => 4,
        Question::RightEnd => 5,
        Question::Word | Question::Cue | Question::Again | Question::Join => return true,
    };
    let [inside, outside] = [0, out].map(|offset| view.tag(unit, at, offset));
    MAY.get(row)
        .and_then(|tags| tags.get(inside as usize))
        .is_none_or(|may| may >> outside & 1 == 1)
}
