//! A record of a source and the article in it.
//!
//! A source only cuts: what a record means is read on all cores, by [`Record::article`].

use crate::source::Columns;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use jiff::civil::Date;
use nutgraf_exchange::Page;
use serde_json::Value;

/// A record as it was cut from its source.
#[derive(Debug)]
pub(crate) struct Record {
    /// Its place among all records, from one.
    pub(crate) number: u64,
    /// Where it came from, to be told with what is wrong: `archive.jsonl, line 7`.
    pub(crate) origin: String,
    pub(crate) raw: Raw,
}

/// What a record holds.
#[derive(Debug)]
pub(crate) enum Raw {
    /// A line of JSON.
    Line(Vec<u8>),
    /// The cells of a row.
    Cells { id: Option<String>, text: Option<String>, published: Option<String> },
    /// A file of text.
    Text { id: String, bytes: Vec<u8> },
    /// A web page, and what its server said of its encoding.
    Page { id: String, bytes: Vec<u8>, charset: Option<String> },
    /// What could not be cut, and why.
    Broken(String),
}

/// An article to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// What the archive calls it; the number of the record if it has no name for it.
    pub id: Value,
    /// The text that is read.
    pub text: String,
    /// When it was published, if the archive says so.
    pub published: Option<Date>,
}

impl Record {
    /// The article, or why there is none.
    pub(crate) fn article(&self, columns: &Columns) -> Result<Article, String> {
        let number = || Value::from(self.number);
        match &self.raw {
            Raw::Broken(reason) => Err(reason.clone()),
            Raw::Line(line) => of_json(line, columns, number),
            Raw::Cells { id, text, published } => {
                let text = text.clone().ok_or_else(|| no_text(columns))?;
                let id = id.clone().map_or_else(number, Value::String);
                Ok(Article { id, text, published: published.as_deref().map_or(Ok(None), date)? })
            }
            Raw::Text { id, bytes } => {
                let (text, _) = decode(bytes, None).ok_or("it is not text")?;
                Ok(Article { id: Value::String(id.clone()), text, published: None })
            }
            Raw::Page { id, bytes, charset } => {
                let charset = charset.clone().or_else(|| declared(bytes));
                let (markup, _) = decode(bytes, charset.as_deref()).ok_or("it is not text")?;
                let page = Page::read(&markup);
                if page.text.is_empty() {
                    return Err("the page holds no article".into());
                }
                let published = page.published.as_deref().and_then(|day| day.parse().ok());
                Ok(Article { id: Value::String(id.clone()), text: page.article(), published })
            }
        }
    }
}

fn of_json(
    line: &[u8],
    columns: &Columns,
    number: impl FnOnce() -> Value,
) -> Result<Article, String> {
    let mut object: Value =
        serde_json::from_slice(line).map_err(|e| format!("it is no JSON object ({e})"))?;
    let mut field = |name: &str| object.get_mut(name).map(Value::take).filter(|v| !v.is_null());
    let Some(Value::String(text)) = field(&columns.text) else { return Err(no_text(columns)) };
    let published = match field(&columns.published) {
        Some(Value::String(day)) => date(&day)?,
        Some(other) => return Err(no_date(&other.to_string())),
        None => None,
    };
    Ok(Article { id: field(&columns.id).unwrap_or_else(number), text, published })
}

fn no_text(columns: &Columns) -> String {
    format!("it has no text in “{}”; --text-column names another", columns.text)
}

fn no_date(given: &str) -> String {
    format!("{given} is no date; write it as 2025-12-31")
}

/// A day, or the day of a moment (`2025-12-14T10:00:00Z`); none for a blank.
///
/// # Errors
/// Says how a date is written.
pub fn date(given: &str) -> Result<Option<Date>, String> {
    let given = given.trim();
    if given.is_empty() {
        return Ok(None);
    }
    let day = match given.get(10..11) {
        Some("T" | " ") => given.get(..10).unwrap_or(given),
        _ => given,
    };
    day.parse().map(Some).map_err(|_| no_date(given))
}

/// Bytes as text, and whether it took a guess: a byte order mark decides; else what `charset` names; else UTF-8;
/// else Windows-1252, which is the guess. The mark of UTF-8 stays, as a character of the text, so that offsets
/// are those of the file. Nothing if the bytes are no text at all.
pub fn decode(bytes: &[u8], charset: Option<&str>) -> Option<(String, bool)> {
    let named = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((named.unwrap_or(UTF_8), 0));
    let skipped = if encoding == UTF_8 { 0 } else { mark };
    let (text, faults) =
        encoding.decode_without_bom_handling(bytes.get(skipped..).unwrap_or_default());
    if !faults {
        return Some((text.into_owned(), false));
    }
    if bytes.contains(&0) {
        return None;
    }
    Some((WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true))
}

/// Bytes of a page in which HTML wants its encoding to be named.
const PRESCAN: usize = 1024;

/// The encoding that a page names in itself: `<meta charset=…>` or its older form.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .collect();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(raw: Raw) -> Result<Article, String> {
        Record { number: 3, origin: String::new(), raw }.article(&Columns::default())
    }

    #[test]
    fn a_line_has_a_text_and_perhaps_a_name_and_a_day() {
        let line = |json: &str| article(Raw::Line(json.into()));
        let full = line(r#"{"id": 7, "text": "A.", "published": "2025-12-14T10:00:00Z"}"#);
        let day = "2025-12-14".parse().ok();
        assert_eq!(Ok(Article { id: 7.into(), text: "A.".into(), published: day }), full);
        assert_eq!(Ok(Value::from(3)), line(r#"{"text": "A."}"#).map(|a| a.id));
        for (broken, told) in [
            ("{", "JSON"),
            ("[1]", "text"),
            (r#"{"text": 1}"#, "--text-column"),
            (r#"{"text": "A.", "published": "soon"}"#, "2025-12-31"),
        ] {
            let reason = line(broken).expect_err(broken);
            assert!(reason.contains(told), "{reason}");
        }
    }

    #[test]
    fn a_page_is_decoded_as_it_or_its_server_says() {
        let page = |charset: &str, bytes: &[u8]| {
            let head = format!("<html><head>{charset}</head><body><article><p>");
            let tail = b" opened again on Monday after nine years of building, the council said.</p></article>";
            [head.as_bytes(), bytes, tail].concat()
        };
        let read = |bytes, charset| {
            article(Raw::Page { id: "u".into(), bytes, charset }).expect("a page").text
        };
        let text = read(page("<meta charset='windows-1251'>", b"\xcf\xe0\xf0\xea"), None);
        assert!(text.contains("Парк"), "{text}");
        let text = read(page("", b"\xcf\xe0\xf0\xea"), Some("windows-1251".into()));
        assert!(text.contains("Парк"), "{text}");
    }

    #[test]
    fn bytes_that_are_no_text_are_rejected() {
        let picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe".to_vec();
        assert!(article(Raw::Text { id: "p".into(), bytes: picture }).is_err());
    }
}
