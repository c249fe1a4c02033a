//! The kinds of findings (RULES 5).

use crate::fault::named_enum;
use crate::verdict::Verdict;

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
