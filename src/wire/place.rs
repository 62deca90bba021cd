//! See `types/place.rs`.

use super::{Code, Score, core};
use serde::{Serialize, Serializer};

/// See [`core::Place`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Place {
    entity: u32,
    mentions: Vec<u32>,
    relation: Code,
    site: Option<Site>,
    candidates: Vec<Site>,
    score: Score,
    why: Code,
}

impl Place {
    pub(super) fn new(p: &core::Place) -> Self {
        Self {
            entity: p.entity,
            mentions: p.mentions.clone(),
            relation: Code(p.relation.name()),
            site: p.site.as_ref().map(Site::new),
            candidates: p.candidates.iter().map(Site::new).collect(),
            score: Score::new(p.score),
            why: Code(p.why),
        }
    }
}

/// See [`core::Site`].
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Site {
    name: String,
    kind: Code,
    country: Option<String>,
    region: Option<String>,
    latitude: Degrees,
    longitude: Degrees,
}

impl Site {
    fn new(s: &core::Site) -> Self {
        Self {
            name: s.name.clone(),
            kind: Code(s.kind.name()),
            country: s.country.map(|code| code.map(char::from).iter().collect()),
            region: s.region.clone(),
            latitude: Degrees(s.latitude),
            longitude: Degrees(s.longitude),
        }
    }
}

/// Hundredths of a degree; whole degrees are written without a fraction, as JavaScript does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Degrees(i16);

impl Serialize for Degrees {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i32(i32::from(self.0 / 100))
        } else {
            serializer.serialize_f64(f64::from(self.0) / 100.0)
        }
    }
}
