//! The cheapest way to complete (RULES 6.4), case by case, as it stands on the wire (RULES 8).

use lssc_core::{Catalog, Policy, Record, plan};
use serde_json::{Value, json};

/// One required set, `technology`, and one of two electives; portfolios 60 dollars, 50 for members.
fn policy(changes: Value) -> Value {
    let mut policy = json!({
        "extends": "lssc-faq",
        "id": "one-and-one",
        "completion": {
            "required": ["technology"],
            "electives": ["access-services", "youth-services"],
            "electives_needed": 1
        }
    });
    merge(&mut policy, changes);
    policy
}

fn merge(into: &mut Value, changes: Value) {
    match (into, changes) {
        (Value::Object(into), Value::Object(changes)) => {
            for (key, value) in changes {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, changes) => *into = changes,
    }
}

fn approval(id: &str, set: &str, price_cents: Option<u64>) -> Value {
    json!({
        "id": id, "set": set, "courses": [format!("course of {id}")],
        "approved_on": "2020-01-01", "price_cents": price_cents
    })
}

/// The plan of 2024-06-30, as JSON text.
fn planned(record: Value, approvals: &[Value], policy: &Value) -> String {
    let mut whole = json!({"id": "p"});
    merge(&mut whole, record);
    let record = Record::from_json(whole.to_string().as_bytes()).expect("a record");
    let catalog = json!({"approvals": approvals}).to_string();
    let catalog = Catalog::from_json(catalog.as_bytes()).expect("a catalog");
    let policy = Policy::from_json(policy.to_string().as_bytes()).expect("a policy");
    let plan = plan(&record, &catalog, &policy, "2024-06-30".parse().expect("a date"));
    serde_json::to_string(&plan).expect("JSON")
}

/// One purchase in short: `technology a-1 1000, access-services portfolio 6000 = 7000`.
fn short(purchase: &Value) -> String {
    let item = |item: &Value| {
        let by = item.get("approval").unwrap_or(&item["route"]).as_str().expect("a name").to_owned();
        format!("{} {by} {}", item["set"].as_str().expect("a set"), item["amount_cents"])
    };
    let items: Vec<String> = purchase["items"].as_array().expect("a list").iter().map(item).collect();
    format!("{} = {}", items.join(", "), purchase["total_cents"])
}

#[track_caller]
fn check(record: Value, approvals: &[Value], policy: &Value, non_member: &str, unavailable: Value) {
    let plan: Value = serde_json::from_str(&planned(record, approvals, policy)).expect("JSON");
    assert_eq!(short(&plan["as_non_member"]), non_member, "{plan}");
    assert_eq!(plan["unavailable"], unavailable, "{plan}");
}

/// The required set alone, bought through the given approvals.
#[track_caller]
fn check_technology(approvals: &[Value], changes: Value, expected: &str) {
    let mut changes_to_all = json!({"completion": {"electives": [], "electives_needed": 0}});
    merge(&mut changes_to_all, changes);
    let policy = policy(changes_to_all);
    let unavailable = if expected == " = 0" { json!(["technology"]) } else { json!([]) };
    check(json!({}), approvals, &policy, expected, unavailable);
}

#[test]
fn keys_and_their_order_are_those_of_the_specification() {
    let approvals = [approval("a", "technology", Some(4500))];
    let expected = concat!(
        r#"{"as_non_member":{"items":[{"set":"technology","route":"course","approval":"a","amount_cents":4500},"#,
        r#"{"set":"access-services","route":"portfolio","amount_cents":6000}],"total_cents":10500},"#,
        r#""as_member":{"items":[{"set":"technology","route":"course","approval":"a","amount_cents":4500},"#,
        r#"{"set":"access-services","route":"portfolio","amount_cents":5000}],"total_cents":9500},"#,
        r#""membership_saves_cents":1000,"unavailable":[]}"#,
    );
    assert_eq!(planned(json!({}), &approvals, &policy(json!({}))), expected);
}

#[test]
fn nothing_known_costs_six_portfolios() {
    // RULES 7, without the application.
    let plan: Value = serde_json::from_str(&planned(json!({}), &[], &json!("lssc-faq"))).expect("JSON");
    assert_eq!(plan["as_non_member"]["total_cents"], json!(36000));
    assert_eq!(plan["as_member"]["total_cents"], json!(30000));
    assert_eq!(plan["membership_saves_cents"], json!(6000));
    // The first three electives: they all cost the same.
    let sets: Vec<&Value> =
        plan["as_member"]["items"].as_array().expect("a list").iter().map(|item| &item["set"]).collect();
    assert_eq!(
        sets,
        [
            "foundations-of-library-services",
            "communication-and-teamwork",
            "technology",
            "access-services",
            "adult-readers-advisory-services",
            "cataloging-and-classification"
        ]
    );
    // A closed route leaves nothing on offer: required sets first, then every elective.
    let closed: Value = serde_json::from_str(&planned(json!({}), &[], &json!("lssc-2019"))).expect("JSON");
    assert_eq!(closed["as_non_member"], json!({"items": [], "total_cents": 0}));
    assert_eq!(closed["unavailable"].as_array().expect("a list").len(), 10);
    assert_eq!(closed["unavailable"][0], json!("foundations-of-library-services"));
}

#[test]
fn an_approval_is_open_from_its_first_day_to_its_last() {
    let dated = |approved_on: &str, expires_on: Option<&str>| {
        let mut approval = approval("a", "technology", Some(1000));
        merge(&mut approval, json!({"approved_on": approved_on, "expires_on": expires_on}));
        approval
    };
    let (bought, not_bought) = ("technology a 1000 = 1000", "technology portfolio 6000 = 6000");
    for (approved_on, expires_on, years, expected) in [
        ("2024-06-30", None, None, bought),
        ("2024-07-01", None, None, not_bought),
        ("2020-01-01", Some("2024-06-30"), None, bought),
        ("2020-01-01", Some("2024-06-29"), None, not_bought),
        ("2024-06-30", Some("2024-06-30"), None, bought),
        ("2020-06-30", None, Some(4), bought),
        ("2020-06-29", None, Some(4), not_bought),
        // Its own end wins over the policy's, either way.
        ("2020-06-30", Some("2024-06-29"), Some(4), not_bought),
        ("2015-01-01", Some("2024-06-30"), Some(4), bought),
        ("2024-06-30", None, Some(0), bought),
        ("2024-06-29", None, Some(0), not_bought),
    ] {
        let changes = json!({"credit": {"course_approval_years": years}});
        check_technology(&[dated(approved_on, expires_on)], changes, expected);
    }
    // Of a leap day, four years later too (RULES 1.2).
    let leap = |years| json!({"credit": {"course_approval_years": years}});
    check_technology(&[dated("2020-02-29", None)], leap(5), bought);
    check_technology(&[dated("2020-02-29", None)], leap(4), not_bought);
}

#[test]
fn the_portfolio_route_is_open_to_its_last_day() {
    for (last_on, expected) in [
        (Some("2024-06-30"), "technology portfolio 6000 = 6000"),
        (Some("2024-06-29"), " = 0"),
        (Some("2199-12-31"), "technology portfolio 6000 = 6000"),
        (None, "technology portfolio 6000 = 6000"),
    ] {
        check_technology(&[], json!({"credit": {"last_portfolio_on": last_on}}), expected);
    }
}

#[test]
fn what_has_no_price_is_not_on_offer_and_what_costs_nothing_is() {
    check_technology(&[approval("a", "technology", None)], json!({}), "technology portfolio 6000 = 6000");
    check_technology(&[approval("a", "technology", Some(0))], json!({}), "technology a 0 = 0");
    let closed = json!({"credit": {"last_portfolio_on": "2020-01-01"}});
    check_technology(&[approval("a", "technology", None)], closed, " = 0");
    let free = json!({"fees": {"portfolio_cents": {"member": 0, "non_member": 0}}});
    check_technology(&[approval("a", "technology", Some(1))], free.clone(), "technology portfolio 0 = 0");
    check_technology(&[approval("a", "technology", Some(0))], free, "technology a 0 = 0");
}

#[test]
fn ties_go_to_the_course_then_the_set_then_the_id() {
    let technology = |id, price| approval(id, "technology", Some(price));
    check_technology(&[technology("a", 6000)], json!({}), "technology a 6000 = 6000");
    check_technology(&[technology("a", 6001)], json!({}), "technology portfolio 6000 = 6000");
    check_technology(&[technology("b", 10), technology("a", 10)], json!({}), "technology a 10 = 10");
    // By code point: capitals first, ten before two, U+FFFD before U+1F4DA (in UTF-16 it is the other way round).
    for (first, second) in [("B", "a"), ("a-10", "a-2"), ("a", "aa"), ("\u{fffd}", "\u{1f4da}")] {
        let expected = format!("technology {first} 10 = 10");
        check_technology(&[technology(second, 10), technology(first, 10)], json!({}), &expected);
    }
    // Among electives: the price, then courses, then the set.
    let done = json!({"courses": [{"course": "course of t", "completed_on": "2022-01-01"}]});
    let all = |approvals: &[Value]| [&[technology("t", 1)], approvals].concat();
    let elective = |id, set, price| approval(id, set, Some(price));
    let (access, youth) = ("access-services", "youth-services");
    for (approvals, expected) in [
        (vec![], "access-services portfolio 6000 = 6000"),
        (vec![elective("y", youth, 6000)], "youth-services y 6000 = 6000"),
        (vec![elective("y", youth, 6001)], "access-services portfolio 6000 = 6000"),
        (vec![elective("a", youth, 50), elective("z", access, 50)], "access-services z 50 = 50"),
        (vec![elective("a", youth, 49), elective("z", access, 50)], "youth-services a 49 = 49"),
    ] {
        check(done.clone(), &all(&approvals), &policy(json!({})), expected, json!([]));
    }
}

#[test]
fn required_sets_stand_in_set_order_and_electives_by_price() {
    let policy = policy(json!({"completion": {
        "required": ["youth-services", "technology"],
        "electives": ["supervision-and-management", "access-services", "collection-management"],
        "electives_needed": 2
    }}));
    let approvals = [
        approval("y", "youth-services", Some(10)),
        approval("s", "supervision-and-management", Some(20)),
        approval("c", "collection-management", Some(30)),
    ];
    let expected = "technology portfolio 6000, youth-services y 10, supervision-and-management s 20, \
                    collection-management c 30 = 6060";
    check(json!({}), &approvals, &policy, expected, json!([]));
}

#[test]
fn a_bundle_is_bought_whole_though_part_of_it_is_done() {
    let bundle = json!({
        "id": "bundle", "set": "technology", "courses": ["c-1", "c-2"],
        "approved_on": "2020-01-01", "price_cents": 900
    });
    let half = json!({"courses": [{"course": "c-1", "completed_on": "2022-01-01"}]});
    let expected = "technology bundle 900, access-services portfolio 6000 = 6900";
    check(half, std::slice::from_ref(&bundle), &policy(json!({})), expected, json!([]));
    let whole = json!({"courses": [
        {"course": "c-1", "completed_on": "2022-01-01"}, {"course": "c-2", "completed_on": "2024-06-30"}
    ]});
    check(whole, &[bundle], &policy(json!({})), "access-services portfolio 6000 = 6000", json!([]));
}

#[test]
fn each_set_is_bought_by_itself_though_one_course_would_serve_both() {
    let mut both = [approval("t", "technology", Some(100)), approval("y", "youth-services", Some(100))];
    both[1]["courses"] = both[0]["courses"].clone();
    check(json!({}), &both, &policy(json!({})), "technology t 100, youth-services y 100 = 200", json!([]));
}

#[test]
fn only_credit_that_counts_on_the_day_is_left_out() {
    let expected_both = "technology t 100, access-services portfolio 6000 = 6100";
    let approvals = [approval("t", "technology", Some(100))];
    let course = |on| json!({"courses": [{"course": "course of t", "completed_on": on}]});
    let elective = "access-services portfolio 6000 = 6000";
    check(course("2024-06-30"), &approvals, &policy(json!({})), elective, json!([]));
    check(course("2024-07-01"), &approvals, &policy(json!({})), expected_both, json!([]));
    // Finished before the approval's two years.
    check(course("2017-12-31"), &approvals, &policy(json!({})), expected_both, json!([]));
    check(course("2018-01-01"), &approvals, &policy(json!({})), elective, json!([]));
    // After the deadline of a candidacy that has expired it does not count, and is bought anew all the same.
    for (admitted_on, expected) in [("2019-01-01", elective), ("2018-12-31", expected_both)] {
        let mut record = course("2023-01-01");
        record["admitted_on"] = json!(admitted_on);
        check(record, &approvals, &policy(json!({})), expected, json!([]));
    }
    // Late electives are bought anew too, and the late one is among those to choose from.
    let late = json!({"admitted_on": "2018-12-31", "courses": [{"course": "course of y", "completed_on": "2023-01-01"}]});
    let youth = [approval("t", "technology", Some(100)), approval("y", "youth-services", Some(300))];
    check(late, &youth, &policy(json!({})), "technology t 100, youth-services y 300 = 400", json!([]));
    // A portfolio that is pending is not there yet; one before the admission earns nothing.
    let portfolio = |outcome: Value| {
        let mut portfolio = json!({"set": "technology", "submitted_on": "2024-06-01"});
        merge(&mut portfolio, outcome);
        json!({"admitted_on": "2024-05-01", "portfolios": [portfolio]})
    };
    let achieved = |on| portfolio(json!({"outcome": "achieved", "evaluated_on": on}));
    check(portfolio(json!({"outcome": "pending"})), &approvals, &policy(json!({})), expected_both, json!([]));
    check(achieved("2024-07-01"), &approvals, &policy(json!({})), expected_both, json!([]));
    check(achieved("2024-06-30"), &approvals, &policy(json!({})), elective, json!([]));
    let mut early = achieved("2024-06-30");
    early["admitted_on"] = json!("2024-06-02");
    check(early, &approvals, &policy(json!({})), expected_both, json!([]));
}

#[test]
fn a_plan_is_empty_once_the_sets_suffice_whatever_the_status() {
    let approvals = [approval("t", "technology", Some(100)), approval("y", "youth-services", Some(100))];
    let courses = json!([
        {"course": "course of t", "completed_on": "2022-01-01"},
        {"course": "course of y", "completed_on": "2022-01-01"}
    ]);
    let empty = r#"{"as_non_member":{"items":[],"total_cents":0},"as_member":{"items":[],"total_cents":0},"membership_saves_cents":0,"unavailable":[]}"#;
    for more in [
        json!({}),
        json!({"admitted_on": "2021-01-01"}),
        json!({"certified_on": "2010-01-01"}),
        json!({"education": "below-high-school"}),
    ] {
        let mut record = json!({"courses": courses});
        merge(&mut record, more);
        assert_eq!(planned(record, &approvals, &policy(json!({}))), empty);
    }
    // Certified by record, with nothing behind it: the sets are what is asked about.
    let certified = json!({"certified_on": "2022-01-01"});
    let expected = "technology t 100, youth-services y 100 = 200";
    check(certified, &approvals, &policy(json!({})), expected, json!([]));
}

#[test]
fn electives_earned_are_not_asked_for_again() {
    let policy = policy(json!({"completion": {
        "electives": ["access-services", "youth-services", "collection-management"], "electives_needed": 2
    }, "credit": {"last_portfolio_on": "2020-01-01"}}));
    let [technology, youth] = ["technology", "youth-services"].map(|set| approval(set, set, Some(100)));
    let free = approval("old", "access-services", None);
    let access = json!({"courses": [{"course": "course of old", "completed_on": "2022-01-01"}]});
    let both = [technology.clone(), youth, free.clone()];
    let expected = "technology technology 100, youth-services youth-services 100 = 200";
    // One elective is there, one is on offer: that is enough, and what is not on offer is not missed.
    check(access.clone(), &both, &policy, expected, json!([]));
    // Without it: one too few, and each elective without an offer is named, in set order.
    let unavailable = json!(["access-services", "collection-management"]);
    check(json!({}), &both, &policy, expected, unavailable);
    // An elective that was earned is not unavailable, though nothing gives it any more.
    let expected = "technology technology 100 = 100";
    let unavailable = json!(["collection-management", "youth-services"]);
    check(access, &[technology, free], &policy, expected, unavailable);
}

#[test]
fn required_sets_come_first_among_what_is_unavailable() {
    let policy = policy(json!({"completion": {
        "required": ["youth-services", "collection-management"],
        "electives": ["technology", "access-services"], "electives_needed": 1
    }, "credit": {"last_portfolio_on": "2020-01-01"}}));
    let unavailable = json!(["collection-management", "youth-services", "technology", "access-services"]);
    check(json!({}), &[], &policy, " = 0", unavailable);
    let expected = "access-services a 1 = 1";
    let approvals = [approval("a", "access-services", Some(1))];
    check(json!({}), &approvals, &policy, expected, json!(["collection-management", "youth-services"]));
}

#[test]
fn sets_that_the_policy_does_not_have_are_not_bought() {
    let approvals = [approval("c", "collection-management", Some(1))];
    let expected = "technology portfolio 6000, access-services portfolio 6000 = 12000";
    check(json!({}), &approvals, &policy(json!({})), expected, json!([]));
}

#[test]
fn members_may_buy_something_else_and_may_pay_more() {
    let approvals = [approval("t", "technology", Some(5500))];
    let plan: Value =
        serde_json::from_str(&planned(json!({}), &approvals, &policy(json!({})))).expect("JSON");
    assert_eq!(short(&plan["as_non_member"]), "technology t 5500, access-services portfolio 6000 = 11500");
    let as_member = "technology portfolio 5000, access-services portfolio 5000 = 10000";
    assert_eq!(short(&plan["as_member"]), as_member);
    assert_eq!(plan["membership_saves_cents"], json!(1500));

    let dearer = policy(json!({"fees": {"portfolio_cents": {"member": 1_000_000_000, "non_member": 0}}}));
    let text = planned(json!({}), &[], &dearer);
    assert!(text.contains(r#""membership_saves_cents":-2000000000"#), "{text}");
    // Whether somebody is a member is not asked of the record.
    let member = json!({"ala_membership": [{"from": "2000-01-01"}]});
    assert_eq!(planned(member, &[], &dearer), text);
}

#[test]
fn unanswered_lists_leave_everything_to_buy() {
    let none = json!({"courses": [], "portfolios": [], "degrees": []});
    let expected = planned(none, &[], &policy(json!({})));
    assert_eq!(planned(json!({}), &[], &policy(json!({}))), expected);
}
