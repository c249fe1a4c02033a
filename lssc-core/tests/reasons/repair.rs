//! O2, O3: why a goal is not reached, and the least that reaches it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use lssc_core::{Catalog, Goal, GoalKind, ObstacleKind, Policy, Record, Step, repair, why_not};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::scene::{Scene, check_often, scene};

fn done<'a>(record: &Record, steps: impl IntoIterator<Item = &'a Step>) -> Option<Record> {
    // The admission first: a portfolio needs one.
    steps.into_iter().try_fold(record.clone(), |record, step| step.done(&record))
}

#[test]
fn a_repair_reaches_the_goal_and_no_part_of_it_can_be_left_out() {
    let (mended, seen) = (Cell::new(0), RefCell::new(BTreeSet::new()));
    let cases = (scene(), prop::sample::select(GoalKind::ALL), 0_u32..2000);
    check_often(4096, cases, |(scene, kind, days): (Scene, GoalKind, u32)| {
        let (record, catalog, policy) = (scene.record(), scene.catalog(), scene.policy());
        let goal = Goal { goal: kind, by: scene.as_of.plus_days(days) };
        let reasons = why_not(&record, goal, &catalog, &policy);
        let found = repair(&record, goal, &catalog, &policy, scene.as_of);
        prop_assert_eq!(found.reached, goal.is_reached(&record, &catalog, &policy));
        prop_assert_eq!(found.reached, reasons.is_empty());
        prop_assert_eq!(found.reached, found.parts.is_empty() && found.out_of_reach.is_empty());
        for reason in &reasons {
            seen.borrow_mut().insert(reason.reason);
            let in_parts = found.parts.iter().any(|part| part.reasons.contains(reason));
            prop_assert!(in_parts || found.out_of_reach.contains(reason), "{reason:?} in {found:?}");
        }
        if !found.reached && found.out_of_reach.is_empty() {
            mended.set(mended.get() + 1);
            let whole = done(&record, found.parts.iter().flat_map(|part| part.chosen()));
            let whole = whole.ok_or_else(|| TestCaseError::fail(format!("{found:?} cannot be done")))?;
            prop_assert!(goal.is_reached(&whole, &catalog, &policy), "{found:?} does not suffice");
            for left_out in 0..found.parts.len() {
                let others = found.parts.iter().enumerate().filter(|(place, _)| *place != left_out);
                let record = done(&record, others.flat_map(|(_, part)| part.chosen()));
                let is_reached = record.is_some_and(|record| goal.is_reached(&record, &catalog, &policy));
                prop_assert!(!is_reached, "without part {left_out} of {found:?}");
            }
        }
        Ok(())
    });
    assert!(mended.get() > 100, "{} were mended", mended.get());
    let never: Vec<_> = ObstacleKind::ALL.iter().filter(|kind| !seen.borrow().contains(kind)).collect();
    assert!(never.is_empty(), "never seen: {never:?}");
}

fn check(record: &Value, goal: (GoalKind, &str), as_of: &str, expected: &[&[&str]]) {
    let record = Record::from_json(record.to_string().as_bytes()).expect("a record");
    let goal = Goal { goal: goal.0, by: goal.1.parse().expect("a day") };
    let found = repair(&record, goal, &Catalog::default(), &Policy::default(), as_of.parse().expect("a day"));
    let said: Vec<Vec<String>> = found.parts.iter().map(|part| part.sentences()).collect();
    assert_eq!(said, expected, "{record:?}: {:?}", found.out_of_reach);
}

#[test]
fn what_would_get_me_there_can_be_said() {
    let renewable = json!({"id": "p", "certified_on": "2022-12-15", "activities": [
        {"completed_on": "2025-01-02", "quantity": 30, "unit": "contact-hour", "sets": ["technology"]}]});
    let by = (GoalKind::Renewable, "2026-12-15");
    check(&renewable, by, "2026-11-24", &[&["2 more contact hours, by 2026-12-15"]]);
    let none = json!({"id": "p", "certified_on": "2022-12-15", "activities": []});
    check(
        &none,
        by,
        "2026-11-24",
        &[&["4 more technology hours, by 2026-12-15"], &["28 more contact hours, by 2026-12-15"]],
    );
    let sets = [
        "foundations-of-library-services",
        "communication-and-teamwork",
        "technology",
        "access-services",
        "youth-services",
    ];
    let portfolios: Vec<Value> = sets
        .iter()
        .map(|set| json!({"set": set, "submitted_on": "2024-01-02", "outcome": "achieved", "evaluated_on": "2024-03-04"}))
        .collect();
    let candidate = json!({"id": "p", "admitted_on": "2023-03-01", "ala_membership": [], "courses": [], "degrees": [], "portfolios": portfolios});
    check(
        &candidate,
        (GoalKind::Certified, "2027-06-01"),
        "2026-11-24",
        &[&["one portfolio in any of 5 electives, $60.00, by 2027-03-01"]],
    );
    let lapsing = json!({"id": "p", "certified_on": "2022-12-15", "activities": []});
    check(
        &lapsing,
        (GoalKind::Certified, "2027-06-01"),
        "2026-11-24",
        &[
            &["4 more technology hours, by 2027-02-15"],
            &["28 more contact hours, by 2027-02-15"],
            &["the renewal, at a price that is not known, by 2027-02-15"],
        ],
    );
}

#[test]
fn what_nobody_can_do_is_out_of_reach() {
    let record = json!({"id": "p", "certified_on": "2022-12-15", "activities": []});
    let record = Record::from_json(record.to_string().as_bytes()).expect("a record");
    let goal = Goal { goal: GoalKind::Renewable, by: "2025-12-14".parse().expect("a day") };
    let as_of = "2025-01-01".parse().expect("a day");
    let found = repair(&record, goal, &Catalog::default(), &Policy::default(), as_of);
    let reasons: Vec<_> = found.out_of_reach.iter().map(|one| (one.reason, one.to_string())).collect();
    assert_eq!(reasons, [(ObstacleKind::NotOpen, "the renewal window opens on 2025-12-15".to_owned())]);
    assert_eq!(found.total_cents, None);
}
