//! `docs/performance.md`: the part that measurements make stands between two marks; what people wrote stands around it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::goals::{GOALS, Goal, Ratio};
use super::picture;
use crate::run::root;

const BEGIN: &str = "<!-- measured: cargo xtask bench -->\n";
const END: &str = "<!-- end of what was measured -->\n";

fn path() -> PathBuf {
    root().join("docs/performance.md")
}

/// Writes the page and its pictures.
pub fn write(lines: &[Value]) -> Result<()> {
    fs::write(path(), whole(lines)?)?;
    let folder = root().join("docs/performance");
    fs::create_dir_all(&folder)?;
    for (name, picture) in picture::all(lines) {
        fs::write(folder.join(name), picture)?;
    }
    println!("docs/performance.md");
    Ok(())
}

/// That page and pictures are those of the measurements.
pub fn check(lines: &[Value]) -> Result<()> {
    ensure!(
        fs::read_to_string(path())? == whole(lines)?,
        "docs/performance.md is not what benches/lines.jsonl makes: run `cargo xtask bench --page`"
    );
    for (name, picture) in picture::all(lines) {
        let kept = fs::read_to_string(root().join("docs/performance").join(&name)).unwrap_or_default();
        ensure!(kept == picture, "docs/performance/{name}: run `cargo xtask bench --page`");
    }
    Ok(())
}

fn whole(lines: &[Value]) -> Result<String> {
    let text = fs::read_to_string(path()).context("docs/performance.md")?;
    let (before, rest) =
        text.split_once(BEGIN).context("docs/performance.md has no place for what is measured")?;
    let (_, after) = rest.split_once(END).context("docs/performance.md has no end of what is measured")?;
    Ok(format!("{before}{BEGIN}{}{END}{after}", self::text(lines)?))
}

/// The measured part.
pub fn text(lines: &[Value]) -> Result<String> {
    let mut out = String::new();
    let machine = lines.first().context("no measurements")?;
    writeln!(
        out,
        "\nMeasured on {}: {} cores, {}, {} GB; {}, Node {}. Microseconds a person (median; the middle 80 % of the rounds beside it).\n",
        said(machine, "date"),
        machine["cores"],
        said(machine, "processor"),
        machine["gigabytes"],
        said(machine, "rustc"),
        said(machine, "node"),
    )?;
    goals(&mut out, lines)?;
    let mut tables: BTreeMap<(usize, usize), Vec<&Value>> = BTreeMap::new();
    for line in lines.iter().skip(1).filter(|line| line["task"] != "growth") {
        let first =
            |key: &str, value: &str| lines.iter().position(|one| said(one, key) == value).unwrap_or_default();
        let place = (
            first("language", said(line, "language")),
            lines.iter().position(|one| same_task(one, line)).unwrap_or_default(),
        );
        tables.entry(place).or_default().push(line);
    }
    for table in tables.values() {
        self::table(&mut out, table)?;
    }
    for (name, title) in picture::TITLES {
        writeln!(out, "![{title}](performance/{name})\n")?;
    }
    Ok(out)
}

fn same_task(one: &Value, other: &Value) -> bool {
    one["language"] == other["language"] && one["task"] == other["task"]
}

fn said<'a>(line: &'a Value, key: &str) -> &'a str {
    line[key].as_str().unwrap_or_default()
}

fn goals(out: &mut String, lines: &[Value]) -> Result<()> {
    writeln!(out, "| | task | the library | beside | goal | measured | |\n|---|---|---|---|---|---|---|")?;
    for goal in GOALS {
        let Some((ratio, is_met)) = measured(goal, lines) else { continue };
        let (wanted, ratio) = match goal.ratio {
            Ratio::AtMost(most) => (format!("at most {most} x its time"), format!("{ratio:.2} x")),
            Ratio::TimesFaster(times) => {
                (format!("{times} times as fast"), format!("{:.2} times", 1.0 / ratio))
            }
        };
        let Goal { language, task, subject, peer, .. } = goal;
        let verdict = if is_met { "met" } else { "**missed**" };
        writeln!(out, "| {language} | {task} | {subject} | {peer} | {wanted} | {ratio} | {verdict} |")?;
    }
    Ok(writeln!(out)?)
}

/// How many times as long the library takes, and whether that is what it is to be.
fn measured(goal: &Goal, lines: &[Value]) -> Option<(f64, bool)> {
    let find = |name: &str| {
        let line = lines.iter().find(|line| {
            said(line, "language") == goal.language
                && said(line, "task") == goal.task
                && said(line, "subject") == name
        })?;
        line["us"].as_f64()
    };
    let ratio = find(goal.subject)? / find(goal.peer)?;
    let is_met = match goal.ratio {
        Ratio::AtMost(most) => ratio <= most,
        Ratio::TimesFaster(times) => ratio * times <= 1.0,
    };
    Some((ratio, is_met))
}

fn table(out: &mut String, lines: &[&Value]) -> Result<()> {
    let Some(first) = lines.first() else { return Ok(()) };
    writeln!(
        out,
        "### {}: {}\n\n| | version | us | 80 % | x | wrong | |\n|---|---|---|---|---|---|---|",
        said(first, "language"),
        said(first, "task")
    )?;
    let own = lines.iter().find_map(|line| line["us"].as_f64());
    for line in lines {
        let us = line["us"].as_f64();
        let times = us.zip(own).map(|(us, own)| format!("{:.2}", us / own)).unwrap_or_default();
        let spread = match (line["low"].as_f64(), line["high"].as_f64()) {
            (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
            _ => String::new(),
        };
        let wrong = match (line["wrong"].as_u64(), line["people"].as_u64()) {
            (Some(0), _) | (None, _) => String::new(),
            (Some(wrong), people) => format!("**{wrong}** of {}", people.unwrap_or_default()),
        };
        let us = us.map_or_else(|| "cannot".to_owned(), number);
        let (subject, version, note) = (said(line, "subject"), said(line, "version"), said(line, "note"));
        writeln!(out, "| {subject} | {version} | {us} | {spread} | {times} | {wrong} | {note} |")?;
    }
    Ok(writeln!(out)?)
}

/// Three digits that say something.
fn number(us: f64) -> String {
    let digits = if us < 1.0 {
        3
    } else if us < 10.0 {
        2
    } else if us < 100.0 {
        1
    } else {
        0
    };
    format!("{us:.digits$}")
}
