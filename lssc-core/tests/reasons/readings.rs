//! O1: an answer is contested exactly if some combination of readings leads elsewhere.

use std::cell::RefCell;
use std::collections::BTreeSet;

use lssc_core::{
    Catalog, Choice, CommitteeTable, Date, Held, Policy, PolicyParts, Reading, Record, Robustness,
    robustness, summary,
};
use proptest::prelude::*;

use crate::scene::{check_often, scene};

/// The policy with an answer in place of its own, put there by hand.
fn with(policy: &Policy, choices: &[Choice]) -> Policy {
    let mut parts: PolicyParts = policy.clone().into_parts();
    for &choice in choices {
        match choice {
            Choice::MeasuredBy(value) => parts.candidacy.measured_by = value,
            Choice::ApprovalYears(value) => parts.credit.course_approval_years = value,
            Choice::GraduatesShortOfHours(value) => parts.credit.graduates_short_of_hours = value,
            Choice::TermEnds(value) => parts.certification.ends = value,
            Choice::GraceTerms(value) => parts.renewal.grace_terms = value,
            Choice::HoursFrom(value) => parts.renewal.hours_from = value,
        }
    }
    Policy::new(parts).expect("no reading breaks a bound")
}

/// Every combination of answers other than the policy's own, each with where it leads.
fn everything(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Vec<(Vec<Choice>, Held)> {
    let mut all: Vec<Vec<Choice>> = vec![vec![]];
    for reading in Reading::ALL {
        let mut more = Vec::new();
        for &other in reading.choices().iter().filter(|&&choice| choice != reading.of(policy)) {
            more.extend(all.iter().map(|before| [before.as_slice(), &[other]].concat()));
        }
        all.extend(more);
    }
    all.into_iter()
        .map(|choices| {
            let held = summary(record, catalog, &with(policy, &choices), as_of).into();
            (choices, held)
        })
        .collect()
}

fn is_part(part: &[Choice], whole: &[Choice]) -> bool {
    part.len() < whole.len() && part.iter().all(|choice| whole.contains(choice))
}

#[test]
fn what_is_contested_is_what_enumerating_every_combination_says() {
    let seen: RefCell<BTreeSet<&str>> = RefCell::default();
    check_often(2048, scene(), |scene| {
        let (record, catalog, policy) = (scene.record(), scene.catalog(), scene.policy());
        let found = robustness(&record, &catalog, &policy, scene.as_of);
        let all = everything(&record, &catalog, &policy, scene.as_of);
        let elsewhere: Vec<_> = all.iter().filter(|(_, held)| *held != found.held).collect();
        prop_assert_eq!(found.contested, !elsewhere.is_empty());
        let smallest =
            elsewhere.iter().filter(|(choices, _)| !elsewhere.iter().any(|(part, _)| is_part(part, choices)));
        let mut expected: Vec<_> = smallest.map(|(choices, held)| (choices.clone(), *held)).collect();
        let mut flips: Vec<_> = found.flips.iter().map(|flip| (flip.readings.clone(), flip.held)).collect();
        expected.sort_by_key(|(choices, _)| format!("{choices:?}"));
        flips.sort_by_key(|(choices, _)| format!("{choices:?}"));
        prop_assert_eq!(flips, expected);
        let readings = found.flips.iter().flat_map(|flip| &flip.readings);
        seen.borrow_mut().extend(readings.map(|choice| choice.reading().as_str()));
        Ok(())
    });
    let never: Vec<_> = Reading::NAMES.iter().filter(|name| !seen.borrow().contains(**name)).collect();
    assert!(never.is_empty(), "nobody drawn hangs on {never:?}");
}

/// What somebody hangs on, as `reading reading, reading`: a comma between sets.
fn hangs_on(found: &Robustness) -> String {
    let set = |flip: &lssc_core::Flip| {
        flip.readings.iter().map(|choice| choice.reading().as_str()).collect::<Vec<_>>().join(" ")
    };
    found.flips.iter().map(set).collect::<Vec<_>>().join(", ")
}

#[test]
fn each_reading_decides_on_its_own_day() {
    let check = |json: &str, as_of: &str, expected: &str| {
        let record = Record::from_json(json.as_bytes()).expect("a record");
        let as_of = as_of.parse().expect("a day");
        let found = robustness(&record, &Catalog::default(), &Policy::default(), as_of);
        assert_eq!(hangs_on(&found), expected, "{json}, on {as_of}");
    };
    // No certification, nothing that could be read otherwise.
    check(r#"{"id": "p"}"#, "2024-06-30", "");
    // Two ways to end a term otherwise.
    check(
        r#"{"id": "p", "certified_on": "2020-05-01"}"#,
        "2022-05-01",
        "certification.ends, certification.ends",
    );
    // The last day of a month is the end of the month too.
    check(r#"{"id": "p", "certified_on": "2020-05-31"}"#, "2022-05-01", "certification.ends");
    let renewed = r#"{"id": "p", "certified_on": "2020-05-31", "renewals": [{"renewed_on": "2024-01-02"}]}"#;
    check(renewed, "2028-06-01", "certification.ends, renewal.grace_terms");
}

#[test]
fn the_question_on_which_most_people_hang_comes_first() {
    let mut table = CommitteeTable::default();
    let add = |table: &mut CommitteeTable, json: &str| {
        let record = Record::from_json(json.as_bytes()).expect("a record");
        let as_of = "2028-06-01".parse().expect("a day");
        table.add(&robustness(&record, &Catalog::default(), &Policy::default(), as_of));
    };
    add(&mut table, r#"{"id": "a", "certified_on": "2020-05-01"}"#);
    add(
        &mut table,
        r#"{"id": "b", "certified_on": "2020-05-31", "renewals": [{"renewed_on": "2024-01-02"}]}"#,
    );
    add(&mut table, r#"{"id": "c"}"#);
    assert_eq!((table.people(), table.contested()), (3, 2));
    let questions: Vec<_> = table.questions().iter().map(|one| (one.reading, one.people)).collect();
    assert_eq!(questions, [(Reading::TermEnds, 2), (Reading::GraceTerms, 1)]);
}

#[test]
fn the_first_choice_of_each_reading_is_that_of_the_faq() {
    for reading in Reading::ALL {
        assert_eq!(reading.choices().first(), Some(&reading.of(&Policy::default())), "{reading}");
        assert_eq!(reading.as_str(), reading.parameter().as_str());
        assert!(reading.parameter().source().reading.is_some(), "{reading} is a reading of RULES 2");
    }
}
