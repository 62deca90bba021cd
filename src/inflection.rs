//! The forms of English verbs and nouns, for tables that hold base forms alone.

use crate::order;

/// The form in which a verb stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// `attack`, `attacks`.
    Present,
    /// `took`: past alone.
    Past,
    /// `attacked`: past or participle.
    Either,
    /// `taken`: participle alone.
    Participle,
    /// `attacking`.
    Ing,
}

/// Past and participle of irregular verbs by base form, in the order of their letters: `model/irregular-verbs.tsv`.
#[derive(Debug)]
pub(crate) struct Irregular<'a>(Vec<(&'a str, &'a str, &'a str)>);

/// The rows of a table that are no comments.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl<'a> Irregular<'a> {
    /// Of the table; none if it cannot be read.
    pub(crate) fn load(table: &'a [u8]) -> Option<Self> {
        let read = |row: &'a str| {
            let mut cells = row.split('\t');
            Some((cells.next()?, cells.next()?, cells.next()?))
        };
        let read = rows(std::str::from_utf8(table).ok()?).map(read);
        let mut verbs = read.collect::<Option<Vec<_>>>()?;
        order::by_words(&mut verbs, |&(base, ..)| base);
        Some(Self(verbs))
    }

    /// The forms of a verb by the rules of English spelling.
    pub(crate) fn forms(&self, verb: &str) -> Vec<(VerbForm, String)> {
        let letters: Vec<char> = verb.chars().collect();
        let stem = verb.strip_suffix('e').unwrap_or(verb);
        let doubled = match letters.as_slice() {
            // One syllable, or stress on the last one.
            [rest @ .., vowel, last]
                if is_vowel(*vowel) && !is_vowel(*last) && !"wxy".contains(*last) =>
            {
                let short = rest.iter().filter(|c| is_vowel(**c)).count() == 0;
                let stressed = [
                    "dmit", "efer", "ommit", "ccur", "ebut", "ontrol", "ermit", "xtol", "orget",
                    "ebel",
                ];
                short || stressed.iter().any(|end| verb.ends_with(end))
            }
            _ => false,
        };
        let base = if doubled {
            letters.last().map_or_else(String::new, |last| format!("{verb}{last}"))
        } else {
            stem.to_owned()
        };
        let past = match verb.strip_suffix('y') {
            Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ied"),
            _ => format!("{base}ed"),
        };
        let ing = match verb.strip_suffix("ie") {
            Some(stem) => format!("{stem}ying"),
            None if verb.ends_with("ee") || verb.ends_with("ye") => format!("{verb}ing"),
            None => format!("{base}ing"),
        };
        let mut forms = vec![
            (VerbForm::Present, verb.to_owned()),
            (VerbForm::Present, plural(verb)),
            (VerbForm::Ing, ing),
        ];
        let known = self.0.binary_search_by(|(base, ..)| (*base).cmp(verb)).ok();
        match known.and_then(|at| self.0.get(at)) {
            Some((base, ..)) if *base == "be" => {
                forms.clear();
                let be = ["be", "is", "are", "was", "were", "been", "being"];
                forms.extend(be.map(|form| (VerbForm::Past, form.to_owned())));
            }
            Some((_, past, participle)) if past == participle => {
                forms.push((VerbForm::Either, (*past).to_owned()));
            }
            Some((_, past, participle)) => {
                forms.push((VerbForm::Past, (*past).to_owned()));
                forms.push((VerbForm::Participle, (*participle).to_owned()));
            }
            None => forms.push((VerbForm::Either, past)),
        }
        forms
    }
}

fn is_vowel(c: char) -> bool {
    "aeiou".contains(c)
}

/// With an s, by the rules of English spelling.
pub(crate) fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => {
            format!("{word}es")
        }
        _ if word.ends_with('o') => format!("{word}es"),
        _ => format!("{word}s"),
    }
}
