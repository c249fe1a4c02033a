//! The kit as somebody else meets it: unpacked elsewhere, its own tests run, and every runner at hand scored.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};
use serde_json::Value;

use super::pack;
use crate::run::{conform, run};
use crate::{python, web};

/// A runner: what it is called, its command, the command that compares, options of the score, and what it does not offer.
struct Runner {
    name: &'static str,
    command: Vec<OsString>,
    compare: Option<String>,
    options: &'static [&'static str],
    without: &'static [&'static str],
}

/// Builds the kit, unpacks it, and scores: everything must pass. Its own tests see to it that what is wrong does not.
pub fn test() -> Result<()> {
    let kit = unpacked()?;
    let python = python::oldest()?;
    let conform = conform()?;
    run(Command::new(&python)
        .args(["-W", "error", "-m", "unittest", "--quiet", "test_score"])
        .current_dir(&kit)
        .env("LSSC_CONFORM", &conform)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env_remove("PYTHONPATH"))?;
    for runner in runners(&kit, &python, &conform)? {
        println!("{}: {}", runner.name, score(&runner, &kit, &python)?);
    }
    Ok(())
}

/// Scores a runner, which must pass everything but what it is known not to offer; the last line of what is said.
fn score(runner: &Runner, kit: &Path, python: &Path) -> Result<String> {
    let file = pack::target().join("score.json");
    let mut score = Command::new(python);
    score.arg(kit.join("score.py")).args(runner.options).arg("--json").arg(&file);
    if let Some(compare) = &runner.compare {
        score.args(["--compare", compare]);
    }
    score.arg("--").args(&runner.command).current_dir(pack::target());
    score.env("PYTHONDONTWRITEBYTECODE", "1").env_remove("PYTHONPATH");
    let said = score.stderr(Stdio::inherit()).output()?;
    let shown = String::from_utf8(said.stdout)?;
    ensure!(
        said.status.success(),
        "{} was not answered as it should be ({}):\n{shown}",
        runner.name,
        said.status
    );
    let found: Value = serde_json::from_slice(&fs::read(&file)?)?;
    let missing: Vec<&str> =
        found["not_offered"].as_object().into_iter().flatten().map(|(what, _)| what.as_str()).collect();
    ensure!(missing == runner.without, "{} does not offer {missing:?}", runner.name);
    Ok(shown.lines().last().unwrap_or_default().to_owned())
}

/// The archive, built and unpacked as anybody would.
fn unpacked() -> Result<PathBuf> {
    let archive = pack::archive()?;
    let elsewhere = pack::target().join("unpacked");
    if elsewhere.exists() {
        fs::remove_dir_all(&elsewhere)?;
    }
    let file = flate2::read::GzDecoder::new(fs::File::open(&archive)?);
    tar::Archive::new(file).unpack(&elsewhere)?;
    let kit = elsewhere.join(pack::name()?);
    ensure!(kit.join("score.py").exists(), "{} has no folder of its name", archive.display());
    Ok(kit)
}

/// The runners that are built at this point; the two packages need theirs.
fn runners(kit: &Path, python: &Path, conform: &Path) -> Result<Vec<Runner>> {
    let words = |words: &[&Path]| words.iter().map(|word| word.as_os_str().to_owned()).collect();
    let model = kit.join("model/runner.py");
    let mut runners = vec![
        Runner {
            name: "Rust: conform",
            command: words(&[conform]),
            compare: Some(format!("'{}' --compare", conform.display())),
            options: &[],
            without: &[],
        },
        Runner {
            name: "the second model",
            command: words(&[python, &model]),
            compare: Some(format!("'{}' '{}' --compare", python.display(), model.display())),
            options: &[],
            without: &[],
        },
    ];
    let installed = [
        ("Python: lssc.conform", "Python: wheel", python::runner()?),
        ("Web: conform.mjs", "Web: build", web::runner(&pack::target().join("npm"))?),
    ];
    for (name, step, command) in installed {
        match command {
            Some(command) => {
                runners.push(Runner { name, command, compare: None, options: &[], without: &["compare"] });
            }
            None => println!("{name}: not scored, since the step `{step}` has built nothing"),
        }
    }
    Ok(runners)
}
