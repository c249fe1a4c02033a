//! Findings: what is true of a record, why it matters, and where that comes from (RULES 5).
//!
//! A finding holds the parameters of its sentence; the sentence is made when it is asked for. Programs key
//! on [`Finding::code`], or match on [`Finding::reason`]; the sentence may change.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::assessment::Assessment;
use crate::case::{Case, Certified};
use crate::competency::CompetencySets;
use crate::date::{Date, Period, Window};
use crate::fault::named_enum;
use crate::pointer::Pointer;
use crate::policy::{GraceTerms, MeasuredBy, Parameter, Policy, RenewalPolicy};
use crate::quantity::{Cents, Hours};
use crate::record::{CountedActivity, Education, Outcome};
use crate::rules::credit::{self, Credit};
use crate::rules::renewal::{self, HoursCount, Rejected, Rejection, RenewalHours, RenewalResult};
use crate::rules::{certification, completion};
use crate::text::Id;
use crate::verdict::{Route, Status, Verdict};

named_enum! {
    /// The kind of a finding: stable, documented in `docs/codes.md`, in the order of RULES 5.
    FindingCode, "the code of a finding" {
        /// The verdict on education.
        Education = "education",
        /// The verdict on the position held.
        SupportStaff = "support-staff",
        /// The verdict on work in libraries.
        Experience = "experience",
        /// The verdict on the competency sets.
        Completion = "completion",
        /// The verdict on contact hours.
        ContactHours = "contact-hours",
        /// The verdict on technology hours.
        TechnologyHours = "technology-hours",
        /// A degree stands in for hours that are missing.
        ProvisionalEligibility = "provisional-eligibility",
        /// The certification waits for the hours.
        ProvisionalCertification = "provisional-certification",
        /// Computer skills are expected.
        ComputerSkills = "computer-skills",
        /// No approval names the course.
        CourseNotApproved = "course-not-approved",
        /// The course was completed outside the window of its approval.
        CourseOutsideWindow = "course-outside-window",
        /// No agreement of this id is known.
        AgreementUnknown = "agreement-unknown",
        /// The graduation lies outside the window of its agreement.
        GraduationOutsideWindow = "graduation-outside-window",
        /// The agreement covers less than the full requirements.
        AgreementPartial = "agreement-partial",
        /// The portfolio came before the admission.
        PortfolioBeforeAdmission = "portfolio-before-admission",
        /// The portfolio came after the route was closed.
        PortfolioRouteClosed = "portfolio-route-closed",
        /// The policy does not have the portfolio's set.
        PortfolioSetNotInPolicy = "portfolio-set-not-in-policy",
        /// The credit came after the deadline.
        CreditAfterDeadline = "credit-after-deadline",
        /// One completion serves several sets.
        CompletionShared = "completion-shared",
        /// The recorded certification differs from the computed one.
        CertifiedOnDiffers = "certified-on-differs",
        /// The recorded certification has no completion behind it.
        CertifiedWithoutCompletion = "certified-without-completion",
        /// The renewal is rejected.
        RenewalRejected = "renewal-rejected",
        /// The renewal is accepted though its hours are not answered.
        RenewalHoursUnknown = "renewal-hours-unknown",
        /// The activity does not count.
        ActivityNotCounted = "activity-not-counted",
        /// The term has no grace period.
        NoGrace = "no-grace",
        /// Membership is not answered.
        MembershipAssumed = "membership-assumed",
        /// The price of the renewal is not published.
        RenewalFeeNotPublished = "renewal-fee-not-published",
    }
}

impl FindingCode {
    /// The rule it belongs to, by its name in RULES 4.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Education => "eligibility.education",
            Self::SupportStaff => "eligibility.support-staff",
            Self::Experience | Self::ProvisionalEligibility | Self::ComputerSkills => {
                "eligibility.experience"
            }
            Self::Completion => "completion",
            Self::ContactHours | Self::ActivityNotCounted => "renewal.contact-hours",
            Self::TechnologyHours => "renewal.technology-hours",
            Self::ProvisionalCertification | Self::CertifiedOnDiffers | Self::CertifiedWithoutCompletion => {
                "certification.term"
            }
            Self::CourseNotApproved | Self::CourseOutsideWindow | Self::CompletionShared => "credit.course",
            Self::AgreementUnknown | Self::GraduationOutsideWindow | Self::AgreementPartial => {
                "credit.agreement"
            }
            Self::PortfolioBeforeAdmission | Self::PortfolioRouteClosed | Self::PortfolioSetNotInPolicy => {
                "credit.portfolio"
            }
            Self::CreditAfterDeadline => "candidacy.deadline",
            Self::RenewalRejected | Self::RenewalHoursUnknown | Self::NoGrace => "renewal.window",
            Self::MembershipAssumed => "fees.application",
            Self::RenewalFeeNotPublished => "fees.renewal",
        }
    }

    /// The clause of RULES that says so.
    #[must_use]
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Education => "RULES 4.1",
            Self::SupportStaff => "RULES 4.2",
            Self::Experience | Self::ProvisionalEligibility | Self::ComputerSkills => "RULES 4.3",
            Self::CreditAfterDeadline => "RULES 4.4",
            Self::CourseNotApproved | Self::CourseOutsideWindow | Self::CompletionShared => "RULES 4.5",
            Self::PortfolioBeforeAdmission | Self::PortfolioRouteClosed => "RULES 4.6",
            // *Credits* stands between 4.7 and 4.8 and goes by the former.
            Self::AgreementUnknown
            | Self::GraduationOutsideWindow
            | Self::AgreementPartial
            | Self::PortfolioSetNotInPolicy => "RULES 4.7",
            Self::Completion => "RULES 4.8",
            Self::ProvisionalCertification | Self::CertifiedOnDiffers | Self::CertifiedWithoutCompletion => {
                "RULES 4.9"
            }
            Self::RenewalRejected | Self::RenewalHoursUnknown | Self::NoGrace => "RULES 4.10",
            Self::ContactHours | Self::TechnologyHours | Self::ActivityNotCounted => "RULES 4.11",
            Self::MembershipAssumed | Self::RenewalFeeNotPublished => "RULES 4.13",
        }
    }
}

named_enum! {
    /// What a finding says: a verdict, or advice (RULES 5).
    FindingOutcome, "the outcome of a finding" {
        /// The verdict is met.
        Met = "met",
        /// The verdict is not met.
        NotMet = "not-met",
        /// The verdict is unknown.
        Unknown = "unknown",
        /// Not a verdict: something to know.
        Advice = "advice",
    }
}

impl From<Verdict> for FindingOutcome {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::NotMet => Self::NotMet,
            Verdict::Unknown => Self::Unknown,
        }
    }
}

/// Why an activity does not count (RULES 4.11).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ActivityReason {
    /// It is related to no competency set.
    NoSet,
    /// It is worth less than the least.
    TooShort {
        /// What it is worth.
        worth: Hours,
        /// The least.
        least: Hours,
    },
    /// It came before the certification.
    BeforeCertification {
        /// The day of the certification.
        certified_on: Date,
    },
    /// It came between a renewal and the start of the term for which hours count.
    BetweenTerms {
        /// The day after which hours count.
        after: Date,
    },
    /// It came after the last day for the renewal.
    AfterLastDay {
        /// That day.
        last_day: Date,
    },
}

/// What a finding says, with the parameters of its sentence.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Reason {
    /// Education, held against what is asked for (RULES 4.1).
    Education {
        /// Whether a high school diploma is asked for.
        asked_for: bool,
        /// The answer.
        education: Option<Education>,
    },
    /// The position held, against what is asked for (RULES 4.2).
    SupportStaff {
        /// Whether a support position is asked for.
        asked_for: bool,
        /// The answer.
        position_requires_mls: Option<bool>,
    },
    /// Work in libraries, held against what is asked for (RULES 4.3).
    Experience {
        /// The hours counted.
        counted: Option<Hours>,
        /// The hours asked for.
        required: Hours,
        /// The days in which they count.
        window: Window,
        /// The first day on which they suffice, if it was found.
        earliest_on: Option<Date>,
        /// The last day on which it was looked for.
        searched_to: Date,
        /// The day of the assessment.
        as_of: Date,
    },
    /// The competency sets, held against what is asked for (RULES 4.8).
    Completion {
        /// The required sets without a credit that counts.
        missing_required: CompetencySets,
        /// How many sets are required.
        required: u32,
        /// The electives with a credit that counts.
        electives_earned: u32,
        /// How many electives are needed.
        electives_needed: u32,
        /// The first day by which the credits suffice.
        completed_on: Option<Date>,
        /// Whether an answer could still change it.
        is_unknown: bool,
    },
    /// Contact hours, held against what is asked for (RULES 4.11).
    ContactHours {
        /// The hours counted and asked for.
        hours: HoursCount,
        /// The first day on which they count.
        from: Date,
        /// The last day that was looked at.
        through: Date,
    },
    /// Technology hours, held against what is asked for (RULES 4.11).
    TechnologyHours {
        /// The hours counted and asked for.
        hours: HoursCount,
        /// The first day on which they count.
        from: Date,
        /// The last day that was looked at.
        through: Date,
    },
    /// A degree stands in for hours that are missing (RULES 4.3).
    ProvisionalEligibility {
        /// The hours missing on the reference date.
        shortfall: Hours,
        /// The reference date.
        reference: Date,
        /// The day on which the hours were there, if it has come.
        reached_on: Option<Date>,
    },
    /// The certification waits for the hours (RULES 4.9).
    ProvisionalCertification {
        /// The hours asked for.
        required: Hours,
        /// The years in which they count.
        years: u32,
    },
    /// Computer skills are expected (FAQ 6).
    ComputerSkills,
    /// No approval names the course (RULES 4.5).
    CourseNotApproved {
        /// The course.
        course: Id,
        /// Whether a portfolio could still be submitted.
        portfolios_open: bool,
    },
    /// The course was completed outside the windows of its approvals (RULES 4.5).
    CourseOutsideWindow {
        /// The course.
        course: Id,
        /// The day it was completed.
        completed_on: Date,
        /// The window that came nearest.
        window: Period,
        /// How many approvals name the course.
        approvals: usize,
        /// Whether the end of that window is the policy's, not the approval's own.
        ends_by_policy: bool,
    },
    /// No agreement of this id is known (RULES 4.7).
    AgreementUnknown {
        /// The agreement.
        agreement: Id,
    },
    /// The graduation lies outside the window of its agreement (RULES 4.7).
    GraduationOutsideWindow {
        /// The agreement.
        agreement: Id,
        /// The day of graduation.
        graduated_on: Date,
        /// The first day that the agreement recognizes.
        from: Date,
        /// The last day that it recognizes.
        to: Option<Date>,
        /// Whether the first day is the policy's look-back, not the agreement's own.
        starts_by_policy: bool,
    },
    /// The agreement covers less than the full requirements (RULES 4.7, FAQ 12).
    AgreementPartial {
        /// The agreement.
        agreement: Id,
        /// The required sets that it lacks.
        missing_required: CompetencySets,
        /// How many electives it lacks.
        electives_missing: u32,
    },
    /// The portfolio came before the admission (RULES 4.6).
    PortfolioBeforeAdmission {
        /// The day it was submitted.
        submitted_on: Date,
        /// The day of the admission, if one is known.
        admitted_on: Option<Date>,
    },
    /// The portfolio came after the route was closed (RULES 4.6).
    PortfolioRouteClosed {
        /// The day it was submitted.
        submitted_on: Date,
        /// The last day for portfolios.
        last_on: Date,
    },
    /// The policy does not have the portfolio's set (RULES 4, *Credits*).
    PortfolioSetNotInPolicy {
        /// The policy.
        policy: Id,
    },
    /// The credit came after the deadline (RULES 4.4).
    CreditAfterDeadline {
        /// The credit.
        credit: Credit,
        /// What was held against the deadline.
        measured_by: MeasuredBy,
        /// The deadline.
        deadline: Date,
    },
    /// One completion serves several sets (RULES 4.5).
    CompletionShared {
        /// The sets.
        sets: CompetencySets,
    },
    /// The recorded certification differs from the computed one (RULES 4.9).
    CertifiedOnDiffers {
        /// The recorded day, which stands.
        recorded: Date,
        /// The computed one.
        computed: Date,
    },
    /// The recorded certification has no completion behind it (RULES 4.9).
    CertifiedWithoutCompletion {
        /// The recorded day, which stands.
        recorded: Date,
        /// Whether an answer could still show the completion.
        is_unknown: bool,
    },
    /// The renewal is rejected (RULES 4.10).
    RenewalRejected {
        /// The renewal and the reason.
        rejected: Rejected,
        /// The hours of work asked for.
        experience_hours: Hours,
    },
    /// The renewal is accepted though its hours are not answered (RULES 4.10).
    RenewalHoursUnknown {
        /// The day of the renewal.
        renewed_on: Date,
    },
    /// The activity does not count (RULES 4.11).
    ActivityNotCounted {
        /// The day of the activity.
        completed_on: Date,
        /// Why.
        reason: ActivityReason,
    },
    /// The term has no grace period (RULES 4.10).
    NoGrace {
        /// The term.
        term: u32,
        /// Its last day.
        expires_on: Date,
    },
    /// Membership is not answered (RULES 4.13).
    MembershipAssumed {
        /// What the application costs members.
        member: Cents,
        /// What it costs everybody else.
        non_member: Cents,
    },
    /// The price of the renewal is not published (RULES 4.13).
    RenewalFeeNotPublished {
        /// The policy.
        policy: Id,
    },
}

/// The parameters of completion.
const COMPLETION: &[Parameter] =
    &[Parameter::CompletionRequired, Parameter::CompletionElectives, Parameter::ElectivesNeeded];
/// The parameters of the last day of a renewal window.
const LAST_DAY: &[Parameter] = &[
    Parameter::CertificationYears,
    Parameter::CertificationEnds,
    Parameter::GraceMonths,
    Parameter::GraceTerms,
];

impl Reason {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> FindingCode {
        match self {
            Self::Education { .. } => FindingCode::Education,
            Self::SupportStaff { .. } => FindingCode::SupportStaff,
            Self::Experience { .. } => FindingCode::Experience,
            Self::Completion { .. } => FindingCode::Completion,
            Self::ContactHours { .. } => FindingCode::ContactHours,
            Self::TechnologyHours { .. } => FindingCode::TechnologyHours,
            Self::ProvisionalEligibility { .. } => FindingCode::ProvisionalEligibility,
            Self::ProvisionalCertification { .. } => FindingCode::ProvisionalCertification,
            Self::ComputerSkills => FindingCode::ComputerSkills,
            Self::CourseNotApproved { .. } => FindingCode::CourseNotApproved,
            Self::CourseOutsideWindow { .. } => FindingCode::CourseOutsideWindow,
            Self::AgreementUnknown { .. } => FindingCode::AgreementUnknown,
            Self::GraduationOutsideWindow { .. } => FindingCode::GraduationOutsideWindow,
            Self::AgreementPartial { .. } => FindingCode::AgreementPartial,
            Self::PortfolioBeforeAdmission { .. } => FindingCode::PortfolioBeforeAdmission,
            Self::PortfolioRouteClosed { .. } => FindingCode::PortfolioRouteClosed,
            Self::PortfolioSetNotInPolicy { .. } => FindingCode::PortfolioSetNotInPolicy,
            Self::CreditAfterDeadline { .. } => FindingCode::CreditAfterDeadline,
            Self::CompletionShared { .. } => FindingCode::CompletionShared,
            Self::CertifiedOnDiffers { .. } => FindingCode::CertifiedOnDiffers,
            Self::CertifiedWithoutCompletion { .. } => FindingCode::CertifiedWithoutCompletion,
            Self::RenewalRejected { .. } => FindingCode::RenewalRejected,
            Self::RenewalHoursUnknown { .. } => FindingCode::RenewalHoursUnknown,
            Self::ActivityNotCounted { .. } => FindingCode::ActivityNotCounted,
            Self::NoGrace { .. } => FindingCode::NoGrace,
            Self::MembershipAssumed { .. } => FindingCode::MembershipAssumed,
            Self::RenewalFeeNotPublished { .. } => FindingCode::RenewalFeeNotPublished,
        }
    }
}

impl Reason {
    /// The items of the FAQ it rests on, where no parameter names them.
    const fn own_cites(&self) -> &'static [&'static str] {
        match self {
            Self::ComputerSkills => &["FAQ 6"],
            Self::CourseNotApproved { .. } | Self::CourseOutsideWindow { .. } => &["FAQ 16"],
            Self::AgreementUnknown { .. } => &["FAQ 12", "FAQ 14"],
            Self::GraduationOutsideWindow { .. } | Self::AgreementPartial { .. } => &["FAQ 12"],
            Self::PortfolioBeforeAdmission { .. } | Self::CompletionShared { .. } => &["FAQ 10"],
            Self::CertifiedOnDiffers { .. } | Self::ActivityNotCounted { .. } => &["FAQ 19"],
            _ => &[],
        }
    }

    /// The parameters of the policy it rests on.
    fn parameters(&self) -> &'static [Parameter] {
        match self {
            Self::Education { .. } => &[Parameter::HighSchool],
            Self::SupportStaff { .. } => &[Parameter::SupportPosition],
            Self::Experience { .. } => &[Parameter::ExperienceHours, Parameter::ExperienceYears],
            Self::Completion { .. }
            | Self::AgreementPartial { .. }
            | Self::PortfolioSetNotInPolicy { .. }
            | Self::CertifiedWithoutCompletion { .. } => COMPLETION,
            Self::ContactHours { .. } => &[
                Parameter::ContactHours,
                Parameter::HoursFrom,
                Parameter::MinActivityHours,
                Parameter::UnitHours,
            ],
            Self::TechnologyHours { .. } => &[
                Parameter::TechnologyHours,
                Parameter::HoursFrom,
                Parameter::MinActivityHours,
                Parameter::UnitHours,
            ],
            Self::ProvisionalEligibility { .. } => &[Parameter::GraduatesShortOfHours],
            Self::ProvisionalCertification { .. } => {
                &[Parameter::GraduatesShortOfHours, Parameter::ExperienceHours, Parameter::ExperienceYears]
            }
            Self::CourseOutsideWindow { completed_on, window, ends_by_policy, .. } => {
                match (*completed_on < window.from(), ends_by_policy) {
                    (true, _) => &[Parameter::LookbackYears],
                    (false, true) => &[Parameter::CourseApprovalYears],
                    (false, false) => &[],
                }
            }
            Self::GraduationOutsideWindow { graduated_on, from, starts_by_policy, .. } => {
                if *starts_by_policy && graduated_on < from { &[Parameter::LookbackYears] } else { &[] }
            }
            Self::PortfolioRouteClosed { .. } => &[Parameter::LastPortfolioOn],
            Self::CreditAfterDeadline { .. } => &[Parameter::CandidacyYears, Parameter::CandidacyMeasuredBy],
            Self::RenewalRejected { rejected, .. } => match rejected.reason {
                Rejection::TooEarly => &[
                    Parameter::CertificationYears,
                    Parameter::CertificationEnds,
                    Parameter::OpensMonthsBefore,
                ],
                Rejection::TooLate => LAST_DAY,
                Rejection::HoursNotReached => &[
                    Parameter::GraduatesShortOfHours,
                    Parameter::ExperienceHours,
                    Parameter::ExperienceYears,
                ],
                Rejection::HoursShort(_) => &[
                    Parameter::ContactHours,
                    Parameter::TechnologyHours,
                    Parameter::HoursFrom,
                    Parameter::MinActivityHours,
                    Parameter::UnitHours,
                ],
            },
            Self::RenewalHoursUnknown { .. } => &[Parameter::ContactHours, Parameter::TechnologyHours],
            Self::ActivityNotCounted { reason, .. } => match reason {
                ActivityReason::TooShort { .. } => &[Parameter::MinActivityHours, Parameter::UnitHours],
                ActivityReason::BetweenTerms { .. } => &[Parameter::HoursFrom],
                ActivityReason::AfterLastDay { .. } => LAST_DAY,
                ActivityReason::NoSet | ActivityReason::BeforeCertification { .. } => &[],
            },
            Self::NoGrace { .. } => &[Parameter::GraceTerms],
            Self::MembershipAssumed { .. } => &[Parameter::ApplicationCents, Parameter::PortfolioCents],
            Self::RenewalFeeNotPublished { .. } => &[Parameter::RenewalCents],
            Self::ComputerSkills
            | Self::CourseNotApproved { .. }
            | Self::AgreementUnknown { .. }
            | Self::PortfolioBeforeAdmission { .. }
            | Self::CompletionShared { .. }
            | Self::CertifiedOnDiffers { .. } => &[],
        }
    }

    /// Its sources under a policy: its own, those of its parameters, then the clause; none twice.
    fn cites(&self, policy: &Policy) -> Vec<Cow<'static, str>> {
        let mut cites: Vec<Cow<'static, str>> =
            self.own_cites().iter().map(|&source| source.into()).collect();
        for source in policy.cites(self.parameters()) {
            if !cites.contains(&source) {
                cites.push(source);
            }
        }
        cites.push(self.code().clause().into());
        cites
    }
}

fn titles(sets: CompetencySets) -> String {
    sets.iter().map(|set| format!("`{}`", set.title())).collect::<Vec<_>>().join(", ")
}

/// `1 elective`, `2 electives`.
fn count(number: u32, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// What is missing of the requirements: required sets by title, then how many electives.
fn missing(required: CompetencySets, electives: u32) -> String {
    let sets = (!required.is_empty()).then(|| titles(required));
    let electives = (electives > 0).then(|| count(electives, "elective"));
    [sets, electives].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

fn hours_sentence(
    f: &mut fmt::Formatter<'_>,
    kind: &str,
    hours: HoursCount,
    from: Date,
    through: Date,
) -> fmt::Result {
    let required = hours.required;
    let Some(counted) = hours.counted else {
        return write!(f, "{required} {kind} from {from} on are asked for; `activities` is not answered yet");
    };
    write!(f, "{counted} of {required} {kind} ")?;
    if from <= through {
        write!(f, "between {from} and {through}")?;
    } else {
        write!(f, "so far; they count from {from} on")?;
    }
    match required.less(counted) {
        Hours::ZERO => Ok(()),
        short => write!(f, "; {short} missing"),
    }
}

impl fmt::Display for Reason {
    #[expect(clippy::too_many_lines, reason = "one sentence for each variant, side by side")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Education { asked_for: false, .. } => f.write_str("this policy asks for no high school diploma"),
            Self::Education { education: Some(education), .. } => {
                write!(f, "a high school diploma or its equivalent is asked for; the record says `{education}`")
            }
            Self::Education { education: None, .. } => f.write_str(
                "a high school diploma or its equivalent is asked for; `education` is not answered yet",
            ),
            Self::SupportStaff { asked_for: false, .. } => {
                f.write_str("this policy takes people in any library position")
            }
            Self::SupportStaff { position_requires_mls: Some(true), .. } => f.write_str(
                "support staff hold a position that requires no Master's of Library and Information Science; \
                 this one does, whatever degree the person has",
            ),
            Self::SupportStaff { position_requires_mls: Some(false), .. } => {
                f.write_str("the position requires no Master's of Library and Information Science")
            }
            Self::SupportStaff { position_requires_mls: None, .. } => f.write_str(
                "support staff hold a position that requires no Master's of Library and Information Science; \
                 `position_requires_mls` is not answered yet",
            ),
            Self::Experience { counted: None, required, window, .. } => write!(
                f,
                "{required} hours of work in libraries between {} and {} are asked for; `experience` is not \
                 answered yet",
                window.from, window.to
            ),
            Self::Experience { counted: Some(counted), required, window, earliest_on, searched_to, as_of } => {
                write!(f, "{counted} of {required} hours between {} and {}", window.from, window.to)?;
                if counted >= required {
                    return Ok(());
                }
                write!(f, "; {} missing", required.less(*counted))?;
                match earliest_on {
                    Some(on) if on > as_of => write!(f, ", reached on {on} if the work goes on as recorded"),
                    Some(on) => write!(f, ", reached on {on}"),
                    None => write!(f, ", and not reached by {searched_to} with the work recorded"),
                }
            }
            Self::Completion {
                missing_required,
                required,
                electives_earned,
                electives_needed,
                completed_on,
                is_unknown,
            } => {
                let earned = required.saturating_sub(u32::from(missing_required.len()));
                let electives = electives_earned.min(electives_needed);
                write!(f, "{earned} of {required} required sets and {electives} of {electives_needed} electives")?;
                if electives_earned > electives_needed {
                    write!(f, " ({electives_earned} earned)")?;
                }
                if let Some(on) = completed_on {
                    write!(f, ", complete on {on}")?;
                } else {
                    let electives = electives_needed.saturating_sub(*electives_earned);
                    write!(f, "; missing: {}", missing(*missing_required, electives))?;
                }
                f.write_str(if *is_unknown { UNANSWERED } else { "" })
            }
            Self::ContactHours { hours, from, through } => {
                hours_sentence(f, "contact hours", *hours, *from, *through)
            }
            Self::TechnologyHours { hours, from, through } => {
                hours_sentence(f, "technology hours", *hours, *from, *through)
            }
            Self::ProvisionalEligibility { shortfall, reference, reached_on } => {
                write!(
                    f,
                    "eligible provisionally: a degree under a recognition agreement covers all requirements, and the \
                     {shortfall} hours of work missing on {reference} "
                )?;
                match reached_on {
                    Some(on) => write!(f, "were there on {on}"),
                    None => f.write_str("may follow"),
                }
            }
            Self::ProvisionalCertification { required, years } => write!(
                f,
                "certified provisionally, until there are {required} hours of work in libraries within {}; it cannot be \
                 renewed before",
                count(*years, "year")
            ),
            Self::ComputerSkills => f.write_str(
                "no condition, but expected: word processing, email and handling files, and access to a computer",
            ),
            Self::CourseNotApproved { course, portfolios_open } => {
                write!(f, "no approval names the course `{course}`, so it gives no credit")?;
                let advice = "; what was learned there may go into a portfolio";
                f.write_str(if *portfolios_open { advice } else { "" })
            }
            Self::CourseOutsideWindow { course, completed_on, window, approvals, .. } => {
                write!(f, "the course `{course}` was completed on {completed_on}; ")?;
                match approvals {
                    0 | 1 => f.write_str("its approval counts completions ")?,
                    _ => write!(f, "none of its {approvals} approvals counts that, the nearest counts completions ")?,
                }
                between(f, window.from(), window.to())
            }
            Self::AgreementUnknown { agreement } => {
                write!(f, "no recognition agreement `{agreement}` is known, so the degree gives no credit")
            }
            Self::GraduationOutsideWindow { agreement, graduated_on, from, to, .. } => {
                write!(f, "graduated on {graduated_on}; the agreement `{agreement}` recognizes graduates ")?;
                between(f, *from, *to)
            }
            Self::AgreementPartial { agreement, missing_required, electives_missing } => write!(
                f,
                "the agreement `{agreement}` covers less than the full requirements; it lacks {}",
                missing(*missing_required, *electives_missing)
            ),
            Self::PortfolioBeforeAdmission { submitted_on, admitted_on: Some(admitted_on) } => {
                write!(f, "submitted on {submitted_on}, before the admission on {admitted_on}, so it earns nothing")
            }
            Self::PortfolioBeforeAdmission { submitted_on, admitted_on: None } => {
                write!(f, "submitted on {submitted_on}, but no admission is known, so it earns nothing")
            }
            Self::PortfolioRouteClosed { submitted_on, last_on } => {
                write!(f, "submitted on {submitted_on}; portfolios were taken until {last_on}")
            }
            Self::PortfolioSetNotInPolicy { policy } => {
                write!(f, "its set is neither required nor elective in the policy `{policy}`, so it earns nothing")
            }
            Self::CreditAfterDeadline { credit, measured_by, deadline } => {
                let (measured, on) = match measured_by {
                    MeasuredBy::Earned => ("earned", credit.earned_on),
                    MeasuredBy::Done => ("done", credit.done_on),
                };
                let title = credit.set.title();
                write!(f, "`{title}`, {measured} on {on}, came after the deadline of {deadline} and does not count")
            }
            Self::CompletionShared { sets } => {
                write!(f, "this one completion serves {}", titles(*sets))
            }
            Self::CertifiedOnDiffers { recorded, computed } => {
                write!(f, "the office recorded {recorded}, which stands; the credits and the admission give {computed}")
            }
            Self::CertifiedWithoutCompletion { recorded, is_unknown: false } => write!(
                f,
                "the office recorded {recorded}, which stands; the credits in the record do not complete the \
                 requirements"
            ),
            Self::CertifiedWithoutCompletion { recorded, is_unknown: true } => write!(
                f,
                "the office recorded {recorded}, which stands; the record shows no completion{UNANSWERED}"
            ),
            Self::RenewalRejected { rejected, experience_hours } => {
                rejection_sentence(f, rejected, *experience_hours)
            }
            Self::RenewalHoursUnknown { renewed_on } => write!(
                f,
                "the renewal of {renewed_on} is accepted though `activities` is not answered, so its hours are not \
                 checked"
            ),
            Self::ActivityNotCounted { completed_on, reason } => activity_sentence(f, *completed_on, *reason),
            Self::NoGrace { term, expires_on } => write!(
                f,
                "grace is given after the initial term alone, read literally: term {term} must be renewed by \
                 {expires_on}"
            ),
            Self::MembershipAssumed { member, non_member } => {
                write!(f, "`ala_membership` is not answered, so the prices are those for non-members")?;
                if member == non_member {
                    return Ok(());
                }
                write!(f, ": {non_member} for the application, {member} for members")
            }
            Self::RenewalFeeNotPublished { policy } => {
                write!(f, "the policy `{policy}` names no renewal fee; ask the office")
            }
        }
    }
}

/// What a sentence adds where an answer could still change it.
const UNANSWERED: &str = "; courses, portfolios and degrees are not all answered yet";

/// `from 2012-06-10 to 2016-06-10`, `from 2012-06-10 on`.
fn between(f: &mut fmt::Formatter<'_>, from: Date, to: Option<Date>) -> fmt::Result {
    match to {
        Some(to) if to < from => write!(f, "from {from} on, but ended on {to}"),
        Some(to) => write!(f, "from {from} to {to}"),
        None => write!(f, "from {from} on"),
    }
}

fn rejection_sentence(
    f: &mut fmt::Formatter<'_>,
    rejected: &Rejected,
    experience_hours: Hours,
) -> fmt::Result {
    let Rejected { renewed_on, term, reason, .. } = rejected;
    write!(f, "the renewal of {renewed_on} is rejected: ")?;
    match reason {
        Rejection::TooEarly => write!(f, "term {} opens for renewal on {}", term.number, term.opens_on),
        Rejection::TooLate => {
            write!(f, "the last day for the renewal of term {} was {}", term.number, term.last_day)
        }
        Rejection::HoursNotReached => write!(
            f,
            "the certification was provisional, and the {experience_hours} hours of work were not there by then"
        ),
        Rejection::HoursShort(RenewalHours { contact, technology }) => write!(
            f,
            "{} of {} contact hours and {} of {} technology hours by then",
            contact.counted.unwrap_or_default(),
            contact.required,
            technology.counted.unwrap_or_default(),
            technology.required
        ),
    }
}

fn activity_sentence(f: &mut fmt::Formatter<'_>, completed_on: Date, reason: ActivityReason) -> fmt::Result {
    write!(f, "the activity of {completed_on} does not count: ")?;
    match reason {
        ActivityReason::NoSet => f.write_str("it is related to no competency set"),
        ActivityReason::TooShort { worth, least } => {
            write!(f, "it is worth {worth} contact hours, and {least} is the least")
        }
        ActivityReason::BeforeCertification { certified_on } => {
            write!(f, "it came before the certification on {certified_on}")
        }
        ActivityReason::BetweenTerms { after } => {
            write!(f, "it came after a renewal, and hours for the next one count after {after}")
        }
        ActivityReason::AfterLastDay { last_day } => {
            write!(f, "it came after {last_day}, the last day for the renewal")
        }
    }
}

/// One verdict or one piece of advice: what it is about, what was compared with what, and its sources (RULES 5).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Finding {
    outcome: FindingOutcome,
    path: Pointer,
    reason: Reason,
    cites: Vec<Cow<'static, str>>,
}

impl Finding {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> FindingCode {
        self.reason.code()
    }

    /// The rule, by its name in RULES 4: `eligibility.experience`.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        self.code().rule()
    }

    /// The verdict, or that it is advice.
    #[must_use]
    pub const fn outcome(&self) -> FindingOutcome {
        self.outcome
    }

    /// The answer or entry of the record it is about.
    #[must_use]
    pub const fn path(&self) -> Pointer {
        self.path
    }

    /// What it says, to match on.
    #[must_use]
    pub const fn reason(&self) -> &Reason {
        &self.reason
    }

    /// What it says, in one English sentence.
    #[must_use]
    pub fn message(&self) -> String {
        self.reason.to_string()
    }

    /// Where it comes from: items of the FAQ (or the policy that changes what they say), then the clause of RULES.
    #[must_use]
    pub fn cites(&self) -> &[Cow<'static, str>] {
        &self.cites
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut finding = serializer.serialize_struct("Finding", 5)?;
        finding.serialize_field("rule", self.rule())?;
        finding.serialize_field("outcome", &self.outcome)?;
        finding.serialize_field("path", &self.path)?;
        finding.serialize_field("message", &self.message())?;
        finding.serialize_field("cites", &self.cites)?;
        finding.end()
    }
}

struct Findings<'a> {
    policy: &'a Policy,
    list: Vec<Finding>,
}

impl Findings<'_> {
    fn verdict(&mut self, verdict: Verdict, path: Pointer, reason: Reason) {
        self.push(verdict.into(), path, reason);
    }

    fn advice(&mut self, path: Pointer, reason: Reason) {
        self.push(FindingOutcome::Advice, path, reason);
    }

    fn push(&mut self, outcome: FindingOutcome, path: Pointer, reason: Reason) {
        let cites = reason.cites(self.policy);
        self.list.push(Finding { outcome, path, reason, cites });
    }
}

/// Every finding of an assessment, in the order of RULES 5.
pub(crate) fn findings(
    case: &Case<'_>,
    assessment: &Assessment,
    certified: Option<&Certified>,
) -> Vec<Finding> {
    let mut findings = Findings { policy: case.policy, list: Vec::new() };
    verdicts(&mut findings, case, assessment, certified);
    eligibility(&mut findings, case, assessment);
    courses(&mut findings, case);
    degrees(&mut findings, case);
    portfolios(&mut findings, case);
    credits(&mut findings, case, assessment);
    if let (Some(certified), Some(renewal)) = (certified, &assessment.renewal) {
        recorded_date(&mut findings, case, &assessment.completion);
        renewals(&mut findings, case, renewal);
        activities(&mut findings, case, renewal, certified);
        no_grace(&mut findings, case, renewal, certified);
    }
    fees(&mut findings, case, assessment);
    findings.list
}

fn verdicts(
    findings: &mut Findings<'_>,
    case: &Case<'_>,
    assessment: &Assessment,
    certified: Option<&Certified>,
) {
    let Assessment { eligibility, completion, .. } = assessment;
    let (policy, experience) = (&case.policy.eligibility, &eligibility.experience);
    findings.verdict(
        eligibility.education,
        Pointer::field("education"),
        Reason::Education { asked_for: policy.high_school, education: case.record.education },
    );
    findings.verdict(
        eligibility.support_staff,
        Pointer::field("position_requires_mls"),
        Reason::SupportStaff {
            asked_for: policy.support_position,
            position_requires_mls: case.record.position_requires_mls,
        },
    );
    findings.verdict(
        experience.verdict,
        Pointer::field("experience"),
        Reason::Experience {
            counted: experience.counted_hours,
            required: experience.required_hours,
            window: experience.window,
            earliest_on: experience.earliest_on,
            searched_to: eligibility.reference_date.plus_years(policy.experience_years.get()),
            as_of: case.as_of,
        },
    );
    findings.verdict(
        completion.verdict,
        Pointer::RECORD,
        Reason::Completion {
            missing_required: completion.missing_required,
            required: case.policy.completion.required.sets().len().into(),
            electives_earned: completion.electives_earned,
            electives_needed: case.policy.completion.electives_needed.get(),
            completed_on: completion.completed_on,
            is_unknown: completion.verdict == Verdict::Unknown,
        },
    );
    if let (Some(certified), Some(renewal)) = (certified, &assessment.renewal) {
        let from = certified.current.hours_after.plus_days(1);
        let through = case.as_of.min(renewal.last_day);
        let path = Pointer::field("activities");
        let (contact, technology) = (renewal.contact_hours, renewal.technology_hours);
        findings.verdict(contact.verdict(), path, Reason::ContactHours { hours: contact, from, through });
        findings.verdict(
            technology.verdict(),
            path,
            Reason::TechnologyHours { hours: technology, from, through },
        );
    }
}

fn eligibility(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let experience = &assessment.eligibility.experience;
    let path = Pointer::field("experience");
    if assessment.eligibility.provisional {
        let shortfall = experience.shortfall_hours.unwrap_or_default();
        let reference = assessment.eligibility.reference_date;
        let reached_on = experience.earliest_on.filter(|&on| on <= case.as_of);
        findings.advice(path, Reason::ProvisionalEligibility { shortfall, reference, reached_on });
    }
    if assessment.certification.is_some_and(|certification| certification.provisional) {
        let (required, years) = (experience.required_hours, case.policy.eligibility.experience_years.get());
        findings.advice(path, Reason::ProvisionalCertification { required, years });
    }
    if case.started_on().is_none() {
        findings.advice(Pointer::RECORD, Reason::ComputerSkills);
    }
}

fn courses(findings: &mut Findings<'_>, case: &Case<'_>) {
    let portfolios_open = case.policy.credit.last_portfolio_on.is_none_or(|last| case.as_of <= last);
    let mut windows: BTreeMap<&Id, Vec<(Period, bool)>> = BTreeMap::new();
    for (completion, index) in case.record.courses.iter().flatten().zip(0..) {
        if completion.completed_on > case.as_of {
            continue;
        }
        let (course, completed_on) = (completion.course.clone(), completion.completed_on);
        let known = windows.entry(&completion.course).or_insert_with(|| windows_of(&completion.course, case));
        let nearest = known.iter().min_by_key(|(window, ends_by_policy)| {
            (days_outside(completed_on, *window), window.from(), window.to(), *ends_by_policy)
        });
        let reason = match nearest {
            None => Reason::CourseNotApproved { course, portfolios_open },
            Some((window, _)) if window.contains(completed_on) => continue,
            Some(&(window, ends_by_policy)) => {
                let approvals = known.len();
                Reason::CourseOutsideWindow { course, completed_on, window, approvals, ends_by_policy }
            }
        };
        findings.advice(Pointer::entry("courses", index), reason);
    }
}

/// The windows of the approvals that name a course, and whether their end is the policy's.
fn windows_of(course: &Id, case: &Case<'_>) -> Vec<(Period, bool)> {
    let known = case.catalog.naming(course).filter(|approval| approval.approved_on <= case.as_of);
    known
        .map(|approval| {
            (credit::completion_window(approval, &case.policy.credit), approval.expires_on.is_none())
        })
        .collect()
}

/// How many days a date lies outside a period; 0 inside.
fn days_outside(date: Date, period: Period) -> u32 {
    let before = date.days_through(period.from()).saturating_sub(1);
    let after = period.to().map_or(0, |to| to.days_through(date).saturating_sub(1));
    before.max(after)
}

fn degrees(findings: &mut Findings<'_>, case: &Case<'_>) {
    let known =
        || case.record.degrees.iter().flatten().zip(0..).filter(|(d, _)| d.graduated_on <= case.as_of);
    for (degree, index) in known() {
        let path = Pointer::entry("degrees", index);
        let graduated_on = degree.graduated_on;
        let agreement = case
            .catalog
            .agreement(&degree.agreement)
            .filter(|agreement| agreement.effective_on <= case.as_of);
        match agreement {
            None => findings.advice(path, Reason::AgreementUnknown { agreement: degree.agreement.clone() }),
            Some(agreement) if !credit::recognizes(agreement, graduated_on, &case.policy.credit) => {
                let from = credit::recognized_from(agreement, &case.policy.credit);
                let starts_by_policy = agreement.graduates_from.is_none();
                let (agreement, to) = (agreement.id.clone(), agreement.ended_on);
                findings.advice(
                    path,
                    Reason::GraduationOutsideWindow { agreement, graduated_on, from, to, starts_by_policy },
                );
            }
            Some(_) => {}
        }
    }
    for (degree, index) in known() {
        let credited = credit::credited_agreement(degree, case.catalog, &case.policy.credit, case.as_of);
        let Some((agreement, _)) =
            credited.filter(|(agreement, _)| !case.policy.completion.is_met_by(agreement.covers))
        else {
            continue;
        };
        let policy = &case.policy.completion;
        findings.advice(
            Pointer::entry("degrees", index),
            Reason::AgreementPartial {
                agreement: agreement.id.clone(),
                missing_required: policy.missing_required(agreement.covers),
                electives_missing: policy.electives_missing(agreement.covers),
            },
        );
    }
}

fn portfolios(findings: &mut Findings<'_>, case: &Case<'_>) {
    let admitted_on = case.admitted_on();
    for (&portfolio, index) in case.record.portfolios.iter().flatten().zip(0..) {
        let Some(Outcome::Achieved(_)) = credit::outcome_at(portfolio, case.as_of) else { continue };
        let submitted_on = portfolio.submitted_on();
        let last_on = case.policy.credit.last_portfolio_on.filter(|&last| submitted_on > last);
        let reason = if admitted_on.is_none_or(|admitted_on| submitted_on < admitted_on) {
            Reason::PortfolioBeforeAdmission { submitted_on, admitted_on }
        } else if let Some(last_on) = last_on {
            Reason::PortfolioRouteClosed { submitted_on, last_on }
        } else if !case.policy.completion.sets().contains(portfolio.set()) {
            Reason::PortfolioSetNotInPolicy { policy: case.policy.id.clone() }
        } else {
            continue;
        };
        findings.advice(Pointer::entry("portfolios", index), reason);
    }
}

fn credits(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let credits = &assessment.completion.credits;
    if let Some(candidacy) = assessment.candidacy {
        let mut late: Vec<Credit> = credits.iter().filter(|credit| !credit.counts).collect();
        // In the order of the entries, lists as in RULES 3.1.
        let list = |route| match route {
            Route::Course => 0,
            Route::Portfolio => 1,
            Route::Agreement => 2,
        };
        late.sort_by_key(|credit| (list(credit.route), credit.entry, credit.set));
        for credit in late {
            let (measured_by, deadline) = (case.policy.candidacy.measured_by, candidacy.deadline);
            findings.advice(credit.evidence(), Reason::CreditAfterDeadline { credit, measured_by, deadline });
        }
    }
    for (index, sets) in
        credit::sets_by_completion(credits, case.record, case.catalog, case.policy, case.as_of)
    {
        if sets.len() > 1 {
            findings.advice(Pointer::entry("courses", index), Reason::CompletionShared { sets });
        }
    }
}

fn recorded_date(findings: &mut Findings<'_>, case: &Case<'_>, completion: &completion::Completion) {
    let Some(recorded) = case.recorded_on() else { return };
    let path = Pointer::field("certified_on");
    if completion.verdict != Verdict::Met {
        let is_unknown = completion.verdict == Verdict::Unknown;
        findings.advice(path, Reason::CertifiedWithoutCompletion { recorded, is_unknown });
    } else if let Some(computed) = case.computed_on(completion).filter(|&computed| computed != recorded) {
        findings.advice(path, Reason::CertifiedOnDiffers { recorded, computed });
    }
}

fn renewals(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult) {
    let mut rejected: Vec<&Rejected> = renewal.rejected.iter().collect();
    rejected.sort_by_key(|rejected| rejected.index);
    for &rejected in rejected {
        let reason =
            Reason::RenewalRejected { rejected, experience_hours: case.policy.eligibility.experience_hours };
        findings.advice(Pointer::entry("renewals", rejected.index), reason);
    }
    let mut unknown: Vec<_> = renewal.accepted.iter().filter(|accepted| accepted.hours_unknown).collect();
    unknown.sort_by_key(|accepted| accepted.index);
    for accepted in unknown {
        let renewed_on = accepted.renewed_on;
        findings
            .advice(Pointer::entry("renewals", accepted.index), Reason::RenewalHoursUnknown { renewed_on });
    }
}

fn activities(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult, certified: &Certified) {
    // After each renewal, hours for the next one count from some later day on.
    let gaps: Vec<Window> = renewal
        .accepted
        .iter()
        .map(|renewal| {
            let ended = certification::term(certified.since, renewal.term.saturating_sub(1), case.policy);
            let after = renewal::hours_after(renewal.renewed_on, ended, &case.policy.renewal);
            Window { from: renewal.renewed_on, to: after }
        })
        .collect();
    for (activity, index) in case.activities().into_iter().flatten().zip(0..) {
        if activity.completed_on() > case.as_of {
            continue;
        }
        if let Some(reason) = not_counted(activity, &gaps, case, certified) {
            let completed_on = activity.completed_on();
            let path = Pointer::entry("activities", index);
            findings.advice(path, Reason::ActivityNotCounted { completed_on, reason });
        }
    }
}

fn not_counted(
    activity: CountedActivity,
    gaps: &[Window],
    case: &Case<'_>,
    certified: &Certified,
) -> Option<ActivityReason> {
    let (day, policy) = (activity.completed_on(), &case.policy.renewal);
    let (worth, least) = (renewal::worth(activity, policy), policy.min_activity_hours);
    let gap = gaps.iter().find(|gap| gap.from < day && day <= gap.to);
    if activity.sets().is_empty() {
        Some(ActivityReason::NoSet)
    } else if worth < least {
        Some(ActivityReason::TooShort { worth, least })
    } else if day < certified.since {
        Some(ActivityReason::BeforeCertification { certified_on: certified.since })
    } else if let Some(gap) = gap {
        Some(ActivityReason::BetweenTerms { after: gap.to })
    } else if day > certified.current.term.last_day {
        Some(ActivityReason::AfterLastDay { last_day: certified.current.term.last_day })
    } else {
        None
    }
}

fn no_grace(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult, certified: &Certified) {
    let term = certified.current.term;
    let RenewalPolicy { grace_terms, grace_months, .. } = &case.policy.renewal;
    let later = term.number > 1 && *grace_terms == GraceTerms::Initial && grace_months.get() > 0;
    if let Some(renewed) = renewal.accepted.last().filter(|_| later) {
        let path = Pointer::entry("renewals", renewed.index);
        findings.advice(path, Reason::NoGrace { term: term.number, expires_on: term.expires_on });
    }
}

fn fees(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let fees = &case.policy.fees;
    if case.record.ala_membership.is_none() {
        let price = &fees.application_cents;
        findings.advice(
            Pointer::field("ala_membership"),
            Reason::MembershipAssumed { member: price.member, non_member: price.non_member },
        );
    }
    let open = matches!(assessment.status, Status::RenewalOpen | Status::Grace);
    if open && fees.renewal_cents.is_none() {
        findings.advice(Pointer::RECORD, Reason::RenewalFeeNotPublished { policy: case.policy.id.clone() });
    }
}
