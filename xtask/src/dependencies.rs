//! What the core must do without: a language binding, a clock, randomness, I/O, a global.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::run::{cargo, output, root};

/// Packages that must not be among the dependencies of the core, each with why.
const PACKAGES: &[(&str, &str)] = &[
    ("pyo3", "no language in the core"),
    ("wasm-bindgen", "no language in the core"),
    ("js-sys", "no language in the core"),
    ("web-sys", "no language in the core"),
    ("iana-time-zone", "no clock in the core"),
    ("time", "no clock in the core"),
    ("web-time", "no clock in the core"),
    ("rand", "no randomness in the core"),
    ("rand_core", "no randomness in the core"),
    ("getrandom", "no randomness in the core"),
    ("fastrand", "no randomness in the core"),
    ("tokio", "no I/O in the core"),
];

/// Packages that a feature may bring in, and that must not come without it.
const OPTIONAL: &[(&str, &str)] = &[("schemars", "schemas are for what is generated, not for what ships")];

/// Features that bring a clock in, though the package itself may stay.
const FEATURES: &[(&str, &str)] = &[
    ("chrono feature \"clock\"", "no clock in the core"),
    ("chrono feature \"now\"", "no clock in the core"),
];

/// What the standard library would bring, looked for in the source of the core.
const STANDARD: &[(&str, &str)] = &[
    ("std::time", "no clock in the core"),
    ("std::fs", "no I/O in the core"),
    ("std::io", "no I/O in the core"),
    ("std::net", "no I/O in the core"),
    ("std::process", "no I/O in the core"),
    ("println!", "no I/O in the core"),
    ("std::env", "no environment in the core"),
    ("env!(", "no environment in the core"),
    ("HashMap", "its order is random"),
    ("HashSet", "its order is random"),
    ("static mut", "no global in the core"),
    ("thread_local!", "no global in the core"),
    ("OnceLock", "no global in the core"),
    ("LazyLock", "no global in the core"),
    ("Mutex", "no global in the core"),
    ("Atomic", "no global in the core"),
];

pub fn check() -> Result<()> {
    let tree = |edges: &str, features: &[&str]| {
        let target = ["--target", "all", "--prefix", "none", "--format", "{p}"];
        output(cargo().args(["tree", "--package", "lssc-core", "--edges", edges]).args(target).args(features))
    };
    let packages = tree("normal,build", &[])?;
    println!("{}", names(&packages).join(" "));
    ensure!(names(&packages).contains(&"serde_json"), "the list of dependencies cannot be right");
    check_packages(&packages, OPTIONAL)?;
    let all_packages = tree("normal,build", &["--all-features"])?;
    ensure!(names(&all_packages).contains(&"schemars"), "the list with every feature cannot be right");
    check_packages(&all_packages, PACKAGES)?;
    let features = tree("normal,build,features", &["--all-features"])?;
    ensure!(features.contains("serde feature \"derive\""), "the list of features cannot be right");
    check_text(&features, FEATURES)?;
    let read = check_sources(&root().join("lssc-core/src"))?;
    ensure!(read > 10, "only {read} files of the core were read");
    Ok(())
}

/// The names in a list of packages, `name v1.2.3` a line, none twice.
fn names(packages: &str) -> Vec<&str> {
    let mut names: Vec<&str> = packages.lines().filter_map(|line| line.split(' ').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn check_packages(packages: &str, forbidden: &[(&str, &str)]) -> Result<()> {
    for (name, why) in forbidden {
        ensure!(!names(packages).contains(name), "`{name}` is among the dependencies of lssc-core: {why}");
    }
    Ok(())
}

fn check_text(text: &str, forbidden: &[(&str, &str)]) -> Result<()> {
    for (piece, why) in forbidden {
        ensure!(!text.contains(piece), "lssc-core uses `{piece}`: {why}");
    }
    Ok(())
}

/// Looks through the files of a folder; what stands in comments and in tests does not count. Returns how many there are.
fn check_sources(folder: &Path) -> Result<usize> {
    let mut read = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read += check_sources(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path)?;
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            check_text(&code.join("\n"), STANDARD).with_context(|| path.display().to_string())?;
            read += 1;
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forbidden_is_found() {
        assert!(check_packages("serde v1.0.0 (proc-macro)\nchrono v0.4.0", PACKAGES).is_ok());
        assert!(check_packages("serde v1.0.0\ngetrandom v0.3.0 (*)", PACKAGES).is_err());
        assert!(check_text("chrono feature \"std\"", FEATURES).is_ok());
        assert!(check_text("serde feature \"std\"\nchrono feature \"clock\" (*)", FEATURES).is_err());
        assert!(check_text("let now = std::time::SystemTime::now();", STANDARD).is_err());
    }
}
