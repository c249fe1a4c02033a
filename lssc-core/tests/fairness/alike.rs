//! Whoever does the same is judged the same.

use lssc_core::{
    Activity, Assessment, CompetencySet, CourseCompletion, Edition, Finding, Hours, Period, Policy, Span,
    Status,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::people::{access_course, achieved, one_elective, short_of_hours};
use crate::scene::{Scene, date, entries, id, scene, text};
use crate::theorem::{AtLeast, Said, theorem};

#[test]
fn an_overlay_that_changes_nothing_changes_no_verdict() {
    // A state that adopts an edition under a name of its own (RULES 2, FAQ 24). Where the edition differs from `lssc-faq`, a
    // finding cites the policy by its name, so sources are left out.
    theorem(AtLeast { met: 1000, telling: 0 }, (scene(), select(Edition::ALL)), |(mut scene, edition)| {
        scene.policy = Policy::from(edition).into_parts();
        let overlay = format!(r#"{{"extends": "{edition}", "id": "a-state"}}"#);
        let overlay = Policy::from_json(overlay.as_bytes()).expect("an overlay");
        let (before, adopted) = (scene.assess(), Scene { policy: overlay.into_parts(), ..scene }.assess());
        let said = |assessment: &Assessment| -> Vec<String> {
            let name = format!("`{}`", assessment.policy);
            let message = |finding: &Finding| finding.message().replace(&name, "this policy");
            let findings = assessment.findings.iter();
            findings.map(|f| format!("{} {} {} {}", f.code(), f.outcome(), f.path(), message(f))).collect()
        };
        prop_assert_eq!(said(&before), said(&adopted));
        let policy = before.policy.clone();
        let adopted = Assessment { policy, findings: before.findings.clone(), ..adopted };
        prop_assert_eq!(adopted, before);
        Ok(Said::Holds)
    });
}

#[test]
fn what_somebody_or_something_is_called_changes_nothing() {
    let strategy = (scene(), text(), text());
    theorem(AtLeast { met: 1000, telling: 0 }, strategy, |(scene, library, title)| {
        let mut other = scene.clone();
        other.record.id = id("somebody else");
        if let Some(list) = &mut other.record.experience {
            let named = list.iter().cloned().map(|mut entry| {
                entry.library = Some(library.clone());
                entry
            });
            *list = entries(named.collect());
        }
        if let Some(list) = &mut other.record.activities {
            let named = list.iter().map(|entry| Activity { title: Some(title.clone()), ..entry.clone() });
            *list = entries(named.collect());
        }
        let (before, after) = (scene.assess(), other.assess());
        prop_assert_eq!(Assessment { record: before.record.clone(), ..after }, before);
        Ok(Said::Holds)
    });
}

// What does not hold.

#[test]
fn a_later_application_can_let_somebody_in_and_can_shut_somebody_out() {
    // The hours are asked for on the day of the application (RULES 4, R). 1820 hours in the year 2013.
    let mut scene = short_of_hours();
    scene.record.admitted_on = None;
    let year = Period::new(date("2013-01-01"), Some(date("2013-12-31"))).expect("in order");
    scene.record.experience =
        Some(entries(vec![Span::total(year, Hours::whole(1820)).expect("fewer than 24 a day").into()]));
    let mut verdict = |on: &str| {
        scene.record.applied_on = Some(date(on));
        scene.assess().eligibility.verdict.to_string()
    };
    assert_eq!(verdict("2013-12-30"), "not-met");
    assert_eq!(verdict("2013-12-31"), "met");
    assert_eq!(verdict("2018-01-01"), "met");
    assert_eq!(verdict("2018-01-02"), "not-met");
}

#[test]
fn a_later_admission_can_lose_a_portfolio_and_can_save_a_course() {
    // Portfolios count from the admission on (RULES 4.6), the deadline runs from it (4.4).
    let mut scene = one_elective();
    scene.record.portfolios =
        Some(entries(vec![achieved(CompetencySet::AccessServices, "2016-06-01", "2016-09-01")]));
    let mut status = |on: &str| {
        scene.record.admitted_on = Some(date(on));
        scene.as_of = date("2017-01-01");
        scene.assess().status
    };
    assert_eq!(status("2016-06-01"), Status::Certified);
    assert_eq!(status("2016-06-02"), Status::Candidate);

    let mut scene = one_elective();
    scene.approvals = vec![access_course()];
    let completion = CourseCompletion { course: id("access"), completed_on: date("2020-06-01") };
    scene.record.courses = Some(entries(vec![completion]));
    let mut status = |on: &str| {
        scene.record.admitted_on = Some(date(on));
        scene.assess().status
    };
    assert_eq!(status("2016-05-31"), Status::CandidacyExpired);
    assert_eq!(status("2016-06-01"), Status::Certified);
}
