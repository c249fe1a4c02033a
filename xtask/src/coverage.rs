//! `cargo xtask coverage`: whether the tests take every line and every branch of the rules, by cargo-llvm-cov on a nightly
//! compiler (branches are counted there alone). What is not taken must stand in `left.rs`, with its reason, and nothing else.

mod left;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use left::LEFT;
use serde_json::Value;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::pairs::SOURCES;
use crate::run::{output, root, run};
use crate::{debian, tools};

/// The tests that are run, beside those in the sources: the cases, the pairs, and those of single services. The tests by the
/// thousand would take minutes here, and take no branch that these do not.
const TESTS: &[&str] = &[
    "calendar",
    "compare",
    "conformance",
    "icalendar",
    "inputs",
    "linear",
    "order",
    "pairs",
    "plan",
    "policy",
    "review",
    "single",
];

/// Checks it; the reason why not, where this machine cannot.
pub fn check() -> Result<Option<&'static str>> {
    let toolchains = output(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
    if !toolchains.contains("nightly") {
        return Ok(Some("branches are counted by a nightly compiler alone"));
    }
    let mut cargo = tools::LLVM_COV.cargo(Some("nightly"))?;
    if !point_to_llvm(&mut cargo)? {
        return Ok(Some("LLVM's tools are missing: rustup component add llvm-tools --toolchain nightly"));
    }
    let report = folder().join("report.json");
    std::fs::create_dir_all(folder())?;
    cargo.args(["--package", "lssc-core", "--branch", "--json", "--lib", "--output-path"]).arg(&report);
    for test in TESTS {
        cargo.args(["--test", test]);
    }
    run(cargo.env("CARGO_LLVM_COV_TARGET_DIR", folder().join("target")))?;
    judge(&serde_json::from_slice(&std::fs::read(report)?)?)?;
    Ok(None)
}

/// Frees what was built for it: most of a gigabyte.
pub fn remove() -> Result<()> {
    let target = folder().join("target");
    if target.exists() { Ok(std::fs::remove_dir_all(target)?) } else { Ok(()) }
}

fn folder() -> PathBuf {
    root().join("target/coverage")
}

/// The LLVM of the compiler, if rustup has its tools, else the system's of the same version. Nothing is fetched through
/// rustup behind the user's back.
fn point_to_llvm(cargo: &mut Command) -> Result<bool> {
    let components = output(Command::new("rustup").args(["component", "list", "--toolchain", "nightly"]))?;
    if components.lines().any(|line| line.starts_with("llvm-tools") && line.ends_with("(installed)")) {
        return Ok(true);
    }
    let compiler = output(Command::new("rustup").args(["run", "nightly", "rustc", "-vV"]))?;
    let version = compiler.lines().find_map(|line| line.strip_prefix("LLVM version: "));
    let major = version.and_then(|version| version.split('.').next()).unwrap_or_default();
    let [cov, profdata] = ["cov", "profdata"].map(|tool| format!("/usr/bin/llvm-{tool}-{major}"));
    if !Path::new(&cov).exists() && debian::is_root() {
        // An older Debian may not have this version.
        if let Err(error) = debian::install(&[&format!("llvm-{major}")]) {
            println!("{error:#}");
        }
    }
    cargo.env("CARGO_LLVM_COV_SETUP", "no").env("LLVM_COV", &cov).env("LLVM_PROFDATA", profdata);
    Ok(Path::new(&cov).exists())
}

/// Something that is not taken: file, function, and what.
type Gap = (String, String, String);

fn judge(report: &Value) -> Result<()> {
    let files =
        report.pointer("/data/0/files").and_then(Value::as_array).context("a report without files")?;
    let sources = root().join("lssc-core/src");
    let (mut found, mut shown) = (BTreeSet::new(), Vec::new());
    let (mut lines, mut branches) = (0, 0);
    for file in files {
        let path = file["filename"].as_str().context("a file without a name")?;
        let Ok(name) = Path::new(path).strip_prefix(&sources) else { continue };
        let name = name.to_string_lossy().replace('\\', "/");
        if !SOURCES.iter().any(|source| name == *source || name.starts_with(&format!("{source}/"))) {
            continue;
        }
        let source = Source::read(Path::new(path))?;
        let (taken, untaken_lines) = lines_of(file);
        lines += taken + untaken_lines.len();
        let (count, untaken_branches) = branches_of(file);
        branches += count;
        let at_lines = untaken_lines.into_iter().map(|line| (line, "lines".to_owned()));
        let at_branches = untaken_branches
            .into_iter()
            .map(|(place, never)| (place[0], format!("`{}` is never {never}", source.text(place))));
        for (line, what) in at_lines.chain(at_branches) {
            let Some(function) = source.function(line) else { continue };
            let gap = (name.clone(), function, what);
            if !LEFT.iter().any(|left| (left.file, left.function, left.what) == (&*gap.0, &*gap.1, &*gap.2)) {
                shown.push(format!("{}:{line} {}: {}", gap.0, gap.1, gap.2));
            }
            found.insert(gap);
        }
    }
    ensure!(branches > 200, "only {branches} branches in the report");
    for left in LEFT {
        let gap: Gap = (left.file.into(), left.function.into(), left.what.into());
        if !found.contains(&gap) {
            shown.push(format!("{} {}: {}: it is taken now; strike it from left.rs", gap.0, gap.1, gap.2));
        }
    }
    println!("the rules: {lines} lines, {branches} branches both ways, {} left with a reason", LEFT.len());
    for left in LEFT {
        println!("left: {} {}: {}: {}", left.file, left.function, left.what, left.reason);
    }
    ensure!(shown.is_empty(), "not taken, and without a reason in left.rs:\n{}", shown.join("\n"));
    Ok(())
}

fn number(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default()
}

/// How many lines are run, and those that are not, as LLVM counts them: a line is run if anything that begins on it is, or what
/// it lies in.
fn lines_of(file: &Value) -> (usize, Vec<usize>) {
    let mut by_line: BTreeMap<usize, Vec<&Value>> = BTreeMap::new();
    let segments = file["segments"].as_array();
    for segment in segments.into_iter().flatten() {
        by_line.entry(number(&segment[0])).or_default().push(segment);
    }
    let (has_count, is_entry, is_gap) =
        (|s: &Value| s[3] == true, |s: &Value| s[4] == true, |s: &Value| s[5] == true);
    let (mut run, mut not_run) = (0, Vec::new());
    let mut around: Option<&Value> = None;
    let last = by_line.keys().next_back().copied().unwrap_or_default();
    for line in 1..=last {
        let here = by_line.get(&line).map_or(&[][..], Vec::as_slice);
        let begun = || here.iter().filter(|s| !is_gap(s) && has_count(s) && is_entry(s));
        let is_skipped = here.first().is_some_and(|first| !has_count(first) && is_entry(first));
        let lies_in = around.filter(|around| has_count(around));
        if !is_skipped && (lies_in.is_some() || begun().next().is_some()) {
            let counts = lies_in.into_iter().chain(begun().copied()).map(|s| number(&s[2]));
            match counts.max() {
                Some(0) => not_run.push(line),
                _ => run += 1,
            }
        }
        around = here.last().copied().or(around);
    }
    (run, not_run)
}

/// From line and column to line and column.
type Stretch = [usize; 4];

/// How many branches there are, and those that were never taken one way: `true` or `false`.
fn branches_of(file: &Value) -> (usize, Vec<(Stretch, bool)>) {
    // A generic function has each of its branches once for every type it was used with.
    let mut taken: BTreeMap<Stretch, [usize; 2]> = BTreeMap::new();
    for branch in file["branches"].as_array().into_iter().flatten() {
        let counts = taken.entry([0, 1, 2, 3].map(|place| number(&branch[place]))).or_default();
        counts[0] += number(&branch[4]);
        counts[1] += number(&branch[5]);
    }
    let mut never = Vec::new();
    for (&place, counts) in &taken {
        never.extend(
            [true, false]
                .into_iter()
                .zip(counts)
                .filter(|(_, count)| **count == 0)
                .map(|(way, _)| (place, way)),
        );
    }
    (taken.len() * 2, never)
}

/// A file of the core, and where its functions stand.
struct Source {
    lines: Vec<String>,
    functions: Vec<(RangeInclusive<usize>, String)>,
}

impl Source {
    fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)?;
        let mut functions = Functions { owner: String::new(), found: Vec::new() };
        functions.visit_file(&syn::parse_file(&text)?);
        Ok(Self { lines: text.lines().map(str::to_owned).collect(), functions: functions.found })
    }

    /// The innermost function at a line; `None` in tests.
    fn function(&self, line: usize) -> Option<String> {
        let around = self.functions.iter().filter(|(lines, _)| lines.contains(&line));
        around.min_by_key(|(lines, _)| lines.end() - lines.start()).map(|(_, name)| name.clone())
    }

    fn text(&self, [line, from, last, to]: Stretch) -> String {
        let start = self.lines.get(line - 1).map_or("", |text| text.get(from - 1..).unwrap_or_default());
        if line == last { start.get(..to - from).unwrap_or(start).to_owned() } else { start.to_owned() }
    }
}

struct Functions {
    owner: String,
    found: Vec<(RangeInclusive<usize>, String)>,
}

impl Functions {
    fn add(&mut self, item: &impl Spanned, name: &syn::Ident) {
        let name = if self.owner.is_empty() { name.to_string() } else { format!("{}::{name}", self.owner) };
        self.found.push((item.span().start().line..=item.span().end().line, name));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        // The one module that stands within a file is that of its tests.
        if module.content.is_none() {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let before = self.owner.clone();
        if let syn::Type::Path(path) = &*item.self_ty {
            self.owner = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        }
        visit::visit_item_impl(self, item);
        self.owner = before;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let before = std::mem::take(&mut self.owner);
        self.add(item, &item.sig.ident);
        visit::visit_item_fn(self, item);
        self.owner = before;
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(item, &item.sig.ident);
        visit::visit_impl_item_fn(self, item);
    }
}
