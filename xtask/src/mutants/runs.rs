//! One build with every mutant behind a switch, and the tests run once for each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::list::{Genre, Mutant};
use super::switch;
use crate::run::{output, root};

/// What the tests say of a mutant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    Caught,
    /// It runs for ever, which nobody would miss.
    Timeout,
    Survived,
    /// It does not compile.
    Unviable,
}

/// Tests that run the built examples, which have no part in this build.
const OF_EXAMPLES: [&str; 2] = ["example_assess", "runner"];

/// More memory than any test needs, in KiB: a mutant that asks for more is stopped.
const MEMORY: u64 = 4 << 20;

/// Tests that take longer are not run for mutants with a reason to survive.
const SLOW: Duration = Duration::from_secs(5);

/// A program of tests, and how long it takes when nothing is wrong.
struct Program {
    path: PathBuf,
    takes: Duration,
}

/// A copy of the project, in which mutants are built.
pub struct Tree {
    folder: PathBuf,
    build: PathBuf,
}

impl Tree {
    /// Copies what git would, files that are not committed yet included; what is the same is left alone.
    pub fn new() -> Result<Tree> {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let target = root().join(target).join("mutants");
        let tree = Tree { folder: target.join("tree"), build: target.join("build") };
        let listed = output(
            Command::new("git").args(["ls-files", "-z", "-co", "--exclude-standard"]).current_dir(root()),
        )?;
        let files: BTreeSet<&str> = listed.split('\0').filter(|file| root().join(file).is_file()).collect();
        for file in &files {
            tree.write(file, &std::fs::read(root().join(file)).with_context(|| (*file).to_owned())?)?;
        }
        tree.remove_others(&tree.folder.join("lssc-core"), &files)?;
        Ok(tree)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(file);
        if std::fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
        std::fs::write(&path, bytes).with_context(|| path.display().to_string())
    }

    /// Files of an earlier copy that the project no longer has.
    fn remove_others(&self, folder: &Path, files: &BTreeSet<&str>) -> Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.remove_others(&path, files)?;
            } else if !files.contains(path.strip_prefix(&self.folder)?.to_string_lossy().as_ref()) {
                std::fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(words).args(["--package", "lssc-core", "--message-format", "json"]);
        self.surroundings(&mut cargo);
        cargo.current_dir(&self.folder).env("RUSTC_BOOTSTRAP", "lssc_core").stderr(Stdio::null());
        cargo
    }

    /// Where and how to build, for everything that builds here.
    pub fn surroundings(&self, cargo: &mut Command) {
        cargo.env("CARGO_TARGET_DIR", &self.build).env("RUSTFLAGS", "--cap-lints=allow");
        cargo.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
    }

    /// Writes the core with the mutants of these numbers behind switches, and gives where each stands.
    fn switch(&self, mutants: &[Mutant], numbers: &BTreeSet<usize>) -> Result<Parts> {
        let mut files: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
        files.insert("lssc-core/src/lib.rs", Vec::new());
        for mutant in mutants {
            files.entry(&mutant.file).or_default();
        }
        for &number in numbers {
            let mutant = &mutants[number - 1];
            files.entry(&mutant.file).or_default().push((number, mutant));
        }
        let mut parts = Parts::new();
        for (file, mutants) in files {
            let text = std::fs::read_to_string(root().join(file)).with_context(|| file.to_owned())?;
            let mut written = switch::switched(&text, &mutants).with_context(|| file.to_owned())?;
            if file.ends_with("/lib.rs") {
                written.text += switch::MODULE;
                let shift = switch::FEATURES.len();
                written.text.insert_str(0, switch::FEATURES);
                written
                    .parts
                    .iter_mut()
                    .for_each(|(range, _)| *range = range.start + shift..range.end + shift);
            }
            self.write(file, written.text.as_bytes())?;
            parts.insert(file.to_owned(), written.parts);
        }
        Ok(parts)
    }

    /// Writes the core with those of the mutants that compile all together.
    pub fn compiled(&self, mutants: &[Mutant], wanted: &[usize]) -> Result<Compiled> {
        let mut numbers: BTreeSet<usize> = wanted.iter().copied().collect();
        let mut unviable = BTreeSet::new();
        loop {
            let parts = self.switch(mutants, &numbers)?;
            let placed: BTreeSet<usize> = parts.values().flatten().flat_map(|(_, of)| of.clone()).collect();
            numbers.retain(|number| placed.contains(number));
            let said = self.cargo(&["check", "--lib"]).output()?;
            if said.status.success() {
                return Ok(Compiled { switched: numbers.into_iter().collect(), unviable });
            }
            let guilty = guilty(&String::from_utf8_lossy(&said.stdout), mutants, &parts)?;
            numbers.retain(|number| !guilty.contains_key(number));
            unviable
                .extend(guilty.iter().filter(|(_, is_unviable)| **is_unviable).map(|(number, _)| *number));
        }
    }

    /// The fate of each mutant of a core that compiles; `said` hears of it at once. Of those that `is_known` to survive, for a reason that is
    /// written down, the slow tests are not asked: they could only find that there is no need for it.
    pub fn run(
        &self,
        numbers: &[usize],
        is_known: impl Fn(usize) -> bool + Sync,
        said: impl Fn(usize, Fate) + Sync,
    ) -> Result<BTreeMap<usize, Fate>> {
        let programs = self.programs()?;
        let quick = programs.partition_point(|program| program.takes < SLOW);
        let (next, fates) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        let work = || -> Result<()> {
            while let Some(&number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                let asked = if is_known(number) { &programs[..quick] } else { &programs };
                let fate = self.fate(number, asked)?;
                said(number, fate);
                fates.lock().map_err(|_| anyhow::anyhow!("a worker failed"))?.insert(number, fate);
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let workers = std::thread::available_parallelism().map_or(1, usize::from);
            let started: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            started
                .into_iter()
                .try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a worker failed")))
        })?;
        fates.into_inner().map_err(|_| anyhow::anyhow!("a worker failed"))
    }

    fn fate(&self, number: usize, programs: &[Program]) -> Result<Fate> {
        for program in programs {
            let limit = Duration::from_secs(10) + program.takes * 5;
            let status = self.start(&program.path, number, limit)?;
            if stopped(status) {
                return Ok(Fate::Timeout);
            }
            if !status.success() {
                return Ok(Fate::Caught);
            }
        }
        Ok(Fate::Survived)
    }

    /// Runs a program of tests with a mutant on. What limits it is the time that it computes, which does not depend on what else the
    /// machine does.
    fn start(&self, program: &Path, mutant: usize, limit: Duration) -> Result<ExitStatus> {
        let mut command = if cfg!(unix) {
            let mut shell = Command::new("sh");
            let bounds = format!("ulimit -v {MEMORY}; ulimit -t {}; exec \"$0\" -q", limit.as_secs());
            shell.args(["-c", &bounds]).arg(program);
            shell
        } else {
            Command::new(program)
        };
        command.current_dir(self.folder.join("lssc-core")).stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(Stdio::null()).env("LSSC_MUTANT", mutant.to_string()).env("RUST_TEST_THREADS", "1");
        command.env("RUST_BACKTRACE", "0");
        command.status().with_context(|| program.display().to_string())
    }

    /// The programs of tests, built, the quickest first; each passes while no mutant is on.
    fn programs(&self) -> Result<Vec<Program>> {
        let said = self.cargo(&["test", "--no-run", "--tests"]).output()?;
        ensure!(said.status.success(), "the tests do not build with the switches in the core");
        let mut programs = Vec::new();
        for line in String::from_utf8(said.stdout)?.lines() {
            let value: Value = serde_json::from_str(line)?;
            let Some(path) = value["executable"].as_str() else { continue };
            let name = value["target"]["name"].as_str().unwrap_or_default();
            if !OF_EXAMPLES.contains(&name) && value["profile"]["test"] == true {
                programs.push((name.to_owned(), PathBuf::from(path)));
            }
        }
        let mut timed = Vec::new();
        for (name, path) in programs {
            let start = Instant::now();
            let status = self.start(&path, 0, Duration::from_secs(3600))?;
            ensure!(status.success(), "the tests `{name}` fail without a mutant ({status})");
            let takes = start.elapsed();
            println!("  {name}: {:.1} s", takes.as_secs_f64());
            timed.push(Program { path, takes });
        }
        timed.sort_by_key(|program| program.takes);
        Ok(timed)
    }
}

/// Mutants that stand behind switches, and those that no build can hold; the others need one each.
pub struct Compiled {
    pub switched: Vec<usize>,
    pub unviable: BTreeSet<usize>,
}

type Parts = BTreeMap<String, Vec<(Range<usize>, Vec<usize>)>>;

/// The mutants at which the compiler stopped, and of each whether that is the end of it: a value that a type does not have, or an arm
/// without which a `match` is not whole.
fn guilty(said: &str, mutants: &[Mutant], parts: &Parts) -> Result<BTreeMap<usize, bool>> {
    let (mut guilty, mut other) = (BTreeMap::new(), Vec::new());
    for line in said.lines() {
        let value: Value = serde_json::from_str(line)?;
        let message = &value["message"];
        if message["level"] != "error" {
            continue;
        }
        let is_open = message["code"]["code"] == "E0004";
        let text = message["message"].as_str().unwrap_or_default();
        let has_no_default = message["code"]["code"] == "E0277" && text.contains("Default` is not satisfied");
        let spans = message["spans"].as_array().into_iter().flatten();
        let places = spans.filter(|span| span["is_primary"] == true).filter_map(|span| {
            let at = usize::try_from(span["byte_start"].as_u64()?).ok()?;
            Some((parts.get(span["file_name"].as_str()?)?, at))
        });
        let found: Vec<usize> = places
            .flat_map(|(parts, at)| if is_open { next_arm(parts, mutants, at) } else { part_at(parts, at) })
            .collect();
        if found.is_empty() {
            other.push(message["rendered"].as_str().unwrap_or_default().to_owned());
        }
        for number in found {
            *guilty.entry(number).or_default() |= is_open || has_no_default;
        }
    }
    ensure!(!guilty.is_empty(), "the core does not compile with switches:\n{}", other.join("\n"));
    Ok(guilty)
}

/// Those of the smallest part that holds a place; else of the last one before it, since what leaves a function early can leave the rest of
/// it without a type.
fn part_at(parts: &[(Range<usize>, Vec<usize>)], at: usize) -> Vec<usize> {
    let holds = parts.iter().filter(|(range, _)| range.contains(&at)).min_by_key(|(range, _)| range.len());
    let before = || {
        let ended = parts.iter().filter(|(range, _)| range.end <= at);
        ended.max_by_key(|(range, _)| (range.end, range.len()))
    };
    holds.or_else(before).map(|(_, numbers)| numbers.clone()).unwrap_or_default()
}

/// The first arm that may be gone after the place where its `match` begins.
fn next_arm(parts: &[(Range<usize>, Vec<usize>)], mutants: &[Mutant], at: usize) -> Vec<usize> {
    let is_arm = |number: &usize| mutants[number - 1].genre == Genre::MatchArm;
    let arms = parts.iter().filter(|(range, numbers)| range.start > at && numbers.iter().all(is_arm));
    arms.min_by_key(|(range, _)| range.start).map(|(_, numbers)| numbers.clone()).unwrap_or_default()
}

/// Whether a program computed too long.
#[cfg(unix)]
fn stopped(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const OUT_OF_TIME: [i32; 2] = [9, 24];
    status.signal().is_some_and(|signal| OUT_OF_TIME.contains(&signal))
}

#[cfg(not(unix))]
fn stopped(_: ExitStatus) -> bool {
    false
}
