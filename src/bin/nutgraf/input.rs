//! Text from a file or from standard input.

use crate::Failure;
use std::io::Read;
use std::path::Path;

/// The path that means standard input.
pub(crate) const STDIN: &str = "-";

/// Reads a file, or standard input for `-`, as text.
///
/// What is read as Windows-1252 for want of anything better is told.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let mut name = path.display().to_string();
    if path.as_os_str() == STDIN {
        "standard input".clone_into(&mut name);
        std::io::stdin().read_to_end(&mut bytes).map_err(|e| Failure::io(&name, &e))?;
    } else {
        bytes = std::fs::read(path).map_err(|e| Failure::io(&name, &e))?;
    }
    let (text, guessed) = nutgraf_archive::decode(&bytes, None).ok_or_else(|| {
        Failure::Told(format!(
            "{name} is not text; give a text file, or paste the article into standard input"
        ))
    })?;
    if guessed {
        eprintln!("nutgraf: {name} is not UTF-8; it is read as Windows-1252");
    }
    Ok(text)
}

/// An article, and the day on which it was published if the file says so beside it.
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) published: Option<jiff::civil::Date>,
}

/// Reads an article: the text of a file as it is, or what a saved web page (`.html`, `.htm`, `.xhtml`) holds
/// of one.
pub(crate) fn article(path: &Path) -> Result<Article, Failure> {
    let text = read(path)?;
    let markup = path.extension().is_some_and(|end| {
        ["html", "htm", "xhtml"].iter().any(|markup| end.eq_ignore_ascii_case(markup))
    });
    if !markup {
        return Ok(Article { text, published: None });
    }
    let page = nutgraf_exchange::Page::read(&text);
    if page.text.is_empty() {
        return Err(Failure::Told(format!(
            "{} holds no article; copy its words and give them as text",
            path.display()
        )));
    }
    let published = page.published.as_deref().and_then(|date| date.parse().ok());
    Ok(Article { text: page.article(), published })
}
