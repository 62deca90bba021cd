//! Codes of currencies and units of measure: `model/currencies.tsv` (ISO 4217) and `model/units.tsv` (UCUM).

use std::collections::{BTreeMap, BTreeSet};

/// Longest name of a country, in words: `papua new guinea`.
const COUNTRY_WORDS: usize = 3;

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Currency {
    /// ISO 4217.
    pub(crate) code: String,
    /// True if a name that several share means this one where nothing else tells.
    is_default: bool,
    /// True if the press of its country writes the shared sign alone.
    is_bare: bool,
}

/// A name of money: the currencies that bear it, and how many of it make one.
#[derive(Debug, Clone, Default)]
struct Name {
    currencies: Vec<usize>,
    parts: u32,
}

/// How much an article speaks of the country of each currency, by its place in [`Units`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Countries(Vec<u32>);

/// How a currency was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// No other bears the name.
    Name,
    /// By the country that the article speaks of.
    Country,
    /// Nothing else tells.
    Default,
}

/// Currencies and units by their names.
#[derive(Debug, Default)]
pub(crate) struct Units {
    currencies: Vec<Currency>,
    money: BTreeMap<String, Name>,
    countries: BTreeMap<String, Vec<usize>>,
    /// The last words of the countries: most words are none, and no name need be put together.
    last_words: BTreeSet<String>,
    measures: BTreeMap<String, String>,
}

impl Units {
    /// None if the tables are not UTF-8 or a row lacks its columns.
    pub(crate) fn load(currencies: &[u8], measures: &[u8]) -> Option<Self> {
        let mut units = Self::default();
        for row in rows(currencies)? {
            let mut cells = row.split('\t');
            let (code, names) = (cells.next()?, cells.next()?);
            let id = units.currencies.len();
            for name in names.split('|') {
                let (name, parts) =
                    name.split_once('/').filter(|(_, p)| !p.is_empty()).unwrap_or((name, "1"));
                let entry = units.money.entry(name.to_owned()).or_default();
                entry.currencies.push(id);
                entry.parts = parts.parse().ok()?;
            }
            for country in cells.next().unwrap_or("").split('|').filter(|c| !c.is_empty()) {
                units.countries.entry(country.to_owned()).or_default().push(id);
                units.last_words.extend(country.split(' ').next_back().map(str::to_owned));
            }
            let mark = cells.next().unwrap_or("");
            units.currencies.push(Currency {
                code: code.to_owned(),
                is_default: mark == "default",
                is_bare: mark == "bare",
            });
        }
        for row in rows(measures)? {
            let (code, names) = row.split_once('\t')?;
            for name in names.split('|') {
                units.measures.insert(name.to_owned(), code.to_owned());
            }
        }
        Some(units)
    }

    /// UCUM code of a unit in lower case.
    pub(crate) fn measure(&self, name: &str) -> Option<&str> {
        let plain = name.replace(" - ", "-");
        self.measures
            .get(&plain)
            .or_else(|| {
                // `square-mile` is told by its last word too, `5-km` has a hyphen before its unit.
                self.measures.get(plain.rsplit(' ').next()?)
            })
            .map(String::as_str)
    }

    /// Counts the countries that words speak of; `words` in lower case, in text order.
    pub(crate) fn countries<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> Countries {
        let mut counts = vec![0; self.currencies.len()];
        let mut last: Vec<&str> = Vec::with_capacity(COUNTRY_WORDS);
        for word in words {
            if last.len() == COUNTRY_WORDS {
                last.remove(0);
            }
            last.push(word);
            if !self.last_words.contains(word) {
                continue;
            }
            for from in 0..last.len() {
                let name = last.get(from..).unwrap_or_default().join(" ");
                for &id in self.countries.get(&name).into_iter().flatten() {
                    if let Some(count) = counts.get_mut(id) {
                        *count += 1;
                    }
                }
            }
        }
        Countries(counts)
    }

    /// The currency of a name or sign in lower case, how many of it make one unit, and how it was told.
    ///
    /// `owner` is the adjective before it, in lower case: `egyptian`.
    pub(crate) fn money(
        &self,
        name: &str,
        owner: &str,
        countries: &Countries,
    ) -> Option<(&str, u32, Told)> {
        let upper = name.to_ascii_uppercase();
        let Some(entry) = self.money.get(name) else {
            let own = self.currencies.iter().find(|c| c.code == upper)?;
            return Some((&own.code, 1, Told::Name));
        };
        let all = || entry.currencies.iter().filter_map(|&id| Some((id, self.currencies.get(id)?)));
        let owned = self.countries.get(owner);
        if let Some((_, c)) = all().find(|(id, _)| owned.is_some_and(|own| own.contains(id))) {
            return Some((&c.code, entry.parts, Told::Name));
        }
        if let [only] = *entry.currencies {
            return self.currencies.get(only).map(|c| (&*c.code, entry.parts, Told::Name));
        }
        // A sign is shared in writing only by those whose press leaves the country out.
        let sign = !name.contains(char::is_alphabetic);
        let count = |id: usize| countries.0.get(id).copied().unwrap_or(0);
        let mut best: Option<(usize, &Currency)> = None;
        for (id, currency) in
            all().filter(|(_, c)| !sign || c.is_bare || c.is_default || name != "$")
        {
            if count(id) > 0 && best.is_none_or(|(b, _)| count(id) > count(b)) {
                best = Some((id, currency));
            }
        }
        if let Some((_, currency)) = best {
            return Some((&currency.code, entry.parts, Told::Country));
        }
        let fallback = all().find(|(_, c)| c.is_default)?.1;
        Some((&fallback.code, entry.parts, Told::Default))
    }
}

/// The rows of a table without its remarks.
fn rows(table: &[u8]) -> Option<impl Iterator<Item = &str>> {
    let text = std::str::from_utf8(table).ok()?;
    Some(text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')))
}
