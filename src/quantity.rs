//! Numbers and what they measure.
//!
//! In: tokens and timexes, whose numbers are taken. Out: quantities in text order.

use crate::{Model, Quantity, Timex, Token};

/// Finds quantities outside the timexes.
pub(crate) fn find(
    _text: &str,
    _tokens: &[Token],
    _timexes: &[Timex],
    _model: &Model,
) -> Vec<Quantity> {
    Vec::new()
}
