//! What the package costs a page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::modules::loaded;
use super::toolchain::Toolchain;
use super::{build, dist};
use crate::run::output;

/// The most bytes, with brotli, of the module and of everything that `lssc/slim` loads.
const MOST_MODULE: usize = 60_000;
const MOST_SLIM: usize = 64_000;

/// The size of a file: as it is, and compressed as a server would.
#[derive(Clone, Copy, Default)]
pub struct Size {
    raw: usize,
    gzip: usize,
    pub brotli: usize,
}

/// Measures a file, by the compressors that Node has.
pub fn measure(file: &Path) -> Result<Size> {
    const SAY: &str = "const zlib = require('node:zlib'), bytes = require('node:fs').readFileSync(process.argv[1]);
        console.log(bytes.length, zlib.gzipSync(bytes, {level: 9}).length, zlib.brotliCompressSync(bytes).length)";
    let said = output(Command::new("node").args(["--eval", SAY]).arg(file))?;
    let numbers: Vec<usize> = said.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [raw, gzip, brotli] = numbers[..] else { anyhow::bail!("node says {said}") };
    Ok(Size { raw, gzip, brotli })
}

/// Prints the sizes; fails where one is over its limit, or says and returns why that tells nothing here.
pub fn size() -> Result<Option<&'static str>> {
    build()?;
    let module = dist().join("wasm/lssc_bg.wasm").canonicalize()?;
    let [slim, whole, node] = ["slim.js", "index.js", "node.js"].map(|name| loaded(&dist().join(name)));
    let (slim, whole, node) = (slim?, whole?, node?);
    ensure!(slim.contains(&module), "slim.js does not name the module, so what it loads cannot be told");
    println!("{:<24}{:>9}{:>9}{:>9}", "bytes", "raw", "gzip", "brotli");
    let module = print("the module (.wasm)", &BTreeSet::from([module]))?;
    let slim = print("lssc/slim, all of it", &slim)?;
    print("lssc, all of it", &whole)?;
    print("lssc in Node, all of it", &node)?;
    let is_small = module.brotli <= MOST_MODULE && slim.brotli <= MOST_SLIM;
    if !is_small && Toolchain::set_up()? == Toolchain::AtHand {
        // By about 12,000 bytes: what words a panic, and what is made for speed.
        let why = "the standard library at hand is larger than the one that the package is shipped with";
        println!("over the limit: {why}");
        return Ok(Some(why));
    }
    ensure!(
        is_small,
        "with brotli the module may have {MOST_MODULE} bytes, and all of lssc/slim {MOST_SLIM}"
    );
    Ok(None)
}

/// Prints what files come to, each compressed alone, as they are sent.
fn print(name: &str, files: &BTreeSet<PathBuf>) -> Result<Size> {
    let mut sum = Size::default();
    for file in files {
        let size = measure(file).with_context(|| file.display().to_string())?;
        sum.raw += size.raw;
        sum.gzip += size.gzip;
        sum.brotli += size.brotli;
    }
    println!("{name:<24}{:>9}{:>9}{:>9}", sum.raw, sum.gzip, sum.brotli);
    Ok(sum)
}
