//! A JSON object a line; blank lines are none.

use super::Cut;
use crate::record::Raw;
use std::io::BufRead;
use std::path::Path;

pub(super) fn cut(path: &Path, mut input: Box<dyn BufRead + Send>) -> Cut {
    let name = super::name(path);
    let mut number = 0_u64;
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        while !ended {
            let mut line = Vec::new();
            number += 1;
            let read = input.read_until(b'\n', &mut line);
            let origin = || format!("{name}, line {number}");
            match read {
                Ok(0) => ended = true,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some((origin(), Raw::Line(line))),
                Err(error) => {
                    ended = true;
                    return Some((origin(), Raw::Broken(format!("reading ends here: {error}"))));
                }
            }
        }
        None
    }))
}
