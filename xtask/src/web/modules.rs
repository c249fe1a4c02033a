//! What a module loads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The files that are loaded with a module, itself included: those that it imports or names by their URL, and theirs.
pub fn loaded(module: &Path) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut open = vec![module.to_owned()];
    while let Some(path) = open.pop() {
        let path = path.canonicalize().with_context(|| path.display().to_string())?;
        if found.insert(path.clone()) && path.extension().is_some_and(|ending| ending == "js") {
            let (text, folder) = (fs::read_to_string(&path)?, path.parent().unwrap_or(&path));
            open.extend(references(&text).into_iter().map(|reference| folder.join(reference)));
        }
    }
    Ok(found)
}

/// The relative references in a module that have a file's ending.
fn references(text: &str) -> Vec<&str> {
    let mut references = Vec::new();
    for before in ["from", "import", "import(", "new URL("] {
        for (start, _) in text.match_indices(before) {
            let rest = text[start + before.len()..].trim_start();
            let quoted = ['"', '\''].iter().find_map(|&quote| rest.strip_prefix(quote)?.split(quote).next());
            references
                .extend(quoted.filter(|path| path.starts_with('.') && Path::new(path).extension().is_some()));
        }
    }
    references
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found() {
        let text = "import { a } from \"./a.js\";\nexport * from '../b.js';\nimport \"./c.js\";\nimport x from \"zod\";\n\
                    const d = await import(\"./d.js\"), e = new URL(\"./e.wasm\", import.meta.url), f = new URL(\"./\", x);";
        assert_eq!(references(text), ["./a.js", "../b.js", "./c.js", "./d.js", "./e.wasm"]);
        let minified = "import{a as b}from\"./a.js\";export*from'../b.js';import\"./c.js\";import x from\"zod\";\
                        const d=await import(\"./d.js\"),e=new URL(\"./e.wasm\",import.meta.url),f=Array.from(\"./f.js\");";
        assert_eq!(references(minified), ["./a.js", "../b.js", "./c.js", "./d.js", "./e.wasm"]);
    }
}
