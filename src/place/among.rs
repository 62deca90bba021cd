//! Rules 9 and 10 of places: what other places of the article tell of one.

use super::{Finder, located};
use crate::lexicon;
use crate::{Kind, Place, PlaceRelation, Site, SiteKind};
use crate::{mention, order};

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

/// Sentences to the nearest of them, at most.
const REACH: u32 = 2;

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
        Some(located(id, entity, site, AMONG, "place/among"))
    }

    /// True for what is taken for a place though nothing is said to be there: not what is in capitals, as the name of a paper is.
    pub(super) fn is_surely_one(&self, id: u32) -> bool {
        let entity = self.entities.get(id as usize);
        let sure = |&id: &u32| self.mentions.get(id as usize).is_some_and(|m| m.score > SURE);
        entity.is_some_and(|e| e.name.contains(char::is_lowercase) && e.mentions.iter().any(sure))
    }

    /// True if something is said to be in a place, or in those of a list that it ends: `in Olir, Tamg and Sadar`; or if it is called one:
    /// `Tamg and Sadar districts`.
    pub(super) fn is_where(&self, mention: u32) -> bool {
        if self.is_called(mention) {
            return true;
        }
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

    /// True for a place, or one of a list, with a word for what it is behind it, and for one that a list told to be a place.
    fn is_called(&self, mention: u32) -> bool {
        if self.mentions.get(mention as usize).is_some_and(|m| m.why == mention::place::WHY) {
            return true;
        }
        let mut at = mention;
        while at < mention + LIST as u32 && self.goes_on(at, at + 1) {
            at += 1;
        }
        let Some(last) = self.mentions.get(at as usize) else { return false };
        let next = self.tokens.partition_point(|token| token.span.start < last.span.end);
        let next = self.tokens.get(next).filter(|token| token.sentence == last.sentence);
        next.is_some_and(|token| {
            mention::place::is_head(token.span.of(self.text), &self.model.lexicon)
        })
    }

    /// True if two places are neighbours in a list.
    pub(super) fn goes_on(&self, before: u32, at: u32) -> bool {
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

    /// Where the places of the article are: most of its towns and regions, close together in one country, or its only town.
    pub(super) fn together(&self, places: &[Place]) -> Option<Together> {
        let sites = || {
            let sited = places.iter().filter(|place| place.relation == PlaceRelation::Located);
            sited.filter_map(|place| Some((place, place.site.as_ref()?)))
        };
        let close = |a: i16, b: i16| a.abs_diff(b) <= TOGETHER;
        let fine = |site: &Site| matches!(site.kind, SiteKind::City | SiteKind::Region);
        let (_, main) = sites().filter(|(_, site)| fine(site)).reduce(|best, next| {
            if next.0.mentions.len() > best.0.mentions.len() { next } else { best }
        })?;
        let here = |site: &Site| match site.kind {
            SiteKind::Country => site.country == main.country,
            // A town beyond a border, a valley of two countries.
            _ => {
                close(site.latitude, main.latitude) && close(site.longitude, main.longitude)
                    || site.country == main.country && !fine(site)
            }
        };
        let held = sites().filter(|(_, site)| fine(site) && here(site)).count();
        let away = sites().filter(|(_, site)| fine(site) && !here(site)).count();
        let sentences = |near: bool| -> Vec<u32> {
            let these = sites().filter(|(_, site)| here(site) == near && (!near || fine(site)));
            let mentions = these.flat_map(|(place, _)| &place.mentions);
            let sentence = |&id: &u32| Some(self.mentions.get(id as usize)?.sentence);
            let mut all: Vec<u32> = mentions.filter_map(sentence).collect();
            order::by(&mut all, |&sentence| sentence.into());
            all
        };
        let enough = held > 1 || main.kind == SiteKind::City;
        (enough && held > away).then(|| Together {
            site: main.clone(),
            held,
            near: sentences(true),
            far: sentences(false),
        })
    }
}

/// Where the places of an article are.
pub(super) struct Together {
    /// The one that is named most.
    pub(super) site: Site,
    /// Towns and regions near it.
    pub(super) held: usize,
    /// The sentences that name these.
    near: Vec<u32>,
    /// The sentences that name what lies elsewhere.
    far: Vec<u32>,
}

impl Together {
    /// True for several, if nothing lies elsewhere.
    pub(super) fn is_all(&self) -> bool {
        self.held > 1 && self.far.is_empty()
    }

    /// True if the places nearest to a sentence are those that are close together.
    pub(super) fn holds(&self, sentence: u32) -> bool {
        let away = |sentences: &[u32]| {
            let behind = sentences.partition_point(|&other| other < sentence);
            let around =
                sentences.get(behind.saturating_sub(1)..).unwrap_or_default().iter().take(2);
            around.map(|other| other.abs_diff(sentence)).min()
        };
        let near = away(&self.near);
        self.is_all()
            || near
                .is_some_and(|near| near <= REACH && away(&self.far).is_none_or(|far| far > near))
    }
}
