//! The places of the world that news speaks of, by name.

use super::fold::fold;
use crate::front;
use crate::{Site, SiteKind};

/// Steps of a population's binary logarithm, as `build.rs` writes it.
pub(crate) const POPULATION_STEPS: f32 = 4.0;

/// Hundredths of a degree of one step of a coordinate, as `build.rs` writes it: 5 km at most.
const DEGREE_STEP: i16 = 5;

/// Names and columns of the gazetteer.
///
/// The section `gazetteer` of a model: the number of places (u32, little-endian, as all), then nine parts, each with
/// its length before it (u32): the divisions, a line each with the code of the country, a tab and the name of the
/// region; latitude and longitude of their middles (i16); the names as they are looked up (`fold`), front-coded
/// (`src/front.rs`); and the columns of the places: kind (three bits; one each for a name beside the usual one, the
/// last place of a name, a capital, the only city of a name), population (u8), division (u16), and by how much latitude and longitude are off
/// the division's middle (i16). Numbers of two bytes stand as all low bytes, then all high ones. The places of a
/// name stand together, the most populous first, in the order of the names.
#[derive(Debug)]
pub struct Gazetteer {
    countries: Vec<Option<[u8; 2]>>,
    regions: Vec<String>,
    /// All names, one behind the other in order.
    names: String,
    /// By name: where it begins in `names`, and the first of its places.
    entries: Vec<(u32, u32)>,
    places: Vec<Known>,
    /// By country: true if its places lie close together.
    small: Vec<bool>,
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
const ALONE: u8 = 1 << 6;

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

    /// True for the only city of its name that counts, in all of the table that the gazetteer is drawn from.
    pub(super) fn is_alone(self) -> bool {
        self.kind & ALONE != 0
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

/// Hundredths of a degree between the outermost places of a small country: as a whole it is as near as the region of a large one.
const SMALL: u16 = 500;

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
        let lines = std::str::from_utf8(part()?).ok()?.split('\n');
        let divisions: Vec<(&str, &str)> =
            lines.map(|line| line.split_once('\t')).collect::<Option<_>>()?;
        let middles = [pairs(part()?), pairs(part()?)];
        let names = part()?;
        let (kinds, sizes) = (part()?, part()?);
        let (numbers, points) = (pairs(part()?), [pairs(part()?), pairs(part()?)]);
        // Countries and regions by number; those of a place are that of its division.
        let mut codes: Vec<&str> = Vec::new();
        let mut by_division: Vec<u8> = Vec::with_capacity(divisions.len());
        for &(code, _) in &divisions {
            if codes.last() != Some(&code) {
                codes.push(code);
            }
            by_division.push(u8::try_from(codes.len() - 1).ok()?);
        }
        let place = |at: usize| {
            let region = *numbers.get(at)?;
            let division = usize::from(region);
            let degrees = |axis: usize| {
                let middle = middles.get(axis)?.get(division)?.cast_signed();
                let off = points.get(axis)?.get(at)?.cast_signed();
                middle.checked_add(off)?.checked_mul(DEGREE_STEP)
            };
            Some(Known {
                kind: *kinds.get(at)?,
                country: *by_division.get(division)?,
                region,
                population: *sizes.get(at)?,
                latitude: degrees(0)?,
                longitude: degrees(1)?,
            })
        };
        let places = (0..count.min(kinds.len())).map(place).collect::<Option<Vec<Known>>>()?;
        let mut edges: Vec<Option<[i16; 4]>> = vec![None; codes.len()];
        for place in places.iter().filter(|place| place.kind() == Some(SiteKind::City)) {
            let (latitude, longitude) = (place.latitude, place.longitude);
            if let Some(edges) = edges.get_mut(usize::from(place.country)) {
                let [south, north, west, east] =
                    edges.unwrap_or([latitude, latitude, longitude, longitude]);
                *edges = Some([
                    south.min(latitude),
                    north.max(latitude),
                    west.min(longitude),
                    east.max(longitude),
                ]);
            }
        }
        let is_small = |edges: &Option<[i16; 4]>| {
            edges.is_some_and(|[south, north, west, east]| {
                south.abs_diff(north) <= SMALL && west.abs_diff(east) <= SMALL
            })
        };
        let mut gazetteer = Self {
            small: edges.iter().map(is_small).collect(),
            countries: codes.iter().map(|code| code.as_bytes().try_into().ok()).collect(),
            regions: divisions.iter().map(|division| division.1.to_owned()).collect(),
            names: String::new(),
            entries: Vec::new(),
            places,
        };
        let mut firsts = (0..count).filter(|&at| {
            let last = |place: &Known| place.kind & LAST != 0;
            at == 0 || gazetteer.places.get(at - 1).is_some_and(last)
        });
        let groups = gazetteer.places.iter().filter(|place| place.kind & LAST != 0).count();
        let (mut all, mut entries) = (Vec::new(), Vec::with_capacity(groups));
        front::spell_out(names, groups, |name| {
            entries.push((all.len() as u32, firsts.next()? as u32));
            all.extend_from_slice(name);
            Some(())
        })?;
        (gazetteer.names, gazetteer.entries) = (String::from_utf8(all).ok()?, entries);
        Some(gazetteer)
    }

    /// The name with a number.
    fn name(&self, at: usize) -> &str {
        let start = self.entries.get(at).map_or(0, |entry| entry.0 as usize);
        let end = self.entries.get(at + 1).map_or(self.names.len(), |entry| entry.0 as usize);
        self.names.get(start..end).unwrap_or_default()
    }

    /// The places of a name, the most populous first.
    pub(super) fn find(&self, name: &str) -> &[Known] {
        let name = fold(name);
        let (mut low, mut high) = (0, self.entries.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.name(middle) < &*name {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let first = self.entries.get(low).filter(|_| self.name(low) == name);
        let group = first.and_then(|entry| self.places.get(entry.1 as usize..)).unwrap_or_default();
        let end = group.iter().position(|place| place.kind & LAST != 0);
        end.and_then(|end| group.get(..=end)).unwrap_or_default()
    }

    /// The country that a word names or whose people it names, if it can be no other.
    pub(crate) fn country(&self, word: &str) -> Option<[u8; 2]> {
        let found = self.find(word);
        let known = found.iter().find(|p| matches!(p.kind(), None | Some(SiteKind::Country)))?;
        found.iter().all(|p| p.country == known.country).then(|| self.code(*known))?
    }

    /// The country that a name is one of, if it names nothing else.
    pub(crate) fn land(&self, name: &str) -> Option<[u8; 2]> {
        let found = self.find(name);
        let land = |place: &Known| place.kind() == Some(SiteKind::Country);
        let known = found.iter().find(|place| land(place))?;
        found.iter().all(|place| place.country == known.country).then(|| self.code(*known))?
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

    /// The code of the country with a number.
    pub(super) fn code_of(&self, country: u8) -> Option<[u8; 2]> {
        self.countries.get(usize::from(country)).copied().flatten()
    }

    /// The code of a place's country.
    pub(super) fn code(&self, place: Known) -> Option<[u8; 2]> {
        self.code_of(place.country)
    }

    /// True for a country whose places lie close together.
    pub(super) fn is_small(&self, code: Option<[u8; 2]>) -> bool {
        let at = self.countries.iter().position(|country| country.is_some() && *country == code);
        at.and_then(|at| self.small.get(at)).is_some_and(|&small| small)
    }

    /// The name of a place's region; empty for none.
    pub(super) fn region(&self, place: Known) -> &str {
        self.regions.get(usize::from(place.region)).map_or("", String::as_str)
    }
}

/// Numbers of two bytes: all low ones, then all high ones.
fn pairs(bytes: &[u8]) -> Vec<u16> {
    let (low, high) = bytes.split_at(bytes.len() / 2);
    low.iter().zip(high).map(|(&low, &high)| u16::from_le_bytes([low, high])).collect()
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
