//! Program review (RULES 6.3): exact over every way of graduating, with a graduate that anybody can check.

#[path = "review/changes.rs"]
mod changes;
#[path = "review/faults.rs"]
mod faults;
#[path = "review/large.rs"]
mod large;
#[path = "review/model.rs"]
mod model;
#[path = "review/small.rs"]
mod small;
