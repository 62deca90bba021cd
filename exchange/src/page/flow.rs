//! The page as lines of text: one for each paragraph, heading, item, row.

use super::tree::Node;

/// Elements whose text no reader sees as such.
const SILENT: [&str; 21] = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math",
    "canvas", "audio", "video", "picture", "button", "select", "input", "textarea", "datalist",
    "dialog", "head", "title",
];

/// A line of text with what is known of its place.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Characters but for white space, and how many of them are inside links.
    pub(super) length: usize,
    pub(super) linked: usize,
    /// Index of the block that holds it.
    pub(super) block: usize,
}

/// All lines that are shown. `bold` text, links and line breaks inside a block do not end a line, two line
/// breaks do.
pub(super) fn lines(nodes: &[Node]) -> Vec<Line> {
    let hidden = hidden(nodes);
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::default();
    let mut breaks = 0;
    for (id, node) in nodes.iter().enumerate().skip(1) {
        if hidden.get(id).copied().unwrap_or_default() {
            continue;
        }
        if !node.tag.is_empty() {
            if node.is_block() {
                end(&mut line, &mut lines);
                breaks = 0;
            } else if node.tag == "br" {
                breaks += 1;
                line.text.push(' ');
                if breaks == 2 {
                    end(&mut line, &mut lines);
                }
            }
            continue;
        }
        let (block, link) = around(nodes, id);
        if line.block != block {
            end(&mut line, &mut lines);
            line.block = block;
        }
        let length = node.text.chars().filter(|c| !c.is_whitespace()).count();
        line.length += length;
        line.linked += if link { length } else { 0 };
        line.text.push_str(&node.text);
        if length > 0 {
            breaks = 0;
        }
    }
    end(&mut line, &mut lines);
    lines
}

fn end(line: &mut Line, lines: &mut Vec<Line>) {
    let block = line.block;
    let done = std::mem::replace(line, Line { block, ..Line::default() });
    if done.length > 0 {
        let text = done.text.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.push(Line { text, ..done });
    }
}

/// The block that holds a text, and whether a link does.
fn around(nodes: &[Node], id: usize) -> (usize, bool) {
    let mut link = false;
    let mut at = id;
    while at != 0 {
        at = nodes.get(at).map_or(0, |node| node.parent);
        let Some(node) = nodes.get(at) else { break };
        if node.is_block() {
            return (at, link);
        }
        link |= node.tag == "a";
    }
    (0, link)
}

/// Which nodes are not shown, by themselves or by what holds them.
fn hidden(nodes: &[Node]) -> Vec<bool> {
    let mut hidden: Vec<bool> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let inherited = hidden.get(node.parent).copied().unwrap_or_default();
        let style = node.get("style");
        let own = SILENT.contains(&node.tag.as_str())
            || node.attributes.iter().any(|(name, _)| name == "hidden")
            || style.replace(' ', "").contains("display:none");
        hidden.push(inherited || own);
    }
    hidden
}
