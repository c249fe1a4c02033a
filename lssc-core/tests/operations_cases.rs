//! Runs every case of `conformance/operations/`: what `docs/operations.md` says, asked and answered.
//!
//! As in `conformance.rs`, messages are left out. Those of a decision are under its digest, so that is left out with them; what
//! `verify` is given holds both.

use std::collections::BTreeSet;
use std::path::Path;

use lssc_core::wire::{self, FurtherOperation, Session};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    clause: String,
    shows: String,
    request: Box<RawValue>,
    answer: Value,
}

fn cases() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/operations");
    let files = std::fs::read_dir(folder).expect("the folder is there");
    let mut cases = Vec::new();
    for file in files.map(|file| file.expect("a file").path()) {
        let text = std::fs::read_to_string(&file).expect("a text");
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        cases.extend(text.lines().map(|line| (name.clone(), serde_json::from_str(line).expect("a case"))));
    }
    cases
}

fn without_messages(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            entries.remove("message");
            entries.remove("sha256");
            entries.values_mut().for_each(without_messages);
        }
        Value::Array(items) => items.iter_mut().for_each(without_messages),
        _ => {}
    }
}

#[test]
fn every_case_is_answered_as_it_says() {
    let (mut session, mut wrong, mut ids) = (Session::default(), Vec::new(), BTreeSet::new());
    for (file, mut case) in cases() {
        let line = case.request.get();
        let answer = wire::answer(line.as_bytes());
        assert_eq!(session.answer(line.as_bytes()), answer, "{}: a session remembers nothing", case.id);
        let mut found: Value = serde_json::from_slice(&answer).expect("JSON");
        without_messages(&mut found);
        without_messages(&mut case.answer);
        assert!(
            case.id.starts_with(&format!("{file}-")) && ids.insert(case.id.clone()),
            "{} stands in {file}",
            case.id
        );
        if found != case.answer {
            wrong.push(format!(
                "{} ({}): {}\n want {}\n  got {found}",
                case.id, case.clause, case.shows, case.answer
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_operation_has_cases_with_an_answer_and_its_own_clause() {
    let cases = cases();
    for operation in FurtherOperation::NAMES {
        let key = if *operation == "audit-sample" { "sample" } else { operation };
        let key = match key {
            "decide" => "decision".to_owned(),
            "verify" => "verification".to_owned(),
            other => other.replace('-', "_"),
        };
        let answered = cases.iter().filter(|(_, case)| case.answer.get(&key).is_some()).count();
        assert!(answered >= 3, "{operation} has {answered} answers");
    }
    let clauses: BTreeSet<&str> = cases.iter().map(|(_, case)| case.clause.as_str()).collect();
    let document = include_str!("../../docs/operations.md");
    for clause in clauses {
        assert!(
            document.contains(&format!("\n## {clause}. ")),
            "{clause} is no section of docs/operations.md"
        );
    }
}
