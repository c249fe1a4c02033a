//! `xtask/mutants.json`: why some mutants may survive, and what the last whole run found; and the part of `docs/trust.md` that is made
//! from it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value, json};

use super::decides;
use super::list::{Key, Mutant};
use super::runs::Fate;
use crate::run::root;

const FILE: &str = "xtask/mutants.json";
const PAGE: &str = "docs/trust.md";
const START: &str = "<!-- from xtask/mutants.json, by cargo xtask mutants --page -->";
const END: &str = "<!-- to here -->";

const COMMENT: &str = "Mutants that no test can tell from the code, each with the reason; and what the last whole run of \
    `cargo xtask mutants` found, with the files as they were then (git hash-object). A mutant is named by its file, what it changes, \
    and the line it stands on.";

/// What the file holds.
#[derive(Default)]
pub struct Written {
    pub reasons: BTreeMap<Key, String>,
    /// How many mutants had which fate.
    pub counts: BTreeMap<String, u64>,
    /// The id that git gives to what each file held.
    pub files: BTreeMap<String, String>,
}

impl Written {
    pub fn read() -> Result<Written> {
        let path = root().join(FILE);
        let value: Value =
            serde_json::from_str(&std::fs::read_to_string(path).context(FILE)?).context(FILE)?;
        let mut reasons = BTreeMap::new();
        for entry in value["reasons"].as_array().with_context(|| format!("{FILE}: reasons"))? {
            let text = |key: &str| {
                entry[key].as_str().map(str::to_owned).with_context(|| format!("{FILE}: a {key}"))
            };
            let key = Key { file: text("file")?, mutant: text("mutant")?, at: text("at")? };
            let reason = text("reason")?;
            ensure!(reason.len() > 20, "{FILE}: no reason for\n{key}");
            if reasons.insert(key.clone(), reason).is_some() {
                bail!("{FILE}: two reasons for\n{key}");
            }
        }
        let run = &value["whole_run"];
        let counts =
            entries(&run["mutants"]).filter_map(|(key, count)| Some((key, count.as_u64()?))).collect();
        let files =
            entries(&run["files"]).filter_map(|(key, id)| Some((key, id.as_str()?.to_owned()))).collect();
        Ok(Written { reasons, counts, files })
    }

    pub fn write(&self) -> Result<()> {
        let reasons: Vec<Value> = self
            .reasons
            .iter()
            .map(|(key, reason)| json!({"file": key.file, "mutant": key.mutant, "at": key.at, "reason": reason}))
            .collect();
        let run = json!({"mutants": self.counts, "files": self.files});
        let value = json!({"$comment": COMMENT, "whole_run": run, "reasons": reasons});
        std::fs::write(root().join(FILE), format!("{value:#}\n")).context(FILE)
    }

    /// Takes down what a whole run found.
    pub fn take(&mut self, mutants: &[Mutant], fates: &BTreeMap<usize, Fate>) {
        let of = |wanted| fates.iter().filter(move |(_, fate)| **fate == wanted);
        let count = |wanted| of(wanted).count() as u64;
        let deciding =
            of(Fate::Survived).filter(|(number, _)| decides(&mutants[**number - 1])).count() as u64;
        self.counts = [
            ("all", mutants.len() as u64),
            ("not run", (mutants.len() - fates.len()) as u64),
            ("caught", count(Fate::Caught)),
            ("survived with a reason", deciding),
            ("not noticed by the quick tests, in what reads and writes", count(Fate::Survived) - deciding),
            ("timeouts", count(Fate::Timeout)),
            ("unviable", count(Fate::Unviable)),
        ]
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    }

    /// What does not fit: mutants that survive without a reason, and reasons without a mutant that survives. Of reasons, only those for
    /// mutants that were run, or that are no more.
    pub fn wrong(
        &self,
        mutants: &[Mutant],
        fates: &BTreeMap<usize, Fate>,
        in_full: fn(&Mutant) -> bool,
    ) -> Vec<String> {
        let there: BTreeSet<Key> = mutants.iter().map(Mutant::key).collect();
        let run = fates.iter().map(|(&number, &fate)| (&mutants[number - 1], fate));
        let run: BTreeMap<Key, Fate> =
            run.filter(|(mutant, _)| in_full(mutant)).map(|(mutant, fate)| (mutant.key(), fate)).collect();
        let mut wrong = Vec::new();
        for (key, fate) in &run {
            if *fate == Fate::Survived && !self.reasons.contains_key(key) {
                wrong.push(format!("no test notices {key}"));
            }
        }
        for key in self.reasons.keys() {
            if !there.contains(key) {
                wrong.push(format!("a reason for what is no mutant (any more): {key}"));
            } else if run.get(key).is_some_and(|&fate| fate != Fate::Survived) {
                wrong.push(format!("a reason for what the tests notice: {key}"));
            }
        }
        wrong
    }

    /// The part of the page that is made from the file.
    fn page(&self) -> String {
        let mut page = format!("{START}\n\n");
        if self.counts.is_empty() {
            page += "No whole run is recorded yet.\n";
        } else {
            let counts: Vec<String> =
                self.counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
            page += &format!("The last whole run: {}.\n", counts.join(", "));
        }
        let mut file = "";
        for (key, reason) in &self.reasons {
            if file != key.file {
                file = &key.file;
                page += &format!("\n`{file}`\n\n");
            }
            page += &format!("- `{}` (`{}`): {reason}\n", key.mutant, key.at);
        }
        page + "\n" + END
    }

    /// Writes that part anew.
    pub fn write_page(&self) -> Result<()> {
        let path = root().join(PAGE);
        let text = std::fs::read_to_string(&path).context(PAGE)?;
        let (before, rest) = text.split_once(START).with_context(|| format!("{PAGE} has no `{START}`"))?;
        let (_, after) = rest.split_once(END).with_context(|| format!("{PAGE} has no `{END}`"))?;
        std::fs::write(path, format!("{before}{}{after}", self.page())).context(PAGE)
    }

    /// Whether the page says what the file says.
    pub fn check_page(&self) -> Result<()> {
        let text = std::fs::read_to_string(root().join(PAGE)).context(PAGE)?;
        ensure!(text.contains(&self.page()), "{PAGE} is out of date: cargo xtask mutants --page");
        Ok(())
    }
}

fn entries(value: &Value) -> impl Iterator<Item = (String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter).map(|(key, value)| (key.clone(), value))
}
