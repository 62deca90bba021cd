//! Articles on one story side by side: what they share, where they differ, who is heard only here.
//!
//! In: articles with their analyses. Out: a [`Comparison`], which refers to them.
//!
//! 1. *Actors* are joined by the rules that join mentions within an article (`entity`), applied to the names of all
//!    entities; a bare family name, which may be another's, joins only its like. Kinds must agree.
//! 2. *Figures* stand together if effect and unit agree. They conflict if two articles each have one that no figure of the
//!    other can be: 12 and 17. One that tells more than the other agrees with it. `Dozens` contradicts nothing.
//! 3. *Dates* stand together if they are the same day.
//! 4. *Events* are one if their kind agrees and somebody or something that takes part is a shared actor on the same side.
//! 5. *Heard only here*: sources of whom no other article reports a word: by shared actor, or else by their words.
//! 6. *Versions*: if half of the sentences of the shorter of two articles stand in the other word for word, those that do not are
//!    paired by the share of their words ([`REWORDED`]), and what is left was removed or added.
//!
//! Does not: say which article is right, or rank them.

use crate::day;
use crate::order;
use crate::{
    Analysis, Changes, CheckRelation, Comparison, DateRow, Entity, Event, Figure, FigureRow,
    Interval, Kind, Mention, Model, Participant, Precision, SharedActor, SharedEvent, Span, entity,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Share of words that two sentences have in common from which one is the other reworded.
const REWORDED: f64 = 0.5;

/// Share of the shorter article's sentences that stand in the other from which they are versions of one.
const VERSIONS: f64 = 0.5;

/// Unpaired sentences of each side that are compared with each other; more is another article.
const PAIRED: usize = 400;

/// An article that was read.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// As pasted.
    pub text: &'a str,
    /// What was read in it.
    pub analysis: &'a Analysis,
}

/// Sets articles side by side.
pub fn compare(articles: &[Told], model: &Model) -> Comparison {
    let actors = actors(articles, model);
    let mut actor_of: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    for (number, actor) in actors.iter().enumerate() {
        for (article, ids) in actor.entities.iter().enumerate() {
            actor_of.extend(ids.iter().map(|&id| ((article, id), number)));
        }
    }
    Comparison {
        figures: figures(articles),
        dates: dates(articles),
        events: events(articles, &actor_of),
        only_here: only_here(articles, &actor_of),
        changes: changes(articles),
        actors,
    }
}

/// Rule 1.
fn actors(articles: &[Told], model: &Model) -> Vec<SharedActor> {
    let mut names = String::new();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut owners: Vec<(usize, u32)> = Vec::new();
    for (article, told) in articles.iter().enumerate() {
        for (id, entity) in told.analysis.entities.iter().enumerate() {
            let start = names.len();
            names.push_str(&entity.name);
            let span = Span::new(start, names.len());
            names.push_str(".\n");
            let sentence = owners.len() as u32;
            mentions.push(Mention {
                span,
                sentence,
                kind: entity.kind,
                score: 1.0,
                why: "compare",
            });
            owners.push((article, id as u32));
        }
    }
    let joined = entity::resolve(&names, &mentions, model);
    let mut shared: Vec<SharedActor> = joined
        .iter()
        .filter_map(|whole| actor(&names, &mentions, &owners, whole, articles.len()))
        .collect();
    let spread = |actor: &SharedActor| actor.entities.iter().filter(|ids| !ids.is_empty()).count();
    shared.retain(|actor| spread(actor) > 1);
    let weight = |actor: &SharedActor| {
        let all = actor.entities.iter().zip(articles).flat_map(|(ids, told)| {
            ids.iter().filter_map(|&id| told.analysis.salience.entities.get(id as usize))
        });
        all.copied().sum::<f32>()
    };
    order::by(&mut shared, |actor| {
        let spread = u32::MAX - spread(actor) as u32;
        u128::from(spread) << 32 | order::falling(weight(actor))
    });
    shared
}

/// A joint entity without what does not belong to it for sure.
fn actor(
    names: &str,
    mentions: &[Mention],
    owners: &[(usize, u32)],
    whole: &Entity,
    articles: usize,
) -> Option<SharedActor> {
    let words = |id: u32| mentions.get(id as usize).map_or("", |m| m.span.of(names));
    let kind = |id: u32| mentions.get(id as usize).map(|m| m.kind);
    let is_full = |id: u32| whole.kind != Kind::Person || words(id).contains(char::is_whitespace);
    let any_full = whole.mentions.iter().any(|&id| is_full(id));
    let mut entities = vec![Vec::new(); articles];
    for &id in &whole.mentions {
        let fits = kind(id) == Some(whole.kind) && (is_full(id) || !any_full);
        let Some(&(article, own)) = owners.get(id as usize).filter(|_| fits) else { continue };
        entities.get_mut(article)?.push(own);
    }
    Some(SharedActor { name: whole.name.clone(), kind: whole.kind, entities })
}

/// Rule 2.
fn figures(articles: &[Told]) -> Vec<FigureRow> {
    let mut rows: BTreeMap<_, Vec<Vec<u32>>> = BTreeMap::new();
    for (article, told) in articles.iter().enumerate() {
        for (id, figure) in told.analysis.figures.iter().enumerate() {
            if figure.part_of.is_some() || figure.attacker {
                continue;
            }
            // A total over years is none of one event.
            let key = (figure.effect, figure.unit.as_deref(), figure.over.is_some());
            let row = rows.entry(key).or_insert_with(|| vec![Vec::new(); articles.len()]);
            if let Some(own) = row.get_mut(article) {
                own.push(id as u32);
            }
        }
    }
    let rows = rows.into_iter().map(|((effect, unit, _), figures)| {
        let values: Vec<Vec<Interval>> = figures
            .iter()
            .zip(articles)
            .filter(|(ids, _)| !ids.is_empty())
            .map(|(ids, told)| values(ids, &told.analysis.figures))
            .collect();
        let alone = |a: &[Interval], b: &[Interval]| {
            a.iter().any(|one| !b.iter().any(|other| can_be_same(*one, *other)))
        };
        let conflict = values.iter().any(|a| values.iter().any(|b| alone(a, b) && alone(b, a)));
        let relation = (values.len() > 1).then_some(if conflict {
            CheckRelation::Conflict
        } else {
            CheckRelation::Agreement
        });
        FigureRow { effect, unit: unit.map(str::to_owned), figures, relation }
    });
    rows.collect()
}

fn values(ids: &[u32], figures: &[Figure]) -> Vec<Interval> {
    let known = ids.iter().filter_map(|&id| figures.get(id as usize));
    known.map(|figure| figure.value).filter(|v| v.precision != Precision::Vague).collect()
}

/// True if one number lies in both.
fn can_be_same(a: Interval, b: Interval) -> bool {
    let low = |i: Interval| i.low.unwrap_or(f64::NEG_INFINITY);
    let high = |i: Interval| i.high.unwrap_or(f64::INFINITY);
    low(a) <= high(b) && low(b) <= high(a)
}

/// Rule 3.
fn dates(articles: &[Told]) -> Vec<DateRow> {
    let mut rows: BTreeMap<Date, Vec<Vec<u32>>> = BTreeMap::new();
    for (article, told) in articles.iter().enumerate() {
        for (id, timex) in told.analysis.timexes.iter().enumerate() {
            let value = timex.value.as_deref().unwrap_or_default();
            let day = value.get(..10).and_then(day::read);
            let Some(day) = day else { continue };
            let row: &mut Vec<Vec<u32>> =
                rows.entry(day).or_insert_with(|| vec![Vec::new(); articles.len()]);
            if let Some(own) = row.get_mut(article) {
                own.push(id as u32);
            }
        }
    }
    rows.into_iter().map(|(date, timexes)| DateRow { date, timexes }).collect()
}

/// Rule 4.
fn events(articles: &[Told], actor_of: &BTreeMap<(usize, u32), usize>) -> Vec<SharedEvent> {
    let mut rows: BTreeMap<(&'static str, bool, usize), Vec<Vec<u32>>> = BTreeMap::new();
    for (article, told) in articles.iter().enumerate() {
        let first = |event: &&Event| event.same_as.is_none();
        for (id, event) in told.analysis.events.iter().enumerate().filter(|(_, e)| first(e)) {
            let actor = |p: &Participant| actor_of.get(&(article, p.entity?)).copied();
            let sides = [(true, &event.actors), (false, &event.targets)];
            let known = sides
                .into_iter()
                .find_map(|(acts, side)| Some((acts, side.iter().find_map(actor)?)));
            let Some((acts, actor)) = known else { continue };
            let row = rows
                .entry((event.kind, acts, actor))
                .or_insert_with(|| vec![Vec::new(); articles.len()]);
            if let Some(own) = row.get_mut(article) {
                own.push(id as u32);
            }
        }
    }
    let shared =
        rows.into_iter().filter(|(_, e)| e.iter().filter(|own| !own.is_empty()).count() > 1);
    shared.map(|((kind, ..), events)| SharedEvent { kind, events }).collect()
}

/// Rule 5.
fn only_here(articles: &[Told], actor_of: &BTreeMap<(usize, u32), usize>) -> Vec<Vec<u32>> {
    #[derive(PartialEq, Eq, PartialOrd, Ord)]
    enum Heard {
        Actor(usize),
        Words(String),
    }
    let heard: Vec<Vec<Option<Heard>>> = articles
        .iter()
        .enumerate()
        .map(|(article, told)| {
            let sources = told.analysis.sourcing.sources.iter();
            let one = sources.map(|source| match (source.speaker, source.span) {
                (Some(id), _) => Some(match actor_of.get(&(article, id)) {
                    Some(&actor) => Heard::Actor(actor),
                    None => {
                        Heard::Words(told.analysis.entities.get(id as usize)?.name.to_lowercase())
                    }
                }),
                (None, Some(span)) => Some(Heard::Words(span.of(told.text).to_lowercase())),
                (None, None) => None,
            });
            one.collect()
        })
        .collect();
    let elsewhere = |article: usize, one: &Heard| {
        let others = heard.iter().enumerate().filter(|(other, _)| *other != article);
        others.flat_map(|(_, all)| all).flatten().any(|other| other == one)
    };
    let own = |(article, all): (usize, &Vec<Option<Heard>>)| {
        let only = |one: &Option<Heard>| one.as_ref().is_some_and(|one| !elsewhere(article, one));
        (0_u32..).zip(all).filter(|(_, one)| only(one)).map(|(id, _)| id).collect()
    };
    heard.iter().enumerate().map(own).collect()
}

/// Rule 6.
fn changes(articles: &[Told]) -> Option<Changes> {
    let [old, new] = articles else { return None };
    let (old, new) = (sentences(old), sentences(new));
    let count = |sentences: &[Vec<String>]| {
        let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        sentences.iter().for_each(|s| *counts.entry(s.clone()).or_default() += 1);
        counts
    };
    let rest = |own: &[Vec<String>], mut there: BTreeMap<Vec<String>, usize>| -> Vec<u32> {
        let missing = |words: &Vec<String>| match there.get_mut(words) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => !words.is_empty(),
        };
        let mut missing = missing;
        (0_u32..).zip(own).filter(|(_, words)| missing(words)).map(|(id, _)| id).collect()
    };
    let mut removed = rest(&old, count(&new));
    let mut added = rest(&new, count(&old));
    let kept = old.len() - removed.len();
    if (kept as f64) < VERSIONS * old.len().min(new.len()) as f64 || kept == 0 {
        return None;
    }
    let mut pairs: Vec<(u32, u32, f64)> = Vec::new();
    if removed.len() <= PAIRED && added.len() <= PAIRED {
        let words = |all: &[Vec<String>], id: u32| -> BTreeSet<String> {
            all.get(id as usize).into_iter().flatten().cloned().collect()
        };
        let there: Vec<(u32, BTreeSet<String>)> =
            added.iter().map(|&id| (id, words(&new, id))).collect();
        for &id in &removed {
            let own = words(&old, id);
            for (other, others) in &there {
                let common = own.intersection(others).count() as f64;
                let share = common / own.len().max(others.len()).max(1) as f64;
                if share >= REWORDED {
                    pairs.push((id, *other, share));
                }
            }
        }
    }
    // A share is positive: its bits rise with it.
    order::by(&mut pairs, |&(from, to, share)| {
        u128::from(u64::MAX - share.to_bits()) << 64 | u128::from(from) << 32 | u128::from(to)
    });
    let mut reworded: Vec<(u32, u32)> = Vec::new();
    for (from, to, _) in pairs {
        if removed.contains(&from) && added.contains(&to) {
            removed.retain(|&id| id != from);
            added.retain(|&id| id != to);
            reworded.push((from, to));
        }
    }
    order::by(&mut reworded, |&(from, to)| u128::from(from) << 32 | u128::from(to));
    Some(Changes { removed, added, reworded })
}

/// The words of each sentence in small letters.
fn sentences(told: &Told) -> Vec<Vec<String>> {
    let words = |span: Span| {
        let words = span.of(told.text).split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    told.analysis.sentences.iter().map(|sentence| words(sentence.body)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze};

    fn check(texts: &[&str], see: impl Fn(&[Analysis], &Comparison)) {
        let model = Model::builtin();
        let options = Options { published: "2025-12-14".parse().ok(), ..Options::default() };
        let read: Vec<Analysis> =
            texts.iter().map(|text| analyze(text, &model, &options)).collect();
        let told: Vec<Told> =
            texts.iter().zip(&read).map(|(text, analysis)| Told { text, analysis }).collect();
        see(&read, &compare(&told, &model));
    }

    const FIRST: &str = "Gunmen attacked a police post in Kano on Saturday, killing 12 people, Governor Ada Orr said. \
                         “We are in grief,” said Jon Hale, a trader.";
    const SECOND: &str = "A raid on a police post in Kano killed 17 people on Saturday, Ada Orr said. \
                          Williams, a nurse, said that help came late.";

    #[test]
    fn actors_of_one_name_are_one_and_bare_names_stay_apart() {
        check(&[FIRST, SECOND, "Serena Williams spoke in Kano on Sunday."], |_, comparison| {
            let names: Vec<&str> = comparison.actors.iter().map(|a| a.name.as_str()).collect();
            assert_eq!(vec!["Kano", "Ada Orr"], names);
        });
    }

    #[test]
    fn conflicting_figures_are_shown_as_such() {
        check(&[FIRST, SECOND], |read, comparison| {
            let row = comparison.figures.iter().find(|row| row.effect == crate::Effect::Killed);
            let row = row.expect("both tell of the killed");
            assert_eq!(Some(CheckRelation::Conflict), row.relation);
            let value =
                |article: usize| read[article].figures[row.figures[article][0] as usize].value.low;
            assert_eq!((Some(12.0), Some(17.0)), (value(0), value(1)));
        });
    }

    #[test]
    fn days_stand_together_and_who_is_heard_only_here_is_told() {
        check(&[FIRST, SECOND], |read, comparison| {
            let row = comparison.dates.first().expect("a date");
            assert_eq!("2025-12-13", row.date.to_string());
            assert!(row.timexes.iter().all(|own| own.len() == 1));
            let names = |article: usize| -> Vec<String> {
                let sources = &read[article].sourcing.sources;
                let speaker = |&id: &u32| sources[id as usize].speaker;
                let ids = comparison.only_here[article].iter().filter_map(speaker);
                ids.map(|id| read[article].entities[id as usize].name.clone()).collect()
            };
            assert_eq!(vec!["Jon Hale"], names(0));
            assert_eq!(vec!["Williams"], names(1));
        });
    }

    #[test]
    fn a_later_version_tells_what_changed() {
        let old =
            "The bridge fell on Friday. Twelve people were hurt. The mayor was away. Work goes on.";
        let new = "The bridge fell on Friday. Fourteen people were hurt. Work goes on. Trains stand still.";
        check(&[old, new], |_, comparison| {
            let changes = comparison.changes.as_ref().expect("versions");
            assert_eq!(vec![(1, 1)], changes.reworded);
            assert_eq!((vec![2], vec![3]), (changes.removed.clone(), changes.added.clone()));
        });
        check(&[FIRST, SECOND], |_, comparison| assert_eq!(None, comparison.changes));
    }

    #[test]
    fn nothing_has_nothing_in_common() {
        check(&["", ""], |_, comparison| {
            assert!(comparison.actors.is_empty() && comparison.figures.is_empty());
        });
    }
}
