//! What a page says about its article.
//!
//! In the order of trust: JSON-LD of a type that ends in `Article`, `Posting` or `Report`; meta elements
//! of Open Graph, Dublin Core, Parsely and their like; microdata and `time` elements; the first heading;
//! the title of the document without the name of the site. Before all of these a heading that one of them repeats,
//! because machines are often given other words than readers; after all of these, for the day, what is written
//! beneath the headline.

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
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words of the shortest heading that is taken for a headline because something repeats it: names of sites are shorter.
const LEAST: usize = 4;

/// First headings of a page that are looked at.
const HEADINGS: usize = 16;

/// Lines beneath a headline in which its day is looked for: byline, shares, standfirst.
const BENEATH: usize = 12;

/// Bytes of the longest line that tells a day and little else.
const SHORT: usize = 60;

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
    let mut headings = of(&|node| node.tag == "h1");
    headings.truncate(HEADINGS);
    let heading = headings.iter().find_map(|&id| tidy(&texts.of(id)));
    let document = of(&|node| node.tag == "title").first().and_then(|&id| tidy(&texts.of(id)));
    let outlet = about.outlet.or_else(|| meta(&OUTLETS));
    let bare = |title: String| without_site(&title, outlet.as_deref(), heading.as_deref());
    let titles: Vec<String> = TITLES
        .iter()
        .filter_map(|name| meta(&[name]))
        .flat_map(|title| [bare(title.clone()), title])
        .collect();
    let repeated = headings.iter().filter_map(|&id| tidy(&texts.of(id))).find(|heading| {
        let named = outlet.as_deref().is_some_and(|outlet| outlet == heading);
        let begins = document.as_deref().is_some_and(|document| document.starts_with(heading));
        heading.split(' ').count() >= LEAST && !named && (begins || titles.contains(heading))
    });
    about.title = repeated
        .or_else(|| about.title.take())
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
        let stated = DATES.iter().find_map(|name| meta(&[name]).and_then(|date| day(&date)));
        stated.or(marked).or_else(|| {
            let title = about.title.as_deref()?;
            let of_title = |&&id: &&usize| tidy(&texts.of(id)).as_deref() == Some(title);
            headings.iter().filter(of_title).find_map(|&id| beneath(nodes, id))
        })
    });
    about.outlet = outlet.filter(|outlet| !outlet.contains("://"));
    about
}

/// The day that is written in one of the first lines beneath a headline.
fn beneath(nodes: &[Node], headline: usize) -> Option<String> {
    let behind = nodes.iter().skip(headline + 1).map(|node| node.text.trim());
    let lines = behind.filter(|text| !text.is_empty()).take(BENEATH);
    lines.filter(|text| text.len() <= SHORT).find_map(written)
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
        let value = serde_json::from_str(json).or_else(|_| serde_json::from_str(&mended(json)));
        if let Ok(value) = value {
            articles(value, &mut found, 0);
        }
    }
    found.into_iter().max_by_key(|article| article.as_object().map_or(0, serde_json::Map::len))
}

/// JSON without what pages write and JSON does not allow: line ends in strings, commas before what closes a list.
fn mended(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for letter in json.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        if !quoted && matches!(letter, ']' | '}') {
            let kept = out.trim_end();
            let kept = kept.strip_suffix(',').unwrap_or(kept).len();
            out.truncate(kept);
        }
        quoted ^= letter == '"' && !escaped;
        escaped = quoted && letter == '\\' && !escaped;
        out.push(letter);
    }
    out
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

/// The day of a line for readers, with its month in letters and its year: `Monday, November 18th, 2019 at 11 a.m.`
fn written(line: &str) -> Option<String> {
    let words: Vec<&str> =
        line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let whole = |word: &&str| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word));
    let short = |word: &&str| word.len() <= 4 && month(word).is_some();
    let at = words.iter().position(|word| whole(word) || short(word))?;
    [at, at.saturating_sub(1)].into_iter().find_map(|from| {
        let words = words.get(from..from + 3)?;
        let year = words.last().filter(|year| year.len() == 4)?;
        year.parse::<u32>().ok()?;
        day(&words.join(" "))
    })
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
