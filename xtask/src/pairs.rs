//! `cargo xtask pairs`: whether each pair of inputs in `lssc-core/tests/pairs` shows what its single condition decides.
//!
//! A copy of the core gets a probe at every single condition of every compound one. Of each pair the probes tell whether that one
//! alone is another one in the two inputs, and the whole condition with it; then it is replaced by `true` and by `false`, and
//! each time one of the two answers must be another one.

mod conditions;
mod probe;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
pub use conditions::SOURCES;
use conditions::{Condition, Place, Shape};
use serde_json::{Value, json};

use crate::run::{cargo, root, run};

pub fn pairs() -> Result<()> {
    let copy = root().join("target/pairs");
    write_copy(&root(), &copy)?;
    let mut asked = cargo();
    asked.args(["run", "--quiet", "--package", "lssc-core", "--example", "driver"]).current_dir(&copy);
    run(asked.env("CARGO_TARGET_DIR", copy.join("target")))
}

/// The core with probes, in a workspace of its own.
fn write_copy(project: &Path, copy: &Path) -> Result<()> {
    let core = project.join("lssc-core");
    let conditions = conditions::all(&core)?;
    let mut by_file: BTreeMap<&str, Vec<(usize, &Condition)>> = BTreeMap::new();
    for (number, condition) in conditions.iter().enumerate() {
        by_file.entry(&condition.file).or_default().push((number, condition));
    }
    let target = copy.join("lssc-core");
    if target.exists() {
        std::fs::remove_dir_all(&target)?;
    }
    copy_folder(&core.join("src"), &target.join("src"))?;
    copy_folder(&core.join("tests/pairs"), &target.join("tests/pairs"))?;
    for (file, conditions) in by_file {
        let path = target.join("src").join(file);
        let source = std::fs::read_to_string(&path)?;
        std::fs::write(path, probe::probed(&source, &conditions).with_context(|| file.to_owned())?)?;
    }
    let library = target.join("src/lib.rs");
    let source = std::fs::read_to_string(&library)?;
    let attributes_end = source.find("\nmod ").context("a module")?;
    let (head, rest) = source.split_at(attributes_end);
    std::fs::write(library, format!("{head}\npub mod probe;{rest}"))?;
    std::fs::write(target.join("src/probe.rs"), probe::MODULE)?;
    std::fs::create_dir_all(target.join("examples"))?;
    std::fs::write(target.join("examples/driver.rs"), include_str!("pairs/driver.rs"))?;
    std::fs::write(
        target.join("conditions.json"),
        Value::from_iter(conditions.iter().map(described)).to_string(),
    )?;
    let manifest = std::fs::read_to_string(core.join("Cargo.toml"))?;
    let own = manifest.split("[dev-dependencies]").next().context("the core's own part")?;
    std::fs::write(target.join("Cargo.toml"), own)?;
    let manifest = std::fs::read_to_string(project.join("Cargo.toml"))?;
    // What the library asserts of itself in debug builds would answer for the pairs.
    let alone = manifest.lines().map(|line| match line {
        "[profile.dev]" => "[profile.dev]\ndebug-assertions = false",
        line if line.starts_with("members = ") => "members = [\"lssc-core\"]",
        line => line,
    });
    std::fs::write(copy.join("Cargo.toml"), alone.collect::<Vec<_>>().join("\n"))?;
    std::fs::copy(project.join("Cargo.lock"), copy.join("Cargo.lock"))?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            std::fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// A condition as the program that asks the pairs reads it.
fn described(condition: &Condition) -> Value {
    let singles = condition.singles.iter();
    let is_pattern = |place: &Place| matches!(place, Place::Let(_) | Place::Pattern(_));
    json!({
        "in": format!("{} {}", condition.file, condition.function),
        "condition": condition.text,
        "singles": singles.clone().map(|single| &*single.text).collect::<Vec<_>>(),
        "patterns": singles.clone().map(|single| is_pattern(&single.place)).collect::<Vec<_>>(),
        "guard": matches!(condition.singles.first().map(|single| &single.place), Some(Place::Pattern(_))),
        "shape": shape(&condition.shape),
    })
}

fn shape(of: &Shape) -> Value {
    match of {
        Shape::Single(place) => json!(place),
        Shape::Not(inner) => json!(["not", shape(inner)]),
        Shape::And(a, b) => json!(["and", shape(a), shape(b)]),
        Shape::Or(a, b) => json!(["or", shape(a), shape(b)]),
    }
}
