//! Chromium, which takes pictures and runs the tests of what a web page does.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::debian;

/// Chromium: the one that the environment names, else the one at hand, else Debian's, where it may be installed.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    if at_hand().is_none() && debian::is_root() {
        debian::install(&["chromium", "fonts-dejavu-core"])?;
    }
    at_hand().context("there is no Chromium; install it (Debian: chromium), or name its program in CHROMIUM")
}

fn at_hand() -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let programs = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    programs.into_iter().find(|program| program.is_file())
}
