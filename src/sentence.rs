//! Sentences: where one ends and the next begins.
//!
//! In: the blocks of the article. Out: sentences in text order; none crosses a block, so that
//! headings, list lines and captions are sentences of their own, and together they hold all text.
//!
//! A sentence may end at `.`, `!`, `?`, `…` and their kin in other scripts, together with the closing
//! quotation marks, brackets and reference marks behind them: `He left.” [17]`. What stands before and
//! behind decides:
//!
//! 1. Before a small letter nothing ends: `“Why?” she asked`, `approx. ten`; but a brand may begin a
//!    sentence: `iPhone sales fell`.
//! 2. A title or `e.g.` never ends a sentence: `Dr. Orr`; `No.` does not before a number: `No. 5`.
//! 3. An abbreviation that is part of names (`U.S.`, `Inc.`, `Calif.`, initials) ends one only before a
//!    word that begins sentences: `in the U.S. The envoy`, but `U.S. Envoy Tom Barrack`.
//! 4. `a.m.`, `etc.` end one before a capital, unless it goes on with the time: `5 p.m. Wednesday`.
//! 5. A question inside quotation marks does not end before its speaker: `“Why?” Ms. Orr asked.`
//! 6. An ellipsis ends one before a word that begins sentences or a quotation mark.
//! 7. The number of a list line does not: `1. Mix`, `(a) Stir`.
//! 8. A credit after a caption and the label before one stand alone: `A boat` `Image: Jo Doe.`,
//!    `Figure 1.3` `This map shows`.
//! 9. A missing blank is forgiven: `he said.The`.
//!
//! Does not: split at semicolons or colons; join blocks.

mod border;
mod follow;
mod mark;

use crate::{Article, Model, Sentence, Span};

/// Bytes of text for each sentence, a little below the mean in English news.
const BYTES_PER_SENTENCE: usize = 100;

/// Splits every block into sentences.
pub(crate) fn split(text: &str, article: &Article, model: &Model) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(article.blocks.len() + text.len() / BYTES_PER_SENTENCE);
    let fronts = fronts(article);
    for (block, part) in article.blocks.iter().enumerate() {
        let base = part.span.start as usize;
        border::find(part.span.of(text), &model.lexicon, |start, end| {
            let span = Span::new(base + start, base + end).trim(text);
            if !span.is_empty() {
                let body = body(text, span, &fronts);
                sentences.push(Sentence { span, body, block: block as u32 });
            }
        });
    }
    sentences
}

/// What may be glued to the front of a sentence without being part of it.
fn fronts(article: &Article) -> Vec<Span> {
    let dateline = article.dateline.as_ref().map(|dateline| dateline.span);
    let dates = [&article.published, &article.updated];
    dateline.into_iter().chain(dates.into_iter().flatten().map(|date| date.span)).collect()
}

/// The sentence without a dateline or date at its front; all of it if nothing else is left.
fn body(text: &str, sentence: Span, fronts: &[Span]) -> Span {
    let mut body = sentence;
    for &front in fronts {
        if sentence.contains(front) && front.end < sentence.end {
            let before = Span { start: sentence.start, end: front.start };
            // A word such as `date` may stand before the date, a sentence may not.
            if before.of(text).len() <= LONGEST_CUE {
                body = Span { start: body.start.max(front.end), end: sentence.end };
            }
        }
    }
    let glue = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|' | '•');
    let inner = body.of(text);
    if body == sentence || inner.trim_matches(glue).is_empty() {
        return sentence;
    }
    Span { start: body.end - inner.trim_start_matches(glue).len() as u32, end: body.end }
}

/// Bytes of the longest cue before a glued date: `Last updated on `.
const LONGEST_CUE: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Block, BlockKind};

    /// The sentences of one block in brackets.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
        let article = Article { blocks: vec![block], ..Article::default() };
        let sentences = split(text, &article, Model::shared());
        let brackets: Vec<String> =
            sentences.iter().map(|s| format!("[{}]", s.span.of(text))).collect();
        assert_eq!(expected, brackets.join(" "));
    }

    #[test]
    fn abbreviated_title_does_not_end_a_sentence() {
        check("Dr. Orr left. She was late.", "[Dr. Orr left.] [She was late.]");
    }

    #[test]
    fn a_country_ends_one_only_before_a_word_that_begins_sentences() {
        check(
            "U.S. Envoy Orr is in the U.S. The U.S. Army is not.",
            "[U.S. Envoy Orr is in the U.S.] [The U.S. Army is not.]",
        );
    }

    #[test]
    fn quotation_marks_and_references_close_with_their_sentence() {
        check("“He left.” [17] She said “no.” Then", "[“He left.” [17]] [She said “no.”] [Then]");
    }

    #[test]
    fn a_question_does_not_end_before_its_speaker() {
        check(
            "“Why?” Ms. Orr asked. “Who?” she said.",
            "[“Why?” Ms. Orr asked.] [“Who?” she said.]",
        );
        check("“Why?” The hall was still.", "[“Why?”] [The hall was still.]");
    }

    #[test]
    fn a_clock_time_goes_on_with_its_day() {
        check(
            "At 5 p.m. Wednesday it rained until 7 p.m. Roads",
            "[At 5 p.m. Wednesday it rained until 7 p.m.] [Roads]",
        );
    }

    #[test]
    fn a_number_follows_its_abbreviation() {
        check("See No. 5. He said no. It is Fig. 3.", "[See No. 5.] [He said no.] [It is Fig. 3.]");
    }

    #[test]
    fn an_ellipsis_ends_one_before_a_word_that_begins_sentences() {
        check("Well ... Orr left. . . . But why", "[Well ... Orr left. . . .] [But why]");
    }

    #[test]
    fn list_numbers_stay_with_their_line() {
        check("1. Mix it. 2 eggs", "[1. Mix it.] [2 eggs]");
    }

    #[test]
    fn a_credit_stands_alone() {
        check("A boat at sea Image: Jo Doe.", "[A boat at sea] [Image: Jo Doe.]");
    }

    #[test]
    fn a_missing_blank_is_forgiven_but_addresses_stay_whole() {
        check(
            "He said so.The end. See Www.Example.Com now.",
            "[He said so.] [The end.] [See Www.Example.Com now.]",
        );
    }
}
