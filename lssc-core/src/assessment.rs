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
use crate::rules::fees::{self, FeeLine, Fees};
use crate::rules::renewal::{Accepted, Decision, Rejected, RenewalResult, RenewalWindow};
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
        let ahead = Ahead {
            as_of: self.as_of,
            status: self.status,
            education,
            support_staff,
            deadline: self.candidacy.map(|candidacy| candidacy.deadline),
            term: self.renewal.as_ref().map(RenewalResult::window),
            is_provisional: self.certification.is_some_and(|certification| certification.provisional),
        };
        ahead.next_date(|| experience.earliest_on)
    }
}

/// What the next date depends on.
#[derive(Clone, Copy)]
pub(crate) struct Ahead {
    pub(crate) as_of: Date,
    pub(crate) status: Status,
    pub(crate) education: Verdict,
    pub(crate) support_staff: Verdict,
    pub(crate) deadline: Option<Date>,
    pub(crate) term: Option<RenewalWindow>,
    pub(crate) is_provisional: bool,
}

impl Ahead {
    /// The next date that matters; `earliest_on`, the first day with hours enough, is asked for only where it does.
    pub(crate) fn next_date(&self, earliest_on: impl FnOnce() -> Option<Date>) -> Option<NextDate> {
        let (on, milestone) = match self.status {
            Status::Undetermined | Status::Ineligible => {
                (self.reached(earliest_on), Milestone::ExperienceReached)
            }
            Status::Candidate => (self.deadline, Milestone::CandidacyDeadline),
            Status::Certified => self.first_of_term(earliest_on),
            Status::RenewalOpen => (self.term.map(|term| term.expires_on), Milestone::CertificationExpires),
            Status::Grace => (self.term.map(|term| term.last_day), Milestone::GraceEnds),
            Status::Eligible | Status::Applied | Status::CandidacyExpired | Status::Lapsed => return None,
        };
        on.map(|on| NextDate { on, milestone, in_days: self.as_of.days_through(on).saturating_sub(1) })
    }

    /// A day still to come on which the hours are reached. Hours alone change nothing for somebody whom something else
    /// keeps out.
    fn reached(&self, earliest_on: impl FnOnce() -> Option<Date>) -> Option<Date> {
        let matters = self.education != Verdict::NotMet && self.support_staff != Verdict::NotMet;
        if matters { earliest_on().filter(|&on| on > self.as_of) } else { None }
    }

    /// A provisional certification waits for the hours, often for less time than for its renewal.
    fn first_of_term(&self, earliest_on: impl FnOnce() -> Option<Date>) -> (Option<Date>, Milestone) {
        let opens_on = self.term.map(|term| term.opens_on);
        let reached = if self.is_provisional { self.reached(earliest_on) } else { None };
        match reached.filter(|&on| opens_on.is_some_and(|opens_on| on < opens_on)) {
            Some(on) => (Some(on), Milestone::ExperienceReached),
            None => (opens_on, Milestone::RenewalOpens),
        }
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
    let mut lines: Vec<FeeLine> =
        accepted.iter().filter_map(|renewal| case.renewal_line(renewal.renewed_on, true)).collect();
    case.fee_lines(conditions.reference, status, &mut |line| lines.push(line));
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
