//! The phrases that say what an article is about.
//!
//! In: sentences, tokens, mentions. Out: up to ten phrases, best first, each with every place where it stands.
//!
//! 1. Any run of one to four words that holds no word of grammar, verb of speech, number or sign may be a
//!    phrase; singular and plural are one (`keyphrase/candidate.rs`).
//! 2. `keyphrase/phrase` — `border crossings`: a learned weighted sum of how early it stands, how often its words
//!    recur, and whether it looks like a noun phrase: by its endings and by the words of grammar around it
//!    (`model/lexicon/frames.txt`).
//! 3. `keyphrase/name` — `World Bank`: the same for what is mostly just a name.
//! 4. Days, months and numbers are none. A phrase inside a better one, or around it, is left out: they say the same.
//!
//! Does not: join synonyms, or name what the article does not say in so many words.

pub mod candidate;
mod word;

use crate::order;
use crate::reader::Words;
use crate::{Article, Keyphrase, Mention, Model, Sentence, salience};
use candidate::{Candidate, Features};

/// Phrases that are kept.
const MOST: usize = 10;

/// Weights of the features, in thousandths: `cargo xtask train keyphrases`.
const WEIGHTS: [i16; candidate::NAMES.len()] = [
    -511, 2747, -804, 870, -2139, -838, -1214, -1795, 2235, 748, 442, 745, 193, -670, 933, -46,
    258, -89, 624, -818, 219, 317, 243, -1213, -239, -1087, 413, 244, -569, -269, -379, -673,
    -1236, 776,
];

/// Weighted sums that give a score of 0 and of 1: there, the fitted chance that an annotator chose the phrase is
/// one in fifty and three in four.
const RANGE: (f32, f32) = (2.1, 7.1);

/// Finds the phrases that say what the article is about.
pub(crate) fn find(
    words: &Words,
    article: &Article,
    sentences: &[Sentence],
    mentions: &[Mention],
    model: &Model,
) -> Vec<Keyphrase> {
    let kinds = salience::kinds(article, sentences);
    let weights = WEIGHTS.map(|weight| f32::from(weight) / 1000.0);
    let likely = |features: &Features| sum(features, &weights) > RANGE.0;
    choose(candidate::search(words, &kinds, mentions, model, likely), &weights)
        .into_iter()
        .map(|(candidate, sum)| Keyphrase {
            spans: candidate.spans,
            score: ((sum - RANGE.0) / (RANGE.1 - RANGE.0)).clamp(0.0, 1.0),
            why: if candidate.name { "keyphrase/name" } else { "keyphrase/phrase" },
        })
        .collect()
}

/// The weighted sum of a phrase.
fn sum(features: &Features, weights: &Features) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

/// The best candidates that do not repeat each other, with their weighted sums, best first.
pub fn choose(candidates: Vec<Candidate>, weights: &Features) -> Vec<(Candidate, f32)> {
    let weighed = |candidate: Candidate| {
        let sum = sum(&candidate.features, weights);
        (candidate, sum)
    };
    let mut open: Vec<(Candidate, f32)> = candidates.into_iter().map(weighed).collect();
    // Different phrases first stand at different places.
    let first =
        |candidate: &Candidate| candidate.spans.first().map_or(0, |&span| order::span(span));
    order::by(&mut open, |(candidate, sum)| order::falling(*sum) << 64 | first(candidate));
    let mut chosen: Vec<(Candidate, f32)> = Vec::with_capacity(MOST);
    for (candidate, sum) in open {
        let same = |(other, _): &(Candidate, f32)| {
            holds(&other.forms, &candidate.forms) || holds(&candidate.forms, &other.forms)
        };
        if !chosen.iter().any(same) {
            chosen.push((candidate, sum));
        }
        if chosen.len() == MOST {
            break;
        }
    }
    chosen
}

/// True if `part` stands in `whole`, word for word.
fn holds(whole: &[u32], part: &[u32]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyze};

    /// `expected`: phrases that are found, each with the number of its places.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize)]) {
        let analysis = analyze(text, &Model::builtin(), &Options::default());
        let of = |k: &Keyphrase| k.spans.first().map(|s| (s.of(text).to_owned(), k.spans.len()));
        let found: Vec<(String, usize)> = analysis.keyphrases.iter().filter_map(of).collect();
        for &(phrase, places) in expected {
            assert!(found.iter().any(|(f, n)| f == phrase && *n == places), "{phrase}: {found:?}");
        }
        assert!(found.len() <= MOST);
    }

    #[test]
    fn singular_and_plural_are_one_phrase() {
        check(
            "The harbour board closed a cargo hall on Monday.\n\n\
             Cargo halls are to open on Friday, the board said. No cargo hall was dry.",
            &[("cargo hall", 3)],
        );
    }

    #[test]
    fn a_phrase_does_not_cross_grammar_signs_or_possessives() {
        check("Tema’s harbour, flooded since Monday.", &[("Tema", 1)]);
    }

    #[test]
    fn a_text_without_words_has_none() {
        let analysis = analyze("1, 2, 3.", &Model::builtin(), &Options::default());
        assert!(analysis.keyphrases.is_empty());
    }

    #[test]
    fn a_phrase_holds_its_parts_word_for_word() {
        assert!(holds(&[1, 2, 3], &[2, 3]));
        assert!(!holds(&[1, 2, 3], &[1, 3]));
    }
}
