//! How much the article is about something.

/// How much the article is about each sentence and entity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Salience {
    /// Parallel to the sentences, 0–1.
    pub sentences: Vec<f32>,
    /// Parallel to the entities, 0–1.
    pub entities: Vec<f32>,
}
