//! Tokens: the words, numbers and marks of every sentence.
//!
//! In: sentences. Out: tokens in text order; none crosses a sentence border, and together they hold
//! all that can be seen. One pass, character by character.
//!
//! 1. A word is letters and digits with inner apostrophes: `don't`, `O’Neill`, `M23`, `AT&T`. Accents,
//!    joiners and soft hyphens stay inside.
//! 2. The possessive is a token of its own: `Syria` `’s`; after a plural the apostrophe alone:
//!    `workers` `'`.
//! 3. Hyphens and dashes always part: `ISIS` `-` `affiliated`, `al` `-` `Sharaa`, `Syrian` `–`
//!    `American`.
//! 4. A full stop inside an abbreviation belongs to it: `U.S.`, `a.m.`, `Ph.D.`; one behind a short
//!    word belongs to the word if the sentence goes on: `Mr.` `Orr`, but `Inc` `.` at the end.
//! 5. A number has inner commas, points, colons and strokes, and the letters that follow at once:
//!    `1,200.50`, `10:30`, `9/11`, `14th`, `3.2bn`. Currency and per cent signs are tokens of their own.
//! 6. Web and mail addresses are one token, as are `@names` and `#topics`.
//! 7. An emoji is one token with all that is joined to it: families, flags, skin tones.
//! 8. A run of full stops, hyphens or dashes is one token, as is a run of one sign: `...`, `--`, `___`.
//! 9. Each Han or Hiragana character is a token; other scripts without blanks stay in one piece.
//!
//! Does not: know any word. Whether a stop ends a sentence was decided before.

mod address;

use crate::chars::{self, Class};
use crate::cursor::Cursor;
use crate::{Sentence, Span, Token, TokenKind};

/// Bytes of text for each token, a little below the mean in English news (4.9), so that the list
/// rarely grows.
const BYTES_PER_TOKEN: usize = 5;

/// Letters of the longest word whose final stop is taken for an abbreviation's because the sentence
/// goes on: `Messrs.`, `approx.`
const ABBREVIATION_LETTERS: usize = 7;

/// Glues the parts of one emoji.
const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// Cuts every sentence into tokens.
pub(crate) fn scan(text: &str, sentences: &[Sentence]) -> Vec<Token> {
    let bytes: usize = sentences.iter().map(|s| s.span.len()).sum();
    let mut tokens = Vec::with_capacity(bytes / BYTES_PER_TOKEN);
    for (id, sentence) in sentences.iter().enumerate() {
        Scanner::new(sentence.span.of(text), sentence.span.start, id as u32, &mut tokens).run();
    }
    tokens
}

struct Scanner<'a> {
    /// The sentence.
    text: Cursor<'a>,
    /// Where it starts in the article.
    base: u32,
    id: u32,
    /// Where its last letter or digit starts: a stop before it does not end the sentence.
    last_word: usize,
    /// Tokens before this one are of earlier sentences.
    first: usize,
    tokens: &'a mut Vec<Token>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, base: u32, id: u32, tokens: &'a mut Vec<Token>) -> Self {
        let last_word = text.char_indices().rev().find(|&(_, c)| chars::is_word(c));
        let first = tokens.len();
        Self {
            text: Cursor { text },
            base,
            id,
            last_word: last_word.map_or(0, |(at, _)| at),
            first,
            tokens,
        }
    }

    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.text.char(at) {
            let next = at + c.len_utf8();
            let (end, kind) = match chars::class(c) {
                Class::Blank => {
                    at = next;
                    continue;
                }
                Class::Letter => self.word(at),
                Class::Digit => (self.number(at), TokenKind::Number),
                Class::Ideograph => (self.extended(next), TokenKind::Word),
                Class::Extend => (self.extended(next), TokenKind::Symbol),
                Class::Punct => self.punctuation(at, c),
                Class::Symbol => {
                    let (start, end, kind) = self.symbol(at, c);
                    at = start;
                    (end, kind)
                }
            };
            self.push(at, end, kind);
            at = end;
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        let span = Span { start: self.base + start as u32, end: self.base + end as u32 };
        self.tokens.push(Token { span, sentence: self.id, kind });
    }

    fn is_letter(&self, at: usize) -> bool {
        self.text.char(at).is_some_and(|c| chars::class(c) == Class::Letter)
    }

    fn is_digit(&self, at: usize) -> bool {
        self.text.char(at).is_some_and(|c| chars::class(c) == Class::Digit)
    }

    fn is_word(&self, at: usize) -> bool {
        self.text.char(at).is_some_and(chars::is_word)
    }

    /// The end of the marks that extend the character before `at`.
    fn extended(&self, at: usize) -> usize {
        self.text.skip(at, |c| chars::class(c) == Class::Extend)
    }

    /// The end of the letters, digits and marks from `at` on, and how many letters and digits they
    /// are.
    fn letters(&self, mut at: usize) -> (usize, usize) {
        let mut count = 0;
        while let Some(c) = self.text.char(at) {
            match chars::class(c) {
                Class::Letter | Class::Digit => count += 1,
                Class::Extend => {}
                _ => break,
            }
            at += c.len_utf8();
        }
        (at, count)
    }

    fn word(&mut self, start: usize) -> (usize, TokenKind) {
        if let Some(end) = address::web(self.text.text, start) {
            return (end, TokenKind::Url);
        }
        let (mut at, mut piece) = self.letters(start);
        if let Some(end) = self.code_before_amount(start, at) {
            return (end, TokenKind::Word);
        }
        let first_piece = piece;
        let mut dotted = false;
        while let Some(c) = self.text.char(at) {
            let next = at + c.len_utf8();
            let joins = match c {
                '.' if self.joins_letters(next, piece) => {
                    dotted = true;
                    true
                }
                '.' if self.is_abbreviation(next, piece, dotted && first_piece <= 2) => {
                    return (next, TokenKind::Word);
                }
                '&' => piece <= 2 && self.is_letter(next) && self.letters(next).1 <= 2,
                '_' => self.is_word(next),
                '/' if dotted && self.is_word(next) => {
                    return (address::end(self.text.text, next), TokenKind::Url);
                }
                _ if chars::is_apostrophe(c) => self.is_letter(next) && !self.is_possessive(next),
                _ => false,
            };
            if !joins {
                break;
            }
            (at, piece) = self.letters(next);
        }
        (at, TokenKind::Word)
    }

    /// The end of the letters in `RM4.86` and `KSh1,200`, whose digits go on as a number behind `at`.
    fn code_before_amount(&self, start: usize, at: usize) -> Option<usize> {
        let goes_on = match self.text.char(at)? {
            '.' => self.is_digit(at + 1),
            ',' => self.is_digit(at + 1) && self.is_digit(at + 2),
            _ => false,
        };
        let piece = self.text.text.get(start..at).filter(|_| goes_on)?;
        let digits = piece.find(|c: char| c.is_ascii_digit())?;
        piece.get(digits..)?.bytes().all(|b| b.is_ascii_digit()).then_some(start + digits)
    }

    /// True if the full stop before `next` and after a piece of so many letters is inside a word: `U.S`,
    /// `a.m`, `Ph.D`, `Monster.com`, but not `said.The`.
    fn joins_letters(&self, next: usize, piece: usize) -> bool {
        self.text.char(next).is_some_and(|c| {
            chars::class(c) == Class::Letter
                && (piece == 1
                    || c.is_lowercase()
                    || piece == 2 && !self.is_word(self.extended(next + c.len_utf8())))
        })
    }

    /// True if the full stop before `next` and after so many letters belongs to the word.
    fn is_abbreviation(&self, next: usize, piece: usize, dotted: bool) -> bool {
        if dotted && piece <= 3 {
            return self.text.char(next) != Some('.');
        }
        if next > self.last_word || piece > ABBREVIATION_LETTERS {
            return false;
        }
        match self.text.char(next) {
            // `No.5`, but not the reference in `ended.5 Then`.
            Some(c) if chars::class(c) == Class::Digit => piece <= 3,
            // Not the first stop of `. . .`, nor one before a reference `[17]`.
            Some(c) if chars::class(c) == Class::Blank => {
                !matches!(self.text.char(self.text.skip_blank(next)), Some('.' | '…' | '['))
            }
            Some(',' | ';' | ':') => true,
            Some(c) if chars::is_hyphen(c) => true,
            Some(c) if chars::is_apostrophe(c) => self.is_possessive(next + c.len_utf8()),
            _ => false,
        }
    }

    /// True if an apostrophe before `s_at` makes a possessive: `s` and then no letter.
    fn is_possessive(&self, s_at: usize) -> bool {
        matches!(self.text.char(s_at), Some('s' | 'S')) && !self.is_word(self.extended(s_at + 1))
    }

    fn number(&self, start: usize) -> usize {
        let mut at = start;
        loop {
            (at, _) = self.letters(at);
            let inner = match self.text.char(at) {
                Some('.' | ':' | '/') => self.is_digit(at + 1),
                // Groups of three, or of two in lakhs: `1,200`, `12,00,000`; not `1,2`.
                Some(',') => self.is_digit(at + 1) && self.is_digit(at + 2),
                _ => false,
            };
            if !inner {
                return at;
            }
            at += 1;
        }
    }

    fn punctuation(&self, at: usize, c: char) -> (usize, TokenKind) {
        let next = at + c.len_utf8();
        let follows_word =
            self.text.before(at).is_some_and(|b| !matches!(chars::class(b), Class::Blank));
        match c {
            '.' if self.is_digit(next) && !self.text.before(at).is_some_and(chars::is_word) => {
                (self.number(next), TokenKind::Number)
            }
            _ if chars::is_apostrophe(c) && follows_word && self.is_possessive(next) => {
                (next + 1, TokenKind::Word)
            }
            // Quotation marks as typewriters make them: ``like this''.
            '\'' | '`' if self.text.char(next) == Some(c) => (next + 1, TokenKind::Punct),
            '.' | '-' => (self.text.skip(at, |d| d == c), TokenKind::Punct),
            _ if chars::is_dash(c) => (self.text.skip(at, chars::is_dash), TokenKind::Punct),
            _ => (self.extended(next), TokenKind::Punct),
        }
    }

    fn symbol(&mut self, at: usize, c: char) -> (usize, usize, TokenKind) {
        let next = at + c.len_utf8();
        match c {
            '@' => {
                if let Some(end) = address::domain(self.text.text, next)
                    && let Some(start) = self.take_local_part(at)
                {
                    return (start, end, TokenKind::Url);
                }
                let (end, count) = self.name(next);
                if count > 0 && !self.text.before(at).is_some_and(chars::is_word) {
                    return (at, end, TokenKind::Handle);
                }
                (at, next, TokenKind::Symbol)
            }
            '#' => {
                let (end, _) = self.name(next);
                let name = self.text.slice(next, end);
                if name.chars().any(|c| chars::class(c) == Class::Letter) {
                    return (at, end, TokenKind::Handle);
                }
                (at, self.text.skip(at, |d| d == c), TokenKind::Symbol)
            }
            _ if c.is_ascii() => (at, self.text.skip(at, |d| d == c), TokenKind::Symbol),
            _ => (at, self.cluster(next, c), TokenKind::Symbol),
        }
    }

    /// The end of a handle's name, and how many letters and digits it has.
    fn name(&self, mut at: usize) -> (usize, usize) {
        let mut count = 0;
        loop {
            let (end, letters) = self.letters(at);
            count += letters;
            at = end;
            match self.text.char(at) {
                Some('_') => at += 1,
                _ => return (at, count),
            }
        }
    }

    /// The end of the emoji whose first character `c` ends at `at`.
    fn cluster(&self, mut at: usize, c: char) -> usize {
        if chars::is_regional_indicator(c) {
            let pair = self.text.char(at).filter(|&c| chars::is_regional_indicator(c));
            return at + pair.map_or(0, char::len_utf8);
        }
        loop {
            at = self.extended(at);
            let joined = self.text.before(at) == Some(ZERO_WIDTH_JOINER);
            match self.text.char(at) {
                Some(c) if joined && chars::class(c) == Class::Symbol && !c.is_ascii() => {
                    at += c.len_utf8();
                }
                _ => return at,
            }
        }
    }

    /// Takes back the tokens that are the local part of a mail address whose `@` is at `at`; where
    /// they start.
    fn take_local_part(&mut self, at: usize) -> Option<usize> {
        let mut start = None;
        let mut end = self.base + at as u32;
        while let Some(&last) = self.tokens.get(self.first..).and_then(<[Token]>::last) {
            let part = Span { start: last.span.start - self.base, end: last.span.end - self.base };
            if last.span.end != end
                || last.kind == TokenKind::Url
                || !part.of(self.text.text).bytes().all(address::is_local)
            {
                break;
            }
            end = last.span.start;
            start = Some(part.start as usize);
            self.tokens.pop();
        }
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of one sentence with `|` between them.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(expected, words(text).map(|(word, _)| word).collect::<Vec<_>>().join("|"));
    }

    #[track_caller]
    fn check_kinds(text: &str, expected: &[TokenKind]) {
        assert_eq!(expected, words(text).map(|(_, kind)| kind).collect::<Vec<_>>());
    }

    fn words(text: &str) -> impl Iterator<Item = (&str, TokenKind)> {
        let span = Span::new(0, text.len());
        let sentence = Sentence { span, body: span, block: 0 };
        scan(text, &[sentence]).into_iter().map(move |t| (t.span.of(text), t.kind))
    }

    #[test]
    fn inner_apostrophes_stay() {
        check("Don't tell O’Neill.", "Don't|tell|O’Neill|.");
    }

    #[test]
    fn possessives_are_tokens_of_their_own() {
        check(
            "Syria’s army, the U.S.'s and the workers' rights",
            "Syria|’s|army|,|the|U.S.|'s|and|the|workers|'|rights",
        );
    }

    #[test]
    fn hyphens_and_dashes_part() {
        check(
            "ISIS-affiliated Syrian–American al-Sharaa",
            "ISIS|-|affiliated|Syrian|–|American|al|-|Sharaa",
        );
        check("he said--then left", "he|said|--|then|left");
    }

    #[test]
    fn stops_of_abbreviations_stay() {
        check("The U.S. and J.K. met at 5 a.m. in N.C.", "The|U.S.|and|J.K.|met|at|5|a.m.|in|N.C.");
        check("Mr. Orr, Ph.D., of Acme Inc.", "Mr.|Orr|,|Ph.D.|,|of|Acme|Inc|.");
    }

    #[test]
    fn a_missing_blank_behind_a_stop_does_not_join() {
        check("he said.The end", "he|said|.|The|end");
    }

    #[test]
    fn numbers_keep_their_marks_and_letters() {
        check("1,200.50 on the 14th at 10:30, 3.2bn", "1,200.50|on|the|14th|at|10:30|,|3.2bn");
        check("from 5-10 on 9/11", "from|5|-|10|on|9/11");
        check("batted .324 in 1,2", "batted|.324|in|1|,|2");
    }

    #[test]
    fn a_currency_code_parts_from_an_amount_with_marks() {
        check("RM4.86 KSh1,200 M23, G20.", "RM|4.86|KSh|1,200|M23|,|G20|.");
    }

    #[test]
    fn currency_and_percent_stand_apart() {
        check("US$5m, €3.2bn and 12%", "US|$|5m|,|€|3.2bn|and|12|%");
    }

    #[test]
    fn addresses_are_one_token() {
        check(
            "See https://example.org/a_b?c=(d). Or www.example.com, or jo.do-e@mail.example.co.uk.",
            "See|https://example.org/a_b?c=(d)|.|Or|www.example.com|,|or|jo.do-e@mail.example.co.uk|.",
        );
    }

    #[test]
    fn handles_and_topics_are_one_token() {
        use TokenKind::{Handle, Number, Punct, Symbol, Word};
        check_kinds("@SaludHuayra #dengue, #1", &[Handle, Handle, Punct, Symbol, Number]);
        check_kinds("a @ b", &[Word, Symbol, Word]);
    }

    #[test]
    fn an_emoji_is_one_token_with_all_that_is_joined_to_it() {
        check("ok 👩‍👧🇳🇬🇫🇷👍🏽❤️!", "ok|👩‍👧|🇳🇬|🇫🇷|👍🏽|❤️|!");
    }

    #[test]
    fn accents_and_soft_hyphens_stay_in_the_word() {
        check("Cafe\u{301} co\u{ad}operate", "Cafe\u{301}|co\u{ad}operate");
    }

    #[test]
    fn a_run_of_one_sign_is_one_token() {
        check("well... ___ no", "well|...|___|no");
    }

    #[test]
    fn names_with_an_ampersand_stay_whole() {
        check("AT&T and R&D, Marks & Spencer", "AT&T|and|R&D|,|Marks|&|Spencer");
    }

    #[test]
    fn scripts_without_blanks_give_some_tokens() {
        check("東京で。 สวัสดี", "東|京|で|。|สวัสดี");
    }
}
