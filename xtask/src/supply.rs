//! What the project is made from: licenses, sources and bans by cargo-deny, versions that are pinned, and builds that need no network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::run::{cargo, output, root, run, succeeds};
use crate::tools;

pub fn check() -> Result<()> {
    let manifests = manifests()?;
    ensure!(manifests.contains(&root().join("Cargo.toml")), "the project's own lockfile is not found");
    for manifest in &manifests {
        println!("{}", shown(manifest));
        deny(manifest)?;
        own_scripts(manifest)?;
    }
    pinned()?;
    offline()
}

/// The workspaces of the project: whatever has a lockfile of its own.
fn manifests() -> Result<Vec<PathBuf>> {
    Ok(files(&root(), &|name| name == "Cargo.lock")?
        .into_iter()
        .map(|lock| lock.with_file_name("Cargo.toml"))
        .collect())
}

/// The files of the project that have such a name, but for what is built or installed.
fn files(folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if ["target", "node_modules", "dist"].contains(&&*name) || name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, is_wanted)?);
        } else if is_wanted(&name) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// Licenses, bans and sources. Advisories need a database, which a check without a network does not have. A workspace with a
/// `deny.toml` of its own ships nothing: its bans are nobody's concern.
fn deny(manifest: &Path) -> Result<()> {
    let own = manifest.with_file_name("deny.toml");
    let (config, checks): (PathBuf, &[&str]) = if own.exists() {
        (own, &["licenses", "sources"])
    } else {
        (root().join("xtask/deny.toml"), &["licenses", "bans", "sources"])
    };
    let mut deny = tools::DENY.cargo(None)?;
    deny.args(["--log-level", "error", "--locked", "--config"]).arg(config);
    deny.arg("--manifest-path").arg(manifest);
    run(deny.args(["check", "--hide-inclusion-graph"]).args(checks))
}

/// No package of ours has a build script or a macro that runs in the compiler.
fn own_scripts(manifest: &Path) -> Result<()> {
    let mut metadata = cargo();
    metadata.args(["metadata", "--locked", "--no-deps", "--format-version", "1", "--manifest-path"]);
    let said: Value = serde_json::from_str(&output(metadata.arg(manifest))?)?;
    let packages = said.get("packages").and_then(Value::as_array).context("cargo metadata")?;
    ensure!(!packages.is_empty(), "{}: no packages", shown(manifest));
    for package in packages {
        let runs = runs_while_building(package);
        ensure!(runs.is_empty(), "{} runs something while it is built: {runs:?}", package["name"]);
    }
    Ok(())
}

/// The targets of a package that the compiler runs.
fn runs_while_building(package: &Value) -> Vec<&str> {
    let targets = package.get("targets").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let kinds = |target: &Value| target.get("kind").map(Value::to_string).unwrap_or_default();
    let runs =
        |target: &&Value| ["custom-build", "proc-macro"].iter().any(|kind| kinds(target).contains(kind));
    targets.iter().filter(runs).filter_map(|target| target.get("name")?.as_str()).collect()
}

/// Every requirement names one version, so that the same is installed everywhere.
fn pinned() -> Result<()> {
    let read = |path: &Path| fs::read_to_string(path).with_context(|| shown(path));
    let mut loose = Vec::new();
    let mut add = |path: &Path, found: Vec<String>| {
        loose.extend(found.into_iter().map(|what| format!("{}: {what}", shown(path))));
    };
    let requirements = files(&root(), &|name| {
        name.contains("requirements") && Path::new(name).extension() == Some("txt".as_ref())
    })?;
    ensure!(requirements.len() >= 3, "only {} lists of requirements are found", requirements.len());
    for path in requirements {
        add(&path, loose_requirements(&read(&path)?));
    }
    let package = root().join("lssc-wasm/package.json");
    let lock = package.with_file_name("package-lock.json");
    add(&package, loose_packages(&serde_json::from_str(&read(&package)?)?)?);
    add(&lock, loose_locked(&serde_json::from_str(&read(&lock)?)?)?);
    let project = root().join("lssc-py/pyproject.toml");
    add(&project, loose_build(&read(&project)?, &read(&root().join("lssc-py/requirements-tools.txt"))?));
    let [own, of_tools] = ["lssc-wasm", "xtask"].map(|name| root().join(name).join("Cargo.toml"));
    let (of_own, of_tools) = (read(&own)?, read(&of_tools)?);
    let bindgen = [wasm_bindgen(&of_own), wasm_bindgen(&of_tools)];
    if bindgen[0].is_none() || bindgen[0] != bindgen[1] {
        add(&own, vec![format!("wasm-bindgen is {:?} here and {:?} in xtask", bindgen[0], bindgen[1])]);
    }
    ensure!(loose.is_empty(), "not pinned:\n{}", loose.join("\n"));
    Ok(())
}

/// The lines that do not say `name==version`, if need be for some Pythons only.
fn loose_requirements(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter(|line| !is_exact_requirement(line)).map(str::to_owned).collect()
}

fn is_exact_requirement(line: &str) -> bool {
    let requirement = line.split(';').next().unwrap_or_default().trim();
    requirement.split_once("==").is_some_and(|(name, version)| {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.[]".contains(&byte);
        !name.is_empty() && name.bytes().all(is_name) && is_version(version)
    })
}

/// A version, of digits and points: no range, no `*`.
fn is_version(text: &str) -> bool {
    text.contains('.')
        && text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// What `package.json` does not name by one version.
fn loose_packages(package: &Value) -> Result<Vec<String>> {
    let needed = package.get("devDependencies").and_then(Value::as_object).context("no devDependencies")?;
    let exact = |version: &str| is_version(version.rsplit_once('@').map_or(version, |(_, version)| version));
    Ok(needed
        .iter()
        .filter(|(_, version)| !version.as_str().is_some_and(exact))
        .map(|(name, version)| format!("{name} {version}"))
        .collect())
}

/// What the lockfile of npm does not hold by its contents, or only at one address.
fn loose_locked(lock: &Value) -> Result<Vec<String>> {
    let packages = lock.get("packages").and_then(Value::as_object).context("no packages")?;
    ensure!(packages.len() > 1, "the lockfile of npm is empty");
    let loose = |package: &Value| package.get("integrity").is_none() || package.get("resolved").is_some();
    let others = packages.iter().filter(|(name, _)| !name.is_empty());
    Ok(others.filter(|(_, package)| loose(package)).map(|(name, _)| name.clone()).collect())
}

/// Whoever builds the Python package from its sources builds it by the maturin that we do.
fn loose_build(project: &str, tools: &str) -> Vec<String> {
    let maturin = tools.lines().find(|line| line.starts_with("maturin==")).unwrap_or("maturin");
    let wanted = format!("requires = [\"{maturin}\"]");
    if project.lines().any(|line| line == wanted) { vec![] } else { vec![format!("not {wanted}")] }
}

/// The one version of wasm-bindgen, or of what binds for it, that a manifest names.
fn wasm_bindgen(manifest: &str) -> Option<&str> {
    let line = manifest.lines().find(|line| line.starts_with("wasm-bindgen"))?;
    line.split_once("\"=")?.1.split('"').next()
}

/// The libraries build, with every build script and macro that they bring along, where there is no network at all.
fn offline() -> Result<()> {
    let folder = root().join("target/offline");
    let own_network = ["unshare", "--net", "--map-root-user"];
    let is_cut_off = succeeds(Command::new(own_network[0]).args(&own_network[1..]).arg("true"));
    let mut build = if is_cut_off { Command::new(own_network[0]) } else { Command::new("cargo") };
    if is_cut_off {
        build.args(&own_network[1..]).arg("cargo");
    }
    // Not built but checked: scripts and macros run all the same.
    build.args(["check", "--quiet", "--offline", "--locked", "--target-dir"]).arg(&folder);
    build.args(["lssc-core", "lssc-py", "lssc-wasm"].iter().flat_map(|package| ["--package", package]));
    if let Err(error) = run(build.current_dir(root()).env_remove("CARGO_TARGET_DIR")) {
        bail!("the libraries need a network to be built: {error:#}");
    }
    println!("built without a network: {}", if is_cut_off { "there was none" } else { "cargo was told so" });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_requirement_that_names_no_version_is_found() {
        let text =
            "# what\nruff==0.17.6\n\nduckdb==1.5.6; python_version < \"3.11\"\npyright[nodejs]==1.1.414\n";
        assert_eq!(loose_requirements(text), [""; 0]);
        for loose in [
            "ruff",
            "ruff>=0.17",
            "ruff==0.17.*",
            "ruff~=0.17.1",
            "-r other.txt",
            "a @ https://example.org/a",
        ] {
            assert_eq!(loose_requirements(loose), [loose]);
        }
    }

    #[test]
    fn a_package_of_npm_that_names_no_version_is_found() -> Result<()> {
        let package = json!({"devDependencies": {"a": "1.2.3", "b": "^1.2.3", "c": "npm:typescript@5.5.4", "d": "latest"}});
        assert_eq!(loose_packages(&package)?, ["b \"^1.2.3\"", "d \"latest\""]);
        let lock = json!({"packages": {"": {}, "a": {"integrity": "x"}, "b": {}, "c": {"integrity": "x", "resolved": "y"}}});
        assert_eq!(loose_locked(&lock)?, ["b", "c"]);
        Ok(())
    }

    #[test]
    fn tools_of_two_versions_are_found() {
        assert_eq!(wasm_bindgen("[dependencies]\nwasm-bindgen = \"=0.2.130\"\n"), Some("0.2.130"));
        assert_eq!(wasm_bindgen("wasm-bindgen-cli-support = \"0.2\"\n"), None);
        let tools = "maturin==1.16.0\nruff==0.17.6\n";
        assert_eq!(loose_build("requires = [\"maturin==1.16.0\"]", tools), [""; 0]);
        assert_eq!(loose_build("requires = [\"maturin>=1.16,<2\"]", tools).len(), 1);
    }

    #[test]
    fn what_runs_in_the_compiler_is_found() {
        let package = |kind: &str| json!({"targets": [{"name": "x", "kind": [kind]}]});
        assert_eq!(runs_while_building(&package("lib")), [""; 0]);
        assert_eq!(runs_while_building(&package("custom-build")), ["x"]);
        assert_eq!(runs_while_building(&package("proc-macro")), ["x"]);
    }
}
