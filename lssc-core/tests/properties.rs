//! Properties that hold of every record, catalog, policy and day: the order of lists changes nothing, later facts
//! change nothing, one more of anything that counts never hurts, and an answer never makes good what was refused.
//!
//! Where RULES themselves imply an exception, the property says so and a test of its own shows the exception.

#[path = "common/scene.rs"]
mod scene;

use lssc_core::{Assessment, Finding, FindingCode, RejectionReason, Status, status};
use proptest::prelude::*;
use scene::{Scene, check, entries, scene};

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
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    let seen: RefCell<BTreeSet<String>> = RefCell::default();
    let cases = std::cell::Cell::new(0);
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
    scene.approvals = shuffled(&scene.approvals, &mut seed);
    scene.agreements = shuffled(&scene.agreements, &mut seed);
    scene
}

/// A finding without the number of the entry it is about.
fn unnumbered_finding(finding: &Finding) -> String {
    format!(
        "{} {} {:?} {} {:?}",
        finding.code(),
        finding.outcome(),
        finding.path().key(),
        finding.message(),
        finding.cites()
    )
}

/// The parts of an assessment before the findings, without evidence and indexes.
fn unnumbered(assessment: &Assessment) -> serde_json::Value {
    let mut parts = serde_json::to_value(assessment).expect("JSON");
    parts["findings"].take();
    let named = ["/completion/credits", "/renewal/accepted", "/renewal/rejected"];
    for list in named {
        for entry in parts.pointer_mut(list).and_then(serde_json::Value::as_array_mut).into_iter().flatten() {
            let entry = entry.as_object_mut().expect("an object");
            entry.remove("evidence");
            entry.remove("index");
        }
    }
    parts
}

#[test]
fn explore_order() {
    check((scene(), any::<u64>()), |(scene, seed)| {
        let (a, b) = (scene.assess(), reordered(&scene, seed).assess());
        if scene.policy.candidacy.measured_by == lssc_core::MeasuredBy::Done {
            return Ok(());
        }
        prop_assert_eq!(unnumbered(&a), unnumbered(&b));
        let f = |x: &Assessment| {
            let mut v: Vec<String> = x
                .findings
                .iter()
                .filter(|f| {
                    !matches!(
                        f.code(),
                        FindingCode::CourseOutsideWindow
                            | FindingCode::CompletionShared
                            | FindingCode::CreditAfterDeadline
                    )
                })
                .map(unnumbered_finding)
                .collect();
            v.sort();
            v
        };
        prop_assert_eq!(f(&a), f(&b));
        Ok(())
    });
}
