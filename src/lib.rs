//! Reads a news article and pins every finding to the words that prove it.
//!
//! ```text
//! text ─ article ─ sentence ─ token ─┬─ timex ─────┬─ timeline
//!                                    ├─ quantity ──┴──────────────────┐
//!                                    └─ mention ─ entity ─ reference ─┼─ statement ─┬─ figure ─ summary
//!                                          └─ tag ────────┴───────────┴─────────────┴─ event ─ answer
//! ```
//!
//! [`analyze`] is a pure function that cannot fail; only loading a [`Model`] can. Each stage is the
//! module named for the noun that it produces, with one public function.
//!
//! ```
//! let model = nutgraf::Model::builtin();
//! let analysis = nutgraf::analyze("Ada Lovelace lived in London.", &model, &Default::default());
//! assert_eq!(1, analysis.sentences.len());
//! ```

mod answer;
mod article;
mod bytes;
mod chars;
mod compare;
mod content;
mod correction;
mod cursor;
mod day;
mod draft;
mod entity;
mod event;
mod figure;
mod filled;
mod fnv;
mod front;
mod inflection;
pub mod keyphrase;
mod language;
pub mod lexicon;
mod memory;
pub mod mention;
mod model;
mod naming;
mod notice;
mod numeral;
pub mod offsets;
mod order;
pub mod place;
mod quantity;
mod reader;
mod reading;
pub mod reference;
mod role;
pub mod rows;
pub mod salience;
mod sentence;
mod sourcing;
mod span;
pub mod statement;
mod summary;
pub mod tag;
mod timeline;
mod timex;
mod token;
pub mod topic;
mod types;
mod units;
pub mod vocabulary;
mod voice;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod wire;

pub use compare::{Told, compare};
pub use draft::Draft;
pub use model::{Model, ModelError};
pub use span::Span;
pub use types::*;
use vocabulary::Vocabulary;

/// The longest text that is read, in bytes: spans are 32-bit and tokens take some 20 times the text.
/// A longer one is cut at a line end before it and a notice says so.
pub const MAX_BYTES: usize = 64 << 20;

/// Reads an article.
pub fn analyze(text: &str, model: &Model, options: &Options) -> Analysis {
    analyze_observed(text, model, options, &mut |_| ())
}

/// Reads an article and tells `done` the name of each stage when it has ended, for timing.
pub fn analyze_observed(
    text: &str,
    model: &Model,
    options: &Options,
    done: &mut impl FnMut(&'static str),
) -> Analysis {
    read(text, model, options, &mut Draft::default(), done)
}

/// Reads the next version of an article that somebody writes: what [`analyze_observed`] would say, with less work where the
/// text is as it was in the version that `draft` was given to last.
pub fn reread(
    text: &str,
    model: &Model,
    options: &Options,
    draft: &mut Draft,
    done: &mut impl FnMut(&'static str),
) -> Analysis {
    draft.begin(text);
    read(text, model, options, draft, done)
}

#[expect(clippy::too_many_lines, reason = "the pipeline, stage by stage")]
fn read(
    text: &str,
    model: &Model,
    options: &Options,
    draft: &mut Draft,
    done: &mut impl FnMut(&'static str),
) -> Analysis {
    let pasted = text;
    let text = notice::readable(pasted);
    let article = article::read(text, model);
    done("article");
    let sentences = sentence::split(text, &article, model);
    done("sentence");
    let tokens = token::scan(text, &sentences);
    let vocabulary = Vocabulary::read(text, &tokens, &model.lexicon, &model.clusters);
    done("token");
    let stated = article.published.as_ref().or(article.updated.as_ref()).map(|p| p.date);
    let words = reader::Words::read(text, &tokens, &vocabulary, &model.lexicon);
    let timexes = timex::find(&words, options.published.or(stated));
    done("timex");
    let quantities = quantity::find(text, &tokens, &words, &timexes, model);
    done("quantity");
    let names = &mut draft.names;
    let mentions = mention::find(text, &article, &tokens, &vocabulary, model, names);
    let mentions = correction::amend(text, &tokens, mentions, &options.corrections);
    done("mention");
    let entities = entity::resolve(text, &mentions, model);
    let entities = correction::regroup(text, &mentions, entities, &options.corrections);
    done("entity");
    let tags = tag::reassign(text, &tokens, &vocabulary, &mentions, model, &mut draft.tags);
    done("tag");
    let seen = reference::Context {
        text,
        article: &article,
        sentences: &sentences,
        tokens: &tokens,
        vocabulary: &vocabulary,
        tags: &tags,
        mentions: &mentions,
        entities: &entities,
        model,
    };
    let mut references = reference::find(&seen);
    done("reference");
    let context = statement::Context {
        article: &article,
        sentences: &sentences,
        tokens: &tokens,
        vocabulary: &vocabulary,
        tags: &tags,
        mentions: &mentions,
        entities: &entities,
        references: &references,
    };
    let statements = statement::find(text, &context, model, draft);
    reference::speech::settle(text, &sentences, &tokens, &entities, &statements, &mut references);
    done("statement");
    let said =
        voice::Context { words: &words, tags: &tags, mentions: &mentions, statements: &statements };
    let voice = voice::find(&said, model);
    done("voice");
    let told = event::Context {
        text,
        sentences: &sentences,
        tokens: &tokens,
        words: &words,
        tags: &tags,
        mentions: &mentions,
        entities: &entities,
        references: &references,
        statements: &statements,
        timexes: &timexes,
    };
    let events = event::find(&told, model);
    done("event");
    let asked = answer::Context { article: &article, told: &told, events: &events };
    let answers = answer::find(&asked);
    done("answer");
    let roles = role::find(text, &tokens, &mentions, &entities, model);
    done("role");
    let heard = sourcing::Context {
        article: &article,
        sentences: &sentences,
        tokens: &tokens,
        entities: &entities,
        roles: &roles,
        statements: &statements,
    };
    let sourcing = sourcing::profile(text, &heard, model);
    done("sourcing");
    let places = place::find(text, &article, &tokens, &mentions, &entities, model);
    done("place");
    let timeline = timeline::draw(text, &article, &sentences, &words, &timexes);
    done("timeline");
    let known = figure::Article {
        text,
        words: &words,
        timexes: &timexes,
        quantities: &quantities,
        mentions: &mentions,
        entities: &entities,
        statements: &statements,
    };
    let (figures, checks) = figure::find(&known, model);
    done("figure");
    let topics = topic::tell(&tokens, &vocabulary, model);
    done("topic");
    let keyphrases = keyphrase::find(&words, &article, &sentences, &mentions, model);
    done("keyphrase");
    let content = content::Content::read(&words, sentences.len());
    let salience = salience::score(&words, &content, &article, &sentences, &mentions, &entities);
    let summary = summary::select(&words, &content, &article, &sentences, &salience, options);
    done("summary");
    let reading = reading::measure(&words, model);
    let notices = notice::tell(pasted, text, &tokens, &reading, model);
    done("reading");
    Analysis {
        notices,
        article,
        sentences,
        tokens,
        timexes,
        quantities,
        mentions,
        entities,
        references,
        roles,
        places,
        statements,
        events,
        answers,
        voice,
        sourcing,
        figures,
        checks,
        timeline,
        topics,
        keyphrases,
        salience,
        summary,
        reading,
    }
}
