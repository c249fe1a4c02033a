//! The page: its files and what it loads of the package, in one folder that any web server can serve.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::json;

use super::modules::loaded;
use super::stamp::{files, fingerprint};
use super::{build, dist, folder, package};
use crate::run::run;

/// Builds the package and assembles the page.
pub fn site() -> Result<PathBuf> {
    build()?;
    let (site, fresh) = (folder().join("site"), folder().join("site-fresh"));
    let clear = |folder: &Path| if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) };
    clear(&fresh)?;
    let demo = copy(&package().join("demo"), &fresh, "")?;
    let package = copy(&dist(), &fresh, "lssc/")?;
    let mut used = BTreeSet::new();
    for module in demo.iter().filter(|path| path.extension().is_some_and(|ending| ending == "js")) {
        used.extend(loaded(module)?);
    }
    for path in package {
        if !used.contains(&path.canonicalize()?) {
            fs::remove_file(path)?;
        }
    }
    fs::write(fresh.join("files.js"), list(&fresh)?)?;
    // Put in its place whole: an earlier one may be served at this moment.
    clear(&site)?;
    fs::rename(&fresh, &site)?;
    Ok(site)
}

/// Assembles the page and serves it on this machine until it is stopped.
pub fn serve(port: &str) -> Result<()> {
    let port: u16 = port.parse().with_context(|| format!("`{port}` is no port"))?;
    let site = site()?;
    run(Command::new("node").arg(package().join("serve.mjs")).arg(site).arg(port.to_string()))
}

/// Copies a folder's files into another, below a prefix, but for what is about them; says where they are then.
fn copy(from: &Path, to: &Path, prefix: &str) -> Result<Vec<PathBuf>> {
    let mut copies = Vec::new();
    for (name, file) in files(from)?.into_iter().filter(|(name, _)| !name.ends_with(".md")) {
        let copy = to.join(format!("{prefix}{name}"));
        fs::create_dir_all(copy.parent().unwrap_or(to))?;
        fs::copy(&file, &copy).with_context(|| file.display().to_string())?;
        copies.push(copy);
    }
    Ok(copies)
}

/// What the service worker keeps, so that the page works without a network; another version of it has another name.
fn list(site: &Path) -> Result<String> {
    let version = fingerprint([&site.to_owned()])?;
    let names = files(site)?.into_iter().map(|(name, _)| name);
    let names: Vec<String> = names.filter(|name| name != "sw.js").collect();
    Ok(format!("self.LSSC_FILES = {};\n", json!({"version": version, "files": names})))
}
