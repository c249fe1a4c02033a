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

impl Fate {
    const NAMED: [(Fate, &str); 4] = [
        (Fate::Caught, "caught"),
        (Fate::Timeout, "timeout"),
        (Fate::Survived, "survived"),
        (Fate::Unviable, "unviable"),
    ];

    pub fn name(self) -> &'static str {
        Self::NAMED.into_iter().find(|(fate, _)| *fate == self).map_or("", |(_, name)| name)
    }

    pub fn named(name: &str) -> Option<Fate> {
        Self::NAMED.into_iter().find(|(_, named)| *named == name).map(|(fate, _)| fate)
    }
}

/// A fate, and the program of tests that decided it.
#[derive(Clone, Debug)]
pub struct Found {
    pub fate: Fate,
    pub by: Option<String>,
}

/// Where all of this is built and kept.
pub fn folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    root().join(target).join("mutants")
}

/// Tests that run the built examples, which have no part in this build.
const OF_EXAMPLES: [&str; 2] = ["example_assess", "runner"];

/// With these, all of what may be mutated is compiled.
pub const FEATURES: &str = "remarks";

/// More memory than any test needs, in KiB: a mutant that asks for more is stopped.
const MEMORY: u64 = 4 << 20;

/// Tests that take longer are not run for mutants with a reason to survive.
const SLOW: Duration = Duration::from_secs(5);

/// A program of tests, and how long it takes when nothing is wrong.
struct Program {
    name: String,
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
        let tree = Tree { folder: folder().join("tree"), build: folder().join("build") };
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
        cargo.args(words).args([
            "--package",
            "lssc-core",
            "--features",
            FEATURES,
            "--message-format",
            "json",
        ]);
        self.surroundings(&mut cargo);
        cargo.current_dir(&self.folder).env("RUSTC_BOOTSTRAP", "lssc_core").stderr(Stdio::null());
        cargo
    }

    /// Where and how to build, for everything that builds here.
    pub fn surroundings(&self, cargo: &mut Command) {
        cargo.env("CARGO_TARGET_DIR", &self.build).env("RUSTFLAGS", "--cap-lints=allow");
        cargo.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
    }

    /// Writes the core with the mutants of these numbers behind switches, and gives where each stands; and which of them are early.
    fn switch(&self, mutants: &[Mutant], numbers: &BTreeSet<usize>) -> Result<(Parts, BTreeSet<usize>)> {
        let mut files: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
        files.insert("lssc-core/src/lib.rs", Vec::new());
        for mutant in mutants {
            files.entry(&mutant.file).or_default();
        }
        for &number in numbers {
            let mutant = &mutants[number - 1];
            files.entry(&mutant.file).or_default().push((number, mutant));
        }
        let (mut parts, mut early) = (Parts::new(), BTreeSet::new());
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
            early.extend(written.early);
            parts.insert(file.to_owned(), written.parts);
        }
        Ok((parts, early))
    }

    /// Writes the core with those of the mutants that compile all together.
    pub fn compiled(&self, mutants: &[Mutant], wanted: &[usize]) -> Result<Compiled> {
        let mut numbers: BTreeSet<usize> = wanted.iter().copied().collect();
        let mut unviable = BTreeSet::new();
        loop {
            let (parts, early) = self.switch(mutants, &numbers)?;
            let placed: BTreeSet<usize> = parts.values().flatten().flat_map(|(_, of)| of.clone()).collect();
            numbers.retain(|number| placed.contains(number));
            let said = self.cargo(&["check", "--lib"]).output()?;
            if said.status.success() {
                return Ok(Compiled { switched: numbers.into_iter().collect(), unviable, early });
            }
            let guilty = guilty(&String::from_utf8_lossy(&said.stdout), mutants, &parts)?;
            numbers.retain(|number| !guilty.contains_key(number));
            unviable
                .extend(guilty.iter().filter(|(_, is_unviable)| **is_unviable).map(|(number, _)| *number));
        }
    }

    /// The fate of each mutant of a core that compiles; `said` hears of it at once. The first to be asked is the program that `noticed` it
    /// last, then the quick ones. Of mutants that `may_stay`, the slow ones are not asked.
    pub fn run(
        &self,
        numbers: &[usize],
        noticed: impl Fn(usize) -> Option<String> + Sync,
        may_stay: impl Fn(usize) -> bool + Sync,
        said: impl Fn(usize, &Found) -> Result<()> + Sync,
    ) -> Result<BTreeMap<usize, Fate>> {
        let programs = self.programs()?;
        let quick = programs.partition_point(|program| program.takes < SLOW);
        let (next, fates) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        let work = || -> Result<()> {
            while let Some(&number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                let last = noticed(number);
                let noticed = |program: &&Program| last.as_ref() == Some(&program.name);
                let first = programs.iter().filter(noticed);
                let others = if may_stay(number) { &programs[..quick] } else { &programs };
                let others = others.iter().filter(|program| !noticed(program));
                let found = self.fate(number, first.chain(others))?;
                said(number, &found)?;
                fates.lock().map_err(|_| anyhow::anyhow!("a worker failed"))?.insert(number, found.fate);
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

    fn fate<'a>(&self, number: usize, programs: impl Iterator<Item = &'a Program>) -> Result<Found> {
        for program in programs {
            let limit = Duration::from_secs(10) + program.takes * 5;
            let status = self.start(&program.path, number, limit)?;
            if !status.success() {
                let fate = if stopped(status) { Fate::Timeout } else { Fate::Caught };
                return Ok(Found { fate, by: Some(program.name.clone()) });
            }
        }
        Ok(Found { fate: Fate::Survived, by: None })
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
            timed.push(Program { name, path, takes });
        }
        timed.sort_by_key(|program| program.takes);
        Ok(timed)
    }
}

/// Mutants that stand behind switches, and those that no build can hold; the others need one each.
pub struct Compiled {
    pub switched: Vec<usize>,
    pub unviable: BTreeSet<usize>,
    /// Those of the switched ones that are also computed while compiling, where no switch reaches.
    pub early: BTreeSet<usize>,
}

type Parts = BTreeMap<String, Vec<(Range<usize>, Vec<usize>)>>;

/// The mutants at which the compiler stopped, and of each whether that is the end of it.
fn guilty(said: &str, mutants: &[Mutant], parts: &Parts) -> Result<BTreeMap<usize, bool>> {
    let (mut errors, mut guilty, mut other) = (Vec::new(), BTreeMap::new(), Vec::new());
    for line in said.lines() {
        let mut value: Value = serde_json::from_str(line)?;
        if value["message"]["level"] == "error" {
            errors.push(value["message"].take());
        }
    }
    // While it cannot be read, what else the compiler says is guessed.
    if errors.iter().any(is_about_let) {
        errors.retain(is_about_let);
    }
    for error in &errors {
        let spans = error["spans"].as_array().into_iter().flatten();
        let places = spans.filter(|span| span["is_primary"] == true).filter_map(|span| place(span, parts));
        let found: Vec<(Vec<usize>, bool)> = if error["code"]["code"] == "E0004" {
            places.map(|(parts, at)| (next_arm(parts, mutants, at), false)).collect()
        } else {
            places.map(|(parts, at)| part_at(parts, at)).collect()
        };
        if found.iter().all(|(numbers, _)| numbers.is_empty()) {
            other.push(error["rendered"].as_str().unwrap_or_default().to_owned());
        }
        for (numbers, is_inside) in found {
            let is_alone = numbers.len() == 1;
            for number in numbers {
                *guilty.entry(number).or_default() |=
                    is_inside && is_alone && is_the_end(error, &mutants[number - 1]);
            }
        }
    }
    ensure!(!guilty.is_empty(), "the core does not compile with switches:\n{}", other.join("\n"));
    Ok(guilty)
}

/// Whether an error inside what is one mutant's own says that no build can hold it. A value that a function may not return, or that there is
/// no such name for, is that wherever in the function it stands; where the body says what is returned, only of a type without a default
/// value. A `let` among conditions stands between `&&` and nothing else.
fn is_the_end(error: &Value, mutant: &Mutant) -> bool {
    let text = error["message"].as_str().unwrap_or_default();
    match mutant.genre {
        Genre::FnValue => !mutant.is_opaque || text.contains("Default` is not satisfied"),
        Genre::BinaryOperator => is_about_let(error),
        _ => false,
    }
}

fn is_about_let(error: &Value) -> bool {
    error["message"].as_str().is_some_and(|text| text.contains("found `let` statement"))
}

/// Where in the core a place is; of what a macro wrote, where the macro stands.
fn place<'a>(span: &Value, parts: &'a Parts) -> Option<(&'a [(Range<usize>, Vec<usize>)], usize)> {
    if let Some(parts) = parts.get(span["file_name"].as_str()?) {
        return Some((parts, usize::try_from(span["byte_start"].as_u64()?).ok()?));
    }
    span["expansion"]["span"].as_object()?;
    place(&span["expansion"]["span"], parts)
}

/// Those of the smallest part that holds a place; else of the last one before it, since what leaves a function early can leave the rest of
/// it without a type. With it, whether it holds the place.
fn part_at(parts: &[(Range<usize>, Vec<usize>)], at: usize) -> (Vec<usize>, bool) {
    let holds = parts.iter().filter(|(range, _)| range.contains(&at)).min_by_key(|(range, _)| range.len());
    let before = || {
        let ended = parts.iter().filter(|(range, _)| range.end <= at);
        ended.max_by_key(|(range, _)| (range.end, range.len()))
    };
    let numbers = holds.or_else(before).map(|(_, numbers)| numbers.clone()).unwrap_or_default();
    (numbers, holds.is_some())
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
