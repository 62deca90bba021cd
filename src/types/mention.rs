//! Names, one occurrence each.

use super::Why;
use crate::Span;

/// One occurrence of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The name, honorifics and possessives outside.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What is named.
    pub kind: Kind,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What a name names.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A human being.
    Person,
    /// A body that acts: company, ministry, party, team, armed group.
    Organization,
    /// A country, city, region, water, mountain.
    Location,
    /// Something built: airport, base, street, hospital building.
    Facility,
    /// Nationality, people, religion, political camp.
    Group,
    /// A named happening: war, cup, storm, festival.
    Event,
    /// A book, film, song, newspaper article.
    Work,
    /// A named act, treaty or court case.
    Law,
    /// Something made and sold, or a weapon.
    Product,
}

impl Kind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Event => "event",
            Self::Work => "work",
            Self::Law => "law",
            Self::Product => "product",
        }
    }
}
