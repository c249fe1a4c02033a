//! The services built on the assessment (RULES 6), as functions and classes of `lssc`.

pub mod calendar;
pub mod compare;
pub mod further;
pub mod order;
pub mod plan;
pub mod program;
mod results;
pub mod table;
pub mod timeline;
