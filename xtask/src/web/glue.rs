//! What wasm-bindgen writes to call the module, as the wrapper takes it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// What begins the name of a function that the module imports.
const OF_MODULE: &str = "__wb";

/// What gives the glue its module, among them.
const SETTER: &str = "__wbg_set_wasm";

/// What says the same in less.
const SHORTER: [(&str, &str); 5] = [
    // The module keeps no value of JavaScript.
    (
        "    const table = wasm.__wbindgen_externrefs;\n    table.set(0, undefined);\n    table.set(1024, undefined);\n    \
         table.set(1025, null);\n    table.set(1026, true);\n    table.set(1027, false);\n",
        "",
    ),
    (" * 1,", ","),
    ("ptr / 1", "ptr"),
    (
        "ptr = ptr >>> 0;\n    return getUint8ArrayMemory0().subarray(ptr,",
        "return getUint8ArrayMemory0().subarray(ptr >>>= 0,",
    ),
    (
        "const ptr = this.__destroy_into_raw();\n        wasm.__wbg_terms_free(ptr, 0);",
        "wasm.__wbg_terms_free(this.__destroy_into_raw(), 0);",
    ),
];

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

/// What wasm-bindgen would say of errors that nobody can make, and that the glue does not read.
const UNREAD: [&str; 2] = [
    "attempted to take ownership of Rust value while it was borrowed",
    "recursive use of an object detected which would lead to unsafe aliasing in rust",
];

/// Puts zeros in place of texts that nobody reads: they take no room.
pub fn blank_texts(module: &Path) -> Result<()> {
    let mut bytes = fs::read(module)?;
    for text in UNREAD {
        let mut places = bytes.windows(text.len()).enumerate().filter(|(_, bytes)| *bytes == text.as_bytes());
        let (place, _) = places.next().with_context(|| format!("the module does not say `{text}`"))?;
        bytes[place..place + text.len()].fill(0);
    }
    Ok(fs::write(module, bytes)?)
}

/// Fails where another module imports something that the glue does not have.
pub fn check_imports(bound: &Path, folder: &Path) -> Result<()> {
    let read = |path| fs::read_to_string(path).context("wasm-bindgen makes no glue");
    let (other, glue) = (read(bound.join("lssc_bg.js"))?, read(folder.join("lssc.js"))?);
    let known = exported(&glue);
    for name in exported(&other).into_iter().filter(|name| name.starts_with(OF_MODULE)) {
        ensure!(known.contains(&name), "the quick module imports {name}, which the glue lacks");
    }
    Ok(())
}

/// The glue without what is of no use here: texts (bytes alone cross, but for an error of the glue itself, which its name tells as
/// well), the width of a byte, and what stands in for a registry that every browser has in which the rest would run (ES2021).
fn smaller(glue: &str) -> Result<String> {
    let glue = without(glue, "let cachedTextDecoder", "let WASM_VECTOR_LEN")?;
    let glue = without(&glue, "function getStringFromWasm0", "let cachedUint8ArrayMemory0")?;
    let glue = without(&glue, "(typeof FinalizationRegistry", "new FinalizationRegistry")?;
    let error = "getStringFromWasm0(arg0, arg1)";
    ensure!(glue.matches("getStringFromWasm0").count() == 1, "the glue reads texts");
    Ok(SHORTER.iter().fold(glue.replace(error, ""), |glue, (long, short)| glue.replace(long, short)))
}

/// A text without what begins with one piece and ends before another.
fn without(text: &str, from: &'static str, to: &'static str) -> Result<String> {
    let (before, rest) = text.split_once(from).with_context(|| format!("the glue has no `{from}`"))?;
    let (_, after) = rest.split_once(to).with_context(|| format!("the glue has no `{to}`"))?;
    Ok([before, to, after].concat())
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
    fn the_glue_loses_what_is_of_no_use_and_nothing_else() -> Result<()> {
        let glue = "throw new Error(getStringFromWasm0(arg0, arg1));\nf(ret[1] * 1, 1);\nconst T = (typeof FinalizationRegistry === 'undefined')\n\
                    ? { } : new FinalizationRegistry(g);\nfunction getStringFromWasm0() {}\nlet cachedUint8ArrayMemory0 = null;\n\
                    let cachedTextDecoder = 1;\nfunction decodeText() {}\nlet WASM_VECTOR_LEN = 0;\nset(arg, ptr / 1);";
        let left = "throw new Error();\nf(ret[1], 1);\nconst T = new FinalizationRegistry(g);\nlet cachedUint8ArrayMemory0 = null;\n\
                    let WASM_VECTOR_LEN = 0;\nset(arg, ptr);";
        assert_eq!(smaller(glue)?, left);
        assert!(smaller("nothing of it").is_err());
        assert!(smaller(&format!("{glue}\nh(getStringFromWasm0(1, 2));")).is_err());
        Ok(())
    }

    #[test]
    fn exports_are_found() {
        let text = "export class Terms {\n    free() {}\n}\nexport function answer(request) {\n}\nfunction own() {}\n";
        assert_eq!(exported(text), ["Terms", "answer"]);
    }
}
