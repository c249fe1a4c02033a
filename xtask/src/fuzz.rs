//! `cargo xtask fuzz`: builds the fuzz targets (`fuzz/`) on a nightly compiler and runs each for a while. What breaks one is kept in
//! `fuzz/crashes`, where the tests of every compiler replay it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::run::{output, root, run};
use crate::tools;

/// What is asked for.
#[derive(Debug)]
pub struct Options<'a> {
    /// So long each target runs.
    pub time: Duration,
    /// Whether what was found to reach something new goes into `fuzz/corpus`.
    keep: bool,
    /// All, if none is named.
    targets: Vec<&'a str>,
}

impl<'a> Options<'a> {
    /// Ten seconds of every target.
    pub fn usual() -> Self {
        Self { time: Duration::from_secs(10), keep: false, targets: Vec::new() }
    }

    /// `[--seconds N] [--keep] [TARGET…]`; `None` is no way to ask.
    pub fn of(words: &[&'a str]) -> Option<Self> {
        let mut options = Self::usual();
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            match word {
                "--seconds" => options.time = Duration::from_secs(words.next()?.parse().ok()?),
                "--keep" => options.keep = true,
                word if word.starts_with('-') => return None,
                target => options.targets.push(target),
            }
        }
        Some(options)
    }
}

/// Whether there is a compiler that can count what a run reaches.
pub fn can_be_done() -> bool {
    output(Command::new("rustup").args(["toolchain", "list"])).is_ok_and(|list| list.contains("nightly"))
}

/// Builds all targets once, and runs those asked for one after the other, also after one that crashed.
pub fn fuzz(options: &Options<'_>) -> Result<()> {
    ensure!(can_be_done(), "fuzzing needs a nightly compiler: rustup toolchain install nightly");
    let all = targets()?;
    for name in &options.targets {
        ensure!(all.iter().any(|target| target == name), "no target `{name}`; there are {}", all.join(", "));
    }
    build()?;
    let seeds = seeds()?;
    let wanted =
        all.iter().filter(|target| options.targets.is_empty() || options.targets.contains(&target.as_str()));
    let mut crashed = Vec::new();
    for name in wanted {
        let target = Target::new(name)?;
        let found = target.run(options.time, &seeds)?;
        if options.keep && found == 0 {
            target.keep(&seeds)?;
        }
        if found > 0 {
            crashed.push(format!("{name}: {found}"));
        }
    }
    ensure!(crashed.is_empty(), "crashes, now in fuzz/crashes: {}", crashed.join("; "));
    Ok(())
}

fn fuzz_folder() -> PathBuf {
    root().join("fuzz")
}

fn built() -> PathBuf {
    root().join("target/fuzz")
}

fn targets() -> Result<Vec<String>> {
    let mut names: Vec<String> =
        files(&fuzz_folder().join("fuzz_targets"))?.iter().filter_map(|path| stem(path)).collect();
    names.sort();
    Ok(names)
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_str()?.to_owned())
}

/// The files of a folder; none, if it is not there.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

/// The core has no `unsafe`, so that there is no memory to sanitize: without, a target runs twice as often.
fn build() -> Result<()> {
    let mut build = tools::FUZZ.cargo(Some("nightly"))?;
    build.args(["build", "--fuzz-dir", "fuzz", "--sanitizer", "none", "--target-dir"]).arg(built());
    run(&mut build)
}

/// Where every target begins: the requests of the cases, a file each, and bytes to draw from.
fn seeds() -> Result<PathBuf> {
    let folder = built().join("seeds");
    empty(&folder)?;
    for source in [root().join("conformance"), root().join("conformance/compare")] {
        for file in files(&source)?.iter().filter(|file| file.extension().is_some_and(|end| end == "jsonl")) {
            for line in std::fs::read_to_string(file)?.lines() {
                let case: serde_json::Value = serde_json::from_str(line)?;
                let id = case["id"].as_str().context("a case without an id")?;
                // A request is an object, or a line that need not be JSON.
                let text =
                    case["request"].as_str().map_or_else(|| case["request"].to_string(), str::to_owned);
                std::fs::write(folder.join(id), text)?;
            }
        }
    }
    drawn(&folder)?;
    Ok(folder)
}

/// Bytes of no meaning, from which the targets that draw records draw many; the same at every run.
fn drawn(folder: &Path) -> Result<()> {
    let mut state = 0x1e55_c1e5_5c1e_55c1_u64;
    for number in 0..96 {
        let bytes = (0..100 + 12 * number).map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()[4]
        });
        std::fs::write(folder.join(format!("drawn-{number}")), bytes.collect::<Vec<u8>>())?;
    }
    Ok(())
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

struct Target {
    name: String,
    program: PathBuf,
    /// What this run has found that reaches something new.
    work: PathBuf,
    corpus: PathBuf,
}

impl Target {
    fn new(name: &str) -> Result<Self> {
        let host = output(Command::new("rustup").args(["run", "nightly", "rustc", "-vV"]))?;
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc has no host")?;
        Ok(Self {
            name: name.to_owned(),
            program: built().join(host).join("release").join(name),
            work: built().join("work").join(name),
            corpus: fuzz_folder().join("corpus").join(name),
        })
    }

    /// Runs it, says what it came to, and returns how many inputs broke it.
    fn run(&self, time: Duration, seeds: &Path) -> Result<usize> {
        empty(&self.work)?;
        let broken = built().join("broken").join(&self.name);
        empty(&broken)?;
        let mut command = Command::new(&self.program);
        command.arg(&self.work).args([&self.corpus, seeds].into_iter().map(|folder| folder.as_os_str()));
        command.arg(format!("-artifact_prefix={}/", broken.display()));
        command.arg(format!("-max_total_time={}", time.as_secs()));
        command.arg(format!("-dict={}", fuzz_folder().join("dictionaries/lssc.dict").display()));
        command.args(["-print_final_stats=1", "-max_len=4096", "-timeout=60", "-rss_limit_mb=2048"]);
        let run =
            command.stdin(Stdio::null()).output().with_context(|| self.program.display().to_string())?;
        let said = String::from_utf8_lossy(&run.stderr);
        println!("{}: {}", self.name, summary(&said));
        let found = files(&broken)?;
        if found.is_empty() && !run.status.success() {
            bail!("{} ended with {}: {said}", self.name, run.status);
        }
        self.take(&found, &said)?;
        Ok(found.len())
    }

    /// Keeps what broke it, and shows the panic.
    fn take(&self, found: &[PathBuf], said: &str) -> Result<()> {
        let folder = fuzz_folder().join("crashes").join(&self.name);
        for path in found {
            std::fs::create_dir_all(&folder)?;
            let kept = folder.join(path.file_name().unwrap_or_default());
            std::fs::copy(path, &kept)?;
            println!("{}: {}", self.name, kept.display());
        }
        if !found.is_empty() {
            let shown = said
                .lines()
                .skip_while(|line| !line.contains("panicked at") && !line.starts_with("=="))
                .take(12);
            shown.for_each(|line| println!("    {line}"));
        }
        Ok(())
    }

    /// Of the files committed, those of this run and where it began, the few that together reach the most.
    fn keep(&self, seeds: &Path) -> Result<()> {
        let (some, fewer) = (built().join("some").join(&self.name), built().join("fewer").join(&self.name));
        let reached = built().join("reached");
        empty(&some)?;
        empty(&fewer)?;
        // The first merge is quick and leaves files that reach something new; the second says all that each of them reaches.
        self.merge(&["-merge=1"], &some, &[&self.corpus, &self.work, seeds])?;
        std::fs::write(&reached, "")?;
        let control = format!("-merge_control_file={}", reached.display());
        self.merge(&["-set_cover_merge=1", &control], &fewer, &[&some])?;
        let kept: Vec<(PathBuf, Vec<u8>)> = best(&std::fs::read_to_string(&reached)?)
            .into_iter()
            .map(|path| Ok((path.clone(), std::fs::read(&path)?)))
            .collect::<Result<_>>()?;
        ensure!(!kept.is_empty(), "{}: nothing is reached", self.name);
        empty(&self.corpus)?;
        for (path, bytes) in &kept {
            std::fs::write(self.corpus.join(path.file_name().unwrap_or_default()), bytes)?;
        }
        println!("{}: {} files in {}", self.name, kept.len(), self.corpus.display());
        Ok(())
    }

    fn merge(&self, how: &[&str], into: &Path, from: &[&Path]) -> Result<()> {
        let mut merge = Command::new(&self.program);
        merge.args(how).args(["-use_counters=0", "-max_len=2048", "-rss_limit_mb=2048"]).arg(into).args(from);
        let merged = merge.stdin(Stdio::null()).output()?;
        ensure!(merged.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&merged.stderr));
        Ok(())
    }
}

/// So many files of a target are kept.
const MOST: usize = 40;

/// The files of a libFuzzer control file that, taken one after the other, each reach the most that those before it do not.
fn best(control: &str) -> Vec<PathBuf> {
    let mut lines = control.lines();
    let count = lines.next().and_then(|count| count.parse().ok()).unwrap_or(0);
    let names: Vec<&str> = lines.by_ref().skip(1).take(count).collect();
    let mut reached: Vec<(&str, Vec<u32>)> = Vec::new();
    for line in lines {
        let mut words = line.strip_prefix("FT ").unwrap_or_default().split(' ');
        let name = words.next().and_then(|number| names.get(number.parse::<usize>().ok()?));
        reached.extend(name.map(|&name| (name, words.filter_map(|word| word.parse().ok()).collect())));
    }
    let (mut seen, mut kept) = (HashSet::new(), Vec::new());
    while kept.len() < MOST {
        let new = |places: &[u32]| places.iter().filter(|place| !seen.contains(*place)).count();
        let Some((most, name, places)) =
            reached.iter().map(|(name, places)| (new(places), name, places)).max_by_key(|(new, ..)| *new)
        else {
            break;
        };
        if most == 0 {
            break;
        }
        kept.push(PathBuf::from(name));
        seen.extend(places.iter().copied());
    }
    kept
}

/// Executions, and what they reached: `cov:` counts places in the code, `ft:` also how often and from where.
fn summary(said: &str) -> String {
    let after = |line: &str, name: &str| -> Option<String> {
        Some(line.split_once(name)?.1.split_whitespace().next()?.to_owned())
    };
    let executed = said.lines().find_map(|line| after(line, "stat::number_of_executed_units:"));
    let last = said.lines().rev().find(|line| line.contains(" cov: "));
    let reached = |name| last.and_then(|line| after(line, name)).unwrap_or_default();
    format!(
        "{} executions, {} places, {} features",
        executed.unwrap_or_default(),
        reached(" cov:"),
        reached(" ft:")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_read() {
        let options = Options::of(&["--seconds", "3", "request", "--keep"]).expect("a way to ask");
        assert_eq!((options.time.as_secs(), options.keep, options.targets), (3, true, vec!["request"]));
        assert_eq!(Options::of(&[]).map(|options| options.time.as_secs()), Some(10));
        assert!(Options::of(&["--seconds"]).is_none() && Options::of(&["--minutes", "3"]).is_none());
    }

    #[test]
    fn the_files_that_reach_the_most_are_kept_first() {
        let control = "3\n0\na\nb\nc\nSTARTED 0 5\nFT 0 1 2\nCOV 0 1\nFT 1 2 3 4\nFT 2 3 4\n";
        assert_eq!(best(control), [PathBuf::from("b"), PathBuf::from("a")]);
        assert!(best("").is_empty());
    }

    #[test]
    fn what_a_run_came_to_is_read_from_what_it_says() {
        let said = "#2\tINITED cov: 5 ft: 6 corp: 1/1b\n#90\tNEW    cov: 71 ft: 83 corp: 4/9b lim: 4\n#99\tDONE   cov: 72 ft: 84 corp: 4/9b\nstat::number_of_executed_units: 99\n";
        assert_eq!(summary(said), "99 executions, 72 places, 84 features");
    }
}
