//! Corrections: what a reader said of names.
//!
//! [`amend`] heeds what is about mentions, before they become entities; [`regroup`] what is about entities, before anything
//! is made of them. So all that follows — statements, events, places, figures — follows the reader too. Corrections go
//! by words exactly as they stand, case included, and hold wherever these stand; of two about the same words the later wins.
//!
//! - `correction/confirmed`: a name that the reader said something of but that it is one, and of its kind.
//! - `correction/added`: a name that the reader found.
//!
//! Does not: learn from corrections, or guess what else they might hold for.

use crate::order;
use crate::{Correction, Entity, Kind, Mention, Span, Token};
use std::collections::BTreeMap;

/// What is to become of the mentions with certain words.
#[derive(Debug, Clone, Copy, Default)]
struct Fate {
    deleted: bool,
    added: bool,
    kind: Option<Kind>,
}

/// Deletes, retypes, confirms and adds mentions.
pub(crate) fn amend(
    text: &str,
    tokens: &[Token],
    mut mentions: Vec<Mention>,
    corrections: &[Correction],
) -> Vec<Mention> {
    if corrections.is_empty() {
        return mentions;
    }
    let fates = fates(corrections);
    mentions.retain_mut(|mention| {
        let Some(fate) = fates.get(mention.span.of(text)) else { return true };
        mention.kind = fate.kind.unwrap_or(mention.kind);
        mention.score = 1.0;
        mention.why = "correction/confirmed";
        !fate.deleted
    });
    let added = added(text, tokens, &fates);
    mentions.retain(|mention| {
        let after = added.partition_point(|new| new.span.end <= mention.span.start);
        added.get(after).is_none_or(|new| new.span.start >= mention.span.end)
    });
    mentions.extend(added);
    order::by(&mut mentions, |mention| mention.span.start.into());
    mentions
}

/// What all corrections together say of each name.
fn fates(corrections: &[Correction]) -> BTreeMap<&str, Fate> {
    let mut fates: BTreeMap<&str, Fate> = BTreeMap::new();
    for correction in corrections {
        for words in correction.words() {
            let fate = fates.entry(words.trim()).or_default();
            match correction {
                Correction::Delete { .. } => *fate = Fate { deleted: true, ..Fate::default() },
                Correction::Retype { kind, .. } => {
                    *fate = Fate { kind: Some(*kind), deleted: false, ..*fate };
                }
                Correction::Add { kind, .. } => {
                    *fate = Fate { kind: Some(*kind), deleted: false, added: true };
                }
                _ => fate.deleted = false,
            }
        }
    }
    fates
}

/// Every place of the words that the reader added, the longest first where they overlap.
fn added(text: &str, tokens: &[Token], fates: &BTreeMap<&str, Fate>) -> Vec<Mention> {
    let mut by_start: BTreeMap<&str, Vec<(&str, Kind)>> = BTreeMap::new();
    for (words, fate) in fates.iter().filter(|(_, fate)| fate.added) {
        let Some(kind) = fate.kind else { continue };
        by_start.entry(start_of(words)).or_default().push((words, kind));
    }
    let mut all = Vec::new();
    let mut free = 0;
    if by_start.is_empty() {
        return all;
    }
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| !token.span.is_empty()) {
        if token.span.start < free {
            continue;
        }
        let rest = text.get(token.span.start as usize..).unwrap_or_default();
        let known = by_start.get(start_of(token.span.of(text))).into_iter().flatten();
        let here = known.filter(|(words, _)| rest.starts_with(words));
        let fits = here.filter_map(|&(words, kind)| {
            let end = token.span.start + words.len() as u32;
            let own = tokens.get(at..)?.iter().take_while(|t| t.sentence == token.sentence);
            own.map(|t| t.span.end).find(|&last| last >= end).filter(|&last| last == end)?;
            Some((end, kind))
        });
        if let Some((end, kind)) = fits.max_by_key(|&(end, _)| end) {
            free = end;
            let span = Span { start: token.span.start, end };
            let why = "correction/added";
            all.push(Mention { span, sentence: token.sentence, kind, score: 1.0, why });
        }
    }
    all
}

/// The letters and digits that words begin with, or their first character: what a token that begins with them begins with.
fn start_of(words: &str) -> &str {
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    let first = words.chars().next().map_or(0, char::len_utf8);
    words.get(..end.max(first)).unwrap_or(words)
}

/// Merges, splits and renames entities.
pub(crate) fn regroup(
    text: &str,
    mentions: &[Mention],
    mut entities: Vec<Entity>,
    corrections: &[Correction],
) -> Vec<Entity> {
    let words = |id: u32| mentions.get(id as usize).map_or("", |mention| mention.span.of(text));
    let goes_by = |entity: &Entity, wanted: &[String]| {
        entity.mentions.iter().any(|&id| wanted.iter().any(|w| w.trim() == words(id)))
    };
    for correction in corrections {
        match correction {
            Correction::Merge { words: wanted } | Correction::Retype { words: wanted, .. } => {
                let first = wanted.iter().find_map(|name| {
                    let name = std::slice::from_ref(name);
                    entities.iter().position(|entity| goes_by(entity, name))
                });
                let Some(first) = first else { continue };
                let mut whole = entities.remove(first);
                entities.retain_mut(|entity| {
                    let same = goes_by(entity, wanted);
                    if same {
                        whole.mentions.append(&mut entity.mentions);
                    }
                    !same
                });
                whole.mentions.sort_unstable();
                entities.push(whole);
            }
            Correction::Split { words: wanted } => {
                let mut apart: Vec<Entity> = Vec::new();
                for entity in &mut entities {
                    let (own, rest): (Vec<u32>, Vec<u32>) = entity
                        .mentions
                        .iter()
                        .partition(|&&id| wanted.iter().any(|w| w.trim() == words(id)));
                    if own.is_empty() || rest.is_empty() {
                        continue;
                    }
                    let name = own.first().map_or("", |&id| words(id)).to_owned();
                    apart.push(Entity {
                        name,
                        kind: kind(mentions, &own, entity.kind),
                        mentions: own,
                    });
                    // A name that left with them is no name of the rest.
                    if !rest.iter().any(|&id| words(id) == entity.name) {
                        let fullest =
                            rest.iter().map(|&id| words(id)).max_by_key(|name| name.len());
                        fullest.unwrap_or_default().clone_into(&mut entity.name);
                    }
                    entity.mentions = rest;
                }
                entities.extend(apart);
            }
            Correction::Rename { words: wanted, name } => {
                for entity in entities.iter_mut().filter(|entity| goes_by(entity, wanted)) {
                    name.trim().clone_into(&mut entity.name);
                }
            }
            _ => {}
        }
    }
    order::by(&mut entities, |entity| order::maybe(entity.mentions.first().map(|&id| id.into())));
    entities
}

/// The kind of the first of some mentions.
fn kind(mentions: &[Mention], ids: &[u32], otherwise: Kind) -> Kind {
    let first = ids.first().and_then(|&id| mentions.get(id as usize));
    first.map_or(otherwise, |mention| mention.kind)
}

#[cfg(test)]
mod tests {
    use crate::{Analysis, Correction, Kind, Model, Options, analyze};

    const TEXT: &str = "Ada Orr, the mayor of Oslo, met Jon Hale on Monday. Orr said that Hale was late. \
                        The blue tide committee met Hale too.";

    fn read(corrections: Vec<Correction>) -> Analysis {
        let options = Options { corrections, ..Options::default() };
        analyze(TEXT, &Model::builtin(), &options)
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[track_caller]
    fn names(corrections: Vec<Correction>, expected: &[&str]) {
        let read = read(corrections);
        let shown = |entity: &crate::Entity| {
            let names = entity.mentions.iter().map(|&id| read.mentions[id as usize].span.of(TEXT));
            format!(
                "{} {}: {}",
                entity.kind.name(),
                entity.name,
                names.collect::<Vec<_>>().join(", ")
            )
        };
        assert_eq!(expected, read.entities.iter().map(shown).collect::<Vec<_>>());
    }

    #[test]
    fn without_corrections_nothing_changes() {
        names(
            Vec::new(),
            &[
                "person Ada Orr: Ada Orr, Orr",
                "location Oslo: Oslo",
                "person Jon Hale: Jon Hale, Hale, Hale",
            ],
        );
    }

    #[test]
    fn names_are_deleted_and_retyped() {
        names(
            vec![
                Correction::Delete { words: words(&["Oslo"]) },
                Correction::Retype {
                    words: words(&["Jon Hale", "Hale"]),
                    kind: Kind::Organization,
                },
            ],
            &["person Ada Orr: Ada Orr, Orr", "organization Jon Hale: Jon Hale, Hale, Hale"],
        );
    }

    #[test]
    fn names_are_added_wherever_they_stand_and_the_later_correction_wins() {
        let add =
            Correction::Add { words: words(&["blue tide committee"]), kind: Kind::Organization };
        let read = read(vec![add.clone()]);
        let last = read.mentions.iter().find(|m| m.why == "correction/added").expect("added");
        assert_eq!("blue tide committee", last.span.of(TEXT));
        let delete = Correction::Delete { words: words(&["blue tide committee"]) };
        let read = self::read(vec![add, delete]);
        assert!(read.mentions.iter().all(|m| m.why != "correction/added"));
    }

    #[test]
    fn a_part_of_a_word_is_not_added() {
        let read = read(vec![Correction::Add { words: words(&["comm"]), kind: Kind::Work }]);
        assert!(read.mentions.iter().all(|m| m.why != "correction/added"));
    }

    #[test]
    fn entities_are_merged_split_and_renamed() {
        names(
            vec![Correction::Merge { words: words(&["Jon Hale", "Ada Orr"]) }],
            &["person Jon Hale: Ada Orr, Jon Hale, Orr, Hale, Hale", "location Oslo: Oslo"],
        );
        names(
            vec![
                Correction::Split { words: words(&["Hale"]) },
                Correction::Rename { words: words(&["Ada Orr"]), name: "Mayor Orr".to_owned() },
            ],
            &[
                "person Mayor Orr: Ada Orr, Orr",
                "location Oslo: Oslo",
                "person Jon Hale: Jon Hale",
                "person Hale: Hale, Hale",
            ],
        );
    }

    #[test]
    fn what_follows_follows_the_reader() {
        let read = read(vec![Correction::Split { words: words(&["Orr"]) }]);
        let statement = read.statements.first().expect("a statement");
        let speaker = statement.speaker.map(|id| read.entities[id as usize].name.as_str());
        assert_eq!(Some("Orr"), speaker);
    }
}
