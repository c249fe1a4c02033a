//! The documents say what the code, the cases and the manifest say.

use std::fs;
use std::path::Path;

use lssc_core::{Edition, FindingCode};
use serde_json::Value;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// `1,318`.
fn with_commas(number: u64) -> String {
    let (thousands, rest) = (number / 1000, number % 1000);
    if thousands > 0 { format!("{thousands},{rest:03}") } else { rest.to_string() }
}

#[test]
fn the_number_of_cases_is_the_manifests() {
    let manifest: Value = serde_json::from_str(&read("conformance/manifest.json")).unwrap();
    let cases = with_commas(manifest["cases"].as_u64().unwrap());
    for file in ["README.md", "CHANGELOG.md"] {
        assert!(read(file).contains(&format!("{cases} ")), "{file} does not speak of {cases} cases");
    }
}

/// How many cases the kit has, who passes how many, and how many hang on readings.
#[test]
fn how_we_know_counts_the_kit_as_it_stands() {
    let json = |file: &str| -> Value { serde_json::from_str(&read(file)).unwrap() };
    let manifest = json("conformance/manifest.json");
    let comparisons: u64 =
        manifest["comparisons"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    let requests = manifest["cases"].as_u64().unwrap();
    let [all, requests, comparisons] = [requests + comparisons, requests, comparisons].map(with_commas);
    let readings = json("conformance/readings.json")["readings"].as_array().unwrap().clone();
    let hanging: usize = readings.iter().map(|reading| reading["cases"].as_array().unwrap().len()).sum();
    let version = manifest["version"].as_str().unwrap();
    let page = read("docs/trust.md").split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        format!(
            "`lssc-conformance-{version}.tar.gz`: {requests} cases of requests and {comparisons} of comparisons"
        ),
        format!("({all} of {all} each)"),
        format!("({requests} of {requests} each; they have no runner for comparisons)"),
        format!("{hanging} cases hang on which of {} readings", readings.len()),
    ] {
        assert!(page.contains(&said), "docs/trust.md does not say: {said}");
    }
}

#[test]
fn the_readme_names_the_minimum_rust_the_editions_and_every_rule() {
    let (readme, manifest) = (read("README.md"), read("Cargo.toml"));
    let version =
        manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap().trim_matches('"');
    assert!(readme.contains(&format!("({version} or later)")));
    for name in Edition::NAMES.iter().copied().chain(FindingCode::ALL.iter().map(|code| code.rule())) {
        assert!(readme.contains(&format!("`{name}`")), "the README does not name `{name}`");
    }
}

/// Every file that a document points to is there.
#[test]
fn links_lead_somewhere() {
    for file in [
        "README.md",
        "docs/ARCHITECTURE.md",
        "docs/readings.md",
        "conformance/CHANGELOG.md",
        "conformance/PROTOCOL.md",
        "docs/fairness.md",
        "docs/trust.md",
        "conformance/README.md",
        "lssc-py/README.md",
        "lssc-wasm/README.md",
        "lssc-wasm/demo/README.md",
        "SECURITY.md",
    ] {
        let folder = Path::new(file).parent().unwrap();
        let text = read(file);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next().map(str::to_owned)) {
            if let Some(anchor) = target.strip_prefix('#') {
                let mut headings = text.lines().filter_map(|line| line.strip_prefix("## "));
                let has_it = headings.any(|heading| heading.to_lowercase().replace(' ', "-") == anchor);
                assert!(has_it, "{file} points to {target}");
            } else if !target.starts_with("https://") {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join(&target);
                assert!(path.exists(), "{file} points to {target}");
            }
        }
    }
}
