//! What somebody wants to reach by a day.

use serde::Serialize;

use crate::catalog::Catalog;
use crate::date::Date;
use crate::fault::named_enum;
use crate::policy::Policy;
use crate::record::Record;
use crate::summary::summary;
use crate::verdict::{Status, Verdict};

named_enum! {
    /// What somebody wants to reach.
    GoalKind, "a goal" {
        /// To be let in: the three conditions of eligibility are met (RULES 4.1 to 4.3).
        Eligible = "eligible",
        /// To hold a certification that has not ended: the status is `certified` or `renewal-open` (RULES 4.12).
        Certified = "certified",
        /// To renew: a renewal made on the day would be accepted, on hours that are known (RULES 4.10, 4.11).
        Renewable = "renewable",
    }
}

/// A goal and the day on which it is to be reached; what the record says up to that day is taken as it stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Goal {
    /// What is wanted.
    pub goal: GoalKind,
    /// The day on which it is judged.
    pub by: Date,
}

impl Goal {
    /// Whether the record reaches the goal as it stands.
    #[must_use]
    pub fn is_reached(self, record: &Record, catalog: &Catalog, policy: &Policy) -> bool {
        let found = summary(record, catalog, policy, self.by);
        match self.goal {
            GoalKind::Eligible => found.eligibility == Verdict::Met,
            GoalKind::Certified => matches!(found.status, Status::Certified | Status::RenewalOpen),
            GoalKind::Renewable => {
                let hours_met =
                    |term: crate::CertificationSummary| !term.provisional && term.renewal == Verdict::Met;
                found.status.is_renewable() && found.certification.is_some_and(hours_met)
            }
        }
    }
}
