//! Mutants that need a build of their own, left to cargo-mutants: first whether they compile, then a look with the tests that notice most,
//! then the whole suite for what is left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::list::Mutant;
use super::runs::{FEATURES, Fate, Tree};
use crate::tools;

/// The tests of the quick look.
const QUICK: [&str; 5] = ["conformance", "compare", "findings", "inputs", "policy"];

/// By number, as everywhere. The tree must hold the project as it is.
pub fn fates(
    tree: &Tree,
    mutants: &[Mutant],
    numbers: &[usize],
    is_known: impl Fn(usize) -> bool,
) -> Result<BTreeMap<usize, Fate>> {
    let quick: Vec<&str> = QUICK.iter().flat_map(|test| ["--test", test]).collect();
    let mut fates = unviable(tree, mutants, numbers)?;
    let viable: Vec<usize> = numbers.iter().copied().filter(|number| !fates.contains_key(number)).collect();
    if viable.is_empty() {
        return Ok(fates);
    }
    println!("  {} of them compile", viable.len());
    fates.extend(pass(tree, mutants, &viable, &quick)?);
    let survived = |number: &usize| fates.get(number) == Some(&Fate::Survived) && !is_known(*number);
    let left: Vec<usize> = numbers.iter().copied().filter(survived).collect();
    if !left.is_empty() {
        println!("  {} more with every test", left.len());
        fates.extend(pass(tree, mutants, &left, &["--tests"])?);
    }
    Ok(fates)
}

/// Those that do not compile, which takes a check and no build.
fn unviable(tree: &Tree, mutants: &[Mutant], numbers: &[usize]) -> Result<BTreeMap<usize, Fate>> {
    let out = cargo_mutants(tree, mutants, numbers, &["--check"], &[])?;
    let listed = std::fs::read_to_string(out.join("unviable.txt")).unwrap_or_default();
    let is_listed = |number: &&usize| listed.lines().any(|line| line == mutants[**number - 1].full);
    Ok(numbers.iter().filter(is_listed).map(|&number| (number, Fate::Unviable)).collect())
}

fn pass(tree: &Tree, mutants: &[Mutant], numbers: &[usize], tests: &[&str]) -> Result<BTreeMap<usize, Fate>> {
    read(&cargo_mutants(tree, mutants, numbers, &[], tests)?, mutants, numbers)
}

/// Runs it for some mutants, and gives the folder of what it found.
fn cargo_mutants(
    tree: &Tree,
    mutants: &[Mutant],
    numbers: &[usize],
    how: &[&str],
    tests: &[&str],
) -> Result<PathBuf> {
    let out = tree.folder().with_file_name("one-by-one");
    let mut cargo = tools::MUTANTS.cargo(None)?;
    cargo.args(["--no-config", "--package", "lssc-core", "--features", FEATURES]);
    cargo.args(["--in-place", "--baseline", "skip", "--no-times"]).args(how);
    // By the clock; a hang is told from a busy machine by waiting long.
    cargo.args(["--timeout", "600", "--build-timeout", "1200"]);
    cargo.arg("--dir").arg(tree.folder()).arg("--output").arg(&out);
    // It adds every deletion of a field, whatever the names asked for: at least of no other file.
    let files: BTreeSet<&str> = numbers.iter().map(|&number| mutants[number - 1].file.as_str()).collect();
    cargo.args(files.iter().flat_map(|file| ["--file", file]));
    for &number in numbers {
        cargo.arg("--re").arg(format!("^{}$", escaped(&mutants[number - 1].full)));
    }
    tree.surroundings(&mut cargo);
    // A build for a fraction of a second of tests.
    cargo.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0");
    let status = cargo.arg("--").args(tests).status().context("cargo mutants cannot be started")?;
    // 2 and 3: some were missed, some ran too long.
    ensure!(matches!(status.code(), Some(0 | 2 | 3)), "cargo mutants failed ({status})");
    Ok(out.join("mutants.out"))
}

fn read(out: &Path, mutants: &[Mutant], numbers: &[usize]) -> Result<BTreeMap<usize, Fate>> {
    let mut fates = BTreeMap::new();
    let lists = [
        ("caught.txt", Fate::Caught),
        ("missed.txt", Fate::Survived),
        ("timeout.txt", Fate::Timeout),
        ("unviable.txt", Fate::Unviable),
    ];
    for (list, fate) in lists {
        for line in std::fs::read_to_string(out.join(list)).unwrap_or_default().lines() {
            let asked = numbers.iter().find(|&&number| mutants[number - 1].full == line);
            fates.extend(asked.map(|&number| (number, fate)));
        }
    }
    ensure!(fates.len() == numbers.len(), "cargo mutants tells of {} of {}", fates.len(), numbers.len());
    Ok(fates)
}

/// A name as the regular expression that fits it alone.
fn escaped(name: &str) -> String {
    name.chars()
        .flat_map(|letter| {
            let special = r"\.+*?()|[]{}^$".contains(letter);
            special.then_some('\\').into_iter().chain([letter])
        })
        .collect()
}
