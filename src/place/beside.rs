//! Rule 8 of places, and what rule 2 looks at: what stands beside a name, or in it, and may hold it.

use super::{Context, Finder, KNOWN_CITY, located, population};
use crate::{Entity, Kind, Place, Site, SiteKind, lexicon, mention};
use std::collections::BTreeMap;

/// Sureness of a place of which only the surroundings are known.
const AROUND: f32 = 0.5;

/// Digits of the kilometers to a place that are few enough for the two to be one on a map of the world.
const DIGITS: usize = 2;

/// Words of a name among which a place that holds it is looked for.
const WORDS: usize = 4;

impl<'a> Finder<'a> {
    /// What stands beside the mentions of each entity and may be around it: `Salem, Oregon`, `Beni in eastern
    /// Congo`.
    pub(super) fn beside(&self) -> BTreeMap<u32, &'a str> {
        let mut entity_of: BTreeMap<u32, u32> = BTreeMap::new();
        for (id, entity) in self.entities.iter().enumerate() {
            entity_of.extend(entity.mentions.iter().map(|&mention| (mention, id as u32)));
        }
        let mut beside = BTreeMap::new();
        for (id, pair) in self.mentions.windows(2).enumerate() {
            let [inner, outer] = pair else { continue };
            if inner.sentence != outer.sentence || outer.kind != Kind::Location {
                continue;
            }
            let between = self.text.get(inner.span.end as usize..outer.span.start as usize);
            let between = between.unwrap_or("").trim();
            if matches!(between, "'s" | "’s") && inner.kind == Kind::Location {
                if let Some(&entity) = entity_of.get(&(id as u32 + 1)) {
                    beside.entry(entity).or_insert_with(|| inner.span.of(self.text));
                }
                continue;
            }
            let behind = self.text.get(outer.span.end as usize..).unwrap_or("");
            let comma = between == "," || between == "(" && behind.starts_with(')');
            let own =
                inner.span.of(self.text).rsplit(' ').next().is_some_and(|last| self.is_head(last));
            let within = self.is_within_reach(between.trim_start_matches(','), own);
            // A country behind a comma holds what is before it only if it closes there: not `Olir, Orrland and Tamgland`, not `at
            // Olir, Orrland won`.
            let listed = comma && self.gazetteer.land(outer.span.of(self.text)).is_some() && {
                let next = self.mentions.get(id + 2).filter(|next| next.sentence == outer.sentence);
                !behind.trim_start_matches(' ').starts_with([',', '.', ')', ';', ':', '\n'])
                    && !behind.is_empty()
                    || next.is_some_and(|next| next.kind == Kind::Location)
                        && self.goes_on(id as u32 + 1, id as u32 + 2)
            };
            let comma = comma && !listed;
            if let Some(&entity) = entity_of.get(&(id as u32)).filter(|_| comma || within) {
                beside.entry(entity).or_insert_with(|| outer.span.of(self.text));
            }
        }
        beside
    }

    /// True for words between a place and what holds it, or is near it: `in eastern`, `, a small village in the province of`, `, about
    /// 30km south of`, `, west of`; and `of`, if the name says what it is: `Olir Municipality of`.
    fn is_within_reach(&self, between: &str, named: bool) -> bool {
        let lists = |word: &str| self.model.lexicon.lists_small(word);
        let part = |word: &str| lists(word).has(lexicon::PLACE_MODIFIERS_PART) || word == "the";
        let head = |word: &str| self.is_head(word);
        let unit = |word: &str| matches!(word, "km" | "kilometers" | "kilometres" | "miles");
        let mut words = between.split_whitespace().peekable();
        // `about 30 kilometers`, `30km`.
        let mut far = words.clone().skip(usize::from(
            words.peek().is_some_and(|word| lists(word).has(lexicon::APPROXIMATIONS_ABOUT)),
        ));
        let number = far.next().unwrap_or("");
        let digits = number.trim_start_matches(|c: char| c.is_ascii_digit());
        if matches!(number.len() - digits.len(), 1..=DIGITS)
            && (unit(digits) || digits.is_empty() && far.next().is_some_and(unit))
        {
            return far.all(|word| part(word) || matches!(word, "of" | "from"));
        }
        // `, west of`.
        if words.clone().next().is_some_and(|word| word != "the" && part(word)) {
            words.next();
            return words.next() == Some("of") && words.all(|word| part(word) || head(word));
        }
        let article = words.next_if(|word| matches!(*word, "a" | "an" | "the"));
        // `a small village in`.
        if article.is_some() && words.clone().nth(1).is_some_and(head) {
            words.next();
        }
        // `Olir village in`, `Sadar district of`, `Olir, near`.
        let noun = words.next_if(|word| head(word));
        let opens = words.next();
        let of = opens == Some("of") && (noun.is_some() || named);
        (matches!(opens, Some("in" | "near" | "outside")) || of)
            && words.all(|word| part(word) || head(word) || word == "of")
    }

    /// True for what a place is called: `district`, `villages`.
    fn is_head(&self, word: &str) -> bool {
        mention::place::is_head(word, &self.model.lexicon)
    }

    /// Rule 8.
    pub(super) fn around(
        &self,
        id: u32,
        entity: &'a Entity,
        holder: Option<&str>,
        context: &Context,
    ) -> Option<Place> {
        if !matches!(entity.kind, Kind::Location | Kind::Facility) {
            return None;
        }
        let site = |name: &str| self.holding(id, name, context);
        // `Bermuda Triangle` begins with a country and is none of its places; `Pitcairn Island` is one.
        let inside = |name: &str| {
            let rest = entity.name.strip_prefix(name).filter(|rest| rest.starts_with(' '));
            let part = rest.is_some_and(|rest| !self.is_head(&rest.trim().to_lowercase()));
            site(name).filter(|site| !part || site.kind != SiteKind::Country)
        };
        let site =
            holder.and_then(site).or_else(|| self.holder_in(&entity.name).find_map(inside))?;
        Some(located(id, entity, site, AROUND, "place/around"))
    }

    /// Rule 8 for a name that several places have, none of them in the region that stands beside it: `San Olir, Tamg`.
    pub(super) fn within(
        &self,
        id: u32,
        entity: &Entity,
        holder: &str,
        context: &Context,
    ) -> Option<Place> {
        let site = self.holding(id, holder, context).filter(|site| site.kind != SiteKind::City)?;
        let here = |country: &u8| self.gazetteer.code_of(*country) == site.country;
        context.countries.keys().any(here).then_some(())?;
        Some(located(id, entity, site, AROUND, "place/around"))
    }

    /// What a name means that stands for what is in it or near it.
    fn holding(&self, id: u32, name: &str, context: &Context) -> Option<Site> {
        let query = self.look_up(name.trim(), Kind::Location, &self.model.lexicon)?;
        let place = self.choose(id, &query, &Context { inside: None, ..*context })?;
        // Part of a name, as `San`, must be more than the only one of the table.
        let large = query.found.iter().any(|&known| population(known) >= KNOWN_CITY);
        if place.why == "place/known" && !large {
            return None;
        }
        place.site.filter(|site| match site.kind {
            SiteKind::City | SiteKind::Region => true,
            // The middle of a large country says too little.
            SiteKind::Country => {
                let twin = query.found.iter().any(|known| known.kind() == Some(SiteKind::Region));
                !twin && self.gazetteer.is_small(site.country)
            }
            _ => false,
        })
    }

    /// The parts of a name that may be the name of what holds it: `Bogra` of `Sadar in Bogra` and of `Bogra’s Sadar`, `Songkhla` of
    /// `Songkhla Lake`.
    fn holder_in<'n>(&self, name: &'n str) -> impl Iterator<Item = &'n str> {
        let behind = [", ", " in ", " of "];
        let tails = behind.into_iter().filter_map(move |mark| Some(name.rsplit_once(mark)?.1));
        let owners = ["’s ", "'s "];
        // Not `Prince Olir’s County`.
        let owned = owners.into_iter().filter_map(move |mark| name.split_once(mark));
        let owned = owned.filter(|(_, rest)| !self.is_head(rest));
        let heads = owned.map(|(owner, _)| owner);
        let last = name.rsplit_once(char::is_whitespace).map_or("", |(_, last)| last);
        let feature = self.model.lexicon.has(lexicon::PLACE_HEADS, last);
        let blanks = name.rmatch_indices(' ').take(if feature { WORDS } else { 0 });
        tails.chain(heads).chain(blanks.filter_map(move |(at, _)| name.get(..at)))
    }
}
