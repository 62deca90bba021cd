//! The weights of the attribution: one table for each question, found by hashed feature without keys.

use crate::bytes::{Reader, put_ascending};
use crate::filled::{Filled, Hits};

/// Version of the section; raised whenever older weights would be misread.
const FORMAT: u8 = 1;

/// What the tables answer, in the order of the section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// Does this word report? Looks at the word alone.
    Word,
    /// The same among its neighbours.
    Cue,
    /// The same when the words around it were asked.
    Again,
    /// Where the source begins.
    SourceStart,
    /// Where the source ends.
    SourceEnd,
    /// Where the content before the cue ends.
    LeftEnd,
    /// Where it starts.
    LeftStart,
    /// Where the content behind the cue starts.
    RightStart,
    /// Where it ends.
    RightEnd,
    /// Does a quotation without a cue go on with the statement before?
    Join,
}

impl Question {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Word,
        Self::Cue,
        Self::Again,
        Self::SourceStart,
        Self::SourceEnd,
        Self::LeftEnd,
        Self::LeftStart,
        Self::RightStart,
        Self::RightEnd,
        Self::Join,
    ];
}

/// Bits of a feature's hash that are its place: most places are empty, so that a feature that training
/// never saw meets a weight in one case of some thirty.
pub const PLACE_BITS: u32 = 20;

/// Weights by hashed feature.
#[derive(Debug, Clone)]
pub struct Weights {
    /// What one unit is worth as a natural logarithm.
    step: f32,
    filled: Filled<WORDS>,
    /// Of the filled places, in units.
    cells: Vec<i8>,
}

/// Features whose weights are looked for together.
#[derive(Debug)]
pub struct Ask<'a> {
    cells: &'a [i8],
    question: Question,
    hits: Hits<'a, WORDS, FEATURES>,
}

/// More than the features of a border, which has the most.
const FEATURES: usize = 64;

/// Words of 64 places.
const WORDS: usize = 1 << (PLACE_BITS - 6);

impl Ask<'_> {
    /// One feature more.
    #[inline]
    pub fn see(&mut self, feature: u32) {
        self.hits.see(self.question.place(feature));
    }

    /// The sum of their weights, in units.
    #[inline]
    pub fn sum(&self) -> i32 {
        let cells = self.hits.numbers().filter_map(|number| self.cells.get(number));
        cells.map(|&cell| i32::from(cell)).sum()
    }
}

impl Question {
    /// The place of a feature of this question.
    pub fn place(self, feature: u32) -> usize {
        let salt = (self as u32).wrapping_mul(0x9e37_79b9);
        ((feature ^ salt) >> (32 - PLACE_BITS)) as usize
    }
}

impl Weights {
    /// Of cells by place.
    pub fn new(step: f32, mut cells: Vec<i8>) -> Self {
        let places = cells.iter().enumerate().filter(|&(_, &cell)| cell != 0);
        let filled = Filled::new(places.map(|(place, _)| place));
        cells.retain(|&cell| cell != 0);
        Self { step, filled, cells }
    }

    /// The features of one thing that is asked, whose weights are summed.
    #[inline]
    pub fn ask(&self, question: Question) -> Ask<'_> {
        Ask { cells: &self.cells, question, hits: Hits::new(&self.filled) }
    }

    /// A sum of weights as a natural logarithm.
    pub fn log(&self, sum: i32) -> f32 {
        sum as f32 * self.step
    }

    /// As a section of a model file: format (u8), step (f32), number of weights (u32), differences of their
    /// places (LEB128), weights (i8).
    pub fn write(&self) -> Vec<u8> {
        let mut out = vec![FORMAT];
        out.extend(self.step.to_le_bytes());
        out.extend((self.cells.len() as u32).to_le_bytes());
        put_ascending(&mut out, self.filled.places().map(|place| place as u32));
        out.extend(self.cells.iter().map(|cell| cell.cast_unsigned()));
        out
    }

    /// Reads what [`Weights::write`] wrote; none if the bytes are damaged.
    pub fn load(bytes: &[u8]) -> Option<Self> {
        let mut rest = Reader { bytes };
        if rest.u8()? != FORMAT {
            return None;
        }
        let step = f32::from_bits(rest.u32()?);
        if !(step > 0.0 && step < 1.0) {
            return None;
        }
        let count = rest.u32()? as usize;
        let places = rest.rising(count, 1 << PLACE_BITS)?;
        let cells = rest.take(count)?.iter().map(|cell| cell.cast_signed()).collect();
        let filled = Filled::new(places.into_iter());
        rest.bytes.is_empty().then_some(Self { step, filled, cells })
    }
}
