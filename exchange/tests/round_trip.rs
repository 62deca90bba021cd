//! What is written is read back exactly, whatever the text and the marks; what is broken is refused.

use nutgraf_exchange::{
    Annotations, Document, Format, Mark, Named, Unit, brat, web_annotation, write,
};
use serde_json::{Value, json};

/// Texts of each round: enough that each of the pieces below meets each other.
const ROUNDS: u64 = 2000;

/// What texts are made of: line ends, wide and joined characters, what the formats use as signs.
const PIECES: [&str; 20] = [
    "Anna",
    " ",
    "\n",
    "\r\n",
    "\t",
    "é",
    "e\u{301}",
    "😀",
    "👩‍👧",
    "\u{a0}",
    "\u{feff}",
    "שלום",
    "“",
    "\"",
    "\\",
    ";",
    "T1\tPerson 0 4",
    "value=",
    "\u{2028}",
    "</script>",
];

/// A small generator of numbers, so that a failed round can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    fn text(&mut self) -> String {
        (0..self.below(24)).filter_map(|_| PIECES.get(self.below(PIECES.len()))).copied().collect()
    }
}

/// Marks as the analysis makes them: on character borders, not only white space, values without breaks.
fn annotations(dice: &mut Dice) -> Annotations {
    let text = dice.text();
    let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut marks = Vec::new();
    let mut entities: Vec<Named> = Vec::new();
    for _ in 0..dice.below(6) {
        let mut ends = [0, 0].map(|_| borders.get(dice.below(borders.len())).copied().unwrap_or(0));
        ends.sort_unstable();
        let [start, end] = ends;
        let words = text.get(start..end).unwrap_or_default();
        // A mark neither begins nor ends with white space, as names never do.
        if words.is_empty() || words.trim_matches(|c: char| c.is_whitespace()) != words {
            continue;
        }
        let entity = (dice.below(2) == 0).then(|| {
            entities.push(Named { name: format!("Name {}", entities.len()) });
            entities.len() - 1
        });
        marks.push(Mark {
            start,
            end,
            kind: ["person", "date", "money"].get(dice.below(3)).copied().unwrap_or("law").into(),
            entity,
            value: (dice.below(3) == 0).then(|| "2025-XX value=1 why=2".into()),
            score: dice.below(1001) as u32,
            why: "mention/crf".into(),
        });
    }
    Annotations { text, entities, marks }
}

#[test]
fn brat_comes_back_exactly() {
    for seed in 1..=ROUNDS {
        let annotations = annotations(&mut Dice(seed));
        let ann = brat::write(&annotations);
        let read = brat::read(&annotations.text, &ann);
        assert_eq!(Ok(annotations), read, "round {seed}:\n{ann}");
    }
}

#[test]
fn web_annotation_comes_back_exactly() {
    for seed in 1..=ROUNDS {
        let annotations = annotations(&mut Dice(seed));
        let page = web_annotation::write(&annotations).to_string();
        let read = web_annotation::read(&annotations.text, &page);
        assert_eq!(Ok(annotations), read, "round {seed}:\n{page}");
    }
}

#[test]
fn json_comes_back_exactly_in_every_unit() {
    for seed in 1..=ROUNDS {
        let annotations = annotations(&mut Dice(seed));
        let marks = annotations.marks.iter().map(|mark| {
            json!({
                "span": {"start": mark.start, "end": mark.end},
                "kind": mark.kind,
                "entity": mark.entity,
                "value": mark.value,
                "score": f64::from(mark.score) / 1000.0,
                "why": mark.why,
            })
        });
        let names = annotations.entities.iter();
        let analysis = json!({
            "mentions": marks.collect::<Vec<_>>(),
            "entities": names.map(|e| json!({"name": e.name, "kind": "person"})).collect::<Vec<_>>(),
        });
        let document =
            Document::new(annotations.text.clone(), Unit::Bytes, analysis).expect("it fits");
        assert_eq!(annotations, Annotations::of(&document));
        for unit in [Unit::Bytes, Unit::Chars, Unit::Utf16] {
            let counted = document.counted_in(unit).expect("it fits");
            let json = counted.to_json().to_string();
            let read = Document::from_json(&json).expect("what was written");
            assert_eq!(counted, read, "round {seed}");
            assert_eq!(annotations, Annotations::of(&read), "round {seed}");
        }
    }
}

/// Cuts, doubles and swaps characters.
fn broken(dice: &mut Dice, whole: &str) -> String {
    let mut letters: Vec<char> = whole.chars().collect();
    for _ in 0..=dice.below(4) {
        let (a, b) = (dice.below(letters.len()), dice.below(letters.len()));
        match dice.below(3) {
            0 => letters.truncate(a),
            1 if a < letters.len() => {
                letters.remove(a);
            }
            _ if a < letters.len() && b < letters.len() => letters.swap(a, b),
            _ => {}
        }
    }
    letters.into_iter().collect()
}

#[test]
fn broken_files_are_refused_or_read_and_never_panic() {
    for seed in 1..=ROUNDS {
        let dice = &mut Dice(seed);
        let annotations = annotations(dice);
        let ann = broken(dice, &brat::write(&annotations));
        if let Ok(read) = brat::read(&annotations.text, &ann) {
            read.marks.iter().for_each(|mark| assert!(!read.words(mark).is_empty()));
        }
        let page = broken(dice, &web_annotation::write(&annotations).to_string());
        if let Ok(read) = web_annotation::read(&annotations.text, &page) {
            read.marks.iter().for_each(|mark| assert!(!read.words(mark).is_empty()));
        }
    }
}

#[test]
fn an_empty_analysis_is_written_in_every_format() {
    for analysis in [json!({}), json!({"article": {}, "mentions": [], "later": [1, null]})] {
        let document = Document::new(String::new(), Unit::Utf16, analysis).expect("it fits");
        for format in Format::ALL {
            for file in write(&document, format) {
                assert!(format == Format::Brat || !file.content.is_empty(), "{format:?}");
            }
        }
    }
}

#[test]
fn what_is_no_analysis_is_refused() {
    for analysis in [
        Value::Null,
        json!([]),
        json!({"mentions": 3}),
        json!({"mentions": [{"span": {"start": 2, "end": 1}, "kind": "x"}]}),
    ] {
        assert!(Document::new("Anna".into(), Unit::Utf16, analysis.clone()).is_err(), "{analysis}");
    }
}
