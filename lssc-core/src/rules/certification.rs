//! How long a certification lasts (RULES 4.9, 4.10, FAQ 19).
//!
//! ```
//! use lssc_core::rules::certification::term;
//! use lssc_core::{Date, Policy};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // RULES 7: certified on a leap day.
//! let first = term("2012-02-29".parse()?, 1, &Policy::default());
//! assert_eq!(first.expires_on.to_string(), "2016-02-29");
//! assert_eq!(first.opens_on.to_string(), "2015-02-28");
//! assert_eq!(first.last_day.to_string(), "2016-04-29");
//! # Ok(())
//! # }
//! ```

use serde::Serialize;

use crate::date::Date;
use crate::policy::{GraceTerms, Policy, TermEnds};
use crate::verdict::Status;

/// A certification on a day (RULES 4.9).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certification {
    /// The day it began.
    pub certified_on: Date,
    /// The current term, from 1.
    pub term: u32,
    /// The first day of the term.
    pub term_starts: Date,
    /// The last day of the term.
    pub expires_on: Date,
    /// Whether a graduate's hours of work are still to come.
    pub provisional: bool,
}

/// A term of a certification and the window of its renewal; all days inclusive (RULES 4.9, 4.10).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// Which one, from 1.
    pub number: u32,
    /// The first day.
    pub starts_on: Date,
    /// The first day on which it can be renewed.
    pub opens_on: Date,
    /// The last day.
    pub expires_on: Date,
    /// The last day on which it can be renewed: `expires_on`, or the end of the grace period.
    pub last_day: Date,
}

impl Term {
    /// Where somebody stands on a day on which this is the current term (RULES 4.12).
    #[must_use]
    pub fn status_on(self, day: Date) -> Status {
        match day {
            day if day < self.opens_on => Status::Certified,
            day if day <= self.expires_on => Status::RenewalOpen,
            day if day <= self.last_day => Status::Grace,
            _ => Status::Lapsed,
        }
    }
}

/// The term of this number of a certification that began on `certified_on` (RULES 4.9, 4.10, FAQ 19). Every date
/// is taken from `certified_on` in one step.
#[must_use]
pub fn term(certified_on: Date, number: u32, policy: &Policy) -> Term {
    let years = policy.certification.years.get();
    let anniversary = certified_on.plus_years(years.saturating_mul(number));
    let expires_on = match policy.certification.ends {
        TermEnds::Anniversary => anniversary,
        TermEnds::DayBefore => anniversary.day_before(),
        TermEnds::EndOfMonth => anniversary.end_of_month(),
    };
    let last_day = if has_grace(number, policy) {
        expires_on.plus_months(policy.renewal.grace_months.get())
    } else {
        expires_on
    };
    Term {
        number,
        starts_on: certified_on.plus_years(years.saturating_mul(number.saturating_sub(1))),
        opens_on: expires_on.minus_months(policy.renewal.opens_months_before.get()),
        expires_on,
        last_day,
    }
}

/// Whether the term of this number has a grace period (RULES 4.10, `renewal.grace_terms`).
#[must_use]
pub fn has_grace(number: u32, policy: &Policy) -> bool {
    match policy.renewal.grace_terms {
        GraceTerms::Initial => number == 1,
        GraceTerms::Every => true,
    }
}
