//! The npm package: built, packed, linted and tested; `web/` has the parts.

mod glue;
mod javascript;
mod modules;
mod order;
mod site;
mod size;
mod stamp;
mod toolchain;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use serde_json::Value;
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use crate::browser::chromium;
use crate::run::{cargo, conform, output, root, run};
use crate::sbom::{self, BILL, Shipped};
use stamp::once;
use toolchain::{TARGET, Toolchain};

pub use site::{serve, site};
pub use size::size;

/// The oldest Node that everything here is for.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// What goes from the workspace into the package.
const LICENSES: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

const INLINE_TYPES: &str =
    "/** The WebAssembly module, in base64. */\nexport declare const base64: string;\n";

/// The sources of the package.
pub fn package() -> PathBuf {
    root().join("lssc-wasm")
}

fn dist() -> PathBuf {
    package().join("dist")
}

/// Where everything is built that is not itself in the package.
fn folder() -> PathBuf {
    root().join("target/web")
}

/// How it is built: what is done otherwise than before is done anew.
fn recipe() -> [PathBuf; 2] {
    ["xtask/src/web.rs", "xtask/src/web"].map(|name| root().join(name))
}

/// Builds the package and packs it, as far as something has changed.
pub fn build() -> Result<()> {
    let toolchain = Toolchain::set_up()?;
    install()?;
    let mut compiled = BTreeSet::new();
    let mut module = |how| compile(&toolchain, how, &mut compiled);
    bind(&[module(&SMALL)?, module(&QUICK)?, module(&REASONS)?])?;
    write_bill(&compiled)?;
    javascript::build()?;
    pack()
}

/// How a module is compiled.
struct Build {
    /// The folder of what is made, below that of everything.
    profile: &'static str,
    features: &'static str,
    /// Whether no size is too large if it is faster.
    is_large: bool,
}

/// What a page loads.
const SMALL: Build = Build { profile: "web", features: "small", is_large: false };
/// What Node loads.
const QUICK: Build = Build { profile: "web-quick", features: "quick", is_large: true };

/// What a page loads when somebody asks further, and Node likewise.
const REASONS: Build = Build { profile: "web-reasons", features: "small,reasons", is_large: false };

/// Compiles the crate, and adds to what was compiled for it.
fn compile(toolchain: &Toolchain, how: &Build, compiled: &mut BTreeSet<sbom::Package>) -> Result<PathBuf> {
    let mut build = cargo();
    build.args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "lssc-wasm",
        "--profile",
        how.profile,
        "--features",
        how.features,
        "--target",
        TARGET,
    ]);
    build.arg("--target-dir").arg(folder()).args(["--message-format", "json-render-diagnostics"]);
    toolchain.choose(&mut build, how.is_large)?;
    compiled.extend(sbom::compiled(&output(&mut build)?, TARGET));
    Ok(folder().join(TARGET).join(how.profile).join("lssc_wasm.wasm"))
}

/// Writes what is compiled into the modules, which must be what cargo says that it has compiled for them.
fn write_bill(compiled: &BTreeSet<sbom::Package>) -> Result<()> {
    let shipped = Shipped {
        package: "lssc-wasm",
        name: "pkg:npm/lssc",
        target: TARGET.to_owned(),
        features: REASONS.features,
    };
    let bill = sbom::bill(&shipped)?;
    let named = &sbom::packages(&bill)?;
    ensure!(named == compiled, "the bill names {named:?}, and cargo has compiled {compiled:?}");
    fs::write(package().join(BILL), bill).context(BILL)
}

/// Installs what the package is built and tested with, exactly as the lockfile says.
pub fn install() -> Result<()> {
    let said = output(Command::new("node").arg("--version")).unwrap_or_default();
    let mut version = said.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    let (major, minor) = OLDEST_NODE;
    ensure!(
        version.next().zip(version.next()) >= Some(OLDEST_NODE),
        "the web package needs Node {major}.{minor} or later with npm; install it (nodejs.org)"
    );
    once("install", &[package().join("package-lock.json")], &[package().join("node_modules")], || {
        println!("npm ci");
        run(npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
    })
}

/// npm, on the sources of the package.
fn npm() -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(package()).env("npm_config_loglevel", "error");
    npm
}

/// A tool that is installed with the package.
pub fn tool(name: &str) -> Command {
    let mut tool = npm();
    tool.args(["exec", "--no", "--", name]);
    tool
}

/// The glue, for the wrapper; the optimized module, and both modules as text in modules of JavaScript.
fn bind([small, quick, reasons]: &[PathBuf; 3]) -> Result<()> {
    let (wrapped, out) = (javascript::folder().join("wasm"), dist().join("wasm"));
    let made = [
        wrapped.join("lssc.js"),
        wrapped.join("lssc.d.ts"),
        wrapped.join("inline.d.ts"),
        wrapped.join("quick.d.ts"),
        wrapped.join("reasons.d.ts"),
        out.join("lssc_bg.wasm"),
        out.join("inline.js"),
        out.join("quick.js"),
        out.join("reasons_bg.wasm"),
        out.join("reasons.js"),
    ];
    let inputs = [
        &[small.to_owned(), quick.to_owned(), reasons.to_owned(), package().join("package-lock.json")],
        recipe().as_slice(),
    ]
    .concat();
    once("bind", &inputs, &made, || {
        println!("wasm-bindgen, wasm-opt");
        let bound_reasons = bound(reasons, "bound-reasons")?;
        let (bound, bound_quick) = (bound(small, "bound")?, bound(quick, "bound-quick")?);
        glue::blank_texts(&bound.join("lssc_bg.wasm"))?;
        let optimized = optimize(&bound.join("lssc_bg.wasm"), ORDERS)?;
        let fast = bound_quick.join("fast.wasm");
        let said = output(
            tool("wasm-opt").arg("-O3").arg(bound_quick.join("lssc_bg.wasm")).arg("--output").arg(&fast),
        )?;
        ensure!(said.trim().is_empty(), "wasm-opt: {said}");
        glue::blank_texts(&bound_reasons.join("lssc_bg.wasm"))?;
        let further = optimize(&bound_reasons.join("lssc_bg.wasm"), 1)?;
        for folder in [&wrapped, &out] {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            fs::create_dir_all(folder)?;
        }
        glue::copy(&bound, &wrapped)?;
        glue::check_imports(&bound_quick, &wrapped)?;
        glue::check_imports(&bound_reasons, &wrapped)?;
        for name in &made[2..5] {
            fs::write(name, INLINE_TYPES)?;
        }
        fs::copy(&optimized, &made[5])?;
        fs::copy(&further, &made[8])?;
        for (module, name) in [(&optimized, &made[6]), (&fast, &made[7]), (&further, &made[9])] {
            let text = base64::engine::general_purpose::STANDARD.encode(fs::read(module)?);
            fs::write(name, format!("export const base64 = \"{text}\";\n"))?;
        }
        Ok(())
    })
}

/// What wasm-bindgen makes of a module, in a folder of this name.
fn bound(compiled: &Path, name: &str) -> Result<PathBuf> {
    let bound = folder().join(name);
    let mut bindgen = Bindgen::new();
    // As for a bundler: how the module is loaded is the wrapper's affair, so the glue need not know ways of its own.
    bindgen.input_path(compiled).out_name("lssc").bundler(true)?.typescript(true);
    bindgen.encode_into(EncodeInto::Always);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(&bound)?;
    Ok(bound)
}

/// The ways to optimize that were found to end small; which of them ends smallest changes with the code.
const WAYS: &[&[&str]] = &[
    &["-lmu", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge"],
    &[
        "-lmu",
        "--always-inline-max-function-size=6",
        "--one-caller-inline-max-function-size=60",
        "-Oz",
        "--flatten",
        "--local-cse",
        "--rereloop",
        "-Oz",
        "-Oz",
        "--converge",
    ],
    &[
        "-lmu",
        "--one-caller-inline-max-function-size=10",
        "--gufa-optimizing",
        "--simplify-locals-nonesting",
        "--directize",
        "--rse",
        "--flatten",
        "--rereloop",
        "-Os",
        "--simplify-globals-optimizing",
        "--gufa-optimizing",
        "-Oz",
        "--converge",
    ],
    &[
        "-lmu",
        "--always-inline-max-function-size=4",
        "--one-caller-inline-max-function-size=60",
        "--simplify-locals-nonesting",
        "--dae-optimizing",
        "--untee",
        "--tuple-optimization",
        "--code-folding",
        "--directize",
        "--rse",
        "--flatten",
        "--rereloop",
        "-Os",
        "--simplify-globals-optimizing",
        "--licm",
        "--gufa-optimizing",
        "-Oz",
        "--converge",
    ],
];

/// So many orders of functions are tried of each.
const ORDERS: usize = 8;

/// The module as small as `wasm-opt` can make it, in the way that ends smallest once it is compressed.
fn optimize(module: &Path, orders: usize) -> Result<PathBuf> {
    let mut smallest = None;
    for (number, way) in WAYS.iter().enumerate() {
        let optimized = module.with_extension(format!("{number}.wasm"));
        let said = output(tool("wasm-opt").args(*way).arg(module).arg("--output").arg(&optimized))?;
        ensure!(said.trim().is_empty(), "wasm-opt: {said}");
        let bytes = fs::read(&optimized)?;
        for rank in 0..orders {
            let ordered = module.with_extension(format!("{number}-{rank}.wasm"));
            fs::write(&ordered, order::ordered(&bytes, rank)?)?;
            let size = size::measure(&ordered)?.brotli;
            if smallest.as_ref().is_none_or(|&(least, _)| size < least) {
                smallest = Some((size, ordered));
            }
        }
    }
    smallest.map(|(_, file)| file).context("nothing was optimized")
}

/// The tarball that npm would publish.
fn tarball() -> PathBuf {
    folder().join(format!("lssc-{}.tgz", env!("CARGO_PKG_VERSION")))
}

/// Packs the package.
fn pack() -> Result<()> {
    for license in LICENSES {
        fs::copy(root().join(license), package().join(license))?;
    }
    let inputs = ["dist", "schema", "package.json", "README.md", BILL].map(|name| package().join(name));
    once("pack", &[inputs.as_slice(), &recipe()].concat(), &[tarball()], || {
        let mut pack = npm();
        pack.args(["pack", "--json", "--ignore-scripts", "--pack-destination"]).arg(folder());
        let said: Value = serde_json::from_str(&output(&mut pack)?).context("npm pack")?;
        let files = said.pointer("/0/files").and_then(Value::as_array).context("npm pack says no files")?;
        for file in files {
            let path = file.get("path").and_then(Value::as_str).unwrap_or_default();
            let is_code = ["dist/", "schema/"].iter().any(|folder| path.starts_with(folder));
            let is_text = LICENSES.contains(&path) || ["package.json", "README.md", BILL].contains(&path);
            ensure!(is_code || is_text, "{path} does not belong into the package");
        }
        ensure!(tarball().exists(), "package.json and Cargo.toml state different versions");
        println!("{}: {} bytes, {} files", tarball().display(), fs::metadata(tarball())?.len(), files.len());
        Ok(())
    })
}

/// The linters, over the sources.
pub fn lint() -> Result<()> {
    install()?;
    run(npm().args(["run", "--silent", "--if-present", "lint"]))
}

/// The tests, on the tarball as npm would publish it and on the page as it would be served.
pub fn test() -> Result<()> {
    build()?;
    let site = site()?;
    let mut tests = tool("vitest");
    tests.arg("run").env("LSSC_TARBALL", tarball()).env("LSSC_SITE", site);
    tests.env("LSSC_CONFORM", conform()?).env("CHROMIUM", chromium()?);
    run(&mut tests)
}

/// The conformance runner on the packed tarball, unpacked in a folder as npm would install it, if there is a tarball.
pub fn runner(folder: &Path) -> Result<Option<Vec<OsString>>> {
    if !tarball().exists() {
        return Ok(None);
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let modules = folder.join("node_modules");
    let packed = flate2::read::GzDecoder::new(fs::File::open(tarball())?);
    tar::Archive::new(packed).unpack(&modules)?;
    // What npm packs lies in a folder of this name.
    fs::rename(modules.join("package"), modules.join("lssc"))?;
    let runner = folder.join("conform.mjs");
    fs::copy(package().join("conform.mjs"), &runner)?;
    Ok(Some(vec!["node".into(), runner.into()]))
}
