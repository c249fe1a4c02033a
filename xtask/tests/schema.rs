//! Every conformance case is as `conformance/case.schema.json` says, checked by an independent validator.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance")
}

#[test]
fn every_case_is_as_the_schema_says() {
    let schema = fs::read_to_string(folder().join("case.schema.json")).expect("the schema is there");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    let mut checked = 0;
    for folder in [folder(), folder().join("compare")] {
        checked += check(&folder, &validator);
    }
    assert!(checked > 400, "{checked} cases");
}

/// Checks the cases of a folder; returns how many there are.
fn check(folder: &Path, validator: &Validator) -> usize {
    let mut checked = 0;
    for file in fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("the folder can be read").path();
        if path.extension().is_none_or(|ending| ending != "jsonl") {
            continue;
        }
        for line in fs::read_to_string(&path).expect("the file can be read").lines() {
            let case = serde_json::from_str(line).expect("a case is JSON");
            let faults: Vec<String> =
                validator.iter_errors(&case).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(faults.is_empty(), "{}: {line}\n{}", path.display(), faults.join("\n"));
            checked += 1;
        }
    }
    checked
}
