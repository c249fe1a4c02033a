//! The policy and its parameters (RULES 2).

use lssc_core::{
    Cents, CompetencySets, Conflict, Count, Date, Edition, FaultCode, GraduatesShortOfHours, Hours,
    Parameter, Policy, PolicyParts, Price, Problem, SetList, TermYears,
};
use serde_json::Value;

/// The dotted names of the leaves of a policy; a price and the worth of the units are one parameter each.
fn leaves(value: &Value, path: &str) -> Vec<String> {
    let is_leaf = path.ends_with("_cents") || path.ends_with("unit_hours");
    match value {
        Value::Object(keys) if !is_leaf => {
            let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            keys.iter().flat_map(|(key, value)| leaves(value, &below(key))).collect()
        }
        _ => vec![path.to_owned()],
    }
}

#[test]
fn every_parameter_of_a_policy_is_registered_and_cites() {
    let policy = serde_json::to_value(Policy::default()).expect("a policy can be written");
    let mut found: Vec<String> =
        leaves(&policy, "").into_iter().filter(|name| name != "id" && name != "title").collect();
    let mut registered: Vec<String> = Parameter::ALL.iter().map(ToString::to_string).collect();
    found.sort();
    registered.sort();
    assert_eq!(found, registered);
    for parameter in Parameter::ALL {
        let cites = parameter.source().cites;
        assert!(!cites.is_empty(), "{parameter} has no source");
        assert!(
            cites.iter().all(|cite| cite.starts_with("FAQ ") || *cite == "policy page"),
            "{parameter}: {cites:?}"
        );
    }
}

#[test]
fn the_readings_of_the_specification_are_marked_as_such() {
    let rules = include_str!("../../docs/RULES.md");
    for parameter in Parameter::ALL {
        let row = rules.lines().find(|line| line.starts_with(&format!("| `{parameter}` |")));
        let row = row.unwrap_or_else(|| panic!("the table of RULES 2 has no {parameter}"));
        let leaves_open =
            row.contains("*reading*") || row.contains("silent") || row.contains("not published");
        assert_eq!(parameter.source().reading.is_some(), leaves_open, "{row}");
    }
}

#[test]
fn a_changed_value_rests_on_no_reading() {
    let (faq, later) = (Policy::default(), Policy::from(Edition::Lssc2019));
    for &parameter in Parameter::ALL {
        let reading = parameter.source().reading;
        assert_eq!(faq.reading(parameter), reading, "{parameter}");
        let expected = if later.changes(parameter) { None } else { reading };
        assert_eq!(later.reading(parameter), expected, "{parameter}");
    }
    assert!(
        later.changes(Parameter::CourseApprovalYears)
            && faq.reading(Parameter::CourseApprovalYears).is_some()
    );
}

/// What an edition changes against `lssc-faq`.
fn changed(edition: Edition) -> Vec<Parameter> {
    let policy = Policy::from(edition);
    Parameter::ALL.iter().copied().filter(|&parameter| policy.changes(parameter)).collect()
}

#[test]
fn the_editions_differ_in_what_the_specification_says_and_nothing_else() {
    assert_eq!(changed(Edition::LsscFaq), []);
    assert_eq!(changed(Edition::Lssc2011), [Parameter::GraduatesShortOfHours, Parameter::PortfolioCents]);
    assert_eq!(changed(Edition::Lssc2019), [Parameter::CourseApprovalYears, Parameter::LastPortfolioOn]);
    let edition = Policy::from(Edition::Lssc2011);
    assert_eq!(edition.fees.portfolio_cents, Price { member: Cents::ZERO, non_member: Cents::ZERO });
    assert_eq!(edition.credit.graduates_short_of_hours, GraduatesShortOfHours::Refused);
    let edition = Policy::from(Edition::Lssc2019);
    assert_eq!(edition.credit.course_approval_years, Some(Count::new(4).unwrap()));
    assert_eq!(edition.credit.last_portfolio_on, Some(Date::new(2019, 1, 30).unwrap()));
}

/// The shipped policies are built without the checks; they pass them all the same.
#[test]
fn every_edition_is_a_valid_policy_under_its_own_name() {
    for &edition in Edition::ALL {
        let policy = Policy::from(edition);
        assert_eq!(policy.id.as_str(), edition.as_str());
        assert_eq!(Policy::new(policy.clone().into_parts()), Ok(policy.clone()));
        let text = serde_json::to_vec(&policy).unwrap();
        assert_eq!(Policy::from_json(&text), Ok(policy.clone()));
        assert_eq!(Policy::from_json(format!("{:?}", edition.as_str()).as_bytes()), Ok(policy));
    }
}

#[test]
fn an_overlay_changes_what_it_names_and_takes_the_rest_from_its_base() {
    let overlay = br#"{"extends": "lssc-2019", "id": "state", "fees": {"renewal_cents": {"member": 1, "non_member": 2}}}"#;
    let policy = Policy::from_json(overlay).unwrap();
    let base = Policy::from(Edition::Lssc2019);
    assert_eq!(policy.title, base.title);
    assert_eq!(policy.credit, base.credit);
    assert_eq!(policy.fees.application_cents, base.fees.application_cents);
    assert_eq!(policy.fees.renewal_cents, Some(Price { member: Cents::new(1), non_member: Cents::new(2) }));
    assert!(policy.changes(Parameter::RenewalCents));
}

/// A policy built from parts is held to the same rules as one that is read: the pointers and codes of its faults.
fn check(what: &str, change: impl FnOnce(&mut PolicyParts), expected: &[(&str, FaultCode)]) {
    let mut parts = Policy::default().into_parts();
    change(&mut parts);
    let found: Vec<(String, FaultCode)> = match Policy::new(parts) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(|fault| (fault.path().to_owned(), fault.code())).collect(),
    };
    let found: Vec<(&str, FaultCode)> = found.iter().map(|(path, code)| (path.as_str(), *code)).collect();
    assert_eq!(found, expected, "{what}");
}

#[test]
fn parts_that_do_not_fit_together_are_refused() {
    let needed = "/completion/electives_needed";
    let opens = "/renewal/opens_months_before";
    let hours = |hundredths| Hours::from_hundredths(hundredths);
    let count = |number| Count::new(number).unwrap();
    check("as many electives as there are", |p| p.completion.electives_needed = count(7), &[]);
    check("one more", |p| p.completion.electives_needed = count(8), &[(needed, FaultCode::Conflict)]);
    check("no elective is fine", |p| p.completion.electives_needed = count(0), &[]);
    check(
        "nothing at all is not",
        |p| {
            p.completion.required = SetList::new(CompetencySets::NONE);
            p.completion.electives_needed = count(0);
        },
        &[(needed, FaultCode::Conflict)],
    );
    check(
        "a set on both lists",
        |p| {
            p.completion.electives =
                SetList::new(p.completion.electives.sets().with(lssc_core::CompetencySet::Technology))
        },
        &[("/completion/electives", FaultCode::Duplicate)],
    );
    check("a window one month shorter than the term", |p| p.renewal.opens_months_before = count(47), &[]);
    check(
        "as long as the term",
        |p| p.renewal.opens_months_before = count(48),
        &[(opens, FaultCode::Conflict)],
    );
    check(
        "as long as a shorter term",
        |p| p.certification.years = TermYears::new(1).unwrap(),
        &[(opens, FaultCode::Conflict)],
    );
    check("all hours in technology", |p| p.renewal.technology_hours = hours(3200), &[]);
    check(
        "more than all",
        |p| p.renewal.technology_hours = hours(3201),
        &[("/renewal/technology_hours", FaultCode::Conflict)],
    );
    check("the most hours", |p| p.eligibility.experience_hours = hours(10_000_000), &[]);
    check(
        "too many hours, everywhere",
        |p| {
            p.eligibility.experience_hours = hours(10_000_001);
            p.renewal.contact_hours = hours(10_000_001);
            p.renewal.technology_hours = hours(10_000_001);
            p.renewal.min_activity_hours = hours(10_000_001);
        },
        &[
            ("/eligibility/experience_hours", FaultCode::OutOfRange),
            ("/renewal/contact_hours", FaultCode::OutOfRange),
            ("/renewal/technology_hours", FaultCode::OutOfRange),
            ("/renewal/min_activity_hours", FaultCode::OutOfRange),
        ],
    );
    check(
        "a price above the bound",
        |p| {
            p.fees.renewal_cents =
                Some(Price { member: Cents::MAX_INPUT, non_member: Cents::new(1_000_000_001) })
        },
        &[("/fees/renewal_cents/non_member", FaultCode::OutOfRange)],
    );
}

#[test]
fn a_fault_can_be_matched_on() {
    let mut parts = Policy::default().into_parts();
    parts.completion.electives_needed = Count::new(8).unwrap();
    let faults = Policy::new(parts).unwrap_err();
    assert!(matches!(
        faults[0].problem(),
        Problem::Conflict(Conflict::TooFewElectives { needed: 8, listed: 7 })
    ));
    assert_eq!(
        faults.to_string(),
        "/completion/electives_needed: `electives_needed` is 8, but `electives` lists 7; lower it or list more"
    );
}
