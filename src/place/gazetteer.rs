//! The places of the world that news speaks of, by name.

use super::fold::fold;
use crate::{Site, SiteKind};

/// Steps of a population's binary logarithm, as `build.rs` writes it.
pub(crate) const POPULATION_STEPS: f32 = 4.0;

/// Hundredths of a degree of one step of a coordinate, as `build.rs` writes it: 5 km at most.
const DEGREE_STEP: i16 = 5;

/// Names and columns of the gazetteer.
///
/// The section `gazetteer` of a model: the number of places (u32, little-endian, as all), then nine parts,
/// each with its length before it (u32): codes of countries and names of regions, a line each; the
/// finite-state map from the names as they are looked up (`fold`) to the first of their places; and the
/// columns: kind (three bits; one each for a name beside the usual one, the last place of a name, a capital), country (u8),
/// region (u16), population (u8), latitude and longitude (i16). The places of a name stand together, the
/// most populous first.
#[derive(Debug)]
pub struct Gazetteer {
    countries: Vec<Option<[u8; 2]>>,
    regions: Vec<String>,
    names: fst::Map<Vec<u8>>,
    places: Vec<Known>,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    kind: u8,
    country: u8,
    region: u16,
    /// Binary logarithm of the number of inhabitants, in steps.
    pub(super) population: u8,
    pub(super) latitude: i16,
    pub(super) longitude: i16,
}

/// Bits of the column of kinds.
const KIND: u8 = 0b111;
const ALIAS: u8 = 1 << 3;
const LAST: u8 = 1 << 4;
const CAPITAL: u8 = 1 << 5;

impl Known {
    /// What it is; none for words for a people.
    pub(super) fn kind(self) -> Option<SiteKind> {
        Some(match self.kind & KIND {
            0 => SiteKind::Country,
            1 => SiteKind::Region,
            2 => SiteKind::City,
            3 => SiteKind::Water,
            4 => SiteKind::Land,
            5 => SiteKind::Area,
            6 => SiteKind::Spot,
            _ => return None,
        })
    }

    /// True if the name is not its usual one.
    pub(super) fn is_alias(self) -> bool {
        self.kind & ALIAS != 0
    }

    /// True for the capital of a country.
    pub(super) fn is_capital(self) -> bool {
        self.kind & CAPITAL != 0
    }

    /// The number of its country; 0 for none.
    pub(super) fn country(self) -> u8 {
        self.country
    }

    /// True if the two are one for a reader of a map: in one country and within some 150 km.
    pub(super) fn is_near(self, other: Self) -> bool {
        self.country == other.country
            && self.latitude.abs_diff(other.latitude) <= NEAR
            && self.longitude.abs_diff(other.longitude) <= NEAR
    }
}

/// Hundredths of a degree within which a city and the region of its name lie.
const NEAR: u16 = 150;

impl Gazetteer {
    pub(crate) fn load(bytes: &[u8]) -> Option<Self> {
        let (count, mut rest) = bytes.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let mut part = || {
            let (length, behind) = rest.split_first_chunk::<4>()?;
            let (part, behind) = behind.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = behind;
            Some(part)
        };
        let lines = |bytes| Some(std::str::from_utf8(bytes).ok()?.split('\n'));
        let countries = lines(part()?)?.map(|code| code.as_bytes().try_into().ok()).collect();
        let regions = lines(part()?)?.map(str::to_owned).collect();
        let names = fst::Map::new(part()?.to_vec()).ok()?;
        names.as_fst().verify().ok()?;
        let columns = [part()?, part()?, part()?, part()?, part()?, part()?];
        let widths = [1, 1, 2, 1, 2, 2];
        if columns.iter().zip(widths).any(|(column, width)| column.len() != count * width) {
            return None;
        }
        let byte = |column: usize, at: usize| columns.get(column)?.get(at).copied();
        let pair =
            |column: usize, at: usize| Some([byte(column, 2 * at)?, byte(column, 2 * at + 1)?]);
        let place = |at| {
            Some(Known {
                kind: byte(0, at)?,
                country: byte(1, at)?,
                region: u16::from_le_bytes(pair(2, at)?),
                population: byte(3, at)?,
                latitude: i16::from_le_bytes(pair(4, at)?).checked_mul(DEGREE_STEP)?,
                longitude: i16::from_le_bytes(pair(5, at)?).checked_mul(DEGREE_STEP)?,
            })
        };
        let places = (0..count).map(place).collect::<Option<Vec<Known>>>()?;
        Some(Self { countries, regions, names, places })
    }

    /// The places of a name, the most populous first.
    pub(super) fn find(&self, name: &str) -> &[Known] {
        let first = self.names.get(fold(name)).and_then(|first| usize::try_from(first).ok());
        let group = first.and_then(|first| self.places.get(first..)).unwrap_or_default();
        let end = group.iter().position(|place| place.kind & LAST != 0);
        end.and_then(|end| group.get(..=end)).unwrap_or_default()
    }

    /// The country that a word names or whose people it names, if it can be no other.
    pub(crate) fn country(&self, word: &str) -> Option<[u8; 2]> {
        let found = self.find(word);
        let known = found.iter().find(|p| matches!(p.kind(), None | Some(SiteKind::Country)))?;
        found.iter().all(|p| p.country == known.country).then(|| self.code(*known))?
    }

    /// A place as it leaves the stage, under the name that the text gives it.
    pub(super) fn site(&self, name: &str, place: Known) -> Option<Site> {
        Some(Site {
            name: name.to_owned(),
            kind: place.kind()?,
            country: self.code(place),
            region: Some(self.region(place)).filter(|name| !name.is_empty()).map(str::to_owned),
            latitude: place.latitude,
            longitude: place.longitude,
        })
    }

    /// The code of a place's country.
    pub(super) fn code(&self, place: Known) -> Option<[u8; 2]> {
        self.countries.get(usize::from(place.country)).copied().flatten()
    }

    /// The name of a place's region; empty for none.
    pub(super) fn region(&self, place: Known) -> &str {
        self.regions.get(usize::from(place.region)).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn a_name_leads_to_all_its_places() {
        let model = Model::shared();
        let found = model.gazetteer.find("Washington");
        assert!(found.len() > 2);
        assert!(model.gazetteer.find("WASHINGTON").len() == found.len());
        assert!(model.gazetteer.find("no such place").is_empty());
        assert!(model.gazetteer.find("").is_empty());
    }

    #[test]
    fn damaged_bytes_are_refused() {
        assert!(Gazetteer::load(&[]).is_none());
        assert!(Gazetteer::load(&[1, 0, 0, 0, 0, 0, 0, 0]).is_none());
    }
}
