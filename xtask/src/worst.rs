//! `cargo xtask worst`: what the worst requests cost, in each language; `benches/worst` makes and measures them.

use std::process::Command;

use anyhow::Result;

use crate::run::{conform, root, run, succeeds};
use crate::{python, web};

fn measure(options: &[&str]) -> Result<Command> {
    let mut measure = Command::new(python::any()?);
    measure.arg(root().join("benches/worst/measure.py")).args(options).arg("--").current_dir(root());
    Ok(measure)
}

/// Measures them by the runners in Rust, Python and JavaScript.
pub fn print(options: &[&str]) -> Result<()> {
    println!("── Rust");
    run(measure(options)?.arg(conform()?))?;
    println!("── Python");
    let installed = python::installed("worst")?;
    run(measure(options)?.arg(installed).args(["-m", "lssc.conform"]))?;
    println!("── JavaScript");
    web::build()?;
    run(measure(options)?.arg("node").arg(root().join("lssc-wasm/conform.mjs")))
}

/// That twice the bytes take no more than twice the work, by counting instructions; or why that cannot be told here.
pub fn check() -> Result<Option<&'static str>> {
    if !succeeds(Command::new("valgrind").arg("--version")) {
        return Ok(Some("instructions are counted by valgrind, which is not installed"));
    }
    run(measure(&["--instructions", "--mib", "0.25", "0.5"])?.arg(conform()?))?;
    Ok(None)
}
