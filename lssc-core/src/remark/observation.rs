//! What is remarked, with the numbers that make it so.

use super::codes::RemarkCode;
use crate::competency::CompetencySets;
use crate::date::Date;
use crate::policy::{Edition, GraceTerms, Parameter, Price};
use crate::quantity::Hours;
use crate::record::ActivityUnit;
use crate::verdict::FeeItem;

/// A unit of activities, and hours that it is worth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct UnitWorth {
    /// The unit.
    pub unit: ActivityUnit,
    /// The hours.
    pub hours: Hours,
}

/// What is remarked of a policy: a code with its parameters, to match on.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Observation {
    /// [`RemarkCode::ExperienceBeyondARecord`].
    ExperienceBeyondARecord {
        /// The hours asked for.
        hours: Hours,
        /// The most that a record can hold.
        most: Hours,
    },
    /// [`RemarkCode::NoActivityCounts`].
    NoActivityCounts {
        /// The least that counts.
        least: Hours,
        /// The most that an activity can be worth.
        most: Hours,
    },
    /// [`RemarkCode::UnitNeverCounts`].
    UnitNeverCounts {
        /// The least that counts.
        least: Hours,
        /// The units, with the most that an activity in each can be worth.
        units: Vec<UnitWorth>,
    },
    /// [`RemarkCode::NoExperienceAskedFor`].
    NoExperienceAskedFor,
    /// [`RemarkCode::ElectivesNotNeeded`].
    ElectivesNotNeeded {
        /// The electives.
        electives: CompetencySets,
    },
    /// [`RemarkCode::EveryElectiveNeeded`].
    EveryElectiveNeeded {
        /// The electives.
        electives: CompetencySets,
    },
    /// [`RemarkCode::PortfolioRouteNeverCloses`].
    PortfolioRouteNeverCloses,
    /// [`RemarkCode::GraceTermsWithoutGrace`].
    GraceTermsWithoutGrace,
    /// [`RemarkCode::HoursFromWithoutEarlyRenewals`].
    HoursFromWithoutEarlyRenewals,
    /// [`RemarkCode::NoHoursAskedFor`].
    NoHoursAskedFor,
    /// [`RemarkCode::HoursBelowTheLeast`].
    HoursBelowTheLeast {
        /// The least that counts.
        least: Hours,
        /// The contact hours asked for, where these are fewer.
        contact: Option<Hours>,
        /// The technology hours asked for, where these are fewer.
        technology: Option<Hours>,
    },
    /// [`RemarkCode::LeastWithoutEffect`].
    LeastWithoutEffect {
        /// The least that counts.
        least: Hours,
    },
    /// [`RemarkCode::SameAsShipped`].
    SameAsShipped {
        /// The shipped policy.
        edition: Edition,
    },
    /// [`RemarkCode::EverybodyEligible`].
    EverybodyEligible,
    /// [`RemarkCode::ExperienceBeyondTheClock`].
    ExperienceBeyondTheClock {
        /// The hours asked for.
        hours: Hours,
        /// The most that one position around the clock gives.
        most: Hours,
        /// The years in which they count.
        years: u32,
    },
    /// [`RemarkCode::ExperienceOfOneDay`].
    ExperienceOfOneDay {
        /// The hours asked for.
        hours: Hours,
    },
    /// [`RemarkCode::CandidacyOfOneDay`].
    CandidacyOfOneDay,
    /// [`RemarkCode::LaterWorkDisplaces`].
    LaterWorkDisplaces,
    /// [`RemarkCode::SetLeftOut`].
    SetLeftOut {
        /// The sets that are neither required nor elective.
        sets: CompetencySets,
    },
    /// [`RemarkCode::ApprovalEndsAtOnce`].
    ApprovalEndsAtOnce {
        /// The years before the approval from which work counts.
        lookback_years: u32,
    },
    /// [`RemarkCode::PortfolioChargedInVain`].
    PortfolioChargedInVain {
        /// The last day for portfolios.
        last_on: Date,
        /// The price.
        price: Price,
    },
    /// [`RemarkCode::RenewalOnOneDay`].
    RenewalOnOneDay {
        /// The first term of which it is so: 1 or 2.
        from_term: u32,
    },
    /// [`RemarkCode::WindowsOverlap`].
    WindowsOverlap {
        /// Whether it is so whenever the certification began, or only for some days.
        always: bool,
        /// The first day of the second term's window, in the example.
        opens_on: Date,
        /// The last day of the first term's window, in the example.
        last_day: Date,
    },
    /// [`RemarkCode::TermOverWhenRenewed`].
    TermOverWhenRenewed {
        /// Whether it is so whenever the certification began, or only for some days.
        always: bool,
        /// The end of the second term, in the example.
        expires_on: Date,
        /// The last day of the first term's window, in the example.
        last_day: Date,
        /// Which terms have a grace: after the first alone, the renewal ends the certification.
        grace_terms: GraceTerms,
    },
    /// [`RemarkCode::ContactHoursBeyondTheClock`].
    ContactHoursBeyondTheClock {
        /// The hours asked for.
        hours: Hours,
        /// The most that there are from the certification to the last day of its renewal.
        most: Hours,
    },
    /// [`RemarkCode::TechnologyIsEverything`].
    TechnologyIsEverything {
        /// The hours asked for.
        hours: Hours,
    },
    /// [`RemarkCode::TechnologyWithoutTheSet`].
    TechnologyWithoutTheSet {
        /// The technology hours asked for.
        hours: Hours,
    },
    /// [`RemarkCode::HoursLostBetweenTerms`].
    HoursLostBetweenTerms {
        /// How many months before the end of a term its renewal opens.
        opens_months_before: u32,
    },
    /// [`RemarkCode::UnitWorthNothing`].
    UnitWorthNothing {
        /// The units.
        units: Vec<ActivityUnit>,
    },
    /// [`RemarkCode::UnitTooSmallAlone`].
    UnitTooSmallAlone {
        /// The least that counts.
        least: Hours,
        /// The units, with what one of each is worth.
        units: Vec<UnitWorth>,
    },
    /// [`RemarkCode::MemberPaysMore`].
    MemberPaysMore {
        /// For what.
        item: FeeItem,
        /// The prices.
        price: Price,
    },
    /// [`RemarkCode::MembershipChangesNoPrice`].
    MembershipChangesNoPrice,
}

impl Observation {
    /// Its code.
    #[must_use]
    pub const fn code(&self) -> RemarkCode {
        match self {
            Self::ExperienceBeyondARecord { .. } => RemarkCode::ExperienceBeyondARecord,
            Self::NoActivityCounts { .. } => RemarkCode::NoActivityCounts,
            Self::UnitNeverCounts { .. } => RemarkCode::UnitNeverCounts,
            Self::NoExperienceAskedFor => RemarkCode::NoExperienceAskedFor,
            Self::ElectivesNotNeeded { .. } => RemarkCode::ElectivesNotNeeded,
            Self::EveryElectiveNeeded { .. } => RemarkCode::EveryElectiveNeeded,
            Self::PortfolioRouteNeverCloses => RemarkCode::PortfolioRouteNeverCloses,
            Self::GraceTermsWithoutGrace => RemarkCode::GraceTermsWithoutGrace,
            Self::HoursFromWithoutEarlyRenewals => RemarkCode::HoursFromWithoutEarlyRenewals,
            Self::NoHoursAskedFor => RemarkCode::NoHoursAskedFor,
            Self::HoursBelowTheLeast { .. } => RemarkCode::HoursBelowTheLeast,
            Self::LeastWithoutEffect { .. } => RemarkCode::LeastWithoutEffect,
            Self::SameAsShipped { .. } => RemarkCode::SameAsShipped,
            Self::EverybodyEligible => RemarkCode::EverybodyEligible,
            Self::ExperienceBeyondTheClock { .. } => RemarkCode::ExperienceBeyondTheClock,
            Self::ExperienceOfOneDay { .. } => RemarkCode::ExperienceOfOneDay,
            Self::CandidacyOfOneDay => RemarkCode::CandidacyOfOneDay,
            Self::LaterWorkDisplaces => RemarkCode::LaterWorkDisplaces,
            Self::SetLeftOut { .. } => RemarkCode::SetLeftOut,
            Self::ApprovalEndsAtOnce { .. } => RemarkCode::ApprovalEndsAtOnce,
            Self::PortfolioChargedInVain { .. } => RemarkCode::PortfolioChargedInVain,
            Self::RenewalOnOneDay { .. } => RemarkCode::RenewalOnOneDay,
            Self::WindowsOverlap { .. } => RemarkCode::WindowsOverlap,
            Self::TermOverWhenRenewed { .. } => RemarkCode::TermOverWhenRenewed,
            Self::ContactHoursBeyondTheClock { .. } => RemarkCode::ContactHoursBeyondTheClock,
            Self::TechnologyIsEverything { .. } => RemarkCode::TechnologyIsEverything,
            Self::TechnologyWithoutTheSet { .. } => RemarkCode::TechnologyWithoutTheSet,
            Self::HoursLostBetweenTerms { .. } => RemarkCode::HoursLostBetweenTerms,
            Self::UnitWorthNothing { .. } => RemarkCode::UnitWorthNothing,
            Self::UnitTooSmallAlone { .. } => RemarkCode::UnitTooSmallAlone,
            Self::MemberPaysMore { .. } => RemarkCode::MemberPaysMore,
            Self::MembershipChangesNoPrice => RemarkCode::MembershipChangesNoPrice,
        }
    }

    /// The parameters whose values make it so; none for a policy as a whole.
    #[must_use]
    pub const fn parameters(&self) -> &'static [Parameter] {
        use Parameter as P;
        match self {
            Self::ExperienceBeyondARecord { .. }
            | Self::ExperienceBeyondTheClock { .. }
            | Self::ExperienceOfOneDay { .. } => &[P::ExperienceHours, P::ExperienceYears],
            Self::NoExperienceAskedFor => &[P::ExperienceHours, P::ExperienceYears, P::GraduatesShortOfHours],
            Self::EverybodyEligible => &[P::HighSchool, P::SupportPosition, P::ExperienceHours],
            Self::CandidacyOfOneDay => &[P::CandidacyYears],
            Self::LaterWorkDisplaces => &[P::CandidacyMeasuredBy],
            Self::ElectivesNotNeeded { .. } | Self::EveryElectiveNeeded { .. } => {
                &[P::CompletionElectives, P::ElectivesNeeded]
            }
            Self::SetLeftOut { .. } => &[P::CompletionRequired, P::CompletionElectives, P::PortfolioCents],
            Self::ApprovalEndsAtOnce { .. } => &[P::LookbackYears, P::CourseApprovalYears],
            Self::PortfolioRouteNeverCloses => &[P::LastPortfolioOn],
            Self::PortfolioChargedInVain { .. } => &[P::LastPortfolioOn, P::PortfolioCents],
            Self::GraceTermsWithoutGrace => &[P::GraceMonths, P::GraceTerms],
            Self::RenewalOnOneDay { .. } => &[P::OpensMonthsBefore, P::GraceMonths, P::GraceTerms],
            Self::WindowsOverlap { .. } => {
                &[P::CertificationYears, P::CertificationEnds, P::OpensMonthsBefore, P::GraceMonths]
            }
            Self::TermOverWhenRenewed { .. } => {
                &[P::CertificationYears, P::CertificationEnds, P::GraceMonths, P::GraceTerms]
            }
            Self::HoursFromWithoutEarlyRenewals | Self::HoursLostBetweenTerms { .. } => {
                &[P::OpensMonthsBefore, P::HoursFrom]
            }
            Self::NoHoursAskedFor => &[P::ContactHours, P::HoursFrom, P::MinActivityHours, P::UnitHours],
            Self::HoursBelowTheLeast { .. } => &[P::ContactHours, P::TechnologyHours, P::MinActivityHours],
            Self::LeastWithoutEffect { .. } => &[P::MinActivityHours],
            Self::NoActivityCounts { .. } => &[P::ContactHours, P::MinActivityHours, P::UnitHours],
            Self::UnitNeverCounts { .. } | Self::UnitTooSmallAlone { .. } => {
                &[P::MinActivityHours, P::UnitHours]
            }
            Self::UnitWorthNothing { .. } => &[P::UnitHours],
            Self::ContactHoursBeyondTheClock { .. } => {
                &[P::CertificationYears, P::GraceMonths, P::ContactHours]
            }
            Self::TechnologyIsEverything { .. } => &[P::ContactHours, P::TechnologyHours],
            Self::TechnologyWithoutTheSet { .. } => {
                &[P::CompletionRequired, P::CompletionElectives, P::TechnologyHours]
            }
            Self::MemberPaysMore { item: FeeItem::Application, .. } => &[P::ApplicationCents],
            Self::MemberPaysMore { item: FeeItem::Portfolio, .. } => &[P::PortfolioCents],
            Self::MemberPaysMore { item: FeeItem::Renewal, .. } => &[P::RenewalCents],
            Self::MembershipChangesNoPrice => &[P::ApplicationCents, P::PortfolioCents, P::RenewalCents],
            Self::SameAsShipped { .. } => &[],
        }
    }
}
