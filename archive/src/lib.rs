//! Whole archives: records in, tables out, nothing lost, questions in SQL.
//!
//! ```text
//! source ─ record ─(article ─ analysis ─ row)─ sink ─ journal        query
//!                   on all cores, in order      whole or not at all   over what the sink wrote
//! ```
//!
//! [`run`] takes the analysis as a function: this crate knows it by its JSON and its JSON Schema alone, as the
//! exports do. A source numbers the records; what is no article goes to the rejects with its number and the
//! reason. A sink writes a chunk, the journal then says so; what is beyond the journal is cut away by the next
//! run, which goes on from there and ends with the same bytes.

mod fault;
mod journal;
#[cfg(feature = "query")]
pub mod query;
mod record;
mod row;
mod run;
mod schema;
mod sink;
mod source;

pub use fault::Fault;
pub use record::{Article, date, decode};
pub use row::{Rows, select};
pub use run::{Done, Job, Watcher, run};
pub use schema::{check_selection, document as schema_document};
pub use sink::Format;
pub use source::{Columns, Kind};
