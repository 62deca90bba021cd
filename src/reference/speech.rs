//! `I` in someone's words is the one who says them.
//!
//! References are found before statements, which need them; here those of the first person are set right by what the
//! statements tell: `he said` of whoever spoke before is that one, and nobody with a name if that one had none; `I`, `me`, `my` in the quotation marks of a statement are its speaker, if that is a person. Of a
//! speaker who has no name they are nobody's.

use super::anaphor::{Class, pronoun};
use super::scene::quoted;
use crate::order;
use crate::{
    Entity, Kind, Reference, ReferenceKind, Sentence, Span, Statement, StatementKind, Token,
};

/// How sure it is, besides the sureness of the statement.
const SURE: f32 = 0.95;

/// Sets whom `I` means in the words of statements.
pub(crate) fn settle(
    text: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    entities: &[Entity],
    statements: &[Statement],
    references: &mut Vec<Reference>,
) {
    sources(sentences, statements, references);
    first_persons(text, sentences, tokens, entities, statements, references);
    references.retain(|reference| reference.entity.is_some() || !reference.candidates.is_empty());
}

/// Sets whom `I` means; of a speaker without a name nobody.
fn first_persons(
    text: &str,
    sentences: &[Sentence],
    tokens: &[Token],
    entities: &[Entity],
    statements: &[Statement],
    references: &mut Vec<Reference>,
) {
    let spoken = |s: &&Statement| s.kind != StatementKind::Indirect && s.source.is_some();
    let mut parts: Vec<(Span, &Statement)> = Vec::new();
    for statement in statements.iter().filter(spoken) {
        parts.extend(statement.content.iter().map(|&part| (part, statement)));
    }
    if parts.is_empty() {
        return;
    }
    // The words of a statement inside another come behind it, and count.
    order::by(&mut parts, |&(part, _)| {
        u128::from(part.start) << 32 | u128::from(u32::MAX - part.end)
    });
    let quoted = quoted(text, sentences, tokens);
    let mut found: Vec<(Span, u32, &Statement)> = Vec::new();
    for &(part, statement) in &parts {
        let first = tokens.partition_point(|token| token.span.start < part.start);
        let inside = tokens.iter().enumerate().skip(first);
        for (at, token) in inside.take_while(|(_, token)| token.span.end <= part.end) {
            if quoted.get(at) == Some(&true) && is_first_person(token.span.of(text)) {
                found.push((token.span, token.sentence, statement));
            }
        }
    }
    order::by(&mut found, |&(span, ..)| order::span(span));
    let mut said: Vec<Reference> = Vec::new();
    for same in found.chunk_by(|a, b| a.0 == b.0) {
        let Some(&(span, sentence, statement)) = same.last() else { continue };
        let known = references.binary_search_by_key(&span, |reference| reference.span).ok();
        let person = |&id: &u32| entities.get(id as usize).is_some_and(|e| e.kind == Kind::Person);
        if let Some(speaker) = statement.speaker.filter(person) {
            let reference = Reference {
                span,
                sentence,
                entity: Some(speaker),
                kind: ReferenceKind::Pronoun,
                candidates: Vec::new(),
                score: SURE * statement.score,
                why: "reference/speech",
            };
            match known.and_then(|at| references.get_mut(at)) {
                Some(known) => *known = reference,
                None => said.push(reference),
            }
        } else if statement.why == "statement/unnamed" {
            nobody(known.and_then(|at| references.get_mut(at)));
        }
    }
    references.append(&mut said);
    order::by(references, |reference| order::span(reference.span));
}

/// Whoever spoke before and goes on as `he` or `the chief` is who these words mean.
fn sources(sentences: &[Sentence], statements: &[Statement], references: &mut Vec<Reference>) {
    let mut said: Vec<Reference> = Vec::new();
    for statement in statements {
        let Some(source) = statement.source else { continue };
        let known = references.binary_search_by_key(&source, |reference| reference.span);
        if statement.why == "statement/unnamed" {
            nobody(known.ok().and_then(|at| references.get_mut(at)));
        }
        let Some(speaker) = statement.speaker else { continue };
        match (statement.why, known) {
            ("statement/speaker-before" | "statement/description", Ok(at)) => {
                let known = references.get_mut(at);
                if let Some(reference) = known.filter(|r| r.entity != Some(speaker)) {
                    reference.entity = Some(speaker);
                    reference.candidates.clear();
                    reference.why = "reference/speech";
                }
            }
            ("statement/description", Err(at)) => {
                let next = references.get(at).is_some_and(|next| next.span.start < source.end);
                let before = at.checked_sub(1).and_then(|at| references.get(at));
                if next || before.is_some_and(|before| before.span.end > source.start) {
                    continue;
                }
                let sentence = sentences.partition_point(|s| s.span.end <= source.start) as u32;
                said.push(Reference {
                    span: source,
                    sentence,
                    entity: Some(speaker),
                    kind: ReferenceKind::Description,
                    candidates: Vec::new(),
                    score: SURE * statement.score,
                    why: "reference/speech",
                });
            }
            _ => {}
        }
    }
    references.append(&mut said);
    order::by(references, |reference| order::span(reference.span));
    references.dedup_by_key(|reference| reference.span);
}

/// Lets a pronoun mean nobody who is named.
fn nobody(reference: Option<&mut Reference>) {
    if let Some(reference) = reference.filter(|r| r.kind == ReferenceKind::Pronoun) {
        reference.entity = None;
        reference.candidates.clear();
    }
}

/// True for `I` and its forms.
fn is_first_person(word: &str) -> bool {
    word == "I"
        || word.len() > 1
            && word.starts_with(['I', 'i', 'M', 'm'])
            && word.len() <= "myself".len()
            && matches!(pronoun(&word.to_lowercase()), Some((Class::I, _)))
            && !word.chars().all(char::is_uppercase)
}
