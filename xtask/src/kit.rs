//! `cargo xtask kit`: the conformance cases with everything that another implementation needs, as an archive with a version.

mod cases;
mod ledger;
mod names;
mod pack;
mod score;

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::run::root;
use ledger::{Ledger, Version};

pub use score::test;

/// What is generated beside the cases; all but the ledger from the documents.
const MANIFEST: &str = "manifest.json";
const LEDGER: &str = "ledger.tsv";
const CLAUSES: &str = "clauses.json";
const READINGS: &str = "readings.json";
const CHANGES: &str = "CHANGELOG.md";

fn folder() -> PathBuf {
    root().join("conformance")
}

fn read(file: &str) -> Result<String> {
    std::fs::read_to_string(folder().join(file)).with_context(|| format!("conformance/{file}"))
}

fn write(file: &str, text: &str) -> Result<()> {
    std::fs::write(folder().join(file), text).with_context(|| format!("conformance/{file}"))
}

/// Builds the archive.
pub fn build() -> Result<()> {
    let archive = pack::archive()?;
    println!("{}: {} bytes", archive.display(), std::fs::metadata(&archive)?.len());
    Ok(())
}

/// Whether version, digest, ledger and names are those of the cases and documents as they stand.
pub fn check() -> Result<()> {
    for (file, text) in stamped()? {
        ensure!(read(file)? == text, "conformance/{file} is out of date: cargo xtask kit --stamp");
    }
    let version = version(&manifest()?)?;
    ensure!(
        read(CHANGES)?.contains(&format!("\n## {version}\n")),
        "conformance/{CHANGES} says nothing of {version}"
    );
    Ok(())
}

/// Writes anew what `check` compares; where cases have changed, with the next version and what has changed in it.
pub fn stamp() -> Result<()> {
    for (file, text) in stamped()? {
        write(file, &text)?;
    }
    println!("kit {}", version(&manifest()?)?);
    Ok(())
}

/// The version of the kit.
fn version(manifest: &Value) -> Result<Version> {
    manifest["version"].as_str().with_context(|| format!("{MANIFEST} has no version"))?.parse()
}

fn manifest() -> Result<Value> {
    serde_json::from_str(&read(MANIFEST)?).context(MANIFEST)
}

/// What every stamped file must hold.
fn stamped() -> Result<Vec<(&'static str, String)>> {
    let mut manifest = manifest()?;
    let cases = cases::read(&manifest)?;
    let ledger = Ledger::of(&cases);
    let mut files = Vec::new();
    // Without a ledger these are the first cases of the version that the manifest names.
    if let Ok(known) = read(LEDGER) {
        let changes = Ledger::parse(&known)?.changes(&ledger);
        if !changes.is_none() {
            let next = version(&manifest)?.next(changes.level());
            files.push((CHANGES, with_section(&read(CHANGES)?, &format!("## {next}\n\n{changes}"))?));
            manifest["version"] = next.to_string().into();
        }
    }
    manifest["sha256"] = cases::digest(&manifest)?.into();
    files.push((MANIFEST, pretty(&manifest)?));
    files.push((LEDGER, ledger.to_string()));
    files.push((CLAUSES, pretty(&names::clauses(&document("RULES.md")?)?)?));
    files.push((READINGS, pretty(&names::readings(&document("readings.md")?, &cases)?)?));
    Ok(files)
}

fn document(name: &str) -> Result<String> {
    std::fs::read_to_string(root().join("docs").join(name)).with_context(|| format!("docs/{name}"))
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// A change log with a section before its first one.
fn with_section(log: &str, section: &str) -> Result<String> {
    let (head, rest) = log.split_once("\n## ").context("the change log has no section")?;
    Ok(format!("{head}\n{section}\n## {rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_cases() -> Result<()> {
        check()
    }

    #[test]
    fn a_new_section_comes_first() -> Result<()> {
        let log = "# Changes\n\nText.\n\n## 1.0.0\n\n- All.\n";
        let expected = "# Changes\n\nText.\n\n## 1.1.0\n\n- More.\n\n## 1.0.0\n\n- All.\n";
        assert_eq!(with_section(log, "## 1.1.0\n\n- More.\n")?, expected);
        Ok(())
    }
}
