//! Bytes to an answer: never a panic, always one line of JSON, and faults that point at something (RULES 3.3, 8).

use lssc_core::wire::{self, Operation, Request, Session};
use lssc_core::{Edition, FaultCode, Policy};

use crate::document::Node;

/// What an answer may be about.
const ANSWERS: [&str; 7] = ["assessment", "faults", "timeline", "order", "review", "plan", "calendar"];

/// What a session is asked in between, so that it remembers another catalog and policy.
const BETWEEN: &[u8] = br#"{"record":{"id":"b"},"catalog":{"approvals":[]},"policy":{"extends":"lssc-2011","id":"c"},"as_of":"2020-02-29"}"#;

/// Asks once, again, after others, by the other reader, and as a comparison.
pub fn request(data: &[u8]) {
    let answer = wire::answer(data);
    let mut session = Session::default();
    for _ in 0..2 {
        assert_eq!(session.answer(data), answer, "asked again");
        let _ = session.answer(BETWEEN);
        assert_eq!(session.answer(data), answer, "asked after another request");
    }
    let read = Request::from_json(data);
    assert_eq!(wire::reply(&read), answer, "by the reader of faults");
    let document = Node::read(data);
    check(&answer, &ANSWERS, document.as_ref(), keys(document.as_ref()));
    let comparison = wire::compare(data);
    check(
        &comparison,
        &["comparison", "faults"],
        document.as_ref(),
        &["record", "catalog", "policy_a", "policy_b", "as_of"],
    );
}

/// The parts of a request in the order of their faults (RULES 3.3, 8).
fn keys(document: Option<&Node>) -> &'static [&'static str] {
    let op = document.and_then(|document| document.get("op")).and_then(Node::string);
    match op.and_then(|op| op.parse::<Operation>().ok()).unwrap_or(Operation::Assess) {
        Operation::Assess | Operation::Plan | Operation::Calendar => {
            &["record", "catalog", "policy", "as_of"]
        }
        Operation::Timeline => &["record", "catalog", "policy", "from", "to"],
        Operation::Order => &["people", "as_of", "policy"],
        Operation::Review => &["requirements", "courses", "policy"],
    }
}

/// A fault as it is answered.
struct Told {
    path: String,
    code: FaultCode,
}

fn check(answer: &[u8], names: &[&str], document: Option<&Node>, keys: &[&str]) {
    let text = std::str::from_utf8(answer).expect("an answer is UTF-8");
    assert!(!text.contains(['\n', '\r']), "an answer is one line");
    let parsed: serde_json::Value = serde_json::from_str(text).expect("an answer is JSON");
    let object = parsed.as_object().expect("an answer is an object");
    assert_eq!(object.len(), 1, "an answer says one thing");
    assert!(names.iter().any(|name| object.contains_key(*name)), "{text}");
    let Some(faults) = object.get("faults") else {
        assert!(document.is_some(), "answered, and no JSON to anybody else");
        return;
    };
    let faults: Vec<Told> = faults.as_array().expect("a list").iter().map(told).collect();
    assert!(!faults.is_empty(), "no fault, and no answer");
    if faults.iter().any(|fault| fault.path.is_empty()) {
        assert_eq!(faults.len(), 1, "a fault of the whole comes alone: {text}");
        let code = faults[0].code;
        // A request that is no object is `wrong-type`.
        let alone = [FaultCode::BadJson, FaultCode::TooLarge, FaultCode::TooDeep, FaultCode::WrongType];
        assert!(alone.contains(&code), "{text}");
        assert!(code != FaultCode::WrongType || document.is_some_and(|document| !document.is_object()));
        return;
    }
    let document = document.expect("faults inside what is no JSON to anybody else");
    let is_of_op = |fault: &Told| {
        fault.path == "/op" && matches!(fault.code, FaultCode::WrongType | FaultCode::UnknownValue)
    };
    if faults.iter().any(is_of_op) {
        assert_eq!(faults.len(), 1, "an operation that there is not comes alone: {text}");
    }
    points(&document_of_pointers(document), &faults, text);
    in_order(document, &faults, keys, text);
}

fn told(fault: &serde_json::Value) -> Told {
    let text = |key: &str| fault[key].as_str().expect("a text").to_owned();
    assert_eq!(fault.as_object().map(serde_json::Map::len), Some(3));
    assert!(!text("message").is_empty());
    Told { path: text("path"), code: text("code").parse().expect("a known code") }
}

/// The document with each overlay merged into its base, since pointers are of the merged policy (RULES 2).
fn document_of_pointers(document: &Node) -> Node {
    let mut document = document.clone();
    let crate::document::Value::Object(entries) = &mut document.value else { return document };
    for (key, value) in entries {
        if !["policy", "policy_a", "policy_b"].contains(&key.as_str()) {
            continue;
        }
        let base = value.get("extends").and_then(Node::string).and_then(|name| name.parse::<Edition>().ok());
        if let Some(base) = base {
            let base = Node::read(Policy::from(base).to_json().as_bytes()).expect("a policy is JSON");
            *value = base.merged(value);
        }
    }
    document
}

/// Every pointer names something that is there, or a key that is missing from an object that is there.
fn points(document: &Node, faults: &[Told], text: &str) {
    for Told { path, code } in faults {
        let found = document.at(path);
        match (code, found) {
            // Null is not answered; hours are missing from the span itself, as are all keys from a node of requirements.
            (FaultCode::Missing, Some(found)) => {
                let is_overlay_id = path.ends_with("/id");
                assert!(found.is_null() || found.is_object() || is_overlay_id, "{path} is there: {text}");
            }
            (FaultCode::Missing, None) => {
                let parent = path.rsplit_once('/').and_then(|(parent, _)| document.at(parent));
                assert!(parent.is_some_and(Node::is_object), "{path} is missing from nothing: {text}");
            }
            (_, found) => assert!(found.is_some(), "nothing stands at {path}: {text}"),
        }
        if *code == FaultCode::DuplicateKey {
            assert!(document.times(path) > 1, "{path} stands once: {text}");
        }
    }
    // A value has one fault of its own, or is in one with another field.
    let mut paths: Vec<&str> = faults
        .iter()
        .filter(|fault| fault.code != FaultCode::DuplicateKey)
        .map(|fault| &*fault.path)
        .collect();
    paths.sort_unstable();
    assert!(paths.windows(2).all(|two| two[0] != two[1]), "two faults of one value: {text}");
}

/// Parts in their order, the request's own unknown or repeated keys last; inside a part the order of the document.
fn in_order(document: &Node, faults: &[Told], keys: &[&str], text: &str) {
    let part = |fault: &Told| {
        let path = &fault.path[1..];
        let first = path.split_once('/').map_or(path, |(first, _)| first);
        let own = matches!(fault.code, FaultCode::UnknownKey | FaultCode::DuplicateKey) && first == path;
        keys.iter().position(|key| *key == first).filter(|_| !own).unwrap_or(keys.len())
    };
    assert!(faults.is_sorted_by_key(part), "parts in their order: {text}");
    for (number, key) in keys.iter().enumerate() {
        let is_overlay = key.starts_with("policy")
            && document.get(key).is_some_and(|policy| policy.get("extends").is_some());
        if is_overlay {
            continue;
        }
        // A key that is missing stands at the start of its object; a repeated one at its own place, which a pointer does
        // not tell.
        let place = |fault: &Told| {
            let parent = fault.path.rsplit_once('/').map_or("", |(parent, _)| parent);
            document.at(&fault.path).or_else(|| document.at(parent)).map(|node| node.place)
        };
        let inside =
            faults.iter().filter(|fault| part(fault) == number && fault.code != FaultCode::DuplicateKey);
        assert!(inside.is_sorted_by_key(place), "the order of the document in `{key}`: {text}");
    }
}
