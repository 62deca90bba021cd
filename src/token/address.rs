//! Web and mail addresses.

use crate::chars::{self, Class};

/// The end of the web address that begins at `start` with a scheme or `www.`.
pub(super) fn web(text: &str, start: usize) -> Option<usize> {
    let head = text.as_bytes().get(start..)?;
    let begins = |prefix: &[u8]| {
        head.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    // The first letter decides for almost every word.
    let prefix = match head.first()? {
        b'h' | b'H' if begins(b"https://") => 8,
        b'h' | b'H' if begins(b"http://") => 7,
        b'f' | b'F' if begins(b"ftp://") => 6,
        b'w' | b'W' if begins(b"www.") => 4,
        _ => return None,
    };
    let goes_on = text.get(start + prefix..)?.chars().next().is_some_and(chars::is_word);
    goes_on.then(|| end(text, start + prefix))
}

/// The end of the web address that `from` is inside of: the next blank, quotation mark or angle
/// bracket, without the punctuation of the sentence before it.
pub(super) fn end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    let length = rest.find(|c: char| {
        chars::class(c) == Class::Blank
            || matches!(c, '"' | '<' | '>' | '“' | '”' | '«' | '»' | '`')
    });
    let address = rest.get(..length.unwrap_or(rest.len())).unwrap_or("");
    let mut kept = address;
    let mut open = address.bytes().filter(|&b| b == b'(').count();
    let mut close = address.bytes().filter(|&b| b == b')').count();
    while let Some(c) = kept.chars().next_back() {
        match c {
            ')' if close > open => close -= 1,
            '(' => open -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | ']' | '}' | '*' | '_' | '|' =>
                {}
            _ => break,
        }
        kept = kept.get(..kept.len() - c.len_utf8()).unwrap_or("");
    }
    from + kept.len()
}

/// The end of a host name with at least one full stop that begins at `start`.
pub(super) fn domain(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
    let host = rest.get(..length.unwrap_or(rest.len()))?.trim_end_matches(['.', '-']);
    let dot = host.find('.')?;
    (dot > 0).then_some(start + host.len())
}

/// True if `byte` may stand in the local part of a mail address.
pub(super) fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+' | b'%')
}
