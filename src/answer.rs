//! The five Ws and one H of an article: who, what, when, where, why and how.
//!
//! In: article, sentences, tokens, tags, mentions, time expressions. Out: one [`Answers`] for the news, and one for the event
//! under it where the first reports a statement or an answer to it. Each answer is a run of words of the text.
//!
//! 1. *Who* and *what*: the subject of the headline's verb, and the rest of the headline from the verb on; without a
//!    headline, of the first sentence. A headline without a verb is all *what*.
//! 2. *When*: the first date or time of the opening sentences, a day before a year.
//! 3. *Where*: the first named place behind `in`, `at`, `near` in the opening sentences, with the region that
//!    follows it; or else the first place.
//! 4. *Why*: what stands behind `because`, `due to`, `after`, `over`, `amid` in the opening sentences; what somebody blames;
//!    in the headline a clause behind `as`, or what it is meant `to` do.
//! 5. *How*: what stands behind `by` and a verb in -ing, or `using`; of harm the clause behind `when`, `as` or `after`, or
//!    the weapon.
//!
//! `Giveme5W1H` (Hamborg et al. 2019) ranks candidates of the whole article; the opening is where news answer. Does not:
//! answer from two places, or say what the text does not.

use crate::event::{Clauses, Context as Told};
use crate::lexicon::CALENDAR_UNIT;
use crate::naming::Naming;
use crate::{
    Answers, Article, BlockKind, Event, Kind, Modality, Sentence, Span, Statement, Tag, Timex,
    TimexKind,
};
use std::ops::Range;

/// Sentences of the opening, the headline included.
const OPENING: usize = 10;

/// Words in front of a reason, the surest first.
const CAUSES: [&[&str]; 12] = [
    &["because"],
    &["due", "to"],
    &["in", "response", "to"],
    &["in", "retaliation", "for"],
    &["as", "a", "result", "of"],
    &["caused", "by"],
    &["thanks", "to"],
    &["in", "protest", "at"],
    &["amid"],
    &["over"],
    &["after"],
    &["following"],
];

/// How many of [`CAUSES`] say that it is a cause; the others may only say when.
const SURE: usize = 8;

/// Sentences in which a sure reason and another one are looked for: further down they are reasons for something else.
const NEAR: [usize; 2] = [6, 4];

/// Tokens of a *what*, a *why* and a *how* at most.
const LONGEST: [usize; 3] = [16, 14, 10];

/// What earlier stages found.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) article: &'a Article,
    pub(crate) told: &'a Told<'a>,
    pub(crate) events: &'a [Event],
}

/// Answers for the main events of an article, the news first.
pub(crate) fn find(context: &Context) -> Vec<Answers> {
    let kind = |sentence: &Sentence| {
        context.article.blocks.get(sentence.block as usize).map(|block| block.kind)
    };
    let mut opening: Vec<Clauses> = Vec::new();
    let mut headline = None;
    let mut start = 0;
    for tokens in context.told.tokens.chunk_by(|a, b| a.sentence == b.sentence) {
        let range = start..start + tokens.len();
        start = range.end;
        let first = tokens.first().and_then(|t| context.told.sentences.get(t.sentence as usize));
        let Some(sentence) = first else { continue };
        match kind(sentence) {
            Some(BlockKind::Title) if headline.is_none() => headline = Some(opening.len()),
            Some(kind) if kind.is_prose() => {}
            _ => continue,
        }
        opening.push(Clauses::new(context.told, range, sentence));
        if opening.len() >= OPENING {
            break;
        }
    }
    let naming = Naming::new(context.told.tokens, context.told.mentions, context.told.entities);
    let reader = Reader { context, naming, opening };
    let first = reader.answer(headline);
    let below = first.as_ref().and_then(|first| reader.below(first, headline));
    first.into_iter().chain(below).collect()
}

struct Reader<'a> {
    context: &'a Context<'a>,
    naming: Naming,
    opening: Vec<Clauses<'a>>,
}

impl Reader<'_> {
    fn answer(&self, headline: Option<usize>) -> Option<Answers> {
        let lead = self.opening.get(headline.unwrap_or(0))?;
        let (mut who, what) = Self::core(lead);
        if who.is_none() {
            let next = self.opening.iter().filter(|c| c.range.start > lead.range.start);
            who = next.take(2).find_map(|c| Self::core(c).0);
        }
        let answers = Answers {
            who,
            what,
            when: self.when(),
            place: self.place(),
            why: self.because(headline),
            how: self.how(),
        };
        (answers != Answers::default()).then_some(answers)
    }

    /// The event that the news is said about: the first deed in the opening, if the lead reports what somebody says.
    fn below(&self, first: &Answers, headline: Option<usize>) -> Option<Answers> {
        let lead = self.opening.get(headline.unwrap_or(0))?;
        let sentence = lead.tokens.get(lead.range.start)?.sentence;
        let last = self.opening.last().and_then(|c| c.tokens.get(c.range.start))?.sentence;
        let told = |s: &Statement| {
            s.sentence == sentence || headline.is_some() && s.sentence == sentence + 1
        };
        if !self.context.told.statements.iter().any(told) {
            return None;
        }
        let done = |e: &&Event| {
            e.modality == Modality::Happened
                && e.sentence <= last
                && !e.targets.is_empty()
                && ["attack", "kill", "accident", "disaster", "die", "arrest", "protest", "damage"]
                    .contains(&e.kind)
        };
        let event = self.context.events.iter().find(done)?;
        let target = event.targets.first()?.span;
        let same = |span: Option<Span>| span.is_some_and(|span| span.contains(event.trigger));
        if same(first.what) && headline.is_some() {
            return None;
        }
        let mention = event.place.and_then(|id| self.context.told.mentions.get(id as usize));
        let timex = event.timex.and_then(|id| self.context.told.timexes.get(id as usize));
        let who = event.actors.first().map_or(target, |actor| actor.span);
        Some(Answers {
            who: Some(who),
            what: Some(if who == target { event.trigger } else { event.trigger.cover(target) }),
            when: timex.map(|t| t.span),
            place: mention.map(|m| m.span),
            why: None,
            how: event.instrument,
        })
    }

    /// The subject of the first finite verb, and the rest from the verb on; without a verb all is what happened.
    fn core(c: &Clauses) -> (Option<Span>, Option<Span>) {
        let first = c.range.start;
        let finite = |&at: &usize| {
            let led = at.checked_sub(1).filter(|_| at > first).and_then(|before| c.tag(before));
            matches!(c.tag(at), Some(Tag::Verb | Tag::Auxiliary))
                && c.phrase_at(at).is_none()
                && !matches!(led, Some(Tag::Preposition | Tag::Subordinator | Tag::Particle))
                && !(c.tag(at) == Some(Tag::Verb) && c.word(at).ends_with("ing"))
        };
        let span = |number: usize| {
            let all = c.list_back(number);
            let whole = all.iter().copied().chain(c.with_of(number));
            let spans = whole.filter_map(|n| c.phrases.get(n)).map(|p| p.span(c.tokens, c.tags));
            spans.reduce(Span::cover)
        };
        let Some(verb) = c.range.clone().find(finite) else {
            let who = c.phrases.iter().position(|p| !p.pronoun).and_then(span);
            return (who, Self::cut(c, c.range.clone(), LONGEST[0]));
        };
        let start = c.group(verb).start;
        let subject = c.subject(start).or_else(|| c.ending_at(start));
        let subject = subject.filter(|&n| c.phrases.get(n).is_some_and(|p| !p.pronoun));
        (subject.and_then(span), Self::cut(c, start..c.range.end, LONGEST[0]))
    }

    /// Some tokens without the punctuation around them, cut before a new clause and at a length.
    fn cut(c: &Clauses, range: Range<usize>, longest: usize) -> Option<Span> {
        let stops = |at: usize| {
            at > range.start + 1
                && (matches!(c.word(at), ";" | ":" | "—" | "–" | "|" | "(" | "…")
                    || c.is(
                        at,
                        &["as", "after", "while", "amid", "because", "who", "which", "but"],
                    )
                    || c.word(at) == "," && at > range.start + 3)
        };
        let end =
            range.clone().find(|&at| stops(at)).unwrap_or(range.end).min(range.start + longest);
        let is_word = |at: &usize| c.tag(*at).is_some_and(|tag| tag != Tag::Punctuation);
        let first = (range.start..end).find(is_word)?;
        let last = (first..end).rev().find(is_word)?;
        Some(c.tokens.get(first)?.span.cover(c.tokens.get(last)?.span))
    }

    /// The first date or time of the opening, or else of the article; a day before a year.
    fn when(&self) -> Option<Span> {
        let rank = |timex: &Timex| {
            let value = timex.value.as_deref().unwrap_or_default();
            match timex.kind {
                _ if value.ends_with("_REF") => Some(3),
                TimexKind::Time => Some(0),
                TimexKind::Date if value.len() >= 10 => Some(0),
                TimexKind::Date if value.len() >= 7 => Some(1),
                TimexKind::Date => Some(2),
                TimexKind::Duration | TimexKind::Set => None,
            }
        };
        let timexes = &self.context.told.timexes;
        let ranked = self.inside(timexes.iter().map(|t| (t.span, t)));
        let ranked = ranked.filter_map(|(at, t)| Some((rank(t)?, at, t.span.start, t.span)));
        let best = ranked
            .filter(|&(rank, ..)| rank < 3)
            .min_by_key(|&(rank, at, start, _)| (rank, at, start));
        let any = || {
            timexes.iter().filter(|t| rank(t).is_some_and(|rank| rank < 2)).map(|t| t.span).next()
        };
        best.map(|(.., span)| span).or_else(any)
    }

    /// Those that stand in the opening, with the number of their sentence.
    fn inside<'b, T: 'b>(
        &'b self,
        all: impl Iterator<Item = (Span, T)> + 'b,
    ) -> impl Iterator<Item = (usize, T)> + 'b {
        all.filter_map(move |(span, item)| {
            let holds = |c: &Clauses| {
                let first = c.tokens.get(c.range.start);
                let last = c.range.end.checked_sub(1).and_then(|last| c.tokens.get(last));
                matches!((first, last), (Some(a), Some(b)) if a.span.start <= span.start && span.end <= b.span.end)
            };
            self.opening.iter().position(holds).map(|at| (at, item))
        })
    }

    /// The first place that something is in.
    fn place(&self) -> Option<Span> {
        let wheres =
            ["in", "at", "near", "on", "outside", "inside", "across", "off", "from", "into"];
        let places = self.context.told.mentions.iter().enumerate();
        let places = places.filter(|(_, m)| matches!(m.kind, Kind::Location | Kind::Facility));
        let found = self.inside(places.map(|(id, m)| (m.span, id)));
        let ranked = found.filter_map(|(at, id)| {
            let c = self.opening.get(at)?;
            let tokens = self.naming.tokens(id as u32);
            let phrase = c.phrase_at(tokens.start).and_then(|n| c.phrases.get(n));
            let start = phrase.map_or(tokens.start, |p| p.tokens.start);
            let led = start.checked_sub(1).is_some_and(|before| c.is(before, &wheres));
            Some((!led, at, id))
        });
        let (_, at, id) = ranked.min()?;
        let c = self.opening.get(at)?;
        let tokens = self.naming.tokens(id as u32);
        let span = self.context.told.mentions.get(id)?.span;
        // `Palmyra, Homs province`
        let region =
            (c.word(tokens.end) == ",").then(|| self.naming.mention_at(tokens.end + 1)).flatten();
        let region = region.and_then(|id| self.context.told.mentions.get(id as usize));
        Some(match region.filter(|m| m.kind == Kind::Location) {
            Some(region) => span.cover(region.span),
            None => span,
        })
    }

    /// The first reason of the opening: what stands behind a word for causes, whom or what somebody blames, or in the headline
    /// what happened meanwhile and what it is meant for.
    fn because(&self, headline: Option<usize>) -> Option<Span> {
        let found = self.opening.iter().enumerate().flat_map(|(number, c)| {
            let title = headline == Some(number);
            c.range.clone().filter_map(move |at| {
                let (rank, start) = self.reason(c, at, title)?;
                let near = if rank < SURE { NEAR[0] } else { NEAR[1] };
                if number >= near {
                    return None;
                }
                Some((rank / 2 + number, rank, start, c))
            })
        });
        let (.., start, c) = found.min_by_key(|&(order, rank, start, _)| (order, rank, start))?;
        Self::cut(c, start..c.range.end, LONGEST[1])
    }

    /// How good a reason begins behind a token, the best first, and where it begins.
    fn reason(&self, c: &Clauses, at: usize, title: bool) -> Option<(usize, usize)> {
        let first = c.word(at);
        let behind = |words: &[&str]| {
            let begins = words.first().is_some_and(|word| word.eq_ignore_ascii_case(first));
            let fits = begins && words.iter().enumerate().all(|(n, word)| c.is(at + n, &[*word]));
            (fits && c.phrase_at(at).is_none()).then_some(at + words.len())
        };
        let ranked = CAUSES.iter().zip(0..).find_map(|(words, rank)| Some((rank, behind(words)?)));
        let before = at.checked_sub(1);
        if let Some((rank, start)) = ranked {
            let start = start + usize::from(c.is(start, &["of"]));
            // `all over the world`, `victory over the Cubs`, `handed over the keys`: where, whom and what, not why.
            let over = c.is(at, &["over"])
                && before.is_some_and(|before| {
                    c.is(before, &["all", "victory", "win"]) || c.tag(before) == Some(Tag::Verb)
                });
            // `over the past year`, `two months after the vote`
            let time = self.tells_time(c, start) || before.is_some_and(|at| self.ends_time(c, at));
            let opens = !matches!(c.tag(start), Some(Tag::Number | Tag::Auxiliary));
            return (opens && !over && !time).then_some((rank, start));
        }
        // `blames the defeat on the letters`, `blamed the letters for it`
        if c.tag(at) == Some(Tag::Verb) && c.is(at, &["blame", "blames", "blamed", "blaming"]) {
            let on = c.behind(at + 1, &["on"]);
            let group = c.group(at);
            return on.or_else(|| (!group.passive).then_some(at + 1)).map(|start| (0, start));
        }
        let clause = |start: usize| {
            let subject = c.phrase_at(start).and_then(|n| c.phrases.get(n));
            subject.is_some_and(|phrase| {
                matches!(c.tag(phrase.tokens.end), Some(Tag::Verb | Tag::Auxiliary))
            })
        };
        // `Crowds cheer as the team wins`
        if title && c.is(at, &["as"]) && clause(at + 1) {
            return Some((CAUSES.len(), at + 1));
        }
        // `The firm widens the gaps to save costs`
        let purpose = title
            && c.is(at, &["to"])
            && c.tag(at) == Some(Tag::Particle)
            && c.tag(at + 1) == Some(Tag::Verb)
            && c.ending_at(at).is_some()
            && (c.range.start..at)
                .any(|at| c.tag(at) == Some(Tag::Verb) && c.phrase_at(at).is_none());
        purpose.then_some((CAUSES.len() + 1, at))
    }

    /// True if a length of time ends with a token: `two months`, but not `on Monday`.
    fn ends_time(&self, c: &Clauses, at: usize) -> bool {
        let end = c.tokens.get(at).map(|token| token.span.end);
        self.context.told.words.lists(at).has(CALENDAR_UNIT)
            || self
                .context
                .told
                .timexes
                .iter()
                .any(|timex| timex.kind == TimexKind::Duration && Some(timex.span.end) == end)
    }

    /// True if a time expression begins at a token or behind its article.
    fn tells_time(&self, c: &Clauses, at: usize) -> bool {
        let begins = |at: usize| {
            let start = c.tokens.get(at).map(|token| token.span.start);
            self.context.told.timexes.iter().any(|timex| Some(timex.span.start) == start)
        };
        begins(at) || matches!(c.tag(at), Some(Tag::Determiner | Tag::Pronoun)) && begins(at + 1)
    }

    /// By which deed or tool; of what hurt people or things, the clause that says what befell them.
    fn how(&self) -> Option<Span> {
        let deed = self.opening.iter().find_map(|c| {
            let at = c.range.clone().find(|&at| {
                c.is(at, &["by"])
                    && c.word(at + 1).ends_with("ing")
                    && c.tag(at + 1) == Some(Tag::Verb)
                    || c.is(at, &["using"])
            })?;
            let start = if c.is(at, &["by"]) { at + 1 } else { at };
            Self::cut(c, start..c.range.end, LONGEST[2])
        });
        deed.or_else(|| self.opening.iter().find_map(|c| self.befell(c)))
    }

    /// `when a tram left the rails` of `Two were hurt when a tram left the rails`, `with a knife`.
    fn befell(&self, c: &Clauses) -> Option<Span> {
        let sentence = c.tokens.get(c.range.start)?.sentence;
        let harm = |e: &&Event| {
            e.sentence == sentence
                && matches!(e.modality, Modality::Happened | Modality::Alleged)
                && ["kill", "injure", "die", "damage", "attack"].contains(&e.kind)
        };
        let event = self.context.events.iter().find(harm)?;
        let from = c
            .range
            .clone()
            .find(|&at| c.tokens.get(at).is_some_and(|t| t.span.start >= event.trigger.end))?;
        // `seven years after she …` says when.
        let opens = |&at: &usize| {
            c.is(at, &["when", "as", "after"])
                && c.phrase_at(at + 1).is_some()
                && !at.checked_sub(1).is_some_and(|before| self.ends_time(c, before))
        };
        let clause = (from..c.range.end).find(opens).filter(|&at| {
            let subject = c.phrase_at(at + 1).and_then(|n| c.phrases.get(n));
            subject.is_some_and(|p| {
                let verb = p.tokens.end;
                matches!(c.tag(verb), Some(Tag::Verb | Tag::Auxiliary))
            })
        });
        let clause = clause.and_then(|at| Self::cut(c, at + 1..c.range.end, LONGEST[2]));
        clause.or(event.instrument)
    }
}
