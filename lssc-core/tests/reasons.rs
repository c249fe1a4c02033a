//! What people ask once they have an answer (`docs/operations.md`): held against what is told of it.

#[path = "reasons/bounds.rs"]
mod bounds;
#[path = "reasons/decisions.rs"]
mod decisions;
#[path = "reasons/readings.rs"]
mod readings;
#[path = "reasons/repair.rs"]
mod repair;
#[path = "common/scene.rs"]
mod scene;
#[path = "reasons/why.rs"]
mod why;
