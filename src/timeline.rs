//! The timeline: what the article says happened when, in calendar order.
//!
//! In: sentences, tokens, timexes. Out: lines, each a date with the sentences that tell of it.
//!
//! 1. `timeline/date` — a date that a sentence of the article's prose tells: `on Saturday`, `in May 2019`
//! 2. `timeline/offset` — a length before or behind a happening, counted from the date of its sentence:
//!    `On Sunday he spoke of it, one day after the ambush` puts the ambush on Saturday
//! 3. `timeline/vague` — no date, but a side: `previously` is earlier, `in the coming weeks` later
//!
//! First come the earlier lines without a date in text order, then the dates by their first and last day, then
//! the later ones. Two expressions of different words that are not counted from each other and lead to the same day
//! agree. Does not: date a sentence that tells no time; place `now`.

mod period;

use crate::day;
use crate::lexicon::HAPPENINGS;
use crate::reader::{Reader, Words};
use crate::{Anchor, Article, Moment, Placement, Sentence, Span, TimelineLine, Timex, TimexKind};
use jiff::civil::Date;
use period::Period;

/// Tokens around a time expression in which the word for what happened is looked for.
const REACH: usize = 8;

/// A moment with its time.
#[derive(Debug, Clone)]
struct Dated {
    moment: Moment,
    placement: Placement,
    period: Option<Period>,
    /// The words of the time expression in lower case.
    words: String,
    /// The time expression that it is counted from.
    anchor: Option<u32>,
    is_offset: bool,
}

/// Draws up the timeline.
pub(crate) fn draw(
    text: &str,
    article: &Article,
    sentences: &[Sentence],
    words: &Words,
    timexes: &[Timex],
) -> Vec<TimelineLine> {
    let mut dated: Vec<Dated> = Vec::new();
    let mut rest = timexes.iter().enumerate().peekable();
    for r in words.sentences() {
        let id = r.sentence();
        while rest.next_if(|(_, t)| t.sentence < id).is_some() {}
        let Some(sentence) = sentences.get(id as usize) else { continue };
        let prose =
            article.blocks.get(sentence.block as usize).is_some_and(|block| block.kind.is_prose());
        let mut day: Option<(u32, Date)> = None;
        while let Some((number, timex)) = rest.next_if(|(_, t)| t.sentence == id) {
            // A date glued to the front of the sentence is the article's, not the sentence's.
            if !prose || !sentence.body.contains(timex.span) {
                continue;
            }
            let number = number as u32;
            let moment = |event| Moment { span: sentence.body, sentence: id, timex: number, event };
            dated.extend(read(text, &r, timex, day, moment));
            let period = timex.value.as_deref().and_then(Period::read);
            if let Some(period) = period.filter(|p| p.first == p.last) {
                day = Some((number, period.first));
            }
        }
    }
    lines(dated)
}

/// One time expression as a moment; none if it tells no place in time.
fn read(
    text: &str,
    r: &Reader,
    timex: &Timex,
    day: Option<(u32, Date)>,
    moment: impl Fn(Option<Span>) -> Moment,
) -> Option<Dated> {
    let (from, to) = (r.at(timex.span.start), r.at(timex.span.end));
    let words = timex.span.of(text).to_lowercase();
    let value = timex.value.as_deref()?;
    let anchor = match timex.anchor {
        Some(Anchor::Timex(id)) => Some(id),
        _ => None,
    };
    let new = |placement, period, event, anchor, is_offset| Dated {
        moment: moment(event),
        placement,
        period,
        words: words.clone(),
        anchor,
        is_offset,
    };
    if timex.kind == TimexKind::Duration {
        let (base, first) = day?;
        let event = happening(r, to + 1..to + 1 + REACH);
        let date = if r.is(to, &["after", "since"]) {
            period::shift(first, value, -1)
        } else if r.is(to, &["before"]) {
            period::shift(first, value, 1)
        } else {
            None
        }?;
        let period = Period { first: date, last: date, value: day::written(date) };
        return Some(new(Placement::Dated, Some(period), Some(event?), Some(base), true));
    }
    if timex.kind == TimexKind::Set {
        return None;
    }
    let near = from.saturating_sub(REACH)..(to + REACH).min(r.len());
    let event = happening(r, to..near.end).or_else(|| happening(r, near.start..from));
    match value {
        "PAST_REF" => Some(new(Placement::Earlier, None, event, None, false)),
        "FUTURE_REF" => Some(new(Placement::Later, None, event, None, false)),
        value => {
            let period = Period::read(value)?;
            Some(new(Placement::Dated, Some(period), event, anchor, false))
        }
    }
}

/// The first word among the tokens for what happened.
fn happening(r: &Reader, tokens: std::ops::Range<usize>) -> Option<Span> {
    let mut tokens = tokens;
    tokens.find(|&at| r.in_list(at, HAPPENINGS)).map(|at| r.span(at, at + 1))
}

/// Moments of one date in one line.
fn lines(mut dated: Vec<Dated>) -> Vec<TimelineLine> {
    // Stable: within a date, the order of the text.
    dated.sort_by(|a, b| (a.placement, &a.period).cmp(&(b.placement, &b.period)));
    let same = |a: &Dated, b: &Dated| {
        a.placement == b.placement && a.period == b.period && a.period.is_some()
    };
    dated
        .chunk_by(same)
        .map(|group| {
            let mut moments: Vec<Moment> = group.iter().map(|d| d.moment).collect();
            moments.dedup_by_key(|m| m.sentence);
            let period = group.first().and_then(|d| d.period.as_ref());
            let why = match group.first() {
                Some(d) if d.period.is_none() => "timeline/vague",
                Some(d) if d.is_offset && group.iter().all(|d| d.is_offset) => "timeline/offset",
                _ => "timeline/date",
            };
            TimelineLine {
                placement: group.first().map_or(Placement::Dated, |d| d.placement),
                value: period.map(|p| p.value.clone()),
                first: period.map(|p| p.first),
                last: period.map(|p| p.last),
                moments,
                agreement: agree(group),
                score: if why == "timeline/date" { 0.9 } else { 0.7 },
                why,
            }
        })
        .collect()
}

/// True if two of them lead to the same day by different words, neither counted from the other.
fn agree(group: &[Dated]) -> bool {
    let Some(first) = group.first() else { return false };
    let is_day = first.period.as_ref().is_some_and(|p| p.first == p.last);
    is_day
        && group.iter().any(|other| {
            other.words != first.words
                && other.moment.sentence != first.moment.sentence
                && other.anchor != Some(first.moment.timex)
                && first.anchor != Some(other.moment.timex)
        })
}

#[cfg(test)]
mod tests {
    use crate::{Model, Options, analyze};

    /// Written on Sunday, 14 December 2025. `expected`: placement or value of each line, the words for what
    /// happened, and `!` where two expressions agree, parted by `; `.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let options =
            Options { published: Some(jiff::civil::date(2025, 12, 14)), ..Options::default() };
        let analysis = analyze(text, Model::shared(), &options);
        let found: Vec<String> = analysis
            .timeline
            .iter()
            .map(|line| {
                let value = line.value.clone().unwrap_or_else(|| line.placement.name().into());
                let events = line.moments.iter().filter_map(|m| m.event).map(|e| e.of(text));
                let agreement = if line.agreement { "!" } else { "" };
                format!("{value}{agreement} {}", events.collect::<Vec<_>>().join(", "))
            })
            .collect();
        assert_eq!(expected, found.join("; "));
    }

    #[test]
    fn dates_stand_in_the_order_of_the_calendar() {
        check(
            "The election was held on 3 May 2025. A protest began in 2019. He had recently left the country.",
            "earlier ; 2019 protest; 2025-05-03 election",
        );
    }

    #[test]
    fn a_length_before_a_happening_dates_it() {
        check(
            "On Sunday he condemned it, one day after the ambush that shook the town. The attack occurred on Saturday.",
            "2025-12-13! ambush, attack; 2025-12-14 ",
        );
    }
}
