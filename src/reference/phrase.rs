//! The noun phrase around a name: `the Syrian Interior Ministry`, `Secretary of War Pete Hegseth, 45`.
//!
//! Annotators of coreference mark phrases, not names: some only the longest, some also the name, the title and the
//! apposition inside it. Where the longest begins and ends are two choices of a ranker; each phrase that the borders give is
//! then kept or not by a third. Only the scoring of clusters needs them: their weights are not part of the model.

use super::key;
use super::rank::{self, Ranker};
use super::scene::Scene;
use crate::{Span, Tag};
use std::ops::Range;

/// Words before a name that may belong to its phrase.
const BEFORE: usize = 7;

/// Nouns behind a name that may belong to its phrase: `Orr passenger planes`.
const NOUNS: usize = 3;

/// Words behind it.
const BEHIND: usize = 16;

/// Sentences of the head of an article, at most. One set has such heads alone, and marks the parts of a phrase beside the
/// whole; the other has whole texts, and marks the whole.
const HEAD: usize = 8;

/// One border that a phrase may have.
#[derive(Debug, Clone)]
pub struct Border {
    /// The token that it stands before.
    pub at: usize,
    /// Numbers of its features.
    pub features: Vec<u32>,
}

/// A phrase that may be marked.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its words.
    pub span: Span,
    /// Numbers of its features; none speak for leaving it out.
    pub features: Vec<u32>,
}

/// The likeliest borders of a phrase, and the next where they are others.
struct Longest {
    whole: Range<usize>,
    start: Option<usize>,
    end: Option<usize>,
    /// How much likelier the likeliest are, in eights of steps; 9 if there is but one.
    leads: [u32; 2],
}

/// The likeliest of some borders; the next, with how many steps it is behind.
fn likeliest(borders: &[Border], ranker: &Ranker, or: usize) -> (usize, Option<(usize, i32)>) {
    let scores: Vec<i32> = borders.iter().map(|b| ranker.score(&b.features)).collect();
    let decision = rank::decide(&scores);
    let of = |number: Option<usize>| {
        number.and_then(|number| Some((borders.get(number)?.at, *scores.get(number)?)))
    };
    let best = of(decision.best);
    let next = best.zip(of(decision.rival)).map(|((_, most), (at, score))| (at, most - score));
    (best.map_or(or, |(at, _)| at), next)
}

/// Reads the phrases of one text.
#[derive(Debug)]
pub struct Phrases<'a> {
    scene: &'a Scene<'a>,
    tags: &'a [Tag],
    /// Whose habit of marking is likely: 1 if the text is the head of an article.
    style: u32,
}

impl<'a> Phrases<'a> {
    /// Of a text whose parts of speech are known.
    pub fn new(scene: &'a Scene<'a>, tags: &'a [Tag]) -> Self {
        Self { scene, tags, style: u32::from(scene.sentences.len() <= HEAD) }
    }

    fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or_default()
    }

    fn word(&self, at: usize) -> u32 {
        self.scene.lower(at)
    }

    /// Where the longest phrase around a mention begins and ends.
    fn longest(&self, mention: u32, ranker: &Ranker) -> Longest {
        let name = self.scene.mention_tokens(mention);
        let (first, other_first) = likeliest(&self.starts(mention), ranker, name.start);
        let (end, other_end) = likeliest(&self.ends(mention), ranker, name.end);
        let mut whole = first..end;
        if self.scene.is_possessive(name.end) && whole.end == name.end + 1 {
            // `Orr’s`: one set marks it, the other without its mark.
            whole.end = name.end;
        }
        let start = other_first.filter(|&(at, _)| at < name.start && at != whole.start);
        let owned = |at: usize| self.scene.is_possessive(name.end) && at == name.end + 1;
        let next = other_end.filter(|&(at, _)| at > name.end && at != whole.end && !owned(at));
        let lead =
            |other: Option<(usize, i32)>| other.map_or(9, |(_, lead)| (lead / 8).min(4) as u32);
        Longest {
            whole,
            start: start.map(|(at, _)| at),
            end: next.map(|(at, _)| at),
            leads: [lead(other_first), lead(other_end)],
        }
    }

    /// One past the nouns behind a token.
    fn nouns_end(&self, from: usize) -> usize {
        let sentence = self.scene.sentence(from.saturating_sub(1));
        let noun = |at: &usize| {
            self.scene.sentence(*at) == sentence
                && (matches!(self.tag(*at), Tag::Noun | Tag::Name | Tag::Number)
                    || self.tag(*at) == Tag::Adjective && self.tag(*at + 1) == Tag::Noun)
        };
        (from..from + NOUNS).take_while(noun).last().map_or(from, |last| last + 1)
    }

    /// The phrases that the borders around a mention give: its name with more or less of what stands before and behind
    /// it, and what stands before or behind alone.
    pub fn variants(&self, mention: u32, ranker: &Ranker) -> Vec<Variant> {
        let scene = self.scene;
        let name = scene.mention_tokens(mention);
        let Longest { whole, start, end, leads } = self.longest(mention, ranker);
        let owns = scene.is_possessive(name.end);
        let nouns = self.nouns_end(name.end);
        let kind = scene.kind(mention);
        let sentence = scene.sentence(name.start);
        let known = scene.entity_of(mention).and_then(|id| scene.entities.get(id as usize));
        let count = known.map_or(0, |e| e.mentions.len().min(3) as u32);
        let (grows_before, grows_behind) = (whole.start < name.start, whole.end > name.end);
        let more = nouns > name.end && nouns != whole.end;
        let apposed = matches!(scene.word(name.end), "," | "–" | "—" | "(");
        let behind = name.end + usize::from(apposed);
        let total = known.map_or(0, |e| e.mentions.len()).min(8) as u32;
        let block = scene.sentences.get(sentence as usize).map(|s| s.block as usize);
        let block = block.and_then(|block| scene.article.blocks.get(block));
        let place = block.map_or(9, |block| block.kind as u32);
        let second = scene.word_class(name.end + 1, sentence);
        let ranges = [
            Some(name.clone()),
            grows_before.then_some(whole.start..name.end),
            grows_behind.then_some(name.start..whole.end),
            (grows_before && grows_behind).then_some(whole.clone()),
            grows_before.then_some(whole.start..name.start),
            (grows_behind && apposed && behind < whole.end).then_some(behind..whole.end),
            more.then_some(name.start..nouns),
            (more && grows_before).then_some(whole.start..nouns),
            owns.then_some(whole.start..name.end + 1),
            end.map(|end| whole.start..end),
            end.filter(|_| grows_before).map(|end| name.start..end),
            start.map(|start| start..whole.end),
            start.filter(|_| grows_behind).map(|start| start..name.end),
        ];
        let before = scene.word_class(name.start.wrapping_sub(1), sentence);
        let next = scene.word_class(name.end, sentence);
        let shape = u32::from(grows_before)
            | u32::from(grows_behind) << 1
            | u32::from(nouns > name.end) << 2
            | u32::from(apposed) << 3;
        let article = u32::from(name.start - whole.start == 1 && scene.is_article(whole.start));
        let extent = [
            (name.start - whole.start).min(4) as u32,
            (whole.end - name.end).min(4) as u32,
            u32::from(scene.is_possessive(name.end)),
        ];
        let tags = [
            self.tag(name.start.wrapping_sub(1)) as u32,
            self.tag(name.end) as u32,
            self.tag(whole.start) as u32,
            self.tag(whole.start.wrapping_sub(1)) as u32,
            self.tag(name.end + 1) as u32,
        ];
        let variant = |(form, range): (usize, Option<Range<usize>>)| {
            let range = range?;
            let form = form as u32;
            let last = range.end - 1;
            let ends = scene.word_class(last, sentence);
            let features = vec![
                key::of(150, &[form, shape]),
                key::of(151, &[form, kind, shape]),
                key::of(152, &[form, extent[0], extent[1], extent[2], article]),
                key::of(153, &[form, shape, count, kind]),
                key::of(154, &[form, shape, tags[1]]),
                key::of(155, &[form, shape, self.word(name.end)]),
                key::of(156, &[form, article, before[3], kind]),
                key::of(157, &[form, self.word(whole.start), u32::from(grows_before)]),
                key::of(158, &[form, self.word(last)]),
                key::of(159, &[form, ends[1], ends[3]]),
                key::of(160, &[form, next[1], next[3], kind]),
                key::of(161, &[form, next[2], shape]),
                key::of(162, &[form, before[1], kind]),
                key::of(163, &[form, self.word(name.start.wrapping_sub(1)), shape]),
                key::of(164, &[form, (range.len() as u32).min(8), kind]),
                key::of(165, &[form, extent[2], kind, shape]),
                key::of(166, &[form, self.word(whole.end), shape]),
                key::of(167, &[form, tags[0], tags[2], kind]),
                key::of(168, &[form, tags[0], tags[1], tags[2], article]),
                key::of(169, &[form, self.tag(last) as u32, kind, shape]),
                key::of(170, &[form, leads[0], leads[1]]),
                key::of(171, &[form, leads[1], kind]),
                key::of(172, &[form, total]),
                key::of(173, &[form, total, kind]),
                key::of(174, &[form, place]),
                key::of(175, &[form, tags[3], shape]),
                key::of(176, &[form, tags[1], tags[4]]),
                key::of(177, &[form, second[1], tags[1]]),
                key::of(180, &[form, shape, self.style]),
                key::of(181, &[form, self.style, kind]),
                key::of(182, &[form, extent[0], extent[1], article, self.style]),
                key::of(183, &[form, before[3], next[3], self.style]),
                key::of(184, &[form, tags[1], shape, self.style]),
                key::of(185, &[form, total, self.style]),
                key::of(186, &[form, leads[0], leads[1], self.style]),
            ];
            Some(Variant { span: scene.span(range.clone())?, features })
        };
        ranges.into_iter().enumerate().filter_map(variant).collect()
    }

    /// Where the phrase may begin, the name first.
    pub fn starts(&self, mention: u32) -> Vec<Border> {
        let scene = self.scene;
        let name = scene.mention_tokens(mention);
        let kind = scene.kind(mention);
        let sentence = scene.sentence(name.start);
        let next = scene.word_class(name.end, sentence);
        let mut borders = Vec::new();
        let mut first = name.start;
        let mut inside: Vec<u32> = Vec::new();
        loop {
            let size = (name.start - first) as u32;
            let outer = first.checked_sub(1).filter(|&at| scene.sentence(at) == sentence);
            let before = outer.map_or(0, |at| self.word(at));
            let outer_class = outer.map_or([0; 4], |at| scene.word_class(at, sentence));
            let outer_tag = outer.map_or(99, |at| self.tag(at) as u32);
            let here_tag = self.tag(first) as u32;
            let opens = self.word(first);
            let here = scene.word_class(first, sentence);
            let mut features = vec![
                key::of(100, &[size, kind]),
                key::of(101, &[before, size.min(1)]),
                key::of(102, &[outer_class[0], outer_class[3], size.min(2)]),
                key::of(103, &[outer_class[1], size.min(1), kind]),
                key::of(104, &[outer_class[2], size.min(1)]),
                key::of(105, &[before, next[0], next[3]]),
                key::of(106, &[u32::from(outer.is_none()), size.min(1), kind]),
                key::of(113, &[outer_class[3], here[3], size.min(2), kind]),
                key::of(114, &[outer_tag, size.min(1)]),
                key::of(115, &[outer_tag, here_tag, size.min(1)]),
                key::of(116, &[outer_tag, size.min(1), kind]),
                key::of(118, &[size.min(2), outer_tag, here_tag, self.style]),
            ];
            if size > 0 {
                features.extend([
                    key::of(107, &[opens, size.min(2)]),
                    key::of(108, &[here[0], here[3]]),
                    key::of(109, &[here[1], kind]),
                    key::of(110, &[here[3], kind, size]),
                    key::of(111, &[opens, next[0], next[3]]),
                    key::of(112, &[opens, kind]),
                    key::of(117, &[here_tag, kind]),
                ]);
            }
            features.extend(&inside);
            // A phrase does not begin with the mark of a possessive.
            if !scene.is_possessive(first) {
                borders.push(Border { at: first, features });
            }
            let Some(outer) = outer.filter(|_| size < BEFORE as u32) else { break };
            let opened = size > 0
                && (self.tag(first) == Tag::Determiner
                    || self.tag(first) == Tag::Pronoun
                    || scene.is_article(first));
            let word = scene.word(outer);
            let letters = word.chars().any(char::is_alphanumeric);
            let belongs = letters || scene.is_hyphen(outer) || scene.is_possessive(outer);
            let ends_there = matches!(
                self.tag(outer),
                Tag::Auxiliary | Tag::Preposition | Tag::Subordinator | Tag::Particle
            ) && !scene.is_possessive(outer);
            if opened || !belongs || ends_there {
                break;
            }
            let class = scene.word_class(outer, sentence);
            inside.push(key::of(120, &[class[0], class[3]]));
            inside.push(key::of(121, &[self.word(outer)]));
            inside.push(key::of(122, &[class[1], class[3], kind]));
            inside.push(key::of(123, &[outer_tag]));
            inside.push(key::of(124, &[outer_tag, here_tag]));
            first = outer;
        }
        borders
    }

    /// Where the phrase may end, the name first.
    pub fn ends(&self, mention: u32) -> Vec<Border> {
        let scene = self.scene;
        let name = scene.mention_tokens(mention);
        let kind = scene.kind(mention);
        let sentence = scene.sentence(name.end.saturating_sub(1));
        let opens = self.word(name.end);
        let second = scene.word_class(name.end + 1, sentence);
        let second_word = self.word(name.end + 1);
        let mut borders = Vec::new();
        let mut push = |at: usize, marks: u32| {
            let size = ((at - name.end) as u32).min(12);
            let behind = self.word(at);
            let class = scene.word_class(at, sentence);
            let grows = u32::from(size > 0);
            let (tag, last) = (self.tag(at) as u32, self.tag(at - 1) as u32);
            borders.push(Border {
                at,
                features: vec![
                    key::of(130, &[grows, kind]),
                    key::of(131, &[size, marks]),
                    key::of(132, &[opens, grows, marks]),
                    key::of(133, &[opens, grows, kind]),
                    key::of(134, &[opens, second_word, grows]),
                    key::of(135, &[opens, second[0], second[3], grows]),
                    key::of(136, &[opens, second[2], second[3], grows, kind]),
                    key::of(137, &[behind, grows]),
                    key::of(138, &[class[0], grows, marks]),
                    key::of(139, &[opens, second[1], grows]),
                    key::of(140, &[tag, grows, marks]),
                    key::of(141, &[tag, last, grows]),
                    key::of(142, &[last, kind, marks.min(1)]),
                    key::of(143, &[grows, marks, tag, self.style]),
                    key::of(144, &[opens, grows, marks.min(2), self.style]),
                ],
            });
        };
        push(name.end, 0);
        let nouns = self.nouns_end(name.end);
        (name.end + 1..=nouns).for_each(|at| push(at, 10));
        let mut at = nouns;
        let mut marks = 0;
        while at < name.end + BEHIND && scene.sentence(at) == sentence {
            let word = scene.word(at);
            if at == nouns {
                if scene.is_possessive(at) {
                    push(at + 1, 9);
                    break;
                }
                let goes_on = matches!(
                    word,
                    "," | "(" | "–" | "—" | "-" | "of" | "in" | "who" | "which" | "that"
                );
                if !goes_on {
                    break;
                }
            } else if matches!(word, "," | ")" | ";" | "–" | "—" | ".") {
                marks += 1;
                push(if word == ")" { at + 1 } else { at }, marks);
                if marks > 3 || matches!(word, "." | ";") {
                    break;
                }
            }
            at += 1;
        }
        borders
    }
}
