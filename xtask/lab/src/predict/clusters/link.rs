//! Whether a phrase means what an earlier one means, or what none did.

use super::candidate::{Candidate, Sort};
use super::phrase::{both, opening};
use super::text::{Text, of};
use nutgraf::Tag;

/// Phrases before that may be meant, whatever they are.
const NEAR: usize = 25;

/// Phrases farther back that share head or entity, at most.
const FAR: usize = 25;

/// A phrase that is kept, with what features ask of it.
pub(crate) struct Phrase {
    pub(crate) c: Candidate,
    /// Its score as one that is marked, in steps.
    pub(crate) score: i32,
    /// By how much another with the same head is more likely marked, in grades; 0: there is none.
    beaten: u32,
    /// What stands first in it.
    opens: u32,
    /// Hashes of its first words in small letters, without articles.
    words: Vec<u32>,
    stem: u32,
    plural: u32,
    /// A verb of its sentence stands before it.
    behind_verb: u32,
    /// Sort and, of pronouns, their word; of names, their kind.
    what: u32,
    /// The same, names and others alike.
    group: u32,
}

/// The group of what is no pronoun.
pub(super) const NO_PRONOUN: u32 = 10;

/// Pronouns by what they have in common.
pub(super) fn group(word: &str) -> u32 {
    match word {
        "he" | "him" | "his" | "himself" => 1,
        "she" | "her" | "hers" | "herself" => 2,
        "it" | "its" | "itself" => 3,
        "they" | "them" | "their" | "theirs" | "themselves" => 4,
        "i" | "me" | "my" | "mine" | "myself" => 5,
        "we" | "us" | "our" | "ours" | "ourselves" => 6,
        "you" | "your" | "yours" => 7,
        "this" | "that" | "these" | "those" => 8,
        "who" | "which" | "whose" | "whom" => 9,
        _ => NO_PRONOUN,
    }
}

/// The kept phrases of a text with what features ask of them.
pub(crate) fn phrases(text: &Text, kept: Vec<(Candidate, i32)>) -> Vec<Phrase> {
    let best = |c: &Candidate, score: i32| {
        let rivals = kept.iter().filter(|(other, _)| {
            other.head == c.head && (other.first, other.end) != (c.first, c.end)
        });
        rivals.map(|(_, s)| s - score).max().unwrap_or(i32::MIN)
    };
    let beaten: Vec<u32> = kept
        .iter()
        .map(|(c, score)| match best(c, *score) {
            i32::MIN => 0,
            n => ((n + 192).clamp(0, 383) / 64 + 1) as u32,
        })
        .collect();
    kept.into_iter()
        .zip(beaten)
        .map(|((c, score), beaten)| {
            let s = text.sentence(c.first);
            let words = (c.first..c.end.min(c.run.1))
                .filter(|&at| !matches!(text.small(at), "the" | "a" | "an" | "'s" | "’s"))
                .map(|at| text.known(at).form.lower)
                .collect();
            let small = text.small(c.head);
            let pronoun = c.sort == Sort::Pronoun;
            let plural = if pronoun {
                u32::from(matches!(
                    small,
                    "they" | "them" | "their" | "we" | "us" | "our" | "these" | "those"
                ))
            } else {
                u32::from(
                    small.ends_with('s') && !small.ends_with("ss")
                        || matches!(small, "people" | "men" | "women" | "children"),
                )
            };
            let verb = (text.sentences.get(s as usize).map_or(c.first, |x| x.0)..c.first)
                .any(|at| text.tag(at) == Tag::Verb);
            let group = group(small);
            Phrase {
                score,
                beaten,
                opens: opening(text, &c),
                words,
                stem: text.stem(c.head),
                plural,
                behind_verb: u32::from(verb),
                what: if pronoun {
                    group
                } else if c.sort == Sort::Name {
                    20 + c.kind
                } else {
                    c.kind
                },
                group: if pronoun { group } else { 20 + c.sort as u32 },
                c,
            }
        })
        .collect()
}

/// The chain that holds the entity of a phrase.
pub(crate) fn home(all: &[Phrase], chains: &[Vec<usize>], at: usize) -> Option<usize> {
    let entity = all[at].c.entity?;
    chains.iter().position(|chain| chain.iter().any(|&other| all[other].c.entity == Some(entity)))
}

/// The chains made so far that a phrase may join, the last first.
pub(crate) fn open(all: &[Phrase], chains: &[Vec<usize>], at: usize) -> Vec<usize> {
    let it = &all[at];
    let mut found: Vec<usize> = (0..chains.len())
        .filter(|&number| {
            let chain = &chains[number];
            chain.iter().rev().any(|&other| {
                let that = &all[other];
                at - other <= NEAR
                    || it.c.sort != Sort::Pronoun
                        && that.c.sort != Sort::Pronoun
                        && that.stem == it.stem
                    || it.c.entity.is_some() && that.c.entity == it.c.entity
            })
        })
        .collect();
    found.sort_by_key(|&number| std::cmp::Reverse(chains[number].last().copied()));
    found.truncate(NEAR + FAR);
    found
}

/// Of a phrase as one that means nothing that was meant before.
pub(crate) fn alone(text: &Text, all: &[Phrase], at: usize) -> Vec<u32> {
    let it = &all[at];
    let s = text.sentence(it.c.first);
    let score = grade(it.score, 32);
    let entity = u32::from(it.c.entity.is_some())
        + u32::from(all[..at].iter().any(|o| o.c.entity.is_some() && o.c.entity == it.c.entity));
    let head = u32::from(all[..at].iter().any(|o| o.stem == it.stem && o.c.head != it.c.head));
    let size = ((it.c.end - it.c.first) as u32).min(5);
    let [_, hm] = text.class(it.c.head, s);
    let [ac, _] = text.class(it.c.end, s);
    let [bc, _] = text.class(it.c.first.wrapping_sub(1), s);
    let word = text.known(it.c.head).form.lower;
    both(
        &[
            of(100, &[it.what]),
            of(101, &[it.group, score]),
            of(102, &[it.group, it.beaten]),
            of(103, &[it.what, entity, it.beaten]),
            of(104, &[it.what, head, it.opens]),
            of(105, &[word]),
            of(106, &[hm, it.opens]),
            of(107, &[it.group, it.opens, size]),
            of(108, &[it.what, entity, head]),
            of(109, &[it.group, s.min(4)]),
            of(110, &[it.group, ac]),
            of(111, &[it.group, bc]),
            of(112, &[it.group, it.plural, it.opens]),
            of(114, &[it.what, it.c.elsewhere[0].min(2), it.c.elsewhere[1].min(2)]),
            of(115, &[it.what, it.c.elsewhere[0].min(2), it.opens, entity]),
            of(113, &[it.group, u32::from(text.is_quoted(it.c.first))]),
        ],
        text.style,
    )
}

fn steps(n: u32) -> u32 {
    match n {
        0..=3 => n,
        4..=5 => 4,
        6..=9 => 5,
        10..=19 => 6,
        _ => 7,
    }
}

/// Of a phrase as one that joins a chain.
pub(crate) fn join(
    text: &Text,
    all: &[Phrase],
    at: usize,
    chain: &[usize],
    order: u32,
) -> Vec<u32> {
    let it = &all[at];
    let last = *chain.last().expect("no chain is empty");
    let mut base = pair(text, all, at, last, 0);
    let nominal = chain.iter().rev().copied().find(|&b| all[b].c.sort != Sort::Pronoun);
    if let Some(nominal) = nominal.filter(|&n| n != last) {
        base.extend(pair(text, all, at, nominal, 1));
    }
    let members = || chain.iter().map(|&b| &all[b]);
    let nominals = || members().filter(|p| p.c.sort != Sort::Pronoun);
    let pronoun = it.c.sort == Sort::Pronoun;
    let head =
        u32::from(!pronoun && nominals().any(|p| p.stem == it.stem && p.c.head != it.c.head));
    let same =
        u32::from(!pronoun && nominals().any(|p| p.words == it.words && p.c.head != it.c.head));
    let overlap = u32::from(members().any(|p| p.c.head == it.c.head));
    let word = text.known(it.c.head).form.lower;
    let holds = u32::from(!pronoun && nominals().any(|p| p.words.contains(&word)));
    let entity = match it.c.entity {
        None => u32::from(members().any(|p| p.c.entity.is_some())),
        Some(_) if members().any(|p| p.c.entity == it.c.entity) => 2,
        Some(_) if members().any(|p| p.c.entity.is_some()) => 3,
        Some(_) => 4,
    };
    let pure = u32::from(members().all(|p| p.c.entity.is_none() || p.c.entity == it.c.entity));
    let size = steps(chain.len() as u32);
    let named = members().filter(|p| p.c.sort == Sort::Name).map(|p| p.what).max().unwrap_or(0);
    let genders = members().filter(|p| p.group < 8).fold(0, |set, p| set | 1 << p.group);
    let far = steps(text.sentence(it.c.first).saturating_sub(text.sentence(all[last].c.first)));
    let near_name = nominal.map_or(9, |n| {
        steps(text.sentence(it.c.first).saturating_sub(text.sentence(all[n].c.first)))
    });
    let plural = members().fold(0, |set, p| set | 1 << p.plural);
    let order = order.min(6);
    base.extend([
        of(300, &[it.group, entity, head, pure]),
        of(301, &[it.what, entity, named]),
        of(302, &[it.what, named, size]),
        of(303, &[it.group, genders]),
        of(304, &[it.group, genders, named]),
        of(305, &[it.group, plural, it.plural]),
        of(306, &[it.group, head, same, holds, entity]),
        of(307, &[it.group, head, same, it.opens, u32::from(named > 0)]),
        of(308, &[it.group, size, far]),
        of(309, &[it.group, order, far]),
        of(310, &[it.what, order]),
        of(311, &[it.group, near_name, far]),
        of(312, &[it.group, overlap, entity, it.beaten]),
        of(313, &[overlap, it.beaten, it.group, u32::from(chain.len() > 1)]),
        of(314, &[word, named]),
        of(315, &[it.group, named, far]),
        of(316, &[text.class(it.c.head, text.sentence(it.c.first))[1], named, it.opens]),
        of(317, &[entity, pure, named, far]),
        of(318, &[head, same, entity, named, u32::from(overlap > 0)]),
    ]);
    both(&base, text.style)
}

/// A score in steps of so many.
fn grade(score: i32, step: u32) -> u32 {
    (score.clamp(-128, 255) + 128) as u32 / step
}

/// How many words of a phrase an earlier one lacks, and whether it lacks some of that; 0: none.
fn fit(it: &Phrase, that: &Phrase) -> u32 {
    if it.words == that.words {
        return 0;
    }
    let of_it = it.words.iter().filter(|w| !that.words.contains(w)).count().min(2) as u32;
    let of_that = that.words.iter().filter(|w| !it.words.contains(w)).count().min(1) as u32;
    1 + of_it + 3 * of_that
}

/// How two phrases lie: apart, one in the other, with one head, side by side with a mark or `is` between.
fn lie(text: &Text, m: &Candidate, a: &Candidate) -> u32 {
    let (here, there) = (text.sentence(m.first), text.sentence(a.first));
    if m.head == a.head && a.sort != Sort::Pronoun {
        1
    } else if m.first < a.end && a.first < m.end {
        if m.first >= a.first && m.end <= a.end {
            2 + u32::from(m.first > a.head) + 2 * u32::from(m.end == a.end)
        } else {
            7
        }
    } else if here == there && m.first >= a.end {
        let gap = a.end..m.first;
        match gap.len() {
            0 => 8,
            1 if matches!(text.small(a.end), "," | "–" | "—" | "(" | ":") => 9,
            1 if matches!(text.small(a.end), "and" | "or") => 10,
            1..=3
                if gap.clone().any(|at| {
                    matches!(
                        text.small(at),
                        "is" | "was" | "are" | "were" | "be" | "became" | "as" | "called"
                    )
                }) =>
            {
                11
            }
            1..=4 => 12 + u32::from(gap.clone().any(|at| text.tag(at) == Tag::Verb)),
            _ => 14,
        }
    } else {
        15
    }
}

/// Of a phrase and one of a chain that it may join: 0 the last, 1 the last that is no pronoun.
fn pair(text: &Text, all: &[Phrase], at: usize, before: usize, role: u32) -> Vec<u32> {
    let (it, that) = (&all[at], &all[before]);
    let (m, a) = (&it.c, &that.c);
    let (here, there) = (text.sentence(m.first), text.sentence(a.first));
    let far = steps(here.saturating_sub(there));
    let rank = steps((at - before - 1) as u32);
    let entity = match (m.entity, a.entity) {
        (Some(x), Some(y)) => 1 + u32::from(x == y),
        (None, None) => 0,
        (Some(_), None) => 3,
        (None, Some(_)) => 4,
    };
    let pronoun = m.sort == Sort::Pronoun;
    let common = !pronoun && a.sort != Sort::Pronoun;
    let head = if common { u32::from(it.stem == that.stem) } else { 2 };
    let words = if common { fit(it, that) } else { 9 };
    let holds =
        if common { u32::from(that.words.contains(&text.known(m.head).form.lower)) } else { 2 };
    let short = if common { u32::from(initials(text, m, a) || initials(text, a, m)) } else { 2 };
    let opened = u32::from(common && it.words.first() == that.words.first());
    let lie = lie(text, m, a);
    let kinds = [it.what, that.what];
    let ms = [text.class(m.head, here)[1], text.class(a.head, there)[1]];
    let (mw, aw) = (text.known(m.head).form.lower, text.known(a.head).form.lower);
    let named = a.entity.map_or(0, |e| text.named[e as usize].min(4));
    let speech = u32::from(text.is_quoted(m.first)) | u32::from(text.is_quoted(a.first)) << 1;
    let number = it.plural | that.plural << 1;
    let score = grade(that.score, 64);
    let first = u32::from(text.sentences.get(there as usize).is_some_and(|x| x.0 == a.first));
    let base = [
        of(200, &kinds),
        of(201, &[it.group, that.group, far]),
        of(202, &[it.group, that.group, rank]),
        of(203, &[kinds[0], kinds[1], entity]),
        of(204, &[it.group, that.group, entity, head]),
        of(205, &[head, words, it.opens, that.opens]),
        of(206, &[head, words, it.group, that.group]),
        of(207, &[head, holds, entity, it.group]),
        of(208, &[head, far, it.opens]),
        of(209, &[lie, it.group, that.group]),
        of(210, &[lie, it.group, it.opens]),
        of(211, &[lie, head, entity]),
        of(212, &[number, it.group, that.group]),
        of(213, &[it.group, that.behind_verb, far]),
        of(214, &[it.group, first, far]),
        of(215, &[it.group, named, far]),
        of(216, &[speech, it.group, that.group]),
        of(217, &[it.group, score]),
        of(218, &[it.group, ms[1]]),
        of(219, &[mw, aw]),
        of(220, &[ms[0], ms[1]]),
        of(221, &[it.group, aw]),
        of(222, &[mw, that.what]),
        of(223, &[ms[0], that.what, it.opens]),
        of(224, &[lie, far, rank]),
        of(225, &[entity, it.beaten, that.beaten]),
        of(226, &[it.group, that.opens, that.group]),
        of(227, &[it.group, that.beaten, lie]),
        of(228, &[lie, it.beaten, score]),
        of(229, &[it.group, that.behind_verb, it.behind_verb, far.min(2)]),
        of(230, &[head, words, far, it.group]),
        of(232, &[head, words, kinds[0], kinds[1]]),
        of(233, &[short, kinds[0], kinds[1]]),
        of(234, &[opened, head, kinds[0], kinds[1]]),
        of(231, &[head, ms[0], it.opens, that.opens]),
    ];
    base.iter().map(|&f| if role == 0 { f } else { of(f, &[role]) }).collect()
}

/// True if the first is one word of the initials of the second.
fn initials(text: &Text, short: &Candidate, long: &Candidate) -> bool {
    let word: String = text.written(short.head).chars().filter(|c| c.is_alphanumeric()).collect();
    if word.len() < 2 || !word.chars().all(char::is_uppercase) || long.end - long.first < 2 {
        return false;
    }
    let words = (long.first..long.end.min(long.run.1))
        .filter(|&at| !matches!(text.small(at), "the" | "a" | "of" | "and" | "for" | "in"));
    let letters: String = words
        .filter_map(|at| text.written(at).chars().next())
        .filter(|c: &char| c.is_alphabetic())
        .collect();
    letters.to_uppercase().starts_with(&word)
}
