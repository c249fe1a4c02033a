//! `cargo xtask mutants`: every small change to the core that cargo-mutants knows, and whether a test notices it.
//!
//! One that no test notices is a case that nobody wrote, or changes nothing that can be seen; those have a written reason in
//! `xtask/mutants.json`. cargo-mutants builds the code and its tests once for each mutant; what can stand behind a switch is built once
//! here, all of it together, and only what cannot is left to it.

mod changed;
mod in_turn;
mod kept;
mod list;
mod one_by_one;
mod runs;
mod switch;
mod written;

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use kept::Kept;
use list::Mutant;
use runs::{Fate, Found, Tree};
use written::Written;

/// More than this many on changed lines are for a whole run, not for a step of `cargo xtask test`: it would take longer than all others
/// together.
const MANY: usize = 40;

/// What a whole run leaves out: what the core says about policies, which decides nothing about anybody and whose tests look at every day
/// of the calendar, which takes minutes for each mutant; and what asks the rules again, which decides nothing either and is new.
const LEFT_OUT: [&str; 2] = ["/remark/", "/reasons/"];

/// What reads requests and says what is wrong with them, beside the folder `wire`.
const READERS: [&str; 4] = ["/fault.rs", "/list.rs", "/object.rs", "/text.rs"];

/// Whether it is in what decides. In a whole run, what reads and writes requests is shown to the cases and the quick tests alone, and needs no
/// reason: all else that it is held against are drawn documents by the thousand, which take a minute for each mutant.
fn decides(mutant: &Mutant) -> bool {
    mutant.urgency() == 0 && !READERS.iter().any(|file| mutant.file.ends_with(file))
}

/// All of them, recorded; those of some files; or only the page made anew.
pub fn mutants(words: &[&str]) -> Result<()> {
    match words {
        [] => whole(),
        ["--changed"] => {
            if let Some(reason) = changed()? {
                println!("not run: {reason}");
            }
            Ok(())
        }
        ["--page"] => Written::read()?.write_page(),
        ["--check-page"] => Written::read()?.check_page(),
        files => some(files),
    }
}

fn whole() -> Result<()> {
    let (mutants, files) = (list::mutants()?, changed::ids()?);
    let fates = run(
        &mutants,
        &chosen(&mutants, |mutant| !LEFT_OUT.iter().any(|folder| mutant.file.contains(folder))),
        decides,
    )?;
    let mut written = Written::read()?;
    report(&written, &mutants, &fates, decides)?;
    ensure!(files == changed::ids()?, "the core changed while its mutants ran: nothing is recorded");
    written.take(&mutants, &fates);
    written.files = files;
    written.write()?;
    written.write_page()
}

fn some(files: &[&str]) -> Result<()> {
    let mutants = list::mutants()?;
    let numbers = chosen(&mutants, |mutant| files.iter().any(|file| mutant.file.contains(file)));
    ensure!(!numbers.is_empty(), "no mutants in {}", files.join(", "));
    report(&Written::read()?, &mutants, &run(&mutants, &numbers, |_| true)?, |_| true)
}

/// Those on lines that are not as they were in the last whole run. Nothing is installed where there are none. It tells why, where it
/// cannot be said which they are.
pub fn changed() -> Result<Option<&'static str>> {
    let written = Written::read()?;
    written.check_page()?;
    let (changed, is_known) = changed::lines(&written.files)?;
    let lines: Vec<String> = changed.keys().cloned().collect();
    if lines.is_empty() {
        println!("no line of the core changed since the last whole run");
        return Ok(None);
    }
    println!("changed: {}", lines.join(", "));
    let mutants = list::mutants()?;
    let numbers = chosen(&mutants, |mutant| changed::is_touched(mutant, &changed));
    if numbers.len() > MANY && !is_known {
        return Ok(Some(
            "without the commits since the last whole run, nothing says which lines of the core changed",
        ));
    }
    if numbers.len() > MANY {
        println!("{} mutants are on lines that changed since the last whole run", numbers.len());
        return Ok(Some(
            "too much changed since the last whole run: `cargo xtask mutants` asks all of it, and records it",
        ));
    }
    let fates = if numbers.is_empty() { BTreeMap::new() } else { run(&mutants, &numbers, |_| true)? };
    report(&written, &mutants, &fates, |_| true)?;
    Ok(None)
}

fn chosen(mutants: &[Mutant], is_wanted: impl Fn(&Mutant) -> bool) -> Vec<usize> {
    (1..=mutants.len()).filter(|&number| is_wanted(&mutants[number - 1])).collect()
}

/// The fate of each: what is kept, then those that can be switched, then the others. Those that are not `in_full` are asked no more than
/// the cases and the quick tests.
fn run(mutants: &[Mutant], numbers: &[usize], in_full: fn(&Mutant) -> bool) -> Result<BTreeMap<usize, Fate>> {
    let start = Instant::now();
    let (written, kept) = (Written::read()?, Kept::read()?);
    let kept_fate = |&number: &usize| Some((number, kept.fate(&mutants[number - 1])?));
    let mut fates: BTreeMap<usize, Fate> = numbers.iter().filter_map(kept_fate).collect();
    let left: Vec<usize> = numbers.iter().copied().filter(|number| !fates.contains_key(number)).collect();
    println!("{} mutants, {} of them known", numbers.len(), fates.len());
    if !left.is_empty() {
        let has_reason = |number: usize| written.reasons.contains_key(&mutants[number - 1].key());
        // What is built holds those that are known, too, so that it is the same after a run that was stopped.
        let viable = numbers.iter().copied().filter(|number| fates.get(number) != Some(&Fate::Unviable));
        let viable: Vec<usize> = viable.collect();
        fates.extend(run_anew(mutants, &viable, &left, &kept, has_reason, in_full)?);
    }
    println!("{} mutants in {} s", fates.len(), start.elapsed().as_secs());
    Ok(fates)
}

fn run_anew(
    mutants: &[Mutant],
    viable: &[usize],
    numbers: &[usize],
    kept: &Kept,
    has_reason: impl Fn(usize) -> bool + Sync,
    in_full: fn(&Mutant) -> bool,
) -> Result<BTreeMap<usize, Fate>> {
    let found = |number: usize, found: &Found| {
        // What other tests might notice is not known to survive.
        if found.fate == Fate::Survived && !in_full(&mutants[number - 1]) {
            return Ok(());
        }
        if found.fate != Fate::Caught && found.fate != Fate::Unviable {
            println!("  {}: {}", found.fate.name(), mutants[number - 1].full);
        }
        kept.keep(&mutants[number - 1], found)
    };
    let compiled = Tree::new("check", mutants)?.compiled(mutants, viable)?;
    let wanted = |number: &&usize| numbers.contains(number);
    let mut switched: Vec<usize> = compiled.switched.iter().filter(wanted).copied().collect();
    switched.sort_by_key(|&number| (mutants[number - 1].urgency(), number));
    println!("{} to run, {} of them built together", numbers.len(), switched.len());
    let mut fates = BTreeMap::new();
    for &number in compiled.unviable.iter().filter(wanted) {
        found(number, &Found { fate: Fate::Unviable, by: None })?;
        fates.insert(number, Fate::Unviable);
    }
    let noticed = |number: usize| kept.noticed_by(&mutants[number - 1]).map(str::to_owned);
    // What survives because no switch reached it is looked at again.
    let is_sure =
        |number, fate| fate != Fate::Survived || !compiled.early.contains(&number) || has_reason(number);
    if !switched.is_empty() {
        let tree = Tree::new("tree", mutants)?;
        tree.switch(mutants, &compiled.switched.iter().copied().collect())?;
        let said =
            |number, what: &Found| if is_sure(number, what.fate) { found(number, what) } else { Ok(()) };
        let lots = |number: usize| match &mutants[number - 1] {
            mutant if !in_full(mutant) => 1,
            // The slow tests could only find that there is no need for a reason, or that no switch reaches it.
            _ if has_reason(number) || compiled.early.contains(&number) => runs::EVERY_LOT - 1,
            _ => runs::EVERY_LOT,
        };
        fates.extend(tree.run(&switched, noticed, lots, said)?);
        fates.retain(|&number, fate| is_sure(number, *fate));
    }
    let left: Vec<usize> = numbers.iter().copied().filter(|number| !fates.contains_key(number)).collect();
    if !left.is_empty() {
        println!("{} one by one", left.len());
        let may_stay = |number: usize| has_reason(number) || !in_full(&mutants[number - 1]);
        let alone = one_by_one::fates(&Tree::new("alone", &[])?, mutants, &left, may_stay)?;
        for (&number, &fate) in &alone {
            found(number, &Found { fate, by: None })?;
        }
        fates.extend(alone);
    }
    Ok(fates)
}

fn report(
    written: &Written,
    mutants: &[Mutant],
    fates: &BTreeMap<usize, Fate>,
    in_full: fn(&Mutant) -> bool,
) -> Result<()> {
    let count = |wanted| fates.values().filter(|&&fate| fate == wanted).count();
    let [caught, timeouts, survived, unviable] =
        [Fate::Caught, Fate::Timeout, Fate::Survived, Fate::Unviable].map(count);
    println!("caught {caught}, timeouts {timeouts}, survived {survived}, unviable {unviable}");
    let wrong = written.wrong(mutants, fates, in_full);
    wrong.iter().for_each(|wrong| println!("{wrong}"));
    if !wrong.is_empty() {
        bail!(
            "{} mutants and reasons do not fit: write a test, or a reason in xtask/mutants.json",
            wrong.len()
        );
    }
    Ok(())
}
