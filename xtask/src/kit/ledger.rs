//! Which cases the version at hand has: a line for each, so that the next version can say what has changed.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};

use super::cases::{Case, sha256};

/// The version of the kit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

/// Which of its numbers a change moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// A request or an answer is another one, or a case is gone: who passed before may fail now.
    Major,
    /// There are more cases.
    Minor,
    /// The wording, or the place of a case.
    Patch,
}

impl Version {
    /// The version that comes after such a change.
    #[must_use]
    pub fn next(self, level: Level) -> Self {
        match level {
            Level::Major => Self { major: self.major + 1, minor: 0, patch: 0 },
            Level::Minor => Self { minor: self.minor + 1, patch: 0, ..self },
            Level::Patch => Self { patch: self.patch + 1, ..self },
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl FromStr for Version {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let numbers: Vec<u32> =
            text.split('.').map(str::parse).collect::<Result<_, _>>().context("version")?;
        let [major, minor, patch] = numbers[..] else { bail!("`{text}` is no version of three numbers") };
        Ok(Self { major, minor, patch })
    }
}

/// What is kept of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Entry {
    file: String,
    judged: String,
    said: String,
}

/// The cases of a version by their ids.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ledger(BTreeMap<String, Entry>);

const HEAD: &str = "id\tfile\trequest and answer\tclause and wording";

/// As many digits of a digest tell two texts apart.
fn short(text: &str) -> String {
    sha256(text.as_bytes()).chars().take(16).collect()
}

impl Ledger {
    pub fn of(cases: &[Case]) -> Self {
        let entry = |case: &Case| Entry {
            file: case.file.clone(),
            judged: short(&case.judged),
            said: short(&case.said),
        };
        Self(cases.iter().map(|case| (case.id.clone(), entry(case))).collect())
    }

    pub fn parse(text: &str) -> Result<Self> {
        let line = |line: &str| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let Ok([id, file, judged, said]) = <[String; 4]>::try_from(cells) else {
                bail!("the ledger has the line `{line}`")
            };
            Ok((id, Entry { file, judged, said }))
        };
        text.lines().skip(1).map(line).collect::<Result<_>>().map(Self)
    }

    /// What is otherwise in a later one.
    pub fn changes(&self, later: &Self) -> Changes {
        let mut changes = Changes::default();
        for (id, entry) in &later.0 {
            let list = match self.0.get(id) {
                None => changes.added.entry(entry.file.clone()).or_default(),
                Some(known) if known.judged != entry.judged => &mut changes.judged,
                Some(known) if known != entry => &mut changes.said,
                Some(_) => continue,
            };
            list.push(id.clone());
        }
        changes.dropped = self.0.keys().filter(|id| !later.0.contains_key(*id)).cloned().collect();
        changes
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        for (id, Entry { file, judged, said }) in &self.0 {
            writeln!(f, "{id}\t{file}\t{judged}\t{said}")?;
        }
        Ok(())
    }
}

/// What a version changes: ids of cases.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    added: BTreeMap<String, Vec<String>>,
    judged: Vec<String>,
    dropped: Vec<String>,
    said: Vec<String>,
}

impl Changes {
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    pub fn level(&self) -> Level {
        if !self.judged.is_empty() || !self.dropped.is_empty() {
            Level::Major
        } else if !self.added.is_empty() {
            Level::Minor
        } else {
            Level::Patch
        }
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = |what: &str, ids: &[String]| {
            if ids.is_empty() {
                return Ok(());
            }
            writeln!(f, "- {what}: `{}`.", ids.join("`, `"))
        };
        list("Another request or answer", &self.judged)?;
        list("Dropped", &self.dropped)?;
        list("Another wording, clause or file", &self.said)?;
        for (file, ids) in &self.added {
            list(&format!("Added to `{file}`"), ids)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(id: &str, judged: &str, said: &str) -> Case {
        Case {
            id: id.to_owned(),
            file: "f.jsonl".to_owned(),
            judged: judged.to_owned(),
            said: said.to_owned(),
        }
    }

    /// What changes between cases, and the version after 1.2.3.
    fn check(before: &[&Case], after: &[&Case], version: &str, says: &str) -> Result<()> {
        let [before, after] =
            [before, after].map(|cases| Ledger::of(&cases.iter().copied().cloned().collect::<Vec<_>>()));
        let changes = before.changes(&after);
        let next = "1.2.3".parse::<Version>()?.next(changes.level());
        assert_eq!((next.to_string().as_str(), changes.to_string().as_str()), (version, says));
        assert!(!changes.is_none());
        Ok(())
    }

    #[test]
    fn an_answer_is_major_a_case_is_minor_a_word_is_a_patch() -> Result<()> {
        let [a, b, c] = [case("a", "1", "A."), case("b", "1", "B."), case("c", "1", "C.")];
        let (other, reworded) = (case("a", "2", "A."), case("a", "1", "B."));
        let another = "- Another request or answer: `a`.\n";
        check(&[&a], &[&other], "2.0.0", another)?;
        check(&[&a, &b], &[&a], "2.0.0", "- Dropped: `b`.\n")?;
        check(&[&a], &[&a, &c, &b], "1.3.0", "- Added to `f.jsonl`: `b`, `c`.\n")?;
        check(&[&a], &[&reworded], "1.2.4", "- Another wording, clause or file: `a`.\n")?;
        check(&[&a], &[&other, &b], "2.0.0", &format!("{another}- Added to `f.jsonl`: `b`.\n"))
    }

    #[test]
    fn a_ledger_is_read_as_it_was_written() -> Result<()> {
        let ledger = Ledger::of(&[case("a", "1", "A."), case("b", "2", "B.")]);
        assert_eq!(Ledger::parse(&ledger.to_string())?, ledger);
        assert!(ledger.changes(&ledger).is_none());
        assert!(Ledger::parse("head\na\tb\n").is_err());
        Ok(())
    }
}
