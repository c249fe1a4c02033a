//! What people ask once they have an answer: is it sure, on what does it rest, and can it be shown later (`docs/operations.md`).

mod bounds;
mod decision;
mod facts;
mod field;
mod goal;
mod obstacle;
mod reading;
mod repair;
mod robustness;
mod sample;
mod why;

pub use bounds::{Bounds, Interval, bounds};
pub use decision::{Decision, Grounds, KeptDecision, VERSION, Verification, decide, verify};
pub use field::{FieldValue, RecordField};
pub use goal::{Goal, GoalKind};
pub use obstacle::{Obstacle, ObstacleKind, why_not};
pub(crate) use reading::Told;
pub use reading::{Choice, Reading};
pub use repair::{Deed, Part, Repair, Step, repair};
pub use robustness::{CommitteeQuestion, CommitteeTable, Flip, Held, Robustness, robustness};
pub use sample::{Rate, Sampled, audit_sample, audit_score};
pub use why::{Why, forces, why};
