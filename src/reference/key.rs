//! Numbers of features.

/// Bits of a number: enough that few of some ten thousand features share one.
pub(super) const BITS: u32 = 22;

/// The number of a feature: a template and what fills it, mixed (FNV-1a over words, with a finish).
pub(super) fn of(template: u32, parts: &[u32]) -> u32 {
    let mix = |hash: u64, part: u32| (hash ^ u64::from(part)).wrapping_mul(0x100_0000_01b3);
    let hash =
        parts.iter().fold(mix(0xcbf2_9ce4_8422_2325, template), |hash, &part| mix(hash, part));
    let mixed = (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> (64 - BITS)) as u32
}
