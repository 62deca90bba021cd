//! Standoff annotation of the brat tool: a line for each mark, beside the plain text.
//!
//! 1. `T1\tPerson 0 14\tOumar Kellédi`: a mark; offsets count code points. Over a line end it is in
//!    pieces: `T2\tOrganization 3 9;10 17\tUnited Nations`.
//! 2. `N1\tReference T1 nutgraf:4\tOumar Kellédi`: whom it names, by number and name.
//! 3. `#1\tAnnotatorNotes T1\tscore=0.752 why=mention/crf value=2025-11-06`: the rest.
//!
//! Reading takes what brat's users do to such a file: marks without a note or a reference, in any order,
//! and lines of kinds that Nutgraf does not write, which it passes over.

use crate::annotation::{MOST_ENTITIES, Points};
use crate::document::one_line;
use crate::{Annotations, Fault, Mark};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The `.ann` file of the marks.
pub fn write(annotations: &Annotations) -> String {
    let points = Points::new(&annotations.text);
    let mut out = String::new();
    for (id, mark) in (1..).zip(&annotations.marks) {
        let pieces = pieces(annotations, mark);
        let spans: Vec<String> = pieces
            .iter()
            .map(|&(start, end)| format!("{} {}", points.at(start), points.at(end)))
            .collect();
        let words: Vec<&str> = pieces
            .iter()
            .map(|&(start, end)| annotations.text.get(start..end).unwrap_or_default())
            .collect();
        line(
            &mut out,
            format_args!("T{id}\t{} {}\t{}", label(&mark.kind), spans.join(";"), words.join(" ")),
        );
        if let Some((entity, named)) = annotations.entity(mark) {
            let name = one_line(&named.name);
            line(&mut out, format_args!("N{id}\tReference T{id} nutgraf:{entity}\t{name}"));
        }
        let mut note = format!("score={} why={}", thousandths(mark.score), mark.why);
        if let Some(value) = &mark.value {
            let _ = write!(note, " value={value}");
        }
        line(&mut out, format_args!("#{id}\tAnnotatorNotes T{id}\t{note}"));
    }
    out
}

/// Reads an `.ann` file back onto its text.
///
/// # Errors
/// A line that is no standoff annotation, or a mark that does not fit the text, with its number.
pub fn read(text: &str, ann: &str) -> Result<Annotations, Fault> {
    let points = Points::new(text);
    let mut annotations = Annotations { text: text.to_owned(), ..Annotations::default() };
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let lines = || (1..).zip(ann.lines()).map(|(number, line)| (number, line.splitn(3, '\t')));
    for (number, mut fields) in lines() {
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        if !id.starts_with('T') {
            continue;
        }
        let fault = |message: &str| Fault::at(format_args!("line {number}"), message);
        let (kind, spans) = what.split_once(' ').ok_or_else(|| fault("a mark without offsets"))?;
        let mut ends = spans.split([' ', ';']).map(|point| {
            let byte = point.parse().ok().and_then(|point| points.byte(point));
            byte.ok_or_else(|| fault("an offset that is not in the text"))
        });
        let start = ends.next().ok_or_else(|| fault("a mark without offsets"))??;
        let end = ends.try_fold(start, |_, end| end)?;
        if start >= end {
            return Err(fault("a mark that ends before it begins"));
        }
        at.insert(id, annotations.marks.len());
        annotations.marks.push(Mark {
            start,
            end,
            kind: kind_of(kind),
            entity: None,
            value: None,
            score: 1000,
            why: "import/brat".into(),
        });
    }
    for (number, mut fields) in lines() {
        let (Some(id), Some(what)) = (fields.next(), fields.next()) else { continue };
        let rest = fields.next().unwrap_or_default();
        let words: Vec<&str> = what.split(' ').collect();
        let mark = |name: &str| at.get(name).copied();
        match (id.chars().next(), words.as_slice()) {
            (Some('N'), [_, target, reference]) => {
                let Some(id) = reference.strip_prefix("nutgraf:") else { continue };
                let entity = id.parse().ok().filter(|&id| id < MOST_ENTITIES).ok_or_else(|| {
                    Fault::at(format_args!("line {number}"), "a reference without a number")
                })?;
                annotations.name(entity, rest);
                let marks = &mut annotations.marks;
                if let Some(mark) = mark(target).and_then(|at| marks.get_mut(at)) {
                    mark.entity = Some(entity);
                }
            }
            (Some('#'), ["AnnotatorNotes", target]) => {
                if let Some(mark) = mark(target).and_then(|at| annotations.marks.get_mut(at)) {
                    note(mark, rest);
                }
            }
            _ => {}
        }
    }
    Ok(annotations)
}

/// A mark without the line ends in it.
fn pieces(annotations: &Annotations, mark: &Mark) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut at = mark.start;
    for piece in annotations.words(mark).split(['\n', '\r']) {
        if !piece.is_empty() {
            pieces.push((at, at + piece.len()));
        }
        at += piece.len() + 1;
    }
    pieces
}

/// Reads the rest of what is known of a mark; a note in other words is the annotator's own.
fn note(mark: &mut Mark, note: &str) {
    let (head, value) = match note.split_once(" value=") {
        Some((head, value)) => (head, Some(value.to_owned())),
        None => (note, None),
    };
    let Some((score, why)) = head.strip_prefix("score=").and_then(|rest| rest.split_once(" why="))
    else {
        return;
    };
    let Ok(score) = score.parse::<f64>() else { return };
    mark.score = (score.clamp(0.0, 1.0) * 1000.0).round() as u32;
    why.clone_into(&mut mark.why);
    mark.value = value;
}

/// `Person`: brat's types begin with a capital.
fn label(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn kind_of(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// 0.752, 1, 0.
fn thousandths(score: u32) -> f64 {
    f64::from(score) / 1000.0
}

fn line(out: &mut String, line: std::fmt::Arguments) {
    // Strings take all.
    let _ = writeln!(out, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_over_a_line_end_is_in_pieces_and_comes_back_whole() {
        let mark = Mark {
            start: 5,
            end: 20,
            kind: "organization".into(),
            entity: Some(0),
            value: None,
            score: 752,
            why: "mention/crf".into(),
        };
        let annotations = Annotations {
            text: "Thé United\r\nNations".into(),
            entities: vec![crate::Named { name: "United Nations".into() }],
            marks: vec![mark],
        };
        let ann = write(&annotations);
        assert_eq!(
            "T1\tOrganization 4 10;12 19\tUnited Nations\n\
             N1\tReference T1 nutgraf:0\tUnited Nations\n\
             #1\tAnnotatorNotes T1\tscore=0.752 why=mention/crf\n",
            ann
        );
        assert_eq!(Ok(annotations.clone()), read(&annotations.text, &ann));
    }

    #[test]
    fn a_mark_that_an_annotator_added_is_read() {
        let read = read("Anna met Bo.", "R1\tKnows Arg1:T1 Arg2:T2\nT2\tPerson 9 11\tBo\n")
            .expect("it fits");
        assert_eq!(Some("Bo"), read.marks.first().map(|mark| read.words(mark)));
    }

    #[test]
    fn an_offset_that_is_not_in_the_text_is_told_with_its_line() {
        let fault = read("Anna", "\nT1\tPerson 0 9\tAnna").expect_err("too far");
        assert_eq!("line 2: an offset that is not in the text", fault.to_string());
    }
}
