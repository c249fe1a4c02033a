//! `cargo xtask test`: every check and test there is, in the order in which a mistake shows soonest.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{cargo, output, root, run, succeeds};
use crate::{codes, dependencies};

type Step = (&'static str, fn() -> Result<()>);

const STEPS: &[Step] = &[
    ("set-up", set_up),
    ("rules: docs/RULES.md is the specification", rules),
    ("codes: docs/codes.md is what the code says", codes::check),
    ("dependencies of the core", dependencies::check),
    ("format", format),
    ("clippy", clippy),
    ("rustdoc", rustdoc),
    ("tests", tests),
    ("examples", examples),
    ("independent model", model),
    ("minimum Rust version", minimum_rust),
];

/// Runs every step, also after one that failed, and says at the end which did.
pub fn test() -> Result<()> {
    let mut failed = Vec::new();
    for (name, step) in STEPS {
        println!("\n── {name}");
        let start = Instant::now();
        let result = step();
        let seconds = start.elapsed().as_secs();
        match result {
            Ok(()) => println!("── {name}: ok ({seconds} s)"),
            Err(error) => {
                println!("── {name}: FAILED ({seconds} s): {error:#}");
                failed.push(*name);
            }
        }
    }
    println!("\nsteps: {} passed, {} failed", STEPS.len() - failed.len(), failed.len());
    ensure!(failed.is_empty(), "failed: {}", failed.join("; "));
    Ok(())
}

/// The parts of the toolchain that a minimal installation lacks.
fn set_up() -> Result<()> {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !succeeds(cargo().args([probe, "--version"])) {
            run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// The specification is carried to users as it stands; where the original lies beside the project, the two are
/// compared.
fn rules() -> Result<()> {
    let carried = std::fs::read(root().join("docs/RULES.md")).context("docs/RULES.md")?;
    match std::fs::read(root().join("../shared/RULES.md")) {
        Ok(original) => {
            ensure!(carried == original, "docs/RULES.md differs from the specification; copy it anew")
        }
        Err(_) => println!("the original is not here, so there is nothing to compare"),
    }
    Ok(())
}

fn format() -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn rustdoc() -> Result<()> {
    let flags = "-D warnings";
    run(cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", flags))
}

fn tests() -> Result<()> {
    run(cargo().args(["test", "--workspace"]))
}

/// The commands that the README gives, as a user types them.
fn examples() -> Result<()> {
    let shown = output(cargo().args(["run", "--quiet", "--example", "assess"]))?;
    ensure!(shown.contains("FAQ "), "the example shows no citation");
    println!("assess: {} lines", shown.lines().count());

    let mut runner = cargo()
        .args(["run", "--quiet", "--release", "--example", "conform"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let requests = "{\"record\":{\"id\":\"p\"},\"as_of\":\"2024-06-30\"}\nnot json\n";
    std::io::Write::write_all(&mut runner.stdin.take().context("no standard input")?, requests.as_bytes())?;
    let answers = String::from_utf8(runner.wait_with_output()?.stdout)?;
    let starts: Vec<&str> = answers.lines().filter_map(|line| line.get(..9)).collect();
    ensure!(starts == ["{\"assessm", "{\"faults\""], "the runner answered {answers}");
    println!("conform: {} answers", starts.len());
    Ok(())
}

/// The cases, and some thousand generated requests, against the second model of the rules.
fn model() -> Result<()> {
    let python =
        ["python3", "python"].into_iter().find(|name| succeeds(Command::new(name).args(["-c", PYTHON_310])));
    let Some(python) = python else {
        println!("there is no Python 3.10 or later here, so this is not run");
        return Ok(());
    };
    run(cargo().args(["build", "--quiet", "--release", "--example", "conform"]))?;
    let runner = target().join("release/examples/conform");
    run(Command::new(python)
        .arg(root().join("conformance/model/check.py"))
        .args(["--lines", "3000"])
        .arg(runner))
}

const PYTHON_310: &str = "import sys; sys.exit(sys.version_info < (3, 10))";

/// The folder that cargo builds into.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Builds with the stated minimum, if that toolchain is at hand; nothing is fetched for it.
fn minimum_rust() -> Result<()> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml"))?;
    let stated = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    let Some(version) = stated.map(|version| version.trim_matches('"')) else {
        bail!("Cargo.toml states no rust-version");
    };
    let installed = output(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
    let Some(toolchain) = installed.split_whitespace().find(|name| name.starts_with(&format!("{version}.")))
    else {
        println!("Rust {version} is not installed here, so this is not tested");
        return Ok(());
    };
    run(Command::new("rustup")
        .args(["run", toolchain, "cargo", "check", "--package", "lssc-core", "--all-features"])
        .env_remove("CARGO")
        .env("CARGO_TARGET_DIR", target().join("minimum-rust"))
        .current_dir(root()))
}
