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
use super::{in_turn, switch};
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

const LIB: &str = "lssc-core/src/lib.rs";

/// What its own tests are called.
const LIBRARY: &str = "lssc_core";

/// Tests that run the built examples, which have no part in this build.
const OF_EXAMPLES: [&str; 2] = ["example_assess", "runner"];

/// With these, all of what may be mutated is compiled.
pub const FEATURES: &str = "remarks";

/// More memory than any test needs, in KiB: a mutant that asks for more is stopped.
const MEMORY: u64 = 4 << 20;

/// A program of tests, and how long it takes when nothing is wrong.
struct Program {
    name: String,
    path: PathBuf,
    takes: Duration,
}

/// The tests of which every case is asked of every mutant.
const CASES: &str = "conformance";
const CASES_FILE: &str = "lssc-core/tests/conformance.rs";

/// Those that are asked next, each lot of what the one before did not notice. What is not named here is slow, and comes last.
const LOTS: [&[&str]; 2] = [
    &["findings", "compare", "policy", "inputs"],
    &["calendar", "icalendar", "order", "plan", "readers", "review", "single", "--lib"],
];

/// All of them, the slow ones included.
pub const EVERY_LOT: usize = LOTS.len() + 1;

/// A copy of the project, in which mutants are built.
pub struct Tree {
    folder: PathBuf,
    build: PathBuf,
}

impl Tree {
    /// Copies what git would, files that are not committed yet included; where there are mutants, not the files that are written anew.
    pub fn new(name: &str, mutants: &[Mutant]) -> Result<Tree> {
        let tree = Tree { folder: folder().join(name), build: folder().join("build") };
        let listed = output(
            Command::new("git").args(["ls-files", "-z", "-co", "--exclude-standard"]).current_dir(root()),
        )?;
        let files: BTreeSet<&str> = listed.split('\0').filter(|file| root().join(file).is_file()).collect();
        let mut written: BTreeSet<&str> = mutants.iter().map(|mutant| mutant.file.as_str()).collect();
        if !written.is_empty() {
            written.extend([LIB, CASES_FILE]);
        }
        for file in files.difference(&written) {
            tree.write(file, &std::fs::read(root().join(file)).with_context(|| (*file).to_owned())?)?;
        }
        tree.remove_others(&tree.folder.join("lssc-core"), &files)?;
        Ok(tree)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is the same is left alone: it need not be built again.
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
        // What is stopped in the middle of a build leaves nothing behind that looks whole.
        cargo.env("CARGO_INCREMENTAL", "0");
        cargo.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
    }

    /// Writes the core with the mutants of these numbers behind switches, and gives where each stands; and which of them are early.
    pub fn switch(&self, mutants: &[Mutant], numbers: &BTreeSet<usize>) -> Result<(Parts, BTreeSet<usize>)> {
        let mut files: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
        files.insert(LIB, Vec::new());
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
            if file == LIB {
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

    /// Finds those of the mutants that compile all together.
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

    /// The fate of each mutant of a core that compiles; `said` hears of it at once. First the cases are asked, then the program that `noticed` it
    /// last, then one lot after the other; `lots` says how many, of each mutant.
    pub fn run(
        &self,
        numbers: &[usize],
        noticed: impl Fn(usize) -> Option<String> + Sync,
        lots: impl Fn(usize) -> usize + Sync,
        said: impl Fn(usize, &Found) -> Result<()> + Sync,
    ) -> Result<BTreeMap<usize, Fate>> {
        let cases = self.path_of_cases()?;
        let mut fates = BTreeMap::new();
        fates.extend(in_parallel(numbers.chunks(in_turn::AT_ONCE), |chunk| {
            let fates = self.in_turn(&cases, chunk)?;
            for (&number, &fate) in fates.iter().filter(|(_, fate)| **fate != Fate::Survived) {
                said(number, &Found { fate, by: Some(CASES.to_owned()) })?;
            }
            Ok(fates)
        })?);
        for lot in 0..=LOTS.len() {
            let is_last = lot == LOTS.len();
            let is_left = |number: &&usize| fates.get(*number) == Some(&Fate::Survived);
            let mut left: Vec<usize> = numbers.iter().filter(is_left).copied().collect();
            left.iter()
                .filter(|number| lots(**number) == lot)
                .try_for_each(|&number| said(number, &Found { fate: Fate::Survived, by: None }))?;
            left.retain(|&number| lots(number) > lot);
            if left.is_empty() {
                continue;
            }
            println!("{} are left", left.len());
            let programs = self.timed(self.lot(lot)?)?;
            fates.extend(in_parallel(left.iter(), |&&number| {
                let last = noticed(number);
                let (first, others): (Vec<&Program>, Vec<&Program>) =
                    programs.iter().partition(|program| last.as_ref() == Some(&program.name));
                let found = self.fate(number, first.into_iter().chain(others))?;
                if is_last || found.fate != Fate::Survived {
                    said(number, &found)?;
                }
                Ok(BTreeMap::from([(number, found.fate)]))
            })?);
        }
        Ok(fates)
    }

    /// The fates of some, by the cases alone.
    fn in_turn(&self, cases: &Path, numbers: &[usize]) -> Result<BTreeMap<usize, Fate>> {
        let mut fates: BTreeMap<usize, Fate> = BTreeMap::new();
        loop {
            let left: Vec<String> =
                numbers.iter().filter(|number| !fates.contains_key(number)).map(usize::to_string).collect();
            if left.is_empty() {
                return Ok(fates);
            }
            let mut command = self.bounded(cases, Duration::from_secs(3600));
            command.args(["--nocapture", "--exact", in_turn::NAME]).env("LSSC_MUTANTS", left.join(","));
            let said =
                command.stdout(Stdio::piped()).output().with_context(|| cases.display().to_string())?;
            let known = fates.len();
            fates.extend(in_turn::fates(&String::from_utf8_lossy(&said.stdout)));
            ensure!(fates.len() > known, "the cases cannot be asked ({})", said.status);
        }
    }

    fn fate<'a>(&self, number: usize, programs: impl Iterator<Item = &'a Program>) -> Result<Found> {
        for program in programs {
            let limit = Duration::from_secs(2) + program.takes * 3;
            let status = self.start(program, number, limit)?;
            if !status.success() {
                let fate = if stopped(status) { Fate::Timeout } else { Fate::Caught };
                return Ok(Found { fate, by: Some(program.name.clone()) });
            }
        }
        Ok(Found { fate: Fate::Survived, by: None })
    }

    /// Runs a program of tests with a mutant on.
    fn start(&self, program: &Program, mutant: usize, limit: Duration) -> Result<ExitStatus> {
        let mut command = self.bounded(&program.path, limit);
        command.stdout(Stdio::null()).env("LSSC_MUTANT", mutant.to_string());
        command.status().with_context(|| program.path.display().to_string())
    }

    /// A program of tests, to be run. What limits it is the time that it computes, which does not depend on what else the machine does.
    fn bounded(&self, path: &Path, limit: Duration) -> Command {
        let mut command = if cfg!(unix) {
            let mut shell = Command::new("sh");
            let bounds = format!("ulimit -v {MEMORY}; ulimit -t {}; exec \"$0\" -q \"$@\"", limit.as_secs());
            shell.args(["-c", &bounds]).arg(path);
            shell
        } else {
            Command::new(path)
        };
        command.current_dir(self.folder.join("lssc-core")).stdin(Stdio::null()).stderr(Stdio::null());
        command.env("RUST_TEST_THREADS", "1").env("RUST_BACKTRACE", "0");
        command
    }

    /// The program that asks the cases of one mutant after the other.
    fn path_of_cases(&self) -> Result<PathBuf> {
        let text = std::fs::read_to_string(root().join(CASES_FILE)).context(CASES_FILE)?;
        self.write(CASES_FILE, (text + in_turn::TEST).as_bytes())?;
        let mut programs = self.programs(&["--test", CASES])?;
        Ok(programs.pop().with_context(|| format!("no tests {CASES}"))?.path)
    }

    /// The programs of a lot; of the last one, all that are in no other.
    fn lot(&self, lot: usize) -> Result<Vec<Program>> {
        let Some(lot) = LOTS.get(lot) else {
            let mut programs = self.programs(&["--tests"])?;
            let is_asked = |name: &str| LOTS.iter().any(|lot| lot.contains(&name)) || name == LIBRARY;
            programs.retain(|program| !is_asked(&program.name));
            return Ok(programs);
        };
        let words =
            |name: &&'static str| if name.starts_with("--") { vec![*name] } else { vec!["--test", *name] };
        self.programs(&lot.iter().flat_map(words).collect::<Vec<_>>())
    }

    /// Some programs of tests, built.
    fn programs(&self, which: &[&str]) -> Result<Vec<Program>> {
        let said = self.cargo(&["test", "--no-run"]).args(which).output()?;
        ensure!(said.status.success(), "the tests do not build with the switches in the core");
        let mut programs = Vec::new();
        for line in String::from_utf8(said.stdout)?.lines() {
            let value: Value = serde_json::from_str(line)?;
            let Some(path) = value["executable"].as_str() else { continue };
            let name = value["target"]["name"].as_str().unwrap_or_default().to_owned();
            if !OF_EXAMPLES.contains(&name.as_str()) && value["profile"]["test"] == true {
                programs.push(Program { name, path: path.into(), takes: Duration::ZERO });
            }
        }
        Ok(programs)
    }

    /// The quickest first; each passes while no mutant is on.
    fn timed(&self, mut programs: Vec<Program>) -> Result<Vec<Program>> {
        for program in &mut programs {
            let start = Instant::now();
            let status = self.start(program, 0, Duration::from_secs(3600))?;
            ensure!(status.success(), "the tests `{}` fail without a mutant ({status})", program.name);
            program.takes = start.elapsed();
            println!("  {}: {:.1} s", program.name, program.takes.as_secs_f64());
        }
        programs.sort_by_key(|program| program.takes);
        Ok(programs)
    }
}

/// Does the work for each piece, as many at a time as the machine has processors.
fn in_parallel<T: Sync + Send>(
    pieces: impl Iterator<Item = T>,
    work: impl Fn(&T) -> Result<BTreeMap<usize, Fate>> + Sync,
) -> Result<BTreeMap<usize, Fate>> {
    let pieces: Vec<T> = pieces.collect();
    let (next, fates) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let worker = || -> Result<()> {
        while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = work(piece)?;
            fates.lock().map_err(|_| anyhow::anyhow!("a worker failed"))?.extend(found);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        started.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| bail!("a worker failed")))
    })?;
    fates.into_inner().map_err(|_| anyhow::anyhow!("a worker failed"))
}

/// Mutants that stand behind switches, and those that no build can hold; the others need one each.
pub struct Compiled {
    pub switched: Vec<usize>,
    pub unviable: BTreeSet<usize>,
    /// Those of the switched ones that are also computed while compiling, where no switch reaches.
    pub early: BTreeSet<usize>,
}

type Parts = BTreeMap<String, Vec<Part>>;

/// A stretch of a file as it is written with switches, and the mutants that stand there.
type Part = (Range<usize>, Vec<usize>);

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
fn place<'a>(span: &Value, parts: &'a Parts) -> Option<(&'a [Part], usize)> {
    if let Some(parts) = parts.get(span["file_name"].as_str()?) {
        return Some((parts, usize::try_from(span["byte_start"].as_u64()?).ok()?));
    }
    span["expansion"]["span"].as_object()?;
    place(&span["expansion"]["span"], parts)
}

/// Those of the smallest part that holds a place; else of the last one before it, since what leaves a function early can leave the rest of
/// it without a type. With it, whether it holds the place.
fn part_at(parts: &[Part], at: usize) -> (Vec<usize>, bool) {
    let holds = parts.iter().filter(|(range, _)| range.contains(&at)).min_by_key(|(range, _)| range.len());
    let before = || {
        let ended = parts.iter().filter(|(range, _)| range.end <= at);
        ended.max_by_key(|(range, _)| (range.end, range.len()))
    };
    let numbers = holds.or_else(before).map(|(_, numbers)| numbers.clone()).unwrap_or_default();
    (numbers, holds.is_some())
}

/// The first arm that may be gone after the place where its `match` begins.
fn next_arm(parts: &[Part], mutants: &[Mutant], at: usize) -> Vec<usize> {
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
