//! A request that is read in parts, as a web page reads it, says what the whole request says (RULES 3.3, 8).

use crate::mutation::{Mutation, mutation};
use crate::scene::{check, scene};
use crate::tree::{Tree, json};
use lssc_core::wire::{Request, Terms, Written, answer, assess_apart, reply};
use lssc_core::{Faults, RecordParts};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::TestCaseResult;

/// Faults as people are told them, one a line.
fn told(faults: &Faults) -> Vec<String> {
    faults.iter().map(|fault| format!("{} {} {}", fault.path(), fault.code(), fault.message())).collect()
}

fn same_apart(record: &str, catalog: &str, policy: &str, as_of: &str) -> TestCaseResult {
    let whole = format!(r#"{{"record":{record},"catalog":{catalog},"policy":{policy},"as_of":{as_of}}}"#);
    let terms = format!(r#"{{"catalog":{catalog},"policy":{policy}}}"#);
    let question = format!(r#"{{"record":{record},"as_of":{as_of}}}"#);
    let request = Request::from_json(whole.as_bytes());
    prop_assert_eq!(reply(&request), answer(whole.as_bytes()));
    let terms = Written(terms.as_bytes()).terms();
    let question = Written(question.as_bytes()).question();
    let apart = assess_apart(&terms, &question);
    match &request {
        // A text that is not read at all is heard of alone; of two, the one with the record.
        Err(faults) if faults[0].path().is_empty() => prop_assert!(terms.is_err() || question.is_err()),
        Err(faults) => prop_assert_eq!(told(faults), told(&apart.unwrap_err()), "{}", whole),
        Ok(Request::Assess(question, terms)) => {
            prop_assert_eq!(apart, Ok(terms.assess(question)), "{}", whole);
        }
        Ok(request) => prop_assert!(false, "{request:?}"),
    }
    Ok(())
}

fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut tree = Tree::of(text);
    mutations.iter().for_each(|mutation| mutation.apply(&mut tree));
    tree.to_string()
}

#[test]
fn terms_and_question_are_the_request() {
    check(scene(), |scene| {
        same_apart(
            &json(&scene.record()),
            &json(&scene.catalog()),
            &json(&scene.policy()),
            &json(&scene.as_of),
        )
    });
    let spoiled = || vec(mutation(), 0..=2);
    check((scene(), spoiled(), spoiled(), spoiled()), |(scene, record, catalog, policy)| {
        let record = mutated(&json(&scene.record()), &record);
        let catalog = mutated(&json(&scene.catalog()), &catalog);
        let policy = mutated(&json(&scene.policy()), &policy);
        same_apart(&record, &catalog, &policy, r#""2020-02-30""#)
    });
}

#[test]
fn terms_that_nobody_gives_are_those_of_the_program() {
    let check = |text: &str| assert_eq!(Written(text.as_bytes()).terms(), Ok(Terms::default()), "{text}");
    check("{}");
    check(r#"{"catalog": null, "policy": null}"#);
    check(r#"{"catalog": {}, "policy": "lssc-faq"}"#);
    let faults = Written(br#"{"policies": "lssc-faq"}"#).terms().unwrap_err();
    assert_eq!(faults[0].path(), "/policies");
}

/// The keys of a record, in the order of the tables; the three dates, which are held against each other, as one.
const PAGES: &[&[&str]] = &[
    &["id"],
    &["education"],
    &["position_requires_mls"],
    &["experience"],
    &["ala_membership"],
    &["applied_on", "admitted_on", "certified_on"],
    &["courses"],
    &["portfolios"],
    &["degrees"],
    &["renewals"],
    &["activities"],
];

/// A record with what is on one page, and an id if that is on another; what is no key of a record is on every page.
fn on_page(record: &Tree, keys: &[&str]) -> Tree {
    let Tree::Object(entries) = record else { return record.clone() };
    let name = |key: &str| -> String { serde_json::from_str(key).expect("a key") };
    let is_elsewhere = |key: &str| !keys.contains(&key) && PAGES.concat().contains(&key);
    let mut entries: Vec<_> = entries.iter().filter(|(key, _)| !is_elsewhere(&name(key))).cloned().collect();
    if !keys.contains(&"id") {
        entries.push((r#""id""#.to_owned(), Tree::Raw(r#""p""#.to_owned())));
    }
    Tree::Object(entries)
}

#[test]
fn a_page_of_a_form_hears_its_own_faults() {
    assert_eq!(PAGES.concat().len(), Tree::of(&json(&whole_record())).keys().len());
    let pages = || subsequence(PAGES.to_vec(), 0..=PAGES.len());
    check((scene(), vec(mutation(), 0..=4), pages()), |(scene, mutations, pages)| {
        let text = mutated(&json(&scene.record()), &mutations);
        let keys = pages.concat();
        let page = on_page(&Tree::of(&text), &keys).to_string();
        let heard = Written(text.as_bytes()).record_part(&|key| keys.contains(&key));
        if heard.as_ref().is_err_and(|faults| faults[0].path().is_empty()) {
            return Ok(());
        }
        let alone = Written(page.as_bytes()).record().map(|_| ());
        prop_assert_eq!(heard.map_err(|f| told(&f)), alone.map_err(|f| told(&f)), "{:?} of {}", keys, text);
        Ok(())
    });
}

/// A record with every key that there is.
fn whole_record() -> serde_json::Value {
    let RecordParts {
        id,
        education: _,
        position_requires_mls: _,
        experience: _,
        ala_membership: _,
        applied_on: _,
        admitted_on: _,
        certified_on: _,
        courses: _,
        portfolios: _,
        degrees: _,
        renewals: _,
        activities: _,
    } = RecordParts::new("p".parse().expect("an id"));
    let mut record = serde_json::json!({ "id": id });
    for key in PAGES.concat().into_iter().skip(1) {
        record[key] = serde_json::Value::Null;
    }
    record
}

#[test]
fn days_are_counted_from_one_date_to_another() {
    let check = |from: &str, to: &str, days: i32| {
        let text = format!(r#"{{"from":"{from}","to":"{to}"}}"#);
        assert_eq!(Written(text.as_bytes()).days(), Ok(days), "{text}");
    };
    check("2024-02-28", "2024-02-28", 0);
    check("2024-02-28", "2024-03-01", 2);
    check("2023-02-28", "2023-03-01", 1);
    check("2024-03-01", "2024-02-28", -2);
    check("1900-01-01", "2199-12-31", 109_572);
    // A computed date may lie outside the range of inputs (RULES 1.1).
    check("2199-12-31", "2200-01-01", 1);
    let faults = Written(br#"{"from": "2024-02-30", "days": 3}"#).days().unwrap_err();
    assert_eq!(
        told(&faults),
        [
            "/to missing `to` is required here; give it a value",
            "/from bad-date `2024-02-30` is no day of the calendar; correct it",
            "/days unknown-key unknown key; correct or remove it, the keys here are `from`, `to`",
        ]
    );
}
