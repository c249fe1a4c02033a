//! Which mutants there are: cargo-mutants says, and each has a name that stays when lines move.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{output, root};
use crate::tools;

/// What may be mutated: everything in the core but what only makes schemas, which no build that ships has.
const LEFT_OUT: [&str; 2] = ["lssc-core/src/schema.rs", "lssc-core/src/schema/**"];

/// What is run after everything else, so that a run that is stopped has the rules behind it.
const LATER: [&str; 2] = ["/wire/", "/remark/"];

/// How a mutant differs from the code, as cargo-mutants calls it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Genre {
    FnValue,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    /// A field of `Struct { field: value, ..rest }` left to the rest.
    StructField,
    /// One that needs a build of its own.
    Other,
}

/// One change to the code that a test should notice.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// From the folder of the project.
    pub file: String,
    /// As cargo-mutants prints it, with line and column.
    pub full: String,
    /// Without them: `replace < with <= in Credits::offer`, and which it is where a line has several.
    pub name: String,
    /// The line it stands on, without its indentation.
    pub at: String,
    pub genre: Genre,
    pub replacement: String,
    /// Line and column where it starts, from 1.
    pub start: (usize, usize),
    /// The lines it is about: of a whole function's value, the function's.
    pub lines: RangeInclusive<usize>,
    /// Whether its function returns `impl Something`, of which the body decides what it is.
    pub is_opaque: bool,
}

impl Mutant {
    /// What decides comes first, then what reads and writes, and last what only speaks about policies.
    pub fn urgency(&self) -> usize {
        LATER.iter().position(|folder| self.file.contains(folder)).map_or(0, |place| place + 1)
    }

    /// What names it in `mutants.json`.
    pub fn key(&self) -> Key {
        Key { file: self.file.clone(), mutant: self.name.clone(), at: self.at.clone() }
    }
}

/// A mutant's name, which does not say where in its file it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub file: String,
    pub mutant: String,
    pub at: String,
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}\n    {}", self.file, self.mutant, self.at)
    }
}

/// Every mutant of the core, in the order of files and lines.
pub fn mutants() -> Result<Vec<Mutant>> {
    let mut cargo = tools::MUTANTS.cargo(None)?;
    cargo.args(["--no-config", "--package", "lssc-core", "--list", "--json"]);
    for glob in LEFT_OUT {
        cargo.args(["--exclude", glob]);
    }
    let listed: Vec<Value> = serde_json::from_str(&output(&mut cargo)?).context("the list of mutants")?;
    let (mut mutants, mut files, mut seen) = (Vec::new(), HashMap::new(), HashMap::new());
    for value in &listed {
        let file = text(value, "file")?;
        if !files.contains_key(&file) {
            let lines = std::fs::read_to_string(root().join(&file)).with_context(|| file.clone())?;
            files.insert(file.clone(), lines.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>());
        }
        let mut mutant = read(value, file)?;
        mutant.at = files[&mutant.file].get(mutant.start.0 - 1).cloned().unwrap_or_default();
        let times = seen.entry(mutant.key()).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 {
            mutant.name += &format!(" ({times})");
        }
        mutants.push(mutant);
    }
    Ok(mutants)
}

fn read(value: &Value, file: String) -> Result<Mutant> {
    let full = text(value, "name")?;
    let name = full.split_once(": ").context("a name has a place and a change")?.1.to_owned();
    let number = |span: &Value, end: &str, key: &str| {
        let number = span[end][key].as_u64().and_then(|number| usize::try_from(number).ok());
        number.context("a mutant has a place")
    };
    let span = &value["span"];
    let start = (number(span, "start", "line")?, number(span, "start", "column")?);
    let genre = match value["genre"].as_str() {
        Some("FnValue") => Genre::FnValue,
        Some("BinaryOperator") => Genre::BinaryOperator,
        Some("UnaryOperator") => Genre::UnaryOperator,
        Some("MatchArm") => Genre::MatchArm,
        Some("MatchArmGuard") => Genre::MatchArmGuard,
        Some("StructField") => Genre::StructField,
        _ => Genre::Other,
    };
    let about = if genre == Genre::FnValue { &value["function"]["span"] } else { span };
    let lines = number(about, "start", "line")?..=number(about, "end", "line")?;
    let replacement = text(value, "replacement")?;
    let returns = value["function"]["return_type"].as_str().unwrap_or_default();
    let is_opaque = returns.contains("impl ");
    Ok(Mutant { file, full, name, at: String::new(), genre, replacement, start, lines, is_opaque })
}

fn text(value: &Value, key: &str) -> Result<String> {
    value[key].as_str().map(str::to_owned).with_context(|| format!("a mutant has a {key}"))
}
