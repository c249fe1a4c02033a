//! `cargo xtask instructions`: how many instructions a fixed work takes, which does not depend on the machine's mood.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::run::{cargo, output, root, run, succeeds};

/// The parts of the work, and how often each is done: over 200 people.
const PARTS: [(&str, u64); 5] = [("summary", 20), ("assess", 4), ("timeline", 4), ("lines", 4), ("bytes", 4)];
const PEOPLE: u64 = 200;
/// How much more is too much, in hundredths.
const MORE: u64 = 5;

#[derive(Serialize, Deserialize, PartialEq)]
struct Counted {
    /// Another compiler makes other instructions.
    rustc: String,
    /// Instructions for one person.
    instructions: BTreeMap<String, u64>,
}

fn kept() -> PathBuf {
    root().join("benches/instructions.json")
}

/// Counts, and keeps what was counted.
pub fn update() -> Result<()> {
    let counted = Counted { rustc: compiler()?, instructions: count()? };
    std::fs::write(kept(), serde_json::to_string_pretty(&counted)? + "\n")?;
    Ok(())
}

/// Counts, and compares with what is kept; the reason why not, where this machine cannot.
pub fn check() -> Result<Option<&'static str>> {
    if !succeeds(Command::new("valgrind").arg("--version")) {
        return Ok(Some("there is no valgrind"));
    }
    let text = std::fs::read_to_string(kept()).context("benches/instructions.json")?;
    let kept: Counted = serde_json::from_str(&text)?;
    if kept.rustc != compiler()? {
        return Ok(Some(
            "another compiler makes other instructions: `cargo xtask instructions` counts them anew",
        ));
    }
    let mut worse = Vec::new();
    for (part, now) in count()? {
        let before =
            *kept.instructions.get(&part).with_context(|| format!("{part} has never been counted"))?;
        if now * 100 > before * (100 + MORE) {
            worse.push(format!("{part}: {before} instructions a person were enough, {now} are taken"));
        }
    }
    ensure!(
        worse.is_empty(),
        "{}; `cargo xtask instructions` keeps them, if they are worth it",
        worse.join("; ")
    );
    Ok(None)
}

fn compiler() -> Result<String> {
    let said = output(Command::new("rustc").arg("--version").current_dir(root()))?;
    Ok(format!("{} {}", said.trim(), std::env::consts::ARCH))
}

fn count() -> Result<BTreeMap<String, u64>> {
    run(cargo().args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "lssc-benches",
        "--example",
        "instructions",
    ]))?;
    let built = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let program = root().join(built).join("release/examples/instructions");
    let mut counted = BTreeMap::new();
    for (part, rounds) in PARTS {
        let (ready, done) = (collected(&program, part, 0)?, collected(&program, part, rounds)?);
        let each = (done - ready) / (rounds * PEOPLE);
        println!("{part}: {each} instructions a person");
        counted.insert(part.to_owned(), each);
    }
    Ok(counted)
}

/// The instructions of a whole run.
fn collected(program: &PathBuf, part: &str, rounds: u64) -> Result<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([part, &rounds.to_string()]);
    let run = valgrind.output().context("valgrind")?;
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    ensure!(run.status.success(), "valgrind failed: {said}");
    let total = said.lines().find_map(|line| line.split_once("Collected : "));
    let (_, total) = total.with_context(|| format!("valgrind counted nothing: {said}"))?;
    total.trim().parse().context("a number of instructions")
}
