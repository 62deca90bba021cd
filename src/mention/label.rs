//! The labels of the chain: what a token is a part of, and which part.
//!
//! Each kind has four: the name begins, ends, goes on, or is this token alone; `OUTSIDE` is in no name.
//! They are ordered so that those which may open a name or lie between names are one range
//! ([`STARTS`]), and those after which a new name may come are another ([`ENDS`]).

use crate::Kind;
use std::ops::Range;

/// What names are told apart, in the order of the labels. `None` is a name of another kind (illnesses,
/// awards, languages): it is kept apart from the others and then dropped.
pub const KINDS: [Option<Kind>; 10] = [
    Some(Kind::Person),
    Some(Kind::Organization),
    Some(Kind::Location),
    Some(Kind::Facility),
    Some(Kind::Group),
    Some(Kind::Event),
    Some(Kind::Work),
    Some(Kind::Law),
    Some(Kind::Product),
    None,
];

/// Number of kinds.
pub const K: usize = KINDS.len();

/// Number of labels.
pub const LABELS: usize = 4 * K + 1;

/// In no name.
pub const OUTSIDE: usize = K;

/// Labels that may stand first in a sentence or after the end of a name.
pub const STARTS: Range<usize> = 0..2 * K + 1;

/// Labels that may stand last in a sentence or before a name.
pub const ENDS: Range<usize> = K..3 * K + 1;

/// First token of a longer name of kind number `kind`.
pub const fn begin(kind: usize) -> usize {
    kind
}

/// The only token of a name.
pub const fn single(kind: usize) -> usize {
    K + 1 + kind
}

/// Last token of a longer name.
pub const fn end(kind: usize) -> usize {
    2 * K + 1 + kind
}

/// Neither first nor last token of a longer name.
pub const fn inside(kind: usize) -> usize {
    3 * K + 1 + kind
}

/// True if label `after` may follow label `before`.
pub fn may_follow(before: usize, after: usize) -> bool {
    if ENDS.contains(&before) {
        STARTS.contains(&after)
    } else {
        let kind = if before < K { before } else { before - inside(0) };
        after == end(kind) || after == inside(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_in_its_range() {
        for kind in 0..K {
            assert!(STARTS.contains(&begin(kind)) && !ENDS.contains(&begin(kind)));
            assert!(STARTS.contains(&single(kind)) && ENDS.contains(&single(kind)));
            assert!(!STARTS.contains(&end(kind)) && ENDS.contains(&end(kind)));
            assert!(!STARTS.contains(&inside(kind)) && !ENDS.contains(&inside(kind)));
        }
        assert!(STARTS.contains(&OUTSIDE) && ENDS.contains(&OUTSIDE));
        assert_eq!(LABELS, inside(K - 1) + 1);
    }

    #[test]
    fn a_name_goes_on_in_its_own_kind_only() {
        assert!(may_follow(begin(0), end(0)) && may_follow(inside(3), inside(3)));
        assert!(!may_follow(begin(0), end(1)) && !may_follow(begin(0), OUTSIDE));
        assert!(may_follow(end(2), begin(1)) && may_follow(single(2), OUTSIDE));
    }
}
