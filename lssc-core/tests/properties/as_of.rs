//! What is dated after the day asked about does not exist yet (RULES 1.4).

use lssc_core::{
    Activity, Approval, ApprovalParts, CourseCompletion, Date, Degree, Entries, Experience, Outcome, Period,
    Portfolio, Renewal,
};
use proptest::prelude::*;

use crate::scene::{Scene, check, entries, id, scene};

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
        if scene.as_of == Date::MAX {
            return Ok(());
        }
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
