//! Properties that hold of every record, catalog, policy and day: what belongs together in an answer, that later facts
//! change nothing, and that services built on the assessment agree with it. What people may expect of the rules
//! themselves is in `fairness.rs`.

#[path = "properties/as_of.rs"]
mod as_of;
#[path = "properties/compare.rs"]
mod compare;
#[path = "properties/plan.rs"]
mod plan;
#[path = "properties/round_trips.rs"]
mod round_trips;
#[path = "common/scene.rs"]
mod scene;
#[path = "common/shortened.rs"]
mod shortened;
#[path = "properties/timeline.rs"]
mod timeline;
#[path = "properties/whole.rs"]
mod whole;
