//! An extra course, portfolio, degree, activity or span of work never hurts (RULES 4.3 to 4.11), but for what RULES imply
//! themselves.

use lssc_core::{
    Activity, ActivityUnit, Agreement, AgreementParts, Approval, ApprovalParts, Assessment, CompetencySet,
    CompetencySets, Count, CountedActivity, CourseCompletion, Degree, Experience, Hours, MeasuredBy,
    RejectionReason, Renewal, Span, SpanHours, Status, Verdict,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseResult;

use crate::people::{access_course, achieved, one_elective, short_of_hours, with_one_more};
use crate::scene::{
    Scene, activity, agreement, approval, completion, date, degree, entries, experience, id, portfolio, scene,
};
use crate::theorem::{AtLeast, Said, height, theorem};

/// What a credit more may never take away; under `earned`, see the exceptions below.
fn no_credit_lost(before: &Assessment, after: &Assessment) -> Result<Said, TestCaseError> {
    let (had, has) = (&before.completion, &after.completion);
    prop_assert!(height(had.verdict) <= height(has.verdict));
    prop_assert!(had.missing_required.contains_all(has.missing_required));
    prop_assert!(had.electives_earned <= has.electives_earned);
    prop_assert!(had.electives_missing >= has.electives_missing);
    if let (Some(had), has) = (had.completed_on, has.completed_on) {
        prop_assert!(has.is_some_and(|has| has <= had), "complete on {had}, then on {has:?}");
    }
    for credit in had.credits.iter() {
        let same = has.credits.iter().find(|other| other.set == credit.set);
        prop_assert!(
            same.is_some_and(|same| same.earned_on <= credit.earned_on && same.counts >= credit.counts)
        );
    }
    prop_assert!(height(before.eligibility.verdict) <= height(after.eligibility.verdict));
    prop_assert!(before.certification.is_none() || after.certification.is_some(), "a certification is lost");
    let expired = |assessment: &Assessment| assessment.candidacy.is_some_and(|candidacy| candidacy.expired);
    prop_assert!(expired(before) || !expired(after), "the candidacy expires");
    // An assessment names the very credits; where these are others, something was won.
    let won = had.credits.iter().ne(has.credits.iter());
    Ok(Said::with(won))
}

/// A scene in which every list is answered and credit is measured by the day it was earned.
fn answered_scene() -> impl Strategy<Value = Scene> {
    scene().prop_map(|mut scene| {
        scene.policy.candidacy.measured_by = MeasuredBy::Earned;
        let record = &mut scene.record;
        record.courses.get_or_insert_default();
        record.portfolios.get_or_insert_default();
        record.degrees.get_or_insert_default();
        record.activities.get_or_insert_default();
        record.experience.get_or_insert_default();
        scene
    })
}

/// Everybody is a case of these theorems; some gain by them.
const CREDITS: AtLeast = AtLeast { met: 1000, telling: 20 };

#[test]
fn a_completion_more_never_hurts() {
    theorem(CREDITS, (answered_scene(), completion(), any::<Index>()), |(scene, completion, place)| {
        let mut more = scene.clone();
        more.record.courses = with_one_more(&scene.record.courses, place, completion);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn a_portfolio_more_never_hurts() {
    theorem(CREDITS, (answered_scene(), portfolio(), any::<Index>()), |(scene, portfolio, place)| {
        let mut more = scene.clone();
        more.record.portfolios = with_one_more(&scene.record.portfolios, place, portfolio);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn a_degree_more_never_hurts() {
    theorem(CREDITS, (answered_scene(), degree(), any::<Index>()), |(scene, degree, place)| {
        let mut more = scene.clone();
        more.record.degrees = with_one_more(&scene.record.degrees, place, degree);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn an_approval_more_never_hurts() {
    theorem(CREDITS, (answered_scene(), approval(), any::<Index>()), |(scene, approval, place)| {
        let mut more = scene.clone();
        let one =
            Approval::new(ApprovalParts { id: id("one-more"), ..(&approval).into() }).expect("as before");
        more.approvals.insert(place.index(scene.approvals.len() + 1), one);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn an_agreement_more_never_hurts() {
    // One that a degree of the record may name already.
    theorem(CREDITS, (answered_scene(), agreement(), any::<Index>()), |(scene, agreement, place)| {
        let mut more = scene.clone();
        let one = id(&format!("g{}", scene.agreements.len()));
        let one = Agreement::new(AgreementParts { id: one, ..(&agreement).into() }).expect("as before");
        more.agreements.insert(place.index(scene.agreements.len() + 1), one);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn with_a_recorded_certification_a_credit_more_moves_no_date() {
    // What the office recorded wins over what is computed (RULES 4.9), so credits cannot bring it forward.
    let places = (any::<Index>(), any::<Index>());
    let strategy = (answered_scene(), completion(), portfolio(), places);
    theorem(AtLeast { met: 200, telling: 15 }, strategy, |(scene, completion, portfolio, places)| {
        let recorded = scene.record.certified_on.is_some_and(|on| on <= scene.as_of);
        if !recorded {
            return Ok(Said::Nothing);
        }
        let mut more = scene.clone();
        more.record.courses = with_one_more(&scene.record.courses, places.0, completion);
        more.record.portfolios = with_one_more(&scene.record.portfolios, places.1, portfolio);
        let (before, after) = (scene.assess(), more.assess());
        prop_assert_eq!(before.certification, after.certification);
        prop_assert_eq!(before.renewal, after.renewal);
        prop_assert_eq!(before.status, after.status);
        Ok(Said::with(before.completion != after.completion))
    });
}

#[test]
fn an_earlier_credit_can_bring_the_computed_certification_forward_and_so_its_end() {
    // The exception: a certification runs from `completed_on` (RULES 4.9), so one credit more, if it completes the
    // sets earlier, ends the term earlier. Nothing that was earned is lost, but time is.
    let mut scene = one_elective();
    let later = achieved(CompetencySet::AccessServices, "2016-06-01", "2017-02-01");
    let earlier = achieved(CompetencySet::YouthServices, "2016-06-01", "2016-09-01");
    scene.record.portfolios = Some(entries(vec![later]));
    assert_eq!(scene.assess().status, Status::RenewalOpen, "until 2021-02-01");
    scene.record.portfolios = Some(entries(vec![later, earlier]));
    assert_eq!(scene.assess().status, Status::Lapsed, "on 2020-11-01");
}

#[test]
fn measured_by_what_was_done_an_earlier_credit_can_take_the_place_of_one_that_counts() {
    // The exception: a set's credit is chosen before the deadline is looked at (RULES 4, *Credits*). The course was
    // earned first, but done after the deadline; the portfolio was done in time.
    let mut scene = one_elective();
    scene.policy.candidacy.measured_by = MeasuredBy::Done;
    scene.record.portfolios =
        Some(entries(vec![achieved(CompetencySet::AccessServices, "2020-02-01", "2020-12-01")]));
    scene.approvals = vec![access_course()];
    assert_eq!(scene.assess().completion.verdict, Verdict::Met);
    let completion = CourseCompletion { course: id("access"), completed_on: date("2020-03-02") };
    scene.record.courses = Some(entries(vec![completion]));
    assert_eq!(scene.assess().completion.verdict, Verdict::NotMet);
}

#[test]
fn a_degree_can_make_a_certification_provisional_and_so_stand_in_the_way_of_its_renewal() {
    // The exception: hours of work are asked for again at the renewal only where a degree stood in for them
    // (RULES 4.9, 4.10). Without the degree the same person was never eligible, but certified by portfolio.
    let mut scene = short_of_hours();
    scene.record.portfolios =
        Some(entries(vec![achieved(CompetencySet::AccessServices, "2016-06-01", "2016-09-01")]));
    scene.record.renewals = Some(entries(vec![Renewal { renewed_on: date("2020-06-01") }]));
    let before = scene.assess();
    assert_eq!((before.eligibility.verdict, before.status), (Verdict::NotMet, Status::Certified));
    let degree = Degree { agreement: id("full"), graduated_on: date("2016-12-01") };
    scene.record.degrees = Some(entries(vec![degree]));
    let after = scene.assess();
    assert_eq!((after.eligibility.verdict, after.status), (Verdict::Met, Status::Lapsed));
    let rejected = after.renewal.expect("certified").rejected;
    assert_eq!(
        rejected.first().map(|rejected| rejected.reason.reason()),
        Some(RejectionReason::HoursNotReached)
    );
}

/// How well a certification stands; `None` without one.
const fn standing(status: Status) -> Option<u8> {
    match status {
        Status::Lapsed => Some(0),
        Status::Grace => Some(1),
        Status::RenewalOpen => Some(2),
        Status::Certified => Some(3),
        _ => None,
    }
}

/// What an hour more may never take away from a certification.
fn no_term_lost(before: &Assessment, after: &Assessment) -> TestCaseResult {
    let term = |assessment: &Assessment| assessment.certification.map(|certification| certification.term);
    prop_assert!(term(before) <= term(after));
    prop_assert!(standing(before.status) <= standing(after.status), "{} to {}", before.status, after.status);
    if let (Some(had), Some(has)) = (&before.renewal, &after.renewal)
        && term(before) == term(after)
    {
        prop_assert!(had.contact_hours.counted <= has.contact_hours.counted);
        prop_assert!(had.technology_hours.counted <= has.technology_hours.counted);
        prop_assert!(height(had.verdict) <= height(has.verdict));
    }
    Ok(())
}

/// A scene in which a term's grace ends before the next term does, as in every edition; otherwise see
/// `with_a_grace_longer_than_a_term_a_renewal_can_end_it`.
fn graceful_scene() -> impl Strategy<Value = Scene> {
    answered_scene().prop_map(|mut scene| {
        let months = u64::from(scene.policy.certification.years.get() * 12 - 1);
        let grace = months.min(scene.policy.renewal.grace_months.get().into());
        scene.policy.renewal.grace_months = Count::new(grace).expect("fewer than before");
        scene
    })
}

const HOURS: AtLeast = AtLeast { met: 250, telling: 20 };

#[test]
fn an_activity_more_never_hurts() {
    theorem(HOURS, (graceful_scene(), activity(), any::<Index>()), |(scene, activity, place)| {
        let mut more = scene.clone();
        more.record.activities = with_one_more(&scene.record.activities, place, activity);
        let (before, after) = (scene.assess(), more.assess());
        prop_assert_eq!(before.eligibility, after.eligibility);
        prop_assert_eq!(before.completion, after.completion);
        no_term_lost(&before, &after)?;
        Ok(Said::with(before.renewal != after.renewal))
    });
}

#[test]
fn hours_more_of_an_activity_never_hurt() {
    theorem(HOURS, (graceful_scene(), any::<Index>(), 0..=100_000_u64), |(scene, place, quantity)| {
        let mut list = scene.record.activities.as_deref().unwrap_or_default().to_vec();
        if list.is_empty() {
            return Ok(Said::Nothing);
        }
        let place = place.index(list.len());
        let entry = &mut list[place];
        let (old, quantity) = (entry.counted, Hours::from_hundredths(quantity));
        let quantity = quantity.max(old.quantity());
        let counted = CountedActivity::new(old.completed_on(), quantity, old.unit(), old.sets());
        entry.counted = counted.expect("up to 1000");
        let mut more = scene.clone();
        more.record.activities = Some(entries(list));
        let (before, after) = (scene.assess(), more.assess());
        no_term_lost(&before, &after)?;
        Ok(Said::with(before.renewal != after.renewal))
    });
}

#[test]
fn hours_that_make_a_renewal_possible_are_not_counted_for_the_next_one() {
    // Not a loss but a term won: RULES 4.11, none counts twice.
    let mut scene = one_elective();
    scene.as_of = date("2016-06-10");
    scene.record.certified_on = Some(date("2012-06-10"));
    scene.record.admitted_on = None;
    scene.record.renewals = Some(entries(vec![Renewal { renewed_on: date("2016-02-01") }]));
    let sets = CompetencySets::NONE.with(CompetencySet::Technology);
    let activity = |hours| Activity {
        counted: CountedActivity::new(
            date("2016-02-01"),
            Hours::whole(hours),
            ActivityUnit::ContactHour,
            sets,
        )
        .expect("few hours"),
        title: None,
    };
    let counted = |scene: &Scene| {
        let assessment = scene.assess();
        (assessment.certification.map(|c| c.term), assessment.renewal.and_then(|r| r.contact_hours.counted))
    };
    scene.record.activities = Some(entries(vec![activity(31)]));
    assert_eq!(counted(&scene), (Some(1), Some(Hours::whole(31))));
    scene.record.activities = Some(entries(vec![activity(31), activity(1)]));
    assert_eq!(counted(&scene), (Some(2), Some(Hours::ZERO)));
}

/// What an hour of work more may never take away.
fn no_work_lost(before: &Assessment, after: &Assessment) -> Result<Said, TestCaseError> {
    let (had, has) = (before.eligibility, after.eligibility);
    prop_assert!(had.experience.counted_hours <= has.experience.counted_hours);
    prop_assert!(had.experience.shortfall_hours >= has.experience.shortfall_hours);
    prop_assert!(height(had.experience.verdict) <= height(has.experience.verdict));
    prop_assert!(height(had.verdict) <= height(has.verdict));
    if let (Some(had), has) = (had.experience.earliest_on, has.experience.earliest_on) {
        prop_assert!(has.is_some_and(|has| has <= had), "reached on {had}, then on {has:?}");
    }
    let provisional = |assessment: &Assessment| assessment.certification.is_some_and(|c| c.provisional);
    prop_assert!(provisional(before) || !provisional(after) || before.eligibility.provisional);
    prop_assert_eq!(before.completion, after.completion);
    no_term_lost(before, after)?;
    Ok(Said::with(had.experience != has.experience))
}

const WORK: AtLeast = AtLeast { met: 600, telling: 200 };

#[test]
fn a_span_of_work_more_never_hurts() {
    theorem(WORK, (graceful_scene(), experience(), any::<Index>()), |(scene, span, place)| {
        let mut more = scene.clone();
        more.record.experience = with_one_more(&scene.record.experience, place, span);
        no_work_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn hours_more_in_a_span_of_work_never_hurt() {
    theorem(WORK, (graceful_scene(), any::<Index>(), 0..=20_000_u64), |(scene, place, added)| {
        let mut list = scene.record.experience.as_deref().unwrap_or_default().to_vec();
        if list.is_empty() {
            return Ok(Said::Nothing);
        }
        let place = place.index(list.len());
        let (period, added) = (list[place].span.period(), Hours::from_hundredths(added));
        list[place].span = match list[place].span.hours() {
            SpanHours::Weekly(hours) => Span::weekly(period, hours.plus(added).min(Hours::whole(168))),
            SpanHours::Total(hours) => {
                let days = period.to().map_or(0, |to| period.from().days_through(to));
                Span::total(period, hours.plus(added).min(Hours::whole(24).times(days)))
            }
        }
        .expect("in bounds");
        let mut more = scene.clone();
        more.record.experience = Some(entries(list));
        no_work_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn paid_and_volunteer_work_in_any_library_count_alike() {
    // RULES 4.3: what is said of a span beside its days and hours changes nothing.
    theorem(AtLeast { met: 500, telling: 0 }, (scene(), experience()), |(scene, other)| {
        let Some(list) = scene.record.experience.as_ref().filter(|list| !list.is_empty()) else {
            return Ok(Said::Nothing);
        };
        let mut alike = scene.clone();
        let (volunteer, library) = (other.volunteer, other.library);
        let said =
            list.iter().map(|entry| Experience { volunteer, library: library.clone(), ..entry.clone() });
        alike.record.experience = Some(entries(said.collect()));
        prop_assert_eq!(scene.assess(), alike.assess());
        Ok(Said::Holds)
    });
}
