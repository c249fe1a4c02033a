//! `cargo xtask coverage`: lines and branches of `lssc-core`, by cargo-llvm-cov on a nightly compiler (branches are
//! counted there alone).

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::run::{output, root, run, succeeds};

pub fn coverage() -> Result<()> {
    let toolchains = output(Command::new("rustup").args(["toolchain", "list"]))?;
    ensure!(
        toolchains.contains("nightly"),
        "branches need a nightly compiler: rustup toolchain install nightly"
    );
    let mut cargo = Command::new("rustup");
    cargo.args(["run", "nightly", "cargo", "llvm-cov"]).env_remove("CARGO").current_dir(root());
    if !succeeds(Command::new("cargo").args(["llvm-cov", "--version"])) {
        run(Command::new("cargo").args(["install", "--locked", "cargo-llvm-cov"]))?;
    }
    // Nothing is fetched through rustup behind the user's back; a system LLVM does as well.
    cargo.env("CARGO_LLVM_COV_SETUP", "no");
    if let Some(version) =
        system_llvm(&output(Command::new("rustup").args(["run", "nightly", "rustc", "-vV"]))?)
    {
        cargo.env("LLVM_COV", format!("/usr/bin/llvm-cov-{version}"));
        cargo.env("LLVM_PROFDATA", format!("/usr/bin/llvm-profdata-{version}"));
    }
    run(cargo.args([
        "--package",
        "lssc-core",
        "--branch",
        "--tests",
        "--ignore-filename-regex",
        "(^|/)(tests|examples|xtask)/",
    ]))
}

/// The version of the LLVM that Debian's packages installed, if it fits the compiler's.
fn system_llvm(rustc: &str) -> Option<String> {
    let version = rustc.lines().find_map(|line| line.strip_prefix("LLVM version: "))?.split('.').next()?;
    Path::new(&format!("/usr/bin/llvm-cov-{version}")).exists().then(|| version.to_owned())
}
