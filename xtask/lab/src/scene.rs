//! An analysed text as the resolution of references sees it.

use nutgraf::reference::{Context, scene::Scene};
use nutgraf::vocabulary::Vocabulary;
use nutgraf::{Analysis, Model, Tag, tag};

/// The words of an analysed text.
pub(crate) fn words<'a>(text: &'a str, a: &Analysis, model: &Model) -> Vocabulary<'a> {
    Vocabulary::read(text, &a.tokens, model.lexicon(), model.clusters())
}

/// Their parts of speech.
pub(crate) fn tags(a: &Analysis, vocabulary: &Vocabulary, model: &Model) -> Vec<Tag> {
    tag::assign(&a.tokens, vocabulary, &a.mentions, model)
}

/// Its scene.
pub(crate) fn read<'a>(
    text: &'a str,
    a: &'a Analysis,
    vocabulary: &'a Vocabulary<'a>,
    tags: &'a [Tag],
    model: &'a Model,
) -> Scene<'a> {
    Scene::new(&Context {
        text,
        article: &a.article,
        sentences: &a.sentences,
        tokens: &a.tokens,
        vocabulary,
        tags,
        mentions: &a.mentions,
        entities: &a.entities,
        model,
    })
}
