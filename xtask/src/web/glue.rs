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
    let (glue, types) = (read("lssc_bg.js")?, read("lssc.d.ts")?);
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
    fn exports_are_found() {
        let text = "export class Terms {\n    free() {}\n}\nexport function answer(request) {\n}\nfunction own() {}\n";
        assert_eq!(exported(text), ["Terms", "answer"]);
    }
}
