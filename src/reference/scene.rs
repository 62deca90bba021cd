//! The text as the resolution of references sees it, and the walk through it.

use super::Context;
use super::anaphor::{self, Anaphor, Class};
use super::feature::distance;
use super::floor;
use super::profile::{self, Profile, Sex};
use super::subject::Wanted;
use crate::lexicon::{self, Lists};
use crate::mention::cluster::Cluster;
use crate::naming::Naming;
use crate::vocabulary::Vocabulary;
use crate::{Article, BlockKind, Entity, Kind, Mention, Model, Sentence, Tag, Token};
use std::ops::Range;

/// Entities that are remembered at a time, the last seen first.
const MEMORY: usize = 24;

/// Candidates that are ranked.
const CANDIDATES: usize = 12;

/// Sentences behind which an entity is forgotten.
const HORIZON: u32 = 40;

/// One thing that an anaphor may mean.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The entity; none: nobody who has a name.
    pub entity: Option<u32>,
    /// Numbers of its features.
    pub features: Vec<u32>,
    /// The rule that leaves no other choice.
    pub why: Option<&'static str>,
}

/// All that is known when references are resolved.
#[derive(Debug)]
pub struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) sentences: &'a [Sentence],
    vocabulary: &'a Vocabulary<'a>,
    pub(super) tags: &'a [Tag],
    pub(super) article: &'a Article,
    pub(super) mentions: &'a [Mention],
    pub(super) entities: &'a [Entity],
    pub(super) model: &'a Model,
    naming: Naming,
    /// True for tokens within quotation marks.
    quoted: Vec<bool>,
    /// Who speaks in each sentence, as its names tell.
    pub(super) speakers: Vec<Option<u32>>,
    pub(super) profiles: Vec<Profile>,
    /// Whose words each block is, if it is an interview.
    floor: Vec<Option<u32>>,
}

/// What was last seen of an entity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) entity: u32,
    pub(super) token: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) sentence: u32,
    /// Class of the pronoun or description that meant it, 0 for a name.
    pub(super) by: u32,
    /// How often it was named or meant.
    pub(super) count: u32,
    /// It opened its sentence or clause.
    pub(super) leads: bool,
}

/// What was seen so far.
struct Memory {
    /// The last seen first; at most so many.
    seen: Vec<Seen>,
    /// How often each entity was named or meant.
    counts: Vec<u32>,
    /// As the profiles tell, or else as the first pronoun that was read as meaning the entity.
    sexes: Vec<Sex>,
}

impl<'a> Scene<'a> {
    /// Reads the stages before.
    pub fn new(context: &Context<'a>) -> Self {
        let &Context {
            text,
            article,
            sentences,
            tokens,
            vocabulary,
            tags,
            mentions,
            entities,
            model,
        } = context;
        let mut scene = Self {
            text,
            tokens,
            sentences,
            vocabulary,
            tags,
            article,
            mentions,
            entities,
            model,
            naming: Naming::new(tokens, mentions, entities),
            quoted: quoted(text, sentences, tokens),
            speakers: vec![None; sentences.len()],
            profiles: Vec::new(),
            floor: Vec::new(),
        };
        scene.speakers = scene.speakers();
        scene.floor = floor::read(&scene);
        scene.profiles = (0..entities.len()).map(|id| profile::read(&scene, id)).collect();
        scene
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.vocabulary.at(at).written
    }

    /// The sentence of a token; of none behind the last.
    pub(super) fn sentence(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(u32::MAX, |t| t.sentence)
    }

    /// A token in small letters.
    pub(super) fn small(&self, at: usize) -> &'a str {
        &self.vocabulary.at(at).small
    }

    /// Hash of a token in small letters, as a part of features.
    pub(super) fn lower(&self, at: usize) -> u32 {
        self.vocabulary.at(at).form.lower
    }

    pub(super) fn lists(&self, at: usize) -> Lists {
        self.vocabulary.at(at).lists
    }

    pub(super) fn lists_small(&self, at: usize) -> Lists {
        self.vocabulary.at(at).lists_small
    }

    pub(super) fn lists_of(&self, phrase: &str) -> Lists {
        self.model.lexicon.lists(phrase)
    }

    pub(super) fn mention_at(&self, at: usize) -> Option<u32> {
        self.naming.mention_at(at)
    }

    pub(super) fn mention_tokens(&self, mention: u32) -> Range<usize> {
        self.naming.tokens(mention)
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "\u{2010}" | "\u{2011}")
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        matches!(self.word(at), "'s" | "’s" | "'" | "’")
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        matches!(self.word(at), "the" | "The" | "a" | "A" | "an" | "An")
    }

    pub(super) fn cluster(&self, at: usize) -> Cluster {
        if self.tokens.get(at).is_some() {
            self.vocabulary.at(at).form.cluster
        } else {
            Cluster::default()
        }
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    fn is_speech_verb(&self, at: usize) -> bool {
        self.lists_small(at).has(lexicon::SPEECH_VERBS)
    }

    /// Who speaks in each sentence: the person or body whose name stands beside a verb of speech.
    fn speakers(&self) -> Vec<Option<u32>> {
        let mut speakers = vec![None; self.sentences.len()];
        for (id, mention) in self.mentions.iter().enumerate() {
            let Some(speaker) = speakers.get_mut(mention.sentence as usize) else { continue };
            let range = self.mention_tokens(id as u32);
            if speaker.is_some()
                || !matches!(mention.kind, Kind::Person | Kind::Organization)
                || self.is_quoted(range.start)
            {
                continue;
            }
            let behind = (range.end..range.end + 3).any(|at| self.is_speech_verb(at));
            let before = (range.start.saturating_sub(4)..range.start)
                .any(|at| self.sentence(at) == mention.sentence && self.is_speech_verb(at));
            if behind || before {
                *speaker = self.entity_of(id as u32);
            }
        }
        speakers
    }

    /// Goes through the text and shows every anaphor with its choices; `decide` says whom it means.
    pub fn walk(&self, decide: &mut dyn FnMut(&Anaphor, &[Choice]) -> Option<u32>) {
        let mut memory = Memory {
            seen: Vec::with_capacity(MEMORY + 1),
            counts: vec![0; self.entities.len()],
            sexes: self.profiles.iter().map(|profile| profile.sex).collect(),
        };
        let mut at = 0;
        while at < self.tokens.len() {
            if let Some(mention) = self.mention_at(at) {
                let range = self.mention_tokens(mention);
                // Whoever wrote the article is not who is meant in it.
                if range.start == at
                    && self.is_read(at)
                    && let Some(entity) = self.entity_of(mention)
                {
                    self.touch(&mut memory, entity, range.clone(), 0);
                }
                at = range.end.max(at + 1);
                continue;
            }
            let Some(anaphor) = self.is_read(at).then(|| anaphor::at(self, at)).flatten() else {
                at += 1;
                continue;
            };
            // The names inside a description are named before it.
            for inside in anaphor.tokens.clone() {
                if let Some(mention) = self.mention_at(inside)
                    && self.mention_tokens(mention).start == inside
                    && let Some(entity) = self.entity_of(mention)
                {
                    self.touch(&mut memory, entity, self.mention_tokens(mention), 0);
                }
            }
            let floor = self.floor(&anaphor);
            if anaphor.class == Class::I && floor.is_none() && !self.is_quoted(at) {
                // Whoever writes, of a text that does not tell who speaks.
                at = anaphor.tokens.end;
                continue;
            }
            let sure = floor.map(|entity| (entity, "reference/floor"));
            let sure =
                sure.or_else(|| Some((self.read_off(&anaphor, &memory)?, "reference/subject")));
            let choices = match sure {
                Some((entity, why)) => {
                    vec![Choice { entity: Some(entity), features: Vec::new(), why: Some(why) }]
                }
                None => self.choices(&anaphor, &memory),
            };
            if let Some(entity) = decide(&anaphor, &choices) {
                let by = anaphor.class.code();
                self.touch(&mut memory, entity, anaphor.tokens.clone(), by);
            }
            at = anaphor.tokens.end;
        }
    }

    /// Whom a pronoun means that the form of its sentence tells.
    fn read_off(&self, anaphor: &Anaphor, memory: &Memory) -> Option<u32> {
        let several = anaphor.class == Class::They;
        let fits = |entity: u32| {
            let kind = self.entities.get(entity as usize).map(|known| known.kind);
            let body = matches!(kind, Some(Kind::Organization | Kind::Group));
            (body || !several) && self.fits(anaphor, entity, memory)
        };
        let meant = |end: usize| {
            let seen = memory.seen.iter().find(|seen| seen.end == end);
            seen.map(|seen| seen.entity)
        };
        // A body that was taken up by `they` goes on as `they` into the next sentence.
        let here = self.sentence(anaphor.tokens.start);
        let they = memory.seen.iter().find(|seen| seen.by == Class::They.code());
        let goes_on = they
            .filter(|seen| seen.sentence + 1 >= here && fits(seen.entity))
            .map(|seen| (seen.entity, seen.end));
        self.told(anaphor, &Wanted { several, fits: &fits, meant: &meant, goes_on })
    }

    /// Who says `I` outside quotation marks, where that is told by the form of the text.
    pub(super) fn floor(&self, anaphor: &Anaphor) -> Option<u32> {
        let at = anaphor.tokens.start;
        let sentence = self.sentences.get(self.sentence(at) as usize)?;
        if anaphor.class != Class::I {
            return None;
        }
        let floor = self.floor.get(sentence.block as usize).copied().flatten();
        let named = || self.introduced(at).filter(|_| self.word(at) == "I");
        named().or_else(|| floor.filter(|_| !self.is_quoted(at)))
    }

    /// Whom `I am Ada Orr` names.
    fn introduced(&self, at: usize) -> Option<u32> {
        let behind = match self.word(at + 1) {
            "am" | "'m" | "’m" => at + 2,
            _ => return None,
        };
        let mention = self.mention_at(behind)?;
        let entity = self.entity_of(mention)?;
        let person = self.entities.get(entity as usize)?.kind == Kind::Person;
        (person && self.mention_tokens(mention).start == behind).then_some(entity)
    }

    /// False for what is not of the article.
    pub(super) fn is_read(&self, at: usize) -> bool {
        let sentence = self.sentences.get(self.sentence(at) as usize);
        let block = sentence.and_then(|s| self.article.blocks.get(s.block as usize));
        block.is_none_or(|b| {
            !matches!(b.kind, BlockKind::Boilerplate | BlockKind::Meta | BlockKind::Byline)
        })
    }

    /// True for the place of the dateline: it may be `the town`, but not `it`.
    fn is_dateline(&self, at: usize) -> bool {
        let place = self.article.dateline.as_ref().and_then(|dateline| dateline.place);
        let token = self.tokens.get(at);
        place.zip(token).is_some_and(|(place, token)| place.overlaps(token.span))
    }

    /// True for who sends the article, where the dateline says so: no `lender` and no `group` of the story.
    fn is_agency(&self, at: usize) -> bool {
        let outlet = self.article.dateline.as_ref().and_then(|dateline| dateline.outlet);
        let token = self.tokens.get(at);
        outlet.zip(token).is_some_and(|(outlet, token)| outlet.overlaps(token.span))
    }

    fn touch(&self, memory: &mut Memory, entity: u32, range: Range<usize>, by: u32) {
        let mut count = 1;
        if let Some(known) = memory.counts.get_mut(entity as usize) {
            *known += 1;
            count = *known;
        }
        let told = match by {
            _ if by == Class::He.code() => Sex::Male,
            _ if by == Class::She.code() => Sex::Female,
            _ => Sex::Unknown,
        };
        if let Some(sex) = memory.sexes.get_mut(entity as usize).filter(|s| **s == Sex::Unknown) {
            *sex = told;
        }
        memory.seen.retain(|seen| seen.entity != entity);
        memory.seen.insert(
            0,
            Seen {
                entity,
                token: range.start,
                end: range.end,
                sentence: self.sentence(range.start),
                by,
                count,
                leads: self.leads(range.start),
            },
        );
        memory.seen.truncate(MEMORY);
    }

    /// True if no verb or preposition stands before: only a title, an article, a mark, a conjunction.
    fn leads(&self, at: usize) -> bool {
        for before in (at.saturating_sub(6)..at).rev() {
            if self.sentence(before) != self.sentence(at) {
                return true;
            }
            let word = self.word(before);
            if matches!(
                word,
                "," | "“" | "\"" | "”" | ";" | "–" | "—" | "and" | "but" | "that" | "when"
            ) {
                return true;
            }
            let small = self.lists_small(before);
            let inside = self.is_hyphen(before)
                || self.is_article(before)
                || word.chars().next().is_some_and(char::is_uppercase)
                || small.has(lexicon::ROLES);
            if !inside {
                return false;
            }
        }
        at < 6
    }

    /// The entities that may be meant, the last seen first, and nobody.
    fn choices(&self, anaphor: &Anaphor, memory: &Memory) -> Vec<Choice> {
        let at = anaphor.tokens.start;
        let sentence = self.sentence(at);
        let mut fitting: Vec<Seen> = memory
            .seen
            .iter()
            .filter(|seen| sentence.saturating_sub(seen.sentence) <= HORIZON)
            .filter(|seen| self.fits(anaphor, seen.entity, memory))
            .filter(|seen| seen.end <= at)
            .filter(|seen| !anaphor.class.is_pronoun() || !self.is_dateline(seen.token))
            .filter(|seen| !self.is_agency(seen.token))
            .take(CANDIDATES)
            .copied()
            .collect();
        // Who is named later in the sentence: `In his speech, Orr said`; the speaker behind his words.
        for mention in self.later(anaphor) {
            let Some(entity) = self.entity_of(mention) else { continue };
            if self.fits(anaphor, entity, memory)
                && fitting.iter().all(|seen| seen.entity != entity)
            {
                let range = self.mention_tokens(mention);
                let leads = self.leads(range.start);
                fitting.push(Seen {
                    entity,
                    token: range.start,
                    end: range.end,
                    sentence: self.sentence(range.start),
                    by: 99,
                    count: 0,
                    leads,
                });
            }
        }
        // `the ministry`, and a body that calls itself one: it is that, or another that does.
        let namesake = anaphor.tokens.len() == 2 && !anaphor.class.is_pronoun();
        let head = self.lower(anaphor.tokens.end - 1);
        let bears = |seen: &Seen| {
            self.profiles.get(seen.entity as usize).is_some_and(|p| p.heads.contains(&head))
        };
        let sure = namesake && fitting.iter().any(bears);
        if sure {
            fitting.retain(bears);
        }
        let most = fitting.iter().map(|seen| seen.count).max().unwrap_or(0);
        let mut choices: Vec<Choice> = fitting
            .iter()
            .enumerate()
            .map(|(rank, seen)| Choice {
                entity: Some(seen.entity),
                features: self.features(anaphor, seen, rank as u32, most),
                why: None,
            })
            .collect();
        let nearest = fitting.first().map_or(9, |seen| distance(sentence, seen.sentence));
        if sure {
            return choices;
        }
        choices.push(Choice {
            entity: None,
            features: self.features_of_nobody(anaphor, fitting.len() as u32, nearest),
            why: None,
        });
        choices
    }

    /// The next names of the sentence, three at most; for words in quotation marks of the next one too.
    fn later(&self, anaphor: &Anaphor) -> impl Iterator<Item = u32> {
        let at = anaphor.tokens.end;
        let sentence = self.sentence(at.saturating_sub(1));
        let speech = anaphor.class == Class::I && self.is_quoted(at.saturating_sub(1));
        let wanted = anaphor.class.is_pronoun();
        let span = anaphor.span.end;
        let first = self.mentions.partition_point(|m| m.span.start < span);
        let last = sentence.saturating_add(u32::from(speech));
        (first..self.mentions.len())
            .take(3)
            .take_while(move |_| wanted)
            .filter(move |&id| self.mentions.get(id).is_some_and(|m| m.sentence <= last))
            .map(|id| id as u32)
    }

    /// False if sex, kind or number forbid it.
    fn fits(&self, anaphor: &Anaphor, entity: u32, memory: &Memory) -> bool {
        let (Some(known), Some(&sex)) =
            (self.entities.get(entity as usize), memory.sexes.get(entity as usize))
        else {
            return false;
        };
        let person = known.kind == Kind::Person;
        match anaphor.class {
            Class::He | Class::Head(1) => person && sex != Sex::Female,
            Class::She | Class::Head(2) => person && sex != Sex::Male,
            Class::I | Class::Head(0) => person,
            Class::We => matches!(known.kind, Kind::Organization | Kind::Location | Kind::Group),
            Class::They | Class::Head(3) => !matches!(known.kind, Kind::Event | Kind::Law),
            Class::Head(4) => {
                matches!(known.kind, Kind::Organization | Kind::Facility | Kind::Product)
            }
            Class::It | Class::Head(_) => !person && known.kind != Kind::Group,
        }
    }

    /// The entity of a mention.
    pub(super) fn entity_of(&self, mention: u32) -> Option<u32> {
        self.naming.entity_of(mention)
    }
}

/// Which tokens stand within quotation marks. A mark that is left open ends with its block.
pub(super) fn quoted(text: &str, sentences: &[Sentence], tokens: &[Token]) -> Vec<bool> {
    let mut open = false;
    let mut block = None;
    let mut quoted = Vec::with_capacity(tokens.len());
    for token in tokens {
        let here = sentences.get(token.sentence as usize).map(|s| s.block);
        if here != block {
            (open, block) = (false, here);
        }
        match token.span.of(text) {
            "“" | "«" | "„" => open = true,
            "”" | "»" => open = false,
            "\"" | "''" | "``" => open = !open,
            _ => {}
        }
        quoted.push(open);
    }
    quoted
}
