//! Learned weights: for each feature a row, one weight a class, found by hash without keys.

use crate::bytes::{Reader, put_ascending};
use crate::filled::{Filled, Hits};

/// Version of the section; raised whenever older weights would be misread.
const FORMAT: u8 = 1;

/// Bits of a feature's hash that are its row: three rows in four are empty, so that a feature that training
/// never saw meets weights in one case of four, and training knows it.
pub const PLACE_BITS: u32 = 16;

/// Weights of `N` classes by hashed feature; rows are `W` wide, so that they may fill a register.
#[derive(Debug, Clone)]
pub struct Rows<const N: usize, const W: usize> {
    filled: Filled<WORDS>,
    /// The rows that are not empty.
    rows: Vec<[i8; W]>,
}

/// Words of 64 places.
const WORDS: usize = 1 << (PLACE_BITS - 6);

/// The row of a feature.
pub fn place(feature: u32) -> usize {
    (feature >> (32 - PLACE_BITS)) as usize
}

impl<const N: usize, const W: usize> Rows<N, W> {
    /// Of rows by place, `1 << PLACE_BITS` of them.
    pub fn new(mut rows: Vec<[i8; W]>) -> Self {
        let places = rows.iter().enumerate().filter(|(_, row)| **row != [0; W]);
        let filled = Filled::new(places.map(|(place, _)| place));
        rows.retain(|row| *row != [0; W]);
        Self { filled, rows }
    }

    /// The weights of a feature, one a class, and what fills the row up; none if they are all nothing.
    #[inline]
    pub fn of(&self, feature: u32) -> Option<&[i8; W]> {
        self.rows.get(self.filled.number(place(feature))?)
    }

    /// Features of one token, whose rows are looked for together.
    #[inline]
    pub(crate) fn look<const M: usize>(&self) -> Look<'_, N, W, M> {
        Look { rows: self, hits: Hits::new(&self.filled) }
    }

    /// As a section of a model file: format (u8), number of rows that are not empty (u32), differences of their
    /// places (LEB128), then the weights (i8), all of the first class, then all of the second, and so on.
    pub fn write(&self) -> Vec<u8> {
        let mut out = vec![FORMAT];
        out.extend((self.rows.len() as u32).to_le_bytes());
        put_ascending(&mut out, self.filled.places().map(|place| place as u32));
        for class in 0..N {
            out.extend(
                self.rows.iter().filter_map(|row| row.get(class).map(|w| w.cast_unsigned())),
            );
        }
        out
    }

    /// Reads what [`Rows::write`] wrote; none if the bytes are damaged.
    pub fn load(bytes: &[u8]) -> Option<Self> {
        let mut rest = Reader { bytes };
        if rest.u8()? != FORMAT {
            return None;
        }
        let count = rest.u32()? as usize;
        let places = rest.rising(count, 1 << PLACE_BITS)?;
        let mut rows = vec![[0; W]; count];
        for class in 0..N {
            for (row, weight) in rows.iter_mut().zip(rest.take(count)?) {
                *row.get_mut(class)? = weight.cast_signed();
            }
        }
        let filled = Filled::new(places.into_iter());
        rest.bytes.is_empty().then_some(Self { filled, rows })
    }
}

/// Up to `M` features whose rows are looked for together.
#[derive(Debug)]
pub(crate) struct Look<'a, const N: usize, const W: usize, const M: usize> {
    rows: &'a Rows<N, W>,
    hits: Hits<'a, WORDS, M>,
}

impl<const N: usize, const W: usize, const M: usize> Look<'_, N, W, M> {
    /// One feature more.
    #[inline]
    pub(crate) fn see(&mut self, feature: u32) {
        self.hits.see(place(feature));
    }

    /// The rows that are not empty.
    #[inline]
    pub(crate) fn found(&self) -> impl Iterator<Item = &[i8; W]> {
        self.hits.numbers().filter_map(|number| self.rows.rows.get(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut rows = vec![[0_i8; 16]; 1 << PLACE_BITS];
        rows[3][2] = -7;
        rows[60_000][14] = 100;
        let written = Rows::<15, 16>::new(rows.clone()).write();
        let weights = Rows::<15, 16>::load(&written).expect("just written");
        for (at, row) in (0_u32..).zip(&rows) {
            let read = weights.of(at << (32 - PLACE_BITS));
            assert_eq!(*row, read.copied().unwrap_or_default());
        }
    }

    #[test]
    fn damaged_weights_are_refused() {
        assert!(Rows::<15, 16>::load(&[]).is_none());
        assert!(Rows::<15, 16>::load(&[9; 40]).is_none());
        assert!(Rows::<15, 16>::load(&[FORMAT, 0xff, 0xff, 0xff, 0xff, 1]).is_none());
    }
}
