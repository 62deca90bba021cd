//! Texts for the properties: pieces of news in every wrong order, and texts made to hurt.

#![expect(
    clippy::indexing_slicing,
    reason = "the generator stays below the lengths that it asks for"
)]

/// A small generator of numbers (xorshift64*; Vigna 2016), so that a failure can be had again.
#[derive(Debug)]
pub(crate) struct Generator(u64);

/// What the texts are made of: words, marks and trouble.
const PIECES: &[&str] = &[
    "The minister ",
    "Dr. Amina Yusuf ",
    "said ",
    "told Reuters ",
    "on Monday ",
    "in Nairobi, ",
    "U.S. ",
    "“We will go,” ",
    "\"No comment\" ",
    "he added. ",
    "At least 17 people ",
    "$5.2 billion ",
    "12% ",
    "a.m. ",
    "No. 5 ",
    "e.g. ",
    "J. K. Orr ",
    "al-Masri ",
    "O’Neill ",
    "São Paulo ",
    "Łódź ",
    "the ",
    "of ",
    "and ",
    "14 May 2024 ",
    "last week ",
    "May ",
    "(AP) — ",
    "LONDON (Reuters) - ",
    "By Jane Doe\n",
    "Updated 3:14 PM ET\n",
    "Read more: this\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "\0",
    "\u{fffd}",
    "…",
    "...",
    "?!",
    ". ",
    ", ",
    "; ",
    ": ",
    "— ",
    "– ",
    "-",
    "--",
    "'s ",
    "’s ",
    "'",
    "\"",
    "“",
    "”",
    "‘",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<b>",
    "</p>",
    "&amp;",
    "<script>alert(1)</script>",
    "**bold** ",
    "# ",
    "- ",
    "1. ",
    "https://example.org/a?b=c#d ",
    "@handle ",
    "#tag ",
    "a@b.example ",
    "😀",
    "👩‍👧‍👦",
    "🇰🇪",
    "e\u{301}",
    "ﷺ",
    "שלום ",
    "مرحبا ",
    "北京市长说，",
    "今日は。",
    "สวัสดี",
    "Привет, ",
    "नमस्ते ",
    "fn main() { x[0] += 1; }\n",
    "0",
    "1,200.50 ",
    "10:30 ",
    "½ ",
    "A",
    "z ",
];

impl Generator {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }

    /// A text of up to some 120 pieces, or a sample article with pieces thrown in, cut out or doubled.
    pub(crate) fn text(&mut self) -> String {
        if self.below(4) > 0 {
            let count = self.below(120);
            return (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect();
        }
        let names = ["attack", "court", "budget", "match", "health"];
        let path = format!("www/samples/{}.txt", names[self.below(names.len())]);
        let mut letters: Vec<char> =
            std::fs::read_to_string(path).expect("a sample").chars().collect();
        for _ in 0..self.below(30) {
            let at = self.below(letters.len());
            let length = self.below(40).min(letters.len() - at);
            match self.below(3) {
                0 => drop(letters.drain(at..at + length)),
                1 => {
                    let doubled = letters[at..at + length].to_vec();
                    letters.splice(at..at, doubled);
                }
                _ => {
                    let piece = PIECES[self.below(PIECES.len())];
                    letters.splice(at..at, piece.chars());
                }
            }
        }
        letters.into_iter().collect()
    }
}

/// Texts that break readers: nothing, too much, or too deep. The long ones have about `bytes` bytes, one
/// word and line ends alone `most`.
pub(crate) fn hostile(bytes: usize, most: usize) -> Vec<String> {
    let mut texts: Vec<String> =
        ["", " ", "\n", ".", "a", "7", "“", "😀", "\u{301}", "\0", "\u{feff}", "\u{fffd}"]
            .map(String::from)
            .into();
    let long = [
        "\r\n",
        " ",
        "\u{a0}",
        "“",
        "\"",
        "'",
        "(",
        "[",
        ".",
        ". ",
        "...",
        "-",
        "—",
        "0",
        "1,",
        "$",
        "A",
        "A ",
        "A. ",
        "Al ",
        "U.S. ",
        "\u{301}",
        "😀",
        "👩‍👧",
        "🇰🇪",
        "北",
        "שלום ",
        "<p>",
        "@",
        "#",
        "http://",
        "www.",
        "said ",
        "He said “",
        "of the ",
        "Mr. ",
        "Smith and ",
        "- item\n",
        "Read more\n",
        "May ",
        "two hundred ",
        "Monday, ",
        "a@",
        "\t",
    ];
    texts.extend(["word", "\n"].map(|piece| piece.repeat(most / piece.len())));
    texts.extend(long.iter().map(|piece| piece.repeat(bytes / piece.len())));
    texts
}
