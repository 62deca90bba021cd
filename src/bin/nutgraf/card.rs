//! The card on a terminal, and the parts that it shares with Markdown.

use nutgraf::{Analysis, Entity, Figure, Kind, Span, TimelineLine};
use std::fmt::Write;

/// Entities shown of each kind.
pub(crate) const SHOWN: usize = 8;

/// Lines shown of the figures and of the timeline.
const LINES: usize = 12;

/// Kinds in the order of the card, with their headings.
pub(crate) const KINDS: [(Kind, &str); 9] = [
    (Kind::Person, "People"),
    (Kind::Organization, "Organisations"),
    (Kind::Location, "Places"),
    (Kind::Facility, "Facilities"),
    (Kind::Group, "Groups"),
    (Kind::Event, "Events"),
    (Kind::Law, "Laws"),
    (Kind::Work, "Works"),
    (Kind::Product, "Products"),
];

/// The card; `bright` for a terminal that shows bold and dim.
pub(crate) fn write(text: &str, analysis: &Analysis, bright: bool) -> String {
    let (bold, dim, plain) = if bright { ("\x1b[1m", "\x1b[2m", "\x1b[0m") } else { ("", "", "") };
    let mut card = String::new();
    for notice in &analysis.notices {
        line(&mut card, &format!("! {}", notice.message));
    }
    if let Some(title) = analysis.article.title {
        line(&mut card, &format!("{bold}{}{plain}", words(text, title)));
    }
    line(&mut card, &format!("{dim}{}{plain}", source(text, analysis).join(" · ")));
    let summary = summary(analysis);
    if !summary.is_empty() {
        line(&mut card, "");
        for span in summary {
            line(&mut card, &format!("  {}", words(text, span)));
        }
    }
    for (heading, entities) in by_kind(analysis) {
        line(&mut card, &format!("\n{bold}{heading}{plain}"));
        for entity in entities.iter().take(SHOWN) {
            let count = entity.mentions.len();
            line(&mut card, &format!("  {}{dim}{}{plain}", one_line(&entity.name), times(count)));
        }
        if entities.len() > SHOWN {
            line(&mut card, &format!("  {dim}and {} more{plain}", entities.len() - SHOWN));
        }
    }
    list(&mut card, "Figures", &figures(text, analysis), bold, dim, plain);
    list(&mut card, "Timeline", &timeline(text, analysis), bold, dim, plain);
    card
}

/// A heading and its lines, each of two parts, the second dim.
fn list(
    card: &mut String,
    heading: &str,
    lines: &[(String, String)],
    bold: &str,
    dim: &str,
    plain: &str,
) {
    if !lines.is_empty() {
        line(card, &format!("\n{bold}{heading}{plain}"));
    }
    for (first, second) in lines.iter().take(LINES) {
        line(card, &format!("  {first}{dim}{second}{plain}"));
    }
    if lines.len() > LINES {
        line(card, &format!("  {dim}and {} more{plain}", lines.len() - LINES));
    }
}

/// What happened to how many, and who says so: `killed: two soldiers`, ` · the ministry`.
fn figures(text: &str, analysis: &Analysis) -> Vec<(String, String)> {
    let figure = |f: &Figure| {
        let effect = f.effect.name().replace('_', " ");
        let source = f.source.span.map(|s| format!(" · {}", words(text, s))).unwrap_or_default();
        (format!("{effect}: {}", words(text, f.span)), source)
    };
    analysis.figures.iter().map(figure).collect()
}

/// When and what: `2025-12-13`, ` · The attack took place on Saturday.`
fn timeline(text: &str, analysis: &Analysis) -> Vec<(String, String)> {
    let line = |l: &TimelineLine| {
        let when = l.value.as_deref().unwrap_or(l.placement.name());
        let what = l.moments.first().map(|m| format!(" · {}", words(text, m.span)));
        (decade(when), what.unwrap_or_default())
    };
    analysis.timeline.iter().map(line).collect()
}

/// A decade as readers write it, `1970s`, where the standard has `197`; everything else as it is.
fn decade(value: &str) -> String {
    let is_decade = value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_digit());
    if is_decade { format!("{value}0s") } else { value.to_owned() }
}

/// Outlet, authors, place, date, length: what is known of them.
pub(crate) fn source(text: &str, analysis: &Analysis) -> Vec<String> {
    let article = &analysis.article;
    let mut parts = Vec::new();
    parts.extend(article.outlet.map(|span| words(text, span)));
    let authors = article.byline.iter().flat_map(|byline| &byline.authors);
    parts.extend(authors.map(|&author| words(text, author)));
    parts.extend(article.dateline.as_ref().and_then(|d| d.place).map(|place| words(text, place)));
    parts.extend(article.published.as_ref().map(|p| p.date.to_string()));
    let reading = &analysis.reading;
    parts.push(format!("{} words", reading.words));
    parts.push(format!("{} min", reading.seconds.div_ceil(60).max(1)));
    parts
}

/// The chosen lines of the summary in text order.
pub(crate) fn summary(analysis: &Analysis) -> Vec<Span> {
    let chosen = analysis.summary.chosen as usize;
    let mut spans: Vec<Span> = analysis.summary.lines.iter().take(chosen).map(|l| l.span).collect();
    spans.sort_unstable();
    spans
}

/// The entities of each kind that has any, most salient first.
pub(crate) fn by_kind(analysis: &Analysis) -> Vec<(&'static str, Vec<&Entity>)> {
    let ranked = |kind: Kind| -> Vec<&Entity> {
        let mut entities: Vec<(&Entity, f32)> = analysis
            .entities
            .iter()
            .zip(analysis.salience.entities.iter().copied())
            .filter(|(entity, _)| entity.kind == kind)
            .collect();
        entities.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        entities.into_iter().map(|(entity, _)| entity).collect()
    };
    KINDS
        .into_iter()
        .map(|(kind, heading)| (heading, ranked(kind)))
        .filter(|(_, entities)| !entities.is_empty())
        .collect()
}

/// The words under a span on one line, safe for a terminal.
pub(crate) fn words(text: &str, span: Span) -> String {
    one_line(span.of(text))
}

/// White space and control characters, escapes for terminals among them, as single blanks.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// ` ×3`, nothing for once.
pub(crate) fn times(count: usize) -> String {
    if count > 1 { format!(" ×{count}") } else { String::new() }
}

fn line(card: &mut String, line: &str) {
    writeln!(card, "{line}").expect("strings take all");
}
