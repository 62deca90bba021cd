//! Parts of speech.

/// The work that a token does in its sentence: the tags of Universal Dependencies, rare ones taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Tag {
    /// `convoy`, `talks`.
    Noun,
    /// `Palmyra`, `Barrack`.
    Name,
    /// `attacked`, `sign`.
    Verb,
    /// `was`, `has`, `will`.
    Auxiliary,
    /// `armed`, `presidential`.
    Adjective,
    /// `heavily`, `not`.
    Adverb,
    /// `he`, `who`.
    Pronoun,
    /// `the`, `two` is none.
    Determiner,
    /// `in`, `of`.
    Preposition,
    /// `and`, `or`.
    Conjunction,
    /// `because`, `that`.
    Subordinator,
    /// `to` before a verb, `'s`.
    Particle,
    /// `two`, `1,200`.
    Number,
    /// Punctuation.
    Punctuation,
    /// Interjections, signs, what is no English.
    #[default]
    Other,
}

impl Tag {
    /// All of them, in the order of their weights.
    pub const ALL: [Self; 15] = [
        Self::Noun,
        Self::Name,
        Self::Verb,
        Self::Auxiliary,
        Self::Adjective,
        Self::Adverb,
        Self::Pronoun,
        Self::Determiner,
        Self::Preposition,
        Self::Conjunction,
        Self::Subordinator,
        Self::Particle,
        Self::Number,
        Self::Punctuation,
        Self::Other,
    ];
}
