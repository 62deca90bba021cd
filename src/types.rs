//! Every type that crosses a stage border: plain data, no behaviour beyond accessors.
//!
//! Ids are indices into the vectors of the same [`Analysis`]. `score` is 0–1 and comparable within one
//! stage only. `why` is the stable code of the rule that produced the item, documented in its stage.

mod article;
mod comparison;
mod correction;
mod entity;
mod event;
mod figure;
mod keyphrase;
mod mention;
mod notice;
mod place;
mod quantity;
mod reading;
mod reference;
mod role;
mod salience;
mod sourcing;
mod statement;
mod summary;
mod tag;
mod timeline;
mod timex;
mod token;
mod topic;
mod voice;

pub use article::*;
pub use comparison::*;
pub use correction::*;
pub use entity::*;
pub use event::*;
pub use figure::*;
pub use keyphrase::*;
pub use mention::*;
pub use notice::*;
pub use place::*;
pub use quantity::*;
pub use reading::*;
pub use reference::*;
pub use role::*;
pub use salience::*;
pub use sourcing::*;
pub use statement::*;
pub use summary::*;
pub use tag::*;
pub use timeline::*;
pub use timex::*;
pub use token::*;
pub use topic::*;
pub use voice::*;

use jiff::civil::Date;

/// Stable code of the rule that produced an item, such as `mention/crf`.
pub type Why = &'static str;

/// What the caller may say about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Date of publication; wins over the one that the text states.
    pub published: Option<Date>,
    /// Length of the summary in sentences.
    pub summary_sentences: u32,
    /// What a reader said of names, in the order in which it was said.
    pub corrections: Vec<Correction>,
}

impl Default for Options {
    fn default() -> Self {
        Self { published: None, summary_sentences: 3, corrections: Vec::new() }
    }
}

/// Everything that was read in an article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// What the reader should know before trusting the rest; empty for an ordinary article.
    pub notices: Vec<Notice>,
    /// The parts of the article.
    pub article: Article,
    /// Sentences in text order, covering all blocks.
    pub sentences: Vec<Sentence>,
    /// Tokens in text order; they do not leave the crate but for debugging.
    pub tokens: Vec<Token>,
    /// Dates, times, durations and sets in text order.
    pub timexes: Vec<Timex>,
    /// Money, percentages, counts and measures in text order.
    pub quantities: Vec<Quantity>,
    /// Names in text order.
    pub mentions: Vec<Mention>,
    /// Who and what the mentions name, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Pronouns, descriptions and shared names that mean entities, in text order.
    pub references: Vec<Reference>,
    /// What people are and where they belong, by entity.
    pub roles: Vec<Role>,
    /// Where entities are, by entity.
    pub places: Vec<Place>,
    /// Who says what, in the order of the cues.
    pub statements: Vec<Statement>,
    /// Who did what to whom, in text order.
    pub events: Vec<Event>,
    /// The five Ws of the main events, the first one first.
    pub answers: Vec<Answers>,
    /// Words that judge, with whoever uses them, in text order.
    pub voice: Vec<LoadedWord>,
    /// Whom the article lets speak.
    pub sourcing: Sourcing,
    /// How many were killed, hurt, arrested, and who says so, in text order.
    pub figures: Vec<Figure>,
    /// Figures for the same thing, set side by side.
    pub checks: Vec<Check>,
    /// What happened when: undated before, dated in calendar order, undated after.
    pub timeline: Vec<TimelineLine>,
    /// What the article is about, likeliest first; none if nothing is likely.
    pub topics: Vec<TopicLine>,
    /// The phrases that say what the article is about, best first.
    pub keyphrases: Vec<Keyphrase>,
    /// How much the article is about each sentence and entity.
    pub salience: Salience,
    /// The article in a few of its own sentences.
    pub summary: Summary,
    /// Words, reading time, language.
    pub reading: Reading,
}
