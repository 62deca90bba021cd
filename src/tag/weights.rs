//! The weights of the tagger: for each feature a row, one weight a tag, found by hash without keys.

use crate::Tag;
use crate::mention::cluster::Reader;

/// Version of the section; raised whenever older weights would be misread.
const FORMAT: u8 = 1;

/// Weights in a row: one for each tag, and one to fill it up.
pub const ROW: usize = 16;

/// Bits of a feature's hash that are its row: three rows in four are empty, so that a feature that training
/// never saw meets weights in one case of four, and training knows it.
pub const PLACE_BITS: u32 = 16;

/// The sums of one token.
#[derive(Debug, Default)]
pub struct Sums([i32; ROW]);

impl Sums {
    /// The tag with the largest sum; of equals the first.
    pub fn best(&self) -> Tag {
        let sums = Tag::ALL.iter().zip(self.0);
        let best = sums.fold(None, |best: Option<(Tag, i32)>, (&tag, sum)| match best {
            Some((_, most)) if most >= sum => best,
            _ => Some((tag, sum)),
        });
        best.map(|(tag, _)| tag).unwrap_or_default()
    }
}

/// Weights by hashed feature.
#[derive(Debug, Clone)]
pub struct Weights {
    rows: Vec<[i8; ROW]>,
}

/// The row of a feature.
pub fn place(feature: u32) -> usize {
    (feature >> (32 - PLACE_BITS)) as usize
}

impl Weights {
    /// Of rows by place, `1 << PLACE_BITS` of them.
    pub fn new(rows: Vec<[i8; ROW]>) -> Self {
        Self { rows }
    }

    /// Adds the weights of a feature.
    pub fn add(&self, feature: u32, sums: &mut Sums) {
        if let Some(row) = self.rows.get(place(feature)) {
            for (sum, &weight) in sums.0.iter_mut().zip(row) {
                *sum += i32::from(weight);
            }
        }
    }

    /// As a section of a model file: format (u8), number of rows that are not empty (u32), differences of their
    /// places (LEB128), then the weights (i8), all of the first tag, then all of the second, and so on.
    pub fn write(&self) -> Vec<u8> {
        let mut out = vec![FORMAT];
        let filled = || self.rows.iter().enumerate().filter(|(_, row)| **row != [0; ROW]);
        out.extend((filled().count() as u32).to_le_bytes());
        let mut last = 0;
        for (place, _) in filled() {
            let mut rest = place - last;
            last = place;
            while rest >= 0x80 {
                out.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            out.push(rest as u8);
        }
        for tag in 0..Tag::ALL.len() {
            out.extend(filled().filter_map(|(_, row)| row.get(tag).map(|w| w.cast_unsigned())));
        }
        out
    }

    /// Reads what [`Weights::write`] wrote; none if the bytes are damaged.
    pub fn load(bytes: &[u8]) -> Option<Self> {
        let mut rest = Reader { bytes };
        if rest.u8()? != FORMAT {
            return None;
        }
        let count = rest.u32()? as usize;
        let mut rows = vec![[0; ROW]; 1 << PLACE_BITS];
        let mut places = Vec::with_capacity(count.min(1 << PLACE_BITS));
        let mut place = 0_u32;
        for _ in 0..count {
            place = place.checked_add(rest.varint()?)?;
            places.push(place as usize);
        }
        for tag in 0..Tag::ALL.len() {
            for (&place, weight) in places.iter().zip(rest.take(count)?) {
                *rows.get_mut(place)?.get_mut(tag)? = weight.cast_signed();
            }
        }
        rest.bytes.is_empty().then_some(Self { rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut rows = vec![[0; ROW]; 1 << PLACE_BITS];
        rows[3][2] = -7;
        rows[60_000][14] = 100;
        let weights = Weights::load(&Weights::new(rows.clone()).write()).expect("just written");
        assert_eq!(rows, weights.rows);
    }

    #[test]
    fn damaged_weights_are_refused() {
        assert!(Weights::load(&[]).is_none());
        assert!(Weights::load(&[9; 40]).is_none());
        assert!(Weights::load(&[FORMAT, 0xff, 0xff, 0xff, 0xff, 1]).is_none());
    }
}
