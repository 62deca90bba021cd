//! Places: where the entities are.
//!
//! In: dateline, tokens, mentions, entities. Out: for each entity that names a place or a people, the place of
//! the gazetteer (`model/gazetteer/`) that is meant, or the ones that may be.
//!
//! 1. `place/country`: countries by all their names, exactly: `Syria`, `the U.S.`
//! 2. `place/inside`: a place whose country or region stands beside it: `Salem, Oregon`, `Beni in eastern Congo`.
//! 3. `place/context`: the place that lies in a country of the article or of its dateline, or near its other
//!    places.
//! 4. `place/known`: the place that readers think of: much more populous than all others of the name, the only city of its name, or
//!    a capital. Of several, the one in the country that the article is about (rule 3), if it is not much smaller.
//! 5. `place/open`: several places fit, or only a small one with nothing that speaks for it: no site, but the
//!    candidates.
//! 6. `place/people`: words for a people lead to their country: `Kenyan`. Never a pin.
//! 7. `place/seat`: a capital that speaks or acts is a government: `Washington said`, `ties with Beijing`.
//!    Never a pin. Its other mentions, if any, are a place of their own.
//!
//! 8. `place/around`: what the gazetteer lacks lies in the city or region that stands beside it or in its name: `Olir in
//!    Bogra district`, `Orr’s Old Quarter`, `Songkhla Lake`. The site is that city or region, and has its name; a
//!    small country is as near as the region of a large one.
//!
//! 9. `place/fuller`: what several places fit is the one that a fuller name of the article names: `San Miguel` beside `San Miguel
//!    de Allende`.
//! 10. `place/among`: what the gazetteer lacks lies with the other places of an article that lie close together in one country, if
//!     it names no other, or if those nearest in the text are of them and they are the most. Something is there (`in Olirhat`,
//!     `in Olirhat, Tamg and Sadar`) or it is called a place (`Olirhat district`), or else such names are few and surely places.
//!     The site is the one that is named most, and has its name. Of 79 such pins in the worldwide training articles beyond those
//!     of articles with no place elsewhere some 70 are in the right country and within reach.
//!
//! Names are looked up without accents, signs and blanks, and otherwise exactly. `western`, `occupied` and the
//! like before a name are left out; `province` and the like behind it ask for the division.
//!
//! What another place is likened to is none: `the Venice of the North`.
//!
//! Does not: place what the gazetteer lacks (villages, quarters, most buildings) more closely than rules 8 and 10, or measure.

mod among;
mod beside;
pub mod fold;
pub mod gazetteer;
mod query;
mod rank;

use crate::lexicon;
use crate::order;
use crate::{
    Article, Entity, Kind, Mention, Model, Place, PlaceRelation, Site, SiteKind, Token, Why,
};
use gazetteer::{Gazetteer, Known, POPULATION_STEPS};
use query::Query;
use std::collections::{BTreeMap, BTreeSet};

/// Places shown beside or instead of the one that is meant.
const CANDIDATES: usize = 5;

/// What speaks for a place, in doublings of its population. Set by hand on the dev set of `tests/places.tsv`.
const INSIDE: f32 = 16.0;
const IN_DATELINE_COUNTRY: f32 = 5.0;
/// In a country that the article names at all, and what its share of all such names adds.
const IN_COUNTRY: f32 = 2.5;
const OFTEN: f32 = 2.5;
/// The country stands in the same sentence.
const BESIDE: f32 = 2.0;
const ALIAS: f32 = -0.5;
/// English news says the state of all but the best known towns of the United States and Canada.
const STATE_LEFT_OUT: f32 = -3.0;
const CAPITAL: f32 = 6.0;
const DIVISION: f32 = 8.0;

/// Bytes of the longest name that is taken apart.
const LONGEST: usize = 80;

/// Lead over the next place, in doublings, from which on the first one is meant.
const LEAD: f32 = 2.0;

/// The same for a region that is known without anything that speaks for it, and its inhabitants, some four millions: `Florida` is
/// no district of Uruguay, but `West` may be any.
const LEAD_OF_REGION: f32 = 5.0;
const LARGE_REGION: f32 = 22.0;

/// Binary logarithms of the inhabitants of a city and of a region that is known without anything that
/// speaks for it: some 180,000 and a million; 400,000 by a name that is not its usual one.
const KNOWN_CITY: f32 = 17.5;
/// The same for the only one of its name: some 65,000, as `sources/build_places.py` marks them.
const KNOWN_ALONE: f32 = 16.0;
const KNOWN_REGION: f32 = 20.0;
const KNOWN_ALIAS: f32 = 18.5;

/// Finds the places of entities.
pub(crate) fn find(
    text: &str,
    article: &Article,
    tokens: &[Token],
    mentions: &[Mention],
    entities: &[Entity],
    model: &Model,
) -> Vec<Place> {
    let finder = Finder { text, tokens, mentions, entities, model, gazetteer: &model.gazetteer };
    finder.places(article)
}

/// An entity with all its mentions at a site.
fn located(id: u32, entity: &Entity, site: Site, score: f32, why: Why) -> Place {
    Place {
        entity: id,
        mentions: entity.mentions.clone(),
        relation: PlaceRelation::Located,
        site: Some(site),
        candidates: Vec::new(),
        score,
        why,
    }
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    mentions: &'a [Mention],
    entities: &'a [Entity],
    model: &'a Model,
    gazetteer: &'a Gazetteer,
}

/// What the text says around an entity.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// What stands beside it and may hold it.
    inside: Option<&'a str>,
    /// What each country of the article is worth.
    countries: &'a BTreeMap<u8, f32>,
    /// True for countries that are named in a sentence of the entity.
    near: &'a dyn Fn(u8) -> bool,
}

impl<'a> Finder<'a> {
    fn places(&self, article: &Article) -> Vec<Place> {
        let lexicon = &self.model.lexicon;
        let dateline = article.dateline.as_ref().and_then(|d| d.place);
        let queries: Vec<Option<Query>> =
            self.entities.iter().map(|entity| self.query(entity, dateline, lexicon)).collect();
        let countries = self.countries(article, &queries);
        let near = self.sentences_of_countries(&queries);
        let beside = self.beside();
        let mut places: Vec<Place> = Vec::new();
        let mut lacking = Vec::new();
        for (id, (entity, query)) in self.entities.iter().zip(&queries).enumerate() {
            if entity.kind == Kind::Group {
                let query = query.as_ref();
                places.extend(query.and_then(|query| self.people(id as u32, entity, query)));
                continue;
            }
            let sentences: BTreeSet<u32> = self.sentences(entity).collect();
            let near = |country: u8| {
                near.get(&country).is_some_and(|named| !named.is_disjoint(&sentences))
            };
            let holder = beside.get(&(id as u32)).copied();
            let Some(query) = query else {
                let context = Context { inside: None, countries: &countries, near: &near };
                let around = self.around(id as u32, entity, holder, &context);
                if around.is_none() && entity.kind == Kind::Location {
                    let said = entity.mentions.iter().any(|&mention| self.is_where(mention));
                    lacking.push((id as u32, said));
                }
                places.extend(around);
                continue;
            };
            let inside = holder.or(query.inside);
            let seat = lexicon.has(lexicon::CAPITALS, query.name);
            let context = Context { inside, countries: &countries, near: &near };
            let Some(mut place) = self.choose(id as u32, query, &context) else {
                continue;
            };
            // A country beside a name may be the next of a list.
            let own = query.inside.is_some() && holder.is_none();
            if place.site.is_none()
                && let Some(around) = inside.and_then(|name| {
                    let around = self.within(id as u32, entity, name, &context)?;
                    let land = |site: &Site| site.kind == SiteKind::Country;
                    (own || !around.site.as_ref().is_some_and(land)).then_some(around)
                })
            {
                places.push(around);
                continue;
            }
            let (acts, mut lies): (Vec<u32>, Vec<u32>) =
                entity.mentions.iter().partition(|&&mention| seat && self.acts(mention));
            if place.site.as_ref().is_none_or(|site| site.kind == SiteKind::City) {
                lies.retain(|&mention| !self.is_likened(mention));
            }
            if !acts.is_empty() {
                let mut government = place.clone();
                government.mentions = acts;
                government.relation = PlaceRelation::Government;
                government.why = "place/seat";
                places.push(government);
            }
            if !lies.is_empty() {
                place.mentions = lies;
                places.push(place);
            }
        }
        self.fuller(&mut places);
        if let Some(together) = self.together(&places) {
            // Of more than these the article may be about the whole country.
            let few = lacking.iter().filter(|(_, said)| !said).count() <= 2 * together.held;
            lacking.retain(|&(id, said)| {
                let all = together.is_all();
                let holds = self.entities.get(id as usize).is_some_and(|entity| {
                    self.sentences(entity).all(|sentence| together.holds(sentence))
                });
                holds && (said || few && all && self.is_surely_one(id))
            });
            let site = || together.site.clone();
            places.extend(lacking.into_iter().filter_map(|(id, _)| self.among(id, site())));
            order::by(&mut places, |place| place.entity.into());
        }
        places
    }

    /// The countries that the article names, by number; the one of the dateline counts for more.
    fn countries(&self, article: &Article, queries: &[Option<Query>]) -> BTreeMap<u8, f32> {
        let mut countries = BTreeMap::new();
        let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
        for (query, entity) in queries.iter().zip(self.entities) {
            let Some(query) = query else { continue };
            // A people or a country; of Georgia and the like, neither.
            let sure = query
                .found
                .iter()
                .find(|known| matches!(known.kind(), None | Some(SiteKind::Country)));
            if let Some(known) = sure.filter(|known| !has_twin(query, **known)) {
                *counts.entry(known.country()).or_default() += entity.mentions.len() as u32;
            }
            // What can be in one country only: a region, or a city that all know.
            if let [first, rest @ ..] = query.found
                && rest.iter().all(|other| other.country() == first.country())
                && (rest.is_empty() && first.kind() == Some(SiteKind::Region)
                    || population(*first) >= KNOWN_CITY)
            {
                counts.entry(first.country()).or_insert(1);
            }
        }
        let most = counts.values().copied().max().unwrap_or(1).max(1);
        for (country, count) in counts {
            countries.insert(country, IN_COUNTRY + OFTEN * (count as f32 / most as f32));
        }
        let dateline = article.dateline.as_ref().and_then(|d| d.place);
        for place in dateline.iter().map(|span| span.of(self.text)) {
            let mut parts = place.split(',').rev().map(|part| self.gazetteer.find(part.trim()));
            let best = parts.find_map(<[Known]>::first);
            if let Some(known) = best.filter(|known| population(**known) >= KNOWN_CITY) {
                countries.insert(known.country(), IN_DATELINE_COUNTRY);
            }
        }
        countries.remove(&0);
        countries
    }

    /// The sentences of an entity.
    fn sentences(&self, entity: &Entity) -> impl Iterator<Item = u32> {
        let mentions = entity.mentions.iter().filter_map(|&id| self.mentions.get(id as usize));
        mentions.map(|mention| mention.sentence)
    }

    /// The sentences that name each country or its people.
    fn sentences_of_countries(&self, queries: &[Option<Query>]) -> BTreeMap<u8, BTreeSet<u32>> {
        let mut sentences: BTreeMap<u8, BTreeSet<u32>> = BTreeMap::new();
        for (query, entity) in queries.iter().zip(self.entities) {
            let known = query
                .iter()
                .flat_map(|query| query.found)
                .find(|known| matches!(known.kind(), None | Some(SiteKind::Country)));
            if let Some(known) = known {
                sentences.entry(known.country()).or_default().extend(self.sentences(entity));
            }
        }
        sentences
    }

    /// Rule 6.
    fn people(&self, id: u32, entity: &Entity, query: &Query) -> Option<Place> {
        let known = query.found.iter().find(|known| known.kind().is_none())?;
        // `the Georgian government` and `the US government` alike: the country itself.
        let site = Site {
            name: query.name.to_owned(),
            kind: SiteKind::Country,
            country: self.gazetteer.code(*known),
            region: None,
            latitude: known.latitude,
            longitude: known.longitude,
        };
        let relation = PlaceRelation::People;
        Some(Place { relation, ..located(id, entity, site, 0.95, "place/people") })
    }

    /// Rules 1 to 5.
    fn choose(&self, id: u32, query: &Query, context: &Context) -> Option<Place> {
        let Context { inside, countries, .. } = *context;
        let around: &[Known] = inside.map_or(&[], |name| self.gazetteer.find(name));
        let ranked = self.ranked(query, context, around);
        let &(top, within, best) = ranked.first()?;
        let rival = ranked.iter().find(|(_, _, known)| !known.is_near(best));
        let lead = rival.map_or(INSIDE, |&(score, _, _)| top - score);
        let context = countries.contains_key(&best.country());
        let elsewhere = !around.is_empty();
        // A town whose region has its name and is large.
        let large = ranked.iter().any(|&(_, _, known)| {
            known.kind() == Some(SiteKind::Region) && population(known) >= KNOWN_REGION
        });
        let known = match best.kind() {
            Some(SiteKind::City) => {
                let least = match rival {
                    _ if best.is_alias() => KNOWN_ALIAS,
                    None if best.is_alone() && !query.division => KNOWN_ALONE,
                    _ => KNOWN_CITY,
                };
                population(best) >= least || rival.is_none() && large || best.is_capital()
            }
            // Many countries have a Central Region.
            Some(SiteKind::Region) => {
                let alone = rival.is_none();
                let far = lead >= LEAD_OF_REGION && population(best) >= LARGE_REGION;
                population(best) >= KNOWN_REGION && (alone || far) && !query.division
            }
            _ => true,
        };
        // A small place, and what stands beside it lies in another country: `Olir, Tamgland`.
        let foreign = !within && elsewhere && !known;
        let foreign = foreign
            && around.windows(2).all(|pair| matches!(pair, [a, b] if a.country() == b.country()))
            && around.iter().all(|outer| outer.country() != best.country());
        let why = match best.kind() {
            _ if lead < LEAD || foreign => "place/open",
            Some(SiteKind::Country) => "place/country",
            _ if within => "place/inside",
            _ if context => "place/context",
            _ if known && !(elsewhere && best.kind() == Some(SiteKind::City)) => "place/known",
            _ => "place/open",
        };
        let open = why == "place/open";
        let others = ranked.iter().skip(usize::from(!open)).map(|&(_, _, known)| known);
        let others = others.filter(|&known| open || !known.is_near(best));
        let score = match why {
            "place/country" => 0.97,
            "place/open" => 0.4,
            _ => 0.6 + 0.35 * (lead / (lead + LEAD)),
        };
        Some(Place {
            entity: id,
            mentions: Vec::new(),
            relation: PlaceRelation::Located,
            site: if open { None } else { self.gazetteer.site(query.name, best) },
            candidates: others
                .filter_map(|known| self.gazetteer.site(query.name, known))
                .take(CANDIDATES)
                .collect(),
            score,
            why,
        })
    }

    /// True if one of `around`, which the text calls `name`, holds the place.
    fn is_within(&self, known: Known, name: &str, around: &[Known]) -> bool {
        around.iter().any(|outer| match outer.kind() {
            Some(SiteKind::Country) => outer.country() == known.country(),
            Some(SiteKind::Region | SiteKind::City) => {
                // `Flint, Mich.`: the short form of a state has its name as the region.
                let state = self.gazetteer.region(*outer);
                let short = outer.kind() == Some(SiteKind::Region) && !state.is_empty();
                let name = if short { state } else { name };
                outer.country() == known.country()
                    && (fold::fold(self.gazetteer.region(known)) == fold::fold(name)
                        || known.kind() == Some(SiteKind::City) && known.is_near(*outer))
            }
            _ => false,
        })
    }

    /// The tokens of a mention, and the words of its sentence.
    fn around_mention(&self, mention: &Mention) -> (usize, usize, impl Fn(usize) -> &'a str) {
        let first = self.tokens.partition_point(|t| t.span.end <= mention.span.start);
        let end = self.tokens.partition_point(|t| t.span.start < mention.span.end);
        let sentence = mention.sentence;
        let word = move |at: usize| {
            let token = self.tokens.get(at).filter(|t| t.sentence == sentence);
            token.map_or("", |t| t.span.of(self.text))
        };
        (first, end, word)
    }

    /// True for what another place is likened to: `the Venice of the North`, `“Moscow on the Med”`.
    fn is_likened(&self, mention: u32) -> bool {
        let Some(mention) = self.mentions.get(mention as usize) else { return false };
        let (first, end, word) = self.around_mention(mention);
        let before = first.checked_sub(1).map_or("", &word);
        let article = matches!(before, "the" | "The" | "a" | "A" | "an");
        let quoted = matches!(before, "“" | "‘" | "\"" | "'" | "`" | "``");
        let goes_on = word(end + 1) == "the" || word(end + 1).starts_with(char::is_uppercase);
        goes_on && (word(end) == "of" && (article || quoted) || word(end) == "on" && quoted)
    }

    /// Rule 7: true if a mention of a capital speaks of its government.
    fn acts(&self, mention: u32) -> bool {
        let Some(mention) = self.mentions.get(mention as usize) else { return false };
        let (first, end, word) = self.around_mention(mention);
        let before = first.checked_sub(1).map_or("", &word).to_lowercase();
        let lists = &self.model.lexicon;
        let next = word(end);
        if matches!(next, "'s" | "’s") {
            let mut behind = (end + 1..end + 6).map(word);
            return behind.any(|word| lists.lists_small(word).has(lexicon::SEAT_CUES_MATTER));
        }
        // `talks between Washington and Beijing`, but not flights.
        let back = |steps: usize| first.checked_sub(steps).map_or("", &word);
        if let Some(steps) = (1..=5).find(|&steps| back(steps) == "between") {
            let mut words = (steps..steps + 6).map(back);
            return !words.any(|word| lists.lists_small(word).has(lexicon::SEAT_CUES_TRAVEL));
        }
        if lists.has(lexicon::SEAT_CUES_PLACE, &before) {
            return false;
        }
        if lists.has(lexicon::SEAT_CUES_ACTOR, &before) {
            return true;
        }
        let small = lists.lists_small(next);
        small.has(lexicon::SPEECH_VERBS) || small.has(lexicon::SEAT_CUES_VERB)
    }
}

/// Binary logarithm of the number of inhabitants.
fn population(known: Known) -> f32 {
    f32::from(known.population) / POPULATION_STEPS
}

/// True if a region of another country has the name of a country: Georgia.
fn has_twin(query: &Query, country: Known) -> bool {
    query.found.iter().any(|known| {
        known.kind() == Some(SiteKind::Region)
            && known.country() != country.country()
            && !known.is_alias()
            && population(*known) >= KNOWN_REGION
            && population(*known) + 2.0 > population(country)
    })
}
