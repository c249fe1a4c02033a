//! What no remark says to have no effect has one: for each parameter of each of many policies, and another value of it,
//! somebody at the edge of one of the two is decided otherwise. So a remark that is missing shows.

use std::collections::BTreeMap;

use lssc_core::{
    Date, GraceTerms, GraduatesShortOfHours, Hours, HoursFrom, MeasuredBy, Parameter, Policy, PolicyParts,
    RemarkCode, RemarkKind, SetList, TermEnds,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::edges::{GROUPS, under};
use crate::odd::{count, hundredths, odd_policy, price, units, years};
use crate::scene::{Scene, check_often};

/// The policy with another value of this parameter; `None` where that is a fault.
fn varied(policy: &PolicyParts, parameter: Parameter) -> Option<PolicyParts> {
    let mut other = policy.clone();
    let (eligibility, completion, credit) =
        (&mut other.eligibility, &mut other.completion, &mut other.credit);
    let (renewal, fees) = (&mut other.renewal, &mut other.fees);
    let more = |hours: &mut Hours, by: u64| *hours = hours.plus(hundredths(by));
    match parameter {
        Parameter::HighSchool => eligibility.high_school ^= true,
        Parameter::SupportPosition => eligibility.support_position ^= true,
        Parameter::ExperienceHours => {
            let asked = eligibility.experience_hours;
            eligibility.experience_hours =
                if asked <= Hours::whole(8) { asked.plus(Hours::whole(100)) } else { Hours::whole(4) };
        }
        Parameter::ExperienceYears => {
            let counted = eligibility.experience_years.get();
            eligibility.experience_years = count(if counted > 1 { 1 } else { 5 });
        }
        Parameter::CandidacyYears => {
            other.candidacy.years = count(u64::from(other.candidacy.years.get()) + 1)
        }
        Parameter::CandidacyMeasuredBy => {
            other.candidacy.measured_by = match other.candidacy.measured_by {
                MeasuredBy::Earned => MeasuredBy::Done,
                MeasuredBy::Done => MeasuredBy::Earned,
            };
        }
        Parameter::CompletionRequired => {
            let first = completion.required.sets().iter().next()?;
            completion.required =
                SetList::new(completion.required.sets().without([first].into_iter().collect()));
        }
        Parameter::CompletionElectives => {
            let last = completion.electives.sets().iter().last()?;
            completion.electives =
                SetList::new(completion.electives.sets().without([last].into_iter().collect()));
        }
        Parameter::ElectivesNeeded => {
            let needed = completion.electives_needed.get();
            completion.electives_needed = count(if needed == 0 { 1 } else { u64::from(needed) - 1 });
        }
        Parameter::LookbackYears => {
            credit.lookback_years = count(if credit.lookback_years.get() == 0 { 2 } else { 0 });
        }
        Parameter::CourseApprovalYears => {
            credit.course_approval_years = match credit.course_approval_years {
                None => Some(count(1)),
                Some(_) => None,
            }
        }
        Parameter::LastPortfolioOn => {
            credit.last_portfolio_on = match credit.last_portfolio_on {
                None => Some("2016-06-10".parse().expect("a date")),
                Some(Date::MAX) => None,
                Some(_) => Some("2012-06-10".parse().expect("a date")),
            }
        }
        Parameter::GraduatesShortOfHours => {
            credit.graduates_short_of_hours = match credit.graduates_short_of_hours {
                GraduatesShortOfHours::Provisional => GraduatesShortOfHours::Refused,
                GraduatesShortOfHours::Refused => GraduatesShortOfHours::Provisional,
            };
        }
        Parameter::CertificationYears => {
            other.certification.years = years(u64::from(other.certification.years.get()) + 1);
        }
        Parameter::CertificationEnds => {
            other.certification.ends = match other.certification.ends {
                TermEnds::Anniversary => TermEnds::DayBefore,
                _ => TermEnds::Anniversary,
            };
        }
        Parameter::OpensMonthsBefore => {
            let opens = renewal.opens_months_before.get();
            renewal.opens_months_before = count(if opens == 0 { 1 } else { 0 });
        }
        Parameter::GraceMonths => renewal.grace_months = count(u64::from(renewal.grace_months.get()) + 1),
        Parameter::GraceTerms => {
            renewal.grace_terms = match renewal.grace_terms {
                GraceTerms::Initial => GraceTerms::Every,
                GraceTerms::Every => GraceTerms::Initial,
            };
        }
        Parameter::ContactHours => more(&mut renewal.contact_hours, 800),
        Parameter::TechnologyHours => more(&mut renewal.technology_hours, 100),
        Parameter::HoursFrom => {
            renewal.hours_from = match renewal.hours_from {
                HoursFrom::LastRenewal => HoursFrom::Term,
                HoursFrom::Term => HoursFrom::LastRenewal,
            };
        }
        Parameter::MinActivityHours => {
            let least = renewal.min_activity_hours;
            renewal.min_activity_hours = if least == Hours::ZERO { hundredths(150) } else { Hours::ZERO };
        }
        Parameter::UnitHours => {
            let all = &mut renewal.unit_hours;
            all.semester_credit = units(if all.semester_credit.get() == 0 { 15 } else { 0 });
        }
        Parameter::ApplicationCents => fees.application_cents = price(7, 7),
        Parameter::PortfolioCents => fees.portfolio_cents = price(7, 7),
        Parameter::RenewalCents => fees.renewal_cents = Some(price(7, 7)),
    }
    (other != *policy && Policy::new(other.clone()).is_ok()).then_some(other)
}

/// What is decided of somebody, without what merely repeats the policy or counts.
fn decided(scene: &Scene) -> Value {
    let mut decided = serde_json::to_value(scene.assess()).expect("it can be written");
    for pointer in [
        "/findings",
        "/eligibility/experience/counted_hours",
        "/eligibility/experience/required_hours",
        "/eligibility/experience/shortfall_hours",
        "/eligibility/experience/window",
        "/completion/electives_missing",
        "/completion/missing_required",
        "/completion/electives_earned",
        "/completion/credits",
        "/renewal/contact_hours",
        "/renewal/technology_hours",
    ] {
        if let Some(value) = decided.pointer_mut(pointer) {
            *value = Value::Null;
        }
    }
    decided
}

/// Whether a remark on one of the two says that it may be without effect which of the two is in force.
fn is_told(parameter: Parameter, policies: [&Policy; 2]) -> bool {
    let of_hours = [Parameter::TechnologyHours, Parameter::HoursFrom];
    policies.into_iter().flat_map(Policy::remarks).any(|remark| {
        let is_named = remark.parameters().contains(&parameter);
        // Where no activity counts, nothing about hours decides anything.
        let is_moot = remark.code() == RemarkCode::NoActivityCounts && of_hours.contains(&parameter);
        remark.kind() != RemarkKind::Surprising && is_named || is_moot
    })
}

#[test]
fn every_parameter_of_which_nothing_is_told_touches_somebody() {
    let tried = std::cell::RefCell::new(BTreeMap::<Parameter, usize>::new());
    check_often(256, odd_policy(), |parts| {
        let policy = Policy::new(parts.clone()).expect("its parameters fit together");
        for &parameter in Parameter::ALL {
            let Some(other) = varied(&parts, parameter) else { continue };
            let both = [&policy, &Policy::new(other.clone()).expect("it was held against the rules")];
            if is_told(parameter, both) {
                continue;
            }
            *tried.borrow_mut().entry(parameter).or_default() += 1;
            let differs = |scene: &Scene| {
                let [one, other] = both.map(|policy| decided(&under(policy, scene)));
                one != other
            };
            // The group that is the likeliest first: whom the others hold is looked at only where it touches none of these.
            let likeliest = match parameter.as_str().split('.').next() {
                Some("eligibility") => 2,
                Some("candidacy" | "completion" | "credit") => 1,
                _ => 0,
            };
            let groups = GROUPS.iter().cycle().skip(likeliest).take(GROUPS.len());
            let is_touched = groups.into_iter().any(|people| people(both).iter().any(differs));
            prop_assert!(is_touched, "{parameter} touches nobody of {parts:?}");
        }
        Ok(())
    });
    let tried = tried.into_inner();
    for parameter in Parameter::ALL {
        assert!(
            tried.get(parameter).is_some_and(|&times| times >= 20),
            "{parameter}: {:?}",
            tried.get(parameter)
        );
    }
}
