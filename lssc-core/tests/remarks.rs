//! Remarks on policies: that each is true of its example, of everybody who can be drawn, and of every day there is; that each
//! is made exactly where it is due; and what is remarked of the policies that are shipped.

#[path = "remarks/boundaries.rs"]
mod boundaries;
#[path = "remarks/dates.rs"]
mod dates;
#[path = "remarks/drawn.rs"]
mod drawn;
#[path = "remarks/edges.rs"]
mod edges;
#[path = "remarks/effect.rs"]
mod effect;
#[path = "remarks/examples.rs"]
mod examples;
#[path = "remarks/odd.rs"]
mod odd;
#[path = "common/scene.rs"]
mod scene;
#[path = "remarks/shipped.rs"]
mod shipped;
#[path = "remarks/words.rs"]
mod words;
