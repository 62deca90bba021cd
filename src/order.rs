//! Sorting by a number or by words.
//!
//! Each type that the sort of the standard library is used with is some 5 kB of the page's module, and some forty were;
//! here numbers with places are sorted, and what they stand for is put in their order.

use crate::Span;

/// Sorts by a number; those with the same stay in their order.
pub(crate) fn by<T>(items: &mut [T], number: impl Fn(&T) -> u128) {
    // Most are in order, or too few to be in another.
    if items.is_sorted_by_key(&number) {
        return;
    }
    let numbered = items.iter().map(number).zip(0..);
    let mut places: Vec<(u128, u32)> = numbered.collect();
    places.sort_unstable();
    arrange(items, places.into_iter().map(|(_, place)| place).collect());
}

/// Sorts by words; those with the same stay in their order.
pub(crate) fn by_words<T>(items: &mut [T], words: impl Fn(&T) -> &str) {
    let numbered = items.iter().map(words).zip(0..);
    let mut places: Vec<(&str, u32)> = numbered.collect();
    if !places.is_sorted() {
        places.sort_unstable();
        let places = places.into_iter().map(|(_, place)| place).collect();
        arrange(items, places);
    }
}

/// Puts first what stands at the first of the places, and so on: each place once.
fn arrange<T>(items: &mut [T], mut places: Vec<u32>) {
    for first in 0..items.len() {
        let mut at = first;
        while let Some(place) = places.get_mut(at) {
            let from = std::mem::replace(place, at as u32) as usize;
            if from == first {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// A number that rises with the start, then the end.
pub(crate) fn span(span: Span) -> u128 {
    u128::from(span.start) << 32 | u128::from(span.end)
}

/// The same with none before all.
pub(crate) fn maybe(number: Option<u128>) -> u128 {
    number.map_or(0, |number| number + 1)
}

/// A number that rises with this one, as `f32::total_cmp` has it.
pub(crate) fn rising(number: f32) -> u128 {
    let bits = number.to_bits();
    let sign = 1 << 31;
    u128::from(if bits & sign == 0 { bits | sign } else { !bits })
}

/// A number that falls as this one rises.
pub(crate) fn falling(number: f32) -> u128 {
    u128::from(u32::MAX) - rising(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers in no order, some of them twice.
    fn mixed(count: u32) -> impl Iterator<Item = u32> {
        (0..count).map(move |n| n.wrapping_mul(2_654_435_761) % (count / 2 + 1))
    }

    #[test]
    fn numbers_are_sorted_as_by_the_standard_library() {
        for count in 0..200 {
            let mut own: Vec<(u32, u32)> = mixed(count).zip(0..).collect();
            let mut expected = own.clone();
            by(&mut own, |&(number, _)| number.into());
            expected.sort_by_key(|&(number, _)| number);
            assert_eq!(expected, own);
        }
    }

    #[test]
    fn words_are_sorted_as_by_the_standard_library() {
        let mut own: Vec<(String, u32)> = mixed(200).map(|n| n.to_string()).zip(0..).collect();
        let mut expected = own.clone();
        by_words(&mut own, |(word, _)| word);
        expected.sort_by(|(a, _), (b, _)| a.cmp(b));
        assert_eq!(expected, own);
    }

    #[test]
    fn floats_rise_and_fall_as_they_are_compared() {
        let floats = [f32::NEG_INFINITY, -2.5, -0.0, 0.0, 1e-9, 3.0, f32::MAX, f32::INFINITY];
        for a in floats {
            for b in floats {
                assert_eq!(a.total_cmp(&b), rising(a).cmp(&rising(b)), "{a} {b}");
                assert_eq!(b.total_cmp(&a), falling(a).cmp(&falling(b)), "{a} {b}");
            }
        }
    }
}
