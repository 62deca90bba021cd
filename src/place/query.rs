//! What to look up for the name of an entity: the name without what stands around it.

use super::gazetteer::Known;
use super::{Finder, KNOWN_CITY, KNOWN_REGION, LONGEST, population};
use crate::lexicon::{self, Lexicon};
use crate::{Entity, Kind, SiteKind, Span, mention};

/// The name of an entity as it is looked up, with its places.
pub(super) struct Query<'a> {
    pub(super) name: &'a str,
    /// The container that the name itself states: `Oregon` of `Salem, Oregon`.
    pub(super) inside: Option<&'a str>,
    /// It calls itself a province or the like.
    pub(super) division: bool,
    pub(super) found: &'a [Known],
}

impl<'a> Finder<'a> {
    /// What to look up for an entity: its name, or else another of its names; without what stands around it.
    pub(super) fn query(
        &self,
        entity: &'a Entity,
        dateline: Option<Span>,
        lexicon: &Lexicon,
    ) -> Option<Query<'a>> {
        let spans = entity.mentions.iter().filter_map(|&id| self.mentions.get(id as usize));
        // The place of a dateline is one, whatever else its name may be.
        let mut kind = entity.kind;
        if dateline.is_some_and(|place| spans.clone().any(|mention| mention.span == place)) {
            kind = Kind::Location;
        }
        if !matches!(kind, Kind::Location | Kind::Facility | Kind::Group | Kind::Organization) {
            return None;
        }
        let others = entity.mentions.iter().filter_map(|&id| self.mentions.get(id as usize));
        let others = others.map(|mention| mention.span.of(self.text)).take(4);
        std::iter::once(entity.name.as_str())
            .chain(others)
            .find_map(|name| self.look_up(name, kind, lexicon))
    }

    pub(super) fn look_up<'n>(
        &self,
        name: &'n str,
        kind: Kind,
        lexicon: &Lexicon,
    ) -> Option<Query<'n>>
    where
        'a: 'n,
    {
        let direct = |name: &'n str, inside, division| {
            let mut found = self.gazetteer.find(name);
            if found.is_empty()
                && let Some(mount) = name.strip_prefix("Mt")
            {
                let mount = mount.trim_start_matches('.').trim_start();
                found = self.gazetteer.find(&format!("Mount {mount}"));
            }
            if found.is_empty() && kind == Kind::Location {
                let full = self.gazetteer.find(&format!("The {name}"));
                if full.first().is_some_and(|&first| population(first) >= KNOWN_CITY) {
                    found = full;
                }
            }
            let spot = |known: &Known| known.kind() == Some(SiteKind::Spot);
            let fits = !found.is_empty()
                && name.contains(char::is_uppercase)
                && (kind != Kind::Organization || found.iter().all(spot));
            fits.then_some(Query { name, inside, division, found })
        };
        let bare = name.strip_prefix("the ").or(name.strip_prefix("The "));
        // `The Hague` keeps its article, and has it where that was not taken for a part of the name.
        let name = bare.filter(|_| self.gazetteer.find(name).is_empty()).unwrap_or(name);
        let called = name
            .rsplit_once(char::is_whitespace)
            .is_some_and(|(_, last)| lexicon.has(lexicon::PLACE_MODIFIERS_DIVISION, last));
        let whole = direct(name, None, called);
        // `Republic of Orrland`, whatever acts under that name.
        if whole.is_none()
            && kind == Kind::Organization
            && let Some((head, rest)) = name.split_once(" of ")
            && lexicon.has(lexicon::PLACE_MODIFIERS_DIVISION, head)
        {
            let full = self.gazetteer.find(name);
            let found = if full.is_empty() { self.gazetteer.find(rest) } else { full };
            let land = found.first().is_some_and(|known| known.kind() == Some(SiteKind::Country));
            return land.then_some(Query { name: rest, inside: None, division: false, found });
        }
        if whole.is_some() || kind != Kind::Location {
            return whole;
        }
        if let Some((first, rest)) = name.split_once(',') {
            return direct(first.trim(), Some(rest.trim()), false);
        }
        // `eastern Orrland’s Olir province`.
        let short = name.len() <= LONGEST;
        if let Some((owner, rest)) = name.split_once("’s ").or(name.split_once("'s "))
            && short
            && self.look_up(owner, kind, lexicon).is_some()
            && let Some(query) = self.look_up(rest, kind, lexicon)
        {
            return Some(Query { inside: query.inside.or(Some(owner)), ..query });
        }
        // `Republic of Orrland`, `Municipality of Olir`; `Olir province of Orrland` has both.
        if let Some((head, rest)) = name.split_once(" of ")
            && short
            && mention::place::is_head(head.rsplit(' ').next().unwrap_or(""), lexicon)
        {
            // `Orrish province of Olir` begins with a people.
            let places = |query: &Query| query.found.iter().any(|known| known.kind().is_some());
            let inner = self.look_up(head, kind, lexicon).filter(places);
            let inner = inner.map(|query| Query { inside: query.inside.or(Some(rest)), ..query });
            return inner.or_else(|| self.look_up(rest, kind, lexicon));
        }
        // `al-Olir`.
        if let Some((article, rest)) = name.split_once('-')
            && matches!(article, "Al" | "al" | "El" | "el")
        {
            return direct(rest, None, false);
        }
        // `Olir province`, `Greater Olir Region`.
        let (before, last) = name.rsplit_once(char::is_whitespace)?;
        let division = lexicon.has(lexicon::PLACE_MODIFIERS_DIVISION, last);
        let divided = division.then(|| direct(before.trim(), None, true)).flatten();
        if divided.is_some() {
            return divided;
        }
        // `Olir Island`.
        let natural = |query: &Query| {
            query.found.first().and_then(|known| known.kind()) == Some(SiteKind::Land)
        };
        if lexicon.has(lexicon::PLACE_HEADS, last)
            && let Some(query) = direct(before.trim(), None, false).filter(natural)
        {
            return Some(query);
        }
        if let Some((first, rest)) = name.split_once(char::is_whitespace)
            && lexicon.lists_small(first).has(lexicon::PLACE_MODIFIERS_PART)
            && short
        {
            // In capitals it may be a part of the name, but not before that of a country or of what is large: `Northern Kenya`.
            // `southern Olir province` has both.
            let part = self.look_up(rest.trim(), kind, lexicon);
            let large = |query: &Query| {
                query.found.iter().any(|known| match known.kind() {
                    Some(SiteKind::Country) => true,
                    Some(SiteKind::Region | SiteKind::City) => population(*known) >= KNOWN_REGION,
                    _ => false,
                })
            };
            return part.filter(|q| first.starts_with(char::is_lowercase) || large(q));
        }
        None
    }
}
