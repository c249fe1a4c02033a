//! Where somebody stands, with the dates and cents that go with it, and no reasons: what a register asks for by the million.

use serde::Serialize;

use crate::assessment::{Ahead, NextDate};
use crate::case::{Case, Certified};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::policy::Policy;
use crate::quantity::{Cents, Hours};
use crate::record::Record;
use crate::rules::renewal::Decision;
use crate::verdict::{Status, Verdict};

/// What an [`Assessment`](crate::Assessment) decides, without its lists and findings: small and `Copy`, made without allocating.
///
/// Each field is what the assessment says (RULES 5).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Where the person stands (RULES 4.12).
    pub status: Status,
    /// Whether the person may take part (RULES 4.1 to 4.3).
    pub eligibility: Verdict,
    /// The hours of work in the window; `None` while work is not answered (RULES 4.3).
    pub counted_hours: Option<Hours>,
    /// The last day to complete the sets, from the admission on (RULES 4.4).
    pub deadline: Option<Date>,
    /// Whether the competency sets suffice (RULES 4.8).
    pub completion: Verdict,
    /// The first day by which they do (RULES 4.8).
    pub completed_on: Option<Date>,
    /// The certification and its renewal, once there is one (RULES 4.9 to 4.11).
    pub certification: Option<CertificationSummary>,
    /// All fees, charged or not (RULES 4.13).
    pub total_cents: Cents,
    /// The next date that matters at this status.
    pub next_date: Option<NextDate>,
}

/// The current term of a certification, and its renewal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificationSummary {
    /// The day it began.
    pub certified_on: Date,
    /// The current term, from 1.
    pub term: u32,
    /// The first day on which it can be renewed.
    pub opens_on: Date,
    /// The last day of the term.
    pub expires_on: Date,
    /// The last day on which it can be renewed.
    pub last_day: Date,
    /// Whether a graduate's hours of work are still to come.
    pub provisional: bool,
    /// Whether the hours for the renewal suffice.
    pub renewal: Verdict,
    /// The contact hours counted; `None` while activities are not answered.
    pub contact_hours: Option<Hours>,
    /// Those of them in technology.
    pub technology_hours: Option<Hours>,
}

/// Where somebody stands on a day, with dates and cents and without reasons (RULES 4): always what [`assess`](crate::assess) says.
///
/// ```
/// use lssc_core::{Catalog, Date, Policy, Record, Status, summary};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(br#"{"id": "p-001", "certified_on": "2012-10-15", "activities": []}"#)?;
/// let found = summary(&record, &Catalog::default(), &Policy::default(), Date::new(2016, 12, 15)?);
/// assert_eq!(found.status, Status::Grace);
/// assert_eq!(found.certification.map(|term| term.last_day), Some(Date::new(2016, 12, 15)?));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn summary(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Summary {
    let case = Case { record, catalog, policy, as_of };
    let conditions = case.conditions();
    let completion = case.completion();
    // Each renewal that is accepted has its fee.
    let mut renewal_cents = Cents::ZERO;
    let certified = case.certified(&conditions, &completion, &mut |decision| {
        if let Decision::Accepted(renewal) = decision {
            let line = case.renewal_line(renewal.renewed_on, true);
            renewal_cents = renewal_cents.plus(line.map_or(Cents::ZERO, |line| line.amount_cents));
        }
    });
    let status = case.status(conditions.verdict(), certified.as_ref());
    let mut total_cents = renewal_cents;
    case.fee_lines(conditions.reference, status, &mut |line| {
        total_cents = total_cents.plus(line.amount_cents);
    });
    let candidacy = case.candidacy(certified.is_some());
    Summary {
        status,
        eligibility: conditions.verdict(),
        counted_hours: conditions.experience.counted_hours,
        deadline: candidacy.map(|candidacy| candidacy.deadline),
        completion: completion.verdict,
        completed_on: completion.completed_on,
        certification: certified.as_ref().map(|certified| of_certified(&case, certified)),
        total_cents,
        next_date: Ahead {
            as_of,
            status,
            education: conditions.education,
            support_staff: conditions.support_staff,
            deadline: candidacy.map(|candidacy| candidacy.deadline),
            term: certified.as_ref().map(|certified| certified.current.term.into()),
            is_provisional: certified.as_ref().is_some_and(|certified| certified.provisional),
        }
        .next_date(|| case.earliest_on(&conditions)),
    }
}

fn of_certified(case: &Case<'_>, certified: &Certified) -> CertificationSummary {
    let term = certified.current.term;
    let hours = case.renewal_hours(&certified.current);
    CertificationSummary {
        certified_on: certified.since,
        term: term.number,
        opens_on: term.opens_on,
        expires_on: term.expires_on,
        last_day: term.last_day,
        provisional: certified.provisional,
        renewal: hours.verdict(),
        contact_hours: hours.contact.counted,
        technology_hours: hours.technology.counted,
    }
}
