//! Facts about the text as something to read.

/// Facts about the text as something to read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Words and numbers.
    pub words: u32,
    /// Time to read them, in seconds.
    pub seconds: u32,
    /// ISO 639-1 code of the language that it looks like, if it is clear.
    pub language: Option<String>,
    /// School year in which it is read, by Flesch and Kincaid; of English alone.
    pub grade: Option<f32>,
}
