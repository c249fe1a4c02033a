//! The wrapper: compiled, and made small for the pages that load it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::stamp::once;
use super::{dist, package, recipe, tool};
use crate::run::run;

/// What both entries load: one file, so that they share one module and it is compressed as a whole.
const SHARED: &str = "public.js";

const ENTRIES: [&str; 7] =
    ["index.js", "slim.js", "node.js", "quick.js", "summary.js", "reasons.js", "reasons-node.js"];

/// Where the wrapper is compiled to, beside the glue.
pub fn folder() -> PathBuf {
    super::folder().join("js")
}

/// Compiles the wrapper; what an earlier one left behind goes first.
pub fn build() -> Result<()> {
    let sources =
        ["ts", "tsconfig.json", "package.json", "package-lock.json"].map(|name| package().join(name));
    let inputs = [sources.as_slice(), &[folder().join("wasm")], &recipe()].concat();
    let scripts = ENTRIES.iter().chain([&SHARED]).map(|name| dist().join(name));
    let made: Vec<PathBuf> = scripts.flat_map(|path| [path.with_extension("d.ts"), path]).collect();
    once("javascript", &inputs, &made, || {
        println!("tsc, esbuild");
        for folder in [folder(), dist()] {
            remove_files(&folder)?;
        }
        fs::write(folder().join("package.json"), "{ \"type\": \"module\" }\n")?;
        run(tool("tsc").args(["--project", "tsconfig.json"]))?;
        // What is another's package would stay an import, which the tests of the tarball refuse.
        minify(&[SHARED], &["--bundle", "--packages=external"])?;
        minify(&ENTRIES, &[])
    })
}

/// Removes the files of a folder, but not those in its folders.
fn remove_files(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Puts compiled files into the package, as small as they get.
fn minify(names: &[&str], how: &[&str]) -> Result<()> {
    let mut esbuild = tool("esbuild");
    esbuild.args(names.iter().map(|name| folder().join(name))).args(how);
    esbuild.args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    // Nobody gets at the handles of the glue, so nobody disposes of one by `using`.
    esbuild.args(["--define:Symbol.dispose=undefined", "--mangle-props=^__destroy_into_raw$"]);
    run(esbuild.arg(format!("--outdir={}", dist().display())))
}
