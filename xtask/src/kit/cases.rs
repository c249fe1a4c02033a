//! The cases as they stand in their files.

use std::fmt::Write;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::folder;

/// A case: what is judged, and what is said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    pub id: String,
    pub file: String,
    /// The request and the answer.
    pub judged: String,
    /// The clause, and what the case shows.
    pub said: String,
}

/// The files of cases that the manifest declares, in the order of their names, each with how many cases it declares.
pub fn files(manifest: &Value) -> Result<Vec<(String, u64)>> {
    let mut files = Vec::new();
    for group in ["files", "comparisons"] {
        for (name, count) in manifest[group].as_object().with_context(|| format!("no {group}"))? {
            files.push((name.clone(), count.as_u64().context("a count is a number")?));
        }
    }
    files.sort();
    Ok(files)
}

/// Every case; as many as are declared.
pub fn read(manifest: &Value) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (file, declared) in files(manifest)? {
        let text = super::read(&file)?;
        let found: Vec<Case> = text
            .lines()
            .map(|line| case(&file, line).with_context(|| format!("{file}: {line}")))
            .collect::<Result<_>>()?;
        ensure!(
            found.len() as u64 == declared,
            "{file} has {} cases, and the manifest declares {declared}",
            found.len()
        );
        cases.extend(found);
    }
    Ok(cases)
}

fn case(file: &str, line: &str) -> Result<Case> {
    let value: Value = serde_json::from_str(line)?;
    let text = |key: &str| value[key].as_str().with_context(|| format!("no {key}"));
    let (id, clause, shows) = (text("id")?, text("clause")?, text("shows")?);
    // The spelling of request and answer matters, and nothing else of the line does.
    let (_, judged) = line.split_once(",\"request\":").context("no request")?;
    let (id, said) = (id.to_owned(), format!("{clause}\n{shows}"));
    Ok(Case { id, file: file.to_owned(), judged: judged.to_owned(), said })
}

/// The SHA-256 of what `sha256sum` prints of the files, in the order of their names.
pub fn digest(manifest: &Value) -> Result<String> {
    let mut lines = String::new();
    for (file, _) in files(manifest)? {
        let bytes = std::fs::read(folder().join(&file)).with_context(|| file.clone())?;
        writeln!(lines, "{}  {file}", sha256(&bytes))?;
    }
    Ok(sha256(lines.as_bytes()))
}

/// In hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_the_one_that_everybody_computes() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn what_is_judged_is_apart_from_what_is_said() -> Result<()> {
        let line = r#"{"id":"a","clause":"4.1","shows":"B.","request":{"request":1.50},"answer":{}}"#;
        let expected = Case {
            id: "a".to_owned(),
            file: "f".to_owned(),
            judged: r#"{"request":1.50},"answer":{}}"#.to_owned(),
            said: "4.1\nB.".to_owned(),
        };
        assert_eq!(case("f", line)?, expected);
        Ok(())
    }
}
