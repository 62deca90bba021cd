//! The article of a saved web page: its text, title, authors, date and outlet.
//!
//! In: markup. Out: a [`Page`]. The text is chosen line by line (see `body`), what is said about it comes
//! from what the page says to machines (see `about`): JSON-LD, meta elements, `time` elements. It reads
//! what the markup holds; what a page's scripts would fetch is not in it.

mod about;
mod body;
mod flow;
mod tree;

/// The article of a saved web page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The day on which it was published, `2025-12-14`.
    pub published: Option<String>,
    /// Newspaper, agency or site.
    pub outlet: Option<String>,
    /// The main text, a blank line between paragraphs; empty if there is none.
    pub text: String,
}

impl Page {
    /// Reads markup.
    pub fn read(html: &str) -> Self {
        let nodes = tree::parse(html);
        let about = about::read(&nodes);
        let lines = flow::lines(&nodes);
        let chosen = body::select(&nodes, &lines, about.body.as_deref());
        let title = about.title;
        let mut paragraphs: Vec<&str> = chosen.iter().map(|line| line.text.as_str()).collect();
        // The headline is told apart; the text begins after it.
        if let Some(title) = &title {
            let at = paragraphs.iter().take(3).position(|line| line.eq_ignore_ascii_case(title));
            if let Some(at) = at {
                paragraphs.remove(at);
            }
        }
        Self {
            title,
            authors: about.authors,
            published: about.published,
            outlet: about.outlet,
            text: paragraphs.join("\n\n"),
        }
    }

    /// The article as a reader would have pasted it: headline, authors, outlet and date above the text.
    pub fn article(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.title.clone());
        let mut byline = String::new();
        if !self.authors.is_empty() {
            byline = format!("By {}", self.authors.join(" and "));
        }
        if let Some(outlet) = &self.outlet {
            byline.push_str(if byline.is_empty() { "" } else { ", " });
            byline.push_str(outlet);
        }
        parts.extend(Some(byline).filter(|byline| !byline.is_empty()));
        parts.extend(self.published.clone());
        parts.push(self.text.clone());
        parts.join("\n\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of ours with what stands around articles everywhere.
    const PAGE: &str = r#"<!doctype html><html><head><title>Bridge opens in Aldane | The Harbour Post</title>
        <meta property="og:site_name" content="The Harbour Post">
        <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
        "headline": "Bridge opens in Aldane &amp; Sorrow", "datePublished": "2025-12-14T08:00:00Z",
        "author": [{"@type": "Person", "name": "Ines Okafor"}, {"name": "Bo Lind"}]}]}</script>
        <style>p { color: red }</style></head>
        <body class="has-sidebar"><nav><a href="/">News</a> <a href="/sport">Sport</a></nav>
        <div class="sidebar-layout"><article><h1>Bridge opens in Aldane &amp; Sorrow</h1>
        <div class="byline">By Ines Okafor and Bo Lind</div>
        <p>The bridge between Aldane and Sorrow Island was opened on Sunday after nine years of building, the
        harbour office said.<p>Some 2,000 people walked across it in the first hour, although it rained.
        <figure><img src="x.jpg"><figcaption>The bridge on Sunday, seen from the harbour office.</figcaption></figure>
        <aside class="related"><h3>Related</h3><a href="/a">The ferry that the bridge will now replace for good</a></aside>
        <h2>What it cost</h2><p>The building cost &pound;40 million, half of it paid by the islanders themselves.</p>
        <ul><li>Length: 1.2 km<li>Width: 14 m</ul><p>“We were an island,” said the mayor, Tom Weir.<br>“Now we are not.”</p>
        <p><a href="/b">Read more: the history of the strait in pictures</a></p></article>
        <div class="sidebar"><p>The most read story of this week is about a seal that came to the market on Friday.</p></div></div>
        <footer><p>Copyright 2025 The Harbour Post. All rights reserved. Published by the harbour company.</p></footer>"#;

    #[test]
    fn the_article_is_told_from_what_stands_around_it() {
        let page = Page::read(PAGE);
        assert_eq!(
            "The bridge between Aldane and Sorrow Island was opened on Sunday after nine years of building, the \
             harbour office said.\n\n\
             Some 2,000 people walked across it in the first hour, although it rained.\n\n\
             What it cost\n\n\
             The building cost £40 million, half of it paid by the islanders themselves.\n\n\
             Length: 1.2 km\n\nWidth: 14 m\n\n\
             “We were an island,” said the mayor, Tom Weir. “Now we are not.”",
            page.text
        );
    }

    #[test]
    fn title_authors_date_and_outlet_are_what_the_page_says_to_machines() {
        let page = Page::read(PAGE);
        assert_eq!(Some("Bridge opens in Aldane & Sorrow"), page.title.as_deref());
        assert_eq!(vec!["Ines Okafor", "Bo Lind"], page.authors);
        assert_eq!(Some("2025-12-14"), page.published.as_deref());
        assert_eq!(Some("The Harbour Post"), page.outlet.as_deref());
        let head = "Bridge opens in Aldane & Sorrow\n\nBy Ines Okafor and Bo Lind, The Harbour Post\n\n2025-12-14\n\nThe bridge";
        assert!(page.article().starts_with(head), "{}", page.article());
    }

    #[track_caller]
    fn check_date(markup: &str, expected: Option<&str>) {
        assert_eq!(expected, Page::read(markup).published.as_deref(), "{markup}");
    }

    #[test]
    fn dates_are_read_in_the_forms_that_pages_write() {
        check_date(
            r#"<meta property="article:published_time" content="2025-12-14T23:30:00+09:00">"#,
            Some("2025-12-14"),
        );
        check_date(r#"<meta name="pubdate" content="20251214">"#, Some("2025-12-14"));
        check_date(r#"<meta name="date" content="01:38 PM IST Nov 20, 2019">"#, Some("2019-11-20"));
        check_date(r#"<time datetime="14 December 2025">today</time>"#, Some("2025-12-14"));
        check_date(r#"<meta name="date" content="2025-13-40">"#, None);
        check_date("<p>no date</p>", None);
        check_date(
            r#"<script type="application/ld+json">{"@type": "NewsArticle", "keywords": ["a, ]", ],
            "datePublished": "2025-12-14", }</script>"#,
            Some("2025-12-14"),
        );
    }

    #[test]
    fn a_date_for_readers_is_taken_from_beneath_the_headline_alone() {
        let under =
            |line: &str| format!("<h1>Bridge opens in Aldane</h1><p>By Ines Okafor</p>{line}");
        for line in
            ["on Sunday, December 14th, 2025 at 9 a.m.", "14 DEC 2025", "<b>Dec. 14, 2025</b>"]
        {
            check_date(&under(line), Some("2025-12-14"));
        }
        let far = format!("{}December 14, 2025", "<p>Some words.</p>".repeat(20));
        let long =
            "The bridge was begun on December 14, 2025, and nobody knew how long that would take.";
        for line in ["Decided 14, 2025", "December 14", "December 2025", &far, long] {
            check_date(&under(line), None);
        }
        check_date("<p>December 14, 2025</p><h1>Bridge opens in Aldane</h1>", None);
    }

    #[test]
    fn the_headline_is_the_heading_that_something_repeats() {
        let title = |markup: &str| Page::read(markup).title;
        let other = "<meta property='og:title' content='Bridge: what is known'>";
        let heading = "<h1>Your browser is too old for this</h1><h1>Bridge opens in Aldane</h1>";
        let found = title(&format!("<title>Bridge opens in Aldane - Post</title>{other}{heading}"));
        assert_eq!(Some("Bridge opens in Aldane"), found.as_deref());
        // Nothing repeats it, or it is the name of the site.
        assert_eq!(Some("Bridge: what is known"), title(&format!("{other}{heading}")).as_deref());
        let site = "<title>The Post - Bridge opens</title><h1>The Post</h1>";
        assert_eq!(Some("Bridge: what is known"), title(&format!("{other}{site}")).as_deref());
    }

    #[test]
    fn any_markup_is_read_in_time_that_grows_with_its_length() {
        let deep = "<div>".repeat(100_000);
        let open = "<p>text <b>bold <a href=x>".repeat(50_000);
        let heads = format!("<title>a b c d e</title>{}", "<h1>a b c d</h1>".repeat(50_000));
        for hostile in ["", "<", "&#xffffff;", "<script>", "<p \0>", &deep, &open, &heads] {
            let _ = Page::read(hostile).article();
        }
    }
}
