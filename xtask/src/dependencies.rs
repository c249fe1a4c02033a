//! What must not be among the dependencies of the core: a language binding, a clock, randomness.

use anyhow::{Result, ensure};

use crate::run::{cargo, output};

/// Packages that the core must do without, each with why.
const FORBIDDEN: &[(&str, &str)] = &[
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

/// Features that bring a clock in, though the package itself may stay.
const FORBIDDEN_FEATURES: &[(&str, &str)] = &[
    ("chrono feature \"clock\"", "no clock in the core"),
    ("chrono feature \"now\"", "no clock in the core"),
];

pub fn check() -> Result<()> {
    let packages = output(
        cargo()
            .args(["tree", "--package", "lssc-core", "--edges", "normal,build", "--target", "all"])
            .args(["--prefix", "none", "--format", "{p}"]),
    )?;
    let mut names: Vec<&str> = packages.lines().filter_map(|line| line.split(' ').next()).collect();
    names.sort_unstable();
    names.dedup();
    ensure!(names.contains(&"serde"), "the list of dependencies cannot be right: {names:?}");
    println!("{}", names.join(" "));
    for (name, why) in FORBIDDEN {
        ensure!(!names.contains(name), "`{name}` is among the dependencies of lssc-core: {why}");
    }
    let features = output(
        cargo()
            .args(["tree", "--package", "lssc-core", "--edges", "normal,build,features"])
            .args(["--target", "all", "--prefix", "none", "--format", "{p}"]),
    )?;
    ensure!(features.contains("chrono feature"), "the list of features cannot be right");
    for (feature, why) in FORBIDDEN_FEATURES {
        ensure!(!features.contains(feature), "{feature} is on for lssc-core: {why}");
    }
    Ok(())
}
