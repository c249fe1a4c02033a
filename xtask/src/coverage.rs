//! `cargo xtask coverage`: lines and branches of `lssc-core`, by cargo-llvm-cov on a nightly compiler (branches are
//! counted there alone).

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail, ensure};

use crate::run::{output, root, run};
use crate::tools;

pub fn coverage() -> Result<()> {
    let toolchains = output(Command::new("rustup").args(["toolchain", "list"]))?;
    ensure!(
        toolchains.contains("nightly"),
        "branches need a nightly compiler: rustup toolchain install nightly"
    );
    let mut cargo = tools::LLVM_COV.cargo(Some("nightly"))?;
    point_to_llvm(&mut cargo)?;
    cargo.args([
        "--package",
        "lssc-core",
        "--branch",
        "--ignore-filename-regex",
        "(^|/)(tests|examples|xtask)/",
        "--lib",
    ]);
    for test in tests()? {
        cargo.args(["--test", &test]);
    }
    run(&mut cargo)
}

/// The tests of the core. Those of the examples run the built programs, which this build does not make.
fn tests() -> Result<Vec<String>> {
    let mut tests = Vec::new();
    for file in std::fs::read_dir(root().join("lssc-core/tests"))? {
        let path = file?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ending == "rs")
            && name != "example_assess"
            && name != "runner"
        {
            tests.push(name);
        }
    }
    tests.sort();
    Ok(tests)
}

/// The LLVM of the compiler, if rustup has its tools, else the system's of the same version. Nothing is fetched through
/// rustup behind the user's back.
fn point_to_llvm(cargo: &mut Command) -> Result<()> {
    let components = output(Command::new("rustup").args(["component", "list", "--toolchain", "nightly"]))?;
    if components.lines().any(|line| line.starts_with("llvm-tools") && line.ends_with("(installed)")) {
        return Ok(());
    }
    let compiler = output(Command::new("rustup").args(["run", "nightly", "rustc", "-vV"]))?;
    let version = compiler.lines().find_map(|line| line.strip_prefix("LLVM version: "));
    let major = version.and_then(|version| version.split('.').next()).unwrap_or_default();
    let [cov, profdata] = ["cov", "profdata"].map(|tool| format!("/usr/bin/llvm-{tool}-{major}"));
    if !Path::new(&cov).exists() {
        bail!(
            "LLVM's tools are missing: rustup component add llvm-tools --toolchain nightly, or Debian's llvm-{major}"
        );
    }
    cargo.env("CARGO_LLVM_COV_SETUP", "no").env("LLVM_COV", cov).env("LLVM_PROFDATA", profdata);
    Ok(())
}
