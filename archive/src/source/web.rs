//! The pages of a web archive (WARC, ISO 28500): answers of servers that hold a page or a text, and texts that
//! others took from pages (`conversion`, as in WET files). All other records are none: requests, pictures, what
//! the server did not find. An article is called by its address.

use super::Cut;
use crate::record::Raw;
use flate2::read::GzDecoder;
use std::io::{BufRead, Read};
use std::path::Path;
use warc::{RawRecordHeader, WarcHeader, WarcReader};

pub(super) fn cut(path: &Path, input: Box<dyn BufRead + Send>) -> Cut {
    let name = path.display().to_string();
    let mut records = WarcReader::new(input).iter_raw_records();
    let mut number = 0_u64;
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        while !ended {
            number += 1;
            let origin = || format!("{name}, record {number}");
            match records.next() {
                None => ended = true,
                Some(Ok((head, body))) => {
                    if let Some(raw) = page(&head, body) {
                        return Some((origin(), raw));
                    }
                }
                // After a record that does not end where it says nothing tells where the next begins.
                Some(Err(error)) => {
                    ended = true;
                    return Some((origin(), Raw::Broken(format!("reading ends here: {error}"))));
                }
            }
        }
        None
    }))
}

/// What a record holds, if that is a page or a text.
fn page(head: &RawRecordHeader, body: Vec<u8>) -> Option<Raw> {
    let field = |name: &WarcHeader| {
        head.headers.get(name).map(|value| String::from_utf8_lossy(value).trim().to_owned())
    };
    let id = field(&WarcHeader::TargetURI)?.trim_matches(['<', '>']).to_owned();
    let media = Media::new(&field(&WarcHeader::ContentType).unwrap_or_default());
    match field(&WarcHeader::WarcType)?.as_str() {
        "response" if media.kind == "application/http" => answer(id, &body),
        "resource" | "conversion" => media.raw(id, body),
        _ => None,
    }
}

/// Lines of a head; servers that send more are refused by browsers too.
const HEAD_LINES: usize = 256;

/// The page in the answer of a server (RFC 9112).
fn answer(id: String, bytes: &[u8]) -> Option<Raw> {
    let mut lines = [httparse::EMPTY_HEADER; HEAD_LINES];
    let mut head = httparse::Response::new(&mut lines);
    let broken = |reason: String| Some(Raw::Broken(reason));
    let body = match head.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => bytes.get(length..).unwrap_or_default(),
        Ok(httparse::Status::Partial) => return broken("the answer ends within its head".into()),
        Err(error) => return broken(format!("the head of the answer cannot be read: {error}")),
    };
    if !head.code.is_some_and(|code| (200..300).contains(&code)) {
        return None;
    }
    let field = |name: &str| {
        let line = head.headers.iter().find(|line| line.name.eq_ignore_ascii_case(name));
        line.map(|line| String::from_utf8_lossy(line.value).trim().to_ascii_lowercase())
    };
    let media = Media::new(&field("content-type").unwrap_or_default());
    // A picture is none, whatever is wrong with it.
    media.raw(String::new(), Vec::new())?;
    // Many archives hold the body already joined, under a head that still says it comes in chunks.
    let joined = field("transfer-encoding").is_some_and(|value| value.contains("chunked"));
    let body = joined.then(|| unchunk(body)).flatten().unwrap_or_else(|| body.to_vec());
    match field("content-encoding").as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(super::GZIP) => {
            let mut plain = Vec::new();
            match GzDecoder::new(body.as_slice()).take(PAGE).read_to_end(&mut plain) {
                Ok(_) => media.raw(id, plain),
                Err(error) => broken(format!("the page cannot be unpacked: {error}")),
            }
        }
        Some(packing @ ("br" | "zstd" | "deflate")) => {
            broken(format!("the page is packed with {packing}, which is not read"))
        }
        _ => media.raw(id, body),
    }
}

/// Bytes of the longest page that is unpacked: what a small one swells to is an attack.
const PAGE: u64 = 64 << 20;

/// The chunks of a body put together (RFC 9112, 7.1); nothing if it is none of chunks.
fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(rest.len());
    loop {
        let found = httparse::parse_chunk_size(rest);
        let Ok(httparse::Status::Complete((end, size))) = found else { return None };
        let size = usize::try_from(size).ok()?;
        let chunk = rest.get(end..end.checked_add(size)?)?;
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(chunk);
        rest = rest.get(end + size..)?.strip_prefix(b"\r\n")?;
    }
}

/// A media type, in lower case, and its encoding.
struct Media {
    kind: String,
    charset: Option<String>,
}

impl Media {
    fn new(value: &str) -> Self {
        let value = value.to_ascii_lowercase();
        let mut parts = value.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_owned();
        let charset = parts
            .find_map(|part| part.strip_prefix("charset="))
            .map(|name| name.trim_matches(['"', '\'']).to_owned());
        Self { kind, charset }
    }

    fn raw(&self, id: String, bytes: Vec<u8>) -> Option<Raw> {
        match self.kind.as_str() {
            "text/html" | "application/xhtml+xml" => {
                Some(Raw::Page { id, bytes, charset: self.charset.clone() })
            }
            "text/plain" => Some(Raw::Text { id, bytes }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_what_is_none_is_left() {
        assert_eq!(
            Some(b"Anna Weru".to_vec()),
            unchunk(b"4\r\nAnna\r\n5;x=y\r\n Weru\r\n0\r\n\r\n")
        );
        for none in ["", "<html>", "4\r\nAn", "ffffffffffffffff\r\nAnna\r\n0\r\n\r\n"] {
            assert_eq!(None, unchunk(none.as_bytes()), "{none}");
        }
    }

    #[test]
    fn only_what_was_found_and_can_be_read_is_a_page() {
        let answer =
            |head: &str| answer("u".into(), format!("HTTP/1.1 {head}\r\n\r\nbody").as_bytes());
        assert!(matches!(
            answer("200 OK\r\nContent-Type: text/html; charset=\"UTF-8\""),
            Some(Raw::Page { charset: Some(c), .. }) if c == "utf-8"
        ));
        assert!(answer("404 Not Found\r\nContent-Type: text/html").is_none());
        assert!(answer("200 OK\r\nContent-Type: image/png").is_none());
        assert!(matches!(
            answer("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br"),
            Some(Raw::Broken(_))
        ));
    }
}
