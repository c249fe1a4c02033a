//! Debian's packages, where the machine is one of Debian's and something is missing.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::run::{output, succeeds};

/// Whether packages can be installed without asking anybody.
pub fn is_root() -> bool {
    is_debian() && output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn is_debian() -> bool {
    succeeds(Command::new("apt-get").arg("--version"))
}

/// Installs packages; a new machine has no list of them yet.
pub fn install(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    let sudo = succeeds(Command::new("sudo").arg("--version"));
    ensure!(is_debian(), "{wanted}: packages of Debian, and this is another system");
    ensure!(is_root() || sudo, "run this as root: apt-get update && apt-get install {wanted}");
    println!("Debian's packages: {wanted}");
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new(if is_root() { "env" } else { "sudo" });
        apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]).args(arguments);
        // What it unpacks is nobody's concern; what fails, it says on the standard error.
        output(&mut apt).map(drop)
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}
