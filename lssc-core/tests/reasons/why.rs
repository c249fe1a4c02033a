//! O2: the facts that force a status, and none too many.

use std::cell::Cell;

use lssc_core::{Catalog, Date, Policy, Record, forces, why};
use proptest::prelude::*;

use crate::scene::{check_often, scene};

#[test]
fn the_facts_force_the_status_and_none_can_be_taken_away() {
    let largest = Cell::new(0);
    check_often(1024, scene(), |scene| {
        let (record, catalog, policy, as_of) = (scene.record(), scene.catalog(), scene.policy(), scene.as_of);
        let found = why(&record, &catalog, &policy, as_of);
        prop_assert_eq!(found.status, scene.assess().status);
        prop_assert!(forces(&record, &found.facts, found.status, &catalog, &policy, as_of), "{found:?}");
        for place in 0..found.facts.len() {
            let mut others = found.facts.clone();
            let _ = others.remove(place);
            prop_assert!(!forces(&record, &others, found.status, &catalog, &policy, as_of), "{found:?}");
        }
        largest.set(largest.get().max(found.facts.len()));
        Ok(())
    });
    assert!(largest.get() >= 4, "the largest set has {} facts", largest.get());
}

fn check(json: &str, as_of: &str, expected: &[&str]) {
    let record = Record::from_json(json.as_bytes()).expect("a record");
    let as_of: Date = as_of.parse().expect("a day");
    let found = why(&record, &Catalog::default(), &Policy::default(), as_of);
    let facts: Vec<String> = found.facts.iter().map(ToString::to_string).collect();
    assert_eq!(facts, expected, "{json}, on {as_of}: {}", found.status);
}

#[test]
fn a_status_rests_on_what_decides_it() {
    check(r#"{"id": "p"}"#, "2024-06-30", &[]);
    // The recorded certification says it all; the admission before it nothing.
    let certified = r#"{"id": "p", "admitted_on": "2011-01-01", "certified_on": "2012-10-15"}"#;
    check(certified, "2014-01-01", &["/certified_on"]);
    // What keeps out is one of the three.
    let kept_out =
        r#"{"id": "p", "education": "college-degree", "position_requires_mls": true, "experience": []}"#;
    check(kept_out, "2014-01-01", &["/position_requires_mls"]);
    // What lets in takes all three; of the spans, the one that suffices.
    let let_in = r#"{"id": "p", "education": "college-degree", "position_requires_mls": false, "experience": [
        {"from": "2012-01-01", "hours_per_week": 1}, {"from": "2010-01-01", "hours_per_week": 40}]}"#;
    check(let_in, "2014-01-01", &["/education", "/position_requires_mls", "/experience/1"]);
    // A certification that was earned takes the admission and six sets; the seventh came too late to matter.
    let sets = [
        "foundations-of-library-services",
        "communication-and-teamwork",
        "technology",
        "access-services",
        "collection-management",
        "youth-services",
        "supervision-and-management",
    ];
    let portfolios: Vec<String> = sets.iter().zip(1..).map(|(set, day)| {
        format!(r#"{{"set": "{set}", "submitted_on": "2012-03-0{day}", "outcome": "achieved", "evaluated_on": "2012-06-0{day}"}}"#)
    }).collect();
    let earned =
        format!(r#"{{"id": "p", "admitted_on": "2012-01-01", "portfolios": [{}]}}"#, portfolios.join(","));
    let six = [
        "/admitted_on",
        "/portfolios/0",
        "/portfolios/1",
        "/portfolios/2",
        "/portfolios/3",
        "/portfolios/4",
        "/portfolios/5",
    ];
    check(&earned, "2014-01-01", &six);
}
