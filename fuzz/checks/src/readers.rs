//! The strict reader and the one that collects faults agree, on whole requests and on every part (ARCHITECTURE, invariant 5),
//! and a part alone says what it says inside a request.

use std::fmt::Debug;

use lssc_core::wire::{self, Request, Written, assess_apart};
use lssc_core::{Catalog, Faults, People, Policy, Program, Record};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::document::{Node, Value};

/// How one part is read by the reader of faults, and with the other one before it.
struct Part<T> {
    collected: fn(Written<'_>) -> Result<T, Faults>,
    alone: fn(&[u8]) -> Result<T, Faults>,
}

const RECORD: Part<Record> = Part { collected: |text| text.record(), alone: Record::from_json };
const CATALOG: Part<Catalog> = Part { collected: |text| text.catalog(), alone: Catalog::from_json };
const POLICY: Part<Policy> = Part { collected: |text| text.policy(), alone: Policy::from_json };
const PEOPLE: Part<People> = Part { collected: |text| text.people(), alone: People::from_json };

/// Reads bytes as each part, and as a request with its parts.
pub fn readers(data: &[u8]) {
    agree(&RECORD, data);
    agree(&CATALOG, data);
    agree(&POLICY, data);
    agree(&PEOPLE, data);
    in_a_request(data);
    let (mut record, mut catalog, mut policy, mut as_of) = (None, None, None, None);
    let Some(entries) = parts(data) else { return };
    for (key, text) in &entries {
        let bytes = text.get().as_bytes();
        match key.as_str() {
            "record" => {
                agree(&RECORD, bytes);
                record = record.or(Some(text.get()));
            }
            "catalog" => {
                agree(&CATALOG, bytes);
                catalog = catalog.or(Some(text.get()));
            }
            "policy" | "policy_a" | "policy_b" => {
                agree(&POLICY, bytes);
                policy = policy.or(Some(text.get()));
            }
            "people" => agree(&PEOPLE, bytes),
            "as_of" => as_of = as_of.or(Some(text.get())),
            _ => {}
        }
        in_a_request(bytes);
    }
    same_apart(record, catalog, policy, as_of);
    program(&entries);
}

fn parts(data: &[u8]) -> Option<Vec<(String, &RawValue)>> {
    let crate::document::Entries(entries) = serde_json::from_slice(data).ok()?;
    Some(entries)
}

fn agree<T: DeserializeOwned + PartialEq + Debug>(part: &Part<T>, text: &[u8]) {
    let strict = serde_json::from_slice::<T>(text);
    let collected = (part.collected)(Written(text));
    let alone = (part.alone)(text);
    match (&strict, &collected) {
        (Ok(strict), Ok(collected)) => assert_eq!(strict, collected, "two values of one text"),
        (Ok(_), Err(faults)) => panic!("taken strictly, but {faults}"),
        (Err(error), Ok(_)) => assert!(is_for_the_other_reader(text), "refused strictly: {error}"),
        (Err(_), Err(_)) => {}
    }
    // Of text from outside, which has no stand-ins, both say the same.
    if !text.contains(&0x1a) {
        assert_eq!(alone, collected);
    }
}

/// What the collecting reader alone takes: an integer written `-0`, and a policy by name or over another.
fn is_for_the_other_reader(text: &[u8]) -> bool {
    fn has_minus_zero(node: &Node) -> bool {
        match &node.value {
            Value::Token(token) => token == "-0",
            Value::List(items) => items.iter().any(has_minus_zero),
            Value::Object(entries) => entries.iter().any(|(_, value)| has_minus_zero(value)),
        }
    }
    let document = Node::read(text).expect("what was taken is JSON");
    document.string().is_some() || document.get("extends").is_some() || has_minus_zero(&document)
}

/// Faults as people are told them.
fn told(faults: &Faults, prefix: &str) -> Vec<String> {
    faults
        .iter()
        .map(|fault| format!("{prefix}{} {} {}", fault.path(), fault.code(), fault.message()))
        .collect()
}

/// The text as the record, the catalog and the policies of a request and of a comparison.
fn in_a_request(text: &[u8]) {
    let Ok(text) = std::str::from_utf8(text) else { return };
    // What is no JSON by itself may be JSON with what stands around it.
    if Node::read(text.as_bytes()).is_none() || text.trim_matches([' ', '\n', '\r', '\t']) == "null" {
        return;
    }
    let day = r#""as_of":"2020-03-01""#;
    let request = format!(r#"{{"record":{text},{day}}}"#);
    same_faults("/record", Record::from_json(text.as_bytes()), Request::from_json(request.as_bytes()));
    let request = format!(r#"{{"record":{{"id":"p"}},"catalog":{text},{day}}}"#);
    same_faults("/catalog", Catalog::from_json(text.as_bytes()), Request::from_json(request.as_bytes()));
    let request = format!(r#"{{"record":{{"id":"p"}},"policy":{text},{day}}}"#);
    let policy = Policy::from_json(text.as_bytes());
    same_faults("/policy", policy.clone(), Request::from_json(request.as_bytes()));
    for key in ["policy_a", "policy_b"] {
        let request = format!(r#"{{"record":{{"id":"p"}},"{key}":{text},{day}}}"#);
        same_faults(&format!("/{key}"), policy.clone(), Written(request.as_bytes()).comparison());
    }
    let request = format!(r#"{{"record":{text},"policy_a":{text},"policy_b":"lssc-2019",{day}}}"#);
    let comparison = Written(request.as_bytes()).comparison();
    let answer = wire::compare(request.as_bytes());
    assert_eq!(wire::compared(&comparison), answer);
    let request = format!(r#"{{"op":"order","people":{text},{day}}}"#);
    same_faults("/people", People::from_json(text.as_bytes()), Request::from_json(request.as_bytes()));
}

/// The faults of a part alone are those of a request with it, but for the start of their pointers.
fn same_faults<T: Debug, W: Debug>(prefix: &str, alone: Result<T, Faults>, whole: Result<W, Faults>) {
    match (alone, whole) {
        (Ok(_), Ok(_)) => {}
        (Err(alone), Err(whole)) => {
            // Inside a request everything is a level or two deeper, and a few bytes further on.
            if !alone[0].path().is_empty() || !whole[0].path().is_empty() {
                let is_whole = whole.len() == 1 && whole[0].path().is_empty();
                if !is_whole {
                    assert_eq!(told(&alone, prefix), told(&whole, ""));
                }
            }
        }
        (Ok(_), Err(faults)) => panic!("taken alone, but {faults}"),
        (Err(faults), Ok(_)) => panic!("taken in a request, but alone {faults}"),
    }
}

/// A request read in two parts says what the whole one says.
fn same_apart(record: Option<&str>, catalog: Option<&str>, policy: Option<&str>, as_of: Option<&str>) {
    let [record, catalog, policy, as_of] =
        [record, catalog, policy, as_of].map(|text| text.unwrap_or("null"));
    let whole = format!(r#"{{"record":{record},"catalog":{catalog},"policy":{policy},"as_of":{as_of}}}"#);
    let terms = Written(format!(r#"{{"catalog":{catalog},"policy":{policy}}}"#).as_bytes()).terms();
    let question = Written(format!(r#"{{"record":{record},"as_of":{as_of}}}"#).as_bytes()).question();
    let apart = assess_apart(&terms, &question);
    match Request::from_json(whole.as_bytes()) {
        // A text that is not read at all is heard of alone.
        Err(faults) if faults[0].path().is_empty() => assert!(apart.is_err()),
        Err(faults) => assert_eq!(told(&faults, ""), told(&apart.expect_err("faults of the whole"), "")),
        Ok(Request::Assess(question, terms)) => assert_eq!(apart, Ok(terms.assess(&question))),
        Ok(other) => panic!("{other:?}"),
    }
}

/// A program on its own is that of a request.
fn program(entries: &[(String, &RawValue)]) {
    let get = |key: &str| entries.iter().find(|(own, _)| own == key).map(|(_, text)| text.get());
    let (Some(requirements), Some(courses)) = (get("requirements"), get("courses")) else { return };
    let rest = format!(r#""requirements":{requirements},"courses":{courses}}}"#);
    let alone = format!("{{{rest}");
    let whole = format!(r#"{{"op":"review",{rest}"#);
    let written = Written(alone.as_bytes()).program();
    let alone = Program::from_json(alone.as_bytes());
    assert_eq!(alone, written);
    match (alone, Request::from_json(whole.as_bytes())) {
        (Ok(alone), Ok(Request::Review(program, _))) => assert_eq!(alone, program),
        (Err(alone), Err(whole)) => {
            if !whole[0].path().is_empty() && !alone[0].path().is_empty() {
                assert_eq!(told(&alone, ""), told(&whole, ""));
            }
        }
        (alone, whole) => panic!("{alone:?} alone, {whole:?} in a request"),
    }
}
