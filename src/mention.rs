//! Names.
//!
//! In: sentences and tokens. Out: mentions in text order; they do not overlap.
//!
//! 1. `mention/crf`: a linear-chain conditional random field labels each sentence; features are the words,
//!    their shapes, word clusters, word lists and the other places where a word stands in the text.
//!
//! Names of other kinds (illnesses, awards, languages) are told apart and dropped. Dates, money and
//! numbers are not names.

pub mod chain;
pub mod cluster;
pub mod crf;
pub mod feature;
pub mod form;
pub mod hash;
pub mod label;
pub mod lists;
pub mod page;

use crate::{Article, Mention, Model, Sentence, Span, Token};
use chain::Lattice;
use crf::{Crf, Scores};
use label::{ENDS, K, KINDS, LABELS, OUTSIDE};
use page::{Page, Sequence};

/// Finds the names of people, organisations, places and other things.
pub(crate) fn find(
    text: &str,
    _article: &Article,
    _sentences: &[Sentence],
    tokens: &[Token],
    model: &Model,
) -> Vec<Mention> {
    let Some(crf) = &model.mentions else { return Vec::new() };
    let page = Page::read(text, tokens, &model.lexicon, &model.clusters, &crf.selection);
    let mut scorer = Scorer::new(&page, crf);
    let mut lattice = Lattice::default();
    let mut mentions = Vec::new();
    let mut scores = Vec::new();
    let mut factors = Vec::new();
    for sequence in &page.sequences {
        scores.clear();
        scores.extend(sequence.tokens.clone().map(|at| scorer.scores(sequence, at)));
        factors.clear();
        factors.extend(scores.iter().map(|scores| crf.factors(scores)));
        lattice.fill(&factors, &crf.transitions);
        let labels = chain::best(&scores, &crf.steps);
        for (first, last, kind) in names(&labels) {
            let Some(Some(name)) = KINDS.get(kind) else { continue };
            let token = |at: usize| tokens.get(sequence.tokens.start + at);
            let (Some(opens), Some(closes)) = (token(first), token(last)) else { continue };
            let sure = lattice.name(first, last, &factors, &crf.transitions);
            mentions.push(Mention {
                span: Span::new(opens.span.start as usize, closes.span.end as usize),
                sentence: opens.sentence,
                kind: *name,
                score: sure.get(kind).copied().unwrap_or(0.0).clamp(0.0, 1.0),
                why: "mention/crf",
            });
        }
    }
    mentions
}

/// Adds up the weights of a text's features.
struct Scorer<'a> {
    page: &'a Page,
    crf: &'a Crf,
    /// By group: scores of the features that do not depend on the place; empty until asked for.
    groups: Vec<Option<Box<Scores>>>,
}

impl<'a> Scorer<'a> {
    fn new(page: &'a Page, crf: &'a Crf) -> Self {
        Self { page, crf, groups: vec![None; page.groups.len()] }
    }

    fn scores(&mut self, sequence: &Sequence, at: usize) -> Scores {
        let mut scores = [0; LABELS];
        let crf = self.crf;
        let mut add = |feature| crf.add(feature, &mut scores);
        for offset in -feature::REACH..=feature::REACH {
            let form = self.page.form(self.page.form_at(&sequence.tokens, at, offset));
            feature::of_form(form, offset, &mut add);
        }
        feature::of_place(self.page, sequence, at, &crf.selection, &mut add);
        if self.page.case(at).is_capital() {
            let number = self.page.group(self.page.form_at(&sequence.tokens, at, 0));
            if let (Some(slot), Some(group)) =
                (self.groups.get_mut(number), self.page.groups.get(number))
            {
                let known = slot.get_or_insert_with(|| {
                    let mut scores = [0; LABELS];
                    feature::of_group(self.page, group, &mut |f| crf.add(f, &mut scores));
                    Box::new(scores)
                });
                for (score, known) in scores.iter_mut().zip(known.iter()) {
                    *score += known;
                }
            }
        }
        scores
    }
}

/// First token, last token and kind of each name of a labelling.
fn names(labels: &[u8]) -> Vec<(usize, usize, usize)> {
    let mut names = Vec::new();
    let mut first = 0;
    for (at, &label) in labels.iter().enumerate() {
        let label = usize::from(label);
        if label < K {
            first = at;
        } else if label != OUTSIDE && ENDS.contains(&label) {
            let alone = label <= 2 * K;
            let kind = if alone { label - label::single(0) } else { label - label::end(0) };
            names.push((if alone { at } else { first }, at, kind));
        }
    }
    names
}
