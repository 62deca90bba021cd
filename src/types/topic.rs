//! Topics.

use super::Why;
use crate::Span;

/// What an article may be about: the top level of the Media Topics of the IPTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Arts, culture, entertainment and media.
    Arts,
    /// Crime, law and justice.
    Crime,
    /// Disaster, accident and emergency.
    Disaster,
    /// Economy, business and finance.
    Economy,
    /// Education.
    Education,
    /// Environment.
    Environment,
    /// Health.
    Health,
    /// Human interest.
    HumanInterest,
    /// Labour.
    Labour,
    /// Lifestyle and leisure.
    Lifestyle,
    /// Politics and government.
    Politics,
    /// Religion.
    Religion,
    /// Science and technology.
    Science,
    /// Society.
    Society,
    /// Sport.
    Sport,
    /// Conflict, war and peace.
    Conflict,
    /// Weather.
    Weather,
}

impl Topic {
    /// All of them, in the order of their weights and of their codes.
    pub const ALL: [Self; 17] = [
        Self::Arts,
        Self::Crime,
        Self::Disaster,
        Self::Economy,
        Self::Education,
        Self::Environment,
        Self::Health,
        Self::HumanInterest,
        Self::Labour,
        Self::Lifestyle,
        Self::Politics,
        Self::Religion,
        Self::Science,
        Self::Society,
        Self::Sport,
        Self::Conflict,
        Self::Weather,
    ];

    /// As it is written in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Arts => "arts",
            Self::Crime => "crime",
            Self::Disaster => "disaster",
            Self::Economy => "economy",
            Self::Education => "education",
            Self::Environment => "environment",
            Self::Health => "health",
            Self::HumanInterest => "human_interest",
            Self::Labour => "labour",
            Self::Lifestyle => "lifestyle",
            Self::Politics => "politics",
            Self::Religion => "religion",
            Self::Science => "science",
            Self::Society => "society",
            Self::Sport => "sport",
            Self::Conflict => "conflict",
            Self::Weather => "weather",
        }
    }

    /// Its code among the Media Topics of the IPTC: `medtop:02000000`.
    pub fn code(self) -> String {
        format!("medtop:{:02}000000", self as u32 + 1)
    }
}

/// A topic of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicLine {
    /// The topic.
    pub topic: Topic,
    /// Chance that it is the article's first topic, 0–1.
    pub score: f32,
    /// The words that speak most for it, in text order; never empty.
    pub spans: Vec<Span>,
    /// The rule.
    pub why: Why,
}
