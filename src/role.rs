//! Roles: what the text says people are, and where they belong.
//!
//! In: tokens, mentions, entities. Out: roles by entity, each said once, with the words that prove it.
//!
//! 1. `role/before`: the title that ends where the name begins: `U.S. Special Envoy for Syria Tom Barrack`,
//!    `police spokesman Ali Saleh`, `writer and translator Mia Orr`. Honorifics (`Mr`) and styles (`His Excellency`) are none,
//!    and `an aide to Minister Orr` is not the minister. A plural is the title of all names in its row: `senators A and B`.
//! 2. `role/behind`: what stands between the name, or brackets behind it, and the next comma: `Mia Orr (Labour), the head of
//!    Oxfam in Kenya, said`; or between dashes.
//! 3. `role/apposed`: a description, a comma, the name: `the country's president, Mia Orr, said`; without an article where its
//!    owner or a body stands before it, or where it begins a sentence or with the capital of a title; a rank may part it from
//!    the name: `the station's commander, Captain Mia Orr`.
//! 4. `role/is`: `Mia Orr is the head of Oxfam`, `who was mayor`, `who heads Oxfam`, `served as envoy`.
//! 5. `role/age`: `Mia Orr, 34,`, `aged 34`, `34-year-old Mia Orr`.
//! 6. `role/nationality`: a people before a title that is no office: `Kenyan runner Mia Orr`.
//! 7. `role/member`: `Mia Orr of Oxfam`, `Mia Orr, from Oxfam,`, `Mia Orr (Labour)`, `Oxfam’s Mia Orr`.
//!
//! The body and the place are those named in the title; where an office of a state has neither, it is the country
//! named last before it in the sentence, marked as inferred.
//!
//! Does not: read roles out of other verbs (`was elected mayor`), or follow pronouns (`he is the mayor`).

mod apposed;
mod before;
mod beside;
mod is;
mod phrase;
mod several;

use crate::{Entity, Kind, Mention, Model, Role, RoleKind, RoleTense, Token, Why};
use phrase::Page;
use std::collections::BTreeSet;
use std::ops::Range;

/// Roles of one entity that are told.
const MOST: usize = 8;

/// Finds what people are.
pub(crate) fn find(
    text: &str,
    tokens: &[Token],
    mentions: &[Mention],
    entities: &[Entity],
    model: &Model,
) -> Vec<Role> {
    let page = Page::new(text, tokens, mentions, entities, &model.lexicon);
    let mut roles = Vec::new();
    for (id, entity) in entities.iter().enumerate().filter(|(_, e)| e.kind == Kind::Person) {
        let mut said = BTreeSet::new();
        let first = roles.len();
        for &mention in &entity.mentions {
            for role in of_mention(&page, id as u32, mention) {
                let words = role.title.of(text).to_lowercase();
                if roles.len() - first < MOST && said.insert((role.kind, words)) {
                    roles.push(role);
                }
            }
        }
    }
    roles
}

/// What stands around one mention.
fn of_mention(page: &Page, entity: u32, mention: u32) -> Vec<Role> {
    let name = page.naming.tokens(mention);
    let mut roles = Vec::new();
    if let Some(title) = page.title_before(name.start) {
        roles.extend(role(page, entity, &name, title.clone(), "role/before"));
        roles.extend(nationality(page, entity, &name, &title));
    } else if let Some(title) = page.shared_title(&name) {
        roles.extend(role(page, entity, &name, title, "role/before"));
    }
    if let Some(age) = page.age(&name) {
        roles.extend(said(page, entity, &name, RoleKind::Age, age, "role/age"));
    }
    for (title, why) in [
        (page.title_behind(name.end), "role/behind"),
        (page.apposed_before(&name), "role/apposed"),
        (page.said_to_be(name.end), "role/is"),
    ] {
        if let Some(title) = title {
            roles.extend(role(page, entity, &name, title.clone(), why));
            roles.extend(nationality(page, entity, &name, &title));
        }
    }
    for body in page.member(name.end).into_iter().chain(page.member_before(name.start)) {
        roles.extend(said(page, entity, &name, RoleKind::Member, body, "role/member"));
    }
    roles
}

/// An office with the body and the place that its words name.
fn role(
    page: &Page,
    entity: u32,
    name: &Range<usize>,
    title: Range<usize>,
    why: Why,
) -> Option<Role> {
    let mut role = said(page, entity, name, RoleKind::Office, title.clone(), why)?;
    role.tense = page.tense(&title);
    if role.organization.is_none() && role.place.is_none() && page.is_office(&title) {
        role.place = page.country_before(title.start);
        role.inferred = role.place.is_some();
    }
    Some(role)
}

/// `Kenyan` of `Kenyan runner`.
fn nationality(
    page: &Page,
    entity: u32,
    name: &Range<usize>,
    title: &Range<usize>,
) -> Option<Role> {
    if page.is_office(title) {
        return None;
    }
    let people = page.mentions_in(title).find(|&(_, kind)| kind == Kind::Group)?.0;
    if !page.is_nationality(people) {
        return None;
    }
    let words = page.naming.tokens(people);
    said(page, entity, name, RoleKind::Nationality, words, "role/nationality")
}

/// A role as its words say it.
fn said(
    page: &Page,
    entity: u32,
    name: &Range<usize>,
    kind: RoleKind,
    title: Range<usize>,
    why: Why,
) -> Option<Role> {
    let named = |wanted: &[Kind]| {
        let mut found = page.mentions_in(&title).filter(|(_, kind)| wanted.contains(kind));
        found.next().and_then(|(mention, _)| page.naming.entity_of(mention))
    };
    let span = page.span(&title)?;
    let score = match why {
        "role/before" | "role/age" => 0.9,
        "role/nationality" | "role/behind" => 0.85,
        _ => 0.75,
    };
    Some(Role {
        entity,
        kind,
        title: span,
        tense: RoleTense::Current,
        organization: named(&[Kind::Organization]),
        place: named(&[Kind::Location, Kind::Group]),
        evidence: span.cover(page.span(name)?),
        inferred: false,
        score,
        why,
    })
}

#[cfg(test)]
mod tests {
    use crate::{Model, Options};

    /// Roles as `name: kind title`, in order.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let a = crate::analyze(text, Model::shared(), &Options::default());
        let found: Vec<String> = a
            .roles
            .iter()
            .map(|r| {
                let name = &a.entities[r.entity as usize].name;
                format!("{name}: {} {}", r.kind.name(), r.title.of(text))
            })
            .collect();
        assert_eq!(expected, found, "{text}");
    }

    #[test]
    fn titles_stand_before_the_name() {
        check(
            "Foreign Minister Lena Okafor met former French president Paul Duarte in Lisbon.",
            &[
                "Lena Okafor: office Foreign Minister",
                "Paul Duarte: office former French president",
            ],
        );
    }

    #[test]
    fn titles_stand_behind_the_name() {
        check(
            "Lena Okafor, the head of Oxfam in Kenya, said so.",
            &["Lena Okafor: office head of Oxfam in Kenya"],
        );
    }

    #[test]
    fn descriptions_stand_before_the_name() {
        check(
            "The opposition leader, Lena Okafor, met Oxfam. Its spokesman, Paul Duarte, said so.",
            &["Lena Okafor: office opposition leader", "Paul Duarte: office spokesman"],
        );
    }

    #[test]
    fn titles_stand_in_lists_and_behind_owners() {
        check(
            "Lena Okafor, an actor, director, and playwright, met the Kenyan regime's Foreign Minister Paul Duarte.",
            &[
                "Lena Okafor: office actor, director, and playwright",
                "Paul Duarte: office Kenyan regime's Foreign Minister",
            ],
        );
    }

    #[test]
    fn clauses_tell_what_somebody_heads() {
        check(
            "Lena Okafor, who heads the union, said so.",
            &["Lena Okafor: office heads the union"],
        );
    }

    #[test]
    fn verbs_tell_what_somebody_served_as() {
        check(
            "Lena Okafor, who served as envoy to Malta, left. They met Mia Orr, who serves as mayor of Lisbon and builds ports.",
            &["Lena Okafor: office envoy to Malta", "Mia Orr: office mayor of Lisbon"],
        );
    }

    #[test]
    fn owners_stand_behind_the_name() {
        check(
            "“It is late,” said Lena Okafor, Duarte's campaign manager. Paul Duarte left.",
            &["Lena Okafor: office Duarte's campaign manager"],
        );
    }

    #[test]
    fn ages_are_told_in_three_ways() {
        check("Lena Okafor, 34, said so.", &["Lena Okafor: age 34"]);
        check("Lena Okafor, aged 34, said so.", &["Lena Okafor: age 34"]);
        check(
            "Lena Okafor, a 34-year-old lawyer, said so.",
            &["Lena Okafor: age 34", "Lena Okafor: office 34-year-old lawyer"],
        );
    }

    #[test]
    fn owners_and_bodies_stand_before_the_name() {
        check(
            "Paul Duarte came. Duarte's lawyer Lena Okafor met Oxfam's Mia Orr.",
            &["Lena Okafor: office Duarte's lawyer", "Mia Orr: member Oxfam"],
        );
    }

    #[test]
    fn titles_may_have_a_hyphen_or_name_their_bearer() {
        check(
            "Lena Okafor (co-founder, Oxfam) met a teacher named Paul Duarte.",
            &["Lena Okafor: office co-founder", "Paul Duarte: office teacher"],
        );
    }

    #[test]
    fn titles_end_with_what_they_name_and_begin_with_a_title() {
        check(
            "Lena Okafor, now a lawyer of Kisumu district, gave thanks to Prime Minister Paul Duarte.",
            &[
                "Lena Okafor: office lawyer of Kisumu district",
                "Paul Duarte: office Prime Minister",
            ],
        );
    }

    #[test]
    fn honorifics_are_no_titles() {
        check("Mr. Duarte met Mrs Okafor in Lisbon.", &[]);
    }
}
