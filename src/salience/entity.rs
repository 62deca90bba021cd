//! How much the article is about each entity.

use crate::{BlockKind, Entity, Mention};

/// Mentions at which the frequency part is a half.
const HALF_COUNT: f32 = 3.0;

/// Weights of the parts: frequency, headline, earliness, spread. They add up to 1.
const WEIGHTS: [f32; 4] = [0.45, 0.25, 0.2, 0.1];

/// Salience of each entity, 0–1; `kinds` by sentence.
pub(super) fn score(kinds: &[BlockKind], mentions: &[Mention], entities: &[Entity]) -> Vec<f32> {
    entities.iter().map(|entity| of_one(kinds, mentions, entity)).collect()
}

fn of_one(kinds: &[BlockKind], mentions: &[Mention], entity: &Entity) -> f32 {
    let sentences = kinds.len().max(1) as f32;
    let mut headline = 0.0;
    let mut count = 0.0;
    let (mut first, mut last) = (None, 0.0);
    for mention in entity.mentions.iter().filter_map(|&id| mentions.get(id as usize)) {
        match kinds.get(mention.sentence as usize) {
            Some(BlockKind::Title | BlockKind::Standfirst) => headline = 1.0,
            // Who wrote it and what else there is to read is not what it is about.
            Some(
                BlockKind::Byline | BlockKind::Meta | BlockKind::Boilerplate | BlockKind::Caption,
            ) => continue,
            _ => {}
        }
        count += 1.0;
        let place = mention.sentence as f32;
        first.get_or_insert(place);
        last = place;
    }
    let Some(first) = first else { return 0.0 };
    let parts = [
        count / (count + HALF_COUNT),
        headline,
        1.0 - first / sentences,
        (last - first) / sentences,
    ];
    parts.iter().zip(WEIGHTS).map(|(part, weight)| part * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Span};

    fn mention(sentence: u32) -> Mention {
        Mention { span: Span::new(0, 1), sentence, kind: Kind::Person, score: 1.0, why: "test" }
    }

    fn entity(mentions: Vec<u32>) -> Entity {
        Entity { name: "x".into(), kind: Kind::Person, mentions }
    }

    #[test]
    fn whom_the_headline_names_comes_first() {
        let kinds = [BlockKind::Title, BlockKind::Paragraph, BlockKind::Paragraph];
        let mentions = [mention(0), mention(1), mention(2)];
        let found = score(&kinds, &mentions, &[entity(vec![1]), entity(vec![0, 2])]);
        assert!(found[1] > found[0], "{found:?}");
    }

    #[test]
    fn the_author_is_not_what_the_article_is_about() {
        let kinds = [BlockKind::Byline, BlockKind::Paragraph];
        assert_eq!(vec![0.0], score(&kinds, &[mention(0)], &[entity(vec![0])]));
    }

    #[test]
    fn the_parts_add_up_to_one() {
        assert!((WEIGHTS.iter().sum::<f32>() - 1.0).abs() < 1e-6);
    }
}
