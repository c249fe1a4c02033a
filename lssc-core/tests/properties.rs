//! Properties that hold of every record, catalog, policy and day: the order of lists changes nothing, later facts
//! change nothing, one more of anything that counts never hurts, and an answer never makes good what was refused.
//!
//! Where RULES themselves imply an exception, the property says so and a test of its own shows the exception.

#[path = "properties/answers.rs"]
mod answers;
#[path = "properties/as_of.rs"]
mod as_of;
#[path = "properties/compare.rs"]
mod compare;
#[path = "properties/more.rs"]
mod more;
#[path = "properties/order.rs"]
mod order;
#[path = "properties/people.rs"]
mod people;
#[path = "properties/plan.rs"]
mod plan;
#[path = "properties/round_trips.rs"]
mod round_trips;
#[path = "common/scene.rs"]
mod scene;
#[path = "properties/timeline.rs"]
mod timeline;
#[path = "properties/whole.rs"]
mod whole;
