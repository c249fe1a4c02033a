//! `xtask/mutants.json`, why some mutants may survive, and the page that repeats it.

use std::fs;
use std::path::Path;

use serde_json::Value;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn written() -> Value {
    serde_json::from_str(&read("xtask/mutants.json")).unwrap()
}

#[test]
fn the_page_gives_every_reason_and_no_other() {
    let (page, written) = (read("docs/trust.md"), written());
    let (_, part) = page.split_once("<!-- from xtask/mutants.json").unwrap();
    let (part, _) = part.split_once("<!-- to here -->").unwrap();
    let reasons = written["reasons"].as_array().unwrap();
    for entry in reasons {
        let [mutant, at, reason] = ["mutant", "at", "reason"].map(|key| entry[key].as_str().unwrap());
        let line = format!("- `{mutant}` (`{at}`): {reason}\n");
        assert!(part.contains(&line), "docs/trust.md does not say: {line}run cargo xtask mutants --page");
    }
    assert_eq!(part.matches("\n- ").count(), reasons.len(), "docs/trust.md gives reasons of its own");
}

#[test]
fn every_reason_stands_at_a_line_that_there_is() {
    for entry in written()["reasons"].as_array().unwrap() {
        let [file, at] = ["file", "at"].map(|key| entry[key].as_str().unwrap());
        assert!(read(file).lines().any(|line| line.trim() == at), "{file} has no line `{at}`");
    }
}

/// The counts are those of one run, and the page does not speak of one that was not recorded.
#[test]
fn the_page_tells_of_the_run_that_is_recorded() {
    let (page, written) = (read("docs/trust.md"), written());
    let counts = written["whole_run"]["mutants"].as_object().unwrap();
    let is_recorded = !counts.is_empty();
    assert_eq!(page.contains("No whole run is recorded yet."), !is_recorded);
    assert_eq!(!written["whole_run"]["files"].as_object().unwrap().is_empty(), is_recorded);
    if is_recorded {
        let count = |name: &str| counts[name].as_u64().unwrap_or_else(|| panic!("no count of {name}"));
        let fates = [
            "caught",
            "timeouts",
            "unviable",
            "survived with a reason",
            "not noticed by the quick tests, in what reads and writes",
            "not run",
        ];
        assert_eq!(fates.map(count).iter().sum::<u64>(), count("all"));
    }
}
