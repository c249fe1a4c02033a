//! Every parameter of a policy, with its source (RULES 2).

use super::PolicyParts;
use crate::fault::named_enum;

named_enum! {
    /// A parameter of a policy, by its dotted name (RULES 2).
    Parameter, "the name of a parameter" {
        /// Whether a high school diploma is asked for.
        HighSchool = "eligibility.high_school",
        /// Whether a support position is asked for.
        SupportPosition = "eligibility.support_position",
        /// The hours of work asked for.
        ExperienceHours = "eligibility.experience_hours",
        /// The years in which they count.
        ExperienceYears = "eligibility.experience_years",
        /// The years of a candidacy.
        CandidacyYears = "candidacy.years",
        /// What its deadline is held against.
        CandidacyMeasuredBy = "candidacy.measured_by",
        /// The sets that everybody needs.
        CompletionRequired = "completion.required",
        /// The sets to choose from.
        CompletionElectives = "completion.electives",
        /// How many to choose.
        ElectivesNeeded = "completion.electives_needed",
        /// The years before an approval from which work counts.
        LookbackYears = "credit.lookback_years",
        /// The years after which an approval ends.
        CourseApprovalYears = "credit.course_approval_years",
        /// The last day for a portfolio.
        LastPortfolioOn = "credit.last_portfolio_on",
        /// What becomes of graduates short of hours.
        GraduatesShortOfHours = "credit.graduates_short_of_hours",
        /// The years of a term.
        CertificationYears = "certification.years",
        /// On which day a term ends.
        CertificationEnds = "certification.ends",
        /// When a renewal opens.
        OpensMonthsBefore = "renewal.opens_months_before",
        /// How long the grace period is.
        GraceMonths = "renewal.grace_months",
        /// Which terms have one.
        GraceTerms = "renewal.grace_terms",
        /// The contact hours asked for.
        ContactHours = "renewal.contact_hours",
        /// The technology hours among them.
        TechnologyHours = "renewal.technology_hours",
        /// From when hours count.
        HoursFrom = "renewal.hours_from",
        /// The least hours of an activity.
        MinActivityHours = "renewal.min_activity_hours",
        /// What the units are worth.
        UnitHours = "renewal.unit_hours",
        /// The price of the application.
        ApplicationCents = "fees.application_cents",
        /// The price of a portfolio.
        PortfolioCents = "fees.portfolio_cents",
        /// The price of a renewal.
        RenewalCents = "fees.renewal_cents",
    }
}

/// Where the value of a parameter in `lssc-faq` comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ParameterSource {
    /// The items of the FAQ, or the policy page, that it rests on or that leave it open.
    pub cites: &'static [&'static str],
    /// The decision taken where the sources leave it open (RULES: *reading*).
    pub reading: Option<&'static str>,
}

impl Parameter {
    /// Where its value in `lssc-faq` comes from.
    #[must_use]
    pub const fn source(self) -> ParameterSource {
        let (cites, reading): (&'static [&'static str], Option<&'static str>) = match self {
            Self::SupportPosition => (&["FAQ 3", "FAQ 6"], None),
            Self::HighSchool | Self::ExperienceYears => (&["FAQ 6"], None),
            Self::ExperienceHours => {
                (&["FAQ 6"], Some("the hours are the test; that they fill a calendar year is not required"))
            }
            Self::CandidacyYears => (&["FAQ 18"], None),
            Self::CandidacyMeasuredBy => {
                (&["FAQ 18"], Some("the day a credit is earned must lie within the deadline"))
            }
            Self::CompletionRequired | Self::CompletionElectives => (&["FAQ 8", "FAQ 9"], None),
            Self::ElectivesNeeded => (&["FAQ 8"], None),
            Self::LookbackYears => (&["FAQ 16"], None),
            Self::CourseApprovalYears => (&["FAQ 16"], Some("the FAQ names no end, so an approval has none")),
            Self::LastPortfolioOn => (&["FAQ 10"], None),
            Self::GraduatesShortOfHours => (
                &["FAQ 12"],
                Some("they take part provisionally, as the announcements of 2012 to 2014 have it"),
            ),
            Self::CertificationYears => (&["FAQ 19"], None),
            Self::CertificationEnds => {
                (&["FAQ 19"], Some("a term ends on the anniversary of the day it began"))
            }
            Self::OpensMonthsBefore | Self::GraceMonths | Self::ContactHours | Self::TechnologyHours => {
                (&["FAQ 19"], None)
            }
            Self::GraceTerms => (&["FAQ 19"], Some("the FAQ says `initial`, and it is taken at its word")),
            Self::HoursFrom => (&["FAQ 19"], Some("hours count from the day after the last renewal")),
            Self::MinActivityHours | Self::UnitHours => (&["policy page"], None),
            Self::ApplicationCents | Self::PortfolioCents => (&["FAQ 21"], None),
            Self::RenewalCents => {
                (&["FAQ 19"], Some("the FAQ refers to the renewal policy and names no price"))
            }
        };
        ParameterSource { cites, reading }
    }

    const fn bit(self) -> u32 {
        const { assert!(Self::ALL.len() <= 32) };
        1 << (self as u32)
    }

    fn is_same(self, a: &PolicyParts, b: &PolicyParts) -> bool {
        match self {
            Self::HighSchool => a.eligibility.high_school == b.eligibility.high_school,
            Self::SupportPosition => a.eligibility.support_position == b.eligibility.support_position,
            Self::ExperienceHours => a.eligibility.experience_hours == b.eligibility.experience_hours,
            Self::ExperienceYears => a.eligibility.experience_years == b.eligibility.experience_years,
            Self::CandidacyYears => a.candidacy.years == b.candidacy.years,
            Self::CandidacyMeasuredBy => a.candidacy.measured_by == b.candidacy.measured_by,
            Self::CompletionRequired => a.completion.required == b.completion.required,
            Self::CompletionElectives => a.completion.electives == b.completion.electives,
            Self::ElectivesNeeded => a.completion.electives_needed == b.completion.electives_needed,
            Self::LookbackYears => a.credit.lookback_years == b.credit.lookback_years,
            Self::CourseApprovalYears => a.credit.course_approval_years == b.credit.course_approval_years,
            Self::LastPortfolioOn => a.credit.last_portfolio_on == b.credit.last_portfolio_on,
            Self::GraduatesShortOfHours => {
                a.credit.graduates_short_of_hours == b.credit.graduates_short_of_hours
            }
            Self::CertificationYears => a.certification.years == b.certification.years,
            Self::CertificationEnds => a.certification.ends == b.certification.ends,
            Self::OpensMonthsBefore => a.renewal.opens_months_before == b.renewal.opens_months_before,
            Self::GraceMonths => a.renewal.grace_months == b.renewal.grace_months,
            Self::GraceTerms => a.renewal.grace_terms == b.renewal.grace_terms,
            Self::ContactHours => a.renewal.contact_hours == b.renewal.contact_hours,
            Self::TechnologyHours => a.renewal.technology_hours == b.renewal.technology_hours,
            Self::HoursFrom => a.renewal.hours_from == b.renewal.hours_from,
            Self::MinActivityHours => a.renewal.min_activity_hours == b.renewal.min_activity_hours,
            Self::UnitHours => a.renewal.unit_hours == b.renewal.unit_hours,
            Self::ApplicationCents => a.fees.application_cents == b.fees.application_cents,
            Self::PortfolioCents => a.fees.portfolio_cents == b.fees.portfolio_cents,
            Self::RenewalCents => a.fees.renewal_cents == b.fees.renewal_cents,
        }
    }
}

/// The parameters in which a policy differs from `lssc-faq`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Changed(u32);

impl Changed {
    pub(super) fn between(policy: &PolicyParts, faq: &PolicyParts) -> Self {
        let changed = Parameter::ALL.iter().filter(|parameter| !parameter.is_same(policy, faq));
        Self(changed.fold(0, |bits, parameter| bits | parameter.bit()))
    }

    pub(super) fn contains(self, parameter: Parameter) -> bool {
        self.0 & parameter.bit() != 0
    }
}
