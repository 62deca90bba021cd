//! Hashes of words and features; `build.rs` uses them too.

/// A character as the features see it: quotes and dashes straight, soft hyphens dropped.
pub fn plain(c: char) -> Option<char> {
    match c {
        '\u{ad}' | '\u{200b}' | '\u{2060}' => None,
        '‘' | '’' | 'ʼ' | '`' => Some('\''),
        '“' | '”' | '„' | '«' | '»' => Some('"'),
        '‐' | '‑' | '–' | '—' => Some('-'),
        _ => Some(c),
    }
}

/// A character of a word in lower case, every digit as 0.
pub fn small(c: char) -> char {
    match c {
        '0'..='9' => '0',
        'A'..='Z' => c.to_ascii_lowercase(),
        _ if c.is_ascii() => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Hash of a word in lower case, every digit as 0: what clusters are found by.
pub fn lower(word: &str) -> u32 {
    let mut hash = Hash::new();
    word.chars().filter_map(plain).for_each(|c| hash.add(small(c)));
    hash.value()
}

/// A running hash of characters (FNV-1a with a finish).
#[derive(Debug, Clone, Copy)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

impl Hash {
    /// Of nothing yet.
    pub const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// One more character.
    pub fn add(&mut self, c: char) {
        self.0 = (self.0 ^ u64::from(u32::from(c))).wrapping_mul(0x100_0000_01b3);
    }

    /// The hash of all characters so far.
    pub fn value(self) -> u32 {
        let mixed = (self.0 ^ self.0 >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 32) as u32
    }

    /// Hash of a whole word.
    pub fn of(word: &str) -> u32 {
        let mut hash = Self::new();
        word.chars().for_each(|c| hash.add(c));
        hash.value()
    }
}

/// The key of a feature: a template and up to two values.
pub fn key(template: u32, a: u32, b: u32) -> u32 {
    let values = u64::from(a) << 32 | u64::from(b);
    let mut hash = values ^ u64::from(template + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ hash >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ hash >> 29).wrapping_mul(0x94d0_49bb_1331_11eb);
    (hash >> 32) as u32
}
