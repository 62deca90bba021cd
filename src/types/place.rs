//! Where things are.

use super::Why;

/// What is known of where an entity is, or of which country it speaks.
///
/// A pin belongs only where `relation` is [`PlaceRelation::Located`] and there is a `site`.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Index of the entity.
    pub entity: u32,
    /// Indices of its mentions that are meant like this, in text order; never empty.
    pub mentions: Vec<u32>,
    /// How they are meant.
    pub relation: PlaceRelation,
    /// The place; none if several fit as well or the gazetteer has none.
    pub site: Option<Site>,
    /// Other places of the name, the likeliest first; at most five.
    pub candidates: Vec<Site>,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// How the name of a place is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceRelation {
    /// The place itself.
    Located,
    /// The people or nationality of a country: `Kenyan`.
    People,
    /// A government, team or market named after its seat: `Washington said`.
    Government,
}

impl PlaceRelation {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Located => "located",
            Self::People => "people",
            Self::Government => "government",
        }
    }
}

/// One place of the gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its usual English name.
    pub name: String,
    /// What it is.
    pub kind: SiteKind,
    /// ISO 3166-1 code, two capitals; none for seas and other places of several countries.
    pub country: Option<[u8; 2]>,
    /// The first-level region that it lies in.
    pub region: Option<String>,
    /// Latitude in hundredths of a degree, north positive.
    pub latitude: i16,
    /// Longitude in hundredths of a degree, east positive.
    pub longitude: i16,
}

/// What a place of the gazetteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SiteKind {
    /// A state or territory with a code of its own.
    Country,
    /// A first-level division.
    Region,
    /// A city, town or village.
    City,
    /// A sea, gulf, strait, canal, river or lake.
    Water,
    /// A mountain, desert, island, peninsula, valley.
    Land,
    /// A part of the world or of several countries: `Sahel`, `Middle East`.
    Area,
    /// A base, camp, crossing, plant, port or quarter.
    Spot,
}

impl SiteKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::City => "city",
            Self::Water => "water",
            Self::Land => "land",
            Self::Area => "area",
            Self::Spot => "spot",
        }
    }
}
