//! Runs every case of `conformance/` and holds the answers to it byte for byte (RULES 8).
//!
//! Messages are for people and may change, so a case does not hold them; everything else it does. The comparisons of RULES 6.5,
//! which section 8 has no operation for, are in a folder of their own.

#[path = "common/shortened.rs"]
mod shortened;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use lssc_core::wire::{self, Operation, Request, Session};
use lssc_core::{Edition, FaultCode, FindingCode, RejectionReason, Route, Status, summary};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use shortened::shortened;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    clause: String,
    shows: String,
    request: Box<RawValue>,
    answer: Box<RawValue>,
}

impl Case {
    /// The request line: the text of the value as it stands in the file; of a string, what the string holds.
    fn line(&self) -> String {
        match serde_json::from_str(self.request.get()) {
            Ok(Value::String(line)) => line,
            _ => self.request.get().to_owned(),
        }
    }
}

#[derive(Deserialize)]
struct Manifest {
    files: BTreeMap<String, usize>,
    cases: usize,
    /// Those of RULES 6.5, which are no requests.
    comparisons: BTreeMap<String, usize>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance")
}

fn manifest() -> Manifest {
    let text = fs::read_to_string(folder().join("manifest.json")).expect("manifest.json is there");
    serde_json::from_str(&text).expect("manifest.json holds files and a number")
}

/// The cases of each file that are requests.
fn cases() -> BTreeMap<String, Vec<Case>> {
    cases_in("")
}

/// The cases of each file that compare two policies.
fn comparisons() -> BTreeMap<String, Vec<Case>> {
    cases_in("compare/")
}

/// The cases of each file of a folder in `conformance/`, in the order of the files' names.
fn cases_in(below: &str) -> BTreeMap<String, Vec<Case>> {
    let files = fs::read_dir(folder().join(below)).expect("the folder is there");
    let names =
        files.map(|file| file.expect("the folder can be read").file_name().into_string().expect("UTF-8"));
    let read = |name: String| {
        let name = format!("{below}{name}");
        let text = fs::read_to_string(folder().join(&name)).expect("the file can be read");
        let case =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}: {error}: {line}"));
        let cases = text.lines().map(case).collect();
        (name, cases)
    };
    names.filter(|name| name.ends_with(".jsonl")).map(read).collect()
}

/// The answer without its messages.
fn without_messages(mut answer: Value) -> Value {
    fn drop_from(entries: Option<&mut Value>) {
        for entry in entries.and_then(Value::as_array_mut).into_iter().flatten() {
            entry
                .as_object_mut()
                .expect("an entry is an object")
                .remove("message")
                .expect("it has a message");
        }
    }
    drop_from(answer.get_mut("faults"));
    drop_from(answer.pointer_mut("/assessment/findings"));
    answer
}

/// What an answer of an assessment starts with: all that stands before the findings.
fn before_findings(answer: &str) -> &str {
    let end = answer.rfind(",\"findings\":[").or_else(|| answer.strip_suffix("}}").map(str::len));
    &answer[..end.expect("an assessment ends with its findings or after its unknowns")]
}

fn differs(case: &Case, answer: &str) -> Option<String> {
    let expected = case.answer.get();
    let (want, got): (Value, Value) = match (serde_json::from_str(expected), serde_json::from_str(answer)) {
        (Ok(want), Ok(got)) => (want, without_messages(got)),
        _ => return Some("not JSON".to_owned()),
    };
    let same = if want.get("assessment").is_some() {
        let says_findings = want.pointer("/assessment/findings").is_some();
        let same_findings = want.pointer("/assessment/findings") == got.pointer("/assessment/findings");
        // The bytes up to the findings, and then nothing but the findings.
        answer.starts_with(&format!("{},\"findings\":[", before_findings(expected)))
            && (same_findings || !says_findings)
    } else if want.get("faults").is_some() {
        want == got
    } else {
        answer == expected
    };
    (!same)
        .then(|| format!("{} ({}): {}\n want {expected}\n  got {answer}", case.id, case.clause, case.shows))
}

#[test]
fn every_case_is_answered_as_it_says() {
    let mut session = Session::default();
    let mut wrong = Vec::new();
    for case in cases().values().flatten() {
        let line = case.line();
        let answer = String::from_utf8(session.answer(line.as_bytes())).expect("an answer is UTF-8");
        assert_eq!(
            answer.as_bytes(),
            wire::answer(line.as_bytes()),
            "{}: a session remembers nothing",
            case.id
        );
        wrong.extend(differs(case, &answer));
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_summary_says_what_the_assessment_of_every_case_says() {
    let mut summaries = 0;
    for case in cases().values().flatten() {
        let Ok(Request::Assess(question, terms)) = Request::from_json(case.line().as_bytes()) else {
            continue;
        };
        let found = summary(&question.record, &terms.catalog, &terms.policy, question.as_of);
        assert_eq!(found, shortened(&terms.assess(&question)), "{}", case.id);
        summaries += 1;
    }
    assert!(summaries > 500, "{summaries}");
}

#[test]
fn every_comparison_is_answered_as_it_says() {
    let mut wrong = Vec::new();
    for case in comparisons().values().flatten() {
        let answer = String::from_utf8(wire::compare(case.line().as_bytes())).expect("an answer is UTF-8");
        wrong.extend(differs(case, &answer));
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn as_many_cases_run_as_are_declared() {
    let manifest = manifest();
    let count = |cases: BTreeMap<String, Vec<Case>>| -> BTreeMap<String, usize> {
        cases.into_iter().map(|(name, cases)| (name, cases.len())).collect()
    };
    let run = count(cases());
    assert_eq!(run, manifest.files);
    assert_eq!(run.values().sum::<usize>(), manifest.cases);
    assert!(manifest.cases >= 400);
    assert_eq!(count(comparisons()), manifest.comparisons);
}

#[test]
fn every_operation_has_thirty_cases() {
    let asked: Vec<Operation> = cases()
        .values()
        .flatten()
        .filter_map(|case| match serde_json::from_str::<Value>(&case.line()) {
            Ok(request) => request["op"].as_str().unwrap_or("assess").parse().ok(),
            Err(_) => None,
        })
        .collect();
    for operation in Operation::ALL {
        let cases = asked.iter().filter(|asked| *asked == operation).count();
        assert!(cases >= 30, "{cases} cases of {operation}");
    }
    assert!(comparisons().values().map(Vec::len).sum::<usize>() >= 30);
}

#[test]
fn ids_are_unique_and_every_clause_is_one_of_the_rules() {
    let rules = fs::read_to_string(folder().join("../docs/RULES.md")).expect("docs/RULES.md is there");
    let mut ids = BTreeMap::new();
    for (file, cases) in cases().into_iter().chain(comparisons()) {
        for case in cases {
            let clause = &case.clause;
            let stands = [format!("**{clause} "), format!("\n{clause} "), format!("\n## {clause}. ")];
            assert!(stands.iter().any(|start| rules.contains(start)), "{}: no clause {clause}", case.id);
            assert!(
                case.shows.ends_with('.') && !case.shows.contains('\n'),
                "{}: `shows` is a sentence",
                case.id
            );
            let before = ids.insert(case.id.clone(), file.clone());
            assert_eq!(before, None, "{} stands twice, again in {file}", case.id);
        }
    }
}

/// The cases leave out what a file cannot hold: 16 MiB (`tests/hostile.rs` has it).
#[test]
fn every_code_status_reason_and_edition_has_a_case() {
    let answers: Vec<Value> = cases()
        .values()
        .flatten()
        .map(|case| serde_json::from_str(case.answer.get()).expect("an answer is JSON"))
        .collect();
    let holds = |pointer: &str, key: &str, name: &str| {
        answers.iter().any(|answer| match answer.pointer(pointer) {
            Some(Value::Array(entries)) => entries.iter().any(|entry| entry[key] == name),
            Some(value) => value == name,
            None => false,
        })
    };
    for code in FaultCode::ALL.iter().filter(|code| **code != FaultCode::TooLarge) {
        assert!(holds("/faults", "code", code.as_str()), "no case has the fault {code}");
    }
    for status in Status::ALL {
        assert!(holds("/assessment/status", "", status.as_str()), "no case has the status {status}");
    }
    for reason in RejectionReason::ALL {
        assert!(
            holds("/assessment/renewal/rejected", "reason", reason.as_str()),
            "no case is rejected as {reason}"
        );
    }
    for edition in Edition::ALL {
        assert!(holds("/assessment/policy", "", edition.as_str()), "no case is about {edition}");
    }
    assert!(holds("/assessment/policy", "", "example-state"), "no case is about an overlay");
}

/// Every kind of finding and every route, which the answers do not name, by assessing what the cases ask.
#[test]
fn every_kind_of_finding_and_every_route_has_a_case() {
    let (mut kinds, mut routes) = (BTreeSet::new(), BTreeSet::new());
    for case in cases().values().flatten() {
        let Ok(Request::Assess(question, terms)) = Request::from_json(case.line().as_bytes()) else {
            continue;
        };
        let assessment = terms.assess(&question);
        kinds.extend(assessment.findings.iter().map(lssc_core::Finding::code));
        routes.extend(assessment.completion.credits.iter().map(|credit| credit.route));
    }
    let missing: Vec<_> = FindingCode::ALL.iter().filter(|code| !kinds.contains(code)).collect();
    assert!(missing.is_empty(), "no case has {missing:?}");
    assert_eq!(routes.len(), Route::ALL.len());
}
