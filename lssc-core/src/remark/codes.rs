//! The kinds of remarks on a policy.

use crate::clause::Clause;
use crate::fault::named_enum;

named_enum! {
    /// What a remark claims of a policy.
    RemarkKind, "the kind of a remark" {
        /// Nobody can do it, whatever is done.
        Impossible = "impossible",
        /// A parameter could as well have another value.
        NoEffect = "no-effect",
        /// What happens to somebody is not what the numbers seem to say.
        Surprising = "surprising",
    }
}

named_enum! {
    /// The code of a remark: stable, documented in `docs/codes.md`, in the order of the kinds and of RULES 2.
    RemarkCode, "the code of a remark" {
        /// More hours of work than a record can hold.
        ExperienceBeyondARecord = "experience-beyond-a-record",
        /// No activity can be worth the least that counts.
        NoActivityCounts = "no-activity-counts",
        /// No activity in some unit can be worth the least that counts.
        UnitNeverCounts = "unit-never-counts",
        /// No hours of work are asked for, so nothing about them matters.
        NoExperienceAskedFor = "no-experience-asked-for",
        /// There are electives, and none is needed.
        ElectivesNotNeeded = "electives-not-needed",
        /// Every elective is needed, so there is no choice.
        EveryElectiveNeeded = "every-elective-needed",
        /// The last day for portfolios is the last day there is.
        PortfolioRouteNeverCloses = "portfolio-route-never-closes",
        /// It is said which terms have a grace, and there is none.
        GraceTermsWithoutGrace = "grace-terms-without-grace",
        /// It is said from when hours count, and no renewal can come before the end of its term.
        HoursFromWithoutEarlyRenewals = "hours-from-without-early-renewals",
        /// No contact hours are asked for, so nothing about them matters.
        NoHoursAskedFor = "no-hours-asked-for",
        /// Fewer hours are asked for than the least activity that counts has.
        HoursBelowTheLeast = "hours-below-the-least",
        /// The least that an activity must be worth shuts none out.
        LeastWithoutEffect = "least-without-effect",
        /// The policy is a shipped one by another name.
        SameAsShipped = "same-as-shipped",
        /// Everybody is eligible.
        EverybodyEligible = "everybody-eligible",
        /// More hours of work than one position can give.
        ExperienceBeyondTheClock = "experience-beyond-the-clock",
        /// Only the work of one day counts.
        ExperienceOfOneDay = "experience-of-one-day",
        /// The day of the admission is the deadline.
        CandidacyOfOneDay = "candidacy-of-one-day",
        /// Work more can lose a credit.
        LaterWorkDisplaces = "later-work-displaces",
        /// A portfolio in a set that the policy does not have is charged.
        SetLeftOut = "set-left-out",
        /// An approval ends on the day it is given.
        ApprovalEndsAtOnce = "approval-ends-at-once",
        /// A portfolio is charged after the route was closed.
        PortfolioChargedInVain = "portfolio-charged-in-vain",
        /// A term can be renewed on one day only.
        RenewalOnOneDay = "renewal-on-one-day",
        /// The next term is open for renewal while the last one still is.
        WindowsOverlap = "windows-overlap",
        /// A renewal can begin a term that is over.
        TermOverWhenRenewed = "term-over-when-renewed",
        /// More contact hours than the time there is.
        ContactHoursBeyondTheClock = "contact-hours-beyond-the-clock",
        /// Every contact hour must be in technology.
        TechnologyIsEverything = "technology-is-everything",
        /// Technology hours are asked for, and Technology is no set of the policy.
        TechnologyWithoutTheSet = "technology-without-the-set",
        /// Hours after an early renewal count for no term.
        HoursLostBetweenTerms = "hours-lost-between-terms",
        /// A unit is worth no hours.
        UnitWorthNothing = "unit-worth-nothing",
        /// One of a unit is worth too little to count.
        UnitTooSmallAlone = "unit-too-small-alone",
        /// Members pay more than others.
        MemberPaysMore = "member-pays-more",
        /// Members pay what others pay.
        MembershipChangesNoPrice = "membership-changes-no-price",
    }
}

impl RemarkCode {
    /// What it claims.
    #[must_use]
    pub const fn kind(self) -> RemarkKind {
        match self {
            Self::ExperienceBeyondARecord | Self::NoActivityCounts | Self::UnitNeverCounts => {
                RemarkKind::Impossible
            }
            Self::NoExperienceAskedFor
            | Self::ElectivesNotNeeded
            | Self::EveryElectiveNeeded
            | Self::PortfolioRouteNeverCloses
            | Self::GraceTermsWithoutGrace
            | Self::HoursFromWithoutEarlyRenewals
            | Self::NoHoursAskedFor
            | Self::HoursBelowTheLeast
            | Self::LeastWithoutEffect
            | Self::SameAsShipped => RemarkKind::NoEffect,
            Self::EverybodyEligible
            | Self::ExperienceBeyondTheClock
            | Self::ExperienceOfOneDay
            | Self::CandidacyOfOneDay
            | Self::LaterWorkDisplaces
            | Self::SetLeftOut
            | Self::ApprovalEndsAtOnce
            | Self::PortfolioChargedInVain
            | Self::RenewalOnOneDay
            | Self::WindowsOverlap
            | Self::TermOverWhenRenewed
            | Self::ContactHoursBeyondTheClock
            | Self::TechnologyIsEverything
            | Self::TechnologyWithoutTheSet
            | Self::HoursLostBetweenTerms
            | Self::UnitWorthNothing
            | Self::UnitTooSmallAlone
            | Self::MemberPaysMore
            | Self::MembershipChangesNoPrice => RemarkKind::Surprising,
        }
    }

    /// The clause of RULES that makes it so; `None` for a policy as a whole.
    #[must_use]
    pub const fn clause(self) -> Option<Clause> {
        Some(match self {
            Self::SameAsShipped => return None,
            Self::ExperienceBeyondARecord
            | Self::NoExperienceAskedFor
            | Self::EverybodyEligible
            | Self::ExperienceBeyondTheClock
            | Self::ExperienceOfOneDay => Clause::Experience,
            Self::CandidacyOfOneDay | Self::LaterWorkDisplaces => Clause::Candidacy,
            Self::ElectivesNotNeeded | Self::EveryElectiveNeeded => Clause::Completion,
            Self::ApprovalEndsAtOnce => Clause::Course,
            Self::PortfolioRouteNeverCloses => Clause::Portfolio,
            Self::GraceTermsWithoutGrace
            | Self::RenewalOnOneDay
            | Self::WindowsOverlap
            | Self::TermOverWhenRenewed => Clause::Window,
            Self::NoActivityCounts
            | Self::UnitNeverCounts
            | Self::HoursFromWithoutEarlyRenewals
            | Self::NoHoursAskedFor
            | Self::HoursBelowTheLeast
            | Self::LeastWithoutEffect
            | Self::ContactHoursBeyondTheClock
            | Self::TechnologyIsEverything
            | Self::TechnologyWithoutTheSet
            | Self::HoursLostBetweenTerms
            | Self::UnitWorthNothing
            | Self::UnitTooSmallAlone => Clause::ContactHours,
            Self::SetLeftOut
            | Self::PortfolioChargedInVain
            | Self::MemberPaysMore
            | Self::MembershipChangesNoPrice => Clause::Fees,
        })
    }

    /// What to do about it, if it is not meant so.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::ExperienceBeyondARecord | Self::ExperienceBeyondTheClock => {
                "ask for fewer hours, or count them over more years"
            }
            Self::NoActivityCounts | Self::UnitNeverCounts => {
                "lower the least that an activity must be worth, or let the unit be worth more"
            }
            Self::NoExperienceAskedFor | Self::NoHoursAskedFor => {
                "ask for hours, or leave these parameters as the base has them"
            }
            Self::ElectivesNotNeeded => "say how many are needed, or list none",
            Self::EveryElectiveNeeded => "list them as required, or need fewer",
            Self::PortfolioRouteNeverCloses => "write null: the route is open",
            Self::GraceTermsWithoutGrace => {
                "give months of grace, or leave this parameter as the base has it"
            }
            Self::HoursFromWithoutEarlyRenewals => {
                "open the renewal before the end of the term, or leave this parameter as the base has it"
            }
            Self::HoursBelowTheLeast => {
                "ask for as many hours as the least activity has, or let smaller ones count"
            }
            Self::LeastWithoutEffect => "write 0, or ask for more",
            Self::SameAsShipped => "use the shipped policy by its name",
            Self::EverybodyEligible => "ask for one of the three, or say that the program is open to all",
            Self::ExperienceOfOneDay => "count the hours over a year or more",
            Self::CandidacyOfOneDay => "give candidates a year or more",
            Self::LaterWorkDisplaces => "measure by the day a credit is earned",
            Self::SetLeftOut => "list the set, or tell candidates before they submit a portfolio in it",
            Self::ApprovalEndsAtOnce => "give approvals a year or more, or null: no end",
            Self::PortfolioChargedInVain => {
                "take no portfolio after that day: what is submitted is charged all the same"
            }
            Self::RenewalOnOneDay => "open the renewal earlier, or give a grace after every term",
            Self::WindowsOverlap => "shorten the grace, or open the renewal later",
            Self::TermOverWhenRenewed => "let the grace end before the next term does",
            Self::ContactHoursBeyondTheClock => "ask for fewer hours, or give terms more years",
            Self::TechnologyIsEverything => "ask for fewer hours in technology than in all",
            Self::TechnologyWithoutTheSet => "list Technology among the sets, or ask for no hours in it",
            Self::HoursLostBetweenTerms => "count hours from the last renewal, or open the renewal later",
            Self::UnitWorthNothing => "say what the unit is worth, or tell people that it does not count",
            Self::UnitTooSmallAlone => "let the least be no more than one of the unit is worth",
            Self::MemberPaysMore => "exchange the two prices",
            Self::MembershipChangesNoPrice => {
                "nothing needs to be done; nobody needs to be asked for membership"
            }
        }
    }
}
