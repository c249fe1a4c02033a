//! Registers as Arrow tables: in by the stream of any library, out as a stream.

mod cell;
mod columns;
mod source;
mod stream;
mod table;

pub use table::{AssessedTable, Options};
