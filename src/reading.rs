//! Facts about the text as something to read.
//!
//! In: the text and its tokens. Out: words, time, language, grade.
//!
//! 1. Words are counted as people count them: `ISIS-affiliated`, `Syria’s` and `US$5m` are one each; a
//!    dash parts words, a hyphen does not. Addresses and handles count.
//! 2. The time is that of silent reading.
//! 3. The grade is that of Flesch and Kincaid (1975): the school year, in the United States, in which sentences of
//!    this length with words of this length are read. Syllables are counted by their vowels. Of English alone.
//! 4. The language is told only if the guess is clear (`src/language.rs`).
//!
//! Does not: tell languages apart inside a text.

use crate::chars;
use crate::reader::Words;
use crate::{Model, Reading, Token, TokenKind};

/// Silent reading of English non-fiction: 238 words a minute (Brysbaert 2019, a meta-analysis of 190
/// studies).
const WORDS_PER_MINUTE: u64 = 238;

/// Words of the shortest sentence that counts for the grade.
const SHORTEST: u32 = 4;

/// Counts words and guesses the language.
pub(crate) fn measure(read: &Words, model: &Model) -> Reading {
    let (text, tokens) = (read.text(), read.tokens());
    let words = words(text, tokens);
    let language = model.languages.guess(read).map(str::to_owned);
    let grade =
        language.as_deref().filter(|&language| language == "en").and_then(|_| grade(text, tokens));
    Reading {
        words: words as u32,
        seconds: (words * 60 / WORDS_PER_MINUTE) as u32,
        language,
        grade,
    }
}

/// The grade of Flesch and Kincaid; none of less than one sentence of some words.
fn grade(text: &str, tokens: &[Token]) -> Option<f32> {
    let (mut sentences, mut words, mut syllables) = (0_u32, 0_u32, 0_u32);
    for sentence in tokens.chunk_by(|a, b| a.sentence == b.sentence) {
        let read = |token: &&Token| token.kind == TokenKind::Word;
        let here = sentence.iter().filter(read).count() as u32;
        // Headings, names of pictures and the like are no sentences.
        if here < SHORTEST {
            continue;
        }
        sentences += 1;
        words += here;
        syllables +=
            sentence.iter().filter(read).map(|t| self::syllables(t.span.of(text))).sum::<u32>();
    }
    let share = |part: u32, of: u32| part as f32 / of as f32;
    (sentences > 0).then(|| {
        let grade = 0.39 * share(words, sentences) + 11.8 * share(syllables, words) - 15.59;
        grade.max(0.0)
    })
}

/// Runs of vowels, a silent e at the end not counted; one at least.
fn syllables(word: &str) -> u32 {
    let is_vowel = |c: char| {
        matches!(
            c,
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ä' | 'ö' | 'ü'
        )
    };
    let mut runs = 0;
    let mut inside = false;
    let mut read = |c: char| {
        let vowel = is_vowel(c);
        runs += u32::from(vowel && !inside);
        inside = vowel;
    };
    if word.is_ascii() {
        word.bytes().for_each(|byte| read(byte.to_ascii_lowercase().into()));
    } else {
        word.chars().flat_map(char::to_lowercase).for_each(&mut read);
    }
    let silent = word.ends_with('e') && !word.ends_with("le") && !word.ends_with("ee");
    (runs - u32::from(silent && runs > 1)).max(1)
}

fn words(text: &str, tokens: &[Token]) -> u64 {
    let mut words = 0;
    let mut end = 0;
    // A word was counted, and but for joining signs nothing stands behind it.
    let mut inside = false;
    let mut joined = false;
    for token in tokens {
        if token.span.start > end {
            (inside, joined) = (false, false);
        }
        end = token.span.end;
        let first = token.span.of(text).chars().next().unwrap_or(' ');
        match token.kind {
            // The possessive.
            TokenKind::Word if chars::is_apostrophe(first) => {}
            TokenKind::Punct => {
                joined = inside
                    && (chars::is_hyphen(first) && token.span.len() == first.len_utf8()
                        || chars::is_apostrophe(first)
                        || first == '/');
                inside = joined;
            }
            TokenKind::Symbol => joined = inside,
            TokenKind::Word | TokenKind::Number | TokenKind::Url | TokenKind::Handle => {
                words += u64::from(!joined);
                (inside, joined) = (true, false);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sentence, Span, token};

    #[track_caller]
    fn check_words(text: &str, expected: u64) {
        let span = Span::new(0, text.len());
        let tokens = token::scan(text, &[Sentence { span, body: span, block: 0 }]);
        assert_eq!(expected, words(text, &tokens), "{text}");
    }

    #[test]
    fn syllables_are_counted_by_vowels() {
        for (word, expected) in
            [("cat", 1), ("minister", 3), ("made", 1), ("table", 2), ("agree", 2), ("xyz", 1)]
        {
            assert_eq!(expected, syllables(word), "{word}");
        }
    }

    #[test]
    fn long_sentences_of_long_words_have_a_higher_grade() {
        let grade = |text: &str| {
            let span = Span::new(0, text.len());
            grade(text, &token::scan(text, &[Sentence { span, body: span, block: 0 }]))
        };
        let (low, high) = (
            grade("The cat sat on the mat."),
            grade("International negotiators reiterated considerable reservations."),
        );
        assert!(
            low.zip(high).is_some_and(|(low, high)| low < 2.0 && high > 15.0),
            "{low:?} {high:?}"
        );
        assert_eq!(None, grade("No."));
    }

    #[test]
    fn words_are_counted_as_people_count_them() {
        check_words("Syria’s ISIS-affiliated men took US$5m.", 5);
        check_words("He left—she stayed -- and 12% won 3/4.", 8);
        check_words("See https://example.org/a-b, @jo and #tag!", 5);
    }
}
