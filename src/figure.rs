//! Figures: how many were killed, hurt, arrested, how much was pledged, and who says so.
//!
//! In: sentences, tokens, timexes, quantities, names. Out: figures in text order, and checks that set those
//! for the same thing side by side.
//!
//! A figure joins a word of `model/effects.tsv` with a group that is counted or named:
//!
//! 1. `figure/object` — `killing two soldiers and a translator and wounding two others`: each verb takes the
//!    list behind it
//! 2. `figure/passive` — `12 people were killed`, `three killed in`
//! 3. `figure/subject` — `12 people died`
//! 4. `figure/state` — `left three dead`, `four are missing`
//! 5. `figure/noun` — `three deaths`, `claimed 12 lives`, `no casualties`
//! 6. `figure/deed` — `the murder of six priests`, `the death of a civilian`
//! 7. `figure/toll` — `the death toll rose to 45`: an update if a verb of change stands between
//! 8. `figure/money` — `pledged $5 million`, `damage of €2bn`
//! 9. `figure/votes` — `voted 52-48`
//!
//! Who says so is told by `figure/source.rs`, what agrees and what does not by `figure/check.rs`. Does not: read
//! what could happen or has not (`could kill hundreds`); tell events of the same day apart.

mod before;
mod behind;
mod check;
mod cue;
mod group;
mod list;
mod source;
mod stretch;
pub(crate) mod words;

use crate::order;
use crate::reader::{self, Reader};
use crate::{
    Check, Effect, Entity, Figure, Mention, Model, Quantity, Span, Statement, Timex, TimexKind,
};
use std::collections::BTreeMap;

use cue::Cue;
use group::{Group, GroupKind};
use words::Words;

/// What the stages before have found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Article<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a reader::Words<'a>,
    pub(crate) timexes: &'a [Timex],
    pub(crate) quantities: &'a [Quantity],
    pub(crate) mentions: &'a [Mention],
    pub(crate) entities: &'a [Entity],
    pub(crate) statements: &'a [Statement],
}

/// A figure with what comparing it needs.
#[derive(Debug, Clone)]
struct Draft {
    figure: Figure,
    /// Sentence and first token of the cue: figures of one clause add up.
    clause: (u32, usize),
    /// Head of what is counted, if it tells these from others.
    head: Option<String>,
    /// True for `a translator` and `Ada Orr`.
    single: bool,
    /// The date of its sentence.
    day: Option<String>,
    /// The words of its stretch in small letters; empty for one that began some time and goes on.
    over: Option<String>,
    /// True for `nine more bodies`: it adds to a count and is none itself.
    further: bool,
}

/// Finds the figures and compares them.
pub(crate) fn find(article: &Article, model: &Model) -> (Vec<Figure>, Vec<Check>) {
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in article.words.sentences() {
        read(&sentence, article, &model.effects, &mut drafts);
    }
    order::by(&mut drafts, |d| order::span(d.figure.span) << 64 | order::span(d.figure.cue));
    link_parts(article, &mut drafts);
    link_names(article, &mut drafts);
    let checks = check::checks(&drafts);
    name_sources(article, &mut drafts);
    mark_single(article, &mut drafts);
    (drafts.into_iter().map(|d| d.figure).collect(), checks)
}

/// The figures of one sentence.
fn read(r: &Reader, article: &Article, words: &Words, drafts: &mut Vec<Draft>) {
    let cues = cue::cues(r, words);
    if cues.is_empty() {
        return;
    }
    let groups = group::groups(r, article);
    if groups.is_empty() {
        return;
    }
    let sources = source::sources(r);
    let mut taken = vec![false; groups.len()];
    for cue in &cues {
        let (found, why) = cue::reached(r, cue, &groups);
        for id in found {
            let (Some(group), Some(taken)) = (groups.get(id), taken.get_mut(id)) else { continue };
            if std::mem::replace(taken, true) {
                continue;
            }
            drafts.push(draft(r, article, cue, group, &sources, why));
        }
    }
}

fn draft(
    r: &Reader,
    article: &Article,
    cue: &Cue,
    group: &Group,
    sources: &[source::Source],
    why: &'static str,
) -> Draft {
    let quantity = group.quantity.and_then(|id| article.quantities.get(id as usize));
    let score = match group.kind {
        GroupKind::Counted | GroupKind::Money | GroupKind::Sides => 0.9,
        GroupKind::Bare | GroupKind::Nobody => 0.8,
        GroupKind::Single => 0.7,
        GroupKind::Named => 0.6,
    };
    let widened =
        if group.kind == GroupKind::Bare { crate::quantity::modifier(r, group.from) } else { None };
    let update = why == "figure/toll" && (cue.to..group.from).any(|i| changes(r, i))
        || (cue.from.saturating_sub(3)..cue.from)
            .any(|i| r.is(i, &["raised", "brought", "revised", "updated"]));
    // `30 injured`: the word for what happened is not what is counted.
    let tail = group.from < cue.from && cue.to == group.to && why != "figure/noun";
    let to = if tail { cue.from } else { group.to };
    let end = r.span(group.from, to).end;
    let who = group.who.map(|who| Span { end: who.end.min(end).max(who.start), ..who });
    let who = who.filter(|&who| !who.is_empty() && who != r.span(cue.from, cue.to));
    let figure = Figure {
        span: r.span(group.from, to),
        sentence: r.sentence(),
        effect: cue.effect,
        cue: r.span(cue.from, cue.to),
        value: widened.map_or(group.value, |(_, p)| crate::quantity::widen(group.value, p)),
        unit: quantity.and_then(|q| q.unit.clone()),
        who,
        quantity: group.quantity,
        attacker: group.attacker,
        part_of: None,
        over: stretch::of(r, article, cue, group),
        update,
        source: source::of(
            sources,
            group.from,
            (r.span(group.from, to), r.sentence(), cue.effect),
            article,
        ),
        single_source: false,
        score,
        why,
    };
    let last = group.to - 1;
    let single = matches!(group.kind, GroupKind::Single | GroupKind::Named);
    let general = !(single || group.kind == GroupKind::Counted) || is_general(r, last);
    let head = (!general).then(|| singular(r.word(last)));
    Draft {
        clause: (r.sentence(), cue.from),
        head,
        single,
        day: article.day_of(r.sentence()),
        over: figure.over.map(|span| {
            let words = span.of(article.text);
            if stretch::is_open(words) { String::new() } else { words.to_lowercase() }
        }),
        further: (group.from..group.to).any(|i| {
            r.is(i, &["more", "another", "further", "additional"]) && !r.is(i + 1, &["than"])
        }),
        figure,
    }
}

/// Words that move a toll.
fn changes(r: &Reader, at: usize) -> bool {
    r.is(
        at,
        &[
            "rose",
            "rises",
            "risen",
            "raised",
            "climbed",
            "climbs",
            "climbing",
            "rising",
            "increased",
            "jumped",
            "grew",
            "grown",
            "brought",
            "bringing",
            "revised",
            "updated",
            "soared",
            "passed",
            "surpassed",
            "exceeded",
            "topped",
            "now",
        ],
    )
}

/// True for nouns that do not tell one group from another.
fn is_general(r: &Reader, at: usize) -> bool {
    r.is(
        at,
        &[
            "people",
            "person",
            "persons",
            "personnel",
            "others",
            "victims",
            "victim",
            "individuals",
            "dead",
            "civilians",
            "civilian",
            "lives",
            "residents",
        ],
    )
}

fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    match &*lower {
        "men" => "man".into(),
        "women" => "woman".into(),
        "children" => "child".into(),
        "policemen" => "policeman".into(),
        // Two words for the same: a figure of one is a figure of the other.
        "translator" | "translators" => "interpreter".into(),
        _ => lower.strip_suffix('s').map_or(lower.clone(), str::to_owned),
    }
}

/// `17 people, including four children`: the second is a part of the first.
fn link_parts(article: &Article, drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let (Some(whole), Some(part)) = (before.last(), rest.first_mut()) else { continue };
        if whole.figure.sentence != part.figure.sentence
            || whole.figure.effect != part.figure.effect
        {
            continue;
        }
        let between = Span {
            start: whole.figure.span.end,
            end: part.figure.span.start.max(whole.figure.span.end),
        };
        let words = between.of(article.text);
        let part_word =
            ["including", "among them", "of whom", "of them", "most of them", "among whom"];
        if part_word.iter().any(|w| words.contains(w)) {
            part.figure.part_of = Some(whole.figure.part_of.unwrap_or(at as u32 - 1));
        }
    }
}

/// `two reporters, Ada Orr and Ben Ash`, `three sailors, two Danes and a Swede`: the same people once more.
fn link_names(article: &Article, drafts: &mut [Draft]) {
    let mut at = 0;
    while let Some(draft) = drafts.get(at) {
        let clause = draft.clause;
        let own = drafts.iter().skip(at).take_while(|d| d.clause == clause).count();
        let Some((whole, parts)) =
            drafts.get_mut(at..at + own).and_then(<[Draft]>::split_first_mut)
        else {
            break;
        };
        let behind = article.text.get(whole.figure.span.end as usize..).unwrap_or_default();
        let sum = parts.iter().filter_map(|p| p.figure.value.number()).sum::<f64>();
        let named = |p: &Draft| {
            let who = p.figure.who.unwrap_or(p.figure.span).of(article.text);
            p.figure.part_of.is_none() && who.starts_with(char::is_uppercase)
        };
        if !whole.single
            && behind.starts_with(',')
            && whole.figure.value.number() == Some(sum)
            && parts.iter().all(named)
        {
            parts.iter_mut().for_each(|part| part.figure.part_of = Some(at as u32));
        }
        at += own;
    }
}

/// Says which entity each source is.
fn name_sources(article: &Article, drafts: &mut [Draft]) {
    let mut owners = vec![None; article.mentions.len()];
    for (id, entity) in article.entities.iter().enumerate() {
        for &mention in &entity.mentions {
            if let Some(owner) = owners.get_mut(mention as usize) {
                *owner = Some(id as u32);
            }
        }
    }
    for source in drafts.iter_mut().map(|d| &mut d.figure.source) {
        let Some(span) = source.span.filter(|_| source.entity.is_none()) else { continue };
        let first = article.mentions.partition_point(|m| m.span.start < span.start);
        let inside = article.mentions.get(first).is_some_and(|m| span.contains(m.span));
        source.entity = owners.get(first).copied().flatten().filter(|_| inside);
    }
}

/// Marks the figures that nobody else in the article gives.
fn mark_single(article: &Article, drafts: &mut [Draft]) {
    let source = |d: &Draft| d.figure.source.span.map(|s| s.of(article.text).to_lowercase());
    let kind = |d: &Draft| (d.figure.effect, d.figure.attacker);
    // Of each kind, the first source and whether there is another.
    let mut sources: BTreeMap<(Effect, bool), (Option<String>, bool)> = BTreeMap::new();
    for draft in &*drafts {
        let own = source(draft);
        let (first, several) = sources.entry(kind(draft)).or_insert_with(|| (own.clone(), false));
        *several |= *first != own;
    }
    for draft in drafts {
        let several = sources.get(&kind(draft)).is_none_or(|(_, several)| *several);
        draft.figure.single_source = draft.figure.source.span.is_some() && !several;
    }
}

impl<'a> Article<'a> {
    fn quantities_of(self, sentence: u32) -> impl Iterator<Item = (u32, &'a Quantity)> {
        let from = self.quantities.partition_point(|q| q.sentence < sentence);
        let own = self.quantities.iter().enumerate().skip(from);
        own.take_while(move |(_, q)| q.sentence == sentence).map(|(id, q)| (id as u32, q))
    }

    fn persons_of(self, sentence: u32) -> impl Iterator<Item = &'a Mention> {
        let from = self.mentions.partition_point(|m| m.sentence < sentence);
        let own = self.mentions.iter().skip(from);
        own.take_while(move |m| m.sentence == sentence).filter(|m| group::is_person(m.kind))
    }

    fn timexes_of(self, sentence: u32) -> impl Iterator<Item = Span> {
        self.dates_of(sentence).map(|t| t.span)
    }

    fn dates_of(self, sentence: u32) -> impl Iterator<Item = &'a Timex> {
        let from = self.timexes.partition_point(|t| t.sentence < sentence);
        self.timexes.iter().skip(from).take_while(move |t| t.sentence == sentence)
    }

    /// The first date of a sentence that is told to the year at least.
    fn day_of(self, sentence: u32) -> Option<String> {
        let dates =
            self.dates_of(sentence).filter(|t| matches!(t.kind, TimexKind::Date | TimexKind::Time));
        let mut values = dates.filter_map(|t| t.value.as_deref());
        values
            .find(|v| v.starts_with(|c: char| c.is_ascii_digit()))
            .map(|v| v.chars().take(10).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Model, Options, analyze};

    /// `expected`: effect, value and words of each figure, with `part` and who reported it, parted by `; `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let analysis = analyze(text, Model::shared(), &Options::default());
        let found: Vec<String> = analysis
            .figures
            .iter()
            .map(|f| {
                let number = f.value.number().unwrap_or(-1.0);
                let part = if f.part_of.is_some() { "part " } else { "" };
                let source = f.source.span.map(|s| format!(" < {}", s.of(text)));
                let source = source.unwrap_or_default();
                format!("{part}{} {number}: {}{source}", f.effect.name(), f.span.of(text))
            })
            .collect();
        assert_eq!(expected, found.join("; "));
    }

    #[test]
    fn a_verb_takes_the_list_behind_it() {
        check(
            "A man opened fire, killing two soldiers and a translator and wounding two others.",
            "killed 2: two soldiers; killed 1: a translator; wounded 2: two others",
        );
    }

    #[test]
    fn a_death_of_somebody() {
        check("The attack resulted in the death of a civilian who passed.", "killed 1: a civilian");
    }

    #[test]
    fn a_passive_looks_back() {
        check(
            "At least 12 people were killed and 30 injured.",
            "killed 12: 12 people; wounded 30: 30",
        );
        check(
            "17 people, including four children, were killed.",
            "killed 17: 17 people; part killed 4: four children",
        );
    }

    #[test]
    fn a_toll_has_its_number_behind() {
        check("The death toll from the quake rose from 30 to 45.", "killed 45: 45");
    }

    #[test]
    fn states_and_nouns() {
        check("The crash left five dead and ten missing.", "killed 5: five; missing 10: ten");
        check("There were no casualties.", "casualties 0: no casualties");
    }

    #[test]
    fn what_has_not_happened_is_no_figure() {
        check("The bomb could have killed 300 people.", "");
    }

    #[test]
    fn a_source_is_named_before_or_behind() {
        check("Police said three men were arrested.", "arrested 3: three men < Police");
        check("Three men were arrested, police said.", "arrested 3: Three men < police");
        check("According to the ministry, six miners died.", "killed 6: six miners < the ministry");
    }

    #[test]
    fn money_given_and_lost() {
        check("Norway pledged $5 million.", "pledged 5000000: $5 million < Norway");
        check("The storm caused damage of $2bn.", "lost 2000000000: $2bn");
    }
}
