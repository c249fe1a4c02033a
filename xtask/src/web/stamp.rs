//! Work that is done again only when something that it depends on has changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Works, unless it was done with the same inputs (files, or folders of them) and what it made is still there.
pub fn once(
    name: &str,
    inputs: &[PathBuf],
    made: &[PathBuf],
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamps = super::folder().join("stamps");
    let wanted = fingerprint(inputs)?;
    let is_done = fs::read_to_string(stamps.join(name)).is_ok_and(|done| done == wanted);
    if is_done && made.iter().all(|path| path.exists()) {
        return Ok(());
    }
    work()?;
    fs::create_dir_all(&stamps)?;
    fs::write(stamps.join(name), wanted)?;
    Ok(())
}

/// A hash over the names and the contents of files; one that is missing has none.
pub fn fingerprint<'a>(inputs: impl IntoIterator<Item = &'a PathBuf>) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in inputs {
        for (name, path) in files(input)? {
            (name, fs::read(path).ok()).hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The files of a folder and of those in it, each with its name as a page would write it, in order; a file is itself.
pub fn files(path: &Path) -> Result<Vec<(String, PathBuf)>> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !path.is_dir() {
        return Ok(vec![(name(path), path.to_owned())]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        for (below, file) in files(&path)? {
            let is_folder = path.is_dir();
            found.push((if is_folder { format!("{}/{below}", name(&path)) } else { below }, file));
        }
    }
    found.sort();
    Ok(found)
}
