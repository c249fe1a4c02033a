//! What wasm-bindgen writes to call the module, as the wrapper takes it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// What begins the name of a function that the module imports.
const OF_MODULE: &str = "__wb";

/// What gives the glue its module, among them.
const SETTER: &str = "__wbg_set_wasm";

/// Copies the glue and its types, each with two objects more: what the module imports, and what it offers.
///
/// An `import *` would be both, but a bundler cannot leave out what such an object holds.
pub fn copy(bound: &Path, folder: &Path) -> Result<()> {
    let read =
        |name| fs::read_to_string(bound.join(name)).with_context(|| format!("wasm-bindgen makes no {name}"));
    let (glue, types) = (smaller(&read("lssc_bg.js")?)?, read("lssc.d.ts")?);
    let (imports, operations): (Vec<_>, Vec<_>) = exported(&glue)
        .into_iter()
        .filter(|&name| name != SETTER)
        .partition(|name| name.starts_with(OF_MODULE));
    let list = |names: &[&str]| names.join(", ");
    let code = format!(
        "{glue}\nexport const imports = {{ {} }};\nexport const operations = {{ {} }};\n",
        list(&imports),
        list(&operations)
    );
    let typed: Vec<String> = operations.iter().map(|name| format!("{name}: typeof {name}")).collect();
    let types = format!(
        "{types}\nexport const imports: WebAssembly.ModuleImports;\nexport const operations: {{ {} }};\n\
         export function {SETTER}(exports: WebAssembly.Exports): void;\n",
        typed.join("; ")
    );
    fs::write(folder.join("lssc.js"), code)?;
    fs::write(folder.join("lssc.d.ts"), types)?;
    Ok(())
}

/// The glue without what is of no use here: a decoder that is kept and counts what it has read, for bytes are all that crosses but
/// for an error of the glue itself; and the width of a byte.
fn smaller(glue: &str) -> Result<String> {
    const DECODER: &str = "const decodeText = (bytes) => new TextDecoder().decode(bytes);\n\n";
    let (before, rest) = glue.split_once("let cachedTextDecoder").context("the glue has no decoder")?;
    let (_, after) = rest.split_once("let WASM_VECTOR_LEN").context("the glue has no length")?;
    let glue = format!("{before}{DECODER}let WASM_VECTOR_LEN{after}");
    Ok(glue.replace(" * 1,", ",").replace("ptr / 1", "ptr"))
}

/// The functions and classes that a module of JavaScript exports.
fn exported(text: &str) -> Vec<&str> {
    let declared = text.lines().filter_map(|line| {
        ["export function ", "export class "].iter().find_map(|before| line.strip_prefix(before))
    });
    declared.filter_map(|rest| rest.split(['(', ' ']).next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_loses_its_decoder_and_nothing_else() -> Result<()> {
        let glue = "f(ret[1] * 1, 1);\nlet cachedTextDecoder = 1;\nfunction decodeText() {}\nlet WASM_VECTOR_LEN = 0;\nset(arg, ptr / 1);";
        let left = smaller(glue)?;
        assert!(left.starts_with("f(ret[1], 1);\nconst decodeText = (bytes) =>"), "{left}");
        assert!(left.ends_with("\n\nlet WASM_VECTOR_LEN = 0;\nset(arg, ptr);"), "{left}");
        assert!(smaller("nothing of it").is_err());
        Ok(())
    }

    #[test]
    fn exports_are_found() {
        let text = "export class Terms {\n    free() {}\n}\nexport function answer(request) {\n}\nfunction own() {}\n";
        assert_eq!(exported(text), ["Terms", "answer"]);
    }
}
