//! Rule 8 of places, and what rule 2 looks at: what stands beside a name, or in it, and may hold it.

use super::{Context, Finder, located};
use crate::{Entity, Kind, Place, Site, SiteKind, lexicon};
use std::collections::BTreeMap;

/// Sureness of a place of which only the surroundings are known.
const AROUND: f32 = 0.5;

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
            let within = self.is_within_reach(between.trim_start_matches(','));
            if let Some(&entity) = entity_of.get(&(id as u32)).filter(|_| comma || within) {
                beside.entry(entity).or_insert_with(|| outer.span.of(self.text));
            }
        }
        beside
    }

    /// True for words between a place and what holds it, or is near it: `in eastern`, `, a small village in the province of`, `, 30
    /// kilometers south of`.
    fn is_within_reach(&self, between: &str) -> bool {
        let lists = |word: &str| self.model.lexicon.lists_small(word);
        let part = |word: &str| lists(word).has(lexicon::PLACE_MODIFIERS_PART) || word == "the";
        let head = |word: &str| {
            lists(word).has_any(&[lexicon::REFERENCE_HEADS_CITY, lexicon::REFERENCE_HEADS_REGION])
        };
        let mut words = between.split_whitespace().peekable();
        let few = |word: &&str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        if words.next_if(few).is_some() {
            let unit = words.next();
            return matches!(unit, Some("km" | "kilometers" | "kilometres" | "miles"))
                && words.all(|word| part(word) || matches!(word, "of" | "from"));
        }
        let article = words.next_if(|word| matches!(*word, "a" | "an" | "the"));
        // `a small village in`.
        if article.is_some() && words.clone().nth(1).is_some_and(head) {
            words.next();
        }
        // `Olir village in`, `Sadar district of`, `Olir, near`.
        let noun = words.next_if(|word| head(word));
        let opens = words.next();
        (matches!(opens, Some("in" | "near" | "outside")) || opens == Some("of") && noun.is_some())
            && words.all(|word| part(word) || head(word) || word == "of")
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
        let lexicon = &self.model.lexicon;
        let site = |name: &str| -> Option<Site> {
            let name = name.trim();
            let query = self.look_up(name, Kind::Location, lexicon)?;
            let place = self.choose(id, &query, context)?;
            // The middle of a country says too little.
            place.site.filter(|s| matches!(s.kind, SiteKind::City | SiteKind::Region))
        };
        let site = holder.and_then(site).or_else(|| self.holder_in(&entity.name).find_map(site))?;
        Some(located(id, entity, site, AROUND, "place/around"))
    }

    /// The parts of a name that may be the name of what holds it: `Bogra` of `Sadar in Bogra` and of `Bogra’s Sadar`, `Songkhla` of
    /// `Songkhla Lake`.
    fn holder_in<'n>(&self, name: &'n str) -> impl Iterator<Item = &'n str> {
        let behind = [", ", " in ", " of "];
        let tails = behind.into_iter().filter_map(move |mark| Some(name.rsplit_once(mark)?.1));
        let owners = ["’s ", "'s "];
        let heads = owners.into_iter().filter_map(move |mark| Some(name.split_once(mark)?.0));
        let last = name.rsplit_once(char::is_whitespace).map_or("", |(_, last)| last);
        let feature = self.model.lexicon.has(lexicon::PLACE_HEADS, last);
        let blanks = name.rmatch_indices(' ').take(if feature { WORDS } else { 0 });
        tails.chain(heads).chain(blanks.filter_map(move |(at, _)| name.get(..at)))
    }
}
