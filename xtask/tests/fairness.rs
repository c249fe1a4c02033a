//! `docs/fairness.md` and the tests behind it: every test that the page names is there, every test of a theorem is on the page, and
//! so is every case.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder whose names end like this.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(root().join(folder)).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

/// The names of the tests in a file: the functions under `#[test]`.
fn tests_in(path: &Path) -> BTreeSet<String> {
    let text = read(path);
    let functions = text.split("#[test]\n").skip(1);
    functions
        .map(|rest| {
            let start = rest.trim_start().strip_prefix("fn ").expect("a test is a function");
            start.split('(').next().unwrap().to_owned()
        })
        .collect()
}

/// What the page has in backticks.
fn named(page: &str) -> impl Iterator<Item = &str> {
    page.split('`').skip(1).step_by(2)
}

#[test]
fn the_page_names_every_test_of_a_theorem_and_no_other() {
    let page = read(&root().join("docs/fairness.md"));
    let theorems: BTreeSet<String> =
        files("lssc-core/tests/fairness", ".rs").iter().flat_map(|path| tests_in(path)).collect();
    assert!(theorems.len() > 60, "{} tests", theorems.len());
    // A name of that many words is that of a test.
    let on_the_page: BTreeSet<String> = named(&page)
        .filter(|name| name.matches('_').count() >= 4)
        .filter(|name| name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_'))
        .map(str::to_owned)
        .collect();
    // One more theorem is a property of every assessment, and stays with those.
    let elsewhere = tests_in(&root().join("lssc-core/tests/properties/as_of.rs"));
    let known: BTreeSet<_> = theorems.union(&elsewhere).cloned().collect();
    let unknown: Vec<_> = on_the_page.difference(&known).collect();
    assert!(unknown.is_empty(), "the page names tests that are not there: {unknown:?}");
    let missing: Vec<_> = theorems.difference(&on_the_page).collect();
    assert!(missing.is_empty(), "the page does not name {missing:?}");
}

#[test]
fn the_page_names_every_case_about_fairness_and_no_other() {
    let page = read(&root().join("docs/fairness.md"));
    let mut ids = BTreeSet::new();
    for path in files("conformance", ".jsonl").into_iter().chain(files("conformance/compare", ".jsonl")) {
        for line in read(&path).lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            ids.insert(case["id"].as_str().unwrap().to_owned());
        }
    }
    // A name of that many words, joined like this, is that of a case.
    let is_case = |name: &&str| name.matches('-').count() >= 2 && !name.contains([' ', '/', '_', '.']);
    let on_the_page: BTreeSet<&str> = named(&page).filter(is_case).collect();
    for name in &on_the_page {
        assert!(ids.contains(*name), "the page names a case `{name}`, and there is none");
    }
    let about = ids.iter().filter(|id| id.starts_with("fair-") || id.starts_with("compare-fair-"));
    let missing: Vec<_> = about.filter(|id| !on_the_page.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "the page does not name the cases {missing:?}");
}
