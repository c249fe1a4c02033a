//! A question left open never turns a no into a yes, and an answer settles what was unknown and nothing else (RULES 1.5),
//! but for what RULES imply themselves.

use std::cell::RefCell;
use std::collections::BTreeSet;

use lssc_core::{
    Assessment, CompetencySet, Count, CourseCompletion, Degree, Education, GraduatesShortOfHours, Hours,
    MeasuredBy, Period, Record, RecordParts, Span, Standing, Status, Verdict,
};
use proptest::prelude::*;

use crate::people::{access_course, achieved, busy, graduates, one_elective, short_of_hours};
use crate::renewing::certified;
use crate::scene::{Scene, check, date, entries, id, record, scene};
use crate::theorem::{AtLeast, Said, theorem};

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
fn known_stays(verdict: impl Fn(&Assessment) -> Verdict, but: &[&str]) {
    theorem(AtLeast { met: 200, telling: 0 }, (scene(), record()), |(mut scene, other)| {
        scene.policy.candidacy.measured_by = MeasuredBy::Earned;
        let before = verdict(&scene.assess());
        if before == Verdict::Unknown {
            return Ok(Said::Nothing);
        }
        for field in FIELDS.into_iter().filter(|field| !but.contains(field)) {
            let Some(answered) = answered_by(&scene, &other, field) else { continue };
            prop_assert_eq!(verdict(&answered.assess()), before, "once `{}` is answered", field);
        }
        Ok(Said::Holds)
    });
}

/// The scene with this question left open; `None` where it was.
fn left_open(scene: &Scene, field: &str) -> Option<Scene> {
    let mut scene = scene.clone();
    let record = &mut scene.record;
    macro_rules! open {
        ($($name:ident),+) => {
            match field {
                $(stringify!($name) => record.$name.take().map(|_| ())?,)+
                _ => return None,
            }
        };
    }
    open!(
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
    Some(scene)
}

/// Holds that a verdict of no does not become a yes where a question, none of `but`, is left open.
fn no_stays_no(at_least: AtLeast, verdict: impl Fn(&Assessment) -> Option<Verdict>, but: &[&str]) {
    theorem(at_least, scene(), |mut scene| {
        scene.policy.candidacy.measured_by = MeasuredBy::Earned;
        if verdict(&scene.assess()) != Some(Verdict::NotMet) {
            return Ok(Said::Nothing);
        }
        let mut unknown = false;
        for field in FIELDS.into_iter().filter(|field| !but.contains(field)) {
            let Some(open) = left_open(&scene, field) else { continue };
            let after = verdict(&open.assess());
            prop_assert!(after != Some(Verdict::Met), "without `{}` it is met", field);
            unknown |= after == Some(Verdict::Unknown);
        }
        Ok(Said::with(unknown))
    });
}

#[test]
fn a_question_left_open_never_makes_anybody_eligible() {
    // But the dates, on which it depends when the hours are asked for; see below.
    let of: [fn(&Assessment) -> Verdict; 4] = [
        |assessment| assessment.eligibility.education,
        |assessment| assessment.eligibility.support_staff,
        |assessment| assessment.eligibility.experience.verdict,
        |assessment| assessment.eligibility.verdict,
    ];
    for verdict in of {
        no_stays_no(AtLeast { met: 50, telling: 20 }, |assessment| Some(verdict(assessment)), &DATES);
    }
}

#[test]
fn a_question_left_open_never_completes_the_sets() {
    // But the admission, from which the deadline is counted; see below.
    no_stays_no(
        AtLeast { met: 100, telling: 100 },
        |assessment| Some(assessment.completion.verdict),
        &["admitted_on"],
    );
}

#[test]
fn a_question_left_open_never_makes_good_hours_that_are_short() {
    // Of the same term, which the other answers decide.
    no_stays_no(
        AtLeast { met: 100, telling: 100 },
        |assessment| assessment.renewal.as_ref().map(|renewal| renewal.verdict),
        &[
            "applied_on",
            "admitted_on",
            "certified_on",
            "courses",
            "portfolios",
            "degrees",
            "renewals",
            "experience",
        ],
    );
}

#[test]
fn no_question_left_open_makes_anybody_eligible_of_all_who_could_answer() {
    // Every combination of the answers on eligibility under every policy that weighs them, and each answer taken back.
    let educations = [None, Some(Education::BelowHighSchool), Some(Education::HighSchoolDiploma)];
    let full = Degree { agreement: id("full"), graduated_on: date("2016-12-01") };
    let degrees = [None, Some(vec![]), Some(vec![full])];
    let year = Period::new(date("2020-01-01"), Some(date("2020-12-31"))).expect("in order");
    let span = |hours| Span::total(year, Hours::whole(hours)).expect("fewer than 24 a day").into();
    let experiences = [None, Some(vec![]), Some(vec![span(1819)]), Some(vec![span(1820)])];
    let mut no = 0;
    for switches in 0..16_u32 {
        let has = |bit: u32| switches & (1 << bit) != 0;
        let mut scene = short_of_hours();
        scene.record.admitted_on = None;
        scene.policy.eligibility.high_school = has(0);
        scene.policy.eligibility.support_position = has(1);
        scene.policy.eligibility.experience_hours = Hours::whole(if has(2) { 1820 } else { 0 });
        scene.policy.credit.graduates_short_of_hours =
            if has(3) { GraduatesShortOfHours::Provisional } else { GraduatesShortOfHours::Refused };
        for education in educations {
            for position_requires_mls in [None, Some(true), Some(false)] {
                for experience in &experiences {
                    for degrees in &degrees {
                        let mut scene = scene.clone();
                        scene.record.education = education;
                        scene.record.position_requires_mls = position_requires_mls;
                        scene.record.experience = experience.clone().map(entries);
                        scene.record.degrees = degrees.clone().map(entries);
                        if scene.assess().eligibility.verdict != Verdict::NotMet {
                            continue;
                        }
                        no += 1;
                        for field in FIELDS {
                            let Some(open) = left_open(&scene, field) else { continue };
                            let verdict = open.assess().eligibility.verdict;
                            assert_ne!(verdict, Verdict::Met, "{:?} without {field}", scene.record);
                        }
                    }
                }
            }
        }
    }
    assert!(no > 500, "{no} of {} are refused", 16 * 3 * 3 * 4 * 3);
}

#[test]
fn the_questions_that_it_can_pay_to_leave_open_are_these() {
    // What does not hold: of a standing, which rests on all of the rules together. The tests below have a person for each.
    let found: RefCell<BTreeSet<&str>> = RefCell::default();
    check(prop_oneof![scene(), busy(), graduates()], |mut scene| {
        scene.policy.candidacy.measured_by = MeasuredBy::Earned;
        // Longer than a term, it makes a renewal worse than none.
        scene.policy.renewal.grace_months = Count::new(2).expect("few");
        let before = Standing::of(scene.assess().status);
        if before != Standing::Out {
            return Ok(());
        }
        for field in FIELDS {
            let better = left_open(&scene, field)
                .is_some_and(|open| Standing::of(open.assess().status) > Standing::Undecided);
            if better {
                found.borrow_mut().insert(field);
            }
        }
        Ok(())
    });
    let found = found.into_inner();
    let known = [
        "education",
        "position_requires_mls",
        "experience",
        "admitted_on",
        "certified_on",
        "courses",
        "portfolios",
        "degrees",
        "activities",
    ];
    assert!(found.iter().all(|field| known.contains(field)), "{found:?}");
    assert!(found.len() >= 5, "{found:?}");
}

#[test]
fn a_source_of_credit_left_open_can_end_a_certification_later() {
    // What does not hold: one credit fewer can complete the sets later (RULES 4.9). A course on 2016-09-01, a portfolio
    // evaluated on 2017-02-01; lapsed after 2020-11-01 with both, certified to 2021-02-01 without the courses. And likewise
    // the other way around.
    let mut scene = one_elective();
    scene.as_of = date("2020-11-02");
    scene.approvals = vec![access_course()];
    let mut status_with = |course: &str, portfolio: &str, left_open: &str| {
        let completion = CourseCompletion { course: id("access"), completed_on: date(course) };
        let portfolio = achieved(CompetencySet::YouthServices, "2016-06-01", portfolio);
        scene.record.courses = (left_open != "courses").then(|| entries(vec![completion]));
        scene.record.portfolios = (left_open != "portfolios").then(|| entries(vec![portfolio]));
        scene.assess().status
    };
    assert_eq!(status_with("2016-09-01", "2017-02-01", "nothing"), Status::Lapsed);
    assert_eq!(status_with("2016-09-01", "2017-02-01", "courses"), Status::RenewalOpen);
    assert_eq!(status_with("2017-02-01", "2016-09-01", "nothing"), Status::Lapsed);
    assert_eq!(status_with("2017-02-01", "2016-09-01", "portfolios"), Status::RenewalOpen);
}

#[test]
fn a_certification_left_open_can_end_later() {
    // What does not hold: a recorded day wins over a later computed one (RULES 4.9).
    let mut scene = one_elective();
    scene.record.portfolios =
        Some(entries(vec![achieved(CompetencySet::AccessServices, "2016-06-01", "2016-09-01")]));
    scene.record.certified_on = Some(date("2016-08-15"));
    scene.as_of = date("2020-10-20");
    assert_eq!(scene.assess().status, Status::Lapsed);
    scene.record.certified_on = None;
    assert_eq!(scene.assess().status, Status::Grace);
}

#[test]
fn hours_not_answered_renew_where_too_few_do_not() {
    // What does not hold: 31 hours are too few, but that nobody has asked for them rejects nobody (RULES 4.10: an `unknown`
    // 4.11 too). The finding on the accepted renewal says so.
    let mut scene = certified("2012-06-10", &["2016-03-01"], &[]);
    scene.as_of = date("2016-08-11");
    assert_eq!(scene.assess().status, Status::Lapsed);
    scene.record.activities = None;
    let after = scene.assess();
    assert_eq!((after.status, after.unknowns.len()), (Status::Certified, 1));
}

#[test]
fn eligibility_not_answered_renews_a_graduate_where_too_little_work_does_not() {
    // What does not hold: somebody whose degree stands in for hours of work renews only once these are there; where any
    // answer is missing that makes the graduate eligible, nothing stands in for anything (RULES 4.9: `eligibility.provisional`
    // is true).
    let mut scene = short_of_hours();
    scene.record.admitted_on = None;
    scene.record.certified_on = Some(date("2016-06-10"));
    scene.record.degrees =
        Some(entries(vec![Degree { agreement: id("full"), graduated_on: date("2016-05-01") }]));
    scene.record.renewals = certified("2016-06-10", &["2020-06-10"], &[]).record.renewals;
    scene.as_of = date("2020-08-11");
    assert_eq!(scene.assess().status, Status::Lapsed);
    for field in ["education", "position_requires_mls", "experience", "degrees"] {
        let open = left_open(&scene, field).expect("it is answered");
        assert_eq!(open.assess().status, Status::Certified, "without {field}");
    }
}

/// The answers that move the reference date, and so the window of the hours (RULES 4, R).
const DATES: [&str; 3] = ["applied_on", "admitted_on", "certified_on"];

#[test]
fn no_answer_changes_a_known_verdict_on_education() {
    known_stays(|assessment| assessment.eligibility.education, &[]);
}

#[test]
fn no_answer_changes_a_known_verdict_on_the_position() {
    known_stays(|assessment| assessment.eligibility.support_staff, &[]);
}

#[test]
fn no_answer_but_a_date_changes_a_known_verdict_on_experience() {
    known_stays(|assessment| assessment.eligibility.experience.verdict, &DATES);
}

#[test]
fn no_answer_but_a_date_or_a_degree_changes_a_known_verdict_on_eligibility() {
    known_stays(
        |assessment| assessment.eligibility.verdict,
        &["applied_on", "admitted_on", "certified_on", "degrees"],
    );
}

#[test]
fn no_answer_but_the_admission_changes_a_known_verdict_on_completion() {
    known_stays(|assessment| assessment.completion.verdict, &["admitted_on"]);
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
    theorem(AtLeast { met: 100, telling: 0 }, (scene(), record()), |(scene, other)| {
        if short(&scene.assess()).is_none() {
            return Ok(Said::Nothing);
        }
        for field in FIELDS.into_iter().filter(|field| !but.contains(field)) {
            let Some(answered) = answered_by(&scene, &other, field) else { continue };
            prop_assert_eq!(short(&answered.assess()), Some(Verdict::NotMet), "once `{}` is answered", field);
        }
        Ok(Said::Holds)
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
