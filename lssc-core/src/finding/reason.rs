//! What a finding says, as data: the parameters of its sentence, and what it rests on.

use std::borrow::Cow;

use super::FindingCode;
use crate::competency::CompetencySets;
use crate::date::{Date, Period, Window};
use crate::policy::{MeasuredBy, Parameter, Policy};
use crate::quantity::{Cents, Hours};
use crate::record::{ActivityUnit, Education};
use crate::rules::credit::Credit;
use crate::rules::renewal::{HoursCount, Rejected, Rejection};
use crate::text::Id;

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
        /// Its unit, by which the policy says what it is worth; of contact hours it need not.
        unit: ActivityUnit,
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
            | Self::CertifiedWithoutCompletion { .. } => COMPLETION,
            Self::PortfolioSetNotInPolicy { .. } => {
                &[Parameter::CompletionRequired, Parameter::CompletionElectives]
            }
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
                ActivityReason::TooShort { unit: ActivityUnit::ContactHour, .. } => {
                    &[Parameter::MinActivityHours]
                }
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
    pub(super) fn cites(&self, policy: &Policy) -> Vec<Cow<'static, str>> {
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
