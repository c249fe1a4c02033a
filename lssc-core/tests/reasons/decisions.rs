//! O6: what was decided on what can be shown years later, and a draw can be repeated by anybody.

use lssc_core::{
    Catalog, Id, KeptDecision, Policy, Problem, Rate, Record, VERSION, audit_sample, audit_score, decide,
    verify,
};
use proptest::prelude::*;

use crate::scene::{check, scene};

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(VERSION, env!("CARGO_PKG_VERSION"));
}

#[test]
fn every_decision_holds_when_it_is_made_again() {
    check(scene(), |scene| {
        let decision = decide(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of);
        let kept = KeptDecision::from_json(decision.to_json().as_bytes())
            .map_err(|f| TestCaseError::fail(format!("{f:?}")))?;
        let found = verify(&kept);
        prop_assert_eq!(decision.assessment, scene.assess());
        prop_assert!(found.holds && found.unaltered && found.differs.is_empty(), "{found:?}");
        Ok(())
    });
}

fn decided() -> String {
    let record = Record::from_json(br#"{"id": "p \u00e9", "certified_on": "2012-10-15", "activities": []}"#)
        .expect("a record");
    decide(&record, &Catalog::default(), &Policy::default(), "2016-12-15".parse().expect("a day")).to_json()
}

#[test]
fn what_was_changed_is_told() {
    let check = |from: &str, to: &str, unaltered: bool, differs: &[&str]| {
        let text = decided();
        assert!(text.contains(from), "{from} is not in {text}");
        let kept = KeptDecision::from_json(text.replacen(from, to, 1).as_bytes()).expect("a decision");
        let found = verify(&kept);
        let paths: Vec<&str> = found.differs.iter().map(|one| one.path.as_str()).collect();
        assert_eq!((found.unaltered, paths.as_slice()), (unaltered, differs), "{from} -> {to}");
        assert_eq!(found.holds, unaltered && differs.is_empty());
    };
    check("{", "{", true, &[]);
    // The same in another layout, and in another spelling of a text.
    check("{", "\n { ", true, &[]);
    check("é", "\\u00e9", true, &[]);
    check("\"status\":\"grace\"", "\"status\":\"lapsed\"", false, &["/status"]);
    check("\"sha256\":\"", "\"sha256\":\"0", false, &[]);
    check("\"version\":\"", "\"version\":\"9", false, &[]);
    check("\"policy\":\"lssc-faq\",\"as_of\"", "\"as_of\"", false, &["/policy"]);
    check("\"assessment\":{", "\"assessment\":{\"more~/\":[1],", false, &["/more~0~1"]);
}

#[test]
fn a_draw_is_the_same_however_people_stand() {
    let ids: Vec<Id> = (0..200).map(|nth| format!("p-{nth:03}").parse().expect("an id")).collect();
    let backwards: Vec<Id> = ids.iter().rev().cloned().collect();
    let (seed, rate) = ("2024-06-30".parse().expect("a text"), Rate::new(55).expect("a rate"));
    let drawn = audit_sample(&ids, &seed, rate).expect("no id twice");
    assert_eq!(drawn.len(), 11);
    assert_eq!(audit_sample(&backwards, &seed, rate), Ok(drawn.clone()));
    let least_left = ids
        .iter()
        .filter(|id| drawn.iter().all(|one| one.record != **id))
        .map(|id| audit_score(&seed, id))
        .min();
    assert!(drawn.iter().all(|one| Some(&one.score) < least_left.as_ref()));
}

#[test]
fn how_many_are_drawn_is_rounded_up() {
    let ids: Vec<Id> = (0..7).map(|nth| format!("p-{nth}").parse().expect("an id")).collect();
    let check = |rate: u64, expected: usize| {
        let rate = Rate::new(rate).expect("a rate");
        let drawn = audit_sample(&ids, &"seed".parse().expect("a text"), rate).expect("no id twice");
        assert_eq!(drawn.len(), expected, "{rate:?}");
    };
    check(0, 0);
    check(1, 1);
    check(142, 1);
    check(143, 2);
    check(1000, 7);
}

#[test]
fn nobody_can_stand_twice() {
    let ids: Vec<Id> = ["p", "q", "p"].map(|id| id.parse().expect("an id")).to_vec();
    let drawn = audit_sample(&ids, &"seed".parse().expect("a text"), Rate::new(1).expect("a rate"));
    assert!(matches!(drawn, Err(Problem::Duplicate { found }) if found == "p"));
}

#[test]
fn the_score_is_what_other_programs_compute() {
    // python3 -c 'import hashlib; print(hashlib.sha256("2024-06-30\np-é".encode()).hexdigest())'
    let score = audit_score(&"2024-06-30".parse().expect("a text"), &"p-é".parse().expect("an id"));
    assert_eq!(score, SCORE);
}

const SCORE: &str = "6b183f8d9d15e1ff997a3bfdddc5b79e5039efcf4f06ebb4b68de5b325499757";
