//! An analysed text as the resolution of references sees it.

use nutgraf::reference::{Context, scene::Scene};
use nutgraf::vocabulary::Vocabulary;
use nutgraf::{Analysis, Model};

/// The words of an analysed text.
pub(crate) fn words<'a>(text: &'a str, a: &Analysis, model: &Model) -> Vocabulary<'a> {
    Vocabulary::read(text, &a.tokens, model.lexicon(), model.clusters())
}

/// Its scene.
pub(crate) fn read<'a>(
    text: &'a str,
    a: &'a Analysis,
    vocabulary: &'a Vocabulary<'a>,
    model: &'a Model,
) -> Scene<'a> {
    Scene::new(&Context {
        text,
        article: &a.article,
        sentences: &a.sentences,
        tokens: &a.tokens,
        vocabulary,
        mentions: &a.mentions,
        entities: &a.entities,
        model,
    })
}
