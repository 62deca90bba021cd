//! The corpus of the fuzzers, run by ordinary tests: each file as it is, then in many broken copies.

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "a library of its own for the fuzzers")]
mod fuzz;

/// Broken copies of each file: seconds for all of them in a debug build.
const COPIES: usize = 60;

/// A small generator of numbers, so that a failed round can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }

    /// The bytes cut, doubled, struck or strewn with signs of the formats, a few times over.
    fn broken(&mut self, bytes: &[u8]) -> Vec<u8> {
        const SIGNS: &[u8] = b"\0\"\\{}[]<>;\t\n\r9-\xff\xf0";
        let mut copy = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(copy.len());
            let end = at + self.below((copy.len() - at).min(64));
            match self.below(5) {
                0 => copy.truncate(at),
                1 => drop(copy.drain(at..end)),
                2 => copy.extend_from_within(at..end),
                3 => drop(copy.splice(at..at, SIGNS.get(self.below(SIGNS.len())).copied())),
                _ => {
                    if let Some(byte) = copy.get_mut(at) {
                        *byte ^= 1 << self.below(8);
                    }
                }
            }
        }
        copy
    }
}

fn replay(target: &str, run: fn(&[u8])) {
    let folder = format!("fuzz/corpus/{target}");
    let files = std::fs::read_dir(&folder).expect("the corpus is part of the project");
    let mut paths: Vec<_> = files.map(|file| file.expect("a readable folder").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{folder} is empty");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for path in paths {
        let bytes = std::fs::read(&path).expect("a readable file");
        run(&bytes);
        for _ in 0..COPIES {
            run(&dice.broken(&bytes));
        }
    }
}

#[test]
fn any_text_is_read_and_can_be_exported() {
    replay("analyze", fuzz::analyze);
}

#[test]
fn any_markup_is_taken_apart() {
    replay("page", fuzz::page);
}

#[test]
fn any_file_is_opened_or_refused() {
    replay("exchange", fuzz::exchange);
}

#[test]
fn any_model_is_loaded_or_refused() {
    replay("model", fuzz::model);
}

#[test]
fn any_corrections_are_heeded_or_refused() {
    replay("corrections", fuzz::corrections);
}
