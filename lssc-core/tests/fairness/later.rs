//! A later day never takes away a credit already earned (RULES 1.4, 4.5 to 4.9).

use lssc_core::{
    CompetencySet, CourseCompletion, Date, Degree, Hours, MeasuredBy, Period, Span, Status, Verdict,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::people::{access_course, achieved, busy, full_agreement, one_elective, short_of_hours};
use crate::scene::{Scene, date, day, entries, id};
use crate::theorem::{AtLeast, Said, height, is_certified, theorem};

/// The scene on two days, of which the first is the earlier.
fn two_days() -> impl Strategy<Value = (Scene, Scene)> {
    let other = prop_oneof![1 => day(), 3 => select(vec![date("2017-01-01"), date("2030-01-01"), Date::MAX])];
    (busy(), other).prop_map(|(scene, other)| {
        let (first, second) = (scene.as_of.min(other), scene.as_of.max(other));
        (Scene { as_of: first, ..scene.clone() }, Scene { as_of: second, ..scene })
    })
}

#[test]
fn a_credit_once_earned_stays_as_it_is_forever() {
    // Its set, its route, the day it was earned, its evidence, and whether it counts.
    theorem(AtLeast { met: 250, telling: 30 }, two_days(), |(first, second)| {
        let (first, second) = (first.assess().completion.credits, second.assess().completion.credits);
        let credits: Vec<_> = second.iter().collect();
        for credit in first.iter() {
            prop_assert!(credits.contains(&credit), "{:?} was earned, and then {:?}", credit, second);
        }
        if first.iter().next().is_none() {
            return Ok(Said::Nothing);
        }
        Ok(Said::with(first != second))
    });
}

#[test]
fn sets_once_complete_stay_complete_since_the_same_day() {
    theorem(AtLeast { met: 70, telling: 5 }, two_days(), |(first, second)| {
        let (before, after) = (first.assess().completion, second.assess().completion);
        if before.verdict != Verdict::Met {
            return Ok(Said::Nothing);
        }
        prop_assert_eq!(after.verdict, Verdict::Met);
        prop_assert_eq!(before.completed_on, after.completed_on);
        Ok(Said::with(before.credits != after.credits))
    });
}

#[test]
fn a_certification_never_vanishes_and_its_day_moves_only_to_the_recorded_one() {
    theorem(AtLeast { met: 250, telling: 5 }, two_days(), |(first, second)| {
        let (Some(before), after) = (first.assess().certification, second.assess().certification) else {
            return Ok(Said::Nothing);
        };
        let since = after.map(|after| after.certified_on);
        let recorded = second.record.certified_on.filter(|&on| on <= second.as_of);
        prop_assert_eq!(since, recorded.or(Some(before.certified_on)));
        Ok(Said::with(since != Some(before.certified_on)))
    });
}

#[test]
fn whoever_is_eligible_when_the_program_starts_stays_so() {
    // From the application on the hours are asked for on one day, which does not move (RULES 4, R).
    theorem(AtLeast { met: 50, telling: 10 }, two_days(), |(first, second)| {
        let started = [first.record.applied_on, first.record.admitted_on, first.record.certified_on];
        if !started.into_iter().flatten().any(|on| on <= first.as_of) {
            return Ok(Said::Nothing);
        }
        let (before, after) = (first.assess().eligibility, second.assess().eligibility);
        prop_assert_eq!(before.reference_date, after.reference_date);
        prop_assert!(before.verdict != Verdict::Met || after.verdict == Verdict::Met);
        prop_assert!(height(before.experience.verdict) <= height(after.experience.verdict));
        if before.verdict != Verdict::Met {
            return Ok(Said::Nothing);
        }
        Ok(Said::with(first.assess().status != second.assess().status))
    });
}

#[test]
fn each_day_of_ten_years_adds_to_the_credits_of_the_day_before() {
    // Every day from 2014-01-01 on, for somebody with all three routes to two sets, under each way to measure the deadline.
    for &measured_by in MeasuredBy::ALL {
        let mut scene = one_elective();
        scene.policy.candidacy.measured_by = measured_by;
        scene.approvals = vec![access_course()];
        scene.agreements = vec![full_agreement()];
        let completions = ["2014-12-31", "2016-03-01", "2020-03-01"]
            .map(|on| CourseCompletion { course: id("access"), completed_on: date(on) });
        scene.record.courses = Some(entries(completions.to_vec()));
        scene.record.portfolios = Some(entries(vec![
            achieved(CompetencySet::AccessServices, "2016-03-01", "2016-03-01"),
            achieved(CompetencySet::YouthServices, "2020-03-01", "2020-03-02"),
            achieved(CompetencySet::YouthServices, "2016-02-29", "2016-03-01"),
        ]));
        scene.record.degrees =
            Some(entries(vec![Degree { agreement: id("full"), graduated_on: date("2020-03-02") }]));
        let mut before = vec![];
        for day in 0..3653 {
            scene.as_of = date("2014-01-01").plus_days(day);
            let credits: Vec<_> = scene.assess().completion.credits.iter().collect();
            assert!(before.iter().all(|credit| credits.contains(credit)), "on {}", scene.as_of);
            before = credits;
        }
        // Seven electives and nothing required, each in the end by one of the routes.
        assert_eq!(before.len(), 7);
    }
}

// What does not hold.

#[test]
fn before_the_application_a_later_day_can_lose_hours_of_work() {
    // 1820 hours in the year 2015: eligible to 2020-01-01; a day later that year begins to leave the window of five years.
    let mut scene = short_of_hours();
    scene.record.admitted_on = None;
    let year = Period::new(date("2015-01-01"), Some(date("2015-12-31"))).expect("in order");
    scene.record.experience =
        Some(entries(vec![Span::total(year, Hours::whole(1820)).expect("fewer than 24 a day").into()]));
    scene.as_of = date("2020-01-01");
    assert_eq!(scene.assess().status, Status::Eligible);
    scene.as_of = date("2020-01-02");
    assert_eq!(scene.assess().status, Status::Ineligible);
}

#[test]
fn a_recorded_certification_can_end_sooner_than_the_computed_one_did() {
    // Complete on 2016-09-01, but the office records 2016-08-15 as the day of the certification, in the record from that day:
    // a recorded day wins (RULES 4.9), and the term ends with it.
    let mut scene = one_elective();
    scene.record.portfolios =
        Some(entries(vec![achieved(CompetencySet::AccessServices, "2016-06-01", "2016-09-01")]));
    scene.as_of = date("2020-10-20");
    assert_eq!(scene.assess().status, Status::Grace, "until 2020-11-01");
    scene.record.certified_on = Some(date("2016-08-15"));
    let after = scene.assess();
    assert_eq!(after.status, Status::Lapsed, "on 2020-10-16");
    assert!(!is_certified(after.status));
}
