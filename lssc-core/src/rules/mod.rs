//! The rules, one family of clauses a file (RULES 4): pure functions over small values, each callable on
//! its own. [`assess`](crate::assess) says what they give together.

pub mod candidacy;
pub mod certification;
pub mod completion;
pub mod credit;
pub mod eligibility;
pub mod fees;
pub mod renewal;
pub(crate) mod search;
