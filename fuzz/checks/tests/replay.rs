//! What the fuzzers have kept, replayed: every file of the corpora, and every one that once broke a target.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lssc_fuzz_checks::{TARGETS, Target};

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("fuzz").to_owned()
}

/// What lies in a folder; nothing, if it is not there.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.expect("readable").path()).collect()
}

fn names(folder: &str) -> BTreeSet<String> {
    let stem = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    entries(&fuzz().join(folder)).iter().map(stem).collect()
}

/// Every file of the target in the folder; those that break it are all named.
fn replay(folder: &str, name: &str, target: Target) -> usize {
    let files = entries(&fuzz().join(folder).join(name));
    let breaks = |path: &&PathBuf| {
        let bytes = fs::read(path).expect("readable");
        std::panic::catch_unwind(|| target(&bytes)).is_err()
    };
    let broken: Vec<&PathBuf> = files.iter().filter(breaks).collect();
    assert!(broken.is_empty(), "{name} does not take {broken:?}");
    files.len()
}

#[test]
fn every_target_takes_its_corpus_and_what_once_broke_it() {
    for (name, target) in TARGETS {
        assert!(replay("corpus", name, target) > 0, "`{name}` has no corpus");
        replay("crashes", name, target);
    }
}

/// The requests of the conformance cases, with which every fuzzer begins.
fn cases() -> Vec<String> {
    let lies_in = fuzz().join("../conformance");
    let files: Vec<PathBuf> =
        [lies_in.clone(), lies_in.join("compare")].iter().flat_map(|folder| entries(folder)).collect();
    let lines = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    let lines: Vec<String> = lines.map(|file| fs::read_to_string(file).expect("readable")).collect();
    let request = |line: &str| {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
        case["request"].as_str().map_or_else(|| case["request"].to_string(), str::to_owned)
    };
    lines.iter().flat_map(|file| file.lines()).map(request).collect()
}

#[test]
fn every_target_takes_the_requests_of_the_cases() {
    let requests = cases();
    assert!(requests.len() > 1500, "{} cases", requests.len());
    for (name, target) in TARGETS {
        for request in &requests {
            let taken = std::panic::catch_unwind(|| target(request.as_bytes()));
            assert!(taken.is_ok(), "{name} does not take {request}");
        }
    }
}

#[test]
fn every_folder_is_of_a_target() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("corpus"), targets);
    assert_eq!(names("fuzz_targets"), targets);
    let strangers: Vec<_> = names("crashes").difference(&targets).cloned().collect();
    assert!(strangers.is_empty(), "of no target: {strangers:?}");
}

#[test]
fn every_target_takes_what_is_no_request_at_all() {
    for (_, target) in TARGETS {
        for bytes in [&b""[..], b"{", b"{}", b"null", b"\xff\xfe", &[0; 300], &[255; 300]] {
            target(bytes);
        }
    }
}
