//! Markup as a tree: no more of the standard's tree building than articles need.
//!
//! A `p` ends where a block begins, an item where the next one does, a cell likewise; an end tag without a
//! start is passed over, and one of an inline element does not end blocks. Nothing is repaired beyond
//! that: what is read is text, and text does not move.

use html5gum::{DefaultEmitter, HtmlString, Token, Tokenizer};

/// Elements nested deeper than this are siblings: real pages stay below 100, and every walk is bounded.
const DEEPEST: usize = 256;

/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 44] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "iframe",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements whose end an earlier one of the same family waits for, up to the element that holds them.
const FAMILIES: [(&[&str], &[&str]); 4] = [
    (&["li"], &["ul", "ol", "menu"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["tr", "table"]),
    (&["tr"], &["table", "tbody", "thead", "tfoot"]),
];

/// Where the look for an open `p` ends.
const SCOPE: [&str; 8] = ["td", "th", "table", "button", "caption", "object", "html", "body"];

/// An element or a text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Index of the node that holds it; its own for the root.
    pub(super) parent: usize,
    /// Lower case; empty for a text.
    pub(super) tag: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
}

impl Node {
    /// The value of an attribute; empty if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    pub(super) fn is_block(&self) -> bool {
        BLOCKS.contains(&self.tag.as_str())
    }
}

/// The nodes in the order of the page: those inside a node follow it, so that one walk backwards adds
/// everything up.
pub(super) fn parse(html: &str) -> Vec<Node> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut builder = Builder { nodes: vec![Node::default()], open: vec![0] };
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (string(name), string(&value.value)))
                    .collect();
                builder.start(string(&tag.name), attributes);
            }
            Ok(Token::EndTag(tag)) => builder.end(&string(&tag.name)),
            // Browsers drop a NUL in text; the tokenizer leaves that to whoever builds the tree.
            Ok(Token::String(text)) => builder.text(&string(&text.value).replace('\0', "")),
            _ => {}
        }
    }
    builder.nodes
}

fn string(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Builder {
    nodes: Vec<Node>,
    /// Indices of the elements that have begun and not ended.
    open: Vec<usize>,
}

impl Builder {
    fn tag(&self, node: usize) -> &str {
        self.nodes.get(node).map_or("", |node| &node.tag)
    }

    fn push(&mut self, node: Node) -> usize {
        let parent = self.open.last().copied().unwrap_or_default();
        self.nodes.push(Node { parent, ..node });
        self.nodes.len() - 1
    }

    fn start(&mut self, tag: String, attributes: Vec<(String, String)>) {
        let name = tag.as_str();
        let block = BLOCKS.contains(&name);
        if block && name != "html" && name != "body" {
            self.close(&["p"], &SCOPE);
        }
        if let Some((family, until)) = FAMILIES.iter().find(|(family, _)| family.contains(&name)) {
            self.close(family, until);
        }
        let void = VOID.contains(&name);
        let id = self.push(Node { tag, attributes, ..Node::default() });
        if !void && self.open.len() < DEEPEST {
            self.open.push(id);
        }
    }

    /// Ends the innermost open element of `tags`, unless one of `until` is met before.
    fn close(&mut self, tags: &[&str], until: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let tag = self.open.get(at).map_or("", |&node| self.tag(node));
            if tags.contains(&tag) {
                self.open.truncate(at);
                return;
            }
            if until.contains(&tag) {
                return;
            }
        }
    }

    fn end(&mut self, tag: &str) {
        // Text after the end of the body belongs to it all the same.
        if tag == "body" || tag == "html" {
            return;
        }
        let blocks: &[&str] = if BLOCKS.contains(&tag) { &["body"] } else { &BLOCKS };
        self.close(&[tag], blocks);
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Node { text: text.to_owned(), ..Node::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text with the tags that hold it.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let nodes = parse(html);
        let path = |mut id: usize| {
            let mut tags = vec![nodes.get(id).map_or("", |n| &n.text).to_owned()];
            while id != 0 {
                id = nodes.get(id).map_or(0, |node| node.parent);
                tags.push(nodes.get(id).map_or("", |n| &n.tag).to_owned());
            }
            tags.join("<").trim_end_matches('<').to_owned()
        };
        let found: Vec<String> = (0..nodes.len())
            .filter(|&id| nodes.get(id).is_some_and(|n| !n.text.trim().is_empty()))
            .map(path)
            .collect();
        assert_eq!(expected, found);
    }

    #[test]
    fn a_paragraph_ends_where_a_block_begins() {
        check(
            "<div><p>one<p>two<div>three</div>four</div>",
            &["one<p<div", "two<p<div", "three<div<div", "four<div"],
        );
    }

    #[test]
    fn an_item_and_a_cell_end_where_the_next_begin() {
        check("<ul><li>a<li>b</ul>", &["a<li<ul", "b<li<ul"]);
        check(
            "<table><tr><td>a<td>b<tr><td>c</table>",
            &["a<td<tr<table", "b<td<tr<table", "c<td<tr<table"],
        );
    }

    #[test]
    fn an_end_tag_without_a_start_and_one_across_blocks_are_passed_over() {
        check("<b>x<p>y</b>z</p></i>w", &["x<b", "y<p<b", "z<p<b", "w<b"]);
    }

    #[test]
    fn scripts_hold_no_markup() {
        check("<script>if (a<b) '<p>'</script>x", &["if (a<b) '<p>'<script", "x"]);
    }
}
