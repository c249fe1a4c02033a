//! `cargo xtask test`: every check and test there is, in the order in which a mistake shows soonest.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{cargo, output, root, run, succeeds};
use crate::{
    bench, codes, coverage, dependencies, differential, fuzz, instructions, kit, mutants, pairs, python,
    supply, types, web, worst,
};

/// A check that is done, or the reason why there was nothing to check here.
enum Outcome {
    Done,
    Skipped(&'static str),
}

type Step = (&'static str, fn() -> Result<Outcome>);

const STEPS: &[Step] = &[
    ("set-up", set_up),
    ("rules: docs/RULES.md is the specification", rules),
    ("codes: docs/codes.md is what the code says", codes),
    ("dependencies of the core", dependencies),
    ("supply chain", || supply::check().map(|()| Outcome::Done)),
    ("format", format),
    ("clippy", clippy),
    ("rustdoc", rustdoc),
    ("tests", tests),
    ("pairs: each shows what its single condition decides", || pairs::pairs().map(|()| Outcome::Done)),
    ("coverage: every branch of the rules", every_branch),
    ("benches: each runs once", benches),
    ("instructions: a fixed work takes no more of them", || {
        instructions::check().map(|why| why.map_or(Outcome::Done, Outcome::Skipped))
    }),
    ("performance: the page is what was measured", || bench::check_page().map(|()| Outcome::Done)),
    ("fuzzing: ten seconds a target", fuzzing),
    ("examples", examples),
    ("independent model", model),
    ("worst request: its cost grows with its bytes", || {
        worst::check().map(|why| why.map_or(Outcome::Done, Outcome::Skipped))
    }),
    ("mutants of changed lines", changed_mutants),
    ("minimum Rust version", minimum_rust),
    ("Python: stubs", || python::check_stubs().map(|()| Outcome::Done)),
    ("Python: wheel", || python::build_wheel().map(|()| Outcome::Done)),
    ("Python: linters", || python::lint().map(|()| Outcome::Done)),
    ("Python: tests of the installed wheel", || python::test().map(|()| Outcome::Done)),
    ("Python: a cluster", || python::test_spark().map(|()| Outcome::Done)),
    ("Web: types", || types::check().map(|()| Outcome::Done)),
    ("Web: build", || web::build().map(|()| Outcome::Done)),
    ("Web: linters", || web::lint().map(|()| Outcome::Done)),
    ("Web: size", || web::size().map(|why| why.map_or(Outcome::Done, Outcome::Skipped))),
    ("Web: tests of the packed tarball", || web::test().map(|()| Outcome::Done)),
    ("conformance kit", || kit::test().map(|()| Outcome::Done)),
];

/// Runs every step whose name contains `word`, also after one that failed, and says at the end which did.
pub fn test(word: &str) -> Result<()> {
    let steps: Vec<&Step> = STEPS.iter().filter(|(name, _)| name.contains(word)).collect();
    ensure!(!steps.is_empty(), "no step has `{word}` in its name");
    let (mut failed, mut skipped) = (Vec::new(), Vec::new());
    for (name, step) in &steps {
        println!("\n── {name}");
        let start = Instant::now();
        let result = step();
        let seconds = start.elapsed().as_secs();
        match result {
            Ok(Outcome::Done) => println!("── {name}: ok ({seconds} s)"),
            Ok(Outcome::Skipped(why)) => {
                println!("── {name}: skipped, {why}");
                skipped.push(format!("{name}: {why}"));
            }
            Err(error) => {
                println!("── {name}: FAILED ({seconds} s): {error:#}");
                failed.push(*name);
            }
        }
    }
    println!();
    skipped.iter().for_each(|skipped| println!("skipped: {skipped}"));
    let passed = steps.len() - failed.len() - skipped.len();
    println!("steps: {passed} passed, {} failed, {} skipped", failed.len(), skipped.len());
    ensure!(failed.is_empty(), "failed: {}", failed.join("; "));
    Ok(())
}

/// The parts of the toolchain that a minimal installation lacks, and the packages that the lockfile names.
fn set_up() -> Result<Outcome> {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !succeeds(cargo().args([probe, "--version"])) {
            run(Command::new("rustup").args(["component", "add", component]))
                .with_context(|| format!("`{component}` is missing; install it as you installed Rust"))?;
        }
    }
    run(cargo().args(["fetch", "--locked", "--quiet"]))?;
    Ok(Outcome::Done)
}

/// The specification is carried to users as it stands; where the original lies beside the project, the two are
/// compared.
fn rules() -> Result<Outcome> {
    let carried = std::fs::read(root().join("docs/RULES.md")).context("docs/RULES.md")?;
    let Ok(original) = std::fs::read(root().join("../shared/RULES.md")) else {
        return Ok(Outcome::Skipped("the original does not lie beside the project"));
    };
    ensure!(carried == original, "docs/RULES.md differs from the specification; copy it anew");
    Ok(Outcome::Done)
}

fn codes() -> Result<Outcome> {
    codes::check().map(|()| Outcome::Done)
}

fn dependencies() -> Result<Outcome> {
    dependencies::check().map(|()| Outcome::Done)
}

fn format() -> Result<Outcome> {
    run(cargo().args(["fmt", "--all", "--check"])).map(|()| Outcome::Done)
}

fn clippy() -> Result<Outcome> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"]))
        .map(|()| Outcome::Done)
}

fn rustdoc() -> Result<Outcome> {
    let mut doc = cargo();
    doc.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    run(&mut doc).map(|()| Outcome::Done)
}

fn tests() -> Result<Outcome> {
    run(cargo().args(["test", "--workspace"])).map(|()| Outcome::Done)
}

/// Built apart, and removed again.
fn every_branch() -> Result<Outcome> {
    let why = coverage::check()?;
    coverage::remove()?;
    Ok(why.map_or(Outcome::Done, Outcome::Skipped))
}

/// That what is measured still runs; what it costs is for `cargo bench` to say.
fn benches() -> Result<Outcome> {
    run(cargo().args(["test", "--package", "lssc-benches", "--benches"])).map(|()| Outcome::Done)
}

fn fuzzing() -> Result<Outcome> {
    if !fuzz::can_be_done() {
        return Ok(Outcome::Skipped("there is no nightly compiler"));
    }
    fuzz::fuzz(&fuzz::Options::usual()).map(|()| Outcome::Done)
}

/// The commands that the README gives, as a user types them.
fn examples() -> Result<Outcome> {
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
    Ok(Outcome::Done)
}

/// The cases, and 20,000 generated requests and comparisons, against the second model of the rules.
fn model() -> Result<Outcome> {
    differential::check().map(|()| Outcome::Done)
}

/// That a test notices each small change to what is new in the core; the whole run does so for all of it.
fn changed_mutants() -> Result<Outcome> {
    if !succeeds(Command::new("git").args(["rev-parse", "--git-dir"]).current_dir(root())) {
        return Ok(Outcome::Skipped("without git, nothing says which lines changed"));
    }
    Ok(mutants::changed()?.map_or(Outcome::Done, Outcome::Skipped))
}

/// Builds with the stated minimum, if that compiler is at hand; nothing is fetched for it.
fn minimum_rust() -> Result<Outcome> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml"))?;
    let stated = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    let Some(version) = stated.map(|version| version.trim_matches('"')) else {
        bail!("Cargo.toml states no rust-version");
    };
    let is_stated = |rustc: &str| rustc.starts_with(&format!("rustc {version}."));
    let compiler = output(Command::new("rustc").arg("--version").current_dir(root()))?;
    if is_stated(&compiler) {
        println!("everything here was built with it: {}", compiler.trim());
        return Ok(Outcome::Done);
    }
    let installed = output(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
    let toolchain = installed.lines().filter_map(|line| line.split_whitespace().next()).find(|name| {
        output(Command::new("rustup").args(["run", name, "rustc", "--version"]))
            .is_ok_and(|rustc| is_stated(&rustc))
    });
    let Some(toolchain) = toolchain else {
        return Ok(Outcome::Skipped("that compiler is not installed"));
    };
    let mut check = Command::new("rustup");
    check.args(["run", toolchain, "cargo", "check", "--package", "lssc-core"]).env_remove("CARGO");
    check.env("CARGO_TARGET_DIR", root().join("target/minimum-rust")).current_dir(root());
    run(&mut check).map(|()| Outcome::Done)
}
