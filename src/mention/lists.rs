//! Which word lists a phrase of the text stands in, token by token.

use super::hash::{Hash, plain};
use crate::Token;
use crate::lexicon::{Lexicon, NAMES, Walk};
use crate::order;

/// Longest phrase that is looked up, in tokens.
const LONGEST: usize = 6;

/// Place of a token in the phrases of the lists, one bit a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places {
    /// Lists of a longer phrase that begins here.
    pub begin: u128,
    /// Lists of a longer phrase that goes on here.
    pub inside: u128,
    /// Lists of a longer phrase that ends here.
    pub end: u128,
    /// Lists that hold the token alone.
    pub single: u128,
}

impl Places {
    /// All lists with a phrase that holds the token.
    pub fn all(self) -> u128 {
        self.begin | self.inside | self.end | self.single
    }

    fn longer(self) -> u128 {
        self.inside | self.end
    }
}

/// The lists that the recogniser uses.
#[derive(Debug, Default)]
pub struct Selection {
    /// Their bits.
    pub mask: u128,
    /// By bit: the hash of the list's name, so that new lists change no feature.
    pub hashes: Vec<u32>,
}

impl Selection {
    /// The lists with these names; unknown names are left out.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mask = names
            .into_iter()
            .filter_map(|name| NAMES.iter().position(|n| *n == name))
            .fold(0, |mask, bit| mask | 1 << bit);
        Self { mask, hashes: NAMES.iter().map(|name| Hash::of(name)).collect() }
    }

    /// A hash of some of the lists.
    pub fn hash(&self, lists: u128) -> u32 {
        bits(lists).filter_map(|bit| self.hashes.get(bit)).fold(0, |hash, h| hash ^ h)
    }
}

/// The places of the ones in a number.
pub fn bits(mut mask: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (bit < 128).then_some(bit as usize)
    })
}

/// Where the phrases that begin with a word lead: looked up once for each distinct word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opening {
    /// By spelling: none if no phrase begins so.
    ways: [Option<Way>; SPELLINGS.len()],
}

/// The look-up behind the first word of a phrase.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// Lists that hold the word alone.
    lists: u128,
    /// Behind the word.
    glued: Walk,
    /// Behind the word and a blank; none if no phrase goes on.
    spaced: Option<Walk>,
}

impl Opening {
    /// For one word.
    pub fn read(word: &str, lexicon: &Lexicon) -> Self {
        let ways = SPELLINGS.map(|spelling| {
            let walk = fits(word, spelling)
                .then(|| spell(lexicon, lexicon.walk(), word, spelling, 0))
                .flatten()?;
            let lists = lexicon.lists_at(walk).bits();
            Some(Way { lists, glued: walk, spaced: lexicon.step(walk, " ") })
        });
        Self { ways }
    }
}

/// Finds the longest phrase of each list at each token of one sentence; `openings` are those of its tokens.
pub fn places<'a>(
    text: &str,
    tokens: &[Token],
    openings: impl Iterator<Item = &'a Opening>,
    lexicon: &Lexicon,
    selection: &Selection,
    out: &mut Vec<Places>,
) {
    let base = out.len();
    out.resize(base + tokens.len(), Places::default());
    let Some(out) = out.get_mut(base..) else { return };
    let mut found: Vec<(usize, u128)> = Vec::with_capacity(LONGEST);
    for (first, opening) in openings.enumerate().take(tokens.len()) {
        found.clear();
        for (way, spelling) in opening.ways.iter().zip(SPELLINGS) {
            if let Some(way) = way {
                phrases(text, tokens, first, *way, spelling, lexicon, &mut found);
            }
        }
        if found.is_empty() {
            continue;
        }
        let mut left = selection.mask & !out.get(first).copied().unwrap_or_default().longer();
        order::by(&mut found, |&(length, _)| (usize::MAX - length) as u128);
        for &(length, lists) in &found {
            let lists = lists & left;
            if lists == 0 {
                continue;
            }
            left &= !lists;
            for (place, slot) in out.iter_mut().skip(first).take(length).enumerate() {
                match place {
                    0 if length == 1 => slot.single |= lists,
                    0 => slot.begin |= lists,
                    _ if place + 1 == length => slot.end |= lists,
                    _ => slot.inside |= lists,
                }
            }
        }
    }
}

/// How a phrase is spelled for the look-up.
#[derive(Clone, Copy, PartialEq)]
enum Spelling {
    /// As it stands.
    Written,
    /// A capitalised first word in lower case: `President` finds `president`.
    Small,
    /// Words in capitals as if capitalised: `LONDON` finds `London`.
    Title,
}

const SPELLINGS: [Spelling; 3] = [Spelling::Written, Spelling::Small, Spelling::Title];

/// All phrases that begin at token `first` and go on from `way`, as lengths and lists.
fn phrases(
    text: &str,
    tokens: &[Token],
    first: usize,
    way: Way,
    spelling: Spelling,
    lexicon: &Lexicon,
    found: &mut Vec<(usize, u128)>,
) {
    if way.lists != 0 {
        found.push((1, way.lists));
    }
    let Some(mut before) = tokens.get(first).map(|token| token.span) else { return };
    let mut walk = way.glued;
    for (at, token) in tokens.iter().skip(first).take(LONGEST).enumerate().skip(1) {
        let apart = before.end < token.span.start;
        before = token.span;
        let behind = match (apart, at) {
            (true, 1) => way.spaced,
            (true, _) => lexicon.step(walk, " "),
            (false, _) => Some(walk),
        };
        let word = token.span.of(text);
        let Some(next) = behind.and_then(|walk| spell(lexicon, walk, word, spelling, at)) else {
            return;
        };
        walk = next;
        let lists = lexicon.lists_at(walk).bits();
        if lists != 0 {
            found.push((at + 1, lists));
        }
    }
}

/// True if the spelling makes another phrase than [`Spelling::Written`] of one that begins so.
fn fits(word: &str, spelling: Spelling) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next();
    match spelling {
        Spelling::Written => true,
        Spelling::Small => capital && second.is_some_and(char::is_lowercase),
        Spelling::Title => capital && second.is_some_and(char::is_uppercase),
    }
}

fn spell(lexicon: &Lexicon, walk: Walk, word: &str, spelling: Spelling, at: usize) -> Option<Walk> {
    // Most words are of plain letters, which are spelled without a look at what each of them is.
    if word.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`') {
        let bytes = word.bytes().enumerate().map(|(n, byte)| match spelling {
            Spelling::Small if at == 0 && n == 0 => byte.to_ascii_lowercase(),
            Spelling::Title if n > 0 => byte.to_ascii_lowercase(),
            _ => byte,
        });
        return lexicon.step_word(walk, bytes);
    }
    let mut buffer = [0; 4];
    word.chars().filter_map(plain).enumerate().try_fold(walk, |walk, (n, c)| {
        let c = match spelling {
            Spelling::Small if at == 0 && n == 0 => c.to_lowercase().next().unwrap_or(c),
            Spelling::Title if n > 0 => c.to_lowercase().next().unwrap_or(c),
            _ => c,
        };
        lexicon.step(walk, c.encode_utf8(&mut buffer))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Model, Options};

    /// Places of one list as letters: begin, inside, end, single, or `.`.
    fn check(text: &str, list: &str, expected: &str) {
        let model = Model::shared();
        let selection = Selection::new(NAMES.iter().copied());
        let tokens = crate::analyze(text, model, &Options::default()).tokens;
        let mut places = Vec::new();
        let openings: Vec<Opening> =
            tokens.iter().map(|t| Opening::read(t.span.of(text), &model.lexicon)).collect();
        super::places(text, &tokens, openings.iter(), &model.lexicon, &selection, &mut places);
        let bit = NAMES.iter().position(|name| *name == list).expect("a list");
        let letter = |p: &Places| {
            let has = |mask: u128| mask >> bit & 1 == 1;
            match () {
                () if has(p.begin) => 'b',
                () if has(p.inside) => 'i',
                () if has(p.end) => 'e',
                () if has(p.single) => 's',
                () => '.',
            }
        };
        assert_eq!(expected, places.iter().map(letter).collect::<String>(), "{text}");
    }

    #[test]
    fn the_longest_phrase_wins() {
        check("from South Korea to Korea", "countries", ".be.s");
    }

    #[test]
    fn words_in_capitals_are_tried_in_title_case() {
        check("IN SOUTH KOREA", "countries", ".be");
    }

    #[test]
    fn a_capital_does_not_hide_a_word_written_small() {
        check("Minister resigns", "roles", "s.");
    }
}
