//! Who has the floor: whose words the paragraphs of an interview are.
//!
//! 1. Labels: a paragraph that begins `Ada Orr: …` is hers, and so are those behind it up to the next label. One that
//!    names nobody whom the article names (`Wikinews:`, `Q:`) takes the floor; `A:` is the one who is asked. Two
//!    labels that name persons, or are letters, make a conversation of a text.
//! 2. Questions: in an article whose first sentences tell of an interview with one person, the paragraphs behind the first
//!    that ends as a question belong to that person, but for those that end as questions themselves.

use super::scene::Scene;
use crate::{BlockKind, Kind, TokenKind};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// The longest label, in tokens: `Dr. Ada B. Orr :`.
const LABEL: usize = 7;

/// Labels and questions that make an interview, at least.
const TURNS: usize = 2;

/// Sentences that may introduce who is asked.
const INTRODUCTION: u32 = 12;

/// The same in tokens, whatever the sentences are.
const INTRODUCTION_TOKENS: usize = 600;

/// Words that tell of an interview, and words that do so before `with`.
const ASKED: [&str; 5] = ["interview", "interviews", "interviewed", "interviewing", "q&a"];
const TALKED: [&str; 4] = ["spoke", "speaks", "talked", "talks"];

/// What a label says of who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Named(u32),
    Asks,
    Answers,
    Other,
}

/// Made when a label is no name that was marked.
type Bearers = OnceCell<BTreeMap<String, Option<u32>>>;

/// Who speaks in each block; empty if the text is no interview.
pub(super) fn read(scene: &Scene) -> Vec<Option<u32>> {
    let bearers = Bearers::new();
    let mut labels: Vec<(usize, Label)> = Vec::new();
    let mut last = None;
    for sentence in scene.sentences {
        if last != Some(sentence.block) {
            last = Some(sentence.block);
            let opens = scene.tokens.partition_point(|t| t.span.start < sentence.span.start);
            labels.extend(
                label(scene, opens, &bearers).map(|label| (sentence.block as usize, label)),
            );
        }
    }
    let speaks = |label: &Label| !matches!(label, Label::Other);
    let labelled = labels.iter().filter(|(_, label)| speaks(label)).count() >= TURNS;
    let blocks = &scene.article.blocks;
    let asks = |at: usize| {
        let prose = blocks.get(at).filter(|block| block.kind != BlockKind::Title);
        prose.is_some_and(|block| block.span.of(scene.text).trim_end().ends_with('?'))
    };
    let first = if labelled {
        labels.first().map(|&(at, _)| at)
    } else {
        let mut questions = (0..blocks.len()).filter(|&at| asks(at));
        let first = questions.next();
        first.filter(|_| questions.count() + 1 >= TURNS)
    };
    let Some(first) = first else { return Vec::new() };
    let asked = interviewee(scene);
    if !labelled && asked.is_none() {
        return Vec::new();
    }
    let mut floor = vec![None; blocks.len()];
    let mut rest = labels.into_iter().peekable();
    let mut speaker = if labelled { None } else { asked };
    for (at, slot) in floor.iter_mut().enumerate().skip(first) {
        if let Some((_, label)) = rest.next_if(|&(block, _)| block == at && labelled) {
            speaker = match label {
                Label::Named(entity) => Some(entity),
                Label::Answers => asked,
                Label::Asks | Label::Other => None,
            };
        }
        *slot = speaker.filter(|_| labelled || !asks(at));
    }
    floor
}

/// The label at a token, if a few words in capitals and a colon stand there.
fn label(scene: &Scene, first: usize, bearers: &Bearers) -> Option<Label> {
    let mut last = first;
    for at in first..first + LABEL {
        if scene.sentence(at) != scene.sentence(first) {
            return None;
        }
        let word = scene.word(at);
        match word {
            ":" if at > first => break,
            "." | "-" => {}
            _ if scene.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
                && word.starts_with(char::is_uppercase) =>
            {
                last = at;
            }
            _ => return None,
        }
    }
    if scene.word(last + 1) != ":" {
        return None;
    }
    let named =
        scene.mention_at(last).filter(|&mention| scene.mention_tokens(mention).end == last + 1);
    let person = named
        .and_then(|mention| scene.entity_of(mention))
        .or_else(|| bearers.get_or_init(|| self::bearers(scene)).get(scene.small(last)).copied()?)
        .filter(|&entity| is_person(scene, entity));
    Some(match (person, scene.word(last)) {
        (Some(entity), _) => Label::Named(entity),
        (_, "Q") if first == last => Label::Asks,
        (_, "A") if first == last => Label::Answers,
        _ => Label::Other,
    })
}

/// By the last word of their names, in small letters: the persons of the article; none where several share it.
fn bearers(scene: &Scene) -> BTreeMap<String, Option<u32>> {
    let mut bearers = BTreeMap::new();
    for (id, entity) in scene.entities.iter().enumerate().filter(|(_, e)| e.kind == Kind::Person) {
        let family = entity.name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let known = bearers.entry(family.to_lowercase());
        known.and_modify(|one| *one = None).or_insert(Some(id as u32));
    }
    bearers
}

fn is_person(scene: &Scene, entity: u32) -> bool {
    scene.entities.get(entity as usize).is_some_and(|e| e.kind == Kind::Person)
}

/// The one person whom the headline, or else the first sentence that does, names beside `interview`: behind it, or
/// else before it.
fn interviewee(scene: &Scene) -> Option<u32> {
    let end = scene.tokens.partition_point(|token| token.sentence < INTRODUCTION);
    let end = end.min(INTRODUCTION_TOKENS);
    // `Interviewee Ada Orr` below a picture is one of several.
    let caption = |at: usize| {
        let sentence = scene.sentences.get(scene.sentence(at) as usize);
        let block = sentence.and_then(|s| scene.article.blocks.get(s.block as usize));
        block.is_some_and(|block| block.kind == BlockKind::Caption)
    };
    let tells = |&at: &usize| {
        let (small, next) = (scene.small(at), scene.word(at + 1));
        (ASKED.contains(&small) || TALKED.contains(&small) && next == "with") && !caption(at)
    };
    (0..end).filter(tells).find_map(|at| {
        let here = scene.sentence(at);
        let opens = (0..at).rev().take_while(|&before| scene.sentence(before) == here).last();
        let closes = (at..end).take_while(|&behind| scene.sentence(behind) == here).last();
        let behind = closes.and_then(|last| only(scene, at..last + 1));
        let before = || only(scene, opens?..at);
        // `Ada Orr runs the port. We interviewed her in May.`
        let told = || {
            let ends = opens?.checked_sub(1)?;
            let there = scene.sentence(ends);
            let first = (0..=ends).rev().take_while(|&at| scene.sentence(at) == there).last()?;
            only(scene, first..ends + 1)
        };
        behind.or_else(before).or_else(told)
    })
}

/// The person that some tokens name, if they name only one.
fn only(scene: &Scene, range: Range<usize>) -> Option<u32> {
    let named = range.filter_map(|at| scene.mention_at(at)).filter_map(|m| scene.entity_of(m));
    let mut people = named.filter(|&entity| is_person(scene, entity));
    let first = people.next()?;
    people.all(|other| other == first).then_some(first)
}
