//! What the layout and fixed habits of news say about names, over what the recogniser says.

use super::place;
use crate::lexicon::{self, Lexicon};
use crate::{Article, Kind, Mention, Span, Token, TokenKind, Why};

/// Sureness of a rule: on the dev parts nineteen of twenty of its names are right.
const SURE: f32 = 0.95;

/// Sureness of a name that only its way of writing tells: of 54 such words in the annotated sets, 43 are names, if only
/// half of them products.
const LIKELY: f32 = 0.8;

/// Words of a trademark behind its first.
const TRADEMARK: usize = 2;

/// Words before a one-letter name among which one must speak of posting.
const REACH: usize = 8;

/// Puts the names that the rules find among the mentions, in place of those that they overlap.
pub(super) fn apply(
    text: &str,
    article: &Article,
    tokens: &[Token],
    lexicon: &Lexicon,
    mentions: &mut Vec<Mention>,
) {
    let dateline = article.dateline.iter();
    let places = dateline.clone().filter_map(|d| d.place);
    let outlets = dateline.filter_map(|d| d.outlet);
    let authors = article.byline.iter().flat_map(|byline| byline.authors.iter().copied());
    let mut named: Vec<(Span, Kind, Why)> = Vec::new();
    named.extend(places.map(|span| (span, Kind::Location, "mention/dateline")));
    named.extend(outlets.map(|span| (span, Kind::Organization, "mention/dateline")));
    named.extend(authors.map(|span| (span, Kind::Person, "mention/byline")));
    named.extend(
        platforms(text, tokens, lexicon).map(|s| (s, Kind::Organization, "mention/platform")),
    );
    mentions.retain(|mention| !is_time(text, tokens, lexicon, mention));
    for (span, kind, why) in named {
        put(tokens, mentions, span, kind, why, SURE);
    }
    place::apply(text, tokens, lexicon, mentions);
    storms(text, tokens, lexicon, mentions);
    for span in trademarks(text, tokens) {
        let next = mentions.partition_point(|mention| mention.span.end <= span.start);
        if mentions.get(next).is_none_or(|mention| span.end <= mention.span.start) {
            put(tokens, mentions, span, Kind::Product, "mention/trademark", LIKELY);
        }
    }
}

/// What years are counted from, behind their number or before it.
const ERAS: [&str; 8] = ["B.C.", "BC", "B.C.E.", "BCE", "A.D.", "AD", "C.E.", "CE"];

/// True for what only says when: the `B.C.` of `2000 B.C.`, which is no province, and a `Tuesday` that was taken for an event.
fn is_time(text: &str, tokens: &[Token], lexicon: &Lexicon, mention: &Mention) -> bool {
    let word = mention.span.of(text);
    if mention.kind == Kind::Event {
        return lexicon.has(lexicon::CALENDAR_WEEKDAY, &word.to_lowercase());
    }
    if !ERAS.contains(&word) {
        return false;
    }
    let at = tokens.partition_point(|token| token.span.start < mention.span.start);
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    beside
        .filter_map(|at| tokens.get(at))
        .any(|token| token.sentence == mention.sentence && token.kind == TokenKind::Number)
}

/// What names that sound like people's are given to.
pub(crate) const STORMS: [&str; 4] = ["storm", "hurricane", "typhoon", "cyclone"];

/// What may stand before the first word of these.
const TROPICAL: [&str; 3] = ["tropical", "super", "winter"];

/// `Hurricane Ada`, `Tropical storm Ada`: a storm, and so is `Ada`, unless more than it stands there.
fn storms(text: &str, tokens: &[Token], lexicon: &Lexicon, mentions: &mut Vec<Mention>) {
    let is = |token: &Token, words: &[&str]| {
        words.iter().any(|word| token.span.of(text).eq_ignore_ascii_case(word))
    };
    let capital = |token: &Token| token.span.of(text).starts_with(char::is_uppercase);
    let mut found: Vec<(Span, &str)> = Vec::new();
    for (at, pair) in tokens.windows(2).enumerate() {
        let [storm, name] = pair else { continue };
        let word = name.span.of(text);
        if !is(storm, &STORMS) || storm.sentence != name.sentence || !capital(name) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let tropical = before.filter(|b| b.sentence == storm.sentence && is(b, &TROPICAL));
        let opens = match tropical.filter(|before| capital(before)) {
            _ if !capital(storm) => name,
            tropical => tropical.unwrap_or(storm),
        };
        // Of `Storm Warning`, `STORM HITS`, `Storm Shadow missiles`, `National Hurricane Center`, nothing is one.
        let next = mentions.partition_point(|mention| mention.span.end <= name.span.start);
        let around = mentions.get(next).filter(|mention| mention.span.start <= name.span.start);
        let whole = |m: &Mention| opens.span.start <= m.span.start && m.span.end <= name.span.end;
        let known = around.is_some_and(|m| matches!(m.kind, Kind::Person | Kind::Event));
        let likely = capital(storm) && (tropical.is_some() || !is(storm, &["storm"]));
        let spoken = word.chars().skip(1).all(char::is_lowercase) && word.len() > 2;
        let heads = [lexicon::ORG_HEADS, lexicon::FACILITY_HEADS];
        let common = lexicon.lists(word).or(lexicon.lists_small(word)).has_any(&heads);
        if spoken && !common && around.is_none_or(whole) && (known || likely) {
            found.push((opens.span.cover(name.span), word));
        }
    }
    for &(span, _) in &found {
        put(tokens, mentions, span, Kind::Event, "mention/storm", SURE);
    }
    for mention in mentions.iter_mut().filter(|mention| mention.kind == Kind::Person) {
        if found.iter().any(|&(_, name)| name == mention.span.of(text)) {
            (mention.kind, mention.why, mention.score) = (Kind::Event, "mention/storm", SURE);
        }
    }
}

/// `ePhone 4`, `iBoat Pro`: a capital behind one or two small letters is a trademark's way of writing; with what else of
/// the name stands behind. `mRNA` is none, as nothing small follows.
fn trademarks<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = Span> + 'a {
    let begins = tokens.iter().enumerate().filter(move |(_, token)| {
        let bytes = token.span.of(text).as_bytes();
        let small = bytes.iter().take_while(|b| b.is_ascii_lowercase()).count();
        matches!(small, 1 | 2)
            && bytes.get(small).is_some_and(u8::is_ascii_uppercase)
            && bytes.get(small + 1).is_some_and(u8::is_ascii_lowercase)
    });
    begins.map(move |(at, first)| {
        let goes_on = |token: &&Token| {
            let word = token.span.of(text);
            token.sentence == first.sentence
                && (word.starts_with(char::is_uppercase)
                    || word.len() <= 2 && word.starts_with(|c: char| c.is_ascii_digit()))
        };
        let rest = tokens.get(at + 1..).unwrap_or_default().iter().take(TRADEMARK);
        rest.take_while(goes_on).fold(first.span, |span, token| span.cover(token.span))
    })
}

/// `posted on X`, `her X account`: the letters that are names of platforms.
fn platforms<'a>(
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = Span> + 'a {
    let lists = move |at: usize| {
        tokens.get(at).map(|token| lexicon.lists(token.span.of(text))).unwrap_or_default()
    };
    let letters = tokens.iter().enumerate().filter(|(_, token)| token.span.len() == 1);
    letters.filter_map(move |(at, token)| {
        let alike = |other: usize| tokens.get(other).is_some_and(|t| t.sentence == token.sentence);
        if !lists(at).has(lexicon::PLATFORMS_NAME) {
            return None;
        }
        // `X, formerly Twitter` and `(formerly Twitter)` have a mark between.
        let behind = [at + 1, at + 2].into_iter().filter(|&next| alike(next));
        let told_behind = behind.into_iter().any(|next| lists(next).has(lexicon::PLATFORMS_BEHIND));
        let capital = |at: usize| {
            tokens.get(at).is_some_and(|t| t.span.of(text).starts_with(char::is_uppercase))
        };
        let before = at.checked_sub(1).filter(|&before| alike(before) && !capital(before))?;
        let posting =
            (at.saturating_sub(REACH)..before).filter(|&other| alike(other)).any(|other| {
                lists(other).has_any(&[lexicon::SPEECH_VERBS, lexicon::REPORTING_NEUTRAL])
            });
        let name_goes_on = alike(at + 1) && capital(at + 1);
        let told_before = lists(before).has(lexicon::PLATFORMS_BEFORE) && posting;
        (told_behind || told_before && !name_goes_on).then_some(token.span)
    })
}

/// Puts one name in its place, unless the mentions have it already.
pub(super) fn put(
    tokens: &[Token],
    mentions: &mut Vec<Mention>,
    span: Span,
    kind: Kind,
    why: Why,
    score: f32,
) {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let Some(opens) = tokens.get(first).filter(|token| token.span.start == span.start) else {
        return;
    };
    let from = mentions.partition_point(|mention| mention.span.end <= span.start);
    let to = mentions.partition_point(|mention| mention.span.start < span.end);
    // `NAIROBI, Kenya` may be two places.
    let overlapped = mentions.get(from..to).unwrap_or_default();
    let known =
        |m: &Mention| m.kind == kind && span.start <= m.span.start && m.span.end <= span.end;
    if overlapped.is_empty() || !overlapped.iter().all(known) {
        let mention = Mention { span, sentence: opens.sentence, kind, score, why };
        mentions.splice(from..to, [mention]);
    }
}
