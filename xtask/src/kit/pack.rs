//! The archive: the same bytes for the same files, whoever builds it and when.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, GzBuilder};
use lssc_core::schema;
use serde_json::Value;

use super::cases::sha256;
use super::{check, folder, manifest, pretty, version};
use crate::run::root;

/// What stands beside the cases in `docs` and at the top, and goes with them.
const DOCUMENTS: [&str; 4] = ["RULES.md", "codes.md", "fairness.md", "readings.md"];
const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// What the folder of the cases may hold.
const ENDINGS: [&str; 5] = ["json", "jsonl", "md", "py", "tsv"];

const DIGESTS: &str = "SHA256SUMS";

/// Midnight of 1980-01-01, UTC: the oldest time that every archiver knows.
const ALWAYS: u64 = 315_532_800;

type Files = BTreeMap<String, Vec<u8>>;

/// What the archive and the folder in it are called.
pub fn name() -> Result<String> {
    Ok(format!("lssc-conformance-{}", version(&manifest()?)?))
}

/// Where it is built.
pub fn target() -> PathBuf {
    root().join("target/kit")
}

/// Writes the archive and says where it is.
pub fn archive() -> Result<PathBuf> {
    check()?;
    let archive = target().join(format!("{}.tar.gz", name()?));
    fs::create_dir_all(target())?;
    fs::write(&archive, packed(&name()?, &files()?)?)?;
    Ok(archive)
}

/// Every file of the kit by its place in it.
fn files() -> Result<Files> {
    let mut files = Files::new();
    collect(&folder(), "", &mut files)?;
    for (schema, name) in schemas() {
        files.insert(format!("schema/{name}.schema.json"), pretty(&schema)?.into_bytes());
    }
    for document in DOCUMENTS {
        files.insert(document.to_owned(), fs::read(root().join("docs").join(document))?);
    }
    for license in LICENSES {
        files.insert(license.to_owned(), fs::read(root().join(license))?);
    }
    let places: BTreeSet<String> = files.keys().cloned().collect();
    for (place, bytes) in files.iter_mut().filter(|(place, _)| place.ends_with(".md")) {
        let text = at_home(std::str::from_utf8(bytes)?);
        let missing = links(&text).find(|link| !places.contains(*link));
        ensure!(missing.is_none(), "{place} of the kit points to {missing:?}, which is not in it");
        *bytes = text.into_bytes();
    }
    let digests: String =
        files.iter().map(|(place, bytes)| format!("{}  {place}\n", sha256(bytes))).collect();
    files.insert(DIGESTS.to_owned(), digests.into_bytes());
    Ok(files)
}

/// The files of a folder and of those in it; what Python leaves there is no part of it.
fn collect(from: &Path, place: &str, files: &mut Files) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().into_string().ok().context("a name is UTF-8")?;
        if entry.file_type()?.is_dir() {
            if name != "__pycache__" {
                collect(&entry.path(), &format!("{place}{name}/"), files)?;
            }
            continue;
        }
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if !ENDINGS.contains(&ending) {
            bail!("conformance/{place}{name} is nothing that the kit holds");
        }
        files.insert(format!("{place}{name}"), fs::read(entry.path())?);
    }
    Ok(())
}

/// The shapes of what crosses, of which the core makes the schemas.
fn schemas() -> [(Value, &'static str); 6] {
    [
        (schema::record(), "record"),
        (schema::catalog(), "catalog"),
        (schema::policy(), "policy"),
        (schema::request(), "request"),
        (schema::answer(), "answer"),
        (schema::comparison(), "comparison"),
    ]
}

/// A document whose links and commands lead to where its neighbors lie in the kit.
fn at_home(text: &str) -> String {
    let text = text.replace("](../docs/", "](").replace("](../conformance/", "](");
    text.replace("[`docs/", "[`").replace("$ python3 conformance/", "$ python3 ")
}

/// Where a document points to in the kit.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains("://"))
}

/// A tape archive, compressed: files in the order of their places, and nothing of the machine.
fn packed(top: &str, files: &Files) -> Result<Vec<u8>> {
    let compressed = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    let mut archive = tar::Builder::new(compressed);
    for (place, bytes) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(if place == "score.py" { 0o755 } else { 0o644 });
        header.set_mtime(ALWAYS);
        header.set_uid(0);
        header.set_gid(0);
        archive.append_data(&mut header, format!("{top}/{place}"), bytes.as_slice())?;
    }
    Ok(archive.into_inner()?.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_are_the_same_bytes() -> Result<()> {
        let files = files()?;
        assert_eq!(packed("a", &files)?, packed("a", &files)?);
        // The header of gzip: no name, no time, no system.
        assert_eq!(packed("a", &files)?[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
        Ok(())
    }

    #[test]
    fn links_lead_into_the_kit() {
        let text = "[a](../docs/RULES.md#x), [b](https://example.org), [c](#here), [d](model/check.py)";
        assert_eq!(links(&at_home(text)).collect::<Vec<_>>(), ["RULES.md", "model/check.py"]);
    }

    /// Whoever unpacks the kit types its commands as they stand.
    #[test]
    fn commands_name_programs_of_the_kit() -> Result<()> {
        let (files, mut found) = (files()?, 0);
        for (place, bytes) in files.iter().filter(|(place, _)| place.ends_with(".md")) {
            for command in
                std::str::from_utf8(bytes)?.lines().filter_map(|line| line.strip_prefix("$ python3 "))
            {
                let program = command.split(' ').next().unwrap_or_default();
                ensure!(files.contains_key(program), "{place} of the kit runs {program}, which is not in it");
                found += 1;
            }
        }
        assert!(found >= 8, "{found} commands");
        Ok(())
    }
}
