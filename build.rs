//! Packs `model/` into one file that the library embeds: every word list of `model/lexicon/` in one
//! finite-state map, the languages, and every file of `model/weights/` as it is.
//!
//! The layout is documented where it is read, in `src/model.rs`.

#[allow(dead_code, unreachable_pub, reason = "shared with the library, which uses the rest")]
#[path = "src/mention/hash.rs"]
mod hash;

#[allow(dead_code, unreachable_pub, reason = "shared with the library")]
#[path = "src/place/fold.rs"]
mod fold;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Lists that can be told apart: one bit each of a set of lists, 128 bits.
const MAX_LISTS: usize = 128;

/// The lexicon as `src/lexicon.rs` reads it: phrases without what they share with the one before, which
/// compresses to half of the finite-state map that is built of them on loading.
fn spell(phrases: &BTreeMap<String, u128>) -> Vec<u8> {
    // Few sets occur: a phrase has the number of one.
    let sets: BTreeSet<u128> = phrases.values().copied().collect();
    let places: BTreeMap<u128, u16> = sets.iter().copied().zip(0..).collect();
    let count = |n: usize| u32::try_from(n).expect("few").to_le_bytes();
    let mut bytes = count(sets.len()).to_vec();
    bytes.extend(sets.iter().flat_map(|set| set.to_le_bytes()));
    bytes.extend(count(phrases.len()));
    bytes.extend(halves(
        &phrases
            .values()
            .map(|set| places.get(set).copied().expect("every set has one"))
            .collect::<Vec<u16>>(),
    ));
    bytes.extend(front_coded(phrases.keys()));
    bytes
}

/// Phrases in order, each without what it shares with the one before; `src/front.rs` documents the layout.
fn front_coded<'a>(phrases: impl Iterator<Item = &'a String>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before: &str = "";
    for phrase in phrases {
        let (old, new) = (before.bytes(), phrase.bytes());
        let shared = old.zip(new).take_while(|(a, b)| a == b).count().min(200);
        // Never the byte of a line end.
        bytes.push(b' ' + u8::try_from(shared).expect("at most 200"));
        bytes.extend(phrase.bytes().skip(shared));
        bytes.push(b'\n');
        before = phrase;
    }
    bytes
}

fn main() {
    println!("cargo::rerun-if-changed=model/lexicon");
    println!("cargo::rerun-if-changed=model/clusters");
    println!("cargo::rerun-if-changed=model/languages.tsv");
    println!("cargo::rerun-if-changed=model/gazetteer");
    println!("cargo::rerun-if-changed=model/currencies.tsv");
    println!("cargo::rerun-if-changed=model/units.tsv");
    println!("cargo::rerun-if-changed=model/effects.tsv");
    println!("cargo::rerun-if-changed=model/source-kinds.tsv");
    println!("cargo::rerun-if-changed=model/statement-words.tsv");
    println!("cargo::rerun-if-changed=model/events.tsv");
    println!("cargo::rerun-if-changed=model/voice.tsv");
    println!("cargo::rerun-if-changed=model/irregular-verbs.tsv");
    println!("cargo::rerun-if-changed=model/weights");
    println!("cargo::rerun-if-changed=src/place/fold.rs");
    println!("cargo::rerun-if-changed=src/mention/hash.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));

    let (lists, phrases) = lexicon(Path::new("model/lexicon"));
    let mut constants = String::new();
    for (bit, name) in lists.iter().enumerate() {
        let constant = name.to_uppercase().replace(['-', '/'], "_");
        writeln!(constants, "/// `{name}`\npub const {constant}: List = List({bit});")
            .expect("strings take all");
    }
    let names = format!(
        "/// Names of the lists in the order of their constants.\npub const NAMES: &[&str] = &{lists:?};\n"
    );
    fs::write(out.join("lists.rs"), constants + &names).expect("OUT_DIR is writable");

    let map = spell(&phrases);

    let languages = fs::read("model/languages.tsv").expect("part of the project");
    let mut sections = vec![
        ("lists".to_owned(), lists.join("\n").into_bytes()),
        ("lexicon".to_owned(), map),
        ("languages".to_owned(), languages),
        ("currencies".to_owned(), fs::read("model/currencies.tsv").expect("part of the project")),
        ("units".to_owned(), fs::read("model/units.tsv").expect("part of the project")),
        ("effects".to_owned(), fs::read("model/effects.tsv").expect("part of the project")),
        ("sources".to_owned(), fs::read("model/source-kinds.tsv").expect("part of the project")),
        ("voice".to_owned(), fs::read("model/voice.tsv").expect("part of the project")),
        (
            "statement-words".to_owned(),
            fs::read("model/statement-words.tsv").expect("part of the project"),
        ),
        ("events".to_owned(), fs::read("model/events.tsv").expect("part of the project")),
        (
            "irregular".to_owned(),
            fs::read("model/irregular-verbs.tsv").expect("part of the project"),
        ),
    ];
    sections
        .extend(clusters(Path::new("model/clusters")).map(|bytes| ("clusters".to_owned(), bytes)));
    sections.push(("gazetteer".to_owned(), gazetteer(Path::new("model/gazetteer/places.tsv"))));
    for path in files(Path::new("model/weights")) {
        let name = path.file_name().expect("files have names").to_string_lossy().into_owned();
        sections.push((name, fs::read(&path).expect("model/weights is readable")));
    }
    fs::write(out.join("nutgraf.model"), pack(&sections)).expect("OUT_DIR is writable");
}

/// Names of all lists in order of their bits, and the lists of each phrase.
///
/// A second column makes a list of its own: `title` in `abbreviations.txt` is `abbreviations/title`. If
/// every row of a file has one, there is no list of the whole file.
fn lexicon(folder: &Path) -> (Vec<String>, BTreeMap<String, u128>) {
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files(folder) {
        let topic = path.file_stem().expect("files have names").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("word lists are UTF-8");
        let rows = || text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let whole = rows().any(|row| !row.contains('\t'));
        for line in rows() {
            let mut columns = line.split('\t');
            let phrase = columns.next().unwrap_or_default().to_owned();
            if let Some(class) = columns.next() {
                members.entry(format!("{topic}/{class}")).or_default().push(phrase.clone());
            }
            if whole {
                members.entry(topic.clone()).or_default().push(phrase);
            }
        }
    }
    assert!(members.len() <= MAX_LISTS, "{} word lists; the map holds {MAX_LISTS}", members.len());
    let mut phrases: BTreeMap<String, u128> = BTreeMap::new();
    for (bit, list) in members.values().enumerate() {
        for phrase in list {
            *phrases.entry(phrase.clone()).or_default() |= 1 << bit;
        }
    }
    (members.into_keys().collect(), phrases)
}

/// Bits of a word's hash that are kept; the same as in `src/mention/cluster.rs`, where the layout is
/// documented.
const CLUSTER_HASH_BITS: u32 = 22;

/// The word clusters of `words.tsv` (word, number) and `levels.tsv` (number, three coarser ones).
fn clusters(folder: &Path) -> Option<Vec<u8>> {
    let rows = |name: &str| {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        let rows = text.lines().filter(|line| !line.starts_with('#'));
        Some(rows.map(|row| row.split('\t').map(str::to_owned).collect()).collect::<Vec<Vec<_>>>())
    };
    let number = |cell: &str| cell.parse::<u16>().expect("clusters are numbers") + 1;
    let levels = rows("levels.tsv")?;
    let mut out = Vec::new();
    out.extend(u32::try_from(levels.len()).expect("few clusters").to_le_bytes());
    for row in &levels {
        row.iter().skip(1).for_each(|cell| out.extend(number(cell).to_le_bytes()));
    }
    // Tokens have no hyphens, so words with one would never be found.
    let words: BTreeMap<u32, u16> = rows("words.tsv")?
        .iter()
        .filter_map(|row| Some((row.first()?, row.get(1)?)))
        .filter(|(word, _)| !word.contains('-'))
        .map(|(word, cluster)| (hash::lower(word) >> (32 - CLUSTER_HASH_BITS), number(cluster)))
        .collect();
    out.extend(u32::try_from(words.len()).expect("few words").to_le_bytes());
    let mut last = 0;
    for &slot in words.keys() {
        let mut step = slot - last;
        last = slot;
        while step >= 0x80 {
            out.push(u8::try_from(step & 0x7f).expect("masked") | 0x80);
            step >>= 7;
        }
        out.push(u8::try_from(step).expect("below 128"));
    }
    out.extend(words.values().map(|cluster| cluster.to_le_bytes()[0]));
    out.extend(words.values().map(|cluster| cluster.to_le_bytes()[1]));
    Some(out)
}

/// Steps of a population's binary logarithm, as in `src/place/gazetteer.rs`, where the layout is documented.
const POPULATION_STEPS: f64 = 4.0;

/// Inhabitants below which they are kept to half a doubling.
const SMALL_TOWN: f64 = 130_000.0;

/// Hundredths of a degree of one step of a coordinate.
const DEGREE_STEP: f64 = 5.0;

/// The places of `places.tsv`, by the form in which they are looked up, the most populous first.
fn gazetteer(path: &Path) -> Vec<u8> {
    let text = fs::read_to_string(path).expect("part of the project");
    let mut places: BTreeMap<String, Vec<[&str; 8]>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let cells: [&str; 8] = std::array::from_fn(|_| cells.next().unwrap_or(""));
        places.entry(fold::fold(cells[0])).or_default().push(cells);
    }
    let rows = || places.values().flatten();
    let degrees = |cell: &str| -> i32 {
        (cell.parse::<f64>().expect("degrees") * 100.0 / DEGREE_STEP).round() as i32
    };
    // Divisions: regions with their countries, and the middle of their places.
    let mut middles: BTreeMap<(&str, &str), [i32; 3]> = BTreeMap::new();
    for [_, _, country, region, _, latitude, longitude, _] in rows() {
        let sums = middles.entry((country, region)).or_default();
        let own = [degrees(latitude), degrees(longitude), 1];
        sums.iter_mut().zip(own).for_each(|(sum, value)| *sum += value);
    }
    for sums in middles.values_mut() {
        *sums = [sums[0] / sums[2], sums[1] / sums[2], sums[2]];
    }
    let divisions: Vec<(&str, &str)> = middles.keys().copied().collect();
    let (mut kinds, mut sizes, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut latitudes, mut longitudes) = (Vec::new(), Vec::new());
    let mut count = 0_u32;
    for group in places.values() {
        let mut group = group.clone();
        group.sort_by_key(|row| std::cmp::Reverse(row[4].parse::<u64>().unwrap_or(0)));
        for (at, [_, kind, country, region, population, latitude, longitude, note]) in
            group.iter().enumerate()
        {
            let kind = "CRTWLASP".find(kind).expect("a kind");
            let flags = usize::from(*note == "a") << 3
                | usize::from(at + 1 == group.len()) << 4
                | usize::from(*note == "c") << 5
                | usize::from(*note == "u") << 6;
            let population = population.parse::<f64>().expect("a number");
            // Of a small town, to half a doubling: nothing hangs on more, and it is 2 kB.
            let grain = if population < SMALL_TOWN { 2.0 } else { 1.0 };
            let steps = ((population + 1.0).log2() * POPULATION_STEPS / grain).round() * grain;
            let division =
                divisions.binary_search(&(country, region)).expect("from the same table");
            let middle = middles.get(&(*country, *region)).expect("from the same table");
            kinds.push((kind | flags) as u8);
            sizes.push(steps as u8);
            numbers.push(division as u16);
            latitudes.push((degrees(latitude) - middle[0]) as i16 as u16);
            longitudes.push((degrees(longitude) - middle[1]) as i16 as u16);
            count += 1;
        }
    }
    let table: Vec<String> =
        divisions.iter().map(|(country, region)| format!("{country}\t{region}")).collect();
    let middle = |axis: usize| -> Vec<u16> {
        middles.values().filter_map(|sums| Some(*sums.get(axis)? as i16 as u16)).collect()
    };
    let mut out = count.to_le_bytes().to_vec();
    let parts = [
        table.join("\n").into_bytes(),
        halves(&middle(0)),
        halves(&middle(1)),
        front_coded(places.keys()),
        kinds,
        sizes,
        halves(&numbers),
        halves(&latitudes),
        halves(&longitudes),
    ];
    for part in parts {
        out.extend(u32::try_from(part.len()).expect("small").to_le_bytes());
        out.extend(part);
    }
    out
}

/// Low bytes, then high ones: two runs that compress better than their mixture.
fn halves(values: &[u16]) -> Vec<u8> {
    let [low, high] = [0, 8].map(|shift| values.iter().map(move |value| (value >> shift) as u8));
    low.chain(high).collect()
}

/// The files of a folder by name; none if there is no folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("model/ is readable").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
}

fn pack(sections: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in sections {
        for part in [name.as_bytes(), bytes] {
            let length = u32::try_from(part.len()).expect("sections are small");
            body.extend(length.to_le_bytes());
            body.extend(part);
        }
    }
    let mut model = b"NUTGRAF\x03".to_vec();
    model.extend(checksum(&body).to_le_bytes());
    model.extend(body);
    model
}

/// As `src/fnv.rs` has it.
fn checksum(body: &[u8]) -> u64 {
    let (words, rest) = body.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
    let hash = words.iter().chain([&last]).fold(0xcbf2_9ce4_8422_2325_u64, |hash, &word| {
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x100_0000_01b3)
    });
    let hash = (hash ^ body.len() as u64).wrapping_mul(0x100_0000_01b3);
    let mixed = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ mixed >> 32
}
