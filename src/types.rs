//! Every type that crosses a stage border: plain data, no behaviour beyond accessors.
//!
//! Ids are indices into the vectors of the same [`Analysis`]. `score` is 0–1 and comparable within one
//! stage only. `why` is the stable code of the rule that produced the item, documented in its stage.

use crate::Span;
use jiff::civil::Date;

/// Stable code of the rule that produced an item, such as `mention/crf`.
pub type Why = &'static str;

/// What the caller may say about an article.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Date of publication; wins over the one that the text states.
    pub published: Option<Date>,
    /// Length of the summary in sentences.
    pub summary_sentences: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { published: None, summary_sentences: 3 }
    }
}

/// Everything that was read in an article.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// What the reader should know before trusting the rest; empty for an ordinary article.
    pub notices: Vec<Notice>,
    /// The parts of the article.
    pub article: Article,
    /// Sentences in text order, covering all blocks.
    pub sentences: Vec<Sentence>,
    /// Tokens in text order; they do not leave the crate but for debugging.
    pub tokens: Vec<Token>,
    /// Dates, times, durations and sets in text order.
    pub timexes: Vec<Timex>,
    /// Money, percentages, counts and measures in text order.
    pub quantities: Vec<Quantity>,
    /// Names in text order.
    pub mentions: Vec<Mention>,
    /// Who and what the mentions name, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// How much the article is about each sentence and entity.
    pub salience: Salience,
    /// The article in a few of its own sentences.
    pub summary: Summary,
    /// Words, reading time, language.
    pub reading: Reading,
}

/// One plain sentence to the reader about the text as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Stable code, such as `language/other`.
    pub code: &'static str,
    /// What is the matter and what to do, in words for the reader.
    pub message: String,
}

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

/// One sentence; headings, list lines and captions are sentences of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// From the first character to the last, white space at the ends cut.
    pub span: Span,
    /// The same without a dateline or date glued to its front.
    pub body: Span,
    /// Index of its block.
    pub block: u32,
}

/// A word, number, sign or other smallest part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and full stops of abbreviations: `U.S.`, `O’Neill`.
    Word,
    /// Begins with a digit or is one: `3.5`, `1,200`, `14th`, `10:30`.
    Number,
    /// Punctuation, one mark or one run of full stops or dashes.
    Punct,
    /// Currency, mathematical and other signs, emoji.
    Symbol,
    /// A web or mail address.
    Url,
    /// `@name` or `#topic`.
    Handle,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// TIMEX3 type.
    pub kind: TimexKind,
    /// TIMEX3 value, ISO 8601 with `X` for what is not told: `2024-05-06`, `2024-W19`, `P2W`, `PRESENT_REF`.
    pub value: Option<String>,
    /// What the value was counted from; none if the words tell it all.
    pub anchor: Option<Anchor>,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What a date is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day of publication.
    Published,
    /// An earlier time expression, by its index.
    Timex(u32),
}

/// The types of TIMEX3 (ISO 24617-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimexKind {
    /// A calendar point of a day or longer: `Monday`, `March 2024`.
    Date,
    /// A point shorter than a day: `3:14 PM`, `Friday night`.
    Time,
    /// A length: `two weeks`.
    Duration,
    /// A recurrence: `every Tuesday`.
    Set,
}

/// A number with what it measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands, unit included.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What it measures.
    pub kind: QuantityKind,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuantityKind {
    /// `$5 million`, `Rs 136.50`.
    Money,
    /// `12%`, `three percentage points`.
    Percent,
    /// `two soldiers`, `dozens of people`: people and things.
    Count,
    /// `5 km`, `30 tonnes`.
    Measure,
    /// `second`, `14th`.
    Ordinal,
}

/// One occurrence of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The name, honorifics and possessives outside.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// What is named.
    pub kind: Kind,
    /// Sureness.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A human being.
    Person,
    /// A body that acts: company, ministry, party, team, armed group.
    Organization,
    /// A country, city, region, water, mountain.
    Location,
    /// Something built: airport, base, street, hospital building.
    Facility,
    /// Nationality, people, religion, political camp.
    Group,
    /// A named happening: war, cup, storm, festival.
    Event,
    /// A book, film, song, newspaper article.
    Work,
    /// A named act, treaty or court case.
    Law,
    /// Something made and sold, or a weapon.
    Product,
}

/// Someone or something, with all its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// The fullest of its names, as it stands in the text.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Indices of its mentions, in text order; never empty.
    pub mentions: Vec<u32>,
}

/// How much the article is about each sentence and entity.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Salience {
    /// Parallel to the sentences, 0–1.
    pub sentences: Vec<f32>,
    /// Parallel to the entities, 0–1.
    pub entities: Vec<f32>,
}

/// The article in a few of its own sentences.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Summary {
    /// The best first, up to a third of the sentences of the text: any prefix is a summary.
    pub lines: Vec<SummaryLine>,
    /// How many of them the caller asked for.
    pub chosen: u32,
}

/// One sentence of a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryLine {
    /// Index of the sentence.
    pub sentence: u32,
    /// The words to show: the sentence without its dateline.
    pub span: Span,
    /// How much of the article it carries, 0–1.
    pub score: f32,
    /// The rule.
    pub why: Why,
}

/// Facts about the text as something to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Words and numbers.
    pub words: u32,
    /// Time to read them, in seconds.
    pub seconds: u32,
    /// ISO 639-1 code of the language that it looks like, if it is clear.
    pub language: Option<String>,
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

impl TimexKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }
}

impl QuantityKind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Measure => "measure",
            Self::Ordinal => "ordinal",
        }
    }
}

impl Kind {
    /// The name that leaves the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Event => "event",
            Self::Work => "work",
            Self::Law => "law",
            Self::Product => "product",
        }
    }
}
