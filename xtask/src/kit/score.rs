//! The kit as somebody else meets it: unpacked elsewhere, its own tests run, and every runner at hand scored.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use super::pack;
use crate::run::{conform, run};
use crate::{python, web};

/// A runner: what it is called, its command, the command that compares, and options of the score.
struct Runner {
    name: &'static str,
    command: Vec<OsString>,
    compare: Option<String>,
    options: &'static [&'static str],
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
        println!("── {}", runner.name);
        let mut score = Command::new(&python);
        score.arg(kit.join("score.py")).args(runner.options).current_dir(pack::target());
        if let Some(compare) = &runner.compare {
            score.args(["--compare", compare]);
        }
        score.arg("--").args(&runner.command).env("PYTHONDONTWRITEBYTECODE", "1").env_remove("PYTHONPATH");
        run(&mut score)?;
    }
    Ok(())
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
        },
        Runner {
            name: "the second model, which has no findings",
            command: words(&[python, &model]),
            compare: Some(format!("'{}' '{}' --compare", python.display(), model.display())),
            options: &["--without-findings"],
        },
    ];
    match python::runner()? {
        Some(command) => {
            runners.push(Runner { name: "Python: lssc.conform", command, compare: None, options: &[] });
        }
        None => println!("the Python package is not built (step `Python: wheel`): not scored"),
    }
    match web::runner(&pack::target().join("npm"))? {
        Some(command) => runners.push(Runner { name: "Web: conform.mjs", command, compare: None, options: &[] }),
        None => println!("the web package is not built (step `Web: build`): not scored"),
    }
    Ok(runners)
}
