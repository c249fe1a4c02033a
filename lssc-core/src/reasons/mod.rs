//! What people ask once they have an answer: is it sure, on what does it rest, and can it be shown later (`docs/operations.md`).

mod decision;
mod reading;
mod robustness;
mod sample;

pub use decision::{Decision, Grounds, KeptDecision, VERSION, Verification, decide, verify};
pub(crate) use reading::Told;
pub use reading::{Choice, Reading};
pub use robustness::{CommitteeQuestion, CommitteeTable, Flip, Held, Robustness, robustness};
pub use sample::{Rate, Sampled, audit_sample, audit_score};
