//! What the reader should know before trusting the rest.

/// One plain sentence to the reader about the text as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Stable code, such as `language/other`.
    pub code: &'static str,
    /// What is the matter and what to do, in words for the reader.
    pub message: String,
}
