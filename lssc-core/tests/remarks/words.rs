//! What remarks say: a sentence for each, by the numbers of the policy, and the names that programs key on.

use std::collections::BTreeMap;

use lssc_core::{Policy, RemarkCode};
use proptest::prelude::*;

use crate::odd::odd_policy;
use crate::scene::check;

#[test]
fn every_remark_has_a_sentence_and_names_what_it_is_about() {
    let seen = std::cell::RefCell::new(BTreeMap::<RemarkCode, String>::new());
    check(odd_policy(), |parts| {
        let policy = Policy::new(parts).expect("its parameters fit together");
        for remark in policy.remarks() {
            let message = remark.message();
            prop_assert!(message.len() > 30, "{:?}: {}", remark, message);
            prop_assert!(!message.ends_with('.') && !message.contains("  "), "{}", message);
            let is_whole = remark.code() == RemarkCode::SameAsShipped;
            prop_assert_eq!(remark.parameters().is_empty(), is_whole);
            prop_assert_eq!(remark.clause().is_none(), is_whole);
            seen.borrow_mut().insert(remark.code(), message);
        }
        Ok(())
    });
    assert_eq!(seen.into_inner().len(), RemarkCode::ALL.len());
}

#[test]
fn every_code_says_what_to_do() {
    for code in RemarkCode::ALL {
        assert!(code.help().len() > 10, "{code}");
        let is_sorted = RemarkCode::ALL.is_sorted_by_key(|code| code.kind());
        assert!(is_sorted, "the codes stand in the order of their kinds");
    }
}

/// What is said of the first remark with a code.
fn said(policy: &str, code: RemarkCode) -> String {
    let overlay = format!(r#"{{"extends": "lssc-faq", "id": "ours", {policy}}}"#);
    let policy = Policy::from_json(overlay.as_bytes()).expect("it has no faults");
    let remarks = policy.remarks();
    let remark = remarks.iter().find(|remark| remark.code() == code);
    remark.unwrap_or_else(|| panic!("{code} is not remarked of {overlay}")).message()
}

#[test]
fn one_is_not_said_in_the_plural() {
    let one_hour = r#""renewal": {"contact_hours": 1, "technology_hours": 1, "min_activity_hours": 2}"#;
    let no_technology = r#""completion": {"required": ["youth-services"]
        , "electives": ["access-services"], "electives_needed": 1}, "renewal": {"technology_hours": 1}"#;
    for (policy, code, expected) in [
        (
            r#""eligibility": {"experience_hours": 9000, "experience_years": 1}"#,
            RemarkCode::ExperienceBeyondTheClock,
            "9000 hours of work within 1 year are",
        ),
        (
            r#""eligibility": {"experience_hours": 1, "experience_years": 0}"#,
            RemarkCode::ExperienceOfOneDay,
            "must come to 1 hour",
        ),
        (one_hour, RemarkCode::HoursBelowTheLeast, "asks for 1 contact hour and 1 technology hour, and"),
        (one_hour, RemarkCode::TechnologyIsEverything, "every contact hour (1) must"),
        (no_technology, RemarkCode::TechnologyWithoutTheSet, "asks for 1 hour in technology,"),
        (
            r#""renewal": {"min_activity_hours": 2, "unit_hours": {"conference-day": 1}}"#,
            RemarkCode::UnitTooSmallAlone,
            "must be worth 2 hours to count, and one alone is worth less: `conference-day` (1 hour)",
        ),
    ] {
        let said = said(policy, code);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn windows_that_share_a_day_share_no_range() {
    let shared = |months: u32| {
        said(&format!(r#""renewal": {{"grace_months": {months}}}"#), RemarkCode::WindowsOverlap)
    };
    assert!(shared(36).ends_with(": as on 2027-06-15"), "{}", shared(36));
    assert!(shared(37).ends_with(": as from 2027-06-15 to 2027-07-15"), "{}", shared(37));
}
