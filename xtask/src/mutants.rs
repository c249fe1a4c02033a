//! `cargo xtask mutants`: every small change to the core that cargo-mutants knows, and whether a test notices it.
//!
//! One that no test notices is a case that nobody wrote, or changes nothing that can be seen; those have a written reason in
//! `xtask/mutants.json`. cargo-mutants builds the code and its tests once for each mutant; what can stand behind a switch is built once
//! here, all of it together, and only what cannot is left to it.

mod changed;
mod list;
mod one_by_one;
mod runs;
mod switch;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use list::Mutant;
use runs::{Fate, Tree};
use written::Written;

/// More than this many on changed lines are for a whole run, not for a step of `cargo xtask test`.
const MANY: usize = 400;

/// All of them, recorded; those of some files; or only the page made anew.
pub fn mutants(words: &[&str]) -> Result<()> {
    match words {
        [] => whole(),
        ["--changed"] => changed(),
        ["--page"] => Written::read()?.write_page(),
        ["--check-page"] => Written::read()?.check_page(),
        files => some(files),
    }
}

fn whole() -> Result<()> {
    let (mutants, files) = (list::mutants()?, changed::ids()?);
    let fates = run(&mutants, &(1..=mutants.len()).collect::<Vec<_>>())?;
    let mut written = Written::read()?;
    report(&written, &mutants, &fates)?;
    ensure!(files == changed::ids()?, "the core changed while its mutants ran: nothing is recorded");
    written.take(&fates);
    written.files = files;
    written.write()?;
    written.write_page()
}

fn some(files: &[&str]) -> Result<()> {
    let mutants = list::mutants()?;
    let numbers = chosen(&mutants, |mutant| files.iter().any(|file| mutant.file.ends_with(file)));
    ensure!(!numbers.is_empty(), "no mutants in {}", files.join(", "));
    report(&Written::read()?, &mutants, &run(&mutants, &numbers)?)
}

/// Those on lines that are not as they were in the last whole run. Nothing is installed where there are none.
pub fn changed() -> Result<()> {
    let written = Written::read()?;
    written.check_page()?;
    let changed = changed::lines(&written.files)?;
    let lines: Vec<String> = changed.keys().cloned().collect();
    if lines.is_empty() {
        println!("no line of the core changed since the last whole run");
        return Ok(());
    }
    println!("changed: {}", lines.join(", "));
    let mutants = list::mutants()?;
    let numbers = chosen(&mutants, |mutant| changed::is_touched(mutant, &changed));
    ensure!(
        numbers.len() <= MANY,
        "{} mutants are on lines that changed since the last whole run: run `cargo xtask mutants` and commit what it records",
        numbers.len()
    );
    let fates = if numbers.is_empty() { BTreeMap::new() } else { run(&mutants, &numbers)? };
    report(&written, &mutants, &fates)
}

fn chosen(mutants: &[Mutant], is_wanted: impl Fn(&Mutant) -> bool) -> Vec<usize> {
    (1..=mutants.len()).filter(|&number| is_wanted(&mutants[number - 1])).collect()
}

/// The fate of each, those first that can be switched.
fn run(mutants: &[Mutant], numbers: &[usize]) -> Result<BTreeMap<usize, Fate>> {
    let start = Instant::now();
    let (tree, known) = (Tree::new()?, Written::read()?);
    let is_known = |number: usize| known.reasons.contains_key(&mutants[number - 1].key());
    let compiled = tree.compiled(mutants, numbers)?;
    println!("{} mutants, {} of them built together", numbers.len(), compiled.switched.len());
    let mut fates = tree.run(&compiled.switched, is_known, |number, fate| {
        if fate != Fate::Caught {
            println!("  {fate:?}: {}", mutants[number - 1].full);
        }
    })?;
    fates.extend(compiled.unviable.iter().map(|&number| (number, Fate::Unviable)));
    // What is computed while compiling has no switch, so that what seems to survive is looked at again, in a build of its own.
    let mut left: BTreeSet<usize> =
        numbers.iter().copied().filter(|number| !fates.contains_key(number)).collect();
    left.extend(fates.iter().filter(|(_, fate)| **fate == Fate::Survived).map(|(number, _)| *number));
    left.retain(|&number| !is_known(number) || !fates.contains_key(&number));
    if !left.is_empty() {
        println!("{} one by one", left.len());
        let left: Vec<usize> = left.into_iter().collect();
        fates.extend(one_by_one::fates(&Tree::new()?, mutants, &left, is_known)?);
    }
    println!("{} mutants in {} s", fates.len(), start.elapsed().as_secs());
    Ok(fates)
}

fn report(written: &Written, mutants: &[Mutant], fates: &BTreeMap<usize, Fate>) -> Result<()> {
    let count = |wanted| fates.values().filter(|&&fate| fate == wanted).count();
    let [caught, timeouts, survived, unviable] =
        [Fate::Caught, Fate::Timeout, Fate::Survived, Fate::Unviable].map(count);
    println!("caught {caught}, timeouts {timeouts}, survived {survived}, unviable {unviable}");
    let wrong = written.wrong(mutants, fates);
    wrong.iter().for_each(|wrong| println!("{wrong}"));
    if !wrong.is_empty() {
        bail!(
            "{} mutants and reasons do not fit: write a test, or a reason in xtask/mutants.json",
            wrong.len()
        );
    }
    Ok(())
}
