//! What the rules say together of one record on one day (RULES 5).

use serde::Serialize;

use crate::case::{Case, Certified};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::fault::named_enum;
use crate::finding::{self, Finding};
use crate::pointer::Pointer;
use crate::policy::Policy;
use crate::record::Record;
use crate::rules::candidacy::Candidacy;
use crate::rules::certification::Certification;
use crate::rules::completion::Completion;
use crate::rules::eligibility::ExperienceResult;
use crate::rules::fees::{self, Fees};
use crate::rules::renewal::{Accepted, Decision, Rejected, RenewalResult};
use crate::text::Id;
use crate::verdict::{Status, Verdict};

/// Whether somebody may take part, and why (RULES 4.1 to 4.3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Eligibility {
    /// The three together.
    pub verdict: Verdict,
    /// The day on which it is judged: of the application, the admission or the certification, else of the
    /// assessment.
    pub reference_date: Date,
    /// Education enough (RULES 4.1).
    pub education: Verdict,
    /// A position of support staff (RULES 4.2).
    pub support_staff: Verdict,
    /// Work enough in libraries (RULES 4.3).
    pub experience: ExperienceResult,
    /// Whether a degree stands in for hours that are still missing.
    pub provisional: bool,
}

/// What the rules say of one record on one day, and why (RULES 5).
///
/// Serializes to the bytes of the specification.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// The id of the record.
    pub record: Id,
    /// The id of the policy.
    pub policy: Id,
    /// The day; nothing dated later is taken into account.
    pub as_of: Date,
    /// Where the person stands.
    pub status: Status,
    /// Whether the person may take part.
    pub eligibility: Eligibility,
    /// The candidacy, from the admission on.
    pub candidacy: Option<Candidacy>,
    /// What the competency sets come to.
    pub completion: Completion,
    /// The certification, once there is one.
    pub certification: Option<Certification>,
    /// The renewal of its current term.
    pub renewal: Option<RenewalResult>,
    /// What it costs.
    pub fees: Fees,
    /// The questions whose answers could still settle something.
    pub unknowns: Vec<Pointer>,
    /// Every verdict and every piece of advice, with its reason and its source.
    pub findings: Vec<Finding>,
}

named_enum! {
    /// What a [`NextDate`] brings.
    Milestone, "a milestone" {
        /// The hours of work suffice, if the work goes on as recorded.
        ExperienceReached = "experience-reached",
        /// The last day to complete the sets.
        CandidacyDeadline = "candidacy-deadline",
        /// The first day on which the certification can be renewed.
        RenewalOpens = "renewal-opens",
        /// The last day of the term.
        CertificationExpires = "certification-expires",
        /// The last day of the grace period.
        GraceEnds = "grace-ends",
    }
}

/// The next date that matters to somebody.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextDate {
    /// The day; for a last day, inclusive.
    pub on: Date,
    /// What it brings.
    pub milestone: Milestone,
    /// The days from the day of the assessment to it; 0 on the day itself.
    pub in_days: u32,
}

impl Assessment {
    /// The next date that matters at this status, not before the day of the assessment; `None` where no date is
    /// set, as for somebody who has applied.
    #[must_use]
    pub fn next_date(&self) -> Option<NextDate> {
        let Eligibility { education, support_staff, experience, .. } = self.eligibility;
        // Hours alone change nothing for somebody whom something else keeps out.
        let matters = education != Verdict::NotMet && support_staff != Verdict::NotMet;
        let reached = experience.earliest_on.filter(|&on| matters && on > self.as_of);
        let opens_on = self.renewal.as_ref().map(|renewal| renewal.opens_on);
        // A provisional certification waits for the hours, often for less time than for its renewal.
        let is_provisional = self.certification.is_some_and(|certification| certification.provisional);
        let reached_first =
            reached.filter(|&on| is_provisional && opens_on.is_some_and(|opens_on| on < opens_on));
        let (on, milestone) = match self.status {
            Status::Undetermined | Status::Ineligible => (reached, Milestone::ExperienceReached),
            Status::Candidate => (self.candidacy.map(|c| c.deadline), Milestone::CandidacyDeadline),
            Status::Certified if reached_first.is_some() => (reached_first, Milestone::ExperienceReached),
            Status::Certified => (opens_on, Milestone::RenewalOpens),
            Status::RenewalOpen => {
                (self.renewal.as_ref().map(|r| r.expires_on), Milestone::CertificationExpires)
            }
            Status::Grace => (self.renewal.as_ref().map(|r| r.last_day), Milestone::GraceEnds),
            Status::Eligible | Status::Applied | Status::CandidacyExpired | Status::Lapsed => return None,
        };
        on.map(|on| NextDate { on, milestone, in_days: self.as_of.days_through(on).saturating_sub(1) })
    }
}

/// Decides one record as of one day (RULES 4, 5): a pure function of its arguments.
///
/// ```
/// use lssc_core::{assess, Catalog, Date, Policy, Record, Status};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record: Record = serde_json::from_str(
///     r#"{"id": "p-001", "certified_on": "2012-10-15", "activities": []}"#,
/// )?;
/// let (catalog, policy) = (Catalog::default(), Policy::default());
/// let assessment = assess(&record, &catalog, &policy, Date::new(2016, 12, 15)?);
/// assert_eq!(assessment.status, Status::Grace);
/// for finding in &assessment.findings {
///     println!("{} ({})", finding.message(), finding.cites().join(", "));
/// }
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn assess(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Assessment {
    let case = Case { record, catalog, policy, as_of };
    let (mut assessment, certified) = decided(&case);
    assessment.findings = finding::findings(&case, &assessment, certified.as_ref());
    assessment
}

/// The assessment before its findings.
pub(crate) fn decided(case: &Case<'_>) -> (Assessment, Option<Certified>) {
    let conditions = case.conditions();
    let completion = case.completion();
    let (mut accepted, mut rejected): (Vec<Accepted>, Vec<Rejected>) = (Vec::new(), Vec::new());
    let certified = case.certified(&conditions, &completion, &mut |decision| match decision {
        Decision::Accepted(renewal) => accepted.push(renewal),
        Decision::Rejected(renewal) => rejected.push(renewal),
    });
    let status = case.status(conditions.verdict(), certified.as_ref());
    let lines =
        case.fee_lines(conditions.reference, status, accepted.iter().map(|renewal| renewal.renewed_on));
    let assessment = Assessment {
        record: case.record.id.clone(),
        policy: case.policy.id.clone(),
        as_of: case.as_of,
        status,
        eligibility: Eligibility {
            verdict: conditions.verdict(),
            reference_date: conditions.reference,
            education: conditions.education,
            support_staff: conditions.support_staff,
            experience: ExperienceResult {
                earliest_on: case.earliest_on(&conditions),
                ..conditions.experience
            },
            provisional: conditions.provisional_since().is_some(),
        },
        candidacy: case.candidacy(certified.is_some()),
        completion,
        certification: certified.as_ref().map(Certified::certification),
        renewal: certified.as_ref().map(|certified| renewal(case, certified, accepted, rejected)),
        fees: fees::quote(lines),
        unknowns: case.unknowns(status, &conditions),
        findings: Vec::new(),
    };
    (assessment, certified)
}

fn renewal(
    case: &Case<'_>,
    certified: &Certified,
    accepted: Vec<Accepted>,
    rejected: Vec<Rejected>,
) -> RenewalResult {
    let term = certified.current.term;
    let hours = case.renewal_hours(&certified.current);
    RenewalResult {
        verdict: hours.verdict(),
        opens_on: term.opens_on,
        expires_on: term.expires_on,
        last_day: term.last_day,
        contact_hours: hours.contact,
        technology_hours: hours.technology,
        accepted,
        rejected,
    }
}

/// Where the person stands on a day, without the reasons (RULES 4.12): always the `status` of [`assess`].
///
/// ```
/// # use lssc_core::{status, Catalog, Date, Policy, Record, RecordParts, Status};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::new(RecordParts {
///     admitted_on: Some(Date::new(2020, 3, 1)?),
///     ..RecordParts::new("p-001".parse()?)
/// })?;
/// let on = |date| status(&record, &Catalog::default(), &Policy::default(), date);
/// assert_eq!(on(Date::new(2024, 3, 1)?), Status::Candidate);
/// assert_eq!(on(Date::new(2024, 3, 2)?), Status::CandidacyExpired);
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn status(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Status {
    let case = Case { record, catalog, policy, as_of };
    let conditions = case.conditions();
    let certified = case.certified(&conditions, &case.completion(), &mut |_| {});
    case.status(conditions.verdict(), certified.as_ref())
}
