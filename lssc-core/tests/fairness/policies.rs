//! A policy that asks for less never refuses whom a stricter one accepts (RULES 2), one parameter at a time.
//!
//! Which value asks for less is in [`eased`], for each parameter of RULES 2. What "accepts" means is one of four things: the
//! eligibility is met; the sets are complete; a certification stands (until its last day); renewals are accepted, that is
//! the term reached. The first two hold of every parameter. The other two do not, since more credit can move a
//! certification, and a degree that stands in for hours stands in the way of renewals: `policies_that_ask_less_and_refuse.rs`
//! has a person for each.

use std::cell::Cell;

use lssc_core::{
    Cents, CompetencySet, CompetencySets, Count, Date, GraceTerms, GraduatesShortOfHours, Hours, HoursFrom,
    MeasuredBy, Parameter, PolicyParts, Price, SetList, Standing, TermEnds, UnitHours, Verdict, Whole,
};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseError;

use crate::careers::career;
use crate::people::{busy, graduates};
use crate::scene::{Scene, experience, scene};
use crate::theorem::{AtLeast, Said, is_certified, lived, term_of, theorem, theorem_often, worse_day};

fn fewer<const MIN: u16, const MAX: u16>(number: Whole<MIN, MAX>, by: u64) -> Whole<MIN, MAX> {
    Whole::new(u64::from(number.get()).saturating_sub(by).max(MIN.into())).expect("no more than before")
}

fn greater<const MIN: u16, const MAX: u16>(number: Whole<MIN, MAX>, by: u64) -> Whole<MIN, MAX> {
    Whole::new((u64::from(number.get()) + by).min(MAX.into())).expect("in bounds")
}

/// Fewer hours: some hundredths, some hours, or none at all.
fn less(hours: Hours, by: u64) -> Hours {
    let by = match by {
        0..=3 => by,
        4..=40 => by * 100,
        _ => u64::MAX,
    };
    Hours::from_hundredths(hours.hundredths().saturating_sub(by))
}

fn cheaper(price: Price, by: u64) -> Price {
    let lower = |cents: Cents| Cents::new(cents.get().saturating_sub(by * 100));
    Price { member: lower(price.member), non_member: lower(price.non_member) }
}

/// The policy with this parameter asking for less; `by` (1 and more) says by how much. The same policy where it cannot.
pub fn eased(policy: &PolicyParts, parameter: Parameter, by: u64) -> PolicyParts {
    let mut eased = policy.clone();
    let PolicyParts { eligibility, candidacy, completion, credit, certification, renewal, fees, .. } =
        &mut eased;
    match parameter {
        Parameter::HighSchool => eligibility.high_school = false,
        Parameter::SupportPosition => eligibility.support_position = false,
        Parameter::ExperienceHours => eligibility.experience_hours = less(eligibility.experience_hours, by),
        Parameter::ExperienceYears => {
            eligibility.experience_years = greater(eligibility.experience_years, by)
        }
        Parameter::CandidacyYears => candidacy.years = greater(candidacy.years, by),
        // The work is never later than the credit.
        Parameter::CandidacyMeasuredBy => candidacy.measured_by = MeasuredBy::Done,
        Parameter::CompletionRequired => {
            // A set becomes an elective, or is not asked for at all.
            let Some(set) = completion.required.sets().iter().next() else { return eased };
            let rest: CompetencySets =
                completion.required.sets().iter().filter(|&other| other != set).collect();
            if rest.is_empty() && completion.electives_needed.get() == 0 {
                return eased;
            }
            completion.required = SetList::new(rest);
            if by.is_multiple_of(2) {
                completion.electives = SetList::new(completion.electives.sets().with(set));
            }
        }
        Parameter::CompletionElectives => {
            let listed = completion.sets();
            let mut others = CompetencySet::ALL.into_iter().filter(|&set| !listed.contains(set));
            let one_more = others
                .next_back()
                .map_or(completion.electives.sets(), |set| completion.electives.sets().with(set));
            completion.electives = SetList::new(one_more);
        }
        Parameter::ElectivesNeeded => {
            let needed = fewer(completion.electives_needed, by);
            if needed.get() > 0 || !completion.required.sets().is_empty() {
                completion.electives_needed = needed;
            }
        }
        Parameter::LookbackYears => credit.lookback_years = greater(credit.lookback_years, by),
        Parameter::CourseApprovalYears => {
            let later = credit.course_approval_years.map(|years| greater(years, by));
            credit.course_approval_years = if by > 3 { None } else { later };
        }
        Parameter::LastPortfolioOn => {
            let later = credit
                .last_portfolio_on
                .map(|on| on.plus_months(u32::try_from(by * 6).unwrap()).min(Date::MAX));
            credit.last_portfolio_on = if by > 5 { None } else { later };
        }
        Parameter::GraduatesShortOfHours => {
            credit.graduates_short_of_hours = GraduatesShortOfHours::Provisional;
        }
        Parameter::CertificationYears => certification.years = greater(certification.years, by),
        Parameter::CertificationEnds => {
            certification.ends = match certification.ends {
                TermEnds::DayBefore if by.is_multiple_of(2) => TermEnds::Anniversary,
                TermEnds::DayBefore | TermEnds::Anniversary | TermEnds::EndOfMonth => TermEnds::EndOfMonth,
            }
        }
        Parameter::OpensMonthsBefore => {
            let months = u64::from(renewal.opens_months_before.get()) + by;
            let most = u64::from(12 * certification.years.get() - 1).min(100);
            renewal.opens_months_before = Count::new(months.min(most)).expect("within the term");
        }
        Parameter::GraceMonths => renewal.grace_months = greater(renewal.grace_months, by),
        Parameter::GraceTerms => renewal.grace_terms = GraceTerms::Every,
        Parameter::ContactHours => {
            renewal.contact_hours = less(renewal.contact_hours, by).max(renewal.technology_hours);
        }
        Parameter::TechnologyHours => renewal.technology_hours = less(renewal.technology_hours, by),
        // Hours between an early renewal and the end of its term count as well.
        Parameter::HoursFrom => renewal.hours_from = HoursFrom::LastRenewal,
        Parameter::MinActivityHours => renewal.min_activity_hours = less(renewal.min_activity_hours, by),
        Parameter::UnitHours => {
            let units = &mut renewal.unit_hours;
            let more = |unit: UnitHours| greater(unit, by);
            (units.semester_credit, units.quarter_credit, units.conference_day) =
                (more(units.semester_credit), more(units.quarter_credit), more(units.conference_day));
        }
        Parameter::ApplicationCents => fees.application_cents = cheaper(fees.application_cents.clone(), by),
        Parameter::PortfolioCents => fees.portfolio_cents = cheaper(fees.portfolio_cents.clone(), by),
        Parameter::RenewalCents => {
            fees.renewal_cents =
                fees.renewal_cents.clone().map(|price| cheaper(price, by)).filter(|_| by < 50);
        }
    }
    eased
}

/// By how much.
fn by() -> impl Strategy<Value = u64> {
    select(vec![1_u64, 2, 3, 4, 5, 8, 20, 60])
}

fn with(scene: &Scene, policy: PolicyParts) -> Scene {
    Scene { policy, ..scene.clone() }
}

/// People who are close to being eligible: most of them have everything but the hours.
fn applicants() -> impl Strategy<Value = Scene> {
    (scene(), any::<[bool; 2]>(), proptest::option::of(experience())).prop_map(|(mut scene, sure, work)| {
        use lssc_core::Education;
        if sure[0] {
            scene.record.education = Some(Education::HighSchoolDiploma);
            scene.record.position_requires_mls = Some(false);
        }
        if sure[1] {
            scene.record.experience = Some(work.into_iter().collect::<Vec<_>>().try_into().expect("one"));
        }
        scene
    })
}

#[test]
fn asking_for_less_never_makes_anybody_ineligible() {
    // Every parameter of RULES 2, and every value of its that asks for less.
    let parameters = prop_oneof![2 => select(BEFORE.to_vec()), 1 => select(Parameter::ALL)];
    let strategy = (applicants(), parameters, by());
    let telling = Cell::new(0);
    theorem_often(6000, AtLeast { met: 100, telling: 0 }, strategy, |(scene, parameter, by)| {
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        let (before, after) = (scene.assess().eligibility, milder.assess().eligibility);
        telling.set(telling.get() + u32::from(before.verdict != after.verdict));
        if before.verdict != Verdict::Met {
            return Ok(Said::Nothing);
        }
        prop_assert_eq!(after.verdict, Verdict::Met, "{} by {}", parameter, by);
        if let (Some(before), after) = (before.experience.earliest_on, after.experience.earliest_on) {
            prop_assert!(after.is_some_and(|after| after <= before), "reached later by {}", parameter);
        }
        Ok(Said::Holds)
    });
    assert!(telling.get() > 60, "{} people are let in by a policy that asks for less", telling.get());
}

/// What one more credit, earned earlier but done after the deadline, can displace (`measured_by: done`).
const BRINGS_OTHER_CREDIT: [Parameter; 3] =
    [Parameter::LookbackYears, Parameter::CourseApprovalYears, Parameter::LastPortfolioOn];

/// Holds that whoever is complete stays so.
fn stays_complete(parameters: Vec<Parameter>, measured_by: MeasuredBy) {
    let of_credit: Vec<_> = parameters.iter().copied().filter(|one| BEFORE[4..].contains(one)).collect();
    let parameters = prop_oneof![3 => select(of_credit), 1 => select(parameters)];
    let strategy = (busy(), parameters, by());
    let telling = Cell::new(0);
    theorem_often(6000, AtLeast { met: 100, telling: 0 }, strategy, |(mut scene, parameter, by)| {
        scene.policy.candidacy.measured_by = measured_by;
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        let (before, after) = (scene.assess().completion, milder.assess().completion);
        telling.set(telling.get() + u32::from(before.verdict != after.verdict));
        if before.verdict != Verdict::Met {
            return Ok(Said::Nothing);
        }
        prop_assert_eq!(after.verdict, Verdict::Met, "{} by {}", parameter, by);
        prop_assert!(after.completed_on <= before.completed_on, "{} by {}", parameter, by);
        Ok(Said::Holds)
    });
    assert!(telling.get() > 60, "{} people are complete by a policy that asks for less", telling.get());
}

#[test]
fn asking_for_less_never_leaves_the_sets_incomplete() {
    stays_complete(Parameter::ALL.to_vec(), MeasuredBy::Earned);
}

#[test]
fn asking_for_less_never_leaves_the_sets_incomplete_measured_by_what_was_done() {
    let parameters =
        Parameter::ALL.iter().copied().filter(|parameter| !BRINGS_OTHER_CREDIT.contains(parameter));
    stays_complete(parameters.collect(), MeasuredBy::Done);
}

/// The parameters by which a policy asks for less at the renewal and nowhere else.
const OF_RENEWALS: [Parameter; 8] = [
    Parameter::OpensMonthsBefore,
    Parameter::GraceMonths,
    Parameter::GraceTerms,
    Parameter::ContactHours,
    Parameter::TechnologyHours,
    Parameter::HoursFrom,
    Parameter::MinActivityHours,
    Parameter::UnitHours,
];

/// Holds that a certification stands where it stood, in no earlier term.
fn stands_as_before(scene: &Scene, milder: &Scene, of: Parameter) -> Result<Said, TestCaseError> {
    let (before, after) = (scene.assess(), milder.assess());
    prop_assert!(term_of(&before) <= term_of(&after), "a term is lost by {}", of);
    prop_assert!(!is_certified(before.status) || is_certified(after.status), "{} by {}", after.status, of);
    if before.certification.is_none() {
        return Ok(Said::Nothing);
    }
    Ok(Said::with(before.status != after.status || term_of(&before) != term_of(&after)))
}

#[test]
fn asking_for_less_at_a_renewal_never_rejects_what_was_accepted() {
    // On no day of a whole career is anybody worse off, and no term is lost. Grace no longer than a term, as in every edition.
    let strategy = (career(5), select(OF_RENEWALS.to_vec()), by());
    theorem(AtLeast { met: 1000, telling: 150 }, strategy, |(scene, parameter, by)| {
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        prop_assert!(
            term_of(&scene.assess()) <= term_of(&milder.assess()),
            "a term is lost by {}",
            parameter
        );
        let (before, after) = (lived(&scene), lived(&milder));
        // A window that opens earlier, or a longer grace, is no other standing than before it.
        prop_assert_eq!(worse_day(&after, &before), None, "{} by {}", parameter, by);
        Ok(Said::with(before != after))
    });
}

#[test]
fn asking_for_fewer_hours_of_work_or_longer_ago_never_rejects_a_renewal() {
    // Where a degree stands in for hours of work, these are asked for again at the first renewal (RULES 4.9, 4.10).
    let parameters = [Parameter::ExperienceHours, Parameter::ExperienceYears];
    let strategy = (graduates(), select(parameters.to_vec()), by());
    theorem(AtLeast { met: 1000, telling: 30 }, strategy, |(scene, parameter, by)| {
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        stands_as_before(&scene, &milder, parameter)
    });
}

#[test]
fn a_later_deadline_never_takes_a_certification_away() {
    // Measured by the day a credit was earned, against more years or against the work: what counted counts, and what comes in
    // addition came later.
    let earned = |scene: &Scene| scene.policy.candidacy.measured_by == MeasuredBy::Earned;
    let people = busy().prop_filter("measured by the day it was earned", earned);
    let parameters = [Parameter::CandidacyMeasuredBy, Parameter::CandidacyYears];
    let strategy = (people, select(parameters.to_vec()), by());
    theorem(AtLeast { met: 250, telling: 3 }, strategy, |(mut scene, parameter, by)| {
        let months = u64::from(scene.policy.certification.years.get() * 12);
        let grace = months.min(scene.policy.renewal.grace_months.get().into());
        scene.policy.renewal.grace_months = Count::new(grace).expect("fewer than before");
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        let said = stands_as_before(&scene, &milder, parameter)?;
        let since = |scene: &Scene| scene.assess().certification.map(|c| c.certified_on);
        prop_assert!(since(&scene).is_none() || since(&scene) == since(&milder));
        Ok(if since(&scene) == since(&milder) { said } else { Said::Tells })
    });
}

/// The parameters of everything before the certification.
const BEFORE: [Parameter; 13] = [
    Parameter::HighSchool,
    Parameter::SupportPosition,
    Parameter::ExperienceHours,
    Parameter::ExperienceYears,
    Parameter::CandidacyYears,
    Parameter::CandidacyMeasuredBy,
    Parameter::CompletionRequired,
    Parameter::CompletionElectives,
    Parameter::ElectivesNeeded,
    Parameter::LookbackYears,
    Parameter::CourseApprovalYears,
    Parameter::LastPortfolioOn,
    Parameter::GraduatesShortOfHours,
];

#[test]
fn a_recorded_certification_is_not_touched_by_what_was_asked_for_before_it() {
    // Where the office has recorded the day and no degree stands in for hours, nothing asked for before it can move a date.
    let parameters = BEFORE.into_iter().filter(|&parameter| parameter != Parameter::GraduatesShortOfHours);
    let strategy = (scene(), select(parameters.collect::<Vec<_>>()), by());
    theorem_often(4096, AtLeast { met: 200, telling: 20 }, strategy, |(mut scene, parameter, by)| {
        scene.policy.credit.graduates_short_of_hours = GraduatesShortOfHours::Refused;
        if scene.record.certified_on.is_none_or(|on| on > scene.as_of) {
            return Ok(Said::Nothing);
        }
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        let (before, after) = (scene.assess(), milder.assess());
        prop_assert_eq!(before.certification, after.certification);
        prop_assert_eq!(before.renewal, after.renewal);
        prop_assert_eq!(before.status, after.status);
        Ok(Said::with(before.completion != after.completion || before.eligibility != after.eligibility))
    });
}

#[test]
fn a_longer_term_or_a_later_end_never_ends_a_first_term_sooner() {
    // For somebody without a renewal. With one, see the other file: the windows move as well.
    let parameters = [Parameter::CertificationYears, Parameter::CertificationEnds];
    let strategy = (career(0), select(parameters.to_vec()), by());
    theorem(AtLeast { met: 1000, telling: 400 }, strategy, |(scene, parameter, by)| {
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        let (before, after) = (lived(&scene), lived(&milder));
        prop_assert_eq!(worse_day(&after, &before), None, "{} by {}", parameter, by);
        let end =
            |scene: &Scene| scene.assess().renewal.map(|renewal| (renewal.expires_on, renewal.last_day));
        prop_assert!(end(&scene) <= end(&milder));
        Ok(Said::with(before != after))
    });
}

#[test]
fn a_lower_price_never_costs_more() {
    let parameters = [Parameter::ApplicationCents, Parameter::PortfolioCents, Parameter::RenewalCents];
    let strategy = (scene(), select(parameters.to_vec()), by());
    theorem(AtLeast { met: 1000, telling: 300 }, strategy, |(scene, parameter, by)| {
        let milder = with(&scene, eased(&scene.policy, parameter, by));
        let (before, after) = (scene.assess(), milder.assess());
        prop_assert!(after.fees.total_cents <= before.fees.total_cents, "by {}", parameter);
        prop_assert_eq!(before.status, after.status);
        Ok(Said::with(before.fees.total_cents != after.fees.total_cents))
    });
}

#[test]
fn every_parameter_has_its_theorem() {
    // Of the parameters in none of these lists, the page says why.
    let of_fees = [Parameter::ApplicationCents, Parameter::PortfolioCents, Parameter::RenewalCents];
    let of_terms = [Parameter::CertificationYears, Parameter::CertificationEnds];
    for &parameter in Parameter::ALL {
        let lists = [&BEFORE[..], &OF_RENEWALS[..], &of_fees[..], &of_terms[..]];
        let named = lists.iter().filter(|list| list.contains(&parameter)).count();
        assert_eq!(named, 1, "{parameter}");
    }
    assert!(Standing::Out < Standing::Certified, "what `worse_day` rests on");
}
