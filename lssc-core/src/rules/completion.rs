//! When the competency sets suffice (RULES 4.8, FAQ 8).
//!
//! ```
//! use lssc_core::rules::completion::completion;
//! use lssc_core::rules::credit::{Credit, Credits};
//! use lssc_core::{CompetencySet, Date, Policy, Route, Verdict};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let earned_on = Date::new(2024, 5, 1)?;
//! let six = CompetencySet::ALL.into_iter().take(6).zip(0..).map(|(set, entry)| {
//!     Credit { set, route: Route::Portfolio, earned_on, done_on: earned_on, entry, counts: true }
//! });
//! let six: Credits = six.collect();
//! let result = completion(six, true, &Policy::default().completion);
//! assert_eq!((result.verdict, result.completed_on), (Verdict::Met, Some(earned_on)));
//! # Ok(())
//! # }
//! ```

use serde::Serialize;

use crate::competency::CompetencySets;
use crate::date::Date;
use crate::policy::CompletionPolicy;
use crate::rules::credit::Credits;
use crate::verdict::Verdict;

/// What the competency sets come to (RULES 4.8).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Completion {
    /// Whether they suffice.
    pub verdict: Verdict,
    /// The credit for each set, also where it does not count.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::rules::credit::Credit>"))]
    pub credits: Credits,
    /// The required sets without a credit that counts.
    pub missing_required: CompetencySets,
    /// The electives with a credit that counts.
    pub electives_earned: u32,
    /// The electives still needed, never negative.
    pub electives_missing: u32,
    /// The first day by which the credits that count suffice.
    pub completed_on: Option<Date>,
}

/// Whether the credits that count hold all required sets and enough electives (RULES 4.8, FAQ 8). `answered`:
/// whether courses, portfolios and degrees all are.
#[must_use]
pub fn completion(credits: Credits, answered: bool, policy: &CompletionPolicy) -> Completion {
    let earned: CompetencySets = credits.counting().map(|credit| credit.set).collect();
    let suffices = policy.is_met_by(earned);
    Completion {
        verdict: match (suffices, answered) {
            (true, _) => Verdict::Met,
            (false, false) => Verdict::Unknown,
            (false, true) => Verdict::NotMet,
        },
        credits,
        missing_required: policy.missing_required(earned),
        electives_earned: earned.and(policy.electives.sets()).len().into(),
        electives_missing: policy.electives_missing(earned),
        completed_on: if suffices { completed_on(&credits, policy) } else { None },
    }
}

/// The first day by which credits that suffice were earned.
fn completed_on(credits: &Credits, policy: &CompletionPolicy) -> Option<Date> {
    let suffices_on = |day: Date| {
        let earned = credits.counting().filter(|credit| credit.earned_on <= day);
        policy.is_met_by(earned.map(|credit| credit.set).collect())
    };
    // They all suffice by the last day on which one was earned; an earlier one is asked about only where it is the earliest yet.
    let mut first = credits.counting().map(|credit| credit.earned_on).max()?;
    for credit in credits.counting() {
        if credit.earned_on >= first {
            continue;
        }
        if suffices_on(credit.earned_on) {
            first = credit.earned_on;
        }
    }
    Some(first)
}
