//! Registers as Arrow tables: in by the stream of any library, out as a stream.

mod cell;
mod columns;
#[expect(unsafe_code, reason = "the C interface of Arrow is made of pointers")]
mod source;
mod stream;
mod summaries;
mod table;
mod typed;

pub use stream::What;
pub use table::{AssessedTable, Options};
