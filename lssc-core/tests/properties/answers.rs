//! An answer settles what was unknown, and nothing else (RULES 1.5), but for what RULES imply themselves.

use lssc_core::{
    Assessment, CompetencySet, CourseCompletion, Degree, Hours, MeasuredBy, Period, Record, RecordParts,
    Span, Status, Verdict,
};
use proptest::prelude::*;

use crate::people::{access_course, achieved, one_elective, short_of_hours};
use crate::scene::{Scene, check, date, entries, id, record, scene};

const FIELDS: [&str; 12] = [
    "education",
    "position_requires_mls",
    "experience",
    "ala_membership",
    "applied_on",
    "admitted_on",
    "certified_on",
    "courses",
    "portfolios",
    "degrees",
    "renewals",
    "activities",
];

/// The scene with the answer of another record in a field that was open; `None` where nothing changes, or where the
/// dates would be out of order.
fn answered_by(scene: &Scene, other: &RecordParts, field: &str) -> Option<Scene> {
    let mut scene = scene.clone();
    let (record, other) = (&mut scene.record, other.clone());
    macro_rules! answer {
        ($($name:ident),+) => {
            match field {
                $(stringify!($name) if record.$name.is_none() && other.$name.is_some() => {
                    record.$name = other.$name;
                })+
                _ => return None,
            }
        };
    }
    answer!(
        education,
        position_requires_mls,
        experience,
        ala_membership,
        applied_on,
        admitted_on,
        certified_on,
        courses,
        portfolios,
        degrees,
        renewals,
        activities
    );
    Record::new(scene.record.clone()).ok()?;
    Some(scene)
}

/// Holds the verdict of each scene against itself once one more question, none of `but`, is answered: where it was
/// known it stays.
fn known_stays(verdict: impl Fn(&Assessment) -> Option<Verdict>, but: &[&str]) {
    check((scene(), record()), |(mut scene, other)| {
        scene.policy.candidacy.measured_by = MeasuredBy::Earned;
        let before = verdict(&scene.assess());
        for field in FIELDS.into_iter().filter(|field| !but.contains(field)) {
            let Some(answered) = answered_by(&scene, &other, field) else { continue };
            if before != Some(Verdict::Unknown) {
                prop_assert_eq!(verdict(&answered.assess()), before, "once `{}` is answered", field);
            }
        }
        Ok(())
    });
}

/// The answers that move the reference date, and so the window of the hours (RULES 4, R).
const DATES: [&str; 3] = ["applied_on", "admitted_on", "certified_on"];

#[test]
fn no_answer_changes_a_known_verdict_on_education() {
    known_stays(|assessment| Some(assessment.eligibility.education), &[]);
}

#[test]
fn no_answer_changes_a_known_verdict_on_the_position() {
    known_stays(|assessment| Some(assessment.eligibility.support_staff), &[]);
}

#[test]
fn no_answer_but_a_date_changes_a_known_verdict_on_experience() {
    known_stays(|assessment| Some(assessment.eligibility.experience.verdict), &DATES);
}

#[test]
fn no_answer_but_a_date_or_a_degree_changes_a_known_verdict_on_eligibility() {
    known_stays(
        |assessment| Some(assessment.eligibility.verdict),
        &["applied_on", "admitted_on", "certified_on", "degrees"],
    );
}

#[test]
fn no_answer_but_the_admission_changes_a_known_verdict_on_completion() {
    known_stays(|assessment| Some(assessment.completion.verdict), &["admitted_on"]);
}

#[test]
fn no_renewal_or_membership_makes_good_hours_that_were_short() {
    // Renewals are taken at dates at which the hours were no more than they are now, and so rejected.
    let but: Vec<&str> = FIELDS
        .into_iter()
        .filter(|field| !["renewals", "ala_membership", "activities"].contains(field))
        .collect();
    let short = |assessment: &Assessment| {
        assessment
            .renewal
            .as_ref()
            .map(|renewal| renewal.verdict)
            .filter(|&verdict| verdict == Verdict::NotMet)
    };
    check((scene(), record()), |(scene, other)| {
        if short(&scene.assess()).is_none() {
            return Ok(());
        }
        for field in FIELDS.into_iter().filter(|field| !but.contains(field)) {
            let Some(answered) = answered_by(&scene, &other, field) else { continue };
            prop_assert_eq!(short(&answered.assess()), Some(Verdict::NotMet), "once `{}` is answered", field);
        }
        Ok(())
    });
}

#[test]
fn an_answer_on_degrees_can_make_a_graduate_eligible() {
    // The exception: a degree stands in for hours that are short (RULES 4, *Eligibility*), but that it is not
    // answered leaves nothing unknown: the verdict is on what the record says.
    let mut scene = short_of_hours();
    scene.record.admitted_on = None;
    scene.record.degrees = None;
    let before = scene.assess();
    assert_eq!((before.eligibility.verdict, before.status), (Verdict::NotMet, Status::Ineligible));
    assert!(before.unknowns.is_empty());
    let degree = Degree { agreement: id("full"), graduated_on: date("2016-12-01") };
    scene.record.degrees = Some(entries(vec![degree]));
    let after = scene.assess();
    assert_eq!((after.eligibility.verdict, after.status), (Verdict::Met, Status::Eligible));
    assert!(after.eligibility.provisional);
}

#[test]
fn a_date_of_application_can_make_hours_count_that_were_too_long_ago() {
    // The exception: without the date, the hours are asked for today (RULES 4, R); with it, on that day.
    let mut scene = short_of_hours();
    scene.record.admitted_on = None;
    let period = Period::new(date("2012-01-01"), Some(date("2012-12-31"))).expect("in order");
    let span = Span::total(period, Hours::whole(1820)).expect("fewer than 24 a day");
    scene.record.experience = Some(entries(vec![span.into()]));
    assert_eq!(scene.assess().eligibility.verdict, Verdict::NotMet);
    scene.record.applied_on = Some(date("2013-01-01"));
    assert_eq!(scene.assess().eligibility.verdict, Verdict::Met);
}

#[test]
fn a_date_of_admission_can_complete_the_sets_and_can_undo_their_completion() {
    // The exception: portfolios count from the admission on (RULES 4.6), and so does the deadline (4.4).
    let mut scene = one_elective();
    scene.record.admitted_on = None;
    scene.record.portfolios =
        Some(entries(vec![achieved(CompetencySet::AccessServices, "2016-06-01", "2016-09-01")]));
    assert_eq!(scene.assess().completion.verdict, Verdict::NotMet);
    scene.record.admitted_on = Some(date("2016-06-01"));
    assert_eq!(scene.assess().completion.verdict, Verdict::Met);

    let mut scene = one_elective();
    scene.record.admitted_on = None;
    scene.approvals = vec![access_course()];
    let completion = CourseCompletion { course: id("access"), completed_on: date("2020-06-01") };
    scene.record.courses = Some(entries(vec![completion]));
    assert_eq!(scene.assess().completion.verdict, Verdict::Met);
    scene.record.admitted_on = Some(date("2016-03-01"));
    assert_eq!(scene.assess().completion.verdict, Verdict::NotMet);
}
