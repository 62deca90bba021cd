//! The parts of an article.

use crate::Span;
use jiff::civil::Date;

/// The parts of an article, each a span or absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// The headline.
    pub title: Option<Span>,
    /// Who wrote it.
    pub byline: Option<Byline>,
    /// When it was published, as the text says.
    pub published: Option<Published>,
    /// When it was last changed, as the text says.
    pub updated: Option<Published>,
    /// The lines between headline and body that sum it up.
    pub standfirst: Option<Span>,
    /// Place and agency that open the first paragraph.
    pub dateline: Option<Dateline>,
    /// Newspaper or agency: from the byline, the dateline or a line of its own.
    pub outlet: Option<Span>,
    /// Blocks in text order; they do not overlap and hold all that is not white space.
    pub blocks: Vec<Block>,
}

/// `By Jane Doe and John Roe, Reuters`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// The whole byline.
    pub span: Span,
    /// The authors' names.
    pub authors: Vec<Span>,
}

/// A date of publication or change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The words that say it.
    pub span: Span,
    /// The day.
    pub date: Date,
}

/// `ERBIL (Kurdistan24) - `, `TROY, N.C. (AP) --`, `PARIS, May 3 (Reuters) – `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with its dash.
    pub span: Span,
    /// The place.
    pub place: Option<Span>,
    /// The agency or newspaper.
    pub outlet: Option<Span>,
}

/// A run of lines that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its text, without white space at either end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The author line.
    Byline,
    /// Dates, sections, reading times, share lines: about the article, not of it.
    Meta,
    /// The lines that sum the article up before it begins.
    Standfirst,
    /// Running text.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// A line of a list.
    Item,
    /// Words under a picture.
    Caption,
    /// `Read more`, `Subscribe`, `Advertisement`: not of this article.
    Boilerplate,
}

impl BlockKind {
    /// True for what the author wrote as prose: the blocks that a summary may quote.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Standfirst | Self::Paragraph | Self::Item)
    }
}

impl BlockKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Meta => "meta",
            Self::Standfirst => "standfirst",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::Item => "item",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }
}
