//! Two policies over one record (RULES 6.5), clause by clause.

use lssc_core::{
    Catalog, Clause, Comparison, ComparisonTable, CompetencySet, Edition, Policy, Record, Standing, Status,
    compare,
};
use serde_json::{Value, json};

/// What is approved: for each set a course of its name, and a full agreement.
fn catalog() -> Catalog {
    let approvals: Vec<Value> = CompetencySet::ALL
        .iter()
        .map(|set| json!({"id": set, "set": set, "courses": [set], "approved_on": "2010-01-01"}))
        .collect();
    let covers = CompetencySet::ALL;
    let agreements = json!([{"id": "full", "college": "C", "effective_on": "2012-01-01", "covers": covers}]);
    Catalog::from_json(json!({"approvals": approvals, "agreements": agreements}).to_string().as_bytes())
        .expect("a catalog")
}

fn policy(base: &str, id: &str, changes: Value) -> Policy {
    let mut overlay = json!({"extends": base, "id": id});
    overlay.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
    Policy::from_json(overlay.to_string().as_bytes()).expect("a policy")
}

/// As of 2016-06-30, under `lssc-faq` and under it with changes.
fn compared(record: Value, changes: Value) -> Comparison {
    compared_on("2016-06-30", record, changes)
}

fn compared_on(as_of: &str, record: Value, changes: Value) -> Comparison {
    let mut whole = json!({"id": "p"});
    whole.as_object_mut().expect("an object").extend(record.as_object().expect("an object").clone());
    let record = Record::from_json(whole.to_string().as_bytes()).expect("a record");
    let (faq, changed) = (Policy::default(), policy("lssc-faq", "changed", changes));
    compare(&record, &catalog(), &faq, &changed, as_of.parse().expect("a date"))
}

#[track_caller]
fn check(record: Value, changes: Value, clause: Option<Clause>, statuses: [Status; 2]) {
    let found = compared(record, changes);
    assert_eq!((found.clause, [found.a.status, found.b.status]), (clause, statuses), "{found:?}");
}

#[test]
fn eligibility() {
    use Status::{Eligible, Ineligible, Undetermined};
    let person = |education: &str, mls: bool, hours: u32| {
        json!({"education": education, "position_requires_mls": mls, "ala_membership": [], "experience":
               [{"from": "2016-01-01", "to": "2016-06-30", "total_hours": hours}]})
    };
    let rules = |changes: Value| json!({ "eligibility": changes });
    let below = person("below-high-school", false, 1820);
    check(below, rules(json!({"high_school": false})), Some(Clause::Education), [Ineligible, Eligible]);
    let librarian = person("college-degree", true, 1820);
    check(
        librarian,
        rules(json!({"support_position": false})),
        Some(Clause::SupportStaff),
        [Ineligible, Eligible],
    );
    // A question that is not asked any more needs no answer.
    let unanswered = json!({"position_requires_mls": false, "experience": [], "ala_membership": []});
    check(
        unanswered,
        rules(json!({"high_school": false})),
        Some(Clause::Education),
        [Ineligible, Ineligible],
    );
    let undetermined = json!({"education": "college-degree", "position_requires_mls": false});
    check(
        undetermined,
        rules(json!({"experience_hours": 0})),
        Some(Clause::Experience),
        [Undetermined, Eligible],
    );

    let more = |hours: f64| rules(json!({"experience_hours": hours}));
    let enough = |hours| person("college-degree", false, hours);
    // Nobody who has the hours either way is touched; somebody who lacks them is, by what is lacking.
    check(enough(1820), more(1000.0), None, [Eligible, Eligible]);
    check(enough(2000), more(2000.0), None, [Eligible, Eligible]);
    check(enough(2000), more(2000.01), Some(Clause::Experience), [Eligible, Ineligible]);
    check(enough(500), more(1000.0), Some(Clause::Experience), [Ineligible, Ineligible]);
    // Longer ago than five years: counted under the other policy. Without such work nobody is touched.
    let years = || rules(json!({"experience_years": 6}));
    check(enough(1820), years(), None, [Eligible, Eligible]);
    let long_ago = json!({"education": "college-degree", "position_requires_mls": false,
        "experience": [{"from": "2010-07-01", "to": "2011-06-29", "total_hours": 1900}]});
    check(long_ago, years(), Some(Clause::Experience), [Ineligible, Eligible]);
    // A graduate without hours: *Eligibility* stands with 4.3.
    let graduate = json!({"education": "college-degree", "position_requires_mls": false, "experience": [],
                          "degrees": [{"agreement": "full", "graduated_on": "2014-05-01"}]});
    let refused = json!({"credit": {"graduates_short_of_hours": "refused"}});
    check(graduate, refused, Some(Clause::Experience), [Eligible, Ineligible]);
}

/// Admitted on 2011-06-30, with six courses on these days.
fn candidate(days: [&str; 6]) -> Value {
    let sets = [
        "foundations-of-library-services",
        "communication-and-teamwork",
        "technology",
        "access-services",
        "cataloging-and-classification",
        "youth-services",
    ];
    let done = |(set, on): (&str, &str)| json!({"course": set, "completed_on": on});
    let courses: Vec<Value> = sets.into_iter().zip(days).map(done).collect();
    json!({"admitted_on": "2011-06-30", "courses": courses, "portfolios": [], "degrees": [],
           "ala_membership": [], "renewals": [], "activities": []})
}

#[test]
fn candidacy_and_credit() {
    use Status::{CandidacyExpired, Candidate, Certified, Lapsed, RenewalOpen};
    let years = |years| json!({"candidacy": {"years": years}});
    let in_time = candidate(["2012-08-01"; 6]);
    let late = candidate(["2015-07-01"; 6]);
    // The deadline differs, and so does everything that hangs on it.
    check(late.clone(), years(5), Some(Clause::Candidacy), [CandidacyExpired, Certified]);
    check(in_time.clone(), years(5), Some(Clause::Candidacy), [RenewalOpen, RenewalOpen]);
    // An expired candidacy that is none under the other policy: the certification is the reason, not the deadline.
    let mut five = in_time.clone();
    five["courses"].as_array_mut().expect("a list").pop();
    let needed = json!({"completion": {"electives_needed": 2}});
    check(five.clone(), needed, Some(Clause::Completion), [CandidacyExpired, RenewalOpen]);

    // 4.5: finished after the approval has ended.
    let approvals = |years| json!({"credit": {"course_approval_years": years}});
    check(in_time.clone(), approvals(2), Some(Clause::Course), [RenewalOpen, CandidacyExpired]);
    check(in_time.clone(), approvals(3), None, [RenewalOpen, RenewalOpen]);

    // 4.6: the portfolio is later than the course that would do instead.
    let closed = |on: &str| json!({"credit": {"last_portfolio_on": on}});
    let mut by_portfolio = in_time.clone();
    let portfolio = json!([{"set": "technology", "submitted_on": "2012-01-01", "outcome": "achieved",
                            "evaluated_on": "2012-02-01"}]);
    by_portfolio["portfolios"] = portfolio.clone();
    check(by_portfolio.clone(), closed("2012-01-01"), None, [RenewalOpen, RenewalOpen]);
    check(by_portfolio, closed("2011-12-31"), Some(Clause::Portfolio), [RenewalOpen, RenewalOpen]);
    let mut only_portfolio = in_time.clone();
    only_portfolio["courses"].as_array_mut().expect("a list").remove(2);
    only_portfolio["portfolios"] = portfolio;
    check(only_portfolio, closed("2011-12-31"), Some(Clause::Portfolio), [RenewalOpen, CandidacyExpired]);

    // 4.7: graduated before the agreement's look-back; the courses are as they were.
    let mut graduate = in_time.clone();
    graduate["degrees"] = json!([{"agreement": "full", "graduated_on": "2011-01-01"}]);
    let lookback = |years| json!({"credit": {"lookback_years": years}});
    check(graduate.clone(), lookback(1), None, [Lapsed, Lapsed]);
    check(graduate, lookback(0), Some(Clause::Agreement), [Lapsed, RenewalOpen]);

    // 4.8: another number of electives moves the day of completion, or does not.
    let spread =
        candidate(["2012-08-01", "2012-08-01", "2012-08-01", "2012-08-01", "2012-08-01", "2013-08-01"]);
    let needed = |electives| json!({"completion": {"electives_needed": electives}});
    check(spread, needed(2), Some(Clause::Completion), [Certified, RenewalOpen]);
    check(in_time, needed(2), None, [RenewalOpen, RenewalOpen]);
    check(
        json!({"admitted_on": "2016-01-01", "ala_membership": []}),
        needed(2),
        Some(Clause::Completion),
        [Candidate, Candidate],
    );
    // A set that the other policy does not have: its course gives what it gave, it is only not asked for.
    let without_youth = json!({"completion": {"electives": ["access-services", "cataloging-and-classification",
                               "collection-management"]}});
    five["courses"] = json!([{"course": "youth-services", "completed_on": "2012-08-01"}]);
    check(five, without_youth, Some(Clause::Completion), [CandidacyExpired, CandidacyExpired]);
}

/// Certified by record, with these renewals and contact hours, half of them technology.
fn certified(on: &str, renewals: &[&str], activities: &[(&str, u32)]) -> Value {
    let renewals: Vec<Value> = renewals.iter().map(|on| json!({ "renewed_on": on })).collect();
    let activity = |&(on, hours): &(&str, u32)| json!({"completed_on": on, "quantity": hours, "unit": "contact-hour", "sets": ["technology"]});
    let activities: Vec<Value> = activities.iter().map(activity).collect();
    json!({"certified_on": on, "ala_membership": [], "renewals": renewals, "activities": activities})
}

#[test]
fn certification_and_renewal() {
    use Status::{Certified, Grace, Lapsed, RenewalOpen};
    let open = certified("2012-08-01", &[], &[]);
    let years = |years| json!({"certification": {"years": years}});
    check(open.clone(), years(5), Some(Clause::Term), [RenewalOpen, Certified]);
    check(open.clone(), years(3), Some(Clause::Term), [RenewalOpen, Lapsed]);
    let renewal = |changes: Value| json!({ "renewal": changes });
    check(
        open.clone(),
        renewal(json!({"opens_months_before": 1})),
        Some(Clause::Window),
        [RenewalOpen, Certified],
    );
    check(
        open.clone(),
        renewal(json!({"grace_months": 3})),
        Some(Clause::Window),
        [RenewalOpen, RenewalOpen],
    );
    check(open, renewal(json!({"grace_terms": "every"})), None, [RenewalOpen, RenewalOpen]);
    let over = certified("2012-05-01", &[], &[]);
    check(over, renewal(json!({"grace_months": 1})), Some(Clause::Window), [Grace, Lapsed]);

    // Renewed in the last month with 36 hours.
    let renewed = certified("2012-05-01", &["2016-04-15"], &[("2016-01-01", 36)]);
    let hours = |hours| renewal(json!({"contact_hours": hours}));
    // Hours that were there either way still are asked for anew in the next term.
    check(renewed.clone(), hours(36), Some(Clause::ContactHours), [Certified, Certified]);
    // Too few: the renewal is rejected, and every date after it is another one. The hours are the reason.
    check(renewed.clone(), hours(37), Some(Clause::ContactHours), [Certified, Grace]);
    // The second term, which alone has another grace period, is not reached under both.
    let more_and_grace = renewal(json!({"contact_hours": 37, "grace_terms": "every"}));
    check(renewed.clone(), more_and_grace, Some(Clause::ContactHours), [Certified, Grace]);
    let grace = || renewal(json!({"grace_terms": "every"}));
    check(renewed, grace(), Some(Clause::Window), [Certified, Certified]);
    // Not in the window: that is the reason, whatever the hours.
    let early = certified("2012-08-01", &["2016-04-15"], &[("2016-01-01", 36)]);
    let narrow = json!({"renewal": {"opens_months_before": 3, "contact_hours": 50}});
    check(early, narrow, Some(Clause::Window), [Certified, RenewalOpen]);
    let enough = certified("2012-08-01", &[], &[("2016-01-01", 40)]);
    check(enough.clone(), hours(40), None, [RenewalOpen, RenewalOpen]);
    check(enough, hours(41), Some(Clause::ContactHours), [RenewalOpen, RenewalOpen]);
    // Not answered: all that is asked for is missing.
    let mut unanswered = certified("2012-08-01", &[], &[]);
    unanswered["activities"] = Value::Null;
    check(unanswered, hours(33), Some(Clause::ContactHours), [RenewalOpen, RenewalOpen]);
    let day = json!([{"completed_on": "2016-01-01", "quantity": 1, "unit": "conference-day", "sets": ["technology"]}]);
    let mut conference = certified("2012-08-01", &[], &[]);
    conference["activities"] = day;
    let units = json!({"renewal": {"unit_hours": {"conference-day": 8}}});
    check(conference, units, Some(Clause::ContactHours), [RenewalOpen, RenewalOpen]);
    // The third term is not reached under the first policy, so the ends of the first are held against each other.
    let twice =
        certified("2007-05-01", &["2011-04-15", "2015-04-15"], &[("2010-01-01", 33), ("2014-01-01", 36)]);
    check(twice, hours(36), Some(Clause::ContactHours), [Certified, Lapsed]);
}

#[test]
fn fees() {
    use Status::{Certified, RenewalOpen, Undetermined};
    let prices = |changes: Value| json!({ "fees": changes });
    let nobody = json!({"ala_membership": []});
    let application = prices(json!({"application_cents": {"non_member": 36000}}));
    check(nobody.clone(), application.clone(), Some(Clause::Fees), [Undetermined, Undetermined]);
    assert_eq!(compared(nobody.clone(), application).fees_change_cents(), 1000);
    // Members' prices touch members alone, portfolios those who submitted one.
    let members = prices(
        json!({"application_cents": {"member": 1}, "portfolio_cents": {"member": 1, "non_member": 2}}),
    );
    check(nobody, members.clone(), None, [Undetermined, Undetermined]);
    let member = json!({"ala_membership": [{"from": "2000-01-01"}]});
    assert_eq!(compared(member, members).fees_change_cents(), 1 - 32500);
    let renewal = prices(json!({"renewal_cents": {"member": 10, "non_member": 20}}));
    check(certified("2015-01-01", &[], &[]), renewal.clone(), None, [Certified, Certified]);
    let open = certified("2012-08-01", &[], &[]);
    check(open.clone(), renewal.clone(), Some(Clause::Fees), [RenewalOpen, RenewalOpen]);
    assert_eq!(compared(open, renewal).fees_change_cents(), 20);
}

#[test]
fn what_is_gained_and_lost_is_said_for_every_pair_of_statuses() {
    use Standing::{Certified, Out, Renewable, TakingPart, Undecided};
    let expected =
        [Undecided, Out, TakingPart, TakingPart, TakingPart, Out, Certified, Certified, Renewable, Out];
    assert_eq!(Status::ALL.iter().map(|&status| Standing::of(status)).collect::<Vec<_>>(), expected);
    let mut table = ComparisonTable::default();
    let some = compared(json!({}), json!({}));
    for (place, &a) in Status::ALL.iter().enumerate() {
        for (other, &b) in Status::ALL.iter().enumerate() {
            let (mut comparison, at_a, at_b) = (some.clone(), expected[place], expected[other]);
            (comparison.a.status, comparison.b.status) = (a, b);
            table.add(&comparison);
            assert_eq!(comparison.gained(), (at_b > at_a).then_some(at_b), "{a} {b}");
            assert_eq!(comparison.lost(), (at_b < at_a).then_some(at_a), "{a} {b}");
        }
    }
    assert!(table.statuses().all(|count| count.records == 1));
    // Two statuses have a certification, and there are eight others.
    assert_eq!((table.gained(Certified), table.lost(Certified)), (16, 16));
    assert_eq!((table.gained(Out), table.lost(Out)), (0, 0));
    assert_eq!((table.records(), table.touched()), (100, 0));
}

#[test]
fn editions_differ_where_their_parameters_do() {
    let record = candidate(["2014-02-01"; 6]);
    let record: Record = serde_json::from_value(json!({"id": "p", "admitted_on": record["admitted_on"],
        "courses": record["courses"], "portfolios": [{"set": "technology", "submitted_on": "2012-01-01",
        "outcome": "pending"}]}))
    .expect("a record");
    let of = |a: Edition, b: Edition| {
        compare(
            &record,
            &catalog(),
            &Policy::from(a),
            &Policy::from(b),
            "2014-06-30".parse().expect("a date"),
        )
    };
    let [faq, earlier, later] = [Edition::LsscFaq, Edition::Lssc2011, Edition::Lssc2019];
    assert_eq!(of(faq, faq).clause, None);
    assert_eq!(of(faq, earlier).clause, Some(Clause::Fees));
    assert_eq!(of(faq, earlier).fees_change_cents(), -6000);
    // Approved on 2010-01-01, so four years end on 2014-01-01.
    let courses = of(faq, later);
    assert_eq!((courses.clause, courses.lost()), (Some(Clause::Course), Some(Standing::Certified)));
}

#[test]
fn results_are_written_with_keys_that_say_what_they_are() {
    let early = certified("2012-05-01", &["2016-04-15"], &[("2016-01-01", 36)]);
    let changes = json!({"renewal": {"contact_hours": 40}, "fees": {"renewal_cents": {"member": 10, "non_member": 20}}});
    let comparison = compared(early, changes);
    assert_eq!(
        serde_json::to_string(&comparison).expect("JSON"),
        concat!(
            r#"{"record":"p","a":{"status":"certified","fees_cents":35000},"b":{"status":"grace","fees_cents":35020},"#,
            r#""clause":"4.11","gained":null,"lost":"certified","fees_change_cents":20}"#,
        )
    );
    let mut table = ComparisonTable::default();
    assert_eq!(
        serde_json::to_string(&table).expect("JSON"),
        concat!(
            r#"{"records":0,"touched":0,"statuses":[],"clauses":[],"gained":[],"lost":[],"#,
            r#""fees_more":{"records":0,"total_cents":0},"fees_less":{"records":0,"total_cents":0},"fees_change_cents":0}"#,
        )
    );
    table.add(&comparison);
    table.add(&comparison);
    assert_eq!(
        serde_json::to_string(&table).expect("JSON"),
        concat!(
            r#"{"records":2,"touched":2,"statuses":[{"a":"certified","b":"grace","records":2}],"#,
            r#""clauses":[{"clause":"4.11","records":2}],"gained":[],"lost":[{"standing":"certified","records":2}],"#,
            r#""fees_more":{"records":2,"total_cents":40},"fees_less":{"records":0,"total_cents":0},"fees_change_cents":40}"#,
        )
    );
    let clauses = Clause::ALL.iter().map(|&clause| (clause, table.first_differs(clause)));
    let sent = ComparisonTable::of_counts(table.statuses(), clauses, table.fees_more(), table.fees_less());
    assert_eq!(sent, table);
    let undone = compared_on("2016-04-14", json!({"certified_on": "2012-05-01"}), json!({}));
    assert_eq!(undone.clause, None);
}
