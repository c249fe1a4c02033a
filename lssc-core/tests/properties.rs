//! Properties that hold of every record, catalog, policy and day: the order of lists changes nothing, later facts
//! change nothing, one more of anything that counts never hurts, and an answer never makes good what was refused.
//!
//! Where RULES themselves imply an exception, the property says so and a test of its own shows the exception.

#[path = "common/scene.rs"]
mod scene;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use lssc_core::rules::certification::term;
use lssc_core::rules::eligibility::window_at;
use lssc_core::{
    Activity, ActivityUnit, Agreement, AgreementParts, Approval, ApprovalParts, Assessment, Basis,
    CompetencySet, CompetencySets, Count, CountedActivity, CourseCompletion, Date, Degree, Education,
    Entries, Experience, FeeItem, Finding, FindingCode, Hours, MeasuredBy, Outcome, Period, Policy,
    Portfolio, Record, RecordParts, RejectionReason, Renewal, SetList, Span, SpanHours, Status, Verdict,
    assess, status,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestCaseResult;
use scene::{
    Scene, activity, approval, check, completion, date, degree, edition, entries, experience, id, period,
    portfolio, record, scene,
};

// The answer as a whole.

#[test]
fn the_status_alone_is_that_of_the_assessment() {
    check(scene(), |scene| {
        let found = status(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of);
        prop_assert_eq!(found, scene.assess().status);
        Ok(())
    });
}

#[test]
fn the_scenes_reach_every_status_route_and_finding() {
    // Not a property of the library but of the tests: what is drawn is worth drawing.
    let seen: RefCell<BTreeSet<String>> = RefCell::default();
    let cases = Cell::new(0);
    check(scene(), |scene| {
        let assessment = scene.assess();
        let mut seen = seen.borrow_mut();
        seen.insert(assessment.status.to_string());
        seen.extend(assessment.findings.iter().map(|finding| finding.code().to_string()));
        seen.extend(assessment.completion.credits.iter().map(|credit| credit.route.to_string()));
        let renewal = assessment.renewal.iter();
        seen.extend(
            renewal.clone().flat_map(|renewal| &renewal.rejected).map(|rejected| rejected.reason.to_string()),
        );
        seen.extend(
            renewal.flat_map(|renewal| &renewal.accepted).map(|accepted| format!("term {}", accepted.term)),
        );
        cases.set(cases.get() + 1);
        Ok(())
    });
    let expected = Status::NAMES.iter().chain(FindingCode::NAMES).chain(RejectionReason::NAMES).chain(&[
        "course",
        "portfolio",
        "agreement",
        "term 2",
        "term 3",
    ]);
    let missing: Vec<_> = expected.filter(|name| !seen.borrow().contains(**name)).collect();
    assert!(missing.is_empty(), "never seen in {} scenes: {missing:?}", cases.get());
}

// RULES 1.7: the order of list entries.

/// The list in another order, by a generator of its own (xorshift), so that a seed is enough to repeat it.
fn shuffled<T: Clone>(list: &[T], seed: &mut u64) -> Vec<T> {
    let mut list = list.to_vec();
    for last in (1..list.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        list.swap(last, usize::try_from(*seed % (last as u64 + 1)).expect("a place in the list"));
    }
    list
}

/// The scene with every list in another order.
fn reordered(scene: &Scene, seed: u64) -> Scene {
    let mut seed = seed | 1;
    macro_rules! reorder {
        ($($list:expr),+) => { $(if let Some(list) = &mut $list { *list = entries(shuffled(list, &mut seed)); })+ };
    }
    let mut scene = scene.clone();
    let record = &mut scene.record;
    reorder!(record.experience, record.ala_membership, record.courses, record.portfolios);
    reorder!(record.degrees, record.renewals, record.activities);
    let bundles = scene.approvals.iter().map(|approval| {
        let courses = entries(shuffled(&approval.courses, &mut seed));
        Approval::new(ApprovalParts { courses, ..approval.into() }).expect("as before")
    });
    scene.approvals = bundles.collect();
    scene.approvals = shuffled(&scene.approvals, &mut seed);
    scene.agreements = shuffled(&scene.agreements, &mut seed);
    scene
}

/// The parts of an assessment before the findings, without evidence and indexes.
fn unnumbered(assessment: &Assessment) -> serde_json::Value {
    let mut parts = serde_json::to_value(assessment).expect("JSON");
    parts["findings"].take();
    for list in ["/completion/credits", "/renewal/accepted", "/renewal/rejected"] {
        for entry in parts.pointer_mut(list).and_then(serde_json::Value::as_array_mut).into_iter().flatten() {
            let entry = entry.as_object_mut().expect("an object");
            entry.remove("evidence");
            entry.remove("index");
        }
    }
    parts
}

/// The findings without the numbers of the entries they are about, in an order that these do not decide.
///
/// Two messages speak of more than RULES 4 decides where several facts are as good: a course outside the windows of
/// several approvals names the window of one, and a credit that is late names the day on which the entry that is
/// its evidence was done. Of these the message is left out. Which approval gave a credit that two of them give
/// alike is left open too, and with it which completions serve several sets.
fn unnumbered_findings(scene: &Scene, assessment: &Assessment) -> Vec<String> {
    let sets: BTreeSet<_> = scene.approvals.iter().map(|approval| approval.set).collect();
    let one_a_set = sets.len() == scene.approvals.len();
    let text = |finding: &Finding| match finding.code() {
        FindingCode::CourseOutsideWindow | FindingCode::CreditAfterDeadline => String::new(),
        _ => finding.message(),
    };
    let findings = assessment.findings.iter();
    let mut findings: Vec<String> = findings
        .filter(|finding| one_a_set || finding.code() != FindingCode::CompletionShared)
        .map(|finding| {
            let entry = finding.path().key().unwrap_or_default();
            format!(
                "{} {} {entry} {} {:?}",
                finding.code(),
                finding.outcome(),
                text(finding),
                finding.cites()
            )
        })
        .collect();
    findings.sort_unstable();
    findings
}

#[test]
fn the_order_of_entries_changes_nothing_but_what_names_them() {
    check((scene(), any::<u64>()), |(mut scene, seed)| {
        scene.policy.candidacy.measured_by = MeasuredBy::Earned;
        let (found, reordered) = (scene.assess(), reordered(&scene, seed).assess());
        prop_assert_eq!(unnumbered(&found), unnumbered(&reordered));
        prop_assert_eq!(unnumbered_findings(&scene, &found), unnumbered_findings(&scene, &reordered));
        Ok(())
    });
}

#[test]
fn measured_by_what_was_done_the_order_still_decides_no_credit() {
    // All but which credits count, and what follows from that.
    check((scene(), any::<u64>()), |(mut scene, seed)| {
        scene.policy.candidacy.measured_by = MeasuredBy::Done;
        let (found, reordered) = (scene.assess(), reordered(&scene, seed).assess());
        let credits = |assessment: &Assessment| -> Vec<_> {
            assessment.completion.credits.iter().map(|c| (c.set, c.route, c.earned_on)).collect()
        };
        prop_assert_eq!(credits(&found), credits(&reordered));
        prop_assert_eq!(found.eligibility, reordered.eligibility);
        Ok(())
    });
}

/// Somebody admitted on 2016-03-01 under a policy that asks for one elective, as of 2021-01-01.
fn one_elective() -> Scene {
    let mut policy = Policy::default().into_parts();
    policy.id = id("one-elective");
    policy.completion.required = SetList::default();
    policy.completion.electives_needed = Count::new(1).expect("one");
    let record = RecordParts {
        admitted_on: Some(date("2016-03-01")),
        courses: Some(Entries::default()),
        portfolios: Some(Entries::default()),
        degrees: Some(Entries::default()),
        ..RecordParts::new(id("p"))
    };
    Scene { record, approvals: vec![], agreements: vec![], policy, as_of: date("2021-01-01") }
}

fn achieved(set: CompetencySet, submitted_on: &str, evaluated_on: &str) -> Portfolio {
    Portfolio::new(set, date(submitted_on), Outcome::Achieved(date(evaluated_on))).expect("in order")
}

#[test]
fn measured_by_what_was_done_the_lower_numbered_of_two_portfolios_decides() {
    // The exception: RULES 4, *Credits*, breaks the tie of two portfolios evaluated on one day by their numbers, and
    // under `done` they may lie on both sides of the deadline, 2020-03-01.
    let mut scene = one_elective();
    scene.policy.candidacy.measured_by = MeasuredBy::Done;
    let set = CompetencySet::AccessServices;
    let (in_time, late) =
        (achieved(set, "2020-03-01", "2020-06-01"), achieved(set, "2020-03-02", "2020-06-01"));
    let status_of = |portfolios: [Portfolio; 2]| {
        let portfolios = Some(entries(portfolios.to_vec()));
        Scene { record: RecordParts { portfolios, ..scene.record.clone() }, ..scene.clone() }.assess().status
    };
    assert_eq!(status_of([in_time, late]), Status::Certified);
    assert_eq!(status_of([late, in_time]), Status::CandidacyExpired);
}

// RULES 1.4: as of T, what is dated later does not exist yet.

/// The scene with what is not known yet at the end of each list, so that leaving it out renumbers nothing.
fn later_last(scene: &Scene) -> Scene {
    let (mut scene, today) = (scene.clone(), scene.as_of);
    macro_rules! last {
        ($($list:ident by $date:expr),+) => {
            $(if let Some(list) = &mut scene.record.$list {
                let mut sorted = list.to_vec();
                sorted.sort_by_key(|entry| $date(entry) > today);
                *list = entries(sorted);
            })+
        };
    }
    last!(
        experience by |entry: &Experience| entry.span.period().from(),
        ala_membership by |entry: &Period| entry.from(),
        courses by |entry: &CourseCompletion| entry.completed_on,
        portfolios by |entry: &Portfolio| entry.submitted_on(),
        degrees by |entry: &Degree| entry.graduated_on,
        renewals by |entry: &Renewal| entry.renewed_on,
        activities by |entry: &Activity| entry.counted.completed_on()
    );
    scene.approvals.sort_by_key(|approval| approval.approved_on > today);
    scene.agreements.sort_by_key(|agreement| agreement.effective_on > today);
    scene
}

/// The scene without what is not known yet (RULES 3.1, the dates of the facts; 1.4 for the catalog).
fn without_later(scene: &Scene) -> Scene {
    let (mut scene, today) = (scene.clone(), scene.as_of);
    let record = &mut scene.record;
    for date in [&mut record.applied_on, &mut record.admitted_on, &mut record.certified_on] {
        *date = date.filter(|&date| date <= today);
    }
    fn keep<T: Clone>(list: &mut Option<Entries<T>>, known: impl Fn(&T) -> bool) {
        *list = list.take().map(|list| entries(list.into_iter().filter(|entry| known(entry)).collect()));
    }
    keep(&mut record.experience, |entry| entry.span.period().from() <= today);
    keep(&mut record.ala_membership, |entry| entry.from() <= today);
    keep(&mut record.courses, |entry| entry.completed_on <= today);
    keep(&mut record.portfolios, |entry| entry.submitted_on() <= today);
    keep(&mut record.degrees, |entry| entry.graduated_on <= today);
    keep(&mut record.renewals, |entry| entry.renewed_on <= today);
    keep(&mut record.activities, |entry| entry.counted.completed_on() <= today);
    // An outcome is known from its date, pending until then; that a membership will end is not known before.
    let pending = |portfolio: Portfolio| match portfolio.outcome() {
        Outcome::Achieved(on) | Outcome::NotAchieved(on) if on > today => {
            Portfolio::new(portfolio.set(), portfolio.submitted_on(), Outcome::Pending).expect("no date")
        }
        _ => portfolio,
    };
    let open = |period: Period| match period.to() {
        Some(to) if to > today => Period::starting(period.from()),
        _ => period,
    };
    record.portfolios = record.portfolios.take().map(|list| entries(list.into_iter().map(pending).collect()));
    record.ala_membership =
        record.ala_membership.take().map(|list| entries(list.into_iter().map(open).collect()));
    scene.approvals.retain(|approval| approval.approved_on <= today);
    scene.agreements.retain(|agreement| agreement.effective_on <= today);
    scene
}

#[test]
fn deleting_later_facts_changes_nothing() {
    check(scene(), |scene| {
        let scene = later_last(&scene);
        let cut = without_later(&scene);
        prop_assert_eq!(scene.assess(), cut.assess());
        Ok(())
    });
}

#[test]
fn adding_later_facts_changes_nothing() {
    // The facts of another scene, moved behind the day asked about.
    check((scene(), scene()), |(scene, other)| {
        let mut more = scene.clone();
        let after = |date: Date| date.max(scene.as_of.plus_days(1));
        let later = |list: &mut Option<Entries<CourseCompletion>>,
                     other: &Option<Entries<CourseCompletion>>| {
            let Some(given) = list else { return };
            let moved = other.iter().flatten().cloned();
            let moved =
                moved.map(|entry| CourseCompletion { completed_on: after(entry.completed_on), ..entry });
            *given = entries(given.iter().cloned().chain(moved).collect());
        };
        later(&mut more.record.courses, &other.record.courses);
        if let Some(given) = &mut more.record.renewals {
            let moved = other.record.renewals.iter().flatten();
            let moved = moved.map(|entry| Renewal { renewed_on: after(entry.renewed_on) });
            *given = entries(given.iter().cloned().chain(moved).collect());
        }
        if let Some(given) = &mut more.record.degrees {
            let moved = other.record.degrees.iter().flatten().cloned();
            let moved = moved.map(|entry| Degree { graduated_on: after(entry.graduated_on), ..entry });
            *given = entries(given.iter().cloned().chain(moved).collect());
        }
        let approvals = other.approvals.iter().filter(|approval| approval.approved_on > scene.as_of);
        more.approvals.extend(approvals.map(|approval| {
            let id = id(&format!("later-{}", approval.id));
            Approval::new(ApprovalParts { id, ..approval.into() }).expect("as before")
        }));
        prop_assert_eq!(scene.assess(), more.assess());
        Ok(())
    });
}

// One more never hurts (RULES 4.5 to 4.11). A verdict is higher the more is achieved.

const fn height(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotMet => 0,
        Verdict::Unknown => 1,
        Verdict::Met => 2,
    }
}

fn with_one_more<T: Clone>(list: &Option<Entries<T>>, place: Index, entry: T) -> Option<Entries<T>> {
    list.as_ref().map(|list| {
        let mut list = list.to_vec();
        list.insert(place.index(list.len() + 1), entry);
        entries(list)
    })
}

/// What a credit more may never take away; under `earned`, see the exceptions below.
fn no_credit_lost(before: &Assessment, after: &Assessment) -> TestCaseResult {
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
    Ok(())
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

#[test]
fn a_completion_more_never_hurts() {
    check((answered_scene(), completion(), any::<Index>()), |(scene, completion, place)| {
        let mut more = scene.clone();
        more.record.courses = with_one_more(&scene.record.courses, place, completion);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn a_portfolio_more_never_hurts() {
    check((answered_scene(), portfolio(), any::<Index>()), |(scene, portfolio, place)| {
        let mut more = scene.clone();
        more.record.portfolios = with_one_more(&scene.record.portfolios, place, portfolio);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn a_degree_more_never_hurts() {
    check((answered_scene(), degree(), any::<Index>()), |(scene, degree, place)| {
        let mut more = scene.clone();
        more.record.degrees = with_one_more(&scene.record.degrees, place, degree);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn an_approval_more_never_hurts() {
    check((answered_scene(), approval(), any::<Index>()), |(scene, approval, place)| {
        let mut more = scene.clone();
        let one =
            Approval::new(ApprovalParts { id: id("one-more"), ..(&approval).into() }).expect("as before");
        more.approvals.insert(place.index(scene.approvals.len() + 1), one);
        no_credit_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn with_a_recorded_certification_a_credit_more_moves_no_date() {
    // What the office recorded wins over what is computed (RULES 4.9), so credits cannot bring it forward.
    let places = (any::<Index>(), any::<Index>());
    check((answered_scene(), completion(), portfolio(), places), |(scene, completion, portfolio, places)| {
        let recorded = scene.record.certified_on.is_some_and(|on| on <= scene.as_of);
        if !recorded {
            return Ok(());
        }
        let mut more = scene.clone();
        more.record.courses = with_one_more(&scene.record.courses, places.0, completion);
        more.record.portfolios = with_one_more(&scene.record.portfolios, places.1, portfolio);
        let (before, after) = (scene.assess(), more.assess());
        prop_assert_eq!(before.certification, after.certification);
        prop_assert_eq!(before.renewal, after.renewal);
        prop_assert_eq!(before.status, after.status);
        Ok(())
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

fn access_course() -> Approval {
    Approval::new(ApprovalParts {
        id: id("a"),
        set: CompetencySet::AccessServices,
        courses: entries(vec![id("access")]),
        approved_on: date("2015-01-01"),
        expires_on: None,
        provider: None,
        title: None,
        price_cents: None,
    })
    .expect("one course")
}

fn full_agreement() -> Agreement {
    Agreement::new(AgreementParts {
        id: id("full"),
        college: "College".parse().expect("a text"),
        program: None,
        effective_on: date("2015-01-01"),
        graduates_from: None,
        ended_on: None,
        covers: CompetencySet::ALL.into_iter().collect(),
    })
    .expect("no end")
}

/// Eligible but for the hours of work.
fn short_of_hours() -> Scene {
    let mut scene = one_elective();
    scene.record.education = Some(Education::CollegeDegree);
    scene.record.position_requires_mls = Some(false);
    scene.record.experience = Some(Entries::default());
    scene.agreements = vec![full_agreement()];
    scene
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
    assert_eq!(rejected.first().map(|rejected| rejected.reason), Some(RejectionReason::HoursNotReached));
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

/// A scene in which a term's grace ends before the next term does, as in every edition; see the exception below.
fn graceful_scene() -> impl Strategy<Value = Scene> {
    answered_scene().prop_map(|mut scene| {
        let months = u64::from(scene.policy.certification.years.get() * 12 - 1);
        let grace = months.min(scene.policy.renewal.grace_months.get().into());
        scene.policy.renewal.grace_months = Count::new(grace).expect("fewer than before");
        scene
    })
}

#[test]
fn an_activity_more_never_hurts() {
    check((graceful_scene(), activity(), any::<Index>()), |(scene, activity, place)| {
        let mut more = scene.clone();
        more.record.activities = with_one_more(&scene.record.activities, place, activity);
        let (before, after) = (scene.assess(), more.assess());
        prop_assert_eq!(before.eligibility, after.eligibility);
        prop_assert_eq!(before.completion, after.completion);
        no_term_lost(&before, &after)
    });
}

#[test]
fn hours_more_of_an_activity_never_hurt() {
    check((graceful_scene(), any::<Index>(), 0..=100_000_u64), |(scene, place, quantity)| {
        let mut list = scene.record.activities.as_deref().unwrap_or_default().to_vec();
        prop_assume!(!list.is_empty());
        let entry = &mut list[place.index(scene.record.activities.as_deref().unwrap_or_default().len())];
        let (old, quantity) = (entry.counted, Hours::from_hundredths(quantity));
        let quantity = quantity.max(old.quantity());
        let counted = CountedActivity::new(old.completed_on(), quantity, old.unit(), old.sets());
        entry.counted = counted.expect("up to 1000");
        let mut more = scene.clone();
        more.record.activities = Some(entries(list));
        no_term_lost(&scene.assess(), &more.assess())
    });
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
    let sets = CompetencySets::NONE.with(CompetencySet::Technology);
    let counted = CountedActivity::new(date("2016-01-01"), Hours::whole(32), ActivityUnit::ContactHour, sets);
    let activity = Activity { counted: counted.expect("32 hours"), title: None };
    scene.record.activities = Some(entries(vec![activity]));
    assert_eq!(scene.assess().status, Status::Lapsed, "on 2020-06-11");
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
fn no_work_lost(before: &Assessment, after: &Assessment) -> TestCaseResult {
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
    no_term_lost(before, after)
}

#[test]
fn a_span_of_work_more_never_hurts() {
    check((graceful_scene(), experience(), any::<Index>()), |(scene, span, place)| {
        let mut more = scene.clone();
        more.record.experience = with_one_more(&scene.record.experience, place, span);
        no_work_lost(&scene.assess(), &more.assess())
    });
}

#[test]
fn hours_more_in_a_span_of_work_never_hurt() {
    check((graceful_scene(), any::<Index>(), 0..=20_000_u64), |(scene, place, added)| {
        let mut list = scene.record.experience.as_deref().unwrap_or_default().to_vec();
        prop_assume!(!list.is_empty());
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

// RULES 1.5: an answer settles what was unknown, and nothing else.

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

// RULES 5: what is asked for still.

#[test]
fn unknowns_name_the_open_questions_that_could_settle_the_status_and_no_others() {
    check(scene(), |scene| {
        let (record, assessment) = (&scene.record, scene.assess());
        let Assessment { eligibility, status, .. } = &assessment;
        let named = |questions: &[(&str, bool)]| -> Vec<String> {
            questions.iter().filter(|(_, open)| *open).map(|(name, _)| format!("/{name}")).collect()
        };
        let unknown = |verdict: Verdict| verdict == Verdict::Unknown;
        let expected = match status {
            Status::Undetermined => named(&[
                ("education", unknown(eligibility.education)),
                ("position_requires_mls", unknown(eligibility.support_staff)),
                ("experience", unknown(eligibility.experience.verdict)),
            ]),
            Status::Candidate | Status::CandidacyExpired => named(&[
                ("courses", record.courses.is_none()),
                ("portfolios", record.portfolios.is_none()),
                ("degrees", record.degrees.is_none()),
            ]),
            status if status.is_certified() => named(&[("activities", record.activities.is_none())]),
            _ => vec![],
        };
        let found: Vec<String> = assessment.unknowns.iter().map(ToString::to_string).collect();
        prop_assert_eq!(&found, &expected);
        // None open: the status is settled, and so is the verdict behind it.
        match status {
            Status::Undetermined => prop_assert!(!found.is_empty() && unknown(eligibility.verdict)),
            Status::Candidate | Status::CandidacyExpired => {
                prop_assert_eq!(found.is_empty(), assessment.completion.verdict == Verdict::NotMet);
            }
            _ => {}
        }
        // Each is a question that the record leaves open.
        let written = serde_json::to_value(scene.record()).expect("JSON");
        for question in found {
            prop_assert!(written.pointer(&question).is_none(), "{question} is answered");
        }
        Ok(())
    });
}

// What belongs together in an assessment (RULES 4, 5).

#[test]
fn verdicts_and_totals_add_up() {
    check(scene(), |scene| {
        let (policy, assessment) = (scene.policy(), scene.assess());
        let Assessment { eligibility, completion, fees, .. } = &assessment;
        let experience = &eligibility.experience;
        // Short hours may be passed over for a graduate, and then the other two decide (RULES 4, *Eligibility*).
        let others = eligibility.education.and(eligibility.support_staff);
        let passed_over = experience.verdict == Verdict::NotMet && eligibility.verdict != Verdict::NotMet;
        let hours = if passed_over { Verdict::Met } else { experience.verdict };
        prop_assert_eq!(eligibility.verdict, others.and(hours));
        prop_assert_eq!(eligibility.provisional, passed_over && others == Verdict::Met);
        if let Some(counted) = experience.counted_hours {
            prop_assert_eq!(experience.shortfall_hours, Some(experience.required_hours.less(counted)));
            prop_assert_eq!(experience.verdict, Verdict::of(counted >= experience.required_hours));
        } else {
            prop_assert_eq!((experience.shortfall_hours, experience.verdict), (None, Verdict::Unknown));
        }
        // Met on the reference date: that is the earliest (RULES 4.3).
        let at_once = experience.earliest_on == Some(eligibility.reference_date);
        prop_assert_eq!(experience.verdict == Verdict::Met, at_once);

        let (required, electives) = (policy.completion.required.sets(), policy.completion.electives.sets());
        let earned: CompetencySets = completion.credits.counting().map(|credit| credit.set).collect();
        prop_assert_eq!(completion.missing_required, required.without(earned));
        prop_assert_eq!(completion.electives_earned, u32::from(earned.and(electives).len()));
        let needed = policy.completion.electives_needed.get();
        prop_assert_eq!(completion.electives_missing, needed.saturating_sub(completion.electives_earned));
        let suffices = completion.missing_required.is_empty() && completion.electives_missing == 0;
        prop_assert_eq!(suffices, policy.is_completed_by(earned));
        prop_assert_eq!(completion.verdict == Verdict::Met, suffices);
        prop_assert_eq!(completion.completed_on.is_some(), suffices);
        prop_assert!(completion.completed_on.is_none_or(|on| on <= scene.as_of));
        let order: Vec<_> = completion.credits.iter().map(|credit| credit.set).collect();
        prop_assert!(order.is_sorted_by(|a, b| a < b), "at most one credit a set, in set order");

        let total: u64 = fees.lines.iter().map(|line| line.amount_cents.get()).sum();
        prop_assert_eq!(fees.total_cents.get(), total);
        Ok(())
    });
}

#[test]
fn fee_lines_are_those_of_the_facts_in_order() {
    check(scene(), |scene| {
        let (record, assessment) = (scene.record(), scene.assess());
        let lines = &assessment.fees.lines;
        prop_assert_eq!(lines[0].item, FeeItem::Application);
        prop_assert_eq!(lines[0].on, assessment.eligibility.reference_date);
        let started = [record.applied_on, record.admitted_on, record.certified_on];
        let started = started.into_iter().flatten().any(|on| on <= scene.as_of);
        prop_assert_eq!(lines[0].charged, started);
        let rest = || lines[1..].iter();
        prop_assert!(rest().is_sorted_by_key(|line| (line.on, line.item, !line.charged, line.set)));
        let portfolios =
            record.portfolios.iter().flatten().filter(|p| p.submitted_on() <= scene.as_of).count();
        prop_assert_eq!(rest().filter(|line| line.item == FeeItem::Portfolio).count(), portfolios);
        let accepted = assessment.renewal.as_ref().map_or(0, |renewal| renewal.accepted.len());
        let open = matches!(assessment.status, Status::RenewalOpen | Status::Grace);
        let (renewals, to_come) = match scene.policy.fees.renewal_cents {
            Some(_) => (accepted, usize::from(open)),
            None => (0, 0),
        };
        let of_renewals =
            |charged| rest().filter(|l| l.item == FeeItem::Renewal && l.charged == charged).count();
        prop_assert_eq!((of_renewals(true), of_renewals(false)), (renewals, to_come));
        for line in lines {
            let member =
                record.ala_membership.as_ref().map(|list| list.iter().any(|period| period.contains(line.on)));
            let basis = match member {
                None => Basis::AssumedNonMember,
                Some(true) => Basis::Member,
                Some(false) => Basis::NonMember,
            };
            prop_assert_eq!(line.basis, basis);
        }
        Ok(())
    });
}

#[test]
fn a_member_never_pays_more_than_somebody_else() {
    // Under the editions, whose prices for members are the lower ones (FAQ 21). A membership only ever lowers.
    check((scene(), edition()), |(mut scene, policy)| {
        scene.policy = policy;
        let mut pays = |membership: Option<Vec<Period>>| {
            scene.record.ala_membership = membership.map(entries);
            scene.assess().fees.total_cents
        };
        let sometimes = pays(Some(vec![Period::starting(date("2016-06-10"))]));
        let (always, never) = (pays(Some(vec![Period::starting(Date::MIN)])), pays(Some(vec![])));
        prop_assert!(always <= sometimes && sometimes <= never);
        prop_assert_eq!(pays(None), never, "not answered is taken for no");
        Ok(())
    });
}

#[test]
fn a_membership_more_never_costs() {
    check((scene(), edition(), period(), any::<Index>()), |(mut scene, policy, period, place)| {
        scene.policy = policy;
        scene.record.ala_membership.get_or_insert_default();
        let mut more = scene.clone();
        more.record.ala_membership = with_one_more(&scene.record.ala_membership, place, period);
        prop_assert!(more.assess().fees.total_cents <= scene.assess().fees.total_cents);
        Ok(())
    });
}

#[test]
fn computed_dates_belong_together() {
    check(scene(), |scene| {
        let (record, policy, assessment) = (scene.record(), scene.policy(), scene.assess());
        let known = |date: Option<Date>| date.filter(|&date| date <= scene.as_of);
        let (applied, admitted, recorded) =
            (known(record.applied_on), known(record.admitted_on), known(record.certified_on));
        let reference = applied.or(admitted).or(recorded).unwrap_or(scene.as_of);
        prop_assert_eq!(assessment.eligibility.reference_date, reference);
        prop_assert_eq!(assessment.eligibility.experience.window, window_at(reference, &policy.eligibility));
        prop_assert_eq!(assessment.candidacy.map(|c| c.admitted_on), admitted);
        for candidacy in assessment.candidacy {
            let deadline = candidacy.admitted_on.plus_years(policy.candidacy.years.get());
            prop_assert_eq!(candidacy.deadline, deadline);
            let expired = scene.as_of > deadline && assessment.certification.is_none();
            prop_assert_eq!(candidacy.expired, expired);
        }
        let computed =
            assessment.completion.completed_on.zip(admitted).map(|(done, admitted)| done.max(admitted));
        prop_assert_eq!(assessment.certification.map(|c| c.certified_on), recorded.or(computed));
        prop_assert_eq!(assessment.renewal.is_some(), assessment.certification.is_some());
        prop_assert_eq!(assessment.status.is_certified(), assessment.certification.is_some());
        if let (Some(certification), Some(renewal)) = (assessment.certification, &assessment.renewal) {
            let term = term(certification.certified_on, certification.term, &policy);
            prop_assert_eq!(
                (certification.term_starts, certification.expires_on),
                (term.starts_on, term.expires_on)
            );
            prop_assert_eq!(
                (renewal.opens_on, renewal.expires_on, renewal.last_day),
                (term.opens_on, term.expires_on, term.last_day)
            );
            prop_assert!(term.opens_on <= term.expires_on && term.expires_on <= term.last_day);
            prop_assert!(
                !certification.provisional || (certification.term == 1 && assessment.eligibility.provisional)
            );
        }
        Ok(())
    });
}

#[test]
fn renewals_are_accepted_inside_their_windows_and_rejected_for_the_first_reason() {
    check(scene(), |scene| {
        let (record, policy, assessment) = (scene.record(), scene.policy(), scene.assess());
        let known =
            record.renewals.iter().flatten().filter(|renewal| renewal.renewed_on <= scene.as_of).count();
        let (Some(certification), Some(renewal)) = (assessment.certification, &assessment.renewal) else {
            return Ok(());
        };
        prop_assert_eq!(renewal.accepted.len() + renewal.rejected.len(), known, "each is decided");
        let dates = record.renewals.as_deref().unwrap_or_default();
        for (accepted, number) in renewal.accepted.iter().zip(2..) {
            prop_assert_eq!(accepted.term, number, "each starts the next term");
            prop_assert_eq!(dates[accepted.index].renewed_on, accepted.renewed_on);
            let ended = term(certification.certified_on, number - 1, &policy);
            prop_assert!(ended.opens_on <= accepted.renewed_on && accepted.renewed_on <= ended.last_day);
            prop_assert_eq!(accepted.hours_unknown, record.activities.is_none());
        }
        prop_assert_eq!(certification.term as usize, renewal.accepted.len() + 1);
        let in_order = |order: Vec<(Date, usize)>| order.is_sorted_by(|a, b| a < b);
        prop_assert!(in_order(renewal.accepted.iter().map(|a| (a.renewed_on, a.index)).collect()));
        prop_assert!(in_order(renewal.rejected.iter().map(|r| (r.renewed_on, r.index)).collect()));
        for rejected in &renewal.rejected {
            let accepted = renewal.accepted.iter();
            let earlier =
                accepted.filter(|a| (a.renewed_on, a.index) < (rejected.renewed_on, rejected.index)).count();
            let current = term(certification.certified_on, u32::try_from(earlier).expect("few") + 1, &policy);
            prop_assert_eq!(rejected.term, current);
            let (early, late) =
                (rejected.renewed_on < current.opens_on, rejected.renewed_on > current.last_day);
            match rejected.reason {
                RejectionReason::TooEarly => prop_assert!(early),
                RejectionReason::TooLate => prop_assert!(late && !early),
                RejectionReason::HoursNotReached => {
                    prop_assert!(
                        !late && !early && current.number == 1 && assessment.eligibility.provisional
                    );
                }
                RejectionReason::HoursShort => {
                    prop_assert!(!late && !early && rejected.hours.verdict() == Verdict::NotMet);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn a_next_date_is_not_before_today() {
    check(scene(), |scene| {
        let assessment = scene.assess();
        prop_assert!(assessment.next_date().is_none_or(|next| next.on >= scene.as_of));
        Ok(())
    });
}

/// The findings that RULES 5 names in one breath stand together, in the order of what they are about.
const fn turn(code: FindingCode) -> FindingCode {
    match code {
        FindingCode::CourseOutsideWindow => FindingCode::CourseNotApproved,
        FindingCode::GraduationOutsideWindow => FindingCode::AgreementUnknown,
        FindingCode::PortfolioRouteClosed | FindingCode::PortfolioSetNotInPolicy => {
            FindingCode::PortfolioBeforeAdmission
        }
        code => code,
    }
}

#[test]
fn findings_give_each_verdict_once_in_order_and_cite() {
    check(scene(), |scene| {
        let assessment = scene.assess();
        let findings = &assessment.findings;
        // Credits stand in set order, whatever list the entry that shows them is in; all else by index.
        let place = |finding: &Finding| match finding.code() {
            code @ FindingCode::CreditAfterDeadline => (code, None),
            code => (turn(code), finding.path().index()),
        };
        prop_assert!(findings.iter().is_sorted_by_key(place), "in the order of RULES 5, then by index");
        let mut verdicts = vec![
            (FindingCode::Education, assessment.eligibility.education),
            (FindingCode::SupportStaff, assessment.eligibility.support_staff),
            (FindingCode::Experience, assessment.eligibility.experience.verdict),
            (FindingCode::Completion, assessment.completion.verdict),
        ];
        for renewal in &assessment.renewal {
            verdicts.push((FindingCode::ContactHours, renewal.contact_hours.verdict()));
            verdicts.push((FindingCode::TechnologyHours, renewal.technology_hours.verdict()));
            prop_assert_eq!(
                renewal.verdict,
                renewal.contact_hours.verdict().and(renewal.technology_hours.verdict())
            );
        }
        let expected: Vec<_> =
            verdicts.into_iter().map(|(code, verdict)| (code, verdict.to_string())).collect();
        let given: Vec<_> =
            findings[..expected.len()].iter().map(|f| (f.code(), f.outcome().to_string())).collect();
        prop_assert_eq!(given, expected);
        let record = serde_json::to_value(scene.record()).expect("JSON");
        for finding in &findings[4..] {
            prop_assert!(!finding.message().is_empty());
            prop_assert!(finding.cites().last().is_some_and(|clause| clause.starts_with("RULES 4.")));
            if finding.path().index().is_some() {
                let path = finding.path().to_string();
                prop_assert!(record.pointer(&path).is_some(), "{path} names an entry");
            }
        }
        Ok(())
    });
}

#[test]
fn the_same_question_has_the_same_answer() {
    check(scene(), |scene| {
        let once = assess(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of);
        prop_assert_eq!(once, scene.assess());
        Ok(())
    });
}
