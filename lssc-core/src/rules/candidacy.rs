//! How long a candidacy lasts (RULES 4.4, FAQ 18).
//!
//! ```
//! use lssc_core::Policy;
//! use lssc_core::rules::candidacy::deadline;
//! let last_day = deadline("2020-02-29".parse()?, &Policy::default().candidacy);
//! assert_eq!(last_day.to_string(), "2024-02-29");
//! # Ok::<(), lssc_core::Problem>(())
//! ```

use serde::Serialize;

use crate::date::Date;
use crate::policy::CandidacyPolicy;

/// A candidacy and its deadline (RULES 4.4).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidacy {
    /// The day of the admission.
    pub admitted_on: Date,
    /// The last day to complete the sets.
    pub deadline: Date,
    /// Whether that day has passed without a certification.
    pub expired: bool,
}

/// The last day to complete the sets, inclusive (RULES 4.4, FAQ 18).
#[must_use]
pub fn deadline(admitted_on: Date, policy: &CandidacyPolicy) -> Date {
    admitted_on.plus_years(policy.years.get())
}
