//! Word clusters: which words stand in like places in much text.
//!
//! Words are kept as 22-bit hashes, so one unknown word in seventy gets a cluster by chance; the weights
//! were trained with that.

use crate::bytes::Reader;

/// Bits of a word's hash that are kept.
pub const HASH_BITS: u32 = 22;

/// A cluster and the coarser ones around it; 0 is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cluster {
    /// One of some 2,048.
    pub fine: u16,
    /// One of some 512.
    pub medium: u16,
    /// One of some 128.
    pub coarse: u16,
    /// One of some 32.
    pub wide: u16,
}

/// Bits of a hash that tell the words of a bucket apart; the upper ones tell the bucket, in which there are a few words.
const REST_BITS: u32 = 8;

/// The clusters of the commonest words, by the buckets of their hashes: some 300 kB, which stay in the cache, where a
/// table of all hashes has 8 MB.
#[derive(Debug, Default)]
pub struct Clusters {
    /// Where the words of each bucket begin, and those of the last end.
    starts: Vec<u32>,
    /// The lower bits of each word's hash, ascending within a bucket.
    rests: Vec<u8>,
    /// Number of the fine cluster of each word; 0 is none.
    fine: Vec<u16>,
    /// By number of the fine cluster.
    levels: Vec<Cluster>,
}

impl Clusters {
    /// Reads the section `clusters` of a model:
    ///
    /// number of fine clusters (u32), then three coarser numbers for each (u16), number of words (u32),
    /// the words' hashes in rising order as differences (LEB128), the number of the cluster of each
    /// (low bytes, then high bytes). Numbers count from 1 and are little-endian.
    pub(crate) fn load(bytes: &[u8]) -> Option<Self> {
        let mut rest = Reader { bytes };
        let count = rest.u32()? as usize;
        let mut levels = vec![Cluster::default()];
        for fine in 1..=count {
            let [medium, coarse, wide] = [rest.u16()?, rest.u16()?, rest.u16()?];
            levels.push(Cluster { fine: u16::try_from(fine).ok()?, medium, coarse, wide });
        }
        let words = rest.u32()? as usize;
        let buckets = 1 << (HASH_BITS - REST_BITS);
        let mut starts = Vec::with_capacity(buckets + 1);
        let mut rests = Vec::with_capacity(words.min(1 << HASH_BITS));
        let mut hash = 0_u32;
        for place in 0..words as u32 {
            hash = hash.checked_add(rest.varint()?).filter(|hash| hash >> HASH_BITS == 0)?;
            let bucket = (hash >> REST_BITS) as usize;
            starts.resize(starts.len().max(bucket + 1), place);
            rests.push(hash as u8);
        }
        starts.resize(buckets + 1, words as u32);
        let (low, high) = rest.bytes.split_at_checked(words)?;
        if high.len() != words {
            return None;
        }
        let numbers = low.iter().zip(high).map(|(&low, &high)| u16::from_le_bytes([low, high]));
        let fine: Vec<u16> = numbers.collect();
        let known = fine.iter().all(|&number| usize::from(number) <= count);
        known.then_some(Self { starts, rests, fine, levels })
    }

    /// The clusters of the word in lower case with this hash.
    pub fn of(&self, lower: u32) -> Cluster {
        self.fine(lower)
            .and_then(|fine| self.levels.get(usize::from(fine)))
            .copied()
            .unwrap_or_default()
    }

    /// Number of the fine cluster of a word.
    fn fine(&self, lower: u32) -> Option<u16> {
        let hash = lower >> (32 - HASH_BITS);
        let bucket = (hash >> REST_BITS) as usize;
        let (from, to) =
            (*self.starts.get(bucket)? as usize, *self.starts.get(bucket + 1)? as usize);
        let place = self.rests.get(from..to)?.iter().rposition(|&rest| rest == hash as u8)?;
        self.fine.get(from + place).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash;
    use super::*;
    use crate::Model;

    #[test]
    fn words_of_like_company_share_a_cluster() {
        let model = Model::shared();
        let of = |word| model.clusters.of(hash::lower(word));
        assert_eq!(of("tuesday"), of("Wednesday"));
        assert_ne!(of("tuesday"), of("minister"));
        assert_ne!(0, of("tuesday").wide);
    }

    #[test]
    fn damaged_clusters_are_refused() {
        assert!(Clusters::load(&[]).is_none());
        assert!(Clusters::load(&[1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 9, 0, 0, 0, 1]).is_none());
        assert!(Clusters::load(&[0xff; 64]).is_none());
    }
}
