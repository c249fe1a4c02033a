//! What was found before, kept under `target`: a run that was stopped goes on where it was, and after a change each mutant is first shown to
//! the test that noticed it last time.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};

use super::list::{Key, Mutant};
use super::runs::{Fate, Found, folder};
use crate::run::{output, root};

/// What makes the mutants and the core that they are built from.
const CORE: [&str; 6] = [
    "lssc-core/src",
    "lssc-core/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    "xtask/src/mutants/list.rs",
    "xtask/src/mutants/switch.rs",
];

/// What the tests are made of, and what they read.
const TESTS: [&str; 3] = ["lssc-core", "conformance", "docs/RULES.md"];

/// Fates by the mutants' names, and the file that they are written to as they come.
pub struct Kept {
    /// What the core is now, and what the tests are.
    core: String,
    tests: String,
    fates: HashMap<Key, Known>,
    file: Mutex<File>,
}

/// What was found, of which core and by which tests.
struct Known {
    core: String,
    tests: String,
    found: Found,
}

impl Kept {
    pub fn read() -> Result<Kept> {
        let path = folder().join("fates.jsonl");
        std::fs::create_dir_all(folder())?;
        let lines = std::fs::read_to_string(&path).unwrap_or_default();
        // The last line may be half of one.
        let fates = lines.lines().filter_map(|line| entry(&serde_json::from_str(line).ok()?)).collect();
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Kept { core: id(&CORE)?, tests: id(&TESTS)?, fates, file: Mutex::new(file) })
    }

    /// The fate of a mutant that needs no other look: nothing has changed, or it does not compile.
    pub fn fate(&self, mutant: &Mutant) -> Option<Fate> {
        let known = self.fates.get(&mutant.key()).filter(|known| known.core == self.core)?;
        let Known { tests, found, .. } = known;
        (*tests == self.tests || found.fate == Fate::Unviable).then_some(found.fate)
    }

    /// The program of tests that noticed it last.
    pub fn noticed_by(&self, mutant: &Mutant) -> Option<&str> {
        self.fates.get(&mutant.key())?.found.by.as_deref()
    }

    pub fn keep(&self, mutant: &Mutant, found: &Found) -> Result<()> {
        let Key { file, mutant, at } = mutant.key();
        let line = json!({
            "core": self.core, "tests": self.tests, "file": file, "mutant": mutant, "at": at,
            "fate": found.fate.name(), "by": found.by,
        });
        let mut file = self.file.lock().map_err(|_| anyhow!("a worker failed"))?;
        writeln!(file, "\n{line}").context("what was found cannot be kept")
    }
}

fn entry(value: &Value) -> Option<(Key, Known)> {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let key = Key { file: text("file")?, mutant: text("mutant")?, at: text("at")? };
    let found = Found { fate: Fate::named(value["fate"].as_str()?)?, by: text("by") };
    Some((key, Known { core: text("core")?, tests: text("tests")?, found }))
}

/// A name for what some files and folders hold, and for the compiler.
fn id(parts: &[&str]) -> Result<String> {
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        git.args(words).current_dir(root());
        git
    };
    let listed = output(git(&["ls-files", "-co", "--exclude-standard", "--"]).args(parts))?;
    let files: Vec<&str> = listed.lines().filter(|file| root().join(file).is_file()).collect();
    let ids = output(git(&["hash-object", "--"]).args(&files))?;
    let text = format!("{}\n{}\n{ids}", output(Command::new("rustc").arg("-V"))?, files.join("\n"));
    let mut hash = git(&["hash-object", "--stdin"]);
    let mut hash = hash.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    hash.stdin.take().context("git reads")?.write_all(text.as_bytes())?;
    Ok(String::from_utf8(hash.wait_with_output()?.stdout)?.trim().to_owned())
}
