//! Which lines of a page are the article.
//!
//! 1. A line is *apart* if something that holds it is not the article by its tag (`nav`, `footer`,
//!    `aside`, `form`, `figcaption`) or by its name: a class or an id with one of the words of
//!    `lexicon/apart.txt`.
//! 2. Lines that read like prose weigh: those of some length that are not mostly links. The article is the
//!    innermost element with nearly all of the weight; an element that says so itself
//!    (`itemprop="articleBody"`, a name of `lexicon/body.txt`) is preferred if it has much of it.
//! 3. Of its lines go: those apart, those that are links, headings with nothing below them, lines of
//!    `lexicon/calls.txt` (`Read more`, `Sign up`).
//! 4. If the page states its text (`articleBody` of its JSON-LD), lines that are in it stay and lines at
//!    either end that are not go.

use super::flow::Line;
use super::tree::Node;
use std::collections::BTreeSet;

const APART: &str = include_str!("../../lexicon/apart.txt");
const BODY: &str = include_str!("../../lexicon/body.txt");
const CALLS: &str = include_str!("../../lexicon/calls.txt");

/// Elements that are not the article.
const FURNITURE: [&str; 6] = ["nav", "footer", "figcaption", "menu", "caption", "button"];

/// A line of prose has at least this many characters.
const PROSE: usize = 60;
/// A line that calls the reader elsewhere has at most this many characters.
const CALL: usize = 160;
/// No more than this part of a line of prose is inside links.
const LINKED: f64 = 0.4;
/// The way to the article goes into an element that has this part of the weight.
const MOST: f64 = 0.75;
/// An element that says that it is the article is believed if it has this part of the weight.
const BELIEVED: f64 = 0.4;

/// An `article` with the main heading is believed if it has this part: short ones stand above many
/// others.
const HEADED: f64 = 0.1;
/// What holds more than this part of the prose is not apart, whatever it is called.
const SPARED: f64 = 0.5;

/// A stated text of fewer different words than this is a teaser.
const LEAST: usize = 40;
/// A longer stated text, in bytes, is not looked through: each line is looked up in it.
const MOST_STATED: usize = 200_000;

/// The lines of the article, in order.
pub(super) fn select<'a>(nodes: &[Node], lines: &'a [Line], stated: Option<&str>) -> Vec<&'a Line> {
    let all = summed(nodes, lines.iter());
    let apart = apart(nodes, &all);
    let is_apart = |line: &Line| apart.get(line.block).copied().unwrap_or_default();
    let weight = summed(nodes, lines.iter().filter(|line| !is_apart(line)));
    let root = root(nodes, &weight);
    let inside = |line: &Line| within(nodes, line.block, root);
    let mut chosen: Vec<&Line> = lines
        .iter()
        .filter(|line| inside(line) && !is_apart(line) && !furniture(nodes, line))
        .collect();
    if let Some(stated) = stated {
        trim(&mut chosen, stated);
    }
    while chosen.last().is_some_and(|line| heading(nodes, line)) {
        chosen.pop();
    }
    chosen
}

/// The worth of the lines inside each node.
fn summed<'a>(nodes: &[Node], lines: impl Iterator<Item = &'a Line>) -> Vec<f64> {
    let mut weight = vec![0.0; nodes.len()];
    for line in lines {
        if let Some(slot) = weight.get_mut(line.block) {
            *slot += worth(line);
        }
    }
    for id in (1..nodes.len()).rev() {
        let own = weight.get(id).copied().unwrap_or_default();
        let parent = nodes.get(id).map_or(0, |node| node.parent);
        if let Some(slot) = weight.get_mut(parent) {
            *slot += own;
        }
    }
    weight
}

/// How much a line speaks for being of the article.
fn worth(line: &Line) -> f64 {
    if line.length < PROSE || line.linked as f64 > LINKED * line.length as f64 {
        return 0.0;
    }
    line.length as f64
}

/// Which nodes are not of the article, by themselves or by what holds them.
///
/// A name is no proof: what holds much of the prose of the page (`has-sidebar`, a form around all) is not
/// apart.
fn apart(nodes: &[Node], weight: &[f64]) -> Vec<bool> {
    let all = weight.first().copied().unwrap_or_default();
    let mut apart: Vec<bool> = Vec::with_capacity(nodes.len());
    for (node, weight) in nodes.iter().zip(weight) {
        let inherited = apart.get(node.parent).copied().unwrap_or_default();
        let root = matches!(node.tag.as_str(), "" | "html" | "body" | "article" | "main");
        let role = node.get("role");
        let certain = FURNITURE.contains(&node.tag.as_str())
            || matches!(role, "navigation" | "contentinfo" | "dialog");
        let likely = matches!(node.tag.as_str(), "aside" | "form")
            || role == "complementary"
            || node.get("aria-hidden") == "true"
            || (!root && named(node, APART) && !named(node, BODY));
        // What somebody wrote elsewhere, set into the article, is part of it.
        let quoted = node.tag == "blockquote" && node.get("class").contains("tweet");
        apart.push(!quoted && (inherited || certain || (likely && *weight <= SPARED * all)));
    }
    apart
}

/// True if a class or the id of an element holds one of the words of a list, whole parts only.
fn named(node: &Node, list: &str) -> bool {
    [node.get("class"), node.get("id")].into_iter().filter(|name| !name.is_empty()).any(|name| {
        let name = parted(name);
        words(list).any(|word| name.contains(word))
    })
}

/// ` article body related `: lower case, humps and signs as blanks.
fn parted(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    out.push(' ');
    let mut lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && lower {
            out.push(' ');
        }
        lower = c.is_ascii_lowercase();
        out.push(if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' });
    }
    out.push(' ');
    out
}

/// The entries of a list, comments aside.
fn words(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The element that holds the article.
fn root(nodes: &[Node], weight: &[f64]) -> usize {
    let of = |id: usize| weight.get(id).copied().unwrap_or_default();
    let all = of(0);
    let says = |node: &Node| node.get("itemprop").contains("articleBody") || named(node, BODY);
    let mut root = 0;
    if all == 0.0 {
        return root;
    }
    let headed =
        headed(nodes).filter(|&id| of(id) >= HEADED * all).max_by(|&a, &b| of(a).total_cmp(&of(b)));
    let told = (0..nodes.len())
        .filter(|&id| nodes.get(id).is_some_and(says) && of(id) >= BELIEVED * all)
        .max_by(|&a, &b| of(a).total_cmp(&of(b)));
    if let Some(told) = told.or(headed) {
        root = told;
    }
    loop {
        let next = heaviest(nodes, weight, root);
        match next {
            Some(child)
                if of(child) >= MOST * of(root)
                    && nodes.get(child).is_some_and(|n| n.tag != "p") =>
            {
                root = child;
            }
            _ => return root,
        }
    }
}

/// The `article` elements that hold a main heading.
fn headed(nodes: &[Node]) -> impl Iterator<Item = usize> {
    let headings = (0..nodes.len()).filter(|&id| nodes.get(id).is_some_and(|n| n.tag == "h1"));
    headings.filter_map(|mut at| {
        while at != 0 {
            at = nodes.get(at).map_or(0, |node| node.parent);
            if nodes.get(at).is_some_and(|node| node.tag == "article") {
                return Some(at);
            }
        }
        None
    })
}

/// The child with the most weight.
fn heaviest(nodes: &[Node], weight: &[f64], parent: usize) -> Option<usize> {
    let of = |id: usize| weight.get(id).copied().unwrap_or_default();
    (parent + 1..nodes.len())
        .filter(|&id| nodes.get(id).is_some_and(|node| node.parent == parent))
        .max_by(|&a, &b| of(a).total_cmp(&of(b)))
}

fn within(nodes: &[Node], mut id: usize, root: usize) -> bool {
    while id > root {
        id = nodes.get(id).map_or(0, |node| node.parent);
    }
    id == root
}

fn heading(nodes: &[Node], line: &Line) -> bool {
    nodes
        .get(line.block)
        .is_some_and(|node| matches!(node.tag.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

/// Lines inside the article that are not of it.
fn furniture(nodes: &[Node], line: &Line) -> bool {
    let linked = line.linked as f64 / line.length.max(1) as f64;
    let tag = nodes.get(line.block).map_or("", |node| &node.tag);
    let lower = line.text.to_lowercase();
    let call = line.length < CALL
        && words(CALLS).any(|call| match call.strip_suffix('$') {
            Some(whole) => lower == whole,
            None => lower.starts_with(call),
        });
    tag == "h1" || call || (linked > 0.8 && (tag != "p" || line.length < 80))
}

/// Cuts what stands before and after the text that the page states.
fn trim(chosen: &mut Vec<&Line>, stated: &str) {
    let stated = letters(stated);
    let pieces: BTreeSet<&str> = stated.split(' ').collect();
    if pieces.len() < LEAST || stated.len() > MOST_STATED {
        return;
    }
    let joined = format!(" {stated} ");
    let inside = |line: &&Line| {
        let line = letters(&line.text);
        joined.contains(&format!(" {line} "))
    };
    let length: usize = chosen.iter().filter(|line| inside(line)).map(|line| line.length).sum();
    let whole: usize = stated.chars().filter(|c| *c != ' ').count();
    // A text that is cut short, or set otherwise than the page, says nothing of the rest.
    if (length as f64) < 0.8 * whole as f64 {
        return;
    }
    let first = chosen.iter().position(&inside).unwrap_or_default();
    let last = chosen.iter().rposition(inside).unwrap_or_default();
    chosen.truncate(last + 1);
    chosen.drain(..first.min(chosen.len()));
}

/// Letters and digits only, words parted by single blanks, lower case.
fn letters(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}
