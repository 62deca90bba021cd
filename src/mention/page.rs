//! A text as the recogniser sees it: the distinct words, the lists that they stand in, and for each
//! name-like word what the other places where it stands say about it.

use super::form::{Case, Form};
use super::lists::{self, Opening, Places, Selection};
use crate::fnv::Numbering;
use crate::lexicon::Lexicon;
use crate::vocabulary::Vocabulary;
use crate::{Token, TokenKind};
use std::ops::Range;

/// Number of the form before the first token of a sentence.
pub const BEFORE: usize = 0;

/// Number of the form after the last token.
pub const AFTER: usize = 1;

/// Number of the form of the first word of the vocabulary; the others follow in its order.
const OWN: u32 = 2;

/// Most tokens that are labelled together: longer sentences, which only lists and tables are, are cut.
const LONGEST: usize = 512;

/// Names go on over so many words in small letters on either side: `Ministry of the Interior`.
const FAR: usize = 2;

/// A text with all that features are made of.
#[derive(Debug)]
pub struct Page {
    /// The distinct words.
    pub forms: Vec<Form>,
    /// By token: its form.
    pub form_of: Vec<u32>,
    /// By token: how it uses capitals.
    pub cases: Vec<Case>,
    /// By token: its places in the word lists.
    pub places: Vec<Places>,
    /// By token: hash of the lists that hold it; 0 is none.
    pub sets: Vec<u32>,
    /// Token ranges that are labelled on their own.
    pub sequences: Vec<Sequence>,
    /// By form: number of its group, whatever the case.
    pub group_of: Vec<u32>,
    /// What the whole text says about a word.
    pub groups: Vec<Group>,
}

/// Tokens that are labelled together.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// Which tokens.
    pub tokens: Range<usize>,
    /// How the line uses capitals.
    pub style: Style,
}

/// How a line uses capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Only where a word asks for them.
    Prose,
    /// `Minister Says Talks Will Go On`.
    Title,
    /// `MINISTER SAYS TALKS WILL GO ON`.
    Capitals,
}

/// A word in whatever case, and where it stands.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Hash of the word in lower case.
    pub word: u32,
    /// How often it stands in lower case.
    pub lower: u32,
    /// How often it stands with a capital, inside a sentence that is no headline.
    pub inside: u32,
    /// How often it stands with a capital at all.
    pub capital: u32,
    /// Some of the places where it stands with a capital in prose.
    pub mentions: Vec<u32>,
    /// The longest run of capitalised words that holds it, as tokens, and the token in it.
    pub run: Option<(Range<usize>, usize)>,
}

/// Mentions of a word that are looked at.
const MENTIONS: usize = 8;

impl Page {
    /// Reads a text.
    pub fn read(
        text: &str,
        tokens: &[Token],
        vocabulary: &Vocabulary,
        lexicon: &Lexicon,
        selection: &Selection,
    ) -> Self {
        let edge = |number| Form { exact: number, lower: number, shape: number, ..Form::default() };
        let mut page = Self {
            forms: vec![edge(0), edge(1)],
            form_of: vocabulary.numbers().iter().map(|&word| word + OWN).collect(),
            cases: Vec::new(),
            places: Vec::with_capacity(tokens.len()),
            sets: Vec::with_capacity(tokens.len()),
            sequences: sequences(tokens),
            group_of: vec![0, 0],
            groups: vec![Group::default()],
        };
        let mut numbering = Numbering::new(vocabulary.words().len());
        let mut openings = vec![Opening::default(); page.forms.len()];
        page.forms.reserve(vocabulary.words().len());
        page.group_of.reserve(vocabulary.words().len());
        openings.reserve(vocabulary.words().len());
        for word in vocabulary.words() {
            let lower = word.form.lower;
            // Before those of the words stands the group of the borders.
            let group = numbering.number(lower.into()) + 1;
            if group as usize == page.groups.len() {
                page.groups.push(Group { word: lower, ..Group::default() });
            }
            page.forms.push(word.form);
            openings.push(Opening::read(word.written, lexicon));
            page.group_of.push(group);
        }
        let case = |&form: &u32| page.form(form as usize).case;
        page.cases = page.form_of.iter().map(case).collect();
        for sequence in &page.sequences {
            let part = tokens.get(sequence.tokens.clone()).unwrap_or_default();
            let forms = page.form_of.get(sequence.tokens.clone()).unwrap_or_default();
            let openings = forms.iter().filter_map(|&form| openings.get(form as usize));
            lists::places(text, part, openings, lexicon, selection, &mut page.places);
        }
        page.sets = page.places.iter().map(|p| selection.hash(p.all())).collect();
        for at in 0..page.sequences.len() {
            let style = page.style(at, tokens);
            if let Some(sequence) = page.sequences.get_mut(at) {
                sequence.style = style;
            }
        }
        page.gather(text, tokens);
        page
    }

    /// The form of the token at `at`, or of the border if that is outside `sequence`.
    pub fn form_at(&self, sequence: &Range<usize>, at: usize, offset: isize) -> usize {
        match at.checked_add_signed(offset) {
            Some(place) if sequence.contains(&place) => {
                self.form_of.get(place).map_or(AFTER, |&form| form as usize)
            }
            Some(place) if place >= sequence.end => AFTER,
            _ => BEFORE,
        }
    }

    /// The form of a number.
    pub fn form(&self, number: usize) -> &Form {
        self.forms.get(number).unwrap_or(&EDGE)
    }

    /// The group of a form.
    pub fn group(&self, form: usize) -> usize {
        self.group_of.get(form).map_or(0, |&group| group as usize)
    }

    /// The case of a token.
    pub fn case(&self, at: usize) -> Case {
        self.cases.get(at).copied().unwrap_or(Case::Edge)
    }

    /// True if the token and those around it are words in small letters, numbers and marks: no name is
    /// looked for there.
    pub fn far_from_capitals(&self, sequence: &Sequence, at: usize) -> bool {
        let first = at.saturating_sub(FAR).max(sequence.tokens.start);
        let last = (at + FAR).min(sequence.tokens.end.saturating_sub(1));
        (first..=last).all(|at| self.case(at).is_plain())
    }

    fn style(&self, sequence: usize, tokens: &[Token]) -> Style {
        let Some(range) = self.sequences.get(sequence).map(|s| s.tokens.clone()) else {
            return Style::Prose;
        };
        let (mut words, mut upper, mut long, mut title) = (0, 0, 0, 0);
        for (at, token) in range.clone().zip(tokens.get(range).unwrap_or_default()) {
            let case = self.case(at);
            if token.kind != TokenKind::Word {
                continue;
            }
            words += 1;
            upper += usize::from(matches!(case, Case::Upper | Case::Letter | Case::Dotted));
            if token.span.len() > 3 {
                long += 1;
                title += usize::from(case != Case::Lower);
            }
        }
        if words >= 3 && upper * 5 >= words * 4 {
            Style::Capitals
        } else if long >= 4 && title * 6 >= long * 5 {
            Style::Title
        } else {
            Style::Prose
        }
    }

    /// Collects what the text says about each word that stands with a capital.
    fn gather(&mut self, text: &str, tokens: &[Token]) {
        for sequence in self.sequences.clone() {
            let mut opened = false;
            let mut run = 0..0;
            for at in sequence.tokens.clone() {
                let Some(&form) = self.form_of.get(at) else { continue };
                let case = self.case(at);
                if !run.contains(&at) {
                    run = self.run(at, sequence.tokens.end, tokens);
                }
                let word = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word);
                let number = self.group(form as usize);
                if let Some(group) = self.groups.get_mut(number) {
                    if case == Case::Lower {
                        group.lower += 1;
                    } else if case.is_capital() {
                        group.capital += 1;
                        if sequence.style == Style::Prose {
                            group.inside += u32::from(opened);
                            if group.mentions.len() < MENTIONS {
                                group.mentions.push(at as u32);
                            }
                            let longest = group.run.as_ref().map_or(0, |(run, _)| run.len());
                            if run.len() > longest {
                                group.run = Some((run.clone(), at - run.start));
                            }
                        }
                    }
                }
                opened |= word;
                // A quotation opens like a sentence.
                if tokens.get(at).is_some_and(|t| matches!(t.span.of(text), "\"" | "“" | "‘" | ":"))
                {
                    opened = false;
                }
            }
        }
    }

    /// The capitalised words from `at` on, hyphens between them included.
    fn run(&self, at: usize, limit: usize, tokens: &[Token]) -> Range<usize> {
        let mut end = at;
        while end < limit {
            if self.case(end).is_capital() {
                end += 1;
            } else if end > at
                && end + 1 < limit
                && self.case(end) == Case::Mark
                && self.case(end + 1).is_capital()
                && glued(tokens, end)
            {
                end += 2;
            } else {
                break;
            }
        }
        at..end.max(at + 1)
    }
}

/// True if no white space stands on either side of the token.
fn glued(tokens: &[Token], at: usize) -> bool {
    let touch = |a: usize, b: usize| match (tokens.get(a), tokens.get(b)) {
        (Some(a), Some(b)) => a.span.end == b.span.start,
        _ => false,
    };
    at > 0 && touch(at - 1, at) && touch(at, at + 1)
}

const EDGE: Form = Form {
    exact: 0,
    lower: 0,
    shape: 0,
    prefix: [0; 4],
    suffix: [0; 4],
    case: Case::Edge,
    cluster: super::cluster::Cluster { fine: 0, medium: 0, coarse: 0, wide: 0 },
    letters: 0,
};

/// The tokens of each sentence, cut where one is too long.
fn sequences(tokens: &[Token]) -> Vec<Sequence> {
    let mut sequences = Vec::new();
    let mut first = 0;
    for at in 1..=tokens.len() {
        let sentence = |i: usize| tokens.get(i).map(|t: &Token| t.sentence);
        if sentence(at) != sentence(first) || at - first == LONGEST {
            sequences.push(Sequence { tokens: first..at, style: Style::Prose });
            first = at;
        }
    }
    sequences
}

#[cfg(test)]
mod tests {
    use super::super::cluster::Clusters;
    use super::*;
    use crate::{Model, Options};

    fn read(text: &str) -> Page {
        let model = Model::shared();
        let tokens = crate::analyze(text, model, &Options::default()).tokens;
        let vocabulary = Vocabulary::read(text, &tokens, &model.lexicon, &Clusters::default());
        Page::read(text, &tokens, &vocabulary, &model.lexicon, &Selection::default())
    }

    fn group<'a>(page: &'a Page, word: &str) -> &'a Group {
        let form = Form::read(word);
        let number = page.forms.iter().position(|f| f.lower == form.lower).expect("a word");
        &page.groups[page.group(number)]
    }

    #[test]
    fn lines_tell_how_they_use_capitals() {
        let page = read(
            "Minister Says Border Talks Will Continue\n\nFLOODS HIT NORTHERN TOWNS\n\nHe went home in Oslo.",
        );
        let styles: Vec<Style> = page.sequences.iter().map(|s| s.style).collect();
        assert_eq!(vec![Style::Title, Style::Capitals, Style::Prose], styles);
    }

    #[test]
    fn a_word_knows_its_other_places() {
        let page = read("Rose met Ana Rose. They saw that a rose and Rose agreed.");
        let rose = group(&page, "rose");
        assert_eq!((1, 2, 3), (rose.lower, rose.inside, rose.capital));
        assert_eq!(Some((2..4, 1)), rose.run);
    }

    #[test]
    fn endless_sentences_are_cut() {
        let page = read(&"word ".repeat(3 * LONGEST));
        assert!(page.sequences.iter().all(|s| s.tokens.len() <= LONGEST));
        assert_eq!(3 * LONGEST, page.form_of.len());
    }
}
