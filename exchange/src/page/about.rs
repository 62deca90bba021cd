//! What a page says about its article.
//!
//! In the order of trust: JSON-LD of a type that ends in `Article`, `Posting` or `Report`; meta elements
//! of Open Graph, Dublin Core, Parsely and their like; microdata and `time` elements; the first heading;
//! the title of the document without the name of the site.

use super::tree::Node;
use serde_json::Value;

#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) outlet: Option<String>,
    /// The text, as the JSON-LD states it.
    pub(super) body: Option<String>,
}

/// Names of meta elements, the best first.
const TITLES: [&str; 5] =
    ["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"];
const AUTHORS: [&str; 6] =
    ["author", "article:author", "parsely-author", "dc.creator", "sailthru.author", "byl"];
const DATES: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
    "dcterms.date",
    "article.published",
];
const OUTLETS: [&str; 2] = ["og:site_name", "application-name"];

pub(super) fn read(nodes: &[Node]) -> About {
    let texts = Texts::new(nodes);
    let stated = stated(nodes, &texts);
    let mut about = stated.map(|article| from_json(&article)).unwrap_or_default();
    let meta = |names: &[&str]| -> Option<String> {
        names.iter().find_map(|&name| {
            let mut found = nodes.iter().filter(|node| node.tag == "meta").filter(|node| {
                [node.get("property"), node.get("name"), node.get("itemprop")]
                    .iter()
                    .any(|own| own.eq_ignore_ascii_case(name))
            });
            found.find_map(|node| tidy(node.get("content")))
        })
    };
    let of = |test: &dyn Fn(&Node) -> bool| {
        (0..nodes.len()).filter(|&id| nodes.get(id).is_some_and(test)).collect::<Vec<_>>()
    };
    let headings = of(&|node| node.tag == "h1");
    let heading = headings.iter().find_map(|&id| tidy(&texts.of(id)));
    let document = of(&|node| node.tag == "title").first().and_then(|&id| tidy(&texts.of(id)));
    let outlet = about.outlet.or_else(|| meta(&OUTLETS));
    let bare = |title: String| without_site(&title, outlet.as_deref(), heading.as_deref());
    about.title = about
        .title
        .or_else(|| meta(&TITLES))
        .map(bare)
        .or_else(|| heading.clone())
        .or_else(|| document.map(bare));
    if about.authors.is_empty() {
        let marked = of(&|node| node.get("rel") == "author" || node.get("itemprop") == "author");
        about.authors = meta(&AUTHORS)
            .filter(|name| !name.contains("://"))
            .or_else(|| marked.iter().find_map(|&id| tidy(&texts.of(id))))
            .map(|names| people(&names))
            .unwrap_or_default();
    }
    about.published = about.published.or_else(|| {
        let times = of(&|node| node.tag == "time" || node.get("itemprop") == "datePublished");
        let marked = times
            .iter()
            .filter_map(|&id| nodes.get(id))
            .find_map(|node| [node.get("datetime"), node.get("content")].into_iter().find_map(day));
        DATES.iter().find_map(|name| meta(&[name]).and_then(|date| day(&date))).or(marked)
    });
    about.outlet = outlet.filter(|outlet| !outlet.contains("://"));
    about
}

/// The article among the JSON-LD of a page.
fn stated(nodes: &[Node], texts: &Texts) -> Option<Value> {
    let scripts = (0..nodes.len()).filter(|&id| {
        nodes.get(id).is_some_and(|node| {
            node.tag == "script"
                && node.get("type").trim().eq_ignore_ascii_case("application/ld+json")
        })
    });
    let mut found: Vec<Value> = Vec::new();
    for id in scripts {
        let text = texts.raw(id);
        let json = text.trim().trim_end_matches(';');
        // Pages write line ends into strings, which JSON does not allow.
        let value = serde_json::from_str(json)
            .or_else(|_| serde_json::from_str(&json.replace(['\n', '\r', '\t'], " ")));
        if let Ok(value) = value {
            articles(value, &mut found, 0);
        }
    }
    found.into_iter().max_by_key(|article| article.as_object().map_or(0, serde_json::Map::len))
}

/// Everything of a type of article, however it is wrapped.
fn articles(value: Value, found: &mut Vec<Value>, depth: usize) {
    if depth > 4 {
        return;
    }
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| articles(item, found, depth + 1)),
        Value::Object(mut fields) => {
            let kind = fields.get("@type").map(strings).unwrap_or_default();
            let ends = ["Article", "Posting", "Report", "Review"];
            if kind.iter().any(|kind| ends.iter().any(|end| kind.ends_with(end))) {
                found.push(Value::Object(fields));
                return;
            }
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"] {
                if let Some(inner) = fields.remove(name) {
                    articles(inner, found, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn from_json(article: &Value) -> About {
    let text = |name: &str| article.get(name).and_then(Value::as_str).and_then(tidy);
    let names = |name: &str| -> Vec<String> {
        let value = article.get(name).cloned().unwrap_or_default();
        strings(&value).iter().filter_map(|name| tidy(name)).collect()
    };
    About {
        title: text("headline").or_else(|| text("name")),
        authors: names("author").iter().flat_map(|name| people(name)).collect(),
        published: text("datePublished")
            .or_else(|| text("dateCreated"))
            .and_then(|date| day(&date)),
        outlet: names("publisher").into_iter().next(),
        body: article.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    }
}

/// Strings, or the names of things, one or several.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(strings).collect(),
        Value::Object(fields) => fields.get("name").map(strings).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// One line, without the entities of a text that was escaped twice; nothing if it is empty.
fn tidy(text: &str) -> Option<String> {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('&') {
        let twice = super::tree::parse(&text);
        text = twice.iter().map(|node| node.text.as_str()).collect();
    }
    (!text.is_empty()).then_some(text)
}

/// Names out of a byline: `By Anna Weru and Bo Lind, Reuters`.
fn people(names: &str) -> Vec<String> {
    let names = names.strip_prefix("By ").or_else(|| names.strip_prefix("by ")).unwrap_or(names);
    let parts = names.replace(" and ", ",").replace(" & ", ",").replace(['|', ';'], ",");
    let parts: Vec<String> = parts.split(',').map(|name| name.trim().to_owned()).collect();
    // What is said beside the names, dates and addresses, is none.
    let name = |part: &String| {
        part.contains(char::is_alphabetic)
            && !part.contains(|c: char| c.is_ascii_digit() || c == '/')
    };
    let bare = |part: String| part.split(" @").next().unwrap_or_default().trim().to_owned();
    parts.into_iter().filter(name).map(bare).filter(|part| !part.is_empty()).collect()
}

/// The day of an ISO date or time, or of `20251214`; `November 19, 2019` and `19 Nov 2019` too.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let digits: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let valid = |y: u32, m: u32, d: u32| {
        ((1600..=2999).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d))
            .then(|| format!("{y:04}-{m:02}-{d:02}"))
    };
    match digits.as_slice() {
        [year, month, day, ..] if year.len() == 4 => {
            valid(number(year)?, number(month)?, number(day)?)
        }
        [whole, ..] if whole.len() >= 8 && text.starts_with(whole) => {
            valid(number(whole.get(..4)?)?, number(whole.get(4..6)?)?, number(whole.get(6..8)?)?)
        }
        _ => {
            // The day stands behind the month, or before it: `Nov 20, 2019`, `20th Nov 2019`.
            let words: Vec<&str> = text
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|w| !w.is_empty())
                .collect();
            let (at, month) = words.iter().enumerate().find_map(|(at, w)| Some((at, month(w)?)))?;
            let short = |word: Option<&&str>| {
                let day = word?.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                number(day).filter(|_| day.len() <= 2)
            };
            let day = short(words.get(at + 1)).or_else(|| short(words.get(at.checked_sub(1)?)))?;
            let year = digits.iter().find(|d| d.len() == 4).and_then(|d| number(d))?;
            valid(year, month, day)
        }
    }
}

fn month(word: &str) -> Option<u32> {
    let months = "jan feb mar apr may jun jul aug sep oct nov dec";
    let short = word.get(..3)?.to_ascii_lowercase();
    let at = months.split(' ').position(|month| month == short)?;
    Some(at as u32 + 1)
}

/// `Headline | The Site`, `Headline - The Site`: without the site, if it is one.
fn without_site(title: &str, outlet: Option<&str>, heading: Option<&str>) -> String {
    if heading.is_some_and(|heading| title.len() > heading.len() && title.starts_with(heading)) {
        return heading.unwrap_or_default().to_owned();
    }
    for sign in [" | ", " – ", " — ", " - ", " :: ", " » "] {
        let Some((head, tail)) = title.rsplit_once(sign) else { continue };
        let known = outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(tail));
        if known || (sign == " | " && head.split(' ').count() >= 3) {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The texts inside each node.
struct Texts<'a> {
    nodes: &'a [Node],
}

impl<'a> Texts<'a> {
    fn new(nodes: &'a [Node]) -> Self {
        Self { nodes }
    }

    fn raw(&self, id: usize) -> String {
        let inside = (id + 1..self.nodes.len()).take_while(|&at| self.holds(id, at));
        inside.filter_map(|at| self.nodes.get(at)).map(|node| node.text.as_str()).collect()
    }

    fn of(&self, id: usize) -> String {
        self.raw(id)
    }

    fn holds(&self, id: usize, mut at: usize) -> bool {
        while at > id {
            at = self.nodes.get(at).map_or(0, |node| node.parent);
        }
        at == id
    }
}
