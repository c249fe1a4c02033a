//! What does not hold: policies that ask for less and refuse somebody whom the stricter one accepted. Each person is a case
//! of `conformance/compare/compare.jsonl`, where the stricter policy is `policy_a` (RULES 6.5).

use std::fs;
use std::path::Path;

use lssc_core::{Parameter, Policy, wire};
use serde_json::Value;

/// Holds that the policies of the case differ in this parameter alone, and that the status under the one that asks for less
/// is the second.
#[track_caller]
fn refused(id: &str, parameter: Parameter, statuses: [&str; 2]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/compare/compare.jsonl");
    let cases = fs::read_to_string(path).expect("the cases are there");
    let cases = cases.lines().map(|line| serde_json::from_str::<Value>(line).expect("a case"));
    let case = cases.into_iter().find(|case| case["id"] == id).unwrap_or_else(|| panic!("no case `{id}`"));
    let values = ["policy_a", "policy_b"].map(|key| {
        let policy = Policy::from_json(case["request"][key].to_string().as_bytes());
        serde_json::to_value(policy.expect("a policy").into_parts()).expect("JSON")
    });
    let value = |policy: &Value, parameter: Parameter| {
        policy.pointer(&format!("/{}", parameter.as_str().replace('.', "/"))).cloned()
    };
    for &other in Parameter::ALL {
        let differs = value(&values[0], other) != value(&values[1], other);
        // The hours in technology are among the hours.
        let among = parameter == Parameter::ContactHours && other == Parameter::TechnologyHours;
        assert_eq!(differs, other == parameter || among, "{id}: {other}");
    }
    let answer = wire::compare(case["request"].to_string().as_bytes());
    let answer: Value = serde_json::from_slice(&answer).expect("JSON");
    let found = ["a", "b"].map(|side| answer["comparison"][side]["status"].as_str().unwrap_or_default());
    assert_eq!(found, statuses, "{id}");
}

#[test]
fn a_degree_that_stands_in_for_hours_stands_in_the_way_of_a_renewal() {
    // Whoever is refused, or has no such degree, is certified by the office all the same and renews; whoever takes part
    // provisionally waits for the hours (RULES 4.9, 4.10: `hours-not-reached`).
    let statuses = ["certified", "lapsed"];
    refused("compare-fair-high-school-not-asked-costs-a-renewal", Parameter::HighSchool, statuses);
    refused("compare-fair-support-position-not-asked-costs-a-renewal", Parameter::SupportPosition, statuses);
    refused("compare-fair-graduates-not-refused-costs-a-renewal", Parameter::GraduatesShortOfHours, statuses);
    refused("compare-fair-longer-look-back-costs-a-renewal", Parameter::LookbackYears, statuses);
    refused("compare-fair-fewer-electives-cost-a-renewal", Parameter::ElectivesNeeded, statuses);
}

#[test]
fn sets_that_are_complete_earlier_end_a_certification_sooner() {
    // A computed certification runs from the day of completion (RULES 4.9). With a recorded one nothing moves:
    // `a_recorded_certification_is_not_touched_by_what_was_asked_for_before_it`.
    let statuses = ["renewal-open", "lapsed"];
    refused("compare-fair-fewer-electives-end-sooner", Parameter::ElectivesNeeded, statuses);
    refused("compare-fair-fewer-required-sets-end-sooner", Parameter::CompletionRequired, statuses);
    refused("compare-fair-more-electives-end-sooner", Parameter::CompletionElectives, statuses);
    refused("compare-fair-longer-look-back-ends-sooner", Parameter::LookbackYears, statuses);
    refused("compare-fair-longer-approval-ends-sooner", Parameter::CourseApprovalYears, statuses);
    refused("compare-fair-portfolios-longer-end-sooner", Parameter::LastPortfolioOn, statuses);
    refused("compare-fair-later-deadline-ends-sooner", Parameter::CandidacyYears, statuses);
}

#[test]
fn measured_by_what_was_done_a_credit_more_can_displace_one_that_counts() {
    // A set's credit is chosen before the deadline is looked at (RULES 4, *Credits*).
    let statuses = ["certified", "candidacy-expired"];
    refused("compare-fair-longer-look-back-displaces", Parameter::LookbackYears, statuses);
    refused("compare-fair-longer-approval-displaces", Parameter::CourseApprovalYears, statuses);
    refused("compare-fair-portfolios-longer-displace", Parameter::LastPortfolioOn, statuses);
}

#[test]
fn a_longer_term_or_a_later_end_can_make_a_renewal_too_early() {
    // The window moves with the end of the term, and the renewal does not.
    let statuses = ["certified", "lapsed"];
    refused("compare-fair-longer-term-makes-a-renewal-too-early", Parameter::CertificationYears, statuses);
    refused("compare-fair-anniversary-makes-a-renewal-too-early", Parameter::CertificationEnds, statuses);
    refused("compare-fair-end-of-month-makes-a-renewal-too-early", Parameter::CertificationEnds, statuses);
}

#[test]
fn with_a_grace_longer_than_a_term_fewer_hours_can_end_it() {
    // Under no edition; see `with_a_grace_longer_than_a_term_a_renewal_can_end_it`.
    let statuses = ["grace", "lapsed"];
    refused("compare-fair-hours-fewer-cut-a-long-grace-short", Parameter::ContactHours, statuses);
}
