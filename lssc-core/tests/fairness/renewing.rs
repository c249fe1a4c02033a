//! Renewing early never shortens the time certified (RULES 4.10, 4.11, FAQ 19).

use lssc_core::rules::certification::term;
use lssc_core::rules::renewal::{Decision, decide};
use lssc_core::{
    Assessment, Basis, Cents, CompetencySet, Count, CountedActivity, Date, Edition, Entries, FeeItem, Period,
    Policy, Price, RecordParts, RejectionReason, Renewal, Status, TermEnds,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::careers::{activity_of, career};
use crate::people::one_elective;
use crate::scene::{Scene, date, entries};
use crate::theorem::{AtLeast, Said, certified_days, lived, theorem, worse_day};

/// Somebody certified on this day, under `lssc-faq`, with these renewals and activities of 32 hours in technology.
pub fn certified(on: &str, renewals: &[&str], activities: &[&str]) -> Scene {
    let mut scene = one_elective();
    scene.policy = Policy::default().into_parts();
    let activities = activities.iter().map(|on| activity_of(date(on), 3200, &[CompetencySet::Technology]));
    scene.record = RecordParts {
        admitted_on: None,
        certified_on: Some(date(on)),
        renewals: Some(entries(renewals.iter().map(|on| Renewal { renewed_on: date(on) }).collect())),
        activities: Some(entries(activities.collect())),
        ..scene.record
    };
    scene
}

/// The term that this entry started, if it was accepted.
fn started_by(assessment: &Assessment, index: usize) -> Option<u32> {
    let renewal = assessment.renewal.as_ref()?;
    renewal.accepted.iter().find(|accepted| accepted.index == index).map(|accepted| accepted.term)
}

/// Holds that nobody is worse off on any day of one life than on the same day of another.
pub fn never_worse(life: &Scene, than: &Scene) -> Result<Said, TestCaseError> {
    let (life, than) = (lived(life), lived(than));
    prop_assert_eq!(worse_day(&life, &than), None);
    let (has, had) = (certified_days(&life), certified_days(&than));
    prop_assert!(had <= has, "certified for {} days, and for {}", had, has);
    Ok(Said::with(has > had))
}

#[test]
fn renewing_on_an_earlier_day_never_costs_a_day() {
    // One of the renewals that were accepted is made earlier instead, so many hundredths into what its window was by then, and
    // accepted for the same term as well.
    let earlier = (any::<Index>(), prop_oneof![Just(0), Just(99), 0..100_u32]);
    theorem(AtLeast { met: 200, telling: 50 }, (career(5), earlier), |(scene, (place, hundredths))| {
        let before = scene.assess();
        let accepted = before.renewal.as_ref().map(|renewal| renewal.accepted.clone()).unwrap_or_default();
        if accepted.is_empty() {
            return Ok(Said::Nothing);
        }
        let moved = accepted[place.index(accepted.len())];
        let certified_on = scene.record.certified_on.expect("a career has one");
        let window = term(certified_on, moved.term - 1, &scene.policy());
        let days = window.opens_on.days_through(moved.renewed_on) - 1;
        let day = window.opens_on.plus_days(days * hundredths / 100);
        let mut early = scene.clone();
        let mut list = scene.record.renewals.as_deref().unwrap_or_default().to_vec();
        list[moved.index].renewed_on = day;
        early.record.renewals = Some(entries(list));
        if day == moved.renewed_on || started_by(&early.assess(), moved.index) != Some(moved.term) {
            return Ok(Said::Nothing);
        }
        never_worse(&early, &scene)
    });
}

#[test]
fn renewing_never_leaves_anybody_worse_off_than_not_renewing() {
    // One of the renewals that were accepted is left out.
    theorem(AtLeast { met: 300, telling: 200 }, (career(4), any::<Index>()), |(scene, place)| {
        let before = scene.assess();
        let accepted = before.renewal.as_ref().map(|renewal| renewal.accepted.clone()).unwrap_or_default();
        if accepted.is_empty() {
            return Ok(Said::Nothing);
        }
        let left_out = accepted[place.index(accepted.len())].index;
        let mut without = scene.clone();
        let mut list = scene.record.renewals.as_deref().unwrap_or_default().to_vec();
        list.remove(left_out);
        without.record.renewals = Some(entries(list));
        never_worse(&scene, &without)
    });
}

#[test]
fn a_renewal_that_is_rejected_changes_nothing() {
    theorem(AtLeast { met: 400, telling: 0 }, career(4), |scene| {
        let before = scene.assess();
        let Some(renewal) = &before.renewal else { return Ok(Said::Nothing) };
        if renewal.rejected.is_empty() {
            return Ok(Said::Nothing);
        }
        let rejected: Vec<usize> = renewal.rejected.iter().map(|rejected| rejected.index).collect();
        let mut without = scene.clone();
        let kept = scene.record.renewals.iter().flatten().zip(0..);
        let kept = kept.filter(|(_, index)| !rejected.contains(index)).map(|(renewal, _)| renewal.clone());
        without.record.renewals = Some(entries(kept.collect()));
        let after = without.assess();
        prop_assert_eq!(after.certification, before.certification);
        prop_assert_eq!(after.status, before.status);
        prop_assert_eq!(after.fees, before.fees);
        // What began a stretch is named by its number.
        let days = |scene| lived(scene).into_iter().map(|s| (s.from, s.to, s.status)).collect::<Vec<_>>();
        prop_assert_eq!(days(&without), days(&scene));
        Ok(Said::Holds)
    });
}

/// Every day of 400 years, after which the calendar repeats.
fn four_centuries() -> impl Iterator<Item = Date> {
    (0..146_097).map(|day| date("1904-03-01").plus_days(day))
}

/// The end of the second term after a renewal on this day, if it is accepted.
fn second_end(certified_on: Date, renewed_on: Date, policy: &Policy) -> Option<Date> {
    let none: Option<std::iter::Empty<CountedActivity>> = None;
    let renewals = [(0, renewed_on)].into_iter();
    let mut accepted = false;
    let current = decide(
        certified_on,
        renewals,
        none,
        |_| false,
        policy,
        |decision| {
            accepted |= matches!(decision, Decision::Accepted(_));
        },
    );
    accepted.then_some(current.term.expires_on)
}

fn policy_that_ends(ends: TermEnds) -> Policy {
    let mut parts = Policy::default().into_parts();
    parts.certification.ends = ends;
    Policy::new(parts).expect("as before")
}

#[test]
fn on_whatever_day_of_the_window_one_renews_the_next_term_ends_on_the_same_day() {
    // All days of 400 years, all readings of when a term ends: the ends of the window and the days beside them.
    for &ends in TermEnds::ALL {
        let policy = policy_that_ends(ends);
        for certified_on in four_centuries() {
            let (first, second) = (term(certified_on, 1, &policy), term(certified_on, 2, &policy));
            assert!(first.last_day < second.opens_on, "the windows of {certified_on} do not meet");
            assert!(first.last_day < second.last_day, "the window of {certified_on} moves on");
            for day in [first.opens_on, first.expires_on, first.expires_on.plus_days(1), first.last_day] {
                assert_eq!(second_end(certified_on, day, &policy), Some(second.expires_on), "{certified_on}");
            }
            for day in [first.opens_on.day_before(), first.last_day.plus_days(1)] {
                assert_eq!(second_end(certified_on, day, &policy), None, "{certified_on}");
            }
        }
    }
}

#[test]
fn each_of_the_days_of_each_window_of_a_leap_cycle_is_as_good_as_any_other() {
    // Every day of every window of everybody certified in the four years from 2012-01-01.
    let mut days = 0;
    for &ends in TermEnds::ALL {
        let policy = policy_that_ends(ends);
        for certified_on in (0..1461).map(|day| date("2012-01-01").plus_days(day)) {
            let (first, second) = (term(certified_on, 1, &policy), term(certified_on, 2, &policy));
            let mut day = first.opens_on;
            while day <= first.last_day {
                assert_eq!(second_end(certified_on, day, &policy), Some(second.expires_on), "{certified_on}");
                day = day.plus_days(1);
                days += 1;
            }
        }
    }
    assert!(days > 1_800_000, "{days} days");
}

#[test]
fn a_leap_day_costs_nobody_a_day_over_several_terms() {
    // Terms are counted from the first day in one step (RULES 1.2), so no day is lost for good: eight years are eight.
    for edition in Edition::ALL.iter().copied() {
        let policy = Policy::from(edition);
        for certified_on in four_centuries() {
            for number in 1..=6 {
                let end = term(certified_on, number, &policy).expires_on;
                let next = term(certified_on, number + 1, &policy);
                assert_eq!(next.starts_on, end, "no gap between the terms of {certified_on}");
                let days = end.days_until(next.expires_on);
                assert!((1460..=1461).contains(&days), "{days} days in term {number} of {certified_on}");
            }
        }
    }
}

// What does not hold.

#[test]
fn a_renewal_tried_before_the_hours_are_there_is_none() {
    // An earlier day is as good only if the renewal is accepted on it. Certified on 2012-06-10; the 32 hours are
    // reached on 2016-03-01. Renewed on that day: certified to 2020. Tried the day before, and not again: lapsed.
    let mut scene = certified("2012-06-10", &["2016-03-01"], &["2016-03-01"]);
    scene.as_of = date("2016-08-11");
    assert_eq!(scene.assess().status, Status::Certified);
    scene.record.renewals = Some(entries(vec![Renewal { renewed_on: date("2016-02-29") }]));
    let after = scene.assess();
    assert_eq!(after.status, Status::Lapsed);
    let rejected = &after.renewal.expect("certified").rejected;
    assert_eq!(rejected[0].reason.reason(), RejectionReason::HoursShort);
}

#[test]
fn a_late_renewal_takes_hours_from_the_next_one_and_an_early_one_does_not() {
    // Why earlier is better under `last-renewal`, and not only as good: what was done between the two days counts for the
    // next renewal. 32 hours on 2015-07-01, 32 on 2015-12-01, and no more.
    let hours = ["2015-07-01", "2015-12-01"];
    let mut early = certified("2012-06-10", &["2015-07-01", "2019-07-01"], &hours);
    let mut late = certified("2012-06-10", &["2015-12-01", "2019-07-01"], &hours);
    (early.as_of, late.as_of) = (date("2020-07-01"), date("2020-07-01"));
    assert_eq!((early.assess().status, late.assess().status), (Status::Certified, Status::Lapsed));
}

#[test]
fn renewing_early_can_cost_the_price_of_a_member() {
    // Time is not lost, but money may be: the price is that of the day (RULES 4.13). A member from 2016 on.
    let mut scene = certified("2012-06-10", &["2015-12-31"], &["2015-07-01"]);
    scene.policy.fees.renewal_cents =
        Some(Price { member: Cents::new(10_000), non_member: Cents::new(15_000) });
    scene.record.ala_membership = Some(entries(vec![Period::starting(date("2016-01-01"))]));
    let price = |scene: &Scene| {
        let lines = scene.assess().fees.lines;
        let line = lines.into_iter().find(|line| line.item == FeeItem::Renewal && line.charged);
        line.map(|line| (line.basis, line.amount_cents.get()))
    };
    scene.as_of = date("2016-06-10");
    assert_eq!(price(&scene), Some((Basis::NonMember, 15_000)));
    scene.record.renewals = Some(entries(vec![Renewal { renewed_on: date("2016-01-01") }]));
    assert_eq!(price(&scene), Some((Basis::Member, 10_000)));
}

#[test]
fn with_a_grace_longer_than_a_term_a_renewal_can_end_it() {
    // The exception, under no edition: five years of grace after the initial term alone outlast the second term, so
    // that the renewal which an activity more makes possible is worse than none (RULES 4.10).
    let mut scene = one_elective();
    scene.policy.renewal.grace_months = Count::new(60).expect("up to 100");
    scene.record.certified_on = Some(date("2012-06-10"));
    scene.record.admitted_on = None;
    scene.record.renewals = Some(entries(vec![Renewal { renewed_on: date("2016-06-10") }]));
    scene.record.activities = Some(Entries::default());
    assert_eq!(scene.assess().status, Status::Grace, "until 2021-06-10");
    let hours = activity_of(date("2016-06-09"), 3200, &[CompetencySet::Technology]);
    scene.record.activities = Some(entries(vec![hours]));
    assert_eq!(scene.assess().status, Status::Lapsed, "after 2020-06-10");
}
