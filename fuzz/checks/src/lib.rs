//! What must hold of any bytes. Each function is one fuzz target: it takes bytes, and panics where something does not hold.
//!
//! None of it needs a fuzzer: the tests of this package replay, on any compiler, what the fuzzers have kept.

#![forbid(unsafe_code)]

mod calendar;
mod changed;
mod document;
mod readers;
mod record;
mod request;
mod review;
mod scene;
mod timeline;
mod web;

pub use calendar::calendar;
pub use readers::readers;
pub use record::record;
pub use request::request;
pub use review::review;
pub use timeline::timeline;
pub use web::web;

/// A check of bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is also that of its folders in `fuzz/corpus` and `fuzz/crashes`.
pub const TARGETS: [(&str, Target); 7] = [
    ("calendar", calendar),
    ("readers", readers),
    ("record", record),
    ("request", request),
    ("review", review),
    ("timeline", timeline),
    ("web", web),
];
