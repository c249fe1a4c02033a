//! No compound condition of the rules without its pairs, and no pair of a condition that is gone.

#[expect(dead_code, reason = "where a condition stands, and how it is made, is for the command to know")]
#[path = "../src/pairs/conditions.rs"]
mod conditions;

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

type Names = BTreeSet<[String; 3]>;

fn core() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../lssc-core")
}

/// The single conditions in the sources: where, in which condition, and itself.
fn in_the_sources() -> Names {
    let conditions = conditions::all(&core()).expect("sources that can be read");
    let named = conditions.iter().flat_map(|condition| {
        let place = format!("{} {}", condition.file, condition.function);
        let singles = condition.singles.iter();
        singles.map(move |single| [place.clone(), condition.text.clone(), single.text.clone()])
    });
    named.collect()
}

/// Those in the tables of the tests.
fn in_the_tables() -> Names {
    let mut names = Names::new();
    for file in std::fs::read_dir(core().join("tests/pairs/tables")).expect("a folder") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a table");
        let table: Vec<Value> = serde_json::from_str(&text).expect("a list");
        let word = |value: &Value| value.as_str().expect("text").to_owned();
        for condition in &table {
            for pair in condition["pairs"].as_array().expect("a list") {
                names.insert([word(&condition["in"]), word(&condition["condition"]), word(&pair["single"])]);
            }
        }
    }
    names
}

#[test]
fn every_single_condition_has_its_pair_or_a_reason() {
    let (sources, tables) = (in_the_sources(), in_the_tables());
    assert!(sources.len() > 100, "only {} single conditions are found", sources.len());
    let missing: Vec<_> = sources.difference(&tables).collect();
    let gone: Vec<_> = tables.difference(&sources).collect();
    assert!(missing.is_empty(), "without a pair in lssc-core/tests/pairs/tables: {missing:#?}");
    assert!(gone.is_empty(), "in lssc-core/tests/pairs/tables, and no longer in the sources: {gone:#?}");
}

#[test]
fn every_form_of_a_condition_is_found() {
    let source = r"
        impl Rule {
            fn asked(&self, day: u32, last: Option<u32>) -> bool {
                if let Some(last) = last && day > last { return false }
                match day {
                    3 if last.is_none() => true,
                    day if day > 1 && day < 9 => matches!(last, Some(2) | None) || !(day == 5),
                    _ => [1, 2].iter().any(|&a| a == day && day > 0) && last.is_none_or(|last| day <= last),
                }
            }
        }
        #[cfg(test)]
        mod tests { fn none() -> bool { true && false } }
    ";
    let found = conditions::of_source("rule.rs", source).expect("Rust");
    let singles = |condition: &conditions::Condition| -> Vec<String> {
        condition.singles.iter().map(|single| single.text.clone()).collect()
    };
    let found: Vec<_> = found.iter().map(|condition| (&*condition.function, singles(condition))).collect();
    let expected: [&[&str]; 6] = [
        &["let Some(last) = last", "day > last"],
        &["3", "last.is_none()"],
        &["day > 1", "day < 9"],
        &["matches!(last, Some(2) | None)", "day == 5"],
        &["a == day", "day > 0"],
        &["[1, 2].iter().any(|&a| a == day && day > 0)", "last is none", "day <= last"],
    ];
    let expected =
        expected.map(|singles| ("Rule::asked", singles.iter().map(|&text| text.to_owned()).collect()));
    assert_eq!(found, expected);
}
