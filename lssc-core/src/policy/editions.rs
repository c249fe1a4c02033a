//! The editions that are shipped (RULES 2), each parameter beside its value in `lssc-faq`.

use super::{
    CandidacyPolicy, CertificationPolicy, CompletionPolicy, Count, CreditPolicy, EligibilityPolicy,
    FeesPolicy, GraceTerms, GraduatesShortOfHours, HoursFrom, MeasuredBy, PolicyParts, Price, RenewalPolicy,
    SetList, TermEnds, TermYears, UnitHours, UnitHoursPolicy,
};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::fault::named_enum;
use crate::quantity::{Cents, Hours};
use crate::text::{Id, Text};

named_enum! {
    #[cfg_attr(feature = "schema", schemars(rename = "PolicyName"))]
    /// A policy that is shipped, by its name (RULES 2). When each was adopted is not known.
    Edition, "the name of a shipped policy" {
        /// The published FAQ: the default.
        LsscFaq = "lssc-faq",
        /// As announced in 2011: portfolios without a fee, graduates short of hours wait.
        Lssc2011 = "lssc-2011",
        /// From 2019: approvals end after four years, portfolios are no longer taken.
        Lssc2019 = "lssc-2019",
    }
}

impl Edition {
    pub(super) fn parts(self) -> PolicyParts {
        let mut parts = lssc_faq();
        parts.id = Id::known(self.as_str());
        match self {
            Self::LsscFaq => {}
            Self::Lssc2011 => {
                parts.title = Text::known("LSSC as announced in 2011");
                parts.fees.portfolio_cents = Price { member: Cents::ZERO, non_member: Cents::ZERO };
                parts.credit.graduates_short_of_hours = GraduatesShortOfHours::Refused;
            }
            Self::Lssc2019 => {
                parts.title = Text::known("LSSC from 2019");
                parts.credit.course_approval_years = Some(Count::known::<4>());
                parts.credit.last_portfolio_on = Some(LAST_PORTFOLIO_2019);
            }
        }
        parts
    }
}

/// The day before the portfolio route closed.
const LAST_PORTFOLIO_2019: Date = Date::known(2019, 1, 30);

/// The sets that are required (FAQ 9).
const REQUIRED: usize = 3;

fn sets(from: usize, to: usize) -> SetList {
    let sets: CompetencySets = CompetencySet::ALL.get(from..to).unwrap_or_default().iter().copied().collect();
    SetList::new(sets)
}

pub(super) fn lssc_faq() -> PolicyParts {
    PolicyParts {
        id: Id::known(Edition::LsscFaq.as_str()),
        title: Text::known("LSSC as the published FAQ has it"),
        eligibility: EligibilityPolicy {
            high_school: true,
            support_position: true,
            experience_hours: Hours::whole(1820),
            experience_years: Count::known::<5>(),
        },
        candidacy: CandidacyPolicy { years: Count::known::<4>(), measured_by: MeasuredBy::Earned },
        completion: CompletionPolicy {
            required: sets(0, REQUIRED),
            electives: sets(REQUIRED, CompetencySet::ALL.len()),
            electives_needed: Count::known::<3>(),
        },
        credit: CreditPolicy {
            lookback_years: Count::known::<2>(),
            course_approval_years: None,
            last_portfolio_on: None,
            graduates_short_of_hours: GraduatesShortOfHours::Provisional,
        },
        certification: CertificationPolicy { years: TermYears::known::<4>(), ends: TermEnds::Anniversary },
        renewal: RenewalPolicy {
            opens_months_before: Count::known::<12>(),
            grace_months: Count::known::<2>(),
            grace_terms: GraceTerms::Initial,
            contact_hours: Hours::whole(32),
            technology_hours: Hours::whole(4),
            hours_from: HoursFrom::LastRenewal,
            min_activity_hours: Hours::whole(1),
            unit_hours: UnitHoursPolicy {
                semester_credit: UnitHours::known::<15>(),
                quarter_credit: UnitHours::known::<10>(),
                conference_day: UnitHours::known::<6>(),
            },
        },
        fees: FeesPolicy {
            application_cents: Price { member: Cents::new(32_500), non_member: Cents::new(35_000) },
            portfolio_cents: Price { member: Cents::new(5_000), non_member: Cents::new(6_000) },
            renewal_cents: None,
        },
    }
}
