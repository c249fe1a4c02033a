//! Every operation is asked and answered in the one way (RULES 8): the fast reader and the one that collects faults say the
//! same, an answer holds what the function of that name gives, and no key is taken for another operation's.

use crate::mutation::{mutation, spaced};
use crate::scene::{Scene, check, date, day, scene};
use crate::tree::{Tree, json};
use lssc_core::wire::{Operation, Request, Session, answer, compare, reply};
use lssc_core::{DateRange, calendar, plan, timeline};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json as value};

const PROGRAM: &str = r#""requirements":{"choose":1,"from":[{"course":"a"},{"all":[{"course":"b"}]}]},"courses":{"a":["technology"],"b":[]}"#;
const PEOPLE: &str = r#""people":[{"name":"Pat","email":"pat@a.example","ala_member":true},{"name":"Sam","email":"sam@a.example","ala_member":false}]"#;

/// So many days from the day of a scene on, as far as an input can say.
fn range(scene: &Scene, days: u32) -> DateRange {
    let to = scene.as_of.plus_days(days).min(date("2199-12-31"));
    DateRange::new(scene.as_of, to).expect("in order")
}

/// A request of the operation about a scene, with the range from its day on.
fn request(operation: Operation, scene: &Scene, days: u32) -> String {
    let (record, catalog, policy) = (json(&scene.record()), json(&scene.catalog()), json(&scene.policy()));
    let about = format!(r#""record":{record},"catalog":{catalog},"policy":{policy}"#);
    let as_of = format!(r#""as_of":"{}""#, scene.as_of);
    let rest = match operation {
        Operation::Assess | Operation::Plan | Operation::Calendar => format!("{about},{as_of}"),
        Operation::Timeline => {
            let range = range(scene, days);
            format!(r#"{about},"from":"{}","to":"{}""#, range.from(), range.to())
        }
        Operation::Order => format!(r#"{PEOPLE},{as_of},"policy":{policy}"#),
        Operation::Review => format!(r#"{PROGRAM},"policy":{policy}"#),
    };
    format!(r#"{{"op":"{operation}",{rest}}}"#)
}

fn any_operation() -> impl Strategy<Value = Operation> {
    proptest::sample::select(Operation::ALL.to_vec())
}

/// By both readers, and after another request with the same session.
fn same_either_way(session: &mut Session, request: &str) -> Result<String, TestCaseError> {
    let fast = session.answer(request.as_bytes());
    let slow = reply(&Request::from_json(request.as_bytes()));
    prop_assert_eq!(String::from_utf8_lossy(&fast), String::from_utf8_lossy(&slow), "{}", request);
    prop_assert_eq!(&fast, &answer(request.as_bytes()));
    Ok(String::from_utf8(fast).expect("text"))
}

#[test]
fn an_answer_holds_what_the_function_gives() {
    check((any_operation(), scene(), 0..9000_u32), |(operation, scene, days)| {
        let (record, catalog, policy, as_of) = (scene.record(), scene.catalog(), scene.policy(), scene.as_of);
        let answer = same_either_way(&mut Session::default(), &request(operation, &scene, days))?;
        let expected = match operation {
            Operation::Assess => json(&value!({ "assessment": scene.assess() })),
            Operation::Timeline => {
                json(&value!({ "timeline": timeline(&record, &catalog, &policy, range(&scene, days)) }))
            }
            Operation::Plan => json(&value!({ "plan": plan(&record, &catalog, &policy, as_of) })),
            Operation::Calendar => json(&value!({ "calendar": calendar(&record, &catalog, &policy, as_of) })),
            // What these give has tests of its own.
            Operation::Order | Operation::Review => answer.clone(),
        };
        let [answer, expected] = [answer, expected].map(|text| serde_json::from_str::<Value>(&text).unwrap());
        prop_assert!(answer.get("faults").is_none());
        prop_assert_eq!(answer, expected);
        Ok(())
    });
}

#[test]
fn a_spoilt_request_of_any_operation_has_the_same_answer_either_way() {
    check((any_operation(), scene(), vec(mutation(), 0..=4)), |(operation, scene, mutations)| {
        let mut tree = Tree::of(&request(operation, &scene, 365));
        mutations.iter().for_each(|mutation| mutation.apply(&mut tree));
        let mut session = Session::default();
        same_either_way(&mut session, &tree.to_string())?;
        same_either_way(&mut session, &request(operation, &scene, 30))?;
        same_either_way(&mut session, &spaced(&tree)).map(|_| ())
    });
}

/// The faults of a request, as path and code.
fn faults(request: &str) -> Vec<(String, String)> {
    let text = answer(request.as_bytes());
    assert_eq!(Session::default().answer(request.as_bytes()), text, "{request}");
    let answer: Value = serde_json::from_slice(&text).unwrap();
    let Some(faults) = answer["faults"].as_array() else { return vec![] };
    let part = |fault: &Value, key: &str| fault[key].as_str().unwrap().to_owned();
    faults.iter().map(|fault| (part(fault, "path"), part(fault, "code"))).collect()
}

#[test]
fn an_operation_has_its_own_keys_and_no_others() {
    let parts: &[(&str, &str)] = &[
        ("record", r#"{"id":"p"}"#),
        ("catalog", "{}"),
        ("policy", r#""lssc-faq""#),
        ("as_of", r#""2024-06-30""#),
        ("from", r#""2024-06-30""#),
        ("to", r#""2024-06-30""#),
        ("people", "[]"),
        ("requirements", r#"{"course":"a"}"#),
        ("courses", r#"{"a":[]}"#),
    ];
    for &operation in Operation::ALL {
        let (own, required): (&[&str], &[&str]) = match operation {
            Operation::Assess | Operation::Plan | Operation::Calendar => {
                (&["record", "catalog", "policy", "as_of"], &["record", "as_of"])
            }
            Operation::Timeline => {
                (&["record", "catalog", "policy", "from", "to"], &["record", "from", "to"])
            }
            Operation::Order => (&["people", "as_of", "policy"], &["people", "as_of"]),
            Operation::Review => (&["requirements", "courses", "policy"], &["requirements", "courses"]),
        };
        // Every key at once, with a value and with null; what is not this operation's is unknown.
        let of = |wanted: &dyn Fn(&str) -> bool, null: bool| {
            let parts = parts.iter().filter(|(key, _)| wanted(key));
            let parts: Vec<String> = parts
                .map(|(key, value)| {
                    format!(r#""{key}":{}"#, if null && !own.contains(key) { "null" } else { value })
                })
                .collect();
            format!(r#"{{"op":"{operation}",{}}}"#, parts.join(","))
        };
        assert_eq!(faults(&of(&|key| own.contains(&key), false)), []);
        let unknown: Vec<_> = parts
            .iter()
            .filter(|(key, _)| !own.contains(key))
            .map(|(key, _)| (format!("/{key}"), "unknown-key".to_owned()))
            .collect();
        assert_eq!(faults(&of(&|_| true, false)), unknown, "{operation}");
        assert_eq!(faults(&of(&|_| true, true)), unknown, "{operation}");
        for missing in own {
            let expected: Vec<_> = required
                .iter()
                .filter(|key| *key == missing)
                .map(|key| (format!("/{key}"), "missing".to_owned()))
                .collect();
            assert_eq!(faults(&of(&|key| own.contains(&key) && key != *missing, false)), expected);
        }
        let none: Vec<_> = required.iter().map(|key| (format!("/{key}"), "missing".to_owned())).collect();
        assert_eq!(faults(&format!(r#"{{"op":"{operation}"}}"#)), none, "{operation}");
    }
}

#[test]
fn faults_stand_in_the_order_of_the_parts_and_the_requests_own_keys_come_last() {
    let check = |request: &str, expected: &[(&str, &str)]| {
        let expected: Vec<_> =
            expected.iter().map(|(path, code)| ((*path).to_owned(), (*code).to_owned())).collect();
        assert_eq!(faults(request), expected, "{request}");
    };
    check(r#"{"op":"renew","record":7,"x":1}"#, &[("/op", "unknown-value")]);
    check(r#"{"x":1,"op":7,"as_of":7}"#, &[("/op", "wrong-type")]);
    // The operation is known first wherever it stands, and of two the first counts.
    check(r#"{"as_of":"2024-06-30","people":[],"op":"order","op":"assess"}"#, &[("/op", "duplicate-key")]);
    check(
        r#"{"z":1,"to":"soon","from":7,"policy":"x","catalog":7,"record":{},"op":"timeline","as_of":1}"#,
        &[
            ("/record/id", "missing"),
            ("/catalog", "wrong-type"),
            ("/policy", "unknown-policy"),
            ("/from", "wrong-type"),
            ("/to", "bad-date"),
            ("/z", "unknown-key"),
            ("/as_of", "unknown-key"),
        ],
    );
    check(
        r#"{"policy":"x","as_of":7,"people":[{"name":" ","email":"a","ala_member":1}],"op":"order","record":1}"#,
        &[
            ("/people/0/name", "bad-text"),
            ("/people/0/email", "bad-text"),
            ("/people/0/ala_member", "wrong-type"),
            ("/as_of", "wrong-type"),
            ("/policy", "unknown-policy"),
            ("/record", "unknown-key"),
        ],
    );
    check(
        r#"{"policy":"x","courses":{"a":["x"]},"requirements":{"all":[]},"op":"review","as_of":"2024-06-30"}"#,
        &[
            ("/requirements/all", "bad-length"),
            ("/courses/a/0", "unknown-set"),
            ("/policy", "unknown-policy"),
            ("/as_of", "unknown-key"),
        ],
    );
    // A day that is faulty itself is not held against the other one.
    let range = |from: &str, to: &str, expected: &[(&str, &str)]| {
        check(&format!(r#"{{"op":"timeline","record":{{"id":"p"}},"from":{from},"to":{to}}}"#), expected);
    };
    range(r#""2024-06-30""#, r#""2024-06-30""#, &[]);
    range(r#""2024-06-30""#, r#""2024-06-29""#, &[("/to", "conflict")]);
    range(r#""2024-06-31""#, r#""2024-06-29""#, &[("/from", "bad-date")]);
    range(r#""2024-06-30""#, "null", &[("/to", "missing")]);
}

/// The answer about two policies is that of the function, by either name of a policy.
fn compared(scene: &Scene, day: lssc_core::Date) -> TestCaseResult {
    let (record, catalog, policy) = (scene.record(), scene.catalog(), scene.policy());
    let request = format!(
        r#"{{"record":{},"catalog":{},"policy_b":{},"as_of":"{day}"}}"#,
        json(&record),
        json(&catalog),
        json(&policy)
    );
    let faq = lssc_core::Policy::default();
    let expected = lssc_core::compare(&record, &catalog, &faq, &policy, day);
    let expected = format!(r#"{{"comparison":{}}}"#, expected.to_json());
    prop_assert_eq!(String::from_utf8(compare(request.as_bytes())).unwrap(), expected);
    Ok(())
}

#[test]
fn two_policies_are_compared_as_a_request_is_answered() {
    check((scene(), day()), |(scene, day)| compared(&scene, day));
    let faults = |request: &str| -> Vec<String> {
        let answer: Value = serde_json::from_slice(&compare(request.as_bytes())).unwrap();
        let path = |fault: &Value| format!("{} {}", fault["path"], fault["code"]).replace('"', "");
        answer["faults"].as_array().unwrap().iter().map(path).collect()
    };
    assert_eq!(
        faults(r#"{"op":"assess","as_of":7,"policy_b":"y","policy_a":"x","catalog":7}"#),
        [
            "/record missing",
            "/catalog wrong-type",
            "/policy_a unknown-policy",
            "/policy_b unknown-policy",
            "/as_of wrong-type",
            "/op unknown-key"
        ]
    );
}
