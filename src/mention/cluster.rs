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

/// The clusters of the commonest words.
#[derive(Debug, Default)]
pub struct Clusters {
    /// Number of the fine cluster by word hash; 0 is none.
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
        let mut fine = vec![0; 1 << HASH_BITS];
        let mut hashes = Vec::with_capacity(words.min(1 << HASH_BITS));
        let mut hash = 0_u32;
        for _ in 0..words {
            hash = hash.checked_add(rest.varint()?)?;
            hashes.push(hash as usize);
        }
        let (low, high) = rest.bytes.split_at_checked(words)?;
        if high.len() != words {
            return None;
        }
        for ((hash, low), high) in hashes.into_iter().zip(low).zip(high) {
            let number = u16::from_le_bytes([*low, *high]);
            if usize::from(number) > count {
                return None;
            }
            *fine.get_mut(hash)? = number;
        }
        Some(Self { fine, levels })
    }

    /// The clusters of the word in lower case with this hash.
    pub fn of(&self, lower: u32) -> Cluster {
        let slot = (lower >> (32 - HASH_BITS)) as usize;
        let fine = self.fine.get(slot).copied().unwrap_or(0);
        self.levels.get(usize::from(fine)).copied().unwrap_or_default()
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
