//! Front coding: phrases in order, each without what it shares with the one before.
//!
//! Each is the count of bytes that it shares with the one before (and 32, so that it is no line end), the rest,
//! and a line end. A compressor makes less of it than of the phrases themselves or of a finite-state map: the word
//! lists take 160 kB so instead of 275.

/// Spells out the first `count` phrases; none if the bytes are damaged or `each` refuses one.
pub(crate) fn spell_out(
    bytes: &[u8],
    count: usize,
    mut each: impl FnMut(&[u8]) -> Option<()>,
) -> Option<()> {
    let mut phrase = Vec::new();
    let mut coded = bytes.split(|&byte| byte == b'\n');
    for _ in 0..count {
        let (&shared, own) = coded.next()?.split_first()?;
        phrase.truncate(shared.checked_sub(b' ')?.into());
        phrase.extend_from_slice(own);
        each(&phrase)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The phrases with a bar between them; none if the bytes are damaged.
    fn check(bytes: &[u8], count: usize, expected: Option<&str>) {
        let mut found = Vec::new();
        let done = spell_out(bytes, count, |phrase| {
            found.push(String::from_utf8(phrase.to_vec()).ok()?);
            Some(())
        });
        assert_eq!(expected, done.map(|()| found.join("|")).as_deref());
    }

    #[test]
    fn what_is_shared_with_the_phrase_before_is_put_back() {
        check(b" Bonn\n\"lzano\n", 2, Some("Bonn|Bolzano"));
    }

    #[test]
    fn damaged_bytes_are_refused() {
        check(b" Bonn\n", 2, None);
        check(b"\tBonn\n", 1, None);
    }
}
