//! The Python package: its wheel, its stubs, and its tests in clean environments.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::browser::chromium;
use crate::run::{conform, output, root, run, succeeds};
use crate::sbom::{self, BILL, Shipped};

/// The oldest Python that the package is for, and the oldest that every tool and every test requirement is for.
const OLDEST: u32 = 10;
const OLDEST_FOR_TOOLS: u32 = 11;

/// A Python that is at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Python {
    /// Its version 3.`minor`.
    minor: u32,
    program: PathBuf,
}

/// The Pythons at hand from 3.10 on, one of each minor version, oldest first: those on the path, and those of pyenv.
fn pythons() -> Vec<Python> {
    let on_path = (OLDEST..=30).map(|minor| PathBuf::from(format!("python3.{minor}")));
    let candidates = ["python3", "python"].map(PathBuf::from).into_iter().chain(on_path).chain(of_pyenv());
    let mut found: Vec<Python> = Vec::new();
    for program in candidates {
        if let Some(python) = probe(&program)
            && !found.iter().any(|known| known.minor == python.minor)
        {
            found.push(python);
        }
    }
    found.sort_by_key(|python| python.minor);
    found
}

/// The programs that pyenv has installed.
fn of_pyenv() -> Vec<PathBuf> {
    let folder = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".pyenv"));
    let versions = folder.or_else(home).and_then(|folder| std::fs::read_dir(folder.join("versions")).ok());
    let mut programs: Vec<PathBuf> = versions
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin/python")))
        .filter(|program| program.exists())
        .collect();
    programs.sort();
    programs
}

/// The Python behind a name, if it runs, is new enough and can make environments.
fn probe(program: &Path) -> Option<Python> {
    const SAY: &str = "import sys, venv, ensurepip; print(*sys.version_info[:2], sys.executable)";
    let said = Command::new(program).args(["-c", SAY]).output().ok().filter(|said| said.status.success())?;
    let said = String::from_utf8(said.stdout).ok()?;
    let (version, program) = said.trim().split_once(' ').and_then(|(major, rest)| {
        let (minor, program) = rest.split_once(' ')?;
        Some(((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?), program))
    })?;
    let (3, minor) = version else { return None };
    (minor >= OLDEST).then(|| Python { minor, program: PathBuf::from(program) })
}

/// Every Python that the package is tested on; never empty.
fn all() -> Result<Vec<Python>> {
    let pythons = pythons();
    ensure!(
        !pythons.is_empty(),
        "there is no Python 3.{OLDEST} or later with `venv`; install one (python.org, pyenv, or Debian's python3-venv)"
    );
    Ok(pythons)
}

/// The Python that the tools run on: the one that `python3` is, if it is new enough, else the oldest that is.
fn main_python() -> Result<Python> {
    let pythons = all()?;
    let usual = probe(Path::new("python3")).filter(|python| python.minor >= OLDEST_FOR_TOOLS);
    let newer = || pythons.iter().find(|python| python.minor >= OLDEST_FOR_TOOLS).cloned();
    usual.or_else(newer).with_context(|| {
        format!(
            "the tools need Python 3.{OLDEST_FOR_TOOLS} or later; install one beside {}",
            pythons[0].program.display()
        )
    })
}

fn folder() -> PathBuf {
    root().join("target/python")
}

/// An environment of its own, made anew unless it was made for the same purpose from the same requirements.
struct Environment(PathBuf);

impl Environment {
    /// One that stays, for tools: as long as its requirements stay the same.
    fn kept(name: &str, python: &Python, requirements: &Path) -> Result<Self> {
        let (path, wanted) = (folder().join(name), std::fs::read_to_string(requirements)?);
        let stamp = path.join("requirements-installed.txt");
        let wanted = format!("3.{}\n{wanted}", python.minor);
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(Self(path));
        }
        let environment = Self::clean(name, python)?;
        environment.install([Path::new("-r"), requirements])?;
        std::fs::write(stamp, wanted)?;
        Ok(environment)
    }

    /// One with nothing in it.
    fn clean(name: &str, python: &Python) -> Result<Self> {
        let path = folder().join(name);
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        run(Command::new(&python.program).args(["-m", "venv"]).arg(&path))?;
        Ok(Self(path))
    }

    /// Gives its space back: what is made anew for every test need not stay.
    fn remove(self) -> Result<()> {
        std::fs::remove_dir_all(&self.0).with_context(|| self.0.display().to_string())
    }

    fn program(&self, name: &str) -> PathBuf {
        let folder = self.0.join(if cfg!(windows) { "Scripts" } else { "bin" });
        folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// A command in this environment, away from the sources, so that only what is installed can be imported.
    fn command(&self, name: &str) -> Result<Command> {
        let away = folder().join("away");
        std::fs::create_dir_all(&away)?;
        let mut command = Command::new(self.program(name));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let first = self.program(name).parent().map(Path::to_owned).unwrap_or_default();
        let paths = std::iter::once(first).chain(std::env::split_paths(&path).collect::<Vec<_>>());
        command.current_dir(away).env("PATH", std::env::join_paths(paths)?).env("VIRTUAL_ENV", &self.0);
        command.env_remove("PYTHONPATH").env_remove("PYTHONHOME");
        Ok(command)
    }

    fn install<T: AsRef<std::ffi::OsStr>>(&self, what: impl IntoIterator<Item = T>) -> Result<()> {
        let mut pip = self.command("python")?;
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(what);
        run(&mut pip)
    }
}

fn package() -> PathBuf {
    root().join("lssc-py")
}

fn tools() -> Result<Environment> {
    Environment::kept("tools", &main_python()?, &package().join("requirements-tools.txt"))
}

fn maturin(tools: &Environment, command: &str, out: &Path) -> Result<Command> {
    if out.exists() {
        std::fs::remove_dir_all(out)?;
    }
    let mut maturin = tools.command("maturin")?;
    maturin.args([command, "--quiet", "--manifest-path"]).arg(package().join("Cargo.toml"));
    maturin.arg("--out").arg(out).arg("--interpreter").arg(tools.program("python"));
    maturin.arg("--target-dir").arg(root().join("target"));
    Ok(maturin)
}

/// Builds the wheel.
pub fn build_wheel() -> Result<()> {
    let tools = tools()?;
    let out = folder().join("wheel");
    let mut build = maturin(&tools, "build", &out)?;
    run(build.args(["--profile", "wheel", "--locked", "--strip", "--sbom-include"]).arg(write_bill()?))?;
    println!("{}: {} bytes", wheel()?.display(), std::fs::metadata(wheel()?)?.len());
    Ok(())
}

/// Writes what is compiled into the wheel where the wheel takes it from (PEP 770).
fn write_bill() -> Result<PathBuf> {
    let about = output(Command::new("rustc").arg("-vV"))?;
    let target = about.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc says no host")?;
    let shipped =
        Shipped { package: "lssc-py", name: "pkg:pypi/lssc", target: target.to_owned(), features: "" };
    let path = folder().join(BILL);
    std::fs::create_dir_all(folder())?;
    std::fs::write(&path, sbom::bill(&shipped)?)?;
    Ok(path)
}

/// The Python of a clean environment with the wheel in it, which is built for it.
pub fn installed(name: &str) -> Result<PathBuf> {
    build_wheel()?;
    let environment = Environment::clean(name, &main_python()?)?;
    environment.install([wheel()?])?;
    Ok(environment.program("python"))
}

/// The Python of a kept environment with these requirements, and the wheel that was built.
pub fn with_wheel(name: &str, requirements: &Path) -> Result<PathBuf> {
    let environment = Environment::kept(name, &main_python()?, requirements)?;
    environment.install(["--force-reinstall".into(), "--no-deps".into(), wheel()?.into_os_string()])?;
    Ok(environment.program("python"))
}

/// The wheel that was built.
fn wheel() -> Result<PathBuf> {
    let entries = std::fs::read_dir(folder().join("wheel")).context("the wheel has not been built")?;
    let mut wheels: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    match (wheels.pop(), wheels.is_empty()) {
        (Some(wheel), true) => Ok(wheel),
        _ => bail!("there must be one wheel"),
    }
}

const STUBS: &str = "lssc-py/python/lssc/_native.pyi";

/// The stubs of the native module, from its code.
fn stubs() -> Result<String> {
    let out = folder().join("stubs");
    run(maturin(&tools()?, "generate-stubs", &out)?.args(["--profile", "dev", "--features", "stubs"]))?;
    std::fs::read_to_string(out.join("lssc/_native.pyi")).context("maturin wrote no stubs")
}

/// Writes the stubs anew.
pub fn write_stubs() -> Result<()> {
    std::fs::write(root().join(STUBS), stubs()?).context(STUBS)
}

/// Whether the stubs are what would be written.
pub fn check_stubs() -> Result<()> {
    let written = std::fs::read_to_string(root().join(STUBS)).context(STUBS)?;
    ensure!(written == stubs()?, "{STUBS} is out of date: cargo xtask stubs");
    Ok(())
}

/// The linters, over the sources; types are checked by the tests, over the installed package.
pub fn lint() -> Result<()> {
    let tools = tools()?;
    run(tools.command("ruff")?.args(["check", "--quiet"]).arg(package()))?;
    let others = ["benches", "conformance", "fuzz"].map(|folder| root().join(folder));
    run(tools.command("ruff")?.args(["check", "--quiet", "--isolated", "--select", "E9,F"]).args(others))?;
    run(tools.command("ruff")?.args(["format", "--check", "--quiet"]).arg(package()))
}

/// What pip is told to install: the wheel with everything that the command needs.
fn wheel_with_command() -> Result<String> {
    Ok(format!("{}[cli]", wheel()?.display()))
}

/// Installs the wheel into a clean environment of every Python at hand and runs the tests there.
pub fn test() -> Result<()> {
    let conform = conform()?;
    for python in all()? {
        println!("── Python 3.{}", python.minor);
        let environment = Environment::clean(&format!("test-3.{}", python.minor), &python)?;
        // At once, so that what the wheel needs is what the tests name.
        let wheel = wheel_with_command()?;
        let requirements = package().join("tests/requirements.txt");
        environment.install([wheel.as_ref(), "-r".as_ref(), requirements.as_os_str()])?;
        pytest(&environment, &["tests"], &["--ignore=tests/spark"], &conform)?;
        environment.remove()?;
    }
    Ok(())
}

/// The example of a cluster, in an environment of its own, since PySpark is large.
pub fn test_spark() -> Result<()> {
    ensure!(
        succeeds(Command::new("java").arg("-version")),
        "PySpark needs Java 17 or later; install a runtime (Debian: openjdk-17-jre-headless)"
    );
    let environment = Environment::clean("test-spark", &main_python()?)?;
    environment.install([wheel()?])?;
    environment.install(["-r".as_ref(), package().join("tests/spark/requirements.txt").as_os_str()])?;
    pytest(&environment, &["tests/spark"], &[], &conform()?)?;
    environment.remove()
}

fn pytest(environment: &Environment, what: &[&str], options: &[&str], conform: &Path) -> Result<()> {
    let mut pytest = environment.command("python")?;
    pytest.args(["-m", "pytest", "--quiet", "--import-mode=importlib", "-p", "no:cacheprovider"]);
    pytest.arg("--rootdir").arg(package()).env("LSSC_CONFORM", conform).env("PYTHONDONTWRITEBYTECODE", "1");
    pytest.args(what.iter().map(|path| package().join(path)));
    pytest.args(options.iter().map(|option| match option.split_once('=') {
        Some((name, path)) => format!("{name}={}", package().join(path).display()),
        None => (*option).to_owned(),
    }));
    run(&mut pytest)
}

/// The picture of the report in the package's README: the report of the example register, as a browser shows it.
pub fn picture() -> Result<()> {
    let environment = Environment::clean("picture", &main_python()?)?;
    environment.install([wheel_with_command()?])?;
    let (register, report) = (package().join("examples/register"), folder().join("away/report.html"));
    let mut lssc = environment.command("lssc")?;
    lssc.arg("audit").arg(&register).args(["--as-of", "2026-11-22", "--catalog"]);
    lssc.arg(register.join("catalog.json")).arg("--output").arg(&report);
    // 1: the example has people with faults, to show how they are named.
    ensure!(lssc.status()?.code() == Some(1), "the report was not written");
    let picture = package().join("docs/report.png");
    let profile = folder().join("away/browser");
    run(Command::new(chromium()?)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--screenshot={}", picture.display()))
        .arg("--window-size=1100,1460")
        .arg(format!("file://{}", report.display())))
}

/// Some Python for the second model of the rules; it needs nothing but the standard library.
pub fn any() -> Result<PathBuf> {
    Ok(main_python()?.program)
}

/// The oldest Python at hand that the package is for: what runs on it runs on the others.
pub fn oldest() -> Result<PathBuf> {
    Ok(all()?.swap_remove(0).program)
}

/// The conformance runner of the wheel, in an environment of its own, if there is a wheel.
pub fn runner() -> Result<Option<Vec<OsString>>> {
    let Ok(wheel) = wheel() else {
        return Ok(None);
    };
    let environment = Environment::clean("kit", &main_python()?)?;
    environment.install([wheel])?;
    Ok(Some(vec![environment.program("python").into(), "-m".into(), "lssc.conform".into()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_python_is_not_taken() {
        assert_eq!(probe(Path::new("no-such-program")), None);
        assert_eq!(probe(Path::new("true")), None);
    }

    #[test]
    fn every_python_is_there_once() -> Result<()> {
        let minors: Vec<u32> = all()?.iter().map(|python| python.minor).collect();
        assert!(minors.is_sorted_by(|a, b| a < b), "{minors:?}");
        ensure!(!output(Command::new(any()?).arg("--version"))?.is_empty());
        Ok(())
    }
}
