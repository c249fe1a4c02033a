//! What the WebAssembly module offers, called as a web page calls it, with bytes that no page would write: never a panic, always
//! JSON, and the same as the core says.

use lssc_core::wire::{self, MAX_BYTES, Request};

/// The module itself, compiled for this machine.
#[path = "../../../lssc-wasm/src/lib.rs"]
mod module;

/// U+001A: before a JSON string it stands for a value that JSON does not have.
const STAND_IN: u8 = 0x1a;

/// Calls every function with the bytes, and those that take two pieces with the two on both sides of the first zero byte.
pub fn web(data: &[u8]) {
    let has_stand_ins = data.contains(&STAND_IN);
    assert_eq!(module::answer(data), wire::answer(data));
    let performed = object(&module::perform(data));
    if !has_stand_ins {
        let answered = object(&wire::answer(data));
        let mut shorter = performed.clone();
        let next = shorter.remove("next_date");
        assert_eq!(shorter, answered);
        let is_assessed = matches!(Request::from_json(data), Ok(Request::Assess(..)));
        assert_eq!(next.is_some(), is_assessed, "the next date stands beside an assessment");
    }
    let compared = module::compare(data);
    let _ = object(&compared);
    assert!(has_stand_ins || compared == wire::compare(data));
    let faults = module::record_faults(data);
    assert!(faults.is_empty() || object(&faults).contains_key("faults"));
    let days = object(&module::days_between(data));
    assert!(days.len() == 1 && (days.contains_key("days") || days.contains_key("faults")));
    assert_eq!(module::max_bytes(), MAX_BYTES);

    let mut pieces = data.splitn(2, |&byte| byte == 0);
    let (first, second) = (pieces.next().unwrap_or_default(), pieces.next().unwrap_or(data));
    let terms = module::Terms::new(first);
    let policy = object(&terms.policy());
    assert!(policy.contains_key("faults") || policy.contains_key("id"));
    for question in [second, data, first] {
        let answer = terms.assess(question);
        let said = object(&answer);
        assert!(
            said.contains_key("faults")
                || (said.contains_key("assessment") && said.contains_key("next_date"))
        );
        assert_eq!(terms.assess(question), answer, "asked again");
    }
}

fn object(json: &[u8]) -> serde_json::Map<String, serde_json::Value> {
    serde_json::from_slice(json)
        .unwrap_or_else(|error| panic!("{error} in {:?}", String::from_utf8_lossy(json)))
}
