//! Rules 9 and 10 of places: what other places of the article tell of one.

use super::Finder;
use crate::lexicon;
use crate::{Kind, Place, PlaceRelation, Site, SiteKind};

/// Sureness of a place of which only those around it in the article are known.
const AMONG: f32 = 0.4;

/// Sureness of a place that a fuller name names.
const FROM_FULLER: f32 = 0.7;

/// Sureness of a mention from which it is a place though nothing is said to be there.
const SURE: f32 = 0.45;

/// Fuller names that are looked through.
const FULLER: usize = 20;

/// Places of a list that are looked through.
const LIST: usize = 6;

/// Hundredths of a degree within which the places of an article are close together.
const TOGETHER: u16 = 300;

impl Finder<'_> {
    /// Rule 9.
    pub(super) fn fuller(&self, places: &mut [Place]) {
        let name = |place: &Place| self.entities.get(place.entity as usize).map(|e| &*e.name);
        let known: Vec<(&str, Site)> = places
            .iter()
            .filter_map(|place| {
                let site = place.site.clone().filter(|site| site.kind == SiteKind::City)?;
                name(place).filter(|name| name.contains(char::is_whitespace)).zip(Some(site))
            })
            .take(FULLER)
            .collect();
        for place in places.iter_mut().filter(|place| place.why == "place/open") {
            let Some(short) = name(place) else { continue };
            let goes_on = |full: &str| {
                full.strip_prefix(short).is_some_and(|rest| rest.starts_with(char::is_whitespace))
            };
            let mut fitting = known.iter().filter(|(full, _)| goes_on(full)).map(|(_, site)| site);
            let same = |site: &Site, other: &Site| {
                (site.latitude, site.longitude) == (other.latitude, other.longitude)
            };
            if let Some(site) = fitting.next()
                && fitting.all(|other| same(site, other))
            {
                place.site = Some(site.clone());
                place.why = "place/fuller";
                place.score = FROM_FULLER;
            }
        }
    }

    /// Rule 10.
    pub(super) fn among(&self, id: u32, site: Site) -> Option<Place> {
        let entity = self.entities.get(id as usize)?;
        Some(Place {
            entity: id,
            mentions: entity.mentions.clone(),
            relation: PlaceRelation::Located,
            site: Some(site),
            candidates: Vec::new(),
            score: AMONG,
            why: "place/among",
        })
    }

    /// True for what is taken for a place though nothing is said to be there: not what is in capitals, as the name of a paper is.
    pub(super) fn is_surely_one(&self, id: u32) -> bool {
        let entity = self.entities.get(id as usize);
        let sure = |&id: &u32| self.mentions.get(id as usize).is_some_and(|m| m.score > SURE);
        entity.is_some_and(|e| e.name.contains(char::is_lowercase) && e.mentions.iter().any(sure))
    }

    /// True if something is said to be in a place, or in those of a list that it ends: `in Olir, Tamg and Sadar`.
    pub(super) fn is_where(&self, mention: u32) -> bool {
        let mut at = mention;
        for _ in 0..LIST {
            if self.is_entered(at) {
                return true;
            }
            let Some(before) = at.checked_sub(1).filter(|&before| self.goes_on(before, at)) else {
                return false;
            };
            at = before;
        }
        false
    }

    /// True if two places are neighbours in a list.
    fn goes_on(&self, before: u32, at: u32) -> bool {
        let place = |id: u32| {
            let mention = self.mentions.get(id as usize);
            mention.filter(|m| matches!(m.kind, Kind::Location | Kind::Facility))
        };
        let (Some(before), Some(here)) = (place(before), place(at)) else { return false };
        let between = self.text.get(before.span.end as usize..here.span.start as usize);
        matches!(between.unwrap_or("").trim(), "," | "and" | ", and" | "or" | "&")
    }

    /// True if the word before a mention says that something is there: `in`, `near`.
    fn is_entered(&self, mention: u32) -> bool {
        let Some(mention) = self.mentions.get(mention as usize) else { return false };
        let first = self.tokens.partition_point(|t| t.span.end <= mention.span.start);
        let before = first.checked_sub(1).and_then(|at| self.tokens.get(at));
        let before = before.filter(|token| token.sentence == mention.sentence);
        before.is_some_and(|token| {
            self.model.lexicon.has(lexicon::SEAT_CUES_PLACE, token.span.of(self.text))
        })
    }
}

/// Where all places of the article are, if they are close together and it names no other country than theirs; how many there are.
pub(super) fn together(places: &[Place]) -> Option<(Site, usize)> {
    let sites = || {
        let sited = places.iter().filter(|place| place.relation == PlaceRelation::Located);
        sited.filter_map(|place| Some((place, place.site.as_ref()?)))
    };
    let close = |a: i16, b: i16| a.abs_diff(b) <= TOGETHER;
    let fine = |site: &Site| matches!(site.kind, SiteKind::City | SiteKind::Region);
    let (_, main) = sites().filter(|(_, site)| fine(site)).reduce(|best, next| {
        if next.0.mentions.len() > best.0.mentions.len() { next } else { best }
    })?;
    let held = sites().filter(|(_, site)| fine(site)).count();
    let all = sites().all(|(_, site)| match site.kind {
        SiteKind::Country => site.country == main.country,
        // A town beyond a border, a valley of two countries.
        _ => {
            close(site.latitude, main.latitude) && close(site.longitude, main.longitude)
                || site.country == main.country && !fine(site)
        }
    });
    (held > 1 && all).then(|| (main.clone(), held))
}
