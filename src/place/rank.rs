//! Rules 2 to 4 of places: how much speaks for each place of a name.

use super::gazetteer::Known;
use super::query::Query;
use super::{
    ALIAS, BESIDE, CAPITAL, Context, DIVISION, Finder, INSIDE, KNOWN_CITY, LEAD, STATE_LEFT_OUT,
    population,
};
use crate::{SiteKind, order};
use std::collections::BTreeMap;

/// Least worth of the country that an article is about, most of any other, and how much larger (in doublings) there may be a city and,
/// if one of the two is a region, what has the name of a place at home.
const MAIN: f32 = 4.9;
const BESIDE_MAIN: f32 = 4.0;
const CITY_ABROAD: f32 = 1.5;
const REGION_ABROAD: f32 = 4.5;

/// What speaks for a place, whether what stands beside the name holds it, and the place.
pub(super) type Ranked = (f32, bool, Known);

impl Finder<'_> {
    /// The places of a name by what speaks for each, the likeliest first; what may hold them is `around`.
    pub(super) fn ranked(&self, query: &Query, context: &Context, around: &[Known]) -> Vec<Ranked> {
        let Context { inside, countries, near } = *context;
        let mut ranked: Vec<Ranked> = query
            .found
            .iter()
            .filter(|known| known.kind().is_some())
            .map(|&known| {
                let within = self.is_within(known, inside.unwrap_or(""), around);
                let context = countries.get(&known.country()).copied().unwrap_or(0.0);
                let mut score = population(known) + weight(known) + context;
                score += if within { INSIDE } else { 0.0 };
                score += if known.is_alias() { ALIAS } else { 0.0 };
                score += if near(known.country()) { BESIDE } else { 0.0 };
                let city = known.kind() == Some(SiteKind::City);
                if city && !within && population(known) < KNOWN_CITY {
                    let code = self.gazetteer.code(known);
                    score += if matches!(code, Some([b'U', b'S'] | [b'C', b'A'])) {
                        STATE_LEFT_OUT
                    } else {
                        0.0
                    };
                }
                score += if known.is_capital() { CAPITAL } else { 0.0 };
                if query.division && known.kind() == Some(SiteKind::Region) {
                    score += DIVISION;
                }
                (score, within, known)
            })
            .collect();
        order::by(&mut ranked, |&(score, ..)| order::falling(score));
        // A city that gives its name to the region around it is what the name means.
        if let Some(&(top, _, region)) = ranked.first()
            && region.kind() == Some(SiteKind::Region)
            && !query.division
            && let Some(at) = ranked.iter().position(|&(_, _, known)| {
                known.kind() == Some(SiteKind::City) && known.is_near(region)
            })
        {
            let (_, within, city) = ranked.remove(at);
            ranked.insert(0, (top, within, city));
        }
        if let [(top, ..), (next, ..), ..] = *ranked
            && top - next < LEAD
            && let Some(at) = self.at_home(&ranked, countries)
        {
            let (_, within, own) = ranked.remove(at);
            ranked.insert(0, (top + LEAD, within, own));
        }
        ranked
    }

    /// Of several places, the one in the country that the article is about: `Olir` of Orrland, though that of Tamgland is larger.
    /// Not where that country has several, or where towns are called by their states.
    fn at_home(&self, ranked: &[Ranked], countries: &BTreeMap<u8, f32>) -> Option<usize> {
        let home = main_country(countries)?;
        let at = ranked.iter().position(|(.., known)| known.country() == home)?;
        let &(.., own) = ranked.get(at)?;
        let larger = |known: Known| {
            let region = [known, own].iter().any(|known| known.kind() == Some(SiteKind::Region));
            let most = if region { REGION_ABROAD } else { CITY_ABROAD };
            population(known) - population(own) > most
        };
        let rivals = ranked.iter().any(|&(.., known)| {
            if known.country() == home {
                !known.is_near(own)
            } else {
                larger(known) || known.is_capital()
            }
        });
        let states = matches!(self.gazetteer.code(own), Some([b'U', b'S'] | [b'C', b'A']));
        (!rivals && !states).then_some(at)
    }
}

/// The country that an article is about, if it is one.
fn main_country(countries: &BTreeMap<u8, f32>) -> Option<u8> {
    let mut main = countries.iter().filter(|&(_, &worth)| worth >= BESIDE_MAIN);
    let (&country, &worth) = main.next()?;
    (worth >= MAIN && main.next().is_none()).then_some(country)
}

/// What is more likely to be meant than a city of the same size.
fn weight(known: Known) -> f32 {
    match known.kind() {
        Some(SiteKind::Country) => 10.0,
        Some(SiteKind::Area) => 6.0,
        // The Red Sea before the states on its shore that have its name.
        Some(SiteKind::Water) => 12.0,
        Some(SiteKind::Land | SiteKind::Spot) => 4.0,
        // Divisions have all the inhabitants of their cities.
        Some(SiteKind::Region) => -1.0,
        _ => 0.0,
    }
}
