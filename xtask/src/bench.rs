//! `cargo xtask bench`: what the library costs beside what else there is, in three languages on the same people, and the page that tells.

mod goals;
mod page;
mod picture;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::run::{cargo, output, root, run};
use crate::{python, web};

/// How many people every program reads.
const PEOPLE: &str = "4000";

fn lines() -> PathBuf {
    root().join("benches/lines.jsonl")
}

/// Measures everything, keeps what was found, and writes the page anew. `--date D` is the day that stands on it; with `--quick` few
/// rounds are made, to see that all of it runs, and nothing is kept.
pub fn bench(words: &[&str]) -> Result<()> {
    let (date, is_quick) = match words {
        ["--quick"] => ("", true),
        ["--date", date] => (*date, false),
        ["--page"] => return page::write(&kept()?),
        _ => bail!("cargo xtask bench --date YYYY-MM-DD, --quick or --page"),
    };
    let people = people()?;
    let mut found = vec![machine(date)?];
    for said in [in_rust(is_quick)?, in_python(&people, is_quick)?, in_node(&people, is_quick)?] {
        for line in said.lines() {
            found.push(serde_json::from_str(line).with_context(|| format!("no measurement: {line}"))?);
        }
    }
    ensure!(found.len() > 20, "only {} measurements", found.len());
    if is_quick {
        return page::text(&found).map(|page| println!("{page}"));
    }
    let text: String = found.iter().map(|line| format!("{line}\n")).collect();
    fs::write(lines(), text)?;
    page::write(&found)
}

/// That the page is the one that the measurements make.
pub fn check_page() -> Result<()> {
    page::check(&kept()?)
}

fn kept() -> Result<Vec<Value>> {
    let text =
        fs::read_to_string(lines()).context("benches/lines.jsonl: run `cargo xtask bench --date …`")?;
    text.lines().map(|line| serde_json::from_str(line).context("benches/lines.jsonl")).collect()
}

/// What it was measured on.
fn machine(date: &str) -> Result<Value> {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let value_of = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key)).unwrap_or_default();
        line.split_once(':').map_or(String::new(), |(_, value)| value.trim().to_owned())
    };
    let memory = value_of(&read("/proc/meminfo"), "MemTotal");
    let kilobytes: u64 = memory.split(' ').next().unwrap_or_default().parse().unwrap_or_default();
    Ok(json!({
        "date": date,
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "processor": value_of(&read("/proc/cpuinfo"), "model name"),
        "gigabytes": kilobytes / 1_000_000,
        "rustc": output(Command::new("rustc").arg("--version"))?.trim(),
        "node": output(Command::new("node").arg("--version"))?.trim(),
    }))
}

/// The people, as every program reads them.
fn people() -> Result<PathBuf> {
    let lines = output(cargo().args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "lssc-benches",
        "--example",
        "people",
        "--",
        PEOPLE,
    ]))?;
    let path = root().join("target/people.jsonl");
    fs::create_dir_all(root().join("target"))?;
    fs::write(&path, lines)?;
    Ok(path)
}

/// The peers have a workspace of their own, so that nobody else builds them.
fn in_rust(is_quick: bool) -> Result<String> {
    let mut peers = cargo();
    peers
        .args(["run", "--quiet", "--release", "--locked", "--manifest-path"])
        .arg(root().join("benches/peers/Cargo.toml"));
    peers.arg("--target-dir").arg(root().join("target/peers"));
    if is_quick {
        peers.args(["--", "--quick"]);
    }
    output(&mut peers)
}

fn in_python(people: &Path, is_quick: bool) -> Result<String> {
    python::build_wheel()?;
    let requirements = root().join("benches/python/requirements.txt");
    let python = python::with_wheel("benches", &requirements)?;
    let mut measure = Command::new(python);
    measure.arg(root().join("benches/python/run.py")).arg(people);
    output(measure.args(is_quick.then_some("--quick")))
}

fn in_node(people: &Path, is_quick: bool) -> Result<String> {
    web::build()?;
    let folder = root().join("benches/node");
    run(Command::new("npm")
        .args(["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder))?;
    let mut measure = Command::new("node");
    measure.arg(folder.join("run.mjs")).arg(people).env("LSSC_PACKAGE", web::package());
    output(measure.args(is_quick.then_some("--quick")))
}
