//! What holds for every text, however broken.

#![expect(clippy::indexing_slicing, reason = "an index that leads nowhere is a failed test")]

mod articles;

use articles::{Generator, hostile};
use nutgraf::offsets::{Offsets, Unit};
use nutgraf::{Analysis, Draft, Model, Options, QuantityKind, Span, Standing, analyze, reread};
use rayon::prelude::*;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> = LazyLock::new(Model::builtin);

/// Generated and mutated texts; with the hostile ones over a thousand.
const TEXTS: usize = 1_000;

const SAMPLES: [&str; 5] = ["attack", "budget", "court", "health", "match"];

fn sample(name: &str) -> String {
    std::fs::read_to_string(format!("www/samples/{name}.txt")).expect("a sample")
}

fn read(text: &str) -> Analysis {
    analyze(text, &MODEL, &Options::default())
}

/// Every span that leaves the crate, with what it is.
fn spans(a: &Analysis) -> Vec<(&'static str, Span)> {
    let article = &a.article;
    let mut spans: Vec<(&'static str, Span)> = Vec::new();
    spans.extend(article.title.map(|s| ("title", s)));
    spans.extend(article.standfirst.map(|s| ("standfirst", s)));
    spans.extend(article.outlet.map(|s| ("outlet", s)));
    if let Some(byline) = &article.byline {
        spans.push(("byline", byline.span));
        spans.extend(byline.authors.iter().map(|&s| ("author", s)));
    }
    spans.extend(article.published.iter().chain(&article.updated).map(|p| ("date", p.span)));
    if let Some(dateline) = &article.dateline {
        spans.push(("dateline", dateline.span));
        spans.extend(dateline.place.iter().chain(&dateline.outlet).map(|&s| ("dateline part", s)));
    }
    spans.extend(article.blocks.iter().map(|b| ("block", b.span)));
    spans.extend(a.sentences.iter().map(|s| ("sentence", s.span)));
    spans.extend(a.tokens.iter().map(|t| ("token", t.span)));
    spans.extend(a.timexes.iter().map(|t| ("timex", t.span)));
    spans.extend(a.quantities.iter().map(|q| ("quantity", q.span)));
    spans.extend(a.quantities.iter().filter_map(|q| q.modifier).map(|s| ("modifier", s)));
    spans.extend(a.quantities.iter().filter_map(|q| q.counted).map(|s| ("counted", s)));
    spans.extend(a.figures.iter().flat_map(|f| [("figure", f.span), ("cue", f.cue)]));
    spans.extend(a.figures.iter().filter_map(|f| f.who).map(|s| ("who", s)));
    spans.extend(a.figures.iter().filter_map(|f| f.source.span).map(|s| ("source", s)));
    let moments = || a.timeline.iter().flat_map(|l| &l.moments);
    spans.extend(moments().map(|m| ("moment", m.span)));
    spans.extend(moments().filter_map(|m| m.event).map(|s| ("event", s)));
    spans.extend(a.mentions.iter().map(|m| ("mention", m.span)));
    spans.extend(a.references.iter().map(|r| ("reference", r.span)));
    spans.extend(a.roles.iter().flat_map(|r| [("title", r.title), ("evidence", r.evidence)]));
    let mut told: Vec<u32> =
        a.sourcing.sources.iter().flat_map(|source| source.statements.clone()).collect();
    told.sort_unstable();
    let said = a.statements.iter().zip(0..).filter(|(s, _)| s.standing == Standing::Said);
    assert_eq!(
        told,
        said.map(|(_, id)| id).collect::<Vec<u32>>(),
        "one source for each that was said"
    );
    for source in &a.sourcing.sources {
        assert!(source.sentences <= a.sourcing.sentences);
        spans.extend(source.span.map(|span| ("source", span)));
        spans.extend(source.evidence.map(|span| ("evidence", span)));
    }
    for statement in &a.statements {
        assert!(!statement.content.is_empty());
        spans.extend(statement.content.iter().map(|&part| ("content", part)));
        spans.extend(statement.cue.map(|cue| ("cue", cue)));
        spans.extend(statement.source.map(|source| ("source", source)));
    }
    for event in &a.events {
        assert!(!(event.actors.is_empty() && event.targets.is_empty()), "somebody takes part");
        spans.push(("trigger", event.trigger));
        spans.extend(event.instrument.map(|span| ("instrument", span)));
        let participants = event.actors.iter().chain(&event.targets);
        spans.extend(participants.map(|p| ("participant", p.span)));
    }
    for a in &a.answers {
        let all = [a.who, a.what, a.when, a.place, a.why, a.how];
        spans.extend(all.into_iter().flatten().map(|span| ("answer", span)));
    }
    spans.extend(a.voice.iter().map(|word| ("loaded word", word.span)));
    for topic in &a.topics {
        assert!(!topic.spans.is_empty(), "a topic stands on words");
        spans.extend(topic.spans.iter().map(|&span| ("topic", span)));
    }
    spans.extend(a.keyphrases.iter().flat_map(|k| &k.spans).map(|&s| ("keyphrase", s)));
    spans.extend(a.summary.lines.iter().map(|l| ("summary", l.span)));
    spans
}

/// Sorted and without overlap.
fn in_order(what: &str, spans: impl IntoIterator<Item = Span>, text: &str) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end, "{what} {span:?} begins before {end} in {:?}", start_of(text));
        end = span.end;
    }
}

fn start_of(text: &str) -> String {
    text.chars().take(300).collect()
}

#[track_caller]
fn holds(text: &str) {
    let a = read(text);
    for (what, span) in spans(&a) {
        assert!(
            text.get(span.range()).is_some_and(|words| !words.is_empty()),
            "{what} {span:?} is no part of {:?}",
            start_of(text)
        );
    }
    in_order("block", a.article.blocks.iter().map(|b| b.span), text);
    in_order("sentence", a.sentences.iter().map(|s| s.span), text);
    in_order("token", a.tokens.iter().map(|t| t.span), text);
    in_order("timex", a.timexes.iter().map(|t| t.span), text);
    in_order("quantity", a.quantities.iter().map(|q| q.span), text);
    in_order("loaded word", a.voice.iter().map(|w| w.span), text);
    in_order("mention", a.mentions.iter().map(|m| m.span), text);

    for sentence in &a.sentences {
        assert!(a.article.blocks[sentence.block as usize].span.contains(sentence.span));
        assert!(sentence.span.contains(sentence.body), "body outside {sentence:?}");
    }
    let inside = |sentence: u32, span: Span| {
        assert!(
            a.sentences[sentence as usize].span.contains(span),
            "{span:?} leaves its sentence in {:?}",
            start_of(text)
        );
    };
    a.tokens.iter().for_each(|t| inside(t.sentence, t.span));
    a.timexes.iter().for_each(|t| inside(t.sentence, t.span));
    a.quantities.iter().for_each(|q| inside(q.sentence, q.span));
    a.mentions.iter().for_each(|m| inside(m.sentence, m.span));
    a.figures.iter().for_each(|f| inside(f.sentence, f.span.cover(f.cue)));
    for quantity in &a.quantities {
        quantity.counted.into_iter().for_each(|counted| inside(quantity.sentence, counted));
        let ends = quantity.value.filter(|_| quantity.kind != QuantityKind::Score);
        let ends = ends.and_then(|v| v.low.zip(v.high));
        assert!(ends.is_none_or(|(low, high)| low <= high), "{quantity:?}");
    }
    for check in &a.checks {
        assert!(check.accounts.len() > 1, "one account is no check");
        let known =
            |id: &u32| a.figures.get(*id as usize).is_some_and(|f| f.effect == check.effect);
        assert!(check.accounts.iter().all(|account| account.figures.iter().all(known)));
    }
    let places = a.timeline.iter().map(|line| (line.placement, line.first));
    assert!(places.is_sorted_by_key(|(placement, first)| (placement, first)), "a timeline runs on");
    assert!(a.timeline.iter().all(|line| !line.moments.is_empty()));

    let mut owned: Vec<u32> = a.entities.iter().flat_map(|e| e.mentions.clone()).collect();
    owned.sort_unstable();
    assert_eq!(
        (0..a.mentions.len() as u32).collect::<Vec<_>>(),
        owned,
        "each mention in one entity"
    );
    let entities = a.entities.len() as u32;
    for reference in &a.references {
        inside(reference.sentence, reference.span);
        assert!(reference.entity.iter().chain(&reference.candidates).all(|&e| e < entities));
        assert!(reference.entity.is_some() || reference.candidates.len() > 1);
    }
    assert!(a.references.is_sorted_by_key(|r| r.span.start));
    for role in &a.roles {
        assert!(role.evidence.contains(role.title));
        let named = [Some(role.entity), role.organization, role.place];
        assert!(named.iter().flatten().all(|&e| e < entities));
    }
    for place in &a.places {
        assert!(place.entity < entities && !place.mentions.is_empty());
        assert!(place.site.is_some() || !place.candidates.is_empty());
        for site in place.site.iter().chain(&place.candidates) {
            assert!((-9_000..=9_000).contains(&site.latitude));
            assert!((-18_000..=18_000).contains(&site.longitude));
        }
    }
    assert!(a.entities.iter().all(|e| !e.name.is_empty() && !e.mentions.is_empty()));
    assert_eq!(a.entities.len(), a.salience.entities.len());
    assert_eq!(a.sentences.len(), a.salience.sentences.len());
    assert!(a.summary.chosen as usize <= a.summary.lines.len());
    let scores = (a.salience.entities.iter().chain(&a.salience.sentences).copied())
        .chain(a.mentions.iter().map(|m| m.score))
        .chain(a.references.iter().map(|r| r.score))
        .chain(a.roles.iter().map(|r| r.score))
        .chain(a.places.iter().map(|p| p.score))
        .chain(a.statements.iter().map(|s| s.score))
        .chain(a.timexes.iter().map(|t| t.score))
        .chain(a.quantities.iter().map(|q| q.score))
        .chain(a.summary.lines.iter().map(|l| l.score));
    scores.for_each(|score| assert!((0.0..=1.0).contains(&score), "score {score}"));
    let lost: String = uncovered(text, &a);
    assert!(lost.is_empty(), "{lost:?} is in no block of {:?}", start_of(text));
}

/// What can be seen and lies in no block.
fn uncovered(text: &str, a: &Analysis) -> String {
    let mut blocks = a.article.blocks.iter().peekable();
    let mut lost = String::new();
    for (at, c) in text.char_indices() {
        while blocks.next_if(|b| b.span.end as usize <= at).is_some() {}
        let covered = blocks.peek().is_some_and(|b| b.span.start as usize <= at);
        if !covered && c.is_alphanumeric() {
            lost.push(c);
        }
    }
    lost
}

#[test]
fn every_text_gets_a_sound_answer() {
    let mut generator = Generator::new(7);
    let texts: Vec<String> = (0..TEXTS).map(|_| generator.text()).collect();
    texts.par_iter().for_each(|text| holds(text));
}

#[test]
fn hostile_texts_get_a_sound_answer() {
    // Debug builds read a twentieth: the bounds are the same, the patience is not.
    let scale = if cfg!(debug_assertions) { 20 } else { 1 };
    hostile(300_000 / scale, 5_000_000 / scale).par_iter().for_each(|text| holds(text));
}

#[test]
fn offsets_of_every_unit_are_those_of_the_same_words() {
    let mut generator = Generator::new(9);
    for _ in 0..100 {
        let text = generator.text();
        let (units, points): (Vec<u16>, Vec<char>) =
            (text.encode_utf16().collect(), text.chars().collect());
        let (utf16, chars) = (Offsets::new(&text, Unit::Utf16), Offsets::new(&text, Unit::Chars));
        for (what, span) in spans(&read(&text)) {
            let at =
                |offsets: &Offsets| offsets.at(span.start) as usize..offsets.at(span.end) as usize;
            let words = span.of(&text);
            assert_eq!(words, String::from_utf16_lossy(&units[at(&utf16)]), "{what}");
            assert_eq!(words, points[at(&chars)].iter().collect::<String>(), "{what}");
        }
    }
}

#[test]
fn one_more_paragraph_moves_nothing_before_it() {
    for name in SAMPLES {
        let text = sample(name);
        let longer = format!("{}\n\nThe inquiry will sit again in the spring.\n", text.trim_end());
        let (before, after) = (read(text.trim_end()), read(&longer));
        let kept = |spans: &dyn Fn(&Analysis) -> Vec<Span>| {
            let (before, after) = (spans(&before), spans(&after));
            assert_eq!(Some(&*before), after.get(..before.len()), "{name}");
        };
        kept(&|a| a.sentences.iter().map(|s| s.span).collect());
        kept(&|a| a.tokens.iter().map(|t| t.span).collect());
    }
}

#[test]
fn the_same_text_gets_the_same_answer() {
    let mut generator = Generator::new(8);
    for _ in 0..50 {
        let text = generator.text();
        assert_eq!(read(&text), read(&text));
    }
}

#[test]
fn a_text_that_is_worked_on_is_read_as_if_it_were_new() {
    /// What is typed; nothing takes some letters away.
    const TYPED: [&str; 8] = ["“", " said", ". ", "Ada ", "\n\n", "", "’", " that he"];
    const PLACES: usize = 9;
    const TAKEN: usize = 12;
    let boundary = |text: &str, from: usize| {
        (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
    };
    SAMPLES.par_iter().for_each(|name| {
        let mut text = sample(name);
        let mut draft = Draft::default();
        for place in 0..PLACES {
            for typed in TYPED {
                let at = boundary(&text, text.len() * place / PLACES);
                let end = if typed.is_empty() { boundary(&text, at + TAKEN) } else { at };
                text.replace_range(at..end, typed);
                let again = reread(&text, &MODEL, &Options::default(), &mut draft, &mut |_| ());
                assert!(read(&text) == again, "{name}: {typed:?} at {at}");
            }
        }
    });
    let mut generator = Generator::new(10);
    let mut draft = Draft::default();
    for _ in 0..50 {
        let text = generator.text();
        let again = reread(&text, &MODEL, &Options::default(), &mut draft, &mut |_| ());
        assert!(read(&text) == again, "{:?}", start_of(&text));
    }
}

#[test]
fn line_ends_of_windows_change_offsets_only() {
    for name in SAMPLES {
        let text = sample(name).replace("\r\n", "\n");
        let windows = text.replace('\n', "\r\n");
        let words = |text: &str| -> Vec<String> {
            spans(&read(text))
                .into_iter()
                .map(|(what, s)| format!("{what} {}", s.of(text).replace('\r', "")))
                .collect()
        };
        assert_eq!(words(&text), words(&windows), "{name}");
    }
}
